import Episodes

/// Where the data come from: what a contract demands to be told, and what the owner declares of things that no data can show.
public enum ProvenanceMeasures: MeasureFamily {
  static let request = ProbeRequest("provenance")

  public static let probes: [ProbeDefinition] = [
    ProbeDefinition("provenance") { _, setting, plan in
      let demands = setting.provenance.demands
      guard !demands.isEmpty else { return .cannot(noContract) }
      let leaves = demands.map { ProvenanceVocabulary.leaf($0.key, in: setting) }
      return .probe(
        ProvenanceProbe(
          columns: leaves.map { $0.map { plan.use(leaf: $0) } }, paths: leaves.map { $0.map { setting.schema.leaves[$0].path } },
          isText: leaves.map { $0.map { setting.schema.leaves[$0].isText } ?? false }))
    }
  ]

  private static let noContract = Absence(
    .ruledOut, "no contract asks where the data come from: a cupel.yaml of yours may, under provenance")

  public static let metrics: [Metric] = [
    Metric(
      "provenance.unanswered", unit: .count, summary: "What the contract asks the delivery to say, and nothing says.",
      probes: { _ in [request] }, measure: unanswered),
    stated("provenance.share", .share, "A share that the owner declares under a key: reviewer_agreement: 93%."),
    stated("provenance.length", .metre, "A length that the owner declares under a key: calibration_drift: 1.5 mm."),
    stated("provenance.number", .count, "A number that the owner declares under a key: objects: 34."),
  ]

  /// Where an answer would be looked for.
  static func places(_ key: String) -> String {
    "a feature \(key) beside the steps, \(key): under provenance in the cupel.yaml beside the data, or a line \(key): in its README"
  }

  private static func unanswered(_ context: MeasureContext) throws(Absence) -> Measurement {
    let demands = context.setting.provenance.demands
    guard !demands.isEmpty else { throw noContract }
    let view = try context.view(request)
    guard let probe = view.probe as? ProvenanceProbe else { throw Absence(.missing, "the probe is of another kind") }
    let answers = ProvenanceAnswers.of(context)
    let field = view.field("blank")
    var samples: [Sample] = []
    var told: [String] = []
    for (index, demand) in demands.enumerated() {
      let blank = view.episodes.filter { view.count($0, field) >> index & 1 == 1 }
      let feature = probe.paths[index].flatMap { view.episodes.isEmpty || blank.count == view.episodes.count ? nil : $0 }
      if let answer = answers.answer(demand.key) {
        if let objection = objection(answer, demand) {
          samples.append(Sample(1, at: Place(feature: demand.key), message: objection))
        } else {
          told.append("\(demand.key) in \(answer.source)")
        }
      } else if let feature {
        if blank.isEmpty {
          told.append("\(demand.key) in \(feature)")
        } else {
          samples.append(
            Sample(
              1, at: Place(feature: feature),
              message: "\(demand.key) is in \(feature), which is blank in \(blank.count) of \(view.episodes.count) episodes"))
        }
      } else {
        samples.append(
          Sample(1, at: Place(feature: demand.key), message: "nothing says \(demand.key) (looked for \(places(demand.key)))"))
      }
    }
    let missing = samples.compactMap(\.place.feature).joined(separator: ", ")
    return Measurement(
      unit: .count, samples: samples, total: demands.count, noun: "demands",
      facts: [
        "missing": missing.isEmpty ? "nothing" : missing, "told": told.isEmpty ? "nothing" : told.joined(separator: ", "),
      ])
  }

  private static func objection(_ answer: ProvenanceAnswer, _ demand: Provenance.Demand) -> String? {
    guard !demand.allowed.isEmpty, let value = answer.value else { return nil }
    let folded = Provenance.key(value)
    if demand.allowed.contains(where: { Provenance.key($0) == folded }) { return nil }
    return
      "\(demand.key) is \(LanguageMeasures.shown(value)) by \(answer.source); the contract asks for \(demand.allowed.joined(separator: " or "))"
  }

  // MARK: what no data can show

  /// The owner's word on a quantity, as the owner's word.
  private static func stated(_ name: String, _ unit: Unit, _ summary: String) -> Metric {
    Metric(
      name, unit: unit, summary: summary, parameters: ["key"], needsNoRecords: true, probes: { _ in [] },
      measure: { (context) throws(Absence) in
        let key = context.parameters["key"] ?? ""
        guard let answer = ProvenanceAnswers.of(context).stated(key), let value = answer.value else {
          throw Absence(.missing, "no data can show it and nothing declares it: \(key): under provenance in the cupel.yaml beside the data")
        }
        let quantity = Quantity(value)
        guard let quantity, quantity.unit == unit || (quantity.unit == .one && unit == .count), quantity.value.isFinite else {
          throw Absence(
            .undetermined, "\(key) is \(LanguageMeasures.shown(value)) by \(answer.source), which is no \(example(unit))")
        }
        return Measurement(
          unit: unit, samples: [], total: 1, noun: "declarations",
          facts: ["source": answer.source, "value": Quantity(quantity.value, unit).text], overall: .number(quantity.value))
      })
  }

  private static func example(_ unit: Unit) -> String {
    switch unit {
    case .share: "share (93%)"
    case .metre: "length (1.5 mm)"
    default: "number (34)"
    }
  }
}

/// Row: one bit a demand, set where the feature that answers it is there and blank.
struct ProvenanceProbe: Probe {
  /// The column that answers each demand; nil where no feature does.
  var columns: [Int?]
  var paths: [String?]
  var isText: [Bool]

  /// Bits of a row.
  static let most = 62

  var fields: [Field] { [Field("blank", .count)] }

  func observe(_ episode: borrowing Episode, row: inout RowWriter, sums: inout Sums) {
    var blank = 0
    for (index, column) in columns.prefix(Self.most).enumerated() {
      guard let column else { continue }
      let isThere = episode.columns[column].isPresent && episode.columns[column].rows > 0
      let isAnswered = isThere && (!isText[index] || !episode.columns[column].payload(0).allSatisfy { $0 <= 0x20 })
      if !isAnswered { blank |= 1 << index }
    }
    row.count(blank)
  }
}
