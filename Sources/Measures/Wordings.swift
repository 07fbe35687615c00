/// The distinct instructions of a dataset, and which of them each episode has: what is costly to find out about a text is found out once,
/// however many episodes carry it.
struct Wordings: Sendable {
  /// The feature that holds the instructions.
  let path: String
  /// Each distinct text as it is stored, in order of its first episode.
  let texts: [String]
  /// The same without case, extra spaces and final periods.
  let folded: [String]
  /// By episode of the observations: index into `texts`.
  private let indices: [Int32]

  /// Episodes that have steps and no instruction; episodes without steps have nothing to be labelled.
  private static let unlabelled: Int32 = -1
  private static let withoutSteps: Int32 = -2

  /// The text of an episode, or nil.
  func index(of episode: Int) -> Int? { indices[episode] >= 0 ? Int(indices[episode]) : nil }

  func isUnlabelled(_ episode: Int) -> Bool { indices[episode] == Self.unlabelled }

  static func of(_ observations: Observations) throws(Absence) -> Wordings {
    try observations.memo.value("wordings", orAbsence: { () throws(Absence) in try Wordings(observations) })
  }

  private init(_ observations: Observations) throws(Absence) {
    let context = MeasureContext(observations: observations, scope: .dataset, episodes: observations.everyEpisode)
    let view = try context.view(LanguageMeasures.request)
    guard let probe = view.probe as? InstructionProbe else { throw Absence(.missing, "the probe is of another kind") }
    path = probe.path
    let filled = view.field("filled")
    var interning = Interning(view, field: view.field("text"))
    indices = observations.everyEpisode.map { episode in
      let rows = view.count(episode, filled)
      if rows < 0 { return Self.withoutSteps }
      return rows == 0 ? Self.unlabelled : Int32(interning.index(of: episode))
    }
    texts = interning.texts
    folded = texts.map(InstructionText.folded)
  }

  /// Why there is nothing to say where no episode carries an instruction.
  var nothingToRead: Absence { Absence(.tooFew, "no episode carries an instruction in \(path)") }

  /// How many episodes of a scope carry each text, by its index.
  func counts(_ episodes: [Int]) -> [Int] {
    var counts = [Int](repeating: 0, count: texts.count)
    for episode in episodes { if let index = index(of: episode) { counts[index] += 1 } }
    return counts
  }

  /// The same, where there is something to count.
  func requiredCounts(_ context: MeasureContext) throws(Absence) -> [Int] {
    let counts = counts(context.episodes)
    guard counts.contains(where: { $0 > 0 }) else { throw nothingToRead }
    return counts
  }

  /// The texts that are meant, quoted with how many episodes carry each, and how many texts they are: for the wording of rules.
  func quoted(_ counts: [Int], where isMeant: (Int) -> Bool) -> [String: String] {
    let meant = texts.indices.filter { counts[$0] > 0 && isMeant($0) }
    let told = Dictionary(uniqueKeysWithValues: meant.map { (texts[$0], counts[$0]) })
    return ["quoted": Quoted.texts(told), "texts": String(meant.count)]
  }
}

/// One table of strings for all shards. Each shard holds a string once, so only its first row is looked up by its letters.
struct Interning {
  private let view: ProbeView
  private let field: Int
  /// By leaf: the index here of each string there, -1 before it was met.
  private var known: [[Int]]
  private var index: [String: Int] = [:]
  private(set) var texts: [String] = []

  init(_ view: ProbeView, field: Int) {
    self.view = view
    self.field = field
    known = view.observations.leaves.map { Array(repeating: -1, count: $0.texts.texts.count) }
  }

  /// The string in this field of an episode's row.
  mutating func index(of episode: Int) -> Int {
    let leaf = view.observations.episodes[episode].leaf
    let at = view.count(episode, field)
    if known[leaf].indices.contains(at), known[leaf][at] >= 0 { return known[leaf][at] }
    let text = view.text(episode, field)
    let found = index[text] ?? texts.count
    if found == texts.count {
      index[text] = found
      texts.append(text)
    }
    if known[leaf].indices.contains(at) { known[leaf][at] = found }
    return found
  }
}
