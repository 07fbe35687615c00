import Episodes
import Testing

@testable import Measures

@Suite struct FaultTests {
  /// Two shards of train with two records each, one of val.
  private func bed() -> TestBed {
    var bed = TestBed([TestBed.numbers("action", 2)])
    let episode = TestEpisode(2, ["action": .numbers([0, 1, 2, 3])])
    bed.splits = ["train": [episode, episode, episode, episode], "val": [episode]]
    return bed
  }

  @Test func faultsOfOneRecordAreOneSampleWithItsEpisode() throws {
    var bed = bed()
    bed.shardFaults[ShardKey(split: "train", shard: 1)] = [
      Fault(.declaredFeature, split: "train", file: "train-1", shard: 1, record: 1, feature: "action", message: "action is missing"),
      Fault(
        .declaredFeature, split: "train", file: "train-1", shard: 1, record: 1, feature: "reward", message: "reward is missing", count: 2),
      Fault(.undecodable, split: "train", file: "train-1", shard: 1, record: 0, message: "cannot be read"),
      Fault(.checksum, split: "train", file: "train-1", shard: 1, record: 0, offset: 100, message: "not another rule's"),
    ]
    let found = try bed.measure("faults.declared-features", in: .split("train"))
    #expect(found.values == [1, 3])
    #expect(found.episodes == [2, 3])
    #expect(found.total == 4)
    #expect(found.noun == "records")
    #expect(found.samples[1].message == "action is missing, and 1 more at this place")
    #expect(try bed.measure("faults.declared-features", in: .split("val")).samples.isEmpty)
    #expect(try bed.measure("faults.checksum").samples.map(\.place.offset) == [100])
  }

  @Test func faultsOfTheDatasetAreSeenOverTheDataset() throws {
    var bed = bed()
    bed.faults = [Fault(.metadata, file: "features.json", message: "line 3: expected a name")]
    #expect(try bed.measure("faults.metadata").samples.map(\.message) == ["line 3: expected a name"])
    #expect(try bed.measure("faults.metadata", in: .split("train")).samples.isEmpty)
  }

  @Test func recordsAreCountedAgainstTheirDeclaration() throws {
    var bed = bed()
    bed.afterwards = { if $0.key == ShardKey(split: "train", shard: 1) { $0.declaredRecords = 5 } }
    let found = try bed.measure("faults.record-count")
    #expect(found.values == [3])
    #expect(found.total == 3)
    #expect(found.samples.first?.message == "train-1 holds 2 records; dataset_info.json promises 5")
    // The reader has told the same: once is enough.
    bed.shardFaults[ShardKey(split: "train", shard: 1)] = [
      Fault(.recordCount, split: "train", file: "train-1", shard: 1, message: "told", count: 3)
    ]
    #expect(try bed.measure("faults.record-count").samples.map(\.message) == ["told"])
  }

  @Test func whatCannotBeCountedIsNotMiscounted() throws {
    var bed = bed()
    bed.splits["val"] = nil
    func with(_ fault: Fault) -> TestBed {
      var bed = bed
      bed.afterwards = {
        $0.declaredRecords = 9
        $0.faults = [fault]
      }
      return bed
    }
    let length = Fault(.checksum, split: "train", shard: 0, record: 2, message: "of the length")
    #expect(try with(length).absence("faults.record-count").kind == .undetermined)
    #expect(try with(Fault(.format, split: "train", shard: 0, message: "Parquet")).absence("faults.record-count").kind == .undetermined)
    let payload = Fault(.checksum, split: "train", shard: 0, record: 1, message: "of the payload")
    #expect(try with(payload).measure("faults.record-count").values == [7, 7])
  }

  @Test func nothingDeclaredIsNothingToCompare() throws {
    var bed = bed()
    bed.afterwards = { $0.declaredRecords = nil }
    #expect(try bed.absence("faults.record-count").kind == .missing)
  }

  @Test func unreadShardsDoNotPass() throws {
    var bed = bed()
    bed.splits = ["train": []]
    #expect(try bed.absence("faults.checksum").kind == .tooFew)
    bed.afterwards = { $0.faults = [Fault(.stub, split: "train", file: "train-0", shard: 0, message: "a pointer")] }
    #expect(try bed.measure("faults.stub").values == [1])
  }

  @Test func payloadBytesAreComparedOnlyWhereRecordsAreWhole() throws {
    var bed = bed()
    bed.declaredBytes = 25
    bed.afterwards = { $0.payloadBytes = 10 }
    // train holds 20 of 25 bytes, val 10 of 25.
    #expect(try bed.measure("container.payload-bytes").values == [5, 15])
    bed.afterwards = {
      $0.payloadBytes = 10
      if $0.key.split == "train" { $0.faults = [Fault(.checksum, split: "train", shard: $0.key.shard, record: 0, message: "")] }
    }
    #expect(try bed.measure("container.payload-bytes").values == [15])
    bed.declaredBytes = nil
    #expect(try bed.absence("container.payload-bytes").kind == .missing)
  }
}
