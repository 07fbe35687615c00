import Episodes

/// Which way the gripper's command goes: against its own state, against what is declared, and against what the target reads.
///
/// Whether command and state rise together is a number, whatever either means. Which end of the state is open is not in the numbers: it is
/// declared, or the state is a width in metres, or its name says so, or it lies in the declared range of the command and is presumed to be
/// meant alike. Otherwise the question is left open.
enum GripperPolarity {
  /// An episode that goes against the others must do so clearly.
  static let clear = 0.7

  static var metrics: [Metric] {
    [
      GripperMeasures.metric(
        "gripper.agreement", .one,
        "The correlation of command and state at the dataset's delay, below 0 where its direction is clearly not that of most episodes.",
        isPerEpisode: true, agreement),
      GripperMeasures.metric(
        "gripper.polarity", .name,
        "Whether the state opens when the command says open: agrees, inverted, or presumably-inverted (the state's open end is presumed).",
        polarity),
      Metric(
        "gripper.open", unit: .name,
        summary:
          "Whether the declared open value is, after the loader's transform, the one that the target reads as open: agrees or inverted.",
        optionalParameters: GripperMeasures.options, needsNoRecords: true, probes: { _ in [] }, measure: declaredOpen),
      GripperMeasures.metric(
        "gripper.redundant", .share,
        "How far the state goes after the first relative command of an episode, as a share of what it goes through in the dataset.",
        isPerEpisode: true, redundant),
    ]
  }

  /// The raw view: only it holds the state.
  static func raw(_ context: MeasureContext) -> MeasureContext {
    MeasureContext(
      observations: context.observations, scope: context.scope, episodes: context.episodes,
      parameters: context.parameters.filter { $0.key != View.parameter })
  }

  @Sendable private static func agreement(_ context: MeasureContext) throws(Absence) -> Measurement {
    let rows = try GripperRows(raw(context))
    try rows.requireState()
    var samples: [Sample] = []
    var told: [String: String] = [:]
    for dimension in 0..<rows.width {
      let votes = try GripperVotes.of(dimension, raw(context))
      guard votes.count >= GripperVotes.fewest else { continue }
      let word = votes.direction > 0 ? "rises" : "falls"
      told = ["majority": word, "told": "in every episode that shows it the gripper's state \(word) when the command rises"]
      for episode in rows.view.episodes {
        guard let found = votes.correlation(rows, episode, dimension) else { continue }
        let agreement = found * votes.direction
        // One that is not clear is no finding.
        let value = agreement > -clear ? max(0, agreement) : agreement
        samples.append(Sample(value, at: rows.view.place(episode, feature: rows.name(dimension))))
      }
    }
    guard !samples.isEmpty else {
      throw Absence(.tooFew, "in fewer than \(GripperVotes.fewest) episodes command and state of the gripper both move, and together")
    }
    return Measurement(unit: .one, samples: samples, total: samples.count, facts: told)
  }

  // MARK: - Against what open means

  /// Which way the state goes when the gripper opens, and how that is known.
  struct Opening {
    var direction: Double
    var source: String
    var isPresumed = false
  }

  static func opening(_ rows: GripperRows, _ dimension: Int, _ setting: Setting) -> Opening? {
    guard let states = rows.whole[dimension]?.states, let state = rows.probe.state else { return nil }
    let middle = states.lowerBound + (states.upperBound - states.lowerBound) / 2
    if let open = setting.declarations.gripperStateOpen {
      return Opening(direction: open > middle ? 1 : -1, source: "\(open.short) is declared to be its open end")
    }
    let path = state.binding.slices.first?.path ?? ""
    let name = path.split(separator: "/").last.map { $0.lowercased() } ?? ""
    if name.contains("clos") { return Opening(direction: -1, source: "it is called \(name)") }
    for word in ["open", "width", "aperture"] where name.contains(word) { return Opening(direction: 1, source: "it is called \(name)") }
    if states.lowerBound >= -0.002, (0.01...0.12).contains(states.upperBound) {
      return Opening(direction: 1, source: "with \(states.lowerBound.short) to \(states.upperBound.short) it is a width in metres")
    }
    if let open = setting.declarations.gripperOpen, let range = setting.declarations.gripperRange {
      let width = range.upperBound - range.lowerBound
      let isAlike =
        (states.lowerBound - range.lowerBound).magnitude <= 0.1 * width && (states.upperBound - range.upperBound).magnitude <= 0.1 * width
      if isAlike {
        return Opening(
          direction: open > range.lowerBound + width / 2 ? 1 : -1,
          source: "it goes over the declared range of the command and is presumed to mean the same", isPresumed: true)
      }
    }
    return nil
  }

