import Episodes
import Measures
import Scanning

/// A metric as a rule names it, with the parameters it gives.
public struct MetricUse: Sendable, Hashable {
  public var name: String
  public var parameters: [String: String]

  public init(_ name: String, _ parameters: [String: String] = [:]) {
    self.name = name
    self.parameters = parameters
  }
}

/// One number or name that a limit is made of, before it is known for a dataset.
public enum Term: Sendable, Hashable {
  case quantity(Quantity)
  case name(String)
  /// `0.5 x {motion.median}`: a factor and what it multiplies.
  case reference(factor: Double, name: String)
}

/// What must hold of a value. Comparators are words; there is no expression language.
public enum Requirement: Sendable, Hashable {
  case atMost(Term)
  case atLeast(Term)
  case between(Term, Term)
  case equals(Term)
  case oneOf([Term])
  /// A pattern in the syntax of Swift's Regex, matched against the whole name.
  case matches(String)

  public static let words = ["at_most", "at_least", "between", "equals", "one_of", "matches"]

  var terms: [Term] {
    switch self {
    case .atMost(let term), .atLeast(let term), .equals(let term): [term]
    case .between(let low, let high): [low, high]
    case .oneOf(let terms): terms
    case .matches: []
    }
  }
}

/// How many may break a requirement before the level counts as broken.
public struct Allowance: Sendable, Hashable {
  public var share: Double?
  public var count: Int?

  public static let none = Allowance(share: nil, count: 0)

  func permits(_ broken: Int, of total: Int) -> Bool {
    if let count { return broken <= count }
    return Double(broken) <= (share ?? 0) * Double(total)
  }
}

/// One line of a rule's severity ladder; the first that is broken decides.
public struct Level: Sendable, Hashable {
  public var severity: Severity
  public var requirement: Requirement
  /// Where this requirement was written.
  public var setIn: String
  /// Another metric than the rule's, for this level alone.
  public var metric: MetricUse?
  /// Another wording than the rule's.
  public var found: String?
  public var allow: Allowance?
}

/// A condition of `when:`: a measured or declared name must be one of these.
public struct Condition: Sendable, Hashable {
  public var subject: String
  public var oneOf: [String]
}

public enum RuleScope: String, Sendable, Hashable, CaseIterable {
  case dataset, split, task
}

/// A rule: data, not code.
public struct Rule: Sendable, Hashable {
  public var id: String
  public var since: String
  public var confidence: Confidence
  public var states: String
  public var found: String
  public var measured: String?
  public var why: String
  public var fix: String
  /// What is computed, in plain text with its symbols explained; nil where the statement says it all.
  public var formula: String?
  public var needs: [String]
  public var when: [Condition]
  public var view: View
  public var scope: RuleScope
  public var metric: MetricUse
  public var per: String?
  public var levels: [Level]
  public var allow: Allowance
  public var explainedBy: [String]
  public var cleanExamples: [String]
  public var defectExamples: [String]
  public var references: [String]
  /// The file it was read from, as it is named in messages.
  public var file: String

  public var family: String { String(id.prefix { $0 != "/" }) }
  /// The most that a break of this rule can weigh.
  public var severity: Severity { levels.map(\.severity).max() ?? .info }

  /// The roles of which a need asks for any one: "pose.position or joints".
  static func options(_ need: String) -> [String] {
    var options = [""]
    for word in need.split(separator: " ") { if word == "or" { options.append("") } else { options[options.count - 1] += word } }
    return options
  }

  /// Metrics that hold the data against what the target's loader needs or does, whatever the rule's limits say.
  private static let targetMetrics: Set<String> = [
    "schema.required-fields", "split.validation", "episode.lost-steps", "time.control-rate", "language.cut-alike", "image.enlarged",
  ]

  /// Whether what it finds rests on facts of the target, and so is at most a warning where those come from a paper alone.
  var restsOnTarget: Bool {
    if view == .target || family == "loader" || Self.targetMetrics.contains(metric.name) { return true }
    return levels.contains { level in
      level.requirement.terms.contains { if case .reference(_, let name) = $0 { name.hasPrefix("target.") } else { false } }
    }
  }

  /// Whether any of its metrics looks at records.
  var readsRecords: Bool {
    ([metric] + levels.compactMap(\.metric)).contains { MeasureRegistry.metrics[$0.name]?.needsNoRecords != true }
  }

  /// Every metric the rule may ask for: its own, its levels', those that limits refer to, and those of its conditions.
  var wishes: [Wish] {
    var uses = [metric] + levels.compactMap(\.metric)
    for level in levels {
      for case .reference(_, let name) in level.requirement.terms where MeasureRegistry.metrics[name] != nil {
        uses.append(MetricUse(name, metric.parameters))
      }
    }
    for condition in when {
      if let name = ConditionSubject.metric(condition.subject) { uses.append(MetricUse(name)) }
    }
    // Whoever asks how each task is worded asks for the task of every episode.
    if scope == .task { uses.append(MetricUse("language.phrasings")) }
    return uses.map { Wish(metric: $0.name, parameters: $0.parameters) }
  }
}

/// What `when:` may ask about.
enum ConditionSubject {
  static let all = ["labels", "target"]

  /// The metric whose overall value answers; nil for subjects that are settled without measuring.
  static func metric(_ subject: String) -> String? { subject == "labels" ? "labels.kind" : nil }
}
