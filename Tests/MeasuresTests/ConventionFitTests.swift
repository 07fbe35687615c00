import Episodes
import Testing

@testable import Measures

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What one episode shows, and what all of them decide, against motion made by hand.
@Suite struct ConventionFitTests {
  /// Steps of 1 cm along each axis by turns: the mean square of a motion is 1e-4.
  private func walk() -> (motion: Motion, labels: LabelVectors) {
    var at = SIMD3<Double>(0.4, 0.1, 0.3)
    var numbers: [Double] = []
    for step in 0..<40 {
      numbers += [at.x, at.y, at.z]
      at[step % 3] += 0.01
    }
    let motion = Motion(positions: numbers)
    return (motion, LabelVectors(motion.translationBase))
  }

  @Test("what is less than twenty-five times its rounding is rest") func restIsNoMotion() {
    let (motion, labels) = walk()
    let fit = MotionFit.translation(motion, labels: labels, expected: .base)
    func isMeasured(_ ratio: Double) -> Bool {
      ConventionFit(motion: motion, expected: .base).translation(labels, fit: fit, rounding: 1e-4 / ratio).isMeasured
    }
    #expect(isMeasured(25.5))
    #expect(!isMeasured(24.5))
  }

  @Test("velocities that rise and fall with places are not places") func velocitiesLikePlaces() {
    let (motion, _) = walk()
    let mean = motion.positions.dropFirst().reduce(SIMD3<Double>.zero, +) / 39
    func residual(_ labels: [SIMD3<Double>]) -> Double {
      ConventionFit(motion: motion, expected: .base).places(LabelVectors(labels)).residual
    }
    let places = Array(motion.positions.dropFirst())
    #expect(residual(places) < 1e-12)
    // As far about zero as places are about the middle of the path, which lies further from zero than twice what it spans.
    #expect(residual(places.map { $0 - mean }) == 1)
  }

  /// Steps in all directions of a plane, by a hand that is turned about the plane's normal by `angle` all along.
  private func plane(_ angle: Double) -> (motion: Motion, steps: [SIMD3<Double>]) {
    var random = TestRandom(12)
    var at = SIMD3<Double>(0.4, 0.1, 0.3)
    var numbers: [Double] = []
    for _ in 0..<60 {
      numbers += [at.x, at.y, at.z]
      at += SIMD3(random.normal(0.01), random.normal(0.01), 0)
    }
    let hand = Rotation(eulerXYZ: SIMD3(0, 0, angle))
    let motion = Motion(positions: numbers, rotations: Array(repeating: hand, count: 60))
    return (motion, motion.translationBase)
  }

  private func translation(_ motion: Motion, _ labels: [SIMD3<Double>], expected: Frame) -> GroupConvention {
    let labels = LabelVectors(labels)
    return ConventionFit(motion: motion, expected: expected).translation(
      labels, fit: MotionFit.translation(motion, labels: labels, expected: expected), rounding: 0)
  }

  /// Labels are the steps turned back by 0.2 rad and negated. With signs put right they leave sin² 0.2 = 0.0395 of themselves in the base's
  /// frame, and in that of a hand that is turned by 0.2 + a they leave sin² a: 0.0321 for 0.18 (1.23 times less), 0.0223 for 0.15 (1.77).
  @Test("axes are told in the frame that is expected unless the other fits half as well again")
  func axesInTheExpectedFrame() {
    for (apart, family) in [(0.18, 0.0), (0.15, 1)] {
      let (motion, steps) = plane(0.2 + apart)
      let turn = Rotation(eulerXYZ: SIMD3(0, 0, -0.2))
      let found = translation(motion, steps.map { -turn.rotate($0) }, expected: .base)
      #expect(found.axesFamily == family)
      let best = found.axes.residual(found.axes.best)
      let expected = sin(family == 0 ? 0.2 : apart)
      #expect((best - expected * expected).magnitude < 1e-9)
    }
  }

  /// A hand that is turned by 1e-4 rad: steps of the base leave 1e-8 of themselves in its frame.
  @Test("of two frames that both fit to the digit the expected one is meant")
  func bothFramesAreExact() {
    let (motion, steps) = plane(1e-4)
    let found = translation(motion, steps, expected: .tool)
    #expect(found.residuals[0] < 1e-12)
    #expect((found.residuals[1] - 1e-8).magnitude < 1e-12)
    #expect(found.winner == 1)
    // Turned by 2e-3 rad they leave 4e-6, which is not to the digit.
    let (turned, turnedSteps) = plane(2e-3)
    #expect(translation(turned, turnedSteps, expected: .tool).winner == 0)
  }

