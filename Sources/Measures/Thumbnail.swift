import Episodes

/// A picture in 8 x 8 blocks of three colours, as rows keep it: two characters a byte.
struct Thumbnail: Sendable, Hashable {
  static let side = PixelLook.side

  let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  private static let digits = Array("0123456789abcdef".utf8)

  var text: String {
    String(unsafeUninitializedCapacity: 2 * bytes.count) { to in
      for (index, byte) in bytes.enumerated() {
        to[2 * index] = Self.digits[Int(byte >> 4)]
        to[2 * index + 1] = Self.digits[Int(byte & 15)]
      }
      return 2 * bytes.count
    }
  }

  /// Nil for what is no thumbnail: an episode that was not drawn keeps none.
  init?(text: String) {
    let digits = Array(text.utf8)
    guard digits.count == 2 * 3 * Self.side * Self.side else { return nil }
    func value(_ digit: UInt8) -> UInt8? {
      switch digit {
      case 0x30...0x39: digit - 0x30
      case 0x61...0x66: digit - 0x61 + 10
      default: nil
      }
    }
    var bytes: [UInt8] = []
    for at in stride(from: 0, to: digits.count, by: 2) {
      guard let high = value(digits[at]), let low = value(digits[at + 1]) else { return nil }
      bytes.append(high << 4 | low)
    }
    self.bytes = bytes
  }

  /// Luma of the blocks, row by row (ITU-R BT.601).
  var luma: [Double] { blocks(SIMD3(0.299, 0.587, 0.114)) }

  /// Red less blue: what changes its sign when the channels are swapped.
  var redness: [Double] { blocks(SIMD3(1, 0, -1)) }

  private func blocks(_ weights: SIMD3<Double>) -> [Double] {
    var values: [Double] = []
    for at in stride(from: 0, to: bytes.count, by: 3) {
      let colour = SIMD3(Double(bytes[at]), Double(bytes[at + 1]), Double(bytes[at + 2]))
      values.append((colour * weights).sum())
    }
    return values
  }
}
