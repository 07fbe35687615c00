import Episodes
import Measures

/// One episode in drawings: labels against motion, errors of what labels add up to, grippers, clocks.
enum EvidenceFigures {
  /// Points of a line: two for each of the runs of steps that share a place, the least and the most, so that a spike of one step stays.
  static let mostPoints = 180
  static let mostTracks = 14

  static func draw(_ kind: EvidenceSheet.Kind, _ subject: EvidenceSubject) -> Figure? {
    switch kind {
    case .path: PathFigure.draw(subject)
    case .error: error(subject)
    case .turnError: turnError(subject)
    case .clock: clock(subject)
    case .tracks(let wanted):
      subject.exhibit.groups.first { $0.subject == wanted }.flatMap { $0.isPaired ? paired($0, subject) : single($0, subject) }
    }
  }

  // MARK: Tracks

  private static func paired(_ group: TrackGroup, _ subject: EvidenceSubject) -> Figure? {
    let pairs = stride(from: 0, to: min(group.tracks.count - 1, 2 * mostTracks), by: 2).map { (group.tracks[$0], group.tracks[$0 + 1]) }
    guard pairs.contains(where: { ($0.0.values + $0.1.values).contains(where: \.isFinite) }) else { return nil }
    let isGripper = group.subject == .gripper
    let drawings = pairs.map { label, other -> HTML in
      var plot = plot(subject, y: label.values + other.values, title: "\(label.name) and \(other.name)")
      plot.line(points(other.values), .a)
      plot.line(points(label.values), .b, isStepped: isGripper)
      return plot.svg(title: "\(label.name) and \(other.name) by step", description: "\(range(label)); \(range(other))")
    }
    let states = isGripper || group.subject == .joints ? "state, as recorded" : "motion to the next step, as recorded"
    let key = FigureSheet.key([
      (FigureSheet.lineSample("f-line f-a"), states), (FigureSheet.lineSample("f-line f-b"), isGripper ? "command" : "label"),
    ])
    let what = isGripper ? "The gripper's command and its state" : "What the label says and what was recorded"
    return figure(
      subject, name: group.subject.rawValue, title: group.title.prefix(1).uppercased() + group.title.dropFirst(),
      caption: "\(subject.opening)\(what), each pair on one scale.\(marked(subject))",
      drawing: "<div class=\"f-multiples f-wide\">\(drawings.joined())</div>\(key)", tracks: pairs.flatMap { [$0.0, $0.1] })
  }

  private static func single(_ group: TrackGroup, _ subject: EvidenceSubject) -> Figure? {
    let tracks = group.tracks.prefix(mostTracks).filter { $0.values.contains(where: \.isFinite) }
    guard !tracks.isEmpty else { return nil }
    let drawings = tracks.map { track -> HTML in
      var plot = plot(subject, y: track.values, title: track.name)
      plot.line(points(track.values), .a)
      return plot.svg(title: "\(track.name) by step", description: range(track))
    }
    return figure(
      subject, name: group.subject.rawValue, title: group.title.prefix(1).uppercased() + group.title.dropFirst(),
      caption: "\(subject.opening)Each dimension on its own scale; nothing is known that it could be held against.\(marked(subject))",
      drawing: "<div class=\"f-multiples f-wide\">\(drawings.joined())</div>", tracks: tracks)
  }

  // MARK: What labels add up to

  private static func error(_ subject: EvidenceSubject) -> Figure? {
    guard let path = subject.exhibit.path, !path.labelsArePlaces else { return nil }
    return error(
      subject, path.errors, unit: .metre, limit: subject.limit("action/reconstruction-position", .metre), name: "error",
      title: "How far the path of the labels leaves the recorded one",
      caption: "The labels added up from the first position, \(path.frame.rawValue) frame, against the recorded positions.")
  }

  private static func turnError(_ subject: EvidenceSubject) -> Figure? {
    guard let errors = subject.exhibit.turnErrors else { return nil }
    return error(
      subject, errors, unit: .radian, limit: subject.limit("action/reconstruction-rotation", .radian), name: "turn-error",
      title: "How far the rotations of the labels leave the recorded ones",
      caption: "The rotation labels composed from the first rotation, against the recorded rotations.")
  }

  private static func error(
    _ subject: EvidenceSubject, _ errors: [Double], unit: Unit, limit: Quantity?, name: String, title: String, caption: String
  ) -> Figure? {
    guard let worst = errors.filter(\.isFinite).max(), errors.count > 1 else { return nil }
    let isSmall = unit == .metre && max(worst, limit?.value ?? 0) < 1
    let (factor, word) = isSmall ? (1000.0, "mm") : (1.0, unit.rawValue)
    let shown = errors.map { $0 * factor }
    var plot = plot(subject, y: shown + [0, limit.map { $0.value * factor } ?? 0], title: "error, \(word)", isSmall: false)
    plot.line(points(shown), .a)
    if let limit { plot.level(limit.value * factor, word: "limit \(limit.text)") }
    let at = errors.firstIndex(of: worst) ?? 0
    plot.marker(.diamond, x: Double(at), y: worst * factor, class: "f-mark-sign")
    let most = "The most is \(Quantity(worst, unit).text), at step \(at)"
    return figure(
      subject, name: name, title: title,
      caption: "\(subject.opening)\(caption) \(most)\(limit.map { "; at most \($0.text) may be." } ?? ".")",
      drawing: plot.svg(title: title, description: most), tracks: [Track(name: "error, \(word)", values: shown)])
  }

