import Measures
import Rulebook

/// A rule told in full on a terminal, from the file that defines it, and how to see it break.
public struct RuleExplanation {
  private let layout: TerminalLayout

  public init(width: Int, colour: Bool, isUnicode: Bool) {
    layout = TerminalLayout(width: min(max(width, 20), 100), style: TerminalStyle(colour: colour, isUnicode: isUnicode))
  }

  /// What shows the rule hold, or break: a golden dataset and the command that checks it.
  public struct Example {
    public var dataset: String
    public var command: String?

    public init(dataset: String, command: String?) {
      self.dataset = dataset
      self.command = command
    }
  }

  public func render(_ rule: Rule, clean: [Example], defect: [Example]) -> String {
    let what = "\(rule.severity.rawValue)\(layout.style.dot)\(rule.confidence.rawValue): \(Self.meaning(rule.confidence))"
    var lines = layout.paragraph(VisibleText.line(rule.id), paint: TerminalStyle.Paint(rule.severity))
    lines += layout.paragraph("\(what)\(layout.style.dot)since \(VisibleText.line(rule.since))", paint: .dim)
    lines += [""] + layout.paragraph(VisibleText.line(Explain.stated(rule), limit: 2_000), paint: .bold) + [""]
    lines += part("why", [rule.why])
    lines += part("fix", [rule.fix])
    lines += part("formula", (rule.formula ?? "").split(separator: "\n").map(String.init))
    lines += part("limits", RuleSheet(rule).limits)
    lines += part("allowed", [Self.told(rule.allow)])
    lines += part("needs", [rule.needs.joined(separator: ", ")])
    lines += part("when", rule.when.map { "\($0.subject) is \($0.oneOf.joined(separator: " or "))" })
    let summary = MeasureRegistry.metrics[rule.metric.name].map { ": \($0.summary)" } ?? ""
    lines += part("measures", ["\(rule.metric.name)\(summary) (\(rule.view.rawValue) view, for each \(rule.scope.rawValue))"])
    lines += part("told under", [rule.explainedBy.joined(separator: ", ")])
    lines += part("holds in", told(clean))
    lines += part("breaks in", told(defect))
    lines += part("see", rule.references)
    return lines.joined(separator: "\n") + "\n"
  }

  private func told(_ examples: [Example]) -> [String] {
    let names = examples.map(\.dataset).joined(separator: ", ")
    guard let command = examples.lazy.compactMap(\.command).first else { return [names] }
    return [names, "try: \(command)"]
  }

  private static func meaning(_ confidence: Confidence) -> String {
    switch confidence {
    case .certain: "arithmetic"
    case .strong: "fewer than one false alarm in a thousand clean datasets"
    case .heuristic: "a rule of thumb, rejects nothing unless a pack says so"
    }
  }

  private static func told(_ allowance: Allowance) -> String {
    if let share = allowance.share { return "\((share * 100).short) % may break it" }
    guard let count = allowance.count, count > 0 else { return "" }
    return "\(count) may break it"
  }

  /// A name in the margin and paragraphs beside it; on a narrow terminal, below it.
  private func part(_ name: String, _ paragraphs: [String]) -> [String] {
    let texts = paragraphs.filter { !$0.isEmpty }.map { VisibleText.line($0, limit: 2_000) }
    guard !texts.isEmpty else { return [] }
    let margin = 12
    if layout.width < 60 {
      return [layout.style.paint(name, .blue)] + texts.flatMap { layout.paragraph($0, first: "  ") }
    }
    let indent = String(repeating: " ", count: margin)
    var lines = texts.flatMap { layout.paragraph($0, first: indent) }
    let head = name + String(repeating: " ", count: margin - name.count)
    lines[0] = layout.style.paint(head, .blue) + lines[0].dropFirst(margin)
    return lines
  }

  /// Rules by family, one line or a few each.
  public func list(_ rules: [Rule]) -> String {
    var lines: [String] = []
    var family = ""
    let width = (rules.map { $0.id.count }.max() ?? 0) + 2
    for rule in rules {
      if rule.family != family {
        if !family.isEmpty { lines.append("") }
        family = rule.family
      }
      let paint = TerminalStyle.Paint(rule.severity)
      let states = VisibleText.line(Explain.stated(rule))
      guard layout.width >= width + 30 else {
        lines += layout.paragraph(VisibleText.line(rule.id), paint: paint) + layout.paragraph(states, first: "  ", limit: 3)
        continue
      }
      var told = layout.paragraph(states, first: String(repeating: " ", count: width), limit: 2)
      told[0] = layout.style.paint(rule.id, paint) + told[0].dropFirst(rule.id.count)
      lines += told
    }
    lines += ["", Wording.number(rules.count, "rules") + "; cupel explain RULE tells one in full"].flatMap { layout.paragraph($0) }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension TerminalStyle.Paint {
  init(_ severity: Severity) {
    switch severity {
    case .error: self = .red
    case .warning: self = .yellow
    case .info: self = .blue
    }
  }
}
