import Episodes

/// When the gripper is commanded: how often, how briefly, and how long before its state moves.
enum GripperTiming {
  static var metrics: [Metric] {
    [
      GripperMeasures.metric(
        "gripper.quick", .count, "1 for episodes in which the gripper is sent back within fewer than three steps, else 0.",
        isPerEpisode: true, quick),
      GripperMeasures.metric(
        "gripper.rate", .hertz, "Toggles a second, averaged over an episode with more than four of them; 0 with fewer.", isPerEpisode: true,
        rate),
      GripperMeasures.metric(
        "gripper.toggles", .count, "How often the gripper is told to change over, per episode.", isPerEpisode: true,
        counted),
      GripperMeasures.metric(
        "gripper.delay", .steps,
        "Steps by which the gripper's state comes after its command over the whole dataset, transport and half of the slew; below 0 where it comes before.",
        delay),
      GripperMeasures.metric(
        "gripper.transport", .steps,
        "Steps from the one after the command until the state begins to move, the median of an episode: transport without slew.",
        isPerEpisode: true, transport),
    ]
  }

  /// Toggles of all episodes of the scope, 0 for those that use too little of the range to tell.
  private static func toggles(
    _ context: MeasureContext, unit: Unit, value: (ProbeView, Int, Int, Int) -> (Double, step: Int?)?
  ) throws(Absence) -> Measurement {
    let rows = try GripperRows(context)
    var samples: [Sample] = []
    for dimension in 0..<rows.width {
      let field = rows.view.field("toggles.\(dimension)")
      for episode in rows.view.episodes {
        let count = rows.view.count(episode, field)
        guard count >= 0 else { continue }
        let read = rows.isRead(episode, dimension, in: rows.view) ? count : 0
        guard let (number, step) = value(rows.view, episode, dimension, read) else { continue }
        samples.append(Sample(number, at: rows.view.place(episode, step: step, feature: rows.name(dimension))))
      }
    }
    return Measurement(unit: unit, samples: samples, total: samples.count)
  }

  @Sendable private static func quick(_ context: MeasureContext) throws(Absence) -> Measurement {
    try toggles(context, unit: .count) { view, episode, dimension, count in
      let step = view.count(episode, view.field("quick.step.\(dimension)"))
      return count > 0 && step >= 0 ? (1, step) : (0, nil)
    }
  }

  @Sendable private static func counted(_ context: MeasureContext) throws(Absence) -> Measurement {
    try toggles(context, unit: .count) { _, _, _, count in (Double(count), nil) }
  }

  @Sendable private static func rate(_ context: MeasureContext) throws(Absence) -> Measurement {
    guard let hertz = context.setting.declarations.controlHz else {
      throw Absence(.missing, "toggles a second need the control rate: declare control_hz")
    }
    return try toggles(context, unit: .hertz) { view, episode, _, count in
      let steps = view.observations.episodes[episode].stub.steps
      return steps > 0 ? (count > 4 ? Double(count) * hertz / Double(steps) : 0, nil) : nil
    }
  }

  @Sendable private static func delay(_ context: MeasureContext) throws(Absence) -> Measurement {
    let (rows, whole) = try GripperPolarity.raw(context)
    var samples: [Sample] = []
    var told: [String: String] = [:]
    for dimension in 0..<rows.width {
      let votes = GripperPolarity.Votes(rows, dimension, whole)
      guard votes.count >= GripperPolarity.fewest else { continue }
      if told.isEmpty { told = facts(rows, dimension, whole, delay: votes.delay) }
      samples.append(Sample(Double(votes.delay), at: Place(split: context.scope.split, feature: rows.name(dimension))))
    }
    guard !samples.isEmpty else { throw tooFew }
    return Measurement(unit: .steps, samples: samples, total: samples.count, noun: "gripper dimensions", facts: told)
  }

  private static let tooFew = Absence(
    .tooFew, "in fewer than \(GripperPolarity.fewest) episodes command and state of the gripper both move, and together")

  /// Transport is part of the delay: an episode that shows more of it has taken the motion of the next command for its own.
  private static func timing(_ rows: GripperRows, _ dimension: Int, _ episode: Int, delay: Int, in view: ProbeView) -> GripperTrack.Timing?
  {
    guard rows.isRead(episode, dimension, in: view), rows.stateMoves(episode, dimension, in: view),
      var timing = GripperProbe.timing(of: view.count(episode, view.field("timing.\(dimension)")))
    else { return nil }
    timing.transport = min(timing.transport, max(0, delay))
    return timing
  }

  private static func facts(_ rows: GripperRows, _ dimension: Int, _ whole: ProbeView, delay: Int) -> [String: String] {
    let all = whole.episodes.compactMap { timing(rows, dimension, $0, delay: delay, in: whole) }
    func median(_ number: (GripperTrack.Timing) -> Int) -> String {
      all.isEmpty ? "an unknown number of steps" : Quantity(Robust.median(all.map { Double(number($0)) }), .steps).text
    }
    return [
      "transport": median(\.transport), "slew": median(\.slew), "delay": Quantity(Double(delay), .steps).text,
      "ahead": Quantity(Double(-delay), .steps).text, "votes": String(all.count),
    ]
  }

  /// One sample an episode whose toggles moved the state.
  @Sendable private static func transport(_ context: MeasureContext) throws(Absence) -> Measurement {
    let (rows, whole) = try GripperPolarity.raw(context)
    var samples: [Sample] = []
    var told: [String: String] = [:]
    for dimension in 0..<rows.width {
      let votes = GripperPolarity.Votes(rows, dimension, whole)
      guard votes.count >= GripperPolarity.fewest else { continue }
      if told.isEmpty { told = facts(rows, dimension, whole, delay: votes.delay) }
      for episode in rows.view.episodes {
        guard let timing = timing(rows, dimension, episode, delay: votes.delay, in: rows.view) else { continue }
        samples.append(Sample(Double(timing.transport), at: rows.view.place(episode, feature: rows.name(dimension))))
      }
    }
    guard !samples.isEmpty else { throw tooFew }
    return Measurement(unit: .steps, samples: samples, total: samples.count, facts: told)
  }
}
