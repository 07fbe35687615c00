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

  /// The signs of formulas.
  private static let mathematics: [Unicode.Scalar: String] = [
    "−": "-", "±": "+/-", "×": "x", "→": "->", "√": "sqrt", "Σ": "sum ", "Π": "product ", "Δ": "D", "½": "1/2", "′": "'", "°": " deg",
    "₁": "1", "₂": "2", "₃": "3", "₄": "4", "₅": "5", "ᵢ": "_i", "ⱼ": "_j", "ₙ": "_n", "δ": "delta", "μ": "mu", "π": "pi", "ρ": "rho",
    "σ": "sigma", "φ": "phi",
  ]
  /// Exponents, of which the first of several stands behind a `^`.
  private static let exponents: [Unicode.Scalar: String] = [
    "⁰": "0", "¹": "1", "²": "2", "³": "3", "⁴": "4", "⁵": "5", "⁶": "6", "⁷": "7", "⁸": "8", "⁹": "9", "⁻": "-", "ⁿ": "n", "ᵏ": "k",
    "ᵀ": "T",
  ]

  /// Text for a terminal that knows ASCII only: our own signs by their usual stand-ins, other characters by their numbers.
  func plain(_ text: String) -> String {
    guard !isUnicode, text.utf8.contains(where: { $0 >= 0x80 }) else { return text }
    var output = ""
    var isExponent = false
    for scalar in text.unicodeScalars {
      switch scalar {
      case "…": output += "..."
      case "–", "—": output += "-"
      case "·": output += "*"
      case "≤": output += "<="
      case "≥": output += ">="
      default:
        if let exponent = Self.exponents[scalar] {
          output += (isExponent ? "" : "^") + exponent
        } else {
          output += Self.mathematics[scalar] ?? (scalar.isASCII ? String(scalar) : "\\u{\(String(scalar.value, radix: 16))}")
        }
      }
      isExponent = Self.exponents[scalar] != nil
    }
    return output
  }
}
