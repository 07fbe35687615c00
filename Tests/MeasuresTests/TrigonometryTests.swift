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

@Suite("Sines four at a time") struct TrigonometryTests {
  /// libm's are right to half a unit in the last place of numbers up to 1, which is 2⁻⁵⁴.
  private func expectNearLibm(_ angles: SIMD4<Double>) {
    let (sine, cosine) = Trigonometry.sineAndCosine(angles)
    for lane in 0..<4 {
      #expect((sine[lane] - sin(angles[lane])).magnitude <= 0x1p-52, "sin \(angles[lane])")
      #expect((cosine[lane] - cos(angles[lane])).magnitude <= 0x1p-52, "cos \(angles[lane])")
    }
  }

  @Test func agreesWithLibmAtEverySize() {
    var dice = Dice(seed: 11)
    for size in [1e-9, 1e-3, 0.05, 0.0999, 0.1, 0.3, 1, 3, 50, 9e4, 1e9] {
      for _ in 0..<500 { expectNearLibm(SIMD4(dice.normal(), dice.normal(), dice.normal(), dice.normal()) * size) }
    }
  }

  /// At multiples of a quarter turn, and where the series hands over to the reduction.
  @Test func edges() {
    for quarter in -9...9 {
      let at = Double(quarter) * .pi / 4
      expectNearLibm(SIMD4(at, at.nextUp, at.nextDown, -at))
    }
    expectNearLibm(SIMD4(0.1, 0.1.nextUp, 0.1.nextDown, -0.1))
    expectNearLibm(SIMD4(Trigonometry.reach, -Trigonometry.reach, Trigonometry.reach.nextUp, 0))
    // One large angle takes all four the exact way.
    expectNearLibm(SIMD4(1e300, 0.01, 1, -2))
  }

  @Test func whatIsNoNumberHasNoSine() {
    let (sine, cosine) = Trigonometry.sineAndCosine(SIMD4(.nan, .infinity, 1, 0))
    #expect(sine[0].isNaN && cosine[1].isNaN)
    #expect(sine[2] == sin(1.0) && cosine[3] == 1)
  }
}
