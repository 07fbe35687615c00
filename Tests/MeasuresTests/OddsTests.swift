import Episodes
import Simulation
import Testing

@testable import Measures

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What noise leaves open is left open, and told once there are episodes enough.
@Suite("Conventions in noise") struct OddsTests {
  @Test("odds are the ratio of what is unexplained, to the power of half the numbers") func arithmetic() {
    // Three numbers a step: (0.4 / 0.2)^(300 / 2).
    #expect((Odds.logarithm(of: 0.2, against: 0.4, steps: 100) - 150 * log(2.0)).magnitude < 1e-9)
    #expect(Odds.logarithm(of: 0.4, against: 0.2, steps: 100) < 0)
    // Rounding is no evidence, nor are more steps than limits were tried on.
    #expect(Odds.logarithm(of: 0, against: 1e-10, steps: 100) == 0)
    #expect(Odds.logarithm(of: 0.2, against: 0.21, steps: 1e6) == Odds.logarithm(of: 0.2, against: 0.21, steps: 2400))
    #expect((Odds.decisive - log(1000.0)).magnitude < 0.01)
  }

  /// Labels that go slowly to and fro with 1 cm a step, a period of 40 steps and another phase along each axis; the robot does `share` of
  /// what is pending `delay` steps later, and labels are `gain` times what is wanted. Orientations stay as they are.
  private func swaying(
    episodes: Int, gain: Double = 1, hertz: Double = 10, delay: Int = 0, share: Double = 1, noise: @escaping (Int) -> Double
  ) -> EditedDataset {
    var dataset = EditedDataset()
    dataset.episodes = episodes
    dataset.recipe.hertz = hertz
    dataset.edit = { index, states, actions in
      var random = TestRandom(UInt64(index) + 11)
      var (place, pending) = (SIMD3(0.5, 0, 0.3), SIMD3<Double>.zero)
      let wanted = states.indices.map { row in
        SIMD3(0.0, 2, 4).map { 0.01 * sin(2 * .pi * Double(row) / 40 + $0 + Double(index)) }
      }
      let orientation = states[0][3..<6]
      for row in states.indices {
        for axis in 0..<3 {
          states[row][axis] = place[axis] + random.normal(noise(index))
          actions[row][axis] = gain * wanted[row][axis]
          actions[row][axis + 3] = 0
        }
        states[row].replaceSubrange(3..<6, with: orientation)
        if row >= delay { pending += wanted[row - delay] }
        place += pending * share
        pending -= pending * share
      }
    }
    return dataset
  }

  @Test("a delay of one step of slow labels stands out where there is little noise") func slowLabels() throws {
    // Correlations of 1 and cos(2 pi / 40) = 0.988: close, and yet far apart for hundreds of steps with a hundredth of noise.
    let found = try swaying(episodes: 3, delay: 1) { _ in 0.0005 }.observations().measure("action.lag.commanded")
    #expect(found.facts["lag"] == "1" && found.overallNumber == 1)
  }

  @Test("a delay between two steps is told as both, until there is enough to tell the nearer one") func between() throws {
    // The filter a / (1 − (1 − a) z⁻¹) with a = 0.4 is late by 1.44 steps at a period of 40: cos² is 0.9952 one step later, 0.9923 two, 0.950
    // none and 0.941 three. With three tenths of the labels unexplained the odds of one against two are e^4 in three episodes of 90 steps
    // and e^26 in twenty; against none and three, e^40 and more.
    let few = try swaying(episodes: 3, share: 0.4) { _ in 0.0031 }.observations().measure("action.lag.commanded")
    #expect(few.facts["lag"] == "1 to 2" && few.facts["delay"] == "1 to 2 steps later" && few.overallNumber == 2)
    let many = try swaying(episodes: 20, share: 0.4) { _ in 0.0031 }.observations().measure("action.lag.commanded")
    #expect(many.facts["lag"] == "1")
  }

  @Test("in so much noise that three lags fit as well none is told") func noLag() {
    // Six tenths unexplained: no delay and three steps leave three per cent more, which is odds of e^3 over 75 steps.
    var dataset = swaying(episodes: 3, share: 0.4) { _ in 0.0058 }
    dataset.recipe.steps = 25...25
    let absence = #expect(throws: Absence.self) { try dataset.observations().measure("action.lag.commanded") }
    #expect(absence?.kind == .undetermined)
  }

