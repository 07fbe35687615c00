import Episodes

/// What tokenising actions loses.
public enum TokenMeasures: MeasureFamily {
  static let request = ProbeRequest("tokens")

  public static var probes: [ProbeDefinition] { [ProbeDefinition("tokens", make: make)] }

  private static func make(_ request: ProbeRequest, _ setting: Setting, _ columns: inout ColumnPlan) -> ProbeMaking {
    let ids = columns.bind("action.tokens", in: setting)
    let decoded = columns.bind("action.decoded", in: setting)
    guard ids != nil || decoded != nil || setting.declarations.codec != nil else {
      return .cannot(
        Absence(.missing, "neither tokens nor decoded values are stored (roles action.tokens, action.decoded), and no codec is declared"))
    }
    guard let codec = setting.declarations.codec ?? setting.target.codec else {
      return .cannot(Absence(.missing, "tokens are stored, but no codec says what they mean: declare codec, or name a target that has one"))
    }
    let source: TokenProbe.Source = decoded.map { .decoded($0) } ?? ids.map { .ids($0) } ?? .simulated
    let wanted: Int?
    switch source {
    case .ids(let role), .decoded(let role): wanted = role.width
    case .simulated: wanted = codec.low.count > 1 ? codec.low.count : nil
    }
    guard let actions = action(of: wanted, setting, &columns) else {
      let width = wanted.map { " of \($0) dimensions" } ?? ""
      return .cannot(Absence(.missing, "no action\(width) was declared or found to hold the codec against"))
    }
    let width = actions.reduce(0) { $0 + $1.width }
    let bounds = codec.low.isEmpty ? stored(setting, width) : nil
    guard let low = bounds?.low ?? spread(codec.low, width), let high = bounds?.high ?? spread(codec.high, width) else {
      return .cannot(
        Absence(
          .missing,
          "the codec has no bounds for the \(width) dimensions of the action: declare codec.low and codec.high, one number a dimension"))
    }
    return .probe(
      TokenProbe(codec: codec, actions: actions, source: source, low: low, high: high, gripper: gripper(actions, setting)))
  }

  /// Which dimensions of the codec's are the gripper, and what its command ranges over: as declared, else as the target reads it.
  private static func gripper(_ actions: [BoundRole], _ setting: Setting) -> (range: ClosedRange<Double>, dimensions: Range<Int>)? {
    guard let range = setting.declarations.gripperRange ?? setting.target.action.gripper?.range else { return nil }
    var at = 0
    for role in actions {
      if role.binding.role == "action.gripper" { return (range, at..<at + role.width) }
      at += role.width
    }
    return nil
  }

  /// One bound for all dimensions, or one each.
  private static func spread(_ bounds: [Double], _ width: Int) -> [Double]? {
    if bounds.count == 1 { return Array(repeating: bounds[0], count: width) }
    return bounds.count == width && width > 0 ? bounds : nil
  }

  /// The bounds that a statistics file gives a codec that has none of its own: quantiles, and -1 to 1 for what the target does not scale.
  private static func stored(_ setting: Setting, _ width: Int) -> (low: [Double], high: [Double])? {
    guard setting.target.normalisation?.kind == .quantiles, setting.loader.card == nil else { return nil }
    for group in setting.usableStatistics.compactMap(\.action) {
      guard let low = group.quantiles.first?.values, let high = group.quantiles.last?.values, group.quantiles.count >= 2,
        low.count == width, high.count == width
      else { continue }
      let scaled = (0..<width).map { setting.isScaled($0, mask: group.mask) }
      return (zip(scaled, low).map { $0 ? $1 : -1 }, zip(scaled, high).map { $0 ? $1 : 1 })
    }
    return nil
  }

  /// The action with as many dimensions as the codec speaks of; the whole action where it does not say.
  private static func action(of width: Int?, _ setting: Setting, _ columns: inout ColumnPlan) -> [BoundRole]? {
    let choices = [
      ["action.translation", "action.rotation", "action.gripper"], ["action.joints", "action.gripper"], ["action.commanded"],
      ["action.translation", "action.rotation"], ["action.joints"],
    ]
    for choice in choices where choice.allSatisfy({ setting.roles[$0] != nil }) {
      var trial = columns
      let roles = choice.compactMap { trial.bind($0, in: setting) }
      if roles.count == choice.count, width == nil || roles.reduce(0, { $0 + $1.width }) == width {
        columns = trial
        return roles
      }
    }
    var trial = columns
    guard let leaf = ActionColumns.leaf(setting, &trial), width == nil || leaf.width == width else { return nil }
    columns = trial
    return [leaf]
  }

  // MARK: Metrics

