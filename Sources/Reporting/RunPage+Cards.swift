import Rulebook

/// Failures, one card a rule: for each scope what must hold beside what was found, where, and what it looks like; then once why it
/// matters and what to do.
extension RunPage {
  mutating func cards(_ diagnostics: [Outline.Diagnostic]) -> HTML {
    var output = HTML.empty
    var untold: [String] = []
    for group in Outline.groups(diagnostics) {
      guard budget.takeCard() else {
        untold.append(group.first.result.id)
        continue
      }
      output += card(group, level: level + 2)
    }
    if !untold.isEmpty {
      let names = untold.prefix(40).map { VisibleText.line($0) }.joined(separator: ", ")
      output += """
        <p class="cut">To keep this page readable, \(Wording.number(untold.count, "rules")) stand without a card: \(names). The JSON report
        has them all.</p>

        """
    }
    return output
  }

  private mutating func card(_ group: Outline.Group, level: Int) -> HTML {
    let result = group.first.result
    let members = [group.first] + group.others
    let shown = members.prefix(budget.caps.scopesPerCard)
    let hasOneScope = members.count == 1
    var scopes = HTML.empty
    for (index, diagnostic) in shown.enumerated() {
      scopes += scope(diagnostic.result, isFirst: index == 0, hasOneScope: hasOneScope, level: level + 1)
    }
    let cut = Wording.cut(shown: shown.count, of: members.count, "results").map {
      "<p class=\"cut inside\">To keep this page readable: \($0) of this rule. The JSON report has them all.</p>\n" as HTML
    }
    let consequences = members.flatMap(\.consequences)
    let anchor = places[Self.key(result)] ?? ""
    let scopeName: HTML = hasOneScope ? "<span class=\"scope\">\(VisibleText.line(result.scope))</span>" : .empty
    let title: HTML = """
      \(HTMLReport.sign(result.tone))<a href="#\(anchor)"><code>\(HTML.path(VisibleText.line(result.id)))</code></a>\(scopeName)
      """
    return """
      <article class="card \(result.tone)" data-group>
      <header>\(heading(level, title, class: "rule"))<p class="traits">\(traits(result))</p></header>
      \(scopes)\(cut)\(advice(result))\(folded(consequences, level: level + 1))</article>

      """
  }

  private func traits(_ result: RuleResult) -> HTML {
    let word = result.outcome == .error ? "not evaluated" : result.severity.rawValue
    var rest = [result.confidence.sentence]
    if result.isGating { rest.append("gating") }
    if result.isRequired { rest.append("required by the pack") }
    rest.append("\(VisibleText.line(result.view, limit: 60)) view")
    return "<b>\(word)</b> · \(rest.joined(separator: " · "))"
  }

