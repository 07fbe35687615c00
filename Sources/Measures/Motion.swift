import Episodes

/// The poses of one episode and how it moved between them, in the robot's base frame and in the tool's.
///
/// For t = 0 ..< T−1: base dp = p[t+1] − p[t], D = R[t+1] R[t]ᵀ; tool R[t]ᵀ dp, R[t]ᵀ D R[t]. The last step has no next pose and so
/// no motion. What is not finite, or no rotation, is marked as not valid and stands as zero.
public struct Motion: Sendable {
  /// Steps with a motion: T − 1.
  public let count: Int
  public let positions: [SIMD3<Double>]
  public let isPositionValid: [Bool]
  /// Empty when the rotations are not known.
  public let rotations: [Rotation]
  public let isRotationValid: [Bool]
  /// The largest position along each axis: what rounding of stored positions goes by.
  let reach: SIMD3<Double>
  let translationBase: [SIMD3<Double>]
  let translationValid: [Bool]
  /// D as a rotation, in the base frame.
  let turns: [Rotation]
  let turnValid: [Bool]

  /// From `3T` numbers, and `T` rows of a rotation in some form where there is one. Angles are multiplied by `radiansPerUnit`.
  public init(positions numbers: [Double], rotations rotationNumbers: [Double] = [], form: RotationForm? = nil, radiansPerUnit: Double = 1)
  {
    let steps = numbers.count / 3
    var rotations: [Rotation] = []
    var rotationValid: [Bool] = []
    if let form, rotationNumbers.count >= steps * form.width {
      (rotations, rotationValid) = Motion.read(rotationNumbers, form: form, count: steps, radiansPerUnit: radiansPerUnit)
    }
    self.init(positions: numbers, rotations: rotations, isRotationValid: rotationValid)
  }

  /// From rotations that are known as such.
  public init(positions numbers: [Double], rotations: [Rotation], isRotationValid: [Bool]? = nil) {
    self.init(
      positions: (0..<numbers.count / 3).map { SIMD3(numbers[$0 * 3], numbers[$0 * 3 + 1], numbers[$0 * 3 + 2]) }, areFinite: false,
      rotations: rotations, isRotationValid: isRotationValid)
  }

  /// `areFinite` where all positions are known to be.
  init(positions given: [SIMD3<Double>], areFinite: Bool, rotations: [Rotation], isRotationValid: [Bool]? = nil) {
    let steps = given.count
    let hasRotations = rotations.count == steps && steps > 0
    let rotationValid = hasRotations ? isRotationValid ?? Array(repeating: true, count: steps) : []
    var positions = given
    var positionValid = [Bool](repeating: true, count: steps)
    var reach = SIMD3<Double>.zero
    for step in 0..<steps {
      let position = given[step]
      if areFinite || (position * position).sum().isFinite {
        reach = pointwiseMax(reach, pointwiseMax(position, -position))
      } else {
        positions[step] = .zero
        positionValid[step] = false
      }
    }
    let count = max(0, steps - 1)
    var valid = [Bool](repeating: true, count: count)
    var turnValid = [Bool](repeating: true, count: hasRotations ? count : 0)
    // Without a rotation the tool frame is unknown at this step, so the step is compared in neither frame.
    if !areFinite || rotationValid.contains(false) {
      for step in 0..<count {
        valid[step] = positionValid[step] && positionValid[step + 1] && (!hasRotations || rotationValid[step])
        if hasRotations { turnValid[step] = rotationValid[step] && rotationValid[step + 1] }
      }
    }
    translationBase = [SIMD3<Double>](unsafeUninitializedCapacity: count) { base, filled in
      for step in 0..<count {
        base.initializeElement(at: step, to: valid[step] ? positions[step + 1] - positions[step] : .zero)
      }
      filled = count
    }
    turns = [Rotation](unsafeUninitializedCapacity: hasRotations ? count : 0) { turns, filled in
      guard hasRotations else { return }
      for step in 0..<count {
        turns.initializeElement(at: step, to: turnValid[step] ? rotations[step + 1] * rotations[step].transposed : .identity)
      }
      filled = count
    }
    self.count = count
    self.positions = positions
    self.isPositionValid = positionValid
    self.rotations = hasRotations ? rotations : []
    self.isRotationValid = rotationValid
    self.reach = reach
    translationValid = valid
    self.turnValid = turnValid
  }

  var hasRotations: Bool { !rotations.isEmpty }

