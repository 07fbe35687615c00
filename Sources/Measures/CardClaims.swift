import Episodes

/// One thing that a text says about the data and that can be held against what was measured.
struct CardClaim: Sendable, Hashable {
  enum Kind: Sendable, Hashable {
    case episodes
    /// Episodes of one split.
    case split(String)
    case steps
    case hertz
    case cameras
    /// Numbers in one action.
    case actionWidth
  }

  var kind: Kind
  var value: Double
  /// The sentence or line that says it.
  var quote: String
}

/// Reads claims out of sentences and entries, and rather misses one than takes one for what it is not: a sentence that hedges ("about",
/// "per task", "of which"), that speaks of a part ("40 episodes of picking"), or that names two numbers of a kind, claims nothing here; nor
/// does a text that names several (a list of tasks with their episodes).
enum CardClaims {
  /// So many claims of one text are enough to hold it by.
  static let most = 100

  static func all(in text: CardText) -> [CardClaim] {
    var claims: [CardClaim] = []
    for entry in text.entries { if let claim = claim(entry) { claims.append(claim) } }
    for sentence in text.sentences { claims += self.claims(sentence) }
    var values: [CardClaim.Kind: Set<Double>] = [:]
    for claim in claims { values[claim.kind, default: []].insert(claim.value) }
    // A line may be read both as an entry and as a sentence.
    var seen: Set<CardClaim.Kind> = []
    return Array(claims.filter { values[$0.kind]?.count == 1 && seen.insert($0.kind).inserted }.prefix(most))
  }

  // MARK: entries

  private static let episodeKeys: Set<String> = [
    "episodes", "total_episodes", "num_episodes", "number_of_episodes", "trajectories", "total_trajectories", "num_trajectories",
    "number_of_trajectories", "demonstrations", "total_demonstrations", "num_demonstrations", "number_of_demonstrations",
  ]
  private static let stepKeys: Set<String> = [
    "steps", "total_steps", "num_steps", "number_of_steps", "transitions", "total_transitions", "num_transitions", "number_of_transitions",
  ]
  private static let hertzKeys: Set<String> = [
    "control_hz", "control_rate", "control_frequency", "control_frequency_hz", "control_rate_hz", "fps",
  ]
  private static let cameraKeys: Set<String> = ["cameras", "num_cameras", "number_of_cameras", "camera_views", "number_of_camera_views"]
  private static let actionKeys: Set<String> = [
    "action_dim", "action_dimension", "action_dimensions", "action_size", "number_of_action_dimensions",
  ]

  private static func claim(_ entry: CardText.Entry) -> CardClaim? {
    let words = words(entry.value)
    guard let first = words.first, let value = first.number else { return nil }
    let unit = words.dropFirst().first?.text
    let quote = "\(entry.key): \(entry.value)"
    func claim(_ kind: CardClaim.Kind, _ units: [String]) -> CardClaim? {
      guard words.count == 1 || (words.count == 2 && units.contains(unit ?? "")) else { return nil }
      return CardClaim(kind: kind, value: value, quote: quote)
    }
    if episodeKeys.contains(entry.key) { return claim(.episodes, Array(episodeNouns)) }
    if stepKeys.contains(entry.key) { return claim(.steps, Array(stepNouns)) }
    if hertzKeys.contains(entry.key) { return claim(.hertz, ["hz", "fps"]) }
    if cameraKeys.contains(entry.key) { return claim(.cameras, ["cameras", "views"]) }
    if actionKeys.contains(entry.key) { return claim(.actionWidth, ["dimensions"]) }
    return nil
  }

  // MARK: sentences

  private struct Word {
    var text: String
    /// A whole number, or with a decimal point.
    var number: Double?
    /// Written with a unit behind it: `10Hz`, `7-dimensional`.
    var tail: String = ""
  }

  private static let spelled = ["one", "two", "three", "four", "five", "six", "seven", "eight"]

