import Episodes

/// Episodes that were never files: simulations, and tests of everything past the readers.
public struct MemoryReader: DatasetReader {
  public let description: DatasetDescription
  /// Episodes by split, then shard. Columns stand in the order of the schema's leaves.
  private let episodes: [String: [[Episode]]]

  public init(name: String, schema: Schema, splits: [String: [[Episode]]], faults: [Fault] = []) {
    episodes = splits
    description = DatasetDescription(
      name: name, version: "1.0.0", format: "memory", schema: schema,
      splits: splits.keys.sorted().map { split in
        let shards = splits[split] ?? []
        return Split(
          name: split,
          shards: shards.indices.map {
            Shard(index: $0, file: "\(split)-\($0)", byteCount: UInt64(shards[$0].count), declaredRecords: shards[$0].count)
          },
          declaredShards: shards.count)
      }, faults: faults)
  }

  public func scan(
    split: String, shard: Shard, selecting selection: ColumnSelection, visit: (borrowing Episode) -> Bool, progress: (Int) -> Void
  ) -> ShardOutcome {
    var outcome = ShardOutcome()
    guard let shards = episodes[split], shards.indices.contains(shard.index) else { return outcome }
    for (record, stored) in shards[shard.index].enumerated() {
      var columns: [Column] = []
      for leaf in selection.leaves {
        columns.append(stored.columns[leaf])
        outcome.bytesTouched += UInt64(stored.columns[leaf].numbers.count * 8 + stored.columns[leaf].bytes.count)
      }
      let episode = Episode(
        identity: EpisodeIdentity(split: split, shard: shard.index, record: record, offset: 0), steps: stored.steps, columns: columns,
        isWhole: stored.isWhole)
      outcome.records += 1
      progress(1)
      if !visit(episode) { break }
    }
    return outcome
  }
}
