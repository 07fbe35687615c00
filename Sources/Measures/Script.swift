/// The script of a letter, as far as instructions need it told: which letters are taken for each other, and where words are not parted by spaces.
enum Script: String, Sendable, Hashable, CaseIterable {
  case latin = "Latin"
  case greek = "Greek"
  case cyrillic = "Cyrillic"
  case hebrew = "Hebrew"
  case arabic = "Arabic"
  case indic = "Indic"
  case thai = "Thai"
  case hangul = "Hangul"
  case kana = "Kana"
  case han = "Han"
  case other = "another"

  /// Nil for what is no letter.
  init?(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x41...0x5a, 0x61...0x7a: self = .latin
    case ..<0xaa: return nil
    // Full-width letters belong to no alphabet of their own.
    case 0xff01...0xff5e: return nil
    default:
      guard scalar.properties.isAlphabetic else { return nil }
      switch scalar.value {
      case 0xc0...0x24f, 0x1e00...0x1eff: self = .latin
      // The micro sign stands in units.
      case 0xb5: return nil
      case 0x370...0x3ff, 0x1f00...0x1fff: self = .greek
      case 0x400...0x52f: self = .cyrillic
      case 0x590...0x5ff: self = .hebrew
      case 0x600...0x6ff, 0x750...0x77f, 0x8a0...0x8ff, 0xfb50...0xfdff, 0xfe70...0xfefc: self = .arabic
      case 0x900...0xdff: self = .indic
      case 0xe00...0xeff, 0x1000...0x109f, 0x1780...0x17ff: self = .thai
      case 0x1100...0x11ff, 0x3130...0x318f, 0xac00...0xd7af: self = .hangul
      case 0x3040...0x30ff, 0x31f0...0x31ff, 0xff66...0xff9d: self = .kana
      case 0x2e80...0x2fdf, 0x3005...0x3007, 0x3400...0x4dbf, 0x4e00...0x9fff, 0xf900...0xfaff, 0x20000...0x3134f: self = .han
      default: self = .other
      }
    }
  }

  /// About how many letters make a word where words are not parted by spaces; nil where they are. Chinese and Japanese have about one and
  /// a half, Thai (and Lao, Burmese, Khmer) about four.
  var lettersPerWord: Double? {
    switch self {
    case .han, .kana: 1.5
    case .thai: 4
    default: nil
    }
  }
}

/// Words of a text in any script.
enum WordCount {
  /// Runs between spaces that hold a letter or digit; what is written without spaces counts by its letters.
  static func of(_ text: String) -> Int {
    if InstructionText.isPlain(text) { return ofPlain(text) }
    var count = 0.0
    for run in text.split(whereSeparator: \.isWhitespace) {
      var unspaced = 0.0
      var others = false
      for scalar in run.unicodeScalars {
        if let letters = Script(scalar)?.lettersPerWord {
          unspaced += 1 / letters
        } else if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
          others = true
        }
      }
      count += unspaced.rounded(.up) + (others ? 1 : 0)
    }
    return Int(count)
  }

  private static func ofPlain(_ text: String) -> Int {
    var count = 0
    var isCounted = false
    for byte in text.utf8 {
      if byte <= 0x20 {
        isCounted = false
      } else if !isCounted, InstructionText.isLetterOrDigit(byte) {
        count += 1
        isCounted = true
      }
    }
    return count
  }
}
