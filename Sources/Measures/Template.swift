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
  /// Words of its frame.
  let frame: [String]

  /// The pattern that explains most of the texts; nil where none has a frame that says anything: two words or more, not all of them small
  /// words, and a slot.
  init?(of texts: [String], smallWords: Set<String>) {
    let split = texts.map(Self.words)
    var holding: [Substring: Int] = [:]
    for words in split { for word in Set(words) { holding[word, default: 0] += 1 } }
    let frame = Set(holding.filter { Double($0.value) >= Self.share * Double(texts.count) }.keys)
    guard !frame.isEmpty else { return nil }
    var explained: [[Substring]: [Int]] = [:]
    for (index, words) in split.enumerated() {
      var pattern: [Substring] = []
      for word in words {
        if frame.contains(word) { pattern.append(word) } else if pattern.last != Self.slot[...] { pattern.append(Self.slot[...]) }
      }
      explained[pattern, default: []].append(index)
    }
    let best = explained.max { a, b in
      if a.value.count != b.value.count { return a.value.count < b.value.count }
      return b.key.lexicographicallyPrecedes(a.key)
    }
    guard let best, best.key.contains(Self.slot[...]) else { return nil }
    let fixed = best.key.filter { $0 != Self.slot[...] }.map(String.init)
    guard fixed.count >= 2, !fixed.allSatisfy(smallWords.contains) else { return nil }
    let isSpaced = texts[best.value[0]].contains(" ")
    pattern = best.key.joined(separator: isSpaced ? " " : "")
    self.texts = best.value
    self.frame = fixed
  }

  private static func words(_ text: String) -> [Substring] {
    var words: [Substring] = []
    for run in text.split(separator: " ") {
      guard run.unicodeScalars.contains(where: { Script($0)?.lettersPerWord != nil }) else {
        words.append(run)
        continue
      }
      var rest = run
      while !rest.isEmpty { words.append(rest.removeFirst(1)) }
    }
    return words
  }
}

extension Substring {
  /// Takes the first characters off and gives them.
  fileprivate mutating func removeFirst(_ count: Int) -> Substring {
    let taken = prefix(count)
    removeFirst(count) as Void
    return taken
  }
}
