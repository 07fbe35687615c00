import Episodes

/// Where the values of each dimension of the action lie, over all and by split: from the histograms and moments that rules had counted.
enum ActionGlance {
  /// How far beyond the 1st and the 99th percentile a drawing goes, in distances between the two: what lies farther out would leave no room
  /// for the rest, and is counted.
  static let reach = 1.0

  static func dimensions(_ context: MeasureContext) -> [Glance.Dimension] {
    let names = context.observations.splitNames
    let splits = names.count < 2 ? [] : names.map { context.narrowed(to: .split($0)) }
    guard let view = try? context.view(ActionMeasures.request), let probe = try? ActionMeasures.probe(view) else {
      return gripper(context, splits)
    }
    let bounds = codecBounds(context)
    let arm = probe.columns.series.indices.compactMap { dimension -> Glance.Dimension? in
      let (group, feature) = probe.columns.name(dimension)
      return make(
        context, splits, ActionMeasures.request, series: probe.columns.series[dimension], feature: feature,
        group: probe.columns.groups[group].name,
        bounds: bounds[feature], fields: ("min.\(dimension)", "max.\(dimension)")
      ) { view in
        view.shardSums.map { ActionGlance.moments($0, at: dimension * ActionProbe.moments) }.reduce(into: Moments()) { $0.add($1) }
      }
    }
    let known = Set(arm.map(\.feature))
    return arm + gripper(context, splits).filter { !known.contains($0.feature) }
  }

  /// The gripper's probe keeps no moments: mean and deviation are those of the histogram, to within 1 %.
  private static func gripper(_ context: MeasureContext, _ splits: [MeasureContext]) -> [Glance.Dimension] {
    let request = GripperMeasures.request([:])
    guard let view = try? context.view(request), let probe = view.probe as? GripperProbe else { return [] }
    let bounds = codecBounds(context)
    return probe.gripper.series.indices.compactMap { index in
      let series = probe.gripper.series[index]
      let feature = probe.gripper.featureName(index)
      return make(
        context, splits, request, series: series, feature: feature, group: "gripper", bounds: bounds[feature],
        fields: ("min.\(index)", "max.\(index)")
      ) { view in
        var moments = Moments()
        for (key, count) in view.spread(series: series).sorted {
          moments.add(Moments(count: Double(count), shift: SparseHistogram.midpoint(key), sum: 0, square: 0))
        }
        return moments
      }
    }
  }

  private static func moments(_ sums: Sums, at: Int) -> Moments {
    Moments(count: sums.numbers[at], shift: sums.numbers[at + 1], sum: sums.numbers[at + 2], square: sums.numbers[at + 3])
  }

  private static func make(
    _ context: MeasureContext, _ splits: [MeasureContext], _ request: ProbeRequest, series: Int, feature: String, group: String,
    bounds: ClosedRange<Double>?,
    fields: (String, String), moments: (ProbeView) -> Moments
  ) -> Glance.Dimension? {
    func spread(_ context: MeasureContext) -> Glance.Spread? {
      guard let view = try? context.view(request) else { return nil }
      let histogram = view.spread(series: series)
      let moments = moments(view)
      guard let q01 = histogram.quantile(0.01), let q99 = histogram.quantile(0.99), moments.mean.isFinite, moments.deviation.isFinite
      else { return nil }
      let (low, high) = (view.field(fields.0), view.field(fields.1))
      guard let least = view.episodes.map({ view.number($0, low) }).filter(\.isFinite).min(),
        let most = view.episodes.map({ view.number($0, high) }).filter(\.isFinite).max()
      else { return nil }
      return Glance.Spread(
        count: Double(histogram.total), mean: moments.mean, deviation: moments.deviation, least: least, most: most,
        q01: min(max(q01, least), most), q99: max(min(q99, most), least))
    }
    guard let all = spread(context), let view = try? context.view(request) else { return nil }
    let room = reach * (all.q99 - all.q01)
    let (low, high) = (max(all.least, all.q01 - room), min(all.most, all.q99 + room))
    // Where two percentiles are one value, all there is is shown.
    let (from, to) = room > 0 ? (low, high) : (all.least, all.most)
    guard
      let histogram = EvenHistogram(
        view.spread(series: series), low: from, high: to, extent: all.least...all.most, bins: Glance.histogramBins)
    else { return nil }
    let named = splits.compactMap { split in spread(split).map { Glance.NamedSpread(name: split.scope.name, values: $0) } }
    return Glance.Dimension(feature: feature, group: group, values: all, splits: named, histogram: histogram, bounds: bounds)
  }

  /// By feature.
  private static func codecBounds(_ context: MeasureContext) -> [String: ClosedRange<Double>] {
    guard let view = try? context.view(TokenMeasures.request), let probe = try? TokenMeasures.probe(view) else { return [:] }
    var bounds: [String: ClosedRange<Double>] = [:]
    for dimension in 0..<probe.width where probe.low[dimension] < probe.high[dimension] {
      bounds[probe.featureName(dimension)] = probe.low[dimension]...probe.high[dimension]
    }
    return bounds
  }
}

extension TokenResolution {
  /// How many of the codec's bins each dimension of the action uses, as the target's loader makes it.
  static func glance(_ context: MeasureContext) -> Glance.Tokens? {
    let setting = context.setting
    guard let codec = setting.declarations.codec ?? setting.target.codec, let view = try? context.dataset.view(StatisticsMeasures.request),
      let summary = StatisticsSummary(.action, view)
    else { return nil }
    let dimensions = summary.dimensions.indices.compactMap { dimension -> Glance.Tokens.Use? in
      guard let histogram = summary.dimensions[dimension].histogram, let (low, high) = bounds(codec, summary, dimension, setting),
        let bins = Bins(histogram, low: low, high: high, codec: codec)
      else { return nil }
      return Glance.Tokens.Use(feature: summary.featureName(dimension), used: bins.used, crowd: bins.crowd)
    }
    return dimensions.isEmpty ? nil : Glance.Tokens(codec: codec.title, bins: codec.clamp.count, dimensions: dimensions)
  }
}
