import Documents
import Rulebook
import Testing

@testable import Reporting

@Suite("SARIF is what GitHub's code scanning takes")
struct SARIFReportTests {
  private func log(
    _ report: Report, root: SourceRoot = SourceRoot(), caps: SARIFReport.Caps = SARIFReport.Caps()
  ) throws -> Node {
    try Documents.JSON.parse(Array(SARIFReport.render(report, root: root, caps: caps).utf8), file: "log.sarif")
  }

  private func runs(_ log: Node) -> [Node] { log["runs"]?.list ?? [] }
  private func results(_ run: Node) -> [Node] { run["results"]?.list ?? [] }
  private func rules(_ run: Node) -> [Node] { run["tool"]?["driver"]?["rules"]?.list ?? [] }
  private func uri(_ location: Node) -> String? { location["physicalLocation"]?["artifactLocation"]?["uri"]?.string }

  /// What the standard and GitHub ask of a log. The whole schema is not here; what our writer could get wrong is.
  private func problems(_ log: Node) -> [String] {
    var problems: [String] = []
    func require(_ holds: Bool, _ what: @autoclosure () -> String) { if !holds { problems.append(what()) } }
    func isText(_ node: Node?) -> Bool { node?.string.map { !$0.isEmpty } ?? false }
    func check(uri: String?, _ place: String) {
      let isValid =
        uri.map { text in
          !text.isEmpty
            && text.utf8.allSatisfy { byte in
              (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte) || "/-._~%:".utf8.contains(byte)
            }
            && (!text.contains(":") || text.hasPrefix("file:///"))
        } ?? false
      require(isValid, "\(place): no URI reference: \(uri ?? "nothing")")
    }
    require(log["version"]?.string == "2.1.0", "version")
    require(log["$schema"]?.string?.hasPrefix("https://") ?? false, "$schema")
    require(runs(log).count <= 20, "more than 20 runs")
    let categories = runs(log).compactMap { $0["automationDetails"]?["id"]?.string }
    require(Set(categories).count == runs(log).count, "categories are not unique")
    for run in runs(log) {
      require(isText(run["tool"]?["driver"]?["name"]) && isText(run["tool"]?["driver"]?["version"]), "tool")
      require(run["invocations"]?.list?.first?["executionSuccessful"]?.bool != nil, "executionSuccessful")
      let rules = rules(run)
      require(Set(rules.compactMap { $0["id"]?.string }).count == rules.count, "ids of rules are not unique")
      for rule in rules {
        let id = rule["id"]?.string ?? "?"
        for key in ["shortDescription", "fullDescription", "help"] { require(isText(rule[key]?["text"]), "\(id): no \(key)") }
        for key in ["shortDescription", "fullDescription"] {
          require(rule[key]?["text"]?.string?.unicodeScalars.count ?? 0 <= 1_024, "\(id): \(key) is too long")
        }
        require(["none", "note", "warning", "error"].contains(rule["defaultConfiguration"]?["level"]?.string), "\(id): level")
        let properties = rule["properties"]
        let tags = properties?["tags"]?.list?.compactMap(\.string) ?? []
        require(!tags.isEmpty && tags.count <= 20 && Set(tags).count == tags.count, "\(id): tags")
        require(["very-high", "high", "medium", "low"].contains(properties?["precision"]?.string), "\(id): precision")
        require(["error", "warning", "recommendation"].contains(properties?["problem.severity"]?.string), "\(id): problem.severity")
      }
      var prints: Set<String> = []
      require(results(run).count <= 5_000, "more than 5,000 results")
      for result in results(run) {
        let id = result["ruleId"]?.string ?? "?"
        let index = result["ruleIndex"]?.integer ?? -1
        require(rules.indices.contains(index) && rules[index]["id"]?.string == id, "\(id): ruleIndex points elsewhere")
        require(["note", "warning", "error"].contains(result["level"]?.string), "\(id): level")
        require(isText(result["message"]?["text"]), "\(id): no message")
        require(result["message"]?["text"]?.string?.unicodeScalars.count ?? 0 <= 1_024, "\(id): the message is too long")
        let locations = result["locations"]?.list ?? []
        require(locations.count == 1, "\(id): one location")
        require(locations.first?["physicalLocation"]?["region"]?["startLine"]?.integer ?? 0 >= 1, "\(id): startLine")
        check(uri: locations.first.flatMap(uri), id)
        let logical = locations.first?["logicalLocations"]?.list ?? []
        let related = result["relatedLocations"]?.list ?? []
        require(logical.count <= 100 && Set(logical).count == logical.count, "\(id): logical locations")
        require(related.count <= 100 && Set(related.compactMap { $0["id"]?.integer }).count == related.count, "\(id): related locations")
        for place in related { check(uri: uri(place), id) }
        let print = result["partialFingerprints"]?["primaryLocationLineHash"]?.string ?? ""
        require(!print.isEmpty && prints.insert(print).inserted, "\(id): the fingerprint is not its own")
        require(result["suppressions"]?.list != nil, "\(id): suppressions are given for all results or for none")
      }
    }
    return problems
  }

