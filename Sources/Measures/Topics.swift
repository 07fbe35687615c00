/// What texts and the names of tasks speak of: their words without verbs, small words and numbers.
struct Topics {
  private let lexicon: Lexicon
  /// How many tasks have each text.
  private let said: [String: [Int: Int]]
  private let names: [Set<String>]
  /// What the texts speak of that only one task has, and how many such texts it has.
  private var own: [Int: (texts: Int, things: Set<String>)] = [:]

  /// A task's own texts say what it is about when there are this many.
  private static let fewestTexts = 2

  init(_ lexicon: Lexicon, said: [String: [Int: Int]], names: [String]) {
    self.lexicon = lexicon
    self.said = said
    self.names = names.map { Self.things(Self.plain($0), lexicon) }
    for (text, counts) in said where counts.count == 1 {
      guard let task = counts.first?.key else { continue }
      let known = own[task] ?? (0, [])
      own[task] = (known.texts + 1, known.things.union(Self.things(text, lexicon)))
    }
  }

  /// The tasks to which a text of several does not belong: it speaks of one of them, by that one's name or own texts, and of nothing that
  /// the stranger's name or own texts speak of. What fits both, or neither, is left alone.
  func strangers(_ text: String, _ counts: [Int: Int]) -> Set<Int> {
    let things = Self.things(text, lexicon)
    var strangers: Set<Int> = []
    for host in counts.keys {
      for guest in counts.keys where guest != host {
        let byTexts = verdict(things, own[host].flatMap(Self.telling), own[guest].flatMap(Self.telling))
        // What both names have in common tells nothing apart.
        let byNames = verdict(things, names[host].subtracting(names[guest]), knownThings(names[guest].subtracting(names[host])))
        if byTexts == .stranger && byNames != .fits || byNames == .stranger && byTexts != .fits { strangers.insert(guest) }
      }
    }
    return strangers.count < counts.count ? strangers : []
  }

  private enum Verdict { case stranger, fits, unknown }

  /// Whether a text speaks of the host and not of the guest.
  private func verdict(_ things: Set<String>, _ host: Set<String>?, _ guest: Set<String>?) -> Verdict {
    guard let host, let guest, !host.isEmpty, !guest.isEmpty, !things.isEmpty else { return .unknown }
    if !things.isDisjoint(with: guest) { return .fits }
    return things.isDisjoint(with: host) ? .unknown : .stranger
  }

  private static func telling(_ own: (texts: Int, things: Set<String>)) -> Set<String>? { own.texts >= fewestTexts ? own.things : nil }

  /// A name that holds no thing that Cupel knows may be a place, a person or a number: it tells nothing.
  private func knownThings(_ words: Set<String>) -> Set<String>? { words.contains(where: lexicon.nouns.contains) ? words : nil }

  /// `PickCarrot_v2` as words.
  private static func plain(_ name: String) -> String {
    var plain = ""
    var previous: Character?
    for letter in name {
      if letter.isUppercase, previous?.isLowercase == true { plain.append(" ") }
      plain.append(letter.isLetter || letter.isNumber ? letter : " ")
      previous = letter
    }
    return plain
  }

  /// Words without verbs (that are no nouns as well), small words, numbers and endings of the plural.
  static func things(_ text: String, _ lexicon: Lexicon) -> Set<String> {
    var things: Set<String> = []
    for word in Sentence.Words(text).texts {
      guard word.count > 1, !word.contains(where: \.isNumber) else { continue }
      if lexicon.articles.contains(word) || lexicon.pronouns.contains(word) || lexicon.prepositions.contains(word) { continue }
      if lexicon.particles.contains(word) || lexicon.isManner(word) || lexicon.verb(word) != nil && !lexicon.nouns.contains(word) {
        continue
      }
      things.insert(word.count > 3 && word.hasSuffix("s") && !word.hasSuffix("ss") ? String(word.dropLast()) : word)
    }
    return things
  }
}
