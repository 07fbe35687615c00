#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Sines and cosines of four angles at once: every pose of every step takes six of them.
///
/// The angle less the nearest multiple n of π/2 (in three parts of 33 bits, whose products with n are exact; Cody and Waite) lies within ±π/4,
/// where the polynomials of fdlibm (Sun Microsystems 1993, k_sin.c and k_cos.c) are good to 2⁻⁵⁸. Within 2⁻⁵² of libm's for angles up
/// to `reach`; beyond that libm is asked.
enum Trigonometry {
  static let reach = 1e5
  /// Added to a number below 2⁵¹, the sum has no bits left for a fraction, and its last bits are those of the whole number nearest by.
  private static let rounding = 0x1.8p52

  static func sineAndCosine(_ angles: SIMD4<Double>) -> (sine: SIMD4<Double>, cosine: SIMD4<Double>) {
    // Steps are small: up to 0.1 the series of six and five terms are as good.
    let square = angles * angles
    if all(square .< 0.01) {
      let odd = -1.0 / 5040 + square * (1.0 / 362_880 - square * (1.0 / 39_916_800))
      let even = -1.0 / 720 + square * (1.0 / 40_320 - square * (1.0 / 3_628_800))
      return (
        angles + angles * square * (-1.0 / 6 + square * (1.0 / 120 + square * odd)),
        1 + square * (-0.5 + square * (1.0 / 24 + square * even))
      )
    }
    // Not so for NaN.
    guard all(angles .< reach), all(angles .> -reach) else { return exact(angles) }
    let shifted = angles * (2 / .pi) + rounding
    let n = shifted - rounding
    let r = angles - n * 1.57079632673412561417 - n * 6.07710050630396597660e-11 - n * 2.02226624879595063154e-21
    let s = r * r
    let sine = bits(r + r * s * sinePolynomial(s))
    let cosine = bits(1 - (0.5 * s - s * s * cosinePolynomial(s)))
    // n mod 4 turns the pair round: (sin, cos), (cos, -sin), (-sin, -cos), (-cos, sin).
    let quadrant = bits(shifted)
    let odd = SIMD4<UInt64>.zero &- (quadrant & 1)
    let swapped = (sine ^ cosine) & odd
    let (sineSign, cosineSign) = ((quadrant & 2) &<< 62, ((quadrant &+ 1) & 2) &<< 62)
    return (numbers(sine ^ swapped ^ sineSign), numbers(cosine ^ swapped ^ cosineSign))
  }

  @inline(__always) private static func bits(_ numbers: SIMD4<Double>) -> SIMD4<UInt64> { unsafeBitCast(numbers, to: SIMD4<UInt64>.self) }
  @inline(__always) private static func numbers(_ bits: SIMD4<UInt64>) -> SIMD4<Double> { unsafeBitCast(bits, to: SIMD4<Double>.self) }

  @inline(__always)
  private static func sinePolynomial(_ s: SIMD4<Double>) -> SIMD4<Double> {
    let high = 2.75573137070700676789e-06 + s * (-2.50507602534068634195e-08 + s * 1.58969099521155010221e-10)
    return -1.66666666666666324348e-01 + s * (8.33333333332248946124e-03 + s * (-1.98412698298579493134e-04 + s * high))
  }

  @inline(__always)
  private static func cosinePolynomial(_ s: SIMD4<Double>) -> SIMD4<Double> {
    let high = -2.75573143513906633035e-07 + s * (2.08757232129817482790e-09 + s * -1.13596475577881948265e-11)
    return 4.16666666666666019037e-02 + s * (-1.38888888888741095749e-03 + s * (2.48015872894767294178e-05 + s * high))
  }

  private static func exact(_ angles: SIMD4<Double>) -> (SIMD4<Double>, SIMD4<Double>) {
    (
      SIMD4(sin(angles.x), sin(angles.y), sin(angles.z), sin(angles.w)),
      SIMD4(cos(angles.x), cos(angles.y), cos(angles.z), cos(angles.w))
    )
  }
}
