import Episodes

/// What is wrong with the recorded state as such: frozen, spiking, in another unit, out of its limits, too fast.
public enum StateMeasures: MeasureFamily {
  static let request = ProbeRequest("state")

  public static var probes: [ProbeDefinition] {
    [
      ProbeDefinition("state") { _, setting, columns in
        do throws(Absence) {
          let bound = try StateColumns.bind(setting, &columns)
          let translation =
            bound.position == nil ? nil : columns.bind("action.translation", in: setting).flatMap { $0.width == 3 ? $0 : nil }
          let hasJoints = bound.groups.contains { $0.kind == .joints }
          let joints = hasJoints ? columns.bind("action.joints", in: setting) : nil
          return .probe(StateProbe(columns: bound, translation: translation, joints: joints))
        } catch {
          return .cannot(error)
        }
      }
    ]
  }

  private static let requests: @Sendable ([String: String]) -> [ProbeRequest] = { _ in [request] }
  private static let timed: @Sendable ([String: String]) -> [ProbeRequest] = { _ in [request, TimeMeasures.request] }

  private static func metric(
    _ name: String, _ unit: Unit, _ summary: String, isPerEpisode: Bool = true,
    probes: @escaping @Sendable ([String: String]) -> [ProbeRequest] = requests,
    _ measure: @escaping @Sendable (MeasureContext) throws(Absence) -> Measurement
  ) -> Metric {
    Metric(name, unit: unit, summary: summary, isPerEpisode: isPerEpisode, probes: probes, measure: measure)
  }

  public static let metrics: [Metric] = [
    metric("state.frozen", .one, "Usual steps that labels ask for while the state repeats itself, in an episode's worst wait.", frozen),
    metric("state.spikes", .one, "The worst isolated departure of a state from its running median of seven, in usual steps.", spikes),
    metric(
      "state.spikes.limit", .one, "What the worst isolated departure of an episode may be by chance, given all other episodes.",
      isPerEpisode: false, spikeLimit),
    metric("state.reach", .metre, "The largest coordinate of an episode's positions, where its steps are longer than an arm's.", reach),
    metric(
      "state.reach.ratio", .ratio, "How many times as far an episode's positions reach, and its steps go, as the typical episode's.",
      isPerEpisode: false, reachRatio),
    metric("state.angle", .radian, "The largest angle of an episode's recorded orientation.", angle),
    metric("state.beyond", .share, "How far a state leaves its declared limits, as a share of their width.", beyond),
    metric("state.ranges", .count, "The measured range of every dimension of the state.", isPerEpisode: false, ranges),
    metric(
      "state.pace", .one, "An episode's third-fastest step, in metres a second.", probes: timed,
      { (context) throws(Absence) in
        try speed(context, "pace", unit: context.setting.declarations.metresPerUnit ?? 1, role: "pose.position")
      }),
    metric(
      "state.spin", .one, "An episode's third-fastest turn, in radians a second.", probes: timed,
      { (context) throws(Absence) in
        let columns = try probe(context.view(request)).columns
        let isAngle = columns.hasAngles
        return try speed(context, "spin", unit: isAngle ? context.setting.declarations.radiansPerUnit ?? 1 : 1, role: "pose.rotation")
      }),
  ]

  static func probe(_ view: ProbeView) throws(Absence) -> StateProbe {
    guard let probe = view.probe as? StateProbe else { throw Absence(.missing, "the state probe is not the one that was asked for") }
    return probe
  }

  /// One sample for each episode that a number field of the row was measured in.
  private static func samples(
    _ context: MeasureContext, _ field: String, tooFew: String, _ sample: (ProbeView, Int, Double) -> Sample?
  ) throws(Absence) -> [Sample] {
    let view = try context.view(request)
    let at = view.field(field)
    let samples = view.episodes.compactMap { episode -> Sample? in
      let value = view.number(episode, at)
      return value.isNaN ? nil : sample(view, episode, value)
    }
    guard !samples.isEmpty else { throw Absence(.tooFew, tooFew) }
    return samples
  }

  private static func step(_ view: ProbeView, _ episode: Int, _ field: String) -> Int? {
    let step = view.count(episode, view.field(field))
    return step < 0 ? nil : step
  }

