/// Reads a map whose keys are known beforehand, and says where and what is wrong when they are not.
public struct MapReader {
  public let file: String
  public let node: Node
  private let entries: [Node.Entry]

  /// Fails when the node is no map, or holds a key that is not in `known`.
  public init(_ node: Node, file: String, what: String, known: [String]) throws(DocumentError) {
    guard let entries = node.map else {
      throw DocumentError(file: file, mark: node.mark, message: "\(what) must be a map of keys and values")
    }
    for entry in entries where !known.contains(entry.key) {
      throw DocumentError(
        file: file, mark: entry.mark, message: "unknown key \"\(entry.key)\" in \(what)\(Suggestion.didYouMean(entry.key, among: known))")
    }
    self.file = file
    self.node = node
    self.entries = entries
  }

  /// The value under a key; nil when the key is absent or null.
  public func optional(_ key: String) -> Node? {
    guard let value = entries.first(where: { $0.key == key })?.value, !value.isNull else { return nil }
    return value
  }

  public func required(_ key: String) throws(DocumentError) -> Node {
    guard let value = optional(key) else { throw DocumentError(file: file, mark: node.mark, message: "the key \"\(key)\" is missing") }
    return value
  }

  public func error(_ message: String, at node: Node) -> DocumentError { DocumentError(file: file, mark: node.mark, message: message) }

  public func text(_ key: String) throws(DocumentError) -> String {
    let node = try required(key)
    guard let text = node.scalarText else { throw error("\"\(key)\" must be text", at: node) }
    return text.trimmed
  }

  public func optionalText(_ key: String) throws(DocumentError) -> String? {
    guard let node = optional(key) else { return nil }
    guard let text = node.scalarText else { throw error("\"\(key)\" must be text", at: node) }
    return text.trimmed
  }

  public func optionalNumber(_ key: String) throws(DocumentError) -> Double? {
    guard let node = optional(key) else { return nil }
    guard let number = node.number else { throw error("\"\(key)\" must be a number", at: node) }
    return number
  }

  public func optionalInteger(_ key: String) throws(DocumentError) -> Int? {
    guard let node = optional(key) else { return nil }
    guard let number = node.integer else { throw error("\"\(key)\" must be a whole number", at: node) }
    return number
  }

  public func optionalBool(_ key: String) throws(DocumentError) -> Bool? {
    guard let node = optional(key) else { return nil }
    guard let value = node.bool else { throw error("\"\(key)\" must be true or false", at: node) }
    return value
  }

  /// A list of texts; one text alone stands for a list of one; absent is empty.
  public func texts(_ key: String) throws(DocumentError) -> [String] {
    guard let node = optional(key) else { return [] }
    if let text = node.scalarText { return [text] }
    guard let list = node.list else { throw error("\"\(key)\" must be a list", at: node) }
    var texts: [String] = []
    for item in list {
      guard let text = item.scalarText else { throw error("\"\(key)\" must hold texts", at: item) }
      texts.append(text)
    }
    return texts
  }

  public func numbers(_ key: String) throws(DocumentError) -> [Double] {
    guard let node = optional(key) else { return [] }
    guard let list = node.list else { throw error("\"\(key)\" must be a list of numbers", at: node) }
    var numbers: [Double] = []
    for item in list {
      guard let number = item.number else { throw error("\"\(key)\" must hold numbers", at: item) }
      numbers.append(number)
    }
    return numbers
  }

  /// One of a fixed set of words.
  public func choice<Word: RawRepresentable & CaseIterable>(_ key: String, of: Word.Type) throws(DocumentError) -> Word?
  where Word.RawValue == String {
    guard let node = optional(key) else { return nil }
    let words = Word.allCases.map(\.rawValue)
    guard let text = node.scalarText else { throw error("\"\(key)\" must be one of \(words.joined(separator: ", "))", at: node) }
    guard let word = Word(rawValue: text) else {
      throw error(
        "\"\(key)\" must be one of \(words.joined(separator: ", ")), not \"\(text)\"\(Suggestion.didYouMean(text, among: words))", at: node)
    }
    return word
  }
}

extension String {
  /// Without white space at its ends: folded YAML blocks end in a newline.
  var trimmed: String {
    var rest = self[...]
    while let last = rest.last, last.isWhitespace { rest = rest.dropLast() }
    while let first = rest.first, first.isWhitespace { rest = rest.dropFirst() }
    return String(rest)
  }
}

/// What somebody may have meant.
public enum Suggestion {
  /// `; did you mean "x"?`, or nothing when no candidate is near.
  public static func didYouMean(_ word: String, among candidates: [String]) -> String {
    guard let best = nearest(word, among: candidates) else { return "" }
    return "; did you mean \"\(best)\"?"
  }

  /// The candidate with the smallest edit distance, if that is at most a third of the word's length (and at least one letter).
  public static func nearest(_ word: String, among candidates: [String]) -> String? {
    let limit = max(1, word.count / 3)
    var best: (String, Int)?
    for candidate in candidates.sorted() {
      let distance = editDistance(Array(word), Array(candidate))
      if distance <= limit, best.map({ distance < $0.1 }) ?? true { best = (candidate, distance) }
    }
    if best == nil {
      // A name without its family is the commonest slip: `outliers` for `action/outliers`.
      best = candidates.sorted().first { $0.hasSuffix("/" + word) }.map { ($0, 0) }
    }
    return best?.0
  }

  /// Damerau–Levenshtein distance with adjacent transpositions (optimal string alignment).
  static func editDistance(_ a: [Character], _ b: [Character]) -> Int {
    if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
    var rows = [[Int]](repeating: [Int](repeating: 0, count: b.count + 1), count: a.count + 1)
    for i in 0...a.count { rows[i][0] = i }
    for j in 0...b.count { rows[0][j] = j }
    for i in 1...a.count {
      for j in 1...b.count {
        let cost = a[i - 1] == b[j - 1] ? 0 : 1
        rows[i][j] = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + cost)
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1) }
      }
    }
    return rows[a.count][b.count]
  }
}
