import Documents
import Episodes
import Measures
import Scanning
import Testing

@testable import Rulebook

@Suite("Waivers: who puts up with what, until when")
struct WaiverTests {
  /// train/1, train/2 and train/4 reach 9; val/0 does.
  private let splits = [
    "train": [[1.0, 9, 9, 1, 9].map { TestDataset.episode([1, $0]) }], "val": [[9.0, 1].map { TestDataset.episode([1, $0]) }],
  ]

  private func rules(_ extra: String = "", levels: String = "  - {severity: error, require: {at_most: 2}}") -> [String: String] {
    [
      "user/x": TestDataset.rule(levels: levels, extra: extra),
      "waivers/expired": Self.rule("expired", severity: "warning"), "waivers/unused": Self.rule("unused", severity: "info"),
    ]
  }

  static func rule(_ name: String, severity: String) -> String {
    TestDataset.rule(
      id: "waivers/\(name)", levels: "  - {severity: \(severity), require: {at_most: 0}}", extra: "scope: dataset",
      metric: "waivers.\(name)")
  }

  private func waiver(_ parts: [Waiver.Part] = [], until: String = "2026-06-30", rule: String = "user/x") -> Waiver {
    Waiver(rule: rule, parts: parts, reason: "known", owner: "Ada", until: until, setIn: "cupel.yaml:4")
  }

  private func run(_ waivers: Waiver..., rules: [String: String]? = nil, asOf: String = "2026-01-01") async throws -> Run {
    try await TestDataset.run(rules ?? self.rules(), splits: splits, waivers: waivers, asOf: asOf)
  }

  private func result(_ run: Run, _ id: String, _ scope: String = "dataset") throws -> RuleResult {
    try #require(run.rules.first { $0.id == id && $0.scope == scope })
  }

  @Test("one split is waived and the other is not; what was found stays to be seen")
  func scope() async throws {
    let run = try await run(waiver([.scope("train")]))
    let train = try result(run, "user/x", "train")
    #expect(train.outcome == .waived && train.setAsideBy == .waiver && train.count == 3 && train.findings.count == 3)
    #expect(train.reason == "waived by Ada until 2026-06-30: known (cupel.yaml:4)")
    #expect(try result(run, "user/x", "val").outcome == .fail)
    #expect(run.verdict == .reject)
    #expect(run.waivers.map(\.state) == [.used] && run.waivers[0].findings == 3 && run.waivers[0].scopes == ["train"])
  }

  @Test("waived episodes are counted neither as broken nor as looked at, and stand beside the rest")
  func episodes() async throws {
    let run = try await run(waiver([.episodes(split: "train", 2...4)]), waiver([.scope("val")]))
    let train = try result(run, "user/x", "train")
    #expect(train.outcome == .fail && train.count == 1 && train.total == 2)
    #expect(train.findings.map(\.episode) == [1])
    #expect(train.setAside.map(\.by) == [.waiver] && train.setAside[0].findings.compactMap(\.episode) == [2, 4])
    #expect(train.found.hasPrefix("1 of 2 episodes do not"))
    #expect(run.verdict == .reject && run.waivers.map(\.state) == [.used, .used])
  }

  @Test("when all broken episodes are waived, by several waivers together, the failure is waived and keeps its findings")
  func together() async throws {
    let run = try await run(
      waiver([.episodes(split: "train", 1...1), .episodes(split: "train", 2...2)]), waiver([.episodes(split: "train", 4...4)]),
      waiver([.scope("val")]))
    let train = try result(run, "user/x", "train")
    #expect(train.outcome == .waived && train.count == 3 && train.findings.count == 3 && run.verdict == .accept)
    #expect(run.waivers.map(\.state) == [.used, .used, .used] && run.waivers.map(\.findings) == [2, 1, 1])
  }

  @Test("a share is taken of the rest")
  func allowance() async throws {
    // 3 of 5 break; 2 of 4 are left, which is more than 40 %; without two of them 1 of 3 is not.
    let allowing = rules("allow: 40%")
    let one = try await run(waiver([.episodes(split: "train", 1...1)]), rules: allowing)
    #expect(try result(one, "user/x", "train").outcome == .fail)
    let two = try await run(waiver([.episodes(split: "train", 1...2)]), rules: allowing)
    #expect(try result(two, "user/x", "train").outcome == .waived)
  }

  @Test("the rest is held against every level: an error that is waived may leave a warning")
  func levels() async throws {
    let splits = ["train": [[9.0, 4].map { TestDataset.episode([1, $0]) }]]
    let levels = "  - {severity: error, require: {at_most: 5}}\n  - {severity: warning, require: {at_most: 2}}"
    let run = try await TestDataset.run(
      rules(levels: levels), splits: splits, waivers: [waiver([.episodes(split: "train", 0...0)])])
    let train = try result(run, "user/x", "train")
    #expect(train.outcome == .fail && train.severity == .warning && train.findings.map(\.episode) == [1] && run.verdict == .accept)
  }

