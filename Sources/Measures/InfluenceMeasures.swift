import Episodes

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// How much one episode alone stretches what the target normalises by.
///
/// The measure is the scale of all episodes over that of all but one: q99 − q01, standard deviation, or maximum − minimum, whichever the
/// target takes. Extremes and moments are exact. Quantiles solve
///
///     U(x) − n u(x) = 0.01 (N − n)
///
/// for the upper one (and its mirror image for the lower), with U the number of all values above x (from the histogram) and u the
/// share of the episode's own values above x (from four quantiles and its ends).
///
/// An episode must exceed what one bad episode in a hundred does and good ones do not (1.05 for quantiles, 1.1 for the standard deviation,
/// 1.25 for extremes), *and* stand out of the rest with a chance of one in a thousand for the whole dataset, whatever its size (`TailGap`:
/// spacings that chance makes no larger than exponential). For the standard deviation the logarithms of ratio − 1 are held against each
/// other. Quantiles and extremes have a ratio for the few outermost episodes only, and it does not tell how far out these are; there the
/// logarithms are those of how far an episode's own values go from the middle of all (its 10 and 90 % quantiles, or its extremes), and
/// one that goes no further than chance allows is told with the limit at most.
///
/// In the target's view the dimensions are those that it scales, over the splits of which it takes statistics; in the raw one all but the
/// gripper's. Where a loader hands on what is stored, the action probe has seen it already (`InfluenceProbe`).
public enum InfluenceMeasures: MeasureFamily {
  /// Below this number an honest episode may well be a hundredth of everything.
  static let fewest = 100
  static let chance = 1e-3
  /// What ratios are told up to: where nothing is left without the episode, there is none.
  static let most = 1e6

  static func leastLimit(_ kind: TargetFacts.Normalisation.Kind) -> Double {
    switch kind {
    case .quantiles: 1.05
    case .meanAndDeviation: 1.1
    case .bounds: 1.25
    }
  }

  private static let requests: @Sendable ([String: String]) -> [ProbeRequest] = {
    View($0) == .raw ? [ActionMeasures.request] : [ActionMeasures.request, request]
  }

  public static var metrics: [Metric] {
    [
      Metric(
        "action.influence", unit: .ratio, summary: "The scale that the target normalises by, of all episodes over that without this one.",
        optionalParameters: [View.parameter], probes: requests,
        measure: { (context) throws(Absence) in
          let influence = try context.once("influence", Influence.init)
          let inScope = Set(context.episodes)
          let samples = influence.worst.indices.filter(inScope.contains).compactMap { episode -> Sample? in
            guard let worst = influence.worst[episode] else { return nil }
            return Sample(worst.ratio, at: context.observations.place(episode, feature: worst.feature))
          }
          return Measurement(unit: .ratio, samples: samples, total: samples.count, facts: influence.facts)
        }),
      Metric(
        "action.influence.limit", unit: .ratio, summary: "What the influence of one episode may be by chance, given all others.",
        optionalParameters: [View.parameter], probes: requests,
        measure: { (context) throws(Absence) in
          let influence = try context.once("influence", Influence.init)
          return Measurement(unit: .ratio, samples: [], total: influence.worst.count, overall: .number(influence.limit))
        }),
    ]
  }

  /// A dimension, and the rows that know it.
  private struct Dimension {
    var view: ProbeView
    /// Its number among the fields and sums of that probe.
    var number: Int
    var feature: String
    /// Steps of an episode that are left out.
    var dropped = 0
    var histogram: SparseHistogram

    func rows(_ episode: Int) -> Double { Double(max(0, view.observations.episodes[episode].stub.steps - dropped)) }
  }

  private static func dimensions(_ context: MeasureContext) throws(Absence) -> [Dimension] {
    let stored = try? context.view(ActionMeasures.request)
    func known(_ number: Int, feature: String?) -> Dimension? {
      guard let stored, let columns = (stored.probe as? ActionProbe)?.columns, number < columns.width else { return nil }
      return Dimension(
        view: stored, number: number, feature: feature ?? columns.name(number).feature,
        histogram: stored.spread(series: columns.series[number]))
    }
    var all: [Dimension]
    if View(context.parameters) == .raw {
      let width = try ActionMeasures.probe(try context.view(ActionMeasures.request)).columns.width
      all = (0..<width).compactMap { known($0, feature: nil) }
    } else {
      let view = try context.view(request)
      guard let probe = view.probe as? InfluenceProbe else {
        throw Absence(.missing, "the influence probe is not the one that was asked for")
      }
      let loader = context.setting.loader
      let made = view.sums
      all = []
      var number = 0
      for dimension in probe.dimensions {
        if let stored = dimension.stored {
          known(stored, feature: nil).map { all.append($0) }
        } else {
          all.append(
            Dimension(
              view: view, number: number, feature: "\(LoaderView.prefix)action[\(dimension.dimension)]",
              dropped: loader.dropFirst + loader.dropLast, histogram: made.histograms[number]))
          number += 1
        }
      }
    }
    all.removeAll { $0.histogram.bins < 5 }
    guard !all.isEmpty else { throw Absence(.tooFew, "no dimension of the action that is scaled holds five distinct values") }
    return all
  }

