import Episodes

/// How instructions ask: with a verb first, for what, where to, in how many words, and whether for a task at all.
public enum RequestMeasures: MeasureFamily {
  public static let probes: [ProbeDefinition] = []

  public static let metrics: [Metric] = [
    metric(
      "language.sub-step", .count, "Instructions that are a motion of the robot and no task: move left, close the gripper.", subStep),
    metric("language.imperative", .share, "Share of English instructions that begin with a verb, at each that does not.", imperative),
    metric("language.specific", .share, "Share of English instructions that name a verb and an object, at each that does not.", specific),
    metric("language.words", .words, "Words of each episode's instruction.", words),
  ]

  private static func metric(
    _ name: String, _ unit: Unit, _ summary: String, _ measure: @escaping @Sendable (MeasureContext) throws(Absence) -> Measurement
  ) -> Metric {
    Metric(name, unit: unit, summary: summary, probes: { _ in [LanguageMeasures.request] }, measure: measure)
  }

  /// Fewer instructions than this make no share.
  static let fewest = 10

  /// The instructions of a scope, read, with how many of them are English.
  private struct Asked {
    let sentences: Sentences
    let counts: [Int]
    let english: Int
    let labelled: Int

    var wordings: Wordings { sentences.wordings }

    init(_ context: MeasureContext) throws(Absence) {
      let read = try Sentences.of(context.observations)
      let counts = try read.wordings.requiredCounts(context)
      sentences = read
      self.counts = counts
      labelled = read.read.indices.reduce(0) { $0 + (read.isOther[$1] ? 0 : counts[$1]) }
      english = read.read.indices.reduce(0) { $0 + (read.isOther[$1] || read.read[$1].foreign != nil ? 0 : counts[$1]) }
    }

    /// Half of the instructions can be read as English, or the rules of English say nothing here.
    func requireEnglish() throws(Absence) {
      guard 2 * english >= labelled else {
        throw Absence(
          .undetermined,
          "\(labelled - english) of \(labelled) instructions are not English enough to look for verbs and objects: \(reasons)")
      }
    }

    private var reasons: String {
      var found: [String: Int] = [:]
      for index in sentences.read.indices where !sentences.isOther[index] {
        switch sentences.read[index].foreign {
        case .script(let script): found["in \(script.rawValue) script", default: 0] += counts[index]
        case .unknownWords: found["with too few English words", default: 0] += counts[index]
        case nil: break
        }
      }
      return found.filter { $0.value > 0 }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.value) \($0.key)" }
        .joined(separator: ", ")
    }

    /// The share of English instructions for which something holds, told at each episode for which it does not.
    func share(_ context: MeasureContext, _ lacks: String, facts: [String: String] = [:], _ holds: (Sentence) -> Bool) throws(Absence)
      -> Measurement
    {
      try requireEnglish()
      guard english >= fewest else {
        throw Absence(.tooFew, "\(english) English instructions are too few for a share; \(fewest) are needed")
      }
      let isLacking = sentences.read.indices.map {
        !sentences.isOther[$0] && sentences.read[$0].foreign == nil && !holds(sentences.read[$0])
      }
      let lacking = isLacking.indices.reduce(0) { $0 + (isLacking[$1] ? counts[$1] : 0) }
      let share = Double(english - lacking) / Double(english)
      let wordings = wordings
      let samples = context.episodes.compactMap { episode -> Sample? in
        guard let text = wordings.index(of: episode), isLacking[text] else { return nil }
        return Sample(
          share, at: context.observations.place(episode, feature: wordings.path),
          message: "\(LanguageMeasures.shown(wordings.texts[text])) \(lacks)")
      }
      return Measurement(
        unit: .share, samples: samples, total: english,
        facts: ["path": wordings.path, "english": String(english), "labelled": String(labelled)].merging(facts) { $1 }
          .merging(wordings.quoted(counts) { isLacking[$0] }) { $1 },
        overall: .number(share))
    }
  }

  private static func imperative(_ context: MeasureContext) throws(Absence) -> Measurement {
    try Asked(context).share(context, "does not begin with a verb that asks for something") { $0.verb != nil }
  }

  private static func specific(_ context: MeasureContext) throws(Absence) -> Measurement {
    let asked = try Asked(context)
    func told(_ holds: (Sentence) -> Bool) -> String {
      let count = asked.sentences.read.indices.reduce(0) {
        $0 + (!asked.sentences.isOther[$1] && holds(asked.sentences.read[$1]) ? asked.counts[$1] : 0)
      }
      return Quantity(Double(count) / Double(max(asked.english, 1)), .share).text
    }
    let facts = ["verb": told { $0.verb != nil }, "object": told(\.namesObject), "place": told(\.namesPlace)]
    return try asked.share(context, "does not say what is done to what", facts: facts) { $0.verb != nil && $0.namesObject }
  }

  /// A robot that drives or walks may well be told to turn left; where there is a gripper, something is to be done with it.
  private static func subStep(_ context: MeasureContext) throws(Absence) -> Measurement {
    let hands = ["action.gripper", "gripper.state"]
    guard context.setting.roles.bindings.contains(where: { hands.contains(RoleMap.kind(of: $0.role) ?? "") }) else {
      throw Absence(.ruledOut, "no gripper is known: a robot that only drives may be told to turn left")
    }
    let asked = try Asked(context)
    try asked.requireEnglish()
    return try LanguageMeasures.judged(context) { index, _ in asked.sentences.read[index].isSubStep ? "is a motion and no task" : nil }
  }

  private static func words(_ context: MeasureContext) throws(Absence) -> Measurement {
    let asked = try Asked(context)
    let wordings = asked.wordings
    let samples = context.episodes.compactMap { episode -> Sample? in
      guard let text = wordings.index(of: episode) else { return nil }
      let count = asked.sentences.read[text].count
      return Sample(
        Double(count), at: context.observations.place(episode, feature: wordings.path),
        message: "\(count) \(count == 1 ? "word" : "words"): \(LanguageMeasures.shown(wordings.texts[text]))")
    }
    let counts = wordings.texts.indices.filter { asked.counts[$0] > 0 }.map { Double(asked.sentences.read[$0].count) }
    return Measurement(
      unit: .words, samples: samples, total: samples.count,
      facts: ["path": wordings.path, "median": Robust.median(counts).short, "distinct": String(counts.count)])
  }
}
