/// A file as a run of bytes through one reused buffer: read in large chunks, the unread tail moved to the front. Reading beats mapping
/// by a factor of two here, and a file that shrinks while it is read comes short instead of ending the process.
///
/// A file that is compressed as a whole is inflated on the way.
struct ByteSource: ~Copyable {
  static let chunk = 1 << 20

  private let file: InputFile
  private var bytes: [UInt8]
  private var start = 0
  private var end = 0
  /// Bytes taken from the file so far.
  private(set) var taken: UInt64 = 0
  /// Position of the first unread byte: in the file, or in the inflated stream.
  private(set) var offset: UInt64 = 0
  /// Set when the system refuses to read on, or when the compressed stream is damaged or ends early.
  private(set) var trouble: Trouble?

  private var inflater: Inflater?
  private var packed: [UInt8] = []
  private var packedStart = 0
  private var packedEnd = 0
  private var streamIsOver = false

  enum Trouble: Hashable {
    case unreadable(String)
    /// The compressed stream is damaged near this byte of the file.
    case damagedStream(UInt64)
    /// The file ends inside its compressed stream.
    case cutStream(UInt64)
    /// Bytes that are no part of a stream follow the last one.
    case trailing(UInt64)
  }

  init(path: String) throws(SystemTrouble) {
    file = try InputFile(path: path)
    bytes = [UInt8](repeating: 0, count: Int(min(file.size, UInt64(Self.chunk))))
  }

  var fileSize: UInt64 { file.size }
  var isCompressed: Bool { inflater != nil }
  /// What is in the buffer.
  var available: Int { end - start }

  /// The most bytes that can still come, buffer included. deflate expands at most 1032 to 1.
  var mostRemaining: UInt64 {
    if inflater == nil { return UInt64(available) + (file.size - min(file.size, taken)) }
    let packedLeft = UInt64(packedEnd - packedStart) + (file.size - min(file.size, taken))
    let (expanded, overflow) = (packedLeft + 64).multipliedReportingOverflow(by: 1032)
    return overflow ? .max : UInt64(available) + expanded
  }

  /// The next `count` bytes in the buffer.
  var unread: RawSpan {
    @_lifetime(borrow self)
    get { bytes.span.bytes.extracting(start..<end) }
  }

  /// From now on the file's bytes, from the first on, are inflated. Called before anything was consumed.
  mutating func startInflating() throws(SystemTrouble) {
    packed = Array(bytes[start..<end])
    packedStart = 0
    packedEnd = packed.count
    if packed.count < 1 << 18 { packed.append(contentsOf: repeatElement(0, count: 1 << 18 - packed.count)) }
    inflater = try Inflater(.either)
    start = 0
    end = 0
  }

  /// Makes `count` bytes available in the buffer; false when they cannot come. The buffer grows only as bytes arrive, so that a length
  /// that lies cannot make it large.
  mutating func require(_ count: Int) -> Bool {
    if end - start >= count { return true }
    if start > 0 {
      bytes.moveToFront(start..<end)
      end -= start
      start = 0
    }
    while end < count {
      if end == bytes.count {
        bytes.append(contentsOf: repeatElement(0, count: max(64, min(max(count - end, Self.chunk), max(bytes.count, Self.chunk)))))
      }
      let got = fill()
      if got == 0 { return false }
      end += got
    }
    return true
  }

  mutating func consume(_ count: Int) {
    precondition(count >= 0 && count <= end - start)
    start += count
    offset += UInt64(count)
  }

  /// Passes over bytes without looking at them; false when the file ends first.
  mutating func hop(_ count: UInt64) -> Bool {
    var left = count
    let buffered = min(left, UInt64(available))
    consume(Int(buffered))
    left -= buffered
    if left == 0 { return true }
    guard inflater == nil else {
      while left > 0 {
        guard require(1) else { return false }
        let step = min(left, UInt64(available))
        consume(Int(step))
        left -= step
      }
      return true
    }
    guard left <= file.size - min(file.size, taken) else { return false }
    // All that was taken is consumed here, so the file's position is `taken`.
    do { try file.seek(to: taken + left) } catch {
      trouble = .unreadable(error.message)
      return false
    }
    hopped += left
    taken += left
    offset += left
    return true
  }

  /// Bytes that were hopped over without being read; `taken` counts them.
  private(set) var hopped: UInt64 = 0

  private mutating func fill() -> Int {
    if trouble != nil { return 0 }
    if inflater != nil { return inflateSome() }
    let got = Self.read(file, into: &bytes, at: end, taken: taken, trouble: &trouble)
    taken += UInt64(got)
    return got
  }

  private static func read(
    _ file: borrowing InputFile, into target: inout [UInt8], at position: Int, taken: UInt64, trouble: inout Trouble?
  ) -> Int {
    let wanted = min(UInt64(target.count - position), file.size - min(file.size, taken))
    if wanted == 0 { return 0 }
    do { return try file.read(into: &target, at: position, count: Int(wanted)) } catch {
      trouble = .unreadable(error.message)
      return 0
    }
  }

  private mutating func inflateSome() -> Int {
    while true {
      if packedStart == packedEnd {
        packedStart = 0
        packedEnd = Self.read(file, into: &packed, at: 0, taken: taken, trouble: &trouble)
        taken += UInt64(packedEnd)
        if packedEnd == 0 {
          if !streamIsOver, trouble == nil { trouble = .cutStream(taken) }
          return 0
        }
      }
      if streamIsOver {
        // A further member of a gzip file; anything else behind the stream is foreign.
        guard packed[packedStart] == 0x1F else {
          trouble = .trailing(taken - UInt64(packedEnd - packedStart))
          return 0
        }
        inflater?.reset()
        streamIsOver = false
      }
      guard let result = inflater?.inflate(packed, packedStart..<packedEnd, into: &bytes, range: end..<bytes.count) else { return 0 }
      packedStart += result.taken
      switch result.progress {
      case .more: break
      case .streamEnd: streamIsOver = true
      case .damaged: trouble = .damagedStream(taken - UInt64(packedEnd - packedStart))
      }
      if result.made > 0 || trouble != nil { return result.made }
    }
  }
}
