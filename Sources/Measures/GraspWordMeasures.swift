import Episodes

/// Whether the gripper moves where the words ask for a grasp.
public enum GraspWordMeasures: MeasureFamily {
  public static let probes: [ProbeDefinition] = []

  public static let metrics: [Metric] = [
    Metric(
      "language.grasp", unit: .count,
      summary: "Episodes whose instruction asks to take or let go something, and whose gripper never moves.",
      probes: { _ in [LanguageMeasures.request, GripperMeasures.request([:])] }, measure: grasp)
  ]

  /// A gripper that stays within this share of what it does in the dataset does not move: a still one's state trembles.
  private static let still = 0.05
  /// Shorter episodes may be excerpts that leave the grasp out.
  private static let fewestSteps = 20

  private static func grasp(_ context: MeasureContext) throws(Absence) -> Measurement {
    let sentences = try Sentences.of(context.observations)
    let wordings = sentences.wordings
    let counts = try wordings.requiredCounts(context)
    let rows = try GripperRows(context)
    guard rows.toldConvention?.form != .constant else {
      throw Absence(.ruledOut, "the gripper never moves in any episode (gripper/constant tells of that)")
    }
    let lexicon = Lexicon.of(context.observations)
    let asked = sentences.read.map { $0.verbs.first { lexicon.grasps.contains($0) } }
    var samples: [Sample] = []
    var looked = 0
    var quoted: [String: Int] = [:]
    for episode in context.episodes {
      guard context.observations.episodes[episode].stub.steps >= fewestSteps, let text = wordings.index(of: episode),
        let verb = asked[text], let isStill = isStill(rows, episode)
      else { continue }
      looked += 1
      guard isStill else { continue }
      quoted[wordings.texts[text], default: 0] += 1
      samples.append(
        Sample(
          1, at: context.observations.place(episode, feature: wordings.path),
          message: "\(LanguageMeasures.shown(wordings.texts[text])) asks to \(verb), and \(rows.name(0)) never changes"))
    }
    guard looked > 0 else {
      let foreign = sentences.read.indices.count { counts[$0] > 0 && sentences.read[$0].foreign != nil }
      throw Absence(
        .tooFew,
        foreign > 0
          ? "no instruction that is English asks for a grasp"
          : "no episode of \(fewestSteps) steps or more is asked to take or let go anything")
    }
    return Measurement(
      unit: .count, samples: samples, total: looked,
      facts: ["path": wordings.path, "quoted": Quoted.texts(quoted), "texts": String(quoted.count)])
  }

  /// Nil where neither commands nor states of the episode could be read.
  private static func isStill(_ rows: GripperRows, _ episode: Int) -> Bool? {
    var looked = false
    for dimension in 0..<rows.width {
      guard let whole = rows.whole[dimension] else { continue }
      let fields = rows.fields[dimension]
      let command = (low: rows.view.number(episode, fields.min), high: rows.view.number(episode, fields.max))
      guard command.low.isFinite, command.high.isFinite else { continue }
      looked = true
      if command.high - command.low > still * (whole.convention.high - whole.convention.low) { return false }
      guard let state = fields.state, let states = whole.states else { continue }
      let moved = rows.view.number(episode, state.max) - rows.view.number(episode, state.min)
      if moved > still * (states.upperBound - states.lowerBound) { return false }
    }
    return looked ? true : nil
  }
}
