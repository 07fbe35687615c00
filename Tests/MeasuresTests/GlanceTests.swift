import Episodes
import Testing

@testable import Measures

@Suite("What a dataset is like at a glance")
struct GlanceTests {
  static let requests = [
    ActionMeasures.request, LabelMeasures.request([:]), GripperMeasures.request([:]), LanguageMeasures.request, TimeMeasures.request,
  ]

  /// Positions that go forth and back along a curve; labels are the motion `late` steps before (below 0: later).
  static func episode(_ steps: Int, seed: UInt64, late: Int = 0, text: String = "lift the cup") -> TestEpisode {
    var random = TestRandom(seed)
    var place = [0.5, 0, 0.3]
    var places = [place]
    for _ in 1..<steps {
      for axis in 0..<3 { place[axis] += random.normal(0.01) }
      places.append(place)
    }
    let motion = (0..<steps).map { step -> [Double] in
      (0..<3).map { axis in places[min(step + 1, steps - 1)][axis] - places[step][axis] }
    }
    let labels = (0..<steps).flatMap { step -> [Double] in
      motion[min(max(step - late, 0), steps - 1)] + [step * 2 < steps ? 0.0 : 1.0]
    }
    return TestEpisode(
      steps,
      [
        "position": .numbers(Array(places.joined())), "action": .numbers(labels), "text": .texts(Array(repeating: text, count: steps)),
        "time": .numbers((0..<steps).map { Double($0) * 0.2 }),
      ])
  }

  static func bed(_ splits: [String: [TestEpisode]]) -> TestBed {
    var bed = TestBed([TestBed.numbers("position", 3), TestBed.numbers("action", 4), TestBed.numbers("time"), TestBed.text("text")])
    bed.roles = [
      TestBed.role("pose.position", "position"), TestBed.role("action.translation", "action[0:3]"),
      TestBed.role("action.gripper", "action[3]"), TestBed.role("timestamp", "time"), TestBed.role("instruction", "text"),
    ]
    bed.declarations.controlHz = 5
    bed.splits = splits
    return bed
  }

  static func glance(_ splits: [String: [TestEpisode]]) throws -> Glance { Glance(try bed(splits).observe(requests)) }

  @Test("histograms hold every step, between the least and the most value, by dimension; the gripper is one of them")
  func histograms() throws {
    let glance = try Self.glance(["train": (0..<4).map { Self.episode(40 + $0, seed: UInt64($0)) }])
    #expect(glance.dimensions.map(\.feature) == ["action[0]", "action[1]", "action[2]", "action[3]"])
    #expect(glance.dimensions.map(\.group) == ["translation", "translation", "translation", "gripper"])
    for dimension in glance.dimensions {
      #expect(abs(dimension.histogram.total - 166) < 1e-6)
      #expect(dimension.values.count == 166)
      #expect(dimension.values.least <= dimension.values.q01 && dimension.values.q99 <= dimension.values.most)
    }
    let gripper = try #require(glance.dimensions.last?.values)
    // 20, 20, 21 and 21 steps of 40, 41, 42 and 43 are closed: step * 2 >= steps.
    let closed = [40, 41, 42, 43].map { steps in (0..<steps).count { $0 * 2 >= steps } }.reduce(0, +)
    #expect(abs(gripper.mean - Double(closed) / 166) < 0.01 && gripper.least == 0 && gripper.most == 1)
  }

