import Episodes

/// Steps in which labels ask for nothing.
public enum IdleMeasures: MeasureFamily {
  static let request = ProbeRequest("rests")

  public static var probes: [ProbeDefinition] {
    [
      ProbeDefinition("rests") { _, setting, columns in
        do throws(Absence) {
          let bound = try ActionColumns.bind(setting, &columns)
          let declarations = setting.declarations
          return .probe(
            RestProbe(
              columns: bound, gripper: columns.bind("action.gripper", in: setting), position: columns.bind("pose.position", in: setting),
              metresPerUnit: declarations.metresPerUnit ?? 1, radiansPerUnit: declarations.radiansPerUnit ?? 1))
        } catch {
          return .cannot(error)
        }
      }
    ]
  }

  private static let requests: @Sendable ([String: String]) -> [ProbeRequest] = { _ in [request, TimeMeasures.request] }

  public static var metrics: [Metric] {
    [
      Metric(
        "action.idle.padding", unit: .share,
        summary: "The share of an episode that passes at rest before its first or behind its last motion.",
        isPerEpisode: true, probes: requests, measure: { (context) throws(Absence) in try padding(context, seconds: false) }),
      Metric(
        "action.idle.seconds", unit: .second, summary: "How long an episode rests before its first or behind its last motion.",
        isPerEpisode: true, probes: requests, measure: { (context) throws(Absence) in try padding(context, seconds: true) }),
    ]
  }

  /// A rest below this is no padding.
  static let fewest = 5

  private static func padding(_ context: MeasureContext, seconds: Bool) throws(Absence) -> Measurement {
    let view = try context.view(request)
    let hertz = seconds ? try ControlRate.required(context) : ControlRate.hertz(context)
    let (head, tail, steps) = (view.field("head"), view.field("tail"), view.field("steps"))
    let samples = view.episodes.compactMap { episode -> Sample? in
      let (first, last, all) = (view.count(episode, head), view.count(episode, tail), view.count(episode, steps))
      guard all > 0 else { return nil }
      let longest = max(first, last)
      // A step or two are how labels end: the last one moves nothing.
      let rest = longest >= fewest ? longest : 0
      let isHead = first >= last
      let value = seconds ? Double(rest) / (hertz ?? 1) : Double(rest) / Double(all)
      let range = isHead ? 0...max(0, rest - 1) : all - max(1, rest)...all - 1
      let time = hertz.map { " (\(Quantity(Double(rest) / $0, .second).text))" } ?? ""
      return Sample(
        value, at: rest > 0 ? view.observations.place(episode, steps: range) : view.place(episode),
        message: "the \(isHead ? "first" : "last") \(rest) of \(all) steps rest\(time)")
    }
    guard !samples.isEmpty else { throw Absence(.tooFew, "no episode holds labels") }
    return Measurement(
      unit: seconds ? .second : .share, samples: samples, total: samples.count, facts: facts(view, target: context.setting.target))
  }

  private static func facts(_ view: ProbeView, target: TargetFacts) -> [String: String] {
    func sum(_ name: String) -> Int {
      let field = view.field(name)
      return view.episodes.reduce(0) { $0 + max(0, view.count($1, field)) }
    }
    let steps = sum("steps")
    func share(_ count: Int) -> String { Quantity(steps == 0 ? 0 : Double(count) / Double(steps), .share).text }
    let longest = view.field("longest")
    // By rule: what it is called, and what it would leave out; only those that these labels are of the right kind for.
    let published: [(rule: TargetFacts.Filters.Idle, name: String, field: String)] = [
      (.oftLibero, "OFT for LIBERO", "oft"), (.openvlaDroid, "OpenVLA for DROID", "openvla"), (.openpiDroid, "openpi for DROID", "openpi"),
    ]
    let told = published.compactMap { entry -> String? in
      let field = view.field(entry.field)
      guard view.episodes.contains(where: { view.count($0, field) >= 0 }) else { return nil }
      return "\(entry.name) \(share(sum(entry.field)))"
    }
    var facts = [
      "share": share(sum("rest")), "longest": String(view.episodes.map { view.count($0, longest) }.max() ?? 0),
      "published": told.isEmpty ? "" : ". By the rules that loaders publish: " + told.joined(separator: ", "), "loader": "",
    ]
    if let rule = published.first(where: { $0.rule == target.filters.idle }) {
      facts["loader"] = "; \(target.name) leaves \(share(sum(rule.field))) out"
    }
    return facts
  }
}

/// Counts the steps of an episode that rest.
///
/// A step rests when its label moves the arm by less than 0.2 mm and 0.05 degrees and the gripper is as in the step before. Labels of joints,
/// and translation labels that are positions (closer to the recorded ones than half of their own size), rest when they change by
/// less than that since the step before (0.001 rad for joints); labels that no role tells apart when all of them are below 1e-4.
/// Beside it, what the three published rules would leave out.
struct RestProbe: Probe {
  var columns: ActionColumns
  var gripper: BoundRole?
  var position: BoundRole?
  var metresPerUnit: Double
  var radiansPerUnit: Double

