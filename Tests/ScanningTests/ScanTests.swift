import Episodes
import Measures
import Synchronization
import Testing

@testable import Scanning

/// Passes another reader's records on and counts how often each shard was scanned.
final class CountingReader: DatasetReader {
  let inner: MemoryReader
  let scans = Mutex<[String: Int]>([:])
  init(_ inner: MemoryReader) { self.inner = inner }
  var description: DatasetDescription { inner.description }
  func scan(
    split: String, shard: Shard, selecting selection: ColumnSelection, visit: (borrowing Episode) -> Bool, progress: (Int) -> Void
  ) -> ShardOutcome {
    scans.withLock { $0[shard.file, default: 0] += 1 }
    return inner.scan(split: split, shard: shard, selecting: selection, visit: visit, progress: progress)
  }
}

@Suite("One plan, one scan")
struct ScanTests {
  static let schema = Schema(
    leaves: [
      Leaf(path: "action", level: .step, element: .float32, shape: [3], content: .tensor(.none)),
      Leaf(path: "is_first", level: .step, element: .bool, shape: [], content: .tensor(.none)),
      Leaf(path: "is_last", level: .step, element: .bool, shape: [], content: .tensor(.none)),
      Leaf(path: "is_terminal", level: .step, element: .bool, shape: [], content: .tensor(.none)),
      Leaf(path: "language_instruction", level: .step, element: .string, shape: [], content: .text),
      Leaf(path: "unread", level: .step, element: .int64, shape: [4], content: .tensor(.none)),
    ], hasSteps: true)

  static func episode(_ seed: UInt64, steps: Int) -> Episode {
    var dice = Dice(state: seed)
    func numbers(_ width: Int, _ value: (Int) -> Double) -> Column {
      var column = Column(width: width)
      column.numbers = (0..<steps * width).map(value)
      column.rows = steps
      column.isPresent = true
      return column
    }
    var text = Column(width: 1)
    for _ in 0..<steps {
      text.bytes += Array("pick up the red cup".utf8)
      text.ends.append(text.bytes.count)
    }
    text.rows = steps
    text.isPresent = true
    let columns = [
      numbers(3) { _ in Double.random(in: -0.02...0.02, using: &dice) }, numbers(1) { $0 == 0 ? 1 : 0 },
      numbers(1) { $0 == steps - 1 ? 1 : 0 }, numbers(1) { $0 == steps - 1 ? 1 : 0 }, text, numbers(4) { _ in 1 },
    ]
    return Episode(identity: EpisodeIdentity(split: "", shard: 0, record: 0), steps: steps, columns: columns)
  }

  static var reader: MemoryReader {
    MemoryReader(
      name: "memory", schema: schema,
      splits: [
        "train": (0..<5).map { shard in (0..<(shard + 2)).map { episode(UInt64(shard * 10 + $0), steps: 12 + $0) } },
        "val": [[episode(99, steps: 9)]],
      ])
  }

  static var wishes: [Wish] {
    MeasureRegistry.metrics.values.filter(\.parameters.isEmpty).map { Wish(metric: $0.name) }.sorted { $0.metric < $1.metric }
  }

  private func setting() -> Setting {
    Setting(schema: Self.schema, roles: RoleInference(reader: Self.reader).roles(declared: []))
  }

  @Test("every shard is scanned once, whatever is measured and however many work")
  func once() async throws {
    let plan = Plan(setting: setting(), wishes: Self.wishes)
    for jobs in [1, 2, 7] {
      let reader = CountingReader(Self.reader)
      _ = try await Scan(plan: plan, reader: reader).run(jobs: jobs)
      let counts = reader.scans.withLock { $0 }
      #expect(counts.count == 6)
      #expect(counts.values.allSatisfy { $0 == 1 })
    }
  }

  @Test("states do not depend on the number of workers")
  func sameStates() async throws {
    let plan = Plan(setting: setting(), wishes: Self.wishes)
    let one = try await Scan(plan: plan, reader: Self.reader).run(jobs: 1)
    let four = try await Scan(plan: plan, reader: Self.reader).run(jobs: 4)
    #expect(StateFile.encode(one) == StateFile.encode(four))
  }

  @Test("wishing twice, or in another order, costs nothing")
  func shared() {
    let once = Plan(setting: setting(), wishes: Self.wishes)
    let twice = Plan(setting: setting(), wishes: (Self.wishes + Self.wishes).reversed())
    #expect(once.requests == twice.requests)
    #expect(once.digest == twice.digest)
    #expect(Set(once.requests).count == once.requests.count)
  }

  @Test("a column that nobody reads is not touched")
  func pruned() async throws {
    let plan = Plan(setting: setting(), wishes: [])
    let states = try await Scan(plan: plan, reader: Self.reader).run(jobs: 1)
    #expect(states.leaves.allSatisfy { $0.bytesTouched == 0 })
    let all = Plan(setting: setting(), wishes: Self.wishes)
    let touched = all.selection.leaves.map { Self.schema.leaves[$0].path }
    #expect(!touched.contains("unread"))
    #expect(touched.contains("language_instruction"))
  }

  @Test("the digest follows roles, declarations and target, and nothing else")
  func digest() {
    let base = Plan(setting: setting(), wishes: Self.wishes).digest
    var declared = setting()
    declared.declarations.controlHz = 10
    #expect(Plan(setting: declared, wishes: Self.wishes).digest != base)
    var target = setting()
    target.target.chunk = 8
    #expect(Plan(setting: target, wishes: Self.wishes).digest != base)
    var roles = setting()
    roles.roles = RoleMap(roles.roles.bindings.filter { $0.role != "instruction" })
    #expect(Plan(setting: roles, wishes: Self.wishes).digest != base)
    #expect(Plan(setting: setting(), wishes: Self.wishes).digest == base)
  }
}
