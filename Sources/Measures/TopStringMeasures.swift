import Episodes

/// How much of a task one of its phrasings takes.
public enum TopStringMeasures: MeasureFamily {
  public static let probes: [ProbeDefinition] = []

  public static let metrics: [Metric] = [
    Metric(
      "language.top-string", unit: .share,
      summary: "The share of a task's episodes that carry its most common phrasing, of tasks with three phrasings or more.",
      probes: { _ in Tasks.requests }, measure: topString)
  ]

  /// Where no phrasing is meant for more than half of a task's episodes, one of n shows a share x above one half with a probability of at most
  /// e^(−n D), D = x ln 2x + (1 − x) ln 2(1 − x), for each of the two that could (Chernoff 1952): 9.0e-3 for 17 of 20, 1.0e-4 for 19 of 20, 5.4e-6 for 30 of 33. A share
  /// above the limit is told from a chance of 5e-4 over all tasks downwards; larger tasks need less, and smaller ones abstain.
  static func chance(top: Int, of episodes: Int) -> Double {
    let x = Double(top) / Double(episodes)
    guard x > 0.5 else { return 1 }
    let rest = x < 1 ? (1 - x) * Logarithm.natural(2 * (1 - x)) : 0
    return min(1, 2 * Logarithm.exponential(-Double(episodes) * (x * Logarithm.natural(2 * x) + rest)))
  }

  private static let unlikely = 5e-4
  /// With fewer phrasings it is `language/diversity` that tells.
  private static let fewestPhrasings = 3

  private static func topString(_ context: MeasureContext) throws(Absence) -> Measurement {
    let wordings = try Wordings.of(context.observations)
    _ = try wordings.requiredCounts(context)
    let tasks = try DiversityMeasures.countable(context)
    let worded = DiversityMeasures.worded(tasks, wordings, wordings.folded, context.episodes)
      .filter { $0.phrasings.count >= fewestPhrasings }
    guard !worded.isEmpty else { throw Absence(.ruledOut, "no task has \(fewestPhrasings) phrasings (language/diversity tells of that)") }
    var samples: [Sample] = []
    var undecided = 0
    for task in worded {
      let top = task.phrasings.values.max() ?? 0
      let share = Double(top) / Double(task.episodes)
      if share > 0.5, chance(top: top, of: task.episodes) >= unlikely / Double(worded.count) {
        undecided += 1
        continue
      }
      samples.append(
        Sample(
          share, at: Place(feature: wordings.path),
          message:
            "of \(task.episodes) episodes of the task \(LanguageMeasures.shown(task.name)) \(top) say the same: \(Quoted.texts(task.phrasings))"
        ))
    }
    guard !samples.isEmpty else {
      throw Absence(.tooFew, "no task has episodes enough to tell whether one phrasing takes most of them")
    }
    return Measurement(
      unit: .share, samples: samples, total: samples.count, noun: "tasks",
      facts: ["path": wordings.path, "undecided": String(undecided), "by": tasks.evidence], strength: tasks.strength)
  }
}