  public static var metrics: [Metric] {
    [
      Metric(
        "tokens.pair", unit: .share,
        summary: "The most that a declared encode and decode pair loses, as a share of the range: arithmetic, no data.",
        probes: { _ in [] },
        measure: { (context) throws(Absence) in
          guard let codec = context.setting.declarations.codec else { throw Absence(.missing, "no codec is declared") }
          var place = Place()
          if case .split(let name) = context.scope { place.split = name }
          let sample = Sample(codec.supremum, at: place, message: codec.advice)
          return Measurement(
            unit: .share, samples: [sample], total: 1, noun: "codecs", facts: facts(codec, nil), overall: .number(codec.supremum))
        }),
      Metric(
        "tokens.bound", unit: .share,
        summary: "The most that the codec in force may lose, as a share of the range: half a bin (a whole one where edges are read back).",
        probes: { _ in [] },
        measure: { (context) throws(Absence) in
          guard let codec = context.setting.declarations.codec ?? context.setting.target.codec else {
            throw Absence(.missing, "no codec is declared, and the target has none")
          }
          let bound = codec.promisedBound * (1 + 1e-9)
          return Measurement(unit: .share, samples: [], total: 1, noun: "codecs", facts: facts(codec, nil), overall: .number(bound))
        }),
      Metric(
        "tokens.error", unit: .share,
        summary:
          "The largest distance of decoded from stored values inside the codec's bounds, as a share of the dimension's range, per episode.",
        probes: { _ in [request] }, measure: error),
      Metric(
        "tokens.foreign", unit: .count, summary: "Stored ids outside the codec's block, per episode.", probes: { _ in [request] },
        measure: foreign),
      Metric(
        "tokens.clipped", unit: .share, summary: "The share of values outside the codec's bounds, per dimension.",
        probes: { _ in [request] },
        measure: clipped),
    ] + TokenDiagnosis.metrics + TokenResolution.metrics
  }

  static func facts(_ codec: CodecDeclaration, _ source: TokenProbe.Source?) -> [String: String] {
    [
      "codec": codec.title, "advice": codec.advice, "source": source?.text ?? "the declared pair alone",
      "bound": Quantity(codec.promisedBound, .share).text, "supremum": Quantity(codec.supremum, .share).text,
      "bound.bins": (codec.promisedBound * codec.divisor).short, "supremum.bins": (codec.supremum * codec.divisor).short,
    ]
  }

  static func probe(_ view: ProbeView) throws(Absence) -> TokenProbe {
    guard let probe = view.probe as? TokenProbe else { throw Absence(.missing, "the token probe is not the one that was asked for") }
    return probe
  }

  @Sendable private static func error(_ context: MeasureContext) throws(Absence) -> Measurement {
    let view = try context.view(request)
    let probe = try probe(view)
    let (value, step, dimension) = (view.field("error"), view.field("error.step"), view.field("error.dimension"))
    let samples = view.episodes.compactMap { episode -> Sample? in
      let error = view.number(episode, value)
      if error.isNaN { return nil }
      let name = probe.featureName(max(0, view.count(episode, dimension)))
      return Sample(error, at: view.place(episode, step: max(0, view.count(episode, step)), feature: name))
    }
    guard !samples.isEmpty else { throw Absence(.tooFew, "no value lies inside the codec's bounds") }
    return Measurement(unit: .share, samples: samples, total: samples.count, facts: facts(probe.codec, probe.source))
  }

  @Sendable private static func foreign(_ context: MeasureContext) throws(Absence) -> Measurement {
    let view = try context.view(request)
    let probe = try probe(view)
    guard case .ids = probe.source else { throw Absence(.ruledOut, "no ids are stored") }
    let field = view.field("foreign")
    let samples = view.episodes.map { Sample(Double(max(0, view.count($0, field))), at: view.place($0)) }
    return Measurement(unit: .count, samples: samples, total: samples.count, facts: facts(probe.codec, probe.source))
  }

  @Sendable private static func clipped(_ context: MeasureContext) throws(Absence) -> Measurement {
    let view = try context.view(request)
    let probe = try probe(view)
    let sums = view.sums
    let samples = (0..<probe.width).compactMap { dimension -> Sample? in
      let total = sums.numbers[TokenProbe.sums * dimension]
      return total > 0
        ? Sample(sums.numbers[TokenProbe.sums * dimension + 1] / total, at: Place(feature: probe.featureName(dimension))) : nil
    }
    guard !samples.isEmpty else { throw Absence(.tooFew, "no dimension has bounds that span a range") }
    return Measurement(unit: .share, samples: samples, total: samples.count, noun: "dimensions", facts: facts(probe.codec, probe.source))
  }
}
