import Rulebook
import Testing

@testable import Reporting

@Suite("Markdown for merge requests, wikis and step summaries")
struct MarkdownReportTests {
  @Test("text means nothing to Markdown, nor to what GitHub and GitLab do to a page")
  func escapes() {
    let cases = [
      ("a|b", "a&#124;b"), ("`x`", "&#96;x&#96;"), ("<script>", "&lt;script&gt;"), ("*a* _b_", "&#42;a&#42; &#95;b&#95;"),
      ("pick_place", "pick_place"), ("[a](b)", "&#91;a](b)"), ("@someone", "@&#8203;someone"), ("fixes #12", "fixes #&#8203;12"),
      ("see !7", "see !&#8203;7"), ("https://a.b", "https:&#8203;//a.b"), ("www.a.b", "www.&#8203;a.b"), (":tada:", ":&#8203;tada:"),
      ("file:17", "file:17"), ("- item", "&#45; item"), ("# head", "&#35; head"), ("1. one", "1&#46; one"), ("2) two", "2&#41; two"),
      ("16.85 mm", "16.85 mm"), ("/close", "&#47;close"), ("a/b", "a/b"), ("    code", "&#32;   code"), ("==", "&#61;="),
      ("a \\| b", "a &#92;&#124; b"), ("$x$", "<span>$</span>x<span>$</span>"), ("~~a~~", "&#126;&#126;&#8203;a&#126;&#126;"),
      ("&lt;", "&amp;lt;"), ("two\nlines", "two&#92;nlines"), ("a@b.c", "a@&#8203;b.c"), ("12 %", "12 %"),
    ]
    for (text, expected) in cases { #expect(Markdown.escape(text) == expected, "\(text)") }
  }

  @Test("names are code, whatever is in them")
  func code() {
    #expect(Markdown.code("a/b[0:3]").text == "`a/b[0:3]`")
    #expect(Markdown.code("a`b").text == "<code>a&#96;b</code>")
    #expect(Markdown.code("a|b").text == "<code>a&#124;b</code>")
    #expect(Markdown.code("").text == "<code></code>")
  }

  /// Without what stands in code, where nothing is markup. A span of code never reaches over the end of a line here.
  private func bare(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.split(separator: "`", omittingEmptySubsequences: false).enumerated().filter { $0.offset % 2 == 0 }.map { String($0.element) }
        .joined()
    }
    .joined(separator: "\n")
  }

