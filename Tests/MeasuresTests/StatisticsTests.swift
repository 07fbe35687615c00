import Episodes
import Testing

@testable import Measures

/// A made action of `width` dimensions, from the column `action` as it is stored.
private struct StatisticsBed {
  var bed: TestBed
  let width: Int
  private(set) var rows: [String: [[Float]]] = [:]

  /// `splits` holds episodes of rows.
  init(
    _ splits: [String: [[[Double]]]], kind: TargetFacts.Normalisation.Kind = .quantiles, schema: String = "openvla", spansAll: Bool = true
  ) {
    width = splits.values.first?.first?.first?.count ?? 1
    let width = width
    bed = TestBed([TestBed.numbers("action", width)])
    let column = ViewColumn(name: "action", pieces: [ViewPiece(.stored(Slice(path: "action")))])
    bed.loader = LoaderView(columns: [column], card: "test", evidence: "the test")
    bed.loader.roles = LoaderView.roles(of: [column], in: bed.setting.schema, source: .card, evidence: "the test")
    bed.target.statistics = TargetFacts.StatisticsUse(schema: schema, file: "s.json")
    bed.target.normalisation = TargetFacts.Normalisation(
      kind: kind, epsilon: 1e-8, clip: kind == .meanAndDeviation ? 5 : 1, spansAllSplits: spansAll)
    bed.making = { episode in
      guard case .numbers(let numbers)? = episode.columns["action"] else { return [Column(width: width)] }
      var made = Column(width: width)
      made.numbers = numbers
      made.rows = numbers.count / width
      made.isPresent = true
      return [made]
    }
    for (split, episodes) in splits {
      bed.splits[split] = episodes.map { TestEpisode($0.count, ["action": .numbers($0.flatMap { $0 })]) }
      rows[split] = episodes.flatMap { $0 }.map { $0.map { Float($0) } }
    }
  }

  /// The right statistics, by plain definitions in float64; of some splits where they are named.
  func right(_ splits: [String]? = nil) -> StoredStatistics {
    var stored = StoredStatistics(file: "s.json", schema: .openvla)
    let chosen = rows.filter { splits?.contains($0.key) ?? true }.flatMap(\.value)
    var group = StoredStatistics.Group()
    var (low, high): ([Double], [Double]) = ([], [])
    for dimension in 0..<width {
      let sorted = chosen.map { Double($0[dimension]) }.sorted()
      let mean = sorted.reduce(0, +) / Double(sorted.count)
      group.mean.append(mean)
      group.deviation.append((sorted.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(sorted.count)).squareRoot())
      group.minimum.append(sorted[0])
      group.maximum.append(sorted[sorted.count - 1])
      func quantile(_ share: Double) -> Double {
        let at = share * Double(sorted.count - 1)
        let below = Int(at)
        return sorted[below] + (at - Double(below)) * (sorted[min(below + 1, sorted.count - 1)] - sorted[below])
      }
      low.append(quantile(0.01))
      high.append(quantile(0.99))
    }
    group.quantiles = [
      StoredStatistics.Quantile(probability: 0.01, values: low), StoredStatistics.Quantile(probability: 0.99, values: high),
    ]
    stored.action = group
    stored.transitions = chosen.count
    stored.trajectories = bed.splits.filter { splits?.contains($0.key) ?? true }.reduce(0) { $0 + $1.value.count }
    return stored
  }

  func agreement(_ change: (inout StoredStatistics) -> Void) throws -> Measurement {
    var copy = bed
    var stored = right()
    change(&stored)
    copy.statistics = [stored]
    return try copy.measure("statistics.agreement")
  }

  func message(_ change: (inout StoredStatistics) -> Void) throws -> String {
    try agreement(change).samples.map { $0.message ?? "" }.joined(separator: "\n")
  }
}

