/// Bytes that are not what protocol buffers allow, and where in the record.
struct WireError: Error, Hashable {
  var offset: Int
  var message: String
}

/// Reads the wire format of protocol buffers from a record. Every load is within bounds, every length is held against what is left
/// before it is believed; bad bytes throw, they never trap.
///
/// Positions count from the record's first byte, whatever part of it a cursor covers.
struct WireCursor: ~Escapable {
  let bytes: RawSpan
  var at: Int
  let end: Int

  @_lifetime(copy bytes) @inline(__always)
  init(_ bytes: RawSpan, _ range: Range<Int>) {
    self.bytes = bytes
    self.at = range.lowerBound
    self.end = min(range.upperBound, bytes.byteCount)
  }

  var isAtEnd: Bool { @inline(__always) get { at >= end } }

  @inline(__always) func byte(_ position: Int) -> UInt8 { bytes.unsafeLoad(fromByteOffset: position, as: UInt8.self) }

  @_lifetime(self: copy self) @inline(__always)
  mutating func varint() throws(WireError) -> UInt64 {
    if at < end {
      let first = byte(at)
      if first < 0x80 {
        at &+= 1
        return UInt64(first)
      }
    }
    return try longVarint()
  }

  @_lifetime(self: copy self)
  private mutating func longVarint() throws(WireError) -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    let start = at
    while at < end {
      let next = byte(at)
      at &+= 1
      value |= UInt64(next & 0x7F) << shift
      if next < 0x80 { return value }
      shift += 7
      if shift >= 70 { throw WireError(offset: start, message: "a number runs over ten bytes") }
    }
    throw WireError(offset: start, message: "a number is cut short")
  }

  /// A length-delimited field's range; the cursor moves behind it.
  @_lifetime(self: copy self) @inline(__always)
  mutating func delimited() throws(WireError) -> Range<Int> {
    let length = try varint()
    guard length <= UInt64(end &- at) else { throw WireError(offset: at, message: "a length of \(length) runs past the end") }
    let start = at
    at &+= Int(length)
    return start..<at
  }

  /// Passes over the value of a field that is not wanted.
  @_lifetime(self: copy self)
  mutating func skip(_ wireType: UInt64) throws(WireError) {
    switch wireType {
    case 0: _ = try varint()
    case 1: try advance(8)
    case 2: _ = try delimited()
    case 5: try advance(4)
    default: throw WireError(offset: at, message: "a field has the unknown wire type \(wireType)")
    }
  }

  @_lifetime(self: copy self) @inline(__always)
  mutating func advance(_ count: Int) throws(WireError) {
    guard count <= end &- at else { throw WireError(offset: at, message: "a value is cut short") }
    at &+= count
  }
}

/// Tags of the messages in a tf.train.Example: field number and wire type in one byte.
enum Tag {
  /// Field 1, length-delimited: features of an Example, an entry of the map, its key, packed values, a byte string, a BytesList.
  static let one: UInt64 = 0x0A
  /// Field 2, length-delimited: an entry's value, a FloatList.
  static let two: UInt64 = 0x12
  /// Field 3, length-delimited: an Int64List.
  static let three: UInt64 = 0x1A
  static let varintOne: UInt64 = 0x08
  static let fixed32One: UInt64 = 0x0D
}
