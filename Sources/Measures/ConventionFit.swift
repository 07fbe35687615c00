import Episodes

/// Reduces one episode to what it shows of conventions.
///
/// For each family f (base, tool, and for rotations the plain differences of Euler angles) and lag k in −2...5: g = Σ a·d / Σ d·d with
/// d the motion k steps later, and the residual Σ |a − g d|² / Σ |a|², which is 1 unless g > 0. What fits to the digit in the frame that
/// is expected leaves nothing to look for: other families then count as unexplained, and axes as they should be.
struct ConventionFit {
  /// Below this residual labels are differences and not places.
  static let clearlyDelta = 0.3
  /// Above this residual the axes are looked for at every lag and in both frames: with one of them negated no lag fits.
  static let unclear = 0.5
  /// Motion must be so many times what rounding of the stored states makes of rest (in the mean square) to be called motion.
  static let aboveRounding = 25.0
  /// Steps that are looked at for axes at every lag.
  static let longest = 240

  var motion: Motion
  var expected: Frame

  // MARK: Translation

  func translation(_ labels: LabelVectors, fit: MotionFit, rounding: Double) -> GroupConvention {
    var result = GroupConvention()
    guard start(&result, fit, rounding: rounding) else { return result }
    guard result.residual >= LabelKind.exact else {
      result.absolute = 1
      return result
    }
    findAxes(
      labels, base: motion.translationBase, tool: motion.hasRotations ? motion.translationTool : nil, motion.translationValid, &result)
    result.absolute = 1
    if result.residual > Self.clearlyDelta { (result.absolute, result.absoluteGain) = places(labels) }
    return result
  }

  /// Labels against the position after the step, or two or four later where the robot follows late, all about their means over the
  /// episode: the least residual, and its gain. The mean must be there as well, to within twice the spread of the path.
  func places(_ labels: LabelVectors) -> (residual: Double, gain: Double) {
    var best = places(labels, later: 1)
    for later in [3, 5] {
      let found = places(labels, later: later)
      if found.residual < best.residual { best = found }
    }
    return best
  }

  private func places(_ labels: LabelVectors, later: Int) -> (residual: Double, gain: Double) {
    var (a, p) = (SIMD3<Double>.zero, SIMD3<Double>.zero)
    var count = 0.0
    let steps = 0..<max(0, min(motion.positions.count - later, labels.vectors.count))
    for step in steps where labels.valid[step] && motion.isPositionValid[step + later] {
      a += labels.vectors[step]
      p += motion.positions[step + later]
      count += 1
    }
    guard count >= 5 else { return (.nan, .nan) }
    a /= count
    p /= count
    var (aa, pp, ap) = (0.0, 0.0, 0.0)
    for step in steps where labels.valid[step] && motion.isPositionValid[step + later] {
      let label = labels.vectors[step] - a
      let place = motion.positions[step + later] - p
      aa += (label * label).sum()
      pp += (place * place).sum()
      ap += (label * place).sum()
    }
    guard aa > 0, pp > 0 else { return (.nan, .nan) }
    let gain = ap / pp
    // Velocities may rise and fall with places for the length of a reach, but lie nowhere near them.
    let apart = a / gain - p
    guard ap > 0, (apart * apart).sum() <= 4 * pp / count else { return (1, gain) }
    return (max(0, 1 - (ap / aa) * (ap / pp)), gain)
  }

  // MARK: Rotation

  /// What rotation labels need beside the motion.
  struct Turning {
    var labels: LabelVectors
    var turns: TurnVectors
    var fit: MotionFit
    var labelForm: RotationForm
    var stateForm: RotationForm
    /// What one of the stored numbers is in radians.
    var radiansPerUnit: Double
    /// The mean square of what rounding of stored angles adds to a turn.
    var rounding: Double
  }

  /// `numbers` are those that are stored of labels and of the state: most episodes need no look at them.
  func rotation(_ given: Turning, numbers: () -> (labels: [Double], state: [Double]), naive: inout MotionFit?) -> GroupConvention {
    var result = GroupConvention()
    guard start(&result, given.fit, rounding: given.rounding) else { return result }
    if given.stateForm.width == 4 { result.readings = SIMD4(repeating: 1) }
    guard result.residual >= LabelKind.exact else {
      if given.stateForm.width == 4 { result.readings[0] = result.residual }
      for (index, form) in GroupConvention.forms.enumerated() where given.labelForm.isAngles {
        result.formResiduals[index] = form == given.labelForm ? result.residual : 1
      }
      return result
    }
    let (labelNumbers, stateNumbers) = numbers()
    if given.stateForm.isEuler, given.labelForm.isAngles {
      let fit = naiveFit(given, labelNumbers, stateNumbers)
      result.residuals[2] = fit[.base, fit.bestLag(.base)].residual
      result.lags[2] = Double(fit.bestLag(.base))
      if result.residuals[2] < result.residual {
        result.winner = 2
        let best = fit[.base, result.lag]
        (result.gain, result.zero) = (best.gain, fit[.base, 0].residual)
      }
      naive = fit
      findLarge(given, &result)
    }
    let tool = given.turns.tool(motion)
    findAxes(given.labels, base: given.turns.base, tool: tool, motion.turnValid, &result)
    if given.labelForm.isAngles { compareForms(given, &result) }
    if given.stateForm.width == 4 { readQuaternions(given, stateNumbers, &result) }
    return result
  }

