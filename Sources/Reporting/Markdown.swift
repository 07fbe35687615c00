/// A piece of GitHub-flavoured Markdown, as GitHub and GitLab render it. Written as a string literal it is taken as it stands; every string
/// put into it with `\( )` becomes plain text, other Markdown is not touched.
///
/// Plain text is made with character references and not with backslashes, because they hold everywhere: within tables, where a backslash
/// before a bar means something else, and within the HTML of `<details>`, where it means nothing. References do not stop what is done to
/// the finished page (mentions, links to issues, addresses that become links), so these are broken by a zero-width space, as Renovate does.
struct Markdown: Sendable, Hashable, ExpressibleByStringInterpolation {
  private(set) var text: String

  init(trusted text: String) { self.text = text }
  init(stringLiteral text: String) { self.text = text }
  init(stringInterpolation: StringInterpolation) { text = stringInterpolation.text }

  static let empty = Markdown(trusted: "")
  var isEmpty: Bool { text.isEmpty }
  var bytes: Int { text.utf8.count }

  static func + (a: Markdown, b: Markdown) -> Markdown { Markdown(trusted: a.text + b.text) }
  static func += (a: inout Markdown, b: Markdown) { a.text += b.text }

  private static let pause = "&#8203;"

  /// One line of text that means nothing to Markdown, wherever it stands.
  static func escape(_ text: String) -> String {
    let scalars = Array(VisibleText.line(text, limit: 2_000).unicodeScalars)
    var output = ""
    var digitsOnly = true
    for (index, scalar) in scalars.enumerated() {
      func neighbour(_ offset: Int) -> Unicode.Scalar? { scalars.indices.contains(index + offset) ? scalars[index + offset] : nil }
      func isWord(_ scalar: Unicode.Scalar?) -> Bool { scalar.map { $0.properties.isAlphabetic || ("0"..."9").contains($0) } ?? false }
      let reference = "&#\(scalar.value);"
      let endsListNumber = index > 0 && digitsOnly && (neighbour(1) == nil || neighbour(1) == " ")
      switch scalar {
      case "&": output += "&amp;"
      case "<": output += "&lt;"
      case ">": output += "&gt;"
      case "`", "*", "[", "|", "\\": output += reference
      // A dollar sign begins mathematics; this is how GitHub says to write one.
      case "$": output += "<span>$</span>"
      // Within a word an underscore stands for itself.
      case "_": output += isWord(neighbour(-1)) && isWord(neighbour(1)) ? "_" : reference
      case "~", "^": output += reference + (isWord(neighbour(1)) ? pause : "")
      case "@", "#", "!", "%": output += (index == 0 && scalar == "#" ? reference : String(scalar)) + (isWord(neighbour(1)) ? pause : "")
      case ":": output += beginsLinkOrSign(scalars[index...]) ? ":" + pause : ":"
      case ".":
        // `1. ` begins a list, `www.` an address.
        output += endsListNumber ? reference : "."
        if index >= 3, scalars[index - 3..<index].allSatisfy({ $0 == "w" || $0 == "W" }) { output += pause }
      case ")": output += endsListNumber ? reference : ")"
      // At its start: lists, a line below a heading, code, what GitLab takes for an order (`/close`).
      case "-", "+", "=", "/", " ": output += index == 0 ? reference : String(scalar)
      default: output.unicodeScalars.append(scalar)
      }
      if !("0"..."9").contains(scalar) { digitsOnly = false }
    }
    return output
  }

  /// Whether a colon is that of `https://`, or opens a pictogram: `:tada:`.
  private static func beginsLinkOrSign(_ text: ArraySlice<Unicode.Scalar>) -> Bool {
    let rest = text.dropFirst()
    if rest.starts(with: "//".unicodeScalars) { return true }
    let name = rest.prefix { $0.isASCII && ($0.properties.isAlphabetic || "0123456789_+-".unicodeScalars.contains($0)) }
    return !name.isEmpty && rest.dropFirst(name.count).first == ":"
  }

  /// A name as code: nothing within is a mention, a link or markup.
  static func code(_ text: String) -> Markdown {
    let shown = VisibleText.line(text, limit: 2_000)
    let isPlain =
      !shown.isEmpty && !shown.hasPrefix(" ") && !shown.hasSuffix(" ")
      && !shown.unicodeScalars.contains { "`|\\".unicodeScalars.contains($0) }
    return Markdown(trusted: isPlain ? "`\(shown)`" : "<code>\(escape(shown))</code>")
  }

  /// A table row.
  static func row(_ cells: [Markdown]) -> Markdown {
    Markdown(trusted: "| \(cells.map { $0.isEmpty ? " " : $0.text }.joined(separator: " | ")) |\n")
  }

  /// A table head with the line below it; columns of numbers stand to the right.
  static func head(_ titles: [String], numbers: Set<Int> = []) -> Markdown {
    row(titles.map { "\($0)" }) + row(titles.indices.map { numbers.contains($0) ? "---:" : "---" })
  }

  struct StringInterpolation: StringInterpolationProtocol {
    var text = ""

    init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity) }
    mutating func appendLiteral(_ literal: String) { text += literal }
    mutating func appendInterpolation(_ string: some StringProtocol) { text += Markdown.escape(String(string)) }
    mutating func appendInterpolation(_ number: Int) { text += String(number) }
    mutating func appendInterpolation(_ markdown: Markdown) { text += markdown.text }
    mutating func appendInterpolation(_ markdown: Markdown?) { text += markdown?.text ?? "" }
  }
}

extension Sequence where Element == Markdown {
  func joined(separator: Markdown = .empty) -> Markdown { Markdown(trusted: map(\.text).joined(separator: separator.text)) }
}
