/// The colours and signs that a terminal can show.
struct TerminalStyle {
  var colour: Bool
  var isUnicode: Bool

  enum Paint: String {
    case red = "31;1"
    case yellow = "33;1"
    case green = "32;1"
    case blue = "36;1"
    case bold = "1"
    case dim = "2"
  }

  func paint(_ text: String, _ paint: Paint?) -> String {
    guard colour, let paint, !text.isEmpty else { return text }
    return "\u{1b}[\(paint.rawValue)m\(text)\u{1b}[0m"
  }

  var ellipsis: String { isUnicode ? "…" : "..." }
  var dot: String { isUnicode ? " · " : ", " }

  /// Text for a terminal that knows ASCII only: our own signs by their usual stand-ins, other characters by their numbers.
  func plain(_ text: String) -> String {
    guard !isUnicode, text.utf8.contains(where: { $0 >= 0x80 }) else { return text }
    var output = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "…": output += "..."
      case "–", "—": output += "-"
      case "·": output += ","
      case "≤": output += "<="
      case "≥": output += ">="
      default: output += scalar.isASCII ? String(scalar) : "\\u{\(String(scalar.value, radix: 16))}"
      }
    }
    return output
  }
}
