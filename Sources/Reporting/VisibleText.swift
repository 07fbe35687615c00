/// Text from data, made fit to be shown. Instructions, paths and names come from strangers: what cannot be seen, or makes a reader see
/// another order than was written, is spelled out as `\u{202e}`. The result holds only characters that XML 1.0 allows; each destination
/// still escapes its own metacharacters.
public enum VisibleText {
  /// One line: line breaks and tabs are spelled out too. Cut to `limit` scalars, saying so.
  public static func line(_ text: String, limit: Int = 400) -> String { show(text, limit: limit, keepsLines: false) }

  /// Line breaks and tabs stay.
  public static func block(_ text: String, limit: Int = 4_000) -> String { show(text, limit: limit, keepsLines: true) }

  private static func show(_ text: String, limit: Int, keepsLines: Bool) -> String {
    var output = String.UnicodeScalarView()
    var count = 0
    for scalar in text.unicodeScalars {
      // Counted in scalars: one character may carry a megabyte of combining marks.
      guard count < limit else {
        let total = text.unicodeScalars.count
        output.append(contentsOf: "… (\(total.grouped) characters, cut here)".unicodeScalars)
        break
      }
      count += 1
      switch scalar {
      case "\n", "\t":
        if keepsLines { output.append(scalar) } else { output.append(contentsOf: (scalar == "\n" ? "\\n" : "\\t").unicodeScalars) }
      case "\r": output.append(contentsOf: "\\r".unicodeScalars)
      default:
        if isHidden(scalar) {
          output.append(contentsOf: "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars)
        } else {
          output.append(scalar)
        }
      }
    }
    return String(output)
  }

  /// Controls, line and paragraph separators, marks and overrides of direction, invisible spaces, noncharacters, private tags. Joiners
  /// (U+200C, U+200D) stay: Persian and emoji need them.
  static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7f...0x9f, 0xad, 0x61c, 0x180e, 0x200b, 0x200e, 0x200f, 0x2028...0x202e, 0x2060...0x206f, 0xfeff,
      0xfff9...0xfffb, 0xfdd0...0xfdef, 0xe0000...0xe007f:
      true
    default: scalar.value & 0xfffe == 0xfffe
    }
  }
}

extension Int {
  /// With commas between thousands: `14,312`.
  var grouped: String {
    let digits = Array(String(magnitude))
    var output = self < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { output.append(",") }
      output.append(digit)
    }
    return output
  }
}
