import Episodes

/// Holds every statement of the stored statistics against the data as the target's loader makes it, and says what is wrong with them.
struct StatisticsAgreement {
  private let context: MeasureContext
  private let setting: Setting
  private let files: [StoredStatistics]
  private let scope: Scope

  init(_ context: MeasureContext) throws(Absence) {
    self.context = context.dataset
    setting = context.setting
    let unread = setting.statistics.filter { $0.trouble != nil }
    let usable = setting.usableStatistics.filter { $0.trouble == nil }
    guard !unread.isEmpty || !usable.isEmpty else { throw Self.nothingToRead(setting) }
    files = unread + usable
    scope = context.statisticsScope
    if usable.isEmpty { return }
    let description = context.observations.description
    if let first = description.leftOut.first {
      throw Absence(.undetermined, "statistics span the dataset, and the split \(first) was left out")
    }
    let read = Set(context.observations.leaves.map(\.key))
    let isMissing = description.splits.contains { split in
      split.shards.count < split.declaredShards || split.shards.contains { !read.contains(ShardKey(split: split.name, shard: $0.index)) }
    }
    let isHidden = context.observations.leaves.contains { leaf in
      leaf.faults.contains(where: \.hidesRecords) || leaf.episodes.contains { !$0.isWhole }
    }
    if isMissing || isHidden { throw Absence(.undetermined, "part of the data could not be read, so its statistics are not known") }
  }

  private static func nothingToRead(_ setting: Setting) -> Absence {
    guard let other = setting.statistics.first else {
      return Absence(.missing, "no statistics file was found beside the data or given (--statistics)")
    }
    let reads = setting.target.statistics.map { "reads statistics in the \($0.schema) form" } ?? "reads no statistics file"
    return Absence(.ruledOut, "\(other.file) is in the \(other.schema.rawValue) form; the target \(setting.target.name) \(reads)")
  }

  func measure() throws(Absence) -> Measurement {
    var samples: [Sample] = []
    var statements = 0
    var ratios: [String] = []
    for stored in files {
      if let trouble = stored.trouble {
        statements += 1
        samples.append(Sample(1, at: Place(file: stored.file), message: "it cannot be read: \(trouble)"))
        continue
      }
      let found = try judge(stored)
      statements += found.statements
      samples += found.samples
      if let ratio = found.ratio { ratios.append(ratio) }
    }
    // Loaders name their cache by a digest of the data and the transform: one that is of other data is never opened again.
    let cached = Set(files.map(\.file).filter { $0.contains("dataset_statistics_") })
    let wrong = Set(samples.compactMap(\.place.file))
    if !cached.isSubset(of: wrong) { samples.removeAll { cached.contains($0.place.file ?? "") } }
    guard statements > 0 else { throw Absence(.undetermined, "the stored statistics speak of no column that the target reads") }
    let names = files.map(\.file).joined(separator: ", ")
    return Measurement(
      unit: .count, samples: samples, total: statements, noun: "statements",
      facts: ["files": names, "statements": String(statements), "envelope": ratios.map { ". " + $0 }.joined()])
  }

  private struct Judgement {
    var samples: [Sample] = []
    var statements = 0
    /// What is only told: LeRobot's quantiles against the data's.
    var ratio: String?
  }

  private func judge(_ stored: StoredStatistics) throws(Absence) -> Judgement {
    var judgement = Judgement()
    let whole = try summaries(stored, in: scope)
    guard let first = whole.first?.1 else { return judgement }
    guard first.rows > 0 else { throw Absence(.tooFew, "no step of an action was read") }
    let view = StatisticsComparison(stored: stored, setting: setting)
    let counts = view.counts(first)
    judgement.statements += counts.statements
    var wrong: [Sample] = []
    for (group, summary) in whole {
      let found = view.compare(group, with: summary)
      judgement.statements += found.statements
      wrong += found.samples
      judgement.ratio = judgement.ratio ?? found.ratio
    }
    if let count = counts.samples.first, let number = wrong.first {
      let told = [count.message, number.message].compactMap { $0 }.joined(separator: "; ")
      wrong = [Sample(1, at: number.place, message: "it is stale, of other data or another transform: \(told)")]
    } else {
      wrong += counts.samples
    }
    if !wrong.isEmpty, let other = try matchingScope(stored, view) {
      let takes = scope == .dataset ? "takes every split" : "takes \(scope.name) alone"
      let fits = other == .dataset ? "to all splits together" : "to the split \(other.name) alone"
      wrong = [Sample(1, at: Place(file: stored.file), message: "it belongs \(fits); the target's loader \(takes)")]
    }
    judgement.samples = wrong
    return judgement
  }

  /// The stored groups that the target reads, each with what the data holds.
  private func summaries(_ stored: StoredStatistics, in scope: Scope) throws(Absence) -> [(StoredStatistics.Group, StatisticsSummary)] {
    let view = try context.narrowed(to: scope).view(StatisticsMeasures.request)
    var pairs: [(StoredStatistics.Group, StatisticsSummary)] = []
    if let group = stored.action, let summary = StatisticsSummary(stored.schema == .openpi ? .chunks : .action, view) {
      pairs.append((group, summary))
    }
    if let group = stored.proprio, let summary = StatisticsSummary(.proprio, view) { pairs.append((group, summary)) }
    return pairs
  }

  /// Another scope of which everything in the file holds.
  private func matchingScope(_ stored: StoredStatistics, _ view: StatisticsComparison) throws(Absence) -> Scope? {
    let splits = context.observations.splitNames
    guard splits.count > 1 else { return nil }
    for other in [.dataset] + splits.map(Scope.split) where other != scope {
      let pairs = try summaries(stored, in: other)
      guard let first = pairs.first?.1, first.rows > 0 else { continue }
      let isRight =
        view.counts(first).samples.isEmpty && pairs.allSatisfy { view.compare($0.0, with: $0.1).samples.isEmpty }
      if isRight { return other }
    }
    return nil
  }
}
