import Episodes
import Measures
import Scanning
import Testing

@testable import Rulebook

@Suite("Judging a sample")
struct SampleTests {
  /// Forty episodes in two shards, of which those with an odd record go up to 9.
  private static let splits = [
    "train": (0..<2).map { _ in (0..<20).map { TestDataset.episode($0 % 2 == 1 ? [1, 9] : [1, 2]) } }
  ]

  private static func run(_ rule: String, sample size: SampleSize, pack: String = TestDataset.pack, jobs: Int = 1) async throws -> Run {
    let rulebook = try TestDataset.rulebook(["user/x": rule], pack: pack)
    let set = RuleSet(rulebook: rulebook, pack: try rulebook.pack("all"), asOf: "2026-01-01")
    let reader = MemoryReader(name: "memory", schema: TestDataset.schema, splits: splits)
    let check = try Check(
      rulebook: rulebook, reader: reader, path: "memory", target: Target(facts: .generic, summary: "", told: []), targetWasNamed: false,
      rules: set, sample: DrawnEpisodes.draw(size, seed: "0", from: reader))
    return try await check.run(jobs: jobs)
  }

  @Test("episodes keep their own numbers, shares come with intervals, and the run says that it is a sample")
  func sampled() async throws {
    let rule = TestDataset.rule(levels: "  - {severity: warning, require: {at_most: 5}}")
    let run = try await Self.run(rule, sample: .episodes(16))
    let result = try #require(run.rules.first)
    let drawn = try #require(run.sample)
    #expect(run.dataset.splits.map(\.episodes) == [16] && drawn.drawn == 16 && drawn.total == 40)
    let expected = drawn.parts.flatMap { part in part.drawn.filter { $0 % 2 == 1 }.map { $0 + 20 * part.shard } }
    #expect(result.findings.compactMap(\.episode).sorted() == expected.sorted() && !expected.isEmpty)
    #expect(result.count == expected.count && result.total == 16)
    #expect(result.interval == WilsonInterval(expected.count, of: 16))
    #expect(run.verdict == .accept && run.notes.contains { $0.contains("Of 40 episodes 16 were drawn") })
  }

  @Test("the same whatever the number of workers, and another plan than all of them")
  func deterministic() async throws {
    let rule = TestDataset.rule(levels: "  - {severity: warning, require: {at_most: 5}}")
    let one = try await Self.run(rule, sample: .share(0.3))
    let four = try await Self.run(rule, sample: .share(0.3), jobs: 4)
    #expect(one == four)
    let all = try await Self.run(rule, sample: .episodes(40))
    #expect(all.sample == nil && all.planDigest != one.planDigest && all.rules.first?.interval == nil)
  }

  @Test(
    "what holds of a sample holds of all up to an interval; what only all can show is not applicable, and does not withhold the verdict")
  func unseen() async throws {
    let held = try await Self.run(TestDataset.rule(levels: "  - {severity: error, require: {at_most: 9}}"), sample: .episodes(10))
    #expect(held.rules.first?.outcome == .pass && held.rules.first?.interval == WilsonInterval(0, of: 10))
    let counting = TestDataset.rule(levels: "  - {severity: error, require: {at_most: 0}}", metric: "faults.record-count")
    let run = try await Self.run(counting, sample: .episodes(10), pack: TestDataset.pack + "required: [user/x]\n")
    #expect(run.rules.first?.outcome == .notApplicable && run.rules.first?.reason?.hasPrefix("10 of 40 episodes") == true)
    #expect(run.verdict == .accept)
  }

  @Test("a pack names its sample and leaves rules out")
  func packs() throws {
    let level = "  - {severity: error, require: {at_most: 2}}"
    let rules = ["user/x": TestDataset.rule(levels: level), "other/y": TestDataset.rule(id: "other/y", levels: level)]
    let pack = try TestDataset.rulebook(rules, pack: "name: all\nsummary: x\nrules: [\"*\", \"!other/*\"]\nepisodes: 5%\n").pack("all")
    #expect(pack.episodes == .share(0.05))
    #expect(rules.keys.sorted().filter { Pack.matches($0, pack.rules) } == ["user/x"])
    #expect(throws: (any Error).self) { try TestDataset.rulebook(rules, pack: "name: all\nsummary: x\nrules: [\"!oter/*\"]\n") }
    #expect(throws: (any Error).self) { try TestDataset.rulebook(rules, pack: TestDataset.pack + "episodes: none\n") }
    let shipped = try Rulebook()
    #expect(try shipped.pack("spot-audit").episodes == .episodes(200))
    let gate = try shipped.pack("training-gate")
    #expect(!Pack.matches("acceptance/jerk", gate.rules) && Pack.matches("action/jumps", gate.rules))
  }
}
