import Episodes

/// How many ways there are to say a task.
public enum DiversityMeasures: MeasureFamily {
  /// Keeps the task of every episode: what rules of scope `task` are judged by.
  public static let request = ProbeRequest("task")

  public static let probes: [ProbeDefinition] = [
    ProbeDefinition("task") { _, setting, plan in
      guard let leaf = taskLeaf(setting) else {
        return .cannot(Absence(.missing, "no task is declared, and no feature was recognised as one"))
      }
      return .probe(
        TaskProbe(column: plan.use(leaf: leaf), path: setting.schema.leaves[leaf].path, isText: setting.schema.leaves[leaf].isText))
    }
  ]

  public static let metrics: [Metric] = [
    Metric(
      "language.phrasings", unit: .count, summary: "Distinct phrasings of each task, where there are enough episodes to tell.",
      probes: { _ in [LanguageMeasures.request, request] }, measure: phrasings)
  ]

  /// Fewer phrasings of a task than this are few.
  static let few = 3

  private static let taskNames: Set<String> = ["task", "task_name", "task_id", "task_label", "task_index", "task_key"]

  /// Declared, bound, or called a task beside the steps. A label by any of these ways is text, or one whole number.
  static func taskLeaf(_ setting: Setting) -> Int? {
    let schema = setting.schema
    func usable(_ path: String) -> Int? {
      guard let leaf = schema.index(of: path), leaf != InstructionPlace.leaf(in: setting) else { return nil }
      let found = schema.leaves[leaf]
      return found.isText || (found.isNumeric && found.width == 1 && !found.element.isFloat) ? leaf : nil
    }
    if let path = setting.declarations.task { return usable(path) }
    if let path = setting.roles["task"]?.slices.first?.path { return usable(path) }
    return schema.leaves.filter { leaf in
      leaf.level == .episode && taskNames.contains(String(leaf.path.split(separator: "/").last ?? ""))
    }.compactMap { usable($0.path) }.first
  }

  /// That n episodes of a task show no more than d of three phrasings or more, all of them equally likely, has at most the probability
  /// C(3, d) · (d/3)ⁿ: 1.2 % for one phrasing in five episodes, 0.09 % for two in twenty. A task with a p below 5e-4 over the number of tasks is
  /// told by itself. Tasks that are too small for that are told together, when Fisher's sum −2 Σ ln p over all tasks (chi-square with
  /// two degrees of freedom a task) is as unlikely. Below that the rule abstains: few episodes show few phrasings by luck.
  static func chance(phrasings: Int, episodes: Int) -> Double {
    guard phrasings < few, phrasings > 0 else { return 1 }
    let share = Double(phrasings) / Double(few)
    return min(1, Double(few) * Logarithm.exponential(Double(episodes) * Logarithm.natural(share)))
  }

  /// The chance that Fisher's statistic of independent p is as large as it is: e^(−x/2) Σ (x/2)^j / j! for j below their number.
  static func fisher(_ chances: [Double]) -> Double {
    let half = -chances.reduce(0) { $0 + Logarithm.natural(max($1, 1e-300)) }
    guard half > 0 else { return 1 }
    // Terms are carried as logarithms: (x/2)^j overflows for many tasks.
    var logTerm = -half
    var sum = Logarithm.exponential(logTerm)
    for j in 1..<max(chances.count, 1) {
      logTerm += Logarithm.natural(half) - Logarithm.natural(Double(j))
      sum += Logarithm.exponential(logTerm)
    }
    return min(sum, 1)
  }

  static let unlikely = 5e-4

  private struct Task {
    var name: String
    var phrasings: Set<String> = []
    var first: String
    var episodes = 0
  }

