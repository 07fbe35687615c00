/// A seeded stream of random numbers (SplitMix64): the same on every machine.
public struct Dice: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// The seed is mixed first: streams of neighbouring seeds would otherwise be one stream, a step apart.
  public init(seed: UInt64) { state = Self.mix(seed ^ 0x9E6C_63D0_876A_3F1B) }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Self.mix(state)
  }

  private static func mix(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// Uniform on [0, 1).
  public mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }
  public mutating func between(_ low: Double, _ high: Double) -> Double { low + (high - low) * unit() }
  public mutating func integer(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(next() % UInt64(range.upperBound - range.lowerBound + 1))
  }
  public mutating func chance(_ share: Double) -> Bool { unit() < share }
  public mutating func pick<T>(_ items: [T]) -> T { items[integer(0...items.count - 1)] }

  /// Gaussian of variance 1: the sum of twelve uniforms is close but bounded, so Marsaglia's polar method.
  public mutating func normal() -> Double {
    while true {
      let (x, y) = (between(-1, 1), between(-1, 1))
      let square = x * x + y * y
      if square > 0, square < 1 { return x * (-2 * logarithm(square) / square).squareRoot() }
    }
  }

  /// Student's t with three degrees of freedom, scaled to a variance of 1: the heaviest tail that clean motion is taken to have.
  public mutating func studentThree() -> Double {
    let (a, b, c) = (normal(), normal(), normal())
    return normal() / ((a * a + b * b + c * c) / 3).squareRoot() / 3.0.squareRoot()
  }

  /// Laplace of variance 1.
  public mutating func laplace() -> Double {
    let magnitude = -logarithm(1 - unit()) / 2.0.squareRoot()
    return chance(0.5) ? magnitude : -magnitude
  }

  public mutating func vector(_ draw: (inout Dice) -> Double) -> SIMD3<Double> {
    let x = draw(&self)
    let y = draw(&self)
    let z = draw(&self)
    return SIMD3(x, y, z)
  }
}
