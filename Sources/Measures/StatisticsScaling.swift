import Episodes

/// What scaling does to the data: dimensions without a range, values cut off, data that was scaled before.
enum StatisticsScaling {
  private static func summary(_ context: MeasureContext) throws(Absence) -> StatisticsSummary {
    let context = context.narrowed(to: context.statisticsScope)
    guard let summary = StatisticsSummary(.action, try context.view(StatisticsMeasures.request)), summary.rows > 0 else {
      throw Absence(.tooFew, "no step of an action was read")
    }
    return summary
  }

  // MARK: Spread

  @Sendable static func spread(_ context: MeasureContext) throws(Absence) -> Measurement {
    let setting = context.setting
    guard let normalisation = setting.target.normalisation else {
      throw Absence(.ruledOut, "the target \(setting.target.name) scales no action")
    }
    guard normalisation.kind == .quantiles else { throw Absence(.ruledOut, "the target does not scale by quantiles") }
    let summary = try summary(context)
    let files = setting.usableStatistics.filter { $0.action.map { usable($0, summary) } ?? false }
    var samples: [Sample] = []
    for stored in files {
      guard let group = stored.action, let low = group.quantiles.first?.values, let high = group.quantiles.last?.values else { continue }
      for dimension in summary.dimensions.indices where setting.isScaled(dimension, mask: group.mask) {
        let extremes = group.minimum.count == low.count && group.maximum.count == low.count
        let least = extremes ? group.minimum[dimension] : summary.dimensions[dimension].minimum
        let most = extremes ? group.maximum[dimension] : summary.dimensions[dimension].maximum
        guard most > least else { continue }
        let name = summary.featureName(dimension)
        samples.append(
          Sample(
            max(0, high[dimension] - low[dimension]) / (most - least), at: Place(file: stored.file, feature: name),
            message: told(name, low[dimension]...max(low[dimension], high[dimension]), least, most)))
      }
    }
    if files.isEmpty {
      for dimension in summary.dimensions.indices where setting.isScaled(dimension, mask: nil) {
        if let sample = spread(summary, dimension) { samples.append(sample) }
      }
    }
    guard let narrowest = samples.min(by: { ($0.value.number ?? 0) < ($1.value.number ?? 0) }) else {
      throw Absence(.tooFew, "no dimension that is scaled takes more than one value")
    }
    return Measurement(
      unit: .share, samples: samples, total: samples.count, noun: "dimensions",
      facts: [
        "source": files.isEmpty ? "the data" : files.map(\.file).joined(separator: ", "),
        "narrowest": Quantity(narrowest.value.number ?? 0, .share).text, "dimension": narrowest.place.feature ?? "",
      ])
  }

  @Sendable static func coinciding(_ context: MeasureContext) throws(Absence) -> Measurement {
    var measurement = try spread(context)
    measurement.unit = .count
    for index in measurement.samples.indices {
      measurement.samples[index].value = .number(measurement.samples[index].value.number == 0 ? 1 : 0)
    }
    return measurement
  }

  private static func usable(_ group: StoredStatistics.Group, _ summary: StatisticsSummary) -> Bool {
    group.quantiles.count >= 2 && group.quantiles.allSatisfy { $0.values.count == summary.dimensions.count }
  }

  /// From the histogram: the neighbours of both quantiles, as numpy interpolates between them. The range that bins allow for is taken
  /// at its widest, so that a dimension is told small only where it is; zero has a bin to itself, so both quantiles at rest are exact.
  private static func spread(_ summary: StatisticsSummary, _ dimension: Int) -> Sample? {
    let values = summary.dimensions[dimension]
    guard let histogram = values.histogram, histogram.total > 0, values.maximum > values.minimum else { return nil }
    let last = Double(histogram.total - 1)
    guard let low = histogram.bounds(rank: UInt64((0.01 * last).rounded(.down))),
      let high = histogram.bounds(rank: UInt64((0.99 * last).rounded(.up)))
    else { return nil }
    let name = summary.featureName(dimension)
    let range = max(low.lowerBound, values.minimum)...max(low.lowerBound, min(high.upperBound, values.maximum))
    return Sample(
      (range.upperBound - range.lowerBound) / (values.maximum - values.minimum), at: Place(feature: name),
      message: told(name, range, values.minimum, values.maximum))
  }

  private static func told(_ name: String, _ quantiles: ClosedRange<Double>, _ least: Double, _ most: Double) -> String {
    "98 % of \(name) lies in [\(quantiles.lowerBound.short), \(quantiles.upperBound.short)], all of it in [\(least.short), \(most.short)]"
  }

  // MARK: Clipping

