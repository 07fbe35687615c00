import Episodes
import Formats
import Testing

@Suite struct FramingTests {
  private let one = frame(example(Small.entries))

  private func bytes(_ hex: String) -> Bytes {
    let digits = hex.compactMap { $0.hexDigitValue }
    return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
  }

  /// Records "hello" and "", as tf.io.TFRecordWriter of TensorFlow 2.21 wrote them.
  @Test func theKnownVector() throws {
    let known = bytes("0500000000000000 eab2043e 68656c6c6f bb1f1c19 0000000000000000 29039807 d8ea82a2")
    #expect(known == frame(Bytes("hello".utf8)) + frame([]))
    let folder = Folder()
    try folder.write("plain.tfrecord", known)
    let reading = try read(folder, split: "unnamed")
    #expect(reading.outcome.records == 2)
    #expect(reading.outcome.payloadBytes == 5)
    #expect(reading.outcome.bytesRead == 37)
    // "hello" is no tf.train.Example; the empty record is one, without features.
    #expect(reading.faults.map(\.kind) == [.undecodable])
    #expect(reading.faults.first?.record == 0)
    #expect(reading.episodes.map(\.identity.record) == [1])
    #expect(reading.episodes.first?.identity.offset == 21)
    // The digest goes over the stored checksums as they stand in the file.
    #expect(reading.outcome.digest == bitwiseCRC(bytes("bb1f1c19 d8ea82a2"), polynomial: 0x82F6_3B78))
  }

  @Test func aCleanShardReadsWhole() throws {
    let folder = try Small.folder(one + one + one, records: 3)
    let reading = try read(folder)
    #expect(reading.description.faults == [])
    #expect(reading.faults == [])
    #expect(reading.outcome.records == 3)
    #expect(reading.episodes.map(\.identity.record) == [0, 1, 2])
    #expect(reading.episodes.map(\.identity.offset) == [0, UInt64(one.count), UInt64(2 * one.count)])
    #expect(reading.episodes.allSatisfy { $0.steps == 3 && $0.isWhole })
    #expect(reading.outcome.bytesRead == UInt64(3 * one.count))
    #expect(reading.outcome.payloadBytes == UInt64(3 * (one.count - 16)))
  }

  @Test func aPayloadThatChangedIsNamedAndReadingGoesOn() throws {
    var shard = one + one + one
    shard[one.count + 30] ^= 0x10
    let reading = try read(try Small.folder(shard, records: 3))
    let fault = try #require(reading.faults.first)
    #expect(reading.faults.count == 1)
    #expect(fault.kind == .checksum)
    #expect(fault.offset == UInt64(one.count))
    #expect(fault.record == 1)
    #expect(fault.shard == 0 && fault.split == "train" && fault.file == Small.shardName)
    // Records keep their own index behind the damaged one.
    #expect(reading.episodes.map(\.identity.record) == [0, 2])
    #expect(reading.outcome.records == 3)
  }

  @Test func aLengthThatChangedEndsTheShard() throws {
    var shard = one + one + one
    shard[one.count] ^= 1
    let reading = try read(try Small.folder(shard, records: 3))
    #expect(reading.faults.map(\.kind) == [.checksum])
    #expect(reading.faults.first?.offset == UInt64(one.count))
    #expect(reading.outcome.records == 1)
    #expect(reading.episodes.count == 1)
  }

  @Test(arguments: [1, 8, 11]) func cutInAHeader(_ there: Int) throws {
    let reading = try read(try Small.folder(one + one.prefix(there), records: 2))
    #expect(reading.faults.map(\.kind) == [.truncated])
    #expect(reading.faults.first?.offset == UInt64(one.count))
    #expect(reading.faults.first?.message.contains("header") == true)
    #expect(reading.episodes.count == 1)
  }

  @Test(arguments: [12, 13, 60]) func cutInAPayload(_ there: Int) throws {
    let reading = try read(try Small.folder(one + one.prefix(there), records: 2))
    #expect(reading.faults.map(\.kind) == [.truncated])
    #expect(reading.faults.first?.offset == UInt64(one.count))
    #expect(reading.faults.first?.message.contains("inside a record of \(one.count - 16) bytes") == true)
  }

  @Test func cutInTheLastChecksum() throws {
    let reading = try read(try Small.folder(one + one.dropLast(2), records: 2))
    #expect(reading.faults.map(\.kind) == [.truncated])
    #expect(reading.faults.first?.message.contains("last checksum") == true)
  }

