import Rulebook

/// Every rule by family: wording, what was measured, the limit and who set it.
extension RunPage {
  mutating func ledger() -> HTML {
    var order: [String] = []
    var families: [String: [RuleResult]] = [:]
    for result in run.rules {
      if families[result.family] == nil { order.append(result.family) }
      families[result.family, default: []].append(result)
    }
    var output = filter()
    for name in order { output += family(name, families[name] ?? []) }
    return output
  }

  /// Shown by the script only; without it the whole list stands.
  private func filter() -> HTML {
    let outcomes = ["rejecting", "not evaluated", "warning", "remark", "held", "not checked", "waived"]
    let present = Set(run.rules.map(\.outcomeWord))
    let boxes = outcomes.filter(present.contains).map {
      "<label><input type=\"checkbox\" name=\"outcome\" value=\"\($0)\" checked> \($0)</label>\n" as HTML
    }
    return """
      <div class="filter" role="search" aria-label="Rules\(ofRun)" hidden>
      <label>Find <input type="search" name="q" placeholder="rule, word, split" autocomplete="off"></label>
      \(boxes.joined())<output aria-live="polite"></output>
      </div>

      """
  }

  private mutating func family(_ name: String, _ results: [RuleResult]) -> HTML {
    let (rows, cut) = capped(results)
    let body = rows.map { row($0) }.joined()
    let remark: HTML = cut.map { "<p class=\"cut\">\($0)</p>\n" } ?? ""
    let words = ["rejecting", "not evaluated", "warning", "remark", "held", "not checked", "waived"]
    let counts = words.compactMap { word -> String? in
      let count = results.count { $0.outcomeWord == word }
      return count == 0 ? nil : "\(count.grouped) \(word)"
    }
    return """
      <details class="family" open><summary>\(heading(level + 2, "\(VisibleText.line(name))"))\
      <span class="quiet">\(counts.joined(separator: " · "))</span></summary><div class="inside">
      <table class="ledger stack"><caption class="unseen">Rules of the family \(VisibleText.line(name))</caption>\
      <thead><tr><th scope="col" class="c-outcome">Outcome</th><th scope="col" class="c-rule">Rule and scope</th>\
      <th scope="col">Holds when</th><th scope="col" class="c-value">Measured</th><th scope="col" class="c-limit">Limit</th></tr></thead><tbody>
      \(body)</tbody></table>\(remark)</div></details>

      """
  }

  /// What failed or could not be evaluated comes first in line for the room there is; of what held or was not checked, one rule over
  /// many slices is shown for the first of them.
  private mutating func capped(_ results: [RuleResult]) -> ([RuleResult], String?) {
    var seen: [String: Int] = [:]
    let wanted = results.filter { result in
      let key = "\(result.id) \(result.outcomeWord)"
      seen[key, default: 0] += 1
      return seen[key, default: 0] <= budget.caps.rowsPerRule
    }
    let granted = budget.takeRows(wanted.count)
    let loud = wanted.count { $0.outcome == .fail || $0.outcome == .error }
    var quietLeft = max(granted - loud, 0)
    var loudLeft = min(granted, loud)
    let shown = wanted.filter { result in
      if result.outcome == .fail || result.outcome == .error {
        loudLeft -= 1
        return loudLeft >= 0
      }
      quietLeft -= 1
      return quietLeft >= 0
    }
    return (shown, Wording.cut(shown: shown.count, of: results.count, "results").map { "To keep this page readable: \($0)." })
  }

  private mutating func row(_ result: RuleResult) -> HTML {
    let rule: HTML
    var id: HTML = ""
    if let card = cardIDs[Self.key(result)] {
      rule = "<a href=\"#\(card)\"><code>\(VisibleText.line(result.id))</code></a>"
    } else {
      id = " id=\"\(anchors.make("\(name)rule/\(result.id)/\(result.scope)"))\""
      rule = "<code>\(VisibleText.line(result.id))</code>"
    }
    let remark: String =
      switch result.outcome {
      case .notApplicable, .error, .waived: "\(result.outcomeWord): \(result.reasonText)"
      // A failure is told on its card.
      case .pass, .fail: id.isEmpty ? "" : VisibleText.line(result.found)
      }
    let aside: HTML = remark.isEmpty ? "" : "<span class=\"aside\">\(remark)</span>"
    let limit: HTML =
      result.limit.map {
        "\(VisibleText.line($0.text)) <span class=\"source\">\(HTML.path(VisibleText.line($0.setIn)))</span>"
      } ?? ""
    let count = Wording.count(result).map { "<span class=\"scope\">\($0)</span>" as HTML }
    return """
      <tr\(id) class="\(result.tone)" data-outcome="\(result.outcomeWord)">\
      <td class="outcome">\(HTMLReport.sign(result.sign)) \(result.outcomeWord)</td>\
      <th scope="row">\(rule)<span class="scope">\(VisibleText.line(result.scope))</span></th>\
      <td>\(VisibleText.line(result.states))\(aside)</td>\
      <td data-label="measured">\(Wording.observed(result) ?? "")\(count)</td><td data-label="limit">\(limit)</td></tr>

      """
  }
}
