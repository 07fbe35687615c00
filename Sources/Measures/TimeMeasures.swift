import Episodes

/// Clocks: do they run forward, evenly, at the declared rate, without gaps, and together?
public enum TimeMeasures: MeasureFamily {
  static let request = ProbeRequest("clocks")

  /// Distances of stamps below which an episode does not tell a rate or a jitter.
  static let fewestDistances = 20
  /// Steps below which the error of a slope is itself too uncertain.
  static let fewestStepsForDrift = 30
  /// How well a drift must be known to be told: below the lowest limit by more than what honest quartz loses (100 ppm).
  static let driftBound = 400e-6

  public static let probes: [ProbeDefinition] = [
    ProbeDefinition("clocks") { _, setting, plan in
      let clocks = setting.roles.bindings.compactMap { binding -> ClockProbe.Clock? in
        guard binding.role == "timestamp" || binding.role.hasPrefix("timestamp."), let role = plan.bind(binding.role, in: setting) else {
          return nil
        }
        return ClockProbe.Clock(role: role, isMain: binding.role == "timestamp")
      }
      guard !clocks.isEmpty else {
        return .cannot(
          Absence(
            .missing,
            "synchrony was not checked: no step carries a timestamp (needed: a feature with the role timestamp, and timestamp.<stream> for each camera or sensor)"
          ))
      }
      return .probe(ClockProbe(clocks: clocks))
    }
  ]

  public static let metrics: [Metric] = [
    metric("time.monotonic", .count, "Stamps that do not come after the one before them (streams may hold theirs).", monotonic),
    metric("time.rate", .share, "How far the typical distance of stamps is from one period of the declared rate.", rate),
    metric("time.jitter", .ratio, "Standard deviation of the distances of stamps, in periods.", jitter),
    metric("time.gaps", .ratio, "The longest distance between two stamps, in periods.", gaps),
    metric("time.sync", .ratio, "95th percentile of the distance between two streams' stamps in the same step, in control periods.", sync),
    metric("time.drift", .ppm, "How fast a clock runs away from the declared rate, or two streams from each other.", drift),
    metric("time.synthetic", .count, "Episodes whose stamps lie on a perfect grid.", synthetic),
    metric("time.control-rate", .hertz, "How far the control rate is outside of what the target was made for.", controlRate),
    Metric(
      "time.streams", unit: .count, summary: "Streams that are declared to need timestamps and have none.", needsNoRecords: true,
      probes: { _ in [] }, measure: streams),
  ]

  private static func metric(
    _ name: String, _ unit: Unit, _ summary: String, _ measure: @escaping @Sendable (MeasureContext) throws(Absence) -> Measurement
  ) -> Metric {
    Metric(name, unit: unit, summary: summary, probes: { _ in [request] }, measure: measure)
  }

  /// The probe's rows with its clocks.
  struct Clocks {
    var view: ProbeView
    var clocks: [ClockProbe.Clock]
    var pairs: [ClockProbe.Pair]
    /// The clock of the control loop; nil when only streams carry stamps.
    var main: Int?

    init(_ context: MeasureContext) throws(Absence) {
      view = try context.view(request)
      guard let probe = view.probe as? ClockProbe else { throw Absence(.missing, "the probe is of another kind") }
      clocks = probe.clocks
      pairs = probe.pairs
      main = clocks.firstIndex { $0.isMain }
    }

    func number(_ episode: Int, _ clock: Int, _ field: String) -> Double { view.number(episode, view.field("\(clock).\(field)")) }
    func count(_ episode: Int, _ clock: Int, _ field: String) -> Int { view.count(episode, view.field("\(clock).\(field)")) }

    func requireMain() throws(Absence) -> Int {
      guard let main else { throw Absence(.missing, "no feature has the role timestamp: only single streams carry stamps") }
      return main
    }
  }

  private static func monotonic(_ context: MeasureContext) throws(Absence) -> Measurement {
    let all = try Clocks(context)
    var samples: [Sample] = []
    var looked = 0
    for episode in all.view.episodes {
      var isMeasured = false
      var worst: (clock: Int, count: Int)?
      for clock in all.clocks.indices {
        let backward = all.count(episode, clock, "backward")
        if backward >= 0 { isMeasured = true }
        if backward > (worst?.count ?? 0) { worst = (clock, backward) }
      }
      if isMeasured { looked += 1 }
      guard let worst else { continue }
      let step = all.count(episode, worst.clock, "backwardStep")
      samples.append(
        Sample(
          Double(worst.count), at: all.view.place(episode, step: step, feature: all.clocks[worst.clock].name),
          message: "\(all.clocks[worst.clock].name) does not advance at step \(step)"
            + (worst.count > 1 ? ", nor at \(worst.count - 1) more steps" : "")))
    }
    try require(looked)
    return Measurement(unit: .count, samples: samples, total: looked, facts: ["clocks": names(all)])
  }