  @Test func cutAtABoundaryIsSeenByTheCount() throws {
    let reading = try read(try Small.folder(one, records: 2))
    #expect(reading.faults.map(\.kind) == [.recordCount])
    #expect(reading.faults.first?.message == "the shard holds 1 record, dataset_info.json declares 2")
    let tooMany = try read(try Small.folder(one + one, records: 1))
    #expect(tooMany.faults.map(\.kind) == [.recordCount])
  }

  @Test func anEmptyShard() throws {
    let reading = try read(try Small.folder([], records: 2))
    #expect(reading.faults.map(\.kind) == [.truncated])
    #expect(reading.faults.first?.offset == 0)
    let declared = try read(try Small.folder([], records: 0))
    #expect(declared.faults == [])
  }

  /// A length with a right checksum that the file cannot hold is a cut, not an allocation.
  @Test(arguments: [UInt64.max, UInt64.max - 3, 1 << 62, 1 << 40]) func hugeLengths(_ length: UInt64) throws {
    let header = littleEndian(length) + littleEndian(maskedCRC(littleEndian(length)))
    let reading = try read(try Small.folder(one + header + [1, 2, 3, 4, 5], records: 2))
    #expect(reading.faults.map(\.kind) == [.truncated])
    #expect(reading.faults.first?.offset == UInt64(one.count))
  }

  @Test func recordsLargerThanTheBufferAreRead() throws {
    let large = Bytes(repeating: 7, count: 1_300_000)
    let entries = Small.entries(replacing: "steps/observation/image", with: .strings([large, [1], large]))
    let big = frame(example(entries))
    let reading = try read(try Small.folder(one + big + one + big, records: 4))
    #expect(reading.faults == [])
    #expect(reading.column("observation/image", episode: 1)?.ends == [1_300_000, 1_300_001, 2_600_001])
    #expect(reading.column("observation/image", episode: 2)?.bytes == [1, 2, 3])
  }

  @Test func stoppingEarly() throws {
    let folder = try Small.folder(one + one + one, records: 3)
    let dataset = try RLDSDataset.open(folder.path)
    var seen = 0
    let shard = try #require(dataset.description.splits.first?.shards.first)
    let outcome = dataset.scan(split: "train", shard: shard, selecting: ColumnSelection(leaves: [])) { _ in
      seen += 1
      return seen < 2
    } progress: { _ in
    }
    #expect(seen == 2)
    #expect(outcome.records == 2)
    #expect(outcome.faults == [])
  }

  @Test func hoppingToSomeRecords() throws {
    let large = frame(
      example(Small.entries(replacing: "steps/observation/image", with: .strings([Bytes(repeating: 1, count: 3_000_000), [], []]))))
    var shard = one + large + one + large + one
    shard[one.count + 500] ^= 1
    let folder = try Small.folder(shard, records: 5)
    let dataset = try RLDSDataset.open(folder.path)
    let split = try #require(dataset.description.splits.first)
    var seen: [Int] = []
    var offsets: [UInt64] = []
    let outcome = dataset.readRecords([2, 4], split: "train", shard: split.shards[0], selecting: ColumnSelection(leaves: [])) { episode in
      seen.append(episode.identity.record)
      offsets.append(episode.identity.offset)
      return true
    }
    #expect(seen == [2, 4])
    #expect(offsets == [UInt64(one.count + large.count), UInt64(2 * one.count + 2 * large.count)])
    // Record 1 is damaged, but its payload was not read.
    #expect(outcome.faults == [])
    #expect(outcome.bytesRead < 4_500_000)
  }

  @Test func everyByteIsTold() throws {
    let folder = try Small.folder(one + one, records: 2)
    let dataset = try RLDSDataset.open(folder.path)
    let shard = try #require(dataset.description.splits.first?.shards.first)
    var told = 0
    let outcome = dataset.scan(split: "train", shard: shard, selecting: ColumnSelection(leaves: [])) { _ in
      true
    } progress: {
      told += $0
    }
    #expect(told == 2 * one.count)
    #expect(outcome.bytesRead == UInt64(told))
    #expect(outcome.bytesTouched == 0)
  }

