import Episodes

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A rotation of space, kept as a unit quaternion (scalar last): products stay rotations, and angles are exact near 0 and near pi,
/// where the trace of a matrix loses half of its digits. q and −q are the same rotation.
public struct Rotation: Sendable {
  /// x, y, z, w.
  public private(set) var quaternion: SIMD4<Double>

  public static let identity = Rotation(unit: SIMD4(0, 0, 0, 1))

  @inline(__always) init(unit: SIMD4<Double>) { quaternion = unit }

  /// Reads a rotation from numbers in some form. Nil when there are too few of them, when one is not finite, when a quaternion has no
  /// direction, or when a matrix is not a rotation (columns off by more than 1 %, or left-handed).
  public init?(form: RotationForm, numbers: ArraySlice<Double>) {
    guard numbers.count >= form.width else { return nil }
    let start = numbers.startIndex
    self.init(form: form) { numbers[start + $0] }
  }

  /// The same, with the numbers given by index.
  @inline(__always)
  public init?(form: RotationForm, number: (Int) -> Double) {
    switch form {
    case .rotationVector, .eulerXYZ, .eulerZYX, .intrinsicXYZ:
      let angles = SIMD3(number(0), number(1), number(2))
      let isRead = form == .rotationVector ? (angles * angles).sum().isFinite : angles.x.isFinite && angles.y.isFinite && angles.z.isFinite
      guard isRead else { return nil }
      self.init(form: form, angles: angles)
    case .quaternionXYZW:
      self.init(quaternionXYZW: SIMD4(number(0), number(1), number(2), number(3)))
    case .quaternionWXYZ:
      self.init(quaternionXYZW: SIMD4(number(1), number(2), number(3), number(0)))
    case .matrix:
      self.init(
        rows: SIMD3(number(0), number(1), number(2)), SIMD3(number(3), number(4), number(5)), SIMD3(number(6), number(7), number(8)))
    }
  }

  /// Three finite numbers of a form that is written in angles.
  @inline(__always)
  init(form: RotationForm, angles: SIMD3<Double>) {
    switch form {
    case .rotationVector: self.init(rotationVector: angles)
    case .eulerZYX: self.init(eulerXYZ: SIMD3(angles.z, angles.y, angles.x))
    // (Rx(a) Ry(b) Rz(c))ᵀ = Rz(−c) Ry(−b) Rx(−a).
    case .intrinsicXYZ: self = Rotation(eulerXYZ: -angles).transposed
    default: self.init(eulerXYZ: angles)
    }
  }

  /// Axis times angle.
  public init(rotationVector v: SIMD3<Double>) {
    let half = v * 0.5
    let squared = (half * half).sum()
    let (sine, cosine) = Self.sinc(squared: squared)
    self.init(unit: SIMD4(half * sine, cosine))
  }

  /// Roll, pitch, yaw about fixed axes: R = Rz Ry Rx.
  public init(eulerXYZ angles: SIMD3<Double>) {
    let (s, c) = Trigonometry.sineAndCosine(SIMD4(angles, 0) * 0.5)
    self.init(
      unit: SIMD4(
        s.x * c.y * c.z - c.x * s.y * s.z, c.x * s.y * c.z + s.x * c.y * s.z, c.x * c.y * s.z - s.x * s.y * c.z,
        c.x * c.y * c.z + s.x * s.y * s.z))
  }

  /// A quaternion, scalar last, of any length that is not next to nothing.
  public init?(quaternionXYZW q: SIMD4<Double>) {
    let squared = (q * q).sum()
    guard squared.isFinite, squared > 1e-12 else { return nil }
    self.init(unit: q / squared.squareRoot())
  }

