/// What can be said of one instruction from its words and bytes alone.
enum InstructionText {
  /// Two phrasings are one when they differ only in case, spaces and a final period.
  static func folded(_ text: String) -> String {
    if let plain = text.utf8.withContiguousStorageIfAvailable({ foldedPlain($0) }), let plain { return plain }
    var rest = text.lowercased().split { $0.isWhitespace || $0 == "\0" }.joined(separator: " ")
    while rest.last == "." { rest.removeLast() }
    while rest.last == " " { rest.removeLast() }
    return rest
  }

  /// The same for ASCII, of which nearly all texts are; nil for others.
  private static func foldedPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    guard bytes.allSatisfy({ $0 < 0x80 }) else { return nil }
    return String(unsafeUninitializedCapacity: max(bytes.count, 1)) { folded in
      var count = 0
      var isParted = false
      for byte in bytes {
        if isSpace(byte) || byte == 0 {
          isParted = count > 0
          continue
        }
        if isParted {
          folded[count] = 0x20
          count += 1
          isParted = false
        }
        folded[count] = (0x41...0x5a).contains(byte) ? byte | 0x20 : byte
        count += 1
      }
      while count > 0, folded[count - 1] == 0x2e { count -= 1 }
      while count > 0, folded[count - 1] == 0x20 { count -= 1 }
      return count
    }
  }

  static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0d).contains(byte) }

  static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (0x61...0x7a).contains(byte) || (0x41...0x5a).contains(byte) || (0x30...0x39).contains(byte)
  }

  static func isPlain(_ text: String) -> Bool { text.utf8.allSatisfy { $0 < 0x80 } }

  /// Nothing but white space and padding.
  static func isBlank(_ bytes: some Sequence<UInt8>) -> Bool { bytes.allSatisfy { $0 <= 0x20 } }
}
