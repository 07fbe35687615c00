import Episodes
import Rulebook

/// The part of the page that tells one run. `render` first, then `contents` lists the sections that it wrote.
struct RunPage {
  let run: Run
  /// In front of every id, to tell runs apart; empty for the only one.
  let name: String
  /// Of the run's own heading.
  let level: Int
  var budget: PageBudget
  var anchors: Anchors
  let pictures: HTMLReport.Pictures
  let outline: Outline
  /// The ids of results that have a card, by `key`.
  var cardIDs: [String: String] = [:]
  private var sections: [(id: String, title: String, amount: Int?, isLoud: Bool)] = []

  init(run: Run, name: String, level: Int, budget: PageBudget, anchors: Anchors, pictures: @escaping HTMLReport.Pictures) {
    self.run = run
    self.name = name
    self.level = level
    self.budget = budget
    self.anchors = anchors
    self.pictures = pictures
    outline = Outline(run)
  }

  static func key(_ result: RuleResult) -> String { result.id + "\u{0}" + result.scope }

  func heading(_ level: Int, _ content: HTML, class name: String? = nil) -> HTML {
    let tag = HTML(trusted: "h\(min(level, 6))")
    return name.map { "<\(tag) class=\"\($0)\">\(content)</\(tag)>" } ?? "<\(tag)>\(content)</\(tag)>"
  }

  mutating func render() -> HTML {
    var body = HTML.empty
    let folded = outline.rejecting.reduce(0) { $0 + $1.consequences.count }
    body += part("rejects", "What rejects it", outline.rejecting.count, isLoud: true) { page in
      let remark: HTML =
        folded == 0
        ? ""
        : """
        <p class="remark">\(Wording.number(folded, "further results")) \(folded == 1 ? "stands" : "stand") folded under their cause.</p>

        """
      return remark + page.cards(page.outline.rejecting)
    }
    body += part("errors", "What could not be evaluated", Set(outline.errors.map(\.id)).count, isLoud: true) { page in
      page.silent(page.outline.unevaluated, "These rules could not look at all of their scope, or not at all. What they could read, holds.")
    }
    body += part("warnings", "Warnings and remarks", outline.telling.count) { page in page.cards(page.outline.telling) }
    body += part("unchecked", "Not checked, and why", Set(outline.unchecked.flatMap(\.results).map(\.id)).count) {
      $0.silent($0.outline.unchecked, "These rules did not look. Nothing is known about what they would have found.")
    }
    body += part("waived", "Waived", outline.waived.count) { $0.waived() }
    body += part("looked", "What was looked at", nil) { $0.looked() }
    if let eye = run.eye {
      body += part("loader", "What \(VisibleText.line(eye.target)) makes of it", nil) { $0.loader(eye) }
    }
    body += part("rules", "Every rule", Wording.ids(run.rules).count) { $0.ledger() }
    body += part("roles", "What the columns mean", run.roles.isEmpty ? nil : run.roles.count) { $0.roles() }
    body += part("identity", "Identity and notes", nil) { $0.identity() }
    return "<section class=\"run\" aria-labelledby=\"\(name)verdict\">\n\(verdict())\(body)</section>\n"
  }

  /// A section with its heading; nothing at all where there is nothing to count.
  private mutating func part(
    _ id: String, _ title: String, _ amount: Int?, isLoud: Bool = false, content: (inout RunPage) -> HTML
  ) -> HTML {
    if amount == 0 { return .empty }
    sections.append((name + id, title, amount, isLoud))
    let inside = content(&self)
    let count: HTML = amount.map { "<span class=\"amount\">\($0.grouped)</span>" } ?? ""
    return """
      <section class="part" id="\(name)\(id)" aria-label="\(title)\(ofRun)">
      <div class="heading">\(heading(level + 1, "\(title)"))\(count)</div>
      \(inside)</section>

      """
  }

  /// Where there are several runs, a landmark says of which it is: `, run 2`.
  var ofRun: String { name.isEmpty ? "" : ", \(name.dropLast().replacing("run", with: "run "))" }

  var contents: HTML {
    let title: HTML = name.isEmpty ? "" : "<li><a class=\"run-name\" href=\"#\(name)verdict\">\(runTitle)</a></li>\n"
    let items = sections.map { section -> HTML in
      let amount: HTML = section.amount.map { "<b\(section.isLoud ? " class=\"loud\"" as HTML : "")>\($0.grouped)</b>" } ?? ""
      return "<li><a href=\"#\(section.id)\"><span>\(section.title)</span>\(amount)</a></li>\n"
    }
    return "<ul>\n\(title)\(items.joined())</ul>\n"
  }

