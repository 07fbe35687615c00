import Episodes

/// How much the distinct instructions of a dataset differ from each other: templates, repetition, and what differs in its letters alone.
public enum VarietyMeasures: MeasureFamily {
  public static let probes: [ProbeDefinition] = []

  public static let metrics: [Metric] = [
    metric(
      "language.template", .share, "Share of the distinct instructions that one pattern explains, filled with other words each time.",
      template),
    metric(
      "language.self-bleu", .one, "Self-BLEU-4 of the distinct instructions: 1 where each is made of pieces of the others.", selfLikeness),
    metric(
      "language.variants", .count, "Further ways to write one instruction that differ in case, spaces or a final period only.", variants),
  ]

  private static func metric(
    _ name: String, _ unit: Unit, _ summary: String, _ measure: @escaping @Sendable (MeasureContext) throws(Absence) -> Measurement
  ) -> Metric {
    Metric(name, unit: unit, summary: summary, probes: { _ in [LanguageMeasures.request] }, measure: measure)
  }

  /// The distinct instructions of a scope, folded, with how many episodes carry each, in the order of their letters.
  private static func folded(_ context: MeasureContext) throws(Absence) -> (path: String, texts: [String], counts: [Int]) {
    let wordings = try Wordings.of(context.observations)
    let counts = try wordings.requiredCounts(context)
    var folded: [String: Int] = [:]
    for (text, count) in zip(wordings.folded, counts) where count > 0 { folded[text, default: 0] += count }
    let texts = folded.keys.sorted()
    return (wordings.path, texts, texts.map { folded[$0] ?? 0 })
  }

  // MARK: template

  private static func template(_ context: MeasureContext) throws(Absence) -> Measurement {
    let (path, texts, counts) = try folded(context)
    guard texts.count >= Template.fewestTexts else {
      throw Absence(
        .tooFew,
        "\(texts.count) distinct \(texts.count == 1 ? "instruction is" : "instructions are") too few to tell a template; \(Template.fewestTexts) are needed"
      )
    }
    let lists = context.setting.words
    let small = lists.phrases(.articles).union(lists.phrases(.prepositions)).union(lists.phrases(.pronouns))
    var facts = ["path": path, "distinct": String(texts.count), "episodes": String(counts.reduce(0, +))]
    guard let found = Template(of: texts, smallWords: small) else {
      return Measurement(unit: .share, samples: [], total: texts.count, noun: "distinct instructions", facts: facts, overall: .number(0))
    }
    let share = Double(found.texts.count) / Double(texts.count)
    let said = Dictionary(uniqueKeysWithValues: found.texts.map { (texts[$0], counts[$0]) })
    facts["pattern"] = LanguageMeasures.shown(found.pattern)
    facts["explained"] = String(found.texts.count)
    facts["explained.episodes"] = String(said.values.reduce(0, +))
    facts["quoted"] = Quoted.texts(said)
    let told =
      "\(facts["pattern"] ?? "") explains \(found.texts.count) of \(texts.count) distinct instructions (\(facts["explained.episodes"] ?? "") of \(facts["episodes"] ?? "") episodes): \(facts["quoted"] ?? "")"
    return Measurement(
      unit: .share, samples: [Sample(share, at: Place(feature: path), message: told)], total: texts.count, noun: "distinct instructions",
      facts: facts, overall: .number(share))
  }

  // MARK: repetition

  /// Of more distinct instructions than this, as many are looked at: those whose digest is smallest, the same every time.
  static let mostCompared = 1_000
  static let fewestCompared = 10

  private static func selfLikeness(_ context: MeasureContext) throws(Absence) -> Measurement {
    let (path, texts, _) = try folded(context)
    guard texts.count >= fewestCompared else {
      throw Absence(
        .tooFew,
        "\(texts.count) distinct \(texts.count == 1 ? "instruction is" : "instructions are") too few to compare; \(fewestCompared) are needed"
      )
    }
    let chosen = sample(texts)
    guard let likeness = SelfLikeness(chosen.map { Sentence.Words($0).texts }) else {
      throw Absence(.tooFew, "the distinct instructions hold no words to compare")
    }
    let sampled = chosen.count < texts.count ? ", a sample of \(chosen.count) of them" : ""
    return Measurement(
      unit: .one, samples: [], total: texts.count, noun: "distinct instructions",
      facts: [
        "path": path, "distinct": String(texts.count), "sampled": sampled, "distinct-2": likeness.distinctPairs.formatted(significant: 3),
        "self-bleu": likeness.selfBLEU.formatted(significant: 3),
      ], overall: .number(likeness.selfBLEU))
  }

  static func sample(_ texts: [String]) -> [String] {
    guard texts.count > mostCompared else { return texts }
    let digests = texts.map { StableHash.bytes($0.utf8) }
    let chosen = texts.indices.sorted { (digests[$0], texts[$0]) < (digests[$1], texts[$1]) }.prefix(mostCompared)
    return chosen.sorted().map { texts[$0] }
  }

  // MARK: letters

  private static func variants(_ context: MeasureContext) throws(Absence) -> Measurement {
    let wordings = try Wordings.of(context.observations)
    let counts = try wordings.requiredCounts(context)
    var groups: [String: [String: Int]] = [:]
    for index in wordings.texts.indices where counts[index] > 0 {
      groups[wordings.folded[index], default: [:]][wordings.texts[index], default: 0] += counts[index]
    }
    let several = groups.filter { $0.value.count > 1 }
    let order = several.keys.sorted { a, b in
      let (left, right) = (several[a]?.count ?? 0, several[b]?.count ?? 0)
      return left == right ? a < b : left > right
    }
    let samples = order.map { key -> Sample in
      let said = several[key] ?? [:]
      return Sample(Double(said.count - 1), at: Place(feature: wordings.path), message: Quoted.texts(said))
    }
    return Measurement(
      unit: .count, samples: samples, total: groups.count, noun: "distinct instructions",
      facts: ["path": wordings.path, "raw": String(counts.count { $0 > 0 })], overall: samples.isEmpty ? .number(0) : nil)
  }
}