  private static func require(_ looked: Int, _ reason: String = "no episode holds two finite stamps") throws(Absence) {
    if looked == 0 { throw Absence(.tooFew, reason) }
  }

  private static func names(_ all: Clocks) -> String { all.clocks.map(\.name).joined(separator: ", ") }

  /// The median over episodes of the main clock's period, in ticks.
  private static func typicalPeriod(_ all: Clocks, _ main: Int) -> Double? {
    OrderStatistics.median(all.view.episodes.map { all.number($0, main, "period") }.filter { $0 > 0 })
  }

  /// An episode takes part when it has enough distances, and when five standard errors of its period are within 1.5 per cent: the sharper of
  /// the limits is then more than what chance adds to an honest half per cent.
  private static func rate(_ context: MeasureContext) throws(Absence) -> Measurement {
    let all = try Clocks(context)
    let main = try all.requireMain()
    let seconds = context.setting.declarations.secondsPerTick ?? 1
    let typical = typicalPeriod(all, main).map { 1 / ($0 * seconds) }
    guard let declared = context.setting.declarations.controlHz, declared > 0 else {
      throw Absence(.missing, "no control_hz is declared" + (typical.map { "; the stamps show \($0.short) Hz" } ?? ""))
    }
    var samples: [Sample] = []
    for episode in all.view.episodes where context.observations.episodes[episode].stub.steps > fewestDistances {
      let period = all.number(episode, main, "period")
      guard period > 0, 5 * all.number(episode, main, "periodError") <= 0.015 else { continue }
      let hertz = 1 / (period * seconds)
      let off = (period * seconds * declared - 1).magnitude
      let scale = [1e3, 1e6, 1e9].first { (period * seconds * declared / $0 - 1).magnitude < 0.05 }
      let hint = scale.map { "; stamps \($0.short) times too large: is timestamp_unit declared?" } ?? ""
      samples.append(
        Sample(
          off, at: all.view.place(episode, feature: all.clocks[main].name),
          message: "\(hertz.short) Hz, declared \(declared.short) Hz\(hint)"))
    }
    try require(samples.count, "no episode is long and even enough to tell its rate to 1.5 per cent")
    return Measurement(
      unit: .share, samples: samples, total: samples.count,
      facts: ["rate": "\((typical ?? .nan).short) Hz", "declared": "\(declared.short) Hz"])
  }

  /// With 20 distances and more, a clock whose true jitter is half of the limit shows the limit in one of 1e8 episodes (chi-square with
  /// 19 degrees of freedom beyond 76).
  private static func jitter(_ context: MeasureContext) throws(Absence) -> Measurement {
    let all = try Clocks(context)
    let main = try all.requireMain()
    var samples: [Sample] = []
    for episode in all.view.episodes where context.observations.episodes[episode].stub.steps > fewestDistances {
      let jitter = all.number(episode, main, "jitter")
      guard jitter.isFinite else { continue }
      samples.append(Sample(jitter, at: all.view.place(episode, feature: all.clocks[main].name)))
    }
    try require(samples.count, "no episode has \(fewestDistances + 1) stamps or more")
    let typical = OrderStatistics.median(samples.compactMap { $0.value.number }) ?? .nan
    return Measurement(unit: .ratio, samples: samples, total: samples.count, facts: ["typical": typical.short])
  }

  private static func gaps(_ context: MeasureContext) throws(Absence) -> Measurement {
    let all = try Clocks(context)
    var samples: [Sample] = []
    for episode in all.view.episodes {
      var worst: (clock: Int, gap: Double)?
      for clock in all.clocks.indices {
        // The reference of a stream is a percentile, which needs distances to be one.
        guard all.clocks[clock].isMain || context.observations.episodes[episode].stub.steps > fewestDistances else { continue }
        let gap = all.number(episode, clock, "gap")
        if gap.isFinite, gap > (worst?.gap ?? 0) { worst = (clock, gap) }
      }
      guard let worst, context.observations.episodes[episode].stub.steps > 3 else { continue }
      let step = all.count(episode, worst.clock, "gapStep")
      var place = all.view.place(episode, feature: all.clocks[worst.clock].name)
      if step > 0 { place.steps = step - 1...step }
      samples.append(Sample(worst.gap, at: place))
    }
    try require(samples.count, "no episode holds four stamps")
    return Measurement(unit: .ratio, samples: samples, total: samples.count, facts: ["clocks": names(all)])
  }

  // MARK: two streams

  /// How many control periods long the period of a stream is that is held.
  private static let heldFrom = 1.25

