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

  // MARK: As the target's loader makes it

  /// 110 episodes of 20 steps, the numbers of the last of them, and how a loader cuts them: `action[0:2]`, then a gripper.
  private func made(
    _ kind: TargetFacts.Normalisation.Kind = .bounds, operations: [ColumnOperation] = [], wild: Double = 90, dropLast: Int = 0
  ) -> TestBed {
    var bed = TestBed([TestBed.numbers("action", 3)])
    bed.roles = [TestBed.role("action.translation", "action[0:2]"), TestBed.role("action.gripper", "action[2]")]
    bed.target.normalisation = TargetFacts.Normalisation(kind: kind, epsilon: 1e-8, includesGripper: false)
    let pieces = [
      ViewPiece(.stored(Slice(path: "action", dimensions: 0..<1)), meaning: .translation),
      ViewPiece(.stored(Slice(path: "action", dimensions: 1..<2)), operations, meaning: .translation),
      ViewPiece(.stored(Slice(path: "action", dimensions: 2..<3)), meaning: .gripper),
    ]
    let column = ViewColumn(name: "action", pieces: pieces)
    bed.loader = LoaderView(columns: [column], dropLast: dropLast)
    bed.loader.roles = LoaderView.roles(of: [column], in: bed.setting.schema, source: .card, evidence: "the test")
    bed.splits["train"] = (0..<110).map { (number: Int) -> TestEpisode in
      // Honest values up to 2; the last number of the last episode is the wild one.
      var numbers: [Double] = []
      for step in 0..<20 {
        for dimension in 0..<3 { numbers.append(Double((number * 31 + step * 17 + dimension * 7) % 41 - 20) / 10) }
      }
      if number == 109 { numbers[19 * 3 + 1] = wild }
      return TestEpisode(20, ["action": .numbers(numbers)])
    }
    bed.making = { episode in
      guard case .numbers(let numbers)? = episode.columns["action"] else { return [] }
      var column = Column(width: 3)
      column.rows = episode.steps - dropLast
      column.numbers = Array(numbers.prefix(column.rows * 3))
      for row in 0..<column.rows { for case .clip(let range) in operations { column.numbers[row * 3 + 1].limit(to: range) } }
      column.isPresent = true
      return [column]
    }
    return bed
  }

  private static let target = [View.parameter: View.target.rawValue]

  @Test func whatTheLoaderHandsOnAsStoredIsNotReadTwice() throws {
    let bed = made()
    var columns = ColumnPlan()
    let definition = try #require(InfluenceMeasures.probes.first)
    guard case .probe(let probe) = definition.make(InfluenceMeasures.request, bed.setting, &columns) else {
      Issue.record("no probe")
      return
    }
    #expect(probe.fields.isEmpty && probe.emptySums == Sums())
    #expect(columns.selection.isEmpty && !columns.readsMadeColumns)
    let found = try bed.measure("action.influence", Self.target)
    // Of values from -2 to 2 one is 90: 92 over 4.
    #expect(found.byEpisode[109] == 23)
    #expect(found.samples.first { $0.place.episode == 109 }?.place.feature == "action[1]")
    #expect(found.byEpisode == (try bed.measure("action.influence").byEpisode))
  }

  @Test func whatTheLoaderCutsStretchesNothing() throws {
    let found = try made(operations: [.clip(-3...3)]).measure("action.influence", Self.target)
    // 5 over 4; stored it is 23.
    #expect(found.byEpisode[109] == 1.25)
    #expect(try made(operations: [.clip(-3...3)]).measure("action.influence").byEpisode[109] == 23)
    let wide = try made(operations: [.clip(-30...30)]).measure("action.influence", Self.target)
    #expect(wide.byEpisode[109] == 8)
    #expect(wide.samples.first { $0.place.episode == 109 }?.place.feature == "model/action[1]")
  }

  @Test func stepsThatTheLoaderDropsStretchNothing() throws {
    for kind in TargetFacts.Normalisation.Kind.allCases {
      let bed = made(kind, dropLast: 1)
      let limit = try #require(try bed.measure("action.influence.limit", Self.target).overallNumber)
      #expect(try bed.measure("action.influence", Self.target).values.allSatisfy { $0 <= limit }, "\(kind)")
    }
  }

  @Test(arguments: [TargetFacts.Normalisation.Kind.meanAndDeviation, .quantiles])
  func scalesOfWhatTheLoaderMakesAreThoseOfItsNumbers(kind: TargetFacts.Normalisation.Kind) throws {
    // Of every episode 19 rows weigh. Its mean and deviation are kept as float32, of which little is left where it is far out.
    var bed = made(kind, operations: [.clip(-1000...1000)], wild: 0, dropLast: 1)
    for step in 0..<20 {
      guard case .numbers(var numbers)? = bed.splits["train"]?[109].columns["action"] else { return }
      numbers[step * 3 + 1] *= 400
      bed.splits["train"]?[109].columns["action"] = .numbers(numbers)
    }
    let episodes = (bed.splits["train"] ?? []).map { episode -> [Double] in
      guard case .numbers(let numbers)? = episode.columns["action"] else { return [] }
      return (0..<19).map { min(max(numbers[$0 * 3 + 1], -1000), 1000) }
    }
    let scale = kind == .quantiles ? Self.quantiles : Self.deviation
    let expected = scale(episodes.flatMap { $0 }) / scale(episodes.dropLast().flatMap { $0 })
    let found = try #require(try bed.measure("action.influence", Self.target).byEpisode[109])
    #expect((found / expected - 1).magnitude < (kind == .quantiles ? 0.03 : 1e-4), "\(found) against \(expected)")
  }

  @Test func aGripperThatTheTargetScalesIsLookedAt() throws {
    var bed = made(wild: 0)
    guard case .numbers(var numbers)? = bed.splits["train"]?[50].columns["action"] else { return }
    numbers[2] = 90
    bed.splits["train"]?[50].columns["action"] = .numbers(numbers)
    #expect(try bed.measure("action.influence", Self.target).byEpisode[50] == 1)
    bed.target.normalisation?.includesGripper = true
    #expect(try bed.measure("action.influence", Self.target).byEpisode[50] == 23)
  }

  @Test func episodesThatTheTargetTakesNoStatisticsOfWeighNothing() throws {
    var bed = made()
    bed.splits["val"] = [bed.splits["train"]?.removeLast()].compactMap { $0 }
    bed.target.normalisation?.spansAllSplits = true
    #expect(try bed.measure("action.influence", Self.target).byEpisode[109] == 23)
    bed.target.normalisation?.spansAllSplits = false
    let found = try bed.measure("action.influence", Self.target)
    #expect(found.byEpisode[109] == nil && found.byEpisode.count == 109)
  }

  /// Joints far from zero, each label the next state's: learnt as the distance from the state at the chunk's start.
  @Test func jointsAreTakenAsTheDistanceThatIsLearnt() throws {
    var bed = TestBed([TestBed.numbers("action"), TestBed.numbers("observation/state")])
    bed.target.normalisation = TargetFacts.Normalisation(kind: .bounds, epsilon: 1e-8)
    bed.target.action.isRelativeToState = true
    bed.target.chunk = 4
    let action = ViewColumn(name: "action", pieces: [ViewPiece(.stored(Slice(path: "action")), meaning: .joints)])
    let state = ViewColumn(name: "proprio", pieces: [ViewPiece(.stored(Slice(path: "observation/state")))])
    bed.loader = LoaderView(columns: [action, state])
    bed.loader.roles = LoaderView.roles(of: [action, state], in: bed.setting.schema, source: .card, evidence: "the test")
    bed.splits["train"] = (0..<110).map { (number: Int) -> TestEpisode in
      let states: [Double] = (0...8).map { (step: Int) -> Double in 50 + 0.01 * Double((number * 7 + step * step * 3) % 11) }
      var labels = Array(states[1...8])
      // Where the chunk's last label stands 6 away from its first state.
      if number == 20 { labels[7] = states[4] + 6 }
      return TestEpisode(8, ["action": .numbers(labels), "observation/state": .numbers(Array(states[0..<8]))])
    }
    bed.making = { episode in
      ["action", "observation/state"].map { path in
        var column = Column(width: 1)
        guard case .numbers(let numbers)? = episode.columns[path] else { return column }
        (column.numbers, column.rows, column.isPresent) = (numbers, numbers.count, true)
        return column
      }
    }
    let honest = (bed.splits["train"] ?? []).enumerated().filter { $0.offset != 20 }.flatMap { _, episode -> [Double] in
      guard case .numbers(let labels)? = episode.columns["action"], case .numbers(let states)? = episode.columns["observation/state"]
      else { return [] }
      return (0..<8).map { labels[$0] - states[$0 / 4 * 4] }
    }
    let (low, high) = (honest.min() ?? 0, honest.max() ?? 0)
    let found = try #require(try bed.measure("action.influence", Self.target).byEpisode[20])
    #expect((found - (6 - low) / (high - low)).magnitude < 1e-9)
  }

  @Test func fourQuantilesTellTheShareBeyondALimit() throws {
    let values = (0..<320).map { Double(($0 * 77) % 320) }
    let own = try #require(values.withUnsafeBufferPointer { EpisodeQuantiles($0, rows: EpisodeQuantiles.rows(of: values.count)) })
    for x in stride(from: 0.0, through: 320, by: 16) {
      #expect((own.share(below: x, in: 0...319) - x / 320).magnitude < 0.06, "\(x)")
    }
    let again = EpisodeQuantiles(packed: own.packed.0, own.packed.1)
    #expect(again.values == own.values)
    #expect([.nan, .nan].withUnsafeBufferPointer { EpisodeQuantiles($0, rows: [0, 1]) } == nil)
    #expect(own.share(below: -1, in: 0...319) == 0)
    #expect(own.share(below: 400, in: 0...319) == 1)
  }
}

extension Double {
  fileprivate mutating func limit(to range: ClosedRange<Double>) { self = min(max(self, range.lowerBound), range.upperBound) }
}