  private static func phrasings(_ context: MeasureContext) throws(Absence) -> Measurement {
    let all = try LanguageMeasures.Instructions(context)
    try all.requireLabelled()
    guard let tasks = try? tasks(all, context) else { return try withoutTasks(all) }
    let distinct = Set(all.distinct.keys.map(InstructionText.folded)).count
    let chances = tasks.map { chance(phrasings: $0.phrasings.count, episodes: $0.episodes) }
    let isTogether = fisher(chances) < unlikely
    var samples: [Sample] = []
    var undecided = 0
    for (task, p) in zip(tasks, chances) {
      let count = task.phrasings.count
      if count < few, !isTogether, p >= unlikely / Double(tasks.count) {
        undecided += 1
        continue
      }
      samples.append(
        Sample(
          Double(count), at: Place(feature: all.path),
          message:
            "the task \(LanguageMeasures.shown(task.name)) is said in \(count) \(count == 1 ? "way" : "ways") over \(task.episodes) episodes: \(LanguageMeasures.shown(task.first))"
        ))
    }
    guard !samples.isEmpty else {
      throw Absence(
        .tooFew,
        "no task has episodes enough to tell how many phrasings it has: \(distinct) distinct instructions for \(tasks.count) tasks over \(all.labelled.count) episodes"
      )
    }
    return Measurement(
      unit: .count, samples: samples, total: samples.count, noun: "tasks",
      facts: ["distinct": String(distinct), "episodes": String(all.labelled.count), "undecided": String(undecided), "by": "per task"])
  }

  /// Tasks by name, in order. Throws when the task is not known, or says no more than the instruction itself does.
  private static func tasks(_ all: LanguageMeasures.Instructions, _ context: MeasureContext) throws(Absence) -> [Task] {
    let view = try context.view(request)
    let field = view.field("task")
    var tasks: [String: Task] = [:]
    var isInstruction = true
    for episode in all.labelled {
      let name = view.text(episode, field)
      let folded = InstructionText.folded(all.text(episode))
      if InstructionText.folded(name) != folded { isInstruction = false }
      guard !name.isEmpty else { continue }
      tasks[name, default: Task(name: name, first: all.text(episode))].phrasings.insert(folded)
      tasks[name]?.episodes += 1
    }
    guard !tasks.isEmpty, !isInstruction else { throw Absence(.missing, "no episode names its task") }
    return tasks.keys.sorted().compactMap { tasks[$0] }
  }

  private static func withoutTasks(_ all: LanguageMeasures.Instructions) throws(Absence) -> Measurement {
    let texts = Set(all.distinct.keys.map(InstructionText.folded))
    let told = "\(texts.count) distinct \(texts.count == 1 ? "instruction" : "instructions") over \(all.labelled.count) episodes"
    guard texts.count < few else { throw Absence(.missing, "no task is declared or recognised to count phrasings by; \(told)") }
    guard chance(phrasings: texts.count, episodes: all.labelled.count) < unlikely else {
      throw Absence(.tooFew, "too few episodes to tell how many phrasings there are; \(told)")
    }
    return Measurement(
      unit: .count,
      samples: [
        Sample(
          Double(texts.count), at: Place(feature: all.path),
          message: "\(told): \(texts.sorted().map { LanguageMeasures.shown($0) }.joined(separator: ", "))")
      ], total: 1, noun: "datasets",
      facts: ["distinct": String(texts.count), "episodes": String(all.labelled.count), "undecided": "0", "by": "over the whole dataset"])
  }
}

/// Row: the task of the episode: the first row's text, or its number.
struct TaskProbe: Probe {
  var column: Int
  var path: String
  var isText: Bool

  var fields: [Field] { [Field("task", .text)] }

  func observe(_ episode: borrowing Episode, row: inout RowWriter, sums: inout Sums) {
    guard episode.columns[column].isPresent, episode.columns[column].rows > 0 else {
      row.text("")
      return
    }
    if isText {
      row.text(InstructionProbe.kept(episode.columns[column].payload(0)))
    } else {
      row.text((episode.columns[column].numbers.first ?? .nan).formatted(significant: 15))
    }
  }
}