  @Test("every report is a valid log")
  func valid() throws {
    var two = Samples.varied
    two.runs += two.runs
    for report in [Samples.varied, two, Samples.large, Report(version: "0", verdict: .accept, runs: [])] {
      #expect(problems(try log(report)) == [])
    }
  }

  @Test("hostile text stays valid, and visible", arguments: Samples.hostile + [String(repeating: "{\u{e0001}", count: 3_000)])
  func hostile(text: String) throws {
    let rendered = SARIFReport.render(Samples.hostile(text))
    #expect(problems(try log(Samples.hostile(text))) == [])
    for scalar in rendered.unicodeScalars where scalar != "\n" { #expect(!VisibleText.isHidden(scalar)) }
  }

  @Test("what could be taken for an argument or a link of a message is kept from it")
  func messages() throws {
    let log = try log(Samples.hostile("{0} [click](1) {{1}}"))
    let text = try #require(results(runs(log)[0])[0]["message"]?["text"]?.string)
    #expect(text.contains("{{0}} \\[click\\](1) {{{{1}}}}"))
    // A place such as action[0] is no link, and stays as it is.
    let plain = try self.log(Samples.varied)
    #expect(results(runs(plain)[0]).contains { $0["message"]?["text"]?.string?.contains("step 12 action[0]") ?? false })
  }

  @Test("one result for each rule and scope that failed, could not be evaluated or is waived; the worst first")
  func mapping() throws {
    let run = runs(try log(Samples.varied))[0]
    let told = results(run).map { "\($0["level"]?.string ?? "") \($0["ruleId"]?.string ?? "") \($0["properties"]?["scope"]?.string ?? "")" }
    #expect(
      told == [
        "error action/reconstruction-position train", "error action/reconstruction-position val", "error action/units dataset",
        "error container/checksum val", "error duplicates/episodes val", "warning action/outliers train",
        "warning language/diversity train",
        "note action/labels dataset", "warning language/identifier train",
      ])
    #expect(rules(run).count == Set(Samples.varied.runs[0].rules.map(\.id)).count, "rules that held are told as well")
    let waived = results(run).filter { $0["suppressions"]?.list?.isEmpty == false }
    #expect(waived.compactMap { $0["ruleId"]?.string } == ["language/identifier"])
    #expect(waived[0]["suppressions"]?.list?[0]["justification"]?.string == "known placeholders (R. Meyer, until 2026-06-30)")
    #expect(run["automationDetails"]?["id"]?.string == "cupel/pick_place/openvla/")
    #expect(run["invocations"]?.list?[0]["exitCode"]?.integer == 1)
    #expect(run["invocations"]?.list?[0]["executionSuccessful"]?.bool == true)
    let incomplete = Samples.report([Samples.rule("a/b", .error)], verdict: .incomplete)
    #expect(runs(try log(incomplete))[0]["invocations"]?.list?[0]["executionSuccessful"]?.bool == false)
    #expect(runs(try log(incomplete))[0]["invocations"]?.list?[0]["exitCode"]?.integer == 3)
  }

  @Test("what rejects is an error whatever its severity, and what does not is none")
  func levels() throws {
    let rules = [
      Samples.rule("a/a", .fail, severity: .error, gating: false), Samples.rule("a/b", .fail, severity: .warning, gating: true),
      Samples.rule("a/c", .error, severity: .error, gating: false),
    ]
    let levels = results(runs(try log(Samples.report(rules)))[0]).map { "\($0["ruleId"]?.string ?? "") \($0["level"]?.string ?? "")" }
    #expect(levels == ["a/b error", "a/a warning", "a/c warning"])
  }