  @Sendable private static func polarity(_ context: MeasureContext) throws(Absence) -> Measurement {
    let setting = context.setting
    let isTarget = View(context.parameters) == .target
    let rows = try GripperRows(raw(context))
    try rows.requireState()
    // The value that is to mean open, and whether it is the upper end.
    let opensUpward: Bool
    let meaning: String
    if isTarget {
      guard let gripper = setting.target.action.gripper else {
        throw Absence(.ruledOut, "the target \(setting.target.name) does not say which end is open")
      }
      let isUpper = gripper.open > gripper.range.lowerBound + (gripper.range.upperBound - gripper.range.lowerBound) / 2
      opensUpward = isUpper == (transformDirection(setting) > 0)
      meaning = "the target \(setting.target.name) reads \(gripper.open.short) as open"
    } else {
      guard let open = setting.declarations.gripperOpen else {
        throw Absence(.undetermined, "nothing says which end of the gripper is open: declare gripper.open")
      }
      let ends = rows.toldConvention?.ends ?? 0...1
      opensUpward = open > ends.lowerBound + (ends.upperBound - ends.lowerBound) / 2
      meaning = "\(open.short) is declared to be open"
    }
    var samples: [Sample] = []
    var told: [String: String] = [:]
    for dimension in 0..<rows.width {
      let votes = try GripperVotes.of(dimension, raw(context))
      guard votes.count >= 3, Double(votes.with) >= 0.7 * Double(votes.count) else { continue }
      guard let opening = opening(rows, dimension, setting) else {
        throw Absence(
          .undetermined,
          "the state \(votes.direction > 0 ? "rises" : "falls") when the command rises, but nothing says which end of the state is open: declare gripper.state_open"
        )
      }
      let commandOpens = votes.direction * opening.direction > 0
      let agrees = commandOpens == opensUpward
      let name = agrees ? "agrees" : opening.isPresumed ? "presumably-inverted" : "inverted"
      if told.isEmpty || !agrees {
        told = [
          "meaning": meaning, "source": opening.source, "direction": votes.direction > 0 ? "rises" : "falls",
          "told": "the gripper's state opens when the command says open", "with": String(votes.with), "votes": String(votes.count),
          "loader": setting.loader.evidence,
        ]
      }
      samples.append(Sample(.name(name), at: Place(split: context.scope.split, feature: rows.name(dimension))))
    }
    guard !samples.isEmpty else {
      throw Absence(.undetermined, "in too few episodes command and state of the gripper move together to tell which way")
    }
    return Measurement(unit: .name, samples: samples, total: samples.count, noun: "gripper dimensions", facts: told)
  }

  /// Where the loader's operations put a stored gripper command, one by itself.
  static func transformed(_ value: Double, _ operations: [ColumnOperation]) -> Double {
    operations.reduce(value) { value, operation in
      switch operation {
      case .clip(let range): min(max(value, range.lowerBound), range.upperBound)
      case .invert: 1 - value
      case .scale(let gain): gain * value
      case .binarise(let closed, let open): value > open ? 1 : value < closed ? 0 : value
      case .hold(let threshold): value < -threshold ? 1 : value > threshold ? 0 : 0.5
      case .difference, .quaternionToEuler: value
      }
    }
  }

  /// 1 when the loader keeps the gripper's direction, -1 when it turns it round.
  private static func transformDirection(_ setting: Setting) -> Double {
    let operations = GripperMeasures.operations(setting)
    let (low, high) = (transformed(-1, operations), transformed(1, operations))
    return high >= low ? 1 : -1
  }

  @Sendable private static func declaredOpen(_ context: MeasureContext) throws(Absence) -> Measurement {
    let setting = context.setting
    guard let gripper = setting.target.action.gripper else {
      throw Absence(.ruledOut, "the target \(setting.target.name) does not say which end is open")
    }
    guard let open = setting.declarations.gripperOpen else {
      throw Absence(.undetermined, "nothing says which end of the gripper is open: declare gripper.open")
    }
    guard let range = setting.declarations.gripperRange else {
      throw Absence(.undetermined, "gripper.open is declared without the range that it is an end of")
    }
    let operations = GripperMeasures.operations(setting)
    let closed = open > range.lowerBound + (range.upperBound - range.lowerBound) / 2 ? range.lowerBound : range.upperBound
    let (openMade, closedMade) = (transformed(open, operations), transformed(closed, operations))
    guard openMade != closedMade else { throw Absence(.undetermined, "the loader makes the same of open and of closed") }
    let targetOpensUpward = gripper.open > gripper.range.lowerBound + (gripper.range.upperBound - gripper.range.lowerBound) / 2
    let name = (openMade > closedMade) == targetOpensUpward ? "agrees" : "inverted"
    return Measurement(
      unit: .name, samples: [Sample(.name(name), at: Place(split: context.scope.split))], total: 1, noun: "declarations",
      facts: [
        "told": "the declared open end reaches the target as open", "open": open.short, "made": openMade.short,
        "target": setting.target.name, "target.open": gripper.open.short,
        "loader": setting.loader.evidence,
      ])
  }

  // MARK: - Increments

  @Sendable private static func redundant(_ context: MeasureContext) throws(Absence) -> Measurement {
    let rows = try GripperRows(raw(context))
    try rows.requireState()
    let whole = try GripperRows(raw(context).dataset)
    var samples: [Sample] = []
    for dimension in 0..<rows.width {
      guard rows.convention(dimension)?.form == .incremental, let states = rows.whole[dimension]?.states,
        let fields = rows.fields[dimension].state, states.upperBound > states.lowerBound
      else { continue }
      let span = states.upperBound - states.lowerBound
      let shares = whole.view.episodes.map { whole.view.number($0, fields.firstChange) / span }.filter(\.isFinite)
      // Where first commands mostly do nothing the state is not what they move.
      guard shares.count >= GripperVotes.fewest, 2 * shares.count(where: { $0 >= 0.2 }) >= shares.count else { continue }
      for episode in rows.view.episodes {
        let share = rows.view.number(episode, fields.firstChange) / span
        guard share.isFinite else { continue }
        samples.append(
          Sample(share, at: rows.view.place(episode, step: rows.view.count(episode, fields.firstStep), feature: rows.name(dimension))))
      }
    }
    guard !samples.isEmpty else {
      throw Absence(.ruledOut, "commands are no increments, or too few episodes show what the first of them does")
    }
    return Measurement(
      unit: .share, samples: samples, total: samples.count, facts: ["told": "the first increment of every episode moves the gripper"])
  }
}
