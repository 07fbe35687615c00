import Episodes

/// In which frame, on which axes and in which unit labels are written, and whether they are deltas.
public enum FrameMeasures: MeasureFamily {
  public static var probes: [ProbeDefinition] { [] }

  public static var metrics: [Metric] {
    let requests: @Sendable ([String: String]) -> [ProbeRequest] = { [LabelMeasures.request($0)] }
    let timed: @Sendable ([String: String]) -> [ProbeRequest] = { [LabelMeasures.request($0), TimeMeasures.request] }
    return [
      Metric(
        "action.frame", unit: .name, summary: "The frame in which label deltas are written: base or tool, for the dataset and by episode.",
        optionalParameters: ["part"], probes: requests, measure: frame),
      Metric(
        "action.frame.expected", unit: .name, summary: "The frame that is declared, else the target's, else the base.",
        optionalParameters: ["part"], needsNoRecords: true, probes: requests,
        measure: { (context) throws(Absence) in
          let frame = context.setting.declarations.frame ?? context.setting.target.frame ?? .base
          return Measurement(unit: .name, samples: [], total: 1, overall: .name(frame.rawValue))
        }),
      Metric(
        "action.axes", unit: .name,
        summary: "How the axes of labels follow those of the motion: as they should be, swapped, negated, or one of them at another gain.",
        optionalParameters: ["part"], probes: requests, measure: { (context) throws(Absence) in try AxisJudgement(context).measurement }),
      Metric(
        "action.unit", unit: .name,
        summary: "The unit of labels against that of the states by their gain: the states' own, or another that has a name.",
        optionalParameters: ["part"], probes: timed, measure: { (context) throws(Absence) in try UnitJudgement(context).measurement }),
      Metric(
        "action.motion", unit: .name, summary: "Whether labels say by how much to move (delta) or where to (absolute).",
        optionalParameters: ["part"], probes: requests, measure: motion),
      Metric(
        "action.motion.expected", unit: .name, summary: "What labels of the hand's pose are declared to be; delta otherwise.",
        optionalParameters: ["part"], needsNoRecords: true, probes: requests,
        measure: { (context) throws(Absence) in
          let declared = context.setting.declarations.motion ?? .delta
          return Measurement(
            unit: .name, samples: [], total: 1, overall: .name(declared == .velocity ? "delta" : declared.rawValue))
        }),
      Metric(
        "action.lag.executed", unit: .steps, summary: "Executed labels: how many steps later the motion is that a label describes.",
        optionalParameters: ["part"], probes: requests, measure: executedLag),
      Metric(
        "action.lag.commanded", unit: .steps, summary: "Commanded labels: how many steps later the robot follows, pooled.",
        optionalParameters: ["part"], probes: requests, measure: commandedLag),
    ]
  }

  // MARK: Frame

  @Sendable private static func frame(_ context: MeasureContext) throws(Absence) -> Measurement {
    let all = try Conventions.of(context)
    guard all.probe.hasTool else {
      throw Absence(.missing, "the orientation of the tool is not known (role pose.rotation), so there is one frame to look at")
    }
    let expected = all.expected.rawValue
    let pooled = all.groups.map { ($0, $0.together) }
    // A family that is no frame (differences of Euler angles) is for another rule to tell.
    let decided = pooled.filter { $0.1.isDecided && $0.1.family != .naive }
    let wrong = decided.filter { $0.1.family.name != expected }
    let told = wrong.first ?? decided.first
    let whole = told.map { group, found in
      (
        name: found.family.name,
        message: wrong.isEmpty
          ? "with all episodes" : words(wrong.map { ($0.0.name, $0.1.residuals) }, found: found.family.name, expected: expected)
      )
    }
    let samples = all.samples(context, whole: whole, expected: expected) { episode in
      let own = all.groups.compactMap { group in group.frameAlone(episode, expected: all.expected).map { (group, $0) } }
      let other = own.filter { $0.1 != all.expected }
      guard !own.isEmpty else { return nil }
      guard let first = other.first else { return (expected, "labels fit the frame that is expected") }
      return (
        first.1.rawValue, words(other.map { ($0.0.name, $0.0.fits[episode].residuals) }, found: first.1.rawValue, expected: expected)
      )
    }
    guard whole != nil || !samples.isEmpty else { throw undetermined(pooled.map { ($0.0.name, $0.1) }, all) }
    var facts = ["expected": expected, "frame": whole?.name ?? "not decided for all episodes together"]
    facts["fit"] = pooled.map { group, found in
      "\(group.name): base \(found.residuals[0].formatted(significant: 2)), tool \(found.residuals[1].formatted(significant: 2))"
    }.joined(separator: "; ")
    for (group, found) in pooled { facts["family.\(group.name)"] = found.isDecided ? found.family.name : "undecided" }
    return Measurement(
      unit: .name, samples: samples, total: max(1, samples.count), facts: facts, overall: .name(whole?.name ?? expected))
  }

