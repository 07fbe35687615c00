import Documents
import Episodes
import Measures
import Rulebook
import Testing

@testable import Reporting

@Suite("What was accepted on a sample is told as that in every output")
struct SampledReportTests {
  private static var sampled: Report {
    var rule = RuleResult(id: "user/x", severity: .warning, confidence: .certain, outcome: .fail, scope: "train")
    rule.found = "Three do not."
    (rule.count, rule.total) = (3, 50)
    rule.interval = WilsonInterval(3, of: 50)
    var run = Samples.run([rule], verdict: .accept)
    run.sample = DrawnEpisodes(.episodes(50), seed: "7", of: [(split: "train", shard: 0, records: 1200)])
    return Report(version: "0", verdict: .accept, runs: [run])
  }

  @Test("terminal, page and JUnit")
  func texts() {
    let terminal = TerminalReport(width: 100, colour: false, height: nil).render(Self.sampled)
    #expect(terminal.hasPrefix("ACCEPT On a sample: no defect found in the 50 of 1,200 episodes that were looked at."))
    #expect(terminal.contains("3 of 50 episodes looked at: 2.1 % to 16 % of all"))
    let page = HTMLReport.render(Self.sampled)
    #expect(page.contains("Accepted, on a sample") && page.contains("2.1 % to 16 % of all"))
    let junit = JUnitReport.render(Self.sampled)
    #expect(junit.contains("name=\"verdict\" value=\"accept, on a sample\"") && junit.contains("2.1 % to 16 % of all"))
  }

  @Test("JSON says what was drawn of how many, and gives the interval as numbers; without a sample both are null")
  func json() throws {
    let document = try JSON.parse(JSONReport.render(Self.sampled))
    let sample = try #require(document["runs"]?[0]?["sample"])
    #expect(sample["asked"]?.string == "50 episodes" && sample["seed"]?.string == "7")
    #expect(sample["looked"]?.number == 50 && sample["total"]?.number == 1200)
    let interval = try #require(document["rules"]?[0]?["interval"])
    #expect(abs((interval["low"]?.number ?? 0) - 0.020615) < 1e-6 && abs((interval["high"]?.number ?? 0) - 0.162171) < 1e-6)
    let schema = JSONSchema(root: try JSON.parse(try #require(Assets.text("Reports/report.schema.json"))))
    #expect(schema.errors(in: document) == [])
    let whole = try JSON.parse(JSONReport.render(Samples.varied))
    #expect(whole["runs"]?[0]?["sample"] == .null && whole["rules"]?[0]?["interval"] == .null)
  }

  @Test("nothing seen to break it is not nothing at all")
  func none() {
    var report = Self.sampled
    report.runs[0].rules[0].outcome = .pass
    report.runs[0].rules[0].count = 0
    report.runs[0].rules[0].interval = WilsonInterval(0, of: 50)
    #expect(Wording.count(report.runs[0].rules[0]) == "50 episodes looked at, none of them: 0 % to 7.1 % of all")
  }
}
