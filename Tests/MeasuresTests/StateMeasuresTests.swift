import Episodes
import Simulation
import Testing

@testable import Measures

@Suite struct StateMeasuresTests {
  private static func beyond(_ seen: Observations) throws -> [Sample] {
    let limit = try #require(try seen.measure("state.spikes.limit").overall?.number)
    return try seen.measure("state.spikes").samples.filter { ($0.value.number ?? 0) > limit }
  }

  // MARK: Frozen

  /// Commands of 1 cm along x for 40 steps; the state stands still in rows 10 to 29, and then goes on by as much more.
  private func frozen(labels: [[Double]], from: Int = 10, to: Int = 29, jump: Double = 0) throws -> Measurement {
    var bed = TestBed([TestBed.numbers("action", 3), TestBed.numbers("position", 3)])
    bed.roles = [TestBed.role("action.translation", "action"), TestBed.role("pose.position", "position")]
    var states: [Double] = []
    for step in 0..<40 {
      let at = min(max(step, 0), from) + max(0, step - to)
      states += [0.01 * Double(at) + (step > to ? jump : 0), 0.2, 0.3]
    }
    bed.splits["train"] = [TestEpisode(40, ["action": .numbers(labels.flatMap { $0 }), "position": .numbers(states)])]
    return try bed.measure("state.frozen")
  }

  @Test func aStateThatStandsStillWhileLabelsMoveIsFrozen() throws {
    let found = try frozen(labels: Array(repeating: [0.01, 0, 0], count: 40))
    // Rows 10 ... 29 are equal: 19 motions of nothing, of which the last five may still be on their way.
    #expect(found.values.count == 1)
    #expect((found.values[0] - 14).magnitude < 1e-9)
    #expect(found.samples[0].place.steps == 10...29)
  }

  @Test func aHandThatRestsOnItsDeviceAsksForNothing() throws {
    // Here and there by turns: nothing adds up.
    let found = try frozen(labels: (0..<40).map { [$0 % 2 == 0 ? 0.01 : -0.01, 0, 0] })
    #expect(found.values == [0])
    // Nothing asked at all.
    #expect(try frozen(labels: (0..<40).map { $0 < 10 || $0 > 28 ? [0.01, 0, 0] : [0, 0, 0] }).values == [0])
    // A wait that is too short to tell from a late arm.
    #expect(try frozen(labels: Array(repeating: [0.01, 0, 0], count: 40), from: 10, to: 19).values == [0])
  }

  /// Eleven rows are ten motions of nothing, of which the last five may still be on their way: five labels add up now and then by chance.
  @Test func aShortWaitIsOneWhereTheStateJumpsAfterwards() throws {
    func asked(_ jump: Double) throws -> Double {
      try frozen(labels: Array(repeating: [0.01, 0, 0], count: 40), from: 10, to: 20, jump: jump).values[0]
    }
    // The step that ends it is 1 cm and the jump; all others are 1 cm.
    #expect((try asked(0.031) - 5).magnitude < 1e-9)
    #expect(try asked(0.029) == 0)
  }

  /// Of n labels one way the square of the sum is n times the sum of the squares.
  @Test func labelsThatMayAddUpByChanceAskForNothing() throws {
    let labels = Array(repeating: [0.01, 0.0, 0], count: 40)
    #expect((try frozen(labels: labels, from: 10, to: 26).values[0] - 11).magnitude < 1e-9)
    #expect(try frozen(labels: labels, from: 10, to: 24).values == [0])
  }

  @Test func jointLabelsThatMayAddUpByChanceAskForNothing() throws {
    func asked(to: Int) throws -> Double {
      var bed = TestBed([TestBed.numbers("action", 2), TestBed.numbers("joints", 2)])
      bed.roles = [TestBed.role("action.joints", "action"), TestBed.role("joints", "joints")]
      var (labels, states): ([Double], [Double]) = ([], [])
      for step in 0..<40 {
        labels += [0.01 * Double(step + 1), 1]
        states += [0.01 * Double(min(step, 10) + max(0, step - to)), 1]
      }
      bed.splits["train"] = [TestEpisode(40, ["action": .numbers(labels), "joints": .numbers(states)])]
      return try bed.measure("state.frozen").values[0]
    }
    // n labels are n - 1 changes.
    #expect((try asked(to: 27) - 11).magnitude < 1e-9)
    #expect(try asked(to: 25) == 0)
  }

