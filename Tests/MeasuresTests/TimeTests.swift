import Episodes
import Testing

@testable import Measures

@Suite struct TimeTests {
  /// Expected values by numpy 2.4 over these stamps: median, std, percentile and polyfit, put together as the comments of
  /// `ClockReading` and `Line` say.
  static let stamps = [
    0.0, 0.098, 0.203, 0.301, 0.402, 0.499, 0.905, 1.001, 1.098, 1.2, 1.304, 1.397, 1.5, 1.603, 1.699, 1.8, 1.902, 2.001, 2.097, 2.2, 2.301,
    2.4,
  ]

  @Test func oneClockIsReadAsNumpyReadsIt() {
    let reading = ClockReading(stamps: Self.stamps, holds: false)
    #expect(reading.backward == 0)
    #expect((reading.period - 0.09969999999999998).magnitude < 1e-12)
    #expect((reading.periodError - 0.0038272385212314163).magnitude < 1e-12)
    #expect((reading.jitter - 0.031891901896859906).magnitude < 1e-12)
    #expect((reading.gap - 4.019801980198021).magnitude < 1e-12)
    #expect(reading.gapStep == 6)
    #expect((reading.slope - 0.11621964991530208).magnitude < 1e-12)
    #expect((reading.slopeError - 0.3495716795563669).magnitude < 1e-9)
    #expect((reading.offGrid - 2.199455509385299).magnitude < 1e-9)
  }

  @Test func aHeldStampIsBackwardOnlyForTheMainClock() {
    let held = [0, 0, 0.1, 0.1, 0.2, 0.2]
    #expect(ClockReading(stamps: held, holds: false).backward == 3)
    #expect(ClockReading(stamps: held, holds: true).backward == 0)
    #expect(ClockReading(stamps: [0, 0.1, 0.05], holds: true).backward == 1)
    #expect(ClockReading(stamps: [0, .nan, 0.1], holds: false).backward == -1)
    #expect(ClockReading(stamps: [5, 5, 5], holds: false).period.isNaN)
  }

  // MARK: beds

  private static func jittered(_ seed: UInt64, steps: Int = 60, period: Double = 0.1, by deviation: Double = 0.002) -> [Double] {
    var random = TestRandom(seed)
    return (0..<steps).map { 100 + Double($0) * period + random.normal(deviation) }
  }

  private func bed(_ clocks: [[Double]], other: [[Double]]? = nil, hertz: Double? = 10) -> TestBed {
    var bed = TestBed([TestBed.numbers("timestamp", 1, .float64, encoding: .bytes)])
    bed.roles = [TestBed.role("timestamp", "timestamp")]
    if other != nil {
      bed.leaves.append(TestBed.numbers("observation/camera_stamp", 1, .float64, encoding: .bytes))
      bed.roles.append(TestBed.role("timestamp.camera", "observation/camera_stamp"))
    }
    bed.declarations.controlHz = hertz
    bed.splits = [
      "train": clocks.indices.map { index in
        var columns = ["timestamp": TestEpisode.Values.numbers(clocks[index])]
        if let other { columns["observation/camera_stamp"] = .numbers(other[index]) }
        return TestEpisode(clocks[index].count, columns)
      }
    ]
    return bed
  }

  @Test func withoutStampsItIsSaidThatNothingWasChecked() throws {
    var bed = TestBed([TestBed.numbers("action")])
    bed.splits = ["train": []]
    for metric in ["time.monotonic", "time.rate", "time.jitter", "time.gaps", "time.sync", "time.drift", "time.synthetic"] {
      let absence = try bed.absence(metric)
      #expect(absence.kind == .missing)
      #expect(absence.reason.hasPrefix("synchrony was not checked"))
    }
  }

  @Test func backwardStampsAreTold() throws {
    var bad = Self.jittered(1)
    bad[15] = bad[14] - 0.01
    let found = try bed([Self.jittered(2), bad]).measure("time.monotonic")
    #expect(found.values == [1])
    #expect(found.episodes == [1])
    #expect(found.samples.first?.place.steps == 15...15)
    #expect(found.total == 2)
  }

  @Test func theRateIsHeldAgainstTheDeclaration() throws {
    let clocks = [Self.jittered(1), Self.jittered(2, period: 0.104)]
    let found = try bed(clocks).measure("time.rate")
    #expect(found.values.count == 2)
    #expect(found.values[0] < 0.003)
    #expect((found.values[1] - 0.04).magnitude < 0.003)
    let undeclared = try bed(clocks, hertz: nil).absence("time.rate")
    #expect(undeclared.kind == .missing)
    #expect(undeclared.reason.contains("Hz"))
  }

