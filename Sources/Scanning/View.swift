/// The columns as a rule looks at them: *raw*, as they are stored, or *as the target's loader transforms them*.
///
/// A view is a list of transforms that the plan applies to columns before probes see them. A view without transforms is the identity:
/// what asks for it shares the raw columns, and so the probes, of those who ask for raw.
public struct View: Sendable, Hashable {
  public enum Name: String, Sendable, Hashable, CaseIterable {
    case raw, target
  }

  public enum Transform: Sendable, Hashable {
    /// The loader hands this feature on as it is stored.
    case identity(feature: String)

    var changesNothing: Bool {
      switch self {
      case .identity: true
      }
    }
  }

  public var name: Name
  public var transforms: [Transform]

  public init(name: Name, transforms: [Transform] = []) {
    self.name = name
    self.transforms = transforms
  }

  public static let raw = View(name: .raw)

  /// True when every column of this view is the stored column.
  public var isIdentity: Bool { transforms.allSatisfy(\.changesNothing) }
}
