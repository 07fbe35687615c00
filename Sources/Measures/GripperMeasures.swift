import Episodes

/// The gripper's commands: range, form, constancy, chatter; against its state: polarity and timing.
public enum GripperMeasures: MeasureFamily {
  static func request(_ parameters: [String: String]) -> ProbeRequest {
    ProbeRequest("gripper", parameters.filter { ["part", View.parameter].contains($0.key) })
  }

  public static var probes: [ProbeDefinition] { [ProbeDefinition("gripper", make: make)] }

  private static func make(_ request: ProbeRequest, _ setting: Setting, _ columns: inout ColumnPlan) -> ProbeMaking {
    let view = View(request.parameters)
    let part = request.parameters["part"].map { $0 + "." } ?? ""
    guard let gripper = columns.bind(part + "action.gripper", in: setting, view: view) else {
      return .cannot(
        Absence(.missing, "needs the role \(part)action.gripper, which was neither declared nor found in the data"))
    }
    guard (1...4).contains(gripper.width) else {
      return .cannot(
        Absence(.ruledOut, "the role \(part)action.gripper has \(gripper.width) dimensions: more than four are not a gripper's"))
    }
    var state: BoundRole?
    if view == .raw {
      var trial = columns
      if let bound = trial.bind(part + "gripper.state", in: setting), bound.width >= gripper.width {
        columns = trial
        state = bound
      }
    }
    // What the loader makes of a declared range is told by the numbers again.
    return .probe(
      GripperProbe(
        gripper: columns.tabulate(gripper, counted: true), state: state.map { columns.tabulate($0) },
        range: view == .raw ? setting.declarations.gripperRange : nil))
  }

  static let options = ["part", View.parameter]

  static func metric(
    _ name: String, _ unit: Unit, _ summary: String, isPerEpisode: Bool = false,
    _ measure: @escaping @Sendable (MeasureContext) throws(Absence) -> Measurement
  ) -> Metric {
    Metric(
      name, unit: unit, summary: summary, optionalParameters: options, isPerEpisode: isPerEpisode,
      // Only the raw view holds the state, whichever view is asked for.
      probes: { parameters in
        let raw = request(parameters.filter { $0.key != View.parameter })
        return View(parameters) == .raw ? [raw] : [raw, request(parameters)]
      },
      measure: measure)
  }

  public static var metrics: [Metric] { rangeMetrics + formMetrics + GripperPolarity.metrics + GripperTiming.metrics }

  // MARK: - Range

  private static var rangeMetrics: [Metric] {
    [
      metric(
        "gripper.convention", .name,
        "How gripper commands are written: zero-one, minus-one-one, incremental, metres or other, per dimension.",
        convention),
      metric(
        "gripper.excess", .share, "How far commands lie outside the declared range, as a share of it, per episode.", isPerEpisode: true,
        excess),
      metric(
        "gripper.mismatch", .share,
        "How far the ends of the gripper's range, after the loader's transform, are from those that the target reads, as a share of it.",
        mismatch),
      Metric(
        "gripper.place", unit: .name,
        summary: "Whether the gripper is the last dimension of the action, where loaders for seven numbers read it: last or elsewhere.",
        optionalParameters: options, needsNoRecords: true, probes: { _ in [] }, measure: place),
    ]
  }

  private static func facts(_ convention: GripperConvention, _ context: MeasureContext) -> [String: String] {
    let target = context.setting.target.action.gripper
    return [
      "convention": convention.text, "low": convention.low.short, "high": convention.high.short, "form": convention.form.rawValue,
      "at-ends": Quantity(convention.atEnds, .share).text, "loader": context.setting.loader.evidence,
      "target": context.setting.target.name,
      "target.range": target.map { "\($0.range.lowerBound.short) to \($0.range.upperBound.short)" } ?? "no range",
      "target.open": target?.open.short ?? "unknown", "target.mode": target?.mode?.rawValue ?? "any",
    ]
  }

  /// One sample a dimension; the facts are those of the first that `isOdd`.
  static func perDimension(
    _ context: MeasureContext, unit: Unit, value: (GripperConvention) throws(Absence) -> Value, isOdd: (Value) -> Bool
  ) throws(Absence) -> Measurement {
    let rows = try GripperRows(context)
    var samples: [Sample] = []
    var told: [String: String]?
    for dimension in 0..<rows.width {
      guard let convention = rows.convention(dimension) else { continue }
      let found = try value(convention)
      if told == nil || isOdd(found) { told = facts(convention, context) }
      samples.append(Sample(found, at: Place(split: context.scope.split, feature: rows.name(dimension))))
    }
    return Measurement(unit: unit, samples: samples, total: samples.count, noun: "gripper dimensions", facts: told ?? [:])
  }

