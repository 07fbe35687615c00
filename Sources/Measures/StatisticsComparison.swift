import Episodes

/// One file's numbers against those of the data.
///
/// Loaders sum in float32, so mean and standard deviation may be off by a part of a unit in the last place for every value that is added.
/// Quantiles are not recomputed: for a stored quantile q at probability p, which numpy puts between the order statistics around
/// p (N − 1), the values below q and up to q were counted, and those counts must enclose the rank.
struct StatisticsComparison {
  let stored: StoredStatistics
  let setting: Setting

  struct Outcome {
    var samples: [Sample] = []
    var statements = 0
    var ratio: String?
  }

  /// openpi drops the last batch where it is not full: as many frames may be missing (its default batch is 32).
  private static let openpiBatch = 32.0

  private var isOpenpi: Bool { stored.schema == .openpi }

  private func sample(_ message: String, _ feature: String? = nil) -> Sample {
    Sample(1, at: Place(file: stored.file, feature: feature), message: message)
  }

  // MARK: Counts

  func counts(_ summary: StatisticsSummary) -> Outcome {
    var outcome = Outcome()
    func hold(_ stored: Int?, _ real: Double, _ what: String) {
      guard let stored else { return }
      outcome.statements += 1
      guard Double(stored) != real else { return }
      outcome.samples.append(sample("it was taken over \(stored) \(what); the data has \(Int(real)) as the loader makes them"))
    }
    guard summary.part.name != .chunks else { return outcome }
    hold(stored.transitions, summary.rows, "steps")
    hold(stored.trajectories, Double(summary.episodes), "episodes")
    return outcome
  }

  // MARK: Numbers

  /// One list of numbers, and in which dimensions it is wrong.
  private struct Wrong {
    var name: String
    var dimensions: [Int]
    var told: String
  }

  func compare(_ group: StoredStatistics.Group, with summary: StatisticsSummary) -> Outcome {
    var outcome = Outcome()
    let column = summary.part.name == .proprio ? "proprio" : "action"
    let width = summary.dimensions.count
    if column == "proprio", isUnloaded(group) { return outcome }
    let lists = [("mean", group.mean), ("std", group.deviation), ("min", group.minimum), ("max", group.maximum)]
    let quantiles = group.quantiles.map { (Self.name($0.probability), $0.values) }
    let present = (lists + quantiles).filter { !$0.1.isEmpty }
    outcome.statements = present.count
    let odd = present.filter { !fits($0.1, width) }
    // Without a card nobody knows which features the loader puts side by side as proprioception.
    if column == "proprio", setting.loader.card == nil, !odd.isEmpty { return Outcome() }
    if let first = odd.first {
      let message =
        first.1.count == 1
        ? "it holds one number where \(column) has \(width) dimensions (\(odd.map(\.0).joined(separator: ", ")))"
        : "its \(odd.map(\.0).joined(separator: ", ")) of \(column) hold \(first.1.count) numbers; \(column) has \(width) dimensions"
      outcome.samples = [sample(message, column)]
      return outcome
    }
    if let mask = group.mask, mask.count != width {
      outcome.samples.append(sample("its mask of \(column) has \(mask.count) entries; \(column) has \(width) dimensions", column))
    }
    let wrong = wrongLists(group, summary)
    if let diagnosis = diagnosis(group, summary, wrong) {
      outcome.samples.append(sample(diagnosis, column))
    } else {
      outcome.samples += wrong.map { each in
        let more = each.dimensions.count > 1 ? " (and \(each.dimensions.count - 1) more dimensions)" : ""
        return sample(each.told + more, summary.featureName(each.dimensions[0]))
      }
    }
    if stored.schema == .lerobot { outcome.ratio = envelope(group, summary) }
    return outcome
  }

  /// openpi may have padded to the model's width: zeros behind the column's own dimensions.
  private func fits(_ values: [Double], _ width: Int) -> Bool {
    values.count == width || isOpenpi && values.count > width && values[width...].allSatisfy { $0 == 0 }
  }

