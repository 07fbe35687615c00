import Episodes
import Simulation
import Testing

@testable import Measures

@Suite struct ActionMeasuresTests {
  @Test func aSpikeIsFoundWhereItIs() throws {
    for withPose in [true, false] {
      var dataset = EditedDataset()
      dataset.recipe.labels = .commanded
      if !withPose { dataset.settle = { $0.roles = RoleMap($0.roles.bindings.filter { !$0.role.hasPrefix("pose") }) } }
      dataset.edit = { index, _, actions in if index == 5 { actions[15][1] += 1.2 } }
      let seen = dataset.observations()
      let limit = try #require(try seen.measure("action.outliers.limit").overall?.number)
      let beyond = try seen.measure("action.outliers").samples.filter { ($0.value.number ?? 0) > limit }
      #expect(beyond.count == 1)
      #expect(beyond.first?.place.episode == 5)
      #expect(beyond.first?.place.steps == 15...15)
      #expect(beyond.first?.place.feature == "action[1]")
      #expect(limit >= OutlierMeasures.leastLimit && limit < 60)
    }
  }

  @Test func aGlitchOfTheStateIsNoSpikeOfTheLabel() throws {
    var dataset = EditedDataset()
    dataset.edit = { index, states, _ in if index == 5 { states[15][1] += 0.2 } }
    let seen = dataset.observations()
    let limit = try #require(try seen.measure("action.outliers.limit").overall?.number)
    #expect(try seen.measure("action.outliers").byEpisode.values.allSatisfy { $0 <= limit })
  }

  /// A reach that is cut off as the episode ends, and the label that holds: the last step but one stands above the median of five around it.
  @Test func aReachUpToTheLastLabelIsNoSpike() throws {
    func worst(_ values: [Double]) throws -> Double {
      var bed = TestBed([TestBed.numbers("action")])
      bed.splits["train"] = [TestEpisode(values.count, ["action": .numbers(values)])]
      return try bed.measure("action.outliers").values[0]
    }
    let rest = (0..<37).map { 1e-3 * Double($0 % 7) }
    #expect(try worst(rest + [5.6, 41.9, 95.3, 149.5, 192.4, 0]) == 0)
    // One that stands in the rest is one, up to three steps from the end.
    #expect(try worst(rest + [150, 0, 0, 0]) > 100)
  }

  @Test func spikesInMostEpisodesAreNotTheTail() throws {
    var dataset = EditedDataset()
    dataset.recipe.labels = .commanded
    dataset.edit = { _, _, actions in actions[15][1] += 20 }
    let seen = dataset.observations()
    let limit = try #require(try seen.measure("action.outliers.limit").overall?.number)
    #expect(limit <= OutlierMeasures.common)
    #expect(try seen.measure("action.outliers").byEpisode.values.filter { $0 > limit }.count >= 18)
  }

  @Test func threeSigmaSharesAreCounted() throws {
    var dataset = EditedDataset()
    dataset.recipe.motion = .student
    let seen = dataset.observations()
    let shares = try seen.measure("action.sigma.steps")
    let episodes = try seen.measure("action.sigma.episodes")
    #expect(shares.samples.count == 6)
    for dimension in 0..<6 {
      let values = (0..<20).map { dataset.rows($0).actions.map { $0[dimension] } }
      let all = values.flatMap { $0 }
      let mean = all.reduce(0, +) / Double(all.count)
      let deviation = (all.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(all.count)).squareRoot()
      func isBeyond(_ value: Double) -> Bool { (value - mean).magnitude > 3 * deviation }
      let steps = Double(all.filter(isBeyond).count) / Double(all.count)
      let hit = Double(values.filter { $0.contains(where: isBeyond) }.count) / 20
      // Bins of 1.6 % leave a little open.
      #expect(((shares.samples[dimension].value.number ?? 0) - steps).magnitude < 0.002)
      #expect(episodes.samples[dimension].value.number == hit)
      #expect(steps > 0.002, "student motion has tails")
    }
  }

  @Test func momentsKeepTheirDigitsFarFromZero() {
    var dice = Dice(seed: 5)
    let values = (0..<1000).map { _ in 1e8 + dice.normal() }
    var united = Moments()
    for part in stride(from: 0, to: 1000, by: 100).map({ values[$0..<$0 + 100] }) {
      let shift = part[part.startIndex]
      united.add(
        Moments(
          count: 100, shift: shift, sum: part.reduce(0) { $0 + $1 - shift }, square: part.reduce(0) { $0 + ($1 - shift) * ($1 - shift) }))
    }
    let offsets = values.map { $0 - 1e8 }
    let mean = offsets.reduce(0, +) / 1000
    let deviation = (offsets.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 1000).squareRoot()
    #expect((united.mean - 1e8 - mean).magnitude < 1e-7)
    #expect((united.deviation - deviation).magnitude < 1e-7)
  }