  @Test func stampsInMillisecondsDoNotMoveTheRate() throws {
    // 60 Hz in whole milliseconds: 16 and 17, whose median is off by 2 %.
    let clock = (0..<120).map { (Double($0) * 1000 / 60).rounded(.down) }
    var bed = bed([clock], hertz: 60)
    bed.declarations.secondsPerTick = 0.001
    #expect(try bed.measure("time.rate").values[0] < 0.002)
    bed.declarations.secondsPerTick = nil
    #expect(try bed.measure("time.rate").samples[0].message?.contains("timestamp_unit") == true)
  }

  @Test func shortOrRaggedEpisodesDoNotTellARate() throws {
    #expect(try bed([Self.jittered(1, steps: 10)]).absence("time.rate").kind == .tooFew)
    #expect(try bed([Self.jittered(1, steps: 30, by: 0.02)]).absence("time.rate").kind == .tooFew)
    #expect(try bed([Self.jittered(1, steps: 20)]).absence("time.jitter").kind == .tooFew)
  }

  @Test func jitterIsTheScatterOfDistances() throws {
    let found = try bed([Self.jittered(3, steps: 400, by: 0.01)]).measure("time.jitter")
    // Distances of stamps with independent jitter j scatter by √2 j: 0.1414 of a period of 0.1 s.
    #expect((found.values[0] - 0.1414).magnitude < 0.015)
  }

  @Test func gapsAreToldWithTheStepsAroundThem() throws {
    let holed = Self.jittered(4).enumerated().map { $0.offset >= 18 ? $0.element + 0.4 : $0.element }
    let found = try bed([Self.jittered(5), holed]).measure("time.gaps")
    #expect(found.values[0] < 1.2)
    #expect((found.values[1] - 5).magnitude < 0.2)
    #expect(found.samples[1].place.steps == 17...18)
  }

  @Test func aStreamThatIsHeldOrResampledHasNoGaps() throws {
    let clock = (0..<60).map { Double($0) * 0.05 }
    // A camera at 30 Hz seen by a loop at 20 Hz: distances of 33 and 67 ms in turn.
    let camera = clock.map { ($0 * 30).rounded(.down) / 30 }
    #expect(try bed([clock], other: [camera], hertz: 20).measure("time.gaps").values[0] < 1.5)
    // At 10 Hz every stamp stands twice.
    let slow = clock.map { ($0 * 10 + 1e-9).rounded(.down) / 10 }
    let held = bed([clock], other: [slow], hertz: 20)
    #expect(try held.measure("time.gaps").values[0] < 1.5)
    #expect(try held.measure("time.monotonic").samples.isEmpty)
    // But a second without pictures is one.
    let stuck = camera.map { $0 > 1 && $0 < 2 ? 1 : $0 }
    #expect(try bed([clock], other: [stuck], hertz: 20).measure("time.gaps").values[0] > 3)
  }

  // MARK: two streams

  @Test func skewIsThe95thPercentileInTheSameStep() throws {
    let clock = (0..<30).map { Double($0) * 0.1 }
    let camera = clock.enumerated().map { $0.element + 0.01 + 0.08 * Double($0.offset) / 29 }
    let found = try bed([clock], other: [camera]).measure("time.sync")
    // numpy: percentile of the differences at 95 is 0.086; the camera's own period is a little above 0.1.
    #expect((found.values[0] - 0.86).magnitude < 0.03)
  }

  @Test func aStreamThatLagsByWholePeriodsIsNotForgiven() throws {
    let clock = Self.jittered(6)
    let found = try bed([clock, clock], other: [clock.map { $0 + 0.004 }, clock.map { $0 + 0.2 }]).measure("time.sync")
    #expect(found.values[0] < 0.05)
    #expect((found.values[1] - 2).magnitude < 0.1)
    #expect(try bed([clock]).absence("time.sync").reason.contains("only timestamp carries timestamps"))
  }

