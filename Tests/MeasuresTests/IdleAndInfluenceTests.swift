import Episodes
import Simulation
import Testing

@testable import Measures

@Suite struct IdleMeasuresTests {
  private func bed(_ labels: [[Double]], gripper: [Double]? = nil, hertz: Double? = nil) -> TestBed {
    var bed = TestBed([TestBed.numbers("shift", 3), TestBed.numbers("turn", 3), TestBed.numbers("grip")])
    bed.roles = [
      TestBed.role("action.translation", "shift"), TestBed.role("action.rotation", "turn"), TestBed.role("action.gripper", "grip"),
    ]
    bed.declarations.controlHz = hertz
    bed.splits["train"] = [
      TestEpisode(
        labels.count,
        [
          "shift": .numbers(labels.flatMap { $0[0..<3] }), "turn": .numbers(labels.flatMap { $0[3..<6] }),
          "grip": .numbers(gripper ?? labels.map { _ in 1 }),
        ])
    ]
    return bed
  }

  private let move = [0.01, 0, 0, 0, 0, 0]
  /// Below 0.2 mm and 0.05 degrees (8.7e-4 rad).
  private let rest = [1.9e-4, 0, 0, 0, 0, 8e-4]

  @Test func restsAtBothEndsAreCounted() throws {
    let labels =
      Array(repeating: rest, count: 6) + Array(repeating: move, count: 14) + Array(repeating: rest, count: 8)
      + Array(repeating: move, count: 5) + Array(repeating: rest, count: 7)
    let found = try bed(labels).measure("action.idle.padding")
    #expect(found.values == [7.0 / 40])
    #expect(found.samples[0].place.steps == 33...39)
    #expect(found.facts["longest"] == "8")
    #expect(found.facts["share"] == "52.5 %")
    #expect(try bed(labels, hertz: 2).measure("action.idle.seconds").values == [3.5])
    #expect(throws: Absence.self) { try bed(labels).measure("action.idle.seconds") }
  }

  @Test func aTurnOrAGripperThatMovesIsNoRest() throws {
    let turning = [1.9e-4, 0, 0, 0, 0, 9e-4]
    #expect(try bed(Array(repeating: turning, count: 10) + [move]).measure("action.idle.padding").values == [0])
    let labels = Array(repeating: rest, count: 10) + [move]
    #expect(try bed(labels).measure("action.idle.padding").values == [10.0 / 11])
    let closing = (0..<11).map { Double($0 % 2) }
    #expect(try bed(labels, gripper: closing).measure("action.idle.padding").values == [0])
  }

  @Test func aLastLabelThatMovesNothingIsNoPadding() throws {
    #expect(try bed([move, rest]).measure("action.idle.padding").values == [0])
    #expect(try bed([rest, rest, rest, rest, move]).measure("action.idle.padding").values == [0])
  }

  @Test func jointLabelsRestWhereTheyDoNotChange() throws {
    var bed = TestBed([TestBed.numbers("joints", 2)])
    bed.roles = [TestBed.role("action.joints", "joints")]
    var labels: [Double] = []
    for step in 0..<20 {
      let angle = step < 8 ? 1e-4 * Double(step % 2) : 0.01 * Double(step)
      labels += [1.2 + angle, 0.3]
    }
    bed.splits["train"] = [TestEpisode(20, ["joints": .numbers(labels)])]
    #expect(try bed.measure("action.idle.padding").values == [8.0 / 20])
  }

  @Test func theTargetsOwnRuleIsTold() throws {
    var dataset = bed(Array(repeating: [5e-5, 0, 0, 0, 0, 0], count: 5) + Array(repeating: move, count: 15))
    dataset.target.name = "some-model"
    dataset.target.filters.idle = .oftLibero
    let facts = try dataset.measure("action.idle.padding").facts
    #expect(facts["loader"] == "; some-model leaves 25 % out")
    #expect(facts["published"]?.contains("openpi") == false)
  }
}

