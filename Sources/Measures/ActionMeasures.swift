import Episodes

/// The numbers of the action: values beyond three sigma, episodes of another scale.
public enum ActionMeasures: MeasureFamily {
  static let request = ProbeRequest("action")

  public static var probes: [ProbeDefinition] {
    [
      ProbeDefinition("action") { _, setting, columns in
        do throws(Absence) {
          let hasPose = setting.roles["pose.position"] != nil && setting.roles["action.translation"] != nil
          let bound = try ActionColumns.bind(setting, &columns, counted: true)
          return .probe(
            ActionProbe(
              columns: bound, periods: bound.periods(setting), normalisation: setting.target.normalisation?.kind ?? .quantiles,
              findsSpikes: !hasPose))
        } catch {
          return .cannot(error)
        }
      }
    ]
  }

  public static var metrics: [Metric] {
    [
      Metric(
        "action.sigma.steps", unit: .share, summary: "The share of steps beyond three standard deviations of the mean, per dimension.",
        probes: { _ in [request] }, measure: sigmaSteps),
      Metric(
        "action.sigma.episodes", unit: .share,
        summary: "The share of episodes with any step beyond three standard deviations, per dimension.",
        probes: { _ in [request] }, measure: sigmaEpisodes),
      Metric(
        "action.scale", unit: .ratio,
        summary:
          "How far the 99th percentile of an episode's action departs from the other episodes', against the most that chance (and a factor of 3) allows.",
        probes: { _ in [request, LabelMeasures.request([:])] }, measure: { (context) throws(Absence) in try EpisodeScale.measure(context) }),
    ]
  }

  static func probe(_ view: ProbeView) throws(Absence) -> ActionProbe {
    guard let probe = view.probe as? ActionProbe else { throw Absence(.missing, "the action probe is not the one that was asked for") }
    return probe
  }

  /// Dimensions that hold at least five distinct values, in the whole dataset, and vary.
  static func continuous(_ context: MeasureContext) throws(Absence) -> [Int] {
    let view = try context.dataset.view(request)
    let dimensions = try probe(view).columns.series.enumerated().filter { view.spread(series: $0.element).bins >= 5 }.map(\.offset)
    guard !dimensions.isEmpty else { throw Absence(.tooFew, "no dimension of the action holds five distinct values") }
    return dimensions
  }

  private struct Sigma {
    var dimension: Int
    var feature: String
    var range: ClosedRange<Double>
    var histogram: SparseHistogram
  }

  private static func sigmas(_ context: MeasureContext) throws(Absence) -> [Sigma] {
    let dimensions = try continuous(context)
    let view = try context.view(request)
    let columns = try probe(view).columns
    let shards = view.shardSums
    return dimensions.compactMap { dimension in
      var moments = Moments()
      for shard in shards {
        let at = dimension * ActionProbe.moments
        moments.add(
          Moments(
            count: shard.numbers[at], shift: shard.numbers[at + 1], sum: shard.numbers[at + 2], square: shard.numbers[at + 3]))
      }
      let limit = 3 * moments.deviation
      guard limit > 0, limit.isFinite else { return nil }
      return Sigma(
        dimension: dimension, feature: columns.name(dimension).feature, range: moments.mean - limit...moments.mean + limit,
        histogram: view.spread(series: columns.series[dimension]))
    }
  }

  @Sendable private static func sigmaSteps(_ context: MeasureContext) throws(Absence) -> Measurement {
    let found = try sigmas(context).map { sigma -> (sample: Sample, certain: Double, possible: Double) in
      let total = Double(max(1, sigma.histogram.total))
      let counts = sigma.histogram.countsOutside(sigma.range)
      // The middle of what the bins leave open.
      let (certain, possible) = (Double(counts.certain) / total, Double(counts.possible) / total)
      return (Sample((certain + possible) / 2, at: Place(feature: sigma.feature)), certain, possible)
    }
    guard let worst = found.max(by: { ($0.sample.value.number ?? 0) < ($1.sample.value.number ?? 0) }) else {
      throw Absence(.tooFew, "no dimension of the action varies")
    }
    let episodes = try sigmaEpisodes(context)
    return Measurement(
      unit: .share, samples: found.map(\.sample), total: found.count, noun: "dimensions",
      facts: [
        "dimension": worst.sample.place.feature ?? "", "share": Quantity(worst.sample.value.number ?? 0, .share).text,
        "share.low": Quantity(worst.certain, .share).text, "share.high": Quantity(worst.possible, .share).text,
        "episodes": Quantity(episodes.samples.compactMap(\.value.number).max() ?? 0, .share).text,
      ])
  }

  @Sendable private static func sigmaEpisodes(_ context: MeasureContext) throws(Absence) -> Measurement {
    let view = try context.view(request)
    let samples = try sigmas(context).map { sigma -> Sample in
      let (low, high) = (view.field("min.\(sigma.dimension)"), view.field("max.\(sigma.dimension)"))
      var (beyond, total) = (0, 0)
      for episode in view.episodes where !view.number(episode, low).isNaN {
        total += 1
        if view.number(episode, low) < sigma.range.lowerBound || view.number(episode, high) > sigma.range.upperBound { beyond += 1 }
      }
      return Sample(total == 0 ? 0 : Double(beyond) / Double(total), at: Place(feature: sigma.feature))
    }
    guard !samples.isEmpty else { throw Absence(.tooFew, "no dimension of the action varies") }
    return Measurement(unit: .share, samples: samples, total: samples.count, noun: "dimensions")
  }
}