  // MARK: Frozen and spiking

  private static func frozen(_ context: MeasureContext) throws(Absence) -> Measurement {
    let probe = try probe(context.view(request))
    guard probe.translation != nil || probe.joints != nil else {
      throw Absence(.missing, "needs labels to hold the state against: neither action.translation nor action.joints is known beside it")
    }
    let samples = try samples(context, "frozen", tooFew: "no episode has two steps with labels and states") { view, episode, value in
      guard let start = step(view, episode, "frozen.step") else { return Sample(value, at: view.place(episode)) }
      let length = view.count(episode, view.field("frozen.length"))
      return Sample(
        value, at: view.observations.place(episode, steps: start...start + length - 1),
        message: "the state is the same in \(length) steps from step \(start), in which labels ask for \(value.short) usual steps")
    }
    return Measurement(unit: .one, samples: samples, total: samples.count)
  }

  private static func spikes(_ context: MeasureContext) throws(Absence) -> Measurement {
    let columns = try probe(context.view(request)).columns
    let samples = try samples(context, "spike", tooFew: "no episode has \(StateSpikes.fewest) steps") { view, episode, value in
      let dimension = view.count(episode, view.field("spike.dimension"))
      return Sample(value, at: view.place(episode, step: step(view, episode, "spike.step"), feature: columns.feature(dimension)))
    }
    return Measurement(unit: .one, samples: samples, total: samples.count)
  }

  private static func spikeLimit(_ context: MeasureContext) throws(Absence) -> Measurement {
    let all = try spikes(context.dataset).samples.compactMap(\.value.number)
    guard let limit = IsolatedLimit(least: 20, common: 100, from: 10).limit(all) else {
      throw Absence(.tooFew, "fewer than \(TailGap.fewest) episodes: too few to know how far a state departs by chance")
    }
    return Measurement(unit: .one, samples: [], total: all.count, overall: .number(limit))
  }

  // MARK: Units

  /// A usual step beyond this is no arm's, in metres: 0.6 m/s at 3 Hz. Where steps are shorter a far position is that of a base that drives.
  private static let armStep = 0.2
  static let fewestForRatio = 5

  private static func reach(_ context: MeasureContext) throws(Absence) -> Measurement {
    let unit = context.setting.declarations.metresPerUnit ?? 1
    guard try probe(context.view(request)).columns.position != nil else {
      throw Absence(.missing, "needs the role pose.position, which was neither declared nor found in the data")
    }
    let samples = try samples(context, "reach", tooFew: "no episode holds positions") { view, episode, value in
      let stride = view.number(episode, view.field("stride")) * unit
      let reach = value * unit
      return Sample(
        stride > armStep ? reach : min(reach, farthestBase), at: view.place(episode),
        message: "positions up to \(reach.short) m, \(Quantity(stride, .metre).text) a step; as millimetres \((reach / 1000).short) m")
    }
    return Measurement(unit: .metre, samples: samples, total: samples.count)
  }

  /// What a position counts for, at most, where its steps are an arm's.
  private static let farthestBase = 10.0

  private static func reachRatio(_ context: MeasureContext) throws(Absence) -> Measurement {
    let whole = try context.dataset.view(request)
    guard try probe(whole).columns.position != nil else {
      throw Absence(.missing, "needs the role pose.position, which was neither declared nor found in the data")
    }
    let (reach, stride) = (whole.field("reach"), whole.field("stride"))
    func measured(_ field: Int) -> [Double] { whole.episodes.map { whole.number($0, field) }.filter { $0 > 0 && $0.isFinite } }
    let (reaches, strides) = (measured(reach), measured(stride))
    guard min(reaches.count, strides.count) >= fewestForRatio else {
      throw Absence(.tooFew, "fewer than \(fewestForRatio) episodes move: too few to tell the unit of one from the others'")
    }
    let (usualReach, usualStride) = (Robust.median(reaches), Robust.median(strides))
    let samples = context.episodes.compactMap { episode -> Sample? in
      let (far, fast) = (whole.number(episode, reach) / usualReach, whole.number(episode, stride) / usualStride)
      guard far > 0, fast > 0, far.isFinite, fast.isFinite else { return nil }
      // The one that departs less.
      let ratio = far > 1 ? max(1, min(far, fast)) : min(1, max(far, fast))
      return Sample(
        ratio, at: whole.place(episode),
        message:
          "positions reach \(far.formatted(significant: 3)) times as far as in the typical episode, steps \(fast.formatted(significant: 3)) times"
      )
    }
    return Measurement(unit: .ratio, samples: samples, total: samples.count)
  }

