import Episodes
import Formats
import Synchronization
import Testing

/// Keeps what it is asked to decode, and decodes nothing.
private final class Witness: PixelReading {
  let seen = Mutex<[Bytes]>([])

  func pixels(_ bytes: RawSpan, look: PictureLook, element: ElementType) -> PixelLook {
    let copy = (0..<bytes.byteCount).map { bytes.unsafeLoad(fromByteOffset: $0, as: UInt8.self) }
    seen.withLock { $0.append(copy) }
    var pixels = PixelLook()
    pixels.luma = Double(look.byteCount)
    return pixels
  }
}

/// Pictures looked at where they lie, however they are stored.
@Suite struct PictureReadingTests {
  private func track(_ feature: String, _ value: Value, steps count: Int, mode: PictureSampling.Mode = .all) throws -> (
    PictureTrack, [Bytes], [Fault]
  ) {
    let features = dictionary([("steps", steps([("x", feature), ("is_first", tensor("bool"))]))])
    let flags = Value.integers((0..<count).map { $0 == 0 ? 1 : 0 })
    let folder = try Small.folder(frame(example([("steps/x", value), ("steps/is_first", flags)])), features: features)
    let dataset = try RLDSDataset.open(folder.path)
    let leaf = try #require(dataset.description.schema.index(of: "x"))
    #expect(dataset.description.schema.leaves[leaf].isPicture)
    let witness = Witness()
    var found = PictureTrack()
    let shard = try #require(dataset.description.splits.first?.shards.first)
    let selection = ColumnSelection(
      leaves: [], pictures: PictureSelection(leaves: [leaf], sampling: PictureSampling(mode: mode), reader: witness))
    let outcome = dataset.scan(split: "train", shard: shard, selecting: selection) { episode in
      found = episode.pictures[0]
      return true
    } progress: { _ in
    }
    return (found, witness.seen.withLock { $0 }, outcome.faults)
  }

  /// Four pictures of 16 x 16 x 3, the third as the second.
  private let pictures: [Bytes] = {
    func picture(_ seed: Int) -> Bytes { (0..<768).map { UInt8(truncatingIfNeeded: $0 * seed + 128 * seed) } }
    return [picture(1), picture(3), picture(3), picture(5)]
  }()

  @Test("raw bytes, deflated rows and a list of integers show the same pictures, and the same that repeats")
  func tensors() throws {
    let raw = try track(tensor("uint8", [16, 16, 3], encoding: "bytes"), .strings(pictures), steps: 4)
    let deflated = try track(tensor("uint8", [16, 16, 3], encoding: "zlib"), .strings(pictures.map { stored(zlib: $0) }), steps: 4)
    let integers = try track(tensor("uint8", [16, 16, 3]), .integers(pictures.flatMap { $0.map(Int64.init) }), steps: 4)
    let chunks = try track(
      tensor("uint8", [16, 16, 3]), .integerChunks(pictures.map { $0.map(Int64.init) }), steps: 4)
    for (name, found) in [("raw", raw), ("deflated", deflated), ("integers", integers), ("chunks", chunks)] {
      #expect(found.0.isPresent, "\(name)")
      #expect(found.0.looks.map(\.repeatsPrevious) == [false, false, true, false], "\(name)")
      #expect(found.0.looks.allSatisfy { $0.kind == .raw && $0.height == 16 && $0.width == 16 && $0.components == 3 }, "\(name)")
      #expect(found.1 == pictures, "\(name)")
      #expect(found.0.pixels.map(\.row) == [0, 1, 2, 3], "\(name)")
    }
    // Digests stand for the bytes as they are stored.
    #expect(raw.0.firstDigest == integers.0.firstDigest)
    #expect(raw.0.firstDigest != deflated.0.firstDigest)
  }

  @Test("sixteen bits from integers come as little-endian bytes")
  func sixteenBits() throws {
    let values = (0..<512).map { Int64($0 * 127) }
    let found = try track(tensor("uint16", [16, 16, 1]), .integers(values), steps: 2)
    #expect(found.1 == [Array(values[..<256]), Array(values[256...])].map { $0.flatMap { littleEndian(UInt16($0)) } })
  }

  @Test("files are read by their headers; empty ones and ones that are no picture are not decoded")
  func files() throws {
    var jpeg: Bytes = [0xFF, 0xD8, 0xFF, 0xC0, 0, 11, 8, 0, 8, 0, 9, 3, 0, 0, 0]
    jpeg += [0xFF, 0xD9]
    let found = try track(image, .strings([jpeg, [], Bytes("text".utf8), jpeg, jpeg]), steps: 5)
    #expect(found.0.looks.map(\.kind) == [.jpeg, .empty, .unknown, .jpeg, .jpeg])
    #expect(found.0.looks.map(\.repeatsPrevious) == [false, false, false, false, true])
    #expect(found.0.looks[0].height == 8 && found.0.looks[0].width == 9)
    #expect(found.1 == [jpeg, jpeg, jpeg])
    #expect(found.0.pixels.map(\.row) == [0, 3, 4])
    #expect(found.2.isEmpty)
  }

  @Test("nothing is decoded where only headers are asked for, and two of many in a sample")
  func sampled() throws {
    let many = (0..<40).map { index in pictures[index % 2] }
    let headers = try track(tensor("uint8", [16, 16, 3], encoding: "bytes"), .strings(many), steps: 40, mode: .none)
    #expect(headers.0.looks.count == 40)
    #expect(headers.1.isEmpty)
    let sample = try track(tensor("uint8", [16, 16, 3], encoding: "bytes"), .strings(many), steps: 40, mode: .sample)
    #expect(sample.0.pixels.first?.row == 0)
    #expect((1...2).contains(sample.1.count))
  }
}
