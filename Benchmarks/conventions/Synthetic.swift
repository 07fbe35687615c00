import Episodes
import Measures
import Simulation

/// What one synthetic dataset is like: drawn at random over all that makes conventions hard to tell.
struct Make: Sendable {
  enum Family: String, Sendable, CaseIterable { case base, tool, naive }
  enum Kind: String, Sendable, CaseIterable { case delta, absolute, velocity }
  enum Posture: String, Sendable, CaseIterable { case down, tilted, level }
  /// Units of translation and rotation labels.
  enum Units: String, Sendable, CaseIterable { case own, millimetres, degrees, robosuite, droid }
  enum Reading: Int, Sendable, CaseIterable { case asTold, reordered, conjugated, both }

  var episodes = 8
  var steps = 120
  var hertz = 10.0
  var turning = 0.5
  var posture = Posture.tilted
  /// Metres and radians of the state's noise.
  var noise = (0.0, 0.0)
  var lag = 0
  /// How much of what is wanted the robot does in a step; the rest is carried over.
  var tracking = 1.0
  var translation = Frame.base
  var rotation = Family.base
  var form = RotationForm.eulerXYZ
  var kind = Kind.delta
  var units = Units.own
  var isQuaternion = false
  var reading = Reading.asTold

  static let noises = [(0.0, 0.0), (0.0002, 0.05), (0.001, 0.3), (0.003, 1.0)].map { ($0.0, $0.1 * .pi / 180) }

  /// Everything that is no convention.
  init(dice: inout Dice) {
    episodes = dice.pick([3, 8, 20])
    steps = dice.pick([50, 120])
    hertz = dice.pick([3, 5, 10, 15, 20])
    turning = dice.between(0.2, 1)
    posture = dice.pick(Posture.allCases)
    noise = dice.pick(Self.noises)
    lag = dice.integer(0...3)
    tracking = dice.pick([1, 0.7, 0.4])
  }

  /// Any convention.
  mutating func drawConventions(_ dice: inout Dice) {
    isQuaternion = dice.chance(0.4)
    rotation = dice.pick(isQuaternion ? [.base, .tool] : Family.allCases)
    translation = dice.pick(Frame.allCases)
    form = dice.pick([.eulerXYZ, .rotationVector, .intrinsicXYZ])
    kind = dice.pick(Kind.allCases)
    units = kind == .delta ? dice.pick(Units.allCases) : .own
    if isQuaternion { reading = dice.pick(Reading.allCases) }
  }

  /// Conventions that nothing is wrong with.
  mutating func drawCleanConventions(_ dice: inout Dice) {
    isQuaternion = dice.chance(0.4)
    translation = dice.chance(0.75) ? .base : .tool
    rotation = translation == .base ? .base : .tool
    form = dice.pick([.eulerXYZ, .rotationVector])
    // Labels that repeat a delayed motion to the digit are shifted labels, and no commands.
    if noise.0 == 0, tracking == 1 { lag = 0 }
  }

  var gains: (Double, Double) {
    if kind == .velocity { return (hertz, hertz) }
    return switch units {
    case .own: (1, 1)
    case .millimetres: (1000, 1)
    case .degrees: (1, 180 / .pi)
    case .robosuite: (20, 2)
    case .droid: (1 / 0.075, 1 / 0.15)
    }
  }
}

/// One episode: what was wanted, how the robot moved, what was recorded and how it was labelled.
struct SyntheticEpisode {
  private(set) var states: [Double] = []
  private(set) var actions: [Double] = []

  init(_ make: Make, dice: inout Dice) {
    let total = make.steps + 12
    let shift = Self.reaches(total, scale: dice.between(0.05, 0.25) / make.hertz, hertz: make.hertz, dice: &dice)
    let turn = Self.reaches(total, scale: make.turning / make.hertz, hertz: make.hertz, dice: &dice)
    // The robot does what was wanted `lag` steps ago, and of what is pending a share in each step.
    let moved = Self.follow(shift, make)
    let turned = Self.follow(turn, make)
    let start = SIMD3(dice.between(0.2, 0.7), dice.between(-0.4, 0.4), dice.between(0.05, 0.5))
    let first: Rotation =
      switch make.posture {
      case .down: Rotation(eulerXYZ: SIMD3(.pi + 0.1 * dice.normal(), 0.1 * dice.normal(), dice.normal()))
      case .tilted: Rotation(rotationVector: dice.vector { $0.normal() * 0.6 })
      case .level: Rotation(rotationVector: dice.vector { $0.normal() * 0.1 })
      }
    let wanted = Self.path(start, first, shift, turn)
    let real = Self.path(start, first, moved, turned)
    for step in 0..<make.steps { record(make, real.positions[step], real.rotations[step], dice: &dice) }
    for step in 0..<make.steps { label(make, step, shift, turn, wanted, real.rotations[step]) }
    states = states.map { Double(Float($0)) }
    actions = actions.map { Double(Float($0)) }
  }

