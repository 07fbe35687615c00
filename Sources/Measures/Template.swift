/// One pattern filled with many words: "put the ___ on the plate".
///
/// Words that stand in nearly all texts are its frame, and whatever stands between them is a slot. A pattern that explains a share s of the
/// texts has each word of its frame in a share of s or more, so that looking for those finds it, in any language, without comparing texts
/// with each other. Where words are not parted by spaces, each letter is one.
struct Template: Sendable, Hashable {
  static let slot = "___"
  /// Words that stand in this share of the texts are the frame, and a pattern must explain as many.
  static let share = 0.9
  /// That n texts, written after two patterns or more none of which is meant for more than half of them, show a share of 0.9 after one has
  /// the probability 2 · P(Bin(n, 1/2) ≥ 0.9 n): 4.0e-4 for 20, 8.4e-6 for 30.
  static let fewestTexts = 20

  /// The pattern, slots written as `___`.
  let pattern: String
  /// Indices of the texts that it explains.
  let texts: [Int]

  /// The pattern that explains most of the texts; nil where none has a frame that says anything: two words or more, not all of them small
  /// words, and a slot.
  init?(of texts: [String], smallWords: Set<String>) {
    var vocabulary = Vocabulary()
    let split = texts.map { text in Self.words(text).map { vocabulary.number(of: $0) } }
    var holding = [Int](repeating: 0, count: vocabulary.words.count)
    var lastSeen = [Int](repeating: -1, count: vocabulary.words.count)
    for (index, words) in split.enumerated() {
      for word in words where lastSeen[word] != index {
        lastSeen[word] = index
        holding[word] += 1
      }
    }
    let isFrame = holding.map { Double($0) >= Self.share * Double(texts.count) }
    guard isFrame.contains(true) else { return nil }
    // A slot is -1.
    var explained: [[Int]: [Int]] = [:]
    for (index, words) in split.enumerated() {
      var pattern: [Int] = []
      for word in words {
        if isFrame[word] { pattern.append(word) } else if pattern.last != -1 { pattern.append(-1) }
      }
      explained[pattern, default: []].append(index)
    }
    let best = explained.max { a, b in
      if a.value.count != b.value.count { return a.value.count < b.value.count }
      return b.key.lexicographicallyPrecedes(a.key)
    }
    guard let best, best.key.contains(-1) else { return nil }
    let fixed = best.key.filter { $0 >= 0 }.map { String(vocabulary.words[$0]) }
    guard fixed.count >= 2, !fixed.allSatisfy(smallWords.contains) else { return nil }
    let isSpaced = texts[best.value[0]].contains(" ")
    pattern = best.key.map { $0 < 0 ? Self.slot : String(vocabulary.words[$0]) }.joined(separator: isSpaced ? " " : "")
    self.texts = best.value
  }

  /// Words by number, in the order in which they were met.
  private struct Vocabulary {
    private(set) var words: [Substring] = []
    private var numbers: [Substring: Int] = [:]

    mutating func number(of word: Substring) -> Int {
      if let known = numbers[word] { return known }
      numbers[word] = words.count
      words.append(word)
      return words.count - 1
    }
  }

  private static func words(_ text: String) -> [Substring] {
    let runs = text.utf8.split(separator: 0x20).map { Substring($0) }
    if InstructionText.isPlain(text) { return runs }
    return runs.flatMap { run in
      run.unicodeScalars.contains { Script($0)?.lettersPerWord != nil } ? run.indices.map { run[$0...$0] } : [run]
    }
  }
}
