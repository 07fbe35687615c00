import Episodes
import Measures

/// Runs probes over episodes that are in memory, as a scan runs them over shards.
public struct Gathering {
  public var keys: [String] = []
  public var probes: [any Probe] = []
  public var absences: [String: Absence] = [:]
  public var columns = ColumnPlan()
  let setting: Setting

  /// Every probe that some metric without parameters asks for.
  public init(setting: Setting) {
    self.init(setting: setting, requests: MeasureRegistry.metrics.values.filter { $0.parameters.isEmpty }.flatMap { $0.probes([:]) })
  }

  public init(setting: Setting, requests: [ProbeRequest]) {
    self.setting = setting
    for request in Set(requests).sorted() {
      guard let definition = MeasureRegistry.probes[request.name] else { continue }
      switch definition.make(request, setting, &columns) {
      case .probe(let probe):
        keys.append(request.key)
        probes.append(probe)
      case .cannot(let absence): absences[request.key] = absence
      }
    }
  }

  /// The observations of episodes given by number.
  public func observe(
    _ description: DatasetDescription, count: Int, shardSize: Int = SimulatedDataset.shardSize, episode: (Int, [Int]) -> Episode
  ) -> Observations {
    var leaves: [LeafState] = []
    for shard in 0..<((count + shardSize - 1) / shardSize) {
      var leaf = LeafState(
        key: ShardKey(split: "train", shard: shard), file: "shard-\(shard)", declaredRecords: nil,
        tables: probes.map { ProbeTable(sums: $0.emptySums) }, spreads: columns.series.emptySpreads)
      var row = RowWriter(texts: TextTable())
      for index in shard * shardSize..<min(count, (shard + 1) * shardSize) {
        var given = episode(index, columns.selection)
        columns.series.prepare(&given, counting: &leaf.spreads)
        leaf.records += 1
        leaf.episodes.append(
          EpisodeStub(record: index - shard * shardSize, offset: given.identity.offset, steps: given.steps, isWhole: given.isWhole))
        for (at, probe) in probes.enumerated() {
          row.write(probe, given, width: probe.fields.count, to: &leaf.tables[at])
        }
      }
      leaf.texts = row.texts
      leaves.append(leaf)
    }
    return Observations(
      description: description, setting: setting, probeKeys: keys, probes: probes, absences: absences, leaves: leaves)
  }
}

extension SimulatedDataset {
  /// What all probes see of it.
  public func observations() -> Observations {
    Gathering(setting: setting).observe(description, count: episodeCount) { index, selection in episode(index, selection: selection) }
  }
}

extension Observations {
  /// A metric over the whole dataset.
  public func measure(_ name: String, _ parameters: [String: String] = [:], scope: Scope = .dataset) throws(Absence) -> Measurement {
    guard let metric = MeasureRegistry.metrics[name] else { throw Absence(.missing, "there is no metric \(name)") }
    return try metric.measure(
      MeasureContext(observations: self, scope: scope, episodes: everyEpisode, parameters: parameters))
  }
}