  @Test func labelsThatArePositionsAskForNothingByThemselves() throws {
    #expect(try frozen(labels: (0..<40).map { _ in [0.11, 0.2, 0.3] }).values == [0])
  }

  // MARK: Spikes

  @Test func aSpikeIsFoundInPositionsAndTurnsOfAnyForm() throws {
    for form in [RotationForm.eulerXYZ, .rotationVector, .quaternionXYZW] {
      for dimension in [1, 4] {
        var dataset = EditedDataset()
        dataset.recipe.stateForm = form
        dataset.recipe.turning = 0.1
        dataset.edit = { index, states, _ in
          if index == 3 { states[20][dimension] += dimension == 1 ? 2 : 0.9 }
        }
        let beyond = try Self.beyond(dataset.observations())
        #expect(beyond.map(\.place.episode) == [3], "\(form) \(dimension)")
        #expect(beyond.first?.place.steps == 20...20)
      }
    }
  }

  @Test func threeOddSamplesAreASpikeAndAStepIsNone() throws {
    var dataset = EditedDataset()
    dataset.edit = { index, states, _ in if index == 3 { for row in 20...22 { states[row][0] += 2 } } }
    let beyond = try Self.beyond(dataset.observations())
    #expect(beyond.map(\.place.episode) == [3])
    #expect(beyond.first.map { (20...22).contains($0.place.steps?.lowerBound ?? 0) } == true)
    dataset.edit = { index, states, _ in if index == 3 { for row in 20..<states.count { states[row][0] += 2 } } }
    #expect(try Self.beyond(dataset.observations()).isEmpty)
  }

  @Test func wrappedAnglesAndMirroredQuaternionsAreNoSpikes() throws {
    var dataset = EditedDataset()
    dataset.edit = { _, states, _ in for row in stride(from: 5, to: states.count, by: 9) { states[row][5] += 2 * .pi } }
    #expect(try Self.beyond(dataset.observations()).isEmpty)
    dataset.recipe.stateForm = .quaternionXYZW
    dataset.edit = { _, states, _ in
      for row in stride(from: 5, to: states.count, by: 9) { for axis in 3..<7 { states[row][axis] *= -1 } }
    }
    #expect(try Self.beyond(dataset.observations()).isEmpty)
  }

  /// R(a, pi/2 − e, c) and R(a + pi, pi/2 + e, c + pi) are the same rotation: stored angles jump and the arm does not.
  @Test func anglesThatJumpNearTheSingularityAreNoSpikes() throws {
    var dataset = EditedDataset()
    dataset.recipe.turning = 0
    dataset.edit = { index, states, _ in
      for row in states.indices {
        states[row][3...5] = [0.2, 1.5, 0.3]
        if index == 3, row == 20 { states[row][3...5] = [0.2 - .pi, .pi - 1.5, 0.3 - .pi] }
      }
    }
    #expect(try Self.beyond(dataset.observations()).isEmpty)
  }

  /// Steps of 1 cm, and one sample 0.5 m away: half a step less, or two more, from the median of seven there.
  @Test func atEitherEndASpikeMustGoFourTimesAsFar() throws {
    func spike(at: Int) throws -> Double {
      var bed = TestBed([TestBed.numbers("position", 3)])
      bed.roles = [TestBed.role("pose.position", "position")]
      let way = (0..<40).map { 0.01 * Double($0) + ($0 == at ? 0.5 : 0) }
      bed.splits["train"] = [TestEpisode(40, ["position": .numbers(way.flatMap { [$0, 0.2, 0.3] })])]
      return try bed.measure("state.spikes").values[0]
    }
    // The others of rows 17 to 23 have their upper middle at 0.21; those of 33 to 39 at 0.36.
    #expect((try spike(at: 20) - 49).magnitude < 1e-6)
    #expect((try spike(at: 39) - 53.0 / 4).magnitude < 1e-6)
  }

  /// A rest, one sample at 1 and others at 0.4, each away and back: six changes of more than a quarter are no single sample.
  @Test func aSpikeAmongOtherSwingsIsNone() throws {
    func spikes(_ others: [Int]) throws -> Double {
      var bed = TestBed([TestBed.numbers("position", 3)])
      bed.roles = [TestBed.role("pose.position", "position")]
      let way = (0..<80).map { $0 == 33 ? 1 : others.contains($0) ? 0.4 : 0 }
      bed.splits["train"] = [TestEpisode(80, ["position": .numbers(way.flatMap { [$0, 0.2, 0.3] })])]
      return try bed.measure("state.spikes").values[0]
    }
    // Seldom moving: the least usual step is a thousandth of the reach.
    #expect((try spikes([36]) - 1000).magnitude < 1e-6)
    #expect(try spikes([30, 36]) == 0)
  }

