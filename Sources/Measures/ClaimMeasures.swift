import Episodes

/// What READMEs, cards and descriptions say about the data, held against the data.
public enum ClaimMeasures: MeasureFamily {
  public static let probes: [ProbeDefinition] = []

  public static let metrics: [Metric] = [
    Metric(
      "provenance.false-claims", unit: .count, summary: "Sentences about the data that the data contradict.",
      probes: { _ in [TimeMeasures.request] }, measure: falseClaims)
  ]

  /// Rates are told in round numbers.
  static let rateTolerance = 0.1

  private static func falseClaims(_ context: MeasureContext) throws(Absence) -> Measurement {
    let documents = context.setting.provenance.documents
    guard !documents.isEmpty else {
      throw Absence(.missing, "there is no README, card or description beside the data that could claim anything")
    }
    let counts = Counts(context)
    let rate = rate(context)
    var samples: [Sample] = []
    var held: [String] = []
    var read = 0
    for document in documents {
      for claim in CardClaims.all(in: CardText(document.text)) {
        read += 1
        guard let answer = answer(claim, counts: counts, rate: rate, context.setting) else { continue }
        if let contradiction = answer.contradiction {
          samples.append(
            Sample(1, at: Place(file: document.name), message: "\(document.name) says “\(claim.quote)”; \(contradiction)"))
        } else {
          held.append(answer.what)
        }
      }
    }
    guard !samples.isEmpty || !held.isEmpty else {
      let names = documents.map(\.name).joined(separator: ", ")
      throw Absence(.missing, "\(names): \(read == 0 ? "no sentence claims" : "nothing that was read claims") what the data can show")
    }
    let kinds = Set(held).sorted().joined(separator: ", ")
    return Measurement(
      unit: .count, samples: samples, total: samples.count + held.count, noun: "claims", facts: ["held": kinds.isEmpty ? "none" : kinds])
  }

  /// How many there are, by every honest way of counting.
  private struct Counts {
    /// Nil where not all was seen.
    var episodes: [String: Set<Int>] = [:]
    var steps: [String: Int] = [:]
    var isWhole: Bool

    init(_ context: MeasureContext) {
      let observations = context.observations
      isWhole =
        observations.description.leftOut.isEmpty && observations.description.sample == nil
        && !observations.description.faults.contains { $0.hidesRecords }
      for leaf in observations.leaves where leaf.faults.contains(where: \.hidesRecords) { isWhole = false }
      for split in observations.splitNames {
        let episodes = observations.episodes.filter { $0.split == split }
        let records = observations.leaves.filter { $0.key.split == split }.reduce(0) { $0 + $1.records }
        self.episodes[split] = [episodes.count, records]
        steps[split] = episodes.reduce(0) { $0 + $1.stub.steps }
      }
    }

    var total: Int { episodes.values.reduce(0) { $0 + ($1.max() ?? 0) } }
    var totalSteps: Int { steps.values.reduce(0, +) }
  }

  private struct Answer {
    var what: String
    var contradiction: String?
  }

  /// Nil where the data cannot answer.
  private static func answer(_ claim: CardClaim, counts: Counts, rate: (hertz: Double, source: String)?, _ setting: Setting) -> Answer? {
    switch claim.kind {
    case .episodes:
      guard counts.isWhole, counts.total > 0 else { return nil }
      // A card may count all splits or one of them.
      let isTrue = Double(counts.total) == claim.value || counts.episodes.values.contains { $0.contains { Double($0) == claim.value } }
      let splits = counts.episodes.sorted { $0.key < $1.key }.map { "\($0.value.max() ?? 0) in \($0.key)" }.joined(separator: ", ")
      return Answer(what: "the number of episodes", contradiction: isTrue ? nil : "there are \(counts.total) episodes (\(splits))")
    case .split(let name):
      guard counts.isWhole, let found = counts.episodes[name] else { return nil }
      let isTrue = found.contains { Double($0) == claim.value }
      return Answer(
        what: "the episodes of \(name)", contradiction: isTrue ? nil : "there are \(found.max() ?? 0) episodes in \(name)")
    case .steps:
      guard counts.isWhole, counts.totalSteps > 0 else { return nil }
      let isTrue = Double(counts.totalSteps) == claim.value || counts.steps.values.contains { Double($0) == claim.value }
      return Answer(what: "the number of steps", contradiction: isTrue ? nil : "there are \(counts.totalSteps) steps")
    case .hertz:
      guard let rate else { return nil }
      let isTrue = (claim.value / rate.hertz - 1).magnitude <= rateTolerance
      return Answer(what: "the control rate", contradiction: isTrue ? nil : "\(rate.source) \(rate.hertz.short) Hz")
    case .cameras:
      let pictures = setting.schema.leaves.count { leaf in
        if case .image = leaf.content { return leaf.level == .step }
        if case .video = leaf.content { return true }
        return false
      }
      guard pictures > 0 else { return nil }
      // Fewer cameras than pictures are no contradiction: one camera may give colour and depth.
      let isTrue = claim.value <= Double(pictures)
      return Answer(
        what: "the number of cameras",
        contradiction: isTrue ? nil : "there \(pictures == 1 ? "is 1 picture" : "are \(pictures) pictures") a step")
    case .actionWidth:
      guard let action = setting.schema.leaves.first(where: { $0.level == .step && $0.path == "action" }), action.isNumeric,
        let width = action.width
      else { return nil }
      return Answer(
        what: "the size of an action", contradiction: Double(width) == claim.value ? nil : "an action has \(width) numbers")
    }
  }

  /// What the stamps show, else what is declared.
  private static func rate(_ context: MeasureContext) -> (hertz: Double, source: String)? {
    if let measured = ControlRate.measured(context) { return (measured, "the stamps show") }
    return context.setting.declarations.controlHz.map { ($0, "control_hz is declared as") }
  }
}