@Suite struct InfluenceTests {
  private func dataset(_ kind: TargetFacts.Normalisation.Kind, times factor: Double, episodes: Int = 120) -> EditedDataset {
    var dataset = EditedDataset()
    dataset.episodes = episodes
    dataset.recipe.normalisation = kind
    dataset.edit = { index, _, actions in
      guard index == 40 else { return }
      for row in actions.indices { actions[row][1] *= factor }
    }
    return dataset
  }

  /// The scale by plain sorting, and without episode 40.
  private func ratio(_ dataset: EditedDataset, _ scale: ([Double]) -> Double) -> Double {
    let values = (0..<dataset.episodes).map { dataset.rows($0).actions.map { $0[1] } }
    return scale(values.flatMap { $0 }) / scale(values.indices.filter { $0 != 40 }.flatMap { values[$0] })
  }

  private static func deviation(_ values: [Double]) -> Double {
    let mean = values.reduce(0, +) / Double(values.count)
    return (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)).squareRoot()
  }

  private static func quantiles(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    func at(_ share: Double) -> Double {
      let rank = share * Double(sorted.count - 1)
      let low = Int(rank)
      return sorted[low] + (rank - Double(low)) * (sorted[min(low + 1, sorted.count - 1)] - sorted[low])
    }
    return at(0.99) - at(0.01)
  }

  @Test(arguments: [TargetFacts.Normalisation.Kind.bounds, .meanAndDeviation, .quantiles])
  func theRatioIsThatOfTheScalesThemselves(kind: TargetFacts.Normalisation.Kind) throws {
    // Extremes and quantiles of honest episodes differ by more than 30 in a direction that few of them take.
    let dataset = dataset(kind, times: kind == .meanAndDeviation ? 30 : 300)
    let seen = dataset.observations()
    let found = try seen.measure("action.influence").byEpisode
    let expected: Double
    switch kind {
    case .bounds: expected = ratio(dataset) { ($0.max() ?? 0) - ($0.min() ?? 0) }
    case .meanAndDeviation: expected = ratio(dataset, Self.deviation)
    case .quantiles: expected = ratio(dataset, Self.quantiles)
    }
    // Quantiles come from bins and from four numbers an episode.
    let tolerance = kind == .quantiles ? 0.03 : 1e-5
    #expect(((found[40] ?? 0) / expected - 1).magnitude < tolerance, "\(found[40] ?? 0) against \(expected)")
    let limit = try #require(try seen.measure("action.influence.limit").overall?.number)
    #expect(found.filter { $0.value > limit }.keys.sorted() == [40])
  }

  @Test(arguments: [TargetFacts.Normalisation.Kind.bounds, .meanAndDeviation, .quantiles])
  func goodEpisodesStayBelowTheLimit(kind: TargetFacts.Normalisation.Kind) throws {
    for motion in Recipe.Motion.allCases {
      var dataset = dataset(kind, times: 1)
      dataset.recipe.motion = motion
      let seen = dataset.observations()
      let limit = try #require(try seen.measure("action.influence.limit").overall?.number)
      #expect(try seen.measure("action.influence").byEpisode.values.allSatisfy { $0 <= limit })
    }
  }

  @Test func belowAHundredEpisodesNothingIsSaid() {
    #expect(throws: Absence.self) { try dataset(.quantiles, times: 30, episodes: 99).observations().measure("action.influence") }
  }

  @Test func fourQuantilesTellTheShareBeyondALimit() throws {
    let values = (0..<320).map { Double(($0 * 77) % 320) }
    let own = try #require(values.withUnsafeBufferPointer { EpisodeQuantiles($0) })
    for x in stride(from: 0.0, through: 320, by: 16) {
      #expect((own.share(below: x, in: 0...319) - x / 320).magnitude < 0.06, "\(x)")
    }
    let again = EpisodeQuantiles(packed: own.packed.0, own.packed.1)
    #expect(again.values == own.values)
    #expect([.nan, .nan].withUnsafeBufferPointer { EpisodeQuantiles($0) } == nil)
    #expect(own.share(below: -1, in: 0...319) == 0)
    #expect(own.share(below: 400, in: 0...319) == 1)
  }
}