  /// Words in small letters without the marks around them. `1,200` is a number; `1.200`, `24-30` and `1.2k` are not.
  private static func words(_ sentence: String) -> [Word] {
    sentence.lowercased().split { $0.isWhitespace || "()/;".contains($0) }.compactMap { raw in
      let text = raw.drop { !$0.isLetter && !$0.isNumber && $0 != "~" && $0 != "<" && $0 != ">" && $0 != "≈" }
      let bare = String(text.reversed().drop { ".,:!?'\"”".contains($0) }.reversed())
      guard !bare.isEmpty else { return nil }
      if let at = spelled.firstIndex(of: bare) { return Word(text: bare, number: Double(at + 1)) }
      let digits = bare.prefix { $0.isASCII && ($0.isNumber || $0 == "," || $0 == ".") }
      guard !digits.isEmpty, let value = number(digits) else { return Word(text: bare) }
      var tail = bare[digits.endIndex...]
      if tail.hasPrefix("-") { tail = tail.dropFirst() }
      if tail.isEmpty { return Word(text: bare, number: value) }
      return Word(text: bare, number: tail.allSatisfy(\.isLetter) ? value : nil, tail: String(tail))
    }
  }

  private static func number(_ digits: Substring) -> Double? {
    let groups = digits.split(separator: ",", omittingEmptySubsequences: false)
    if groups.count == 1 { return Double(digits) }
    guard (1...3).contains(groups[0].count), groups.dropFirst().allSatisfy({ $0.count == 3 && $0.allSatisfy(\.isNumber) }) else {
      return nil
    }
    return Double(groups.joined())
  }

  /// A sentence with one of these speaks of something else than all of the data, or not exactly.
  private static let hedges: Set<String> = [
    "about", "approximately", "approx", "around", "roughly", "nearly", "almost", "over", "more", "than", "least", "most", "up", "between",
    "some", "several", "circa", "ca", "per", "each", "every", "both", "average", "avg", "mean", "median", "subset", "sample", "samples",
    "first", "last", "remaining", "other", "another", "additional", "extra", "further", "original", "originally", "raw", "which", "only",
    "removed", "discarded", "dropped", "excluded", "filtered", "failed", "successful", "unsuccessful", "would", "will", "should", "may",
    "can", "could", "plan", "planned", "not", "no", "without", "if", "example", "e.g", "version", "max", "maximum", "min", "minimum",
    "another's",
    "prior", "previous", "compared", "unlike", "similar", "from",
  ]

  private static let episodeNouns: Set<String> = ["episodes", "trajectories", "demonstrations", "demos"]
  private static let stepNouns: Set<String> = ["steps", "transitions", "timesteps"]
  private static let adjectives: Set<String> = [
    "robot", "teleoperated", "expert", "human", "demonstration", "real-world", "real", "recorded", "collected", "manipulation", "training",
    "validation", "test", "train", "val", "rgb", "static", "fixed", "third-person", "external", "camera", "time", "env", "environment",
  ]
  private static let splitWords: [String: [String]] = [
    "train": ["train", "training"], "val": ["val", "validation"], "validation": ["val", "validation"], "test": ["test", "testing"],
  ]

  /// Whoever speaks of all of it names it.
  private static let wholes: Set<String> = ["dataset", "data", "delivery", "release", "corpus", "total", "altogether"]
  /// What may follow a number of episodes without making it that of a part.
  private static let continuations: Set<String> = [
    "and", "with", "recorded", "collected", "at", "totalling", "totaling", "comprising", "teleoperated",
  ]
  private static let recordings: Set<String> = ["recorded", "observations", "observation", "images", "pictures", "views"]

  static func claims(_ sentence: String) -> [CardClaim] {
    let words = words(sentence)
    guard !words.contains(where: { hedges.contains($0.text) || "~<>≈".contains($0.text.first ?? " ") }) else { return [] }
    func speaks(_ of: Set<String>) -> Bool { words.contains { of.contains($0.text) } }
    func claim(_ kind: CardClaim.Kind, _ value: Double) -> CardClaim { CardClaim(kind: kind, value: value, quote: sentence) }
    var claims: [CardClaim] = []
    let episodes = counts(words, episodeNouns)
    if episodes.count == 1, speaksOfAll(words) {
      let named = splitWords.keys.sorted().filter { split in words.contains { splitWords[split]?.contains($0.text) == true } }
      // "val" and "validation" are one word for two names of splits.
      if named.count == 1 || named == ["val", "validation"], speaks(["split", "set"]) || isAdjective(of: episodeNouns, words) {
        claims += named.map { claim(.split($0), episodes[0]) }
      }
      if named.isEmpty, speaks(wholes) {
        claims.append(claim(.episodes, episodes[0]))
        let steps = counts(words, stepNouns)
        // Steps alone may be those of one episode or of a chunk.
        if steps.count == 1, steps[0] > episodes[0] { claims.append(claim(.steps, steps[0])) }
      }
    }
    let cameras = counts(words, ["cameras", "views"])
    if cameras.count == 1, speaks(wholes.union(recordings)) { claims.append(claim(.cameras, cameras[0])) }
    if let hertz = hertz(words) { claims.append(claim(.hertz, hertz)) }
    if let width = actionWidth(words) { claims.append(claim(.actionWidth, width)) }
    return claims
  }

