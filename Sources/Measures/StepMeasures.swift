import Episodes

/// is_first, is_last and is_terminal, held against the episode that they mark.
public enum StepMeasures: MeasureFamily {
  static let request = ProbeRequest("step-flags")

  public static let probes: [ProbeDefinition] = [
    ProbeDefinition("step-flags") { _, setting, plan in
      func column(_ name: String) -> Int? {
        guard let leaf = setting.schema.index(of: name), setting.schema.leaves[leaf].level == .step,
          setting.schema.leaves[leaf].width == 1
        else { return nil }
        return plan.numbers(name, in: setting)
      }
      let probe = StepFlagsProbe(first: column("is_first"), last: column("is_last"), terminal: column("is_terminal"))
      guard probe.first != nil || probe.last != nil else {
        return .cannot(Absence(.missing, "neither is_first nor is_last is declared in steps"))
      }
      return .probe(probe)
    }
  ]

  public static let metrics: [Metric] = [
    Metric(
      "schema.step-flags", unit: .count, summary: "Step flags of an episode that are not where its first and last step are.",
      probes: { _ in [request] }, measure: flags)
  ]

  /// What can be wrong with the flags of one episode.
  struct Signs: OptionSet, Sendable, Hashable {
    var rawValue: Int
    /// is_first inside: two episodes in one.
    static let glued = Signs(rawValue: 1)
    /// is_last nowhere.
    static let neverEnds = Signs(rawValue: 2)
    /// is_first not at step 0.
    static let neverStarts = Signs(rawValue: 4)
    /// is_last before the last step, and at it too.
    static let endsEarly = Signs(rawValue: 8)
    /// is_last before the last step, and not at it: steps were recorded behind the end.
    static let runsOn = Signs(rawValue: 16)
    /// is_terminal at a step that is not is_last.
    static let terminalAlone = Signs(rawValue: 32)

    func sentence(step: Int) -> String {
      var parts: [String] = []
      if contains(.glued) { parts.append("is_first is set again at step \(step): two episodes are glued together") }
      if contains(.neverEnds) { parts.append("is_last is set nowhere: the episode never ends") }
      if contains(.neverStarts) { parts.append("is_first is not set at step 0") }
      if contains(.endsEarly) { parts.append("is_last is set inside, before the last step") }
      if contains(.runsOn) { parts.append("steps go on behind is_last and the final step does not carry it") }
      if contains(.terminalAlone) { parts.append("is_terminal is set where is_last is not") }
      return parts.joined(separator: "; ")
    }
  }

  private static func flags(_ context: MeasureContext) throws(Absence) -> Measurement {
    let view = try context.view(request)
    let wrong = view.field("wrong")
    let signs = view.field("signs")
    let step = view.field("step")
    var samples: [Sample] = []
    var counts: [Int: Int] = [:]
    var looked = 0
    for episode in view.episodes {
      let count = view.count(episode, wrong)
      guard count >= 0 else { continue }
      looked += 1
      guard count > 0 else { continue }
      let sign = Signs(rawValue: view.count(episode, signs))
      for bit in 0..<6 where sign.rawValue & (1 << bit) != 0 { counts[1 << bit, default: 0] += 1 }
      let at = view.count(episode, step)
      let flag = sign.isDisjoint(with: [.glued, .neverStarts]) ? (sign == .terminalAlone ? "is_terminal" : "is_last") : "is_first"
      samples.append(
        Sample(Double(count), at: view.place(episode, step: at >= 0 ? at : nil, feature: flag), message: sign.sentence(step: at)))
    }
    guard looked > 0 else { throw Absence(.tooFew, "no episode holds readable step flags") }
    func tell(_ sign: Signs, _ words: String) -> String? { counts[sign.rawValue].map { "\($0) \(words)" } }
    let told = [
      tell(.glued, "glued (is_first inside)"), tell(.neverEnds, "never-ending (is_last nowhere)"),
      tell(.neverStarts, "without is_first at step 0"), tell(.endsEarly, "with is_last inside"),
      tell(.runsOn, "running on behind is_last"), tell(.terminalAlone, "with is_terminal where is_last is not"),
    ].compactMap { $0 }
    return Measurement(
      unit: .count, samples: samples, total: looked, facts: ["kinds": told.isEmpty ? "none" : told.joined(separator: ", ")])
  }
}

struct StepFlagsProbe: Probe {
  var first: Int?
  var last: Int?
  var terminal: Int?

  var fields: [Field] { [Field("wrong", .count), Field("signs", .count), Field("step", .count)] }

  func observe(_ episode: borrowing Episode, row: inout RowWriter, sums: inout Sums) {
    let steps = episode.steps
    var signs: StepMeasures.Signs = []
    var wrong = 0
    var isMeasured = false
    // The step that shows each kind best; the first kind of the sentence decides.
    var gluedAt = -1
    var endsAt = -1
    var terminalAt = -1

    if let flags = values(first, in: episode), steps > 0 {
      isMeasured = true
      if !(flags[0] > 0.5) {
        signs.insert(.neverStarts)
        wrong += 1
      }
      for step in 1..<max(steps, 1) where flags[step] > 0.5 {
        signs.insert(.glued)
        wrong += 1
        if gluedAt < 0 { gluedAt = step }
      }
    }
    let lasts = values(last, in: episode)
    if let flags = lasts, steps > 0 {
      isMeasured = true
      var inside = 0
      for step in 0..<steps - 1 where flags[step] > 0.5 {
        inside += 1
        if endsAt < 0 { endsAt = step }
      }
      let isAtEnd = flags[steps - 1] > 0.5
      if inside > 0 { signs.insert(isAtEnd ? .endsEarly : .runsOn) }
      if inside == 0, !isAtEnd { signs.insert(.neverEnds) }
      wrong += inside + (isAtEnd ? 0 : 1)
    }
    if let lasts, let flags = values(terminal, in: episode) {
      for step in 0..<steps where flags[step] > 0.5 && !(lasts[step] > 0.5) {
        signs.insert(.terminalAlone)
        wrong += 1
        if terminalAt < 0 { terminalAt = step }
      }
    }
    let step = gluedAt >= 0 ? gluedAt : signs.contains(.neverStarts) ? 0 : endsAt >= 0 ? endsAt : terminalAt
    row.count(isMeasured ? wrong : -1)
    row.count(signs.rawValue)
    row.count(signs.contains(.neverEnds) && gluedAt < 0 && !signs.contains(.neverStarts) ? steps - 1 : step)
  }

  /// A flag's values, when there is one for each step.
  private func values(_ column: Int?, in episode: borrowing Episode) -> [Double]? {
    guard let column, episode.columns[column].isPresent, episode.columns[column].numbers.count == episode.steps else { return nil }
    return episode.columns[column].numbers
  }
}
