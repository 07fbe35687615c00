import Episodes
import Rulebook
import Testing

@testable import Measures

/// An episode in memory: columns by path. A leaf that is not named is not in the record.
struct TestEpisode {
  enum Values {
    case numbers([Double])
    case texts([String])
    case bytes([[UInt8]])
  }

  var steps: Int
  var columns: [String: Values]
  /// What was seen of cameras, by path.
  var pictures: [String: PictureTrack] = [:]

  init(_ steps: Int, _ columns: [String: Values], pictures: [String: PictureTrack] = [:]) {
    self.steps = steps
    self.columns = columns
    self.pictures = pictures
  }
}

/// Runs metrics over episodes in memory as a scan would: plan, probes, one leaf state a shard, observations.
struct TestBed {
  var leaves: [Leaf]
  var roles: [RoleBinding] = []
  var declarations = Declarations()
  var target = TargetFacts.generic
  var loader = LoaderView.none
  var statistics: [StoredStatistics] = []
  var pictures = PictureSampling(mode: .sample)
  var reference: PictureReference?
  /// The lists that ship with Cupel.
  var words = TestBed.shippedWords
  var provenance = Provenance()
  /// Columns as the loader makes them, for an episode; a test of a view says what they hold.
  var making: (TestEpisode) -> [Column] = { _ in [] }
  /// Episodes by split.
  var splits: [String: [TestEpisode]] = [:]
  var episodesPerShard = 2
  var faults: [Fault] = []
  var shardFaults: [ShardKey: [Fault]] = [:]
  /// Changes a leaf state after the scan: what dataset_info.json says, mostly.
  var afterwards: (inout LeafState) -> Void = { _ in }
  var declaredBytes: UInt64?

  init(_ leaves: [Leaf]) { self.leaves = leaves }

  static let shippedWords: WordLists = {
    do { return try Rulebook().words } catch { preconditionFailure("\(error)") }
  }()

  static func numbers(_ path: String, _ width: Int = 1, _ element: ElementType = .float32, encoding: Content.Encoding = .none) -> Leaf {
    Leaf(path: path, level: .step, element: element, shape: width == 1 ? [] : [width], content: .tensor(encoding))
  }

  static func text(_ path: String, _ level: Leaf.Level = .step) -> Leaf {
    Leaf(path: path, level: level, element: .string, shape: [], content: .text)
  }

  static func role(_ role: String, _ slices: String...) -> RoleBinding {
    RoleBinding(role: role, slices: slices.compactMap { Slice($0) }, source: .declared, strength: .strong, evidence: "the test")
  }

  var setting: Setting {
    Setting(
      schema: Schema(leaves: leaves, hasSteps: true), roles: RoleMap(roles), declarations: declarations, target: target, loader: loader,
      statistics: statistics, pictures: pictures, reference: reference, words: words, provenance: provenance)
  }

  func measure(_ name: String, _ parameters: [String: String] = [:], in scope: Scope = .dataset) throws -> Measurement {
    let metric = try #require(MeasureRegistry.metrics[name])
    let observations = try observe(metric.probes(parameters))
    var episodes = Array(observations.episodes.indices)
    if case .split(let split) = scope { episodes = episodes.filter { observations.episodes[$0].split == split } }
    return try metric.measure(MeasureContext(observations: observations, scope: scope, episodes: episodes, parameters: parameters))
  }

  /// The reason why there is no value.
  func absence(_ name: String, _ parameters: [String: String] = [:], in scope: Scope = .dataset) throws -> Absence {
    do {
      let found = try measure(name, parameters, in: scope)
      throw Found(measurement: "\(found.samples)")
    } catch let absence as Absence {
      return absence
    }
  }

  struct Found: Error { var measurement: String }

