/// One thing that a loader does to a run of numbers, over the steps of one episode.
public enum ColumnOperation: Sendable, Hashable {
  /// x limited to [low, high].
  case clip(ClosedRange<Double>)
  /// 1 − x, which is meant for openings in [0, 1] and applied to whatever is there.
  case invert
  /// gain · x.
  case scale(Double)
  /// x[t+1] − x[t], element by element: angles are not wrapped. The last step has none and becomes NaN; loaders drop it.
  case difference
  /// 1 above `open`, 0 below `closed`; in between, the next decided value; a run at the end that is never decided keeps the
  /// episode's last value as it is.
  case binarise(closed: Double, open: Double)
  /// Signed commands, positive to close, become an opening that is held: 1 open, 0 closed. Values within ±`threshold` command nothing;
  /// before the first command stands its opposite, and an episode without any is open throughout.
  case hold(threshold: Double)
  /// A quaternion, scalar last, as roll, pitch, yaw.
  case quaternionToEuler

  /// The number of dimensions that come of `width`; nil where the operation cannot be applied to so many.
  public func width(from width: Int) -> Int? {
    switch self {
    case .quaternionToEuler: width == 4 ? 3 : nil
    case .clip, .invert, .scale, .difference, .binarise, .hold: width
    }
  }
}

/// A run of dimensions of a column that a loader makes: from a stored slice, or a constant that it fills in.
public struct ViewPiece: Sendable, Hashable {
  public enum Source: Sendable, Hashable {
    case stored(Slice)
    case constant(Double, width: Int)
  }

  /// What these dimensions mean to the model.
  public enum Meaning: String, Sendable, Hashable, CaseIterable {
    case translation, rotation, gripper, joints, other
    /// Filled in by the loader; means nothing.
    case padding
  }

  public var source: Source
  public var operations: [ColumnOperation]
  public var meaning: Meaning
  public var form: RotationForm?

  public init(_ source: Source, _ operations: [ColumnOperation] = [], meaning: Meaning = .other, form: RotationForm? = nil) {
    self.source = source
    self.operations = operations
    self.meaning = meaning
    self.form = form
  }

  /// Dimensions that come out; nil where the slice is not in the schema or an operation does not fit it.
  public func width(in schema: Schema) -> Int? {
    var width: Int
    switch source {
    case .constant(_, let constantWidth): width = constantWidth
    case .stored(let slice):
      guard let leaf = schema.index(of: slice.path), schema.leaves[leaf].isNumeric, schema.leaves[leaf].level == .step,
        let stored = schema.leaves[leaf].width
      else { return nil }
      if let dimensions = slice.dimensions {
        guard dimensions.upperBound <= stored else { return nil }
        width = dimensions.count
      } else {
        width = stored
      }
    }
    for operation in operations {
      guard let after = operation.width(from: width) else { return nil }
      width = after
    }
    return width
  }
}

/// A column as a loader hands it to the model: pieces side by side.
public struct ViewColumn: Sendable, Hashable {
  /// `action`, `proprio`, or `idle` for what the loader looks at to tell idle steps; rules name it `model/action`.
  public var name: String
  public var pieces: [ViewPiece]

  public init(name: String, pieces: [ViewPiece]) {
    self.name = name
    self.pieces = pieces
  }

  public var path: String { LoaderView.prefix + name }

  /// Dimensions of the whole, or nil where a piece does not fit the dataset.
  public func width(in schema: Schema) -> Int? {
    var total = 0
    for piece in pieces {
      guard let width = piece.width(in: schema) else { return nil }
      total += width
    }
    return total
  }
}

/// What the target's loader makes of the stored columns before the model sees them.
public struct LoaderView: Sendable, Hashable {
  /// Paths of columns that a loader makes start with this, so that they are never taken for stored ones.
  public static let prefix = "model/"

