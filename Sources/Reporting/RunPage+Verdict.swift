import Episodes
import Rulebook

/// The head of a run: the verdict and its reasons, how the rules came out, and what exactly was judged by what.
extension RunPage {
  private static let reasonsShown = 5

  func verdict() -> HTML {
    let verdict = run.verdict
    return """
      <div class="verdict \(verdict.tone)">
      <div class="words">
      <p class="word">\(HTMLReport.sign(verdict.sign)) \(HTMLReport.word(run))</p>
      \(heading(level, "<span id=\"\(name)verdict\">\(runTitle)</span>", class: "title"))
      <p class="sentence">\(Wording.verdict(run)) \(Wording.looked(run)).</p>
      \(reasons())</div>
      \(tally())
      \(identity())</div>

      """
  }

  /// What makes the verdict, each rule in one sentence.
  private func reasons() -> HTML {
    var reasons: [(id: String, result: RuleResult, text: String)] = []
    for group in Outline.groups(outline.rejecting) {
      let result = group.first.result
      reasons.append((result.id, result, result.found.isEmpty ? "It does not hold." : VisibleText.line(result.found, limit: 300)))
    }
    if run.verdict == .incomplete {
      for result in run.rules where result.isGating && result.outcome == .error || result.isRequired && result.outcome == .notApplicable {
        if !reasons.contains(where: { $0.id == result.id }) { reasons.append((result.id, result, result.reasonText)) }
      }
    }
    guard !reasons.isEmpty else { return .empty }
    let items = reasons.prefix(Self.reasonsShown).map { reason -> HTML in
      "<li>\(link(reason.result)) \(reason.text)</li>\n"
    }
    let cut = Wording.cut(shown: items.count, of: reasons.count, "rules").map { "<li class=\"quiet\">\($0)</li>\n" as HTML }
    return "<ul class=\"reasons\">\n\(items.joined())\(cut)</ul>\n"
  }

  /// A rule's id, as a link to where it is told.
  func link(_ result: RuleResult) -> HTML {
    let code: HTML = "<code>\(HTML.path(VisibleText.line(result.id)))</code>"
    return places[Self.key(result)].map { "<a href=\"#\($0)\">\(code)</a>" } ?? code
  }

  private func identity() -> HTML {
    let rows: [(String, HTML)] = [
      ("Dataset", "\(Wording.dataset(run.dataset))"), ("Data", "\(size())"),
      ("Path, as given", "<code>\(VisibleText.line(run.dataset.path))</code>"),
      ("Digest of the data", "<code>\(VisibleText.line(run.dataset.digest))</code>"), ("Target", "\(Wording.target(run))"),
      ("Pack", "\(VisibleText.line(run.pack))"), ("Digest of the rules", "<code>\(VisibleText.line(run.rulesDigest))</code>"),
      ("Digest of the plan", "<code>\(VisibleText.line(run.planDigest))</code>"), ("Tool", "Cupel \(VisibleText.line(version, limit: 60))"),
    ]
    let asOf: [(String, HTML)] = run.asOf.map { [("Waivers judged as of", "\(VisibleText.line($0))")] } ?? []
    let list = (rows + asOf).map { "<div><dt>\($0.0)</dt><dd>\($0.1)</dd></div>\n" as HTML }
    let notes = run.notes.map { "<li>\(VisibleText.line($0, limit: 1_000))</li>\n" as HTML }
    let noteList: HTML = notes.isEmpty ? "" : "<ul class=\"notes\">\n\(notes.joined())</ul>\n"
    return "<dl class=\"identity\">\n\(list.joined())</dl>\n\(noteList)"
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
      ("pass", "held", "held", outline.passed),
      ("none", "not checked", "unchecked", outline.unchecked.flatMap(\.results)),
      ("waived", "waived", "waivers", outline.waived),
    ]
    let tiles = parts.filter { !$0.results.isEmpty || ["rejecting", "held", "not checked"].contains($0.what) }.map { part -> HTML in
      let isZero = part.results.isEmpty
      // A part without results has no section to go to.
      return """
        <a class="\(part.tone)\(isZero ? " zero" : "")" href="#\(name)\(isZero ? "gates" : part.section)">\
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
}
