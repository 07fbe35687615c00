import Episodes
import Measures

public enum Severity: String, Sendable, Hashable, Comparable, CaseIterable {
  case info, warning, error

  public static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }
  private var rank: Int { self == .info ? 0 : self == .warning ? 1 : 2 }
}

/// How sure a rule is of itself.
public enum Confidence: String, Sendable, Hashable, CaseIterable {
  /// Arithmetic.
  case certain
  /// Fewer than one false alarm in a thousand clean datasets, measured.
  case strong
  /// Never gates unless a pack says so.
  case heuristic
}

public enum Outcome: String, Sendable, Hashable, CaseIterable {
  case pass, fail, error
  case notApplicable = "not-applicable"
  case waived
}

public enum Verdict: String, Sendable, Hashable, CaseIterable {
  case accept, incomplete, reject

  public var exitStatus: Int32 {
    switch self {
    case .accept: 0
    case .reject: 1
    case .incomplete: 3
    }
  }
}

/// A limit as it was applied, and where it was written.
public struct Limit: Sendable, Hashable {
  /// `at_most`, `at_least`, `between`, `equals`, `one_of`, `matches`.
  public var comparator: String
  /// Present where the limit is one number.
  public var quantity: Quantity?
  /// As people read it: "at most 1 mm".
  public var text: String
  /// `Rules/action/reconstruction-position.yaml`, a pack, or the user's `cupel.yaml` with its line.
  public var setIn: String

  public init(comparator: String, quantity: Quantity?, text: String, setIn: String) {
    self.comparator = comparator
    self.quantity = quantity
    self.text = text
    self.setIn = setIn
  }
}

/// One place at which a rule was broken.
public struct Finding: Sendable, Hashable {
  public var split: String?
  /// Counted from 0 within the split.
  public var episode: Int?
  /// File name of the shard.
  public var shard: String?
  public var record: Int?
  /// A path that the data itself carries (`episode_metadata/file_path`).
  public var path: String?
  public var steps: ClosedRange<Int>?
  public var feature: String?
  public var observed: Value?
  public var unit: Unit
  public var message: String

  public init(
    split: String? = nil, episode: Int? = nil, shard: String? = nil, record: Int? = nil, path: String? = nil,
    steps: ClosedRange<Int>? = nil, feature: String? = nil, observed: Value? = nil, unit: Unit = .one, message: String
  ) {
    self.split = split
    self.episode = episode
    self.shard = shard
    self.record = record
    self.path = path
    self.steps = steps
    self.feature = feature
    self.observed = observed
    self.unit = unit
    self.message = message
  }
}

/// Findings that stand beside a failure without counting.
public struct SetAside: Sendable, Hashable {
  public enum Authority: String, Sendable, Hashable, CaseIterable {
    case waiver, baseline
  }

  public var by: Authority
  public var reason: String
  public var findings: [Finding]

  public init(by: Authority, reason: String, findings: [Finding]) {
    self.by = by
    self.reason = reason
    self.findings = findings
  }
}

/// One rule held against one scope.
public struct RuleResult: Sendable, Hashable {
  public var id: String
  /// The level that was broken, or the rule's first level when none was.
  public var severity: Severity
  public var confidence: Confidence
  public var outcome: Outcome
  /// Whether a failure at this severity rejects the dataset.
  public var isGating: Bool
  public var isRequired: Bool
  public var scope: String
  public var view: String
  /// What the rule holds true, with the limit filled in.
  public var states: String
  /// What was found, in one sentence; empty unless the rule failed (or what was measured, where it passed with a value to tell).
  public var found: String
  public var why: String
  public var fix: String
  /// What is computed, in plain text with its symbols explained; empty where the statement says it all.
  public var formula: String
  public var references: [String]
  public var observed: Value?
  public var unit: Unit
  /// How far the one value that stands for the whole scope lies beyond the limit, in its unit; nil where episodes were found.
  public var excess: Double?
  public var limit: Limit?
  /// Why there is no verdict: not-applicable, error, waived.
  public var reason: String?
  /// Who took a failure on, where the outcome is waived: a person, or a baseline that knew it.
  public var setAsideBy: SetAside.Authority?
  /// Findings that do not count although the rule failed by others.
  public var setAside: [SetAside]
  /// The rule of which this failure is a consequence.
  public var explainedBy: String?
  /// How many broke the rule, of how many that were looked at.
  public var count: Int
  public var total: Int
  public var noun: String
  /// Where the share of episodes that break the rule lies among all, where only a sample was looked at.
  public var interval: WilsonInterval?
  /// All of them; renderers cap what they show.
  public var findings: [Finding]

