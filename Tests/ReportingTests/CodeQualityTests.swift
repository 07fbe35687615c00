import Documents
import Rulebook
import Testing

@testable import Reporting

@Suite("GitLab's code quality report")
struct CodeQualityTests {
  private func entries(_ report: Report) throws -> [Node] {
    try #require(try Documents.JSON.parse(Array(CodeQuality.render(report).utf8), file: "gl.json").list)
  }

  @Test("every entry has what GitLab asks for", arguments: Samples.hostile)
  func complete(text: String) throws {
    var two = Samples.hostile(text)
    two.runs += two.runs
    let found = try entries(two)
    #expect(found.count == 6)
    #expect(Set(found.compactMap { $0["fingerprint"]?.string }).count == 6, "equal fingerprints would become one entry")
    for entry in found {
      #expect(entry["description"]?.string?.isEmpty == false && entry["check_name"]?.string?.isEmpty == false)
      #expect(["info", "minor", "major", "critical", "blocker"].contains(entry["severity"]?.string))
      #expect(entry["location"]?["path"]?.string?.isEmpty == false)
      #expect(entry["location"]?["lines"]?["begin"]?.integer == 1)
    }
    for scalar in CodeQuality.render(two).unicodeScalars where scalar != "\n" { #expect(!VisibleText.isHidden(scalar)) }
  }

  @Test("severities say what rejects; what is waived is not in it")
  func severities() throws {
    let told = try entries(Samples.varied).map { "\($0["severity"]?.string ?? "") \($0["check_name"]?.string ?? "")" }
    #expect(
      told == [
        "info action/labels", "minor action/outliers", "critical action/reconstruction-position", "critical action/reconstruction-position",
        "critical action/units", "critical container/checksum", "major duplicates/episodes", "minor language/diversity",
      ])
    #expect(try entries(Samples.varied)[4]["description"]?.string?.hasPrefix("action/units [dataset]: Labels are 1000 times") ?? false)
    #expect(try entries(Samples.varied)[6]["description"]?.string?.contains("could not be evaluated: 1 of 4 shards") ?? false)
    #expect(try entries(Samples.varied)[4]["location"]?["path"]?.string == "data/pick_place/1.0.0/features.json")
  }

  @Test("fingerprints stay when order and values change, and differ between targets")
  func fingerprints() throws {
    func prints(_ report: Report) throws -> Set<String> { Set(try entries(report).compactMap { $0["fingerprint"]?.string }) }
    var changed = Samples.varied
    changed.runs[0].rules.reverse()
    for index in changed.runs[0].rules.indices { changed.runs[0].rules[index].found = "something else" }
    #expect(try prints(Samples.varied) == prints(changed))
    changed.runs[0].target = "octo"
    #expect(try prints(Samples.varied).isDisjoint(with: prints(changed)))
  }
}

@Suite("GitHub Actions reads commands, and nothing else becomes one")
struct GitHubCommandsTests {
  /// As the runner reads a line of a step's output.
  private struct Command {
    var name: String
    var properties: [String: String]
    var data: String

    init?(_ line: Substring) {
      guard line.hasPrefix("::"), let end = line.dropFirst(2).firstRange(of: "::") else { return nil }
      let head = line[line.index(line.startIndex, offsetBy: 2)..<end.lowerBound]
      func read(_ text: some StringProtocol) -> String {
        String(text).replacing("%3A", with: ":").replacing("%2C", with: ",").replacing("%0D", with: "\r").replacing("%0A", with: "\n")
          .replacing("%25", with: "%")
      }
      name = String(head.prefix { $0 != " " })
      properties = [:]
      for pair in head.dropFirst(name.count + 1).split(separator: ",") {
        let parts = pair.split(separator: "=", maxSplits: 1)
        properties[String(parts[0])] = parts.count == 2 ? read(parts[1]) : ""
      }
      data = read(line[end.upperBound...])
    }
  }

  private func commands(_ report: Report) -> [Command?] {
    GitHubCommands.annotations(report).split(separator: "\n", omittingEmptySubsequences: true).map { Command($0) }
  }

  @Test("an annotation for each rule, worst first, on its line, escaped")
  func annotations() throws {
    var report = Samples.varied
    report.runs[0].rules[4].found = "50% of labels, a:b"
    report.runs[0].places = SourcePlaces(
      contract: SourcePlaces.Contract(file: "a,b:c/cupel.yaml", lines: ["pack": 3]), folder: "d", metadata: "features.json")
    let found = commands(report).compactMap { $0 }
    #expect(found.map(\.name) == ["error", "error", "error", "warning", "warning"])
    #expect(
      found.map { $0.properties["title"] ?? "" } == [
        "action/units [dataset]", "container/checksum [val]", "duplicates/episodes [val]", "action/outliers [train]",
        "language/diversity [train]",
      ])
    #expect(found[0].properties["file"] == "a,b:c/cupel.yaml")
    #expect(found[0].properties["line"] == "3")
    #expect(found[0].data.hasPrefix("50% of labels, a:b\nFix: Divide action[0:3]"))
    #expect(found[0].data.contains("Explains action/reconstruction-position"))
    #expect(
      GitHubCommands.annotations(report).contains(
        "file=a%2Cb%3Ac/cupel.yaml,line=3,title=action/units [dataset]::50%25 of labels, a:b%0AFix"))
  }

  @Test("ten of each at most; the last says how many more there are")
  func most() {
    let rules =
      (0..<13).map { Samples.rule("a/r\($0 + 10)", .fail) } + (0..<11).map { Samples.rule("b/w\($0 + 10)", .fail, severity: .warning) }
    let found = commands(Samples.report(rules)).compactMap { $0 }
    #expect(found.count { $0.name == "error" } == 10)
    #expect(found.count { $0.name == "warning" } == 10)
    #expect(found[9].data.hasSuffix("And 3 errors more in the step summary."))
    #expect(found[19].data.hasSuffix("And 1 warning more in the step summary."))
    #expect(!found[8].data.contains("more in the step summary"))
  }

  @Test("no text of the data begins a command", arguments: Samples.hostile + ["::error::x", "a\n::add-mask::b", "%0A::error::x"])
  func hostile(text: String) {
    let all = commands(Samples.hostile(text))
    #expect(all.allSatisfy { $0 != nil })
    #expect(all.compactMap { $0?.name } == ["error", "error", "warning"])
    let first = all[0]?.properties["title"] ?? ""
    #expect(first.contains(VisibleText.line(text, limit: 100)))
  }

  @Test("what the terminal shows is kept from being read")
  func quoted() {
    let text = "REJECT\n::error::planted\n##[error]planted"
    let lines = GitHubCommands.quoted(text).split(separator: "\n").map(String.init)
    #expect(lines.count == 5)
    #expect(lines[0].hasPrefix("::stop-commands::cupel-"))
    let token = String(lines[0].dropFirst("::stop-commands::".count))
    #expect(lines[4] == "::\(token)::")
    #expect(!text.contains(token))
    // The token depends on the text, so a text that was seen before does not give it away.
    #expect(!GitHubCommands.quoted(text + "::\(token)::").hasPrefix("::stop-commands::\(token)\n"))
  }
}
