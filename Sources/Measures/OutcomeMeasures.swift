import Episodes

/// How episodes came out: whether anything tells, whether what tells agrees, and how many succeed.
///
/// RLDS has no field for success. Voices are, in this order: features that are declared or called one (`success`, `episode_metadata/outcome`),
/// a folder `success` or `failure` in the path that the episode carries, and a sparse reward. is_terminal says that the environment ended
/// the episode, in success or failure, so it is no voice of its own: it is held against discount, and for or against a success.
public enum OutcomeMeasures: MeasureFamily {
  static let request = ProbeRequest("outcome")

  public static let probes: [ProbeDefinition] = [
    ProbeDefinition("outcome") { _, setting, plan in
      func column(_ name: String) -> Int? {
        guard let leaf = setting.schema.index(of: name), setting.schema.leaves[leaf].level == .step,
          setting.schema.leaves[leaf].width == 1
        else { return nil }
        return plan.numbers(name, in: setting)
      }
      let flags = OutcomeFlag.all(in: setting)
      let path = OriginMeasures.path(in: setting)
      return .probe(
        OutcomeProbe(
          flags: flags, columns: flags.map { plan.use(leaf: $0.leaf) }, isText: flags.map { setting.schema.leaves[$0.leaf].isText },
          path: path.flatMap { plan.text($0.path, in: setting) }, pathName: path?.path, reward: column("reward"),
          terminal: column("is_terminal"), discount: column("discount")))
    }
  ]

  public static let metrics: [Metric] = [
    metric("outcome.told", .share, "Share of episodes of which something tells whether they succeed.", told),
    metric("outcome.contradictions", .count, "Episodes of which one voice tells a success and another a failure.", contradictions),
    metric("outcome.success", .share, "Share of successes among the episodes whose outcome is told.", success),
    metric("outcome.terminal", .count, "Episodes whose last step is terminal.", terminal),
  ]

  private static func metric(
    _ name: String, _ unit: Unit, _ summary: String, _ measure: @escaping @Sendable (MeasureContext) throws(Absence) -> Measurement
  ) -> Metric {
    Metric(name, unit: unit, summary: summary, isPerEpisode: true, probes: { _ in [request] }, measure: measure)
  }

  /// The voices, and the scope's episodes that have steps.
  private static func open(_ context: MeasureContext) throws(Absence) -> (OutcomeVoices, [Int]) {
    let all = try OutcomeVoices.of(context)
    let episodes = context.episodes.filter { all.signs($0).hasSteps }
    guard !episodes.isEmpty else { throw Absence(.tooFew, "there are no episodes with steps") }
    return (all, episodes)
  }

  private static func terminalWords(_ all: OutcomeVoices) -> String {
    guard all.probe.terminal != nil else { return "is_terminal is not declared" }
    if all.terminal == 0 { return "is_terminal is set nowhere" }
    return "is_terminal is set at the end of \(all.terminal) of \(all.looked) episodes, which says that they ended and not how"
  }

  private static func told(_ context: MeasureContext) throws(Absence) -> Measurement {
    let (all, episodes) = try open(context)
    var voices: [String: Int] = [:]
    var untold: [Int] = []
    for episode in episodes {
      if let first = all.told(episode).first { voices[all.voices[first.voice].name, default: 0] += 1 } else { untold.append(episode) }
    }
    let by = all.voices.compactMap { voice in voices[voice.name].map { "\(voice.name) (\($0) episodes)" } }.joined(separator: ", ")
    let silent = all.silences + [terminalWords(all)]
    let share = Double(episodes.count - untold.count) / Double(episodes.count)
    // Where nothing tells at all it is told once, and not of every episode. Else each is told with the share of all.
    let isSilent = untold.count == episodes.count
    let samples = isSilent ? [] : untold.map { Sample(share, at: all.view.place($0), message: "nothing tells how it came out") }
    return Measurement(
      unit: .share, samples: samples, total: isSilent ? 1 : episodes.count, noun: isSilent ? "splits" : "episodes",
      facts: [
        "by": by.isEmpty ? "nothing" : by, "untold": String(untold.count), "episodes": String(episodes.count),
        "silent": silent.joined(separator: "; "),
      ], overall: .number(share))
  }

  // MARK: agreement