  /// Element by element, with whole turns taken off both.
  private func naiveFit(_ given: Turning, _ labelNumbers: [Double], _ stateNumbers: [Double]) -> MotionFit {
    let unit = given.radiansPerUnit
    var differences = [SIMD3<Double>](repeating: .zero, count: motion.count)
    for step in 0..<motion.count where motion.turnValid[step] {
      let at = step * 3
      let n = stateNumbers
      differences[step] = SmallTurn.wrapped(SIMD3(n[at + 3] - n[at], n[at + 4] - n[at + 1], n[at + 5] - n[at + 2]) * unit)
    }
    var labels = LabelVectors(labelNumbers, count: given.labels.vectors.count)
    for step in labels.vectors.indices { labels.vectors[step] *= unit }
    // Where most labels are above half a radian they are in another unit, of which 2 pi is no whole turn.
    let many = labels.vectors.count { ($0 * $0).sum() > 0.25 }
    for step in labels.vectors.indices where many * 2 < labels.vectors.count {
      if !(labels.vectors[step].x.magnitude < 3 && labels.vectors[step].y.magnitude < 3 && labels.vectors[step].z.magnitude < 3) {
        labels.vectors[step] = SmallTurn.wrapped(labels.vectors[step])
      }
    }
    return MotionFit.plain(labels, motion: differences, valid: motion.turnValid)
  }

  /// Labels above a quarter turn, and those of nearly a whole one.
  private func findLarge(_ given: Turning, _ result: inout GroupConvention) {
    let quarter = Double.pi / 2 / given.radiansPerUnit
    let whole = 2 * Double.pi / given.radiansPerUnit
    let near = 0.3 / given.radiansPerUnit
    for step in given.labels.vectors.indices where given.labels.valid[step] {
      let a = given.labels.vectors[step]
      let most = max(a.x.magnitude, a.y.magnitude, a.z.magnitude)
      guard most > quarter else { continue }
      result.large += 1
      if result.firstLarge < 0 { result.firstLarge = Double(step) }
      if [a.x, a.y, a.z].contains(where: { ($0.magnitude - whole).magnitude < near }) { result.wraps += 1 }
    }
  }

  /// The labels as each form of three numbers would write them, at the lag and in the frame that fit best.
  private func compareForms(_ given: Turning, _ result: inout GroupConvention) {
    let frame: Frame = result.residuals[1] < result.residuals[0] ? .tool : .base
    let lag = Int(result.lags[frame == .tool ? 1 : 0])
    var sums = [SIMD3<Double>](repeating: .zero, count: GroupConvention.forms.count)
    var (size, angles) = (UpperSizes(), 0)
    var all: [Double] = []
    let start = max(0, -lag)
    for step in start..<max(start, min(given.labels.vectors.count, motion.count - lag))
    where given.labels.valid[step] && motion.turnValid[step + lag] {
      let a = given.labels.vectors[step]
      let v = motion.turn(step + lag, frame: frame, form: .rotationVector)
      let angle = (v * v).sum().squareRoot()
      size.add(angle)
      angles += 1
      all.append(angle)
      let (extrinsic, intrinsic) = SmallTurn.euler(v)
      for (index, d) in [v, extrinsic, intrinsic, SIMD3(extrinsic.z, extrinsic.y, extrinsic.x)].enumerated() {
        sums[index] += SIMD3((a * a).sum(), (d * d).sum(), (a * d).sum())
      }
    }
    guard angles > 0 else { return }
    result.stepAngle = size.quantile(0.99, of: angles) ?? Robust.quantile(all, 0.99)
    for (index, sum) in sums.enumerated() {
      result.formResiduals[index] = MotionSums(aa: sum.x, dd: sum.y, ad: sum.z, count: Double(angles)).residual
    }
  }

  /// The state's quaternion in the other order, or meant the other way round. A conjugated file holds R transposed: its base turn is the
  /// tool's turn backwards, so labels fit the *other* frame with a gain below zero.
  private func readQuaternions(_ given: Turning, _ stateNumbers: [Double], _ result: inout GroupConvention) {
    func forwards(_ fit: MotionFit) -> Double { Self.least(fit, sign: 1) }
    func backwards(_ fit: MotionFit) -> Double { Self.least(fit, sign: -1) }
    result.readings[0] = forwards(given.fit)
    result.readings[2] = backwards(given.fit)
    let other: RotationForm = given.stateForm == .quaternionXYZW ? .quaternionWXYZ : .quaternionXYZW
    let (rotations, valid) = Motion.read(stateNumbers, form: other, count: motion.count + 1, radiansPerUnit: 1)
    let numbers = [Double](repeating: 0, count: 3 * (motion.count + 1))
    let turned = Motion(positions: numbers, rotations: rotations, isRotationValid: valid)
    let fit = MotionFit.rotation(turned, turns: TurnVectors(turned, form: given.turns.form), labels: given.labels)
    result.readings[1] = forwards(fit)
    result.readings[3] = backwards(fit)
  }

