import Episodes
import Measures
import Testing

@testable import Scanning

@Suite("Steps and episodes that a loader leaves out")
struct LoaderMeasuresTests {
  private static let schema = Schema(
    leaves: [
      Leaf(path: "action", level: .step, element: .float32, shape: [7], content: .tensor(.none)),
      Leaf(path: "language_instruction", level: .step, element: .string, shape: [], content: .text),
      Leaf(path: "episode_metadata/file_path", level: .episode, element: .string, shape: [], content: .text),
    ], hasSteps: true)

  /// `rest` marks the steps at which nothing moves.
  private func episode(_ steps: Int, resting rest: Set<Int> = [], text: String = "lift it", path: String = "success/1") -> Episode {
    var action = Column(width: 7)
    for step in 0..<steps { action.numbers += rest.contains(step) ? [0, 0, 0, 0, 0, 0, 1] : [0.01, 0, 0, 0, 0, 0.02, 1] }
    (action.rows, action.isPresent) = (steps, true)
    func texts(_ words: [String]) -> Column {
      var column = Column(width: 1)
      for word in words {
        column.bytes += Array(word.utf8)
        column.ends.append(column.bytes.count)
      }
      (column.rows, column.isPresent) = (words.count, true)
      return column
    }
    return Episode(
      identity: EpisodeIdentity(split: "", shard: 0, record: 0), steps: steps,
      columns: [action, texts(Array(repeating: text, count: steps)), texts([path])])
  }

  private func context(_ episodes: [Episode], _ change: (inout Setting) -> Void) async throws -> MeasureContext {
    var target = TargetFacts(name: "model")
    target.instructionPaths = ["language_instruction"]
    let arm = ViewPiece(.stored(Slice(path: "action", dimensions: 0..<6)), meaning: .translation)
    let gripper = ViewPiece(.stored(Slice(path: "action", dimensions: 6..<7)), meaning: .gripper)
    let columns = [ViewColumn(name: "action", pieces: [arm, gripper])]
    var loader = LoaderView(columns: columns)
    loader.roles = LoaderView.roles(of: columns, in: Self.schema, source: .card, evidence: "the test")
    var setting = Setting(schema: Self.schema, roles: RoleMap(), target: target, loader: loader)
    change(&setting)
    let reader = MemoryReader(name: "memory", schema: Self.schema, splits: ["train": [episodes]], faults: [])
    let wishes = ["loader.steps.lost", "loader.constant"].map { Wish(metric: $0, parameters: ["view": "target"]) }
    let plan = Plan(setting: setting, wishes: wishes)
    let states = try await Scan(plan: plan, reader: reader).run(jobs: 1)
    let observations = plan.observations(of: reader.description, states: states)
    return MeasureContext(observations: observations, scope: .dataset, episodes: Array(observations.episodes.indices))
  }

  @Test("ends, then the chunk's tail; an episode of which nothing is left is named with its reason")
  func endsAndTail() async throws {
    // 20 → less 1, less 2, less 7: 10. 9 → 6 after the ends, all of them in the tail. 2 → gone with the ends.
    let fate = LoaderFate(
      try await context([episode(20), episode(9), episode(2)]) {
        $0.loader.dropFirst = 1
        $0.loader.dropLast = 2
        $0.target.chunk = 8
        $0.target.tail = .drop
      })
    #expect(fate.steps == 31 && fate.kept == 10 && fate.episodes == 3)
    #expect(fate.losses.map(\.steps) == [3, 5, 13])
    #expect(fate.losses.map(\.reason) == [.first, .last, .tail])
    #expect(fate.lost.map(\.episode) == [1, 2] && fate.lost.map(\.reason) == [.tail, .last])
  }

  private func measure(_ name: String, _ context: MeasureContext) throws -> Measurement {
    try #require(MeasureRegistry.metrics[name]).measure(context)
  }

  @Test("dimensions that never move are constants, the gripper's are not looked at here")
  func constants() async throws {
    let still = try await context([episode(20)]) { $0.target.normalisation = TargetFacts.Normalisation(kind: .quantiles, epsilon: 1e-8) }
    let found = try measure("loader.constant", still)
    #expect(found.samples.map(\.place.feature) == (0..<6).map { "action[\($0)]" })
    #expect(found.samples.map { $0.value.number ?? -1 } == [1, 1, 1, 1, 1, 1])
  }

  @Test("bounds that are written in code are those of each dimension")
  func writtenBounds() async throws {
    let made = try await context([episode(20)]) { setting in
      setting.target.codec = CodecDeclaration.rt1
      // 0.01 lies outside of the first, and 0.02 inside of the sixth.
      setting.target.codec?.low = [-0.005, -1, -1, -1, -1, -1, -1]
      setting.target.codec?.high = [0.005, 1, 1, 1, 1, 1, 1]
    }
    #expect(try measure("loader.clipped", made).samples.map { $0.value.number ?? -1 } == [1, 0, 0, 0, 0, 0, 0])
  }

  @Test("a state that the model pads may be narrower, and no wider")
  func padded32() async throws {
    func found(_ dimensions: Int, padded: Bool) async throws -> Double? {
      let made = try await context([episode(5)]) { setting in
        setting.target.proprio = TargetFacts.Proprio()
        setting.target.proprio?.dimensions = dimensions
        setting.target.proprio?.isPadded = padded
        setting.loader.columns.append(ViewColumn(name: "proprio", pieces: [ViewPiece(.stored(Slice(path: "action")))]))
      }
      return try measure("loader.width.proprio", made).samples.first?.value.number
    }
    #expect(try await found(32, padded: true) == 0)
    #expect(try await found(32, padded: false) == 1)
    #expect(try await found(7, padded: false) == 0)
    #expect(try await found(6, padded: true) == 1)
  }

  @Test("a loader that pads loses nothing to chunks")
  func padded() async throws {
    let fate = LoaderFate(
      try await context([episode(5)]) {
        $0.target.chunk = 50
        $0.target.tail = .repeatLast
      })
    #expect(fate.kept == 5 && fate.losses.isEmpty && fate.lost.isEmpty)
  }

  @Test("unlabelled and unsuccessful episodes go whole, where the loader skips them")
  func filters() async throws {
    let episodes = [episode(4), episode(5, text: ""), episode(6, path: "failure/7"), episode(7, text: " ")]
    let all = LoaderFate(try await context(episodes) { _ in })
    #expect(all.kept == 22)
    let fate = LoaderFate(
      try await context(episodes) {
        $0.target.filters.skipsUnlabelled = true
        $0.target.filters.successPattern = ".*success.*"
      })
    #expect(fate.kept == 4 && fate.losses.map(\.reason) == [.unsuccessful, .unlabelled] && fate.losses.map(\.steps) == [6, 12])
    #expect(fate.lost.map(\.episode) == [1, 2, 3])
  }

  @Test("idle steps by the loader's rule, on what is left of the ends")
  func idle() async throws {
    // Steps 0, 3 and 4 rest; the first is dropped before the filter sees it.
    let fate = LoaderFate(
      try await context([episode(8, resting: [0, 3, 4])]) {
        $0.loader.dropFirst = 1
        $0.loader.idleRule = .openvlaDroid
      })
    #expect(fate.losses.map(\.steps) == [1, 2] && fate.losses.map(\.reason) == [.first, .idle] && fate.kept == 5)
    // openpi asks for commanded joint velocities, which nobody named: it is told as unknown, not as none.
    let unknown = LoaderFate(try await context([episode(8)]) { $0.loader.idleRule = .openpiDroid })
    #expect(!unknown.isIdleKnown && unknown.kept == 8)
  }
}
