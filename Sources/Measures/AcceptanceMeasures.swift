import Episodes

/// What contracts over deliveries ask about and training does not: sizes of pictures, durations, completeness, absolute synchrony, jerk.
public enum AcceptanceMeasures: MeasureFamily {
  static let jerkRequest = ProbeRequest("jerk")

  public static let probes: [ProbeDefinition] = [
    ProbeDefinition("jerk") { _, setting, plan in
      guard let role = plan.bind("pose.position", in: setting), role.width == 3 else {
        return .cannot(Absence(.missing, "needs the role pose.position, which was neither declared nor found in the data"))
      }
      return .probe(JerkProbe(position: plan.tabulate(role)))
    }
  ]

  public static let metrics: [Metric] = [
    Metric(
      "acceptance.picture-lines", unit: .count, summary: "The shorter side of each camera's pictures, in pixels, as declared.",
      needsNoRecords: true, probes: { _ in [] }, measure: pictureLines),
    Metric(
      "acceptance.rate", unit: .hertz, summary: "The control rate: what the stamps show, else what is declared.",
      probes: { _ in [TimeMeasures.request] }, measure: rate),
    Metric(
      "acceptance.duration", unit: .ratio, summary: "Steps of each episode over the median of its task.",
      probes: { _ in Tasks.requests }, measure: duration),
    Metric(
      "acceptance.completeness", unit: .share, summary: "Share of the steps that the clock and the rate promise, in each episode.",
      isPerEpisode: true, probes: { _ in [TimeMeasures.request] }, measure: completeness),
    Metric(
      "acceptance.skew", unit: .second, summary: "95th percentile of the time between two streams of one step, in each episode.",
      isPerEpisode: true, probes: { _ in [TimeMeasures.request] }, measure: skew),
    Metric(
      "acceptance.jerk", unit: .one,
      summary: "Root mean square of the tool's jerk in each episode, in m/s³, where noise leaves it to be told.",
      probes: { _ in [jerkRequest, TimeMeasures.request] }, measure: jerk),
  ]

  private static func pictureLines(_ context: MeasureContext) throws(Absence) -> Measurement {
    let samples = context.setting.schema.leaves.compactMap { leaf -> Sample? in
      guard case .image = leaf.content, leaf.shape.count == 3, let height = leaf.shape[0], let width = leaf.shape[1] else { return nil }
      return Sample(Double(min(width, height)), at: Place(feature: leaf.path), message: "\(leaf.path) is \(width) x \(height)")
    }
    guard !samples.isEmpty else { throw Absence(.missing, "no picture declares its size in features.json") }
    return Measurement(unit: .count, samples: samples, total: samples.count, noun: "cameras")
  }

  private static func rate(_ context: MeasureContext) throws(Absence) -> Measurement {
    let measured = ControlRate.measured(context)
    let rate: Double
    if let measured { rate = measured } else { rate = try ControlRate.required(context) }
    return Measurement(
      unit: .hertz, samples: [], total: 1, noun: "datasets",
      facts: ["source": measured == nil ? "declared" : "by the stamps"], overall: .number(rate))
  }

  /// Fewer episodes of a task have no usual duration.
  static let fewestOfTask = 5

  /// The contract says "of the expected duration"; what is expected of a task is what is usual for it.
  private static func duration(_ context: MeasureContext) throws(Absence) -> Measurement {
    let episodes = context.observations.episodes
    let tasks = try? Tasks.of(context.observations)
    let groups = tasks.map { $0.all.map { ($0.name, $0.episodes) } } ?? [("the dataset", context.observations.everyEpisode)]
    let scope = Set(context.episodes)
    var samples: [Sample] = []
    for (name, members) in groups where members.count >= fewestOfTask {
      guard let median = OrderStatistics.median(members.map { Double(episodes[$0].stub.steps) }), median > 0 else { continue }
      for episode in members where scope.contains(episode) {
        let steps = episodes[episode].stub.steps
        samples.append(
          Sample(
            Double(steps) / median, at: context.observations.place(episode),
            message: "\(steps) steps, where \(LanguageMeasures.shown(name)) usually takes \(median.short)"))
      }
    }
    guard !samples.isEmpty else {
      throw Absence(.tooFew, "no task has \(fewestOfTask) episodes, so that none has a usual duration")
    }
    return Measurement(unit: .ratio, samples: samples, total: samples.count)
  }

  /// T steps over span · f + 1, at most 1.
  private static func completeness(_ context: MeasureContext) throws(Absence) -> Measurement {
    let all = try TimeMeasures.Clocks(context)
    let main = try all.requireMain()
    let rate = try ControlRate.required(context)
    let seconds = context.setting.declarations.secondsPerTick ?? 1
    var samples: [Sample] = []
    for episode in all.view.episodes {
      let span = all.number(episode, main, "span") * seconds
      guard span > 0 else { continue }
      let steps = context.observations.episodes[episode].stub.steps
      let promised = span * rate + 1
      samples.append(
        Sample(
          min(1, Double(steps) / promised), at: all.view.place(episode),
          message: "\(steps) steps in \(span.short) s, in which \(rate.short) Hz makes \(promised.rounded().short)"))
    }
    guard !samples.isEmpty else { throw Absence(.tooFew, "no episode holds two finite stamps that rise") }
    return Measurement(unit: .share, samples: samples, total: samples.count)
  }

