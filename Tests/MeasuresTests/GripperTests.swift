import Episodes
import Simulation
import Testing

@testable import Measures

@Suite struct GripperTrackTests {
  private func track(_ values: [Double], range: ClosedRange<Double>? = nil) throws -> GripperTrack {
    try #require(GripperTrack(values, range: range))
  }

  @Test func hysteresisHoldsInTheMiddle() throws {
    let found = try track([1, 0.9, 0.6, 0.4, 0.2, 0.1, 0.4, 0.6, 0.3, 0.8, 1], range: 0...1)
    #expect(found.held == [1, 1, 1, 1, 0, 0, 0, 0, 0, 1, 1])
    #expect(found.toggles == [4, 9])
    #expect(!found.isIncremental)
    #expect(found.longestBetween == (steps: 9, start: 1))
    #expect(found.quickStep == nil)
  }

  @Test func incrementsBeginWithTheOppositeOfTheFirst() throws {
    let found = try track([0, 0, 1, 1, 0, 0, 0, 0, -1, 0, 0])
    #expect(found.isIncremental)
    // On a scale from -1 to 1 the command to close is the upper end.
    #expect(found.held == [0, 0, 1, 1, 1, 1, 1, 1, 0, 0, 0])
    #expect(found.toggles == [2, 8])
    #expect(found.firstDecided == 2)
    #expect(found.longestBetween.steps == 0)
  }

  @Test func numbersThatAreNoneDecideNothing() throws {
    #expect(GripperTrack([.nan, .infinity], range: nil) == nil)
    #expect(GripperTrack([], range: nil) == nil)
    let found = try track([.nan, 1, .nan, 0, .infinity], range: 0...1)
    #expect(found.toggles == [3, 4])
    let still = try track([0.001, 0.0015, 0.001])
    #expect(still.toggles.isEmpty)
    #expect(try track([3]).toggles.isEmpty)
  }

  @Test func aQuickToggleIsOneThatIsTakenBackWithinThreeSteps() throws {
    #expect(try track([1, 1, 0, 0, 1, 1, 1]).quickStep == 2)
    #expect(try track([1, 1, 0, 0, 0, 1, 1]).quickStep == nil)
  }

