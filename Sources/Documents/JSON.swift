/// JSON as RFC 8259 has it, read into a `Node` tree. Strict: duplicate keys, trailing text, bad UTF-8 and numbers beyond a Double are
/// errors with their place. A byte order mark is skipped. Depth is capped, so hostile nesting cannot exhaust the stack.
public enum JSON {
  /// The deepest nesting of lists and maps that is read.
  public static let deepest = 128

  public static func parse(_ bytes: [UInt8], file: String) throws(DocumentError) -> Node {
    var parser = JSONParser(bytes: bytes, file: file)
    return try parser.document()
  }

  public static func parse(_ text: String, file: String) throws(DocumentError) -> Node {
    try parse(Array(text.utf8), file: file)
  }
}

private struct JSONParser {
  let bytes: [UInt8]
  let file: String
  var at = 0
  var depth = 0
  // The last place that was marked. Marks are asked for front to back, so that finding them all costs one pass.
  var markedAt = 0
  var mark = Mark(line: 1, column: 1)

  init(bytes: [UInt8], file: String) {
    self.bytes = bytes
    self.file = file
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      at = 3
      markedAt = 3
    }
  }

  var next: UInt8? { at < bytes.count ? bytes[at] : nil }

  /// Line and column of the current position; columns count characters (Unicode scalars), not bytes.
  mutating func here() -> Mark {
    while markedAt < at {
      let byte = bytes[markedAt]
      if byte == UInt8(ascii: "\n") {
        mark = Mark(line: mark.line + 1, column: 1)
      } else if byte & 0xC0 != 0x80 {
        mark.column += 1
      }
      markedAt += 1
    }
    return mark
  }

  mutating func failure(_ message: String) -> DocumentError { DocumentError(file: file, mark: here(), message: message) }

  mutating func skipSpace() {
    while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { at += 1 }
  }

  mutating func document() throws(DocumentError) -> Node {
    skipSpace()
    let node = try value()
    skipSpace()
    if next != nil { throw failure("unexpected text after the end of the document") }
    return node
  }

  mutating func value() throws(DocumentError) -> Node {
    let start = here()
    switch next {
    case nil: throw failure("the document ends where a value is expected")
    case UInt8(ascii: "{"): return Node(.map(try map()), at: start)
    case UInt8(ascii: "["): return Node(.list(try list()), at: start)
    case UInt8(ascii: "\""): return Node(.string(try string()), at: start)
    case UInt8(ascii: "t"): return try word("true", .bool(true), start)
    case UInt8(ascii: "f"): return try word("false", .bool(false), start)
    case UInt8(ascii: "n"): return try word("null", .null, start)
    case .some(UInt8(ascii: "-")), .some(UInt8(ascii: "0")...UInt8(ascii: "9")): return Node(try number(), at: start)
    default: throw failure("expected a value")
    }
  }

  mutating func word(_ text: StaticString, _ kind: Node.Kind, _ start: Mark) throws(DocumentError) -> Node {
    for expected in text.description.utf8 {
      guard next == expected else { throw failure("expected `\(text)`") }
      at += 1
    }
    return Node(kind, at: start)
  }

  mutating func enter() throws(DocumentError) {
    depth += 1
    if depth > JSON.deepest { throw failure("nested deeper than \(JSON.deepest) levels") }
    at += 1
    skipSpace()
  }

  mutating func list() throws(DocumentError) -> [Node] {
    try enter()
    defer { depth -= 1 }
    var nodes: [Node] = []
    if next == UInt8(ascii: "]") {
      at += 1
      return nodes
    }
    while true {
      nodes.append(try value())
      if try !comma(before: UInt8(ascii: "]")) { return nodes }
    }
  }

  mutating func map() throws(DocumentError) -> [Node.Entry] {
    try enter()
    defer { depth -= 1 }
    var entries: [Node.Entry] = []
    // Compared as bytes: Swift strings are equal when they only look alike.
    var seen: Set<[UInt8]> = []
    if next == UInt8(ascii: "}") {
      at += 1
      return entries
    }
    while true {
      let keyMark = here()
      guard next == UInt8(ascii: "\"") else { throw failure("expected a key in double quotes") }
      let key = try string()
      guard seen.insert(Array(key.utf8)).inserted else {
        throw DocumentError(file: file, mark: keyMark, message: "the key \"\(key)\" stands here twice")
      }
      skipSpace()
      guard next == UInt8(ascii: ":") else { throw failure("expected `:` after the key") }
      at += 1
      skipSpace()
      entries.append(Node.Entry(key: key, mark: keyMark, value: try value()))
      if try !comma(before: UInt8(ascii: "}")) { return entries }
    }
  }

  /// Whether another item follows; takes the comma or the closing bracket.
  mutating func comma(before close: UInt8) throws(DocumentError) -> Bool {
    skipSpace()
    if next == close {
      at += 1
      return false
    }
    guard next == UInt8(ascii: ",") else { throw failure("expected `,` or `\(Character(Unicode.Scalar(close)))`") }
    at += 1
    skipSpace()
    return true
  }

  mutating func number() throws(DocumentError) -> Node.Kind {
    let start = at
    if next == UInt8(ascii: "-") { at += 1 }
    if next == UInt8(ascii: "0") {
      at += 1
      if let byte = next, isDigit(byte) { throw failure("a number must not start with 0") }
    } else {
      try digits()
    }
    if next == UInt8(ascii: ".") {
      at += 1
      try digits()
    }
    if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
      at += 1
      if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { at += 1 }
      try digits()
    }
    let text = String(decoding: bytes[start..<at], as: UTF8.self)
    guard let value = Double(text), value.isFinite else { throw failure("the number \(text.prefix(40)) is too large") }
    return .number(value, text: text)
  }

  mutating func digits() throws(DocumentError) {
    guard let first = next, isDigit(first) else { throw failure("expected a digit") }
    while let byte = next, isDigit(byte) { at += 1 }
  }

  func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

  mutating func string() throws(DocumentError) -> String {
    at += 1
    var text: [UInt8] = []
    var plain = at
    while true {
      guard let byte = next else { throw failure("the document ends inside a string") }
      switch byte {
      case UInt8(ascii: "\""):
        text += bytes[plain..<at]
        guard let result = String(validating: text, as: UTF8.self) else { throw failure("this string is not UTF-8") }
        at += 1
        return result
      case UInt8(ascii: "\\"):
        text += bytes[plain..<at]
        at += 1
        text += try escape()
        plain = at
      case 0..<0x20: throw failure("a control character in a string must be escaped")
      default: at += 1
      }
    }
  }

  /// What follows a backslash, as UTF-8. UTF-16 surrogates count only in pairs; a lone one becomes U+FFFD.
  mutating func escape() throws(DocumentError) -> [UInt8] {
    guard let byte = next else { throw failure("the document ends inside a string") }
    at += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "f"): return [0x0C]
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "u"):
      let unit = try hex4()
      var scalar = Unicode.Scalar(unit)
      if unit & 0xFC00 == 0xD800, at + 1 < bytes.count, bytes[at] == UInt8(ascii: "\\"), bytes[at + 1] == UInt8(ascii: "u") {
        let before = at
        at += 2
        let second = try hex4()
        if second & 0xFC00 == 0xDC00 {
          scalar = Unicode.Scalar(0x10000 + (unit & 0x3FF) << 10 + (second & 0x3FF))
        } else {
          at = before
        }
      }
      return Array(String(Character(scalar ?? "\u{FFFD}")).utf8)
    default:
      at -= 1
      throw failure("unknown escape")
    }
  }

  mutating func hex4() throws(DocumentError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else {
        throw failure("expected four hexadecimal digits")
      }
      value = value << 4 | UInt32(digit)
      at += 1
    }
    return value
  }
}
