import Episodes

/// How many ways there are to say a task.
public enum DiversityMeasures: MeasureFamily {
  /// Keeps the task of every episode: what rules of scope `task` are judged by.
  public static let request = ProbeRequest("task")

  public static let probes: [ProbeDefinition] = [
    ProbeDefinition("task") { _, setting, plan in taskProbe(setting, &plan) }
  ]

  static func taskProbe(_ setting: Setting, _ plan: inout ColumnPlan) -> ProbeMaking {
    guard let (leaf, isDeclared, strength) = taskLeaf(setting) else {
      if let path = setting.declarations.task {
        return .cannot(Absence(.missing, "the declared task \(path) is no feature that holds a text or one whole number an episode"))
      }
      return .cannot(Absence(.missing, "no task is declared, and no feature was recognised as one"))
    }
    return .probe(
      TaskProbe(
        column: plan.use(leaf: leaf), path: setting.schema.leaves[leaf].path, isText: setting.schema.leaves[leaf].isText,
        isDeclared: isDeclared, strength: strength))
  }

  public static let metrics: [Metric] = [
    Metric(
      "language.phrasings", unit: .count, summary: "Distinct phrasings of each task, where there are enough episodes to tell.",
      probes: { _ in [LanguageMeasures.request, request] }, measure: phrasings)
  ]

  /// Fewer phrasings of a task than this are few.
  static let few = 3

  private static let taskNames: Set<String> = ["task", "task_name", "task_id", "task_label", "task_index", "task_key"]

  /// Declared, bound, or called a task: beside the steps, or in every step as a number. A label by any of these ways is text, or one whole
  /// number (a class label is stored as one).
  private static func taskLeaf(_ setting: Setting) -> (leaf: Int, isDeclared: Bool, strength: Strength)? {
    let schema = setting.schema
    func usable(_ path: String) -> Int? {
      guard let leaf = schema.index(of: path), leaf != InstructionPlace.leaf(in: setting) else { return nil }
      let found = schema.leaves[leaf]
      return found.isText || (found.isNumeric && found.width == 1 && !found.element.isFloat) ? leaf : nil
    }
    if let path = setting.declarations.task { return usable(path).map { ($0, true, .strong) } }
    if let role = setting.roles["task"], let path = role.slices.first?.path {
      return usable(path).map { ($0, role.source == .declared, role.strength) }
    }
    let named = schema.leaves.filter { leaf in
      taskNames.contains(String(leaf.path.split(separator: "/").last ?? "")) && (leaf.level == .episode || !leaf.isText)
    }
    // What stands beside the steps was written for the episode.
    let ordered = named.filter { $0.level == .episode } + named.filter { $0.level == .step }
    return ordered.lazy.compactMap { usable($0.path) }.first.map { ($0, false, .strong) }
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

  /// How one task is worded.
  struct Worded {
    var name: String
    /// Folded phrasings, and how many episodes carry each.
    var phrasings: [String: Int] = [:]

    var episodes: Int { phrasings.values.reduce(0, +) }
  }

  private static func phrasings(_ context: MeasureContext) throws(Absence) -> Measurement {
    let wordings = try Wordings.of(context.observations)
    let counts = try wordings.requiredCounts(context)
    let labelled = counts.reduce(0, +)
    let folded = wordings.folded
    let tasks: Tasks
    do throws(Absence) { tasks = try countable(context) } catch { return try withoutTasks(wordings.path, folded, counts, error) }
    let worded = worded(tasks, wordings, folded, context.episodes)
    let distinct = Set(folded.indices.filter { counts[$0] > 0 }.map { folded[$0] }).count
    let chances = worded.map { chance(phrasings: $0.phrasings.count, episodes: $0.episodes) }
    let isTogether = fisher(chances) < unlikely
    var samples: [Sample] = []
    var undecided = 0
    for (task, p) in zip(worded, chances) {
      let count = task.phrasings.count
      if count < few, !isTogether, p >= unlikely / Double(worded.count) {
        undecided += 1
        continue
      }
      samples.append(
        Sample(
          Double(count), at: Place(feature: wordings.path),
          message:
            "the task \(LanguageMeasures.shown(task.name)) is said in \(count) \(count == 1 ? "way" : "ways") over \(task.episodes) episodes: \(Quoted.texts(task.phrasings))"
        ))
    }
    guard !samples.isEmpty else {
      throw Absence(
        .tooFew,
        "no task has episodes enough to tell how many phrasings it has: \(distinct) distinct instructions for \(worded.count) tasks over \(labelled) episodes"
      )
    }
    return Measurement(
      unit: .count, samples: samples, total: samples.count, noun: "tasks",
      facts: [
        "distinct": String(distinct), "episodes": String(labelled), "undecided": String(undecided), "by": "per task of \(tasks.path)",
      ], strength: tasks.strength)
  }

  /// Tasks by which phrasings can be counted: those that something else than the instruction tells.
  static func countable(_ context: MeasureContext) throws(Absence) -> Tasks {
    let tasks = try Tasks.of(context.observations)
    guard !tasks.isInstruction else {
      throw Absence(
        .missing,
        tasks.way == .inferred
          ? "no task is declared or recognised to count phrasings by" : "\(tasks.path) repeats the instruction, so that it tells no task")
    }
    return tasks
  }

  /// Tasks by name that have an episode with an instruction in this scope.
  static func worded(_ tasks: Tasks, _ wordings: Wordings, _ folded: [String], _ episodes: [Int]) -> [Worded] {
    var worded = tasks.all.map { Worded(name: $0.name) }
    for episode in episodes {
      guard let task = tasks.index(of: episode), let text = wordings.index(of: episode) else { continue }
      worded[task].phrasings[folded[text], default: 0] += 1
    }
    return worded.filter { !$0.phrasings.isEmpty }
  }

  private static func withoutTasks(_ path: String, _ folded: [String], _ counts: [Int], _ absence: Absence) throws(Absence) -> Measurement {
    let texts = zip(folded, counts).filter { $0.1 > 0 }.reduce(into: [:]) { $0[$1.0, default: 0] += $1.1 }
    let labelled = counts.reduce(0, +)
    let told = "\(texts.count) distinct \(texts.count == 1 ? "instruction" : "instructions") over \(labelled) episodes"
    guard texts.count < few else { throw Absence(.missing, "\(absence.reason); \(told)") }
    guard chance(phrasings: texts.count, episodes: labelled) < unlikely else {
      throw Absence(.tooFew, "too few episodes to tell how many phrasings there are; \(told)")
    }
    return Measurement(
      unit: .count, samples: [Sample(Double(texts.count), at: Place(feature: path), message: "\(told): \(Quoted.texts(texts))")], total: 1,
      noun: "datasets",
      facts: ["distinct": String(texts.count), "episodes": String(labelled), "undecided": "0", "by": "over the whole dataset"])
  }
}

/// Row: the task of the episode: the first row's text, or its number.
struct TaskProbe: Probe {
  var column: Int
  var path: String
  var isText: Bool
  /// By `cupel.yaml` or a card; else recognised by its name, this surely.
  var isDeclared = false
  var strength = Strength.strong

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