  /// Proprioception that was not loaded: OpenVLA writes zeros, as wide as the action (openvla/openvla @ c8f03f4,
  /// prismatic/vla/datasets/rlds/utils/data_utils.py:223).
  private func isUnloaded(_ group: StoredStatistics.Group) -> Bool {
    !group.mean.isEmpty && (group.mean + group.deviation + group.minimum + group.maximum).allSatisfy { $0 == 0 }
  }

  private static func name(_ probability: Double) -> String {
    let percent = Int((probability * 100).rounded())
    return percent < 10 ? "q0\(percent)" : "q\(percent)"
  }

  /// The dimensions that are compared. Without a card the loader's transform is not known, and what it makes of the gripper is not
  /// either: those that are wrong there alone are left out.
  private func compared(_ summary: StatisticsSummary) -> [Int] {
    summary.dimensions.indices.filter { dimension in
      guard summary.isFinite(dimension) else { return false }
      return setting.loader.card != nil || summary.part.name == .proprio || !setting.gripperDimensions.contains(dimension)
    }
  }

  private func wrongLists(_ group: StoredStatistics.Group, _ summary: StatisticsSummary) -> [Wrong] {
    let dimensions = compared(summary)
    var wrong: [Wrong] = []
    func hold(_ name: String, _ values: [Double], _ real: (Int) -> Double, _ isRight: (Int, Double) -> Bool) {
      guard !values.isEmpty else { return }
      let off = dimensions.filter { !isRight($0, values[$0]) }
      guard let first = off.first else { return }
      let told = "\(name) of \(summary.featureName(first)) is \(Self.told(values[first])), in the data \(Self.told(real(first)))"
      wrong.append(Wrong(name: name, dimensions: off, told: told))
    }
    hold("mean", group.mean, { summary.dimensions[$0].mean }, { isMean($1, summary, $0) })
    hold("std", group.deviation, { summary.dimensions[$0].deviation }, { isDeviation($1, summary, $0) })
    hold("min", group.minimum, { summary.dimensions[$0].minimum }, { isSame($1, summary.dimensions[$0].minimum, summary, $0) })
    hold("max", group.maximum, { summary.dimensions[$0].maximum }, { isSame($1, summary.dimensions[$0].maximum, summary, $0) })
    guard stored.schema != .lerobot else { return wrong }
    for quantile in group.quantiles {
      let off = dimensions.filter { !isQuantile(quantile.values[$0], quantile.probability, summary, $0) }
      guard let first = off.first else { continue }
      let name = Self.name(quantile.probability)
      let (feature, value) = (summary.featureName(first), Self.told(quantile.values[first]))
      var told = "\(name) of \(feature) is \(value)"
      if let share = share(below: quantile.values[first], summary, first) {
        told += ": \(Quantity(share, .share).text) of the values lie below it"
      }
      wrong.append(Wrong(name: name, dimensions: off, told: told))
    }
    return wrong
  }

  private static func told(_ value: Double) -> String { value.formatted(significant: 6) }

  private func share(below value: Double, _ summary: StatisticsSummary, _ dimension: Int) -> Double? {
    if let counts = summary.counts(dimension, value) { return counts.below / summary.rows }
    guard let histogram = summary.dimensions[dimension].histogram, histogram.total > 0 else { return nil }
    return Double(histogram.countsOutside(value...Double.greatestFiniteMagnitude).certain) / Double(histogram.total)
  }

  // MARK: When a number is right

  private func isSame(_ value: Double, _ real: Double, _ summary: StatisticsSummary, _ dimension: Int) -> Bool {
    let size = max(summary.dimensions[dimension].minimum.magnitude, summary.dimensions[dimension].maximum.magnitude)
    return (value - real).magnitude <= StatisticsProbe.roundOff * size
  }

  /// Sums of many different numbers round up as often as down. Those of two numbers do not: each addition of the same number to a sum of
  /// the same size is off by the same amount, up to half a unit in the last place of a float32 (2⁻²⁴ for every value).
  private static let oneSided = 6e-8
  /// Nor do those of an arm at rest, whose one value is up to half of the data: simulated, up to 2.4e-9 for every value.
  private static let atRest = 1e-8

