/// Tells which instructions ask for the same, word for word: equal but for case, spaces, final periods, articles, politeness, manner and
/// words of one meaning. The order of words stays, since "put the red cup on the blue plate" is not "put the blue cup on the red plate".
struct SameMeaning {
  /// What is left out, and the first of a group for each of its members: by the words of a phrase.
  private var spoken: [[Substring]: Substring?] = [:]
  private var longest = 1
  /// The words that such phrases begin with.
  private var opening: Set<Substring> = []

  init(_ lists: WordLists) {
    for name in [WordLists.Name.articles, .politeness, .adverbs] {
      for phrase in lists.phrases(name) { add(phrase, for: nil) }
    }
    for group in lists[.sameMeaning] {
      for phrase in group { add(phrase, for: group[0][...]) }
    }
  }

  private mutating func add(_ phrase: String, for meaning: Substring?) {
    let words = phrase.split(separator: " ")
    spoken[words] = .some(meaning)
    longest = max(longest, words.count)
    if let first = words.first { opening.insert(first) }
  }

  /// What an instruction says, in the words of this list. Texts with the same are phrasings of one task. What consists of nothing but
  /// manner and articles stays as it is.
  func meaning(of text: String) -> String { meaning(ofFolded: InstructionText.folded(text)) }

  func meaning(ofFolded folded: String) -> String {
    let words = folded.utf8.split { $0 == 0x20 || $0 == 0x2c || $0 == 0x21 || $0 == 0x3b || $0 == 0x2e }.map { Substring($0) }
    var said: [Substring] = []
    var at = 0
    while at < words.count {
      var length = opening.contains(words[at]) ? min(longest, words.count - at) : 0
      while length > 0 {
        if let meaning = spoken[Array(words[at..<at + length])] {
          if let meaning { said.append(meaning) }
          break
        }
        length -= 1
      }
      if length == 0 { said.append(words[at]) }
      at += max(length, 1)
    }
    return said.isEmpty ? folded : said.joined(separator: " ")
  }
}
