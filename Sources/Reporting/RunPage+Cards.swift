import Rulebook

/// Failures, one card each: what must hold beside what was found, where, why it matters and what to do.
extension RunPage {
  mutating func cards(_ diagnostics: [Outline.Diagnostic]) -> HTML {
    var output = HTML.empty
    for group in Outline.groups(diagnostics) {
      let members = [group.first] + group.others
      var shown = 0
      for diagnostic in members.prefix(budget.caps.cardsPerRule) where budget.takeCard() {
        output += card(diagnostic.result, consequences: diagnostic.consequences, level: level + 2)
        shown += 1
      }
      if let cut = Wording.cut(shown: shown, of: members.count, "results") {
        output += """
          <p class="cut">To keep this page readable: \(cut) of <code>\(VisibleText.line(group.first.result.id))</code>. The JSON report has
          them all.</p>

          """
      }
    }
    return output
  }

  private mutating func card(_ result: RuleResult, consequences: [RuleResult], level: Int) -> HTML {
    let id = anchors.make("\(name)rule/\(result.id)/\(result.scope)")
    cardIDs[Self.key(result)] = id
    let isError = result.outcome == .error
    let found = isError ? result.reasonText : result.found.isEmpty ? "It does not hold." : VisibleText.line(result.found, limit: 2_000)
    let title: HTML = """
      \(HTMLReport.sign(result.sign))<a href="#\(id)"><code>\(VisibleText.line(result.id))</code></a>\
      <span class="scope">\(VisibleText.line(result.scope))</span>
      """
    return """
      <article class="card \(result.tone)" id="\(id)">
      <header>\(heading(level, title, class: "rule"))<p class="traits">\(traits(result))</p></header>
      <p class="found">\(found)</p>
      \(gate(result))\(evidence(result, id: id))\(advice(result))\(folded(consequences, level: level + 1))</article>

      """
  }

  private func traits(_ result: RuleResult) -> HTML {
    let word = result.outcome == .error ? "not evaluated" : result.severity.rawValue
    var rest = ["confidence \(result.confidence.rawValue)"]
    if result.isGating { rest.append("gating") }
    if result.isRequired { rest.append("required by the pack") }
    rest.append("\(VisibleText.line(result.view, limit: 60)) view")
    return "<b>\(word)</b> · \(rest.joined(separator: " · "))"
  }

  /// The contract's wording beside what was found.
  private func gate(_ result: RuleResult) -> HTML {
    let observed = Wording.observed(result).map { "<div><dt>Observed</dt><dd class=\"value\">\($0)</dd></div>\n" as HTML }
    let limit = result.limit.map { limit -> HTML in
      """
      <div><dt>Limit</dt><dd>\(VisibleText.line(limit.text)) \
      <span class="source">set in \(HTML.path(VisibleText.line(limit.setIn)))</span></dd></div>

      """
    }
    return """
      <dl class="gate">
      <div><dt>Must hold</dt><dd>\(VisibleText.line(result.states, limit: 2_000))</dd></div>
      \(observed)\(limit)\(affected(result))</dl>

      """
  }

  private func affected(_ result: RuleResult) -> HTML? {
    guard let count = Wording.count(result) else { return nil }
    let share = min(max(Double(result.count) / Double(result.total), 0), 1)
    return """
      <div><dt>Affected</dt><dd>\(count)<svg class="share" viewBox="0 0 1000 6" preserveAspectRatio="none" aria-hidden="true">\
      <rect class="track" width="1000" height="6"/><rect width="\(Int((share * 1000).rounded(.up)))" height="6"/></svg></dd></div>

      """
  }

  private func advice(_ result: RuleResult) -> HTML {
    // What the rule advises on a failure says nothing about why it could not look.
    guard result.outcome == .fail else { return .empty }
    let why: HTML = result.why.isEmpty ? "" : "<p><b>Why it matters</b>\(VisibleText.line(result.why, limit: 2_000))</p>\n"
    let fix: HTML = result.fix.isEmpty ? "" : "<p><b>What to do</b>\(VisibleText.line(result.fix, limit: 2_000))</p>\n"
    let sources = result.references.map { VisibleText.line($0) }.joined(separator: "; ")
    let references: HTML = sources.isEmpty ? "" : "<p><b>References</b>\(sources)</p>\n"
    let advice = why + fix + references
    return advice.isEmpty ? .empty : "<div class=\"advice\">\n\(advice)</div>\n"
  }

