/// What is wrong with the bytes of an instruction.
struct Blemishes: OptionSet, Sendable, Hashable {
  var rawValue: Int
  static let notUTF8 = Blemishes(rawValue: 1)
  static let zeroByte = Blemishes(rawValue: 2)
  static let control = Blemishes(rawValue: 4)
  static let edgeSpace = Blemishes(rawValue: 8)
  static let doubleSpace = Blemishes(rawValue: 16)
  static let lookAlike = Blemishes(rawValue: 32)
  static let invisible = Blemishes(rawValue: 64)
  static let replacement = Blemishes(rawValue: 128)

  static let names: [(Blemishes, String)] = [
    (.notUTF8, "bytes that are not UTF-8"), (.zeroByte, "NUL bytes"), (.control, "control characters"),
    (.edgeSpace, "white space at its edges"), (.doubleSpace, "double spaces"), (.lookAlike, "letters of two alphabets in one word"),
    (.invisible, "invisible or non-breaking characters"), (.replacement, "replacement characters, where text was lost"),
  ]

  var sentence: String { Self.names.filter { contains($0.0) }.map(\.1).joined(separator: ", ") }
}

extension Blemishes {
  /// Looks at the bytes as stored: decoding would hide what is wrong with them.
  init(in bytes: ArraySlice<UInt8>) {
    self = []
    var isPlain = true
    for byte in bytes {
      if byte == 0 {
        insert(.zeroByte)
      } else if byte < 0x20 || byte == 0x7f {
        insert(.control)
      } else if byte >= 0x80 {
        isPlain = false
      }
    }
    func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0d).contains(byte) }
    if let first = bytes.first, let last = bytes.last, isSpace(first) || isSpace(last) { insert(.edgeSpace) }
    for (a, b) in zip(bytes, bytes.dropFirst()) where isSpace(a) && isSpace(b) { insert(.doubleSpace) }
    if isPlain { return }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      insert(.notUTF8)
      return
    }
    addUnusual(in: text.unicodeScalars)
  }

  private mutating func addUnusual(in scalars: String.UnicodeScalarView) {
    let scripts = Set(scalars.compactMap(Script.init))
    // Chinese, Japanese and Korean are written with full-width digits and punctuation.
    let isWide = !scripts.isDisjoint(with: [.han, .kana, .hangul])
    // Persian and the scripts of India join and part letters with these; text from right to left marks its direction.
    let joins = !scripts.isDisjoint(with: [.arabic, .hebrew, .indic])
    var alphabets: Set<Script> = []
    for scalar in scalars {
      switch scalar.value {
      case 0xfffd: insert(.replacement)
      case 0x80...0x9f: insert(.control)
      case 0x200c...0x200f where joins: break
      case 0xa0, 0xad, 0x200b...0x200f, 0x2028...0x202e, 0x202f, 0x2060...0x2064, 0xfeff: insert(.invisible)
      // Full-width forms of ASCII.
      case 0xff01...0xff5e: if !isWide { insert(.lookAlike) }
      default: break
      }
      if let script = Script(scalar) {
        guard [.latin, .greek, .cyrillic].contains(script), !Self.symbols.contains(scalar) else { continue }
        alphabets.insert(script)
        if alphabets.count > 1 { insert(.lookAlike) }
      } else if !scalar.properties.isAlphabetic {
        alphabets.removeAll()
      }
    }
  }

  /// Greek letters that stand in units and formulas and are taken for no Latin letter.
  private static let symbols = Set("αβγδΔθΘλμπΠφΦωΩΣ".unicodeScalars)
}