  @Sendable private static func convention(_ context: MeasureContext) throws(Absence) -> Measurement {
    let isRaw = View(context.parameters) == .raw
    return try perDimension(
      context, unit: .name,
      value: { (convention) throws(Absence) in
        if isRaw, context.setting.declarations.gripperRange != nil { throw Absence(.ruledOut, "the gripper's range is declared") }
        return .name(convention.kind.rawValue)
      }, isOdd: { $0 == .name("metres") || $0 == .name("other") })
  }

  @Sendable private static func excess(_ context: MeasureContext) throws(Absence) -> Measurement {
    guard let range = context.setting.declarations.gripperRange else { throw Absence(.missing, "no range is declared for the gripper") }
    let rows = try GripperRows(context)
    let width = range.upperBound - range.lowerBound
    var samples: [Sample] = []
    for dimension in 0..<rows.width {
      let (low, high) = (rows.fields[dimension].min, rows.fields[dimension].max)
      for episode in rows.view.episodes {
        let beyond = max(range.lowerBound - rows.view.number(episode, low), rows.view.number(episode, high) - range.upperBound)
        guard beyond.isFinite else { continue }
        samples.append(Sample(max(0, beyond) / width, at: rows.view.place(episode, feature: rows.name(dimension))))
      }
    }
    var told = rows.toldConvention.map { facts($0, context) } ?? [:]
    told["declared"] = "\(range.lowerBound.short) to \(range.upperBound.short)"
    return Measurement(unit: .share, samples: samples, total: samples.count, facts: told)
  }

  @Sendable private static func mismatch(_ context: MeasureContext) throws(Absence) -> Measurement {
    guard let range = context.setting.target.action.gripper?.range else {
      throw Absence(.ruledOut, "the target \(context.setting.target.name) reads the gripper in any range")
    }
    let declared = context.setting.loader.card == nil ? context.setting.declarations.gripperRange : nil
    return try perDimension(
      context, unit: .share,
      value: { (convention) throws(Absence) in
        // One value alone says nothing of a range, as long as it lies within.
        if convention.form == .constant, range.contains(convention.low) { return .number(0) }
        let ends = declared ?? convention.ends
        let gap = max((ends.lowerBound - range.lowerBound).magnitude, (ends.upperBound - range.upperBound).magnitude)
        return .number(gap / (range.upperBound - range.lowerBound))
      }, isOdd: { ($0.number ?? 0) > 0 })
  }

  @Sendable private static func place(_ context: MeasureContext) throws(Absence) -> Measurement {
    let setting = context.setting
    guard setting.target.action.gripper != nil, setting.target.action.dimensions == [7],
      setting.target.normalisation?.includesGripper == false
    else { throw Absence(.ruledOut, "the target \(setting.target.name) does not know the gripper by its place") }
    guard let slice = setting.loader.roles["action.gripper"]?.slices.last, let made = setting.loader.index(of: slice.path),
      let width = setting.loader.columns[made].width(in: setting.schema)
    else { throw Absence(.missing, "needs the role action.gripper, which was neither declared nor found in the data") }
    let end = slice.dimensions?.upperBound ?? width
    let name = setting.roles["action.gripper"]?.slices.last?.description ?? slice.description
    return Measurement(
      unit: .name, samples: [Sample(.name(end == width ? "last" : "elsewhere"), at: Place(feature: name))], total: 1, noun: "actions",
      facts: ["place": name, "target": setting.target.name, "dimensions": String(width)])
  }

  // MARK: - Form and constancy

  private static var formMetrics: [Metric] {
    [
      metric("gripper.form", .name, "Whether commands are binary, continuous or incremental, per dimension.", form),
      metric(
        "gripper.unfit", .name,
        "The form of commands where it is not what the target reads, else fits (a target of continuous ones reads binary ones as well).",
        unfit),
      metric(
        "gripper.between", .steps,
        "The longest run of commands between the ends, per episode; where the target or its loader makes them binary.", isPerEpisode: true,
        between),
      metric(
        "gripper.undecided", .share,
        "How far the last command of an episode is from the nearer end, as a share of the range; where the target reads binary commands.",
        isPerEpisode: true, undecided),
      metric("gripper.span", .one, "How far the gripper's commands go over the whole dataset, per dimension.", span),
      metric(
        "gripper.zeroed", .one, "The value of a gripper that never changes, where the target's loader makes 0 of it; else 0.", zeroed),
    ]
  }

