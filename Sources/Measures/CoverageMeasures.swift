import Episodes

/// How episodes are spread over tasks, lengths and tiers.
public enum CoverageMeasures: MeasureFamily {
  public static let probes: [ProbeDefinition] = []

  public static let metrics: [Metric] = [
    Metric(
      "coverage.episodes-per-task", unit: .episodes, summary: "Episodes of each task.", needsEveryEpisode: true,
      probes: { _ in Tasks.requests }, measure: volume),
    Metric(
      "coverage.balance", unit: .share,
      summary: "The number of tasks that would be as uneven as these if all were alike (e to the entropy), over their number.",
      probes: { _ in Tasks.requests }, measure: balance),
    Metric(
      "coverage.task-length", unit: .ratio, summary: "The median length of each task over that of the task with the shortest.",
      probes: { _ in Tasks.requests }, measure: lengths),
    Metric(
      "coverage.tiers", unit: .episodes, summary: "Episodes of each declared tier.", needsEveryEpisode: true,
      probes: { _ in Tasks.requests }, measure: tiers),
  ]

  private static func tasks(_ context: MeasureContext) throws(Absence) -> Tasks {
    let tasks = try Tasks.of(context.observations)
    guard !tasks.all.isEmpty else { throw Absence(.missing, "no episode names its task") }
    return tasks
  }

  private static func volume(_ context: MeasureContext) throws(Absence) -> Measurement {
    guard context.setting.declarations.episodesPerTask != nil else {
      throw Absence(.ruledOut, "how many episodes of a task the training needs is not declared (episodes_per_task)")
    }
    let tasks = try tasks(context)
    let counts = tasks.all.map(\.episodes.count)
    let samples = tasks.all.map { task in
      Sample(
        Double(task.episodes.count), at: context.observations.place(task.episodes[0], feature: tasks.path),
        message: "\(LanguageMeasures.shown(task.name)) has \(task.episodes.count)")
    }
    return Measurement(
      unit: .episodes, samples: samples, total: samples.count, noun: "tasks",
      facts: ["fewest": String(counts.min() ?? 0), "most": String(counts.max() ?? 0), "by": tasks.evidence])
  }

  /// Tasks are compared where each has had the chance to show: five episodes a task on average.
  private static func balance(_ context: MeasureContext) throws(Absence) -> Measurement {
    let tasks = try tasks(context)
    let counts = tasks.all.map { Double($0.episodes.count) }
    let total = counts.reduce(0, +)
    guard counts.count > 1 else { throw Absence(.ruledOut, "there is one task: nothing to be balanced") }
    guard total >= 5 * Double(counts.count) else {
      throw Absence(.tooFew, "\(Int(total)) episodes for \(counts.count) tasks are too few to tell how they are balanced")
    }
    let entropy = counts.reduce(0.0) { $0 - $1 / total * Logarithm.natural($1 / total) }
    let most = tasks.all.max { ($0.episodes.count, $1.name) < ($1.episodes.count, $0.name) }
    let largest = most?.episodes.count ?? 0
    return Measurement(
      unit: .share, samples: [], total: 1, noun: "datasets",
      facts: [
        "tasks": String(counts.count), "episodes": String(Int(total)), "largest": LanguageMeasures.shown(most?.name ?? ""),
        "share": Quantity(Double(largest) / total, .share).text,
        "interval": WilsonInterval(largest, of: Int(total))?.text ?? "unknown",
      ], overall: .number(Logarithm.exponential(entropy) / Double(counts.count)))
  }

  private static func lengths(_ context: MeasureContext) throws(Absence) -> Measurement {
    let tasks = try tasks(context)
    let medians = tasks.all.compactMap { task -> (name: String, median: Double, episode: Int)? in
      guard task.episodes.count >= AcceptanceMeasures.fewestOfTask,
        let median = OrderStatistics.median(task.episodes.map { Double(context.observations.episodes[$0].stub.steps) })
      else { return nil }
      return (task.name, median, task.episodes[0])
    }
    guard medians.count > 1, let shortest = medians.min(by: { $0.median < $1.median }), shortest.median > 0 else {
      throw Absence(.tooFew, "fewer than two tasks have \(AcceptanceMeasures.fewestOfTask) episodes, so that lengths cannot be compared")
    }
    let samples = medians.map { task in
      Sample(
        task.median / shortest.median, at: context.observations.place(task.episode),
        message: "\(LanguageMeasures.shown(task.name)) takes \(task.median.short) steps")
    }
    return Measurement(
      unit: .ratio, samples: samples, total: samples.count, noun: "tasks",
      facts: ["shortest": LanguageMeasures.shown(shortest.name), "steps": shortest.median.short])
  }

  private static func tiers(_ context: MeasureContext) throws(Absence) -> Measurement {
    let declared = context.setting.declarations.tiers
    guard !declared.isEmpty else { throw Absence(.ruledOut, "no tiers are declared (tiers: in_distribution, out_of_distribution, safety)") }
    let needsTasks = declared.contains { !$0.tasks.isEmpty }
    let tasks = needsTasks ? try tasks(context) : nil
    var samples: [Sample] = []
    var told: [String] = []
    for tier in declared {
      var members: Set<Int> = []
      for (index, episode) in context.observations.episodes.enumerated() where tier.splits.contains(episode.split) { members.insert(index) }
      for task in tasks?.all ?? [] where tier.tasks.contains(task.name) { members.formUnion(task.episodes) }
      let count = members.count
      let of = tier.splits.map { "split \($0)" } + tier.tasks.map { "task \($0)" }
      samples.append(
        Sample(
          Double(count), at: Place(feature: tier.name),
          message: "\(tier.name) (\(of.joined(separator: ", "))) has \(count) episodes"))
      told.append("\(count) in \(tier.name)")
    }
    return Measurement(
      unit: .episodes, samples: samples, total: samples.count, noun: "tiers", facts: ["told": told.joined(separator: ", ")])
  }
}
