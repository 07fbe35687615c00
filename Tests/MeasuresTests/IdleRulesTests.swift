import Episodes
import Testing

@testable import Measures

/// Expected steps come from the published functions themselves, run on these series with numpy and TensorFlow: `is_noop` of
/// moojink/openvla-oft @ 213c5ff (regenerate_libero_dataset.py), the body of compute_droid_nonidle_ranges.py of
/// Physical-Intelligence/openpi @ 15a9616, and `zero_action_filter` of openvla/openvla @ c8f03f4 (droid_utils.py).
@Suite("Idle steps by the loaders' own rules")
struct IdleRulesTests {
  /// s ← 6364136223846793005 s + 1442695040888963407 mod 2⁶⁴; its top four bits.
  private func series(_ seed: UInt64, _ count: Int) -> [Int] {
    var state = seed
    return (0..<count).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 60)
    }
  }

  private func dropped(_ flags: [Bool]) -> [Int] { flags.indices.filter { flags[$0] } }

  @Test("OFT compares with the gripper of the last step that it kept")
  func oft() {
    let draws = series(7, 240)
    var arm: [Double] = []
    var gripper: [Double] = []
    for row in 0..<80 {
      let (a, b, c) = (draws[row * 3], draws[row * 3 + 1], draws[row * 3 + 2])
      arm += [a < 10 ? 6e-5 * Double(a % 2) : 0.01 * Double(a), 0, 0, 0, b < 12 ? 9e-5 * Double(b % 2) : -0.02, 0]
      gripper.append(c < 9 ? -1 : 1)
    }
    let found = IdleRules.dropped(.oftLibero, arm: arm, width: 6, gripper: gripper)
    #expect(dropped(found) == [4, 12, 13, 17, 22, 23, 40, 42, 43, 45, 48, 60, 66, 67, 70, 75])
  }

  /// Moves by 0.1 a step for so many rows, rests for so many, moves again.
  private func velocities(_ moving: Int, _ resting: Int, _ again: Int) -> [Double] {
    var values: [Double] = []
    for row in 0..<moving + resting + again {
      let isResting = row >= moving && row < moving + resting
      values.append(row == 0 ? 0 : isResting ? values[row - 1] : 0.1 - values[row - 1])
    }
    return values
  }

  @Test("openpi cuts idle runs of seven, leaves runs of six, and of runs of sixteen and more all but the last ten")
  func openpiBounds() {
    func kept(_ moving: Int, _ resting: Int, _ again: Int) -> [Int] {
      let found = IdleRules.dropped(.openpiDroid, arm: velocities(moving, resting, again), width: 1)
      return found.indices.filter { !found[$0] }
    }
    #expect(kept(20, 7, 20) == Array(0..<10) + Array(27..<37))
    #expect(kept(20, 6, 20) == Array(0..<36))
    #expect(kept(16, 9, 0) == Array(0..<6))
    #expect(kept(15, 9, 0) == [])
  }

  @Test("openpi keeps [0, 29) and [93, 120) of a series whose idle runs are of several lengths")
  func openpi() {
    // Runs of 3 + k steps: k odd alternates in joint 2, k even rests; joint 5 drifts by 9e-4 a step, which counts as rest.
    var runs: [Int] = []
    for k in [13, 9, 1, 3, 14, 14, 4, 2, 6, 11, 13, 3, 2, 8, 8, 4] { runs += Array(repeating: k, count: 3 + k) }
    var velocities: [Double] = []
    for step in 0..<160 {
      velocities += [0, 0, runs[step] % 2 == 1 ? 0.01 * Double(step % 2) : 0.5, 0, 0, 0.0009 * Double(step), 0]
    }
    let found = IdleRules.dropped(.openpiDroid, arm: velocities, width: 7)
    #expect(found.indices.filter { !found[$0] } == Array(0..<29) + Array(93..<120))
  }

  @Test("OpenVLA's filter for DROID looks at the arm alone; NaN does not move")
  func openvla() {
    let rows: [(arm: [Double], isDropped: Bool)] = [
      ([0, 0, 0, 0, 0, 0], true), ([1e-6, 1e-6, 1e-6, 1e-6, 1e-6, 1e-6], true), ([0, 0, 0, 0, 0, 1e-5], false),
      ([0, 0, 0, 0, 0, 8e-6], true), ([7e-6, 0, 0, 0, 0, 0], true), ([8e-6, 0, 0, 0, 0, 0], false), ([0, 6e-6, 0, 0, 0, 0], false),
      ([0, 5e-6, 0, 0, 0, 0], true), ([.nan, .nan, .nan, .nan, .nan, .nan], true), ([.nan, 0.1, 0, 0, 0, 0], false),
      ([0, 0, -7e-6, 0, 0, 0], false), ([0, 0, -6e-6, 0, 0, 0], true),
    ]
    let found = IdleRules.dropped(.openvlaDroid, arm: rows.flatMap(\.arm), width: 6)
    #expect(found == rows.map(\.isDropped))
  }

  @Test("nothing, one step, and a width that is none")
  func hostile() {
    for rule in [.openvlaDroid, .oftLibero, .openpiDroid] as [TargetFacts.Filters.Idle] {
      #expect(IdleRules.dropped(rule, arm: [], width: 6) == [])
      #expect(IdleRules.dropped(rule, arm: [1], width: 0) == [])
      #expect(IdleRules.dropped(rule, arm: [.nan, .infinity], width: 2).count == 1)
    }
    // A run too short to keep is dropped whole.
    #expect(IdleRules.dropped(.openpiDroid, arm: [0, 1, 0, 1], width: 1) == [true, true, true, true])
  }
}
