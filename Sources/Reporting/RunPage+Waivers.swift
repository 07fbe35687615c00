import Rulebook

/// Who answered for what: every waiver with what became of it, what a baseline knew, and the failures that do not count for it.
extension RunPage {
  var hasAnswers: Bool { !run.waivers.isEmpty || run.baseline != nil || !outline.waived.isEmpty }

  mutating func waivers() -> HTML {
    let asOf = Wording.asOf(run).map { " Judged as of \($0)." } ?? ""
    var output: HTML = """
      <p class="remark">A waiver takes a failure out of what counts until its last day; a baseline knows what was there before. Neither makes it
      right.\(asOf)</p>

      """
    if !run.waivers.isEmpty { output += waiverTable() }
    if let baseline = run.baseline {
      output += "\(heading(level + 2, "Baseline", class: "sub"))<p class=\"sheet coverage\">\(Wording.baseline(baseline))</p>\n"
    }
    if !outline.waived.isEmpty {
      output += heading(level + 2, "Failures that do not count", class: "sub")
      output += setAsideTable()
    }
    return output
  }

  private func waiverTable() -> HTML {
    let rows = run.waivers.map { use -> HTML in
      let waiver = use.waiver
      return """
        <tr class="\(use.state.tone)"><td class="outcome">\(HTMLReport.sign(use.state.tone)) \(use.state.rawValue)</td>\
        <th scope="row"><code>\(HTML.path(VisibleText.line(waiver.rule)))</code><span class="scope">\(VisibleText.line(waiver.scope))</span></th>\
        <td data-label="owner">\(VisibleText.line(waiver.owner))</td><td class="word" data-label="until">\(VisibleText.line(waiver.until))</td>\
        <td>\(VisibleText.line(waiver.reason, limit: 1_000)) <span class="source">\(HTML.path(VisibleText.line(waiver.setIn)))</span></td>\
        <td data-label="covers">\(VisibleText.line(use.why))</td></tr>

        """
    }
    return """
      <div class="sheet"><table class="stack ledger"><caption class="unseen">Waivers</caption><thead><tr><th scope="col" class="c-outcome">State</th>\
      <th scope="col" class="c-rule">Rule and scope</th><th scope="col">Owner</th><th scope="col">Until</th><th scope="col">Reason</th>\
      <th scope="col">What it does</th></tr></thead><tbody>
      \(rows.joined())</tbody></table></div>

      """
  }

  private mutating func setAsideTable() -> HTML {
    var rows = HTML.empty
    let shown = outline.waived.prefix(budget.takeRows(outline.waived.count))
    for result in shown {
      rows += """
        <tr id="\(place(result))" class="waived" data-result \(PageFilter.attributes(result, of: run))>\
        <td class="outcome">\(HTMLReport.sign("waived")) \(Wording.setAside(result))</td>\
        <th scope="row"><code>\(HTML.path(VisibleText.line(result.id)))</code><span class="scope">\(VisibleText.line(result.scope))</span></th>\
        <td>\(result.reasonText)</td><td data-label="found">\(VisibleText.line(result.found))</td></tr>

        """
    }
    let cut = Wording.cut(shown: shown.count, of: outline.waived.count, "results").map { "<p class=\"cut\">\($0)</p>\n" as HTML }
    return """
      <div class="sheet"><table class="stack ledger"><caption class="unseen">Failures that do not count</caption><thead><tr>\
      <th scope="col" class="c-outcome">State</th><th scope="col" class="c-rule">Rule and scope</th><th scope="col">Who, why, until when</th>\
      <th scope="col">Found</th></tr></thead><tbody>
      \(rows)</tbody></table></div>
      \(cut)
      """
  }
}

extension WaiverUse.State {
  /// The style's name for how it looks, and its sign.
  fileprivate var tone: String {
    switch self {
    case .used: "waived"
    case .unused, .expired: "warning"
    case .undecided: "none"
    }
  }
}
