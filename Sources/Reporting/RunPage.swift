import Episodes
import Rulebook

/// The part of the page that tells one run. `render` first, then `contents` lists the sections that it wrote.
struct RunPage {
  let run: Run
  let version: String
  /// In front of every id, to tell runs apart; empty for the only one.
  let name: String
  /// Of the run's own heading.
  let level: Int
  var budget: PageBudget
  var anchors: Anchors
  /// The page's filter, where it stands in this run.
  let filter: HTML
  let drawings: Drawings
  let evidence: Drawings.Evidence
  let outline: Outline
  /// The ids under which results stand, by `key`.
  var places: [String: String] = [:]
  /// The ids under which a rule's method is told.
  let methodIDs: [String: String]
  private var sections: [(id: String, title: String, amount: Int?, isLoud: Bool)] = []

  init(
    run: Run, version: String, name: String, level: Int, budget: PageBudget, anchors: Anchors, filter: HTML, drawings: Drawings
  ) {
    self.run = run
    self.version = version
    self.name = name
    self.level = level
    self.budget = budget
    var anchors = anchors
    methodIDs = Self.methodIDs(run, name: name, anchors: &anchors)
    self.anchors = anchors
    self.filter = filter
    self.drawings = drawings
    evidence = drawings.evidence(run)
    outline = Outline(run)
  }

  static func key(_ result: RuleResult) -> String { result.id + "\u{0}" + result.scope }

  /// The id of a result: `rule/action/units/train`. Given once; every list that names the result links to it.
  mutating func place(_ result: RuleResult) -> String {
    let id = anchors.make("\(name)rule/\(result.id)/\(result.scope)")
    places[Self.key(result)] = id
    return id
  }

  func heading(_ level: Int, _ content: HTML, class name: String? = nil) -> HTML {
    let tag = HTML(trusted: "h\(min(level, 6))")
    return name.map { "<\(tag) class=\"\($0)\">\(content)</\(tag)>" } ?? "<\(tag)>\(content)</\(tag)>"
  }

  /// The sections in the order in which people want them. Those that give results their ids are written before the gates, which link to
  /// them and stand in front.
  mutating func render() -> HTML {
    let opening = sections.count
    var body = HTML.empty
    body += part("rejects", "What rejects it", Wording.ids(outline.rejecting.map(\.result)).count, isLoud: true) { $0.rejecting() }
    body += part("warnings", "Warnings and remarks", Wording.ids(outline.telling.map(\.result)).count) { $0.cards($0.outline.telling) }
    body += part("errors", "What could not be evaluated", Wording.ids(outline.errors).count, isLoud: true) { page in
      page.silent(page.outline.unevaluated, "These rules could not look at all of their scope, or not at all. What they could read, holds.")
    }
    body += part("unchecked", "What was not checked, and why", Wording.ids(outline.unchecked.flatMap(\.results)).count) {
      $0.silent($0.outline.unchecked, "These rules did not look. Nothing is known about what they would have found.")
    }
    body += part("held", "What held, as measured", Wording.ids(outline.passed).count) { $0.held() }
    if let eye = run.eye { body += part("loader", "What \(VisibleText.line(eye.target)) makes of it", nil) { $0.loader(eye) } }
    body += part("glance", "The dataset at a glance", nil) { $0.glance() }
    body += part("methods", "Methods and formulas", Wording.ids(run.rules).count) { $0.methods() }
    let answers = max(run.waivers.count, outline.waived.count)
    if hasAnswers {
      body += part("waivers", run.baseline == nil ? "Waivers" : "Waivers and baseline", answers == 0 ? nil : answers) { $0.waivers() }
    }
    let told = sections[opening...]
    sections.removeSubrange(opening...)
    let gates = part("gates", "Gate by gate", nil) { $0.gates() }
    sections += told
    return """
      <section class="run" aria-labelledby="\(name)verdict">
      \(verdict())\(filter)\(gates)\(body)\(signatures())</section>

      """
  }

  private mutating func rejecting() -> HTML {
    let folded = outline.rejecting.reduce(0) { $0 + $1.consequences.count }
    let remark: HTML =
      folded == 0
      ? ""
      : """
      <p class="remark">\(Wording.number(folded, "further results")) \(folded == 1 ? "stands" : "stand") folded under their cause.</p>

      """
    return remark + cards(outline.rejecting)
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
      <section class="part" id="\(name)\(id)" aria-labelledby="\(name)\(id)-title\(name.isEmpty ? "" : " \(name)verdict")">
      <div class="heading">\(heading(level + 1, "<span id=\"\(name)\(id)-title\">\(title)</span>"))\(count)</div>
      \(inside)</section>

      """
  }

  var contents: HTML {
    let title: HTML = name.isEmpty ? "" : "<li><a class=\"run-name\" href=\"#\(name)verdict\">\(runTitle)</a></li>\n"
    let items = sections.map { section -> HTML in
      let amount: HTML = section.amount.map { "<b\(section.isLoud ? " class=\"loud\"" as HTML : "")>\($0.grouped)</b>" } ?? ""
      return "<li><a href=\"#\(section.id)\"><span>\(section.title)</span>\(amount)</a></li>\n"
    }
    return "<ul>\n\(title)\(items.joined())</ul>\n"
  }

  /// Where there are several runs, a dataset alone does not say which.
  var runTitle: String {
    name.isEmpty ? Wording.dataset(run.dataset) : "\(Wording.dataset(run.dataset)) for \(VisibleText.line(run.target))"
  }

  /// Two lines to sign on, on paper: where the pack is one of acceptance.
  private func signatures() -> HTML {
    guard run.rules.contains(where: { $0.family == "acceptance" }) else { return .empty }
    let lines = ["Buyer", "Vendor"].map { "<div><dt>\($0)</dt><dd>Name, date, signature</dd></div>\n" as HTML }
    return """
      <section class="signatures" aria-label="Signatures"><p>Both sides have read this report of the data with the digest \
      <code>\(VisibleText.line(run.dataset.digest))</code> under the rules <code>\(VisibleText.line(run.rulesDigest))</code>.</p>
      <dl>\(lines.joined())</dl></section>

      """
  }
}
