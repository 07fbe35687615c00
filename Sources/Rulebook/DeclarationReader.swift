import Documents
import Episodes

/// Reads what a cupel.yaml says about the data.
enum DeclarationReader {
  static func roles(_ map: MapReader) throws(DocumentError) -> [RoleDeclaration] {
    guard let node = map.optional("roles") else { return [] }
    guard let entries = node.map else { throw map.error("\"roles\" must be a map of role to features", at: node) }
    var roles: [RoleDeclaration] = []
    for entry in entries {
      guard RoleMap.kind(of: entry.key) != nil else {
        throw DocumentError(
          file: map.file, mark: entry.mark,
          message: "unknown role \"\(entry.key)\"\(Suggestion.didYouMean(entry.key, among: RoleMap.vocabulary))")
      }
      let items = entry.value.list ?? [entry.value]
      var slices: [Slice] = []
      for item in items {
        guard let text = item.scalarText, let slice = Slice(text) else {
          throw map.error("a role is bound to features: observation/state[0:3]", at: item)
        }
        slices.append(slice)
      }
      guard !slices.isEmpty else { throw map.error("the role \(entry.key) is bound to nothing", at: entry.value) }
      roles.append(RoleDeclaration(role: entry.key, slices: slices, setIn: "\(map.file):\(entry.mark.line)"))
    }
    return roles
  }

  private enum Tick: String, CaseIterable {
    case s, ms, us, ns
    var seconds: Double {
      switch self {
      case .s: 1
      case .ms: 1e-3
      case .us: 1e-6
      case .ns: 1e-9
      }
    }
  }

  static func declarations(_ map: MapReader) throws(DocumentError) -> Declarations {
    var declarations = Declarations()
    declarations.labels = try map.choice("labels", of: Declarations.Labels.self)
    declarations.motion = try map.choice("motion", of: Declarations.Motion.self)
    declarations.frame = try map.choice("frame", of: Frame.self)
    if let node = map.optional("rotation") {
      let rotation = try MapReader(node, file: map.file, what: "rotation", known: ["state", "action"])
      declarations.stateRotation = try rotation.choice("state", of: RotationForm.self)
      declarations.actionRotation = try rotation.choice("action", of: RotationForm.self)
    }
    if let rate = try map.optionalNumber("control_hz") {
      guard rate > 0 else { throw map.error("\"control_hz\" must be above 0", at: map.node["control_hz"] ?? map.node) }
      declarations.controlHz = rate
    }
    declarations.secondsPerTick = try map.choice("timestamp_unit", of: Tick.self)?.seconds
    declarations.task = try map.optionalText("task")
    declarations.card = try map.optionalText("card")
    declarations.requiredStreams = try map.texts("required_streams")
    declarations.codec = try map.optional("codec").map { (node) throws(DocumentError) in try CodecReader.read(node, file: map.file) }
    if let node = map.optional("gripper") {
      let gripper = try MapReader(node, file: map.file, what: "gripper", known: ["range", "open", "state_open"])
      let range = try gripper.numbers("range")
      if gripper.optional("range") != nil {
        guard range.count == 2, range[0] < range[1] else { throw map.error("\"range\" is [low, high]", at: node) }
        declarations.gripperRange = range[0]...range[1]
      }
      declarations.gripperOpen = try gripper.optionalNumber("open")
      declarations.gripperStateOpen = try gripper.optionalNumber("state_open")
    }
    if let node = map.optional("units") {
      let units = try MapReader(node, file: map.file, what: "units", known: ["position", "rotation"])
      if let text = try units.optionalText("position") {
        guard let unit = Quantity("1 \(text)"), unit.unit == .metre else { throw map.error("\"position\" is m, cm or mm", at: node) }
        declarations.metresPerUnit = unit.value
      }
      if let text = try units.optionalText("rotation") {
        guard let unit = Quantity("1 \(text)"), unit.unit == .radian else { throw map.error("\"rotation\" is rad or deg", at: node) }
        declarations.radiansPerUnit = unit.value
      }
    }
    declarations.stateLimits = try stateLimits(map)
    declarations.episodesPerTask = try map.optionalInteger("episodes_per_task")
    if let count = declarations.episodesPerTask, count < 1 {
      throw map.error("\"episodes_per_task\" must be above 0", at: map.node["episodes_per_task"] ?? map.node)
    }
    declarations.tiers = try tiers(map)
    declarations.uprightPictures = try uprightPictures(map)
    return declarations
  }

  /// `pictures: {observation/image: upright}`.
  private static func uprightPictures(_ map: MapReader) throws(DocumentError) -> [String] {
    guard let node = map.optional("pictures") else { return [] }
    guard let entries = node.map else { throw map.error("\"pictures\" must be a map of feature to upright", at: node) }
    for entry in entries where entry.value.scalarText != "upright" {
      throw map.error("what can be said of the pictures of a feature is: upright", at: entry.value)
    }
    return entries.map(\.key)
  }

  /// `tiers: {in_distribution: {split: train}, safety: {task: [stop, retreat]}}`.
  private static func tiers(_ map: MapReader) throws(DocumentError) -> [Declarations.Tier] {
    guard let node = map.optional("tiers") else { return [] }
    let names = ["in_distribution", "out_of_distribution", "safety"]
    let known = try MapReader(node, file: map.file, what: "tiers", known: names)
    var tiers: [Declarations.Tier] = []
    for name in names {
      guard let node = known.optional(name) else { continue }
      let tier = try MapReader(node, file: map.file, what: name, known: ["split", "task"])
      let found = Declarations.Tier(name: name, splits: try tier.texts("split"), tasks: try tier.texts("task"))
      guard !found.splits.isEmpty || !found.tasks.isEmpty else { throw map.error("a tier is made of splits or tasks", at: node) }
      tiers.append(found)
    }
    return tiers
  }

  /// `state_limits: {pose.position: [[-1, 1], [-1, 1], [0, 1.5]], joints: [...]}`.
  private static func stateLimits(_ map: MapReader) throws(DocumentError) -> [Declarations.StateLimits] {
    guard let node = map.optional("state_limits") else { return [] }
    let roles = ["joints", "pose.position", "pose.rotation"]
    let limits = try MapReader(node, file: map.file, what: "state_limits", known: roles)
    var all: [Declarations.StateLimits] = []
    for role in roles {
      guard let node = limits.optional(role) else { continue }
      var ranges: [ClosedRange<Double>] = []
      for pair in node.list ?? [] {
        let ends = (pair.list ?? []).compactMap { $0.scalarText.flatMap { Double($0) } }
        guard ends.count == 2, ends[0] < ends[1] else { throw map.error("a limit is [low, high], for each dimension of \(role)", at: pair) }
        ranges.append(ends[0]...ends[1])
      }
      guard !ranges.isEmpty else { throw map.error("\(role) needs a list of limits: [[low, high], ...]", at: node) }
      all.append(Declarations.StateLimits(role: role, ranges: ranges))
    }
    return all
  }
}
