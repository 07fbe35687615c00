import Documents
import Episodes
import Measures
import Scanning
import Testing

@testable import Rulebook

@Suite("Baselines: what is known, what is new, what is gone")
struct BaselineTests {
  private func finding(_ episode: Int, feature: String? = nil, split: String = "train") -> Finding {
    Finding(split: split, episode: episode, shard: "a-00000", record: episode, feature: feature, observed: .number(3), message: "m")
  }

  private func failure(
    _ findings: [Finding], severity: Severity = .error, scope: String = "train", change: (inout RuleResult) -> Void = { _ in }
  ) -> RuleResult {
    failure("user/x", findings, severity: severity, scope: scope, change: change)
  }

  private func failure(
    _ id: String, _ findings: [Finding], severity: Severity = .error, scope: String = "train",
    change: (inout RuleResult) -> Void = { _ in }
  ) -> RuleResult {
    var result = RuleResult(id: id, severity: severity, confidence: .certain, outcome: .fail, scope: scope)
    result.findings = findings
    result.count = max(findings.count, 1)
    result.total = 10
    result.isGating = severity == .error
    result.found = "Some do not."
    change(&result)
    return result
  }

  private func held(_ id: String = "user/x", scope: String = "train", _ outcome: Outcome = .pass) -> RuleResult {
    RuleResult(id: id, severity: .error, confidence: .certain, outcome: outcome, scope: scope)
  }

  private func recorded(_ results: [RuleResult]) -> Baseline {
    var baseline = Baseline(file: "b.json")
    _ = baseline.record(results, dataset: "d", target: "generic", acceptsNew: true)
    return baseline
  }

  private func judged(_ results: [RuleResult], against baseline: Baseline, dataset: String = "d") -> (
    results: [RuleResult], use: BaselineUse
  ) {
    var results = results
    baseline.apply(to: &results, dataset: dataset, target: "generic")
    return (results, baseline.use(results, dataset: dataset, target: "generic"))
  }

  @Test("a failure of which all is known is set aside and never passes")
  func known() {
    let before = [failure([finding(1), finding(2)])]
    let (after, use) = judged(before, against: recorded(before))
    #expect(after[0].outcome == .waived && after[0].setAsideBy == .baseline && after[0].findings.count == 2)
    #expect(after[0].reason == "known since the baseline b.json")
    #expect(use == BaselineUse(file: "b.json", speaks: true, known: 2, new: 0, stale: []))
    #expect(Judge.verdict(after, missingShards: [], failOn: .error) == .accept)
  }

  @Test("what is new fails alone; what is known stands beside it")
  func new() {
    let (after, use) = judged([failure([finding(1), finding(5), finding(2)])], against: recorded([failure([finding(1), finding(2)])]))
    #expect(after[0].outcome == .fail && after[0].findings.map(\.episode) == [5])
    #expect(after[0].setAside.map(\.by) == [.baseline] && after[0].setAside[0].findings.map(\.episode) == [1, 2])
    #expect(after[0].found == "Some do not. 1 of these is new since the baseline b.json, 2 known.")
    #expect(use.known == 2 && use.new == 1)
  }

  @Test("more of one fingerprint than was known: all of them surface")
  func counts() {
    let one = finding(1, feature: "action[0]")
    let baseline = recorded([failure([one, one])])
    #expect(baseline.runs[0].entries.map(\.count) == [2])
    #expect(judged([failure([one, one])], against: baseline).results[0].outcome == .waived)
    #expect(judged([failure([one])], against: baseline).results[0].outcome == .waived)
    let (after, _) = judged([failure([one, one, one])], against: baseline)
    #expect(after[0].outcome == .fail && after[0].findings.count == 3 && after[0].setAside.isEmpty)
  }

  @Test("another feature, scope, rule, dataset or severity is new; another number, step or order is not")
  func sameness() {
    let baseline = recorded([failure([finding(1, feature: "a")], severity: .warning)])
    func outcome(_ result: RuleResult, dataset: String = "d") -> Outcome {
      judged([result], against: baseline, dataset: dataset).results[0].outcome
    }
    var moved = finding(1, feature: "a")
    moved.observed = .number(99)
    moved.steps = 4...4
    moved.message = "other"
    #expect(outcome(failure([moved], severity: .warning)) == .waived)
    #expect(outcome(failure([finding(1, feature: "b")], severity: .warning)) == .fail)
    #expect(outcome(failure([finding(1, feature: "a")], severity: .warning, scope: "val")) == .fail)
    #expect(outcome(failure("user/y", [finding(1, feature: "a")], severity: .warning)) == .fail)
    #expect(outcome(failure([finding(1, feature: "a")], severity: .error)) == .fail)
    #expect(outcome(failure([finding(1, feature: "a")], severity: .warning), dataset: "e") == .fail)
    let elsewhere = judged([failure([finding(1)])], against: baseline, dataset: "e").use
    #expect(!elsewhere.speaks && elsewhere.new == 1 && elsewhere.notes[0].contains("everything is new"))
  }

