import Episodes

/// One record's frame in a TFRecord file.
struct RecordFrame: Hashable {
  /// Index within the file, records that could not be decoded counted.
  var index: Int
  /// Byte offset of the frame (in the inflated stream, where the file is compressed).
  var offset: UInt64
  var payloadLength: UInt64
  /// The checksum as stored.
  var storedChecksum: UInt32
  var isIntact: Bool
  /// Too long for protocol buffers to parse; its bytes were passed over.
  var isOversized: Bool
}

/// Frames of a TFRecord file, front to back.
///
///     uint64 length | uint32 masked CRC-32C of those 8 bytes | payload | uint32 masked CRC-32C of the payload    (little-endian)
///
/// There is no header, no index and no marker to find the next record by: behind a length that cannot be trusted nothing can be read.
struct RecordFile: ~Copyable {
  enum Step {
    case record(RecordFrame)
    case end
    /// Reading ends here, and why.
    case damage(Fault.Kind, offset: UInt64, message: String)
  }

  static let header = 12
  static let footer = 4
  /// protocol buffers refuse messages of 2 GiB and more.
  static let mostPayload: UInt64 = 0x7FFF_FFFF

  var source: ByteSource
  private(set) var records = 0
  private var payloadCount = 0
  private var isOver = false

  init(_ source: consuming ByteSource) { self.source = source }

  /// The payload of the record that was stepped to last.
  var payload: RawSpan {
    @_lifetime(borrow self)
    get { source.unread.extracting(0..<payloadCount) }
  }

  /// Steps to the next record. With `hopping`, its payload is neither read nor checked.
  mutating func next(hopping: Bool = false) -> Step {
    if isOver { return .end }
    if payloadCount > 0 || needsFooter { source.consume(payloadCount + Self.footer) }
    payloadCount = 0
    needsFooter = false
    let step = read(hopping)
    if case .record = step { return step }
    isOver = true
    return step
  }

  private var needsFooter = false

  private mutating func read(_ hopping: Bool) -> Step {
    let offset = source.offset
    guard source.require(Self.header) else {
      if let damage = sourceDamage(offset) { return damage }
      if source.available == 0 { return .end }
      return .damage(
        .truncated, offset: offset,
        message:
          "the file is cut inside a record's header: \(source.available) of \(Self.header) bytes are there; TensorFlow takes this for "
          + "a normal end")
    }
    let length = UInt64(littleEndian: source.unread.unsafeLoadUnaligned(fromByteOffset: 0, as: UInt64.self))
    let stored = UInt32(littleEndian: source.unread.unsafeLoadUnaligned(fromByteOffset: 8, as: UInt32.self))
    guard Checksum.masked(source.unread.extracting(0..<8)) == stored else {
      return .damage(
        .checksum, offset: offset,
        message: "the checksum of the record's length does not match; nothing behind it in this file can be read")
    }
    // Held against what can still come before anything is made room for.
    let remaining = source.mostRemaining - UInt64(Self.header)
    guard remaining >= UInt64(Self.footer), length <= remaining - UInt64(Self.footer) else { return cut(offset, length, have: remaining) }
    source.consume(Self.header)
    let frame = RecordFrame(
      index: records, offset: offset, payloadLength: length, storedChecksum: 0, isIntact: true, isOversized: length > Self.mostPayload)
    if hopping || frame.isOversized { return passOver(frame) }

    let count = Int(length)
    guard source.require(count + Self.footer) else {
      return sourceDamage(offset) ?? cut(offset, length, have: UInt64(source.available))
    }
    payloadCount = count
    needsFooter = true
    records += 1
    var whole = frame
    whole.storedChecksum = UInt32(littleEndian: source.unread.unsafeLoadUnaligned(fromByteOffset: count, as: UInt32.self))
    whole.isIntact = Checksum.masked(source.unread.extracting(0..<count)) == whole.storedChecksum
    return .record(whole)
  }

  /// Passes over a payload: unseen when hopping, else summing as it goes by.
  private mutating func passOver(_ frame: RecordFrame) -> Step {
    var frame = frame
    var crc: UInt32 = 0
    if frame.isOversized {
      var left = frame.payloadLength
      while left > 0 {
        guard source.require(1) else { return sourceDamage(frame.offset) ?? cut(frame.offset, frame.payloadLength, have: 0) }
        let step = Int(min(left, UInt64(source.available)))
        crc = Checksum.crc32c(source.unread.extracting(0..<step), continuing: crc)
        source.consume(step)
        left -= UInt64(step)
      }
    } else if !source.hop(frame.payloadLength) {
      return sourceDamage(frame.offset) ?? cut(frame.offset, frame.payloadLength, have: 0)
    }
    guard source.require(Self.footer) else { return sourceDamage(frame.offset) ?? cut(frame.offset, frame.payloadLength, have: 0) }
    frame.storedChecksum = UInt32(littleEndian: source.unread.unsafeLoadUnaligned(fromByteOffset: 0, as: UInt32.self))
    if frame.isOversized { frame.isIntact = Checksum.mask(crc) == frame.storedChecksum }
    source.consume(Self.footer)
    records += 1
    return .record(frame)
  }

  private func cut(_ offset: UInt64, _ length: UInt64, have: UInt64) -> Step {
    let place = have >= length ? "inside the record's last checksum" : "inside a record of \(length) bytes"
    return .damage(.truncated, offset: offset, message: "the file ends \(place)")
  }

  private func sourceDamage(_ offset: UInt64) -> Step? {
    switch source.trouble {
    case nil: nil
    case .unreadable(let reason)?: .damage(.unreadable, offset: offset, message: "the file \(reason)")
    case .damagedStream(let at)?:
      .damage(.checksum, offset: at, message: "the compressed stream is damaged near byte \(at); nothing behind it can be read")
    case .cutStream(let at)?: .damage(.truncated, offset: at, message: "the file ends inside its compressed stream")
    case .trailing(let at)?: .damage(.truncated, offset: at, message: "bytes that belong to no compressed stream follow byte \(at)")
    }
  }
}