  private struct Influence: Sendable {
    var kind: TargetFacts.Normalisation.Kind
    var target: String
    /// By episode: the largest ratio and its dimension; nil where nothing was measured.
    var worst: [(ratio: Double, feature: String)?]

    init(_ context: MeasureContext) throws(Absence) {
      let whole = View(context.parameters) == .raw ? context.dataset : context.narrowed(to: context.statisticsScope)
      kind = context.setting.target.normalisation?.kind ?? .quantiles
      target = context.setting.target.name
      worst = Array(repeating: nil, count: context.observations.episodes.count)
      let dimensions = try InfluenceMeasures.dimensions(whole)
      let measured =
        dimensions.map { dimension in
          let low = dimension.view.field("min.\(dimension.number)")
          return whole.episodes.count { !dimension.view.number($0, low).isNaN }
        }.min() ?? 0
      guard measured >= InfluenceMeasures.fewest else {
        throw Absence(
          .tooFew,
          "\(measured) episodes: below \(InfluenceMeasures.fewest) every one of them may be a hundredth of the data, and weigh as much")
      }
      for dimension in dimensions {
        let chance = InfluenceMeasures.chance / Double(dimensions.count)
        let ratios: [Double] =
          switch kind {
          case .bounds: bounds(dimension, chance: chance)
          case .meanAndDeviation: deviations(dimension)
          case .quantiles: quantiles(dimension, chance: chance)
          }
        for (episode, ratio) in zip(whole.episodes, ratios) where ratio > worst[episode]?.ratio ?? 0 {
          worst[episode] = (ratio, dimension.feature)
        }
      }
    }

    var facts: [String: String] {
      let scale =
        switch kind {
        case .bounds: "range (smallest to largest)"
        case .meanAndDeviation: "standard deviation"
        case .quantiles: "range (1 % to 99 % quantile)"
        }
      return ["scale": scale, "target": target]
    }

    var limit: Double {
      let least = InfluenceMeasures.leastLimit(kind)
      let all = worst.compactMap { $0?.ratio }
      switch kind {
      case .bounds, .quantiles: return least
      case .meanAndDeviation:
        guard let gap = TailGap(all.map { log(max(1e-3, $0 - 1)) }, chance: InfluenceMeasures.chance) else { return least }
        return max(least, 1 + exp(gap.limit))
      }
    }

    /// How far from the middle an episode may go by chance, given how far the others go.
    private func farthest(_ distances: [Double], chance: Double) -> Double {
      TailGap(distances.filter { $0 > 0 && $0.isFinite }.map { log($0) }, chance: chance).map { exp($0.limit) } ?? .infinity
    }

    private func ranges(_ dimension: Dimension) -> [ClosedRange<Double>?] {
      let view = dimension.view
      let (low, high) = (view.field("min.\(dimension.number)"), view.field("max.\(dimension.number)"))
      return view.episodes.map { episode in
        let (least, most) = (view.number(episode, low), view.number(episode, high))
        return least <= most ? least...most : nil
      }
    }

    private func ratio(_ whole: Double, without rest: Double) -> Double { rest > 0 ? min(InfluenceMeasures.most, whole / rest) : .nan }

    // MARK: Extremes

    /// Of an episode that goes no further from the middle than chance allows, no more than the limit is told.
    private func bounds(_ dimension: Dimension, chance: Double) -> [Double] {
      let middle = dimension.histogram.quantile(0.5) ?? 0
      let ranges = ranges(dimension)
      let lows = ranges.compactMap { $0?.lowerBound }.sorted()
      let highs = ranges.compactMap { $0?.upperBound }.sorted(by: >)
      guard lows.count > 1 else { return ranges.map { _ in .nan } }
      func far(_ range: ClosedRange<Double>) -> Double { max(range.upperBound - middle, middle - range.lowerBound) }
      let farthest = farthest(ranges.compactMap { $0.map(far) }, chance: chance)
      return ranges.map { range in
        guard let range else { return .nan }
        let low = range.lowerBound == lows[0] ? lows[1] : lows[0]
        let high = range.upperBound == highs[0] ? highs[1] : highs[0]
        let ratio = ratio(highs[0] - lows[0], without: high - low)
        return far(range) > farthest ? ratio : min(ratio, InfluenceMeasures.leastLimit(.bounds))
      }
    }