  /// Whether what follows the episodes leaves their number that of all: "40 episodes of picking" does not.
  private static func speaksOfAll(_ words: [Word]) -> Bool {
    guard let at = words.firstIndex(where: { episodeNouns.contains($0.text) }) else { return false }
    guard at + 1 < words.count else { return true }
    let rest = words[(at + 1)...]
    guard continuations.contains(rest.first?.text ?? "") else { return false }
    return rest.first?.text != "and" || rest.contains { stepNouns.contains($0.text) }
  }

  /// "24 training episodes".
  private static func isAdjective(of nouns: Set<String>, _ words: [Word]) -> Bool {
    words.indices.dropFirst().contains { at in
      nouns.contains(words[at].text) && splitWords.values.contains { $0.contains(words[at - 1].text) }
    }
  }

  /// Numbers that stand before one of these nouns, with at most two adjectives between.
  private static func counts(_ words: [Word], _ nouns: Set<String>) -> [Double] {
    var counts: [Double] = []
    for (at, word) in words.enumerated() where nouns.contains(word.text) {
      var before = at - 1
      while before >= 0, at - before <= 2, words[before].number == nil, adjectives.contains(words[before].text) { before -= 1 }
      guard before >= 0, let number = words[before].number, words[before].tail.isEmpty, number == number.rounded() else { continue }
      // "24 to 30 episodes", "20 of 24 episodes": two numbers, no claim.
      if before > 0, ["to", "of", "and", "or", "-", "–"].contains(words[before - 1].text), before > 1, words[before - 2].number != nil {
        counts += [number, number]
        continue
      }
      counts.append(number)
    }
    return counts
  }

  private static let controlWords: Set<String> = [
    "recorded", "collected", "logged", "actions", "action", "data", "dataset", "steps",
  ]
  private static let otherRates: Set<String> = [
    "camera", "cameras", "image", "images", "video", "videos", "rgb", "depth", "force", "torque", "tactile", "audio", "imu", "sensor",
    "sensors", "downsampled", "subsampled", "resampled", "upsampled", "internally", "servo", "impedance", "controller", "low-level",
    "high-level", "robot", "arm", "loop", "controlled", "inference", "policy", "model", "mocap", "tracker", "tracked", "vr", "state",
    "states", "joint", "proprioception",
  ]

  private static func hertz(_ words: [Word]) -> Double? {
    guard words.contains(where: { controlWords.contains($0.text) }), !words.contains(where: { otherRates.contains($0.text) }) else {
      return nil
    }
    var found: [Double] = []
    for (at, word) in words.enumerated() {
      if word.tail == "hz", let number = word.number { found.append(number) }
      if word.text == "hz", at > 0, let number = words[at - 1].number { found.append(number) }
    }
    return found.count == 1 ? found[0] : nil
  }

  /// `7-dimensional actions`, `an action of 7 dimensions`. Degrees of freedom are the arm's, not the action's.
  private static func actionWidth(_ words: [Word]) -> Double? {
    let speaksOfActions = words.indices.filter { ["action", "actions"].contains(words[$0].text) }
    guard speaksOfActions.count == 1, let action = speaksOfActions.first else { return nil }
    var found: [Double] = []
    for (at, word) in words.enumerated() {
      guard let number = word.number else { continue }
      let next = at + 1 < words.count ? words[at + 1].text : ""
      let isWidth = ["d", "dim", "dimensional"].contains(word.tail) || ["dimensions", "dimensional"].contains(next) && word.tail.isEmpty
      // Near by, so that the dimensions are the action's: right in front of it, or at most three words behind.
      if isWidth, (at < action && action - at <= 2) || (at > action && at - action <= 3) { found.append(number) }
    }
    return found.count == 1 ? found[0] : nil
  }
}
