import Episodes
import Testing

@testable import Measures

@Suite("openpi's chunks")
struct StatisticsChunkTests {
  /// One joint, with the state that the loader puts beside it.
  private func bed(_ actions: [Double], states: [Double], horizon: Int) -> TestBed {
    var bed = TestBed([TestBed.numbers("action"), TestBed.numbers("observation/state")])
    let columns = [
      ViewColumn(name: "action", pieces: [ViewPiece(.stored(Slice(path: "action")), meaning: .joints)]),
      ViewColumn(name: "proprio", pieces: [ViewPiece(.stored(Slice(path: "observation/state")))]),
    ]
    bed.loader = LoaderView(columns: columns, card: "test", evidence: "the test")
    bed.loader.roles = LoaderView.roles(of: columns, in: bed.setting.schema, source: .card, evidence: "the test")
    bed.target.statistics = TargetFacts.StatisticsUse(schema: "openpi", file: "norm_stats.json")
    bed.target.normalisation = TargetFacts.Normalisation(kind: .quantiles, epsilon: 1e-6)
    bed.target.chunk = horizon
    bed.making = { _ in
      [actions, states].map { numbers in
        var column = Column(width: 1)
        (column.numbers, column.rows, column.isPresent) = (numbers, numbers.count, true)
        return column
      }
    }
    bed.splits = ["train": [TestEpisode(actions.count, ["action": .numbers(actions), "observation/state": .numbers(states)])]]
    return bed
  }

  @Test("a step counts as often as chunks hold it; joints are counted as their distance from the state")
  func chunks() throws {
    let actions = [1.0, 2, 4, 8, 16]
    let states = [0.5, 1, 1.5, 2, 2.5]
    let horizon = 3
    for takesState in [false, true] {
      // The plain definition.
      var expected: [Double] = []
      for start in 0..<5 { for step in 0..<horizon { expected.append(actions[min(start + step, 4)] - (takesState ? states[start] : 0)) } }
      let mean = expected.reduce(0, +) / 15
      let deviation = (expected.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 15).squareRoot()
      var bed = bed(actions, states: states, horizon: horizon)
      bed.target.action.isRelativeToState = takesState
      var stored = StoredStatistics(file: "norm_stats.json", schema: .openpi)
      stored.action = StoredStatistics.Group()
      stored.action?.mean = [mean]
      stored.action?.deviation = [deviation]
      bed.statistics = [stored]
      let observations = try bed.observe([StatisticsMeasures.request])
      let context = MeasureContext(observations: observations, scope: .dataset, episodes: [0])
      let summary = try #require(StatisticsSummary(.chunks, try context.view(StatisticsMeasures.request)))
      #expect(summary.rows == 15)
      #expect(summary.dimensions[0].count == 15)
      #expect((summary.dimensions[0].mean - mean).magnitude < 1e-12)
      #expect((summary.dimensions[0].deviation - deviation).magnitude < 1e-12)
      #expect(summary.dimensions[0].histogram?.total == 15)
      #expect(try bed.measure("statistics.agreement").samples.isEmpty)
    }
  }
  /// What openpi writes of the first batches of 32 frames, of chunks of two.
  private func written(_ actions: [Double], batches: Int) -> StoredStatistics {
    var running = RunningStatistics()
    for batch in 0..<batches {
      var table = ValueTable(width: 1)
      for frame in batch * 32..<(batch + 1) * 32 {
        table.values += [Float(actions[frame]), Float(actions[min(frame + 1, actions.count - 1)])]
      }
      running.update(table)
    }
    var stored = StoredStatistics(file: "norm_stats.json", schema: .openpi)
    stored.action = running.statistics
    return stored
  }

  private func wrong(_ actions: [Double], _ stored: StoredStatistics) throws -> Int {
    var bed = bed(actions, states: [Double](repeating: 0, count: actions.count), horizon: 2)
    bed.statistics = [stored]
    return try bed.measure("statistics.agreement").samples.count
  }

  /// 1023 frames are 31 batches and 31 frames that are dropped, of which the last thirty lie at 1: 61 of 2046 values, so the deviation of all
  /// is √(61/2046 · 1985/2046) = 0.170 and the file's is 0.001. That is apart by five times the share that may be dropped, 32/1023 of the
  /// range. The variances are apart by 0.0289, which is less than that share of the squared range, 0.0313.
  @Test("a dropped batch that lies apart takes its share of the variance, not of the deviation")
  func droppedBatch() throws {
    let actions = (0..<1023).map { $0 < 993 ? 0.001 * Double($0 % 3 - 1) : 1 }
    let stored = written(actions, batches: 31)
    #expect((stored.action?.deviation[0] ?? 1) < 0.002)
    #expect(try wrong(actions, stored) == 0)
    // Three batches that lie apart are not one that was dropped.
    let stale = (0..<1023).map { $0 < 929 ? 0.001 * Double($0 % 3 - 1) : 1 }
    #expect(try wrong(stale, written(stale, batches: 29)) > 0)
  }

  /// The mean of squares is 1.000001 and the squared mean 1, both kept in float32 to 6e-8: the variance, 1e-6, is lost in what cancels.
  /// 64,000 frames: 32 of them that are dropped move the deviation by less than 2e-6.
  @Test("a small deviation about a large mean is lost in float32")
  func cancellation() throws {
    let actions = (0..<64_000).map { 1 + 0.001 * Double($0 % 2 * 2 - 1) }
    var stored = written(actions, batches: 2000)
    let deviation = try #require(stored.action?.deviation[0])
    #expect((deviation - 0.001).magnitude > 1e-4)
    #expect(try wrong(actions, stored) == 0)
    // 4e-6 of the squares, 0.002 of a deviation of 0.001, and what sums that round one way may lose: 0.0003.
    stored.action?.deviation[0] = 0.001 + 0.0035
    #expect(try wrong(actions, stored) == 1)
  }
}
