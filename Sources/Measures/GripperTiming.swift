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
    _ context: MeasureContext, unit: Unit, value: (GripperRows, Int, Int, Int) -> (Double, step: Int?)?
  ) throws(Absence) -> Measurement {
    let rows = try GripperRows(context)
    var samples: [Sample] = []
    for dimension in 0..<rows.width {
      for episode in rows.view.episodes {
        let count = rows.view.count(episode, rows.fields[dimension].toggles)
        guard count >= 0 else { continue }
        let read = rows.isRead(episode, dimension) ? count : 0
        guard let (number, step) = value(rows, episode, dimension, read) else { continue }
        samples.append(Sample(number, at: rows.view.place(episode, step: step, feature: rows.name(dimension))))
      }
    }
    return Measurement(unit: unit, samples: samples, total: samples.count)
  }

  @Sendable private static func quick(_ context: MeasureContext) throws(Absence) -> Measurement {
    try toggles(context, unit: .count) { rows, episode, dimension, count in
      let step = rows.view.count(episode, rows.fields[dimension].quickStep)
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
    return try toggles(context, unit: .hertz) { rows, episode, _, count in
      let steps = rows.view.observations.episodes[episode].stub.steps
      return steps > 0 ? (count > 4 ? Double(count) * hertz / Double(steps) : 0, nil) : nil
    }
  }

  @Sendable private static func delay(_ context: MeasureContext) throws(Absence) -> Measurement {
    try samples(context, noun: "gripper dimensions") { rows, dimension, votes in
      [Sample(Double(votes.delay), at: Place(split: context.scope.split, feature: rows.name(dimension)))]
    }
  }

  /// One sample an episode whose toggles moved the state.
  @Sendable private static func transport(_ context: MeasureContext) throws(Absence) -> Measurement {
    try samples(context, noun: "episodes") { rows, dimension, votes in
      rows.view.episodes.compactMap { episode in
        rows.timing(episode, dimension, delay: votes.delay).map {
          Sample(Double($0.transport), at: rows.view.place(episode, feature: rows.name(dimension)))
        }
      }
    }
  }

  private static func samples(
    _ context: MeasureContext, noun: String, _ make: (GripperRows, Int, GripperVotes) -> [Sample]
  ) throws(Absence) -> Measurement {
    let raw = GripperPolarity.raw(context)
    let rows = try GripperRows(raw)
    try rows.requireState()
    var samples: [Sample] = []
    var told: [String: String] = [:]
    for dimension in 0..<rows.width {
      let votes = try GripperVotes.of(dimension, raw)
      guard votes.count >= GripperVotes.fewest else { continue }
      if told.isEmpty { told = facts(votes) }
      samples += make(rows, dimension, votes)
    }
    guard !samples.isEmpty else {
      throw Absence(.tooFew, "in fewer than \(GripperVotes.fewest) episodes command and state of the gripper both move, and together")
    }
    return Measurement(unit: .steps, samples: samples, total: samples.count, noun: noun, facts: told)
  }

  private static func facts(_ votes: GripperVotes) -> [String: String] {
    func steps(_ number: Int) -> String { Quantity(Double(number), .steps).text }
    return [
      "transport": steps(votes.transport), "slew": steps(votes.slew), "delay": steps(votes.delay), "ahead": steps(-votes.delay),
      "votes": String(votes.timed),
    ]
  }
}
