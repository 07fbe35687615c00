/// A run of dimensions of one leaf: `observation/state[0:3]`, or the whole leaf: `timestamp`.
public struct Slice: Sendable, Hashable, CustomStringConvertible {
  public var path: String
  /// Half-open range of dimensions, `nil` for all of them.
  public var dimensions: Range<Int>?

  public init(path: String, dimensions: Range<Int>? = nil) {
    self.path = path
    self.dimensions = dimensions
  }

  /// Reads `path`, `path[3]`, `path[0:3]`. Nil when the brackets do not hold numbers in order. A name may itself hold brackets as
  /// long as it does not end in them.
  public init?(_ text: String) {
    guard text.hasSuffix("]"), let open = text.lastIndex(of: "[") else {
      guard !text.isEmpty else { return nil }
      self.init(path: text)
      return
    }
    let inside = text[text.index(after: open)...].dropLast()
    let parts = inside.split(separator: ":", omittingEmptySubsequences: false)
    guard open > text.startIndex, let low = Int(parts[0]), low >= 0, parts.count <= 2 else { return nil }
    let high = parts.count == 2 ? Int(parts[1]) : low + 1
    guard let high, high > low else { return nil }
    self.init(path: String(text[..<open]), dimensions: low..<high)
  }

  public var description: String {
    guard let dimensions else { return path }
    if dimensions.count == 1 { return "\(path)[\(dimensions.lowerBound)]" }
    return "\(path)[\(dimensions.lowerBound):\(dimensions.upperBound)]"
  }
}

/// How sure an inference is. A finding that rests on a weak role is at most a warning.
public enum Strength: String, Sendable, Hashable, Comparable {
  case weak, strong
  public static func < (a: Strength, b: Strength) -> Bool { a == .weak && b == .strong }
}

/// What a column means, and how we know.
public struct RoleBinding: Sendable, Hashable {
  public enum Source: String, Sendable, Hashable {
    case declared, card, inferred
  }

  /// `pose.position`, or with a part in front, `left.pose.position`.
  public var role: String
  public var slices: [Slice]
  public var source: Source
  public var strength: Strength
  public var evidence: String
  /// How the numbers of a rotation role are written, where that is declared or was found out.
  public var form: RotationForm?

  public init(role: String, slices: [Slice], source: Source, strength: Strength, evidence: String, form: RotationForm? = nil) {
    self.role = role
    self.slices = slices
    self.source = source
    self.strength = strength
    self.evidence = evidence
    self.form = form
  }
}

/// All roles of a dataset, by name.
public struct RoleMap: Sendable, Hashable {
  public var bindings: [RoleBinding]

  public init(_ bindings: [RoleBinding] = []) { self.bindings = bindings.sorted { $0.role < $1.role } }

  public subscript(role: String) -> RoleBinding? { bindings.first { $0.role == role } }

  /// The roles that Cupel knows. A part (`left`, `right`, `base`, any word) may stand in front with a dot. Streams are named freely
  /// behind `stream.`, cameras behind `image.`.
  public static let vocabulary: [String] = [
    "pose.position", "pose.rotation", "gripper.state", "joints", "action.translation", "action.rotation", "action.gripper", "action.joints",
    "action", "action.commanded", "action.tokens", "action.decoded", "instruction", "image.primary", "image.wrist", "depth", "timestamp",
    "outcome",
    "task", "proprio",
  ]

  /// The vocabulary entry that a role name stands for, with any part taken off; nil for a name that Cupel does not know.
  public static func kind(of role: String) -> String? {
    var rest = Substring(role)
    while true {
      if vocabulary.contains(String(rest)) { return String(rest) }
      for open in ["stream.", "image.", "timestamp."] where rest.hasPrefix(open) && rest.count > open.count { return String(rest) }
      guard let dot = rest.firstIndex(of: ".") else { return nil }
      rest = rest[rest.index(after: dot)...]
    }
  }
}