  private static func contradictions(_ context: MeasureContext) throws(Absence) -> Measurement {
    let (all, episodes) = try open(context)
    // Where both are in use, a discount of 0 and is_terminal say the same thing.
    let comparesEnds = all.terminal > 0 && all.endsInZeroDiscount > 0
    var samples: [Sample] = []
    var compared = 0
    var by: [String: Int] = [:]
    var opposite: [Set<Int>: Int] = [:]
    var both: [Set<Int>: Int] = [:]
    for episode in episodes {
      let told = all.told(episode)
      let signs = all.signs(episode)
      let canCompare = told.count > 1 || (comparesEnds && signs.terminal != .absent && signs.discount != .absent)
      guard canCompare else { continue }
      compared += 1
      var message: String?
      for (index, one) in told.enumerated() {
        for other in told.dropFirst(index + 1) {
          both[[one.voice, other.voice], default: 0] += 1
          guard one.told.contradicts(other.told) else { continue }
          opposite[[one.voice, other.voice], default: 0] += 1
          if message == nil {
            let names = (all.voices[one.voice].name, all.voices[other.voice].name)
            message = "\(names.0) tells \(one.told.words), \(names.1) tells \(other.told.words)"
            if signs.terminal == .never, one.told == .success || other.told == .success {
              message = message.map { "\($0), and is_terminal is not set" }
            }
            by["\(names.0) and \(names.1)", default: 0] += 1
          }
        }
      }
      if message == nil, comparesEnds, signs.terminal != .absent, signs.discount != .absent,
        (signs.terminal == .atEnd) != (signs.discount == .endsInZero)
      {
        message =
          signs.terminal == .atEnd
          ? "is_terminal is set at the last step and discount is not 0 there" : "discount is 0 at the last step and is_terminal is not set"
        by["is_terminal and discount", default: 0] += 1
      }
      if let message { samples.append(Sample(1, at: all.view.place(episode), message: message)) }
    }
    guard compared > 0 else {
      throw Absence(.missing, "no two things tell how an episode came out, so that they could agree")
    }
    try requireReading(all, opposite: opposite, both: both)
    return Measurement(
      unit: .count, samples: samples, total: compared,
      facts: ["between": by.isEmpty ? "none" : by.sorted { $0.key < $1.key }.map { "\($0.key) in \($0.value)" }.joined(separator: ", ")])
  }

  /// A flag that is known by its name alone and says the opposite of another voice in most episodes is likelier to be written the other
  /// way round than to be wrong in most episodes.
  private static func requireReading(_ all: OutcomeVoices, opposite: [Set<Int>: Int], both: [Set<Int>: Int]) throws(Absence) {
    for pair in both.keys.sorted(by: { $0.sorted().lexicographicallyPrecedes($1.sorted()) }) {
      guard let against = opposite[pair], let count = both[pair], against * 2 > count, let flag = pair.min(),
        flag < all.probe.flags.count, !all.probe.flags[flag].isDeclared
      else { continue }
      let other = all.voices[pair.max() ?? flag].name
      throw Absence(
        .undetermined,
        "\(all.voices[flag].name) says the opposite of \(other) in \(against) of \(count) episodes, so what its values mean is not known; "
          + "a role \"outcome\" in cupel.yaml declares that 1 is success")
    }
  }

  // MARK: mix

  private static func success(_ context: MeasureContext) throws(Absence) -> Measurement {
    let (all, episodes) = try open(context)
    var counts: [Told: Int] = [:]
    var others: [(episode: Int, outcome: Told)] = []
    for episode in episodes {
      guard let outcome = all.outcome(episode) else { continue }
      counts[outcome, default: 0] += 1
      if outcome != .success { others.append((episode, outcome)) }
    }
    let total = counts.values.reduce(0, +)
    guard total > 0 else {
      let reasons = (all.silences + [terminalWords(all)]).joined(separator: "; ")
      throw Absence(.missing, "nothing tells success from failure: \(reasons)")
    }
    let succeeded = counts[.success] ?? 0
    // A limit on the share names each that did not succeed.
    let share = Double(succeeded) / Double(total)
    return Measurement(
      unit: .share,
      samples: others.map { other in Sample(share, at: all.view.place(other.episode), message: "it is told to be \(other.outcome.words)") },
      total: total,
      facts: [
        "succeeded": String(succeeded), "failed": String(counts[.failure] ?? 0), "partial": String(counts[.partial] ?? 0),
        "told": String(total), "episodes": String(episodes.count),
        "interval": WilsonInterval(succeeded, of: total)?.text ?? "unknown",
      ], overall: .number(share))
  }

  private static func terminal(_ context: MeasureContext) throws(Absence) -> Measurement {
    let (all, episodes) = try open(context)
    guard all.probe.terminal != nil else { throw Absence(.missing, "is_terminal is not declared in steps") }
    var counts: [OutcomeSigns.Terminal: Int] = [:]
    for episode in episodes { counts[all.signs(episode).terminal, default: 0] += 1 }
    let looked = episodes.count - (counts[.absent] ?? 0)
    guard looked > 0 else { throw Absence(.tooFew, "no episode holds a readable is_terminal") }
    return Measurement(
      unit: .count, samples: [], total: 1, noun: "splits", facts: ["episodes": String(looked)],
      overall: .number(Double((counts[.atEnd] ?? 0) + (counts[.elsewhere] ?? 0))))
  }
}
