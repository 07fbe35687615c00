import Episodes

/// Lengths of episodes. They need no probe: every leaf state knows them.
public enum EpisodeMeasures: MeasureFamily {
  public static let probes: [ProbeDefinition] = []

  public static let metrics: [Metric] = [
    Metric("episode.length", unit: .steps, summary: "Steps of each episode.", isPerEpisode: true, probes: { _ in [] }, measure: length),
    Metric(
      "episode.length.outlier", unit: .sigma, summary: "Robust deviation of ln(steps) from the median, of episodes off by a factor of 6.5.",
      probes: { _ in [] }, measure: outliers),
    Metric(
      "episode.length.limit", unit: .sigma,
      summary: "The deviation of ln(steps) that the largest of this many honest episodes stays below.", probes: { _ in [] },
      measure: outlierLimit),
    Metric(
      "episode.lost-steps", unit: .share, summary: "Share of steps that never start an action chunk of the target.", probes: { _ in [] },
      measure: lostSteps),
  ]

  private static func lengths(_ context: MeasureContext) -> [Int] {
    context.episodes.map { context.observations.episodes[$0].stub.steps }
  }

  private static func length(_ context: MeasureContext) throws(Absence) -> Measurement {
    let lengths = lengths(context)
    guard let shortest = lengths.min(), let longest = lengths.max(), let median = OrderStatistics.median(lengths.map(Double.init)) else {
      throw Absence(.tooFew, "there are no episodes")
    }
    let samples = zip(context.episodes, lengths).map { Sample(Double($1), at: context.observations.place($0)) }
    return Measurement(
      unit: .steps, samples: samples, total: samples.count,
      facts: ["shortest": String(shortest), "longest": String(longest), "median": median.short])
  }

  // MARK: unusual lengths
  //
  // With l = ln T, m = median(l) and s = max(1.4826 · MAD, (the range of l without the k = ⌈2 %⌉ lowest and highest) / 4.1, 0.1), an
  // episode stands out when |l − m| / s exceeds L(N) = 5 + 0.7 ln N + 150 / N *and* its length is off by a factor of 6.5. When more than
  // max(1, 5 %) of the episodes stand out on one side they are a kind of episode, not accidents, and none is told. Below 10 episodes the
  // scale itself is luck: no limit.
  //
  // The trimmed range carries heavy tails and piles at a time-out, whose MAD is zero; ln N is the growth of the largest of N exponential
  // tails; 150 / N covers the scale's own error. The rule's file gives the simulated false alarms and recall.

  static let fewestEpisodes = 10
  static let leastFactor = 6.5

  static func limit(episodes count: Int) -> Double {
    5 + 0.7 * Logarithm.natural(Double(count)) + 150 / Double(count)
  }

  /// Signed deviations of ln T in units of s, and in plain logarithms.
  static func deviations(_ lengths: [Int]) -> [(sigmas: Double, logarithm: Double)] {
    let logs = lengths.map { Logarithm.natural(Double(max($0, 1))) }
    let sorted = logs.sorted()
    guard let middle = OrderStatistics.median(sorted: sorted), let spread = OrderStatistics.medianDeviation(logs) else { return [] }
    let trim = max(1, (logs.count + 49) / 50)
    let range = logs.count > 2 * trim ? sorted[logs.count - 1 - trim] - sorted[trim] : 0
    let scale = max(1.4826 * spread, range / 4.1, 0.1)
    return logs.map { (($0 - middle) / scale, $0 - middle) }
  }

  private static func outliers(_ context: MeasureContext) throws(Absence) -> Measurement {
    let lengths = lengths(context)
    guard lengths.count >= fewestEpisodes else {
      return Measurement(unit: .sigma, samples: [], total: lengths.count)
    }
    let limit = limit(episodes: lengths.count)
    let most = max(1, lengths.count / 20)
    let deviations = deviations(lengths)
    let typical = (OrderStatistics.median(lengths.map(Double.init)) ?? 0).short
    var samples: [Sample] = []
    for side in [-1.0, 1.0] {
      let found = deviations.indices.filter {
        side * deviations[$0].sigmas > limit && side * deviations[$0].logarithm >= Logarithm.natural(leastFactor)
      }
      guard found.count <= most else { continue }
      for index in found {
        samples.append(
          Sample(
            deviations[index].sigmas.magnitude, at: context.observations.place(context.episodes[index]),
            message:
              "\(lengths[index]) steps, where the median episode has \(typical)"))
      }
    }
    return Measurement(
      unit: .sigma, samples: samples.sorted { ($0.place.episode ?? 0) < ($1.place.episode ?? 0) }, total: lengths.count,
      overall: samples.isEmpty ? .number(0) : nil)
  }

  private static func outlierLimit(_ context: MeasureContext) throws(Absence) -> Measurement {
    guard context.episodes.count >= fewestEpisodes else {
      throw Absence(.tooFew, "below \(fewestEpisodes) episodes no length is unusual")
    }
    return Measurement(
      unit: .sigma, samples: [], total: context.episodes.count, overall: .number(limit(episodes: context.episodes.count)))
  }

  /// A loader that does not pad yields a chunk of K actions only where K steps are left: K − 1 of T steps are lost, all when T < K.
  private static func lostSteps(_ context: MeasureContext) throws(Absence) -> Measurement {
    guard let chunk = context.setting.target.chunk else {
      throw Absence(.ruledOut, "the target \(context.setting.target.name) declares no length of its action chunks")
    }
    if let tail = context.setting.target.tail, tail != .drop {
      throw Absence(.ruledOut, "the target \(context.setting.target.name) fills the last chunks of an episode, and loses no step to them")
    }
    let lengths = lengths(context)
    let steps = lengths.reduce(0.0) { $0 + Double($1) }
    guard steps > 0 else { throw Absence(.tooFew, "there are no steps") }
    let lost = lengths.reduce(0.0) { $0 + Double(min($1, max(chunk - 1, 0))) }
    return Measurement(
      unit: .share, samples: [], total: lengths.count, facts: ["lost": lost.short, "steps": steps.short, "chunk": String(chunk)],
      overall: .number(lost / steps))
  }
}
