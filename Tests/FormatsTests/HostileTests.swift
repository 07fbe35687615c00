import Episodes
import Formats
import Testing

/// Whatever the bytes are, reading ends with episodes and faults; and no damage goes unseen.
@Suite struct HostileTests {
  /// All storages in one small record.
  private static let features = dictionary([
    (
      "steps",
      steps([
        ("a", tensor("float32", [2])), ("b", tensor("int64")), ("c", text), ("d", tensor("int16", [2], encoding: "zlib")),
        ("e", tensor("float64", [1], encoding: "bytes")), ("f", sequence(tensor("int32"))),
        ("g", tensor("uint8", [-1, -1], encoding: "bytes")),
        ("h", image),
      ])
    ), ("id", text), ("extra", sequence(tensor("float32"))),
  ])

  private static let entries: [(String, Value)] = [
    ("steps/a", .floats([1, 2, 3, 4])), ("steps/b", .integers([-1, 300])), ("steps/c", .texts(["go", "go"])),
    ("steps/d", .strings([stored(zlib: [1, 0, 2, 0]), stored(zlib: [3, 0, 4, 0])])),
    ("steps/e", .strings([Bytes(repeating: 0, count: 8), Bytes(repeating: 1, count: 8)])),
    ("steps/f/ragged_flat_values", .integers([5, 6, 7])), ("steps/f/ragged_row_lengths_0", .integers([1, 2])),
    ("steps/g/shape", .integers([1, 2, 2, 1])), ("steps/g/value", .strings([[1, 2], [3, 4]])), ("steps/h", .strings([[9], []])),
    ("id", .texts(["e"])), ("extra", .looseFloats([1, 2, 3])),
  ]

  private let dataset: RLDSDataset
  private let folder: Folder
  private let whole: Bytes

  init() throws {
    whole = frame(example(Self.entries)) + frame(example(Self.entries))
    folder = try Small.folder(whole, features: Self.features, records: 2)
    dataset = try RLDSDataset.open(folder.path)
  }

  private func scan(_ bytes: Bytes, records: Int? = 2) throws -> (outcome: ShardOutcome, episodes: Int) {
    try folder.write(Small.shardName, bytes)
    var episodes = 0
    let shard = Shard(index: 0, file: Small.shardName, byteCount: UInt64(bytes.count), declaredRecords: records)
    let all = ColumnSelection(leaves: Array(dataset.description.schema.leaves.indices))
    let outcome = dataset.scan(split: "train", shard: shard, selecting: all) { episode in
      episodes += 1
      for column in episode.columns where column.isPresent && column.ends.isEmpty && column.width > 0 {
        #expect(column.numbers.count == column.rows * column.width)
      }
      return true
    } progress: { _ in
    }
    return (outcome, episodes)
  }

  @Test func theWholeShardIsClean() throws {
    #expect(dataset.description.faults == [])
    let read = try scan(whole)
    #expect(read.outcome.faults == [])
    #expect(read.episodes == 2)
  }

  @Test func everyProperPrefixIsSeen() throws {
    for count in 0..<whole.count {
      let read = try scan(Bytes(whole[..<count]))
      #expect(!read.outcome.faults.isEmpty, "cut after \(count) bytes")
    }
  }

  @Test func everyFlippedByteIsSeen() throws {
    for at in whole.indices {
      for mask in [0x01, 0x80, 0xFF] as [UInt8] {
        var bytes = whole
        bytes[at] ^= mask
        let read = try scan(bytes)
        #expect(!read.outcome.faults.isEmpty, "byte \(at) flipped by \(mask)")
      }
    }
  }

  /// Damage that has the right checksums: reading ends, and never with more than the records there are.
  @Test func everyFlippedByteOfAPayloadIsSurvived() throws {
    let payload = example(Self.entries)
    for at in payload.indices {
      for mask in [0x01, 0x08, 0x80, 0xFF] as [UInt8] {
        var bytes = payload
        bytes[at] ^= mask
        let read = try scan(frame(bytes), records: 1)
        #expect(read.outcome.records == 1)
        #expect(read.episodes + read.outcome.faults.filter { $0.kind == .undecodable }.count <= 1 + 1)
      }
    }
  }

  @Test func everyPrefixOfAPayloadIsSurvived() throws {
    let payload = example(Self.entries)
    for count in 0..<payload.count {
      let read = try scan(frame(Bytes(payload[..<count])), records: 1)
      #expect(!read.outcome.faults.isEmpty)
    }
  }

  @Test func noiseIsSurvived() throws {
    var generator = SplitMix(state: 11)
    for round in 0..<400 {
      let count = Int(generator.next() % 300)
      var noise = (0..<count).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
      if round % 2 == 0 { _ = try scan(noise, records: nil) }
      // As a payload, and inside the outer messages of an Example.
      _ = try scan(frame(noise), records: 1)
      noise = field(1, field(1, field(1, Bytes("steps/a".utf8)) + field(2, noise)))
      _ = try scan(frame(noise), records: 1)
      if round % 4 == 0 { _ = try scan([0x1F, 0x8B, 0x08] + noise, records: nil) }
    }
  }

  @Test func mutatedMetadataIsSurvived() throws {
    var generator = SplitMix(state: 5)
    let base = Bytes(Self.features.utf8)
    let infos = Bytes(info(splits: [("train", [2])]).utf8)
    for _ in 0..<300 {
      let other = Folder()
      var features = base
      for _ in 0..<2 { features[Int(generator.next() % UInt64(base.count))] = UInt8(0x20 + generator.next() % 95) }
      var text = infos
      text[Int(generator.next() % UInt64(infos.count))] = UInt8(0x20 + generator.next() % 95)
      try other.write("features.json", features)
      try other.write("dataset_info.json", text)
      try other.write(Small.shardName, whole)
      let opened = try RLDSDataset.open(other.path)
      for split in opened.description.splits {
        for shard in split.shards {
          let all = ColumnSelection(leaves: Array(opened.description.schema.leaves.indices))
          let outcome = opened.scan(split: split.name, shard: shard, selecting: all) { _ in
            true
          } progress: { _ in
          }
          #expect(outcome.records == 2)
        }
      }
    }
  }
}
