/// How a rotation is written in numbers.
public enum RotationForm: String, Sendable, Hashable, CaseIterable {
  /// Axis times angle, three numbers.
  case rotationVector = "rotation-vector"
  /// Roll, pitch, yaw about fixed axes: R = Rz Ry Rx.
  case eulerXYZ = "euler-xyz"
  /// The same three angles stored as yaw, pitch, roll.
  case eulerZYX = "euler-zyx"
  /// Angles about axes that turn along: R = Rx Ry Rz. The same letters, another rotation.
  case intrinsicXYZ = "intrinsic-xyz"
  /// Quaternion, scalar last.
  case quaternionXYZW = "quaternion-xyzw"
  /// Quaternion, scalar first.
  case quaternionWXYZ = "quaternion-wxyz"
  /// Nine numbers, row by row.
  case matrix

  public var width: Int {
    switch self {
    case .rotationVector, .eulerXYZ, .eulerZYX, .intrinsicXYZ: 3
    case .quaternionXYZW, .quaternionWXYZ: 4
    case .matrix: 9
    }
  }

  /// The forms that are looked for in data that do not say how they are written. The others are rare: they are used where they are
  /// declared, and told where labels show them.
  public static let common: [RotationForm] = [.rotationVector, .eulerXYZ, .quaternionXYZW, .quaternionWXYZ, .matrix]

  /// Three angles about coordinate axes: what differs element by element is then no rotation.
  public var isEuler: Bool { self == .eulerXYZ || self == .eulerZYX || self == .intrinsicXYZ }
}

/// The frame in which label deltas are written.
public enum Frame: String, Sendable, Hashable, CaseIterable {
  /// The robot's base: d = p[t+1] - p[t], D = R[t+1] R[t]ᵀ.
  case base
  /// The tool: d = R[t]ᵀ (p[t+1] - p[t]), D = R[t]ᵀ R[t+1].
  case tool
}

/// An encode and decode pair for actions, as an owner or a target declares it:
/// token = clamp(round(scale · u)), u' = (token + offset) / divisor, u in [0, 1] between `low` and `high`.
public struct CodecDeclaration: Sendable, Hashable {
  public enum Rounding: String, Sendable, Hashable { case floor, nearest, truncate }

  /// Named codecs fill the fields below; nil for a codec that was spelled out.
  public var name: String?
  public var low: [Double]
  public var high: [Double]
  public var scale: Double
  public var rounding: Rounding
  public var clamp: ClosedRange<Int>
  public var offset: Double
  public var divisor: Double
  /// How stored ids map to bins: id = base + direction · bin.
  public var idBase: Int
  public var idDirection: Int

  public init(
    name: String? = nil, low: [Double] = [], high: [Double] = [], scale: Double, rounding: Rounding, clamp: ClosedRange<Int>,
    offset: Double, divisor: Double, idBase: Int = 0, idDirection: Int = 1
  ) {
    self.name = name
    self.low = low
    self.high = high
    self.scale = scale
    self.rounding = rounding
    self.clamp = clamp
    self.offset = offset
    self.divisor = divisor
    self.idBase = idBase
    self.idDirection = idDirection
  }

  /// OpenVLA: 256 edges on [-1, 1]; the bin is clamp(floor(255u), 0, 254), its centre (b + 0.5) / 255; ids run down from 31999.
  public static let openvla = CodecDeclaration(
    name: "openvla", scale: 255, rounding: .floor, clamp: 0...254, offset: 0.5, divisor: 255, idBase: 31_999, idDirection: -1)
  /// RT-1: truncates 255u and reads edges back: one-sided.
  public static let rt1 = CodecDeclaration(name: "rt1", scale: 255, rounding: .truncate, clamp: 0...255, offset: 0, divisor: 255)
  /// 256 half-open bins and their midpoints (Octo's uniform tokenizer).
  public static let uniformMidpoint = CodecDeclaration(
    name: "uniform-256", scale: 256, rounding: .floor, clamp: 0...255, offset: 0.5, divisor: 256)

