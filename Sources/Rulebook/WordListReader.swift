import Documents
import Measures

/// Reads `Rules/words/<list>.yaml`: entries that are a word, a phrase, or several that belong together.
enum WordListReader {
  /// Adds to the list that the file names, or takes its place where it says `replaces: true`.
  static func read(_ text: String, file: String, into lists: inout WordLists) throws(DocumentError) {
    let map = try MapReader(try YAML.parse(text, file: file), file: file, what: "a list of words", known: ["list", "replaces", "words"])
    guard let name = try map.choice("list", of: WordLists.Name.self) else { throw map.error("the key \"list\" is missing", at: map.node) }
    let node = try map.required("words")
    guard let items = node.list else { throw map.error("\"words\" must be a list", at: node) }
    var entries: [[String]] = []
    for item in items {
      let parts = item.list ?? [item]
      guard !parts.isEmpty else { throw map.error("an entry without words", at: item) }
      var entry: [String] = []
      for part in parts { entry.append(try phrase(part, map: map)) }
      entries.append(entry)
    }
    if try map.optionalBool("replaces") ?? false { lists.replace(name, with: entries) } else { lists.add(entries, to: name) }
  }

  /// Words are compared in small letters with one space between them, and written that way.
  private static func phrase(_ node: Node, map: MapReader) throws(DocumentError) -> String {
    guard let text = node.scalarText else {
      throw map.error("a word or phrase is text; null, numbers and the like stand in quotes", at: node)
    }
    let plain = text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard !plain.isEmpty else { throw map.error("an empty word", at: node) }
    guard plain == text else { throw map.error("\"\(text)\" must be written as it is compared: \"\(plain)\"", at: node) }
    return plain
  }
}
