/// How many columns of a terminal a text takes, and how to break and cut it to fit. Counts scalars: marks that stand on another take
/// none, East Asian wide and emoji take two.
public enum TextWidth {
  public static func of(_ text: some StringProtocol) -> Int { text.unicodeScalars.reduce(0) { $0 + of($1) } }

  static func of(_ scalar: Unicode.Scalar) -> Int {
    if scalar.isASCII { return 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    if scalar.properties.isEmojiPresentation { return 2 }
    switch scalar.value {
    case 0x1100...0x115f, 0x2e80...0x303e, 0x3041...0xa4cf, 0xa960...0xa97f, 0xac00...0xd7a3, 0xf900...0xfaff, 0xfe30...0xfe6f,
      0xff00...0xff60, 0xffe0...0xffe6, 0x1f300...0x1f64f, 0x1f680...0x1f6ff, 0x1f900...0x1f9ff, 0x20000...0x3fffd:
      return 2
    default: return 1
    }
  }

  /// The text cut to `width` columns, `ellipsis` at the end where something was cut.
  static func cut(_ text: String, to width: Int, ellipsis: String) -> String {
    guard of(text) > width else { return text }
    let room = width - of(ellipsis)
    guard room > 0 else { return String(head(of: text[...], columns: width)) }
    var kept = head(of: text[...], columns: room)
    while kept.last == " " { kept = kept.dropLast() }
    return kept + ellipsis
  }

  /// Lines of at most `width` columns, broken at spaces, or within a word that is longer than a line.
  public static func wrap(_ text: String, to width: Int) -> [String] {
    let width = max(width, 4)
    var lines: [String] = []
    var line = ""
    var used = 0
    for word in text.split(separator: " ") {
      var rest = word
      var length = of(rest)
      if used > 0, used + 1 + length <= width {
        line += " " + rest
        used += 1 + length
        continue
      }
      if used > 0 { lines.append(line) }
      while length > width {
        let piece = head(of: rest, columns: width)
        lines.append(String(piece))
        rest = rest[piece.endIndex...]
        length = of(rest)
      }
      line = String(rest)
      used = length
    }
    if used > 0 || lines.isEmpty { lines.append(line) }
    return lines
  }

  /// As many scalars as fit; at least one, so that loops over the rest end.
  private static func head(of text: Substring, columns: Int) -> Substring {
    var used = 0
    var end = text.unicodeScalars.startIndex
    for scalar in text.unicodeScalars {
      used += of(scalar)
      if used > columns, end > text.unicodeScalars.startIndex { break }
      end = text.unicodeScalars.index(after: end)
    }
    return Substring(text.unicodeScalars[..<end])
  }
}
