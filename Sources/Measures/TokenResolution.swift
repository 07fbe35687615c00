import Episodes

/// How fine the codec's bins are for this motion, and how many of them it uses.
enum TokenResolution {
  static var metrics: [Metric] {
    let probes: @Sendable ([String: String]) -> [ProbeRequest] = { _ in [StatisticsMeasures.request] }
    return [
      Metric(
        "tokens.resolution", unit: .ratio,
        summary:
          "Half a bin of the codec against the median size of what moves, per dimension of the action as the target's loader makes it.",
        optionalParameters: [View.parameter], probes: probes,
        measure: { (context) throws(Absence) in try measure(context, unit: .ratio) { $0.halfBin / $0.median } }),
      Metric(
        "tokens.entropy", unit: .one, summary: "The entropy of the bins that the codec uses, in bits, per dimension.",
        optionalParameters: [View.parameter], probes: probes,
        measure: { (context) throws(Absence) in try measure(context, unit: .one) { $0.entropy } }),
      Metric(
        "tokens.used-bins", unit: .share, summary: "Share of the codec's bins that any step falls into, per dimension.",
        optionalParameters: [View.parameter], probes: probes,
        measure: { (context) throws(Absence) in try measure(context, unit: .share) { Double($0.used) / Double($0.count) } }),
    ]
  }

  /// One dimension's bins.
  struct Bins {
    var halfBin: Double
    /// The median |a| of the steps that move: by more than a hundredth of what the largest ones do.
    var median: Double
    var used: Int
    var count: Int
    var entropy: Double
    /// The fewest bins that hold half of the values.
    var crowd: Int

    /// Nil where nothing moves. A histogram's bin that spans several of the codec's is spread over them evenly.
    init?(_ histogram: SparseHistogram, low: Double, high: Double, codec: CodecDeclaration) {
      count = codec.clamp.count
      guard high > low, codec.divisor > 0, (2...4096).contains(count) else { return nil }
      halfBin = (high - low) / codec.divisor / 2
      let rest = 0.01 * max((histogram.quantile(0.01) ?? 0).magnitude, (histogram.quantile(0.99) ?? 0).magnitude)
      var sizes: [(size: Double, count: Double)] = []
      var bins = [Double](repeating: 0, count: count)
      for (key, number) in histogram.sorted {
        let middle = SparseHistogram.midpoint(key)
        if middle.magnitude > rest { sizes.append((middle.magnitude, Double(number))) }
        let bounds = middle == 0 ? 0...0 : SparseHistogram.bounds(key)
        let first = codec.encode((bounds.lowerBound - low) / (high - low)) - codec.clamp.lowerBound
        let last = codec.encode((bounds.upperBound - low) / (high - low)) - codec.clamp.lowerBound
        guard first <= last, bins.indices.contains(first), bins.indices.contains(last) else { continue }
        for bin in first...last { bins[bin] += Double(number) / Double(last - first + 1) }
      }
      sizes.sort { $0.size < $1.size }
      let moving = sizes.reduce(0) { $0 + $1.count }
      guard moving > 0 else { return nil }
      var below = 0.0
      median =
        sizes.first { size in
          below += size.count
          return 2 * below >= moving
        }?.size ?? 0
      let total = bins.reduce(0, +)
      used = bins.count { $0 >= 0.5 }
      entropy = bins.reduce(0) { $1 > 0 ? $0 - $1 / total * (Logarithm.natural($1 / total) / Logarithm.natural(2)) : $0 }
      var held = 0.0
      crowd = 0
      for number in bins.sorted(by: >) where 2 * held < total {
        held += number
        crowd += 1
      }
    }
  }

  /// The codec in force, and the bounds that it gives a dimension: its own, else what the target scales by.
  static func bounds(_ codec: CodecDeclaration, _ summary: StatisticsSummary, _ dimension: Int, _ setting: Setting) -> (
    Double, Double
  )? {
    let width = summary.dimensions.count
    func own(_ values: [Double]) -> Double? { values.count == width ? values[dimension] : values.count == 1 ? values[0] : nil }
    if let low = own(codec.low), let high = own(codec.high) { return (low, high) }
    guard codec.low.isEmpty, setting.isScaled(dimension, mask: nil), let normalisation = setting.target.normalisation else { return nil }
    switch normalisation.kind {
    case .quantiles:
      guard let histogram = summary.dimensions[dimension].histogram, let low = histogram.quantile(0.01), let high = histogram.quantile(0.99)
      else { return nil }
      return (low, high)
    case .bounds: return (summary.dimensions[dimension].minimum, summary.dimensions[dimension].maximum)
    case .meanAndDeviation: return nil
    }
  }

  private static func measure(_ context: MeasureContext, unit: Unit, _ value: (Bins) -> Double) throws(Absence) -> Measurement {
    let setting = context.setting
    guard let codec = setting.declarations.codec ?? setting.target.codec else {
      throw Absence(.ruledOut, "no codec is declared, and the target \(setting.target.name) has none")
    }
    guard setting.target.action.kind != .absolute else { throw Absence(.ruledOut, "labels are absolute: their size is no motion") }
    guard let summary = StatisticsSummary(.action, try context.dataset.view(StatisticsMeasures.request)), summary.rows >= 200 else {
      throw Absence(.tooFew, "fewer than 200 steps: too few to tell how large a usual motion is")
    }
    var samples: [Sample] = []
    var worst: (ratio: Double, feature: String, bins: Bins)?
    for dimension in summary.dimensions.indices {
      // Fewer than five values are a switch: how fine its bins are does not matter.
      guard let histogram = summary.dimensions[dimension].histogram, histogram.bins >= 5,
        let (low, high) = bounds(codec, summary, dimension, setting),
        let bins = Bins(histogram, low: low, high: high, codec: codec)
      else { continue }
      let feature = summary.featureName(dimension)
      samples.append(Sample(value(bins), at: Place(split: context.scope.split, feature: feature)))
      let ratio = bins.halfBin / bins.median
      if worst == nil || ratio > (worst?.ratio ?? 0) { worst = (ratio, feature, bins) }
    }
    guard let worst else { throw Absence(.missing, "the codec has no bounds for any dimension that moves") }
    return Measurement(
      unit: unit, samples: samples, total: samples.count, noun: "dimensions",
      facts: [
        "dimension": worst.feature, "half.bin": worst.bins.halfBin.short, "median": worst.bins.median.short,
        "used": String(worst.bins.used), "bins": String(codec.clamp.count), "entropy": worst.bins.entropy.short,
        "crowd": String(worst.bins.crowd), "codec": codec.title,
      ])
  }
}
