import Episodes

/// Reads the first and last bytes of an encoded picture: enough to know its kind, its size, and whether it is whole. Nothing is decoded.
///
/// JPEG: ITU-T T.81 annex B. PNG: ISO/IEC 15948 section 5.
public enum PictureHeader {
  public static func look(_ bytes: RawSpan) -> PictureLook {
    let count = bytes.byteCount
    if count == 0 { return PictureLook(.empty, byteCount: 0) }
    if count >= 3, bytes.big16(0) == 0xFFD8, bytes.byte(2) == 0xFF { return jpeg(bytes) }
    if count >= 8, bytes.big32(0) == 0x8950_4E47, bytes.big32(4) == 0x0D0A_1A0A { return png(bytes) }
    if count >= 6, bytes.big32(0) == 0x4749_4638 { return gif(bytes) }
    if count >= 26, bytes.big16(0) == 0x424D { return bmp(bytes) }
    if count >= 12, bytes.big32(0) == 0x5249_4646, bytes.big32(8) == 0x5745_4250 { return PictureLook(.webp, byteCount: count) }
    return PictureLook(.unknown, byteCount: count)
  }

  /// Segments up to the frame header (SOF), which holds the size; then the mark that ends the file (EOI).
  private static func jpeg(_ bytes: RawSpan) -> PictureLook {
    let count = bytes.byteCount
    var look = PictureLook(.jpeg, byteCount: count)
    look.flaws = .noSize
    var at = 2
    while at + 4 <= count {
      guard bytes.byte(at) == 0xFF else { return look }
      let mark = bytes.byte(at + 1)
      // Fill bytes, and marks that stand alone.
      if mark == 0xFF || mark == 0x01 || (0xD0...0xD8).contains(mark) {
        at += mark == 0xFF ? 1 : 2
        continue
      }
      let length = Int(bytes.big16(at + 2))
      guard length >= 2, mark != 0xDA, mark != 0xD9 else { return look }
      if isFrame(mark) {
        guard at + 10 <= count, length >= 8 else { return look }
        look.bits = bytes.byte(at + 4)
        look.height = Int32(bytes.big16(at + 5))
        look.width = Int32(bytes.big16(at + 7))
        look.components = bytes.byte(at + 9)
        if look.height > 0, look.width > 0 { look.flaws = [] }
        at += 2 + length
        break
      }
      at += 2 + length
    }
    if look.flaws.contains(.noSize) { return look }
    if bytes.big16(count - 2) == 0xFFD9 { return look }
    // Entropy-coded data never holds FF D9, so the last one behind the frame header is the end.
    var end = count - 2
    while end > at, bytes.big16(end) != 0xFFD9 { end -= 1 }
    look.flaws.insert(end > at ? .trailing : .cutShort)
    return look
  }

  private static func isFrame(_ mark: UInt8) -> Bool { (0xC0...0xCF).contains(mark) && mark != 0xC4 && mark != 0xC8 && mark != 0xCC }

  private static func png(_ bytes: RawSpan) -> PictureLook {
    let count = bytes.byteCount
    var look = PictureLook(.png, byteCount: count)
    // The first chunk is IHDR: length 13, width, height, bits, colour type.
    guard count >= 33, bytes.big32(8) == 13, bytes.big32(12) == 0x4948_4452 else {
      look.flaws = .noSize
      return look
    }
    let (width, height) = (bytes.big32(16), bytes.big32(20))
    guard width > 0, height > 0, width <= 0x7FFF_FFFF, height <= 0x7FFF_FFFF else {
      look.flaws = .noSize
      return look
    }
    look.width = Int32(width)
    look.height = Int32(height)
    look.bits = bytes.byte(24)
    // 0 grey, 2 colour, 3 palette (of colours), 4 grey and alpha, 6 colour and alpha.
    look.components =
      switch bytes.byte(25) {
      case 2, 3: 3
      case 4: 2
      case 6: 4
      default: 1
      }
    // The last chunk is IEND, empty: length 0, name, its fixed checksum.
    if isEnd(bytes, count - 12) { return look }
    var end = count - 12
    while end >= 33, !isEnd(bytes, end) { end -= 1 }
    look.flaws.insert(end >= 33 ? .trailing : .cutShort)
    return look
  }

