import Foundation

// A small writer of TFRecord files and tf.train.Examples, written for the tests from the formats' descriptions and sharing nothing with
// the reader: its checksums go bit by bit, its compressed streams are made of stored blocks.

typealias Bytes = [UInt8]

func littleEndian<T: FixedWidthInteger>(_ value: T) -> Bytes { withUnsafeBytes(of: value.littleEndian) { Bytes($0) } }

func bitwiseCRC(_ bytes: Bytes, polynomial: UInt32) -> UInt32 {
  var crc: UInt32 = 0xFFFF_FFFF
  for byte in bytes {
    crc ^= UInt32(byte)
    for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ polynomial : crc >> 1 }
  }
  return ~crc
}

func maskedCRC(_ bytes: Bytes) -> UInt32 {
  let crc = bitwiseCRC(bytes, polynomial: 0x82F6_3B78)
  return (crc >> 15 | crc << 17) &+ 0xA282_EAD8
}

func frame(_ payload: Bytes) -> Bytes {
  let length = littleEndian(UInt64(payload.count))
  return length + littleEndian(maskedCRC(length)) + payload + littleEndian(maskedCRC(payload))
}

func varint(_ value: UInt64) -> Bytes {
  var value = value
  var bytes: Bytes = []
  while value >= 0x80 {
    bytes.append(UInt8(value & 0x7F) | 0x80)
    value >>= 7
  }
  return bytes + [UInt8(value)]
}

func field(_ number: UInt64, _ body: Bytes) -> Bytes { varint(number << 3 | 2) + varint(UInt64(body.count)) + body }

/// A Feature with its list; packed as every known writer does it unless said otherwise.
enum Value {
  case floats([Float])
  case looseFloats([Float])
  /// Each inner list one packed chunk.
  case floatChunks([[Float]])
  /// One packed chunk and then loose values.
  case mixedFloats([Float], [Float])
  case integers([Int64])
  case looseIntegers([Int64])
  case integerChunks([[Int64]])
  case strings([Bytes])
  case texts([String])
  case nothing
  /// The bytes of a Feature message as they are.
  case message(Bytes)

  var feature: Bytes {
    switch self {
    case .floats(let values): field(2, field(1, values.flatMap { littleEndian($0.bitPattern) }))
    case .looseFloats(let values): field(2, values.flatMap { [0x0D] + littleEndian($0.bitPattern) })
    case .floatChunks(let chunks): field(2, chunks.flatMap { field(1, $0.flatMap { littleEndian($0.bitPattern) }) })
    case .mixedFloats(let packed, let loose):
      field(2, field(1, packed.flatMap { littleEndian($0.bitPattern) }) + loose.flatMap { [0x0D] + littleEndian($0.bitPattern) })
    case .integers(let values): field(3, field(1, values.flatMap { varint(UInt64(bitPattern: $0)) }))
    case .looseIntegers(let values): field(3, values.flatMap { [0x08] + varint(UInt64(bitPattern: $0)) })
    case .integerChunks(let chunks): field(3, chunks.flatMap { field(1, $0.flatMap { varint(UInt64(bitPattern: $0)) }) })
    case .strings(let values): field(1, values.flatMap { field(1, $0) })
    case .texts(let values): field(1, values.flatMap { field(1, Bytes($0.utf8)) })
    case .nothing: []
    case .message(let bytes): bytes
    }
  }
}

func example(_ entries: [(String, Value)]) -> Bytes {
  field(1, entries.flatMap { field(1, field(1, Bytes($0.0.utf8)) + field(2, $0.1.feature)) })
}

/// A zlib stream of stored blocks.
func stored(zlib bytes: Bytes) -> Bytes {
  var a: UInt32 = 1
  var b: UInt32 = 0
  for byte in bytes {
    a = (a + UInt32(byte)) % 65521
    b = (b + a) % 65521
  }
  return [0x78, 0x01] + storedBlocks(bytes) + littleEndian((b << 16 | a).byteSwapped)
}

/// One member of a gzip file, of stored blocks.
func stored(gzip bytes: Bytes) -> Bytes {
  [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255] + storedBlocks(bytes) + littleEndian(bitwiseCRC(bytes, polynomial: 0xEDB8_8320))
    + littleEndian(UInt32(bytes.count))
}

private func storedBlocks(_ bytes: Bytes) -> Bytes {
  var result: Bytes = []
  var rest = bytes[...]
  repeat {
    let block = rest.prefix(65535)
    rest = rest.dropFirst(65535)
    let count = UInt16(block.count)
    result += [rest.isEmpty ? 1 : 0] + littleEndian(count) + littleEndian(~count) + block
  } while !rest.isEmpty
  return result
}

/// A folder that goes away with its owner.
final class Folder {
  let path: String

  init() {
    path = NSTemporaryDirectory() + "cupel-test-\(UUID().uuidString)"
    try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ name: String, _ bytes: Bytes) throws {
    let file = URL(fileURLWithPath: path + "/" + name)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
  }

  func write(_ name: String, _ text: String) throws { try write(name, Bytes(text.utf8)) }
}

struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