  /// Where there are several runs, a dataset alone does not say which.
  private var runTitle: String {
    name.isEmpty ? Wording.dataset(run.dataset) : "\(Wording.dataset(run.dataset)) for \(VisibleText.line(run.target))"
  }

  // MARK: Verdict

  private func verdict() -> HTML {
    let verdict = run.verdict
    return """
      <div class="verdict \(verdict.tone)">
      <div class="words">
      <p class="word">\(HTMLReport.sign(verdict.sign)) \(verdict.word)\(verdict == .accept && run.sample != nil ? ", on a sample" : "")</p>
      \(heading(level, "<span id=\"\(name)verdict\">\(runTitle)</span>", class: "title"))
      <p class="sentence">\(Wording.verdict(run)) \(Wording.looked(run)).</p>
      </div>
      \(tally())
      <dl class="identity">
      <div><dt>Target</dt><dd>\(Wording.target(run))</dd></div>
      <div><dt>Pack</dt><dd>\(VisibleText.line(run.pack))</dd></div>
      <div><dt>Data</dt><dd>\(size())</dd></div>
      <div><dt>Path, as given</dt><dd class="code">\(VisibleText.line(run.dataset.path))</dd></div>
      <div><dt>Digest of the data</dt><dd class="code">\(VisibleText.line(run.dataset.digest))</dd></div>
      </dl>
      </div>

      """
  }

  private func size() -> String {
    let splits = run.dataset.splits
    func total(_ part: KeyPath<SplitSummary, Int>) -> Int { splits.reduce(0) { $0 &+ $1[keyPath: part] } }
    return [
      VisibleText.line(run.dataset.format), Wording.number(splits.count, "splits"), Wording.number(total(\.episodes), "episodes"),
      Wording.number(total(\.steps), "steps"), Wording.number(total(\.shards), "shards"),
    ].joined(separator: " · ")
  }

  /// How many rules came out how, and a bar of the shares of results. (A result is one rule over one scope: a rule may hold in one split
  /// and fail in another.)
  private func tally() -> HTML {
    func isTold(_ result: RuleResult, _ severities: Severity...) -> Bool {
      result.outcome == .fail && !result.isGating && severities.contains(result.severity)
    }
    let parts: [(tone: String, what: String, section: String, results: [RuleResult])] = [
      ("fail", "rejecting", "rejects", run.rules.filter(\.rejects)),
      ("error", "not evaluated", "errors", outline.errors),
      ("warning", "warnings", "warnings", run.rules.filter { isTold($0, .warning, .error) }),
      ("info", "remarks", "warnings", run.rules.filter { isTold($0, .info) }),
      ("pass", "held", "rules", outline.passed),
      ("none", "not checked", "unchecked", outline.unchecked.flatMap(\.results)),
      ("waived", "waived", "waived", outline.waived),
    ]
    let tiles = parts.filter { !$0.results.isEmpty || ["rejecting", "held", "not checked"].contains($0.what) }.map { part -> HTML in
      let isZero = part.results.isEmpty
      // A part without results has no section to go to.
      return """
        <a class="\(part.tone)\(isZero ? " zero" : "")" href="#\(name)\(isZero ? "rules" : part.section)">\
        <span class="number">\(HTMLReport.sign(part.tone)) \(Wording.ids(part.results).count.grouped)</span>\
        <span class="what">\(part.what)</span></a>

        """
    }
    let total = max(run.rules.count, 1)
    var at = 0
    let bars = parts.filter { !$0.results.isEmpty }.map { part -> HTML in
      let (start, end) = (at * 10_000 / total, (at + part.results.count) * 10_000 / total)
      at += part.results.count
      let soft = ["none", "waived", "pass"].contains(part.tone) ? " soft" : ""
      return "<rect class=\"\(part.tone)\(soft)\" x=\"\(start)\" width=\"\(max(end - start - 20, 10))\" height=\"6\"/>"
    }
    return """
      <svg class="bar" viewBox="0 0 10000 6" preserveAspectRatio="none" aria-hidden="true">\(bars.joined())</svg>
      <div class="tally" role="group" aria-label="Rules by what became of them">
      \(tiles.joined())</div>
      """
  }

  // MARK: Small sections

  /// Rules that share a reason for saying nothing.
  private func silent(_ groups: [Outline.Unchecked], _ remark: String) -> HTML {
    let rows = groups.map { group -> HTML in
      let ids = group.names
      let shown = ids.prefix(40).map { "<code>\(VisibleText.line($0))</code>" as HTML }
      let cut = Wording.cut(shown: shown.count, of: ids.count, "rules").map { "; \($0)" } ?? ""
      let required = group.results.contains(where: \.isRequired) ? "; the pack requires this" : ""
      return """
        <tr><th scope="row" class="reason">\(group.reason)\(required)</th><td>\(HTML(trusted: shown.map(\.text).joined(separator: ", ")))\(cut)</td></tr>

        """
    }
    return """
      <p class="remark">\(remark)</p>
      <div class="sheet"><table class="stack"><thead><tr><th scope="col">Reason</th><th scope="col">Rules</th></tr></thead><tbody>
      \(rows.joined())</tbody></table></div>

      """
  }