  @Test("a rule that fails as a whole is known by its scope and name, and by a number that is no worse")
  func whole() {
    func whole(_ excess: Double) -> RuleResult {
      failure([]) {
        $0.observed = .number(1 + excess)
        $0.excess = excess
      }
    }
    let baseline = recorded([whole(0.5)])
    #expect(judged([whole(0.5)], against: baseline).results[0].outcome == .waived)
    #expect(judged([whole(0.4)], against: baseline).results[0].outcome == .waived)
    #expect(judged([whole(0.6)], against: baseline).results[0].outcome == .fail)
    func named(_ name: String) -> RuleResult { failure([]) { $0.observed = .name(name) } }
    let names = recorded([named("tool")])
    #expect(judged([named("tool")], against: names).results[0].outcome == .waived)
    #expect(judged([named("camera")], against: names).results[0].outcome == .fail)
  }

  @Test("the judge measures how far beyond its limit a rule lies that fails as a whole")
  func excess() async throws {
    let rule = TestDataset.rule(
      levels: "  - {severity: error, require: {at_least: 90%}}", extra: "scope: dataset", metric: "{name: provenance.share, key: k}")
    var configuration = Configuration(file: "cupel.yaml", owner: .data)
    configuration.statements = [Provenance.Statement(key: "k", value: "75%", source: "s")]
    let rulebook = try TestDataset.rulebook(["user/x": rule])
    func run(_ baseline: Baseline?) async throws -> Run {
      var set = RuleSet(rulebook: rulebook, pack: try rulebook.pack("all"), asOf: "2026-01-01")
      set.baseline = baseline
      return try await Check(
        rulebook: rulebook,
        reader: MemoryReader(name: "memory", schema: TestDataset.schema, splits: ["train": [[TestDataset.episode([1])]]]),
        path: "memory", target: Target(facts: .generic, summary: "", told: []), targetWasNamed: false, rules: set,
        configurations: [configuration]
      ).run(jobs: 2)
    }
    let plain = try await run(nil)
    #expect(plain.rules[0].outcome == .fail && abs((plain.rules[0].excess ?? 0) - 0.15) < 1e-12)
    var baseline = Baseline(file: "b.json")
    _ = baseline.record(plain.rules, dataset: plain.dataset.name, target: plain.target, acceptsNew: true)
    let known = try await run(baseline)
    #expect(known.verdict == .accept && known.rules[0].outcome == .waived && known.baseline?.known == 1)
    configuration.statements[0].value = "60%"
    #expect(try await run(baseline).verdict == .reject)
  }

  @Test("recording again only shrinks; what is new is told and left out unless it is asked for")
  func shrinking() {
    let one = finding(1)
    let twice = finding(2, feature: "a")
    var baseline = recorded([failure([one, twice, twice])])
    let again = [failure([twice, finding(3)])]
    let change = baseline.record(again, dataset: "d", target: "generic", acceptsNew: false)
    #expect(change.removed.map(\.place) == ["train/1, a-00000 record 1"])
    #expect(change.refused.map(\.place) == ["train/3, a-00000 record 3"] && change.added == 0 && change.kept == 1)
    #expect(baseline.runs[0].entries.map(\.count) == [1])
    // What was twice and is twice again is worse than what is left.
    let back = baseline.record([failure([twice, twice])], dataset: "d", target: "generic", acceptsNew: false)
    #expect(back.refused.map(\.count) == [2] && baseline.runs[0].entries.map(\.count) == [1])
    let taken = baseline.record([failure([twice, twice, finding(3)])], dataset: "d", target: "generic", acceptsNew: true)
    #expect(taken.added == 2 && baseline.runs[0].entries.map(\.count).sorted() == [1, 2])
    // Of another dataset nothing is known, and nothing is added.
    let other = baseline.record([failure([one])], dataset: "e", target: "generic", acceptsNew: false)
    #expect(other.refused.count == 1 && baseline.runs.count == 1)
  }

