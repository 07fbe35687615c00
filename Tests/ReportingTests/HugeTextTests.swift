import Measures
import Rulebook
import Testing

@testable import Reporting

@Suite("A megabyte of text floods no output")
struct HugeTextTests {
  private static let outputs: [(name: String, render: @Sendable (Report) -> String)] = [
    ("JUnit", { JUnitReport.render($0) }), ("SARIF", { SARIFReport.render($0) }), ("GitLab", { CodeQuality.render($0) }),
    ("Markdown", { MarkdownReport.render($0) }), ("summary", { MarkdownReport.summary($0) }), ("CSV", { EpisodeSheet.render($0) }),
    ("rejects", { RejectList($0).render() }), ("annotations", { GitHubCommands.annotations($0) }),
  ]

  /// Instructions reach outputs as what was observed, in messages and sentences, and as themselves; broken bytes as U+FFFD.
  @Test("cut, with its length told", arguments: ["pick up the cube ", "\u{202e}\u{1}", "|`<&\u{fffd}"])
  func megabyte(part: String) {
    let text = String(repeating: part, count: (1 << 20) / part.utf8.count)
    var report = Samples.varied
    for index in report.runs[0].rules.indices {
      report.runs[0].rules[index].found = text
      if !report.runs[0].rules[index].findings.isEmpty {
        report.runs[0].rules[index].findings = [report.runs[0].rules[index].findings[0]]
        report.runs[0].rules[index].findings[0].observed = .name(text)
        report.runs[0].rules[index].findings[0].message = text
      }
    }
    report.runs[0].episodes = EpisodeTable(
      rows: [EpisodeTable.Row(split: "train", episode: 0, shard: "s", record: 0, path: text, steps: 9, instruction: text)],
      columns: EpisodeTable.figures.map { _ in [nil] })
    for output in Self.outputs {
      let written = output.render(report)
      #expect(written.utf8.count < 400_000, "\(output.name): \(written.utf8.count) bytes")
      if output.name != "rejects" { #expect(written.contains("characters, cut here)"), "\(output.name)") }
    }
  }
}
