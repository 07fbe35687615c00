import Episodes

/// A README or card taken apart: what it says under a name (`Licence: CC-BY-4.0`, a table's row, a heading and what stands below it), and
/// its sentences. Code, comments and placeholders of templates say nothing.
struct CardText: Sendable {
  struct Entry: Sendable, Hashable {
    var key: String
    var value: String
  }

  private(set) var entries: [Entry] = []
  private(set) var sentences: [String] = []

  /// Longer ones are not told as one claim.
  static let longestSentence = 400
  private static let longestKey = 48

  init(_ text: String) {
    var paragraph = ""
    var heading: String?
    var isCode = false
    var isComment = false
    var isFrontMatter = false
    for (number, raw) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let line = raw.trimmed
      if line == "---" {
        // The first line opens what is written for machines; anywhere else the line closes it, or is a rule across the page.
        isFrontMatter = number == 0
        continue
      }
      if line.hasPrefix("```") || line.hasPrefix("~~~") {
        isCode.toggle()
        continue
      }
      if isCode { continue }
      if line.hasPrefix("<!--") { isComment = true }
      if isComment {
        if line.contains("-->") { isComment = false }
        continue
      }
      if isFrontMatter {
        addEntry(line)
        continue
      }
      if line.isEmpty {
        close(&paragraph)
      } else if line.hasPrefix("#") {
        close(&paragraph)
        heading = Self.bare(line.drop { $0 == "#" })
      } else if line.hasPrefix("|") {
        close(&paragraph)
        let cells = line.split(separator: "|").map(Self.bare)
        if cells.count >= 2 { add(cells[0], cells[1]) }
      } else {
        if line.hasPrefix("- ") || line.hasPrefix("* ") || line.hasPrefix("> ") { close(&paragraph) }
        addEntry(line)
        if let title = heading {
          add(title, Self.bare(line))
          heading = nil
        }
        paragraph += (paragraph.isEmpty ? "" : " ") + Self.bare(line)
      }
    }
    close(&paragraph)
  }

  private mutating func addEntry(_ line: String) {
    guard let colon = line.firstIndex(of: ":") else { return }
    add(Self.bare(line[..<colon]), Self.bare(line[line.index(after: colon)...]))
  }

  private mutating func add(_ key: String, _ value: String) {
    guard key.count <= Self.longestKey, !value.isEmpty else { return }
    let key = Provenance.key(key)
    if !key.isEmpty { entries.append(Entry(key: key, value: value)) }
  }

  private mutating func close(_ paragraph: inout String) {
    sentences += Self.sentences(paragraph)
    paragraph = ""
  }

  /// Without the marks of Markdown: list signs, emphasis, code, and the address of a link.
  private static func bare(_ text: some StringProtocol) -> String {
    var bare = ""
    var isAddress = false
    var previous: Character = " "
    for character in text {
      if character == "(", previous == "]" { isAddress = true }
      if !isAddress, !"*`[]".contains(character) { bare.append(character) }
      if character == ")", isAddress { isAddress = false }
      previous = character
    }
    let rest = bare.trimmed.drop { "->#_ ".contains($0) }
    return String(rest).trimmed
  }

  /// Words with a full stop that ends no sentence.
  private static let abbreviations: Set<String> = [
    "approx", "ca", "e.g", "i.e", "no", "fig", "resp", "vs", "avg", "max", "min", "incl", "est",
  ]

  private static func sentences(_ paragraph: String) -> [String] {
    var sentences: [String] = []
    var words: [Substring] = []
    func close() {
      let sentence = words.joined(separator: " ")
      if !sentence.isEmpty, sentence.count <= longestSentence { sentences.append(sentence) }
      words = []
    }
    for word in paragraph.split(separator: " ") {
      words.append(word)
      guard let last = word.last, ".!?".contains(last) else { continue }
      if !abbreviations.contains(word.lowercased().dropLast().description) { close() }
    }
    close()
    return sentences
  }
}

extension StringProtocol {
  /// Without white space at its ends.
  var trimmed: String {
    var rest = self[...]
    while let last = rest.last, last.isWhitespace { rest = rest.dropLast() }
    while let first = rest.first, first.isWhitespace { rest = rest.dropFirst() }
    return String(rest)
  }
}
