import Rulebook
import Testing

@testable import Reporting

@Suite("JUnit XML is read by every CI")
struct JUnitReportTests {
  private func root(_ report: Report, caps: JUnitReport.Caps = JUnitReport.Caps()) throws -> XMLDocument.Element {
    let document = try #require(XMLDocument(JUnitReport.render(report, caps: caps)), "not well-formed")
    return try #require(document.root)
  }

  private func problems(_ text: String) throws -> [String] {
    let schema = try #require(Assets.text("Reports/junit.xsd"))
    return try #require(XMLDocument(text), "not well-formed").problems(schema: schema)
  }

  @Test("every report is valid against the schema")
  func valid() throws {
    var two = Samples.varied
    two.runs += two.runs
    for report in [Samples.varied, two, Samples.large, Report(version: "0", verdict: .accept, runs: [])] {
      #expect(try problems(JUnitReport.render(report)) == [])
    }
  }

  @Test("hostile text stays valid, and visible", arguments: Samples.hostile)
  func hostile(text: String) throws {
    let xml = JUnitReport.render(Samples.hostile(text))
    #expect(try problems(xml) == [])
    for scalar in xml.unicodeScalars where scalar != "\n" { #expect(!VisibleText.isHidden(scalar)) }
  }

  @Test("what cannot be seen is spelled out")
  func spelledOut() throws {
    let failure = try #require(try root(Samples.hostile("a\u{1}b\u{fffe}c\u{202e}d]]>")).all("failure").first)
    #expect(failure.attributes["message"] == "a\\u{1}b\\u{fffe}c\\u{202e}d]]>")
    #expect(failure.text.contains("why: a\\u{1}b\\u{fffe}c\\u{202e}d]]>\n"))
  }

  @Test("the schema refuses test cases of the same name, and unknown attributes")
  func invalid() throws {
    let xml = JUnitReport.render(Samples.varied)
    #expect(try problems(xml.replacing("reconstruction-position [val]", with: "reconstruction-position [train]")) != [])
    #expect(try problems(xml.replacing("name=\"units [dataset]\"", with: "name=\"units\" file=\"x\"")) != [])
    #expect(try problems(xml.replacing(" time=\"0.000\">\n    <properties>", with: " time=\"1.5\">\n    <properties>")) != [])
  }

  @Test("each outcome becomes what the table says")
  func mapping() throws {
    let root = try root(Samples.varied)
    func kinds(_ name: String, _ family: String) -> [String] {
      root.all("testcase").filter { $0.attributes["name"] == name && $0.attributes["classname"] == "cupel.\(family)" }
        .flatMap { $0.children.map(\.name) }
    }
    #expect(kinds("units [dataset]", "action") == ["failure"])
    #expect(kinds("outliers [train]", "action") == ["system-out"])
    #expect(kinds("labels [dataset]", "action") == ["system-out"])
    #expect(kinds("episodes [val]", "duplicates") == ["error"])
    #expect(kinds("identifier [train]", "language") == ["skipped", "system-out"])
    #expect(kinds("gaps [train]", "time") == ["skipped"])
    #expect(kinds("length [train]", "episode") == ["system-out"])
    #expect(root.attributes["tests"] == "16")
    #expect(root.attributes["failures"] == "4")
    #expect(root.attributes["errors"] == "1")
    let suites = root.all("testsuite")
    #expect(
      suites.map { $0.attributes["name"] } == ["action", "container", "duplicates", "episode", "language", "schema", "time", "tokens"])
    #expect(suites[6].attributes["skipped"] == "2")
    for suite in suites { #expect(suite.children.first?.name == "properties") }
  }

  @Test("a warning never fails a case, whatever the severity that it carries")
  func notGating() throws {
    let root = try root(Samples.report([Samples.rule("action/x", .fail, severity: .error, gating: false)]))
    #expect(root.attributes["failures"] == "0")
    #expect(root.all("failure").isEmpty)
  }

  @Test("a failure says what holds, what was found, the limit, where, why and what to do")
  func body() throws {
    let text = try #require(try root(Samples.varied).all("failure").first { $0.attributes["type"] == "action/units" }).text
    for part in [
      "states: Translation labels are in metres", "found: Labels are 1000 times", "observed: 999.8x",
      "limit: between 0.9x and 1.1x, set in cupel.yaml:14", "count: 50 of 50 episodes", "examples (showing 20 of 50 findings",
      "  train/0 step 12 action[0]: 12 mm; off by 12 mm at step 12 (pick_place-train.tfrecord-00001-of-00004 record 0)",
      "why: The policy learns", "fix: Divide action[0:3]",
    ] { #expect(text.contains(part), "lacks \(part)") }
    #expect(!text.contains("train/20 "))
  }

  @Test("skipped cases say why")
  func reasons() throws {
    let messages = try root(Samples.varied).all("skipped").map { $0.attributes["message"] }
    #expect(messages.contains("not applicable: no role timestamp was declared or found"))
    #expect(messages.contains("waived: known placeholders (R. Meyer, until 2026-06-30)"))
  }

  @Test("names stay unique over runs of the same dataset, and over scopes that look alike once cut")
  func unique() throws {
    var report = Samples.varied
    report.runs += report.runs
    let long = String(repeating: "x", count: 5_000)
    report.runs[0].rules += [Samples.rule("a/b", .pass, scope: long), Samples.rule("a/b", .pass, scope: long + "y")]
    let names = try root(report).all("testcase").map { "\($0.attributes["classname"] ?? "") \($0.attributes["name"] ?? "")" }
    #expect(names.count == 34)
    #expect(Set(names).count == names.count)
    #expect(names.contains("cupel.action pick_place/openvla units [dataset]"))
  }

  @Test("what is left out of a file that grew too large is said; no case is dropped")
  func byteCap() throws {
    var caps = JUnitReport.Caps()
    caps.bytes = 6_000
    let full = try root(Samples.varied)
    let capped = try root(Samples.varied, caps: caps)
    #expect(capped.all("testcase").count == full.all("testcase").count)
    #expect(capped.attributes == full.attributes)
    // What comes first is told whole; behind the cap, nothing is.
    let isLeftOut = capped.all("failure").map { $0.text.hasPrefix("Details left out: this file already holds 6,000 bytes.") }
    #expect(isLeftOut.first == false)
    #expect(isLeftOut.last == true)
    #expect(isLeftOut == isLeftOut.filter { !$0 } + isLeftOut.filter { $0 })
    #expect(full.all("failure").allSatisfy { !$0.text.contains("left out") })
  }

  @Test("a body is cut to its cap, and says so")
  func textCap() throws {
    let long = Samples.hostile(Samples.hostile[11])
    for text in try root(long).all("failure").map(\.text) {
      #expect(text.unicodeScalars.count < 8_100)
      #expect(text.contains("characters, cut here)"))
    }
  }

  @Test("nobody named a target: the properties say so")
  func untargeted() throws {
    var report = Samples.varied
    report.runs[0].targetWasNamed = false
    #expect(try root(report).all("property").contains { $0.attributes["value"] == "nobody named a target" })
    #expect(try !root(Samples.varied).all("property").contains { $0.attributes["value"] == "nobody named a target" })
  }
}
