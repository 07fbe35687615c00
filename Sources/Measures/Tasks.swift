import Episodes

/// Which task each episode is of, by what way that is known, and how surely.
///
/// In this order: a feature that `cupel.yaml` (or a card) declares; a feature with the role `task`, or one that is called a task, as text,
/// whole number or class label; else instructions are grouped by what they ask for (`SameMeaning`). The last is careful: what is not
/// safely the same is another task, so there may be more of these than there are tasks, and whatever rests on them is at most a warning.
public struct Tasks: Sendable {
  public enum Way: String, Sendable, Hashable {
    case declared
    /// By a feature that is called a task.
    case named
    /// By instructions that ask for the same.
    case inferred
  }

  public struct Task: Sendable, Hashable {
    public var name: String
    /// Indices into `Observations.episodes`, in order.
    public var episodes: [Int]
  }

  /// As many tasks are judged one by one, those with the most episodes: reports are read by people.
  public static let mostSlices = 200

  public let way: Way
  /// The feature that names tasks, or the instruction that they were inferred from.
  public let path: String
  /// How it is known, in words.
  public let evidence: String
  public let strength: Strength
  /// By name.
  public let all: [Task]
  /// The key is the instruction itself, or says no more than it does: phrasings cannot be counted by it.
  public let isInstruction: Bool
  /// By episode of the observations: index into `all`, -1 where it has no task.
  private let indices: [Int32]

  /// The task of an episode.
  public func index(of episode: Int) -> Int? { indices[episode] >= 0 ? Int(indices[episode]) : nil }

  /// What is judged one by one: `mostSlices` of them, the largest, by name.
  public var slices: [Task] {
    guard all.count > Self.mostSlices else { return all }
    let largest = all.indices.sorted { (all[$1].episodes.count, $0) < (all[$0].episodes.count, $1) }.prefix(Self.mostSlices)
    return largest.sorted().map { all[$0] }
  }

  /// What the cap leaves out, in words; nil when it leaves nothing out.
  public var cut: String? {
    guard all.count > Self.mostSlices else { return nil }
    let judged = slices.reduce(0) { $0 + $1.episodes.count }
    let total = all.reduce(0) { $0 + $1.episodes.count }
    return
      "of \(all.count) tasks the \(Self.mostSlices) with the most episodes are judged one by one: \(judged) of \(total) episodes (\(evidence))"
  }

  /// The probes that tasks are told by.
  public static let requests = [DiversityMeasures.request, LanguageMeasures.request]

  /// The tasks of a dataset, worked out once.
  public static func of(_ observations: Observations) throws(Absence) -> Tasks {
    try observations.memo.value("tasks", orAbsence: { () throws(Absence) in try Tasks(observations) })
  }

  private init(_ observations: Observations) throws(Absence) {
    let context = MeasureContext(observations: observations, scope: .dataset, episodes: observations.everyEpisode)
    let wordings = try? Wordings.of(observations)
    var refused: String?
    if let view = try? context.view(DiversityMeasures.request), let probe = view.probe as? TaskProbe {
      let key = Key(view, wordings)
      let isDeclared = probe.isDeclared
      refused = key.objection(isDeclared: isDeclared).map { "\(probe.path) \($0)" }
      if refused == nil {
        way = isDeclared ? .declared : .named
        path = probe.path
        strength = isDeclared ? .strong : probe.strength
        evidence = key.evidence(probe.path, isDeclared: isDeclared)
        isInstruction = key.isInstruction
        (all, indices) = Self.grouped(key.names, key.indices)
        return
      }
    }
    guard let wordings, !wordings.texts.isEmpty else {
      throw Absence(
        .missing, "\(refused.map { "\($0), and " } ?? "no feature names the task, and ")there are no instructions to tell tasks by")
    }
    let meanings = Meanings(wordings, observations)
    way = .inferred
    path = wordings.path
    strength = .weak
    isInstruction = true
    evidence =
      (refused.map { "\($0); " } ?? "no feature names the task; ")
      + "\(wordings.texts.count) distinct texts in \(wordings.path) ask for \(meanings.names.count) different things, case, articles, politeness, manner and words of one meaning aside"
    (all, indices) = Self.grouped(meanings.names, meanings.indices)
  }

