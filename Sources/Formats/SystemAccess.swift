// Everything in this module that touches pointers, file descriptors or C libraries stands in this file: files, directories, checksums
// and inflation. What it hands out is arrays, numbers and spans whose bounds are checked.

import CChecksum
import CZlib

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Why the system did not give what was asked, in words that name no path.
struct SystemTrouble: Error, Hashable {
  var message: String

  init(_ message: String) { self.message = message }

  init(doing what: String, code: Int32) {
    let reason =
      switch code {
      case ENOENT: "it is not there"
      case EACCES, EPERM: "permission denied"
      case EISDIR: "it is a directory"
      case ENOTDIR: "part of its path is not a directory"
      case EMFILE, ENFILE: "too many files are open"
      case ELOOP: "its symbolic links run in a circle"
      case EIO: "the device reports an error"
      default: "system error \(code)"
      }
    message = "\(what): \(reason)"
  }
}

/// A regular file open for reading, closed when it goes away.
struct InputFile: ~Copyable {
  private let descriptor: Int32
  /// Its size when it was opened. The file may shrink or grow while it is read; reads then come short, or stop at this size.
  let size: UInt64

  init(path: String) throws(SystemTrouble) {
    // Non-blocking, so that a pipe in place of a file cannot hang us before it is refused.
    descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw SystemTrouble(doing: "cannot be opened", code: errno) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size >= 0 else {
      _ = close(descriptor)
      throw SystemTrouble("is not a regular file")
    }
    size = UInt64(status.st_size)
  }

  deinit { _ = close(descriptor) }

  /// Reads up to `count` bytes into the array from `start` on and returns how many came; 0 at the end.
  func read(into bytes: inout [UInt8], at start: Int, count: Int) throws(SystemTrouble) -> Int {
    precondition(start >= 0 && count >= 0 && count <= bytes.count - start)
    while true {
      let got = bytes.withUnsafeMutableBytes { buffer in
        systemRead(descriptor, buffer.baseAddress.map { $0 + start }, min(count, 1 << 30))
      }
      if got >= 0 { return got }
      if errno != EINTR { throw SystemTrouble(doing: "cannot be read", code: errno) }
    }
  }

  /// Goes on reading at this byte.
  func seek(to offset: UInt64) throws(SystemTrouble) {
    guard let offset = off_t(exactly: offset), lseek(descriptor, offset, SEEK_SET) >= 0 else {
      throw SystemTrouble(doing: "cannot be read", code: errno)
    }
  }
}

private func systemRead(_ descriptor: Int32, _ into: UnsafeMutableRawPointer?, _ count: Int) -> Int { read(descriptor, into, count) }

enum FileSystem {
  enum Kind: Hashable {
    case file(UInt64), directory, other
  }

  /// What a path leads to, symbolic links followed; nil when it leads nowhere.
  static func kind(_ path: String) -> Kind? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file(UInt64(max(0, status.st_size)))
    case S_IFDIR: return .directory
    default: return .other
    }
  }

  /// The names in a directory in byte order, whatever order the system lists them in; nil when it cannot be listed.
  static func list(_ path: String) -> [String]? {
    guard let directory = opendir(path) else { return nil }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let room = MemoryLayout.size(ofValue: entry.pointee.d_name)
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix(room).prefix { $0 != 0 }, as: UTF8.self) }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The path without links and dots; nil when it leads nowhere.
  static func real(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// A whole small file.
  static func contents(_ path: String, atMost limit: Int) throws(SystemTrouble) -> [UInt8] {
    let file = try InputFile(path: path)
    guard file.size <= UInt64(limit) else { throw SystemTrouble("is larger than \(limit >> 20) MiB") }
    var bytes = [UInt8](repeating: 0, count: Int(file.size))
    var end = 0
    while end < bytes.count {
      let got = try file.read(into: &bytes, at: end, count: bytes.count - end)
      if got == 0 { break }
      end += got
    }
    bytes.removeLast(bytes.count - end)
    return bytes
  }
}

extension [UInt8] {
  /// Moves the bytes of a range to the front.
  mutating func moveToFront(_ range: Range<Int>) {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    withUnsafeMutableBytes { buffer in
      guard let base = buffer.baseAddress, !range.isEmpty else { return }
      memmove(base, base + range.lowerBound, range.count)
    }
  }
}