  public var columns: [ViewColumn]
  /// Steps that the loader drops at either end of every episode.
  public var dropFirst: Int
  public var dropLast: Int
  /// What the dimensions of `columns` mean: roles over slices of `model/action` and `model/proprio`.
  public var roles: RoleMap
  /// Where the loader takes the instruction from; nil where the target says it.
  public var instruction: String?
  /// The loader puts an empty text in its place.
  public var blanksInstruction = false
  /// The feature that fills each of the model's cameras, by slot; one that is not named stays black. Nil where no table says, and roles do.
  public var cameras: [String: String]?
  /// The rule by which the loader leaves out idle steps of this dataset.
  public var idleRule: TargetFacts.Filters.Idle?
  /// Names under which the loader's table knows this dataset.
  public var tableNames: [String] = []
  /// What the transform does that columns do not show.
  public var notes: [String] = []
  /// The card that describes this loader's transform, and its word for it; nil where the columns are taken as they are stored.
  public var card: String?
  public var evidence: String

  public init(
    columns: [ViewColumn] = [], dropFirst: Int = 0, dropLast: Int = 0, roles: RoleMap = RoleMap(), instruction: String? = nil,
    card: String? = nil, evidence: String = "no transform is known: the columns are taken as they are stored"
  ) {
    self.columns = columns
    self.dropFirst = dropFirst
    self.dropLast = dropLast
    self.roles = roles
    self.instruction = instruction
    self.card = card
    self.evidence = evidence
  }

  /// Nothing known: no column of the model's.
  public static let none = LoaderView()

  public func index(of path: String) -> Int? { columns.firstIndex { $0.path == path } }

  /// Roles from the meanings of the pieces: `action` for the whole, `action.translation`, `action.gripper` and so on for pieces in order;
  /// `proprio` for the whole of that column.
  public static func roles(of columns: [ViewColumn], in schema: Schema, source: RoleBinding.Source, evidence: String) -> RoleMap {
    var bindings: [RoleBinding] = []
    for column in columns {
      guard let width = column.width(in: schema) else { continue }
      bindings.append(
        RoleBinding(
          role: column.name, slices: [Slice(path: column.path, dimensions: 0..<width)], source: source, strength: .strong,
          evidence: evidence))
      guard column.name == "action" else { continue }
      var at = 0
      for piece in column.pieces {
        let count = piece.width(in: schema) ?? 0
        defer { at += count }
        guard piece.meaning != .other, piece.meaning != .padding, count > 0 else { continue }
        let role = "action.\(piece.meaning.rawValue)"
        let slice = Slice(path: column.path, dimensions: at..<at + count)
        if let known = bindings.firstIndex(where: { $0.role == role }) {
          bindings[known].slices.append(slice)
        } else {
          bindings.append(
            RoleBinding(role: role, slices: [slice], source: source, strength: .strong, evidence: evidence, form: piece.form))
        }
      }
    }
    return RoleMap(bindings)
  }
}

extension ColumnOperation: CustomStringConvertible {
  public var description: String {
    switch self {
    case .clip(let range): "cut to [\(range.lowerBound.short), \(range.upperBound.short)]"
    case .invert: "1 minus it"
    case .scale(let gain): "times \(gain.short)"
    case .difference: "its change to the next step"
    case .binarise(let closed, let open): "1 above \(open.short), 0 below \(closed.short), else what comes next"
    case .hold: "held: signed commands become an opening"
    case .quaternionToEuler: "as roll, pitch, yaw"
    }
  }
}

extension ViewPiece: CustomStringConvertible {
  public var description: String {
    let source: String =
      switch source {
      case .stored(let slice): slice.description
      case .constant(let value, let width): width == 1 ? value.short : "\(value.short) x \(width)"
      }
    return ([source] + operations.map(\.description)).joined(separator: ", ")
  }
}

extension ViewColumn: CustomStringConvertible {
  public var description: String { "\(path): " + pieces.map(\.description).joined(separator: " | ") }
}
