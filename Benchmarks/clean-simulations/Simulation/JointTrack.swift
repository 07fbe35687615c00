import Episodes
import Measures

/// One simulated episode of arms that are labelled by their joints.
///
/// Joints go as hands do (`Track.walk`), three by three; where one would pass 2.8 rad it turns back, as at a limit.
struct JointTrack {
  let count: Int
  private(set) var states: [Double] = []
  private(set) var actions: [Double] = []

  private static let limit = 2.8

  init(recipe: Recipe, dice: inout Dice) {
    count = dice.integer(recipe.steps)
    let total = count + 8
    let pace = exponential(recipe.spread * dice.normal()) / recipe.hertz
    var joints: [[Double]] = []
    var grips: [[Double]] = []
    for (_, width) in recipe.body.arms {
      var arm: [[Double]] = []
      while arm.count < width {
        let steps = Track.walk(recipe, total, end: count, scale: recipe.turning * pace, most: 0.5, dice: &dice)
        for axis in 0..<3 where arm.count < width {
          var at = dice.between(-1.5, 1.5)
          var path = [at]
          for step in steps {
            at += step[axis]
            path.append(Self.folded(at))
          }
          arm.append(path)
        }
      }
      joints += arm
      let grip = Track.gripper(count, dice: &dice)
      grips.append(recipe.hasSlowGripper ? Self.slow(grip, dice: &dice) : grip)
    }
    let unit = recipe.isInDegrees ? 180 / Double.pi : 1
    let noise = recipe.noise * 5
    let recorded = joints.map { path in path.map { Double(Float(($0 + (noise > 0 ? noise * dice.normal() : 0)) * unit)) } }
    let commandNoise = recipe.turning / recipe.hertz * recipe.commandNoise
    var labels: [[Double]] = []
    for joint in joints.indices {
      labels.append(
        (0..<count).map { step in
          switch recipe.labels {
          case .executed:
            // Computed from what was recorded.
            let (now, next) = (recorded[joint][step], recorded[joint][min(step + 1, count - 1)])
            return recipe.jointLabels == .positions ? next : next - now
          case .commanded:
            // Ahead of the motion, with noise of their own.
            let (now, next) = (joints[joint][step + recipe.delay], joints[joint][step + recipe.delay + 1])
            let hand = commandNoise * dice.normal()
            return (recipe.jointLabels == .positions ? next + hand : (next - now) * recipe.gain + hand) * unit
          }
        })
    }
    let rate = recipe.jointLabels == .velocities ? recipe.hertz : 1
    for step in 0..<count {
      var first = 0
      for (arm, (_, width)) in recipe.body.arms.enumerated() {
        for joint in first..<first + width {
          states.append(recorded[joint][step])
          actions.append(Double(Float(labels[joint][step] * rate)))
        }
        states.append(grips[arm][max(0, step - 1)])
        actions.append(grips[arm][step])
        first += width
      }
    }
  }

  /// Turned back at the limits, as often as it takes.
  private static func folded(_ angle: Double) -> Double {
    let span = 4 * limit
    var rest = (angle + limit).truncatingRemainder(dividingBy: span)
    if rest < 0 { rest += span }
    return rest <= 2 * limit ? rest - limit : 3 * limit - rest
  }

  /// Goes from one end to the other within two to six steps.
  private static func slow(_ grip: [Double], dice: inout Dice) -> [Double] {
    let rate = 1 / Double(dice.integer(2...6))
    var (at, path) = (grip[0], [grip[0]])
    for asked in grip.dropFirst() {
      at += min(max(asked - at, -rate), rate)
      path.append(at)
    }
    return path
  }
}