  /// One scope of a card: the result's own anchor.
  private mutating func scope(_ result: RuleResult, isFirst: Bool, hasOneScope: Bool, level: Int) -> HTML {
    let id = place(result)
    let found =
      result.outcome == .error
      ? result.reasonText : result.found.isEmpty ? "It does not hold." : VisibleText.line(result.found, limit: 2_000)
    let title: HTML = hasOneScope ? .empty : heading(level, "<a href=\"#\(id)\">\(VisibleText.line(result.scope))</a>", class: "scope-name")
    return """
      <div class="result" role="group" id="\(id)" data-result \(PageFilter.attributes(result, of: run)) aria-label="\(VisibleText.line(result.scope, limit: 100))">
      \(title)<p class="found">\(found)</p>
      \(gate(result))\(setAside(result))\(evidence(result, id: id, isFirst: isFirst))</div>

      """
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

  /// Findings that do not count here, and who took them on.
  private func setAside(_ result: RuleResult) -> HTML {
    let lines = result.setAside.map { part -> HTML in
      """
      <p class="show">\(HTMLReport.sign("waived")) \(Wording.number(part.findings.count, "findings")) \(part.findings.count == 1 ? "does" : "do") \
      not count: \(VisibleText.line(part.reason, limit: 600))</p>

      """
    }
    return lines.joined()
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
    let method: HTML = methodIDs[result.id].map { "<p><b>How it is measured</b><a href=\"#\($0)\">method and sources</a></p>\n" } ?? ""
    let advice = why + fix + method
    return advice.isEmpty ? .empty : "<div class=\"advice\">\n\(advice)</div>\n"
  }

  // MARK: Findings

  private mutating func evidence(_ result: RuleResult, id: String, isFirst: Bool) -> HTML {
    guard !result.findings.isEmpty else { return .empty }
    let shown = Array(result.findings.prefix(budget.takeFindings(result.findings.count)))
    let cut = Wording.cut(shown: shown.count, of: result.findings.count)
    let remark: HTML = cut.map { "<p class=\"cut\">To keep this page readable: \($0). The JSON report lists them all.</p>\n" } ?? ""
    let showing = result.findings.first.flatMap { Wording.showing($0, of: run) }.map {
      "<p class=\"show\"><span class=\"quiet\">See it in a terminal</span> <code>\($0)</code></p>\n" as HTML
    }
    return """
      \(figures(result, shown: shown.count, id: id, opensFirst: isFirst))\(showing)\
      <details\(shown.count <= 5 ? " open" as HTML : "")><summary>Where: \(cut ?? Wording.number(shown.count, "findings"))</summary>\
      <div class="inside">
      \(remark)\(table(result, shown, id: id))</div></details>

      """
  }

  /// Figures of the findings that are shown, each linked to its row. The worst finding of a card stands open, the others are folded.
  private mutating func figures(_ result: RuleResult, shown: Int, id: String, opensFirst: Bool) -> HTML {
    var output = HTML.empty
    for (index, figures) in evidence(result) where index < shown && !figures.isEmpty {
      let place = Wording.place(result.findings[index])
      let lead: HTML = "<a href=\"#\(id)/\(index + 1)\">\(place)</a> "
      var inside = HTML.empty
      for each in figures { inside += figure(each, within: "\(id)/\(index + 1)", lead: lead) }
      inside = "<div class=\"figures\">\n\(inside)</div>\n"
      let isOpen = opensFirst && output.isEmpty
      output += isOpen ? inside : "<details><summary>What it looks like: \(place)</summary>\n\(inside)</details>\n"
    }
    return output
  }

  /// A table with the columns that any of these findings fills.
  private func table(_ result: RuleResult, _ findings: [Finding], id: String) -> HTML {
    struct Column {
      var title: String
      var isNumber = false
      var isCode = false
      var cell: (Finding) -> String
    }
    // What is observed is mostly a number; a name may be a sentence.
    let hasNumbers = findings.allSatisfy { $0.observed?.number != nil }
    let candidates = [
      Column(title: "Place", isCode: true) { Wording.place($0) },
      Column(title: "Observed", isNumber: hasNumbers) { Wording.observed($0) ?? "" },
      Column(title: "What") { $0.message == Wording.observed($0) ? "" : VisibleText.line($0.message, limit: 300) },
      Column(title: "Source", isCode: true) { Wording.source($0) },
    ]
    let columns = candidates.filter { column in findings.contains { !column.cell($0).isEmpty } }
    guard !columns.isEmpty else { return .empty }
    let head = columns.map { "<th scope=\"col\"\($0.isNumber ? " class=\"number\"" as HTML : "")>\($0.title)</th>" as HTML }
    let rows = findings.enumerated().map { index, finding -> HTML in
      let cells = columns.map { column -> HTML in
        let style: HTML = column.isNumber ? " class=\"number\"" : column.isCode ? " class=\"code\"" : ""
        let value = column.isNumber ? finding.observed?.number.map { " data-value=\"\($0.description)\"" as HTML } : nil
        return "<td\(style)\(value)>\(column.cell(finding))</td>"
      }
      let split: HTML = finding.split.map { " data-split=\"\(PageFilter.token(split: $0))\"" } ?? ""
      return "<tr id=\"\(id)/\(index + 1)\" data-finding\(split)>\(cells.joined())</tr>\n"
    }
    return """
      <table class="stack sortable"><caption class="unseen">Findings of \(VisibleText.line(result.id)), \(VisibleText.line(result.scope))</caption>\
      <thead><tr>\(head.joined())</tr></thead><tbody>
      \(rows.joined())</tbody></table>
      """
  }

  // MARK: Consequences

  private mutating func folded(_ consequences: [RuleResult], level: Int) -> HTML {
    guard !consequences.isEmpty else { return .empty }
    let groups = Outline.groups(consequences.map { Outline.Diagnostic(result: $0, consequences: []) })
    let names = Wording.ids(consequences).map { VisibleText.line($0) }.joined(separator: ", ")
    var inside = HTML.empty
    var shown = 0
    for group in groups where budget.takeCard() {
      inside += card(group, level: level)
      shown += 1
    }
    if let cut = Wording.cut(shown: shown, of: groups.count, "consequences") { inside += "<p class=\"cut\">\(cut)</p>\n" }
    return """
      <details class="consequences"><summary>\(Wording.number(consequences.count, "consequences")) of this: \
      <span class="code">\(names)</span></summary><div class="inside">
      \(inside)</div></details>

      """
  }
}
