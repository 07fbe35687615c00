import Episodes

/// What the first bytes of a file say it is.
enum FileForm: Hashable {
  case empty
  case records
  case gzip, zlib
  /// Not the data but a stand-in for it: what it is, in words.
  case standIn(String)
  /// Another container: what it is, in words.
  case other(String)
  /// Nothing known. Read as records, which will say what is wrong.
  case unknown

  /// How many bytes decide it.
  static let prefix = 512

  /// `fileFormat` is what the name or dataset_info.json calls it: ArrayRecord and plain Riegeli files start with the same bytes.
  static func of(_ bytes: RawSpan, fileFormat: String) -> FileForm {
    if bytes.byteCount == 0 { return .empty }
    if bytes.byteCount >= 12 {
      let stored = UInt32(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: 8, as: UInt32.self))
      if stored == Checksum.masked(bytes.extracting(0..<8)) { return .records }
    }
    for (magic, form) in magics where starts(bytes, magic) { return form }
    if starts(bytes, [0x83, 0xAF, 0x70, 0xD1, 0x0D, 0x88, 0x4A, 0x3F]) {
      return .other(fileFormat == "array_record" ? "an ArrayRecord file" : "a Riegeli file (an ArrayRecord file starts alike)")
    }
    if let text = text(bytes) { return .standIn(text) }
    return .unknown
  }

  private static let magics: [([UInt8], FileForm)] = [
    ([0x1F, 0x8B, 0x08], .gzip),
    ([0x78, 0x01], .zlib), ([0x78, 0x5E], .zlib), ([0x78, 0x9C], .zlib), ([0x78, 0xDA], .zlib),
    (Array("PAR1".utf8), .other("a Parquet file")),
    ([0x50, 0x4B, 0x03, 0x04], .other("a ZIP archive")),
    ([0x28, 0xB5, 0x2F, 0xFD], .other("a Zstandard stream")),
    ([0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A], .other("an HDF5 file")),
  ]

  private static func starts(_ bytes: RawSpan, _ magic: [UInt8]) -> Bool {
    guard bytes.byteCount >= magic.count else { return false }
    for (i, byte) in magic.enumerated() where bytes.unsafeLoad(fromByteOffset: i, as: UInt8.self) != byte { return false }
    return true
  }

  /// What kind of text it is, if all that was seen is text. A record's length field holds zero bytes, so no record looks like text.
  private static func text(_ bytes: RawSpan) -> String? {
    var seen: [UInt8] = []
    for i in 0..<min(bytes.byteCount, prefix) {
      let byte = bytes.unsafeLoad(fromByteOffset: i, as: UInt8.self)
      guard byte >= 0x20 && byte != 0x7F || byte == 0x09 || byte == 0x0A || byte == 0x0D else { return nil }
      seen.append(byte)
    }
    let text = String(decoding: seen, as: UTF8.self)
    // A character may be cut at the end of what was seen; anything else that is not UTF-8 is not text.
    guard !text.unicodeScalars.dropLast(3).contains("\u{FFFD}") else { return nil }
    let start = text.drop { $0.isWhitespace }.prefix(64).lowercased()
    if start.hasPrefix("version https://git-lfs") { return "a Git LFS pointer: the data was not fetched (git lfs pull)" }
    if start.hasPrefix("<!doctype html") || start.hasPrefix("<html") { return "an HTML page: a download that failed" }
    if start.hasPrefix("<?xml") { return "an XML document: a download that failed" }
    return "text"
  }
}
