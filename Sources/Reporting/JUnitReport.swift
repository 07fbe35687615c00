import Rulebook

/// JUnit XML that Jenkins, GitLab, GitHub's reporters and Surefire all read; `Reports/junit.xsd` describes it. A suite is a rule family,
/// a test case is one rule over one scope, passes included.
///
/// | outcome | becomes |
/// |---|---|
/// | fail, gating | `failure` |
/// | fail, not gating | a passing case whose `system-out` tells it |
/// | error | `error` |
/// | not-applicable, waived | `skipped`, with the reason |
/// | pass | a passing case |
public enum JUnitReport {
  /// What readers bear: GitLab refuses files above 30 MB and large texts; Jenkins cuts long ones without saying so.
  struct Caps {
    var examples = 20
    /// Scalars of one text.
    var text = 8_000
    /// Bytes of the file after which bodies are left out. Test cases never are.
    var bytes = 8_000_000
  }

  public static func render(_ report: Report) -> String { render(report, caps: Caps()) }

  static func render(_ report: Report, caps: Caps) -> String {
    let results = report.runs.flatMap(\.rules)
    let writer = XMLWriter()
    var names = UniqueNames()
    let suites = report.runs.flatMap { run in
      run.rules.inGroups(by: \.family).map {
        Suite(run: run, family: $0.key, results: $0.members, prefix: report.runs.count > 1 ? prefix(run) : nil)
      }
    }
    writer.element(
      "testsuites",
      [
        "name": "cupel", "tests": String(results.count), "failures": count(results, of: .failure), "errors": count(results, of: .error),
        "time": "0.000",
      ]
    ) {
      for suite in suites { write(suite, version: report.version, to: writer, names: &names, caps: caps) }
    }
    return writer.finish()
  }

  private struct Suite {
    var run: Run
    var family: String
    var results: [RuleResult]
    /// `dataset/target`, where there are several runs to tell apart.
    var prefix: String?
  }

  private static func prefix(_ run: Run) -> String {
    "\(VisibleText.line(run.dataset.name, limit: 100))/\(VisibleText.line(run.target, limit: 100))"
  }

  private static func write(_ suite: Suite, version: String, to writer: borrowing XMLWriter, names: inout UniqueNames, caps: Caps) {
    let family = VisibleText.line(suite.family, limit: 100)
    let results = suite.results
    let suiteName = names.unique(suite.prefix.map { "\($0) \(family)" } ?? family, in: "suites")
    writer.element(
      "testsuite",
      [
        "name": suiteName, "tests": String(results.count), "failures": count(results, of: .failure), "errors": count(results, of: .error),
        "skipped": count(results, of: .skipped), "time": "0.000",
      ]
    ) {
      writer.element("properties") {
        for (name, value) in properties(suite.run, version: version) { writer.element("property", ["name": name, "value": value]) }
      }
      for result in results {
        let scope = VisibleText.line(result.scope, limit: 200)
        let plain = "\(VisibleText.line(result.name, limit: 100)) [\(scope)]"
        let classname = "cupel.\(family)"
        let name = names.unique(suite.prefix.map { "\($0) \(plain)" } ?? plain, in: classname)
        writer.element("testcase", ["classname": classname, "name": name, "time": "0.000"]) {
          let body = writer.byteCount < caps.bytes ? JUnitBody(caps: caps).text(result) : JUnitBody.leftOut(caps)
          write(result, body: body, to: writer)
        }
      }
    }
  }

  private static func write(_ result: RuleResult, body: String, to writer: borrowing XMLWriter) {
    let id = VisibleText.line(result.id, limit: 200)
    switch Kind(result) {
    case .failure: writer.element("failure", ["type": id, "message": message(result)]) { writer.text(body) }
    case .error: writer.element("error", ["type": id, "message": result.reasonText]) { writer.text(body) }
    case .skipped:
      let word = result.outcome == .waived ? Wording.setAside(result) : "not applicable"
      writer.element("skipped", ["message": "\(word): \(result.reasonText)"])
      // What was waived is not hidden.
      if result.outcome == .waived { writer.element("system-out") { writer.text(body) } }
    case .told, .held: writer.element("system-out") { writer.text(body) }
    }
  }

