import Episodes

/// How rotation labels and the state's rotations are written.
public enum TurnMeasures: MeasureFamily {
  static let quaternions = ProbeRequest("quaternions")

  public static var probes: [ProbeDefinition] {
    [
      ProbeDefinition("quaternions") { _, setting, columns in
        guard let role = columns.bind("pose.rotation", in: setting) else {
          return .cannot(Absence(.missing, "needs the role pose.rotation, which was neither declared nor found in the data"))
        }
        guard role.width == 4 else {
          return .cannot(Absence(.ruledOut, "the state's rotation is written in \(role.width) numbers, not as a quaternion"))
        }
        return .probe(QuaternionProbe(role: role))
      }
    ]
  }

  public static var metrics: [Metric] {
    let requests: @Sendable ([String: String]) -> [ProbeRequest] = { [LabelMeasures.request($0)] }
    return [
      Metric(
        "action.naive", unit: .name,
        summary: "Whether rotation labels are rotations (composed), or differences of Euler angles element by element (naive).",
        optionalParameters: ["part"], probes: requests, measure: { (context) throws(Absence) in try naive(context).measurement }),
      Metric(
        "action.naive.wraps", unit: .steps, summary: "Steps at which a difference of Euler angles is above a quarter turn.",
        optionalParameters: ["part"], probes: requests, measure: wraps),
      Metric(
        "action.form.gap", unit: .radian,
        summary:
          "How far a turn of the size of the 99th percentile can be off when labels are read in the declared form and are written in another.",
        optionalParameters: ["part"], probes: requests, measure: formGap),
      Metric(
        "state.quaternion.norm", unit: .one, summary: "How far the length of the state's quaternion is from 1, at most, per episode.",
        isPerEpisode: true, probes: { _ in [quaternions] }, measure: { (context) throws(Absence) in try rows(context, "norm", .one) }),
      Metric(
        "state.quaternion.flips", unit: .steps, summary: "Steps at which the state's quaternion changes its sign, per episode.",
        isPerEpisode: true, probes: { _ in [quaternions] }, measure: { (context) throws(Absence) in try rows(context, "flips", .steps) }),
      Metric(
        "state.quaternion.reading", unit: .name,
        summary: "Whether the state's quaternion is in the order and direction in which it is read, by the labels.",
        optionalParameters: ["part"], probes: requests, measure: reading),
    ]
  }

  // MARK: Naive differences

  private struct Naive {
    var measurement: Measurement
    var episodes: Set<Int>
    var rotation: Conventions.Group
    var view: ProbeView
  }

  private static func rotation(_ all: Conventions) throws(Absence) -> Conventions.Group {
    guard all.groups.count == 2 else {
      throw Absence(.missing, "needs the roles pose.rotation and action.rotation, and the form in which the state's rotation is written")
    }
    return all.groups[1]
  }

  private static func naive(_ context: MeasureContext) throws(Absence) -> Naive {
    let all = try Conventions.of(context)
    let group = try rotation(all)
    guard group.naive != nil else {
      throw Absence(.ruledOut, "states or labels are not written as Euler angles, which alone can be differenced element by element")
    }
    let found = group.together
    let whole = found.isDecided ? found.family == .naive ? "naive" : "composed" : nil
    func words(_ residuals: SIMD3<Double>) -> String {
      "differences of the stored angles leave \(residuals[2].formatted(significant: 2)) of the labels unexplained, rotations \(least(residuals).formatted(significant: 2))"
    }
    let samples = all.samples(context, whole: whole.map { ($0, words(found.residuals)) }, expected: "composed") { episode in
      let fit = group.fits[episode]
      guard fit.isMeasured else { return nil }
      if fit.isExact, fit.winner < 2 { return ("composed", "labels are rotations") }
      guard !fit.residuals[2].isNaN else { return nil }
      if group.isAlone(fit, fit.residuals[2], against: least(fit.residuals)) { return ("naive", words(fit.residuals)) }
      return group.isAlone(fit, least(fit.residuals), against: fit.residuals[2]) ? ("composed", "labels are rotations") : nil
    }
    guard whole != nil || !samples.isEmpty else {
      throw Absence(
        .undetermined,
        "differences of Euler angles and rotations explain the labels about as well; orientations further from level would settle it")
    }
    let episodes = samples.filter { $0.value == .name("naive") }.compactMap(\.place.episode)
    return Naive(
      measurement: Measurement(
        unit: .name, samples: samples, total: max(1, samples.count),
        facts: ["kind": whole ?? "not decided", "fit": words(found.residuals)],
        overall: .name(whole ?? "composed")), episodes: Set(episodes), rotation: group, view: all.view)
  }

