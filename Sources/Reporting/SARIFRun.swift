import Documents
import Rulebook

/// One run of a SARIF log.
struct SARIFRun {
  let run: Run
  let report: Report
  let root: SourceRoot
  let caps: SARIFReport.Caps
  let category: String
  /// Runs of the report that the log has no room for; told by its first.
  let runsLeftOut: Int

  /// The run within so many bytes, and how many it took. Rules are always there; locations are left out before results are, and of results
  /// those that weigh least.
  func value(bytes: Int) -> (JSONValue, Int) {
    let sheets = RuleSheet.all(run)
    let indices = Dictionary(sheets.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { first, _ in first })
    let all = run.rules.filter { [.fail, .error, .waived].contains($0.outcome) }
    var rules = JSONValue.list(sheets.map { descriptor($0, isBrief: false) })
    if Self.size(rules) > bytes / 2 { rules = .list(sheets.map { descriptor($0, isBrief: true) }) }
    var used = Self.size(rules) + Self.size(invocation(cut: ["x"]))
    var results: [JSONValue] = []
    var occurrences: [String: Int] = [:]
    var placesLeftOut = 0
    for result in Self.worstFirst(all).prefix(caps.results) {
      occurrences[result.fingerprint, default: 0] += 1
      let writer = SARIFResult(
        result: result, run: run, root: root, caps: caps, rule: indices[result.id] ?? 0, occurrence: occurrences[result.fingerprint] ?? 1)
      var value = writer.value(withPlaces: true)
      var size = Self.size(value)
      if used + size > bytes / 2, !result.findings.isEmpty {
        // The second half is for results that could else not be told at all.
        value = writer.value(withPlaces: false)
        size = Self.size(value)
        placesLeftOut += 1
      }
      guard used + size <= bytes else { break }
      used += size
      results.append(value)
    }
    var cut: [String] = []
    if let words = Wording.cut(shown: results.count, of: all.count, "results") {
      cut.append("To keep this log readable: \(words), the worst first.")
    }
    if placesLeftOut > 0 { cut.append("To keep this log readable, \(Wording.number(placesLeftOut, "results")) name no episodes.") }
    if runsLeftOut > 0 {
      cut.append(
        "A log holds \(caps.runs) runs: \(Wording.number(runsLeftOut, "runs")) of this report \(runsLeftOut == 1 ? "is" : "are") not in it."
      )
    }
    let value: JSONValue = [
      "tool": ["driver": ["name": "Cupel", "version": text(report.version), "rules": rules]],
      "automationDetails": ["id": .string(category)], "columnKind": "unicodeCodePoints", "invocations": [invocation(cut: cut)],
      "results": .list(results), "properties": properties,
    ]
    return (value, used)
  }

  /// How many bytes a value takes within the log, where every line stands further in.
  private static func size(_ value: JSONValue) -> Int {
    let text = JSONWriter.write(value).utf8
    return text.count + 10 * text.count { $0 == UInt8(ascii: "\n") }
  }

  /// What rejects, what could not be evaluated, what is told by severity, what is waived; each in the order of the report.
  private static func worstFirst(_ results: [RuleResult]) -> [RuleResult] {
    func rank(_ result: RuleResult) -> Int {
      switch result.outcome {
      case .fail where result.isGating: 0
      case .error: result.isGating ? 1 : 3
      case .fail: result.severity == .error ? 2 : result.severity == .warning ? 4 : 5
      default: 6
      }
    }
    let ranks = results.map(rank)
    return results.indices.sorted { (ranks[$0], $0) < (ranks[$1], $1) }.map { results[$0] }
  }

  // MARK: Rules

  private func descriptor(_ sheet: RuleSheet, isBrief: Bool) -> JSONValue {
    let full = [sheet.states, sheet.why].filter { !$0.isEmpty }.joined(separator: " ")
    let tags = ["robot-data", sheet.family, sheet.confidence.rawValue].map { SARIFText.plain($0, limit: 100) }
    return [
      "id": .string(SARIFText.id(sheet.id)), "shortDescription": ["text": text(sheet.states)], "fullDescription": ["text": text(full)],
      "help": isBrief ? ["text": text(sheet.states)] : ["text": .string(help(sheet)), "markdown": .string(helpInMarkdown(sheet))],
      "defaultConfiguration": ["level": .string(SARIFText.level(sheet.severity))],
      "properties": [
        "tags": .list(Set(tags).sorted().map { .string($0) }), "precision": .string(SARIFText.precision(sheet.confidence)),
        "problem.severity": .string(sheet.severity == .info ? "recommendation" : sheet.severity.rawValue),
      ],
    ]
  }

