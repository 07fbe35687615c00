/// A JSON document to be written. (What was read is a `Node`, which knows its places.)
public enum JSONValue: Sendable, Hashable {
  case null
  case bool(Bool)
  case integer(Int)
  case number(Double)
  case string(String)
  case list([JSONValue])
  case object([String: JSONValue])

  /// The value, or null where there is none.
  public init(_ text: String?) { self = text.map(JSONValue.string) ?? .null }
  public init(_ number: Int?) { self = number.map(JSONValue.integer) ?? .null }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
  public init(stringLiteral text: String) { self = .string(text) }
  public init(integerLiteral number: Int) { self = .integer(number) }
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  public init(arrayLiteral values: JSONValue...) { self = .list(values) }
  public init(nilLiteral: ()) { self = .null }

  /// Of a key that stands twice the last one counts.
  public init(dictionaryLiteral entries: (String, JSONValue)...) {
    self = .object(Dictionary(entries, uniquingKeysWith: { $1 }))
  }
}
