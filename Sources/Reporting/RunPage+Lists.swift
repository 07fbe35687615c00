import Rulebook

/// What was not looked at, and what held.
extension RunPage {
  // MARK: Silent rules

  /// Rules that share a reason for saying nothing.
  mutating func silent(_ groups: [Outline.Unchecked], _ remark: String) -> HTML {
    var rows = HTML.empty
    for group in groups {
      let chips = chips(group)
      let required = group.results.contains(where: \.isRequired) ? "; the pack requires this" : ""
      rows += """
        <tr data-group><th scope="row" class="reason">\(group.reason)\(required)</th><td>\(chips)</td></tr>

        """
    }
    return """
      <p class="remark">\(remark)</p>
      <div class="sheet"><table class="stack"><thead><tr><th scope="col">Reason</th><th scope="col">Rules</th></tr></thead><tbody>
      \(rows)</tbody></table></div>

      """
  }

  /// One for each rule; the scopes that stand behind it have their anchors in it.
  private mutating func chips(_ group: Outline.Unchecked) -> HTML {
    let rules = group.results.inGroups(by: \.id)
    var chips: [HTML] = []
    for (index, (id, results)) in rules.enumerated().prefix(60) {
      let anchors = results.prefix(budget.caps.rowsPerRule).dropFirst().map { "<span id=\"\(place($0))\"></span>" as HTML }
      let name = index < group.names.count ? group.names[index] : id
      chips.append(
        """
        <span class="chip" id="\(place(results[0]))" data-result \(PageFilter.attributes(results, of: run))><code>\(VisibleText.line(name))</code>\
        \(anchors.joined())</span>
        """)
    }
    let cut = Wording.cut(shown: chips.count, of: rules.count, "rules").map { "; \($0)" } ?? ""
    return "\(HTML(trusted: chips.map(\.text).joined(separator: " ")))\(cut)"
  }

  // MARK: What held

  /// By family: wording, what was measured, the limit and who set it.
  mutating func held() -> HTML {
    var output: HTML = "<p class=\"remark\">No defect was found in what these rules looked at.</p>\n"
    for (name, results) in outline.passed.inGroups(by: \.family) { output += family(name, results) }
    return output
  }

  private mutating func family(_ name: String, _ results: [RuleResult]) -> HTML {
    let (shown, cut) = capped(results)
    var rows = HTML.empty
    for result in shown { rows += row(result) }
    let remark: HTML = cut.map { "<p class=\"cut\">\($0)</p>\n" } ?? ""
    return """
      <details class="family" open data-group><summary>\(heading(level + 2, "\(VisibleText.line(name))"))\
      <span class="quiet">\(Wording.number(Wording.ids(results).count, "rules")) held</span></summary><div class="inside">
      <table class="ledger stack sortable"><caption class="unseen">Rules of the family \(VisibleText.line(name)) that held</caption>\
      <thead><tr><th scope="col" class="c-rule">Rule and scope</th><th scope="col">Holds when</th>\
      <th scope="col" class="c-value">Measured</th><th scope="col" class="c-limit">Limit</th></tr></thead><tbody>
      \(rows)</tbody></table>\(remark)</div></details>

      """
  }

  /// Of one rule over many slices the first few are shown.
  private mutating func capped(_ results: [RuleResult]) -> ([RuleResult], String?) {
    var seen: [String: Int] = [:]
    let wanted = results.filter { result in
      seen[result.id, default: 0] += 1
      return seen[result.id, default: 0] <= budget.caps.rowsPerRule
    }
    let shown = Array(wanted.prefix(budget.takeRows(wanted.count)))
    return (shown, Wording.cut(shown: shown.count, of: results.count, "results").map { "To keep this page readable: \($0)." })
  }

  private mutating func row(_ result: RuleResult) -> HTML {
    let limit: HTML =
      result.limit.map {
        "\(VisibleText.line($0.text)) <span class=\"source\">\(HTML.path(VisibleText.line($0.setIn)))</span>"
      } ?? ""
    let found: HTML = result.found.isEmpty ? "" : "<span class=\"aside\">\(VisibleText.line(result.found))</span>"
    let count = Wording.count(result).map { "<span class=\"scope\">\($0)</span>" as HTML }
    return """
      <tr id="\(place(result))" class="pass" data-result \(PageFilter.attributes(result, of: run))>\
      <th scope="row"><code>\(HTML.path(VisibleText.line(result.id)))</code><span class="scope">\(VisibleText.line(result.scope))</span></th>\
      <td>\(VisibleText.line(result.states))\(found)</td>\
      <td data-label="measured">\(Wording.observed(result) ?? "")\(count)</td><td data-label="limit">\(limit)</td></tr>

      """
  }
}