  @Test("what could not be looked at is neither gone nor stale")
  func undecided() {
    let both = [failure([finding(1)]), failure("user/y", [finding(2)])]
    let baseline = recorded(both)
    func stale(_ results: [RuleResult]) -> [String] { judged(results, against: baseline).use.stale.map(\.rule) }
    #expect(stale([held(), held("user/y")]) == ["user/x", "user/y"])
    #expect(stale([held("user/x", .error), held("user/y", .notApplicable)]) == [])
    // The rule is not in force here.
    #expect(stale([held()]) == ["user/x"])
    // A split that is no more breaks nothing.
    #expect(stale([held(scope: "val"), held("user/y", scope: "val", .error)]) == ["user/x"])
    var kept = baseline
    _ = kept.record([held("user/x", .error), held("user/y")], dataset: "d", target: "generic", acceptsNew: false)
    #expect(kept.runs[0].entries.map(\.rule) == ["user/x"])
    #expect(
      judged([held(), failure("user/y", [finding(2)])], against: baseline).use.notes[0].contains(
        "1 entry of the baseline b.json no longer occurs"))
  }

  @Test("remarks, waivers' own rules and waived failures are not recorded; a waived one is not gone either")
  func unrecorded() {
    var waived = failure([finding(1)])
    waived.outcome = .waived
    waived.setAsideBy = .waiver
    let results = [waived, failure("user/y", [finding(1)], severity: .info), failure("waivers/expired", [finding(1)], severity: .warning)]
    #expect(recorded(results).runs[0].entries.isEmpty)
    let baseline = recorded([failure([finding(1)])])
    #expect(judged([waived], against: baseline).use.stale.isEmpty)
  }

  @Test("the file reads back as it was written, sorted, and the same for any order of results")
  func file() throws {
    let results = [
      failure("user/y", [finding(3), finding(1)]), failure([]) { $0.excess = 0.1 + 0.2 }, failure([finding(2)], scope: "val"),
    ]
    let baseline = recorded(results)
    #expect(recorded(results.reversed()).text == baseline.text)
    #expect(try Baseline.read(baseline.text, file: "b.json") == baseline)
    #expect(baseline.runs[0].entries.map(\.rule) == ["user/x", "user/x", "user/y", "user/y"])
  }

  @Test("a spoiled file is refused at its line")
  func hostile() throws {
    let text = recorded([failure([finding(1)])]).text
    let cases: [(String, String, String)] = [
      ("cupel.baseline/1", "cupel.baseline/9", "this is no"), ("\"count\": 1", "\"count\": 0", "above 0"),
      ("\"count\": 1", "\"count\": -3", "above 0"), ("\"count\": 1", "\"count\": 1e300", "whole number"),
      ("\"severity\": \"error\"", "\"severity\": \"grave\"", "one of"), ("\"rule\"", "\"rules\"", "unknown key"),
      ("\"fingerprint\": \"", "\"fingerprint\": \"X", "32 hexadecimal"), ("\"entries\": [", "\"entries\": 3, \"x\": [", "unknown key"),
      ("\"runs\": [", "\"runs\": [[],", "must be a map"),
    ]
    for (good, bad, says) in cases {
      let spoiled = text.replacing(good, with: bad)
      #expect(spoiled != text)
      do throws(DocumentError) {
        _ = try Baseline.read(spoiled, file: "b.json")
        Issue.record("accepted \(bad)")
      } catch {
        #expect(error.description.hasPrefix("b.json:") && error.mark != nil && error.message.contains(says), "\(bad): \(error)")
      }
    }
    for text in ["", "[]", "{", "null", "\u{0}", String(repeating: "[", count: 100_000)] {
      #expect(throws: DocumentError.self, "\(text.prefix(10))") { try Baseline.read(text, file: "b.json") }
    }
    let entry = text.split(separator: "\n", omittingEmptySubsequences: false)
    let (from, to) = (
      try #require(entry.firstIndex { $0.hasSuffix(" {") && $0.hasPrefix("        ") }),
      try #require(entry.firstIndex { $0 == "        }" })
    )
    let twice = (entry[..<to] + ["        },"] + entry[from...to] + entry[(to + 1)...]).joined(separator: "\n")
    #expect(throws: DocumentError.self) { try Baseline.read(twice, file: "b.json") }
  }
}