private func sample(seed: UInt64 = 1, train: Int = 6, val: Int = 2, steps: Int = 120) -> [String: [[[Double]]]] {
  var random = TestRandom(seed)
  func episode() -> [[Double]] {
    (0..<steps).map { _ in [random.normal(0.01) + 0.002, random.normal(0.3) - 1, random.normal(2)].map { Double(Float($0)) } }
  }
  return ["train": (0..<train).map { _ in episode() }, "val": (0..<val).map { _ in episode() }]
}

@Suite("Stored statistics against the data")
struct StatisticsAgreementTests {
  private let bed = StatisticsBed(sample())

  @Test("right ones hold, in all their statements") func right() throws {
    let measurement = try bed.agreement { _ in }
    #expect(measurement.samples.isEmpty)
    #expect(measurement.total == 8)
  }

  @Test("the last digits that float32 sums lose are no disagreement, a hundred times as much is")
  func tolerance() throws {
    // N = 960: (1e-6 + 9.6e-7) max(1, |x|, std).
    #expect(try bed.agreement { $0.action?.mean[0] += 1.9e-6 }.samples.isEmpty)
    #expect(try bed.agreement { $0.action?.mean[0] -= 2.1e-6 }.samples.count == 1)
    #expect(try bed.agreement { $0.action?.deviation[2] *= 1 + 0.9e-6 }.samples.isEmpty)
    #expect(try bed.agreement { $0.action?.deviation[2] *= 1 + 1e-4 }.samples.count == 1)
    #expect(try bed.agreement { $0.action?.minimum[1] *= 1 + 1e-7 }.samples.isEmpty)
    #expect(try bed.agreement { $0.action?.maximum[2] *= 1 + 1e-5 }.samples.first?.place.feature == "action[2]")
  }

  /// In C, with float sums: std of 3200 ones among 9600 zeros and ones comes out 1.165e-5 too small, for additions of one number to a sum
  /// round one way; 1.06e-5 is what sums of many numbers may be off.
  @Test("sums over the two ends of a gripper round one way")
  func switches() throws {
    let rows: [[Double]] = (0..<9600).map { (row: Int) -> [Double] in [row % 3 == 0 ? 1 : 0, Double(row * 7 % 9600) / 9600] }
    let bed = StatisticsBed(["train": [rows]])
    func deviation(_ dimension: Int) -> Double {
      let column = rows.map { Float($0[dimension]) }
      var sum: Float = 0
      for value in column { sum += value }
      let mean = sum / 9600
      var squares: Float = 0
      for value in column { squares += (value - mean) * (value - mean) }
      return Double((squares / 9600).squareRoot())
    }
    #expect((deviation(0) - (2.0 / 9).squareRoot() + 1.165e-5).magnitude < 1e-7)
    #expect(try bed.agreement { $0.action?.deviation[0] = deviation(0) }.samples.isEmpty)
    // 1.06e-5 + 6e-8 N 0.471 is 2.8e-4; for values that are spread evenly 1.06e-5 + 1e-8 N 0.289 is 3.8e-5.
    #expect(try bed.agreement { $0.action?.deviation[0] += 2.7e-4 }.samples.isEmpty)
    #expect(try bed.agreement { $0.action?.deviation[0] += 2.9e-4 }.samples.count == 1)
    #expect(try bed.agreement { $0.action?.deviation[1] = deviation(1) }.samples.isEmpty)
    #expect(try bed.agreement { $0.action?.deviation[1] += 3.6e-5 }.samples.isEmpty)
    #expect(try bed.agreement { $0.action?.deviation[1] += 4e-5 }.samples.count == 1)
  }

