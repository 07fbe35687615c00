import Episodes
import Measures

/// What one target's loader makes of a dataset, laid out for people: which columns, which steps, which pictures and words the model gets.
public struct LoaderEye: Sendable, Hashable {
  /// A run of dimensions of a column that the loader makes.
  public struct Piece: Sendable, Hashable {
    /// `0:3`, or `6`.
    public var dimensions: String
    public var meaning: String
    /// The stored feature, or the constant that is filled in.
    public var source: String
    /// What is done to it, in order.
    public var does: [String]
    /// What scaling makes of it.
    public var becomes: String
  }

  public struct Column: Sendable, Hashable {
    public var name: String
    public var width: Int
    public var pieces: [Piece]
  }

  public struct Loss: Sendable, Hashable {
    public var steps: Int
    public var episodes: Int
    public var reason: String
  }

  public struct Steps: Sendable, Hashable {
    public var total: Int
    public var kept: Int
    public var episodes: Int
    public var episodesKept: Int
    public var losses: [Loss]
  }

  public struct Row: Sendable, Hashable {
    public var topic: String
    public var text: String
  }

  public var target: String
  /// The card that tells the transform; nil where columns are taken as they are stored.
  public var card: String?
  /// How the view is known.
  public var evidence: String
  public var columns: [Column]
  /// Nil before the data were read.
  public var steps: Steps?
  public var rows: [Row]

  /// Nil for a target that says nothing of a loader. With observations, what the data show is told besides what is declared.
  public init?(_ setting: Setting, name: String, observations: Observations? = nil) {
    let facts = setting.target
    guard facts.name != TargetFacts.generic.name else { return nil }
    target = facts.name
    card = setting.loader.card
    evidence = setting.loader.evidence
    let context = observations.map {
      MeasureContext(observations: $0, scope: .dataset, episodes: $0.everyEpisode)
    }
    let constants = context.map(LoaderMeasures.constantDimensions) ?? []
    columns = setting.loader.columns.filter { $0.name != "idle" }.compactMap { Self.column($0, setting, constants: constants) }
    if let context {
      let fate = LoaderFate(context)
      if fate.steps > 0 {
        steps = Steps(
          total: fate.steps, kept: fate.kept, episodes: fate.episodes, episodesKept: fate.episodes - fate.lost.count,
          losses: fate.losses.map { Loss(steps: $0.steps, episodes: $0.episodes, reason: $0.text) })
      }
    }
    rows = []
    add("name", Self.registered(setting, name: name))
    add("chunk", Self.chunk(facts))
    add("gripper", Self.gripper(setting))
    for camera in LoaderPictures.cameras(setting) { add("camera \(camera.view.slot)", Self.camera(camera, facts.image)) }
    add("instruction", Self.instruction(setting))
    add("normalisation", facts.normalisation.map(Self.normalisation) ?? Self.codec(facts.codec))
    add("statistics", facts.statistics.map { "\($0.file), as \($0.schema) writes it\(Self.scope(facts))" })
    for note in setting.loader.notes { add("note", note) }
  }

  private mutating func add(_ topic: String, _ text: String?) {
    if let text, !text.isEmpty { rows.append(Row(topic: topic, text: text)) }
  }

  // MARK: columns

  private static func column(_ column: ViewColumn, _ setting: Setting, constants: Set<Int>) -> Column? {
    guard let width = column.width(in: setting.schema) else { return nil }
    var at = 0
    let pieces = column.pieces.compactMap { piece -> Piece? in
      guard let count = piece.width(in: setting.schema), count > 0 else { return nil }
      defer { at += count }
      let range = at..<at + count
      let source: String =
        switch piece.source {
        case .stored(let slice): slice.description
        case .constant(let value, _): "\(value.short), filled in"
        }
      return Piece(
        dimensions: count == 1 ? String(at) : "\(at):\(at + count)", meaning: piece.meaning == .other ? "" : piece.meaning.rawValue,
        source: source, does: piece.operations.map(\.description),
        becomes: column.name == "action" ? becomes(piece, range, setting.target, constants) : "")
    }
    return Column(name: column.name, width: width, pieces: pieces)
  }

  private static func becomes(_ piece: ViewPiece, _ range: Range<Int>, _ target: TargetFacts, _ constants: Set<Int>) -> String {
    guard let normalisation = target.normalisation else {
      guard let codec = target.codec, codec.low.indices.contains(range.lowerBound), codec.high.indices.contains(range.lowerBound) else {
        return ""
      }
      return "cut to [\(codec.low[range.lowerBound].short), \(codec.high[range.lowerBound].short)]"
    }
    let constant = normalisation.constant == .zero ? "0" : "-1"
    let still = range.filter(constants.contains)
    let isScaled = piece.meaning != .gripper || normalisation.includesGripper
    // OpenVLA turns constants to 0 whatever its mask says; a loader that leaves the gripper alone otherwise leaves it alone here too.
    let zeroesAll = normalisation.kind != .meanAndDeviation && normalisation.constant == .zero
    if still.count == range.count, isScaled || zeroesAll { return "never moves: becomes \(constant)" }
    var text = isScaled ? scaled(normalisation) : "left as it is"
    if !still.isEmpty, isScaled { text += "; \(still.map(String.init).joined(separator: ", ")) never moves, becomes \(constant)" }
    return text
  }