  /// σ² ≤ (max − mean)(mean − min), and equal where all values lie at the two ends (Bhatia and Davis, 2000): a gripper is all but there,
  /// values spread evenly have a third of it.
  private static func isSwitch(_ values: StatisticsSummary.Dimension) -> Bool {
    values.deviation * values.deviation >= 0.8 * (values.maximum - values.mean) * (values.mean - values.minimum)
  }

  private func tolerance(_ value: Double, _ real: Double, _ summary: StatisticsSummary, _ dimension: Int) -> Double {
    let values = summary.dimensions[dimension]
    let size = max(1, real.magnitude, values.deviation)
    var tolerance = (1e-6 + 1e-9 * summary.rows) * size
    tolerance += (Self.isSwitch(values) ? Self.oneSided : Self.atRest) * summary.rows * max(real.magnitude, values.deviation)
    if isOpenpi {
      // Frames of a last batch that was dropped, each off the mean by at most the range.
      tolerance += dropped(summary) * (values.maximum - values.minimum)
    }
    return tolerance
  }

  /// The share of frames that may stand in a last batch that was dropped.
  private func dropped(_ summary: StatisticsSummary) -> Double {
    min(1, Self.openpiBatch / max(summary.rows / Double(summary.part.chunk?.horizon ?? 1), 1))
  }

  private func isMean(_ value: Double, _ summary: StatisticsSummary, _ dimension: Int) -> Bool {
    let real = summary.dimensions[dimension].mean
    return (value - real).magnitude <= tolerance(value, real, summary, dimension)
  }

  private func isDeviation(_ value: Double, _ summary: StatisticsSummary, _ dimension: Int) -> Bool {
    let values = summary.dimensions[dimension]
    var allowed = tolerance(value, values.deviation, summary, dimension)
    if isOpenpi {
      // The root of a mean of squares less a squared mean, in float32: what cancels is a few 1e-7 of the squares.
      let cancelled = 4e-6 * (values.mean * values.mean + values.deviation * values.deviation)
      // A share f that was dropped moves the variance by at most f times the squared range: |σ − σ'| = |σ² − σ'²| / (σ + σ').
      let range = values.maximum - values.minimum
      allowed += min(range, dropped(summary) * range * range / max(values.deviation + value, .leastNormalMagnitude))
      allowed += min(cancelled.squareRoot(), cancelled / max(2 * values.deviation, .leastNormalMagnitude))
    }
    return (value - values.deviation).magnitude <= allowed
  }

  /// One order statistic more than numpy's interpolation needs on either side, and what float32 loses of a rank (numpy 2 computes it so).
  private func isQuantile(_ value: Double, _ probability: Double, _ summary: StatisticsSummary, _ dimension: Int) -> Bool {
    let values = summary.dimensions[dimension]
    let rank = probability * (values.count - 1)
    var slack = 1 + (1.2e-7 * values.count).rounded(.up)
    if let counts = summary.counts(dimension, value) {
      return counts.below <= rank.rounded(.up) + slack && counts.upTo >= rank.rounded(.down) + 1 - slack
    }
    guard let histogram = values.histogram, histogram.total > 0 else { return true }
    // openpi's own histogram: the lower edge of one of 5000 bins, which moves down with every widening of the range.
    let bin = 4 * (values.maximum - values.minimum) / 5000
    slack += Self.openpiBatch * Double(summary.part.chunk?.horizon ?? 1)
    let below = histogram.countsOutside(value - bin...Double.greatestFiniteMagnitude).certain
    let above = histogram.countsOutside(-Double.greatestFiniteMagnitude...value + bin).certain
    return Double(below) <= rank.rounded(.up) + slack && Double(above) <= values.count - rank.rounded(.down) - 1 + slack
  }

  // MARK: What is wrong with them

