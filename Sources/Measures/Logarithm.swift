/// Natural logarithm and exponential in plain arithmetic, so that limits are the same bits on every machine whatever its C library.
enum Logarithm {
  /// ln x for positive x: x = m · 2^e with m around 1, and the series of artanh((m − 1) / (m + 1)). Within 2 units in the last place.
  static func natural(_ x: Double) -> Double {
    guard x > 0, x.isFinite else { return x == 0 ? -.infinity : x > 0 ? x : .nan }
    var mantissa = x.significand
    var exponent = Double(x.exponent)
    if mantissa > 1.4142135623730951 {
      mantissa /= 2
      exponent += 1
    }
    let t = (mantissa - 1) / (mantissa + 1)
    let square = t * t
    var sum = 0.0
    // |t| < 0.172: the 13th term is below 1e-20.
    var denominator = 25.0
    while denominator >= 1 {
      sum = sum * square + 1 / denominator
      denominator -= 2
    }
    return 2 * t * sum + exponent * 0.6931471805599453
  }

  /// e^x: x = k ln 2 + r, and the series of e^r.
  static func exponential(_ x: Double) -> Double {
    guard x > -745 else { return 0 }
    guard x < 709 else { return .infinity }
    let k = (x / 0.6931471805599453).rounded()
    let r = x - k * 0.6931471805599453
    var sum = 1.0
    var term = 20.0
    while term >= 1 {
      sum = 1 + r / term * sum
      term -= 1
    }
    return sum * Double(sign: .plus, exponent: Int(k), significand: 1)
  }
}