  public init(id: String, severity: Severity, confidence: Confidence, outcome: Outcome, scope: String) {
    self.id = id
    self.severity = severity
    self.confidence = confidence
    self.outcome = outcome
    self.isGating = false
    self.isRequired = false
    self.scope = scope
    self.view = "raw"
    self.states = ""
    self.found = ""
    self.why = ""
    self.fix = ""
    self.formula = ""
    self.references = []
    self.unit = .one
    self.count = 0
    self.total = 0
    self.noun = "episodes"
    self.findings = []
    self.setAside = []
  }

  /// `action` of `action/outliers`.
  public var family: String { String(id.prefix { $0 != "/" }) }
  /// `outliers` of `action/outliers`.
  public var name: String { String(id.drop { $0 != "/" }.dropFirst()) }
}

public struct SplitSummary: Sendable, Hashable {
  public var name: String
  public var episodes: Int
  public var steps: Int
  public var shards: Int

  public init(name: String, episodes: Int, steps: Int, shards: Int) {
    self.name = name
    self.episodes = episodes
    self.steps = steps
    self.shards = shards
  }
}

public struct DatasetSummary: Sendable, Hashable {
  public var name: String
  public var version: String
  /// As the user gave it.
  public var path: String
  public var format: String
  public var digest: String
  public var splits: [SplitSummary]

  public init(name: String, version: String, path: String, format: String, digest: String, splits: [SplitSummary]) {
    self.name = name
    self.version = version
    self.path = path
    self.format = format
    self.digest = digest
    self.splits = splits
  }
}

/// One dataset judged for one target.
public struct Run: Sendable, Hashable {
  public var dataset: DatasetSummary
  public var target: String
  /// False when nobody named a target and `generic` was taken.
  public var targetWasNamed: Bool
  public var pack: String
  public var planDigest: String
  public var rulesDigest: String
  public var verdict: Verdict
  /// Rules (each counted once) that could reject, and how many of them could look.
  public var gating: Int
  public var couldLook: Int
  public var roles: [RoleBinding]
  /// Sentences about the run that no rule says: declarations taken from beside the data, a sample instead of all.
  public var notes: [String]
  /// By id, then scope.
  public var rules: [RuleResult]
  /// The rules as they were in force, by id.
  public var definitions: [Rule] = []
  /// Where in the user's files results are told; nil for a run that was not made from files.
  public var places: SourcePlaces?
  /// Only in a run that was asked to keep them.
  public var episodes: EpisodeTable?
  /// The episodes that were looked at, where not all were.
  public var sample: DrawnEpisodes?
  /// What the target's loader makes of the data; nil for a target that says nothing of a loader.
  public var eye: LoaderEye?
  /// `YYYY-MM-DD`, only where there are waivers.
  public var asOf: String?
  /// Every waiver of the user's cupel.yaml, in the order in which it lists them, and what became of it.
  public var waivers: [WaiverUse] = []
  /// In which frame translation labels were found to fit, and in which frame and form rotation labels: what single episodes are shown by.
  public var convention: LabelConvention?
  /// Whether each waiver must be told one by one, however little room there is: on an acceptance, where both sides sign.
  public var tellsEveryWaiver = false
  /// What a baseline knew, where one was given.
  public var baseline: BaselineUse?
  /// The numbers behind drawings of the whole dataset; only where an output draws.
  public var glance: Glance?
  /// The episodes that findings name, as far as an output shows them (`Evidence`).
  public var exhibits: [Exhibit] = []
  /// Pictures of a few episodes; only where someone asks for them.
  public var contactSheet: ContactSheet?

  public init(
    dataset: DatasetSummary, target: String, targetWasNamed: Bool, pack: String, planDigest: String, rulesDigest: String,
    verdict: Verdict, gating: Int, couldLook: Int, roles: [RoleBinding], notes: [String], rules: [RuleResult], asOf: String? = nil
  ) {
    self.dataset = dataset
    self.target = target
    self.targetWasNamed = targetWasNamed
    self.pack = pack
    self.planDigest = planDigest
    self.rulesDigest = rulesDigest
    self.verdict = verdict
    self.gating = gating
    self.couldLook = couldLook
    self.roles = roles
    self.notes = notes
    self.rules = rules
    self.asOf = asOf
  }
}

/// The value that every output renders.
public struct Report: Sendable, Hashable {
  public static let schema = "cupel.report/1"

  public var version: String
  public var verdict: Verdict
  public var runs: [Run]

  public init(version: String, verdict: Verdict, runs: [Run]) {
    self.version = version
    self.verdict = verdict
    self.runs = runs
  }
}