  private static func isEnd(_ bytes: RawSpan, _ at: Int) -> Bool {
    bytes.big32(at) == 0 && bytes.big32(at + 4) == 0x4945_4E44 && bytes.big32(at + 8) == 0xAE42_6082
  }

  private static func gif(_ bytes: RawSpan) -> PictureLook {
    var look = PictureLook(.gif, byteCount: bytes.byteCount)
    guard bytes.byteCount >= 10 else {
      look.flaws = .noSize
      return look
    }
    look.width = Int32(bytes.big16(6).byteSwapped)
    look.height = Int32(bytes.big16(8).byteSwapped)
    look.components = 3
    look.bits = 8
    return look
  }

  private static func bmp(_ bytes: RawSpan) -> PictureLook {
    var look = PictureLook(.bmp, byteCount: bytes.byteCount)
    look.width = Int32(bitPattern: bytes.big32(18).byteSwapped)
    let height = Int32(bitPattern: bytes.big32(22).byteSwapped)
    // Negative where the first row is the upper one.
    look.height = height == .min ? 0 : height.magnitude == 0 ? 0 : Int32(height.magnitude)
    look.components = 3
    look.bits = 8
    return look
  }

  /// The quality setting, 1 to 100, that libjpeg would have been asked for to get this luma quantisation table; 0 when there is none.
  ///
  /// libjpeg scales the table K.1 of ITU-T T.81 by S/100, with S = 5000/q below 50 and 200 - 2q from there on. The ratio of the sums gives S.
  public static func quality(_ bytes: RawSpan) -> Int {
    let count = bytes.byteCount
    guard count > 4, bytes.big16(0) == 0xFFD8 else { return 0 }
    var at = 2
    while at + 4 <= count, bytes.byte(at) == 0xFF {
      let mark = bytes.byte(at + 1)
      if mark == 0xFF || mark == 0x01 || (0xD0...0xD8).contains(mark) {
        at += mark == 0xFF ? 1 : 2
        continue
      }
      let length = Int(bytes.big16(at + 2))
      guard length >= 2, mark != 0xDA, mark != 0xD9 else { return 0 }
      // Table 0 in eight bits; luma in all that is common.
      if mark == 0xDB, length >= 67, at + 2 + length <= count, bytes.byte(at + 4) == 0 {
        var sum = 0
        for index in 0..<64 { sum += Int(bytes.byte(at + 5 + index)) }
        let scale = 100 * Double(sum) / Double(standardSum)
        let quality = scale <= 100 ? (200 - scale) / 2 : 5000 / scale
        return min(max(Int(quality.rounded()), 1), 100)
      }
      at += 2 + length
    }
    return 0
  }

  /// 64 bits that stand for all bytes of a picture: the multiply-and-fold of wyhash (Wang Yi, public domain), eight bytes at a time. Two different
  /// pictures among a million meet by chance with a probability of 3e-8.
  public static func digest(_ bytes: RawSpan) -> UInt64 {
    let count = bytes.byteCount
    var hash: UInt64 = 0x2d35_8dcc_aa6c_78a5 ^ UInt64(count)
    func fold(_ word: UInt64) {
      let product = (word ^ 0x4b33_a62e_d433_d4a3).multipliedFullWidth(by: hash ^ 0x9e37_79b9_7f4a_7c15)
      hash = product.high ^ product.low
    }
    var at = 0
    while at + 8 <= count {
      fold(UInt64(bytes.big32(at)) << 32 | UInt64(bytes.big32(at + 4)))
      at += 8
    }
    var rest: UInt64 = 0
    while at < count {
      rest = rest << 8 | UInt64(bytes.byte(at))
      at += 1
    }
    fold(rest)
    return hash
  }

  /// The sum of table K.1 of ITU-T T.81.
  static let standardSum = 3688
}