  @Test("a rule that fails as a whole has no episodes to waive")
  func whole() async throws {
    let rule = TestDataset.rule(
      levels: "  - {severity: error, require: {at_least: 90%}}", extra: "scope: dataset", metric: "{name: provenance.share, key: k}")
    var configuration = Configuration(file: "cupel.yaml", owner: .data)
    configuration.statements = [Provenance.Statement(key: "k", value: "75%", source: "s")]
    let rulebook = try TestDataset.rulebook(["user/x": rule])
    func run(_ part: Waiver.Part) async throws -> Run {
      let set = RuleSet(rulebook: rulebook, pack: try rulebook.pack("all"), waivers: [waiver([part])], asOf: "2026-01-01")
      return try await Check(
        rulebook: rulebook, reader: MemoryReader(name: "memory", schema: TestDataset.schema, splits: splits), path: "memory",
        target: Target(facts: .generic, summary: "", told: []), targetWasNamed: false, rules: set, configurations: [configuration]
      ).run(jobs: 1)
    }
    let episode = try await run(.episodes(split: "train", 1...1))
    #expect(episode.rules[0].outcome == .fail && episode.waivers[0].state == .unused)
    #expect(episode.waivers[0].why.contains("waive its scope"))
    #expect(try await run(.scope("dataset")).rules[0].outcome == .waived)
  }

  @Test("after its last day a waiver stands for nothing, and that is a warning of its own")
  func expired() async throws {
    let ended = waiver(until: "2025-12-31")
    let run = try await run(ended)
    #expect(try result(run, "user/x", "train").outcome == .fail)
    #expect(try result(run, "user/x", "train").reason == "the waiver by Ada ended on 2025-12-31 (cupel.yaml:4)")
    let told = try result(run, "waivers/expired")
    #expect(told.outcome == .fail && told.severity == .warning && told.count == 1 && told.total == 1)
    #expect(told.findings[0].feature == "user/x" && told.findings[0].message.contains("cupel.yaml:4"))
    #expect(run.waivers[0].state == .expired && run.waivers[0].scopes == ["train", "val"])
    // On the very day it holds.
    let held = try await self.run(ended, asOf: "2025-12-31")
    #expect(try result(held, "waivers/expired").outcome == .pass && held.verdict == .accept)
  }

  @Test("a waiver that stands for nothing is told, with the reason, part by part")
  func unused() async throws {
    func why(_ waiver: Waiver) async throws -> (state: WaiverUse.State, why: String, told: Int) {
      let run = try await run(waiver)
      return (run.waivers[0].state, run.waivers[0].why, try result(run, "waivers/unused").findings.count)
    }
    #expect(try await why(waiver([.scope("test")])) == (.unused, "the rule is judged over train, val, not over test", 1))
    #expect(try await why(waiver([.episodes(split: "train", 7...9)])) == (.unused, "train has 5 episodes, counted from 0", 1))
    #expect(try await why(waiver([.episodes(split: "test", 0...0)])) == (.unused, "there is no split test", 1))
    #expect(try await why(waiver([.episodes(split: "train", 0...0)])) == (.unused, "the rule holds there", 1))
    let partly = try await why(waiver([.episodes(split: "train", 0...0), .scope("val")]))
    #expect(partly == (.used, "stands for 1 finding; nothing to waive in train/0", 1))
    #expect(try await why(waiver()).told == 0)
  }

  @Test("what was not looked at is not called unused")
  func undecided() async throws {
    let rulebook = try TestDataset.rulebook(rules())
    let set = RuleSet(
      rulebook: rulebook, pack: try rulebook.pack("all"), waivers: [waiver()], skip: ["user/x"], asOf: "2026-01-01")
    let reader = MemoryReader(name: "memory", schema: TestDataset.schema, splits: splits)
    let check = try Check(
      rulebook: rulebook, reader: reader, path: "memory", target: Target(facts: .generic, summary: "", told: []), targetWasNamed: false,
      rules: set)
    let run = try await check.run(jobs: 1)
    #expect(run.waivers[0].state == .undecided && run.waivers[0].why.contains("--skip"))
    #expect(try result(run, "waivers/unused").outcome == .pass)

    // Where a record could not be read, that the rest holds says nothing of it.
    let fault = Fault(.truncated, split: "train", file: "train-0", shard: 0, message: "cut")
    let held = rules(levels: "  - {severity: error, require: {at_most: 100}}")
    let damaged = try await TestDataset.run(held, splits: splits, faults: [fault], waivers: [waiver([.scope("train")])])
    #expect(damaged.waivers[0].state == .undecided && damaged.waivers[0].why.contains("could not be evaluated"))
    // Of a split that was left out nothing is known either.
    let all = RuleSet(rulebook: rulebook, pack: try rulebook.pack("all"), waivers: [waiver([.scope("val")])], asOf: "2026-01-01")
    let part = try await Check(
      rulebook: rulebook, reader: reader, path: "memory", target: Target(facts: .generic, summary: "", told: []), targetWasNamed: false,
      rules: all
    ).run(splits: ["train"], jobs: 1)
    #expect(part.waivers[0].state == .undecided)
  }

