import Episodes

/// Which axis of the state is up, and whether positions and orientations are in one right-handed frame: told only where two things agree.
///
/// *Path*: arms pick from a table. At the first action of the gripper the height is near one end of what the episode goes through, the other
/// coordinates are anywhere; and objects that lie all over a table have one height. An axis is taken to be vertical where three quarters of all
/// episodes first act within 15 % of one end of their range, and the middle half of the places where they act spans no more than a third of
/// what it spans along either other axis. Of motion that knows no gravity 15 to 30 % of episodes act so near to a given end: of 20 episodes
/// three quarters do with a chance below 1 in 10,000, before the second condition is asked.
///
/// *Tool*: hands turn about the vertical to meet an object, and tilt little. So the vertical is the axis whose direction in the tool's own
/// frame changes least: |mean Rᵀ e| ≥ 0.9 for it, at most 0.95 for both others, and a third of their distance from 1. A shelf whose front
/// is a plane has a path like a table's; its tools tell that it stands upright.
///
/// *Frames*: tools approach along a direction of their own, so Rᵀ d is about the same in all episodes, d the direction of the approach; and
/// rotations are right-handed by construction. Where positions are mirrored and rotations are not, d must be mirrored for that to hold:
/// |mean Rᵀ M d| is compared over all 48 signed permutations M. M and −M cannot be told apart (a tool may point along −z of its own), so what
/// fits is a mirror *or* a turn between the frames of positions and orientations. Approaches that all go one way fit for no reason, so they
/// tell nothing; nor does a frame that is mirrored together with its rotations.
public enum UpAxisMeasures: MeasureFamily {
  static let request = ProbeRequest("up-axis")

  static let fewest = 20
  static let nearEnd = 0.15
  static let mostEpisodes = 0.75
  static let plane = 1.0 / 3
  static let coherent = 0.9
  static let varied = 0.95
  static let margin = 0.15
  /// |mean d| of approaches from all over a quarter of all directions is 0.85; of those all around a table it is 0.
  static let oneWay = 0.8

  public static var probes: [ProbeDefinition] {
    [
      ProbeDefinition("up-axis") { _, setting, columns in
        guard let position = columns.bind("pose.position", in: setting), position.width == 3 else {
          return .cannot(Absence(.missing, "needs the role pose.position, which was neither declared nor found in the data"))
        }
        guard let gripper = columns.bind("action.gripper", in: setting) ?? columns.bind("gripper.state", in: setting), gripper.width > 0
        else {
          return .cannot(Absence(.missing, "needs a gripper: neither action.gripper nor gripper.state was declared or found in the data"))
        }
        let rotation = columns.bind("pose.rotation", in: setting)
        let form = rotation.flatMap { LabelMeasures.form(of: $0, declared: setting.declarations.stateRotation) }
        return .probe(
          UpAxisProbe(
            position: columns.tabulate(position), gripper: columns.tabulate(gripper), rotation: form == nil ? nil : rotation, form: form,
            radiansPerUnit: setting.declarations.radiansPerUnit ?? 1))
      }
    ]
  }

  public static var metrics: [Metric] {
    [
      Metric(
        "state.up", unit: .name, summary: "The axis of recorded positions that is up, where paths and tools tell it: z, minus z, y ...",
        probes: { _ in [request] }, measure: up),
      Metric(
        "state.frames", unit: .name,
        summary: "Whether positions and orientations are in one frame, neither mirrored, where approaches tell it: one or two.",
        probes: { _ in [request] }, measure: frames),
    ]
  }

  private static let names = ["x", "y", "z"]

  @Sendable private static func up(_ context: MeasureContext) throws(Absence) -> Measurement {
    let view = try context.view(request)
    let grasps = (0..<3).map { axis -> [(position: Double, share: Double)] in
      let field = view.field("grasp.\(axis)")
      return view.episodes.map { UpAxisProbe.unpack(view.digest($0, field)) }.filter { $0.position.isFinite }
    }
    let count = grasps[0].count
    guard count >= fewest else {
      throw Absence(.tooFew, "a gripper acts on the way in \(count) episodes: below \(fewest) they do not tell which axis is up")
    }
    let spans = grasps.map { span($0.map(\.position)) }
    var found: (axis: Int, isUp: Bool, share: Double)?
    for axis in 0..<3 {
      let least = (0..<3).filter { $0 != axis }.map { spans[$0] }.min() ?? 0
      guard least > 0, spans[axis] <= plane * least else { continue }
      let low = Double(grasps[axis].count { $0.share <= nearEnd }) / Double(count)
      let high = Double(grasps[axis].count { $0.share >= 1 - nearEnd }) / Double(count)
      if max(low, high) >= mostEpisodes { found = (axis, low >= high, max(low, high)) }
    }
    guard let found else {
      throw Absence(
        .undetermined,
        "grippers first act in no plane at one end of the path, as they would over a table: which axis is up cannot be told")
    }
    try agree(view, axis: found.axis)
    let name = (found.isUp ? "" : "minus ") + names[found.axis]
    return Measurement(
      unit: .name, samples: [], total: count,
      facts: [
        "axis": name, "grasps": "\(count)", "share": Quantity(found.share, .share).text,
        "end": found.isUp ? "lower" : "upper", "along": names[found.axis],
      ], overall: .name(name))
  }

