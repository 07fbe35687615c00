import Documents
import Rulebook

/// Where a page gets its figures.
public struct Drawings: Sendable {
  /// What the findings of a result look like, each with the finding's index.
  public typealias Evidence = @Sendable (RuleResult) -> [(finding: Int, figures: [Figure])]

  /// The dataset at a glance, under headings.
  public var glance: @Sendable (Run) -> [(heading: String, figures: [Figure])]
  /// Asked for once a run: what is drawn for one result need not be drawn again for the next.
  public var evidence: @Sendable (Run) -> Evidence

  public init(
    glance: @escaping @Sendable (Run) -> [(heading: String, figures: [Figure])], evidence: @escaping @Sendable (Run) -> Evidence
  ) {
    self.glance = glance
    self.evidence = evidence
  }

  /// What can be drawn of the numbers that a run holds.
  public static let standard = Drawings(glance: { FigureSheet.glance($0) }, evidence: { FigureSheet.evidence($0) })
}

/// One self-contained page: no network, no script needed to read it, a content security policy that allows exactly its own style and
/// script. Its template, style and script are in `Reports/`.
public enum HTMLReport {
  /// What keeps the page small enough to open at once. Whatever is cut is said where it is cut; counts are of everything.
  struct Caps: Sendable {
    var findingsPerScope = 25
    /// Over the whole page.
    var findings = 1_000
    var cards = 150
    /// A rule may fail over thousands of slices.
    var scopesPerCard = 8
    /// Rows of one rule in a list of results: a rule may be judged over thousands of slices.
    var rowsPerRule = 12
    var rows = 2_500
  }

  public static func render(_ report: Report, drawings: Drawings = .standard) -> String { render(report, caps: Caps(), drawings: drawings) }

  static func render(_ report: Report, caps: Caps, drawings: Drawings = .standard) -> String {
    let style = HTML.fill(asset("Reports/page.css"), ["annex": HTML(trusted: annex(report))]).text
    let script = asset("Reports/page.js")
    var budget = PageBudget(caps: caps)
    var anchors = Anchors()
    let isOne = report.runs.count == 1
    let filter = PageFilter(report).form()
    var main = isOne ? HTML.empty : overview(report) + filter
    var contents = HTML.empty
    for (index, run) in report.runs.enumerated() {
      var page = RunPage(
        run: run, version: report.version, name: isOne ? "" : "run\(index + 1)/", level: isOne ? 1 : 2, budget: budget, anchors: anchors,
        filter: isOne ? filter : .empty, drawings: drawings)
      main += page.render()
      contents += page.contents
      (budget, anchors) = (page.budget, page.anchors)
    }
    return HTML.fill(
      asset("Reports/page.html"),
      [
        "policy": HTML(trusted: policy(style: style, script: script)), "title": "\(title(report))", "style": HTML(trusted: style),
        "script": HTML(trusted: script), "version": "\(VisibleText.line(report.version, limit: 60))", "contents": contents, "main": main,
        "footer": """
        <p>Written by Cupel \(VisibleText.line(report.version, limit: 60)). A rule that held says that no defect was found in what it
        checked. The JSON report lists every finding.</p>

        """,
      ]
    ).text
  }

  /// Nothing is allowed but the style and the script that we wrote, by their hashes, and pictures that the page itself carries.
  static func policy(style: String, script: String) -> String {
    func hash(_ text: String) -> String { "'sha256-\(Base64.encode(SHA256.digest(text.utf8)))'" }
    return "default-src 'none'; style-src \(hash(style)); script-src \(hash(script)); img-src data:; base-uri 'none'; form-action 'none'"
  }

  /// What stands at the foot of every printed page: which data this is the annex of. A string of CSS: letters, digits and a few signs are
  /// taken, so that nothing from data can end it.
  static func annex(_ report: Report) -> String {
    var digests: [String] = []
    for run in report.runs where !digests.contains(run.dataset.digest) { digests.append(run.dataset.digest) }
    let shown = digests.prefix(3).joined(separator: ", ") + (digests.count > 3 ? " and \(digests.count - 3) more" : "")
    return "Cupel \(report.version) - \(shown)".filter { $0.isASCII && ($0.isLetter || $0.isNumber || " :,.-".contains($0)) }
  }

  private static func asset(_ path: String) -> String {
    guard let text = Assets.text(path) else { preconditionFailure("\(path) is not in this build") }
    return text
  }

  private static func title(_ report: Report) -> String {
    let what = report.runs.count == 1 ? Wording.dataset(report.runs[0].dataset) : Wording.number(report.runs.count, "runs")
    return "\(report.verdict.word): \(what)"
  }

  /// With several runs: what became of each.
  private static func overview(_ report: Report) -> HTML {
    let rows = report.runs.enumerated().map { index, run -> HTML in
      """
      <tr class="\(run.verdict.tone)"><th scope="row"><a href="#run\(index + 1)/verdict">\(Wording.dataset(run.dataset))</a></th>\
      <td data-label="target">\(Wording.target(run))</td><td>\(sign(run.verdict.sign)) \(word(run))</td>\
      <td>\(Wording.looked(run))</td></tr>

      """
    }
    return """
      <section class="verdict \(report.verdict.tone)" aria-labelledby="verdict"><div class="words">
      <h1 id="verdict" class="word">\(sign(report.verdict.sign)) \(report.verdict.word)</h1>
      <p class="sentence">\(Wording.number(report.runs.count, "runs")), each a dataset judged for a target.</p></div></section>
      <div class="part sheet"><table class="stack"><thead><tr><th scope="col">Dataset</th><th scope="col">Target</th>\
      <th scope="col">Verdict</th><th scope="col">Looked</th></tr></thead><tbody>
      \(rows.joined())</tbody></table></div>
      \(SideBySide.all(report).map { $0.page() }.joined())
      """
  }

  static func word(_ run: Run) -> String { run.verdict.word + (run.verdict == .accept && run.sample != nil ? ", on a sample" : "") }

  /// One of the signs that stand in the template.
  static func sign(_ name: String) -> HTML { "<svg class=\"sign\" aria-hidden=\"true\"><use href=\"#sign-\(name)\"/></svg>" }
}

extension Verdict {
  var word: String {
    switch self {
    case .accept: "Accepted"
    case .incomplete: "Incomplete"
    case .reject: "Rejected"
    }
  }

  /// The style's name for how it looks.
  var tone: String {
    switch self {
    case .accept: "pass"
    case .incomplete: "warning"
    case .reject: "fail"
    }
  }

  var sign: String { self == .incomplete ? "error" : tone }
}