  @Sendable static func clipped(_ context: MeasureContext) throws(Absence) -> Measurement {
    let setting = context.setting
    guard let normalisation = setting.target.normalisation, normalisation.kind != .meanAndDeviation, normalisation.clip != nil else {
      throw Absence(.ruledOut, "the target does not cut actions to bounds")
    }
    let stored = setting.usableStatistics.filter { $0.action != nil }
    guard !stored.isEmpty else { throw Absence(.missing, "no statistics file of the target's schema was found or given (--statistics)") }
    let summary = try summary(context)
    var samples: [Sample] = []
    for file in stored {
      guard let group = file.action else { continue }
      let isQuantiles = normalisation.kind == .quantiles && group.quantiles.count >= 2
      let low = isQuantiles ? group.quantiles[0].values : group.minimum
      let high = isQuantiles ? group.quantiles[group.quantiles.count - 1].values : group.maximum
      guard low.count == summary.dimensions.count, high.count == low.count else { continue }
      for dimension in low.indices where setting.isScaled(dimension, mask: group.mask) && summary.isFinite(dimension) {
        guard let below = summary.counts(dimension, low[dimension])?.below, let upTo = summary.counts(dimension, high[dimension])?.upTo
        else {
          continue
        }
        let outside = below + max(0, summary.rows - upTo)
        samples.append(
          Sample(min(1, outside / summary.rows), at: Place(file: file.file, feature: summary.featureName(dimension))))
      }
    }
    guard !samples.isEmpty else { throw Absence(.undetermined, "no stored bounds fit the action's dimensions") }
    return Measurement(
      unit: .share, samples: samples, total: samples.count, noun: "dimensions",
      facts: ["files": stored.map(\.file).joined(separator: ", ")])
  }

  @Sendable static func beyondClip(_ context: MeasureContext) throws(Absence) -> Measurement {
    let setting = context.setting
    guard let normalisation = setting.target.normalisation, normalisation.kind == .meanAndDeviation, let clip = normalisation.clip else {
      throw Absence(.ruledOut, "the target clips nothing after scaling by mean and standard deviation")
    }
    let summary = try summary(context)
    let samples = summary.dimensions.indices.compactMap { dimension -> Sample? in
      let values = summary.dimensions[dimension]
      guard setting.isScaled(dimension, mask: nil), let histogram = values.histogram, values.deviation > 0 else { return nil }
      let reach = clip * values.deviation
      let outside = histogram.countOutside(values.mean - reach...values.mean + reach)
      return Sample(Double(outside) / values.count, at: Place(feature: summary.featureName(dimension)))
    }
    guard !samples.isEmpty else { throw Absence(.tooFew, "no dimension that is scaled takes more than one value") }
    return Measurement(unit: .share, samples: samples, total: samples.count, noun: "dimensions", facts: ["clip": clip.short])
  }

  // MARK: Scaled before

  /// Labels per metre in a unit of length: metres, millimetres. Commands ask for up to three times what is done.
  private static let units = [0.5...3.0, 500...3000]

  @Sendable static func filledRange(_ context: MeasureContext) throws(Absence) -> Measurement {
    let setting = context.setting
    let summary = try summary(context.dataset)
    let gripper = setting.gripperDimensions
    var filled: [String] = []
    var looked = 0
    for dimension in summary.dimensions.indices where !gripper.contains(dimension) {
      let values = summary.dimensions[dimension]
      // A mode or a switch has hardly a value in between.
      guard values.count - values.ends >= max(5, 0.1 * values.count) else { continue }
      looked += 1
      if (values.minimum + 1).magnitude <= 1e-6, (values.maximum - 1).magnitude <= 1e-6 { filled.append(summary.featureName(dimension)) }
    }
    guard looked > 0 else { throw Absence(.tooFew, "the action has no continuous dimension") }
    func measured(_ count: Int, _ gain: String) -> Measurement {
      Measurement(
        unit: .count, samples: [], total: looked, noun: "dimensions",
        facts: ["dimensions": filled.joined(separator: ", "), "gain": gain, "continuous": String(looked)], overall: .number(Double(count)))
    }
    if filled.count < 3 { return measured(filled.count, "") }
    if setting.declarations.metresPerUnit != nil { throw Absence(.ruledOut, "the labels' unit is declared (units)") }
    let kind = try LabelKind.of(context.without(View.parameter))
    let gain = kind.atBest.gain.magnitude
    guard kind.name != "unrelated", gain > 0 else {
      throw Absence(
        .undetermined,
        "\(filled.count) dimensions fill [-1, 1] to the last digit, and labels do not follow the motion, so their unit is not known; "
          + "a declaration (units) would settle it")
    }
    return measured(units.contains { $0.contains(gain) } ? 0 : filled.count, gain.short)
  }
}

extension MeasureContext {
  /// Without one of the rule's parameters, for metrics that do not know it.
  func without(_ parameter: String) -> MeasureContext {
    var rest = parameters
    rest[parameter] = nil
    return MeasureContext(observations: observations, scope: scope, episodes: episodes, parameters: rest)
  }
}