  func observe(_ requests: [ProbeRequest]) throws -> Observations {
    var plan = ColumnPlan()
    var probes: [any Probe] = []
    var keys: [String] = []
    var absences: [String: Absence] = [:]
    for request in Set(requests).sorted() {
      let definition = try #require(MeasureRegistry.probes[request.name])
      switch definition.make(request, setting, &plan) {
      case .probe(let probe):
        probes.append(probe)
        keys.append(request.key)
      case .cannot(let absence): absences[request.key] = absence
      }
    }
    var states: [LeafState] = []
    var described: [Split] = []
    for split in splits.keys.sorted() {
      let episodes = splits[split] ?? []
      let count = max((episodes.count + episodesPerShard - 1) / episodesPerShard, 1)
      for shard in 0..<count {
        let part = Array(episodes.dropFirst(shard * episodesPerShard).prefix(episodesPerShard))
        states.append(scan(part, key: ShardKey(split: split, shard: shard), probes: probes, plan: plan))
      }
      described.append(
        Split(
          name: split, shards: (0..<count).map { Shard(index: $0, file: "\(split)-\($0)", byteCount: 0, declaredRecords: nil) },
          declaredShards: count, declaredBytes: declaredBytes))
    }
    let description = DatasetDescription(
      name: "bed", version: "1.0.0", format: "rlds", schema: setting.schema, splits: described, faults: faults)
    return Observations(
      description: description, setting: setting, probeKeys: keys, probes: probes, absences: absences, leaves: states)
  }

  private func scan(_ episodes: [TestEpisode], key: ShardKey, probes: [any Probe], plan: ColumnPlan) -> LeafState {
    var state = LeafState(
      key: key, file: "\(key.split)-\(key.shard)", declaredRecords: episodes.count, tables: probes.map { ProbeTable(sums: $0.emptySums) },
      spreads: plan.series.emptySpreads)
    state.records = episodes.count
    for (record, episode) in episodes.enumerated() {
      let columns = plan.selection.map { column(leaves[$0], of: episode) }
      var whole = Episode(
        identity: EpisodeIdentity(split: key.split, shard: key.shard, record: record), steps: episode.steps, columns: columns)
      whole.made = making(episode)
      whole.pictures = plan.cameras.map { episode.pictures[leaves[$0].path] ?? PictureTrack() }
      plan.series.prepare(&whole, counting: &state.spreads)
      state.episodes.append(EpisodeStub(record: record, offset: UInt64(100 * record), steps: episode.steps, isWhole: true))
      for (index, probe) in probes.enumerated() {
        var writer = RowWriter(texts: state.texts)
        probe.observe(whole, row: &writer, sums: &state.tables[index].sums)
        #expect(writer.words.count == probe.fields.count)
        state.tables[index].words += writer.words
        state.texts = writer.texts
      }
    }
    state.faults = shardFaults[key] ?? []
    afterwards(&state)
    return state
  }

  private func column(_ leaf: Leaf, of episode: TestEpisode) -> Column {
    var column = Column(width: leaf.width ?? 1)
    switch episode.columns[leaf.path] {
    case nil: return column
    case .numbers(let numbers):
      column.numbers = numbers
      column.rows = numbers.count / max(column.width, 1)
    case .texts(let texts): fill(&column, texts.map { Array($0.utf8) })
    case .bytes(let bytes): fill(&column, bytes)
    }
    column.isPresent = true
    return column
  }

  private func fill(_ column: inout Column, _ rows: [[UInt8]]) {
    for row in rows {
      column.bytes += row
      column.ends.append(column.bytes.count)
    }
    column.rows = rows.count
  }
}

extension Measurement {
  /// Values of the samples that are numbers.
  var values: [Double] { samples.compactMap { $0.value.number } }
  /// Episodes of the samples, as indices into the observations.
  var episodes: [Int] { samples.compactMap { $0.place.episode } }
  var overallNumber: Double? { overall?.number }
}

/// A fixed stream of numbers, the same on every machine: splitmix64.
struct TestRandom: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  mutating func uniform(_ range: ClosedRange<Double> = 0...1) -> Double { Double.random(in: range, using: &self) }
  /// Sum of twelve uniforms: near enough to a normal.
  mutating func normal(_ deviation: Double = 1) -> Double { ((0..<12).reduce(0.0) { sum, _ in sum + uniform() } - 6) * deviation }
}
