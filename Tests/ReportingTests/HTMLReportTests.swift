import Documents
import Rulebook
import Testing

@testable import Reporting

@Suite("The page is one file, safe and whole")
struct HTMLReportTests {
  /// The tags of a page, in order, script and style with their content skipped; problems of nesting and stray angle brackets.
  private struct Scan {
    var opened: [String] = []
    var ids: [String] = []
    var links: [String] = []
    var attributes: Set<String> = []
    var problems: [String] = []
    private static let void: Set<String> = ["!doctype", "meta", "input", "wbr", "img"]

    init(_ page: String) {
      var stack: [String] = []
      var rest = page[...]
      while let open = rest.firstIndex(of: "<") {
        if rest[..<open].contains(">") { problems.append("a stray > before \(rest[open...].prefix(40))") }
        guard let close = rest[open...].firstIndex(of: ">") else { break }
        let tag = rest[rest.index(after: open)..<close]
        rest = rest[rest.index(after: close)...]
        let name = String(tag.drop { $0 == "/" }.prefix { !$0.isWhitespace && $0 != "/" }).lowercased()
        if tag.hasPrefix("/") {
          if stack.popLast() != name { problems.append("</\(name)> closes another") }
          continue
        }
        opened.append(name)
        for match in tag.matches(of: /([a-zA-Z:-]+)="([^"]*)"/) {
          attributes.insert(String(match.1))
          if match.1 == "id" { ids.append(String(match.2)) }
          if match.1 == "href", match.2.hasPrefix("#") { links.append(String(match.2.dropFirst())) }
        }
        if Self.void.contains(name) || tag.hasSuffix("/") { continue }
        stack.append(name)
        if name == "script" || name == "style", let end = rest.firstRange(of: "</\(name)>") { rest = rest[end.lowerBound...] }
      }
      if !stack.isEmpty { problems.append("left open: \(stack)") }
    }
  }

  /// Which of these a page does not hold.
  private func lacking(_ page: String, _ parts: [String]) -> [String] { parts.filter { !page.contains($0) } }

  private static var reports: [Report] {
    var two = Samples.varied
    two.runs += two.runs
    return [Samples.varied, two, Samples.large, Report(version: "0", verdict: .accept, runs: [])] + Samples.hostile.map(Samples.hostile)
  }

  @Test("a rule's formula stands among the methods, line by line, and in the help of SARIF")
  func formulas() throws {
    var report = Samples.varied
    report.runs[0].rules[0].formula = "g = Σ a·d / Σ d·d < 2\na: label."
    let page = HTMLReport.render(report)
    #expect(page.contains("<dd class=\"formula\">g = Σ a·d / Σ d·d &lt; 2</dd>\n<dd class=\"formula\">a: label.</dd>"))
    #expect(page.matches(of: /<dd class="formula">/).count == 2)
    let id = report.runs[0].rules[0].id
    report.runs[0].definitions = []
    let log = try Documents.JSON.parse(Array(SARIFReport.render(report).utf8), file: "log.sarif")
    let rules = try #require(log["runs"]?.list?.first?["tool"]?["driver"]?["rules"]?.list)
    let rule = try #require(rules.first { $0["id"]?.string == id })
    #expect(rule["help"]?["text"]?.string?.contains("Formula: g = Σ a·d / Σ d·d < 2; a: label.") == true)
  }

  @Test("tags nest, ids are unique, links arrive")
  func structure() {
    for report in Self.reports {
      let scan = Scan(HTMLReport.render(report))
      #expect(scan.problems == [])
      #expect(Set(scan.ids).count == scan.ids.count)
      #expect(Set(scan.links).subtracting(scan.ids) == [])
      #expect(scan.opened.count { $0 == "h1" } == 1)
      #expect(scan.opened.count { $0 == "main" } == 1)
    }
  }

  @Test("data never becomes markup, style or script")
  func inert() {
    for report in Self.reports {
      let scan = Scan(HTMLReport.render(report))
      #expect(scan.opened.count { $0 == "script" } == 1)
      #expect(scan.opened.count { $0 == "style" } == 1)
      #expect(scan.attributes.isDisjoint(with: ["style", "src", "onclick", "onload", "onerror"]))
    }
  }

  @Test("what cannot be seen is spelled out", arguments: Samples.hostile)
  func visible(text: String) {
    let page = HTMLReport.render(Samples.hostile(text))
    for scalar in page.unicodeScalars where scalar != "\n" { #expect(!VisibleText.isHidden(scalar)) }
  }

  @Test("the policy allows exactly the style and the script that are there, and nothing from elsewhere")
  func policy() throws {
    let page = HTMLReport.render(Samples.varied)
    func inside(_ tag: String) throws -> String {
      let start = try #require(page.firstRange(of: "<\(tag)>")).upperBound
      let end = try #require(page.firstRange(of: "</\(tag)>")).lowerBound
      return String(page[start..<end])
    }
    func hash(_ text: String) -> String { "'sha256-" + Base64.encode(SHA256.digest(text.utf8)) + "'" }
    let policy = """
      default-src 'none'; style-src \(hash(try inside("style"))); script-src \(hash(try inside("script"))); img-src data:; \
      base-uri 'none'; form-action 'none'
      """
    #expect(page.contains("<meta http-equiv=\"Content-Security-Policy\" content=\"\(policy)\">"))
    #expect(!page.contains("http://") && !page.contains("https://") && !page.contains("url("))
  }

  @Test("assets hold nothing that would end their element early, and every placeholder is filled")
  func assets() throws {
    for path in ["Reports/page.js", "Reports/page.css"] {
      let text = try #require(Assets.text(path))
      #expect(!text.contains("</"))
    }
    #expect(!HTMLReport.render(Samples.varied).contains("{{"))
  }

  @Test("a placeholder inside data stays data")
  func placeholders() {
    #expect(HTML.fill("<p>{{a}} {{b}} {{c}}</p>", ["a": "{{b}}", "b": "x"]).text == "<p>{{b}} x {{c}}</p>")
  }

  @Test("strings are escaped when they are put in, HTML is not")
  func escaping() {
    let text = "<i class='x'>&\"</i>"
    let piece: HTML = "<b>\(text)</b>"
    #expect(piece.text == "<b>&lt;i class=&#39;x&#39;&gt;&amp;&quot;&lt;/i&gt;</b>")
    #expect(("<p>\(piece)</p>" as HTML).text == "<p>\(piece.text)</p>")
  }

  @Test("it says the verdict, what was looked at, what was not and why, what the columns mean, and who waived what")
  func content() {
    let page = HTMLReport.render(Samples.varied)
    let parts = [
      "<title>Rejected: pick_place 1.0.0</title>", "3 gating rules failed. 41 of 52 gating rules could look.",
      "no role timestamp was declared",
      "<code>time/gaps</code>", "<code>time/rate</code>", "<code>pose.position</code>", "<code>observation/state[0:3]</code>",
      "<strong>weak</strong>", "known placeholders (R. Meyer, until 2026-06-30)", "Judged as of 2026-03-01.", "crc-tree:5e1f09aa",
      "plan:9c2d7f10", "rules:41b0c7e2", "set in cupel.yaml:14", "its owner&#39;s word", "showing 25 of 50 findings",
      "The JSON report lists them all.", "The shortest, train/8, has 31.", "ISO 80000-3", "id=\"rule/action/units/dataset\"",
    ]
    #expect(lacking(page, parts) == [])
  }

  @Test("a target that nobody named is told as such")
  func untargeted() {
    var report = Samples.varied
    report.runs[0].targetWasNamed = false
    #expect(HTMLReport.render(report).contains("openvla (nobody named a target)"))
    #expect(!HTMLReport.render(Samples.varied).contains("nobody named"))
  }

  @Test("consequences stand inside the card of their cause")
  func folded() throws {
    let page = HTMLReport.render(Samples.varied)
    let cause = try #require(page.firstRange(of: "id=\"rule/action/units/dataset\"")).lowerBound
    let next = try #require(page.firstRange(of: "id=\"rule/container/checksum/val\"")).lowerBound
    let inside = page[cause..<next]
    #expect(inside.contains("2 consequences of this"))
    #expect(inside.contains("id=\"rule/action/reconstruction-position/train\""))
    #expect(inside.contains("id=\"rule/action/reconstruction-position/val\""))
  }

  @Test("sections stand in the order of a contract's annex")
  func order() throws {
    let page = HTMLReport.render(Samples.varied)
    let ids = [
      "id=\"verdict\"", "id=\"gates\"", "id=\"rejects\"", "id=\"warnings\"", "id=\"errors\"", "id=\"unchecked\"", "id=\"held\"",
      "id=\"glance\"", "id=\"methods\"", "id=\"waivers\"",
    ]
    let places = try ids.map { id in try #require(page.firstRange(of: id), "\(id)").lowerBound }
    #expect(places == places.sorted())
    // The list of sections follows the same order.
    let links = Scan(page).links
    let listed = ids.dropFirst().compactMap { links.firstIndex(of: String($0.dropFirst(4).dropLast())) }
    #expect(listed.count == ids.count - 1 && listed == listed.sorted())
  }

  @Test("a result has one place, and the gate table leads to it")
  func places() {
    let page = HTMLReport.render(Samples.varied)
    let scan = Scan(page)
    for result in Samples.varied.runs[0].rules {
      #expect(scan.ids.count { $0 == "rule/\(result.id)/\(result.scope)" } == 1, "\(result.id) \(result.scope)")
    }
    for id in Wording.ids(Samples.varied.runs[0].rules.filter(\.isGating)) {
      #expect(scan.links.contains { $0.hasPrefix("rule/\(id)/") }, "\(id)")
    }
  }

  @Test("the head says in a sentence each why the data are rejected, with links to where it is told")
  func reasons() throws {
    let page = HTMLReport.render(Samples.varied)
    let list = try #require(page.firstMatch(of: /<ul class="reasons">.*?<\/ul>/.dotMatchesNewlines())?.output)
    let rejecting = Wording.ids(Outline(Samples.varied.runs[0]).rejecting.map(\.result))
    #expect(list.matches(of: /<li>/).count == rejecting.count)
    #expect(list.contains("<a href=\"#rule/action/units/dataset\"><code>action/<wbr>units</code></a> "))
    var clean = Samples.varied
    clean.runs[0].rules.removeAll { $0.outcome != .pass }
    clean.runs[0].verdict = .accept
    #expect(!HTMLReport.render(clean).contains("class=\"reasons\""))
  }

  @Test("gates that did not hold stand open, the others behind a fold")
  func gates() throws {
    let page = HTMLReport.render(Samples.varied)
    let section = try #require(page.firstMatch(of: /<section class="part" id="gates".*?<\/section>/.dotMatchesNewlines())?.output)
    let open = try #require(section.firstRange(of: "<details")).lowerBound
    #expect(section[..<open].matches(of: /data-outcome="rejecting"/).count == 3)
    #expect(section[..<open].contains("data-outcome=\"not evaluated\""))
    #expect(!section[..<open].contains("data-outcome=\"held\"") && !section[open...].contains("data-outcome=\"rejecting\""))
    #expect(section[open...].contains("data-outcome=\"held\""))
  }

  @Test("every waiver is listed with what became of it, and what a baseline knew is told")
  func answers() throws {
    var report = Samples.varied
    func use(_ state: WaiverUse.State, _ why: String) -> WaiverUse {
      WaiverUse(
        waiver: Waiver(
          rule: "action/units", parts: [.episodes(split: "train", 3...9)], reason: "known <rig>", owner: "R. Meyer", until: "2027-03-31",
          setIn: "cupel.yaml:7"), state: state, scopes: [], findings: 0, idle: [], why: why)
    }
    report.runs[0].waivers = [
      use(.used, "stands for 7 findings"), use(.expired, "its last day was long ago"), use(.unused, "the rule holds"),
    ]
    report.runs[0].baseline = BaselineUse(file: "known.json", speaks: true, known: 12, new: 1, stale: [])
    report.runs[0].rules[0].outcome = .fail
    report.runs[0].rules[0].setAside = [
      SetAside(by: .waiver, reason: "waived by R. Meyer", findings: Samples.findings(2))
    ]
    let page = HTMLReport.render(report)
    let section = try #require(page.firstMatch(of: /<section class="part" id="waivers".*?<\/section>/.dotMatchesNewlines())?.output)
    let parts = [
      "<tr class=\"waived\"><td class=\"outcome\"><svg class=\"sign\" aria-hidden=\"true\"><use href=\"#sign-waived\"/></svg> used</td>",
      "<use href=\"#sign-warning\"/></svg> expired</td>", "<use href=\"#sign-warning\"/></svg> unused</td>", "train/3..9", "R. Meyer",
      "2027-03-31", "known &lt;rig&gt;", "cupel.yaml:7", "stands for 7 findings", "its last day was long ago",
      "known.json: 12 known, 1 new",
    ]
    #expect(lacking(String(section), parts) == [])
    #expect(page.contains("2 findings do not count: waived by R. Meyer"))
    #expect(Scan(page).problems == [])
    // Where there is neither a waiver nor a baseline nor anything waived, there is no such section.
    var plain = Samples.varied
    plain.runs[0].rules.removeAll { $0.outcome == .waived }
    #expect(!HTMLReport.render(plain).contains("id=\"waivers\""))
  }

  @Test("results carry what the filter asks for")
  func hooks() {
    let page = HTMLReport.render(Samples.varied)
    let parts = [
      "data-family=\"time\" data-severity=\"error\" data-outcome=\"not checked\" data-split=\"train\"",
      "data-family=\"action\" data-severity=\"error\" data-outcome=\"rejecting\" data-split=\"\"", "<option value=\"rejecting\">",
      "<option value=\"val\">val</option>",
    ]
    #expect(lacking(page, parts) == [])
  }

  @Test("the foot of a printed page names the data, and nothing from data gets into the style")
  func annex() {
    var report = Samples.varied
    #expect(HTMLReport.annex(report) == "Cupel 0.1.0 - crc-tree:5e1f09aa")
    report.runs[0].dataset.digest = "\"} body { display: none } \\a </style> é"
    #expect(HTMLReport.annex(report) == "Cupel 0.1.0 -  body  display: none  a style ")
    report.runs += report.runs
    #expect(HTMLReport.annex(report).matches(of: /display/).count == 1)
  }

  @Test("room to sign is there for an acceptance, and only then")
  func signatures() {
    var report = Samples.varied
    #expect(!HTMLReport.render(report).contains("class=\"signatures\""))
    report.runs[0].rules.append(Samples.rule("acceptance/lots", .pass, scope: "dataset"))
    #expect(HTMLReport.render(report).contains("class=\"signatures\""))
  }

  @Test("controls that need the script are hidden until it runs")
  func withoutScript() {
    let page = HTMLReport.render(Samples.varied)
    #expect(page.contains("<p class=\"tools\" hidden>"))
    #expect(page.contains("<form class=\"filter\" role=\"search\" aria-label=\"Narrow the report down\" hidden>"))
  }

  @Test("ten thousand findings and two thousand slices: the page stays small, counts stay true, cuts are said")
  func caps() {
    let page = HTMLReport.render(Samples.large)
    #expect(page.utf8.count < 1_000_000)
    #expect(
      lacking(
        page,
        [
          "showing 25 of 10,000 findings", "10,000 of 10,000 episodes", "showing 8 of 500 results", "showing 12 of 1,500 results",
        ]) == [])
  }

  @Test("findings that are shown are limited over the page as a whole")
  func budget() {
    var caps = HTMLReport.Caps()
    caps.findings = 30
    let page = HTMLReport.render(Samples.large, caps: caps)
    #expect(lacking(page, ["showing 25 of 10,000 findings", "showing 5 of 10,000 findings", "showing 0 of 10,000 findings"]) == [])
  }

  @Test("a finding's picture stands in a figure with its caption, linked to its row")
  func pictures() {
    let figure = Figure(
      name: "path", title: "Path <of> train/3", caption: "label & motion", drawing: "<svg viewBox=\"0 0 1 1\"></svg>",
      table: Figure.Table(head: ["step", "x"], rows: [["0", "<1>"]], remark: "every fourth step"))
    let page = HTMLReport.render(
      Samples.varied,
      drawings: Drawings(
        glance: { _ in [("Lengths", [figure])] },
        // The third is of a finding that the page does not show.
        evidence: { _ in { result in result.id == "action/units" ? [(3, [figure]), (5, [figure]), (4_000, [figure])] : [] } }))
    #expect(
      lacking(
        page,
        [
          "<figure id=\"rule/action/units/dataset/4/path\"", "Path &lt;of&gt; train/3", "<td>&lt;1&gt;</td>", "every fourth step",
          """
          <figcaption><a href="#rule/action/units/dataset/4">train/3 step 12 action[0]</a> label &amp; motion</figcaption>
          """, "<figure id=\"glance/path\"",
        ]) == [])
    #expect(page.split(separator: "<figure ", omittingEmptySubsequences: false).count == 4)
    // The worst stands open, the next behind a fold.
    #expect(page.contains("<details><summary>What it looks like: train/5 step 12 action[0]</summary>"))
    #expect(!page.contains("What it looks like: train/3"))
    #expect(Scan(page).problems == [])
    #expect(Set(Scan(page).links).subtracting(Scan(page).ids) == [])
  }

  @Test("the same report gives the same page")
  func deterministic() { #expect(HTMLReport.render(Samples.varied) == HTMLReport.render(Samples.varied)) }
}
