/// The kinds of number (and text) that a leaf can hold, by the names that numpy and TFDS give them.
public enum ElementType: String, Sendable, Hashable, CaseIterable {
  case bool, uint8, int8, uint16, int16, uint32, int32, uint64, int64, float16, float32, float64, bfloat16, string

  public var isFloat: Bool {
    switch self {
    case .float16, .float32, .float64, .bfloat16: true
    default: false
    }
  }

  public var isNumber: Bool { self != .string }

  /// Bytes of one value in little-endian raw form; strings have none.
  public var byteWidth: Int? {
    switch self {
    case .bool, .uint8, .int8: 1
    case .uint16, .int16, .float16, .bfloat16: 2
    case .uint32, .int32, .float32: 4
    case .uint64, .int64, .float64: 8
    case .string: nil
    }
  }
}

/// What a leaf holds and, so far as a rule may want to know it, how it was stored.
public enum Content: Sendable, Hashable {
  public enum Encoding: String, Sendable, Hashable {
    case none, bytes, zlib
  }

  case tensor(Encoding)
  case text
  /// `classLabel` with its number of classes, where that is declared.
  case classLabel(Int?)
  /// An encoded picture per step; the declared file format, where there is one ("png", "jpeg").
  case image(String?)
  case video
  case audio
  /// Anything else, by its content key.
  case other(String)
}

/// One named column of a dataset: a leaf of its declared features.
public struct Leaf: Sendable, Hashable {
  public enum Level: String, Sendable, Hashable {
    /// One row per step.
    case step
    /// One row per episode: what lies beside `steps`.
    case episode
  }

  /// The name people use: below `steps` for step leaves (`observation/state`), from the top for others (`episode_metadata/file_path`).
  public var path: String
  public var level: Level
  public var element: ElementType
  /// Declared shape of one row; `nil` is an unknown dimension.
  public var shape: [Int?]
  public var content: Content
  /// The dataset's own words about the leaf, where it has any.
  public var note: String
  /// Rows of varying length (a sequence inside a sequence).
  public var isRagged: Bool
  /// May be absent from a record without being a fault.
  public var isOptional: Bool

  public init(
    path: String, level: Level, element: ElementType, shape: [Int?], content: Content, note: String = "", isRagged: Bool = false,
    isOptional: Bool = false
  ) {
    self.path = path
    self.level = level
    self.element = element
    self.shape = shape
    self.content = content
    self.note = note
    self.isRagged = isRagged
    self.isOptional = isOptional
  }

  /// Values in one row, where the declared shape fixes it.
  public var width: Int? {
    var product = 1
    for dimension in shape {
      guard let dimension else { return nil }
      let (value, overflow) = product.multipliedReportingOverflow(by: dimension)
      if overflow { return nil }
      product = value
    }
    return product
  }

  /// Whether the plan can ask for this leaf as numbers in equal rows.
  public var isNumeric: Bool {
    guard element.isNumber, !isRagged, width != nil else { return false }
    switch content {
    case .tensor, .classLabel: return true
    case .other: return true
    case .text, .image, .video, .audio: return false
    }
  }

  public var isText: Bool {
    guard element == .string, !isRagged, width == 1 else { return false }
    switch content {
    case .text, .tensor(.none): return true
    default: return false
    }
  }
}

/// All declared leaves, in the order in which reports list them (by path, step leaves first).
public struct Schema: Sendable, Hashable {
  public var leaves: [Leaf]
  /// False when records are not episodes: there is no `steps`.
  public var hasSteps: Bool

  public init(leaves: [Leaf], hasSteps: Bool) {
    self.leaves = leaves
    self.hasSteps = hasSteps
  }

  /// The index of the leaf with this path; a step leaf wins over one beside `steps` with the same name.
  public func index(of path: String) -> Int? {
    leaves.firstIndex { $0.level == .step && $0.path == path } ?? leaves.firstIndex { $0.path == path }
  }
}