  private static func least(_ fit: MotionFit, sign: Double) -> Double {
    var least = 1.0
    for frame in fit.frames {
      for lag in MotionFit.lags {
        let sums = fit[frame, lag]
        if sums.ad * sign > 0 { least = min(least, sums.unsignedResidual) }
      }
    }
    return least
  }

  // MARK: Both

  /// The least residual of each frame; false where nothing can be said.
  private func start(_ result: inout GroupConvention, _ fit: MotionFit, rounding: Double) -> Bool {
    let pairs = fit[.base, 0]
    guard pairs.count >= 3, pairs.aa > 0, pairs.dd > Self.aboveRounding * rounding * pairs.count else { return false }
    result.steps = pairs.count
    for frame in fit.frames {
      let lag = fit.bestLag(frame)
      let index = frame == .base ? 0 : 1
      result.residuals[index] = fit[frame, lag].residual
      result.lags[index] = Double(lag)
    }
    // Of two frames that both fit to the digit the expected one is meant.
    let told = expected == .tool && fit.hasTool ? 1 : 0
    var winner = told
    if fit.hasTool, result.residuals[1 - told] < result.residuals[told], !(result.residuals[told] < LabelKind.exact) { winner = 1 - told }
    let frame: Frame = winner == 0 ? .base : .tool
    result.winner = Double(winner)
    result.gain = fit[frame, Int(result.lags[winner])].gain
    result.zero = fit[frame, 0].residual
    return !result.residuals[winner].isNaN
  }

  /// The sums over axes at the lag and in the frame that fit best; where no lag fits, or only another frame than the expected does, where
  /// some permutation of signed axes fits best.
  private func findAxes(
    _ labels: LabelVectors, base: [SIMD3<Double>], tool: [SIMD3<Double>]?, _ valid: [Bool], _ result: inout GroupConvention
  ) {
    let hasTool = tool != nil
    let told = expected == .tool && hasTool ? 1 : 0
    let winner = hasTool && result.residuals[1] < result.residuals[0] && !(told == 0 && result.residuals[0] < LabelKind.exact) ? 1 : 0
    func sums(_ family: Int, _ lag: Int, _ labels: LabelVectors) -> AxisSums {
      AxisSums(labels, family == 0 ? base : tool ?? base, valid: valid, lag: lag)
    }
    var chosen = (family: winner, lag: Int(result.lags[winner]))
    let residual = result.residuals[winner]
    if residual > Self.unclear || winner != told {
      var short = labels
      if short.vectors.count > Self.longest {
        short.vectors.removeLast(short.vectors.count - Self.longest)
        short.valid.removeLast(short.valid.count - Self.longest)
      }
      var least = residual / 1.5
      for family in hasTool ? [told, 1 - told] : [0] {
        for lag in MotionFit.lags {
          let found = sums(family, lag, short)
          let one = found.residual(found.best)
          // The frame that was not expected must fit clearly better.
          if one < (family == told ? least : least / 1.5) {
            least = one
            chosen = (family, lag)
          }
        }
      }
    }
    result.axesFamily = Double(chosen.family)
    result.axes = sums(chosen.family, chosen.lag, labels).normalised ?? AxisSums()
  }
}

/// Euler angles of small turns by series.
///
/// With R = exp(c z) exp(b y) exp(a x), the logarithm is (a, b, c) + ½ (−cb, ca, −ba) + terms of third order (Baker, Campbell,
/// Hausdorff), and with the factors the other way round the second term changes its sign. Solved for the angles, the rest is below
/// |v|³ / 4: at 0.1 rad 2.5e-4 rad where the second term is up to 5e-3, so forms are told apart; above that the angles are exact.
public enum SmallTurn {
  static let limit = 0.1

  /// Angles with whole turns taken off.
  public static func wrapped(_ v: SIMD3<Double>) -> SIMD3<Double> {
    let turns = v / (2 * Double.pi)
    return v - 2 * Double.pi * turns.rounded(.toNearestOrEven)
  }

  /// Of a rotation vector: roll, pitch, yaw about fixed axes, and about axes that turn along.
  @inline(__always)
  static func euler(_ v: SIMD3<Double>) -> (extrinsic: SIMD3<Double>, intrinsic: SIMD3<Double>) {
    guard (v * v).sum() < limit * limit else {
      let rotation = Rotation(rotationVector: v)
      return (rotation.eulerXYZ, rotation.angles(.intrinsicXYZ))
    }
    let second = SIMD3(v.y * v.z, -v.x * v.z, v.x * v.y) * 0.5
    return (v + second, v - second)
  }
}