  @Test("a result lies where the contract speaks of it, else on the dataset's metadata")
  func places() throws {
    var report = Samples.varied
    func places() throws -> [String: String] {
      var places: [String: String] = [:]
      for result in results(runs(try log(report))[0]) {
        let location = result["locations"]?.list?.first
        let line = location?["physicalLocation"]?["region"]?["startLine"]?.integer ?? 0
        places[result["ruleId"]?.string ?? ""] = "\(location.flatMap(uri) ?? ""):\(line)"
      }
      return places
    }
    #expect(try places()["action/units"] == "data/pick_place/1.0.0/features.json:1")
    report.runs[0].rules[1].view = "target"
    report.runs[0].places = SourcePlaces(
      contract: SourcePlaces.Contract(file: "cupel.yaml", lines: ["target": 2, "pack": 3, "waivers": 20, "limits": 9]), folder: "data/x",
      metadata: "features.json")
    let found = try places()
    #expect(found["action/units"] == "cupel.yaml:14", "where the limit was set")
    #expect(found["action/outliers"] == "cupel.yaml:2", "the loader's view follows from the target")
    #expect(found["container/checksum"] == "cupel.yaml:3")
    #expect(found["language/identifier"] == "cupel.yaml:20")
    report.runs[0].places?.contract?.lines = [:]
    #expect(try places()["container/checksum"] == "cupel.yaml:1")
    let related = results(runs(try log(report))[0]).flatMap { $0["relatedLocations"]?.list ?? [] }.compactMap(uri)
    #expect(related.contains("data/x/pick_place-train.tfrecord-00001-of-00004"))
  }

  @Test("episodes are logical locations, and the message says how many there are")
  func episodes() throws {
    let run = runs(try log(Samples.large))[0]
    let result = try #require(results(run).first { $0["ruleId"]?.string == "action/jumps" })
    let names = result["locations"]?.list?[0]["logicalLocations"]?.list?.compactMap { $0["fullyQualifiedName"]?.string } ?? []
    #expect(names == (0..<100).map { "train/\($0)" })
    let message = try #require(result["message"]?["text"]?.string)
    #expect(message.hasSuffix("Locations: showing 100 of 10,000 episodes."))
    #expect(message.unicodeScalars.count <= 1_000)
  }

  @Test("fingerprints hold what and where, not how much, in which order or on which line")
  func fingerprints() throws {
    func prints(_ report: Report) throws -> [String: String] {
      let pairs = results(runs(try log(report))[0]).map { result in
        (
          "\(result["ruleId"]?.string ?? "") \(result["properties"]?["scope"]?.string ?? "")",
          result["partialFingerprints"]?["primaryLocationLineHash"]?.string ?? ""
        )
      }
      return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }
    var changed = Samples.varied
    changed.runs[0].rules.reverse()
    for index in changed.runs[0].rules.indices {
      changed.runs[0].rules[index].observed = .number(17)
      changed.runs[0].rules[index].found = "something else"
      changed.runs[0].rules[index].limit?.setIn = "cupel.yaml:99"
      changed.runs[0].rules[index].findings.reverse()
    }
    #expect(try prints(Samples.varied) == prints(changed))
    #expect(Set(try prints(Samples.varied).values).count == 9)
  }

  private func waiver(_ state: WaiverUse.State, line: Int, _ rule: String = "language/identifier", scopes: [String] = ["train"])
    -> WaiverUse
  {
    WaiverUse(
      waiver: Waiver(rule: rule, reason: "placeholders", owner: "R. Meyer", until: "2026-06-30", setIn: "cupel.yaml:\(line)"), state: state,
      scopes: scopes, findings: 1, idle: [], why: "stands for 1 finding")
  }

  @Test("what is waived lies on the line of its own waiver, and so does a rule about waivers")
  func waivers() throws {
    var report = Samples.varied
    report.runs[0].places = SourcePlaces(
      contract: SourcePlaces.Contract(file: "cupel.yaml", lines: ["waivers": 20]), folder: "d", metadata: "features.json")
    report.runs[0].waivers = [
      waiver(.used, line: 21, scopes: ["val"]), waiver(.used, line: 24), waiver(.unused, line: 27, "time/rate", scopes: []),
    ]
    report.runs[0].rules.append(
      Samples.rule("waivers/unused", .fail, severity: .warning, scope: "dataset") {
        $0.findings = [Finding(feature: "time/rate", message: "cupel.yaml:27: nothing needs it")]
      })
    func line(_ id: String) throws -> Int? {
      let result = results(runs(try log(report))[0]).first { $0["ruleId"]?.string == id }
      return result?["locations"]?.list?[0]["physicalLocation"]?["region"]?["startLine"]?.integer
    }
    #expect(try line("language/identifier") == 24)
    #expect(try line("waivers/unused") == 27)
    report.runs[0].waivers = []
    #expect(try line("language/identifier") == 20)
    #expect(try line("waivers/unused") == 20)
  }

