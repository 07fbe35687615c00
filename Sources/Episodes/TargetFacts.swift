/// What one model family's loader needs and does, so far as the rules in force ask.
public struct TargetFacts: Sendable, Hashable {
  public var name: String
  /// Known from a paper only, no loader is public: what rests on it is at most a warning.
  public var isPaperLevel = false
  /// Containers that its public code reads: `rlds`, `lerobot`.
  public var containers: [String] = []
  /// Features that the loader cannot do without: paths below `steps`; a trailing `/` asks for a dictionary with anything in it.
  public var requiredFeatures: [String] = []
  /// Where the loader looks for the instruction, first match wins; empty when it does not say (then wherever the role is found).
  public var instructionPaths: [String] = []
  /// The task needs an instruction at all.
  public var needsInstruction: Bool = false
  public var language = Language()
  public var views: [CameraView] = []
  public var image: ImageUse?
  public var proprio: Proprio?
  public var action = Action()
  /// Length of an action chunk.
  public var chunk: Int?
  /// What stands behind the end of an episode in its last chunks.
  public var tail: Tail?
  /// Steps below which the loader yields nothing.
  public var minimumSteps: Int?
  public var filters = Filters()
  public var normalisation: Normalisation?
  public var statistics: StatisticsUse?
  /// Splits that the loader reads for validation; others go unused.
  public var validationSplits: [String] = []
  /// The share of train it holds out when it finds none of them.
  public var heldOutShare: Double?
  public var controlHz: ClosedRange<Double>?
  public var codec: CodecDeclaration?
  /// The frame in which the model reads deltas.
  public var frame: Frame?
  /// Whether steps at which is_last is set are trained on.
  public var trainsOnLastStep: Bool = true
  /// Which table of per-dataset transforms the loader has (`openvla`, `octo`): the key under which cards describe it. Nil: no table, columns
  /// are taken as they are stored.
  public var transforms: String?
  /// Names under which that table, or the loader itself, knows datasets; others raise until they are added. Empty: any name will do.
  public var registered: [String] = []

  public init(name: String) { self.name = name }

  public static let generic = TargetFacts(name: "generic")

  /// How the loader treats instructions.
  public struct Language: Sendable, Hashable {
    public var lowers = false
    public var strips = false
    /// Further features of which one is drawn at random for each example, empty ones too.
    public var alternatives: [String] = []
    /// Tokens beyond which the loader truncates, and about how many English words that is.
    public var maximumTokens: Int?
    public var maximumWords: Int?

    public init() {}
  }

  /// One camera that the model looks through.
  public struct CameraView: Sendable, Hashable {
    public enum Missing: String, Sendable, Hashable, CaseIterable {
      /// A black picture stands for it, and nothing says so.
      case black
      /// A black picture with a mask.
      case masked
      /// The loader raises.
      case fails
    }

    public var slot: String
    /// The role that fills it: `image.primary`.
    public var role: String
    public var isRequired: Bool
    public var missing: Missing
    /// Its own size where that is not the one of all pictures.
    public var height: Int?
    public var width: Int?

    public init(slot: String, role: String, isRequired: Bool, missing: Missing, height: Int? = nil, width: Int? = nil) {
      self.slot = slot
      self.role = role
      self.isRequired = isRequired
      self.missing = missing
      self.height = height
      self.width = width
    }
  }

  /// What becomes of a picture.
  public struct ImageUse: Sendable, Hashable {
    public enum Resize: String, Sendable, Hashable, CaseIterable {
      /// To the model's size, whatever that does to the aspect.
      case squash
      /// Aspect kept, black bars.
      case letterbox
      case crop
    }

    public var height: Int
    public var width: Int
    public var resize: Resize
    public var filter: String?
    /// The least share of the picture's area that augmentation leaves.
    public var crop: Double?

    public init(height: Int, width: Int, resize: Resize, filter: String? = nil, crop: Double? = nil) {
      self.height = height
      self.width = width
      self.resize = resize
      self.filter = filter
      self.crop = crop
    }
  }