  private static func least(_ residuals: SIMD3<Double>) -> Double { min(residuals[0], residuals[1].isNaN ? 1 : residuals[1]) }

  @Sendable private static func wraps(_ context: MeasureContext) throws(Absence) -> Measurement {
    let found = try naive(context)
    let samples = found.episodes.sorted().compactMap { episode -> Sample? in
      let fit = found.rotation.fits[episode]
      guard fit.isMeasured else { return nil }
      return Sample(
        fit.large, at: found.view.place(episode, step: fit.large > 0 ? Int(fit.firstLarge) : nil, feature: found.rotation.feature),
        message: fit.large > 0
          ? "\(Int(fit.large)) labels are above a quarter turn, \(Int(fit.wraps)) of them about a whole one"
          : "no label is above a quarter turn"
      )
    }
    return Measurement(
      unit: .steps, samples: samples, total: samples.count, facts: found.measurement.facts, overall: samples.isEmpty ? .number(0) : nil)
  }

  // MARK: Form

  private static let formMargin = 1.02
  private static let lateMargin = 1.1

  /// The pooled residual of each form is the mean over episodes, by steps. A form is told where every other leaves 2 % more and is a thousand
  /// times less likely (`Odds`); what a robot that follows late leaves unexplained runs on from step to step, so only half of the steps
  /// count, and in the tool's frame, which turns on meanwhile, every other form must leave 10 % more. As the form only matters for large
  /// turns, what is measured is the gap between what is found and what is declared (else: roll, pitch, yaw or a rotation vector in their
  /// usual slots) at the 99th percentile of the data's turns.
  @Sendable private static func formGap(_ context: MeasureContext) throws(Absence) -> Measurement {
    let all = try Conventions.of(context)
    let group = try rotation(all)
    let told = all.probe.turnForms
    guard let first = told.first, first.isAngles else {
      throw Absence(.ruledOut, "rotation labels are not written in three numbers, so their form shows by their number")
    }
    // Labels that fit to the digit in the form in which they are read were not held against other forms, though turns may be so small that
    // another would fit as well: they speak for their form where they are most, and not at all where most were compared.
    let known = group.measured.filter { $0.formResiduals.sum().isFinite }
    let exact = known.reduce(0) { $0 + ($1.isExact ? $1.steps : 0) }
    let steps = max(exact, known.reduce(0) { $0 + $1.steps } - exact)
    let areExact = exact == steps
    var sums = [Double](repeating: 0, count: GroupConvention.forms.count)
    for fit in known where fit.isExact == areExact {
      for index in sums.indices { sums[index] += fit.formResiduals[index] * fit.steps }
    }
    guard steps > 0 else { throw Absence(.tooFew, "no episode turns enough for the form of its rotation labels to show") }
    let order = sums.indices.sorted { sums[$0] < sums[$1] }
    let best = GroupConvention.forms[order[0]]
    let (least, next) = (sums[order[0]] / steps, sums[order[1]] / steps)
    // While a robot is late the tool turns on, and labels in its frame no longer fit any form rightly.
    let found = group.together
    let margin = found.family == .tool && found.lag != 0 ? lateMargin : formMargin
    guard least <= Conventions.related, next >= margin * max(least, 1e-9),
      Odds.logarithm(of: least, against: next, steps: steps / 2) >= Odds.decisive
    else {
      throw Absence(
        .undetermined,
        "labels fit every form of three numbers about as well (small turns look alike in all of them), which then makes no difference; larger turns, or a declaration (rotation: {action: ...}), would settle it"
      )
    }
    let expected = context.setting.declarations.actionRotation.map { [$0] } ?? [.eulerXYZ, .rotationVector]
    let angle = Robust.median(group.measured.compactMap { $0.stepAngle.isFinite ? $0.stepAngle : nil })
    let gap = expected.contains(best) || angle.isNaN ? 0 : expected.map { Self.gap($0, best, angle: angle) }.min() ?? 0
    return Measurement(
      unit: .radian, samples: [], total: group.measured.count,
      facts: [
        "form": best.rawValue, "declared": expected.map(\.rawValue).joined(separator: " or "), "residual": least.formatted(significant: 2),
        "next": next.formatted(significant: 2),
        "angle": angle.isNaN ? "not needed" : "\((angle * 180 / .pi).formatted(significant: 3)) degrees",
        "gap": "\((gap * 180 / .pi).formatted(significant: 3)) degrees",
      ], overall: .number(gap))
  }