    // MARK: Moments

    private func deviations(_ dimension: Dimension) -> [Double] {
      let view = dimension.view
      var all = Moments()
      for shard in view.shardSums {
        let at = dimension.number * ActionProbe.moments
        all.add(
          Moments(count: shard.numbers[at], shift: shard.numbers[at + 1], sum: shard.numbers[at + 2], square: shard.numbers[at + 3]))
      }
      let field = view.field("moments.\(dimension.number)")
      return view.episodes.map { episode in
        let own = EpisodeMoments(packed: view.digest(episode, field))
        let count = dimension.rows(episode)
        let rest = all.count - count
        guard own.mean.isFinite, rest > 0 else { return .nan }
        let mean = (all.count * all.mean - count * own.mean) / rest
        let gap = own.mean - mean
        let squares = all.squares - count * own.deviation * own.deviation - gap * gap * count * rest / all.count
        // What is left is noise of the subtraction where it is a millionth of the whole.
        guard squares > 1e-6 * all.squares else { return .nan }
        return ratio(all.deviation, without: (squares / rest).squareRoot())
      }
    }

    // MARK: Quantiles

    private func quantiles(_ dimension: Dimension, chance: Double) -> [Double] {
      let view = dimension.view
      let ranges = ranges(dimension)
      let line = CumulativeCounts(dimension.histogram)
      let all = line.total
      let (low, high) = (line.quantile(0.01 * all), line.quantile(0.99 * all))
      let fields = (view.field("low.\(dimension.number)"), view.field("high.\(dimension.number)"))
      let owns = view.episodes.map { EpisodeQuantiles(packed: view.digest($0, fields.0), view.digest($0, fields.1)) }
      let middle = line.quantile(0.5 * all)
      func far(_ own: EpisodeQuantiles) -> Double { max(own.values[3] - middle, middle - own.values[0]) }
      let farthest = farthest(owns.map(far), chance: chance)
      return view.episodes.indices.map { index in
        let (episode, own) = (view.episodes[index], owns[index])
        guard let range = ranges[index], high > low else { return .nan }
        let count = dimension.rows(episode)
        let rest = all - count
        guard rest > 0, own.values.allSatisfy(\.isFinite) else { return .nan }
        let below = own.share(below: low, in: range)
        let above = 1 - own.share(below: high, in: range)
        // Next to nothing of the tails is this episode's.
        guard max(below, above) * count > 5e-4 * all * 0.1 else { return 1 }
        func left(_ x: Double) -> Double { line.below(x) - count * own.share(below: x, in: range) }
        let newLow = line.solve(0.01 * rest, left)
        let newHigh = line.solve(0.99 * rest, left)
        let ratio = ratio(high - low, without: newHigh - newLow)
        return far(own) > farthest ? ratio : min(ratio, InfluenceMeasures.leastLimit(.quantiles))
      }
    }
  }
}

/// A histogram as the number of values below each number, linear within bins.
struct CumulativeCounts {
  private var edges: [Double] = []
  private var counts: [Double] = []

  init(_ histogram: SparseHistogram) {
    var below = 0.0
    for (key, count) in histogram.sorted {
      let bounds = SparseHistogram.bounds(key)
      // The bin of zero holds nothing but zeros and what is next to nothing.
      let (low, high) = key == SparseHistogram.key(0) ? (0, 0) : (bounds.lowerBound, bounds.upperBound)
      edges.append(low)
      counts.append(below)
      below += Double(count)
      edges.append(high)
      counts.append(below)
    }
  }

  var total: Double { counts.last ?? 0 }

  func below(_ x: Double) -> Double {
    var (low, high) = (0, edges.count)
    while low < high {
      let middle = (low + high) / 2
      if edges[middle] < x { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return 0 }
    guard low < edges.count else { return total }
    let (from, to) = (edges[low - 1], edges[low])
    return counts[low - 1] + (to > from ? (counts[low] - counts[low - 1]) * (x - from) / (to - from) : 0)
  }

  func quantile(_ rank: Double) -> Double { solve(rank) { below($0) } }

  /// Where a count that never falls reaches a rank, by halving.
  func solve(_ rank: Double, _ count: (Double) -> Double) -> Double {
    guard var low = edges.first, var high = edges.last else { return .nan }
    for _ in 0..<60 where low < high {
      let middle = low + (high - low) / 2
      if count(middle) < rank { low = middle } else { high = middle }
    }
    return high
  }
}
