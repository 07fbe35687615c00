import Documents
import Episodes
import Measures

/// What was found in a dataset on some day and is known since: a check against it tells what came after. Made by `cupel baseline`, which
/// only ever shrinks it.
///
/// A finding is known by its fingerprint: rule, scope, place. It is new when
/// - the baseline does not hold the fingerprint, or
/// - more findings carry it than are recorded (then all of them surface: which is the old one cannot be told), or
/// - it weighs more than it did (a warning that became an error).
///
/// How badly an episode breaks a rule does not make it new. Where a rule fails as a whole, one number standing for it, the number is kept
/// and a worse one is new: there is nothing else to know it by.
public struct Baseline: Sendable, Hashable {
  public static let schema = "cupel.baseline/1"

  /// As the user gave it.
  public var file: String
  public var runs: [Run]

  /// What is known of one dataset for one target.
  public struct Run: Sendable, Hashable {
    public var dataset: String
    public var target: String
    /// By rule, scope, place, fingerprint.
    public var entries: [Entry]

    public init(dataset: String, target: String, entries: [Entry]) {
      self.dataset = dataset
      self.target = target
      self.entries = entries
    }
  }

  public struct Entry: Sendable, Hashable {
    public var fingerprint: String
    public var rule: String
    public var scope: String
    /// For people who read a difference of two baselines; empty where the rule fails as a whole.
    public var place: String
    public var severity: Severity
    public var count: Int
    /// How far beyond its limit a rule lay that failed as a whole by a number.
    public var excess: Double?

    public init(
      fingerprint: String, rule: String, scope: String, place: String, severity: Severity, count: Int, excess: Double? = nil
    ) {
      self.fingerprint = fingerprint
      self.rule = rule
      self.scope = scope
      self.place = place
      self.severity = severity
      self.count = count
      self.excess = excess
    }
  }

  public init(file: String, runs: [Run] = []) {
    self.file = file
    self.runs = runs
  }

  public func run(dataset: String, target: String) -> Run? { runs.first { $0.dataset == dataset && $0.target == target } }
}

/// What a baseline knew of a run.
public struct BaselineUse: Sendable, Hashable {
  public var file: String
  /// False where the baseline says nothing of this dataset for this target.
  public var speaks: Bool
  /// Findings (or whole failures) that were known, and those that are new.
  public var known: Int
  public var new: Int
  /// Entries that no longer occur.
  public var stale: [Baseline.Entry]

  public init(file: String, speaks: Bool, known: Int, new: Int, stale: [Baseline.Entry]) {
    self.file = file
    self.speaks = speaks
    self.known = known
    self.new = new
    self.stale = stale
  }

  var notes: [String] {
    guard speaks else { return ["The baseline \(file) holds nothing of this dataset for this target: everything is new."] }
    guard !stale.isEmpty else { return [] }
    let rules = Set(stale.map(\.rule)).sorted().joined(separator: ", ")
    let told =
      stale.count == 1
      ? "1 entry of the baseline \(file) no longer occurs" : "\(stale.count) entries of the baseline \(file) no longer occur"
    return ["\(told) (\(rules)): run cupel baseline to shrink it."]
  }
}

extension Baseline.Entry {
  /// What a result brings: an entry for each place, or one for all of it.
  static func of(_ result: RuleResult, findings: [Finding]) -> [Baseline.Entry] {
    if findings.isEmpty {
      return [
        Baseline.Entry(
          fingerprint: result.wholeFingerprint, rule: result.id, scope: result.scope, place: "", severity: result.severity, count: 1,
          excess: result.excess.flatMap { $0.isFinite ? $0 : nil })
      ]
    }
    var entries: [String: Baseline.Entry] = [:]
    for finding in findings {
      let fingerprint = finding.fingerprint(in: result)
      entries[
        fingerprint,
        default: Baseline.Entry(
          fingerprint: fingerprint, rule: result.id, scope: result.scope, place: finding.knownPlace, severity: result.severity, count: 0)
      ].count += 1
    }
    return Array(entries.values)
  }

  /// Whether what is found now is no more than what this entry stands for.
  func stands(for now: Baseline.Entry) -> Bool {
    guard now.count <= count, now.severity <= severity else { return false }
    guard let excess else { return true }
    // Numbers are written with all their digits; this much is left to another order of additions.
    return now.excess.map { $0 <= excess + 1e-9 * abs(excess) } ?? false
  }

  static func < (a: Baseline.Entry, b: Baseline.Entry) -> Bool {
    (a.rule, a.scope, a.place, a.fingerprint) < (b.rule, b.scope, b.place, b.fingerprint)
  }
}

extension RuleResult {
  /// Of a failure that names no places: the rule, the scope, and the name that was found where another was expected.
  var wholeFingerprint: String {
    guard case .name(let name)? = observed else { return fingerprint }
    return Fingerprint.of([id, scope, name])
  }

  /// Remarks are no defects, and what is said of waivers must not be forgotten: neither is taken for known.
  var mayBeKnown: Bool { outcome == .fail && severity > .info && family != WaiverReader.family }

  /// Whether the rule could look at all of this scope, so that what is not found is not there.
  var isDecided: Bool { outcome == .pass || outcome == .fail || outcome == .waived }
}

extension Finding {
  /// What the fingerprint is made of, for people.
  var knownPlace: String {
    var parts: [String] = []
    if let path { parts.append(path) } else if let episode { parts.append("\(split ?? "episode")/\(episode)") }
    if path == nil, let shard { parts.append(record.map { "\(shard) record \($0)" } ?? shard) }
    if let feature { parts.append(feature) }
    return parts.isEmpty ? split ?? "" : parts.joined(separator: ", ")
  }
}