  /// The largest distance between what two forms write for a turn of this angle, over 26 axes.
  static func gap(_ one: RotationForm, _ other: RotationForm, angle: Double) -> Double {
    var largest = 0.0
    for x in -1...1 {
      for y in -1...1 {
        for z in -1...1 where x != 0 || y != 0 || z != 0 {
          let axis = SIMD3(Double(x), Double(y), Double(z))
          let turn = Rotation(rotationVector: axis * (angle / (axis * axis).sum().squareRoot()))
          let apart = turn.angles(one) - turn.angles(other)
          largest = max(largest, (apart * apart).sum())
        }
      }
    }
    return largest.squareRoot()
  }

  // MARK: Quaternions

  private static func rows(_ context: MeasureContext, _ name: String, _ unit: Unit) throws(Absence) -> Measurement {
    let view = try context.view(quaternions)
    let (value, step) = (view.field(name), view.field(name + ".step"))
    let samples = view.episodes.compactMap { episode -> Sample? in
      let number = view.number(episode, value)
      if number.isNaN { return nil }
      let at = view.count(episode, step)
      return Sample(number, at: view.place(episode, step: at < 0 ? nil : at))
    }
    guard !samples.isEmpty else { throw Absence(.tooFew, "no episode holds a quaternion that can be read") }
    return Measurement(unit: unit, samples: samples, total: samples.count)
  }

  /// Order and direction show in no state alone (angles between orientations are the same in all readings), but in labels: the mean
  /// residual over episodes of each reading, with a margin of 1.2.
  @Sendable private static func reading(_ context: MeasureContext) throws(Absence) -> Measurement {
    let all = try Conventions.of(context)
    let group = try rotation(all)
    guard all.probe.stateForm?.width == 4 else { throw Absence(.ruledOut, "the state's rotation is not written as a quaternion") }
    let names = ["as told", "in the other order", "conjugated", "in the other order and conjugated"]
    var sums = [Double](repeating: 0, count: names.count)
    var steps = 0.0
    for fit in group.measured where fit.readings.sum().isFinite {
      for index in sums.indices { sums[index] += fit.readings[index] * fit.steps }
      steps += fit.steps
    }
    guard steps > 0 else { throw Absence(.tooFew, "no episode turns enough for its quaternion to show how it is meant") }
    let order = sums.indices.sorted { sums[$0] < sums[$1] }
    let (least, next) = (sums[order[0]] / steps, sums[order[1]] / steps)
    guard least <= Conventions.related, next >= 1.2 * max(least, 1e-9) else {
      throw Absence(
        .undetermined,
        "labels fit more than one reading of the quaternion about as well (\(least.formatted(significant: 2)) and \(next.formatted(significant: 2)) unexplained); a declaration (rotation: {state: quaternion-xyzw}) would settle it"
      )
    }
    return Measurement(
      unit: .name, samples: [], total: group.measured.count,
      facts: [
        "reading": names[order[0]], "form": all.probe.stateForm?.rawValue ?? "", "residual": least.formatted(significant: 2),
        "told": (sums[0] / steps).formatted(significant: 2),
      ], overall: .name(names[order[0]]))
  }
}

/// Looks at the numbers of stored quaternions. Row: the largest | |q| − 1 | with its step, and how often the sign flips.
struct QuaternionProbe: Probe {
  var role: BoundRole

  var fields: [Field] { [Field("norm"), Field("norm.step", .count), Field("flips"), Field("flips.step", .count)] }

  func observe(_ episode: borrowing Episode, row: inout RowWriter, sums: inout Sums) {
    var (worst, step, flips, first) = (-1.0, -1, 0.0, -1)
    if episode.isWhole, episode.steps > 0, role.isPresent(in: episode) {
      let numbers = role.gather(episode)
      var before = SIMD4<Double>.zero
      for index in 0..<episode.steps {
        let at = index * 4
        let q = SIMD4(numbers[at], numbers[at + 1], numbers[at + 2], numbers[at + 3])
        let off = ((q * q).sum().squareRoot() - 1).magnitude
        guard off.isFinite else { continue }
        if off > worst { (worst, step) = (off, index) }
        if (q * before).sum() < 0 {
          flips += 1
          if first < 0 { first = index }
        }
        before = q
      }
    }
    row.number(worst < 0 ? .nan : worst)
    row.count(step)
    row.number(worst < 0 ? .nan : flips)
    row.count(first)
  }
}
