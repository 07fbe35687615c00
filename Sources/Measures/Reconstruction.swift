import Episodes

/// What comes of integrating labels from the first pose: the largest distance from the recorded path, and the first step that has it.
/// NaN when a label is missing on the way: there is then no path to compare.
struct Drift: Sendable, Hashable {
  var worst: Double
  var step: Int

  static let unknown = Drift(worst: .nan, step: -1)
}

/// The drifts with labels taken in either frame. Both are followed along one pass: each waits for its own step before, and neither for the
/// other's.
struct Drifts: Sendable, Hashable {
  var base = Drift.unknown
  var tool = Drift.unknown

  subscript(frame: Frame) -> Drift { frame == .base ? base : tool }
}

enum Reconstruction {
  /// The largest square so far, and where.
  private struct Worst {
    var square = 0.0
    var step = 0

    @inline(__always)
    mutating func add(_ square: Double, at step: Int) {
      if square > self.square { (self.square, self.step) = (square, step) }
    }
  }

  /// max over t of |p₀ + Σ d − p_t|, d = label in the base frame, R_t label in the tool frame.
  static func position(_ motion: Motion, labels: LabelVectors) -> Drifts {
    guard motion.count > 0, motion.isPositionValid[0] else { return Drifts() }
    var hasTool = motion.hasRotations
    var (base, tool) = (motion.positions[0], motion.positions[0])
    var (ofBase, ofTool) = (Worst(), Worst())
    for index in 0..<motion.count {
      guard labels.valid[index] else { return Drifts() }
      let d = labels.vectors[index]
      base += d
      if hasTool {
        hasTool = motion.isRotationValid[index]
        tool += motion.rotations[index].rotate(d)
      }
      guard motion.isPositionValid[index + 1] else { continue }
      let (near, far) = (base - motion.positions[index + 1], tool - motion.positions[index + 1])
      ofBase.add((near * near).sum(), at: index + 1)
      ofTool.add((far * far).sum(), at: index + 1)
    }
    return Drifts(
      base: Drift(worst: ofBase.square.squareRoot(), step: ofBase.step),
      tool: hasTool ? Drift(worst: ofTool.square.squareRoot(), step: ofTool.step) : .unknown)
  }

  /// max over t of the angle of R_tᵀ ∏ dR R₀: each label from the left in the base frame, from the right in the tool frame.
  static func rotation(_ motion: Motion, labels: [Rotation], valid: [Bool]) -> Drifts {
    guard motion.hasRotations, motion.count > 0, motion.isRotationValid[0] else { return Drifts() }
    var (base, tool) = (motion.rotations[0], motion.rotations[0])
    var (ofBase, ofTool) = (Worst(), Worst())
    for index in 0..<motion.count {
      guard valid[index] else { return Drifts() }
      base = labels[index] * base
      tool = tool * labels[index]
      guard motion.isRotationValid[index + 1] else { continue }
      ofBase.add(base.chordSquared(to: motion.rotations[index + 1]), at: index + 1)
      ofTool.add(tool.chordSquared(to: motion.rotations[index + 1]), at: index + 1)
    }
    return Drifts(
      base: Drift(worst: Rotation.angle(chordSquared: ofBase.square), step: ofBase.step),
      tool: Drift(worst: Rotation.angle(chordSquared: ofTool.square), step: ofTool.step))
  }
}