  private static func scaled(_ normalisation: TargetFacts.Normalisation) -> String {
    switch normalisation.kind {
    case .quantiles: "quantiles to -1 and 1\(normalisation.clip == nil ? "" : ", the rest cut")"
    case .bounds: "extremes to -1 and 1"
    case .meanAndDeviation: "mean 0, deviation 1"
    }
  }

  // MARK: rows

  private static func registered(_ setting: Setting, name: String) -> String? {
    guard !setting.target.registered.isEmpty else { return nil }
    if setting.target.registered.contains(name) { return "\(name) is known to the loader" }
    let otherwise = setting.loader.tableNames
    return otherwise.isEmpty
      ? "\(name) is not known to the loader: it raises until a configuration and a transform are written"
      : "the loader knows it as \(otherwise.joined(separator: ", "))"
  }

  private static func chunk(_ facts: TargetFacts) -> String? {
    guard let chunk = facts.chunk, chunk > 1 else { return nil }
    return switch facts.tail {
    case .repeatLast: "\(chunk) actions; behind the end the last one again"
    case .zeroDeltas: "\(chunk) actions; behind the end zeros"
    case .drop: "\(chunk) actions; the last \(chunk - 1) steps of an episode start none"
    case nil: "\(chunk) actions"
    }
  }

  private static func gripper(_ setting: Setting) -> String? {
    guard let asked = setting.target.action.gripper else { return nil }
    let range = "\(asked.range.lowerBound.short) to \(asked.range.upperBound.short)"
    let wants = "the model reads \(range), \(asked.open.short) is open"
    let pieces = setting.loader.columns.first { $0.name == "action" }?.pieces.filter { $0.meaning == .gripper } ?? []
    guard let piece = pieces.first else { return "\(wants); none was found" }
    if case .constant(let value, _) = piece.source { return "\(wants); always \(value.short), filled in by the loader" }
    guard let open = setting.declarations.gripperOpen else { return "\(wants); which end is open in the data is not declared" }
    let arrived: Double? = piece.operations.reduce(open) { (value: Double?, operation: ColumnOperation) -> Double? in
      value.flatMap { Self.apply(operation, to: $0) }
    }
    guard let made = arrived else { return wants }
    let inverted = piece.operations.contains(.invert) ? ", turned round by the loader" : ""
    return made == asked.open
      ? "\(wants); so it arrives\(inverted)" : "\(wants); open arrives as \(made.short)\(inverted): the model takes open for closed"
  }

  /// What an operation makes of one number; nil where it looks at others as well.
  private static func apply(_ operation: ColumnOperation, to value: Double) -> Double? {
    switch operation {
    case .clip(let range): min(max(value, range.lowerBound), range.upperBound)
    case .invert: 1 - value
    case .scale(let gain): gain * value
    case .binarise(let closed, let open): value > open ? 1 : value < closed ? 0 : nil
    case .difference, .hold, .quaternionToEuler: nil
    }
  }

  private static func camera(_ camera: LoaderPictures.Camera, _ image: TargetFacts.ImageUse?) -> String {
    guard let feature = camera.feature else {
      return switch camera.view.missing {
      case .black: "nothing fills it: black, and nothing says so"
      case .masked: "nothing fills it: black and masked"
      case .fails: camera.view.isRequired ? "nothing fills it: the loader raises" : "nothing fills it"
      }
    }
    guard let image, let fit = LoaderPictures.fit(camera, image) else { return feature }
    return "\(feature), \(fit.text)"
  }

  private static func instruction(_ setting: Setting) -> String? {
    if setting.loader.blanksInstruction { return "blanked by the loader's table: the model reads nothing" }
    let language = setting.target.language
    var parts: [String] = []
    if let leaf = InstructionPlace.leaf(in: setting) {
      parts.append(setting.schema.leaves[leaf].path)
    } else if setting.target.needsInstruction {
      parts.append("none was found")
    }
    if !language.alternatives.isEmpty { parts.append("or one of \(language.alternatives.joined(separator: ", ")), at random") }
    if language.lowers { parts.append("in small letters") }
    if language.strips { parts.append("stripped") }
    if let tokens = language.maximumTokens { parts.append("cut at \(tokens) tokens") }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }

  private static func normalisation(_ normalisation: TargetFacts.Normalisation) -> String {
    let cut = normalisation.clip.map { ", cut at \($0.short)" } ?? ", not cut"
    let gripper = normalisation.includesGripper ? "the gripper as well" : "not the gripper"
    return "\(scaled(TargetFacts.Normalisation(kind: normalisation.kind, epsilon: 0)))\(cut); \(gripper)"
  }

  private static func codec(_ codec: CodecDeclaration?) -> String? {
    codec.map { $0.low.isEmpty ? nil : "bounds that are written in the code, then 256 bins" } ?? nil
  }

  private static func scope(_ facts: TargetFacts) -> String {
    facts.normalisation?.spansAllSplits == true ? ", over all splits" : ""
  }
}