  /// A matrix by rows (Shepperd's method: divide by the largest of the four components).
  public init?(rows a: SIMD3<Double>, _ b: SIMD3<Double>, _ c: SIMD3<Double>) {
    let tolerance = 0.01
    func near(_ value: Double, _ wanted: Double) -> Bool { (value - wanted).magnitude <= tolerance }
    guard near((a * a).sum(), 1), near((b * b).sum(), 1), near((c * c).sum(), 1), near((a * b).sum(), 0), near((a * c).sum(), 0),
      near((b * c).sum(), 0), (cross(a, b) * c).sum() > 0
    else { return nil }
    let trace = a.x + b.y + c.z
    var q: SIMD4<Double>
    if trace >= max(a.x, b.y, c.z) {
      q = SIMD4(c.y - b.z, a.z - c.x, b.x - a.y, 1 + trace)
    } else if a.x >= b.y, a.x >= c.z {
      q = SIMD4(1 + a.x - b.y - c.z, a.y + b.x, a.z + c.x, c.y - b.z)
    } else if b.y >= c.z {
      q = SIMD4(a.y + b.x, 1 + b.y - a.x - c.z, b.z + c.y, a.z - c.x)
    } else {
      q = SIMD4(a.z + c.x, b.z + c.y, 1 + c.z - a.x - b.y, b.x - a.y)
    }
    q /= (q * q).sum().squareRoot()
    self.init(unit: q)
  }

  /// First `b`, then `a`: the matrix product A B.
  @inline(__always)
  public static func * (a: Rotation, b: Rotation) -> Rotation {
    let (p, q) = (a.quaternion, b.quaternion)
    return Rotation(
      unit: SIMD4(
        p.w * q.x + p.x * q.w + p.y * q.z - p.z * q.y,
        p.w * q.y - p.x * q.z + p.y * q.w + p.z * q.x,
        p.w * q.z + p.x * q.y - p.y * q.x + p.z * q.w,
        p.w * q.w - p.x * q.x - p.y * q.y - p.z * q.z))
  }

  /// The inverse, which for a matrix is its transpose.
  @inline(__always)
  public var transposed: Rotation { Rotation(unit: quaternion * SIMD4(-1, -1, -1, 1)) }

  /// R v.
  @inline(__always)
  public func rotate(_ v: SIMD3<Double>) -> SIMD3<Double> {
    let axis = SIMD3(quaternion.x, quaternion.y, quaternion.z)
    let twice = cross(axis, v) * 2
    return v + twice * quaternion.w + cross(axis, twice)
  }

  /// How far it turns, 0 to pi.
  public var angle: Double {
    let axis = SIMD3(quaternion.x, quaternion.y, quaternion.z)
    return 2 * atan2((axis * axis).sum().squareRoot(), quaternion.w.magnitude)
  }

  /// The angle between two rotations, from the chord of their quaternions |p − q| = 2 sin(angle / 4).
  public func angle(to other: Rotation) -> Double { Self.angle(chordSquared: chordSquared(to: other)) }

  /// The square of the shorter chord between the quaternions: grows with the angle, and costs no trigonometry.
  @inline(__always)
  func chordSquared(to other: Rotation) -> Double {
    let near = quaternion - other.quaternion
    let square = (near * near).sum()
    // |q − p|² + |q + p|² = 4, so only one of them is below 2.
    guard square > 2 else { return square }
    let far = quaternion + other.quaternion
    return (far * far).sum()
  }

  static func angle(chordSquared: Double) -> Double { 4 * asin(min(1, chordSquared.squareRoot() / 2)) }

  /// Axis times angle, with the angle between 0 and pi.
  public var rotationVector: SIMD3<Double> {
    let q = quaternion.w < 0 ? -quaternion : quaternion
    let axis = SIMD3(q.x, q.y, q.z)
    let squared = (axis * axis).sum()
    if squared < Self.smallSquare { return axis * (2 * Self.arcsineRatio(squared: squared)) }
    let sine = squared.squareRoot()
    return axis * (2 * atan2(sine, q.w) / sine)
  }

  /// Roll, pitch and yaw about fixed axes, with the pitch between −pi/2 and pi/2. Where the pitch is a right angle only the sum or
  /// difference of the others is fixed; the roll is then taken as it comes.
  public var eulerXYZ: SIMD3<Double> {
    let (x, y, z, w) = (quaternion.x, quaternion.y, quaternion.z, quaternion.w)
    let pitchSine = 2 * (w * y - z * x)
    if pitchSine.magnitude > 1 - 1e-12 {
      return SIMD3(0, pitchSine > 0 ? .pi / 2 : -.pi / 2, atan2(2 * (w * z - x * y), 1 - 2 * (x * x + z * z)))
    }
    let square = pitchSine * pitchSine
    let pitch = square < Self.smallSquare ? pitchSine * Self.arcsineRatio(squared: square) : asin(pitchSine)
    let (rollSine, yawSine) = (2 * (w * x + y * z), 2 * (w * z + x * y))
    let (rollCosine, yawCosine) = (1 - 2 * (x * x + y * y), 1 - 2 * (y * y + z * z))
    let (roll, yaw) = Self.arctangents(SIMD2(rollSine, yawSine), SIMD2(rollCosine, yawCosine))
    return SIMD3(roll, pitch, yaw)
  }