  private static func message(_ result: RuleResult) -> String {
    let found = result.found.isEmpty ? "does not hold: \(result.states)" : result.found
    return VisibleText.line(found)
  }

  private static func properties(_ run: Run, version: String) -> [(String, String)] {
    var properties = [
      ("cupel.version", version), ("dataset.name", run.dataset.name), ("dataset.version", run.dataset.version),
      ("dataset.path", run.dataset.path), ("dataset.digest", run.dataset.digest), ("target", run.target), ("pack", run.pack),
      ("plan.digest", run.planDigest), ("rules.digest", run.rulesDigest), ("verdict", Wording.verdictName(run)),
      ("looked", Wording.looked(run)),
    ]
    if !run.targetWasNamed { properties.append(("target.note", "nobody named a target")) }
    if let asOf = Wording.asOf(run) { properties.append(("waivers.as-of", asOf)) }
    for (index, use) in run.waivers.enumerated() { properties.append(("waiver.\(index + 1)", Wording.waiver(use))) }
    if let baseline = run.baseline { properties.append(("baseline", Wording.baseline(baseline))) }
    for (index, note) in run.notes.enumerated() { properties.append(("note.\(index + 1)", note)) }
    return properties.map { ($0.0, VisibleText.line($0.1)) }
  }

  /// What becomes of a result.
  enum Kind {
    case failure, error, skipped, told, held

    init(_ result: RuleResult) {
      switch result.outcome {
      case .pass: self = .held
      case .fail: self = result.isGating ? .failure : .told
      case .error: self = .error
      case .notApplicable, .waived: self = .skipped
      }
    }
  }

  private static func count(_ results: [RuleResult], of kind: Kind) -> String { String(results.count { Kind($0) == kind }) }
}

/// Names that were given out. Readers drop a second test case of the same name without a word, so it gets a number.
private struct UniqueNames {
  private var taken: [String: Set<String>] = [:]

  mutating func unique(_ name: String, in space: String) -> String {
    var candidate = name
    var number = 2
    while !taken[space, default: []].insert(candidate).inserted {
      candidate = "\(name) #\(number)"
      number += 1
    }
    return candidate
  }
}

/// The text of one test case, cut to what readers bear; what was cut is said.
struct JUnitBody {
  var caps: JUnitReport.Caps

  static func leftOut(_ caps: JUnitReport.Caps) -> String {
    "Details left out: this file already holds \(caps.bytes.grouped) bytes. The JSON report has them.\n"
  }

  func text(_ result: RuleResult) -> String {
    var lines: [String] = []
    func add(_ label: String, _ text: String?) {
      if let text, !text.isEmpty { lines.append("\(label): \(VisibleText.line(text, limit: 1_000))") }
    }
    switch result.outcome {
    case .fail:
      lines.append("\(result.severity.rawValue)[\(VisibleText.line(result.id))] \(VisibleText.line(result.scope))")
    case .pass: lines.append("held, over \(VisibleText.line(result.scope))")
    case .error: add("could not be evaluated", result.reasonText)
    case .waived: add(Wording.setAside(result), result.reasonText)
    case .notApplicable: break
    }
    add("states", result.states)
    add("found", result.found)
    add("observed", Wording.observed(result))
    add("limit", result.limit.map(Wording.limit))
    add("count", Wording.count(result))
    add("consequence of", result.explainedBy)
    if !result.findings.isEmpty {
      let shown = result.findings.prefix(caps.examples)
      let cut = Wording.cut(shown: shown.count, of: result.findings.count).map { " (\($0); the JSON report lists all)" } ?? ""
      lines.append("examples\(cut):")
      lines += shown.map { "  \(Wording.line($0))" }
    }
    for part in result.setAside {
      add("does not count", "\(Wording.number(part.findings.count, "findings")), \(part.reason)")
      lines += part.findings.prefix(caps.examples).map { "  \(Wording.line($0))" }
    }
    if result.outcome == .fail || result.outcome == .error {
      add("why", result.why)
      add("fix", result.fix)
    }
    return VisibleText.block(lines.joined(separator: "\n") + "\n", limit: caps.text)
  }
}