  @Test("a quantile may be any number between the neighbours of its rank, and one order statistic beyond")
  func quantiles() throws {
    let column = (bed.rows["train"] ?? []) + (bed.rows["val"] ?? [])
    let sorted = column.map { Double($0[0]) }.sorted()
    // 0.01 (960 - 1) = 9.59: between the order statistics 9 and 10, one to spare.
    func set(_ value: Double) throws -> Int {
      try bed.agreement { $0.action?.quantiles[0].values[0] = value }.samples.count
    }
    for rank in 9...10 { #expect(try set(sorted[rank]) == 0) }
    #expect(try set((sorted[9] + sorted[10]) / 2) == 0)
    #expect(try set((sorted[7] + sorted[6]) / 2) == 1)
    #expect(try set((sorted[13] + sorted[12]) / 2) == 1)
  }

  /// The message when the action's numbers are changed.
  private func message(_ change: (inout StoredStatistics.Group) -> Void) throws -> String {
    var group = try #require(bed.right().action)
    change(&group)
    return try bed.message { $0.action = group }
  }

  @Test("what is wrong is named") func names() throws {
    #expect(try bed.message { $0.transitions = 959 }.contains("959 steps; the data has 960"))
    #expect(try bed.message { $0.trajectories = 9 }.contains("9 episodes; the data has 8"))
    #expect(try message { swap(&$0.minimum, &$0.maximum) }.contains("min and max are swapped"))
    #expect(try message { swap(&$0.mean, &$0.deviation) }.contains("mean and std are swapped"))
    let extremes = try message { group in
      group.quantiles = [
        StoredStatistics.Quantile(probability: 0.01, values: group.minimum),
        StoredStatistics.Quantile(probability: 0.99, values: group.maximum),
      ]
    }
    #expect(extremes.contains("minimum and the maximum as quantiles"))
    let swapped = try message { group in
      let (low, high) = (group.quantiles[0].values, group.quantiles[1].values)
      (group.quantiles[0].values, group.quantiles[1].values) = (high, low)
    }
    #expect(swapped.contains("quantiles are swapped"))
    #expect(try message { $0.mean = [0] }.contains("one number where action has 3 dimensions (mean)"))
    #expect(try message { $0.maximum.append(1) }.contains("max of action hold 4 numbers; action has 3"))
    #expect(try message { $0.mask = [true] }.contains("mask of action has 1 entries"))
    let reversed = try message { group in
      group.mean.reverse()
      group.deviation.reverse()
      group.minimum.reverse()
      group.maximum.reverse()
      for index in 0..<2 { group.quantiles[index].values.reverse() }
    }
    #expect(reversed.contains("another order: its first 3 are the data's 2, 1, 0"))
  }

  @Test("statistics of other data are stale, those of a split alone belong to it")
  func scopes() throws {
    var other = bed
    other.bed.statistics = [StatisticsBed(sample(seed: 2, train: 5)).right()]
    #expect(try other.bed.measure("statistics.agreement").samples.first?.message?.contains("it is stale") == true)
    other.bed.statistics = [bed.right(["train"])]
    #expect(
      try other.bed.measure("statistics.agreement").samples.map(\.message) == [
        "it belongs to the split train alone; the target's loader takes every split"
      ])
    var train = StatisticsBed(sample(), spansAll: false)
    train.bed.statistics = [bed.right()]
    #expect(
      try train.bed.measure("statistics.agreement").samples.map(\.message) == [
        "it belongs to all splits together; the target's loader takes train alone"
      ])
    train.bed.statistics = [bed.right(["train"])]
    #expect(try train.bed.measure("statistics.agreement").samples.isEmpty)
  }

  @Test("without a card nobody knows what the loader makes of the gripper")
  func gripper() throws {
    var other = bed
    func wrong(_ dimension: Int, card: String?) throws -> Int {
      other.bed.loader.card = card
      let slice = Slice(path: "model/action", dimensions: 2..<3)
      other.bed.loader.roles = RoleMap(
        bed.bed.loader.roles.bindings + [
          RoleBinding(role: "action.gripper", slices: [slice], source: .card, strength: .strong, evidence: "the test")
        ])
      return try other.agreement { $0.action?.deviation[dimension] *= 2 }.samples.count
    }
    #expect(try wrong(2, card: nil) == 0)
    #expect(try wrong(1, card: nil) == 1)
    #expect(try wrong(2, card: "test") == 1)
  }

  @Test("no file, a file of another schema, an unreadable file")
  func files() throws {
    #expect(try bed.bed.absence("statistics.agreement").kind == .missing)
    var copy = bed
    var octo = bed.right()
    octo.schema = .octo
    copy.bed.statistics = [octo]
    #expect(try copy.bed.absence("statistics.agreement").reason.contains("octo form"))
    var broken = StoredStatistics(file: "dataset_statistics.json", schema: .openvla)
    broken.trouble = "it ends in the middle"
    copy.bed.statistics = [broken]
    #expect(try copy.bed.measure("statistics.agreement").samples.first?.message == "it cannot be read: it ends in the middle")
  }

  @Test("of several copies in the loader's cache, which go by a digest, the one that is right is the one that is read")
  func caches() throws {
    var copy = bed
    var (right, old) = (bed.right(), StatisticsBed(sample(seed: 2)).right())
    (right.file, old.file) = ("dataset_statistics_0a.json", "dataset_statistics_0b.json")
    copy.bed.statistics = [old]
    #expect(try copy.bed.measure("statistics.agreement").samples.count == 1)
    copy.bed.statistics = [old, right]
    #expect(try copy.bed.measure("statistics.agreement").samples.isEmpty)
    old.file = "dataset_statistics.json"
    copy.bed.statistics = [old, right]
    #expect(try copy.bed.measure("statistics.agreement").samples.map(\.place.file) == ["dataset_statistics.json"])
  }

  @Test("where part of the data was not read, nothing is said of the numbers")
  func unread() throws {
    var copy = bed
    copy.bed.statistics = [bed.right()]
    copy.bed.shardFaults[ShardKey(split: "train", shard: 0)] = [Fault(.truncated, message: "cut")]
    #expect(try copy.bed.absence("statistics.agreement").kind == .undetermined)
  }

  @Test("numbers that are not finite: their dimension is left to schema/finite, the others are judged")
  func bad() throws {
    var rows = sample()
    rows["train"]?[0][5][1] = .nan
    var bed = StatisticsBed(rows)
    var stored = StatisticsBed(sample()).right()
    bed.bed.statistics = [stored]
    #expect(try bed.bed.measure("statistics.agreement").samples.isEmpty)
    stored.action?.maximum[2] = 99
    bed.bed.statistics = [stored]
    #expect(try bed.bed.measure("statistics.agreement").samples.map(\.place.feature) == ["action[2]"])
  }

  @Test("zero steps, one step, an absent column")
  func small() throws {
    var empty = StatisticsBed(["train": [[[1.0, 2, 3]]]])
    empty.bed.statistics = [empty.right()]
    #expect(try empty.bed.measure("statistics.agreement").samples.isEmpty)
    empty.bed.splits = ["train": [TestEpisode(0, ["action": .numbers([])])]]
    #expect(try empty.bed.absence("statistics.agreement").kind == .tooFew)
    empty.bed.splits = ["train": [TestEpisode(4, [:])]]
    #expect(try empty.bed.absence("statistics.agreement").kind == .tooFew)
  }
}