  @Test("against a baseline, each result says whether it is new")
  func baseline() throws {
    var report = Samples.varied
    #expect(results(runs(try log(report))[0]).allSatisfy { $0["baselineState"] == nil })
    report.runs[0].baseline = BaselineUse(file: "known.json", speaks: true, known: 3, new: 2, stale: [])
    report.runs[0].rules[1].outcome = .waived
    report.runs[0].rules[1].setAsideBy = .baseline
    report.runs[0].rules[1].reason = "known since the baseline"
    report.runs[0].rules[2].setAside = [SetAside(by: .baseline, reason: "known.json knew them", findings: Samples.findings(3))]
    let log = try log(report)
    #expect(problems(log) == [])
    let states = results(runs(log)[0]).map { "\($0["ruleId"]?.string ?? "") \($0["baselineState"]?.string ?? "none")" }
    #expect(
      states == [
        "action/reconstruction-position updated", "action/reconstruction-position new", "action/units new", "container/checksum new",
        "duplicates/episodes new", "language/diversity new", "action/labels new", "action/outliers unchanged",
        "language/identifier unchanged",
      ])
    let known = results(runs(log)[0])[7]
    #expect(known["suppressions"]?.list?[0]["justification"]?.string == "known since the baseline")
    let text = results(runs(log)[0])[0]["message"]?["text"]?.string ?? ""
    #expect(text.contains("3 findings more do not count: known.json knew them."))
  }

  @Test("a formula and what its symbols are stand on one line")
  func formula() throws {
    var report = Samples.varied
    report.runs[0].rules[4].formula = "g = a / d\na: label"
    let help = rules(runs(try log(report))[0]).first { $0["id"]?.string == "action/units" }?["help"]
    #expect(help?["text"]?.string?.split(separator: "Formula: g = a / d; a: label\n", omittingEmptySubsequences: false).count == 2)
    #expect(help?["text"]?.string?.split(separator: "g = a / d", omittingEmptySubsequences: false).count == 2)
    #expect(MarkdownReport.render(report).contains("- **Formula:** g = a / d; a: label\n"))
  }

  @Test("limits are kept, and what was cut is said")
  func caps() throws {
    func notices(_ run: Node) -> [String] {
      (run["invocations"]?.list?[0]["toolExecutionNotifications"]?.list ?? []).filter { $0["level"]?.string == "warning" }
        .compactMap { $0["message"]?["text"]?.string }
    }
    var many = Samples.varied
    many.runs = Array(repeating: many.runs[0], count: 23)
    let log = try log(many)
    #expect(problems(log) == [])
    #expect(runs(log).count == 20)
    #expect(notices(runs(log)[0]).contains("A log holds 20 runs: 3 runs of this report are not in it."))
    #expect(runs(log)[19]["automationDetails"]?["id"]?.string == "cupel/pick_place/openvla-20/")

    var caps = SARIFReport.Caps()
    caps.results = 100
    let cut = runs(try self.log(Samples.large, caps: caps))[0]
    #expect(results(cut).count == 100)
    #expect(results(cut)[0]["level"]?.string == "error")
    #expect(notices(cut).contains("To keep this log readable: showing 100 of 503 results, the worst first."))

    caps = SARIFReport.Caps()
    caps.bytes = 120_000
    let text = SARIFReport.render(Samples.large, root: SourceRoot(), caps: caps)
    #expect(text.utf8.count <= caps.bytes + 4_000)
    let small = try Documents.JSON.parse(Array(text.utf8), file: "log")
    #expect(problems(small) == [])
    #expect(results(runs(small)[0]).count < 503)
    #expect(notices(runs(small)[0]).contains { $0.hasPrefix("To keep this log readable: showing") })
    #expect(notices(runs(small)[0]).contains { $0.contains("name no episodes") })
  }
}

@Suite("Files are named as repositories name them")
struct SourceRootTests {
  @Test("relative to the root, percent-encoded")
  func relative() {
    let root = SourceRoot(folder: "/home/ci/repo", workingDirectory: "/home/ci/repo/robots")
    #expect(root.path("cupel.yaml") == "robots/cupel.yaml")
    #expect(root.path("../data/./x") == "data/x")
    #expect(root.path("/home/ci/repo/data/x") == "data/x")
    #expect(root.path("/data/x") == "/data/x")
    #expect(root.path("../../x") == "../../x", "outside: as it was typed")
    #expect(root.path("/home/ci/repository/x") == "/home/ci/repository/x")
    #expect(SourceRoot().path("./a/../b//c/") == "b/c")
    #expect(SourceRoot().uri("a b/ü:%.json") == "a%20b/%C3%BC%3A%25.json")
    #expect(SourceRoot().uri("/a b") == "file:///a%20b")
    #expect(SourceRoot().uri("") == ".")
  }
}
