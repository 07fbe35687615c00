/// One instruction, read as a request in English: does it begin with a verb, of what, to where.
struct Sentence: Sendable {
  /// Why it cannot be read as English.
  enum Foreign: Sendable, Hashable {
    case script(Script)
    case unknownWords
  }

  /// Words in any script.
  let count: Int
  let foreign: Foreign?
  /// The verb that it begins with, where it is a request; manner and politeness may stand in front.
  let verb: String?
  /// Every verb that it asks for: "pick up the cup and put it down".
  let verbs: [String]
  let namesObject: Bool
  let namesPlace: Bool
  /// A motion of the robot and nothing else: "move left".
  let isSubStep: Bool

  init(_ text: String, _ lexicon: Lexicon) {
    count = WordCount.of(text)
    let words = Words(text)
    foreign = Self.foreign(text, words, lexicon)
    guard foreign == nil else {
      verb = nil
      verbs = []
      namesObject = false
      namesPlace = false
      isSubStep = false
      return
    }
    let start = Self.start(words, lexicon)
    verb = start.map { words.texts[$0] }
    verbs = start.map { Self.verbs(words, from: $0, lexicon) } ?? []
    let named = start.map { Self.named(words, behind: $0, lexicon) }
    namesObject = named?.object ?? false
    namesPlace = named?.place ?? false
    isSubStep = Self.isSubStep(words, start, lexicon)
  }

  /// Words in small letters, and behind which of them a comma, semicolon or stop parts the sentence.
  struct Words {
    var texts: [String] = []
    var partedBehind: Set<Int> = []

    init(_ text: String) {
      if InstructionText.isPlain(text) { readPlain(text) } else { read(text) }
    }

    private mutating func read(_ text: String) {
      var word = ""
      for character in text.lowercased() {
        if character.isLetter || character.isNumber || (character == "'" || character == "\u{2019}") && !word.isEmpty {
          word.append(character == "\u{2019}" ? "'" : character)
          continue
        }
        take(&word)
        if ",;.:!?".contains(character), !texts.isEmpty { partedBehind.insert(texts.count - 1) }
      }
      take(&word)
    }

    /// The same for ASCII, of which nearly all texts are.
    private mutating func readPlain(_ text: String) {
      var word = ""
      for byte in text.utf8 {
        if InstructionText.isLetterOrDigit(byte) || byte == 0x27 && !word.isEmpty {
          word.unicodeScalars.append(Unicode.Scalar((0x41...0x5a).contains(byte) ? byte | 0x20 : byte))
          continue
        }
        take(&word)
        // , . : ; ! ?
        if [0x2c, 0x2e, 0x3a, 0x3b, 0x21, 0x3f].contains(byte), !texts.isEmpty { partedBehind.insert(texts.count - 1) }
      }
      take(&word)
    }

    private mutating func take(_ word: inout String) {
      if word.isEmpty { return }
      texts.append(word)
      word = ""
    }
  }

  // MARK: English

  /// Two of five words are known, less those of other languages; numbers do not count.
  private static let leastKnown = 0.4

