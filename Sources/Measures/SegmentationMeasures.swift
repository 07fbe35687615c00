import Episodes

/// Whether an episode is cut where a task begins and ends: a heuristic over how fast the arm moves.
public enum SegmentationMeasures: MeasureFamily {
  static let request = ProbeRequest("segmentation")

  public static let probes: [ProbeDefinition] = [
    ProbeDefinition("segmentation") { _, setting, plan in
      if let position = plan.bind("pose.position", in: setting) {
        return .probe(SegmentationProbe(role: plan.tabulate(position), isPosition: true))
      }
      if let label = plan.bind("action.translation", in: setting) {
        return .probe(SegmentationProbe(role: plan.tabulate(label), isPosition: false))
      }
      return .cannot(Absence(.missing, "neither pose.position nor action.translation is known"))
    }
  ]

  public static let metrics: [Metric] = [
    Metric(
      "episode.segmentation", unit: .count, summary: "Signs in one episode that it was cut in the wrong place.", probes: { _ in [request] },
      measure: segmentation)
  ]

  /// Mean speed of the first or last three steps over the 95th percentile, from which an episode starts or ends at full speed.
  static let fullSpeed = 0.8
  /// A pause inside lasts this long; without a known rate, this many steps.
  static let pauseSeconds = 3.0
  static let pauseSteps = 30
  /// Episodes below which one odd end is no pattern.
  static let fewestEpisodes = 10

  private static func segmentation(_ context: MeasureContext) throws(Absence) -> Measurement {
    let view = try context.view(request)
    let start = view.field("start")
    let end = view.field("end")
    let pause = view.field("pause")
    let pauseAt = view.field("pauseAt")
    let hertz = context.setting.declarations.controlHz
    let longest = hertz.map { max(Int(($0 * pauseSeconds).rounded(.up)), 5) } ?? pauseSteps
    var samples: [Sample] = []
    var looked = 0
    for episode in view.episodes {
      let first = view.number(episode, start)
      let last = view.number(episode, end)
      guard first.isFinite, last.isFinite else { continue }
      looked += 1
      var signs: [String] = []
      if first >= fullSpeed { signs.append("starts at \((first * 100).rounded().short) % of full speed") }
      if last >= fullSpeed { signs.append("ends at \((last * 100).rounded().short) % of full speed") }
      let steps = view.count(episode, pause)
      if steps >= longest {
        let length = hertz.map { "\((Double(steps) / $0).short) s" } ?? "\(steps) steps"
        signs.append("stands still for \(length) inside, from step \(view.count(episode, pauseAt))")
      }
      guard !signs.isEmpty else { continue }
      let told = signs.joined(separator: "; ")
      samples.append(Sample(Double(signs.count), at: view.place(episode), message: told))
    }
    guard looked >= fewestEpisodes else {
      throw Absence(
        .tooFew, "\(looked) episodes have \(SegmentationProbe.fewestSteps) steps with motion in them; \(fewestEpisodes) are needed to tell")
    }
    return Measurement(unit: .count, samples: samples, total: looked)
  }
}

/// Row: speed of the first and of the last three steps over the 95th percentile of the episode's speeds; the longest run of steps inside
/// at less than 5 % of it, and where that begins. Rest at the head and tail is no pause.
struct SegmentationProbe: Probe {
  static let fewestSteps = 20

  var role: BoundRole
  /// Positions are differenced; labels are taken as they are, without the one of the last step, which means nothing.
  var isPosition: Bool

  var fields: [Field] { [Field("start"), Field("end"), Field("pause", .count), Field("pauseAt", .count)] }

  func observe(_ episode: borrowing Episode, row: inout RowWriter, sums: inout Sums) {
    let isSeen = episode.isWhole && role.isPresent(in: episode) && episode.steps >= Self.fewestSteps
    let reading = Self.reading(isSeen ? speeds(episode.series) : [])
    row.number(reading.start)
    row.number(reading.end)
    row.count(reading.pause)
    row.count(reading.pauseAt)
  }

  private func speeds(_ table: SeriesTable) -> [Double] {
    if isPosition { return table.stepLengths(role.series) }
    var squares = [Double](repeating: 0, count: table.extent(role.series[0]).count - 1)
    for series in role.series {
      table.values(series) { values in for step in squares.indices { squares[step] += values[step] * values[step] } }
    }
    return squares.map { $0.squareRoot() }
  }

  static func reading(_ speeds: [Double]) -> (start: Double, end: Double, pause: Int, pauseAt: Int) {
    let nothing = (start: Double.nan, end: Double.nan, pause: -1, pauseAt: -1)
    guard speeds.count >= fewestSteps - 1, speeds.allSatisfy(\.isFinite) else { return nothing }
    guard let full = OrderStatistics.quantile(speeds, 0.95), full > 0 else { return nothing }
    let start = speeds.prefix(3).reduce(0, +) / 3 / full
    let end = speeds.suffix(3).reduce(0, +) / 3 / full
    var longest = (count: 0, at: -1)
    var run = 0
    for (step, speed) in speeds.enumerated() {
      if speed < 0.05 * full {
        run += 1
        continue
      }
      // A run that began with the episode is rest, not a pause.
      if run > longest.count, step - run > 0 { longest = (run, step - run) }
      run = 0
    }
    return (start, end, longest.count, longest.at)
  }
}