  @Test func theMedianOfSevenIsThatOfTheSamplesAround() {
    let values = [9.0, 1, 8, 2, 7, 3, 6, 4, 5]
    #expect(StateSpikes.medianOfSeven(values, around: 4) == 4)
    #expect(StateSpikes.medianOfSeven(values, around: 0) == 6)
    #expect(StateSpikes.medianOfSeven(values, around: 8) == 5)
    #expect(StateSpikes.medianOfSeven([3, 1, 2], around: 1) == 2)
  }

  // MARK: Units, limits, speed

  @Test func millimetresAreTold() throws {
    var dataset = EditedDataset()
    dataset.edit = { _, states, _ in for row in states.indices { for axis in 0..<3 { states[row][axis] *= 1000 } } }
    let reach = try dataset.observations().measure("state.reach").values
    #expect(reach.count == 20 && reach.allSatisfy { $0 > 100 })
    dataset.settle = { $0.declarations.metresPerUnit = 0.001 }
    #expect(try dataset.observations().measure("state.reach").values.allSatisfy { $0 < 3 })
  }

  @Test func aBaseThatDrivesFarIsNoArmInMillimetres() throws {
    var dataset = EditedDataset()
    dataset.edit = { _, states, _ in for row in states.indices { states[row][0] += 300 } }
    #expect(try dataset.observations().measure("state.reach").values.allSatisfy { $0 <= 10 })
  }

  @Test func oneEpisodeInAnotherUnitStandsOutOfTheOthers() throws {
    for factor in [1000, 0.001] {
      var dataset = EditedDataset()
      dataset.edit = { index, states, _ in
        if index == 7 { for row in states.indices { for axis in 0..<3 { states[row][axis] *= factor } } }
      }
      let ratios = try dataset.observations().measure("state.reach.ratio").byEpisode
      #expect(ratios.filter { $0.value > 100 || $0.value < 0.01 }.keys.sorted() == [7])
    }
    var few = EditedDataset()
    few.episodes = 4
    #expect(throws: Absence.self) { try few.observations().measure("state.reach.ratio") }
  }

  @Test func degreesAreTold() throws {
    var dataset = EditedDataset()
    dataset.edit = { index, states, _ in
      if index == 2 { for row in states.indices { for axis in 3..<6 { states[row][axis] *= 180 / .pi } } }
    }
    let angles = try dataset.observations().measure("state.angle").byEpisode
    #expect(angles.filter { $0.value > 12.7 }.keys.sorted() == [2])
    dataset.recipe.stateForm = .quaternionXYZW
    #expect(throws: Absence.self) { try dataset.observations().measure("state.angle") }
  }

  @Test func declaredLimitsAreHeldAndMeasuredRangesTold() throws {
    var dataset = EditedDataset()
    dataset.edit = { index, states, _ in
      for row in states.indices { states[row][2] = 0.5 }
      if index == 4 { (states[9][2], states[10][2]) = (1.25, 1.1) }
    }
    #expect(throws: Absence.self) { try dataset.observations().measure("state.beyond") }
    let told = try dataset.observations().measure("state.ranges")
    #expect(told.facts["ranges"]?.contains("observation/state[2] 0.5 to 1.25") == true)

    let any = -10.0...10
    dataset.settle = { $0.declarations.stateLimits = [.init(role: "pose.position", ranges: [any, any, 0...1])] }
    let found = try dataset.observations().measure("state.beyond")
    #expect(found.byEpisode.filter { $0.value > 0 } == [4: 0.25])
    let worst = found.samples.first { $0.place.episode == 4 }
    #expect(worst?.place.steps == 9...9)
    #expect(worst?.place.feature == "observation/state[2]")
    #expect(worst?.message?.contains("2 values lie outside") == true)
    // Limits for another number of dimensions are no limits.
    dataset.settle = { $0.declarations.stateLimits = [.init(role: "pose.position", ranges: [any])] }
    #expect(throws: Absence.self) { try dataset.observations().measure("state.beyond") }
  }

