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
              columns: bound, gripper: columns.bind("action.gripper", in: setting).map { columns.tabulate($0) },
              position: columns.bind("pose.position", in: setting).map { columns.tabulate($0) },
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
  let columns: ActionColumns
  let gripper: BoundRole?
  let position: BoundRole?
  let metresPerUnit: Double
  let radiansPerUnit: Double
  /// What is held against which limit where translation labels are shifts, and where they are places.
  private let shifts: Held
  private let places: Held

  init(columns: ActionColumns, gripper: BoundRole?, position: BoundRole?, metresPerUnit: Double, radiansPerUnit: Double) {
    self.columns = columns
    self.gripper = gripper
    self.position = position
    self.metresPerUnit = metresPerUnit
    self.radiansPerUnit = radiansPerUnit
    func held(arePlaces: Bool) -> Held {
      Held(columns.groups) { group in
        switch group.name {
        case "translation": (Self.still / metresPerUnit, arePlaces)
        case "rotation": (Self.unturned / radiansPerUnit, arePlaces || group.role.width != 3)
        case "joints": (Self.jointChange / radiansPerUnit, true)
        default: (Self.unnamed, false)
        }
      }
    }
    (shifts, places) = (held(arePlaces: false), held(arePlaces: true))
  }

  /// Groups whose numbers are held against a limit, and those whose change since the step before is.
  private struct Held: Sendable {
    var numbers: [(series: [Int], limit: Double)] = []
    var changes: [(role: BoundRole, limit: Double)] = []
    /// All series of the numbers, and the limit of each.
    var series: [Int] = []
    var limits: [Double] = []

    init(_ groups: [ActionColumns.Group], _ limit: (ActionColumns.Group) -> (size: Double, isOfChange: Bool)) {
      for group in groups {
        let (size, isOfChange) = limit(group)
        if isOfChange {
          changes.append((group.role, size))
          continue
        }
        numbers.append((group.role.series, size))
        series += group.role.series
        limits += group.role.series.map { _ in size }
      }
    }

    /// Steps at which no group moves by its limit.
    func restingSteps(_ table: SeriesTable, steps: Int) -> [Int] {
      guard !series.isEmpty else { return Array(0..<steps) }
      // A step that any single dimension moves beyond the limit does not rest.
      return table.steps(series, within: limits).filter { step in
        numbers.allSatisfy { group in
          group.series.reduce(0) { $0 + table.value($1, at: step) * table.value($1, at: step) } < group.limit * group.limit
        }
      }
    }
  }

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
    let table = episode.series
    let arePlaces = columns.groups.contains { $0.name == "translation" && isAbsolute($0.role, episode) }
    let held = arePlaces ? places : shifts
    var rests = held.restingSteps(table, steps: episode.steps)
    for (role, limit) in held.changes { rests = Self.unchanged(rests, role.gather(episode), width: role.width, limit: limit) }
    // What those two rules leave out rests here too, before the gripper is looked at: with nothing at rest there is nothing to count.
    let hasRests = !rests.isEmpty || arePlaces || metresPerUnit != 1 || radiansPerUnit != 1
    let grip = gripper.flatMap { $0.isPresent(in: episode) ? $0.series : nil } ?? []
    rests.removeAll { step in step > 0 && grip.contains { table.value($0, at: step) != table.value($0, at: step - 1) } }
    write(rests, of: episode.steps, to: &row)
    writePublished(episode, grip: grip.count == 1 ? grip[0] : nil, hasRests: hasRests, to: &row)
  }

  /// Whether translation labels are positions rather than shifts: ‖labels − places‖ below half of ‖labels‖.
  private func isAbsolute(_ labels: BoundRole, _ episode: borrowing Episode) -> Bool {
    guard let position, position.width == labels.width, position.isPresent(in: episode) else { return false }
    let (own, places) = (Self.energy(labels, episode.series), Self.energy(position, episode.series))
    // By the triangle inequality places are then of half to one and a half times the size of labels.
    if let own, let places, places < 0.2 * own || places > 2.5 * own { return false }
    let (a, b) = (labels.gather(episode), position.gather(episode))
    guard !a.isEmpty else { return false }
    var (size, apart) = (0.0, 0.0)
    for index in a.indices {
      size += a[index] * a[index]
      apart += (a[index] - b[index]) * (a[index] - b[index])
    }
    return apart < 0.25 * size
  }

  /// Σ x² over all dimensions; nil where some number is not finite.
  private static func energy(_ role: BoundRole, _ table: SeriesTable) -> Double? {
    var energy = 0.0
    for series in role.series {
      let extent = table.extent(series)
      guard extent.isFinite else { return nil }
      energy += extent.moments(about: 0).square
    }
    return energy
  }

  /// Those of some steps at which rows of numbers change by less than the limit; the first is held against the one behind it.
  private static func unchanged(_ steps: [Int], _ numbers: [Double], width: Int, limit: Double) -> [Int] {
    steps.filter { step in
      var square = 0.0
      for at in step * width..<(step + 1) * width {
        let change = numbers[at] - (step > 0 ? numbers[at - width] : at + width < numbers.count ? numbers[at + width] : 0)
        square += change * change
      }
      return square < limit * limit
    }
  }

  private func write(_ rests: [Int], of steps: Int, to row: inout RowWriter) {
    var (run, longest, head) = (0, 0, 0)
    for (index, step) in rests.enumerated() {
      run = index > 0 && rests[index - 1] == step - 1 ? run + 1 : 1
      longest = max(longest, run)
      if index == step { head = step + 1 }
    }
    row.count(steps)
    row.count(rests.count)
    row.count(longest)
    row.count(head)
    row.count(rests.last == steps - 1 ? run : 0)
  }

  private func writePublished(_ episode: borrowing Episode, grip: Int?, hasRests: Bool, to row: inout RowWriter) {
    func role(_ name: String) -> BoundRole? { columns.groups.first { $0.name == name }?.role }
    if let shifts = role("translation"), let turns = role("rotation"), shifts.width == 3, turns.width == 3 {
      let (arm, gripper) = hasRests ? Self.smallSteps(episode.series, shifts.series + turns.series, grip) : ([], [])
      row.count(IdleRules.dropped(.oftLibero, arm: arm, width: 6, gripper: gripper).count(where: \.self))
      row.count(IdleRules.dropped(.openvlaDroid, arm: arm, width: 6).count(where: \.self))
    } else {
      row.count(-1)
      row.count(-1)
    }
    if let joints = role("joints") {
      row.count(IdleRules.dropped(.openpiDroid, arm: joints.gather(episode), width: joints.width).count(where: \.self))
    } else {
      row.count(-1)
    }
  }

  /// The rows that two of the rules may leave out (all six numbers small), each with the one before it, which may be the last that is kept:
  /// on these the rules count what they count on all.
  private static func smallSteps(_ table: SeriesTable, _ series: [Int], _ grip: Int?) -> (arm: [Double], gripper: [Double]) {
    var arm: [Double] = []
    var gripper: [Double] = []
    var next = 0
    for step in table.steps(series, within: Array(repeating: IdleRules.largest, count: series.count)) {
      for row in max(next, step - 1)...step {
        for index in series { arm.append(table.value(index, at: row)) }
        if let grip { gripper.append(table.value(grip, at: row)) }
      }
      next = step + 1
    }
    return (arm, gripper)
  }
}