  @Test("mean and deviation are those of the numbers, over all and by split")
  func moments() throws {
    let episodes = (0..<3).map { Self.episode(50, seed: UInt64(10 + $0)) }
    let glance = try Self.glance(["train": Array(episodes.prefix(2)), "val": [episodes[2]]])
    func numbers(_ episodes: [TestEpisode], _ dimension: Int) -> [Double] {
      episodes.flatMap { episode -> [Double] in
        guard case .numbers(let all)? = episode.columns["action"] else { return [] }
        return stride(from: dimension, to: all.count, by: 4).map { all[$0] }
      }
    }
    func check(_ found: Glance.Spread?, _ values: [Double]) throws {
      let found = try #require(found)
      let mean = values.reduce(0, +) / Double(values.count)
      let deviation = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)).squareRoot()
      #expect(abs(found.mean - mean) < 1e-12 && abs(found.deviation - deviation) < 1e-12)
      #expect(found.least == values.min() && found.most == values.max())
      let sorted = values.sorted()
      #expect(abs(found.q99 - sorted[(values.count - 1) * 99 / 100]) <= abs(found.q99) / 64)
    }
    for dimension in 0..<3 {
      try check(glance.dimensions[dimension].values, numbers(episodes, dimension))
      try check(glance.dimensions[dimension].splits.first { $0.name == "train" }?.values, numbers(Array(episodes.prefix(2)), dimension))
      try check(glance.dimensions[dimension].splits.first { $0.name == "val" }?.values, numbers([episodes[2]], dimension))
    }
  }

  @Test("values far out are counted beyond the drawn range, and the rest keeps its room")
  func outliers() throws {
    var wild = Self.episode(60, seed: 1)
    guard case .numbers(var numbers)? = wild.columns["action"] else { return }
    // Not at the edge of a bin of the histogram that it is counted in.
    numbers[4 * 30] = 1_003
    wild.columns["action"] = .numbers(numbers)
    let others = (0..<5).map { Self.episode(60, seed: UInt64($0 + 2)) }
    let dimension = try #require(try Self.glance(["train": others + [wild]]).dimensions.first)
    #expect(dimension.values.most == 1_003)
    #expect(dimension.histogram.high < 1 && abs(dimension.histogram.above - 1) < 1e-9)
    #expect(abs(dimension.histogram.total - 360) < 1e-6)
  }

  @Test("the lag curve peaks where the labels were put", arguments: [-1, 0, 1, 2])
  func lag(late: Int) throws {
    // A label that stands `late` steps late is the motion of `late` steps before: lag -late.
    let glance = try Self.glance(["train": (0..<6).map { Self.episode(60, seed: UInt64($0), late: late) }])
    let curve = try #require(glance.lags.first)
    #expect(curve.group == "translation" && curve.peak == -late)
    let at = -late - MotionFit.lags.lowerBound
    #expect(curve.explained[at] > 0.999)
    #expect(curve.explained.indices.allSatisfy { $0 == at || curve.explained[$0] < 0.5 })
    #expect(curve.votes[at] == 6 && curve.votes.reduce(0, +) == 6)
  }

  @Test("splits: episodes, steps, lengths, and instructions that they share")
  func splits() throws {
    let glance = try Self.glance([
      "train": [Self.episode(20, seed: 1, text: "a b"), Self.episode(30, seed: 2, text: "c d e"), Self.episode(30, seed: 3, text: "a b")],
      "val": [Self.episode(25, seed: 4, text: "a b"), Self.episode(26, seed: 5, text: " ")],
    ])
    let (train, val) = (glance.splits[0], glance.splits[1])
    #expect(train.name == "train" && train.episodes == 3 && train.steps == 80 && train.medianLength == 30)
    #expect(train.instructions == 2 && train.shared == 1 && val.instructions == 1 && val.shared == 1)
    #expect(glance.lengths?.low == 20 && glance.lengths?.total == 5 && glance.lengths?.width == 1)
    #expect(train.lengths.reduce(0, +) == 3 && train.lengths[0] == 1 && train.lengths[10] == 2)
    let instructions = try #require(glance.instructions)
    #expect(instructions.labelled == 4 && instructions.unlabelled == 1 && instructions.distinct == 2)
    #expect(instructions.top.map(\.text) == ["a b", "c d e"] && instructions.top.map(\.episodes) == [3, 1])
    #expect(instructions.words?.low == 2 && instructions.words?.counts == [3, 1])
  }

  @Test("the clock: intervals in seconds, the declared one beside them, gaps in periods")
  func clock() throws {
    var gapped = Self.episode(30, seed: 1)
    gapped.columns["time"] = .numbers((0..<30).map { Double($0) * 0.2 + ($0 > 10 ? 0.6 : 0) })
    let clock = try #require(try Self.glance(["train": [Self.episode(30, seed: 2), gapped]]).clock)
    #expect(abs(clock.medianPeriod - 0.2) < 1e-9 && clock.declaredPeriod == 0.2)
    #expect(abs(clock.longestGap - 4) < 1e-6 && clock.periods.total == 2)
  }

  @Test("nothing that no rule looked at is made up")
  func nothing() throws {
    let glance = Glance(try Self.bed(["train": [Self.episode(10, seed: 1)]]).observe([]))
    #expect(glance.dimensions.isEmpty && glance.lags.isEmpty && glance.clock == nil && glance.instructions == nil && glance.tokens == nil)
    #expect(glance.lags.isEmpty && glance.splits.map(\.episodes) == [1])
  }

  @Test(
    "bins of one width: every number is in one, whatever the numbers",
    arguments: [[3.0], [1, 1, 1], [0, 0], [-1e300, 1e300], [1, 2, 3, .nan], [.leastNonzeroMagnitude, .leastNormalMagnitude]])
  func bins(numbers: [Double]) throws {
    let histogram = try #require(EvenHistogram(numbers, bins: 7))
    #expect(histogram.total == Double(numbers.count(where: \.isFinite)))
    #expect(histogram.low < histogram.high && histogram.low.isFinite && histogram.high.isFinite)
  }

  @Test("no numbers, no bins; whole numbers have bins of a whole width")
  func whole() throws {
    #expect(EvenHistogram([.nan], bins: 3) == nil && EvenHistogram(whole: [], bins: 3) == nil)
    #expect(EvenHistogram(whole: [.min, .max], bins: 3) == nil)
    let histogram = try #require(EvenHistogram(whole: [10, 11, 19, 19], bins: 4))
    #expect(histogram.width == 3 && histogram.low == 10 && histogram.counts == [2, 0, 0, 2])
  }
}