  @Test func speedIsThatOfTheThirdFastestStep() throws {
    var bed = TestBed([TestBed.numbers("position", 3), TestBed.numbers("rotation", 3)])
    bed.roles = [TestBed.role("pose.position", "position"), TestBed.role("pose.rotation", "rotation")]
    bed.declarations.controlHz = 10
    // Steps of 1, 2, ... 9 cm along y; turns of 0.1 rad about each axis, once across half a turn.
    var (way, turns): ([Double], [Double]) = ([], [])
    for step in 0..<10 {
      way += [0, Double(step * (step + 1) / 2) / 100, 0]
      let angle = 3.0 + 0.1 * Double(step)
      turns += [angle > Double.pi ? angle - 2 * Double.pi : angle, 0, 0]
    }
    bed.splits["train"] = [
      TestEpisode(10, ["position": .numbers(way), "rotation": .numbers(turns)])
    ]
    let pace = try bed.measure("state.pace")
    #expect((pace.values[0] - 0.7).magnitude < 1e-9)
    #expect(pace.samples[0].place.steps == 8...8)
    #expect((try bed.measure("state.spin").values[0] - 1).magnitude < 1e-9)
    bed.declarations.controlHz = nil
    #expect(throws: Absence.self) { try bed.measure("state.pace") }
  }

  /// A tenth of a radian about z in every step, at 10 Hz, to and fro across half a turn: 1 rad/s in every form.
  @Test func turnsAreMeasuredInEveryForm() throws {
    for form in [RotationForm.quaternionXYZW, .eulerXYZ] {
      var bed = TestBed([TestBed.numbers("position", 3), TestBed.numbers("rotation", form.width)])
      var role = TestBed.role("pose.rotation", "rotation")
      role.form = form
      bed.roles = [TestBed.role("pose.position", "position"), role]
      bed.declarations.controlHz = 10
      let turns = (0..<20).map { Rotation(eulerXYZ: SIMD3(0, 0, 3.1 + 0.1 * Double($0 % 2))).numbers(form) }
      bed.splits["train"] = [
        TestEpisode(20, ["position": .numbers([Double](repeating: 0.1, count: 60)), "rotation": .numbers(turns.flatMap { $0 })])
      ]
      #expect((try bed.measure("state.spin").values[0] - 1).magnitude < 1e-3, "\(form)")
    }
  }

  @Test func hostileStatesAreMeasuredOrLeftOut() throws {
    for steps in [1, 2, 9] {
      var bed = TestBed([TestBed.numbers("action", 3), TestBed.numbers("position", 3), TestBed.numbers("rotation", 4)])
      bed.roles = [
        TestBed.role("action.translation", "action"), TestBed.role("pose.position", "position"), TestBed.role("pose.rotation", "rotation"),
      ]
      let odd = (0..<steps).map { [Double.nan, .infinity, 0, 1e300][$0 % 4] }
      bed.splits["train"] = [
        TestEpisode(
          steps,
          [
            "action": .numbers(odd.flatMap { [$0, 1, 0] }), "position": .numbers(odd.flatMap { [0, $0, 0] }),
            "rotation": .numbers(odd.flatMap { [$0, 0, 0, 1] }),
          ]),
        TestEpisode(steps, [:]),
      ]
      let seen = try bed.observe([StateMeasures.request])
      #expect(seen.episodes.count == 2)
    }
  }
}

@Suite struct QuickSwingTests {
  /// A rest of eighty steps with one swing of eight in it: the arm seldom moves, so its usual step is nothing, and still no sample is alone.
  @Test func aQuickSwingInALongRestIsNoSpike() throws {
    var bed = TestBed([TestBed.numbers("position", 3)])
    bed.roles = [TestBed.role("pose.position", "position")]
    let swing = [0.0, 0.02, 0.12, 0.3, 0.5, 0.65, 0.68, 0.55, 0.4, 0.36, 0.35]
    let way = (0..<80).map { swing[min(max($0 - 30, 0), swing.count - 1)] }
    bed.splits["train"] = [TestEpisode(80, ["position": .numbers(way.flatMap { [$0, 0.2, 0.3] })])]
    #expect(try bed.measure("state.spikes").values == [0])
    // The same rest with one sample away.
    let glitch = (0..<80).map { $0 == 34 ? 0.68 : 0 }
    bed.splits["train"] = [TestEpisode(80, ["position": .numbers(glitch.flatMap { [$0, 0.2, 0.3] })])]
    #expect(try bed.measure("state.spikes").values[0] > 100)
  }
}
