import Episodes

/// What a rule is judged over.
public enum Scope: Sendable, Hashable, Comparable {
  case dataset
  case split(String)
  /// A slice by a declared key: the task, say.
  case slice(key: String, value: String)

  public var name: String {
    switch self {
    case .dataset: "dataset"
    case .split(let name): name
    case .slice(let key, let value): "\(key)=\(value)"
    }
  }

  /// The split, where the scope is one: what a finding about all of it names.
  var split: String? {
    if case .split(let name) = self { return name }
    return nil
  }

  public static func < (a: Scope, b: Scope) -> Bool { a.name < b.name }
}

/// One episode of the folded observations: its names, and where its rows are.
public struct ObservedEpisode: Sendable, Hashable {
  public var split: String
  /// Number within the split, in shard then record order.
  public var number: Int
  public var shard: Int
  public var file: String
  public var stub: EpisodeStub
  /// Index of the leaf state and of the row within its tables.
  public var leaf: Int
  public var row: Int
}

/// States, united and laid out in canonical order: what metrics are computed from.
public struct Observations: Sendable {
  public var description: DatasetDescription
  public var setting: Setting
  /// Probes in the plan's order, by key; nil where the probe could not be made.
  public var probeIndex: [String: Int]
  public var probeFields: [[Field]]
  public var probes: [any Probe]
  public var absences: [String: Absence]
  /// Sorted by key.
  public var leaves: [LeafState]
  /// By split name, shard, record.
  public var episodes: [ObservedEpisode]
  /// The indices of all episodes: the scope of whatever is pooled over the dataset.
  public let everyEpisode: [Int]
  /// Where each episode's rows are: apart from its names, because every value of every rule is looked up by it.
  let rows: [RowAddress]
  /// What metrics worked out of these observations and others ask for again.
  let memo = Memo()

  public init(
    description: DatasetDescription, setting: Setting, probeKeys: [String], probes: [any Probe], absences: [String: Absence],
    leaves: [LeafState]
  ) {
    self.description = description
    self.setting = setting
    self.probes = probes
    self.probeFields = probes.map(\.fields)
    self.probeIndex = Dictionary(uniqueKeysWithValues: zip(probeKeys, probes.indices))
    self.absences = absences
    self.leaves = leaves.sorted { $0.key < $1.key }
    var episodes: [ObservedEpisode] = []
    var numbers: [String: Int] = [:]
    for (index, leaf) in self.leaves.enumerated() {
      // Of a sample the number is that of the record: what lies between was not looked at.
      let before = description.sample.map { $0.episodes(before: leaf.key.shard, of: leaf.key.split) }
      for (row, stub) in leaf.episodes.enumerated() {
        let next = numbers[leaf.key.split, default: 0]
        numbers[leaf.key.split] = next + 1
        let number = before.map { $0 + stub.record } ?? next
        episodes.append(
          ObservedEpisode(
            split: leaf.key.split, number: number, shard: leaf.key.shard, file: leaf.file, stub: stub, leaf: index, row: row))
      }
    }
    self.episodes = episodes
    everyEpisode = Array(episodes.indices)
    rows = episodes.map { RowAddress(leaf: $0.leaf, row: $0.row) }
  }

  /// The leaf state of an episode, and its row there.
  struct RowAddress: Sendable {
    var leaf: Int
    var row: Int
  }

  /// Splits in canonical order: those declared, and those seen.
  public var splitNames: [String] { Set(description.splits.map(\.name)).union(leaves.map(\.key.split)).sorted() }
}

/// The rows and sums of one probe within one scope. Handed about by every metric and kept by its samples, so it is shared and not copied.
public final class ProbeView: Sendable {
  public let observations: Observations
  public let probe: any Probe
  let index: Int
  let fields: [String: Int]
  let width: Int
  /// Indices of the scope's episodes.
  public let episodes: [Int]
  let scope: Scope
  /// The probe's rows, by leaf.
  private let words: [[UInt64]]

  init(_ observations: Observations, index: Int, episodes: [Int], scope: Scope) {
    self.observations = observations
    self.index = index
    self.episodes = episodes
    self.scope = scope
    probe = observations.probes[index]
    let named = observations.probeFields[index]
    fields = Dictionary(uniqueKeysWithValues: zip(named.map(\.name), named.indices))
    width = named.count
    words = observations.leaves.map { $0.tables[index].words }
  }

