import Documents
import Episodes
import Measures
import Scanning
import Testing

@testable import Rulebook

@Suite("Rules held against metrics")
struct JudgeTests {
  @Test("a rule names the worst, counts truly and keeps every finding")
  func fails() async throws {
    let run = try await TestDataset.run(["user/x": TestDataset.rule(levels: "  - {severity: error, require: {at_most: 2}}")])
    let result = try #require(run.rules.first)
    #expect(run.verdict == .reject)
    #expect(result.outcome == .fail)
    #expect(result.isGating)
    #expect(result.count == 2 && result.total == 2)
    #expect(result.found == "2 of 2 episodes do not; the worst, train/1, reaches 9 at step 1.")
    #expect(result.states == "x stays below 2.")
    #expect(result.findings.map(\.episode) == [1, 0], "the worst first")
    #expect(result.limit?.setIn == "Rules/user/x.yaml:10")
  }

  @Test("the first level that is broken decides; none broken is a pass that tells what was measured")
  func levels() async throws {
    func outcome(_ error: Int, _ warning: Int) async throws -> RuleResult {
      let levels = "  - {severity: error, require: {at_most: \(error)}}\n  - {severity: warning, require: {at_most: \(warning)}}"
      return try #require(try await TestDataset.run(["user/x": TestDataset.rule(levels: levels)]).rules.first)
    }
    #expect(try await outcome(8, 2).severity == .error)
    let warned = try await outcome(10, 8)
    #expect(warned.outcome == .fail && warned.severity == .warning && !warned.isGating && warned.count == 1)
    let held = try await outcome(10, 9)
    #expect(held.outcome == .pass && held.observed == .number(9) && held.limit?.quantity?.value == 10)
  }

  @Test("an allowance is a share or a count")
  func allowance() async throws {
    for (allow, outcome) in [("50%", Outcome.pass), ("49%", .fail), ("1", .pass), ("0", .fail), ("1 episode", .pass)] {
      let rule = TestDataset.rule(levels: "  - {severity: error, require: {at_most: 4}}", extra: "allow: \(allow)")
      #expect(try await TestDataset.run(["user/x": rule]).rules.first?.outcome == outcome, "\(allow)")
    }
  }

  @Test("a missing role, a missing reference and an absent metric are not-applicable with the reason, never a pass")
  func notApplicable() async throws {
    let level = "  - {severity: error, require: {at_most: 2}}"
    let needy = try await TestDataset.run(["user/x": TestDataset.rule(levels: level, extra: "needs: [pose.position]")])
    #expect(needy.rules[0].outcome == .notApplicable)
    #expect(needy.rules[0].reason?.contains("pose.position") == true)
    #expect(needy.verdict == .accept && needy.gating == 1 && needy.couldLook == 0)
    let unlimited = try await TestDataset.run([
      "user/x": TestDataset.rule(levels: "  - {severity: error, require: {at_most: \"{target.chunk}\"}}")
    ])
    #expect(unlimited.rules[0].outcome == .notApplicable)
    let absent = try await TestDataset.run([
      "user/x": TestDataset.rule(levels: level, metric: "{name: column.max, feature: \"not/there\"}")
    ])
    #expect(absent.rules[0].outcome == .notApplicable)
    #expect(absent.rules[0].reason?.contains("not/there") == true)
  }

  @Test("what rests on a target that is known from a paper is at most a warning; what does not, stays an error")
  func paperLevel() async throws {
    var paper = TargetFacts(name: "paper")
    paper.isPaperLevel = true
    let level = "  - {severity: error, require: {at_most: 5}}"
    let rules = ["loader/x": TestDataset.rule(id: "loader/x", levels: level), "user/x": TestDataset.rule(levels: level)]
    let run = try await TestDataset.run(rules, target: paper)
    #expect(run.rules.map(\.id) == ["loader/x", "user/x"] && run.rules.allSatisfy { $0.outcome == .fail })
    #expect(run.rules.map(\.severity) == [.warning, .error])
    paper.isPaperLevel = false
    #expect(try await TestDataset.run(rules, target: paper).rules.map(\.severity) == [.error, .error])
  }

  @Test("a finding that rests on a weakly inferred role is at most a warning")
  func weakRole() async throws {
    let level = "  - {severity: error, require: {at_most: 2}}"
    let weak = try await TestDataset.run(["user/x": TestDataset.rule(levels: level, extra: "needs: [instruction]")])
    #expect(weak.roles.first { $0.role == "instruction" }?.strength == .weak)
    #expect(weak.rules[0].outcome == .fail && weak.rules[0].severity == .warning && weak.verdict == .accept)
    let declared = RoleMap([
      RoleBinding(role: "instruction", slices: [Slice(path: "user_prompt")], source: .declared, strength: .strong, evidence: "")
    ])
    let strong = try await TestDataset.run(["user/x": TestDataset.rule(levels: level, extra: "needs: [instruction]")], roles: declared)
    #expect(strong.rules[0].severity == .error && strong.verdict == .reject)
  }

