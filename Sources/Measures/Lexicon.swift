/// English words as the lists have them, for looking up.
struct Lexicon: Sendable {
  enum Form: Sendable, Hashable {
    /// As it is asked for: pick.
    case plain
    /// Picks.
    case third
    /// Picking.
    case going
    /// Picked, taken.
    case past
  }

  struct Verb: Sendable, Hashable {
    var plain: String
    var form: Form
  }

  private let verbs: [String: Verb]
  let nouns: Set<String>
  let articles, pronouns, prepositions, motions, directions, measures, robotParts, grasps, foreign: Set<String>
  /// Particles, and particles that only some verbs have: "turn on".
  let particles: Set<String>
  /// What may stand in front of the verb, and what is left out beside it: phrases by their words.
  private let beside: Set<[Substring]>
  private let longest: Int
  /// The words that such phrases begin with, and those that are whole ones.
  private let opening: Set<String>
  private let single: Set<String>
  /// All words that show that a text is English.
  private let known: Set<String>
  private let adverbs: Set<String>

  init(_ lists: WordLists) {
    var verbs: [String: Verb] = [:]
    for entry in lists[.verbs] {
      let plain = entry[0]
      for (text, form) in Self.regular(plain) where verbs[text] == nil { verbs[text] = Verb(plain: plain, form: form) }
      for past in entry.dropFirst() where past != plain { verbs[past] = Verb(plain: plain, form: .past) }
    }
    // Asked for goes before what another verb has in common with it: ground, found, left.
    for entry in lists[.verbs] { verbs[entry[0]] = Verb(plain: entry[0], form: .plain) }
    self.verbs = verbs
    let singular = lists.phrases(.nouns)
    nouns = singular.union(singular.map { Self.withS($0) })
    articles = lists.phrases(.articles)
    pronouns = lists.phrases(.pronouns)
    prepositions = lists.phrases(.prepositions)
    particles = lists.phrases(.particles)
    motions = lists.phrases(.motions)
    directions = lists.phrases(.directions)
    measures = lists.phrases(.measures)
    robotParts = lists.phrases(.robotParts)
    grasps = lists.phrases(.grasps)
    foreign = lists.phrases(.foreign)
    adverbs = lists.phrases(.adverbs)
    let phrases = lists.phrases(.leadIns).union(lists.phrases(.politeness)).union(adverbs)
    beside = Set(phrases.map { $0.split { $0 == " " } })
    longest = beside.map(\.count).max() ?? 0
    opening = Set(beside.compactMap { $0.first.map(String.init) })
    single = phrases.filter { !$0.contains(" ") }
    let small = articles.union(pronouns).union(prepositions).union(particles).union(directions)
    known = small.union(nouns).union(single).union(verbs.keys)
  }

  static func of(_ observations: Observations) -> Lexicon {
    observations.memo.value("lexicon") { Lexicon(observations.setting.words) }
  }

  func verb(_ word: String) -> Verb? { verbs[word] }

  func isPlainVerb(_ word: String) -> Bool { verbs[word]?.form == .plain }

  /// How many words from here on make a phrase that may stand in front of a verb; 0 for none. Adverbs in -ly need not be listed.
  func lengthOfLeadIn(_ words: ArraySlice<String>) -> Int {
    guard let word = words.first else { return 0 }
    var length = opening.contains(word) ? min(longest, words.count) : 0
    while length > 0 {
      if beside.contains(words.prefix(length).map { $0[...] }) { return length }
      length -= 1
    }
    return isAdverb(word) ? 1 : 0
  }

  /// Whether a word by itself says how or how politely, and nothing of what.
  func isManner(_ word: String) -> Bool { single.contains(word) || isAdverb(word) }

  func isAdverb(_ word: String) -> Bool {
    adverbs.contains(word) || (word.count > 4 && word.hasSuffix("ly") && !nouns.contains(word) && verbs[word] == nil)
  }

  /// Whether this shows that a text is English.
  func isEnglish(_ word: String) -> Bool { known.contains(word) || isAdverb(word) }

  // MARK: inflection

  /// The regular forms of a verb.
  static func regular(_ plain: String) -> [(String, Form)] {
    let stem = plain.hasSuffix("e") && !plain.hasSuffix("ee") ? String(plain.dropLast()) : doubled(plain)
    let past = plain.hasSuffix("e") ? plain + "d" : endsInConsonantY(plain) ? plain.dropLast() + "ied" : doubled(plain) + "ed"
    let going = plain.hasSuffix("ie") ? plain.dropLast(2) + "ying" : stem + "ing"
    return [(plain, .plain), (withS(plain), .third), (String(going), .going), (String(past), .past)]
  }

  static func withS(_ word: String) -> String {
    if endsInConsonantY(word) { return word.dropLast() + "ies" }
    return word + (["s", "x", "z", "ch", "sh"].contains { word.hasSuffix($0) } ? "es" : "s")
  }

  private static func isVowel(_ letter: Character) -> Bool { "aeiou".contains(letter) }

  private static func endsInConsonantY(_ word: String) -> Bool {
    word.last == "y" && word.dropLast().last.map { !isVowel($0) } == true
  }

  /// Short words that end in one consonant behind one vowel double it: put, putting. Longer ones do so by stress, which letters do not
  /// show: unplug does, open does not.
  private static func doubled(_ word: String) -> String {
    let letters = Array(word)
    guard letters.count >= 3, let last = letters.last, !isVowel(last), !"wxy".contains(last), isVowel(letters[letters.count - 2]),
      !isVowel(letters[letters.count - 3]) || letters[letters.count - 3] == "u" && letters.count > 3 && letters[letters.count - 4] == "q"
    else { return word }
    let vowels = letters.filter(isVowel).count
    let isPrefixed = word.hasPrefix("un") && vowels == 2
    return vowels == 1 || isPrefixed ? word + String(last) : word
  }
}
