import Episodes
import Simulation
import Testing

@testable import Measures

@Suite struct LatticeTests {
  private static func step(_ values: [Double]) -> Double {
    var search = LatticeSearch()
    for value in values { search.add(value) }
    return search.found
  }

  private static func float32(_ value: Double) -> Double { Double(Float(value)) }

  /// Random levels on origin + k · step, as float32 stores them.
  @Test(arguments: [(0.0, 0.0123, 64), (-0.031, 0.00098, 64), (0.4, 0.0008, 63), (12.5, 0.25, 16)])
  func theStepOfALatticeIsFound(origin: Double, step: Double, levels: Int) {
    for seed in 1...20 as ClosedRange<UInt64> {
      var random = TestRandom(seed)
      let values = (0..<60).map { _ in Self.float32(origin + step * Double(Int.random(in: 0..<levels, using: &random))) }
      let found = Self.step(values)
      #expect((found / step - 1).magnitude < 1e-3, "seed \(seed): \(found)")
    }
  }

  /// Rounded to 1e-4 over a range of 0.1: fine enough to be taken for no lattice, but never for a coarser one.
  @Test func aFineLatticeIsNotTakenForACoarserOne() {
    for seed in 1...100 as ClosedRange<UInt64> {
      var random = TestRandom(seed)
      let found = Self.step((0..<60).map { _ in Self.float32(1e-4 * Double(Int.random(in: 0..<1000, using: &random))) })
      #expect(!(found > 1.001e-4), "seed \(seed): \(found)")
    }
  }

  @Test func honestNumbersLieOnNoLattice() {
    for seed in 1...200 as ClosedRange<UInt64> {
      var random = TestRandom(seed)
      let scale = random.uniform(1e-4...1)
      let values = (0..<60).map { _ in Self.float32(random.normal(scale)) }
      #expect(Self.step(values) == 0, "seed \(seed)")
      // Differences of positions that were stored as float32, as executed labels are.
      var position = Self.float32(random.uniform(0...1))
      let labels = (0..<60).map { _ in
        let next = Self.float32(position + random.normal(0.002))
        defer { position = next }
        return Self.float32(next - position)
      }
      #expect(!(Self.step(labels) > 0.002 / 1000), "seed \(seed)")
    }
  }

  @Test func fewOrEqualValuesTellNothing() {
    #expect(Self.step([]).isNaN)
    #expect(Self.step([0, 0, 0, 0, 0.1]).isNaN)
    #expect(Self.step((0..<200).map { $0 < 190 ? 0 : 0.25 * Double($0 % 3) }).isNaN)
  }
}

@Suite struct JumpSearchTests {
  private static func search(_ values: [Double], period: Double = 0) -> JumpSearch {
    values.withUnsafeBufferPointer { JumpSearch($0, period: period) }
  }

  @Test func aSingleValueStandsOutByTheSmallerDifference() {
    let found = Self.search([1, 1, 5, 2, 2, 2])
    #expect(found.prominence == 3)
    #expect(found.index == 2)
    // Second and last but one: there is no value beyond one neighbour.
    #expect(Self.search([1, 9, 1, 1, 1]).index == 1)
    #expect(Self.search([1, 1, 1, -9, 1]).index == 3)
  }

  @Test func stepsRampsAndSwingsAreNone() {
    #expect(Self.search([0, 0, 0, 7, 7, 7]).prominence == 0)
    #expect(Self.search([0, 1, 2, 30, 58, 86]).prominence == 0)
    #expect(Self.search([4, -4, 4, -4, 4, -4, 4]).prominence == 0)
    #expect(Self.search([1, 9]).index == -1)
  }

  @Test func aWrappedAngleIsNone() {
    let turn = 2 * Double.pi
    #expect(Self.search([3.1, 3.12, 3.14 - turn, 3.13, 3.1, 3.1], period: turn).prominence < 0.03)
    #expect(Self.search([3.1, 3.12, 3.14 - turn, 3.13, 3.1, 3.1]).prominence > 6)
  }
}

@Suite struct OutermostTests {
  /// Against looks at single values, wherever among four the largest and the ends stand.
  @Test(arguments: 1...13) func agreesWithSingleValues(count: Int) {
    var dice = Dice(seed: UInt64(count))
    for _ in 0..<80 {
      let values: [Double] = (0..<count).map { _ in Double(Int.random(in: -6...6, using: &dice)) }
      let found = values.withUnsafeBufferPointer { ActionProbe.Outermost($0, SeriesExtent($0)) }
      let (least, most): (Double?, Double?) = (values.min(), values.max())
      #expect(found.atLow == values.filter { $0 == least }.count)
      #expect(found.atHigh == values.filter { $0 == most }.count)
      // The largest, and where there are so many the second and the third.
      let sizes: [Double] = values.map(\.magnitude).sorted(by: >)
      for fromTop in 0..<min(3, count) {
        let share = count == 1 ? 1 : (Double(count - 1 - fromTop) + 0.5) / Double(count - 1)
        let quantile: Double? = found.sizes.quantile(min(share, 1), of: count)
        let wanted: Double = sizes[fromTop]
        #expect(quantile == wanted, "\(values)")
      }
    }
  }
}

