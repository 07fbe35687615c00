import Episodes
import Testing

@testable import Measures

@Suite struct EpisodeTests {
  private func bed(_ lengths: [Int]) -> TestBed {
    var bed = TestBed([TestBed.numbers("action")])
    bed.splits = ["train": lengths.map { TestEpisode($0, [:]) }]
    return bed
  }

  @Test func lengthsAreTold() throws {
    let found = try bed([5, 2, 9]).measure("episode.length")
    #expect(found.values == [5, 2, 9])
    #expect(found.facts["median"] == "5")
    #expect(try bed([]).absence("episode.length").kind == .tooFew)
  }

  /// numpy over the same lengths: the scale is its floor of 0.1, z = 20.795, the limit 5 + 0.7 ln 14 + 150/14 = 17.562.
  @Test func oneUnusualLengthIsTold() throws {
    let bed = bed([34, 38, 41, 36, 33, 40, 37, 35, 39, 42, 36, 38, 300, 37])
    let found = try bed.measure("episode.length.outlier")
    #expect(found.episodes == [12])
    #expect((found.values[0] - 20.79530438470896).magnitude < 1e-9)
    #expect((try #require(bed.measure("episode.length.limit").overallNumber) - 17.561625845016394).magnitude < 1e-9)
  }

  @Test func aKindOfEpisodeIsNotAnAccident() throws {
    let usual = (0..<36).map { 30 + $0 % 10 }
    #expect(try bed(usual + [3]).measure("episode.length.outlier").episodes == [36])
    // Four of forty on one side are a kind of their own.
    #expect(try bed(usual + [400, 410, 420, 430]).measure("episode.length.outlier").samples.isEmpty)
  }

  @Test func fewEpisodesOrSmallFactorsDecideNothing() throws {
    #expect(try bed([30, 30, 30, 30, 900]).measure("episode.length.outlier").samples.isEmpty)
    #expect(try bed([30, 30, 30, 30, 900]).absence("episode.length.limit").kind == .tooFew)
    // Far in sigmas (the scale's floor is 0.1, the limit near 11) and within a factor of six.
    #expect(try bed(Array(repeating: 60, count: 60) + [11]).measure("episode.length.outlier").samples.isEmpty)
    #expect(try bed(Array(repeating: 60, count: 60) + [8]).measure("episode.length.outlier").episodes == [60])
  }

  @Test func stepsAreLostToChunks() throws {
    var bed = bed([10, 3, 20])
    #expect(try bed.absence("episode.lost-steps").kind == .ruledOut)
    bed.target.chunk = 8
    // 7 of 10, all 3 and 7 of 20.
    #expect(try bed.measure("episode.lost-steps").overallNumber == 17.0 / 33)
    bed.target.chunk = 1
    #expect(try bed.measure("episode.lost-steps").overallNumber == 0)
  }

  // MARK: segmentation

  /// Positions of a reach at rest, cruising at 1 with ramps of five steps, at rest; `from` and `until` cut it.
  private func reach(from: Int = 0, until: Int = 60, pause: Int = 0) -> [Double] {
    var speeds = Array(repeating: 0.0, count: 5) + (1...5).map { Double($0) / 5 } + Array(repeating: 1.0, count: 40)
    speeds += (1...5).map { 1 - Double($0) / 5 } + Array(repeating: 0.0, count: 5)
    speeds.insert(contentsOf: Array(repeating: 0, count: pause), at: 30)
    var at = 0.0
    return ([0] + speeds[from..<min(until, 60) + pause]).map { speed in
      at += speed
      return at
    }
  }

  private func segmentation(_ positions: [Double], hertz: Double? = 10) throws -> Measurement {
    var bed = TestBed([TestBed.numbers("observation/state", 3)])
    bed.roles = [TestBed.role("pose.position", "observation/state")]
    bed.declarations.controlHz = hertz
    bed.splits = ["train": [TestEpisode(positions.count, ["observation/state": .numbers(positions.flatMap { [$0, 0, 1] })])]]
    return try bed.measure("episode.segmentation")
  }

  @Test func wholeTasksPass() throws {
    #expect(try segmentation(reach()).samples.isEmpty)
    #expect(try segmentation(reach()).total == 1)
    // Rest before the start is no pause.
    #expect(try segmentation(Array(repeating: 0, count: 60) + reach()).samples.isEmpty)
  }

  @Test func cutsAndPausesAreTold() throws {
    #expect(try segmentation(reach(from: 15)).samples.first?.message?.hasPrefix("starts at 100 % of full speed") == true)
    #expect(try segmentation(reach(until: 45)).samples.first?.message?.contains("ends at 100 %") == true)
    #expect(try segmentation(reach(pause: 30)).samples.first?.message == "stands still for 3 s inside, from step 30")
    #expect(try segmentation(reach(pause: 29)).samples.isEmpty)
    #expect(try segmentation(reach(pause: 30), hertz: nil).samples.first?.message?.contains("30 steps") == true)
    #expect(try segmentation(reach(from: 15, until: 45)).values == [2])
  }

  @Test func labelsStandInForPositions() throws {
    var bed = TestBed([TestBed.numbers("action", 3)])
    #expect(try bed.withoutEpisodes.absence("episode.segmentation").kind == .missing)
    bed.roles = [TestBed.role("action.translation", "action")]
    bed.splits = ["train": [TestEpisode(30, ["action": .numbers(Array(repeating: 0.1, count: 90))])]]
    #expect(try bed.measure("episode.segmentation").values == [2])
    bed.splits = ["train": [TestEpisode(10, ["action": .numbers(Array(repeating: 0.1, count: 30))])]]
    #expect(try bed.absence("episode.segmentation").kind == .tooFew)
  }

  // MARK: splits

  @Test func theLoadersSplitsAreNamed() throws {
    var bed = bed([5])
    bed.splits["test"] = []
    #expect(try bed.measure("split.validation").overallNumber == 1)
    bed.target = TargetFacts(name: "model")
    bed.target.validationSplits = ["val"]
    bed.target.heldOutShare = 0.05
    let found = try bed.measure("split.validation")
    #expect(found.overallNumber == 0)
    #expect(found.facts["use"] == "model finds no split named val and holds out the last 5 % of train; test goes unused")
    bed.splits["val"] = []
    #expect(try bed.measure("split.validation").facts["use"] == "val is held out by model; test goes unused")
  }
}