  /// What a check of these data goes by, before they are read: for `inspect`.
  public static func expected(_ setting: Setting) -> String {
    var plan = ColumnPlan()
    let told: String
    if case .probe(let probe) = DiversityMeasures.taskProbe(setting, &plan), let probe = probe as? TaskProbe {
      told = probe.isDeclared ? "\(probe.path), as declared" : "\(probe.path), by its name (\(probe.strength.rawValue))"
    } else if let leaf = InstructionPlace.leaf(in: setting) {
      told = "inferred from the instructions in \(setting.schema.leaves[leaf].path) (weak): those that ask for the same are one task"
    } else {
      return "Tasks: no feature names them, and there are no instructions to tell them by."
    }
    return "Tasks: \(told). At most \(mostSlices) are judged one by one, those with the most episodes."
  }

  private static func grouped(_ names: [String], _ indices: [Int32]) -> ([Task], [Int32]) {
    let used = Set(indices)
    let order = names.indices.filter { used.contains(Int32($0)) }.sorted { names[$0] < names[$1] }
    var place = [Int32](repeating: -1, count: names.count)
    for (at, index) in order.enumerated() { place[index] = Int32(at) }
    let placed = indices.map { $0 < 0 ? -1 : place[Int($0)] }
    var all = order.map { Task(name: names[$0], episodes: []) }
    for (episode, index) in placed.enumerated() where index >= 0 { all[Int(index)].episodes.append(episode) }
    return (all, placed)
  }

  // MARK: a feature that names tasks

  private struct Key {
    let names: [String]
    let indices: [Int32]
    let isInstruction: Bool
    private let named: Int
    private let total: Int

    init(_ view: ProbeView, _ wordings: Wordings?) {
      var interning = Interning(view, field: view.field("task"))
      let raw = view.episodes.map { interning.index(of: $0) }
      let blank = interning.texts.map { $0.allSatisfy(\.isWhitespace) }
      indices = raw.map { blank[$0] ? -1 : Int32($0) }
      names = interning.texts
      named = indices.count { $0 >= 0 }
      total = view.episodes.count
      isInstruction = Self.repeats(wordings, names, indices)
    }

    /// Whether every episode's key is its instruction, written otherwise at most.
    private static func repeats(_ wordings: Wordings?, _ names: [String], _ indices: [Int32]) -> Bool {
      guard let wordings else { return false }
      let folded = wordings.folded
      let keys = names.map { InstructionText.folded($0) }
      var looked = false
      for (episode, key) in indices.enumerated() where key >= 0 {
        guard let text = wordings.index(of: episode) else { continue }
        looked = true
        if folded[text] != keys[Int(key)] { return false }
      }
      return looked
    }

    private var count: Int { Set(indices).subtracting([-1]).count }

    /// Why it names no tasks, in words that follow its name. A declared key is believed whatever it holds.
    func objection(isDeclared: Bool) -> String? {
      if named == 0 { return "names no task in any episode" }
      if !isDeclared, count > 10, 2 * count > named {
        return "differs in nearly every episode (\(count) values in \(named)) and names no tasks"
      }
      return nil
    }

    func evidence(_ path: String, isDeclared: Bool) -> String {
      let some = named < total ? ", \(total - named) of \(total) episodes without one" : ""
      return "\(path) \(isDeclared ? "is declared as the task" : "is called a task")\(some)"
    }
  }

  // MARK: instructions that ask for the same

  private struct Meanings {
    var names: [String] = []
    var indices: [Int32]

    /// Each group goes by its most common phrasing, folded; of equally common ones the first by letters.
    init(_ wordings: Wordings, _ observations: Observations) {
      let same = SameMeaning(observations.setting.words)
      let counts = wordings.counts(observations.everyEpisode)
      var groups: [String: Int32] = [:]
      var phrasings: [[String: Int]] = []
      let group = wordings.texts.indices.map { text -> Int32 in
        let meaning = same.meaning(ofFolded: wordings.folded[text])
        let at = groups[meaning] ?? Int32(phrasings.count)
        if groups[meaning] == nil {
          groups[meaning] = at
          phrasings.append([:])
        }
        phrasings[Int(at)][wordings.folded[text], default: 0] += counts[text]
        return at
      }
      names = phrasings.map { said in
        said.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? ""
      }
      indices = observations.everyEpisode.map { episode in wordings.index(of: episode).map { group[$0] } ?? -1 }
    }
  }
}
