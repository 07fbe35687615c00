import Episodes

/// What is wrong with the numbers of a label as such: clipped, rounded to few levels, never changing, jumping.
public enum ShapeMeasures: MeasureFamily {
  public static var probes: [ProbeDefinition] { [] }

  private static let requests: @Sendable ([String: String]) -> [ProbeRequest] = { _ in [ActionMeasures.request] }

  public static var metrics: [Metric] {
    [
      Metric(
        "action.saturation", unit: .share, summary: "The share of a dimension's values that lie exactly at its smallest or largest value.",
        probes: requests, measure: saturation),
      Metric(
        "action.levels", unit: .count,
        summary: "How many levels a dimension's values lie on, across the widest range of its group: labels that were rounded to few.",
        probes: requests, measure: levels),
      Metric(
        "action.dead", unit: .count, summary: "Dimensions of the action that hold one value in every step.", probes: requests, measure: dead
      ),
      Metric(
        "action.jumps", unit: .ratio,
        summary:
          "The most prominent single label of each episode (both neighbours far away on the same side, and calm) against the 99th percentile of its dimension's sizes.",
        probes: jumpRequests, measure: { (context) throws(Absence) in try Jumps(context).measurement(context) }),
      Metric(
        "action.jumps.limit", unit: .ratio, summary: "What the most prominent label may be by chance, given all other episodes.",
        probes: jumpRequests,
        measure: { (context) throws(Absence) in
          Measurement(
            unit: .ratio, samples: [], total: context.episodes.count, overall: .number(try Jumps(context.dataset).limit(context.dataset)))
        }),
    ]
  }

  /// The smallest and largest value of a dimension over a scope; nil where it was never measured.
  static func range(_ view: ProbeView, _ dimension: Int) -> ClosedRange<Double>? {
    let (low, high) = (view.field("min.\(dimension)"), view.field("max.\(dimension)"))
    var range: (Double, Double)?
    for episode in view.episodes {
      let (least, most) = (view.number(episode, low), view.number(episode, high))
      guard least <= most else { continue }
      range = (min(range?.0 ?? least, least), max(range?.1 ?? most, most))
    }
    return range.map { $0.0...$0.1 }
  }

  // MARK: Saturation

  /// Values fewer than these at an end are no pile.
  private static let fewestPiled = 5
  /// A pile in fewer episodes is one motion at a constant speed.
  private static let fewestEpisodes = 3
  /// A dimension most of whose values lie at its two ends has two states: a gripper that no role names.
  private static let twoStates = 0.6

  /// Steps that repeat the whole row before them are not counted, nor is an end that is exactly zero: an arm that is held piles up values
  /// where it is held, and a direction that is never taken leaves zeros at that end.
  @Sendable private static func saturation(_ context: MeasureContext) throws(Absence) -> Measurement {
    let view = try context.view(ActionMeasures.request)
    let columns = try ActionMeasures.probe(view).columns
    guard view.episodes.count >= fewestEpisodes else {
      throw Absence(.tooFew, "fewer than \(fewestEpisodes) episodes: too few to tell a clip from one motion at a constant speed")
    }
    let samples = try ActionMeasures.continuous(context).compactMap { dimension -> Sample? in
      guard let range = range(view, dimension), range.lowerBound < range.upperBound else { return nil }
      let total = Double(view.spread(series: columns.series[dimension]).total)
      let (low, high, ends) = (view.field("min.\(dimension)"), view.field("max.\(dimension)"), view.field("ends.\(dimension)"))
      var (atLow, atHigh) = (0, 0)
      var (lowEpisodes, highEpisodes) = (0, 0)
      for episode in view.episodes where !view.number(episode, low).isNaN {
        let counts = ActionProbe.Ends(packed: view.digest(episode, ends))
        if view.number(episode, low) == range.lowerBound {
          atLow += counts.atLow
          lowEpisodes += 1
        }
        if view.number(episode, high) == range.upperBound {
          atHigh += counts.atHigh
          highEpisodes += 1
        }
      }
      guard Double(atLow + atHigh) <= twoStates * total else { return nil }
      let feature = columns.name(dimension).feature
      let piles = [(range.lowerBound, atLow, lowEpisodes, "smallest"), (range.upperBound, atHigh, highEpisodes, "largest")]
        .filter { $0.0 != 0 && $0.1 >= fewestPiled && $0.2 >= fewestEpisodes }
      guard let pile = piles.max(by: { $0.1 < $1.1 }) else { return Sample(0, at: Place(feature: feature)) }
      let share = Double(pile.1) / total
      return Sample(
        share, at: Place(feature: feature),
        message: "\(Quantity(share, .share).text) of the values of \(feature) are exactly \(pile.0.short), the \(pile.3) there is")
    }
    guard !samples.isEmpty else { throw Absence(.tooFew, "no dimension of the action varies continuously") }
    return Measurement(unit: .share, samples: samples, total: samples.count, noun: "dimensions")
  }

