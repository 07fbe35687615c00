import Episodes
import Measures
import Testing

@testable import Scanning

/// Arms that move along sums of sines: smooth, different in every episode, the same on every machine.
private struct Arm {
  var state: [[Double]] = []
  var labels: [[Double]] = []

  /// A pose of six numbers (position, roll pitch yaw), a pad and a gripper; labels are base-frame deltas and the gripper's command.
  static func pose(seed: UInt64, steps: Int = 60) -> Arm {
    var arm = Arm()
    let path = sines(6, seed: seed, steps: steps)
    for step in 0..<steps {
      let gripper: Double = step < steps / 2 ? 1 : 0
      arm.state.append(path[step] + [0, gripper])
      guard step + 1 < steps else {
        arm.labels.append([0, 0, 0, 0, 0, 0, gripper])
        continue
      }
      let (a, b) = (path[step], path[step + 1])
      let turn = Rotation(eulerXYZ: SIMD3(b[3], b[4], b[5])) * Rotation(eulerXYZ: SIMD3(a[3], a[4], a[5])).transposed
      let angles = turn.eulerXYZ
      arm.labels.append([b[0] - a[0], b[1] - a[1], b[2] - a[2], angles.x, angles.y, angles.z, gripper])
    }
    return arm
  }

  /// Seven joints and a gripper; labels are joint deltas.
  static func joints(seed: UInt64, steps: Int = 60) -> Arm {
    var arm = Arm()
    let path = sines(7, seed: seed, steps: steps)
    for step in 0..<steps {
      let gripper: Double = step < steps / 2 ? 1 : 0
      let next = path[min(step + 1, steps - 1)]
      arm.state.append(path[step] + [gripper])
      arm.labels.append(zip(next, path[step]).map { $0 - $1 } + [gripper])
    }
    return arm
  }

  private static func sines(_ count: Int, seed: UInt64, steps: Int) -> [[Double]] {
    var dice = Dice(state: seed)
    let waves = (0..<count).map { _ in
      (
        size: Double.random(in: 0.1...0.4, using: &dice), pace: Double.random(in: 1...3, using: &dice),
        phase: Double.random(in: 0...1, using: &dice)
      )
    }
    return (0..<steps).map { step in waves.map { $0.size * sine($0.pace * Double(step) / Double(steps) + $0.phase) } }
  }

  /// sin(2πx) by Bhaskara's formula, smooth enough for an arm, with no C library in between.
  private static func sine(_ x: Double) -> Double {
    let turn = (x - x.rounded(.down)) * 360
    let half = turn < 180 ? turn : turn - 180
    let value = 4 * half * (180 - half) / (40_500 - half * (180 - half))
    return turn < 180 ? value : -value
  }
}

@Suite("Roles are inferred from numbers before names")
struct InferenceTests {
  private func reader(_ arms: [Arm], stateName: String = "observation/state", actionName: String = "action") -> MemoryReader {
    let width = arms.first?.state.first?.count ?? 0
    let labelWidth = arms.first?.labels.first?.count ?? 0
    let schema = Schema(
      leaves: [
        Leaf(path: actionName, level: .step, element: .float32, shape: [labelWidth], content: .tensor(.none)),
        Leaf(path: "language_instruction", level: .step, element: .string, shape: [], content: .text),
        Leaf(path: stateName, level: .step, element: .float32, shape: [width], content: .tensor(.none)),
      ], hasSteps: true)
    let episodes = arms.map { arm in
      func column(_ rows: [[Double]]) -> Column {
        var column = Column(width: rows.first?.count ?? 1)
        column.numbers = rows.flatMap { $0 }
        column.rows = rows.count
        column.isPresent = true
        return column
      }
      var text = Column(width: 1)
      for _ in arm.state {
        text.bytes += Array("open the drawer".utf8)
        text.ends.append(text.bytes.count)
      }
      text.rows = arm.state.count
      text.isPresent = true
      return Episode(
        identity: EpisodeIdentity(split: "", shard: 0, record: 0), steps: arm.state.count,
        columns: [column(arm.labels), text, column(arm.state)])
    }
    return MemoryReader(name: "arms", schema: schema, splits: ["train": [episodes]])
  }

