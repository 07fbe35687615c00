import Episodes

extension DrawnEpisodes {
  /// Draws from what the metadata promise. A shard of which they promise nothing is counted through, hopping over its records.
  public static func draw(_ size: SampleSize, seed: String, from reader: any DatasetReader, splits: Set<String>? = nil) -> DrawnEpisodes? {
    var shards: [(split: String, shard: Int, records: Int)] = []
    for split in reader.description.splits where splits?.contains(split.name) ?? true {
      for shard in split.shards {
        // A record takes 16 bytes of framing: a shard that is promised to hold more than it has room for is counted.
        let promised = shard.declaredRecords.flatMap { UInt64(exactly: $0).map { $0 <= shard.byteCount / 16 } } ?? false
        let records = promised ? shard.declaredRecords ?? 0 : count(shard, of: split.name, reader)
        shards.append((split.name, shard.index, records))
      }
    }
    return DrawnEpisodes(size, seed: seed, of: shards)
  }

  private static func count(_ shard: Shard, of split: String, _ reader: any DatasetReader) -> Int {
    // No shard has this record, so that all are hopped over.
    reader.readRecords(
      [Int.max], split: split, shard: shard, selecting: ColumnSelection(leaves: []), visit: { _ in true }, progress: { _ in }
    ).records
  }
}