  // MARK: Lattices

  /// The step of a lattice against the widest range of the group: where joints share an encoder, one that hardly moves is not coarse.
  /// A dimension lies on a lattice when nine in ten of the episodes that can tell do.
  @Sendable private static func levels(_ context: MeasureContext) throws(Absence) -> Measurement {
    let view = try context.view(ActionMeasures.request)
    let columns = try ActionMeasures.probe(view).columns
    var widest: [Int: Double] = [:]
    let dimensions = try ActionMeasures.continuous(context)
    for dimension in dimensions {
      guard let range = range(view, dimension) else { continue }
      let group = columns.name(dimension).group
      widest[group] = max(widest[group] ?? 0, range.upperBound - range.lowerBound)
    }
    var decided = 0
    let samples = dimensions.compactMap { dimension -> Sample? in
      let ends = view.field("ends.\(dimension)")
      let steps = view.episodes.map { ActionProbe.Ends(packed: view.digest($0, ends)).step }.filter { !$0.isNaN }
      guard !steps.isEmpty else { return nil }
      decided += 1
      let (group, feature) = columns.name(dimension)
      let coarse = steps.filter { $0 > 0 }
      guard coarse.count * 10 >= steps.count * 9, let step = coarse.min(), let range = widest[group] else { return nil }
      let levels = (range / step).rounded() + 1
      return Sample(
        levels, at: Place(feature: feature),
        message: "\(feature) changes in steps of \(step.short): \(levels.short) levels across \(range.short)")
    }
    guard decided > 0 else {
      throw Absence(.tooFew, "no episode has \(LatticeSearch.evidence) changing values of one dimension: too few to tell a lattice")
    }
    let coarsest = samples.min { ($0.value.number ?? 0) < ($1.value.number ?? 0) }?.message
    return Measurement(
      unit: .count, samples: samples, total: decided, noun: "dimensions", facts: ["coarsest": coarsest ?? "no dimension lies on a lattice"])
  }

  // MARK: Dead dimensions

  @Sendable private static func dead(_ context: MeasureContext) throws(Absence) -> Measurement {
    let view = try context.view(ActionMeasures.request)
    let columns = try ActionMeasures.probe(view).columns
    var samples: [Sample] = []
    var looked = 0
    for (dimension, series) in columns.series.enumerated() {
      guard let range = range(view, dimension), view.spread(series: series).total >= fewestValues else { continue }
      looked += 1
      let feature = columns.name(dimension).feature
      let isDead = range.lowerBound == range.upperBound
      samples.append(
        Sample(
          isDead ? 1 : 0, at: Place(feature: feature), message: isDead ? "\(feature) is \(range.lowerBound.short) in every step" : nil))
    }
    guard looked > 0 else { throw Absence(.tooFew, "there are fewer than \(fewestValues) steps to compare") }
    let named = samples.filter { $0.value.number == 1 }.compactMap(\.place.feature)
    return Measurement(
      unit: .count, samples: samples, total: looked, noun: "dimensions",
      facts: ["dimensions": named.joined(separator: ", "), "loader": loader(context.setting.target)])
  }

  private static let fewestValues = 10