  private func waived() -> HTML {
    let rows = outline.waived.map { result -> HTML in
      """
      <tr><th scope="row"><code>\(VisibleText.line(result.id))</code></th><td>\(VisibleText.line(result.scope))</td>\
      <td>\(result.reasonText)</td><td>\(VisibleText.line(result.found))</td></tr>

      """
    }
    let asOf = Wording.asOf(run).map { "Judged as of \($0)." } ?? ""
    return """
      <p class="remark">Failures that someone has answered for. They do not reject. \(asOf)</p>
      <div class="sheet"><table class="stack"><thead><tr><th scope="col">Rule</th><th scope="col">Scope</th><th scope="col">Who, why, until when\
      </th><th scope="col">Found</th></tr></thead><tbody>
      \(rows.joined())</tbody></table></div>

      """
  }

  private func looked() -> HTML {
    let rows = run.dataset.splits.map { split -> HTML in
      """
      <tr><th scope="row">\(VisibleText.line(split.name))</th><td class="number" data-label="episodes">\(split.episodes.grouped)</td>\
      <td class="number" data-label="steps">\(split.steps.grouped)</td><td class="number" data-label="shards">\(split.shards.grouped)</td></tr>

      """
    }
    let share = run.gating > 0 ? min(max(run.couldLook, 0), run.gating) * 1_000 / run.gating : 0
    return """
      <div class="sheet"><p class="coverage">\(Wording.looked(run)).</p>
      <svg class="bar share pass" viewBox="0 0 1000 6" preserveAspectRatio="none" role="img" aria-label="\(Wording.looked(run))">\
      <rect class="track" width="1000" height="6"/><rect width="\(share)" height="6"/></svg>
      <table class="stack"><thead><tr><th scope="col">Split</th><th scope="col" class="number">Episodes</th>\
      <th scope="col" class="number">Steps</th><th scope="col" class="number">Shards</th></tr></thead><tbody>
      \(rows.joined())</tbody></table></div>

      """
  }

  private func roles() -> HTML {
    guard !run.roles.isEmpty else { return "<p class=\"remark\">No column was given a meaning, or found to have one.</p>\n" }
    let rows = run.roles.map { role -> HTML in
      let features = role.slices.map { "<code>\(VisibleText.line($0.description))</code>" as HTML }
      let form: HTML = role.form.map { " <span class=\"quiet\">as \($0.rawValue)</span>" } ?? ""
      let strength: HTML = role.strength == .weak ? "<strong>weak</strong>" : "strong"
      return """
        <tr><th scope="row"><code>\(VisibleText.line(role.role))</code>\(form)</th>\
        <td>\(HTML(trusted: features.map(\.text).joined(separator: ", ")))</td><td data-label="source">\(role.source.rawValue)</td>\
        <td data-label="strength">\(strength)</td><td>\(VisibleText.line(role.evidence))</td></tr>

        """
    }
    return """
      <div class="sheet"><table class="stack"><thead><tr><th scope="col">Role</th><th scope="col">Columns</th><th scope="col">Source</th>\
      <th scope="col">Strength</th><th scope="col">Evidence</th></tr></thead><tbody>
      \(rows.joined())</tbody></table></div>

      """
  }

  private func identity() -> HTML {
    var pairs: [(String, String)] = [
      ("Dataset", Wording.dataset(run.dataset)), ("Format", run.dataset.format), ("Data digest", run.dataset.digest),
      ("Target", Wording.target(run)), ("Pack", run.pack), ("Plan digest", run.planDigest), ("Rules digest", run.rulesDigest),
    ]
    if let asOf = run.asOf { pairs.append(("Waivers judged as of", asOf)) }
    let list = pairs.map { "<dt>\($0.0)</dt><dd class=\"code\">\(VisibleText.line($0.1))</dd>\n" as HTML }
    let notes = run.notes.map { "<li>\(VisibleText.line($0, limit: 1_000))</li>\n" as HTML }
    let noteList: HTML = notes.isEmpty ? "" : "<ul class=\"notes\">\n\(notes.joined())</ul>\n"
    return "\(noteList)<div class=\"sheet\"><dl class=\"pairs\">\n\(list.joined())</dl></div>\n"
  }
}