  static let still = 2e-4
  static let unturned = 0.05 * Double.pi / 180
  static let jointChange = 1e-3
  static let unnamed = 1e-4

  var fields: [Field] {
    ["steps", "rest", "longest", "head", "tail", "oft", "openvla", "openpi"].map { Field($0, .count) }
  }

  func observe(_ episode: borrowing Episode, row: inout RowWriter, sums: inout Sums) {
    guard episode.isWhole, episode.steps > 0, columns.isPresent(in: episode) else {
      for _ in fields { row.count(-1) }
      return
    }
    let steps = episode.steps
    let grip = gripper.flatMap { $0.isPresent(in: episode) ? $0.gather(episode) : nil } ?? []
    let places = position.flatMap { $0.isPresent(in: episode) ? $0.gather(episode) : nil } ?? []
    let groups = columns.groups.map { $0.role.gather(episode) }
    var rests = [Bool](repeating: true, count: steps)
    let isAbsolute = zip(columns.groups, groups).contains { $0.name == "translation" && Self.isAbsolute($1, places: places) }
    for (group, numbers) in zip(columns.groups, groups) { mark(&rests, numbers, group: group, isAbsolute: isAbsolute) }
    // What those two rules leave out rests here too, before the gripper is looked at: with nothing at rest there is nothing to count.
    let hasRests = rests.contains(true) || isAbsolute || metresPerUnit != 1 || radiansPerUnit != 1
    let width = gripper?.width ?? 1
    if grip.count == steps * width {
      for step in 1..<max(1, steps) where rests[step] {
        for at in step * width..<(step + 1) * width where grip[at] != grip[at - width] { rests[step] = false }
      }
    }
    write(rests, to: &row)
    writePublished(groups, grip: width == 1 ? grip : [], steps: steps, hasRests: hasRests, to: &row)
  }

  /// Whether translation labels are positions rather than shifts.
  private static func isAbsolute(_ labels: [Double], places: [Double]) -> Bool {
    guard labels.count == places.count, !labels.isEmpty else { return false }
    var (own, apart) = (0.0, 0.0)
    for index in labels.indices {
      own += labels[index] * labels[index]
      apart += (labels[index] - places[index]) * (labels[index] - places[index])
    }
    return apart < 0.25 * own
  }

  private func mark(_ rests: inout [Bool], _ numbers: [Double], group: ActionColumns.Group, isAbsolute: Bool) {
    let width = group.role.width
    let limit: Double
    let byChange: Bool
    switch group.name {
    case "translation": (limit, byChange) = (Self.still / metresPerUnit, isAbsolute)
    case "rotation": (limit, byChange) = (Self.unturned / radiansPerUnit, isAbsolute || width != 3)
    case "joints": (limit, byChange) = (Self.jointChange / radiansPerUnit, true)
    default: (limit, byChange) = (Self.unnamed, false)
    }
    for step in rests.indices where rests[step] {
      var square = 0.0
      for at in step * width..<(step + 1) * width {
        // The first of positions is held against the one behind it.
        let value =
          byChange ? numbers[at] - (step > 0 ? numbers[at - width] : at + width < numbers.count ? numbers[at + width] : 0) : numbers[at]
        square += value * value
      }
      if !(square < limit * limit) { rests[step] = false }
    }
  }

  private func write(_ rests: [Bool], to row: inout RowWriter) {
    var (count, run, longest, head) = (0, 0, 0, rests.count)
    for step in rests.indices {
      if rests[step] {
        count += 1
        run += 1
        longest = max(longest, run)
      } else {
        head = min(head, step)
        run = 0
      }
    }
    row.count(rests.count)
    row.count(count)
    row.count(longest)
    row.count(head)
    row.count(run)
  }

  private func writePublished(_ groups: [[Double]], grip: [Double], steps: Int, hasRests: Bool, to row: inout RowWriter) {
    func numbers(_ name: String) -> [Double]? { columns.groups.firstIndex { $0.name == name }.map { groups[$0] } }
    if let shifts = numbers("translation"), let turns = numbers("rotation"), shifts.count == steps * 3, turns.count == steps * 3 {
      let arm = hasRests ? Self.sixDimensions(shifts, turns, steps: steps) : []
      row.count(IdleRules.dropped(.oftLibero, arm: arm, width: 6, gripper: grip).count(where: \.self))
      row.count(IdleRules.dropped(.openvlaDroid, arm: arm, width: 6).count(where: \.self))
    } else {
      row.count(-1)
      row.count(-1)
    }
    if let joints = numbers("joints") {
      row.count(IdleRules.dropped(.openpiDroid, arm: joints, width: joints.count / steps).count(where: \.self))
    } else {
      row.count(-1)
    }
  }

  private static func sixDimensions(_ shifts: [Double], _ turns: [Double], steps: Int) -> [Double] {
    var arm = [Double](repeating: 0, count: steps * 6)
    for step in 0..<steps {
      for axis in 0..<3 {
        arm[step &* 6 &+ axis] = shifts[step &* 3 &+ axis]
        arm[step &* 6 &+ 3 &+ axis] = turns[step &* 3 &+ axis]
      }
    }
    return arm
  }
}