  /// Steps hold the newest sample, up to the stream's own period old: that is no lag, what comes on top of it is.
  @Test func aSlowerStreamIsAsOldAsItsOwnPeriodAllows() throws {
    let clock = (0..<80).map { Double($0) * 0.1 }
    func stream(period: Double, late: Double) -> [Double] { clock.map { (($0 + 0.03) / period).rounded(.down) * period - 0.03 - late } }
    func skew(_ period: Double, late: Double) throws -> Double {
      try bed([clock], other: [stream(period: period, late: late)]).measure("time.sync").values[0]
    }
    for period in [0.17, 0.2, 0.333, 0.45] { #expect(try skew(period, late: 0) < 0.2, "\(period)") }
    // Free-running, so ages are spread evenly: what it is late by shows as it is.
    for period in [0.17, 0.333] { #expect((try skew(period, late: 0.12) - 1.2).magnitude < 0.2, "\(period)") }
    // Hardly slower than the loop: nothing is forgiven.
    #expect(try skew(0.12, late: 0) > 0.9)
  }

  @Test func severalStampsAStepAreComparedByTheNearest() {
    let differences = ClockProbe.rowDifferences([0, 1, 2], 1, [-0.5, 0.1, 0.6, 0.9, 2.2, 2.5], 2, steps: 3)
    #expect(differences.count == 3)
    for (found, expected) in zip(differences, [0.1, -0.1, 0.2]) { #expect((found - expected).magnitude < 1e-12) }
    #expect(ClockProbe.rowDifferences([0, 1, .nan], 1, [0, 1, 2], 1, steps: 3).isEmpty)
    #expect(ClockProbe.rowDifferences([0, 1], 1, [0, 1, 2], 1, steps: 3).isEmpty)
  }

  @Test func driftAgainstTheRateAndBetweenStreams() throws {
    let clocks = (0..<6).map { Self.jittered(UInt64(10 + $0), steps: 80, by: 0.0002) }
    let found = try bed(clocks, other: clocks.map { $0.map { $0 + 0.004 } }).measure("time.drift")
    #expect(found.values.count == 6)
    #expect(found.values.allSatisfy { $0 < 200 })
    let fast = clocks.map { clock in clock.map { clock[0] + ($0 - clock[0]) * 1.006 } }
    let between = try bed(clocks, other: fast).measure("time.drift")
    #expect(between.values.allSatisfy { ($0 - 6000).magnitude < 200 })
    #expect(between.samples[0].place.feature == "observation/camera_stamp")
    let against = try bed(fast).measure("time.drift")
    #expect(against.values.allSatisfy { ($0 - 6000).magnitude < 200 })
  }

  @Test func aWalkingClockDoesNotTellADrift() throws {
    // A loop that sleeps: each distance has its own delay of 1 %, and the stamps walk.
    let clocks = (0..<40).map { seed -> [Double] in
      var random = TestRandom(UInt64(100 + seed))
      var now = 0.0
      return (0..<100).map { _ in
        now += 0.1 + random.normal(0.001)
        return now
      }
    }
    #expect(try bed(clocks).absence("time.drift").kind == .undetermined)
  }

  // MARK: the rest

  @Test func aPerfectGridProvesNothing() throws {
    let grid = (0..<40).map { 1.7e9 + Double($0) * 0.1 }
    let found = try bed([Self.jittered(7), grid]).measure("time.synthetic")
    #expect(found.episodes == [1])
    #expect(found.total == 2)
  }

  @Test func theControlRateIsDeclaredOrMeasured() throws {
    var bed = bed([Self.jittered(8)], hertz: nil)
    #expect(try bed.measure("time.control-rate").overallNumber == 0)
    bed.target.controlHz = 20...50
    let found = try bed.measure("time.control-rate")
    #expect(try #require(found.overallNumber) > 9.9)
    #expect(found.facts["source"] == "measured")
    bed.declarations.controlHz = 3
    bed.target.controlHz = nil
    #expect(try bed.measure("time.control-rate").overallNumber == 7)
    var silent = TestBed([TestBed.numbers("action")])
    silent.splits = ["train": []]
    #expect(try silent.absence("time.control-rate").kind == .missing)
  }

  @Test func requiredStreamsNeedStamps() throws {
    var bed = bed([Self.jittered(9)])
    #expect(try bed.absence("time.streams").kind == .ruledOut)
    bed.declarations.requiredStreams = ["timestamp", "stream.force"]
    let found = try bed.measure("time.streams")
    #expect(found.samples.map(\.place.feature) == ["stream.force"])
    #expect(found.total == 2)
    bed.roles.append(TestBed.role("timestamp.force", "timestamp"))
    #expect(try bed.measure("time.streams").samples.isEmpty)
  }
}