  /// The index of a field by name. Asking for a field that the probe does not have is a programming error.
  public func field(_ name: String) -> Int {
    guard let found = fields[name] else { preconditionFailure("probe has no field \(name)") }
    return found
  }

  @inline(__always)
  private func word(_ episode: Int, _ field: Int) -> UInt64 {
    let at = observations.rows[episode]
    return words[at.leaf][at.row * width + field]
  }

  public func number(_ episode: Int, _ field: Int) -> Double { Double(bitPattern: word(episode, field)) }
  public func count(_ episode: Int, _ field: Int) -> Int { Int(Int64(bitPattern: word(episode, field))) }
  public func digest(_ episode: Int, _ field: Int) -> UInt64 { word(episode, field) }
  public func text(_ episode: Int, _ field: Int) -> String {
    let texts = observations.leaves[observations.episodes[episode].leaf].texts.texts
    let at = Int(truncatingIfNeeded: word(episode, field))
    return texts.indices.contains(at) ? texts[at] : ""
  }

  /// The scope's sums, folded shard by shard in canonical order. Slices have none of their own, so only metrics that are per episode may
  /// be judged over slices.
  public var sums: Sums {
    observations.memo.value("sums \(index)|\(scope.name)") {
      var total = probe.emptySums
      for leaf in observations.leaves {
        if case .split(let name) = scope, leaf.key.split != name { continue }
        total.add(leaf.tables[index].sums)
      }
      return total
    }
  }

  /// The place of an episode, with a step or feature where one is known.
  public func place(_ episode: Int, step: Int? = nil, feature: String? = nil) -> Place {
    let steps: ClosedRange<Int>? = step.map { $0...$0 }
    return observations.place(episode, steps: steps, feature: feature)
  }
}

extension Observations {
  public func place(_ episode: Int, steps: ClosedRange<Int>? = nil, feature: String? = nil) -> Place {
    Place(episode: episode, steps: steps, feature: feature)
  }

  /// `train/12`: how findings name an episode.
  public func name(_ episode: Int) -> String { "\(episodes[episode].split)/\(episodes[episode].number)" }
}

/// What a metric is given: the observations within one scope.
public struct MeasureContext: Sendable {
  public let observations: Observations
  public let scope: Scope
  /// Indices of the episodes in scope.
  public let episodes: [Int]
  /// Parameters from the rule that asks (`metric: {name: column.range, feature: action[0:6]}`).
  public let parameters: [String: String]

  public init(observations: Observations, scope: Scope, episodes: [Int], parameters: [String: String] = [:]) {
    self.observations = observations
    self.scope = scope
    self.episodes = episodes
    self.parameters = parameters
  }

  public var setting: Setting { observations.setting }

  /// The same scope's whole dataset: conventions and gains are pooled over it.
  public var dataset: MeasureContext {
    MeasureContext(
      observations: observations, scope: .dataset, episodes: observations.everyEpisode, parameters: parameters)
  }

  /// One probe's rows in this scope; throws the reason when the plan could not make it.
  public func view(_ request: ProbeRequest) throws(Absence) -> ProbeView {
    if let absence = observations.absences[request.key] { throw absence }
    guard let index = observations.probeIndex[request.key] else {
      throw Absence(.missing, "the plan holds no probe \(request.key)")
    }
    return ProbeView(observations, index: index, episodes: episodes, scope: scope)
  }

  /// Faults of this scope: those of its shards, and for the dataset those of no split. Metadata faults of a split belong to it.
  public func faults(_ kinds: Fault.Kind...) -> [Fault] {
    var found: [Fault] = []
    for fault in observations.description.faults where kinds.contains(fault.kind) && holds(fault.split) { found.append(fault) }
    for leaf in observations.leaves where holds(leaf.key.split) { found += leaf.faults.filter { kinds.contains($0.kind) } }
    return found.sorted()
  }

  private func holds(_ split: String?) -> Bool {
    switch scope {
    case .dataset, .slice: true
    case .split(let name): split == name
    }
  }

