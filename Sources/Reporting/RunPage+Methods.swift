import Rulebook

/// How to read the page, how each rule measures, and who answered for what.
extension RunPage {
  /// Rules whose sources or view there is something to tell of: everything that has a method's entry.
  static func methodIDs(_ run: Run, name: String, anchors: inout Anchors) -> [String: String] {
    var ids: [String: String] = [:]
    for id in Wording.ids(run.rules) { ids[id] = anchors.make("\(name)method/\(id)") }
    return ids
  }

  func methods() -> HTML {
    let rules = run.rules.inGroups(by: \.id).map(\.members[0])
    let parts = rules.inGroups(by: \.family).map { family, results -> HTML in
      let entries = results.map(method)
      return """
        <details class="family"><summary>\(heading(level + 2, "\(VisibleText.line(family))"))\
        <span class="quiet">\(Wording.number(entries.count, "rules"))</span></summary><div class="inside">
        <dl class="methods">\(entries.joined())</dl></div></details>

        """
    }
    return Self.reading + parts.joined()
  }

  private func method(_ result: RuleResult) -> HTML {
    let id: HTML = methodIDs[result.id].map { " id=\"\($0)\"" } ?? .empty
    let formula = result.formula.split(separator: "\n").map {
      "<dd class=\"formula\">\(VisibleText.line(String($0), limit: 2_000))</dd>\n" as HTML
    }
    let references = result.references.map { "<dd class=\"reference\">\(VisibleText.line($0, limit: 2_000))</dd>\n" as HTML }
    return """
      <div\(id)><dt><code>\(HTML.path(VisibleText.line(result.id)))</code></dt>
      <dd>\(VisibleText.line(result.states, limit: 600))</dd>
      \(formula.joined())\(references.joined())<dd class="quiet">\(result.severity.rawValue) · \(result.confidence.sentence) · \(VisibleText.line(result.view, limit: 60)) view</dd></div>

      """
  }

  /// For someone who has never seen Cupel.
  private static let reading: HTML = """
    <dl class="pairs sheet reading">
    <dt>Rejecting, warning, remark</dt><dd>A rule did not hold. One that gates rejects the data; the others tell.</dd>
    <dt>Held</dt><dd>No defect was found in what the rule looked at, which is said beside it. It does not promise that a policy will learn.</dd>
    <dt>Not checked</dt><dd>The rule had nothing to look at: a column is missing, or a declaration rules it out. It never counts as held.</dd>
    <dt>Not evaluated</dt><dd>Part of the data could not be read, so that nothing can be said of all of it. A gate in this state withholds the verdict.</dd>
    <dt>Certain</dt><dd>Arithmetic on the stored numbers.</dd>
    <dt>Strong</dt><dd>An estimate whose limit was set so that it raises fewer than one false alarm in a thousand clean datasets.</dd>
    <dt>Heuristic</dt><dd>A rule of thumb. It never rejects unless a pack says so.</dd>
    <dt>Raw view, target view</dt><dd>The columns as they are stored, or as the model's loader transforms them.</dd>
    </dl>

    """
}
