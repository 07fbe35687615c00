import Documents
import Episodes
import Rulebook

/// A rule or a target told in full on a terminal, from the file that defines it.
public enum Explain {
  public static func render(_ rule: Rule, width: Int) -> String {
    var lines = ["\(rule.id)  (\(rule.severity.rawValue), \(rule.confidence.rawValue), since \(rule.since))", ""]
    lines += paragraph("Holds", stated(rule), width)
    lines += paragraph("Why", rule.why, width)
    lines += paragraph("Fix", rule.fix, width)
    lines.append("Limits:")
    for level in rule.levels {
      lines.append("  \(level.severity.rawValue): \(describe(level.requirement)) (\(level.setIn))")
    }
    if !rule.needs.isEmpty { lines.append("Needs:   \(rule.needs.joined(separator: ", "))") }
    for condition in rule.when { lines.append("When:    \(condition.subject) is \(condition.oneOf.joined(separator: " or "))") }
    lines.append("Metric:  \(rule.metric.name), \(rule.view.rawValue) view, judged for each \(rule.scope.rawValue)")
    if !rule.explainedBy.isEmpty { lines += paragraph("Told as a consequence of", rule.explainedBy.joined(separator: ", "), width) }
    lines += paragraph("Clean examples", rule.cleanExamples.joined(separator: ", "), width)
    lines += paragraph("Defect examples", rule.defectExamples.joined(separator: ", "), width)
    for reference in rule.references { lines += paragraph("See", reference, width) }
    return lines.map { VisibleText.line($0, limit: 2_000) }.joined(separator: "\n") + "\n"
  }

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
      if line.count > indent.count, line.count + 1 + word.count > max(width, 40) {
        lines.append(line)
        line = indent
      }
      line += (line.count > indent.count ? " " : "") + word
    }
    return lines + [line]
  }

  static func describe(_ requirement: Requirement) -> String {
    func text(_ term: Term) -> String {
      switch term {
      case .quantity(let quantity): quantity.text
      case .name(let name): name
      case .reference(let factor, let name): factor == 1 ? "{\(name)}" : "\(factor.short) x {\(name)}"
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