  /// The leaf states of this scope.
  public var leaves: [LeafState] { observations.leaves.filter { holds($0.key.split) } }
}

/// A value with a unit and a scope, or a typed reason why there is none.
public struct Metric: Sendable {
  public var name: String
  public var unit: Unit
  /// One line: what is measured. Shown by the documentation and to writers of rules.
  public var summary: String
  /// The probes it is computed from, given a rule's parameters.
  public var probes: @Sendable ([String: String]) -> [ProbeRequest]
  /// Parameters a rule must give, and those it may.
  public var parameters: [String]
  public var optionalParameters: [String]
  /// Computed from metadata and declarations alone: what records could not be read does not touch it.
  public var needsNoRecords: Bool
  /// Computed from the rows of single episodes alone, so that any slice of episodes (those of a task) can be judged by itself.
  public var isPerEpisode: Bool
  /// Says something of all episodes together that no part of them can show: a count, a sum, a comparison with stored statistics.
  public var needsEveryEpisode: Bool
  public var measure: @Sendable (MeasureContext) throws(Absence) -> Measurement

  public init(
    _ name: String, unit: Unit, summary: String, parameters: [String] = [], optionalParameters: [String] = [], needsNoRecords: Bool = false,
    isPerEpisode: Bool = false, needsEveryEpisode: Bool = false,
    probes: @escaping @Sendable ([String: String]) -> [ProbeRequest],
    measure: @escaping @Sendable (MeasureContext) throws(Absence) -> Measurement
  ) {
    self.name = name
    self.unit = unit
    self.summary = summary
    self.parameters = parameters
    self.optionalParameters = optionalParameters
    self.needsNoRecords = needsNoRecords
    self.isPerEpisode = isPerEpisode
    self.needsEveryEpisode = needsEveryEpisode
    self.probes = probes
    self.measure = measure
  }
}

/// One file of probes and the metrics over them. To add a measurement: one such file, and its line in `MeasureRegistry`.
public protocol MeasureFamily {
  static var probes: [ProbeDefinition] { get }
  static var metrics: [Metric] { get }
}

/// Every probe and metric there is.
public enum MeasureRegistry {
  public static var families: [any MeasureFamily.Type] {
    [
      OriginMeasures.self,
      FaultMeasures.self,
      SchemaMeasures.self,
      StepMeasures.self,
      PictureMeasures.self,
      PixelMeasures.self,
      ViewMeasures.self,
      ShiftMeasures.self,
      UprightMeasures.self,
      FiniteMeasures.self,
      TimeMeasures.self,
      EpisodeMeasures.self,
      OutcomeMeasures.self,
      ProvenanceMeasures.self,
      ClaimMeasures.self,
      CalibrationMeasures.self,
      AcceptanceMeasures.self,
      WaiverMeasures.self,
      CoverageMeasures.self,
      MotionCoverage.self,
      SegmentationMeasures.self,
      DuplicateMeasures.self,
      SplitMeasures.self,
      LanguageMeasures.self,
      DiversityMeasures.self,
      TopStringMeasures.self,
      RequestMeasures.self,
      VarietyMeasures.self,
      ConflictMeasures.self,
      GraspWordMeasures.self,
      ColumnMeasures.self,
      LabelMeasures.self,
      ActionMeasures.self,
      FrameMeasures.self,
      TurnMeasures.self,
      JointMeasures.self,
      OutlierMeasures.self,
      GripperMeasures.self,
      FastMeasures.self,
      StatisticsMeasures.self,
      LoaderMeasures.self,
      ShapeMeasures.self,
      StateMeasures.self,
      UpAxisMeasures.self,
      InfluenceMeasures.self,
      IdleMeasures.self,
      TokenMeasures.self,
    ]
  }

  public static let probes: [String: ProbeDefinition] = {
    var all: [String: ProbeDefinition] = [:]
    for definition in families.flatMap({ $0.probes }) { all[definition.name] = definition }
    return all
  }()

  public static let metrics: [String: Metric] = {
    var all: [String: Metric] = [:]
    for metric in families.flatMap({ $0.metrics }) { all[metric.name] = metric }
    return all
  }()
}