  @Test func oneEpisodeOfAnotherScaleIsFound() throws {
    var dataset = EditedDataset()
    dataset.edit = { index, _, actions in
      guard index == 9 else { return }
      for row in actions.indices { for axis in 0..<6 { actions[row][axis] *= 40 } }
    }
    let loud = try dataset.observations().measure("action.scale").byEpisode
    #expect(loud.filter { $0.value > 1 }.keys.sorted() == [9])
    dataset.edit = { index, _, actions in
      guard index == 9 else { return }
      for row in actions.indices { for axis in 0..<6 { actions[row][axis] /= 100 } }
    }
    let quiet = try dataset.observations().measure("action.scale").byEpisode
    #expect(quiet.filter { $0.value > 1 }.keys.sorted() == [9])
  }

  @Test func anEpisodeAtRestIsNotOfAnotherScale() throws {
    var dataset = EditedDataset()
    dataset.recipe.labels = .commanded
    dataset.edit = { index, states, actions in
      guard index == 9 else { return }
      states = states.map { _ in states[0] }
      for row in actions.indices { for axis in 0..<6 { actions[row][axis] *= 0.001 } }
    }
    #expect(try dataset.observations().measure("action.scale").byEpisode.values.allSatisfy { $0 <= 1 })
  }

  @Test func tooFewEpisodesAreNotCompared() {
    var dataset = EditedDataset()
    dataset.episodes = 11
    #expect(throws: Absence.self) { try dataset.observations().measure("action.scale") }
    dataset.episodes = 5
    #expect(throws: Absence.self) { try dataset.observations().measure("action.outliers.limit") }
  }

  @Test func anActionWithoutRolesIsLookedAtWhole() throws {
    var dataset = EditedDataset()
    dataset.settle = { $0.roles = RoleMap() }
    let shares = try dataset.observations().measure("action.sigma.steps")
    // The gripper has two values and stays out.
    #expect(shares.samples.map(\.place.feature) == (0..<6).map { "action[\($0)]" })
  }
}

@Suite struct TailGapTests {
  /// For an exponential tail the chance is exact: 0.05 asked for, so 5 % (± 3 standard deviations) of 4,000 samples have a gap.
  @Test(arguments: [6, 20, 200]) func holdsItsChanceWhateverTheNumber(count: Int) {
    var dice = Dice(seed: UInt64(count))
    var alarms = 0
    for _ in 0..<4000 {
      let values = (0..<count).map { _ in -logarithmOf(1 - dice.unit()) }
      if let gap = TailGap(values, chance: 0.05, floor: 0, ample: .infinity), gap.outlying > 0 { alarms += 1 }
    }
    #expect(alarms < 240)
    #expect(alarms > 40)
  }

  @Test func cutsWhereTheGapIs() throws {
    let rest = (0..<40).map { Double($0) * 0.02 }
    let gap = try #require(TailGap(rest + [9, 9.5], chance: 1e-3))
    #expect(gap.outlying == 2)
    #expect(gap.limit > 0.78 && gap.limit < 9)
    #expect(try #require(TailGap(rest, chance: 1e-3)).outlying == 0)
    #expect(TailGap([1, 2, 3, 4, 5], chance: 1e-3) == nil)
  }

  @Test func aFactorOfTwentyNeedsNoStatistics() throws {
    let scattered: [Double] = [0, 0.5, 1.2, 1.3, 2, 2.1, 3]
    #expect(try #require(TailGap(scattered + [5.9], chance: 1e-3)).outlying == 0)
    #expect(try #require(TailGap(scattered + [6.1], chance: 1e-3)).outlying == 1)
  }

  @Test func equalValuesMakeNoLimitOfNothing() throws {
    let gap = try #require(TailGap(Array(repeating: 1, count: 50) + [1.2], chance: 1e-3))
    #expect(gap.outlying == 0)
  }

  private func logarithmOf(_ x: Double) -> Double {
    // ln x = 2 artanh((x − 1) / (x + 1)), after halving x into [0.5, 1].
    var (value, halvings) = (x, 0.0)
    while value < 0.5 { (value, halvings) = (value * 2, halvings + 1) }
    let z = (value - 1) / (value + 1)
    var (term, sum) = (z, 0.0)
    for odd in stride(from: 1.0, to: 60, by: 2) {
      sum += term / odd
      term *= z * z
    }
    return 2 * sum - halvings * 0.693_147_180_559_945_3
  }
}
