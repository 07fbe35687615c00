import Documents
import Episodes
import Measures
import Scanning

@testable import Rulebook

/// A small dataset in memory, and rules over it.
enum TestDataset {
  static let schema = Schema(
    leaves: [
      Leaf(path: "x", level: .step, element: .float32, shape: [2], content: .tensor(.none)),
      Leaf(path: "y", level: .step, element: .float32, shape: [], content: .tensor(.none)),
      // Nothing but its name says that this is the instruction: a weak role.
      Leaf(path: "task", level: .episode, element: .string, shape: [], content: .text),
      Leaf(path: "user_prompt", level: .step, element: .string, shape: [], content: .text),
    ], hasSteps: true)

  static func episode(_ x: [Double], task: String = "lift") -> Episode {
    var column = Column(width: 2)
    column.numbers = x.flatMap { [$0, 0] }
    column.rows = x.count
    column.isPresent = true
    var other = Column(width: 1)
    other.numbers = x.map { _ in 1 }
    other.rows = x.count
    other.isPresent = true
    var text = Column(width: 1)
    for _ in x {
      text.bytes += Array("lift".utf8)
      text.ends.append(text.bytes.count)
    }
    text.rows = x.count
    text.isPresent = true
    var name = Column(width: 1)
    name.bytes = Array(task.utf8)
    name.ends = [name.bytes.count]
    name.rows = 1
    name.isPresent = true
    return Episode(identity: EpisodeIdentity(split: "", shard: 0, record: 0), steps: x.count, columns: [column, other, name, text])
  }

  static func rule(
    id: String = "user/x", confidence: String = "certain", levels: String, extra: String = "",
    metric: String = "{name: column.max, feature: \"x[0]\"}"
  ) -> String {
    """
    id: \(id)
    since: 0.1
    confidence: \(confidence)
    states: x stays below {limit}.
    found: "{count} of {total} {noun} do not; the worst, {worst.episode}, reaches {worst.value} at step {worst.step}."
    why: Because.
    fix: Mend it.
    metric: \(metric)
    levels:
    \(levels)
    \(extra)
    """
  }

  static let pack = "name: all\nsummary: All of them.\nrules: [\"*\"]\n"

  static func rulebook(_ rules: [String: String], pack: String = Self.pack) throws(DocumentError) -> Rulebook {
    try Rulebook(
      sources: rules.sorted { $0.key < $1.key }.map { Rulebook.Source(file: "Rules/\($0.key).yaml", text: $0.value) }
        + [Rulebook.Source(file: "Rules/packs/all.yaml", text: pack)])
  }

  static func run(
    _ rules: [String: String], splits: [String: [[Episode]]] = ["train": [[episode([1, 2, 3]), episode([1, 9, 1])]]], faults: [Fault] = [],
    pack: String = Self.pack, waivers: [Waiver] = [], roles: RoleMap = RoleMap(), overrides: [LimitOverride] = [],
    failOn: Severity? = .error,
    asOf: String = "2026-01-01", losing: Set<ShardKey> = [], target: TargetFacts = .generic
  ) async throws -> Run {
    let rulebook = try rulebook(rules, pack: pack)
    let set = RuleSet(
      rulebook: rulebook, pack: try rulebook.pack("all"), overrides: overrides, waivers: waivers, failOn: failOn, asOf: asOf)
    let reader = MemoryReader(name: "memory", schema: schema, splits: splits, faults: faults)
    var configuration = Configuration(file: "cupel.yaml", owner: .user)
    configuration.roles = roles.bindings.map { RoleDeclaration(role: $0.role, slices: $0.slices, setIn: "cupel.yaml:1") }
    let check = try Check(
      rulebook: rulebook, reader: reader, path: "memory", target: Target(facts: target, summary: "", told: []), targetWasNamed: false,
      rules: set, configurations: [configuration])
    let states = try await Scan(plan: check.plan, reader: reader).run(jobs: 1)
    let kept = try StateSet(planDigest: states.planDigest, states.leaves.filter { !losing.contains($0.key) })
    return check.judge(kept)
  }
}
