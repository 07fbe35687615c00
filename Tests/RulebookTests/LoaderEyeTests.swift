import Episodes
import Measures
import Scanning
import Testing

@testable import Rulebook

@Suite("What a loader makes of data that were read")
struct LoaderEyeTests {
  private static let schema = Schema(
    leaves: [Leaf(path: "action", level: .step, element: .float32, shape: [3], content: .tensor(.none))], hasSteps: true)

  /// The first dimension moves; the second and the third, a gripper, do not.
  private func episode(_ steps: Int) -> Episode {
    var action = Column(width: 3)
    for step in 0..<steps { action.numbers += [0.01 * Double(step), 0.5, 1] }
    (action.rows, action.isPresent) = (steps, true)
    return Episode(identity: EpisodeIdentity(split: "", shard: 0, record: 0), steps: steps, columns: [action])
  }

  private func eye(_ normalisation: TargetFacts.Normalisation, episodes: [Episode]) async throws -> LoaderEye {
    func piece(_ dimension: Int, _ meaning: ViewPiece.Meaning) -> ViewPiece {
      ViewPiece(.stored(Slice(path: "action", dimensions: dimension..<dimension + 1)), meaning: meaning)
    }
    var target = TargetFacts(name: "model")
    target.normalisation = normalisation
    (target.chunk, target.tail) = (4, .drop)
    let columns = [ViewColumn(name: "action", pieces: [piece(0, .translation), piece(1, .translation), piece(2, .gripper)])]
    var loader = LoaderView(columns: columns)
    loader.roles = LoaderView.roles(of: columns, in: Self.schema, source: .card, evidence: "the test")
    let setting = Setting(schema: Self.schema, roles: RoleMap(), target: target, loader: loader)
    let reader = MemoryReader(name: "memory", schema: Self.schema, splits: ["train": [episodes]], faults: [])
    let plan = Plan(setting: setting, wishes: [Wish(metric: "loader.constant", parameters: ["view": "target"])])
    let states = try await Scan(plan: plan, reader: reader).run(jobs: 1)
    return try #require(LoaderEye(setting, name: "memory", observations: plan.observations(of: reader.description, states: states)))
  }

  @Test("what never moves becomes a constant where it is scaled, or where constants are zeroed whatever the mask says")
  func constants() async throws {
    func becomes(_ normalisation: TargetFacts.Normalisation) async throws -> [String] {
      try #require(try await eye(normalisation, episodes: [episode(20)]).columns.first).pieces.map(\.becomes)
    }
    let deviation = TargetFacts.Normalisation(kind: .meanAndDeviation, epsilon: 1e-8)
    #expect(try await becomes(deviation) == ["mean 0, deviation 1", "never moves: becomes 0", "left as it is"])
    var quantiles = TargetFacts.Normalisation(kind: .quantiles, epsilon: 1e-8)
    #expect(try await becomes(quantiles) == ["quantiles to -1 and 1", "never moves: becomes 0", "never moves: becomes 0"])
    quantiles.constant = .minusOne
    #expect(try await becomes(quantiles) == ["quantiles to -1 and 1", "never moves: becomes -1", "left as it is"])
  }

  @Test("episodes of which nothing is left are not among those that are kept")
  func episodesKept() async throws {
    // Chunks of four: the last three steps of an episode start none.
    let steps = try #require(
      try await eye(TargetFacts.Normalisation(kind: .quantiles, epsilon: 1e-8), episodes: [episode(20), episode(3), episode(4)]).steps)
    #expect(steps.episodes == 3 && steps.episodesKept == 2)
    #expect(steps.total == 27 && steps.kept == 18)
  }
}