extension [UInt8] {
  mutating func append(_ bytes: RawSpan) { bytes.withUnsafeBytes { append(contentsOf: $0) } }
}

extension RawSpan {
  /// A copy of some bytes.
  func bytes(_ range: Range<Int>) -> [UInt8] { extracting(range).withUnsafeBytes { Array($0) } }

  /// Whether two ranges hold the same bytes.
  func holdsEqualBytes(_ a: Range<Int>, _ b: Range<Int>) -> Bool {
    guard a.count == b.count else { return false }
    return extracting(a).withUnsafeBytes { a in
      extracting(b).withUnsafeBytes { b in
        guard let a = a.baseAddress, let base = b.baseAddress else { return true }
        return memcmp(a, base, b.count) == 0
      }
    }
  }
}

enum Checksum {
  /// CRC-32C of the bytes, continuing from `crc`.
  static func crc32c(_ bytes: RawSpan, continuing crc: UInt32 = 0) -> UInt32 {
    bytes.withUnsafeBytes { cupel_crc32c(crc, $0.baseAddress, $0.count) }
  }

  /// As TFRecord stores it: rotated by 15 bits and offset, so that the checksum of data that holds checksums stays sound.
  static func masked(_ bytes: RawSpan) -> UInt32 { mask(crc32c(bytes)) }

  /// Continues over one stored checksum, as its four bytes in a file.
  static func crc32c(littleEndian value: UInt32, continuing crc: UInt32) -> UInt32 {
    withUnsafeBytes(of: value.littleEndian) { cupel_crc32c(crc, $0.baseAddress, $0.count) }
  }

  static func mask(_ crc: UInt32) -> UInt32 { (crc >> 15 | crc << 17) &+ 0xA282_EAD8 }
}

/// A running zlib or gzip stream.
struct Inflater: ~Copyable {
  enum Form {
    /// A zlib stream, as in an encoded tensor.
    case zlib
    /// zlib or gzip, told apart by the header.
    case either
  }

  enum Progress {
    case more, streamEnd, damaged
  }

  private let stream: UnsafeMutablePointer<z_stream>

  init(_ form: Form) throws(SystemTrouble) {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    let bits: Int32 = form == .zlib ? 15 : 15 + 32
    guard inflateInit2_(stream, bits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
      stream.deallocate()
      throw SystemTrouble("zlib could not be started")
    }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  /// Starts a new stream (a member of a gzip file, the next row).
  func reset() { inflateReset(stream) }

  func inflate(
    _ input: [UInt8], _ part: Range<Int>, into output: inout [UInt8], range: Range<Int>
  ) -> (taken: Int, made: Int, progress: Progress) {
    inflate(input.span.bytes.extracting(part), into: &output, range: range)
  }

  /// Inflates from one range into another; returns how much of each was used.
  func inflate(
    _ input: RawSpan, into output: inout [UInt8], range: Range<Int>
  ) -> (taken: Int, made: Int, progress: Progress) {
    precondition(range.lowerBound >= 0 && range.upperBound <= output.count)
    let room = min(range.count, 1 << 30)
    return input.withUnsafeBytes { from in
      let given = min(from.count, 1 << 30)
      return output.withUnsafeMutableBytes { to in
        stream.pointee.next_in = UnsafeMutablePointer(mutating: from.baseAddress?.assumingMemoryBound(to: UInt8.self))
        stream.pointee.avail_in = UInt32(given)
        stream.pointee.next_out = to.baseAddress.map { $0.assumingMemoryBound(to: UInt8.self) + range.lowerBound }
        stream.pointee.avail_out = UInt32(room)
        let result = CZlib.inflate(stream, Z_NO_FLUSH)
        let taken = given - Int(stream.pointee.avail_in)
        let made = room - Int(stream.pointee.avail_out)
        stream.pointee.next_in = nil
        stream.pointee.next_out = nil
        switch result {
        case Z_STREAM_END: return (taken, made, .streamEnd)
        // Z_BUF_ERROR: no progress was possible; more input or more room is wanted.
        case Z_OK, Z_BUF_ERROR: return (taken, made, .more)
        default: return (taken, made, .damaged)
        }
      }
    }
  }
}