  private static func skew(_ context: MeasureContext) throws(Absence) -> Measurement {
    let all = try TimeMeasures.Clocks(context)
    guard !all.pairs.isEmpty else {
      throw Absence(.missing, "only one stream carries stamps (needed: timestamp and timestamp.<stream>, for each camera or sensor)")
    }
    let seconds = context.setting.declarations.secondsPerTick ?? 1
    var samples: [Sample] = []
    for episode in all.view.episodes {
      var worst: (skew: Double, pair: ClockProbe.Pair, step: Int)?
      for (index, pair) in all.pairs.enumerated() {
        let skew = all.view.number(episode, all.view.field("pair\(index).skew")) * seconds
        guard skew.isFinite, skew > worst?.skew ?? -1 else { continue }
        worst = (skew, pair, all.view.count(episode, all.view.field("pair\(index).skewStep")))
      }
      guard let worst else { continue }
      let names = "\(all.clocks[worst.pair.first].name) and \(all.clocks[worst.pair.second].name)"
      samples.append(
        Sample(
          worst.skew, at: all.view.place(episode, step: worst.step >= 0 ? worst.step : nil, feature: all.clocks[worst.pair.second].name),
          message: "\(names) are apart"))
    }
    guard !samples.isEmpty else { throw Absence(.tooFew, "no episode holds stamps of two streams") }
    return Measurement(unit: .second, samples: samples, total: samples.count)
  }

  // MARK: jerk
  //
  // Jerk is the third derivative of a place: Δ³p · f³ over steps at f Hz. Differences multiply noise: white noise of deviation σ has
  // E[(Δᵏp)²] = C(2k, k) σ², 20 σ² for k = 3 and 252 σ² for k = 5. A motion that the rate resolves has far less in Δ⁵ than in Δ³; so
  // 20/252 · ms(Δ⁵) bounds what noise, and motion too quick for the rate, put into ms(Δ³). Where that is more than a quarter of it, an
  // episode tells no jerk: at 5 Hz a reach of a second is six steps, at 500 Hz a tenth of a millimetre of noise is 50,000 m/s³.

  static let noiseShare = 0.25

  private static func jerk(_ context: MeasureContext) throws(Absence) -> Measurement {
    let view = try context.view(jerkRequest)
    let rate = try ControlRate.required(context)
    let (third, fifth) = (view.field("third"), view.field("fifth"))
    let metres = context.setting.declarations.metresPerUnit ?? 1
    var samples: [Sample] = []
    var looked = 0
    for episode in view.episodes {
      let square = view.number(episode, third)
      guard square.isFinite else { continue }
      looked += 1
      guard square > 0, 20.0 / 252 * view.number(episode, fifth) <= noiseShare * square else { continue }
      samples.append(Sample(square.squareRoot() * metres * rate * rate * rate, at: view.place(episode, feature: "pose.position")))
    }
    guard looked > 0 else { throw Absence(.tooFew, "no episode has \(JerkProbe.fewest) steps") }
    guard !samples.isEmpty else {
      throw Absence(
        .undetermined,
        "at \(rate.short) Hz no episode tells jerk from noise: in all \(looked) the motion is too quick for the rate, or the places too noisy"
      )
    }
    return Measurement(
      unit: .one, samples: samples, total: samples.count, facts: ["undecided": String(looked - samples.count), "rate": rate.short])
  }
}

/// Row: the mean squares of the third and fifth differences of the tool's place, in stored units.
struct JerkProbe: Probe {
  var position: BoundRole

  static let fewest = 12

  var fields: [Field] { [Field("third"), Field("fifth")] }

  func observe(_ episode: borrowing Episode, row: inout RowWriter, sums: inout Sums) {
    guard episode.steps >= Self.fewest, position.isPresent(in: episode), position.rows(in: episode) == episode.steps else {
      row.number(.nan)
      row.number(.nan)
      return
    }
    let places = position.gather(episode)
    let steps = episode.steps
    var (third, fifth) = (0.0, 0.0)
    for dimension in 0..<3 {
      func at(_ step: Int) -> Double { places[3 * step + dimension] }
      for step in 0..<steps - 3 {
        let difference = at(step + 3) - 3 * at(step + 2) + 3 * at(step + 1) - at(step)
        third += difference * difference
        guard step < steps - 5 else { continue }
        let further = at(step + 5) - 5 * at(step + 4) + 10 * at(step + 3) - 10 * at(step + 2) + 5 * at(step + 1) - at(step)
        fifth += further * further
      }
    }
    row.number(third / Double(steps - 3))
    row.number(fifth / Double(steps - 5))
  }
}
