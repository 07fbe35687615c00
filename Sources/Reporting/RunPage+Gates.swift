import Rulebook

/// The gate table: what the contract asks beside what was found, one row a gating rule.
extension RunPage {
  /// Scopes of one rule that a row tells apart.
  private static let scopesShown = 3

  private struct Gate {
    var results: [RuleResult]
    /// The one that decides what became of the rule.
    var deciding: RuleResult
  }

  func gates() -> HTML {
    let gates = gateList()
    guard !gates.isEmpty else {
      return "<p class=\"remark\">No rule gates: the line was drawn so that nothing rejects.</p>\n"
    }
    let loud = gates.filter { ![.pass, .notApplicable].contains($0.deciding.outcome) }
    let held = gates.filter { $0.deciding.outcome == .pass }
    let silent = gates.filter { $0.deciding.outcome == .notApplicable }
    let required = silent.filter(\.deciding.isRequired)
    var output: HTML = """
      <p class="remark">What must hold for these data to be accepted, beside what was found. \(Wording.looked(run)).</p>

      """
    if !loud.isEmpty || !required.isEmpty { output += table(loud + required, "Gates that did not hold, or could not be judged") }
    if !held.isEmpty {
      output += folded(
        "\(Wording.number(held.count, "gates")) held", table(held, "Gates that held"), isOpen: loud.isEmpty && required.isEmpty)
    }
    let rest = silent.filter { !$0.deciding.isRequired }
    if !rest.isEmpty { output += folded("\(Wording.number(rest.count, "gates")) could not look", table(rest, "Gates that could not look")) }
    return output
  }

  private func folded(_ title: String, _ content: HTML, isOpen: Bool = false) -> HTML {
    "<details class=\"fold\"\(isOpen ? " open" as HTML : "")><summary>\(title)</summary>\n\(content)</details>\n"
  }

  /// Rules that could reject in any scope, the worst first.
  private func gateList() -> [Gate] {
    let gates = run.rules.inGroups(by: \.id).compactMap { _, results -> Gate? in
      guard results.contains(where: { $0.isGating || $0.isRequired }) else { return nil }
      let sorted = results.enumerated().sorted { ($0.element.gateRank, $0.offset) < ($1.element.gateRank, $1.offset) }.map(\.element)
      return Gate(results: sorted, deciding: sorted[0])
    }
    return gates.enumerated().sorted { ($0.element.deciding.gateRank, $0.offset) < ($1.element.deciding.gateRank, $1.offset) }
      .map(\.element)
  }

  private func table(_ gates: [Gate], _ caption: String) -> HTML {
    let rows = gates.map { gate -> HTML in
      let result = gate.deciding
      let limit: HTML =
        result.limit.map { limit in
          limit.setIn.isEmpty ? "" : "<span class=\"source\">limit set in \(HTML.path(VisibleText.line(limit.setIn)))</span>"
        } ?? ""
      return """
        <tr class="\(result.tone)" \(PageFilter.attributes(gate.results, of: run))><td class="outcome">\(HTMLReport.sign(result.tone)) \
        \(result.outcomeWord)</td><th scope="row">\(link(result))</th>\
        <td data-label="must hold">\(VisibleText.line(result.states, limit: 600))\(limit)</td>\
        <td data-label="found">\(found(gate))</td></tr>

        """
    }
    return """
      <div class="sheet"><table class="gates stack sortable"><caption class="unseen">\(caption)</caption><thead><tr>\
      <th scope="col" class="c-outcome">Outcome</th><th scope="col" class="c-rule">Gate</th><th scope="col">Must hold</th>\
      <th scope="col" class="c-found">Found</th></tr></thead><tbody>
      \(rows.joined())</tbody></table></div>

      """
  }

  /// What was found, scope by scope where they differ.
  private func found(_ gate: Gate) -> HTML {
    let told = gate.results.map { result in (scope: VisibleText.line(result.scope, limit: 60), text: Self.measured(result)) }
    let cause = gate.deciding.explainedBy.map { "<span class=\"source\">a consequence of \(VisibleText.line($0))</span>" as HTML } ?? .empty
    if Set(told.map(\.text)).count == 1 { return "\(told[0].text)\(cause)" }
    let lines = told.prefix(Self.scopesShown).map { "<span class=\"line\"><b>\($0.scope)</b> \($0.text)</span>" as HTML }
    let cut = Wording.cut(shown: lines.count, of: told.count, "scopes").map { "<span class=\"source\">\($0)</span>" as HTML }
    return lines.joined() + (cut ?? .empty) + cause
  }

  /// What a result has to say, in one line.
  static func measured(_ result: RuleResult) -> String {
    switch result.outcome {
    case .error, .notApplicable, .waived: return result.reasonText
    case .fail: return result.found.isEmpty ? "It does not hold." : VisibleText.line(result.found)
    case .pass:
      if !result.found.isEmpty { return VisibleText.line(result.found) }
      return [Wording.observed(result), Wording.count(result)].compactMap { $0 }.joined(separator: "; ")
    }
  }
}

extension RuleResult {
  /// The order of gates: what rejects, what withholds the verdict, what someone answered for, what held, what could not look.
  fileprivate var gateRank: Int {
    switch outcome {
    case .fail: isGating ? 0 : 3
    case .error: 1
    case .waived: 2
    case .pass: 4
    case .notApplicable: isRequired ? 1 : 5
    }
  }
}