// MARK: - A check against it

extension Baseline {
  /// Takes what was known out of what counts. A failure of which all is known is set aside; one of which something is new fails with what
  /// is new, whatever share of the scope a rule allows: it was beyond that before.
  func apply(to results: inout [RuleResult], dataset: String, target: String) {
    guard let run = run(dataset: dataset, target: target) else { return }
    let known = Dictionary(run.entries.map { ($0.fingerprint, $0) }, uniquingKeysWith: { first, _ in first })
    for index in results.indices where results[index].mayBeKnown {
      let result = results[index]
      let old = Set(
        Entry.of(result, findings: result.findings).filter { known[$0.fingerprint]?.stands(for: $0) ?? false }.map(\.fingerprint))
      guard !old.isEmpty else { continue }
      let fresh = result.findings.filter { !old.contains($0.fingerprint(in: result)) }
      let reason = "known since the baseline \(file)"
      if fresh.isEmpty {
        results[index].outcome = .waived
        results[index].setAsideBy = .baseline
        results[index].reason = ([reason] + result.setAside.map(\.reason)).joined(separator: "; ")
      } else {
        results[index].findings = fresh
        results[index].setAside.append(
          SetAside(by: .baseline, reason: reason, findings: result.findings.filter { old.contains($0.fingerprint(in: result)) }))
        let knownCount = result.findings.count - fresh.count
        results[index].found +=
          " \(fresh.count) of these \(fresh.count == 1 ? "is" : "are") new since the baseline \(file), \(knownCount) known."
      }
    }
  }

  /// What was known and what is new in results that this baseline was applied to.
  func use(_ results: [RuleResult], dataset: String, target: String) -> BaselineUse {
    guard let run = run(dataset: dataset, target: target) else {
      return BaselineUse(
        file: file, speaks: false, known: 0, new: results.reduce(0) { $0 + ($1.mayBeKnown ? max(1, $1.findings.count) : 0) }, stale: [])
    }
    var use = BaselineUse(file: file, speaks: true, known: 0, new: 0, stale: Self.gone(run.entries, from: results))
    for result in results {
      if result.mayBeKnown { use.new += max(1, result.findings.count) }
      if result.outcome == .waived, result.setAsideBy == .baseline { use.known += max(1, result.findings.count) }
      use.known += result.setAside.reduce(0) { $0 + ($1.by == .baseline ? $1.findings.count : 0) }
    }
    return use
  }

  /// Fingerprints of all that is found now, counting or not.
  private static func present(_ results: [RuleResult]) -> [String: Entry] {
    var present: [String: Entry] = [:]
    for result in results where (result.outcome == .fail || result.outcome == .waived) && result.severity > .info {
      let all = result.findings + result.setAside.flatMap(\.findings)
      for entry in Entry.of(result, findings: all) { present[entry.fingerprint] = entry }
    }
    return present
  }

  private static func gone(_ entries: [Entry], from results: [RuleResult]) -> [Entry] {
    let present = present(results)
    let judged = Dictionary(grouping: results, by: \.id)
    return entries.filter { entry in
      guard present[entry.fingerprint] == nil, let ofRule = judged[entry.rule] else { return false }
      let there = ofRule.filter { $0.scope == entry.scope }
      // A scope that is no more can break nothing; one that could not be looked at may.
      return (there.isEmpty ? ofRule : there).allSatisfy(\.isDecided)
    }
  }
}

// MARK: - Recording

extension Baseline {
  /// What recording changed, for one dataset and target.
  public struct Change: Sendable, Hashable {
    public var dataset: String
    public var target: String
    public var kept = 0
    public var added = 0
    public var removed: [Entry] = []
    /// New findings that were not recorded.
    public var refused: [Entry] = []
  }

  /// Brings the baseline to what a run found without one. What is gone is removed; counts, weights and excesses only fall. What is new is
  /// recorded on a first recording or when `acceptsNew`, and else told.
  public mutating func record(_ results: [RuleResult], dataset: String, target: String, acceptsNew: Bool) -> Change {
    var change = Change(dataset: dataset, target: target)
    let at = runs.firstIndex { $0.dataset == dataset && $0.target == target }
    let old = at.map { runs[$0].entries } ?? []
    let now = results.filter(\.mayBeKnown).flatMap { Entry.of($0, findings: $0.findings) }
    let gone = Set(Self.gone(old, from: results).map(\.fingerprint))
    let found = Dictionary(now.map { ($0.fingerprint, $0) }, uniquingKeysWith: { first, _ in first })
    var entries: [Entry] = []
    for var entry in old {
      if gone.contains(entry.fingerprint) {
        change.removed.append(entry)
        continue
      }
      if let now = found[entry.fingerprint] {
        if !entry.stands(for: now) {
          if acceptsNew { change.added += 1 } else { change.refused.append(now) }
        }
        if acceptsNew {
          entry = now
        } else {
          entry.count = min(entry.count, now.count)
          entry.severity = min(entry.severity, now.severity)
          if let excess = entry.excess, let other = now.excess { entry.excess = min(excess, other) }
        }
      }
      change.kept += 1
      entries.append(entry)
    }
    let known = Set(old.map(\.fingerprint))
    let fresh = now.filter { !known.contains($0.fingerprint) }
    if acceptsNew {
      entries += fresh
      change.added += fresh.count
    } else {
      change.refused += fresh
    }
    let run = Run(dataset: dataset, target: target, entries: entries.sorted(by: <))
    if let at { runs[at] = run } else if acceptsNew { runs.append(run) }
    runs.sort { ($0.dataset, $0.target) < ($1.dataset, $1.target) }
    return change
  }
}
