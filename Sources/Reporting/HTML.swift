/// A piece of HTML. Written as a string literal it is taken as it stands; every string put into it with `\( )` is escaped, other HTML is
/// not. So nothing from data reaches a page unescaped without someone writing `HTML(trusted:)`.
public struct HTML: Sendable, Hashable, ExpressibleByStringInterpolation {
  public private(set) var text: String

  /// Takes markup as it is: templates, styles and scripts of our own.
  public init(trusted text: String) { self.text = text }
  public init(stringLiteral text: String) { self.text = text }
  public init(stringInterpolation: StringInterpolation) { text = stringInterpolation.text }

  public static let empty = HTML(trusted: "")
  public var isEmpty: Bool { text.isEmpty }

  public static func + (a: HTML, b: HTML) -> HTML { HTML(trusted: a.text + b.text) }
  public static func += (a: inout HTML, b: HTML) { a.text += b.text }

  /// Text and attribute values alike.
  public static func escape(_ text: String) -> String {
    var output: [UInt8] = []
    output.reserveCapacity(text.utf8.count)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): output.append(contentsOf: "&amp;".utf8)
      case UInt8(ascii: "<"): output.append(contentsOf: "&lt;".utf8)
      case UInt8(ascii: ">"): output.append(contentsOf: "&gt;".utf8)
      case UInt8(ascii: "\""): output.append(contentsOf: "&quot;".utf8)
      case UInt8(ascii: "'"): output.append(contentsOf: "&#39;".utf8)
      default: output.append(byte)
      }
    }
    return String(decoding: output, as: UTF8.self)
  }

  /// A path that may be broken behind its slashes.
  static func path(_ path: String) -> HTML {
    HTML(trusted: path.split(separator: "/", omittingEmptySubsequences: false).map { escape(String($0)) }.joined(separator: "/<wbr>"))
  }

  public struct StringInterpolation: StringInterpolationProtocol {
    var text = ""

    public init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity) }
    public mutating func appendLiteral(_ literal: String) { text += literal }
    public mutating func appendInterpolation(_ string: some StringProtocol) { text += HTML.escape(String(string)) }
    public mutating func appendInterpolation(_ number: Int) { text += String(number) }
    public mutating func appendInterpolation(_ html: HTML) { text += html.text }
    public mutating func appendInterpolation(_ html: HTML?) { text += html?.text ?? "" }
  }

  /// Fills `{{name}}` in a template. Every name is replaced once from front to back; what is put in is not looked at again, so data that
  /// holds `{{script}}` stays data. A name without a value stays as it is, for tests to see.
  public static func fill(_ template: String, _ values: [String: HTML]) -> HTML {
    var output = ""
    var rest = template[...]
    while let open = rest.firstRange(of: "{{") {
      output += rest[..<open.lowerBound]
      rest = rest[open.upperBound...]
      guard let close = rest.firstRange(of: "}}"), let value = values[String(rest[..<close.lowerBound])] else {
        output += "{{"
        continue
      }
      output += value.text
      rest = rest[close.upperBound...]
    }
    return HTML(trusted: output + rest)
  }
}

extension Sequence where Element == HTML {
  func joined() -> HTML { HTML(trusted: map(\.text).joined()) }
}