@Suite struct ShapeTests {
  @Test func clippedLabelsPileUp() throws {
    var dataset = EditedDataset()
    dataset.recipe.labels = .commanded
    let limit = 0.01
    dataset.edit = { _, _, actions in for row in actions.indices { actions[row][1] = min(actions[row][1], limit) } }
    let found = try dataset.observations().measure("action.saturation")
    let values = (0..<20).flatMap { dataset.rows($0).actions.map { $0[1] } }
    let share = Double(values.filter { $0 == limit }.count) / Double(values.count)
    #expect(share > 0.05)
    #expect(found.samples.first { $0.place.feature == "action[1]" }?.value.number == share)
    #expect(found.samples.filter { $0.place.feature != "action[1]" }.allSatisfy { $0.value.number == 0 })
  }

  @Test func heldRowsZerosAndUnnamedGrippersArePilesOfNothing() throws {
    var dataset = EditedDataset()
    dataset.edit = { _, _, actions in
      for row in actions.indices {
        // Held at home for the first twenty steps, at the largest value of every dimension.
        if row < 20 { for axis in 0..<6 { actions[row][axis] = 3 } }
        // A direction that is never taken.
        actions[row][2] = row < 20 ? 3 : max(0, actions[row][2])
      }
    }
    // The first of the held rows is no repetition: one value an episode lies there.
    let held = try dataset.observations().measure("action.saturation").values
    let steps = (0..<20).reduce(0) { $0 + dataset.rows($1).actions.count }
    #expect(held.allSatisfy { $0 <= 20 / Double(steps) })

    dataset.edit = { _, _, actions in
      for row in actions.indices { actions[row][5] = row % 7 == 0 ? actions[row][0] : row % 2 == 0 ? 1 : -1 }
    }
    #expect(try dataset.observations().measure("action.saturation").samples.allSatisfy { $0.place.feature != "action[5]" })
  }

  @Test func levelsAreCountedAcrossTheWidestRangeOfTheGroup() throws {
    var dataset = EditedDataset()
    dataset.recipe.labels = .commanded
    let step = 0.002
    dataset.edit = { _, _, actions in
      for row in actions.indices {
        for axis in 0..<2 { actions[row][axis] = Double(Float((actions[row][axis] / step).rounded() * step)) }
        actions[row][1] /= 4
      }
    }
    let found = try dataset.observations().measure("action.levels")
    #expect(found.samples.map(\.place.feature) == ["action[0]", "action[1]"])
    #expect(found.total == 6)
    var ranges: [Double] = []
    for axis in 0..<3 {
      let values = (0..<20).flatMap { dataset.rows($0).actions.map { $0[axis] } }
      ranges.append((values.max() ?? 0) - (values.min() ?? 0))
    }
    let widest = ranges.max() ?? 0
    #expect(found.values == [(widest / step).rounded() + 1, (widest / step * 4).rounded() + 1])
  }

  @Test func aConstantDimensionIsDeadAndTheTargetTellsWhatBecomesOfIt() throws {
    var dataset = EditedDataset()
    dataset.edit = { _, _, actions in for row in actions.indices { actions[row][4] = 0.5 } }
    dataset.settle = { $0.target.normalisation = .init(kind: .quantiles, epsilon: 1e-8, constant: .minusOne) }
    let found = try dataset.observations().measure("action.dead")
    #expect(found.total == 6)
    #expect(found.samples.filter { $0.value.number == 1 }.map(\.place.feature) == ["action[4]"])
    #expect(found.facts["loader"]?.contains("-1") == true)
    #expect(found.facts["dimensions"] == "action[4]")
  }

  @Test func aJumpThatTheMotionShowsIsFoundWhereItIs() throws {
    var dataset = EditedDataset()
    dataset.edit = { index, states, actions in
      guard index == 5 else { return }
      for row in 16..<states.count { states[row][1] += 2 }
      actions[15][1] += 2
    }
    let seen = dataset.observations()
    let limit = try #require(try seen.measure("action.jumps.limit").overall?.number)
    let beyond = try seen.measure("action.jumps").samples.filter { ($0.value.number ?? 0) > limit }
    #expect(beyond.map(\.place.episode) == [5])
    #expect(beyond.first?.place.steps == 15...15)
    #expect(beyond.first?.place.feature == "action[1]")
    // The labels say what the motion shows, so they are no outliers.
    #expect(try seen.measure("action.outliers").byEpisode[5] ?? 99 < 2)
  }

  @Test func withoutAPoseOutliersLookForTheSame() {
    var dataset = EditedDataset()
    dataset.settle = { $0.roles = RoleMap($0.roles.bindings.filter { !$0.role.hasPrefix("pose") }) }
    #expect(throws: Absence.self) { try dataset.observations().measure("action.jumps") }
  }

  @Test func packedFieldsComeBack() {
    let ends = ActionProbe.Ends(packed: ActionProbe.Ends(step: 0.25, atLow: 70_000, atHigh: 3).packed)
    #expect((ends.step, ends.atLow, ends.atHigh) == (0.25, 65_535, 3))
    let jump = ActionProbe.Jump(packed: ActionProbe.Jump(prominence: 1.5, step: -1).packed)
    #expect((jump.prominence, jump.step) == (1.5, -1))
    #expect(ActionProbe.Ends(packed: ActionProbe.unknown).step.isNaN)
    #expect(ActionProbe.Jump(packed: ActionProbe.unknown).prominence.isNaN)
  }
}