  private func help(_ sheet: RuleSheet) -> String {
    var parts = ["Must hold: \(sheet.states)"]
    if !sheet.why.isEmpty { parts.append("Why: \(sheet.why)") }
    if !sheet.fix.isEmpty { parts.append("Fix: \(sheet.fix)") }
    if !sheet.formula.isEmpty { parts.append("Formula: \(Wording.formula(sheet.formula))") }
    if !sheet.limits.isEmpty { parts.append("Limits: \(sheet.limits.joined(separator: "; "))") }
    if !sheet.references.isEmpty { parts.append("References: \(sheet.references.joined(separator: "; "))") }
    return SARIFText.escaped(parts.map { VisibleText.line($0, limit: 2_000) }.joined(separator: "\n\n"))
  }

  private func helpInMarkdown(_ sheet: RuleSheet) -> String {
    var parts: [Markdown] = ["**Must hold:** \(sheet.states)"]
    if !sheet.why.isEmpty { parts.append("**Why:** \(sheet.why)") }
    if !sheet.fix.isEmpty { parts.append("**Fix:** \(sheet.fix)") }
    if !sheet.formula.isEmpty { parts.append("**Formula:** \(Wording.formula(sheet.formula))") }
    if !sheet.limits.isEmpty { parts.append("**Limits:**\n\n" + sheet.limits.map { "- \($0)" }.joined(separator: "\n")) }
    if !sheet.references.isEmpty { parts.append("**References:**\n\n" + sheet.references.map { "- \($0)" }.joined(separator: "\n")) }
    return SARIFText.bracesDoubled(parts.joined(separator: "\n\n").text)
  }

  // MARK: The run

  private func invocation(cut: [String]) -> JSONValue {
    let notes = run.notes.map { ("note", $0) }
    let silent = Outline(run).unchecked.map { ("note", "Not checked: \($0.reason): \($0.names.joined(separator: ", "))") }
    let notices = cut.map { ("warning", $0) } + (notes + silent).prefix(100)
    return [
      "executionSuccessful": .bool(run.verdict != .incomplete), "exitCode": .integer(Int(report.verdict.exitStatus)),
      "exitCodeDescription": .string(VisibleText.line("\(report.verdict.rawValue): \(Wording.verdict(run))")),
      "toolExecutionNotifications": .list(notices.map { ["level": .string($0.0), "message": ["text": text($0.1)]] }),
    ]
  }

  private var properties: JSONValue {
    func shown(_ text: String) -> JSONValue { .string(VisibleText.line(text)) }
    return [
      "verdict": shown(Wording.verdictName(run)), "looked": shown(Wording.looked(run)), "dataset": shown(run.dataset.name),
      "datasetVersion": shown(run.dataset.version), "datasetPath": shown(run.dataset.path), "datasetDigest": shown(run.dataset.digest),
      "target": shown(Wording.target(run)), "pack": shown(run.pack), "planDigest": shown(run.planDigest),
      "rulesDigest": shown(run.rulesDigest),
      "waiversAsOf": JSONValue(Wording.asOf(run)), "waivers": .list(run.waivers.map { .string(Wording.waiver($0)) }),
      "baseline": JSONValue(run.baseline.map(Wording.baseline)),
    ]
  }

  private func text(_ text: String) -> JSONValue { .string(SARIFText.plain(text, limit: caps.text)) }
}

/// Strings as SARIF takes them.
enum SARIFText {
  /// Text of a message: visible, not empty, at most so many scalars. What cannot be seen is spelled out and takes ten times its room.
  static func plain(_ text: String, limit: Int) -> String {
    var taken = limit
    while true {
      let shown = VisibleText.line(text, limit: taken)
      let made = escaped(shown.isEmpty ? "(nothing)" : shown)
      if made.unicodeScalars.count <= limit || taken == 0 { return made }
      taken = taken > 200 ? min(taken - 50, taken * limit / made.unicodeScalars.count) : taken / 2
    }
  }

  static func id(_ id: String) -> String { id.isEmpty ? "(nothing)" : VisibleText.line(id, limit: 200) }

  /// In a message `{0}` stands for an argument and `[text](place)` is a link (§ 3.11.5 and 3.11.6); data hold neither.
  static func escaped(_ text: String) -> String {
    let braces = bracesDoubled(text)
    return braces.contains("](") ? braces.replacing("[", with: "\\[").replacing("]", with: "\\]") : braces
  }

  static func bracesDoubled(_ text: String) -> String { text.replacing("{", with: "{{").replacing("}", with: "}}") }

  static func level(_ severity: Severity) -> String {
    switch severity {
    case .error: "error"
    case .warning: "warning"
    case .info: "note"
    }
  }

  static func precision(_ confidence: Confidence) -> String {
    switch confidence {
    case .certain: "very-high"
    case .strong: "high"
    case .heuristic: "medium"
    }
  }
}