  /// Labels of some radians a step, written in degrees: 2π of them are no whole turn.
  @Test("labels in degrees are not unwrapped by radians")
  func degreesAreNotUnwrapped() throws {
    let degrees = 180 / Double.pi
    var angles: [Double] = []
    for step in 0..<60 {
      let t = Double(step)
      angles += [0.9 * sin(0.3 * t), 0.8 * cos(0.21 * t), 0.9 * sin(0.13 * t + 1)]
    }
    let motion = Motion(positions: [Double](repeating: 0, count: 180), rotations: angles, form: .eulerXYZ)
    func naive(_ numbers: [Double]) throws -> (residual: Double, fit: MotionFit) {
      let labels = LabelVectors(numbers, count: 59)
      let turns = TurnVectors(motion, form: .eulerXYZ)
      var fit: MotionFit?
      let found = ConventionFit(motion: motion, expected: .base).rotation(
        ConventionFit.Turning(
          labels: labels, turns: turns, fit: MotionFit.rotation(motion, turns: turns, labels: labels), labelForm: .eulerXYZ,
          stateForm: .eulerXYZ, radiansPerUnit: 1, rounding: 0), numbers: { (numbers, angles) }, naive: &fit)
      return (found.residuals[2], try #require(fit))
    }
    let differences = (0..<59 * 3).map { angles[$0 + 3] - angles[$0] }
    let found = try naive(differences.map { $0 * degrees })
    #expect(found.residual < 1e-12)
    #expect((found.fit[.base, 0].gain - degrees).magnitude < 1e-9)
    // In radians a label that is a whole turn off is the same.
    var wrapped = differences
    for at in stride(from: 4, to: wrapped.count, by: 30) { wrapped[at] += 2 * .pi }
    #expect(try naive(wrapped).residual < 1e-12)
  }

  // MARK: All episodes together

  /// Pooled sums that are decided: labels that fit the base's frame alone.
  private func group(_ fits: [GroupConvention], usual: Double = 0.1) -> Conventions.Group {
    let (motion, steps) = plane(1)
    let noisy = zip(steps, steps.dropFirst()).map { $0 + 0.1 * $1 }
    let pooled = MotionFit.translation(motion, labels: LabelVectors(noisy), expected: .base)
    return Conventions.Group(name: "translation", feature: "action", fits: fits, pooled: pooled, naive: nil, unit: 1, usual: usual)
  }

  private func fit(steps: Double = 40, isNegated: Bool) -> GroupConvention {
    var fit = GroupConvention()
    (fit.steps, fit.winner) = (steps, 0)
    fit.residuals = SIMD3(isNegated ? 1 : 0.05, 1, .nan)
    fit.axes = .identity
    if isNegated { for axis in 0..<3 { fit.axes.cross[axis] *= -1 } }
    return fit
  }

  @Test("no frame is told where more than half of the episodes are on other axes")
  func framesNeedTheirAxes() {
    let (own, other) = (fit(isNegated: false), fit(isNegated: true))
    #expect(other.isOnOtherAxes && !own.isOnOtherAxes)
    #expect(group([own, own, other]).together.isDecided)
    #expect(group([own, other]).together.isDecided)
    #expect(!group([own, other, other]).together.isDecided)
  }

  @Test("an episode alone leaves no more than twice what is usual, and a third of what else it could be")
  func alone() {
    let group = group([])
    func isAlone(_ residual: Double, against other: Double, steps: Double = 20) -> Bool {
      group.isAlone(fit(steps: steps, isNegated: false), residual, against: other)
    }
    #expect(isAlone(0.199, against: 0.9))
    #expect(!isAlone(0.201, against: 0.9))
    #expect(!isAlone(0.199, against: 0.59))
    #expect(!isAlone(0.199, against: 0.9, steps: 19))
    // To the digit five steps do, and a tenth.
    #expect(isAlone(0, against: 1.1e-5, steps: 5))
    #expect(!isAlone(0, against: 0.9e-5, steps: 5))
    #expect(!isAlone(0, against: 1, steps: 4))
  }
}
