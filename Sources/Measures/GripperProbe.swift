import Episodes

/// Watches the gripper: its commands, and in the stored columns how its state follows them.
///
/// Row, an episode, for each gripper dimension d: smallest, largest and last command; the longest run between the ends with its step;
/// toggles, and the first that is taken back within three steps. With a state: its smallest and largest, its transport and slew packed
/// into one count, how far it went after the first relative command, and its correlation with the command at lags -14 to 14, a byte each.
/// The plan has each dimension's commands counted.
struct GripperProbe: Probe {
  var gripper: BoundRole
  /// As many dimensions as the gripper has; the first ones where the state has more (two fingers).
  var state: BoundRole?
  /// What the commands are read between, where it is declared.
  var range: ClosedRange<Double>?

  static let names: [(String, FieldKind)] = [
    ("min", .number), ("max", .number), ("last", .number), ("between", .count), ("between.step", .count), ("toggles", .count),
    ("quick.step", .count),
  ]
  static let stateNames: [(String, FieldKind)] =
    [("state.min", .number), ("state.max", .number), ("timing", .count), ("first.step", .count), ("first.change", .number)]
    + (0..<GripperFollowing.words).map { ("following.\($0)", .digest) }

  var fields: [Field] {
    (0..<gripper.width).flatMap { dimension in
      (Self.names + (state == nil ? [] : Self.stateNames)).map { Field("\($0.0).\(dimension)", $0.1) }
    }
  }

  /// Transport and slew have a byte each; above them the number of toggles.
  static func pack(_ timing: GripperTrack.Timing) -> Int {
    min(timing.transport, 255) + min(timing.slew, 255) << 8 + min(timing.count, 65_535) << 16
  }

  /// Nil for episodes in which no toggle moved the state.
  static func timing(of packed: Int) -> GripperTrack.Timing? {
    guard packed >= 0 else { return nil }
    return GripperTrack.Timing(count: packed >> 16, transport: packed & 255, slew: packed >> 8 & 255)
  }

  func observe(_ episode: borrowing Episode, row: inout RowWriter, sums: inout Sums) {
    guard episode.isWhole, episode.steps > 0, gripper.isPresent(in: episode) else {
      for field in fields {
        switch field.kind {
        case .number: row.number(.nan)
        case .digest: row.digest(0)
        default: row.count(-1)
        }
      }
      return
    }
    let table = episode.series
    let hasState = state?.isPresent(in: episode) ?? false
    for dimension in 0..<gripper.width {
      let series = gripper.series[dimension]
      let extent = table.extent(series)
      let track = GripperTrack(table.copy(series), range: range, within: extent.isFinite ? extent.low...extent.high : nil)
      write(track, first: gripper.firstStep(in: episode), to: &row)
      guard let followed = state?.series[dimension] else { continue }
      let bounds = table.extent(followed)
      if hasState, bounds.isFinite {
        write(track, state: table.copy(followed), within: bounds.low...bounds.high, to: &row)
      } else {
        write(track, state: nil, within: nil, to: &row)
      }
    }
  }

  private func write(_ track: GripperTrack?, first: Int, to row: inout RowWriter) {
    row.number(track?.least ?? .nan)
    row.number(track?.most ?? .nan)
    row.number(track?.values.last(where: \.isFinite) ?? .nan)
    let between = track?.longestBetween
    row.count(between?.steps ?? -1)
    row.count(between.map { $0.start < 0 ? -1 : $0.start + first } ?? -1)
    row.count(track?.toggles.count ?? -1)
    row.count(track?.quickStep.map { $0 + first } ?? -1)
  }

  private func write(_ track: GripperTrack?, state: [Double]?, within bounds: ClosedRange<Double>?, to row: inout RowWriter) {
    let correlations = state.flatMap { state in
      track.flatMap { $0.held.isEmpty ? nil : GripperFollowing.correlations($0.command, state) }
    }
    row.number(bounds?.lowerBound ?? .nan)
    row.number(bounds?.upperBound ?? .nan)
    row.count(state.flatMap { track?.timing($0) }.map(Self.pack) ?? -1)
    let isRelative = track?.isIncremental == true
    row.count(isRelative ? track?.firstDecided ?? -1 : -1)
    row.number(isRelative ? state.flatMap { track?.changeAfterFirst($0) } ?? .nan : .nan)
    for word in GripperFollowing.pack(correlations ?? []) { row.digest(word) }
  }
}
