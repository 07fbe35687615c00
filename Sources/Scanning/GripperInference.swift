import Episodes
import Measures

/// Finds the gripper: the command among what the arm's labels leave over of the action, and the state that follows it.
struct GripperInference {
  /// Command and state of one gripper correlate by more than this at some delay, whichever way either is written.
  static let follows = 0.8
  /// A switch has fewer values than this. Motions have more, and some of them follow each other: a command of many values is only looked
  /// for where all of the arm's labels have been told.
  static let fewValues = 5

  let schema: Schema
  let sample: EpisodeSample
  /// Roles that are settled: their dimensions are not looked at.
  let taken: [RoleBinding]

  private struct Dimension: Hashable {
    var path: String
    var index: Int
    var slice: Slice { Slice(path: path, dimensions: index..<index + 1) }
  }

  /// Leaves of one number that are named after a gripper.
  static func candidates(in schema: Schema) -> [String] { schema.leaves.filter(isNamed).map(\.path) }

  private func isNamed(_ dimension: Dimension) -> Bool {
    schema.index(of: dimension.path).map { Self.isNamed(schema.leaves[$0]) } ?? false
  }

  private static func isNamed(_ leaf: Leaf) -> Bool {
    guard leaf.level == .step, leaf.isNumeric, leaf.width == 1 else { return false }
    let path = leaf.path.lowercased()
    return path.contains("gripper") || path.contains("finger")
  }

  /// The command and its state, as far as they can be told. A command that was known by its place and is followed is certain.
  func roles() -> [RoleBinding] {
    let known = taken.first { $0.role == "action.gripper" }
    let isArmKnown = taken.contains { ["action.rotation", "action.joints"].contains($0.role) }
    let commands =
      known.map { dimensions(of: $0) }
      ?? leftOver { $0.hasPrefix("action.") }.filter { isArmKnown || distinct($0) < Self.fewValues || isNamed($0) }
    let states = taken.contains { $0.role == "gripper.state" } ? [] : leftOver { $0.hasPrefix("pose.") || $0 == "joints" }
    var best: (command: Dimension, state: Dimension, strength: Double)?
    for command in commands {
      for state in states {
        let strength = following(command, state)
        if strength > (best?.strength ?? Self.follows) { best = (command, state, strength) }
      }
    }
    var bindings: [RoleBinding] = []
    if let known, known.source == .inferred, known.strength == .weak, let best {
      bindings.append(binding("action.gripper", best.command, .strong, "\(known.evidence); \(best.state.slice) follows it"))
    }
    if known == nil {
      if let command = best?.command {
        bindings.append(binding("action.gripper", command, .strong, "\(best?.state.slice.description ?? "") follows it"))
      } else if let command = commands.first(where: { distinct($0) < Self.fewValues }) {
        bindings.append(
          binding("action.gripper", command, .weak, "left over by the arm's labels, with \(distinct(command)) distinct values"))
      }
    }
    if let best {
      let share = Quantity(best.strength, .share).text
      bindings.append(binding("gripper.state", best.state, .strong, "follows \(best.command.slice), correlation \(share)"))
    }
    return bindings
  }

  private func binding(_ role: String, _ dimension: Dimension, _ strength: Strength, _ evidence: String) -> RoleBinding {
    let isWhole = schema.index(of: dimension.path).flatMap { schema.leaves[$0].width } == 1
    let slice = isWhole ? Slice(path: dimension.path) : dimension.slice
    return RoleBinding(role: role, slices: [slice], source: .inferred, strength: strength, evidence: evidence)
  }

  private func dimensions(of binding: RoleBinding) -> [Dimension] {
    binding.slices.prefix(1).flatMap { slice -> [Dimension] in
      let width = schema.index(of: slice.path).flatMap { schema.leaves[$0].width } ?? 0
      return (slice.dimensions ?? 0..<width).prefix(1).map { Dimension(path: slice.path, index: $0) }
    }
  }

  /// Dimensions of the leaves in which the roles that `belongs` stand that no role has, those behind the last one first, and leaves of
  /// one number that are named after a gripper.
  private func leftOver(_ belongs: (String) -> Bool) -> [Dimension] {
    let roles = taken.filter { belongs($0.role) }
    guard !roles.isEmpty else { return [] }
    var used: [String: Set<Int>] = [:]
    for slice in taken.flatMap(\.slices) {
      let width = schema.index(of: slice.path).flatMap { schema.leaves[$0].width } ?? 0
      used[slice.path, default: []].formUnion(slice.dimensions ?? 0..<width)
    }
    var found: [Dimension] = []
    for path in Set(roles.flatMap { $0.slices.map(\.path) }).sorted() {
      let width = schema.index(of: path).flatMap { schema.leaves[$0].width } ?? 0
      guard width <= MotionInference.widest, let last = used[path]?.max() else { continue }
      found += ((last + 1..<max(last + 1, width)) + Array(0..<last)).filter { used[path]?.contains($0) != true }
        .map { Dimension(path: path, index: $0) }
    }
    let isAction = roles.contains { $0.role.hasPrefix("action.") }
    for leaf in schema.leaves where Self.isNamed(leaf) && used[leaf.path] == nil {
      if leaf.path.lowercased().contains("action") == isAction { found.append(Dimension(path: leaf.path, index: 0)) }
    }
    return found
  }

  private func values(_ dimension: Dimension, of episode: Int) -> [Double]? {
    guard let column = sample.column(dimension.path, of: episode), dimension.index < column.width else { return nil }
    return (0..<min(column.rows, MotionInference.longest)).map { column[$0, dimension.index] }
  }

  private func distinct(_ dimension: Dimension) -> Int {
    var distinct: Set<Double> = []
    for episode in sample.episodes.indices {
      for value in values(dimension, of: episode) ?? [] where distinct.count <= Self.fewValues { distinct.insert(value) }
    }
    return distinct.count
  }

  /// The median over episodes of the strongest correlation, in size: an episode that is written the other way round counts as well.
  private func following(_ command: Dimension, _ state: Dimension) -> Double {
    var strengths: [Double] = []
    for episode in sample.episodes.indices {
      guard let commands = values(command, of: episode), let states = values(state, of: episode),
        let strength = GripperFollowing.strength(commands, states)
      else { continue }
      strengths.append(strength)
    }
    guard strengths.count >= 3 else { return 0 }
    return strengths.sorted()[(strengths.count - 1) / 2]
  }
}