  /// Tables whose rows have as many cells as their head, and folds that are closed.
  private func problems(_ text: String) -> [String] {
    var problems: [String] = []
    var width: Int?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("| ") {
        let cells = line.split(separator: "|", omittingEmptySubsequences: false).count
        if let width, width != cells { problems.append("\(cells) cells, not \(width): \(line.prefix(100))") }
        width = cells
      } else {
        width = nil
      }
    }
    for tag in ["details", "summary"] where text.ranges(of: "<\(tag)>").count != text.ranges(of: "</\(tag)>").count {
      problems.append("\(tag) is not closed")
    }
    return problems
  }

  @Test(
    "hostile text breaks no table and no fold, and stays visible", arguments: Samples.hostile + ["a|b", "```", "</details>", "@all #1"])
  func hostile(text: String) {
    for whole in [MarkdownReport.render(Samples.hostile(text)), MarkdownReport.summary(Samples.hostile(text))] {
      for scalar in whole.unicodeScalars where scalar != "\n" { #expect(!VisibleText.isHidden(scalar)) }
      for line in whole.split(separator: "\n") { #expect(line.count { $0 == "`" } % 2 == 0) }
      let output = bare(whole)
      #expect(problems(output) == [])
      #expect(!output.contains("<script"))
      #expect(!output.contains("@all"))
      #expect(!output.contains("<!--"))
    }
  }

  @Test("the whole report tells what the page tells")
  func whole() {
    let text = MarkdownReport.render(Samples.varied)
    for part in [
      "# ❌ Cupel: reject", "| Digest | `crc-tree:5e1f09aa` |", "### What must hold, and what was found", "### Failures in detail",
      "| ❌ rejects | `action/units` dataset | Translation labels are in metres, like the state that they move. | Labels are 1000 times",
      "<summary>❌ rejects: <code>action/units</code> dataset</summary>", "- **Limit:** between 0.9x and 1.1x, set in cupel.yaml:14",
      "- **Explains:** `action/reconstruction-position`", "_showing 20 of 50 findings; the JSON report lists all._",
      "| `train/0 step 12 action[0]` | 12 mm | off by 12 mm at step 12 |", "### Could not be evaluated", "1 of 4 shards could not be read",
      "### Not checked", "| no role timestamp was declared or found | `time/gaps`, `time/rate` |", "### What held",
      "| `episode/length` train | Every episode has at least 2 steps. | The shortest, train/8, has 31. | 40 episodes looked at |",
      "### Failures that do not count", "known placeholders (R. Meyer, until 2026-06-30)", "### Notes",
      "- **Show:** `cupel show data/pick_place/1.0.0 --episode train/0 --target openvla --mark 12`",
    ] { #expect(text.contains(part), "lacks \(part)") }
    #expect(problems(text) == [])
  }

  @Test("every waiver is told with who answers for it, and what a baseline knew")
  func waivers() {
    var report = Samples.varied
    report.runs[0].waivers = [
      WaiverUse(
        waiver: Waiver(
          rule: "time/rate", parts: [.scope("val")], reason: "the clock | is known", owner: "R. Meyer", until: "2026-06-30",
          setIn: "cupel.yaml:9"), state: .expired, scopes: [], findings: 0, idle: [], why: "its last day was 2026-06-30")
    ]
    report.runs[0].baseline = BaselineUse(file: "known.json", speaks: true, known: 3, new: 2, stale: [])
    let text = MarkdownReport.render(report)
    #expect(
      text.contains(
        "| expired | `time/rate` | val | R. Meyer | 2026-06-30 | the clock &#124; is known | its last day was 2026-06-30 |"))
    #expect(text.contains("known.json: 3 known, 2 new"))
    report.runs[0].rules[1].outcome = .waived
    report.runs[0].rules[1].setAsideBy = .baseline
    #expect(MarkdownReport.summary(report).contains("1 result waived; 1 result known."))
  }

  @Test("a summary holds verdicts first, failures, and counts of the rest")
  func summary() {
    let text = MarkdownReport.summary(Samples.varied)
    #expect(text.hasPrefix("### ❌ Cupel: reject\n\n| Verdict | Dataset | Target |"))
    #expect(text.contains("<summary>⚠️ warning: <code>action/outliers</code> train</summary>"))
    #expect(!text.contains("### What held") && !text.contains("<code>action/labels</code>"))
    #expect(text.contains("3 checks held; 1 remark; 4 rules not checked; 1 result waived."))
    let accepted = MarkdownReport.summary(Samples.report([Samples.rule("a/b", .pass)], verdict: .accept))
    #expect(accepted.hasPrefix("### ✅ Cupel: accept"))
    #expect(!accepted.contains("<details>"))
  }

  @Test("both stay within their bytes, and say what is left out")
  func budget() {
    var flood = Samples.large
    flood.runs[0].rules += (0..<400).map { number in
      Samples.rule("zz/r\(number)", .fail) { $0.found = String(repeating: "&|", count: 400) }
    }
    for isSummary in [true, false] {
      for bytes in [900 * 1024, 20_000, 3_000] {
        var caps = MarkdownReport.Caps()
        caps.bytes = bytes
        let text = MarkdownReport.render(flood, isSummary: isSummary, caps: caps)
        #expect(text.utf8.count <= bytes)
        #expect(text.contains("| ❌ reject |"), "the verdict is always told")
        #expect(problems(text) == [])
        #expect(text.contains("To keep this readable"))
      }
    }
    #expect(MarkdownReport.summary(Samples.varied, bytes: 5_000).utf8.count <= 5_000)
  }
}
