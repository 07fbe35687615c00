/// The record keys that features.json declares, for finding one by its bytes without making a string.
struct KeyTable: Sendable {
  let names: [String]
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  /// Open addressing; -1 is empty. At most half full.
  private var buckets: [Int32]

  /// Of keys that are given twice, the first counts.
  init(_ names: [String]) {
    self.names = names
    var size = 16
    while size < names.count * 2 { size *= 2 }
    buckets = Array(repeating: -1, count: size)
    for name in names {
      bytes += Array(name.utf8)
      ends.append(bytes.count)
    }
    for index in names.indices {
      let range = range(index)
      if find(bytes.span.bytes, range) < 0 {
        var slot = Self.hash(bytes.span.bytes, range) & (size - 1)
        while buckets[slot] >= 0 { slot = (slot + 1) & (size - 1) }
        buckets[slot] = Int32(index)
      }
    }
  }

  @inline(__always) private func range(_ index: Int) -> Range<Int> { (index == 0 ? 0 : ends[index &- 1])..<ends[index] }

  /// Whether key `index` is these bytes.
  @inline(__always)
  func matches(_ index: Int, _ record: RawSpan, _ key: Range<Int>) -> Bool {
    let own = range(index)
    guard own.count == key.count else { return false }
    let mine = bytes.span.bytes
    var i = 0
    while i &+ 8 <= key.count {
      let a = mine.unsafeLoadUnaligned(fromByteOffset: own.lowerBound &+ i, as: UInt64.self)
      let b = record.unsafeLoadUnaligned(fromByteOffset: key.lowerBound &+ i, as: UInt64.self)
      if a != b { return false }
      i &+= 8
    }
    while i < key.count {
      if mine.unsafeLoad(fromByteOffset: own.lowerBound &+ i, as: UInt8.self)
        != record.unsafeLoad(fromByteOffset: key.lowerBound &+ i, as: UInt8.self)
      {
        return false
      }
      i &+= 1
    }
    return true
  }

  /// The index of the key with these bytes, or -1.
  func find(_ record: RawSpan, _ key: Range<Int>) -> Int {
    var slot = Self.hash(record, key) & (buckets.count - 1)
    while buckets[slot] >= 0 {
      let index = Int(buckets[slot])
      if matches(index, record, key) { return index }
      slot = (slot + 1) & (buckets.count - 1)
    }
    return -1
  }

  /// FNV-1a.
  private static func hash(_ record: RawSpan, _ key: Range<Int>) -> Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for position in key {
      hash = (hash ^ UInt64(record.unsafeLoad(fromByteOffset: position, as: UInt8.self))) &* 0x100_0000_01B3
    }
    return Int(truncatingIfNeeded: (hash ^ hash >> 32) & 0x7FFF_FFFF)
  }
}
