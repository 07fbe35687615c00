/// Writes JSON (RFC 8259) so that the same value always gives the same bytes: keys in the order of their UTF-8 bytes, two spaces a
/// level, a newline at the end.
///
/// - Numbers are written shortest so that they read back as the same double; whole ones below 2^53 without fraction or exponent,
///   negative zero as `-0.0`. JSON has no infinities and no NaN: they become `null`. Who must keep them apart writes a string.
/// - In strings, control characters (C0, DEL, C1), U+2028, U+2029, U+FEFF and U+FFFE, U+FFFF are escaped, so that the text survives
///   being pasted into JavaScript, terminals and editors. Everything else stands as UTF-8. Swift strings hold no lone surrogates and
///   no bytes that are not UTF-8; such garbage became U+FFFD where the string was made.
public struct JSONWriter {
  private var output: [UInt8] = []
  private var depth = 0

  private init() {}

  public static func write(_ value: JSONValue) -> String {
    var writer = JSONWriter()
    writer.put(value)
    writer.output.append(UInt8(ascii: "\n"))
    return String(decoding: writer.output, as: UTF8.self)
  }

  private mutating func put(_ value: JSONValue) {
    switch value {
    case .null: put(ascii: "null")
    case .bool(let value): put(ascii: value ? "true" : "false")
    case .integer(let number): put(ascii: String(number))
    case .number(let number): put(ascii: Self.text(number))
    case .string(let text): put(string: text)
    case .list(let values):
      putItems(values, open: "[", close: "]") { writer, value in writer.put(value) }
    case .object(let entries):
      let ordered = entries.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      putItems(ordered, open: "{", close: "}") { writer, entry in
        writer.put(string: entry.key)
        writer.put(ascii: ": ")
        writer.put(entry.value)
      }
    }
  }

  /// The items of a list or object, one a line; an empty one stays on its line.
  private mutating func putItems<Item>(
    _ items: [Item], open: StaticString, close: StaticString, put: (inout JSONWriter, Item) -> Void
  ) {
    self.put(ascii: "\(open)")
    depth += 1
    for (index, item) in items.enumerated() {
      if index > 0 { output.append(UInt8(ascii: ",")) }
      startLine()
      put(&self, item)
    }
    depth -= 1
    if !items.isEmpty { startLine() }
    self.put(ascii: "\(close)")
  }

  private mutating func startLine() {
    output.append(UInt8(ascii: "\n"))
    output.append(contentsOf: repeatElement(UInt8(ascii: " "), count: depth * 2))
  }

  private mutating func put(ascii text: String) { output.append(contentsOf: text.utf8) }

  private mutating func put(string text: String) {
    output.append(UInt8(ascii: "\""))
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x22: put(ascii: "\\\"")
      case 0x5c: put(ascii: "\\\\")
      case 0x0a: put(ascii: "\\n")
      case 0x0d: put(ascii: "\\r")
      case 0x09: put(ascii: "\\t")
      case 0..<0x20, 0x7f...0x9f, 0x2028, 0x2029, 0xfeff, 0xfffe, 0xffff:
        let digits = String(scalar.value, radix: 16)
        put(ascii: "\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
      default: output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
    }
    output.append(UInt8(ascii: "\""))
  }

  /// The shortest digits that read back as the same number.
  static func text(_ number: Double) -> String {
    guard number.isFinite else { return "null" }
    if number == number.rounded(), number.magnitude < 0x1p53, !(number == 0 && number.sign == .minus) { return String(Int64(number)) }
    return "\(number)"
  }
}