  // MARK: Clocks

  private static func clock(_ subject: EvidenceSubject) -> Figure? {
    let clocks = subject.exhibit.intervals.prefix(4).filter { $0.values.contains(where: \.isFinite) }
    guard !clocks.isEmpty else { return nil }
    let longest = clocks.flatMap(\.values).filter(\.isFinite).map(\.magnitude).max() ?? 0
    let (factor, unit) = longest < 10 ? (1000.0, "ms") : (1.0, "s")
    let scaled = clocks.map { Track(name: "\($0.name), \(unit)", values: $0.values.map { $0 * factor }) }
    let drawings = scaled.map { track -> HTML in
      var plot = plot(subject, y: track.values + [0], title: track.name, isSmall: false)
      plot.line(points(track.values), .a)
      return plot.svg(title: "Intervals of \(track.name) by step", description: range(track))
    }
    return figure(
      subject, name: "clock", title: "Intervals between stamps",
      caption: "\(subject.opening)From the stamp of the step before to this one; below 0 the clock runs backwards.\(marked(subject))",
      drawing: "<div class=\"f-pairs\">\(drawings.joined())</div>", tracks: scaled)
  }

  // MARK: Parts

  private static func plot(_ subject: EvidenceSubject, y values: [Double], title: String, isSmall: Bool = true) -> Plot {
    let last = Double(max(1, subject.exhibit.steps - 1))
    var plot = Plot(
      x: Scale(low: 0, high: last, wanted: isSmall ? 3 : 5, isRound: false, isWhole: true), y: Scale(values, wanted: 3), xTitle: "step",
      yTitle: title, height: isSmall ? 130 : 170, hasMarks: subject.steps != nil)
    if isSmall { plot.width = 250 }
    if let steps = subject.steps, let word = subject.markWord {
      plot.mark(Double(steps.lowerBound), Double(steps.upperBound), word: word)
    }
    return plot
  }

  /// A step each; with many of them, of each run of steps the least and the most, in the order in which they come. A run in which some
  /// step is not known keeps the gap.
  static func points(_ values: [Double]) -> [(x: Double, y: Double)] {
    guard values.count > mostPoints else { return values.enumerated().map { (Double($0.offset), $0.element) } }
    let runs = mostPoints / 2
    var points: [(x: Double, y: Double)] = []
    for run in 0..<runs {
      let steps = run * values.count / runs..<(run + 1) * values.count / runs
      let known = steps.filter { values[$0].isFinite }
      guard let least = known.min(by: { values[$0] < values[$1] }), let most = known.max(by: { values[$0] < values[$1] }) else {
        points.append((Double(steps.lowerBound), .nan))
        continue
      }
      for step in Set([least, most]).sorted() { points.append((Double(step), values[step])) }
      if known.count < steps.count { points.append((Double(steps.upperBound - 1), .nan)) }
    }
    return points
  }

  private static func range(_ track: Track) -> String {
    let known = track.values.filter(\.isFinite)
    guard let low = known.min(), let high = known.max() else { return "\(track.name): nothing known" }
    return low == high ? "\(track.name): always \(low.short)" : "\(track.name): from \(low.short) to \(high.short)"
  }

  private static func marked(_ subject: EvidenceSubject) -> String { subject.markWord.map { " Marked: \($0)." } ?? "" }

  static let rowsAround = 6
  static let fewRows = 13

  static func figure(
    _ subject: EvidenceSubject, name: String, title: String, caption: String, drawing: HTML, tracks: some Sequence<Track>
  ) -> Figure {
    let tracks = Array(tracks)
    let count = max(subject.exhibit.steps, 1)
    let middle = subject.steps?.lowerBound ?? 0
    let first = min(max(0, middle - rowsAround), max(0, count - fewRows))
    let rows = (first..<min(count, first + fewRows)).map { step in
      [String(step)] + tracks.map { step < $0.values.count ? FigureSheet.cell($0.values[step]) : "not known" }
    }
    return Figure(
      name: "\(subject.anchor)-\(name)", title: title, caption: caption, drawing: drawing,
      table: Figure.Table(
        head: ["Step"] + tracks.map(\.name), rows: rows,
        remark: rows.count < count ? "Steps \(first) to \(first + rows.count - 1) of \(count); cupel show lists all." : nil))
  }
}