  /// Throws unless tools, too, say that this axis is vertical.
  private static func agree(_ view: ProbeView, axis: Int) throws(Absence) {
    let sums = view.sums.numbers
    let count = sums[UpAxisProbe.turns]
    guard count >= Double(fewest) else {
      throw Absence(
        .undetermined, "paths alone cannot tell which axis is up (a shelf looks like a table): orientations in a known form would settle it"
      )
    }
    let lengths = (0..<3).map { base -> Double in
      let at = UpAxisProbe.turns + 1 + 3 * base
      let mean = SIMD3(sums[at], sums[at + 1], sums[at + 2]) / count
      return (mean * mean).sum().squareRoot()
    }
    let others = (0..<3).filter { $0 != axis }.map { lengths[$0] }
    let most = max(others[0], others[1])
    guard min(others[0], others[1], lengths[axis]) <= varied else {
      throw Absence(.undetermined, "tools are turned alike wherever they act, so that they do not tell which axis is up")
    }
    guard lengths[axis] >= coherent, most <= varied, 1 - lengths[axis] <= plane * (1 - most) else {
      throw Absence(
        .undetermined,
        "paths are as if \(names[axis]) were vertical, but tools do not turn about it: their frames may not be that of positions")
    }
  }

  @Sendable private static func frames(_ context: MeasureContext) throws(Absence) -> Measurement {
    let view = try context.view(request)
    let sums = view.sums.numbers
    let count = sums[UpAxisProbe.approaches]
    guard count >= Double(fewest) else {
      throw Absence(.tooFew, "\(Int(count)) approaches with a known orientation: below \(fewest) they do not tell the hand of the frame")
    }
    let ways = (0..<3).map { sums[UpAxisProbe.ways + $0] / count }
    guard ways.reduce(0, { $0 + $1 * $1 }).squareRoot() <= oneWay else {
      throw Absence(.undetermined, "all approaches go much the same way, so that they do not tell the hand of the frame")
    }
    var (own, negated) = (0.0, 0.0)
    var (mirror, turn) = ((length: 0.0, map: AxisMap.identity), (length: 0.0, map: AxisMap.identity))
    for map in AxisMap.byChanges {
      var mean = SIMD3<Double>.zero
      // (Rᵀ M d)[i] = Σ Rᵀ[i][j] M[j][k] d[k], and M has one entry a row.
      for tool in 0..<3 {
        for base in 0..<3 {
          mean[tool] += map.sign(base) * sums[UpAxisProbe.approaches + 1 + 9 * tool + 3 * base + map.source(base)] / count
        }
      }
      let length = (mean * mean).sum().squareRoot()
      if map == .identity {
        own = length
      } else if map != .inversion {
        if map.isStraight { negated = max(negated, length) }
        // The one with the fewest changes where several fit alike.
        if map.isRightHanded, length > turn.length + 1e-9 { turn = (length, map) }
        if !map.isRightHanded, length > mirror.length + 1e-9 { mirror = (length, map) }
      }
    }
    let other = max(mirror.length, turn.length)
    guard max(own, other) >= coherent else {
      throw Absence(.undetermined, "tools approach along no direction of their own, so that the hand of the frame cannot be told")
    }
    // Turns by a quarter are none of one's business where the frame fits: a tool may go sideways.
    let isOne = own >= coherent && own >= negated + margin
    guard isOne || other >= own + margin else {
      throw Absence(.undetermined, "approaches fit a right-handed frame and a left-handed one alike")
    }
    return Measurement(
      unit: .name, samples: [], total: Int(count),
      facts: [
        "approaches": "\(Int(count))", "own": own.formatted(significant: 2), "other": other.formatted(significant: 2),
        "mirror": mirror.map.text, "turn": turn.map.text,
      ], overall: .name(isOne ? "one" : "two"))
  }

  /// What the middle half of values spans.
  private static func span(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    return sorted[(3 * (sorted.count - 1) + 2) / 4] - sorted[(sorted.count - 1) / 4]
  }
}
