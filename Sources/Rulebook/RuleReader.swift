import Documents
import Episodes
import Measures
import Scanning

/// Reads rule files.
enum RuleReader {
  static let keys = [
    "id", "since", "confidence", "states", "found", "measured", "why", "fix", "formula", "needs", "when", "view", "scope", "metric", "per",
    "levels",
    "allow", "explained_by", "examples", "references",
  ]

  static func read(_ text: String, file: String) throws(DocumentError) -> Rule {
    let node = try YAML.parse(text, file: file)
    let map = try MapReader(node, file: file, what: "a rule", known: keys)
    let id = try map.text("id")
    let parts = id.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "-" } }) else {
      throw map.error("a rule's id is family/name in small letters, digits and hyphens, not \"\(id)\"", at: node["id"] ?? node)
    }
    guard let confidence = try map.choice("confidence", of: Confidence.self) else { throw missing("confidence", map) }
    let view = try map.choice("view", of: View.self) ?? .raw
    let metric = try metricUse(try map.required("metric"), view: view, map: map)
    var levels: [Level] = []
    let levelsNode = try map.required("levels")
    guard let list = levelsNode.list, !list.isEmpty else {
      throw map.error("\"levels\" must be a list of at least one level", at: levelsNode)
    }
    for item in list { levels.append(try level(item, map: map, metric: metric, view: view)) }
    let scope = try map.choice("scope", of: RuleScope.self) ?? .split
    if scope == .task {
      for use in [metric] + levels.compactMap(\.metric) where MeasureRegistry.metrics[use.name]?.isPerEpisode != true {
        throw map.error("\(use.name) is pooled over whole shards and cannot be judged task by task", at: map.optional("scope") ?? node)
      }
    }
    let examples = try map.optional("examples").map { (node) throws(DocumentError) in
      try MapReader(node, file: file, what: "examples", known: ["clean", "defect"])
    }
    return Rule(
      id: id, since: try map.text("since"), confidence: confidence, states: try map.text("states"), found: try map.text("found"),
      measured: try map.optionalText("measured"), why: try map.text("why"), fix: try map.text("fix"),
      formula: try map.optionalText("formula"), needs: try needs(map),
      when: try conditions(map), view: view,
      scope: scope, metric: metric, per: try map.optionalText("per"), levels: levels,
      allow: try allowance(map.optional("allow"), map: map) ?? .none, explainedBy: try map.texts("explained_by"),
      cleanExamples: try examples?.texts("clean") ?? [], defectExamples: try examples?.texts("defect") ?? [],
      references: try map.texts("references"), file: file)
  }

  private static func missing(_ key: String, _ map: MapReader) -> DocumentError {
    map.error("the key \"\(key)\" is missing", at: map.node)
  }

  private static func needs(_ map: MapReader) throws(DocumentError) -> [String] {
    let needs = try map.texts("needs")
    for role in needs.flatMap(Rule.options) where RoleMap.kind(of: role) == nil {
      throw map.error(
        "unknown role \"\(role)\"\(Suggestion.didYouMean(role, among: RoleMap.vocabulary))", at: map.optional("needs") ?? map.node)
    }
    return needs
  }

  private static func conditions(_ map: MapReader) throws(DocumentError) -> [Condition] {
    guard let node = map.optional("when") else { return [] }
    let when = try MapReader(node, file: map.file, what: "when", known: ConditionSubject.all)
    var conditions: [Condition] = []
    for subject in ConditionSubject.all {
      let values = try when.texts(subject)
      if !values.isEmpty { conditions.append(Condition(subject: subject, oneOf: values)) }
    }
    return conditions
  }

  /// `metric: name`, or `metric: {name: column.range, feature: action[0:3]}`. The rule's view is a parameter of every metric that has one.
  static func metricUse(_ node: Node, view: View, map: MapReader) throws(DocumentError) -> MetricUse {
    let names = MeasureRegistry.metrics.keys.sorted()
    var use: MetricUse
    if let name = node.scalarText {
      use = MetricUse(name)
    } else {
      guard let entries = node.map, let name = node["name"]?.scalarText else {
        throw map.error("\"metric\" must be a name, or a map with a name and parameters", at: node)
      }
      use = MetricUse(name)
      for entry in entries where entry.key != "name" {
        guard let text = entry.value.scalarText else { throw map.error("the parameter \"\(entry.key)\" must be text", at: entry.value) }
        use.parameters[entry.key] = text
      }
    }
    if view != .raw {
      guard MeasureRegistry.metrics[use.name]?.optionalParameters.contains(View.parameter) != false else {
        throw map.error("the metric \(use.name) looks at stored columns only: it has no view of the target's", at: node)
      }
      use.parameters[View.parameter] = view.rawValue
    }
    guard let metric = MeasureRegistry.metrics[use.name] else {
      throw map.error("unknown metric \"\(use.name)\"\(Suggestion.didYouMean(use.name, among: names))", at: node)
    }
    for parameter in metric.parameters where use.parameters[parameter] == nil {
      throw map.error("the metric \(use.name) needs the parameter \"\(parameter)\"", at: node)
    }
    for parameter in use.parameters.keys.sorted()
    where !metric.parameters.contains(parameter) && !metric.optionalParameters.contains(parameter) {
      throw map.error(
        "the metric \(use.name) has no parameter \"\(parameter)\"\(Suggestion.didYouMean(parameter, among: metric.parameters + metric.optionalParameters))",
        at: node)
    }
    return use
  }

  private static func level(_ node: Node, map: MapReader, metric: MetricUse, view: View) throws(DocumentError) -> Level {
    let level = try MapReader(node, file: map.file, what: "a level", known: ["severity", "require", "metric", "found", "allow"])
    guard let severity = try level.choice("severity", of: Severity.self) else { throw missing("severity", level) }
    let own = try level.optional("metric").map { (node) throws(DocumentError) in try metricUse(node, view: view, map: level) }
    let require = try level.required("require")
    let unit = MeasureRegistry.metrics[(own ?? metric).name]?.unit ?? .one
    return Level(
      severity: severity, requirement: try requirement(require, file: map.file, unit: unit),
      setIn: "\(map.file):\(require.mark.line)", metric: own, found: try level.optionalText("found"),
      allow: try allowance(level.optional("allow"), map: level))
  }

  /// `{at_most: 1 mm}`, checked against the unit of the metric it limits.
  static func requirement(_ node: Node, file: String, unit: Unit) throws(DocumentError) -> Requirement {
    let map = try MapReader(node, file: file, what: "require", known: Requirement.words)
    guard let entries = node.map, entries.count == 1, let entry = entries.first else {
      throw map.error("\"require\" holds exactly one of \(Requirement.words.joined(separator: ", "))", at: node)
    }
    if entry.key == "matches" {
      guard let pattern = entry.value.scalarText, (try? Regex(pattern)) != nil else {
        throw map.error("\"matches\" takes a regular expression", at: entry.value)
      }
      return .matches(pattern)
    }
    func terms(_ node: Node) throws(DocumentError) -> [Term] {
      guard let list = node.list else { return [try term(node, map: map, unit: unit)] }
      var terms: [Term] = []
      for item in list { terms.append(try term(item, map: map, unit: unit)) }
      return terms
    }
    let found = try terms(entry.value)
    func one() throws(DocumentError) -> Term {
      guard found.count == 1, let term = found.first else { throw map.error("\(entry.key) takes one limit", at: entry.value) }
      return term
    }
    switch entry.key {
    case "at_most": return .atMost(try one())
    case "at_least": return .atLeast(try one())
    case "equals": return .equals(try one())
    case "one_of": return .oneOf(found)
    default:
      guard found.count == 2 else { throw map.error("between takes two limits: [low, high]", at: entry.value) }
      return .between(found[0], found[1])
    }
  }

  private static func term(_ node: Node, map: MapReader, unit: Unit) throws(DocumentError) -> Term {
    guard let text = node.scalarText else { throw map.error("a limit is a number with its unit, a name, or a {reference}", at: node) }
    if let open = text.firstIndex(of: "{") {
      guard text.last == "}" else { throw map.error("a reference ends with }", at: node) }
      let name = String(text[text.index(after: open)...].dropLast())
      let before = text[..<open].filter { $0 != " " }
      var factor = 1.0
      if !before.isEmpty {
        guard before.last == "x", let number = Double(before.dropLast()) else {
          throw map.error("in front of a reference stands a factor: 0.5 x {\(name)}", at: node)
        }
        factor = number
      }
      guard References.knows(name) else {
        throw map.error("unknown reference {\(name)}\(Suggestion.didYouMean(name, among: References.names))", at: node)
      }
      return .reference(factor: factor, name: name)
    }
    if unit == .name { return .name(text) }
    guard let quantity = Quantity(text) else {
      throw map.error("\"\(text)\" is not a number with a unit that Cupel knows", at: node)
    }
    guard quantity.unit == unit || quantity.unit == .one || (quantity.unit == .share && unit == .ratio) else {
      throw map.error("the metric is measured in \(unit == .one ? "plain numbers" : unit.rawValue), the limit \"\(text)\" is not", at: node)
    }
    return .quantity(Quantity(quantity.value, unit))
  }

  /// `0% of episodes`, `2%`, `3 episodes`, `1`.
  static func allowance(_ node: Node?, map: MapReader) throws(DocumentError) -> Allowance? {
    guard let node else { return nil }
    guard let text = node.scalarText, let quantity = Quantity(text), quantity.value >= 0 else {
      throw map.error("\"allow\" is a share or a count: 2% of episodes, 3 episodes", at: node)
    }
    if quantity.unit == .share { return Allowance(share: quantity.value, count: nil) }
    return Allowance(share: nil, count: Int(quantity.value.rounded()))
  }
}
