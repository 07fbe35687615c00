import Episodes

/// What a simulated dataset is like: drawn at random for each, within what honest collections show.
public struct Recipe: Sendable {
  public enum Labels: String, Sendable, CaseIterable { case executed, commanded }
  /// How the arm moves: minimum-jerk reaches; steps of heavy tails (Laplace or Student's t) around a drift; small steps all along.
  public enum Motion: String, Sendable, CaseIterable { case reaches, laplace, student, steady }

  /// What moves: a hand that is labelled by its pose; or arms that are labelled by their joints, as an SO-100, a Franka, or two arms have
  /// them, the gripper behind each.
  public enum Body: String, Sendable, CaseIterable {
    case hand, sixJoints, sevenJoints, twoArms

    /// The prefix of each arm's roles, and its joints.
    var arms: [(part: String, joints: Int)] {
      switch self {
      case .hand: []
      case .sixJoints: [("", 6)]
      case .sevenJoints: [("", 7)]
      case .twoArms: [("left.", 6), ("right.", 6)]
      }
    }

    /// Joints and grippers of all arms.
    var jointWidth: Int { arms.reduce(0) { $0 + $1.joints + 1 } }
  }
  public enum JointLabels: String, Sendable, CaseIterable { case positions, changes, velocities }
  /// Whose loader reads it.
  public enum Model: String, Sendable, CaseIterable { case none, openvla, octo, openpi, rt1 }
  /// What is stored of tokens, or that the owner declares a pair to encode and decode with.
  public enum Tokens: String, Sendable, CaseIterable { case none, ids, decoded, pair }

  public var labels: Labels = .executed
  public var motion: Motion = .reaches
  public var frame: Frame = .base
  /// Whether the owner says in which frame deltas are: in the tool's they are only clean where that is declared.
  public var declaresFrame = false
  public var stateForm: RotationForm = .eulerXYZ
  public var actionForm: RotationForm = .eulerXYZ
  public var hertz: Double = 10
  public var steps: ClosedRange<Int> = 60...120
  /// Metres and radians per second of a usual movement.
  public var speed: Double = 0.15
  public var turning: Double = 0.5
  /// Share of time at rest.
  public var idle: Double = 0
  /// Noise of the recorded pose, in metres and radians (the latter per metre of the former, roughly).
  public var noise: Double = 0
  /// Commanded labels: how many steps the robot follows later, how much of the command it does, and the command's own noise as a share
  /// of the step.
  public var delay = 0
  public var gain = 1.0
  public var commandNoise = 0.1
  /// How differently fast episodes are: standard deviation of the logarithm of their speed.
  public var spread = 0.25
  public var isGripperDown = true
  public var hasTimestamps = true
  public var jitter = 0.02
  public var tasks = 4
  /// What the target normalises by.
  public var normalisation: TargetFacts.Normalisation.Kind = .quantiles
  public var body: Body = .hand
  public var jointLabels: JointLabels = .positions
  /// Joints in degrees, and declared so.
  public var isInDegrees = false
  /// The gripper goes over within a few steps instead of one.
  public var hasSlowGripper = false
  public var model: Model = .none
  /// The statistics file that the model's loader wrote of the data lies beside them.
  public var hasStatistics = false
  public var tokens: Tokens = .none
  /// Streams with a clock of their own, of which each step holds the newest sample.
  public var streams = 0

  public init() {}

  /// Any honest dataset.
  public init(dice: inout Dice) {
    labels = dice.chance(0.5) ? .executed : .commanded
    motion = dice.pick(Motion.allCases)
    frame = dice.chance(0.8) ? .base : .tool
    declaresFrame = frame == .tool
    stateForm = dice.pick([.eulerXYZ, .quaternionXYZW, .rotationVector])
    actionForm = dice.pick([.eulerXYZ, .rotationVector])
    hertz = dice.pick([3, 5, 10, 15, 20, 30])
    let shortest = dice.integer(25...60)
    steps = shortest...(shortest + dice.integer(10...60))
    speed = dice.between(0.05, 0.3)
    turning = dice.between(0.2, 1)
    idle = dice.chance(0.5) ? 0 : dice.between(0.1, 0.6)
    noise = dice.pick([0, 0, 0.0002, 0.001, 0.003])
    delay = dice.integer(0...3)
    gain = dice.pick([1, 1, 0.7, 1.3])
    commandNoise = dice.between(0.02, 0.4)
    spread = dice.between(0.1, 0.4)
    isGripperDown = dice.chance(0.6)
    hasTimestamps = dice.chance(0.5)
    tasks = dice.integer(1...5)
    normalisation = dice.pick(TargetFacts.Normalisation.Kind.allCases)
    // What came later is drawn later: the motion of a seed stays what it was.
    body = dice.chance(0.75) ? .hand : dice.pick([.sixJoints, .sevenJoints, .twoArms])
    jointLabels = dice.pick(JointLabels.allCases)
    isInDegrees = body == .sixJoints && dice.chance(0.5)
    hasSlowGripper = dice.chance(0.5)
    model = dice.pick(Model.allCases)
    hasStatistics = dice.chance(0.7)
    tokens = dice.pick(Tokens.allCases)
    streams = dice.integer(0...2)
    // OpenVLA's tokens are of actions that were scaled by its statistics.
    if model == .openvla, tokens != .none { hasStatistics = true }
    if model == .openpi || model == .octo { tokens = dice.chance(0.5) ? .pair : .none }
  }
}