  /// Reaches of one to two seconds, with the speed of a minimum-jerk movement.
  private static func reaches(_ count: Int, scale: Double, hertz: Double, dice: inout Dice) -> [SIMD3<Double>] {
    var steps: [SIMD3<Double>] = []
    while steps.count < count {
      let length = max(4, Int(hertz * dice.between(1, 2)))
      let direction = dice.vector { $0.normal() }
      for index in 0..<length {
        let s = (Double(index) + 0.5) / Double(length)
        steps.append(direction * (scale * 30 * s * s * (1 - s) * (1 - s) / 1.6))
      }
    }
    return Array(steps.prefix(count))
  }

  private static func follow(_ wanted: [SIMD3<Double>], _ make: Make) -> [SIMD3<Double>] {
    var pending = SIMD3<Double>.zero
    return wanted.indices.map { step in
      if step >= make.lag { pending += wanted[step - make.lag] }
      let done = pending * make.tracking
      pending -= done
      return done
    }
  }

  private static func path(
    _ start: SIMD3<Double>, _ first: Rotation, _ shift: [SIMD3<Double>], _ turn: [SIMD3<Double>]
  ) -> (positions: [SIMD3<Double>], rotations: [Rotation]) {
    var (positions, rotations) = ([start], [first])
    for step in shift.indices {
      positions.append(positions[step] + shift[step])
      rotations.append(Rotation(rotationVector: turn[step]) * rotations[step])
    }
    return (positions, rotations)
  }

  private mutating func record(_ make: Make, _ position: SIMD3<Double>, _ rotation: Rotation, dice: inout Dice) {
    let seen = position + dice.vector { $0.normal() } * make.noise.0
    let turned = Rotation(rotationVector: dice.vector { $0.normal() } * make.noise.1) * rotation
    states += [seen.x, seen.y, seen.z]
    if make.isQuaternion {
      let q = (make.reading == .conjugated || make.reading == .both ? turned.transposed : turned).quaternion
      states += make.reading == .reordered || make.reading == .both ? [q.w, q.x, q.y, q.z] : [q.x, q.y, q.z, q.w]
    } else {
      states += turned.numbers(.eulerXYZ)
    }
    states.append(0)
  }

  private mutating func label(
    _ make: Make, _ step: Int, _ shift: [SIMD3<Double>], _ turn: [SIMD3<Double>],
    _ wanted: (positions: [SIMD3<Double>], rotations: [Rotation]), _ tool: Rotation
  ) {
    let gains = make.gains
    var translation = make.translation == .tool ? tool.transposed.rotate(shift[step]) : shift[step]
    let vector = make.rotation == .tool ? tool.transposed.rotate(turn[step]) : turn[step]
    var rotation = Rotation(rotationVector: vector).angles(make.form)
    if make.rotation == .naive { rotation = wanted.rotations[step + 1].eulerXYZ - wanted.rotations[step].eulerXYZ }
    if make.kind == .absolute {
      translation = wanted.positions[step + 1]
      rotation = wanted.rotations[step + 1].angles(make.form)
    }
    // Labels that are computed from the states end with one that moves nothing.
    if make.kind == .delta, make.noise.0 == 0, make.tracking == 1, make.lag == 0, step == make.steps - 1 {
      (translation, rotation) = (.zero, .zero)
    }
    translation *= gains.0
    rotation *= gains.1
    actions += [translation.x, translation.y, translation.z, rotation.x, rotation.y, rotation.z, 0]
  }
}

/// A dataset of such episodes, with the columns that clean simulated data have besides.
struct SyntheticDataset {
  let make: Make
  let seed: UInt64
  let frame: SimulatedDataset
  var setting: Setting

  init(_ make: Make, seed: UInt64) {
    self.make = make
    self.seed = seed
    var recipe = Recipe()
    recipe.steps = make.steps...make.steps
    recipe.hertz = make.hertz
    recipe.stateForm = make.isQuaternion ? .quaternionXYZW : .eulerXYZ
    recipe.hasTimestamps = false
    frame = SimulatedDataset(recipe: recipe, seed: seed, episodes: make.episodes)
    setting = frame.setting
    // What the owner does not say is left open: the form of the labels.
    setting.roles = RoleMap(
      setting.roles.bindings.filter { !$0.role.contains("gripper") }.map { binding in
        var binding = binding
        if binding.role == "action.rotation" { binding.form = nil }
        return binding
      })
  }

  func observations(_ requests: [ProbeRequest]) -> Observations {
    Gathering(setting: setting, requests: requests).observe(frame.description, count: make.episodes) { index, selection in
      var dice = Dice(seed: seed &* 7_919 &+ UInt64(index))
      let made = SyntheticEpisode(make, dice: &dice)
      var episode = frame.episode(index, selection: selection)
      for (at, leaf) in selection.enumerated() {
        switch setting.schema.leaves[leaf].path {
        case "observation/state": episode.columns[at].numbers = made.states
        case "action": episode.columns[at].numbers = made.actions
        default: break
        }
      }
      return episode
    }
  }
}
