import Episodes

/// Which codec pairs of values and tokens come from, and whether ids run as the target's vocabulary does.
enum TokenDiagnosis {
  static var metrics: [Metric] {
    let probes: @Sendable ([String: String]) -> [ProbeRequest] = { _ in [TokenMeasures.request] }
    return [
      Metric(
        "tokens.codec", unit: .name,
        summary: "What mean and slope of the decoding error say about the codec: consistent, off-by-one, a mix of 255 and 256 bins.",
        probes: probes, measure: codec),
      Metric(
        "tokens.direction", unit: .one,
        summary: "The correlation of ids with values, above 0 where they run in the codec's direction, per dimension.", probes: probes,
        measure: direction),
      Metric(
        "tokens.gripper", unit: .count, summary: "Ids that decode to a gripper outside its range, per episode.", probes: probes,
        measure: gripper),
    ]
  }

  /// Dimensions whose values are continuous, over the whole dataset.
  private static func continuous(_ context: MeasureContext) throws(Absence) -> [Int] {
    let sums = try context.dataset.view(TokenMeasures.request).sums
    return sums.histograms.indices.filter { sums.histograms[$0].bins >= CodecDiagnosis.fewestDistinct }
  }

  @Sendable private static func codec(_ context: MeasureContext) throws(Absence) -> Measurement {
    let view = try context.view(TokenMeasures.request)
    let probe = try TokenMeasures.probe(view)
    let numbers = view.sums.numbers
    var total = CodecSums()
    for dimension in try continuous(context) {
      let at = TokenProbe.sums * dimension + TokenProbe.pairs
      total += CodecSums(numbers[at..<at + CodecSums.width])
    }
    guard total.count >= CodecDiagnosis.fewest, total.slopeError <= CodecDiagnosis.nearSlope / 4 else {
      throw Absence(
        .tooFew,
        "\(Int(total.count)) continuous values off the bounds are too few, or too close together, to tell one codec from another")
    }
    let diagnosis = CodecDiagnosis(total, readsEdges: probe.codec.offset == 0 && probe.codec.rounding != .nearest)
    guard let kind = diagnosis.kind else {
      throw Absence(
        .undetermined,
        "the decoding error (mean \(diagnosis.mean.short) of a bin, slope \(diagnosis.slope.short)) is that of no pair that Cupel knows: other bounds, or another codec"
      )
    }
    var facts = TokenMeasures.facts(probe.codec, probe.source)
    facts["mean"] = diagnosis.mean.short
    facts["slope"] = diagnosis.slope.short
    facts["pairs"] = String(Int(diagnosis.count))
    facts["diagnosis"] = kind.text
    return Measurement(
      unit: .name, samples: [Sample(.name(kind.rawValue), at: Place(split: context.scope.split))], total: 1, noun: "codecs", facts: facts)
  }

  @Sendable private static func direction(_ context: MeasureContext) throws(Absence) -> Measurement {
    let view = try context.view(TokenMeasures.request)
    let probe = try TokenMeasures.probe(view)
    guard case .ids = probe.source else { throw Absence(.ruledOut, "no ids are stored") }
    let numbers = view.sums.numbers
    var samples: [Sample] = []
    for dimension in try continuous(context) {
      let at = TokenProbe.sums * dimension + TokenProbe.order
      let n = numbers[at]
      guard n >= 50 else { continue }
      let (x, y) = (numbers[at + 3] - numbers[at + 1] * numbers[at + 1] / n, numbers[at + 4] - numbers[at + 2] * numbers[at + 2] / n)
      let product = numbers[at + 5] - numbers[at + 1] * numbers[at + 2] / n
      guard x > 0 else { continue }
      // Ids that are all one do not follow their values at all.
      let correlation = y > 0 ? product / (x * y).squareRoot() : 0
      samples.append(
        Sample(
          correlation * Double(probe.codec.idDirection.signum()),
          at: Place(split: context.scope.split, feature: probe.featureName(dimension))))
    }
    guard !samples.isEmpty else { throw Absence(.tooFew, "no dimension holds fifty values and is continuous") }
    var facts = TokenMeasures.facts(probe.codec, probe.source)
    facts["runs"] = probe.codec.idDirection < 0 ? "down" : "up"
    return Measurement(unit: .one, samples: samples, total: samples.count, noun: "dimensions", facts: facts)
  }

  @Sendable private static func gripper(_ context: MeasureContext) throws(Absence) -> Measurement {
    let view = try context.view(TokenMeasures.request)
    let probe = try TokenMeasures.probe(view)
    guard case .ids = probe.source else { throw Absence(.ruledOut, "no ids are stored") }
    guard let gripper = probe.gripper else {
      throw Absence(.missing, "needs the role action.gripper, and its range declared or known of the target")
    }
    let field = view.field("gripper")
    let samples = view.episodes.map {
      Sample(Double(max(0, view.count($0, field))), at: view.place($0, feature: probe.featureName(gripper.dimensions.lowerBound)))
    }
    var facts = TokenMeasures.facts(probe.codec, probe.source)
    facts["range"] = "\(gripper.range.lowerBound.short) to \(gripper.range.upperBound.short)"
    return Measurement(unit: .count, samples: samples, total: samples.count, facts: facts)
  }
}