  private static func angle(_ context: MeasureContext) throws(Absence) -> Measurement {
    let columns = try probe(context.view(request)).columns
    guard let rotation = columns.rotation, columns.hasAngles else {
      throw Absence(.ruledOut, "no orientation is recorded as three angles")
    }
    let unit = context.setting.declarations.radiansPerUnit ?? 1
    let feature = columns.groups[rotation].role.binding.slices.map(\.description).joined(separator: ", ")
    let samples = try samples(context, "angle", tooFew: "no episode holds orientations") { view, episode, value in
      Sample(value * unit, at: view.place(episode, feature: feature))
    }
    return Measurement(unit: .radian, samples: samples, total: samples.count)
  }

  // MARK: Limits and speed

  private static func rangeText(_ context: MeasureContext) throws(Absence) -> (text: String, dimensions: Int) {
    let view = try context.view(request)
    let columns = try probe(view).columns
    var words: [String] = []
    for dimension in 0..<columns.width {
      let field = view.field("range.\(dimension)")
      let all = view.episodes.compactMap { StateProbe.range(packed: view.digest($0, field)) }
      guard let low = all.map(\.lowerBound).min(), let high = all.map(\.upperBound).max(), let feature = columns.feature(dimension) else {
        continue
      }
      words.append("\(feature) \(low.short) to \(high.short)")
    }
    guard !words.isEmpty else { throw Absence(.tooFew, "no state was measured") }
    return (words.joined(separator: ", "), words.count)
  }

  private static func ranges(_ context: MeasureContext) throws(Absence) -> Measurement {
    let (text, dimensions) = try rangeText(context)
    return Measurement(
      unit: .count, samples: [], total: dimensions, noun: "dimensions", facts: ["ranges": text], overall: .number(Double(dimensions)))
  }

  private static func beyond(_ context: MeasureContext) throws(Absence) -> Measurement {
    let columns = try probe(context.view(request)).columns
    guard columns.hasLimits else {
      let given = context.setting.declarations.stateLimits
      throw Absence(
        .missing,
        given.isEmpty ? "no state_limits are declared" : "the declared state_limits fit no role of the state by their number of dimensions")
    }
    let samples = try samples(context, "beyond", tooFew: "no state was measured") { view, episode, value in
      guard let at = step(view, episode, "beyond.step"),
        let (group, dimension) = columns.place(view.count(episode, view.field("beyond.dimension")))
      else { return Sample(value, at: view.place(episode)) }
      let limits = group.limits[dimension]
      let feature = group.role.featureName(dimension)
      let values = view.count(episode, view.field("beyond.values"))
      return Sample(
        value, at: view.place(episode, step: at, feature: feature),
        message:
          "\(feature) leaves \(limits.lowerBound.short) to \(limits.upperBound.short) by \((value * (limits.upperBound - limits.lowerBound)).short); \(values) \(values == 1 ? "value lies" : "values lie") outside"
      )
    }
    return Measurement(unit: .share, samples: samples, total: samples.count, facts: ["ranges": try rangeText(context).text])
  }

  private static func speed(_ context: MeasureContext, _ field: String, unit: Double, role: String) throws(Absence) -> Measurement {
    let hertz = try ControlRate.required(context)
    let samples = try samples(context, field, tooFew: "needs the role \(role), which was neither declared nor found in the data") {
      view, episode, value in
      Sample(value * unit * hertz, at: view.place(episode, step: step(view, episode, field + ".step")))
    }
    return Measurement(unit: .one, samples: samples, total: samples.count, facts: ["rate": "\(hertz.short) Hz"])
  }
}
