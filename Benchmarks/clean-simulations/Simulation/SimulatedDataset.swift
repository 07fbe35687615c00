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

  private let tokens: Tokens?

  /// Statistics that lie beside the data do not know the first `unknown` episodes, and ids are off by `tokenOffset`: 0 in clean data.
  public init(recipe: Recipe, seed: UInt64, episodes: Int, unknown: Int = 0, tokenOffset: Int = 0) {
    self.recipe = recipe
    self.seed = seed
    episodeCount = episodes
    let layout = Layout(recipe)
    var declarations = Declarations()
    declarations.controlHz = recipe.hertz
    if recipe.declaresFrame { declarations.frame = recipe.frame }
    declarations.task = "episode_metadata/task"
    if recipe.isInDegrees { declarations.radiansPerUnit = Double.pi / 180 }
    if recipe.hasTimestamps { declarations.requiredStreams = (0..<recipe.streams).map { "stream\($0)" } }
    let schema = Schema(leaves: layout.leaves, hasSteps: true)
    let use = ModelUse(recipe)
    var setting = Setting(
      schema: schema, roles: RoleMap(layout.roles), declarations: declarations, target: use.facts, loader: layout.loader(schema))
    var tokens: Tokens?
    if recipe.tokens != .none || recipe.hasStatistics {
      // What lies beside the data was computed of all of them.
      let all = (0..<episodes).map { index in
        var dice = Self.dice(seed, index)
        return Self.motion(recipe, dice: &dice)
      }
      let known = all.dropFirst(unknown).map { (states: $0.states, actions: $0.actions) }
      setting.statistics = [use.statistics(known, setting: setting)].compactMap { $0 }
      tokens = Self.tokens(recipe, all.map(\.actions), &setting)
      tokens?.offset = tokenOffset
    }
    self.tokens = tokens
    self.setting = setting
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
    var dice = Self.dice(seed, index)
    let track = Sample(recipe, Self.motion(recipe, dice: &dice), dice: &dice)
    let identity = EpisodeIdentity(
      split: "train", shard: index / Self.shardSize, record: index % Self.shardSize, offset: UInt64(index % Self.shardSize) * 1000)
    let columns = selection.map { column(setting.schema.leaves[$0], of: track, index: index) }
    var episode = Episode(identity: identity, steps: track.count, columns: columns)
    Layout.handOn(&episode, selection: selection, schema: setting.schema)
    return episode
  }

  /// What a loader hands on of an episode in which columns were changed.
  public func handOn(_ episode: inout Episode, selection: [Int]) {
    Layout.handOn(&episode, selection: selection, schema: setting.schema)
  }

  private static func dice(_ seed: UInt64, _ index: Int) -> Dice { Dice(seed: seed &* 1_000_003 &+ UInt64(index)) }

  private static func motion(_ recipe: Recipe, dice: inout Dice) -> (count: Int, states: [Double], actions: [Double]) {
    if recipe.body == .hand {
      let track = Track(recipe: recipe, dice: &dice)
      return (track.count, track.states, track.actions)
    }
    let track = JointTrack(recipe: recipe, dice: &dice)
    return (track.count, track.states, track.actions)
  }

  /// The codec that the recipe asks for, with bounds where the target has none; declared where it is not the target's own.
  private static func tokens(_ recipe: Recipe, _ actions: [[Double]], _ setting: inout Setting) -> Tokens? {
    guard recipe.tokens != .none else { return nil }
    let width = Layout(recipe).actionWidth
    if recipe.model == .openvla, let group = setting.statistics.first?.action, group.quantiles.count == 2 {
      let mask = setting.normalisationMask(width: width)
      let bounds = group.quantiles.enumerated().map { end, quantile in
        zip(mask, quantile.values).map { isScaled, value in isScaled ? value : end == 0 ? -1 : 1 }
      }
      if recipe.tokens == .pair { setting.declarations.codec = .openvla }
      return Tokens(codec: .openvla, low: bounds[0], high: bounds[1])
    }
    let bounds = Tokens.bounds(actions, width: width)
    var codec: CodecDeclaration = recipe.model == .rt1 ? .rt1 : .uniformMidpoint
    (codec.low, codec.high) = bounds
    setting.declarations.codec = codec
    return Tokens(codec: codec, low: bounds.low, high: bounds.high)
  }

  /// An episode with the clocks that ran beside it.
  private struct Sample {
    var count: Int
    var states: [Double]
    var actions: [Double]
    var times: [Double]
    var streams: [[Double]]

    init(_ recipe: Recipe, _ motion: (count: Int, states: [Double], actions: [Double]), dice: inout Dice) {
      (count, states, actions) = motion
      let start = dice.between(1.6e9, 1.7e9)
      times = (0..<motion.count).map { start + (Double($0) + recipe.jitter * dice.normal() / 4) / recipe.hertz }
      // Each stream comes late by its own time. Some are slower than the loop and run on their own: a step holds the newest sample.
      streams = []
      for _ in 0..<recipe.streams {
        let late = dice.between(0, 0.3)
        let period = dice.chance(0.3) ? dice.between(1.5, 4) : 1
        let phase = period > 1 ? dice.between(0, period) : 0
        let errors = (0..<motion.count + 2).map { _ in recipe.jitter * dice.normal() / 4 }
        streams.append(
          (0..<motion.count).map { step in
            let sample = ((Double(step) + phase) / period).rounded(.down)
            return start + (sample * period - phase - late + errors[Int(sample)]) / recipe.hertz
          })
      }
    }
  }

  private func column(_ leaf: Leaf, of track: Sample, index: Int) -> Column {
    var column = Column(width: leaf.width ?? 1)
    column.isPresent = true
    column.rows = leaf.level == .step ? track.count : 1
    func fill(_ text: (Int) -> String) {
      for row in 0..<column.rows {
        column.bytes += Array(text(row).utf8)
        column.ends.append(column.bytes.count)
      }
    }
    if let stream = (0..<recipe.streams).first(where: { leaf.path == Layout.clock($0) }) {
      column.numbers = track.streams[stream]
      return column
    }
    let task = index % recipe.tasks
    switch leaf.path {
    case "action": column.numbers = track.actions
    case "observation/state": column.numbers = track.states
    case "timestamp": column.numbers = track.times
    case "action_tokens": column.numbers = tokens?.ids(track.actions) ?? []
    case "action_decoded": column.numbers = tokens?.decoded(track.actions) ?? []
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