  private func roles(_ arms: [Arm], declared: [RoleBinding] = []) -> RoleMap {
    RoleInference(reader: reader(arms)).roles(declared: declared)
  }

  private let poses = (1...12).map { Arm.pose(seed: UInt64($0)) }

  @Test("position, rotation, labels and gripper are found where they stand, with the rotation's form")
  func pose() {
    let roles = roles(poses)
    #expect(roles["pose.position"]?.slices.map(\.description) == ["observation/state[0:3]"])
    #expect(roles["pose.rotation"]?.slices.map(\.description) == ["observation/state[3:6]"])
    #expect(roles["pose.rotation"]?.form == .eulerXYZ)
    #expect(roles["action.translation"]?.slices.map(\.description) == ["action[0:3]"])
    #expect(roles["action.rotation"]?.slices.map(\.description) == ["action[3:6]"])
    #expect(roles["action.gripper"]?.slices.map(\.description) == ["action[6]"])
    #expect(roles["instruction"]?.slices.map(\.description) == ["language_instruction"])
    #expect(roles.bindings.filter { $0.role.hasPrefix("pose") }.allSatisfy { $0.strength == .strong && $0.source == .inferred })
  }

  @Test("one bad episode, labels a step late, or in millimetres, take no role away")
  func faults() {
    var bad = poses
    bad[3].labels = bad[3].labels.map { $0.map { $0 * 1000 } }
    bad[0].labels.reverse()
    let late = poses.map { arm in
      var arm = arm
      arm.labels = [arm.labels[0]] + arm.labels.dropLast()
      return arm
    }
    let millimetres = poses.map { arm in
      var arm = arm
      arm.labels = arm.labels.map { label in label.enumerated().map { $0 < 3 ? $1 * 1000 : $1 } }
      return arm
    }
    for arms in [bad, late, millimetres] {
      let found = roles(arms)
      #expect(found["action.translation"]?.slices.map(\.description) == ["action[0:3]"])
      #expect(found["pose.position"]?.slices.map(\.description) == ["observation/state[0:3]"])
      #expect(found["pose.position"]?.strength == .strong)
    }
  }

  @Test("joints are not taken for a pose")
  func joints() {
    let found = roles((1...8).map { Arm.joints(seed: UInt64($0)) })
    #expect(found["joints"]?.slices.map(\.description) == ["observation/state[0:7]"])
    #expect(found["action.joints"]?.slices.map(\.description) == ["action[0:7]"])
    #expect(found["pose.position"] == nil && found["action.translation"] == nil)
  }

  @Test("labels that have nothing to do with the state bind no pose, and the action only weakly")
  func unrelated() {
    let mixed = poses.enumerated().map { index, arm in
      var arm = arm
      arm.labels = poses[(index + 5) % poses.count].labels.reversed()
      return arm
    }
    let found = roles(mixed)
    #expect(found["pose.position"]?.strength != .strong)
    #expect(found["action.translation"]?.strength != .strong)
  }

  @Test("what is declared is kept as it is and steers the rest")
  func declared() {
    let binding = RoleBinding(
      role: "pose.position", slices: [Slice(path: "observation/state", dimensions: 0..<3)], source: .declared, strength: .strong,
      evidence: "declared")
    let found = roles(poses, declared: [binding])
    #expect(found["pose.position"] == binding)
    #expect(found["action.translation"]?.slices.map(\.description) == ["action[0:3]"])
  }

  @Test("the sample is small, and the same every time")
  func sample() {
    let reader = reader((1...100).map { Arm.pose(seed: UInt64($0), steps: 12) })
    let sample = EpisodeSample(reader: reader, paths: ["action"])
    #expect(sample.episodes.count == EpisodeSample.size)
    #expect(RoleInference(reader: reader).roles(declared: []) == RoleInference(reader: reader).roles(declared: []))
  }
}
