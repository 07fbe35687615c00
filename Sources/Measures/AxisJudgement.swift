import Episodes

/// Whether the axes of labels are those of the motion: the same ones, in the same direction, and all at one gain.
///
/// Of the 48 ways to permute and sign three axes the one with the least residual is held against the identity. It is decided for the
/// dataset (the sums of its episodes, each scaled to an energy of 1) where the identity leaves 1.5 times as much and the best at most 0.7;
/// an episode alone is held to `Conventions.Group.isAlone`. An axis along which nothing moves cannot be told and is called right. Yaw,
/// pitch, roll in the slots of roll, pitch, yaw is a form of writing a rotation and not told here.
///
/// Gains by axis are only held against each other where every axis by itself repeats the motion to the digit (residual below 1e-5):
/// noise lowers the gain of an axis with little motion, and controllers are honestly softer along one axis than along another.
struct AxisJudgement {
  static let right = "right"
  /// How far an axis' gain may be from the others'.
  static let gainTolerance = 1.05
  /// The least share of the energy for an axis to be looked at alone.
  static let leastShare = 1e-4

  let measurement: Measurement

  init(_ context: MeasureContext) throws(Absence) {
    let all = try Conventions.of(context)
    let whole = all.groups.compactMap { group in Self.together(group, expected: all.expected).map { (group.name, $0) } }
    guard !whole.isEmpty else {
      throw Absence(
        .undetermined,
        "labels follow the motion on no axes well enough (more than \(Quantity(Conventions.related, .share).text) of them unexplained)")
    }
    let wrong = whole.filter { $0.1 != Self.right }
    let name = wrong.isEmpty ? Self.right : wrong.map { "\($0.0): \($0.1)" }.joined(separator: "; ")
    let samples = all.samples(context, whole: (name, name), expected: Self.right) { episode in
      let own = all.groups.compactMap { group in
        Self.alone(group, episode, expected: all.expected).map { (group: group, name: $0) }
      }
      let wrong = own.filter { $0.name != Self.right }
      if own.isEmpty { return nil }
      let name = wrong.isEmpty ? Self.right : wrong.map { "\($0.group.name): \($0.name)" }.joined(separator: "; ")
      let message = wrong.map { found -> String in
        let fit = found.group.fits[episode]
        return
          "\(found.group.name): \(found.name) (\(fit.axes.residual(fit.axes.best).formatted(significant: 2)) of the labels unexplained that way, \(fit.onOwnAxes.formatted(significant: 2)) as they are)"
      }.joined(separator: "; ")
      return (name, message.isEmpty ? name : message)
    }
    measurement = Measurement(
      unit: .name, samples: samples, total: max(1, samples.count), facts: ["axes": name, "frame": all.expected.rawValue],
      overall: .name(name))
  }

  /// What all episodes of a group say together; nil where nothing fits.
  private static func together(_ group: Conventions.Group, expected: Frame) -> String? {
    var sums = AxisSums()
    var steps = 0.0
    var gains: [String: Int] = [:]
    for fit in group.fits where fit.isMeasured {
      if fit.isExact {
        sums.add(.identity)
      } else if fit.axesFamily == (expected == .base ? 0 : 1), fit.hasAxes {
        sums.add(fit.axes)
        if let gain = gain(fit.axes) { gains[gain, default: 0] += 1 }
      } else {
        continue
      }
      steps += fit.steps
    }
    let best = sums.best
    let (found, asTheyAre) = (sums.residual(best), sums.residual(.identity))
    guard steps >= 30, found <= Conventions.related else { return nil }
    if let (gain, count) = gains.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }), count * 2 > group.measured.count { return gain }
    guard best != .identity, best != .reversed || group.name == "translation", asTheyAre >= Conventions.margin * max(found, 1e-9) else {
      return right
    }
    return best.text
  }

  private static func alone(_ group: Conventions.Group, _ episode: Int, expected: Frame) -> String? {
    let fit = group.fits[episode]
    guard fit.isMeasured else { return nil }
    if fit.isExact { return right }
    guard fit.axesFamily == (expected == .base ? 0 : 1), fit.hasAxes else { return nil }
    let best = fit.axes.best
    if best == .identity { return gain(fit.axes) ?? (fit.residual <= Conventions.aloneResidual ? right : nil) }
    if best == .reversed, group.name == "rotation" { return nil }
    guard group.isAlone(fit, fit.axes.residual(best), against: fit.onOwnAxes) else { return nil }
    return best.text
  }

  /// An axis that stands out from the other two, where all three are exact.
  private static func gain(_ sums: AxisSums) -> String? {
    var gains: [(axis: String, gain: Double)] = []
    for axis in 0..<3 {
      let single = sums.single(axis)
      let isStill = sums.label[axis] < leastShare && sums.motion[axis] < leastShare
      if isStill { continue }
      guard single.residual <= Conventions.digit, single.gain > 0 else { return nil }
      gains.append((["x", "y", "z"][axis], single.gain))
    }
    guard gains.count >= 2 else { return nil }
    let middle = gains.count == 3 ? gains.map(\.gain).sorted()[1] : gains.map(\.gain).max() ?? 1
    let off = gains.filter { max($0.gain, middle) / min($0.gain, middle) > gainTolerance }
    if off.isEmpty { return nil }
    return off.map { "\($0.axis) at \(($0.gain / middle).formatted(significant: 3)) of the gain of the others" }.joined(separator: ", ")
  }
}

extension AxisSums {
  /// What labels leave that repeat the motion along all axes.
  static let identity: AxisSums = {
    var sums = AxisSums()
    let third = 1.0 / 3
    sums.cross = AxisSums.Rows(x: SIMD3(third, 0, 0), y: SIMD3(0, third, 0), z: SIMD3(0, 0, third))
    sums.label = SIMD3(repeating: third)
    sums.motion = SIMD3(repeating: third)
    return sums
  }()
}
