/// Names for a program rather than sentences for a policy: identifiers, unfilled placeholders, file names, numbers of something.
struct Identifiers {
  private let placeholders: [String]
  private let endings: Set<String>
  private let things: Set<String>

  init(_ lists: WordLists) {
    placeholders = lists.phrases(.placeholders).sorted()
    endings = lists.phrases(.fileEndings)
    things = lists.phrases(.numberedThings)
  }

  /// Why this is no sentence, or nil.
  ///
  /// A sentence is only called an identifier when it is one as a whole, holds an unfilled placeholder, or names a file. Honest sentences with
  /// a stray label ("move the red block to position A_1", "put the t-shirt in box 3") are left alone: of words with an underscore, half of
  /// all words are needed.
  func reason(_ text: String) -> String? {
    if let placeholder = placeholder(in: text) { return "holds the placeholder \(placeholder)" }
    let bytes = text.utf8
    let words = bytes.split { $0 <= 0x20 }.map { String(Substring($0)) }
    guard let first = words.first else { return nil }
    if bytes.contains(0x2e) || bytes.contains(0x2f), let file = words.first(where: isFileName) { return "names a file: \(file)" }
    let underscored = bytes.contains(0x5f) ? words.filter(Self.isUnderscored).count : 0
    if underscored > 0, 2 * underscored >= words.count { return "is written with underscores" }
    if words.count == 1, Self.isProgramName(first) { return "is an identifier" }
    if words.count <= 2, isNumberedThing(words) { return "is a number of something" }
    return nil
  }

  /// `{object}`, `<object>`, `%s`, and `[object]` when nothing else is there or it is written in capitals.
  private func placeholder(in text: String) -> String? {
    for (open, close) in [("{", "}"), ("<", ">"), ("[", "]")] as [(Character, Character)] where text.utf8.contains(open.asciiValue ?? 0) {
      guard let from = text.firstIndex(of: open), let to = text[from...].firstIndex(of: close) else { continue }
      let inside = text[text.index(after: from)..<to]
      guard inside.count <= 40, inside.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" || $0 == " " || $0 == ":" }) else { continue }
      let whole = String(text[from...to])
      if open == "{" { return whole }
      guard inside.contains(where: \.isLetter) else { continue }
      if open == "<" { return whole }
      let isAll = text.filter { !$0.isWhitespace } == whole.filter { !$0.isWhitespace }
      if isAll || (inside.count > 1 && inside == inside.uppercased()) { return whole }
    }
    let folded = InstructionText.folded(text)
    return placeholders.first { Self.holds(folded, $0) }
  }

  /// Compared as bytes: looking for a text in another letter by letter is slow.
  private static func holds(_ text: String, _ piece: String) -> Bool {
    guard let first = piece.utf8.first else { return false }
    return text.utf8.indices.contains { text.utf8[$0] == first && text.utf8[$0...].starts(with: piece.utf8) }
  }

  private func isFileName(_ word: String) -> Bool {
    let word = word.filter { !"\"'(),;".contains($0) }
    if word.hasPrefix("/") && word.count > 2 && word.dropFirst().contains("/") { return true }
    guard let dot = word.lastIndex(of: "."), dot != word.startIndex else { return false }
    return endings.contains(word[word.index(after: dot)...].lowercased())
  }

  /// A word with an underscore between letters or digits.
  private static func isUnderscored(_ word: String) -> Bool {
    let parts = word.split(separator: "_")
    return parts.count > 1 && parts.allSatisfy { $0.contains { $0.isLetter || $0.isNumber } }
  }

  /// One word: `task3`, `ep-12`, `PickPlaceCan`, `kitchen-complete-v0`, `17`, a long hexadecimal id.
  private static func isProgramName(_ word: String) -> Bool {
    let scalars = Array(word.unicodeScalars)
    guard
      scalars.allSatisfy({ $0.isASCII && ($0.properties.isAlphabetic || ("0"..."9").contains($0) || "-#:".unicodeScalars.contains($0)) })
    else { return false }
    let digits = scalars.filter { ("0"..."9").contains($0) }.count
    if digits == 0 { return isCamelCase(word) }
    let letters = scalars.filter { $0.properties.isAlphabetic }.count
    if letters == 0 { return true }
    // Ends in a number, or is an id of digits and letters; single words with digits in them are no sentence.
    return scalars.last.map { ("0"..."9").contains($0) } == true || (scalars.count >= 8 && word.allSatisfy { $0.isHexDigit || $0 == "-" })
  }

  /// At least two humps, each a capital and small letters.
  private static func isCamelCase(_ word: String) -> Bool {
    var humps = 0
    var previous: Character?
    for letter in word {
      guard letter.isLetter else { return false }
      if letter.isUppercase {
        if let previous, previous.isUppercase { return false }
        humps += 1
      } else if previous == nil {
        return false
      }
      previous = letter
    }
    return humps >= 2 && previous?.isLowercase == true
  }

  /// `task 3`, `Episode #12`.
  private func isNumberedThing(_ words: [String]) -> Bool {
    guard words.count == 2, things.contains(words[0].lowercased().filter { $0.isLetter }) else { return false }
    let number = words[1].filter { !"#.:()".contains($0) }
    return !number.isEmpty && number.allSatisfy(\.isNumber)
  }
}
