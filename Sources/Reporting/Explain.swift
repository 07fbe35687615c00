import Documents
import Episodes
import Rulebook

/// A target told in full on a terminal, and the words for what rules ask.
public enum Explain {
  public static func render(_ target: Target, width: Int) -> String {
    var lines = [target.name, ""]
    lines += paragraph("", target.summary, width)
    lines.append("")
    let rows = TargetSheet.rows(target.facts)
    let label = (rows.map(\.0.count).max() ?? 0) + 2
    for (name, text) in rows {
      // In a narrow terminal the name stands above what it is.
      if width - label < 30 {
        lines += [name + ":"] + wrap(text, width: width, indent: "  ")
      } else {
        let wrapped = wrap(text, width: width, indent: String(repeating: " ", count: label))
        lines.append(name + String(repeating: " ", count: label - name.count) + wrapped[0].dropFirst(label))
        lines += wrapped.dropFirst()
      }
    }
    if !target.told.isEmpty { lines += ["", "What its loader does:"] }
    for fact in target.told {
      let told = wrap(fact.states, width: width, indent: "    ")
      lines.append("  - " + told[0].dropFirst(4))
      lines += told.dropFirst()
      lines += wrap("(\(fact.evidence))", width: width, indent: "    ")
    }
    return lines.map { VisibleText.line($0, limit: 2_000) }.joined(separator: "\n") + "\n"
  }

  /// The statement with the first level's limit in it, as a report words it.
  public static func stated(_ rule: Rule) -> String {
    guard let limit = rule.levels.first.map({ describe($0.requirement) }) else { return rule.states }
    let bare = ["at most ", "at least ", "equals "].first { limit.hasPrefix($0) }.map { String(limit.dropFirst($0.count)) } ?? limit
    return rule.states.replacing("{limit}", with: bare)
  }

  private static func paragraph(_ title: String, _ text: String, _ width: Int) -> [String] {
    guard !text.isEmpty else { return [] }
    return wrap(title.isEmpty ? text : "\(title): \(text)", width: width, indent: "  ").enumerated().map {
      $0 == 0 ? String($1.drop { $0 == " " }) : $1
    }
  }

  static func wrap(_ text: String, width: Int, indent: String) -> [String] {
    var lines: [String] = []
    var line = indent
    for word in text.split(whereSeparator: \.isWhitespace) {
      if line.count > indent.count, TextWidth.of(line) + 1 + TextWidth.of(word) > max(width, 40) {
        lines.append(line)
        line = indent
      }
      line += (line.count > indent.count ? " " : "") + word
    }
    return lines + [line]
  }

  /// A limit that another number gives: `the target's codec bound`, `what action.outliers.limit measures`.
  private static func referred(_ name: String) -> String {
    guard name.hasPrefix("target.") else { return "what \(name) measures" }
    return "the target's \(name.dropFirst(7).replacing(".", with: " "))"
  }

  static func describe(_ requirement: Requirement) -> String {
    func text(_ term: Term) -> String {
      switch term {
      case .quantity(let quantity): quantity.text
      case .name(let name): name
      case .reference(let factor, let name): (factor == 1 ? "" : "\(factor.short) x ") + referred(name)
      }
    }
    return switch requirement {
    case .atMost(let term): "at most \(text(term))"
    case .atLeast(let term): "at least \(text(term))"
    case .between(let low, let high): "between \(text(low)) and \(text(high))"
    case .equals(let term): "equals \(text(term))"
    case .oneOf(let terms): "one of \(terms.map(text).joined(separator: ", "))"
    case .matches(let pattern): "matches \(pattern)"
    }
  }
}