  /// One sentence for all that is wrong, where one mistake explains it.
  private func diagnosis(_ group: StoredStatistics.Group, _ summary: StatisticsSummary, _ wrong: [Wrong]) -> String? {
    guard let first = wrong.first else { return nil }
    let dimensions = compared(summary)
    let names = Set(wrong.map(\.name))
    func everywhere(_ isRight: (Int) -> Bool) -> Bool { dimensions.allSatisfy(isRight) }
    if names.isSubset(of: ["min", "max"]), !group.minimum.isEmpty, !group.maximum.isEmpty,
      everywhere({
        isSame(group.minimum[$0], summary.dimensions[$0].maximum, summary, $0)
          && isSame(group.maximum[$0], summary.dimensions[$0].minimum, summary, $0)
      })
    {
      return "its min and max are swapped: \(first.told)"
    }
    if names.isSubset(of: ["mean", "std"]), !group.mean.isEmpty, !group.deviation.isEmpty,
      everywhere({ isDeviation(group.mean[$0], summary, $0) && isMean(group.deviation[$0], summary, $0) })
    {
      return "its mean and std are swapped: \(first.told)"
    }
    if let low = group.quantiles.first, let high = group.quantiles.last,
      names.isSubset(of: [Self.name(low.probability), Self.name(high.probability)])
    {
      if everywhere({
        isSame(low.values[$0], summary.dimensions[$0].minimum, summary, $0)
          && isSame(high.values[$0], summary.dimensions[$0].maximum, summary, $0)
      }) {
        return "it holds the minimum and the maximum as quantiles: \(first.told)"
      }
      if everywhere({
        isQuantile(low.values[$0], high.probability, summary, $0) && isQuantile(high.values[$0], low.probability, summary, $0)
      }) {
        return "its quantiles are swapped: \(first.told)"
      }
    }
    if let order = order(group, summary) {
      return
        "its dimensions are in another order: its first \(order.count) are the data's \(order.map(String.init).joined(separator: ", "))"
    }
    let lists = [group.mean, group.deviation, group.minimum, group.maximum].filter { !$0.isEmpty }.count
    let moments = wrong.filter { ["mean", "std", "min", "max"].contains($0.name) }
    if lists >= 2, moments.count == lists, moments.allSatisfy({ 2 * $0.dimensions.count >= dimensions.count }) {
      return "it is stale, of other data or another transform: \(first.told), and \(names.sorted().joined(separator: ", ")) differ"
    }
    return nil
  }

  /// The data's dimension that each stored one speaks of, where they are the same in another order.
  private func order(_ group: StoredStatistics.Group, _ summary: StatisticsSummary) -> [Int]? {
    let all = Array(summary.dimensions.indices)
    guard group.mean.count >= all.count, group.deviation.count >= all.count, all.count > 1 else { return nil }
    let extremes = group.minimum.count == all.count && group.maximum.count == all.count
    var order: [Int] = []
    for place in all {
      let match = ([place] + all).first { other in
        guard !order.contains(other), isMean(group.mean[place], summary, other), isDeviation(group.deviation[place], summary, other) else {
          return false
        }
        return !extremes
          || isSame(group.minimum[place], summary.dimensions[other].minimum, summary, other)
            && isSame(group.maximum[place], summary.dimensions[other].maximum, summary, other)
      }
      guard let match else { return nil }
      order.append(match)
    }
    return order == all ? nil : order
  }

  /// LeRobot keeps the extremes of each episode's quantiles (huggingface/lerobot, src/lerobot/datasets/compute_stats.py): the range that
  /// they span against that of the data's own quantiles.
  private func envelope(_ group: StoredStatistics.Group, _ summary: StatisticsSummary) -> String? {
    guard let low = group.quantiles.first(where: { $0.probability == 0.01 }), let high = group.quantiles.last,
      high.probability == 0.99, low.values.count == summary.dimensions.count, high.values.count == low.values.count
    else { return nil }
    let ratios = summary.dimensions.indices.compactMap { dimension -> Double? in
      guard let histogram = summary.dimensions[dimension].histogram, let least = histogram.quantile(0.01),
        let most = histogram.quantile(0.99), most > least
      else { return nil }
      return (high.values[dimension] - low.values[dimension]) / (most - least)
    }
    guard let worst = ratios.max() else { return nil }
    return "\(stored.file) keeps envelopes of each episode's quantiles: up to \(worst.short) times as wide as the data's"
  }
}
