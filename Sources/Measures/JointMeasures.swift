import Episodes

/// What joint labels are: places, changes or velocities; in which unit; and of which step.
public enum JointMeasures: MeasureFamily {
  static let request = ProbeRequest("joints")
  static let parts = ["", "left.", "right."]
  /// The largest residual of labels that follow the joints, and what the other reading must leave.
  static let follows = 0.3
  static let margin = 1.5

  public static var probes: [ProbeDefinition] {
    [
      ProbeDefinition("joints") { _, setting, columns in
        var arms: [JointArm] = []
        for part in parts {
          guard let state = columns.bind(part + "joints", in: setting), let labels = columns.bind(part + "action.joints", in: setting)
          else { continue }
          arms.append(JointArm(part: part, state: state, labels: labels))
        }
        guard !arms.isEmpty else {
          return .cannot(
            Absence(
              .missing, "needs the roles joints and action.joints (or left. and right. of both), which were neither declared nor found"))
        }
        return .probe(JointProbe(arms: arms, radiansPerUnit: setting.declarations.radiansPerUnit ?? 1))
      }
    ]
  }

  public static var metrics: [Metric] {
    let requests: @Sendable ([String: String]) -> [ProbeRequest] = { _ in [request] }
    let timed: @Sendable ([String: String]) -> [ProbeRequest] = { _ in [request, TimeMeasures.request] }
    return [
      Metric(
        "joints.reach", unit: .radian,
        summary: "The widest joint angle of the state, per episode, in the unit that is declared (else radians).",
        isPerEpisode: true, probes: requests, measure: reach),
      Metric(
        "joints.motion", unit: .name,
        summary: "Whether joint labels are places (absolute), changes (delta), or changes per second (velocity).",
        probes: timed, measure: motion),
      Metric(
        "joints.motion.expected", unit: .name, summary: "What joint labels are declared to be, else what most episodes' labels are.",
        probes: timed,
        measure: { (context) throws(Absence) in
          let joints = try Joints.of(context)
          var name = context.setting.declarations.motion?.rawValue
          if name == nil { name = try joints.usual.rawValue }
          return Measurement(unit: .name, samples: [], total: 1, overall: .name(name ?? ""))
        }),
      Metric(
        "joints.unit", unit: .name, summary: "The unit of joint labels against that of the joint angles, by their gain.", probes: timed,
        measure: unit),
      Metric(
        "joints.lag", unit: .steps,
        summary: "By how many steps joint labels that repeat the angles to the digit are shifted, per episode.", probes: timed, measure: lag
      ),
    ]
  }

  /// Labels that are `gain` times the change of a step: per second rather than per step where the gain is closer to the rate than to 1 (gains
  /// of controllers run from 0.5 to 1.4, and noise lowers them), unless it is that of degrees.
  static func isVelocity(gain: Double, rate: Double) -> Bool {
    func isNear(_ other: Double) -> Bool { gain > other / 1.15 && gain < other * 1.15 }
    if isNear(rate) { return true }
    // Closer to the rate in proportion: above the geometric mean of both.
    return gain * gain > rate && !isNear(180 / Double.pi)
  }

  /// One episode's joints, as the probe left them.
  struct Joints: Sendable {
    struct Fit: Sendable {
      var residual: Double
      var gain: Double
      var lag: Int
      var usual: Double
    }

    var view: ProbeView
    var probe: JointProbe
    var rate: Double?
    var all: [(steps: Int, absolute: Fit, delta: Fit)]

    /// Those of the whole dataset, worked out once for all rules.
    static func of(_ context: MeasureContext) throws(Absence) -> Joints {
      try context.dataset.once("joints") { (context) throws(Absence) in try Joints(context) }
    }

    private init(_ context: MeasureContext) throws(Absence) {
      view = try context.dataset.view(request)
      guard let probe = view.probe as? JointProbe else { throw Absence(.missing, "the joint probe is not the one that was asked for") }
      self.probe = probe
      rate = TimeMeasures.controlHertz(context.dataset)
      let view = view
      let fields = JointProbe.names.map { name in ["", ".gain", ".lag", ".usual"].map { view.field(name + $0) } }
      let steps = view.field("steps")
      all = view.episodes.map { episode in
        let fits = fields.map { field in
          Fit(
            residual: view.number(episode, field[0]), gain: view.number(episode, field[1]), lag: view.count(episode, field[2]),
            usual: view.number(episode, field[3]))
        }
        return (view.count(episode, steps), fits[0], fits[1])
      }
    }

    /// What an episode's labels are, where they follow the joints one way and clearly not the other.
    func kind(_ episode: Int) -> Declarations.Motion? {
      let (steps, absolute, delta) = all[episode]
      guard steps >= 10 else { return nil }
      if absolute.residual <= follows, !(delta.residual < margin * absolute.residual) { return .absolute }
      guard delta.residual <= follows, !(absolute.residual < margin * delta.residual) else { return nil }
      guard let rate, rate > 2 else { return .delta }
      return JointMeasures.isVelocity(gain: delta.gain, rate: rate) ? .velocity : .delta
    }

    var usual: Declarations.Motion {
      get throws(Absence) {
        let kinds = all.indices.compactMap(kind)
        guard let usual = LabelKind.majority(kinds) else {
          throw Absence(
            .undetermined,
            "joint labels follow neither the angles nor their changes; a declaration (motion: absolute, delta or velocity) would settle it")
        }
        return usual
      }
    }

    func fit(_ episode: Int, _ kind: Declarations.Motion) -> Fit { kind == .absolute ? all[episode].absolute : all[episode].delta }
  }

