import Episodes

/// What is known under a name that a contract asks for: by which other names, and in which features.
enum ProvenanceVocabulary {
  private static let synonyms: [[String]] = [
    ["collector", "collected_by", "collectors", "operator", "operators", "operator_id", "teleoperator", "data_collector", "recorded_by"],
    ["hardware", "robot", "robots", "robot_type", "robot_model", "robot_name", "embodiment", "platform"],
    ["calibration", "camera_calibration", "calibrations"],
    ["annotation_protocol", "annotation", "annotations", "annotation_guidelines", "labelling_protocol", "labeling_protocol"],
    ["licence", "license", "licensing", "licenses", "licences"],
    ["consent", "participant_consent", "operator_consent", "consent_form"],
    ["control_hz", "control_rate", "control_frequency", "control_rate_hz", "fps"],
    ["location", "site", "lab", "laboratory", "building", "collected_at"],
    ["date", "collection_date", "collected_on", "recording_date", "recorded_on"],
    ["citation", "bibtex"],
    ["contact", "maintainer", "maintainers", "point_of_contact", "contact_person"],
    ["homepage", "url", "website", "project_page"],
  ]

  /// Every name for what the key asks for, itself first.
  static func names(_ key: String) -> [String] {
    let key = Provenance.key(key)
    return [key] + (synonyms.first { $0.contains(key) } ?? []).filter { $0 != key }
  }

  private static let placeholders: Set<String> = [
    "", "todo", "tbd", "unknown", "n/a", "na", "none", "null", "-", "?", "...", "more information needed", "to be announced", "fill in",
    "xxx",
  ]

  /// Whether a text answers anything.
  static func isAnswer(_ text: String) -> Bool {
    let bare = text.lowercased().filter { !"[]<>{}.".contains($0) }.trimmed
    return !placeholders.contains(bare) && !bare.hasPrefix("todo") && !bare.hasPrefix("// todo")
  }

  /// The feature beside the steps that answers.
  static func leaf(_ key: String, in setting: Setting) -> Int? {
    let names = names(key)
    return setting.schema.leaves.indices.first { index in
      let leaf = setting.schema.leaves[index]
      guard leaf.level == .episode, leaf.isText || leaf.isNumeric else { return false }
      return names.contains(Provenance.key(leaf.path.split(separator: "/").last ?? ""))
    }
  }
}

/// What answers a demand.
struct ProvenanceAnswer: Sendable, Hashable {
  /// Nil where it is not one value: a feature of each episode.
  var value: String?
  var source: String
}

/// Everything that a dataset says about where it comes from.
struct ProvenanceAnswers: Sendable {
  private let setting: Setting
  private let entries: [(document: String, entries: [CardText.Entry])]

  static func of(_ context: MeasureContext) -> ProvenanceAnswers {
    let setting = context.setting
    return context.observations.memo.value("provenance.answers") { ProvenanceAnswers(setting) }
  }

  init(_ setting: Setting) {
    self.setting = setting
    entries = setting.provenance.documents.map { ($0.name, CardText($0.text).entries) }
  }

  /// What the owner says in so many words: in cupel.yaml, in dataset_info.json, in a README or card.
  func stated(_ key: String) -> ProvenanceAnswer? {
    let names = ProvenanceVocabulary.names(key)
    for name in names {
      for statement in setting.provenance.statements
      where Provenance.key(statement.key) == name && ProvenanceVocabulary.isAnswer(statement.value) {
        return ProvenanceAnswer(value: statement.value, source: statement.source)
      }
    }
    for (document, entries) in entries {
      for entry in entries where names.contains(entry.key) && ProvenanceVocabulary.isAnswer(entry.value) {
        return ProvenanceAnswer(value: entry.value, source: document)
      }
    }
    return nil
  }

  /// The same, or what is declared and stored: the rate of a clock, matrices of cameras.
  func answer(_ key: String) -> ProvenanceAnswer? {
    if let stated = stated(key) { return stated }
    let names = ProvenanceVocabulary.names(key)
    if names.contains("control_hz") {
      if let rate = setting.declarations.controlHz { return ProvenanceAnswer(value: "\(rate.short) Hz", source: "control_hz") }
      if let clock = setting.roles["timestamp"]?.slices.first { return ProvenanceAnswer(value: nil, source: clock.path) }
    }
    if names.contains("calibration"), let leaf = CalibrationLeaf.all(in: setting).first {
      return ProvenanceAnswer(value: nil, source: setting.schema.leaves[leaf.leaf].path)
    }
    return nil
  }
}
