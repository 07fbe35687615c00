import Documents
import Episodes

/// Reads what a target does with pictures, proprioception, labels and their scale.
enum UseReader {
  static func read(_ map: MapReader, into facts: inout TargetFacts) throws(DocumentError) {
    let file = map.file
    for node in map.optional("views")?.list ?? [] {
      let view = try MapReader(node, file: file, what: "a view", known: ["slot", "role", "required", "missing", "height", "width"])
      facts.views.append(
        TargetFacts.CameraView(
          slot: try view.text("slot"), role: try view.text("role"), isRequired: try view.optionalBool("required") ?? false,
          missing: try view.choice("missing", of: TargetFacts.CameraView.Missing.self) ?? .black,
          height: try view.optionalInteger("height"), width: try view.optionalInteger("width")))
    }
    if let node = map.optional("image") {
      let image = try MapReader(node, file: file, what: "image", known: ["height", "width", "resize", "filter", "crop"])
      guard let height = try image.optionalInteger("height"), let width = try image.optionalInteger("width"), height > 0, width > 0 else {
        throw map.error("\"image\" needs a height and a width", at: node)
      }
      facts.image = TargetFacts.ImageUse(
        height: height, width: width, resize: try image.choice("resize", of: TargetFacts.ImageUse.Resize.self) ?? .squash,
        filter: try image.optionalText("filter"), crop: try image.optionalNumber("crop"))
    }
    if let node = map.optional("proprio") {
      let proprio = try MapReader(node, file: file, what: "proprio", known: ["dimensions", "encoding", "padded"])
      var use = TargetFacts.Proprio()
      use.dimensions = try proprio.optionalInteger("dimensions")
      use.encoding = try proprio.optionalText("encoding")
      use.isPadded = try proprio.optionalBool("padded") ?? false
      facts.proprio = use
    }
    try readAction(map, into: &facts)
    if let node = map.optional("filters") {
      let filters = try MapReader(node, file: file, what: "filters", known: ["idle", "skips_unlabelled", "success_pattern"])
      facts.filters.idle = try filters.choice("idle", of: TargetFacts.Filters.Idle.self)
      facts.filters.skipsUnlabelled = try filters.optionalBool("skips_unlabelled") ?? false
      facts.filters.successPattern = try filters.optionalText("success_pattern")
    }
    facts.normalisation = try normalisation(map)
    if let node = map.optional("statistics") {
      let statistics = try MapReader(node, file: file, what: "statistics", known: ["schema", "file"])
      guard let schema = try statistics.choice("schema", of: StoredStatistics.Schema.self) else {
        throw map.error("\"statistics\" needs a schema", at: node)
      }
      facts.statistics = TargetFacts.StatisticsUse(schema: schema.rawValue, file: try statistics.text("file"))
    }
  }

  private static func readAction(_ map: MapReader, into facts: inout TargetFacts) throws(DocumentError) {
    guard let node = map.optional("action") else { return }
    let action = try MapReader(
      node, file: map.file, what: "action", known: ["dimensions", "padded_to", "relative_to_state", "kind", "joint_kind", "gripper"])
    for number in try action.numbers("dimensions") {
      guard let width = Int(exactly: number), width > 0 else { throw map.error("\"dimensions\" are whole numbers", at: node) }
      facts.action.dimensions.append(width)
    }
    facts.action.paddedTo = try action.optionalInteger("padded_to")
    facts.action.isRelativeToState = try action.optionalBool("relative_to_state") ?? false
    facts.action.kind = try action.choice("kind", of: TargetFacts.Action.Kind.self)
    facts.action.jointKind = try action.choice("joint_kind", of: TargetFacts.Action.Kind.self)
    guard let inner = action.optional("gripper") else { return }
    let gripper = try MapReader(inner, file: map.file, what: "gripper", known: ["range", "open", "mode"])
    let range = try gripper.numbers("range")
    guard range.count == 2, range[0] < range[1], let open = try gripper.optionalNumber("open"), range.contains(open) else {
      throw map.error("\"gripper\" needs a range [low, high] and the end of it that is open", at: inner)
    }
    facts.action.gripper = TargetFacts.Action.Gripper(
      range: range[0]...range[1], open: open, mode: try gripper.choice("mode", of: TargetFacts.Action.GripperMode.self))
  }

  private static func normalisation(_ map: MapReader) throws(DocumentError) -> TargetFacts.Normalisation? {
    guard let node = map.optional("normalisation") else { return nil }
    let reader = try MapReader(
      node, file: map.file, what: "normalisation", known: ["kind", "epsilon", "clip", "gripper", "constant", "spans_all_splits"])
    guard let kind = try reader.choice("kind", of: TargetFacts.Normalisation.Kind.self) else {
      throw map.error("\"normalisation\" needs a kind", at: node)
    }
    return TargetFacts.Normalisation(
      kind: kind, epsilon: try reader.optionalNumber("epsilon") ?? 0, clip: try reader.optionalNumber("clip"),
      includesGripper: try reader.optionalBool("gripper") ?? false,
      constant: try reader.choice("constant", of: TargetFacts.Normalisation.Constant.self) ?? .zero,
      spansAllSplits: try reader.optionalBool("spans_all_splits") ?? false)
  }
}