  @Test func onlyWhatIsSelectedIsTouched() throws {
    let folder = try Small.folder(one, records: 1)
    #expect(try read(folder, selecting: ["action"]).outcome.bytesTouched == 24)
    #expect(try read(folder, selecting: ["action", "is_first"]).outcome.bytesTouched == 27)
    #expect(try read(folder, selecting: ["language_instruction"]).outcome.bytesTouched == 12)
    #expect(try read(folder).outcome.bytesTouched == 24 + 24 + 3 + 12 + 3 + 7)
  }

  // MARK: Files that are not what they seem

  @Test func wholeFileCompression() throws {
    let plain = one + one
    for packed in [stored(gzip: plain), stored(zlib: plain), stored(gzip: one) + stored(gzip: one)] {
      let reading = try read(try Small.folder(packed, records: 2))
      #expect(reading.faults.map(\.kind) == [.compression])
      #expect(reading.episodes.count == 2)
      #expect(reading.outcome.bytesRead == UInt64(packed.count))
      #expect(reading.outcome.digest == (try read(try Small.folder(plain, records: 2))).outcome.digest)
    }
  }

  @Test func damagedCompression() throws {
    let packed = stored(gzip: one + one)
    let cut = try read(try Small.folder(Bytes(packed.prefix(packed.count - 20)), records: 2))
    #expect(cut.faults.map(\.kind) == [.compression, .truncated])
    var flipped = packed
    flipped[packed.count - 6] ^= 1
    let damaged = try read(try Small.folder(flipped, records: 2))
    #expect(damaged.faults.contains { $0.kind == .checksum && $0.message.contains("compressed stream") })
    let trailing = try read(try Small.folder(packed + [1, 2, 3], records: 2))
    #expect(trailing.faults.map(\.kind) == [.compression, .truncated])
  }

  @Test(arguments: [
    ("version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n", "Git LFS"),
    ("<!DOCTYPE html>\n<html><body>Sign in</body></html>", "HTML"), ("\n<html>", "HTML"), ("<?xml version=\"1.0\"?><Error/>", "XML"),
    ("Entry not found", "text"), ("é: nicht gefunden", "text"),
  ])
  func standIns(_ content: String, _ word: String) throws {
    let reading = try read(try Small.folder(Bytes(content.utf8), records: 2))
    #expect(reading.faults.map(\.kind) == [.stub])
    #expect(reading.faults.first?.message.contains(word) == true)
    #expect(reading.outcome.records == 0)
  }

  @Test func otherContainers() throws {
    let riegeli: Bytes = [0x83, 0xAF, 0x70, 0xD1, 0x0D, 0x88, 0x4A, 0x3F] + Bytes(repeating: 0, count: 60)
    for (bytes, word) in [
      (riegeli, "Riegeli"), (Bytes("PAR1".utf8) + Bytes(repeating: 0, count: 30), "Parquet"),
      ([0x50, 0x4B, 3, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0], "ZIP"),
    ] {
      let reading = try read(try Small.folder(bytes, records: 2))
      #expect(reading.faults.map(\.kind) == [.format])
      #expect(reading.faults.first?.message.contains(word) == true)
    }
    let folder = Folder()
    try folder.write("features.json", Small.features)
    try folder.write("dataset_info.json", info(splits: [("train", [2])], fileFormat: "array_record"))
    try folder.write("small-train.array_record-00000-of-00001", riegeli)
    let reading = try read(folder)
    #expect(reading.faults.map(\.kind) == [.format])
    #expect(reading.faults.first?.message.contains("an ArrayRecord file") == true)
  }

  /// What dlimp's raw_to_tfrecord scripts write: every key one string that is a TensorProto (dtype, shape, content).
  @Test func tensorProtos() throws {
    let proto: Bytes = [0x08, 0x01] + field(2, field(2, [0x08, 0x03])) + field(4, Bytes(repeating: 0, count: 12))
    let record = frame(example([("actions", .strings([proto])), ("observations/state", .strings([proto]))]))
    let folder = Folder()
    try folder.write("a.tfrecord", record + record)
    let reading = try read(folder, split: "unnamed")
    #expect(reading.faults.map(\.kind) == [.format])
    #expect(reading.faults.first?.message.contains("TensorProto") == true)
    #expect(reading.episodes.isEmpty)
    // The same file behind a features.json is told the same way, not as dozens of missing features.
    #expect(try read(try Small.folder(record, records: 1)).faults.map(\.kind).contains(.format))
  }
}