  /// The motion as the tool sees it; empty without rotations. Worked out when asked for: most episodes fit in the base frame.
  var translationTool: [SIMD3<Double>] {
    guard hasRotations else { return [] }
    var tool = translationBase
    for step in tool.indices where translationValid[step] { tool[step] = rotations[step].transposed.rotate(tool[step]) }
    return tool
  }

  /// The turn of a step as labels of this form would write it, in the frame asked for.
  @inline(__always)
  func turn(_ step: Int, frame: Frame, form: RotationForm) -> SIMD3<Double> {
    switch (form, frame) {
    case (.eulerXYZ, .base), (.eulerZYX, .base), (.intrinsicXYZ, .base): return turns[step].angles(form)
    case (.eulerXYZ, .tool), (.eulerZYX, .tool), (.intrinsicXYZ, .tool):
      return (rotations[step].transposed * rotations[step + 1]).angles(form)
    // The axis of a turn turns with the frame; so no second logarithm.
    case (_, .base): return turns[step].rotationVector
    case (_, .tool): return rotations[step].transposed.rotate(turns[step].rotationVector)
    }
  }

  /// Rows of a rotation in some form; rows that are none stand as the identity and are marked.
  static func read(
    _ numbers: [Double], form: RotationForm, count: Int, radiansPerUnit: Double
  ) -> (rotations: [Rotation], valid: [Bool]) {
    var rotations = [Rotation](repeating: .identity, count: count)
    var valid = [Bool](repeating: true, count: count)
    let unit = form.isAngles ? radiansPerUnit : 1
    for row in 0..<count {
      if let rotation = Rotation(form: form, number: { numbers[row * form.width + $0] * unit }) {
        rotations[row] = rotation
      } else {
        valid[row] = false
      }
    }
    return (rotations, valid)
  }
}

extension Motion {
  /// Three angles a row, which are all finite.
  static func read(_ angles: [SIMD3<Double>], form: RotationForm, radiansPerUnit: Double) -> (rotations: [Rotation], valid: [Bool]) {
    let rotations = [Rotation](unsafeUninitializedCapacity: angles.count) { rotations, count in
      for row in angles.indices { rotations.initializeElement(at: row, to: Rotation(form: form, angles: angles[row] * radiansPerUnit)) }
      count = angles.count
    }
    return (rotations, Array(repeating: true, count: angles.count))
  }
}

extension RotationForm {
  /// Written in angles, so that a unit of angle matters.
  var isAngles: Bool { self == .rotationVector || isEuler }
}

/// Labels of one episode as vectors: translations, or turns as a rotation vector (Euler angles stay what they are).
struct LabelVectors {
  var vectors: [SIMD3<Double>]
  var valid: [Bool]

  /// `count` rows of three numbers; rows that are missing are not valid.
  init(_ numbers: [Double], count: Int) {
    vectors = Array(repeating: .zero, count: count)
    valid = Array(repeating: false, count: count)
    for row in 0..<min(count, numbers.count / 3) {
      let vector = SIMD3(numbers[row * 3], numbers[row * 3 + 1], numbers[row * 3 + 2])
      if (vector * vector).sum().isFinite {
        vectors[row] = vector
        valid[row] = true
      }
    }
  }

  init(_ vectors: [SIMD3<Double>]) {
    self.init(
      vectors: vectors.map { ($0 * $0).sum().isFinite ? $0 : .zero }, valid: vectors.map { ($0 * $0).sum().isFinite })
  }

  private init(vectors: [SIMD3<Double>], valid: [Bool]) {
    self.vectors = vectors
    self.valid = valid
  }

  /// `areFinite` where all of their numbers are known to be.
  init(_ vectors: [SIMD3<Double>], areFinite: Bool) {
    if areFinite {
      self.init(vectors: vectors, valid: Array(repeating: true, count: vectors.count))
    } else {
      self.init(vectors)
    }
  }

  /// Rotation labels: three angles are taken as they are written, quaternions and matrices as their rotation vector.
  static func rotations(_ numbers: [Double], form: RotationForm, count: Int) -> LabelVectors {
    if form.isAngles { return LabelVectors(numbers, count: count) }
    let rows = min(count, numbers.count / form.width)
    let (rotations, isRotation) = Motion.read(numbers, form: form, count: rows, radiansPerUnit: 1)
    return LabelVectors(
      vectors: rotations.map(\.rotationVector) + Array(repeating: .zero, count: count - rows),
      valid: isRotation + Array(repeating: false, count: count - rows))
  }
}