  @Test("a required rule that cannot look leaves the verdict incomplete")
  func required() async throws {
    let rule = TestDataset.rule(levels: "  - {severity: warning, require: {at_most: 2}}", extra: "needs: [pose.position]")
    let run = try await TestDataset.run(["user/x": rule], pack: TestDataset.pack + "required: [user/x]\n")
    #expect(run.verdict == .incomplete)
    #expect(run.verdict.exitStatus == 3)
  }

  @Test("what lies behind damage is an error, not a pass, unless what was read already fails")
  func damage() async throws {
    let fault = Fault(.checksum, split: "train", file: "train-0", shard: 0, record: 1, offset: 77, message: "payload")
    let held = TestDataset.rule(levels: "  - {severity: error, require: {at_most: 100}}")
    let broken = TestDataset.rule(id: "user/y", levels: "  - {severity: error, require: {at_most: 2}}")
    let run = try await TestDataset.run(["user/x": held], faults: [fault])
    #expect(run.rules[0].outcome == .error && run.verdict == .incomplete)
    let worse = try await TestDataset.run(["user/x": held, "user/y": broken], faults: [fault])
    #expect(worse.rules.map(\.outcome) == [.error, .fail] && worse.verdict == .reject)
    let elsewhere = Fault(.checksum, split: "val", file: "val-0", shard: 0, record: 1, offset: 77, message: "payload")
    let other = try await TestDataset.run(["user/x": held], faults: [elsewhere])
    #expect(other.rules.first { $0.scope == "train" }?.outcome == .pass)
  }

  @Test("a state that is missing is named, and the verdict is incomplete")
  func missingState() async throws {
    let splits = ["train": [[TestDataset.episode([1])], [TestDataset.episode([2])]]]
    let rule = TestDataset.rule(levels: "  - {severity: error, require: {at_most: 100}}")
    let run = try await TestDataset.run(["user/x": rule], splits: splits, losing: [ShardKey(split: "train", shard: 1)])
    #expect(run.verdict == .incomplete)
    #expect(run.notes.contains { $0.contains("train/1") })
    #expect(run.rules[0].outcome == .error)
    // A task may have episodes in the shard that is missing.
    let byTask = TestDataset.rule(levels: "  - {severity: error, require: {at_most: 100}}", extra: "scope: task")
    let tasks = try await TestDataset.run(["user/x": byTask], splits: splits, losing: [ShardKey(split: "train", shard: 1)])
    #expect(tasks.rules.map(\.scope) == ["task=lift"] && tasks.rules[0].outcome == .error)
  }

  @Test("fail-on moves the line between gating and telling; never turns rejection off and nothing else")
  func failOn() async throws {
    let warning = ["user/x": TestDataset.rule(levels: "  - {severity: warning, require: {at_most: 2}}")]
    #expect(try await TestDataset.run(warning).verdict == .accept)
    #expect(try await TestDataset.run(warning, failOn: .warning).verdict == .reject)
    let error = ["user/x": TestDataset.rule(levels: "  - {severity: error, require: {at_most: 2}}")]
    #expect(try await TestDataset.run(error, failOn: nil).verdict == .accept)
    let fault = Fault(.truncated, split: "train", file: "train-0", shard: 0, message: "cut")
    let held = ["user/x": TestDataset.rule(levels: "  - {severity: error, require: {at_most: 100}}")]
    #expect(try await TestDataset.run(held, faults: [fault], failOn: nil).verdict == .incomplete)
  }

  @Test("a heuristic never gates unless the pack says so")
  func heuristic() async throws {
    let rules = ["user/x": TestDataset.rule(confidence: "heuristic", levels: "  - {severity: error, require: {at_most: 2}}")]
    let plain = try await TestDataset.run(rules)
    #expect(plain.verdict == .accept && plain.rules[0].outcome == .fail && !plain.rules[0].isGating)
    #expect(try await TestDataset.run(rules, pack: TestDataset.pack + "gate_heuristics: [user/x]\n").verdict == .reject)
  }

  @Test("a waiver holds until its day and not a day longer")
  func waivers() async throws {
    let rules = ["user/x": TestDataset.rule(levels: "  - {severity: error, require: {at_most: 2}}")]
    let waiver = Waiver(rule: "user/x", reason: "known", owner: "Ada", until: "2026-03-01", setIn: "cupel.yaml:4")
    let held = try await TestDataset.run(rules, waivers: [waiver], asOf: "2026-03-01")
    #expect(held.rules[0].outcome == .waived && held.verdict == .accept && held.asOf == "2026-03-01")
    #expect(held.rules[0].reason?.contains("Ada") == true)
    let ended = try await TestDataset.run(rules, waivers: [waiver], asOf: "2026-03-02")
    #expect(ended.rules[0].outcome == .fail && ended.verdict == .reject)
    #expect(try await TestDataset.run(rules).asOf == nil)
  }