  private static func reach(_ context: MeasureContext) throws(Absence) -> Measurement {
    let view = try context.view(request)
    let fields = (view.field("reach"), view.field("reach.step"), view.field("reach.joint"))
    let probe = view.probe as? JointProbe
    let samples = view.episodes.compactMap { episode -> Sample? in
      let reach = view.number(episode, fields.0)
      if reach.isNaN { return nil }
      return Sample(
        reach,
        at: view.place(
          episode, step: max(0, view.count(episode, fields.1)), feature: probe?.featureName(view.count(episode, fields.2))))
    }
    guard !samples.isEmpty else { throw Absence(.tooFew, "no episode holds joint angles of three steps") }
    return Measurement(unit: .radian, samples: samples, total: samples.count)
  }

  private static func motion(_ context: MeasureContext) throws(Absence) -> Measurement {
    let joints = try Joints.of(context)
    let usual = try joints.usual
    let samples = context.episodes.compactMap { episode -> Sample? in
      guard let kind = joints.kind(episode) else { return nil }
      let (_, absolute, delta) = joints.all[episode]
      return Sample(
        .name(kind.rawValue), at: joints.view.place(episode, feature: joints.probe.arms[0].labels.featureName(0)),
        message: kind == usual
          ? "like most episodes"
          : "joint labels are \(kind.rawValue) (places leave \(absolute.residual.formatted(significant: 2)) unexplained, changes \(delta.residual.formatted(significant: 2)))"
      )
    }
    func count(_ kind: Declarations.Motion) -> String { String(joints.all.indices.count { joints.kind($0) == kind }) }
    return Measurement(
      unit: .name, samples: samples, total: max(1, samples.count),
      facts: ["motion": usual.rawValue, "absolute": count(.absolute), "delta": count(.delta)], overall: .name(usual.rawValue))
  }

  /// The gain of labels over angles: 1, or 57.3 and 1 / 57.3 where one of them is in degrees.
  private static func unit(_ context: MeasureContext) throws(Absence) -> Measurement {
    let joints = try Joints.of(context)
    let usual = try joints.usual
    func gain(_ episode: Int) -> Double? {
      guard let kind = joints.kind(episode) else { return nil }
      let gain = joints.fit(episode, kind).gain
      return kind == .velocity ? gain / (joints.rate ?? 1) : gain
    }
    func name(_ gain: Double) -> String {
      let degrees = 180 / Double.pi
      if gain > degrees / 1.15, gain < degrees * 1.15 { return "joint labels are in degrees, angles in radians" }
      if gain * degrees > 1 / 1.15, gain * degrees < 1.15 { return "joint labels are in radians, angles in degrees" }
      return UnitJudgement.right
    }
    let gains = joints.all.indices.compactMap(gain)
    let middle = Robust.median(gains)
    let whole = gains.count * 2 > joints.all.count ? name(middle) : UnitJudgement.right
    let samples = context.episodes.compactMap { episode -> Sample? in
      guard let own = gain(episode) else { return nil }
      let told = name(own)
      return Sample(
        .name(told), at: joints.view.place(episode, feature: joints.probe.arms[0].labels.featureName(0)),
        message: told == UnitJudgement.right ? told : "\(told) (gain \(own.formatted(significant: 4)))")
    }
    guard !samples.isEmpty else { throw Absence(.undetermined, "joint labels do not follow the joints well enough to have a gain") }
    return Measurement(
      unit: .name, samples: samples, total: samples.count,
      facts: ["unit": whole, "gains": "joints \(middle.formatted(significant: 4))", "motion": usual.rawValue], overall: .name(whole))
  }

  /// Labels that repeat angles to the digit: places are those of the step's end (or of its start), changes those of the step. What is
  /// reported is how far from there they are. Commands are not judged.
  private static func lag(_ context: MeasureContext) throws(Absence) -> Measurement {
    let joints = try Joints.of(context)
    func shift(_ episode: Int) -> (kind: Declarations.Motion, lag: Int, residual: Double, usual: Double)? {
      guard let kind = joints.kind(episode) else { return nil }
      let fit = joints.fit(episode, kind)
      guard fit.residual <= 1e-5 else { return nil }
      return (kind, kind == .absolute ? fit.lag - 1 : fit.lag, fit.residual, fit.usual)
    }
    let shifts = joints.all.indices.compactMap(shift)
    // Angles vary far more than steps are long, so beside them the noise of a command is small; beside the steps of the shift it is not.
    let exact = shifts.count { $0.lag == 0 || $0.residual <= 1e-6 * $0.usual }
    guard exact * 2 > joints.all.indices.compactMap(joints.kind).count else {
      throw Absence(.ruledOut, "joint labels are commands: their delay is not judged")
    }
    // Places of the step's start are a habit of their own when all have it.
    let isStart = shifts.count { $0.kind == .absolute && $0.lag == -1 } * 2 > shifts.count
    let samples = context.episodes.compactMap { episode -> Sample? in
      guard let found = shift(episode) else { return nil }
      let lag = isStart && found.kind == .absolute ? found.lag + 1 : found.lag
      guard lag == 0 || isStart || found.usual >= 10 * max(found.residual, 1e-6) else { return nil }
      return Sample(
        Double(lag), at: joints.view.place(episode, feature: joints.probe.arms[0].labels.featureName(0)),
        message: "joint labels are those \(FrameMeasures.steps(lag))")
    }
    return Measurement(
      unit: .steps, samples: samples, total: max(1, samples.count), facts: ["delay": FrameMeasures.steps(0), "kind": "executed"],
      overall: samples.isEmpty ? .number(0) : nil)
  }
}