  /// Proprioception as the model reads it.
  public struct Proprio: Sendable, Hashable {
    /// Dimensions that it expects, padded to; nil for any.
    public var dimensions: Int?
    /// What they mean, in words.
    public var encoding: String?
    /// Padded with zeros up to `dimensions` rather than failing.
    public var isPadded = false

    public init() {}
  }

  /// The label that the model learns.
  public struct Action: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, CaseIterable {
      case delta, absolute
    }

    public enum GripperMode: String, Sendable, Hashable, CaseIterable {
      case binary, continuous, incremental
    }

    /// Widths that the loader accepts; empty for any.
    public var dimensions: [Int] = []
    /// Fewer dimensions are padded with zeros up to this many; more raise.
    public var paddedTo: Int?
    /// Absolute joint labels become differences to the state at which their chunk starts.
    public var isRelativeToState = false
    /// End-effector labels as deltas or absolute; nil where the loader takes either.
    public var kind: Kind?
    /// Joint labels as they must be stored.
    public var jointKind: Kind?
    public var gripper: Gripper?

    public struct Gripper: Sendable, Hashable {
      /// The range in which the model reads it after the loader's transform.
      public var range: ClosedRange<Double>
      /// The end of it that is open.
      public var open: Double
      public var mode: GripperMode?

      public init(range: ClosedRange<Double>, open: Double, mode: GripperMode? = nil) {
        self.range = range
        self.open = open
        self.mode = mode
      }
    }

    public init() {}
  }

  /// What fills the last chunks of an episode.
  public enum Tail: String, Sendable, Hashable, CaseIterable {
    /// The last action again.
    case repeatLast = "repeat-last"
    /// Zeros for deltas, the last value for absolute dimensions.
    case zeroDeltas = "zero-deltas"
    /// Nothing: the last chunk − 1 observations start no chunk.
    case drop
  }

  /// Steps and episodes that the loader leaves out.
  public struct Filters: Sendable, Hashable {
    public enum Idle: String, Sendable, Hashable, CaseIterable {
      /// OpenVLA's rule for DROID: all six arm dimensions within 1e-5 of normalised zero.
      case openvlaDroid = "openvla-droid"
      /// OFT's rule for LIBERO: ‖a[0:6]‖ < 1e-4 and the gripper as in the last step that was kept.
      case oftLibero = "oft-libero"
      /// openpi's rule for DROID: runs of 7 or more with every change of commanded joint velocity below 1e-3.
      case openpiDroid = "openpi-droid"
    }

    public var idle: Idle?
    /// Episodes without any instruction are left out.
    public var skipsUnlabelled = false
    /// Episodes are kept only where their path says that they succeeded.
    public var successPattern: String?

    public init() {}
  }

  /// How numbers are scaled before the model sees them.
  public struct Normalisation: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, CaseIterable {
      /// 2 (x − q01) / (q99 − q01 + ε) − 1.
      case quantiles
      /// The same with minimum and maximum.
      case bounds
      /// (x − mean) / (std + ε).
      case meanAndDeviation = "mean-std"
    }

    public enum Constant: String, Sendable, Hashable, CaseIterable {
      /// A dimension whose minimum equals its maximum becomes 0, the gripper too.
      case zero
      /// It becomes −1.
      case minusOne = "minus-one"
    }

    public var kind: Kind
    public var epsilon: Double
    /// Scaled values are cut to ±`clip`; nil where they are not.
    public var clip: Double?
    /// Whether the gripper is scaled like the others.
    public var includesGripper: Bool
    public var constant: Constant
    /// Statistics are taken over every split, validation included.
    public var spansAllSplits: Bool

    public init(
      kind: Kind, epsilon: Double, clip: Double? = nil, includesGripper: Bool = false, constant: Constant = .zero,
      spansAllSplits: Bool = false
    ) {
      self.kind = kind
      self.epsilon = epsilon
      self.clip = clip
      self.includesGripper = includesGripper
      self.constant = constant
      self.spansAllSplits = spansAllSplits
    }
  }

  /// The statistics file that the loader reads.
  public struct StatisticsUse: Sendable, Hashable {
    /// `openvla`, `octo`, `openpi`.
    public var schema: String
    public var file: String

    public init(schema: String, file: String) {
      self.schema = schema
      self.file = file
    }
  }
}