  /// In control periods: those of the main clock as measured (stamps whose unit is undeclared are then still judged), else of the declared
  /// rate. A stream that is slower than the loop (by a quarter or more) is held, and its newest sample is up to its own period old, evenly
  /// spread where nothing locks the two: 19 of 20 steps are within 0.95 of that, and only what goes beyond is out of step.
  private static func sync(_ context: MeasureContext) throws(Absence) -> Measurement {
    let all = try Clocks(context)
    guard !all.pairs.isEmpty else {
      throw Absence(
        .missing,
        "synchrony was not checked: only \(names(all)) carries timestamps (needed: timestamp.<stream> for each camera or sensor)")
    }
    let declared = context.setting.declarations
    let declaredPeriod = declared.controlHz.map { 1 / ($0 * (declared.secondsPerTick ?? 1)) }
    var samples: [Sample] = []
    for episode in all.view.episodes {
      var worst: (ratio: Double, step: Int, pair: ClockProbe.Pair)?
      for (index, pair) in all.pairs.enumerated() {
        let skew = all.view.number(episode, all.view.field("pair\(index).skew"))
        let step = all.view.count(episode, all.view.field("pair\(index).skewStep"))
        let own = [pair.first, pair.second].map { all.number(episode, $0, "period") }.filter { $0 > 0 }
        let control = all.main.map { all.number(episode, $0, "period") } ?? declaredPeriod ?? own.max() ?? .nan
        let period = control > 0 ? control : declaredPeriod ?? own.min() ?? .nan
        guard skew.isFinite, period > 0 else { continue }
        let slower = own.max() ?? 0
        let held = slower > heldFrom * period ? 0.95 * slower : 0
        let ratio = max(0, skew - held) / period
        if ratio > (worst?.ratio ?? -1) { worst = (ratio, step, pair) }
      }
      guard let worst else { continue }
      let names = "\(all.clocks[worst.pair.first].name) and \(all.clocks[worst.pair.second].name)"
      samples.append(
        Sample(
          worst.ratio, at: all.view.place(episode, step: worst.step >= 0 ? worst.step : nil, feature: all.clocks[worst.pair.second].name),
          message: "\(names) are \(worst.ratio.short) control periods apart"))
    }
    try require(samples.count, "no episode holds three rows of stamps in two streams")
    return Measurement(unit: .ratio, samples: samples, total: samples.count, facts: ["clocks": names(all)])
  }

  /// Only episodes that are long and steady enough take part: z standard errors of the slope must be within 400 ppm, with z = √(2 ln 2000n)
  /// for n comparisons, so that the largest of n errors stays inside in all but 1 of 1,000 datasets. And the *median* error over all episodes
  /// must be within it too: a software loop's clock walks, now and then an episode of it looks steady by luck, and those are the ones
  /// that would be told (simulated: 0 of 20,000 episodes of 30 to 300 steps beyond 500 ppm, white, AR(1) and walking, at every
  /// strength at which half of them take part; without the median 5 in 1,000).
  private static func drift(_ context: MeasureContext) throws(Absence) -> Measurement {
    let all = try Clocks(context)
    let comparisons = DriftComparison.all(all, context.setting.declarations)
    guard !comparisons.isEmpty else {
      throw Absence(.missing, "drift needs a declared control_hz and a main clock, or two streams with timestamps")
    }
    let everyone = try context.dataset.view(request).episodes.filter {
      context.observations.episodes[$0].stub.steps >= fewestStepsForDrift
    }
    let sigmas = (2 * Logarithm.natural(2000 * Double(max(everyone.count * comparisons.count, 1)))).squareRoot()
    var samples: [Sample] = []
    var sharpest = Double.infinity
    let steady = comparisons.filter { comparison in
      let error = OrderStatistics.median(everyone.map { comparison.read(all.view, $0).error }.filter(\.isFinite)) ?? .infinity
      sharpest = min(sharpest, error * sigmas)
      return error * sigmas <= driftBound
    }
    for episode in all.view.episodes where context.observations.episodes[episode].stub.steps >= fewestStepsForDrift {
      var worst: (ppm: Double, comparison: DriftComparison)?
      for comparison in steady {
        let found = comparison.read(all.view, episode)
        guard found.drift.isFinite, found.error * sigmas <= driftBound else { continue }
        let ppm = found.drift.magnitude * 1e6
        if ppm > (worst?.ppm ?? -1) { worst = (ppm, comparison) }
      }
      guard let worst else { continue }
      samples.append(
        Sample(worst.ppm, at: all.view.place(episode, feature: worst.comparison.feature), message: worst.comparison.words))
    }
    guard !samples.isEmpty else {
      let best = sharpest.isFinite ? "; the clocks tell no less than \((sharpest * 1e6).short) ppm" : ""
      throw Absence(.undetermined, "no episode is long and steady enough to tell a drift of \((driftBound * 1e6).short) ppm\(best)")
    }
    return Measurement(unit: .ppm, samples: samples, total: samples.count)
  }

