import Documents
import Episodes
import Measures
import Rulebook
import Scanning

/// Runs with something to draw: episodes in memory, held against the rules that ship, with whatever a change makes wrong in them.
enum DrawnRuns {
  /// One episode's numbers, step by step.
  struct Recording {
    var positions: [SIMD3<Double>]
    /// Roll, pitch and yaw about fixed axes, for labels and states about one axis at a time: turns of yaw alone add up.
    var yaw: [Double]
    var labels: [SIMD3<Double>]
    var yawLabels: [Double]
    var gripper: [Double]
    var stamps: [Double]
    var text = "put the cup on the plate"

    var steps: Int { positions.count }
  }

  static let schema = Schema(
    leaves: [
      Leaf(path: "observation/state", level: .step, element: .float64, shape: [7], content: .tensor(.none)),
      Leaf(path: "action", level: .step, element: .float64, shape: [7], content: .tensor(.none)),
      Leaf(path: "observation/timestamp", level: .step, element: .float64, shape: [], content: .tensor(.none)),
      Leaf(path: "language_instruction", level: .step, element: .string, shape: [], content: .text),
    ], hasSteps: true)

  static let contract = """
    roles:
      pose.position: ["observation/state[0:3]"]
      pose.rotation: ["observation/state[3:6]"]
      gripper.state: ["observation/state[6]"]
      action.translation: ["action[0:3]"]
      action.rotation: ["action[3:6]"]
      action.gripper: ["action[6]"]
      timestamp: ["observation/timestamp"]
      instruction: ["language_instruction"]
    control_hz: 5
    frame: base
    rotation: {state: euler-xyz, action: euler-xyz}
    """

  /// A way that bends, by a fixed formula for each number.
  static func recording(_ number: Int) -> Recording {
    let steps = 40 + number % 5
    let phase = Double(number) * 0.37
    func wave(_ t: Double, _ rate: Double) -> Double { (t * rate + phase).truncatingRemainder(dividingBy: 2) - 1 }
    var positions: [SIMD3<Double>] = []
    for step in 0..<steps {
      let t = Double(step) / 40
      let (a, b, c) = (wave(t, 1.1), wave(t, 0.7), wave(t, 1.3))
      positions.append(SIMD3(0.4 + 0.1 * a * a, 0.12 * b * (1 - a * a), 0.2 + 0.08 * c * c * a))
    }
    let yaw = positions.map { 0.5 * $0.y + 0.2 * $0.x }
    let last = steps - 1
    return Recording(
      positions: positions, yaw: yaw, labels: (0..<steps).map { positions[min($0 + 1, last)] - positions[$0] },
      yawLabels: (0..<steps).map { yaw[min($0 + 1, last)] - yaw[$0] }, gripper: (0..<steps).map { $0 * 2 < steps ? 1 : 0 },
      stamps: (0..<steps).map { 0.2 * Double($0) })
  }

  static func episode(_ recording: Recording) -> Episode {
    func column(_ width: Int, _ numbers: [Double]) -> Column {
      var column = Column(width: width)
      (column.numbers, column.rows, column.isPresent) = (numbers, recording.steps, true)
      return column
    }
    var text = Column(width: 1)
    for _ in 0..<recording.steps {
      text.bytes += Array(recording.text.utf8)
      text.ends.append(text.bytes.count)
    }
    (text.rows, text.isPresent) = (recording.steps, true)
    let state = (0..<recording.steps).flatMap { step -> [Double] in
      let p = recording.positions[step]
      return [p.x, p.y, p.z, 0, 0, recording.yaw[step], recording.gripper[max(0, step - 1)]]
    }
    let action = (0..<recording.steps).flatMap { step -> [Double] in
      let d = recording.labels[step]
      return [d.x, d.y, d.z, 0, 0, recording.yawLabels[step], recording.gripper[step]]
    }
    return Episode(
      identity: EpisodeIdentity(split: "", shard: 0, record: 0), steps: recording.steps,
      columns: [column(7, state), column(7, action), column(1, recording.stamps), text])
  }

  /// 20 episodes in train (four a shard), 4 in val, after `change` was made to them.
  static func check(_ change: (inout [Recording]) -> Void = { _ in }) throws -> Check {
    let rulebook = try Rulebook()
    var recordings = (0..<24).map(recording)
    change(&recordings)
    let episodes = recordings.map(episode)
    let train = stride(from: 0, to: 20, by: 4).map { Array(episodes[$0..<$0 + 4]) }
    let reader = MemoryReader(name: "memory", schema: schema, splits: ["train": train, "val": [Array(episodes[20...])]])
    let configuration = try Configuration.read(contract, file: "cupel.yaml", owner: .user, rules: rulebook.rules)
    return try Check(
      rulebook: rulebook, reader: reader, path: "memory", target: try rulebook.target("generic"), targetWasNamed: true,
      rules: RuleSet(rulebook: rulebook, pack: try rulebook.pack("training-gate"), asOf: "2026-01-01"), configurations: [configuration])
  }

  static func run(jobs: Int = 1, _ change: (inout [Recording]) -> Void = { _ in }) async throws -> Run {
    var check = try check(change)
    check.keepsGlance = true
    var run = await check.judge(try await check.scan(jobs: jobs), jobs: jobs)
    run.exhibits = Evidence.collect(run, check)
    return run
  }

  /// Labels of train/6 a tenth too large from step 12 on.
  static func scaled(_ recordings: inout [Recording]) {
    for step in 12..<recordings[6].steps { recordings[6].labels[step] *= 1.1 }
  }
}
