import Episodes

/// Where the tool goes over all episodes: how much room it covers, where episodes begin, and how far they are apart as they go on.
///
/// Places are taken at five phases of each episode (its start, quarters and end). The spread at a phase is the root mean square distance
/// of episodes from their mean; it is told over the reach of an episode, the median diagonal of the box that one episode moves in.
public enum MotionCoverage: MeasureFamily {
  static let request = ProbeRequest("coverage")

  public static let probes: [ProbeDefinition] = [
    ProbeDefinition("coverage") { _, setting, plan in
      guard let role = plan.bind("pose.position", in: setting), role.width == 3 else {
        return .cannot(Absence(.missing, "needs the role pose.position, which was neither declared nor found in the data"))
      }
      return .probe(CoverageProbe(position: plan.tabulate(role)))
    }
  ]

  public static let metrics: [Metric] = [
    metric("coverage.workspace", "The diagonal of the box that all episodes move in, over that of one episode.", workspace),
    metric("coverage.start-spread", "How far apart episodes begin, over the reach of one episode.") { (context) throws(Absence) in
      try spread(context) { $0[0] }
    },
    metric("coverage.late-spread", "How far apart episodes are at their end, over how far apart they are where that is most.") {
      (context) throws(Absence) in
      try spread(context) { spreads in (spreads.last ?? 0) / max(spreads.max() ?? 0, .leastNormalMagnitude) }
    },
  ]

  private static func metric(
    _ name: String, _ summary: String, _ measure: @escaping @Sendable (MeasureContext) throws(Absence) -> Measurement
  ) -> Metric {
    Metric(name, unit: .ratio, summary: summary, isPerEpisode: true, probes: { _ in [request] }, measure: measure)
  }

  /// Below this a spread is luck.
  static let fewest = 10

  private struct Rows {
    /// By episode, then phase.
    var places: [[SIMD3<Float>]] = []
    var boxes: [(low: SIMD3<Float>, high: SIMD3<Float>)] = []
    var reach = 0.0

    init(_ context: MeasureContext) throws(Absence) {
      let view = try context.view(request)
      let phase = (0..<CoverageProbe.phases).map { p in (0..<2).map { view.field("\(p).\($0)") } }
      let box = (0..<3).map { view.field("box.\($0)") }
      for episode in view.episodes {
        let places = phase.map { fields in
          let (a, b) = (CoverageProbe.unpack(view.digest(episode, fields[0])), CoverageProbe.unpack(view.digest(episode, fields[1])))
          return SIMD3<Float>(a.0, a.1, b.0)
        }
        guard places.allSatisfy({ $0.x.isFinite && $0.y.isFinite && $0.z.isFinite }) else { continue }
        let sides = box.map { CoverageProbe.unpack(view.digest(episode, $0)) }
        self.places.append(places)
        boxes.append((SIMD3(sides[0].0, sides[1].0, sides[2].0), SIMD3(sides[0].1, sides[1].1, sides[2].1)))
      }
      guard boxes.count >= fewest else {
        throw Absence(.tooFew, "\(boxes.count) episodes with finite positions are too few to tell how they are spread; \(fewest) are not")
      }
      reach = OrderStatistics.median(boxes.map { Self.length($0.high - $0.low) }) ?? 0
      guard reach > 0 else { throw Absence(.tooFew, "the tool does not move in most episodes") }
    }

    static func length(_ v: SIMD3<Float>) -> Double { Double((v * v).sum()).squareRoot() }

    /// Root mean square distances from the mean, by phase, over the reach.
    var spreads: [Double] {
      (0..<CoverageProbe.phases).map { phase in
        let here = places.map { SIMD3<Double>($0[phase]) }
        let mean = here.reduce(SIMD3<Double>()) { $0 + $1 } / Double(here.count)
        let square = here.reduce(0.0) { sum, place in
          let away = place - mean
          return sum + (away * away).sum()
        }
        return (square / Double(here.count)).squareRoot() / reach
      }
    }
  }

  private static func workspace(_ context: MeasureContext) throws(Absence) -> Measurement {
    let rows = try Rows(context)
    var (low, high) = (rows.boxes[0].low, rows.boxes[0].high)
    for box in rows.boxes {
      low = low.replacing(with: box.low, where: box.low .< low)
      high = high.replacing(with: box.high, where: box.high .> high)
    }
    let metres = context.setting.declarations.metresPerUnit ?? 1
    let sides = (0..<3).map { Quantity(Double(high[$0] - low[$0]) * metres, .metre).text }
    return Measurement(
      unit: .ratio, samples: [], total: 1, noun: "splits",
      facts: [
        "sides": sides.joined(separator: " x "), "reach": Quantity(rows.reach * metres, .metre).text, "episodes": String(rows.boxes.count),
      ], overall: .number(Rows.length(high - low) / rows.reach))
  }

  private static func spread(_ context: MeasureContext, _ value: ([Double]) -> Double) throws(Absence) -> Measurement {
    let rows = try Rows(context)
    let spreads = rows.spreads
    guard (spreads.max() ?? 0) > 0 else {
      return Measurement(
        unit: .ratio, samples: [], total: 1, noun: "splits", facts: ["phases": "0 at every phase", "episodes": String(rows.places.count)],
        overall: .number(0))
    }
    let told = spreads.map { Quantity($0, .share).text }.joined(separator: ", ")
    return Measurement(
      unit: .ratio, samples: [], total: 1, noun: "splits", facts: ["phases": told, "episodes": String(rows.places.count)],
      overall: .number(value(spreads)))
  }
}

/// Row: places at five phases and the box of the episode, two float32 in a word: a millimetre's thousandth is enough for a spread.
struct CoverageProbe: Probe {
  var position: BoundRole

  static let phases = 5

  var fields: [Field] {
    (0..<Self.phases).flatMap { [Field("\($0).0", .digest), Field("\($0).1", .digest)] } + (0..<3).map { Field("box.\($0)", .digest) }
  }

  func observe(_ episode: borrowing Episode, row: inout RowWriter, sums: inout Sums) {
    let series = position.series
    guard episode.isWhole, episode.steps > 0, series.allSatisfy({ episode.series.extent($0).count == episode.steps }) else {
      for _ in fields { row.digest(Self.pack(.nan, .nan)) }
      return
    }
    func place(_ dimension: Int, _ step: Int) -> Float { Float(episode.series.value(series[dimension], at: step)) }
    for phase in 0..<Self.phases {
      let step = (episode.steps - 1) * phase / (Self.phases - 1)
      row.digest(Self.pack(place(0, step), place(1, step)))
      row.digest(Self.pack(place(2, step), 0))
    }
    for index in series {
      let extent = episode.series.extent(index)
      row.digest(Self.pack(Float(extent.low), Float(extent.high)))
    }
  }

  static func pack(_ a: Float, _ b: Float) -> UInt64 { UInt64(a.bitPattern) << 32 | UInt64(b.bitPattern) }

  static func unpack(_ word: UInt64) -> (Float, Float) {
    (Float(bitPattern: UInt32(truncatingIfNeeded: word >> 32)), Float(bitPattern: UInt32(truncatingIfNeeded: word)))
  }
}
