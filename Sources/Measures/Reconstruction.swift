import Episodes

/// What comes of integrating labels from the first pose: the largest distance from the recorded path, and the first step that has it.
/// NaN when a label is missing on the way: there is then no path to compare.
struct Drift: Sendable, Hashable {
  var worst: Double
  var step: Int

  static let unknown = Drift(worst: .nan, step: -1)
}

enum Reconstruction {
  /// max over t of |p₀ + Σ d − p_t|, d = label in the base frame, R_t label in the tool frame.
  static func position(_ motion: Motion, labels: LabelVectors, frame: Frame) -> Drift {
    guard motion.count > 0, motion.isPositionValid[0] else { return .unknown }
    var at = motion.positions[0]
    var (worst, step) = (0.0, 0)
    for index in 0..<motion.count {
      guard labels.valid[index] else { return .unknown }
      var d = labels.vectors[index]
      if frame == .tool {
        guard motion.hasRotations, motion.isRotationValid[index] else { return .unknown }
        d = motion.rotations[index].rotate(d)
      }
      at += d
      guard motion.isPositionValid[index + 1] else { continue }
      let gap = at - motion.positions[index + 1]
      let square = (gap * gap).sum()
      if square > worst { (worst, step) = (square, index + 1) }
    }
    return Drift(worst: worst.squareRoot(), step: step)
  }

  /// max over t of the angle of R_tᵀ ∏ dR R₀: each label from the left in the base frame, from the right in the tool frame.
  static func rotation(_ motion: Motion, labels: [Rotation], valid: [Bool], frame: Frame) -> Drift {
    guard motion.hasRotations, motion.count > 0, motion.isRotationValid[0] else { return .unknown }
    var at = motion.rotations[0]
    var (worst, step) = (0.0, 0)
    for index in 0..<motion.count {
      guard valid[index] else { return .unknown }
      at = frame == .base ? labels[index] * at : at * labels[index]
      guard motion.isRotationValid[index + 1] else { continue }
      let square = at.chordSquared(to: motion.rotations[index + 1])
      if square > worst { (worst, step) = (square, index + 1) }
    }
    return Drift(worst: Rotation.angle(chordSquared: worst), step: step)
  }
}