  public static let named: [CodecDeclaration] = [.openvla, .rt1, .uniformMidpoint]
}

/// What the owner of the data (in a `cupel.yaml` beside it) or the user says about it. Nil means: not said.
public struct Declarations: Sendable, Hashable {
  public enum Labels: String, Sendable, Hashable, CaseIterable { case executed, commanded }
  /// What a label says about where to go: by how much, where to, or how fast.
  public enum Motion: String, Sendable, Hashable, CaseIterable { case delta, absolute, velocity }

  public var labels: Labels?
  public var motion: Motion?
  public var frame: Frame?
  public var actionRotation: RotationForm?
  public var stateRotation: RotationForm?
  public var controlHz: Double?
  /// The feature that names the task of an episode (`episode_metadata/task`).
  public var task: String?
  /// Roles of streams that must carry timestamps.
  public var requiredStreams: [String] = []
  /// Seconds per unit of the timestamps; 1 unless declared (`timestamp_unit: ns`).
  public var secondsPerTick: Double?
  public var codec: CodecDeclaration?
  public var gripperRange: ClosedRange<Double>?
  public var gripperOpen: Double?
  /// The value of the role gripper.state at which the gripper is open.
  public var gripperStateOpen: Double?
  /// What one unit of stored positions and translations is in metres, and one of stored angles in radians.
  public var metresPerUnit: Double?
  public var radiansPerUnit: Double?
  /// The card of a known public layout that this dataset follows, whatever its name is.
  public var card: String?

  /// Cameras whose pictures must be the right way up, by feature.
  public var uprightPictures: [String] = []

  /// How many episodes of each task the training needs.
  public var episodesPerTask: Int?
  /// What parts of the data are for: in-distribution, out-of-distribution, safety.
  public var tiers: [Tier] = []

  /// One tier, and the splits and tasks that make it up.
  public struct Tier: Sendable, Hashable {
    public var name: String
    public var splits: [String]
    public var tasks: [String]

    public init(name: String, splits: [String] = [], tasks: [String] = []) {
      self.name = name
      self.splits = splits
      self.tasks = tasks
    }
  }

  /// What the robot can reach, in order of roles.
  public var stateLimits: [StateLimits] = []

  /// Limits of one role (`pose.position`, `joints`): a range for each dimension, in stored units.
  public struct StateLimits: Sendable, Hashable {
    public var role: String
    public var ranges: [ClosedRange<Double>]

    public init(role: String, ranges: [ClosedRange<Double>]) {
      self.role = role
      self.ranges = ranges
    }
  }

  public init() {}

  /// Takes over what the other says and keeps the rest. A test holds that nothing is forgotten here.
  public mutating func overlay(_ other: Declarations) {
    labels = other.labels ?? labels
    motion = other.motion ?? motion
    frame = other.frame ?? frame
    actionRotation = other.actionRotation ?? actionRotation
    stateRotation = other.stateRotation ?? stateRotation
    controlHz = other.controlHz ?? controlHz
    task = other.task ?? task
    if !other.requiredStreams.isEmpty { requiredStreams = other.requiredStreams }
    secondsPerTick = other.secondsPerTick ?? secondsPerTick
    codec = other.codec ?? codec
    gripperRange = other.gripperRange ?? gripperRange
    gripperOpen = other.gripperOpen ?? gripperOpen
    gripperStateOpen = other.gripperStateOpen ?? gripperStateOpen
    metresPerUnit = other.metresPerUnit ?? metresPerUnit
    radiansPerUnit = other.radiansPerUnit ?? radiansPerUnit
    if !other.stateLimits.isEmpty { stateLimits = other.stateLimits }
    if !other.uprightPictures.isEmpty { uprightPictures = other.uprightPictures }
    card = other.card ?? card
    episodesPerTask = other.episodesPerTask ?? episodesPerTask
    if !other.tiers.isEmpty { tiers = other.tiers }
  }
}
