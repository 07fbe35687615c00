import Episodes
import Simulation
import Testing

@testable import Measures

@Suite struct MotionFitTests {
  private func alongX(_ values: [Double]) -> [Double] {
    var numbers: [Double] = []
    for value in values { numbers += [value, 0, 0] }
    return numbers
  }

  @Test func gainResidualAndLagAreThoseOfTheFormula() {
    // Positions 0, 1, 3, 6, 10 ... along x: motions 1, 2, 3 ... Labels ask for twice the motion one step later.
    let steps = 12
    let positions = alongX((0..<steps).map { Double($0 * ($0 + 1) / 2) })
    let labels = alongX((0..<steps).map { 2 * Double($0 + 2) })
    let fit = MotionFit.translation(positions: positions, rotations: nil, labels: labels)
    #expect(fit[.base, 1].gain == 2)
    #expect(fit[.base, 1].residual < 1e-15)
    #expect(fit.bestLag(.base) == 1)
    #expect(!fit.hasTool)
    // At lag 0: a = 2(t + 2), d = t + 1 over t = 0 ... 10, by hand.
    let (a, d) = ((0..<11).map { 2 * Double($0 + 2) }, (0..<11).map { Double($0 + 1) })
    let ad = zip(a, d).reduce(0) { $0 + $1.0 * $1.1 }
    let (aa, dd) = (a.reduce(0) { $0 + $1 * $1 }, d.reduce(0) { $0 + $1 * $1 })
    #expect(fit[.base, 0].count == 11)
    #expect((fit[.base, 0].gain - ad / dd).magnitude < 1e-14)
    #expect((fit[.base, 0].residual - (1 - ad * ad / (aa * dd))).magnitude < 1e-14)
  }

  @Test func labelsAgainstTheMotionHaveNoFit() {
    let positions = alongX((0..<10).map { Double($0) })
    let fit = MotionFit.translation(positions: positions, rotations: nil, labels: alongX(Array(repeating: -1, count: 10)))
    #expect(fit[.base, 0].residual == 1)
    #expect(fit[.base, 0].unsignedResidual < 1e-15)
  }

  @Test(arguments: [RotationForm.eulerXYZ, .rotationVector, .quaternionXYZW, .matrix], Frame.allCases)
  func turnsAreComparedAsTheirFormWritesThem(form: RotationForm, frame: Frame) {
    var dice = Dice(seed: 3)
    var rotations = [Rotation(eulerXYZ: SIMD3(3, 0.2, -1))]
    var labels: [Double] = []
    for _ in 0..<30 {
      let turn = Rotation(rotationVector: dice.vector { $0.normal() * 0.2 })
      let last = rotations[rotations.count - 1]
      rotations.append(frame == .base ? turn * last : last * turn)
      labels += turn.numbers(form)
    }
    labels += Rotation.identity.numbers(form)
    let fit = MotionFit.rotation(rotations: rotations, labels: labels, form: form)
    #expect(fit.bestFrame == frame)
    #expect(fit[frame, 0].residual < 1e-12)
    #expect((fit[frame, 0].gain - 1).magnitude < 1e-6)
    let other: Frame = frame == .base ? .tool : .base
    #expect(fit[other, 0].residual > 0.01)
  }

  @Test func stepsThatAreNotFiniteAreLeftOut() {
    var positions = alongX((0..<20).map { Double($0 * $0) })
    let labels = alongX((0..<20).map { 2 * Double($0) + 1 })
    positions[15] = .nan
    let fit = MotionFit.translation(positions: positions, rotations: nil, labels: labels)
    #expect(fit[.base, 0].count == 17)
    #expect(fit[.base, 0].residual < 1e-15)
  }

  /// Labels from float64 poses, both stored as float32: steps of 1 mm to 2 cm, and of 0.1 mm where rounding is most of the residual.
  @Test(arguments: [0.02, 0.001, 0.0001]) func roundingIsNotTakenForNoise(step: Double) {
    var dice = Dice(seed: 11)
    var (positions, labels): ([Double], [Double]) = ([], [])
    var at = SIMD3(0.9, -1.1, 0.4)
    for _ in 0..<100 {
      let move = dice.vector { $0.normal() } * (step / 3.0.squareRoot())
      positions += [at.x, at.y, at.z].map { Double(Float($0)) }
      labels += [move.x, move.y, move.z].map { Double(Float($0)) }
      at += move
    }
    let motion = Motion(positions: positions)
    let fit = MotionFit.translation(motion, labels: LabelVectors(labels, count: 100))
    let exactness = fit.exactness(
      rounding: Rounding.meanSquare(reach: motion.reach, bits: 23), labelRounding: Rounding.relativeMeanSquare(bits: 23))
    #expect(exactness < LabelKind.exact)
    if step < 0.001 { #expect(fit[.base, 0].residual > 1e-7, "rounding does show here") }
  }

  @Test func motionBelowTheResolutionHasNoVote() {
    var dice = Dice(seed: 12)
    let positions = (0..<180).map { _ in Double(Float(1 + 3e-7 * dice.normal())) }
    let motion = Motion(positions: positions)
    let fit = MotionFit.translation(motion, labels: LabelVectors((0..<180).map { _ in 1e-6 * dice.normal() }, count: 60))
    #expect(fit.exactness(rounding: Rounding.meanSquare(reach: motion.reach, bits: 23), labelRounding: 0).isNaN)
  }

  /// Sums at every lag against loops over single steps, for episodes shorter and longer than the lags, with labels that are no numbers.
  @Test(arguments: 1...14) func sumsAreThoseOfSingleSteps(steps: Int) {
    var dice = Dice(seed: UInt64(steps))
    for gap in [nil, 0, steps / 2, steps - 1] {
      let positions = (0..<steps * 3).map { _ in dice.normal() }
      var labels = (0..<steps * 3).map { _ in dice.normal() }
      if let gap { labels[gap * 3 + 1] = .nan }
      let fit = MotionFit.translation(positions: positions, rotations: nil, labels: labels)
      for lag in MotionFit.lags {
        var (aa, dd, ad, count) = (0.0, 0.0, 0.0, 0.0)
        // The label of the last step has no motion of its own, and is left out with all others like it.
        for step in 0..<steps - 1 where step + lag >= 0 && step + lag < steps - 1 && step != gap {
          count += 1
          for axis in 0..<3 {
            let (a, d) = (labels[step * 3 + axis], positions[(step + lag + 1) * 3 + axis] - positions[(step + lag) * 3 + axis])
            aa += a * a
            dd += d * d
            ad += a * d
          }
        }
        let sums = fit[.base, lag]
        #expect(sums.count == count)
        for (found, wanted) in [(sums.aa, aa), (sums.dd, dd), (sums.ad, ad)] {
          #expect((found - wanted).magnitude <= 1e-12 * (1 + wanted.magnitude))
        }
      }
    }
  }
}
