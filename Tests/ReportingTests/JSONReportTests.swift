import Episodes
import Measures
import Rulebook
import Testing

@testable import Reporting

@Suite("The JSON report is the canonical one")
struct JSONReportTests {
  private func schema() throws -> JSONSchema {
    JSONSchema(root: try JSON.parse(try #require(Assets.text("Reports/report.schema.json"))))
  }

  @Test("reports with every outcome, hostile text and several runs are valid against the schema")
  func valid() throws {
    let schema = try schema()
    var two = Samples.varied
    two.runs += Samples.varied.runs
    let reports = [Samples.varied, two, Report(version: "0", verdict: .accept, runs: [])] + Samples.hostile.map(Samples.hostile)
    for report in reports { #expect(schema.errors(in: try JSON.parse(JSONReport.render(report))) == []) }
  }

  @Test("the schema refuses what is not a report")
  func invalid() throws {
    let schema = try schema()
    let text = JSONReport.render(Samples.varied)
    let spoiled = [
      ("\"outcome\": \"waived\"", "\"outcome\": \"skipped\""), ("\"pack\": \"training-gate\",", ""), ("\"total\": 50", "\"total\": -1"),
      ("\"target\": \"openvla\"", "\"target\": 3"), ("\"schema\": \"cupel.report/1\"", "\"schema\": \"cupel.report/2\""),
      ("\"could\": 41", "\"could\": 41, \"extra\": 0"), ("\"unit\": \"ratio\"", "\"unit\": \"furlongs\""),
      ("\"record\": 3", "\"record\": 0.5"),
    ]
    for (good, bad) in spoiled {
      let document = text.replacing(good, with: bad)
      #expect(document != text, "the sample holds no \(good)")
      #expect(schema.errors(in: try JSON.parse(document)) != [], "nothing wrong with \(bad)")
    }
  }

  @Test("keys are those of the design, and the only run's rules stand at the top too")
  func keys() throws {
    let document = try JSON.parse(JSONReport.render(Samples.varied))
    #expect(document.keys == ["schema", "tool", "verdict", "runs", "rules", "comparisons"])
    #expect(document["rules"] == document["runs"]?[0]?["rules"])
    #expect(
      document["runs"]?[0]?.keys
        == [
          "dataset", "target", "pack", "plan_digest", "rules_digest", "verdict", "looked", "roles", "rules", "loader", "sample", "as_of",
          "waivers", "baseline",
        ])
    #expect(
      document["rules"]?[2]?.keys
        == [
          "id", "severity", "confidence", "outcome", "scope", "view", "states", "found", "observed", "limit", "reason", "explained_by",
          "count", "total", "interval", "findings_total", "findings", "formula", "set_aside_by", "set_aside",
        ])
    var two = Samples.varied
    two.runs += two.runs
    #expect(try JSON.parse(JSONReport.render(two))["rules"] == nil)
  }

  @Test("values, limits and places are told in base units, and what is absent is null")
  func values() throws {
    let rules = try #require(try JSON.parse(JSONReport.render(Samples.varied))["rules"])
    let drift = try #require(rules[2])
    #expect(drift["observed"] == .object(["value": .number(0.412), "unit": .string("m")]))
    #expect(
      drift["limit"]
        == .object(["value": .number(0.001), "unit": .string("m"), "set_in": .string("Rules/action/reconstruction-position.yaml")]))
    #expect(drift["explained_by"] == .string("action/units"))
    #expect(drift["reason"] == .null)
    let finding = try #require(drift["findings"]?[3])
    #expect(finding["episode"] == .number(3))
    #expect(finding["steps"] == .list([.number(12), .number(12)]))
    #expect(finding["path"] == .null)
    // A limit that is not one number is told as it reads.
    #expect(rules[4]?["limit"]?["value"] == .string("between 0.9x and 1.1x"))
    // A pass that found nothing to tell.
    #expect(rules[5]?["found"] == .null)
    #expect(rules[5]?["observed"] == .null)
  }

  @Test("a number that JSON cannot hold is named, never lost")
  func notFinite() throws {
    func observed(_ number: Double) throws -> JSON? {
      let rule = Samples.rule("schema/finite", .fail) { $0.observed = .number(number) }
      return try JSON.parse(JSONReport.render(Samples.report([rule])))["rules"]?[0]?["observed"]?["value"]
    }
    #expect(try observed(.nan) == .string("NaN"))
    #expect(try observed(-.infinity) == .string("-Infinity"))
    #expect(try observed(0.25) == .number(0.25))
  }

  @Test("every finding is listed")
  func allFindings() {
    let rule = Samples.rule("action/jumps", .fail) { $0.findings = Samples.findings(10_000) }
    let lines = JSONReport.render(Samples.report([rule])).split(separator: "\n")
    // Once in the run, once at the top.
    #expect(lines.count { $0.hasSuffix("\"findings_total\": 10000,") } == 2)
    #expect(lines.count { $0.hasSuffix("\"message\": \"off by 12 mm at step 12\",") } == 20_000)
    for episode in [0, 5_000, 9_999] { #expect(lines.count { $0.hasSuffix("\"episode\": \(episode),") } == 2) }
  }

  @Test("hostile text comes back as it was", arguments: Samples.hostile)
  func roundTrip(text: String) throws {
    let document = try JSON.parse(JSONReport.render(Samples.hostile(text)))
    let message = try #require(document["rules"]?[0]?["findings"]?[0]?["message"]?.string)
    // By scalars: string equality would take canonically equivalent texts for the same.
    #expect(Array(message.unicodeScalars) == Array(text.unicodeScalars))
  }

  @Test("the same report gives the same bytes")
  func deterministic() { #expect(JSONReport.render(Samples.varied) == JSONReport.render(Samples.varied)) }
}