  // MARK: Findings

  private mutating func evidence(_ result: RuleResult, id: String) -> HTML {
    guard !result.findings.isEmpty else { return .empty }
    let shown = Array(result.findings.prefix(budget.takeFindings(result.findings.count)))
    let cut = Wording.cut(shown: shown.count, of: result.findings.count)
    let remark: HTML = cut.map { "<p class=\"cut\">To keep this page readable: \($0). The JSON report lists them all.</p>\n" } ?? ""
    return """
      \(figures(result, shown, id: id))<details\(shown.count <= 5 ? " open" as HTML : "")><summary>Where: \(cut ?? Wording.number(shown.count, "findings"))</summary>\
      <div class="inside">
      \(remark)\(table(result, shown, id: id))</div></details>

      """
  }

  private func figures(_ result: RuleResult, _ findings: [Finding], id: String) -> HTML {
    let figures = findings.enumerated().compactMap { index, finding -> HTML? in
      guard let picture = pictures(result, finding) else { return nil }
      return """
        <figure>\(picture.drawing)<figcaption><a href="#\(id)/\(index + 1)">\(Wording.place(finding))</a> \
        \(VisibleText.line(picture.caption))</figcaption></figure>

        """
    }
    return figures.isEmpty ? .empty : "<div class=\"figures\">\n\(figures.joined())</div>\n"
  }

  /// A table with the columns that any of these findings fills.
  private func table(_ result: RuleResult, _ findings: [Finding], id: String) -> HTML {
    struct Column {
      var title: String
      var isNumber = false
      var isCode = false
      var cell: (Finding) -> String
    }
    let candidates = [
      Column(title: "Place", isCode: true) { Wording.place($0) },
      Column(title: "Observed", isNumber: true) { Wording.observed($0) ?? "" },
      Column(title: "What", cell: { VisibleText.line($0.message, limit: 300) }),
      Column(title: "Source", isCode: true) { Wording.source($0) },
    ]
    let columns = candidates.filter { column in findings.contains { !column.cell($0).isEmpty } }
    guard !columns.isEmpty else { return .empty }
    let head = columns.map { "<th scope=\"col\"\($0.isNumber ? " class=\"number\"" as HTML : "")>\($0.title)</th>" as HTML }
    let rows = findings.enumerated().map { index, finding -> HTML in
      let cells = columns.map { column -> HTML in
        let style: HTML = column.isNumber ? " class=\"number\"" : column.isCode ? " class=\"code\"" : ""
        return "<td\(style)>\(column.cell(finding))</td>"
      }
      return "<tr id=\"\(id)/\(index + 1)\">\(cells.joined())</tr>\n"
    }
    return """
      <table class="stack"><caption class="unseen">Findings of \(VisibleText.line(result.id))</caption>\
      <thead><tr>\(head.joined())</tr></thead><tbody>
      \(rows.joined())</tbody></table>
      """
  }

  // MARK: Consequences

  private mutating func folded(_ consequences: [RuleResult], level: Int) -> HTML {
    guard !consequences.isEmpty else { return .empty }
    let names = Wording.ids(consequences).map { VisibleText.line($0) }.joined(separator: ", ")
    var inside = HTML.empty
    var shown = 0
    for result in consequences where budget.takeCard() {
      inside += card(result, consequences: [], level: level)
      shown += 1
    }
    if let cut = Wording.cut(shown: shown, of: consequences.count, "consequences") { inside += "<p class=\"cut\">\(cut)</p>\n" }
    return """
      <details class="consequences"><summary>\(Wording.number(consequences.count, "consequences")) of this: \
      <span class="code">\(names)</span></summary><div class="inside">
      \(inside)</div></details>

      """
  }
}

extension RuleResult {
  /// The style's name for how this result looks, and the sign that says the same.
  var tone: String {
    switch outcome {
    case .pass: "pass"
    case .fail: isGating ? "fail" : severity == .info ? "info" : "warning"
    case .error: "error"
    case .notApplicable: "none"
    case .waived: "waived"
    }
  }

  var sign: String { tone }

  /// The outcome as people read it.
  var outcomeWord: String {
    switch outcome {
    case .pass: "held"
    case .fail: isGating ? "rejecting" : severity == .info ? "remark" : "warning"
    case .error: "not evaluated"
    case .notApplicable: "not checked"
    case .waived: "waived"
    }
  }
}
