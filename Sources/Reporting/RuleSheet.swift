import Rulebook

/// A rule as outputs tell it that describe rules apart from results: what it holds, why, and what to do.
struct RuleSheet {
  var id: String
  /// The most that a break of it can weigh.
  var severity: Severity
  var confidence: Confidence
  var states: String
  var why: String
  var fix: String
  /// What is computed; empty where the statement says it all.
  var formula: String
  /// `error: at most 1 mm (Rules/action/reconstruction-position.yaml)`, one a level.
  var limits: [String]
  var references: [String]

  init(_ rule: Rule) {
    (id, severity, confidence, why, fix, references) = (rule.id, rule.severity, rule.confidence, rule.why, rule.fix, rule.references)
    states = Explain.stated(rule)
    formula = rule.formula ?? ""
    limits = rule.levels.map { "\($0.severity.rawValue): \(Explain.describe($0.requirement)) (\($0.setIn))" }
  }

  /// From a result, where the rule itself is not at hand.
  init(_ result: RuleResult) {
    (id, severity, confidence, states) = (result.id, result.severity, result.confidence, result.states)
    (why, fix, references) = (result.why, result.fix, result.references)
    formula = result.formula
    limits = result.limit.map { ["\(result.severity.rawValue): \(Wording.limit($0))"] } ?? []
  }

  /// One for each rule of a run that has a result, in the order of the results.
  static func all(_ run: Run) -> [RuleSheet] {
    let definitions = Dictionary(run.definitions.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var seen: Set<String> = []
    return run.rules.filter { seen.insert($0.id).inserted }.map { result in
      definitions[result.id].map { RuleSheet($0) } ?? RuleSheet(result)
    }
  }

  var family: String { String(id.prefix { $0 != "/" }) }
}