  /// Three numbers as a form that is written in angles has them; the rotation vector for the other forms.
  @inline(__always)
  public func angles(_ form: RotationForm) -> SIMD3<Double> {
    switch form {
    case .eulerXYZ: return eulerXYZ
    case .eulerZYX:
      let v = eulerXYZ
      return SIMD3(v.z, v.y, v.x)
    case .intrinsicXYZ: return -transposed.eulerXYZ
    default: return rotationVector
    }
  }

  /// Nine numbers, row by row.
  public var matrix: [Double] {
    let (x, y, z, w) = (quaternion.x, quaternion.y, quaternion.z, quaternion.w)
    return [
      1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y),
      2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x),
      2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y),
    ]
  }

  /// The numbers of some form.
  public func numbers(_ form: RotationForm) -> [Double] {
    switch form {
    case .rotationVector:
      let v = rotationVector
      return [v.x, v.y, v.z]
    case .eulerXYZ, .eulerZYX, .intrinsicXYZ:
      let v = angles(form)
      return [v.x, v.y, v.z]
    case .quaternionXYZW: return [quaternion.x, quaternion.y, quaternion.z, quaternion.w]
    case .quaternionWXYZ: return [quaternion.w, quaternion.x, quaternion.y, quaternion.z]
    case .matrix: return matrix
    }
  }

  // MARK: Series for the small angles of single steps

  /// Below this square (sines up to 0.1: steps up to 11 degrees) series reach full precision with seven terms.
  private static let smallSquare = 0.01

  /// sin(h) / h and cos(h), given h².
  @inline(__always)
  private static func sinc(squared s: Double) -> (Double, Double) {
    if s < smallSquare {
      // (-1)^k / (2k + 1)! and (-1)^k / (2k)!, by Horner: a division costs ten products.
      let sine3 = -1.0 / 5040 + s * (1.0 / 362_880 - s * (1.0 / 39_916_800))
      let sine = 1 + s * (-1.0 / 6 + s * (1.0 / 120 + s * sine3))
      let cosine4 = 1.0 / 40_320 + s * (-1.0 / 3_628_800 + s * (1.0 / 479_001_600))
      let cosine = 1 + s * (-0.5 + s * (1.0 / 24 + s * (-1.0 / 720 + s * cosine4)))
      return (sine, cosine)
    }
    let h = s.squareRoot()
    return (sin(h) / h, cos(h))
  }

  /// atan2(y, x) twice, by the series of arctan where y is below a tenth of x.
  @inline(__always)
  private static func arctangents(_ y: SIMD2<Double>, _ x: SIMD2<Double>) -> (Double, Double) {
    let r = y / x
    let s = r * r
    guard x.x > 0, x.y > 0, s.x < smallSquare, s.y < smallSquare else { return (atan2(y.x, x.x), atan2(y.y, x.y)) }
    // 1/3 − s (1/5 − s (1/7 − ...)).
    var low = SIMD2(repeating: 1.0 / 15)
    for odd in [13.0, 11, 9, 7, 5, 3] { low = 1 / odd - s * low }
    let angles = r - r * s * low
    return (angles.x, angles.y)
  }

  /// arcsin(x) / x, given x² below `smallSquare`: Σ (2k)! / (4^k k!² (2k + 1)) x^2k.
  @inline(__always)
  private static func arcsineRatio(squared s: Double) -> Double {
    let c5 = 63.0 / 2816 + s * (231.0 / 13_312 + s * (143.0 / 10_240))
    let c3 = 15.0 / 336 + s * (105.0 / 3456 + s * c5)
    return 1 + s * (1.0 / 6 + s * (3.0 / 40 + s * c3))
  }
}

@inline(__always)
func cross(_ a: SIMD3<Double>, _ b: SIMD3<Double>) -> SIMD3<Double> {
  SIMD3(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x)
}
