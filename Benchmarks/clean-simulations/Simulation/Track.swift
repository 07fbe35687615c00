import Episodes
import Measures

/// One simulated episode as numbers: how the arm moved, what was recorded of it, and the labels.
struct Track {
  let count: Int
  private(set) var states: [Double] = []
  private(set) var actions: [Double] = []

  init(recipe: Recipe, dice: inout Dice) {
    count = dice.integer(recipe.steps)
    // The path runs on for a few steps, so that commands ahead of the motion exist up to the end.
    let total = count + 8
    let pace = exponential(recipe.spread * dice.normal()) / recipe.hertz
    // No arm moves further than a quarter of a metre or turns by more than 0.8 rad between two samples.
    let shift = Track.walk(recipe, total, end: count, scale: recipe.speed * pace, most: 0.25, dice: &dice)
    let turn = Track.walk(recipe, total, end: count, scale: recipe.turning * pace, most: 0.8, dice: &dice)

    var positions: [SIMD3<Double>] = [SIMD3(dice.between(0.2, 0.8), dice.between(-0.5, 0.5), dice.between(0, 0.6))]
    let tilt =
      recipe.isGripperDown ? SIMD3(Double.pi + 0.1 * dice.normal(), 0.1 * dice.normal(), dice.normal()) : dice.vector { $0.normal() * 0.5 }
    var rotations = [Rotation(eulerXYZ: tilt)]
    for step in 0..<total {
      positions.append(positions[step] + shift[step])
      rotations.append(Rotation(rotationVector: turn[step]) * rotations[step])
    }
    // What was recorded: with the noise of the sensors.
    let recorded = positions.map { $0 + dice.vector { $0.normal() } * recipe.noise }
    let angleNoise = recipe.noise * 5
    let recordedRotations = rotations.map { angleNoise > 0 ? Rotation(rotationVector: dice.vector { $0.normal() } * angleNoise) * $0 : $0 }
    let grip = Track.gripper(count, dice: &dice)
    write(recipe, recorded, recordedRotations, grip)
    switch recipe.labels {
    case .executed: label(recipe, recorded, recordedRotations, grip)
    case .commanded: label(recipe, positions, rotations, grip, dice: &dice)
    }
  }

  /// Steps of a path: what the arm does between samples. Honest collections cut long rests off both ends: no more than 15 % of the steps
  /// up to `end` and 1.2 s are left of them there.
  static func walk(_ recipe: Recipe, _ count: Int, end: Int, scale: Double, most: Double, dice: inout Dice) -> [SIMD3<Double>] {
    var steps: [SIMD3<Double>] = []
    let margin = Int(min(0.15 * Double(end), 1.2 * recipe.hertz))
    var (hasMoved, hasMovedLate) = (false, false)
    while steps.count < count {
      if dice.chance(recipe.idle) {
        var rest = dice.integer(3...12)
        if !hasMoved { rest = min(rest, margin - steps.count) }
        if !hasMovedLate { rest = min(rest, end - margin - steps.count) }
        if rest > 0 {
          steps += Array(repeating: .zero, count: rest)
          continue
        }
      }
      let length = dice.integer(8...25)
      let direction = dice.vector { $0.normal() }
      for index in 0..<length {
        let s = (Double(index) + 0.5) / Double(length)
        // Speed of a minimum-jerk reach: 30 s² (1 − s)², of mean 1.
        let bell = 30 * s * s * (1 - s) * (1 - s)
        switch recipe.motion {
        case .reaches: steps.append(direction * (scale * bell))
        case .laplace: steps.append(direction * (scale * 0.3) + dice.vector { $0.laplace() } * scale)
        case .student: steps.append(direction * (scale * 0.3) + dice.vector { $0.studentThree() } * scale)
        case .steady: steps.append(direction * (scale * 0.7) + dice.vector { $0.normal() } * (scale * 0.1))
        }
      }
      (hasMoved, hasMovedLate) = (true, steps.count > end - margin)
    }
    return steps.prefix(count).map { step in
      let size = (step * step).sum().squareRoot()
      return size > most ? step * (most / size) : step
    }
  }

  /// Open, closed from about a third to two thirds, open.
  static func gripper(_ count: Int, dice: inout Dice) -> [Double] {
    let close = max(1, Int(Double(count) * dice.between(0.2, 0.45)))
    let open = max(close + 2, Int(Double(count) * dice.between(0.6, 0.9)))
    return (0..<count).map { $0 >= close && $0 < open ? 0 : 1 }
  }

  private mutating func write(_ recipe: Recipe, _ positions: [SIMD3<Double>], _ rotations: [Rotation], _ grip: [Double]) {
    for step in 0..<count {
      states += [positions[step].x, positions[step].y, positions[step].z] + rotations[step].numbers(recipe.stateForm)
      states.append(step == 0 ? 1 : grip[step - 1])
    }
    states = states.map { Double(Float($0)) }
  }

  /// Labels computed from what was recorded; the last one moves nothing.
  private mutating func label(_ recipe: Recipe, _ positions: [SIMD3<Double>], _ rotations: [Rotation], _ grip: [Double]) {
    for step in 0..<count {
      let isLast = step == count - 1
      let shift = isLast ? .zero : positions[step + 1] - positions[step]
      let turn = isLast ? Rotation.identity : rotations[step + 1] * rotations[step].transposed
      append(recipe, shift, turn, frame: rotations[step], grip: grip[step])
    }
  }

  /// Labels that were sent to a controller: noisy, ahead of the motion, and not quite followed.
  private mutating func label(
    _ recipe: Recipe, _ positions: [SIMD3<Double>], _ rotations: [Rotation], _ grip: [Double], dice: inout Dice
  ) {
    let scale = recipe.speed / recipe.hertz * recipe.commandNoise
    let angleScale = recipe.turning / recipe.hertz * recipe.commandNoise
    for step in 0..<count {
      let at = step + recipe.delay
      let shift = (positions[at + 1] - positions[at]) * recipe.gain + dice.vector { $0.normal() } * scale
      let turn = (rotations[at + 1] * rotations[at].transposed).rotationVector * recipe.gain + dice.vector { $0.normal() } * angleScale
      append(recipe, shift, Rotation(rotationVector: turn), frame: rotations[at], grip: grip[step])
    }
  }

  private mutating func append(_ recipe: Recipe, _ shift: SIMD3<Double>, _ turn: Rotation, frame: Rotation, grip: Double) {
    let isTool = recipe.frame == .tool
    let local = isTool ? frame.transposed.rotate(shift) : shift
    let localTurn = isTool ? frame.transposed * turn * frame : turn
    for number in [local.x, local.y, local.z] + localTurn.numbers(recipe.actionForm) + [grip] { actions.append(Double(Float(number))) }
  }
}