  private static func words(_ groups: [(String, SIMD3<Double>)], found: String, expected: String) -> String {
    groups.map { name, residuals in
      let (tool, base) = (residuals[1].formatted(significant: 2), residuals[0].formatted(significant: 2))
      let (one, other) = found == "tool" ? (tool, base) : (base, tool)
      return found == expected
        ? "\(name) labels fit the \(found) frame (\(one) of them unexplained)"
        : "\(name) labels fit the \(found) frame (\(one) of them unexplained), not the \(expected) frame (\(other))"
    }.joined(separator: "; ")
  }

  private static func undetermined(_ found: [(String, Conventions.Group.Pooled)], _ all: Conventions) -> Absence {
    if all.groups.contains(where: { $0.shareOnOtherAxes > 0.5 }) {
      return Absence(
        .undetermined, "labels follow the motion on other axes in every frame; once the axes are settled the frame can be told")
    }
    let least = found.map(\.1.residual).min() ?? .nan
    if !(least <= Conventions.related) {
      return Absence(
        .undetermined,
        "motion in either frame leaves \(Quantity(least, .share).text) of the labels unexplained or more; quicker motion, or labels of these episodes, would settle it"
      )
    }
    return Absence(
      .undetermined,
      "base and tool frame explain the labels about as well (the tool hardly turns away from the base's axes, or only about the vertical); episodes with a tilted tool, or a declaration (frame: base or tool), would settle it"
    )
  }

  // MARK: Delta or absolute

  /// Labels that are places follow the position about its mean, and explain no motion.
  private static func isAbsolute(_ fit: GroupConvention) -> Bool {
    guard fit.isMeasured, fit.steps >= 10, fit.residual >= Conventions.related, fit.absolute <= ConventionFit.clearlyDelta else {
      return false
    }
    // In the states' unit, or in millimetres of them.
    return (0.33...3).contains(fit.absoluteGain) || (330...3000).contains(fit.absoluteGain)
  }

  private static func isDelta(_ fit: GroupConvention) -> Bool {
    fit.isMeasured && fit.residual <= Conventions.related && !(fit.absolute < Conventions.margin * fit.residual)
  }

  @Sendable private static func motion(_ context: MeasureContext) throws(Absence) -> Measurement {
    let all = try Conventions.of(context)
    let group = all.groups[0]
    let absolute = group.fits.filter(isAbsolute).count
    let delta = group.fits.filter(isDelta).count
    guard (absolute + delta) * 2 > group.measured.count else {
      throw Absence(
        .undetermined,
        "labels follow neither the motion nor the position; a declaration (motion: delta or absolute) or labels of these episodes would settle it"
      )
    }
    func words(_ fit: GroupConvention, _ name: String) -> String {
      name == "absolute"
        ? "labels are the position after the step (\(fit.absolute.formatted(significant: 2)) unexplained, gain \(fit.absoluteGain.formatted(significant: 3))), not its change (\(fit.residual.formatted(significant: 2)))"
        : "labels are the change of position (\(fit.residual.formatted(significant: 2)) unexplained)"
    }
    // As many of one as of the other say nothing of the whole; those that differ from what is expected are named by themselves.
    let name = absolute == delta ? nil : absolute > delta ? "absolute" : "delta"
    let expected = context.setting.declarations.motion == .absolute ? "absolute" : "delta"
    let samples = all.samples(context, whole: name.map { ($0, "like most episodes") }, expected: expected) { episode in
      let fit = group.fits[episode]
      if isAbsolute(fit) { return ("absolute", words(fit, "absolute")) }
      return isDelta(fit) ? ("delta", expected == "delta" ? "labels are the change of position" : words(fit, "delta")) : nil
    }
    return Measurement(
      unit: .name, samples: samples, total: max(1, samples.count),
      facts: ["motion": name ?? "undecided", "expected": expected, "absolute": String(absolute), "delta": String(delta)],
      overall: .name(name ?? expected))
  }

  // MARK: Alignment

