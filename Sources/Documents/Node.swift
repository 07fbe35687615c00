/// A line and column in a document, both counted from 1.
public struct Mark: Sendable, Hashable {
  public var line: Int
  public var column: Int

  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}

/// A document as a tree, whether it was JSON or YAML, with the place of every node so that messages can point at it.
public struct Node: Sendable, Hashable {
  public indirect enum Kind: Sendable, Hashable {
    case null
    case bool(Bool)
    /// A number and its text as written: `25`, `1e-3`. Integers of any length keep their digits in the text.
    case number(Double, text: String)
    case string(String)
    case list([Node])
    /// Entries in the order in which they were written; keys are unique.
    case map([Entry])
  }

  public struct Entry: Sendable, Hashable {
    public var key: String
    /// Where the key stands.
    public var mark: Mark
    public var value: Node

    public init(key: String, mark: Mark, value: Node) {
      self.key = key
      self.mark = mark
      self.value = value
    }
  }

  public var kind: Kind
  public var mark: Mark

  public init(_ kind: Kind, at mark: Mark = Mark(line: 1, column: 1)) {
    self.kind = kind
    self.mark = mark
  }

  public var isNull: Bool { kind == .null }

  public var string: String? { if case .string(let text) = kind { text } else { nil } }

  /// A string, or a number or truth value as it was written.
  public var scalarText: String? {
    switch kind {
    case .string(let text): text
    case .number(_, let text): text
    case .bool(let value): value ? "true" : "false"
    case .null, .list, .map: nil
    }
  }

  public var bool: Bool? { if case .bool(let value) = kind { value } else { nil } }
  public var number: Double? { if case .number(let value, _) = kind { value } else { nil } }
  /// A whole number, written as a number or (as proto3 JSON writes int64) as a string of digits.
  public var integer: Int? {
    switch kind {
    case .number(_, let text): Int(text)
    case .string(let text): Int(text)
    default: nil
    }
  }
  public var list: [Node]? { if case .list(let nodes) = kind { nodes } else { nil } }
  public var map: [Entry]? { if case .map(let entries) = kind { entries } else { nil } }

  /// The value under a key of a map; nil for other nodes and unknown keys.
  public subscript(key: String) -> Node? { map?.first { $0.key == key }?.value }
}

/// Why a document could not be read, and where.
public struct DocumentError: Error, Sendable, Hashable, CustomStringConvertible {
  public var file: String
  public var mark: Mark?
  public var message: String

  public init(file: String, mark: Mark?, message: String) {
    self.file = file
    self.mark = mark
    self.message = message
  }

  public var description: String {
    guard let mark else { return "\(file): \(message)" }
    return "\(file):\(mark.line):\(mark.column): \(message)"
  }
}
