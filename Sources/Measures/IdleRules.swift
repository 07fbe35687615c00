import Episodes

/// Which steps of an episode the loaders take for idle and leave out: the three rules found in published code, each exactly as it is
/// written there, so that a count here is the count there.
///
/// What is not a number: openvla-droid asks for any dimension that moves, so NaN moves nothing; the other two ask for all that rest, so
/// NaN never rests.
public enum IdleRules {
  /// True for each row that the rule leaves out.
  ///
  /// `arm` holds rows of `width` numbers: the arm's six deltas for openvla-droid and oft-libero, the commanded joint velocities for
  /// openpi-droid. `gripper` holds one number a row; only oft-libero looks at it, and takes an absent one for one that never changes.
  public static func dropped(_ rule: TargetFacts.Filters.Idle, arm: [Double], width: Int, gripper: [Double] = []) -> [Bool] {
    guard width > 0 else { return [] }
    switch rule {
    case .openvlaDroid: return openvlaDroid(arm, width: width)
    case .oftLibero: return oftLibero(arm, width: width, gripper: gripper)
    case .openpiDroid: return openpiDroid(arm, width: width)
    }
  }

  /// No rule over the arm's six numbers leaves out a step of which one is this large.
  static let largest = 1.001e-4

  // MARK: - openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/utils/droid_utils.py:151-178

  /// The 1 % and 99 % quantiles of DROID's six arm dimensions, as they stand in that code.
  static let droidLow = [
    -0.7776297926902771, -0.5803514122962952, -0.5795090794563293, -0.6464047729969025, -0.7041108310222626, -0.8895104378461838,
  ]
  static let droidHigh = [
    0.7597932070493698, 0.5726242214441299, 0.7351000607013702, 0.6705610305070877, 0.6464948207139969, 0.8897542208433151,
  ]

  /// Scaled by these quantiles, every arm dimension lies within 1e-5 of a scaled zero: |2 a / (q99 − q01)| ≤ 1e-5. The gripper is not
  /// looked at, so a step that only moves the gripper is left out as well.
  private static func openvlaDroid(_ arm: [Double], width: Int) -> [Bool] {
    let dimensions = min(width, droidLow.count)
    let limits = (0..<dimensions).map { 1e-5 * (droidHigh[$0] - droidLow[$0] + 1e-8) / 2 }
    var dropped = [Bool](repeating: true, count: arm.count / width)
    for row in dropped.indices {
      for dimension in 0..<dimensions where arm[row &* width &+ dimension].magnitude > limits[dimension] {
        dropped[row] = false
        break
      }
    }
    return dropped
  }

  // MARK: - moojink/openvla-oft @ 213c5ff, experiments/robot/libero/regenerate_libero_dataset.py:46-68, 139-143

  /// ‖a‖ < 1e-4 over the arm, and the gripper equal to that of the last step that was kept; the first needs only the norm.
  private static func oftLibero(_ arm: [Double], width: Int, gripper: [Double]) -> [Bool] {
    var dropped = [Bool](repeating: false, count: arm.count / width)
    var lastKept: Int?
    for row in dropped.indices {
      var square = 0.0
      for dimension in 0..<width { square += arm[row &* width &+ dimension] * arm[row &* width &+ dimension] }
      let rests = square.squareRoot() < 1e-4
      let sameGripper = lastKept.map { last in row >= gripper.count || gripper[row] == gripper[last] } ?? true
      if rests && sameGripper { dropped[row] = true } else { lastKept = row }
    }
    return dropped
  }

  // MARK: - Physical-Intelligence/openpi @ 15a9616, examples/droid/compute_droid_nonidle_ranges.py:36-95

  /// Runs of at least seven steps over which no commanded joint velocity changes by 1e-3 or more are cut out (motion at a constant
  /// velocity counts as idle); of what is left between them, runs under sixteen steps as well; and of each run that stays the last ten.
  private static func openpiDroid(_ velocities: [Double], width: Int) -> [Bool] {
    let rows = velocities.count / width
    var idle = [Bool](repeating: false, count: rows)
    for row in 0..<rows where row > 0 {
      idle[row] = true
      for dimension in 0..<width {
        let change = velocities[row &* width &+ dimension] - velocities[(row &- 1) &* width &+ dimension]
        if !(change.magnitude < 1e-3) {
          idle[row] = false
          break
        }
      }
    }
    var dropped = [Bool](repeating: false, count: rows)
    forEachRun(in: idle, of: true) { run in
      if run.count >= 7 { for row in run { dropped[row] = true } }
    }
    let kept = dropped
    forEachRun(in: kept, of: false) { run in
      for row in run.count >= 16 ? run.upperBound - 10..<run.upperBound : run { dropped[row] = true }
    }
    return dropped
  }

  private static func forEachRun(in flags: [Bool], of value: Bool, _ body: (Range<Int>) -> Void) {
    var start = 0
    while start < flags.count {
      var end = start + 1
      while end < flags.count, flags[end] == flags[start] { end += 1 }
      if flags[start] == value { body(start..<end) }
      start = end
    }
  }
}