  private static func foreign(_ text: String, _ words: Words, _ lexicon: Lexicon) -> Foreign? {
    if !InstructionText.isPlain(text) {
      var letters: [Script: Int] = [:]
      for scalar in text.unicodeScalars { if let script = Script(scalar) { letters[script, default: 0] += 1 } }
      let most = letters.max { ($0.value, $1.key.rawValue) < ($1.value, $0.key.rawValue) }
      if let most, most.key != .latin { return .script(most.key) }
    }
    let spoken = words.texts.filter { !$0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
    if spoken.isEmpty { return .unknownWords }
    let known = spoken.reduce(0) { $0 + (lexicon.foreign.contains($1) ? -1 : lexicon.isEnglish($1) ? 1 : 0) }
    return Double(known) >= leastKnown * Double(spoken.count) ? nil : .unknownWords
  }

  // MARK: the verb

  /// Where the verb stands that a request begins with. Behind manner, politeness and an address, or behind a part of the sentence that
  /// says with what or when and ends in a comma, comes a verb as it is asked for. "The robot opens", "opening", "to open" are none.
  private static func start(_ words: Words, _ lexicon: Lexicon) -> Int? {
    var at = 0
    while at < words.texts.count {
      let leadIn = lexicon.lengthOfLeadIn(words.texts[at...])
      if leadIn > 0, !(leadIn == 1 && isRequest(words, at, lexicon)) {
        at += leadIn
        continue
      }
      if lexicon.prepositions.contains(words.texts[at]), let comma = words.partedBehind.filter({ $0 > at }).min() {
        at = comma + 1
        continue
      }
      break
    }
    return at < words.texts.count && isRequest(words, at, lexicon) ? at : nil
  }

  private static let beingForms: Set<String> = ["is", "are", "was", "were", "has", "have", "had", "be", "been", "being"]

  private static let standingAt: Set<String> = ["in", "on", "at", "of", "under", "near", "beside", "behind", "inside", "next"]

  private static func isRequest(_ words: Words, _ at: Int, _ lexicon: Lexicon) -> Bool {
    let word = words.texts[at]
    guard lexicon.isPlainVerb(word) else { return false }
    guard at + 1 < words.texts.count, !words.partedBehind.contains(at) else { return true }
    let next = words.texts[at + 1]
    // Place is taken; hand has moved.
    if beingForms.contains(next) { return false }
    guard lexicon.nouns.contains(word) else { return true }
    // A noun that stands somewhere: box on the table. What is put down may be said without its object: place on the table.
    if standingAt.contains(next), !lexicon.particles.contains("\(word) \(next)"), !lexicon.grasps.contains(word) { return false }
    // A noun that does something, or to which it is done: hand moves, block stacking.
    guard let verb = lexicon.verb(next) else { return true }
    return !(verb.form == .going || verb.form == .third && !lexicon.nouns.contains(next))
  }

  /// The first verb, and those behind "and", "then" or a comma.
  private static func verbs(_ words: Words, from start: Int, _ lexicon: Lexicon) -> [String] {
    var verbs = [words.texts[start]]
    for at in words.texts.indices where at > start && isRequest(words, at, lexicon) {
      if ["and", "then", "or"].contains(words.texts[at - 1]) || words.partedBehind.contains(at - 1) { verbs.append(words.texts[at]) }
    }
    return verbs
  }

  // MARK: object and place

  /// What stands behind the verb before the first preposition is the object; what stands behind a preposition, or a direction, is the place.
  private static func named(_ words: Words, behind start: Int, _ lexicon: Lexicon) -> (object: Bool, place: Bool) {
    var object = false
    var place = false
    var isBehindPreposition = false
    var at = start + 1
    if at < words.texts.count,
      lexicon.particles.contains(words.texts[at]) || lexicon.particles.contains("\(words.texts[start]) \(words.texts[at])")
    {
      // "Move up" goes up; "pick up the cup" does not.
      if at + 1 == words.texts.count, lexicon.directions.contains(words.texts[at]) { place = true }
      at += 1
    }
    while at < words.texts.count {
      let word = words.texts[at]
      if ["and", "then"].contains(word) || words.partedBehind.contains(at - 1), at > start + 1 { isBehindPreposition = false }
      if lexicon.prepositions.contains(word) {
        isBehindPreposition = true
      } else if isThing(word, lexicon) {
        if isBehindPreposition { place = true } else { object = true }
      } else if lexicon.directions.contains(word), !lexicon.particles.contains(word) {
        place = true
      }
      at += 1
    }
    return (object, place)
  }

  private static func isThing(_ word: String, _ lexicon: Lexicon) -> Bool {
    if lexicon.articles.contains(word) || lexicon.pronouns.contains(word) || lexicon.particles.contains(word) { return false }
    if lexicon.isManner(word) || lexicon.directions.contains(word) { return false }
    return word.contains(where: \.isLetter)
  }

  // MARK: sub-steps

  /// A verb of mere motion, and around it directions, parts of the robot and how far.
  private static func isSubStep(_ words: Words, _ start: Int?, _ lexicon: Lexicon) -> Bool {
    guard let start, lexicon.motions.contains(words.texts[start]) else { return false }
    var isAimed = false
    for at in words.texts.indices where at > start {
      let word = words.texts[at]
      if lexicon.directions.contains(word) || lexicon.robotParts.contains(word) {
        isAimed = true
        continue
      }
      let isFiller =
        lexicon.measures.contains(word) || lexicon.articles.contains(word) || lexicon.isManner(word) || lexicon.motions.contains(word)
        || word.allSatisfy { $0.isNumber } || isQuantity(word)
      if !isFiller { return false }
    }
    return isAimed
  }

  /// 5cm, 30deg.
  private static func isQuantity(_ word: String) -> Bool {
    guard word.first?.isNumber == true else { return false }
    return ["cm", "mm", "m", "deg", "rad", "in"].contains(String(word.drop(while: { $0.isNumber })))
  }
}

/// All distinct instructions of a dataset, read.
struct Sentences: Sendable {
  let wordings: Wordings
  /// By index of the text.
  let read: [Sentence]
  /// Texts that are no instructions to be judged by their grammar: stand-ins, identifiers and the like, which other rules tell of.
  let isOther: [Bool]

  static func of(_ observations: Observations) throws(Absence) -> Sentences {
    let wordings = try Wordings.of(observations)
    let lexicon = Lexicon.of(observations)
    return observations.memo.value("sentences") {
      let standIns = StandIns(observations.setting.words)
      let identifiers = Identifiers(observations.setting.words)
      return Sentences(
        wordings: wordings, read: wordings.texts.map { Sentence($0, lexicon) },
        isOther: wordings.texts.map { standIns.contains($0) || identifiers.reason($0) != nil })
    }
  }
}
