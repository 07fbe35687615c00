import Documents
import Rulebook

/// A drawing for a finding: inline SVG with a sentence that says what it shows.
public struct Picture: Sendable {
  public var drawing: HTML
  public var caption: String

  public init(drawing: HTML, caption: String) {
    self.drawing = drawing
    self.caption = caption
  }
}

/// One self-contained page: no network, no script needed to read it, a content security policy that allows exactly its own style and
/// script. Its template, style and script are in `Reports/`.
public enum HTMLReport {
  /// Gives the picture of a finding, where there is one.
  public typealias Pictures = @Sendable (RuleResult, Finding) -> Picture?

  /// What keeps the page small enough to open at once. Whatever is cut is said where it is cut; counts are of everything.
  struct Caps: Sendable {
    var findingsPerRule = 25
    /// Over the whole page.
    var findings = 1_000
    var cards = 150
    /// A rule may fail over thousands of slices.
    var cardsPerRule = 8
    /// Rows of one rule, outcome and reason in the list of every rule: a rule may be judged over thousands of slices.
    var rowsPerRule = 12
    var rows = 2_500
  }

  public static func render(_ report: Report) -> String { render(report) { _, _ in nil } }

  public static func render(_ report: Report, pictures: @escaping Pictures) -> String { render(report, caps: Caps(), pictures: pictures) }

  static func render(_ report: Report, caps: Caps, pictures: @escaping Pictures = { _, _ in nil }) -> String {
    let style = asset("Reports/page.css")
    let script = asset("Reports/page.js")
    var budget = PageBudget(caps: caps)
    var anchors = Anchors()
    let level = report.runs.count == 1 ? 1 : 2
    var main = report.runs.count == 1 ? HTML.empty : overview(report)
    var contents = HTML.empty
    for (index, run) in report.runs.enumerated() {
      var page = RunPage(
        run: run, name: report.runs.count == 1 ? "" : "run\(index + 1)/", level: level, budget: budget, anchors: anchors,
        pictures: pictures)
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
      <td data-label="target">\(Wording.target(run))</td><td>\(sign(run.verdict.sign)) \(run.verdict.word)\(run.verdict == .accept && run.sample != nil ? ", on a sample" : "")</td>\
      <td>\(Wording.looked(run))</td></tr>

      """
    }
    return """
      <section class="verdict \(report.verdict.tone)" aria-labelledby="verdict"><div class="words">
      <h1 id="verdict"><span class="word">\(sign(report.verdict.sign)) \(report.verdict.word)</span></h1>
      <p class="sentence">\(Wording.number(report.runs.count, "runs")), each a dataset judged for a target.</p></div></section>
      <div class="part sheet"><table class="stack"><thead><tr><th scope="col">Dataset</th><th scope="col">Target</th>\
      <th scope="col">Verdict</th><th scope="col">Looked</th></tr></thead><tbody>
      \(rows.joined())</tbody></table></div>
      \(SideBySide.all(report).map { $0.page() }.joined())
      """
  }

  /// One of the signs that stand in the template.
  static func sign(_ name: String) -> HTML { "<svg class=\"sign\" aria-hidden=\"true\"><use href=\"#sign-\(name)\"/></svg>" }
}

/// What may still be shown.
struct PageBudget {
  let caps: HTMLReport.Caps
  private(set) var findings: Int
  private(set) var cards: Int
  private(set) var rows: Int

  init(caps: HTMLReport.Caps) {
    self.caps = caps
    findings = caps.findings
    cards = caps.cards
    rows = caps.rows
  }

  mutating func takeFindings(_ wanted: Int) -> Int {
    let granted = min(wanted, caps.findingsPerRule, findings)
    findings -= granted
    return granted
  }

  mutating func takeCard() -> Bool {
    guard cards > 0 else { return false }
    cards -= 1
    return true
  }

  mutating func takeRows(_ wanted: Int) -> Int {
    let granted = min(wanted, rows)
    rows -= granted
    return granted
  }
}

/// Ids of elements that links point to: `rule/action/units/train`. Scopes come from data, so other characters become `-`, and a name
/// that was taken gets a number.
struct Anchors {
  private var taken: Set<String> = []

  mutating func make(_ name: String) -> String {
    let base = Self.clean(name)
    var candidate = base
    var number = 2
    while !taken.insert(candidate).inserted {
      candidate = "\(base)-\(number)"
      number += 1
    }
    return candidate
  }

  static func clean(_ name: String) -> String {
    String(
      String.UnicodeScalarView(
        name.unicodeScalars.prefix(120).map {
          $0.isASCII && ($0.properties.isAlphabetic || "0123456789/._=-".unicodeScalars.contains($0)) ? $0 : "-"
        }))
  }
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