@Suite("What scaling does to the data")
struct StatisticsScalingTests {
  /// 1000 rows of one dimension, given by index.
  private func bed(_ kind: TargetFacts.Normalisation.Kind = .quantiles, _ value: (Int) -> Double) -> StatisticsBed {
    StatisticsBed(["train": [(0..<1000).map { [value($0)] }]], kind: kind)
  }

  @Test("at rest but for a few steps: quantiles coincide, from the data and from a file alike")
  func coinciding() throws {
    var few = bed { $0 < 8 ? 0.5 : $0 < 16 ? -0.5 : 0 }
    #expect(try few.bed.measure("statistics.coinciding").values == [1])
    #expect(try few.bed.measure("statistics.spread").values == [0])
    few.bed.statistics = [few.right()]
    #expect(try few.bed.measure("statistics.coinciding").values == [1])
    // 1.2 % on either side reach the quantiles.
    let more = bed { $0 < 12 ? 0.5 : $0 < 24 ? -0.5 : 0 }
    #expect(try more.bed.measure("statistics.coinciding").values == [0])
    #expect(try more.bed.measure("statistics.spread").values.first ?? 0 > 0.9)
    // A dimension that never moves is another matter.
    #expect(try bed { _ in 0 }.bed.absence("statistics.spread").kind == .tooFew)
  }