  @Test("limits are overridden level by level, and the report says where")
  func overrides() async throws {
    let text = TestDataset.rule(levels: "  - {severity: error, require: {at_most: 2}}\n  - {severity: warning, require: {at_most: 1}}")
    let rulebook = try TestDataset.rulebook(["user/x": text])
    let configuration = try Configuration.read(
      "limits:\n  user/x: {error: {at_most: 100}, warning: {at_most: 8}}\n", file: "cupel.yaml", owner: .user, rules: rulebook.rules)
    let result = try await TestDataset.run(["user/x": text], overrides: configuration.limits).rules[0]
    #expect(result.severity == .warning && result.count == 1 && result.limit?.setIn == "cupel.yaml:2")
  }

  @Test("a consequence folds under a cause that holds its episodes, not under one elsewhere")
  func explained() async throws {
    let cause = TestDataset.rule(id: "user/cause", levels: "  - {severity: error, require: {at_most: 4}}")
    let same = TestDataset.rule(
      id: "user/same", levels: "  - {severity: error, require: {at_most: 5}}", extra: "explained_by: [user/cause]")
    let wider = TestDataset.rule(
      id: "user/wider", levels: "  - {severity: error, require: {at_most: 2}}", extra: "explained_by: [user/cause]")
    let run = try await TestDataset.run(["user/cause": cause, "user/same": same, "user/wider": wider])
    #expect(run.rules.map(\.explainedBy) == [nil, "user/cause", nil])
    #expect(run.rules.allSatisfy { $0.outcome == .fail })
  }

  @Test("each task is judged for itself, over all splits; without tasks the rule says so")
  func tasks() async throws {
    let rule = TestDataset.rule(levels: "  - {severity: error, require: {at_most: 5}}", extra: "scope: task")
    let splits = [
      "train": [[TestDataset.episode([1], task: "lift"), TestDataset.episode([9], task: "push")]],
      "val": [[TestDataset.episode([2], task: "lift")]],
    ]
    let run = try await TestDataset.run(["user/x": rule], splits: splits)
    #expect(run.rules.map(\.scope) == ["task=lift", "task=push"])
    #expect(run.rules.map(\.outcome) == [.pass, .fail])
    #expect(run.rules.map(\.total) == [2, 1])
    // Where no episode names its task, instructions tell tasks, and what rests on them is at most a warning.
    let strict = TestDataset.rule(levels: "  - {severity: error, require: {at_most: 5}}", extra: "scope: task")
    let nameless = try await TestDataset.run(["user/x": strict], splits: ["train": [[TestDataset.episode([9], task: "")]]])
    #expect(nameless.rules.map(\.scope) == ["task=lift"] && nameless.rules.map(\.outcome) == [.fail])
    #expect(nameless.rules.map(\.severity) == [.warning])
    let pooled = TestDataset.rule(
      levels: "  - {severity: info, require: {at_most: 5%}}", extra: "scope: task", metric: "action.sigma.steps")
    #expect(throws: DocumentError.self) { try TestDataset.rulebook(["user/x": pooled]) }
  }

  @Test("the largest tasks are judged one by one, and one result says how many were left out")
  func capOfTasks() async throws {
    let rule = TestDataset.rule(levels: "  - {severity: error, require: {at_most: 5}}", extra: "scope: task")
    let names = (0..<Tasks.mostSlices + 30).map { "task \(1000 + $0)" }
    let run = try await TestDataset.run(["user/x": rule], splits: ["train": [(names + names).map { TestDataset.episode([1], task: $0) }]])
    #expect(run.rules.count == Tasks.mostSlices + 1 && run.rules.count { $0.outcome == .pass } == Tasks.mostSlices)
    let last = try #require(run.rules.first { $0.scope == "dataset" })
    #expect(last.outcome == .notApplicable && last.reason?.hasPrefix("of 230 tasks the 200 with the most episodes are judged") == true)
  }

  @Test("each split is judged for itself, in name order")
  func scopes() async throws {
    let rule = TestDataset.rule(levels: "  - {severity: error, require: {at_most: 5}}")
    let splits = ["val": [[TestDataset.episode([1, 2])]], "train": [[TestDataset.episode([7, 2])]]]
    let run = try await TestDataset.run(["user/x": rule], splits: splits)
    #expect(run.rules.map(\.scope) == ["train", "val"])
    #expect(run.rules.map(\.outcome) == [.fail, .pass])
    let whole = try await TestDataset.run(
      ["user/x": TestDataset.rule(levels: "  - {severity: error, require: {at_most: 5}}", extra: "scope: dataset")], splits: splits)
    #expect(whole.rules.map(\.scope) == ["dataset"] && whole.rules[0].total == 2)
  }
}