  @Sendable private static func executedLag(_ context: MeasureContext) throws(Absence) -> Measurement {
    let kind = try LabelKind.of(context)
    guard kind.name == "executed" else { throw Absence(.ruledOut, "labels are \(kind.name): their delay is reported, not judged") }
    let all = try Conventions.of(context)
    let group = all.groups[0]
    let samples = context.episodes.compactMap { episode -> Sample? in
      let fit = group.fits[episode]
      guard fit.isMeasured, fit.steps >= Conventions.digitSteps, fit.residual <= 1e-3 else { return nil }
      let isDecided = fit.zero >= Conventions.digitMargin * max(fit.residual, Conventions.digit / 10)
      guard fit.lag == 0 || isDecided else { return nil }
      return Sample(
        Double(fit.lag), at: all.view.place(episode, feature: group.feature),
        message: fit.lag == 0
          ? "labels describe the motion of their own step"
          : "labels describe the motion \(steps(fit.lag)) (\(fit.residual.formatted(significant: 2)) unexplained; at their own step \(fit.zero.formatted(significant: 2)))"
      )
    }
    guard !samples.isEmpty else {
      throw Absence(
        .undetermined, "motion is too even for a shift of labels to show; episodes that start and stop would settle it")
    }
    return Measurement(
      unit: .steps, samples: samples, total: samples.count, facts: ["kind": kind.name, "delay": steps(kind.lag), "lag": String(kind.lag)])
  }

  static func steps(_ lag: Int) -> String {
    switch lag {
    case 0: "of their own step"
    case 1: "one step later"
    case -1: "one step earlier"
    default: lag > 0 ? "\(lag) steps later" : "\(-lag) steps earlier"
    }
  }

  /// The lag with the least residual, all episodes together. It is decided where the correlation √(1 − residual) is at least 0.6, where it is a
  /// thousand times likelier than every other lag (`Odds`), and where four in five episodes lie within a step of it; one before 0 also by the
  /// margin of 1.5 that everything else needs. A robot that does a share of what is pending is late by no whole number of steps: of two lags
  /// side by side that leave all others behind, but not each other, both are told, and the later one counts.
  @Sendable private static func commandedLag(_ context: MeasureContext) throws(Absence) -> Measurement {
    let kind = try LabelKind.of(context)
    guard kind.name == "commanded" else { throw Absence(.ruledOut, "labels are \(kind.name)") }
    let all = try Conventions.of(context)
    // Translation and rotation have one delay; the one that fits better tells it better.
    let group = all.groups.min { $0.together.residual < $1.together.residual || $1.together.residual.isNaN } ?? all.groups[0]
    let found = group.together
    let fit = found.family == .naive ? group.naive ?? group.pooled : group.pooled
    let frame: Frame = found.family == .tool ? .tool : .base
    let (best, zero) = (found.residual, fit[frame, 0].residual)
    let likely = MotionFit.lags.filter { lag in
      lag == found.lag
        || Odds.logarithm(of: best, against: fit[frame, lag].residual, steps: fit[frame, found.lag].count) < Odds.decisive
    }
    let (first, last) = (likely[0], likely[likely.count - 1])
    let moving = Array(group.measured.filter { $0.residual <= Conventions.related })
    let near = moving.filter { ($0.lag - found.lag).magnitude <= 1 }.count
    guard 1 - best >= 0.6 * 0.6, last - first <= 1, near * 5 >= moving.count * 4 else {
      throw Absence(
        .undetermined, "no lag stands out for all episodes together; more or longer episodes, or recordings at 5 to 15 Hz, would settle it")
    }
    if found.family != .base, best > 0.2 {
      throw Absence(
        .undetermined,
        "labels that are not in the base frame turn with the tool while the robot follows, and leave \(Quantity(best, .share).text) unexplained: too much to tell the delay"
      )
    }
    if found.lag < 0, zero < Conventions.margin * best {
      throw Absence(
        .undetermined,
        "labels fit \(steps(found.lag)) hardly better than their own step (\(best.formatted(significant: 2)) against \(zero.formatted(significant: 2)))"
      )
    }
    let delay = first == last ? steps(first) : first < 0 ? "\(-last) to \(-first) steps earlier" : "\(first) to \(last) steps later"
    return Measurement(
      unit: .steps, samples: [], total: moving.count,
      facts: ["kind": kind.name, "delay": delay, "lag": first == last ? String(first) : "\(first) to \(last)"],
      overall: .number(Double(last)))
  }
}