  @Sendable private static func form(_ context: MeasureContext) throws(Absence) -> Measurement {
    try form(context) { $0.rawValue }
  }

  @Sendable private static func unfit(_ context: MeasureContext) throws(Absence) -> Measurement {
    guard let mode = context.setting.target.action.gripper?.mode else {
      throw Absence(.ruledOut, "the target \(context.setting.target.name) reads grippers of any form")
    }
    return try form(context) { form in
      let isRead = form.rawValue == mode.rawValue || (mode == .continuous && form == .binary)
      return isRead ? "fits" : form.rawValue
    }
  }

  private static func form(_ context: MeasureContext, _ name: (GripperConvention.Form) -> String) throws(Absence) -> Measurement {
    try perDimension(
      context, unit: .name,
      value: { (convention) throws(Absence) in
        if convention.form == .constant { throw Absence(.ruledOut, "the gripper's command never changes") }
        return .name(name(convention.form))
      }, isOdd: { $0 != .name("fits") })
  }

  /// What the loader does to the gripper.
  static func operations(_ setting: Setting) -> [ColumnOperation] {
    setting.loader.columns.first { $0.name == "action" }?.pieces.first { $0.meaning == .gripper }?.operations ?? []
  }

  private static func requireBinary(_ setting: Setting) throws(Absence) {
    let isBinarised = operations(setting).contains { if case .binarise = $0 { true } else { false } }
    guard isBinarised || setting.target.action.gripper?.mode == .binary else {
      throw Absence(.ruledOut, "neither the target \(setting.target.name) nor its loader asks for binary commands")
    }
  }

  @Sendable private static func between(_ context: MeasureContext) throws(Absence) -> Measurement {
    try requireBinary(context.setting)
    let rows = try GripperRows(context)
    guard let told = rows.toldConvention, told.form != .constant else { throw Absence(.ruledOut, "the gripper's command never changes") }
    var samples: [Sample] = []
    for dimension in 0..<rows.width {
      let (run, step) = (rows.fields[dimension].between, rows.fields[dimension].betweenStep)
      for episode in rows.view.episodes where rows.view.count(episode, run) >= 0 {
        let start = rows.view.count(episode, step)
        samples.append(
          Sample(
            Double(rows.view.count(episode, run)),
            at: rows.view.place(episode, step: start >= 0 ? start : nil, feature: rows.name(dimension))))
      }
    }
    return Measurement(unit: .steps, samples: samples, total: samples.count, facts: facts(told, context))
  }

  @Sendable private static func undecided(_ context: MeasureContext) throws(Absence) -> Measurement {
    try requireBinary(context.setting)
    let rows = try GripperRows(context)
    var samples: [Sample] = []
    for dimension in 0..<rows.width {
      guard let convention = rows.convention(dimension), convention.form != .incremental, convention.form != .constant else { continue }
      let field = rows.fields[dimension].last
      let ends = convention.ends
      for episode in rows.view.episodes {
        let last = rows.view.number(episode, field)
        guard last.isFinite else { continue }
        let away = min((last - ends.lowerBound).magnitude, (last - ends.upperBound).magnitude) / (ends.upperBound - ends.lowerBound)
        let steps = rows.view.observations.episodes[episode].stub.steps
        samples.append(Sample(away, at: rows.view.place(episode, step: max(0, steps - 1), feature: rows.name(dimension))))
      }
    }
    guard !samples.isEmpty else { throw Absence(.ruledOut, "commands are increments, or never change: no last one can be undecided") }
    let told = rows.toldConvention.map { facts($0, context) } ?? [:]
    return Measurement(unit: .share, samples: samples, total: samples.count, facts: told)
  }

  @Sendable private static func span(_ context: MeasureContext) throws(Absence) -> Measurement {
    guard context.episodes.count >= 5 else { throw Absence(.tooFew, "fewer than five episodes: a gripper may stay as it is in that many") }
    return try perDimension(
      context, unit: .one, value: { (convention) throws(Absence) in .number(convention.high - convention.low) },
      isOdd: { $0.number == 0 })
  }

  @Sendable private static func zeroed(_ context: MeasureContext) throws(Absence) -> Measurement {
    let target = context.setting.target
    guard let normalisation = target.normalisation, normalisation.constant == .zero else {
      throw Absence(.ruledOut, "the target \(target.name) does not make 0 of what never changes")
    }
    return try perDimension(
      context, unit: .one,
      value: { (convention) throws(Absence) in .number(convention.form == .constant ? convention.low.magnitude : 0) },
      isOdd: { ($0.number ?? 0) > 0 })
  }
}