  /// One clock against the declared rate, or two against each other.
  private struct DriftComparison {
    var slope: Int
    var error: Int
    /// What the slope is of 1; nil when it is a difference already.
    var period: Double?
    var feature: String
    var words: String

    static func all(_ clocks: Clocks, _ declared: Declarations) -> [DriftComparison] {
      var found: [DriftComparison] = []
      if let main = clocks.main, let hertz = declared.controlHz, hertz > 0 {
        let name = clocks.clocks[main].name
        found.append(
          DriftComparison(
            slope: clocks.view.field("\(main).slope"), error: clocks.view.field("\(main).slopeError"),
            period: 1 / (hertz * (declared.secondsPerTick ?? 1)), feature: name, words: "\(name) runs away from the declared rate"))
      }
      for (index, pair) in clocks.pairs.enumerated() {
        let names = [clocks.clocks[pair.first].name, clocks.clocks[pair.second].name]
        found.append(
          DriftComparison(
            slope: clocks.view.field("pair\(index).drift"), error: clocks.view.field("pair\(index).driftError"), period: nil,
            feature: names[1], words: "\(names[0]) and \(names[1]) run apart"))
      }
      return found
    }

    func read(_ view: ProbeView, _ episode: Int) -> (drift: Double, error: Double) {
      let value = view.number(episode, slope)
      return (period.map { value / $0 - 1 } ?? value, view.number(episode, error))
    }
  }

  /// LeRobot writes i / fps, and so do many converters. A thousandth of a period is well below what any real loop keeps.
  private static func synthetic(_ context: MeasureContext) throws(Absence) -> Measurement {
    let all = try Clocks(context)
    let main = all.main ?? 0
    var samples: [Sample] = []
    var looked = 0
    for episode in all.view.episodes where context.observations.episodes[episode].stub.steps > fewestDistances {
      let off = all.number(episode, main, "offGrid")
      guard off.isFinite else { continue }
      looked += 1
      if off <= 1e-3 { samples.append(Sample(1, at: all.view.place(episode, feature: all.clocks[main].name))) }
    }
    try require(looked, "no episode has \(fewestDistances + 1) stamps or more")
    return Measurement(unit: .count, samples: samples, total: looked, facts: ["clock": all.clocks[main].name])
  }

  /// The control rate: the declared one, else the measured.
  static func controlHertz(_ context: MeasureContext) -> Double? {
    let declared = context.setting.declarations
    if let rate = declared.controlHz { return rate }
    guard let all = try? Clocks(context), let main = all.main, let period = typicalPeriod(all, main) else { return nil }
    let rate = 1 / (period * (declared.secondsPerTick ?? 1))
    return rate.isFinite ? rate : nil
  }

  /// The target's own range, else the 10 to 50 Hz at which policies are run today. The rate is the declared one, else the measured.
  private static func controlRate(_ context: MeasureContext) throws(Absence) -> Measurement {
    let declared = context.setting.declarations
    guard let rate = controlHertz(context) else {
      throw Absence(.missing, "the control rate is not known: control_hz is not declared and no step carries a timestamp")
    }
    let range = context.setting.target.controlHz ?? 10...50
    let outside = max(range.lowerBound - rate, rate - range.upperBound, 0)
    return Measurement(
      unit: .hertz, samples: [], total: context.episodes.count,
      facts: [
        "rate": "\(rate.short) Hz", "source": declared.controlHz == nil ? "measured" : "declared",
        "range": "\(range.lowerBound.short) to \(range.upperBound.short) Hz",
        "whose": context.setting.target.controlHz == nil
          ? "what policies are usually run at" : "what \(context.setting.target.name) expects",
      ], overall: .number(outside))
  }

  private static func streams(_ context: MeasureContext) throws(Absence) -> Measurement {
    let required = context.setting.declarations.requiredStreams
    guard !required.isEmpty else { throw Absence(.ruledOut, "no stream is declared to need timestamps") }
    let samples = required.compactMap { stream -> Sample? in
      let name = stream.hasPrefix("stream.") ? String(stream.dropFirst("stream.".count)) : stream
      let role = stream == "timestamp" || stream.hasPrefix("timestamp.") ? stream : "timestamp.\(name)"
      guard context.setting.roles[role] == nil else { return nil }
      return Sample(1, at: Place(feature: stream), message: "\(stream) carries no timestamps: no feature has the role \(role)")
    }
    return Measurement(unit: .count, samples: samples, total: required.count, noun: "streams")
  }
}