  /// What the target's loader makes of a constant dimension.
  private static func loader(_ target: TargetFacts) -> String {
    switch target.normalisation?.constant {
    case .zero: "The loader of \(target.name) gives the model 0 for it, whatever the value is"
    case .minusOne: "The loader of \(target.name) gives the model -1 for it, whatever the value is"
    case nil: "Loaders make different things of it: OpenVLA's gives the model 0, those that only divide by the range give -1"
    }
  }

  // MARK: Jumps

  private static let jumpRequests: @Sendable ([String: String]) -> [ProbeRequest] = { _ in
    [ActionMeasures.request, LabelMeasures.request([:])]
  }

  private struct Jumps {
    /// Twenty times half of the 99th percentile, as for labels that are held against their neighbours.
    static let leastLimit = 10.0
    /// Beyond this in more than half of the episodes, the jumps *are* the tail: then this is the limit.
    static let common = 50.0

    var view: ProbeView
    var columns: ActionColumns
    /// Fields of continuous dimensions, with the 99th percentile of their sizes.
    var scales: [(dimension: Int, field: Int, scale: Double)] = []

    init(_ context: MeasureContext) throws(Absence) {
      view = try context.view(ActionMeasures.request)
      let probe = try ActionMeasures.probe(view)
      columns = probe.columns
      guard !probe.findsSpikes else {
        throw Absence(.ruledOut, "no pose is known, so action/outliers looks for the same: labels far out of their neighbours")
      }
      let whole = try context.dataset.view(ActionMeasures.request)
      for dimension in try ActionMeasures.continuous(context) {
        let scale = whole.spread(series: columns.series[dimension]).sizes.upper(0.01)
        if scale > 0 { scales.append((dimension, view.field("jump.\(dimension)"), scale)) }
      }
    }

    /// The worst of an episode; nil where nothing was measured.
    func worst(_ episode: Int) -> (value: Double, step: Int, dimension: Int)? {
      var worst: (value: Double, step: Int, dimension: Int)?
      for (dimension, field, scale) in scales {
        let jump = ActionProbe.Jump(packed: view.digest(episode, field))
        guard !jump.prominence.isNaN else { continue }
        let value = jump.prominence / scale
        if value > worst?.value ?? -1 { worst = (value, jump.step, dimension) }
      }
      return worst
    }

    func measurement(_ context: MeasureContext) throws(Absence) -> Measurement {
      let samples = context.episodes.compactMap { episode -> Sample? in
        guard let worst = worst(episode) else { return nil }
        let place = view.place(episode, step: worst.step < 0 ? nil : worst.step, feature: columns.name(worst.dimension).feature)
        return Sample(worst.value, at: place)
      }
      guard !samples.isEmpty else { throw Absence(.tooFew, "no episode holds labels to compare") }
      return Measurement(unit: .ratio, samples: samples, total: samples.count)
    }

    /// `TailGap` over the logarithms of each episode's worst, as for outliers.
    func limit(_ context: MeasureContext) throws(Absence) -> Double {
      let all = context.episodes.compactMap { worst($0)?.value }
      guard let limit = IsolatedLimit(least: Self.leastLimit, common: Self.common).limit(all) else {
        throw Absence(.tooFew, "fewer than \(TailGap.fewest) episodes: too few to know how far labels jump by chance")
      }
      return limit
    }
  }
}

extension SparseHistogram {
  /// The same counts by size, without the sign.
  var sizes: SizeCounts { SizeCounts(self) }
}

/// How many values have which size.
struct SizeCounts {
  /// Sizes in falling order, with their counts.
  private let bins: [(size: Double, count: UInt64)]
  private let total: UInt64

  init(_ histogram: SparseHistogram) {
    bins = histogram.sorted.map { (SparseHistogram.midpoint($0.key).magnitude, $0.count) }.sorted { $0.size > $1.size }
    total = histogram.total
  }

  /// The size that a share of the values exceeds; 0 for none.
  func upper(_ share: Double) -> Double {
    var above: UInt64 = 0
    for (size, count) in bins {
      above += count
      if Double(above) > share * Double(total) { return size }
    }
    return 0
  }
}