  @Test("velocities are not called a controller's unit where two episodes of three were lucky with their noise") func luckyEpisodes() throws
  {
    // The variance of a step is 5e-5 along each axis. Noise of variance s² in the places adds 2 s²; the residual is to be 0.1, 0.3 and 0.8, so
    // gains of 15 show as 13.5, 10.5 and 3: DROID's 13.33 lies between, 15 only where all three are asked how much noise there is.
    let noises = [0.1, 0.3, 0.8].map { (5e-5 * $0 / (1 - $0) / 2).squareRoot() }
    let noisy = try swaying(episodes: 3, gain: 15, hertz: 15) { noises[$0] }.observations().measure("action.unit")
    let unit = try #require(noisy.facts["unit"])
    #expect(unit.contains("velocities") || unit == "one without a name")
    let quiet = try swaying(episodes: 3, gain: 15, hertz: 15) { _ in 1e-5 }.observations().measure("action.unit")
    #expect(try #require(quiet.facts["unit"]).hasPrefix("translation labels are velocities (per second, at 15 Hz)"))
  }

  /// Turns of up to `most` rad a step, recorded with noise, and labelled in some form in the base's frame or, the robot being three steps late, in
  /// the tool's; the hand stays in its place.
  private func turning(
    episodes: Int, gain: Double = 1, hertz: Double = 10, noise: Double = 0, form: RotationForm = .rotationVector, isLateTool: Bool = false,
    most: @escaping (Int) -> Double
  ) -> EditedDataset {
    var dataset = EditedDataset()
    dataset.episodes = episodes
    dataset.recipe.hertz = hertz
    dataset.edit = { index, states, actions in
      var random = TestRandom(UInt64(index) + 5)
      var now = Rotation(eulerXYZ: SIMD3(0.3, -0.2, 0.5))
      let wanted = states.indices.map { row in
        SIMD3(0.0, 2, 4).map { most(index) * sin(2 * .pi * Double(row) / 40 + $0 + Double(index)) }
      }
      for row in states.indices {
        let seen = Rotation(rotationVector: SIMD3(random.normal(noise), random.normal(noise), random.normal(noise))) * now
        let label = Rotation(rotationVector: isLateTool ? now.transposed.rotate(wanted[row]) : wanted[row]).angles(form)
        for axis in 0..<3 {
          states[row][axis] = 0.4
          states[row][axis + 3] = seen.eulerXYZ[axis]
          actions[row][axis] = 0
          actions[row][axis + 3] = gain * label[axis]
        }
        if !isLateTool || row >= 3 { now = Rotation(rotationVector: wanted[isLateTool ? row - 3 : row]) * now }
      }
    }
    return dataset
  }

  @Test("rotations alone in a controller's unit are not called velocities of a rate beside it") func rotationsAlone() throws {
    // DROID's 6.67 at 5 Hz: with three tenths of noise it shows as 4.67.
    let noise = (0.08 * 0.08 / 2 * 0.3 / 0.7 / 2).squareRoot()
    let found = try turning(episodes: 8, gain: 1 / 0.15, hertz: 5, noise: noise) { _ in 0.08 }.observations().measure("action.unit")
    #expect(found.facts["unit"] == "one without a name")
    let gain = try #require(found.facts["gain.rotation"].flatMap { Double($0) })
    #expect((4...5.3).contains(gain))
  }

  @Test("a form that fits a little better in three episodes is not told, in twenty it is") func form() throws {
    // Forms differ by half the product of two angles, here three thousandths of the labels' square; noise of 0.027 rad leaves a tenth of it.
    // Three per cent over half of 90 steps: odds of e^6 in three episodes, of e^40 in twenty.
    let few = turning(episodes: 3, noise: 0.027) { _ in 0.16 }
    #expect(throws: Absence.self) { try few.observations().measure("action.form.gap") }
    let many = try turning(episodes: 20, noise: 0.027) { _ in 0.16 }.observations().measure("action.form.gap")
    #expect(many.facts["form"] == "rotation-vector")
  }

  @Test("episodes too slow for their form to show leave it to the others") func slowEpisodes() throws {
    // At a thousandth of a radian a step every form fits to the digit: (0.001 / 2)² of the labels' square is what they differ by.
    let found = try turning(episodes: 8, form: .intrinsicXYZ) { $0 < 2 ? 0.001 : 0.2 }.observations().measure("action.form.gap")
    #expect(found.facts["form"] == "intrinsic-xyz")
  }

  @Test("a tool that turns on while the robot is late keeps the form of labels in its frame from being told") func lateTool() {
    // Without noise, twenty episodes: read as roll, pitch, yaw a twentieth less is unexplained than as the rotation vectors that they are.
    let dataset = turning(episodes: 20, isLateTool: true) { _ in 0.2 }
    #expect(throws: Absence.self) { try dataset.observations().measure("action.form.gap") }
  }
}

extension SIMD3<Double> {
  fileprivate func map(_ transform: (Double) -> Double) -> SIMD3<Double> { SIMD3(transform(x), transform(y), transform(z)) }
}
