import Episodes
import Measures

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

func logarithm(_ x: Double) -> Double { log(x) }

/// A clean dataset that exists only in memory: the same recipe and seed give the same episodes, each on its own.
public struct SimulatedDataset: Sendable {
  public let recipe: Recipe
  public let seed: UInt64
  public let episodeCount: Int
  public let setting: Setting
  public let description: DatasetDescription

  public static let shardSize = 100

  public init(recipe: Recipe, seed: UInt64, episodes: Int) {
    self.recipe = recipe
    self.seed = seed
    episodeCount = episodes
    let stateWidth = 3 + recipe.stateForm.width + 1
    let actionWidth = 3 + recipe.actionForm.width + 1
    func leaf(_ path: String, _ element: ElementType, _ shape: [Int?], _ level: Leaf.Level = .step, _ content: Content = .tensor(.none))
      -> Leaf
    {
      Leaf(path: path, level: level, element: element, shape: shape, content: content)
    }
    var leaves = [
      leaf("action", .float32, [actionWidth]), leaf("is_first", .bool, []), leaf("is_last", .bool, []), leaf("is_terminal", .bool, []),
      leaf("language_instruction", .string, [], .step, .text), leaf("observation/state", .float32, [stateWidth]),
    ]
    if recipe.hasTimestamps { leaves.append(leaf("timestamp", .float64, [], .step, .tensor(.bytes))) }
    leaves.append(leaf("episode_metadata/file_path", .string, [], .episode, .text))
    leaves.append(leaf("episode_metadata/task", .string, [], .episode, .text))
    func role(_ name: String, _ slices: [Slice], form: RotationForm? = nil) -> RoleBinding {
      RoleBinding(role: name, slices: slices, source: .declared, strength: .strong, evidence: "simulated", form: form)
    }
    func slice(_ path: String, _ low: Int, _ high: Int) -> Slice { Slice(path: path, dimensions: low..<high) }
    var roles = [
      role("pose.position", [slice("observation/state", 0, 3)]),
      role("pose.rotation", [slice("observation/state", 3, stateWidth - 1)], form: recipe.stateForm),
      role("gripper.state", [slice("observation/state", stateWidth - 1, stateWidth)]),
      role("action.translation", [slice("action", 0, 3)]),
      role("action.rotation", [slice("action", 3, actionWidth - 1)], form: recipe.actionForm),
      role("action.gripper", [slice("action", actionWidth - 1, actionWidth)]),
      role("instruction", [Slice(path: "language_instruction")]), role("task", [Slice(path: "episode_metadata/task")]),
    ]
    if recipe.hasTimestamps { roles.append(role("timestamp", [Slice(path: "timestamp")])) }
    var declarations = Declarations()
    declarations.controlHz = recipe.hertz
    if recipe.declaresFrame { declarations.frame = recipe.frame }
    declarations.task = "episode_metadata/task"
    let schema = Schema(leaves: leaves, hasSteps: true)
    var target = TargetFacts.generic
    target.normalisation = TargetFacts.Normalisation(kind: recipe.normalisation, epsilon: 1e-8)
    setting = Setting(schema: schema, roles: RoleMap(roles), declarations: declarations, target: target)
    let shardCount = (episodes + Self.shardSize - 1) / Self.shardSize
    let shards = (0..<shardCount).map { index in
      Shard(
        index: index, file: "simulated-train.tfrecord-\(index)-of-\(shardCount)", byteCount: 1,
        declaredRecords: min(Self.shardSize, episodes - index * Self.shardSize))
    }
    description = DatasetDescription(
      name: "simulated", version: "1.0.0", format: "simulated", schema: schema,
      splits: [Split(name: "train", shards: shards, declaredShards: shardCount)], faults: [])
  }

  /// One episode, with the columns that a plan selects.
  public func episode(_ index: Int, selection: [Int]) -> Episode {
    var dice = Dice(seed: seed &* 1_000_003 &+ UInt64(index))
    let track = Track(recipe: recipe, dice: &dice)
    let identity = EpisodeIdentity(
      split: "train", shard: index / Self.shardSize, record: index % Self.shardSize, offset: UInt64(index % Self.shardSize) * 1000)
    let columns = selection.map { column(setting.schema.leaves[$0], of: track, index: index) }
    return Episode(identity: identity, steps: track.count, columns: columns)
  }

  private func column(_ leaf: Leaf, of track: Track, index: Int) -> Column {
    var column = Column(width: leaf.width ?? 1)
    column.isPresent = true
    column.rows = leaf.level == .step ? track.count : 1
    func fill(_ text: (Int) -> String) {
      for row in 0..<column.rows {
        column.bytes += Array(text(row).utf8)
        column.ends.append(column.bytes.count)
      }
    }
    let task = index % recipe.tasks
    switch leaf.path {
    case "action": column.numbers = track.actions
    case "observation/state": column.numbers = track.states
    case "timestamp": column.numbers = track.times
    case "is_first": column.numbers = (0..<track.count).map { $0 == 0 ? 1 : 0 }
    case "is_last", "is_terminal": column.numbers = (0..<track.count).map { $0 == track.count - 1 ? 1 : 0 }
    case "language_instruction":
      let instruction = Self.instruction(task: task, phrasing: index / recipe.tasks)
      fill { _ in instruction }
    case "episode_metadata/task": fill { _ in "task \(task)" }
    default: fill { _ in "/collected/episode_\(index).h5" }
    }
    return column
  }

  static func instruction(task: Int, phrasing: Int) -> String {
    let objects = ["red block", "blue cup", "green sponge", "carrot", "silver pot"]
    let places = ["plate", "basket", "sink", "tray", "towel"]
    let (object, place) = (objects[task % objects.count], places[task % places.count])
    switch phrasing % 5 {
    case 0: return "put the \(object) on the \(place)"
    case 1: return "pick up the \(object) and place it on the \(place)"
    case 2: return "move the \(object) to the \(place)"
    case 3: return "take the \(object) over to the \(place)"
    default: return "set the \(object) down beside the \(place)"
    }
  }
}

func exponential(_ x: Double) -> Double { exp(x) }
