import Documents
import Episodes

/// Which rules are in force, how bad they are, and which are required to look.
public struct Pack: Sendable, Hashable {
  public var name: String
  public var summary: String
  /// Patterns over rule ids: an id, `family/*`, or `*`; with `!` in front, what they leave out.
  public var rules: [String]
  public var required: [String]
  /// Rules whose levels all weigh this much in this pack.
  public var severities: [String: Severity]
  /// Heuristic rules that may gate.
  public var gateHeuristics: [String]
  public var limits: [LimitOverride]
  /// How many episodes are looked at unless the command line says otherwise; nil is all of them.
  public var episodes: SampleSize?
  /// Whether nothing may be taken for known: what is accepted is accepted as it is.
  public var refusesBaselines = false

  static func matches(_ id: String, _ patterns: [String]) -> Bool {
    func isMeant(_ pattern: some StringProtocol) -> Bool {
      pattern == "*" || pattern == id || (pattern.hasSuffix("/*") && id.hasPrefix(pattern.dropLast()))
    }
    return patterns.contains { isMeant($0) } && !patterns.contains { $0.hasPrefix("!") && isMeant($0.dropFirst()) }
  }

  /// Where a pattern stands that no rule answers to is an error: a misspelt requirement would never be missed.
  static func check(_ patterns: [String], ids: [String], map: MapReader, key: String) throws(DocumentError) {
    for pattern in patterns where !ids.contains(where: { matches($0, [String(pattern.trimmingPrefix("!"))]) }) {
      throw map.error("no rule \"\(pattern)\"\(Suggestion.didYouMean(pattern, among: ids))", at: map.optional(key) ?? map.node)
    }
  }

  static func read(_ text: String, file: String, rules: [String: Rule]) throws(DocumentError) -> Pack {
    let ids = rules.keys.sorted()
    let map = try MapReader(
      try YAML.parse(text, file: file), file: file, what: "a pack",
      known: ["name", "summary", "rules", "required", "severities", "gate_heuristics", "limits", "episodes", "baselines"])
    let patterns = try map.texts("rules")
    let required = try map.texts("required")
    let heuristics = try map.texts("gate_heuristics")
    try check(patterns, ids: ids, map: map, key: "rules")
    try check(required, ids: ids, map: map, key: "required")
    try check(heuristics, ids: ids, map: map, key: "gate_heuristics")
    var severities: [String: Severity] = [:]
    if let node = map.optional("severities") {
      let inner = try MapReader(node, file: file, what: "severities", known: ids)
      for id in ids { if let severity = try inner.choice(id, of: Severity.self) { severities[id] = severity } }
    }
    return Pack(
      name: try map.text("name"), summary: try map.text("summary"), rules: patterns.isEmpty ? ["*"] : patterns, required: required,
      severities: severities, gateHeuristics: heuristics, limits: try LimitOverride.read(map.optional("limits"), file: file, rules: rules),
      episodes: try episodes(map), refusesBaselines: try map.choice("baselines", of: Baselines.self) == .refused)
  }

  private enum Baselines: String, CaseIterable {
    case allowed, refused
  }

  private static func episodes(_ map: MapReader) throws(DocumentError) -> SampleSize? {
    guard let text = try map.optionalText("episodes") else { return nil }
    guard let size = SampleSize(text) else {
      throw map.error("\"episodes\" is a number above 0, or a share: 200, 5%", at: map.node["episodes"] ?? map.node)
    }
    return size
  }
}

/// A limit that a pack or the user's cupel.yaml puts in place of the one in a rule's file.
public struct LimitOverride: Sendable, Hashable {
  public var rule: String
  /// The level it replaces; nil is the first.
  public var severity: Severity?
  public var requirement: Requirement
  public var setIn: String

  /// `limits: {action/outliers: {at_most: 30 sigma}}`, or by level: `{episode/length: {warning: {at_least: 8 steps}}}`.
  static func read(_ node: Node?, file: String, rules: [String: Rule]) throws(DocumentError) -> [LimitOverride] {
    guard let node else { return [] }
    _ = try MapReader(node, file: file, what: "limits", known: rules.keys.sorted())
    var overrides: [LimitOverride] = []
    for entry in node.map ?? [] {
      guard let rule = rules[entry.key] else { continue }
      let isByLevel = entry.value.map?.allSatisfy { Severity(rawValue: $0.key) != nil } ?? false
      let parts: [(Severity?, Node)] =
        isByLevel ? (entry.value.map ?? []).map { (Severity(rawValue: $0.key), $0.value) } : [(nil, entry.value)]
      for (severity, require) in parts {
        guard let level = rule.levels.first(where: { severity == nil || $0.severity == severity }) else {
          throw DocumentError(file: file, mark: require.mark, message: "\(rule.id) has no level of severity \(severity?.rawValue ?? "")")
        }
        let unit = MeasureUnits.unit(of: level.metric ?? rule.metric)
        overrides.append(
          LimitOverride(
            rule: rule.id, severity: severity, requirement: try RuleReader.requirement(require, file: file, unit: unit),
            setIn: "\(file):\(require.mark.line)"))
      }
    }
    return overrides
  }

  func apply(to rule: inout Rule) {
    guard let index = rule.levels.firstIndex(where: { severity == nil || $0.severity == severity }) else { return }
    rule.levels[index].requirement = requirement
    rule.levels[index].setIn = setIn
  }
}
