import Episodes

/// Roles that names give away: instructions, cameras, clocks, tokens, the task. What a name alone says is weak, except where the name is
/// the one that every loader looks for.
struct NameInference {
  let schema: Schema

  /// Leaves that may be clocks, for a look at their numbers.
  var clocks: [String] { schema.leaves.filter(Self.isClock).map(\.path) }

  func roles() -> [RoleBinding] { instruction() + task() + cameras() + timestamps() + tokens() + joints() + depth() }

  private func binding(_ role: String, _ path: String, _ strength: Strength, _ evidence: String) -> RoleBinding {
    RoleBinding(role: role, slices: [Slice(path: path)], source: .inferred, strength: strength, evidence: evidence)
  }

  private static func last(_ path: String) -> String { path.split(separator: "/").last.map { $0.lowercased() } ?? "" }

  private func instruction() -> [RoleBinding] {
    let texts = schema.leaves.filter { $0.isText && $0.level == .step }
    for name in ["language_instruction", "natural_language_instruction", "instruction"] {
      if let leaf = texts.first(where: { Self.last($0.path) == name }) {
        return [binding("instruction", leaf.path, .strong, "the name that loaders look for")]
      }
    }
    for word in ["instruction", "language", "prompt", "annotation", "command"] {
      if let leaf = texts.first(where: { Self.last($0.path).contains(word) }) {
        return [binding("instruction", leaf.path, .weak, "a text per step whose name holds \"\(word)\"")]
      }
    }
    let episode = schema.leaves.filter { $0.isText && $0.level == .episode }
    if let leaf = episode.first(where: { Self.last($0.path).contains("instruction") }) {
      return [
        binding("instruction", leaf.path, .weak, "a text per episode whose name holds \"instruction\"; loaders look for one per step")
      ]
    }
    return []
  }

  private func task() -> [RoleBinding] {
    let texts = schema.leaves.filter { $0.isText && $0.level == .episode }
    for name in ["task", "task_name", "task_id", "scenario"] {
      if let leaf = texts.first(where: { Self.last($0.path) == name }) {
        return [binding("task", leaf.path, .strong, "metadata named \(name)")]
      }
    }
    return []
  }

  private func cameras() -> [RoleBinding] {
    let images = schema.leaves.filter { leaf in
      if case .image = leaf.content, leaf.level == .step { return !leaf.path.lowercased().contains("depth") }
      return false
    }
    func isWrist(_ leaf: Leaf) -> Bool { ["wrist", "hand", "gripper", "eih"].contains { Self.last(leaf.path).contains($0) } }
    var bindings: [RoleBinding] = []
    let fixed = images.filter { !isWrist($0) }
    let primary =
      fixed.first { ["image", "image_0", "image_primary", "rgb", "agentview_rgb"].contains(Self.last($0.path)) } ?? fixed.first
    if let primary {
      bindings.append(
        binding(
          "image.primary", primary.path, fixed.count == 1 ? .strong : .weak,
          fixed.count == 1 ? "the only fixed camera" : "the first of \(fixed.count) fixed cameras"))
    }
    for leaf in images.filter(isWrist).prefix(1) {
      bindings.append(binding("image.wrist", leaf.path, .weak, "a camera named \(Self.last(leaf.path))"))
    }
    let taken = Set(bindings.flatMap { $0.slices.map(\.path) })
    for leaf in images where !taken.contains(leaf.path) {
      bindings.append(binding("image.\(Self.last(leaf.path))", leaf.path, .weak, "another camera"))
    }
    return bindings
  }

  private func depth() -> [RoleBinding] {
    guard let leaf = schema.leaves.first(where: { $0.level == .step && Self.last($0.path).contains("depth") }) else { return [] }
    return [binding("depth", leaf.path, .weak, "its name")]
  }

  private static func isClock(_ leaf: Leaf) -> Bool {
    guard leaf.level == .step, leaf.isNumeric, leaf.width == 1 else { return false }
    let name = last(leaf.path)
    return name == "timestamp" || name == "time" || name == "stamp" || name.hasSuffix("_timestamp") || name.hasSuffix("_stamp")
      || name.hasSuffix("_time")
  }

  /// The clock at the top of a step is the robot's; others belong to the stream they are named after.
  private func timestamps() -> [RoleBinding] {
    let leaves = schema.leaves.filter(Self.isClock)
    guard let main = leaves.min(by: { rank($0) < rank($1) }) else { return [] }
    var bindings = [binding("timestamp", main.path, .strong, "a number per step named \(Self.last(main.path)) that rises")]
    for leaf in leaves where leaf.path != main.path {
      var stem = Self.last(leaf.path)
      for suffix in ["_timestamp", "_stamp", "_time"] where stem.hasSuffix(suffix) { stem = String(stem.dropLast(suffix.count)) }
      if stem == "timestamp" || stem == "time" || stem == "stamp" {
        stem = leaf.path.split(separator: "/").dropLast().last.map { $0.lowercased() } ?? stem
      }
      bindings.append(binding("timestamp.\(stem)", leaf.path, .strong, "a number per step named \(Self.last(leaf.path)) that rises"))
    }
    return bindings
  }

  private func rank(_ leaf: Leaf) -> (Int, Int, String) {
    (Self.last(leaf.path) == "timestamp" ? 0 : 1, leaf.path.split(separator: "/").count, leaf.path)
  }

  private func tokens() -> [RoleBinding] {
    var bindings: [RoleBinding] = []
    let steps = schema.leaves.filter { $0.level == .step && $0.isNumeric }
    if let leaf = steps.first(where: { !$0.element.isFloat && Self.last($0.path).contains("action_token") }) {
      bindings.append(binding("action.tokens", leaf.path, .weak, "whole numbers named \(Self.last(leaf.path))"))
    }
    if let leaf = steps.first(where: { $0.element.isFloat && ["action_decoded", "decoded_action"].contains(Self.last($0.path)) }) {
      bindings.append(binding("action.decoded", leaf.path, .weak, "numbers named \(Self.last(leaf.path))"))
    }
    return bindings
  }

  private func joints() -> [RoleBinding] {
    let steps = schema.leaves.filter { $0.level == .step && $0.isNumeric && $0.element.isFloat && (4...64).contains($0.width ?? 0) }
    guard let leaf = steps.first(where: { $0.path.hasPrefix("observation/") && Self.last($0.path).contains("joint_pos") }) else {
      return []
    }
    return [binding("joints", leaf.path, .weak, "its name")]
  }
}