  /// Found without keeping a track, it is that of the track.
  @Test func theFirstToggleIsThatOfTheTrack() throws {
    var dice = Dice(seed: 21)
    let vocabularies: [[Double]] = [
      [0, 1], [0, 0.3, 0.7, 1], [-1, 1], [-1, 0, 1], [0, 0.04, 0.08], [0, 100], [0, 0.001], [0.2, 0.4], [-0.02, 1], [1],
    ]
    for words in vocabularies {
      for _ in 0..<60 {
        let values = (0..<Int.random(in: 1...12, using: &dice)).map { _ in words[Int.random(in: 0..<words.count, using: &dice)] }
        let (least, most) = try (#require(values.min()), #require(values.max()))
        let found = values.withUnsafeBufferPointer { GripperTrack.firstToggle($0, from: least, to: most) }
        #expect(found == GripperTrack(values, range: nil)?.toggles.first, "\(values)")
      }
    }
  }

  @Test func transportAndSlewAreToldApart() throws {
    // Commanded at step 10, begins two steps after it took effect (step 13), and takes five steps of a fifth each.
    let command = (0..<30).map { $0 >= 10 ? 0.0 : 1.0 }
    let state = (0..<30).map { step -> Double in min(1, max(0, 1 - 0.2 * Double(step - 12))) }
    let timing = try #require(track(command).timing(state))
    #expect(timing.transport == 2)
    // A tenth is passed at step 13, nine tenths at step 17.
    #expect(timing.slew == 4)
    #expect(timing.count == 1)
    // A command at step 20 has no motion behind it.
    #expect(try track((0..<30).map { $0 >= 20 ? 0.0 : 1.0 }).timing(state) == nil)
  }

  @Test func timingIsPackedIntoOneCount() throws {
    let timing = GripperTrack.Timing(count: 3, transport: 9, slew: 20)
    let back = try #require(GripperProbe.timing(of: GripperProbe.pack(timing)))
    #expect((back.count, back.transport, back.slew) == (3, 9, 20))
    #expect(GripperProbe.timing(of: -1) == nil)
  }

  /// numpy: x = [1]*10 + [0]*20, y[t] = x[t-3]; np.corrcoef(x[:27], y[3:])[0, 1] = 1.
  @Test func correlationFindsTheDelay() throws {
    let command = (0..<30).map { $0 < 10 ? 1.0 : 0.0 }
    let state = (0..<30).map { $0 < 13 ? 1.0 : 0.0 }
    let along = GripperFollowing.correlations(command, state)
    #expect((along[14 + 3] - 1).magnitude < 1e-12)
    #expect(along.filter(\.isFinite).max() == along[14 + 3])
    let against = GripperFollowing.correlations(command, state.map { 5 - 2 * $0 })
    #expect((against[14 + 3] + 1).magnitude < 1e-12)
    let early = GripperFollowing.correlations(state, command)
    #expect((early[14 - 3] - 1).magnitude < 1e-12)
    #expect(GripperFollowing.correlations(command, Array(repeating: 1, count: 30)).isEmpty)
    #expect(GripperFollowing.correlations(command, Array(repeating: .nan, count: 30)).isEmpty)
    // At lag 10 the toggle has fallen off: nothing is left that varies.
    let cut = GripperFollowing.correlations((0..<30).map { $0 < 22 ? 1.0 : 0.0 }, state)
    #expect(cut[14 + 10].isNaN)
  }

  @Test func correlationsArePackedByByte() {
    let values = (0..<29).map { $0 == 4 ? Double.nan : Double($0) / 14 - 1 }
    let packed = GripperFollowing.pack(values)
    for (a, b) in zip(values, GripperFollowing.unpack(packed)) { #expect(a.isNaN ? b.isNaN : (a - b).magnitude <= 0.5 / 127) }
    #expect(GripperFollowing.unpack([0, 0, 0, 0]).allSatisfy { $0.isNaN })
  }
}

@Suite struct GripperMeasuresTests {
  /// Closed from a third to two thirds; the state follows by 0.6 of what is missing.
  private func bed(
    episodes: Int = 8, transport: Int = 0, steps: Int = 60, command: (Int, Double) -> Double = { $1 }, state: (Double) -> Double = { $0 }
  ) -> TestBed {
    var bed = TestBed([TestBed.numbers("action", 1), TestBed.numbers("state", 1)])
    bed.roles = [TestBed.role("action.gripper", "action"), TestBed.role("gripper.state", "state")]
    bed.splits["train"] = (0..<episodes).map { number in
      let wanted = (0..<steps).map { $0 >= steps / 3 + number % 3 && $0 < 2 * steps / 3 ? 0.0 : 1.0 }
      var opening = [1.0]
      for step in 1..<steps { opening.append(opening[step - 1] + 0.6 * (wanted[max(0, step - 1 - transport)] - opening[step - 1])) }
      return TestEpisode(
        steps, ["action": .numbers(wanted.map { command(number, $0) }), "state": .numbers(opening.map(state))])
    }
    return bed
  }

  private func name(_ measurement: Measurement) -> String? {
    guard case .name(let name)? = measurement.samples.first?.value else { return nil }
    return name
  }

  @Test func conventionsAreToldByTheirNumbers() throws {
    #expect(name(try bed().measure("gripper.convention")) == "zero-one")
    #expect(name(try bed(command: { 1 - 2 * $1 }).measure("gripper.convention")) == "minus-one-one")
    #expect(name(try bed(command: { 0.08 * $1 }).measure("gripper.convention")) == "metres")
    #expect(name(try bed(command: { 255 * $1 }).measure("gripper.convention")) == "other")
    var declared = bed(command: { 255 * $1 })
    declared.declarations.gripperRange = 0...255
    #expect(try declared.absence("gripper.convention").kind == .ruledOut)
    #expect(try declared.measure("gripper.excess").values.allSatisfy { $0 == 0 })
    declared.declarations.gripperRange = 0...250
    #expect(try declared.measure("gripper.excess").values == Array(repeating: 0.02, count: 8))
  }

  @Test func singleEpisodesGoAgainstTheOthers() throws {
    let clean = try bed().measure("gripper.agreement")
    #expect(clean.values.count == 8)
    #expect(clean.values.allSatisfy { $0 > 0.9 })
    let mixed = try bed(command: { $0 == 3 ? 1 - $1 : $1 }).measure("gripper.agreement")
    #expect(mixed.samples.filter { ($0.value.number ?? 0) < 0 }.map(\.place.episode) == [3])
    // All of them the other way round agree with each other.
    #expect(try bed(command: { 1 - $1 }).measure("gripper.agreement").values.allSatisfy { $0 > 0.9 })
    #expect(try bed(episodes: 4).absence("gripper.agreement").kind == .tooFew)
  }

  /// Command 1 - w, but for the last k steps, where it is w = 1 again; w is 1 in 40 of 60 steps. For k = 15 the correlation is
  /// (15/60 - 2/3 · 35/60) / √(2/9 · 35/60 · 25/60) = -0.60, for k = 4 it is -0.87.
  @Test func anEpisodeThatIsNotClearlyAgainstTheOthersIsNoFinding() throws {
    for (again, isTold) in [(15, false), (4, true)] {
      var mixed = bed()
      guard case .numbers(let wanted)? = mixed.splits["train"]?[3].columns["action"] else { return }
      let command = wanted.indices.map { $0 < 60 - again ? 1 - wanted[$0] : wanted[$0] }
      mixed.splits["train"]?[3].columns["action"] = .numbers(command)
      let found = try #require(try mixed.measure("gripper.agreement").byEpisode[3])
      #expect(isTold ? found < -0.7 : found == 0, "\(found)")
    }
  }

  @Test func aLoaderThatTurnsTheGripperRoundTurnsItsMeaning() throws {
    for (operations, expected) in [([], "agrees"), ([.invert], "inverted"), ([.clip(0...1), .scale(-1)], "inverted")]
      as [([ColumnOperation], String)]
    {
      var turned = bed()
      turned.declarations.gripperStateOpen = 1
      turned.target.action.gripper = TargetFacts.Action.Gripper(range: 0...1, open: 1, mode: .binary)
      turned.loader = LoaderView(columns: [
        ViewColumn(name: "action", pieces: [ViewPiece(.stored(Slice(path: "action")), operations, meaning: .gripper)])
      ])
      // The state is in the raw view alone, whose probe the rule's first level asks for.
      let seen = try turned.observe([GripperMeasures.request([:]), GripperMeasures.request(["view": "target"])])
      let context = MeasureContext(
        observations: seen, scope: .dataset, episodes: Array(seen.episodes.indices), parameters: ["view": "target"])
      #expect(name(try #require(MeasureRegistry.metrics["gripper.polarity"]).measure(context)) == expected)
    }
  }

  /// Increments close at step 10 and open at step 30; in some episodes the gripper is closed from the start, and the first does nothing.
  @Test func firstIncrementsAreJudgedWhereHalfOfThemMoveTheGripper() throws {
    func measure(_ moving: Int) throws -> Measurement {
      var bed = bed()
      bed.splits["train"] = (0..<8).map { number in
        let command = (0..<60).map { $0 == 10 ? 1.0 : $0 == 30 ? -1 : 0 }
        let state = (0..<60).map { $0 < 11 ? (number < moving ? 1.0 : 0) : $0 < 31 ? 0 : 1 }
        return TestEpisode(60, ["action": .numbers(command), "state": .numbers(state)])
      }
      return try bed.measure("gripper.redundant")
    }
    #expect(try measure(4).values == [1, 1, 1, 1, 0, 0, 0, 0])
    #expect(throws: Absence.self) { try measure(3) }
  }

  @Test func theOpenEndIsDeclaredMeasuredOrPresumed() throws {
    #expect(try bed().absence("gripper.polarity").kind == .undetermined)
    var inverted = bed(command: { 1 - $1 })
    inverted.declarations.gripperOpen = 1
    #expect(try inverted.absence("gripper.polarity").kind == .undetermined)
    inverted.declarations.gripperRange = 0...1
    #expect(name(try inverted.measure("gripper.polarity")) == "presumably-inverted")
    inverted.declarations.gripperStateOpen = 1
    #expect(name(try inverted.measure("gripper.polarity")) == "inverted")
    inverted.declarations.gripperStateOpen = 0
    #expect(name(try inverted.measure("gripper.polarity")) == "agrees")
    var width = bed(command: { 1 - $1 }, state: { 0.08 * $0 })
    width.declarations.gripperOpen = 1
    #expect(name(try width.measure("gripper.polarity")) == "inverted")
    width.declarations.gripperOpen = 0
    #expect(name(try width.measure("gripper.polarity")) == "agrees")
  }

  @Test func aStateThatIsCalledClosedFallsWhenTheGripperOpens() throws {
    for (path, expected) in [("gripper_closed", "inverted"), ("gripper_opening", "agrees")] {
      var named = bed()
      named.leaves[1] = TestBed.numbers(path)
      named.roles[1] = TestBed.role("gripper.state", path)
      named.splits["train"] = named.splits["train"]?.map { episode in
        var episode = episode
        episode.columns[path] = episode.columns.removeValue(forKey: "state")
        return episode
      }
      named.declarations.gripperOpen = 1
      #expect(name(try named.measure("gripper.polarity")) == expected)
    }
  }

  @Test func aStateOverAnotherRangeIsNotPresumedToMeanTheSame() throws {
    for half in [bed(state: { 0.5 * $0 }), bed(state: { 0.5 + 0.5 * $0 })] {
      var half = half
      half.declarations.gripperOpen = 1
      half.declarations.gripperRange = 0...1
      #expect(try half.absence("gripper.polarity").kind == .undetermined)
    }
  }

  @Test func moreThanFourTogglesMakeARate() throws {
    func rate(_ toggles: Int) throws -> Double {
      var bed = TestBed([TestBed.numbers("action")])
      bed.roles = [TestBed.role("action.gripper", "action")]
      bed.declarations.controlHz = 10
      let values = (0..<60).map { Double(min($0 / 8, toggles) % 2) }
      bed.splits["train"] = [TestEpisode(60, ["action": .numbers(values)])]
      return try bed.measure("gripper.rate").values[0]
    }
    #expect(try rate(4) == 0)
    // Five in six seconds.
    #expect((try rate(5) - 5.0 / 6).magnitude < 1e-12)
  }

  @Test func aWidthInMetresHasEndsOfItsOwn() throws {
    let track = try #require(GripperTrack([0.08, 0.08, 0, 0, 0.08], range: nil))
    #expect(track.toggles == [2, 4] && track.high == 0.08)
  }

  @Test func timingIsToldFromTheState() throws {
    #expect(try bed().measure("gripper.transport").values.allSatisfy { $0 == 0 })
    #expect(try bed(transport: 8).measure("gripper.transport").values.allSatisfy { $0 == 8 })
    // Of what is missing 0.6 a step: the state is half way at the step after the command.
    #expect(try bed().measure("gripper.delay").values == [1])
    #expect(try bed(transport: 8).measure("gripper.delay").values == [9])
    #expect(try bed(episodes: 4).absence("gripper.delay").kind == .tooFew)
  }

  @Test func aGripperThatNeverChangesBecomesItsOpposite() throws {
    var constant = bed(command: { _, _ in 1 })
    #expect(try constant.measure("gripper.span").values == [0])
    #expect(try constant.absence("gripper.zeroed").kind == .ruledOut)
    constant.target.normalisation = TargetFacts.Normalisation(kind: .quantiles, epsilon: 1e-8)
    #expect(try constant.measure("gripper.zeroed").values == [1])
    var closed = bed(command: { _, _ in 0 })
    closed.target.normalisation = constant.target.normalisation
    #expect(try closed.measure("gripper.zeroed").values == [0])
  }

  @Test func formsAreTold() throws {
    #expect(name(try bed().measure("gripper.form")) == "binary")
    #expect(name(try bed(command: { $1 == 0 ? 0.3 : 0.8 }).measure("gripper.form")) == "continuous")
    var undecided = bed(command: { $0 == 2 && $1 == 1 ? 0.97 : $1 })
    undecided.target.action.gripper = TargetFacts.Action.Gripper(range: 0...1, open: 1, mode: .binary)
    #expect(try undecided.measure("gripper.undecided").values.max().map { ($0 - 0.03).magnitude < 1e-12 } == true)
    #expect(try bed().absence("gripper.undecided").kind == .ruledOut)
  }

  @Test func damagedEpisodesAndMissingColumnsGiveNoValue() throws {
    var bed = bed()
    bed.splits["train"]?.append(TestEpisode(3, [:]))
    bed.splits["train"]?.append(TestEpisode(1, ["action": .numbers([.nan]), "state": .numbers([.nan])]))
    bed.splits["train"]?.append(TestEpisode(2, ["action": .numbers([.infinity, 1]), "state": .numbers([1, .nan])]))
    #expect(try bed.measure("gripper.agreement").values.count == 8)
    #expect(try bed.measure("gripper.quick").values.allSatisfy { $0 == 0 })
    #expect(name(try bed.measure("gripper.convention")) == "zero-one")
  }
}

/// Honest grippers as they come: several cycles, transport and slew, a hand that stops at what it holds, noise of the sensor, either
/// convention, a state that is a width or turned round.
@Suite struct CleanGripperTests {
  private func bed(_ random: inout TestRandom) -> TestBed {
    var bed = TestBed([TestBed.numbers("action", 1), TestBed.numbers("state", 1)])
    bed.roles = [TestBed.role("action.gripper", "action"), TestBed.role("gripper.state", "state")]
    let transport = Int.random(in: 0...4, using: &random)
    let slew = random.uniform(0.15...0.8)
    let noise = Bool.random(using: &random) ? 0 : 0.01
    let isTwoSided = Bool.random(using: &random)
    let (gain, offset) = Bool.random(using: &random) ? (0.08, 0.0) : (-1.0, 1.0)
    bed.splits["train"] = (0..<Int.random(in: 5...25, using: &random)).map { _ in
      var wanted: [Double] = []
      var isOpen = true
      for _ in 0...Int.random(in: 1...4, using: &random) {
        wanted += Array(repeating: isOpen ? 1 : 0, count: Int.random(in: 12...30, using: &random))
        isOpen.toggle()
      }
      let held = random.uniform(0...0.6)
      var opening = 1.0
      var states: [Double] = []
      for step in wanted.indices {
        let goal = step > transport ? max(wanted[step - 1 - transport], held) : 1
        opening += min(max(goal - opening, -slew), slew)
        states.append((opening + random.normal(noise)) * gain + offset)
      }
      return TestEpisode(wanted.count, ["action": .numbers(wanted.map { isTwoSided ? 1 - 2 * $0 : $0 }), "state": .numbers(states)])
    }
    return bed
  }

  @Test func raiseNoAlarm() throws {
    var random = TestRandom(20)
    var looked = 0
    for number in 0..<60 {
      let bed = bed(&random)
      for (name, holds) in [
        ("gripper.agreement", { $0 >= 0 }), ("gripper.delay", { $0 >= -1 }), ("gripper.quick", { $0 == 0 }),
      ] as [(String, (Double) -> Bool)] {
        guard let measured = try? bed.measure(name) else { continue }
        looked += 1
        #expect(measured.values.allSatisfy { holds($0) }, "dataset \(number), \(name): \(measured.values)")
      }
      if let transports = try? bed.measure("gripper.transport") {
        #expect(Double(transports.values.filter { $0 > 5 }.count) <= 0.2 * Double(transports.total), "dataset \(number)")
      }
    }
    // Nine tenths of the datasets could be looked at by all three.
    #expect(looked >= 162)
  }
}
