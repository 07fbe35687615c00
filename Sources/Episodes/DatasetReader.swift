/// One file of a split.
public struct Shard: Sendable, Hashable {
  /// Index within the split.
  public var index: Int
  /// File name relative to the dataset.
  public var file: String
  public var byteCount: UInt64
  /// How many records the metadata promises, where it says.
  public var declaredRecords: Int?

  public init(index: Int, file: String, byteCount: UInt64, declaredRecords: Int?) {
    self.index = index
    self.file = file
    self.byteCount = byteCount
    self.declaredRecords = declaredRecords
  }
}

public struct Split: Sendable, Hashable {
  public var name: String
  /// The shards that are there, by index.
  public var shards: [Shard]
  /// The number of shards the metadata promises.
  public var declaredShards: Int
  public var declaredBytes: UInt64?

  public init(name: String, shards: [Shard], declaredShards: Int, declaredBytes: UInt64? = nil) {
    self.name = name
    self.shards = shards
    self.declaredShards = declaredShards
    self.declaredBytes = declaredBytes
  }
}

extension Split {
  /// How many records the metadata promise over all shards; nil where they say nothing. Their word may be any number, so the sum stops at the largest.
  public var declaredRecords: Int? {
    let declared = shards.compactMap(\.declaredRecords)
    if declared.isEmpty { return nil }
    return declared.reduce(0) { sum, records in
      let (total, overflows) = sum.addingReportingOverflow(max(records, 0))
      return overflows ? .max : total
    }
  }
}

/// What is known about a dataset before a record is read.
public struct DatasetDescription: Sendable {
  public var name: String
  public var version: String
  /// "rlds" for now.
  public var format: String
  public var schema: Schema
  /// In name order.
  public var splits: [Split]
  /// Faults of the metadata and of the set of files.
  public var faults: [Fault]
  /// Splits that the dataset has and that were left out on request: what spans all of them cannot be told.
  public var leftOut: [String] = []
  /// The episodes that are looked at, where not all are.
  public var sample: DrawnEpisodes?

  public init(name: String, version: String, format: String, schema: Schema, splits: [Split], faults: [Fault]) {
    self.name = name
    self.version = version
    self.format = format
    self.schema = schema
    self.splits = splits
    self.faults = faults
  }
}

/// Which leaves (indices into the schema, in the order of `Episode.columns`) a scan wants to see as columns.
public struct ColumnSelection: Sendable {
  public var leaves: [Int]
  /// Cameras, which are looked at where they lie and not copied.
  public var pictures: PictureSelection

  public init(leaves: [Int], pictures: PictureSelection = PictureSelection()) {
    self.leaves = leaves
    self.pictures = pictures
  }
}

/// What came of reading one shard.
public struct ShardOutcome: Sendable {
  public var faults: [Fault] = []
  /// Records whose frame could be read.
  public var records: Int = 0
  /// Sum of payload lengths, without framing.
  public var payloadBytes: UInt64 = 0
  /// Bytes taken from the file.
  public var bytesRead: UInt64 = 0
  /// Bytes of leaves that were copied into columns: what the plan's selection cost.
  public var bytesTouched: UInt64 = 0
  /// A checksum over the records' checksums in order: the shard's identity.
  public var digest: UInt32 = 0

  public init() {}
}

/// A dataset in some format. Everything past a reader sees only this: columns, faults and counts.
public protocol DatasetReader: Sendable {
  var description: DatasetDescription { get }

  /// Reads one shard from front to back. `visit` is called once for each record that could be decoded, in order; returning false ends
  /// the reading early (for samples). `progress` is told now and then how many bytes were read since it was last told.
  ///
  /// Called from several workers at once, for different shards.
  func scan(
    split: String, shard: Shard, selecting selection: ColumnSelection, visit: (borrowing Episode) -> Bool, progress: (Int) -> Void
  ) -> ShardOutcome

  /// Reads some records of a shard, by index within it and in rising order: to fetch what a report or `cupel show` shows of single
  /// episodes. What is hopped over is not checked.
  func readRecords(
    _ wanted: Set<Int>, split: String, shard: Shard, selecting selection: ColumnSelection, visit: (borrowing Episode) -> Bool,
    progress: (Int) -> Void
  ) -> ShardOutcome
}

extension DatasetReader {
  /// For readers that cannot hop: all records are read, the wanted ones are handed on.
  public func readRecords(
    _ wanted: Set<Int>, split: String, shard: Shard, selecting selection: ColumnSelection, visit: (borrowing Episode) -> Bool,
    progress: (Int) -> Void
  ) -> ShardOutcome {
    let last = wanted.max() ?? -1
    return scan(
      split: split, shard: shard, selecting: selection,
      visit: { episode in
        if wanted.contains(episode.identity.record), !visit(episode) { return false }
        return episode.identity.record < last
      }, progress: progress)
  }
}