  @Test("no waivers: the two rules hold and say so, and the report names no day")
  func none() async throws {
    let run = try await run()
    #expect(try result(run, "waivers/expired").outcome == .pass && result(run, "waivers/unused").outcome == .pass)
    #expect(run.waivers.isEmpty && run.asOf == nil)
  }

  @Test("the same over several workers")
  func workers() async throws {
    let rulebook = try TestDataset.rulebook(rules())
    let set = RuleSet(
      rulebook: rulebook, pack: try rulebook.pack("all"),
      waivers: [waiver([.episodes(split: "train", 2...4)]), waiver(until: "2020-01-01")],
      asOf: "2026-01-01")
    let check = try Check(
      rulebook: rulebook, reader: MemoryReader(name: "memory", schema: TestDataset.schema, splits: splits), path: "memory",
      target: Target(facts: .generic, summary: "", told: []), targetWasNamed: false, rules: set)
    let states = try await check.scan(jobs: 1)
    let alone = check.judge(states)
    #expect(await check.judge(states, jobs: 3) == alone)
    #expect(alone.rules.map(\.id) == alone.rules.map(\.id).sorted())
  }

  @Test("what a waiver may say, and where it is wrong")
  func reading() throws {
    let rulebook = try TestDataset.rulebook(rules()).rules
    func read(_ text: String) throws(DocumentError) -> [Waiver] {
      try Configuration.read("waivers:\n" + text, file: "c.yaml", owner: .user, rules: rulebook).waivers
    }
    let tail = "reason: r, owner: o, until: \"2026-02-28\"}\n"
    #expect(try read("  - {rule: user/x, " + tail).map(\.parts) == [[]])
    let parts = try read("  - {rule: user/x, scope: [val, train/17, train/3..9, \"task=open a/3\"], " + tail)[0].parts
    #expect(
      parts == [.scope("val"), .episodes(split: "train", 17...17), .episodes(split: "train", 3...9), .scope("task=open a/3")])
    #expect(parts.map(\.description) == ["val", "train/17", "train/3..9", "task=open a/3"])
    let wrong: [(String, String, String)] = [
      ("  - {rule: user/y, " + tail, "c.yaml:2:12", "no rule \"user/y\""),
      ("  - {rule: waivers/unused, " + tail, "c.yaml:2:12", "cannot be waived"),
      ("  - {rule: user/x, reason: r, owner: o, until: soon}\n", "c.yaml:2:48", "YYYY-MM-DD"),
      ("  - {rule: user/x, reason: r, owner: o, until: \"2026-02-29\"}\n", "c.yaml:2:48", "YYYY-MM-DD"),
      ("  - {rule: user/x, reason: r, owner: o}\n", "c.yaml:2:5", "\"until\" is missing"),
      ("  - {rule: user/x, reason: r, by: o, until: \"2026-01-01\"}\n", "c.yaml:2:31", "unknown key \"by\""),
      ("  - {rule: user/x, reason: \"\", owner: o, until: \"2026-01-01\"}\n", "c.yaml:2:28", "says nothing"),
      ("  - {rule: user/x, scope: train/9..3, " + tail, "c.yaml:2:27", "train/3..9"),
      ("  - {rule: user/x, scope: train/x, " + tail, "c.yaml:2:27", "train/3..9"),
      ("  - {rule: user/x, scope: /3, " + tail, "c.yaml:2:27", "train/3..9"),
      ("  - {rule: user/x, scope: train/9223372036854775807, " + tail, "c.yaml:2:27", "train/3..9"),
      ("  - {rule: user/x, scope: [], " + tail, "c.yaml:2:27", "names nothing"),
      ("  - {rule: user/x, scope: [val, val], " + tail, "c.yaml:2:33", "named before"),
      ("  x: 1\n", "c.yaml:2:3", "is a list"),
    ]
    for (text, place, says) in wrong {
      do throws(DocumentError) {
        _ = try read(text)
        Issue.record("accepted \(text)")
      } catch {
        #expect(error.description.hasPrefix(place) && error.message.contains(says), "\(error)")
      }
    }
  }
}