  @Test("the spread from the data is never told smaller than it is")
  func spread() throws {
    for scale in [1e-4, 3e-4, 9e-4, 1.1e-3, 1e-2, 0.4] {
      // 98 % uniform over the scale, one step each at -1 and 1.
      var one = bed { $0 == 0 ? -1 : $0 == 1 ? 1 : (Double($0) / 1000 - 0.5) * 2 * scale }
      let told = try #require(try one.bed.measure("statistics.spread").values.first)
      one.bed.statistics = [one.right()]
      let exact = try #require(try one.bed.measure("statistics.spread").values.first)
      #expect(told >= exact && told <= exact * 1.05, "\(told) for \(exact)")
    }
  }

  @Test("values outside stored bounds are counted; a gripper that is not scaled is not")
  func clipped() throws {
    var uniform = bed { Double($0) / 1000 }
    var stored = uniform.right()
    uniform.bed.statistics = [stored]
    #expect(try uniform.bed.measure("statistics.clipped").values == [0.02])
    stored.action?.quantiles[1].values = [0.9]
    uniform.bed.statistics = [stored]
    // Ten below 0.00999, 99 above 0.9.
    #expect(try uniform.bed.measure("statistics.clipped").values == [0.109])
    stored.action?.mask = [false]
    uniform.bed.statistics = [stored]
    #expect(try uniform.bed.absence("statistics.clipped").kind == .undetermined)
    uniform.bed.target.normalisation?.clip = nil
    #expect(try uniform.bed.absence("statistics.clipped").kind == .ruledOut)
  }

  @Test("the share beyond five deviations")
  func beyond() throws {
    // Mean 0, deviation about 0.11: the four at ±1 lie nine of them away.
    let heavy = bed(.meanAndDeviation) { $0 < 2 ? 1 : $0 < 4 ? -1 : $0 % 2 == 0 ? 0.09 : -0.09 }
    #expect(try heavy.bed.measure("statistics.beyond-clip").values == [0.004])
    #expect(try bed { Double($0) }.bed.absence("statistics.beyond-clip").kind == .ruledOut)
  }

  /// Random steps, the labels an affine map of each axis cut to [-1, 1], or the steps themselves.
  private func moving(scaled: Bool) -> StatisticsBed {
    var random = TestRandom(5)
    var episodes: [[[Double]]] = []
    var paths: [[Double]] = []
    for _ in 0..<8 {
      var position = [0.0, 0, 0]
      var (labels, path): ([[Double]], [Double]) = ([], [])
      for _ in 0..<100 {
        path += position
        let step = (0..<3).map { _ in random.normal(0.02) }
        labels.append(step.enumerated().map { scaled ? min(max($1 * [22, 25, 28][$0], -1), 1) : $1 })
        position = zip(position, step).map { $0 + $1 }
      }
      episodes.append(labels)
      paths.append(path)
    }
    var bed = StatisticsBed(["train": episodes])
    bed.bed.leaves.append(TestBed.numbers("state", 3))
    bed.bed.roles = [TestBed.role("pose.position", "state"), TestBed.role("action.translation", "action")]
    for index in episodes.indices { bed.bed.splits["train"]?[index].columns["state"] = .numbers(paths[index]) }
    return bed
  }

  @Test("labels that were scaled and cut before fill [-1, 1] in no unit of length; a declared unit settles it")
  func filled() throws {
    var scaled = moving(scaled: true)
    let found = try scaled.bed.measure("statistics.filled-range")
    #expect(found.overallNumber == 3)
    #expect(found.facts["dimensions"] == "action[0], action[1], action[2]")
    #expect(try moving(scaled: false).bed.measure("statistics.filled-range").overallNumber == 0)
    scaled.bed.declarations.metresPerUnit = 0.04
    #expect(try scaled.bed.absence("statistics.filled-range").kind == .ruledOut)
  }
}
