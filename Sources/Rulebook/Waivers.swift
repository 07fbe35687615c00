import Measures

/// Somebody took responsibility for a failing rule until a day: for all of it, for scopes, or for single episodes.
public struct Waiver: Sendable, Hashable {
  /// A part of the data, as reports name it.
  public enum Part: Sendable, Hashable, CustomStringConvertible {
    /// `val`, `dataset`, `task=lift`: all that the rule finds there.
    case scope(String)
    /// `train/17`, `train/3..9`: what it finds in these episodes.
    case episodes(split: String, ClosedRange<Int>)

    public var description: String {
      switch self {
      case .scope(let name): name
      case .episodes(let split, let numbers):
        "\(split)/\(numbers.lowerBound)" + (numbers.count == 1 ? "" : "..\(numbers.upperBound)")
      }
    }
  }

  public var rule: String
  /// Empty is everything.
  public var parts: [Part]
  public var reason: String
  public var owner: String
  /// `YYYY-MM-DD`, the last day on which it holds.
  public var until: String
  public var setIn: String

  public init(rule: String, parts: [Part] = [], reason: String, owner: String, until: String, setIn: String) {
    self.rule = rule
    self.parts = parts
    self.reason = reason
    self.owner = owner
    self.until = until
    self.setIn = setIn
  }

  /// `everything`, or `val, train/3..9`.
  public var scope: String { parts.isEmpty ? "everything" : parts.map(\.description).joined(separator: ", ") }

  /// Who waives it, until when and why.
  var told: String { "waived by \(owner) until \(until): \(reason) (\(setIn))" }

  func holds(on day: String) -> Bool { day <= until }

  /// Whether it stands for all that the rule finds in a scope.
  func covers(scope: String) -> Bool { parts.isEmpty || parts.contains(.scope(scope)) }

  /// Whether it stands for what the rule finds in an episode, wherever the rule is judged.
  func covers(split: String?, episode: Int?) -> Bool {
    guard let split, let episode else { return false }
    return parts.contains { part in
      if case .episodes(split, let numbers) = part { numbers.contains(episode) } else { false }
    }
  }
}

/// What became of a waiver in a run.
public struct WaiverUse: Sendable, Hashable {
  public enum State: String, Sendable, Hashable, CaseIterable {
    /// It stands for a failure.
    case used
    /// There is nothing that it could stand for.
    case unused
    /// Its last day is over: it stands for nothing any more.
    case expired
    /// What it is about was not looked at.
    case undecided
  }

  public var waiver: Waiver
  public var state: State
  /// Results and findings that it stands for; of an expired one, those that it no longer stands for.
  public var scopes: [String]
  public var findings: Int
  /// The parts of its scope in which there is nothing to waive.
  public var idle: [String]
  /// One sentence.
  public var why: String

  public init(waiver: Waiver, state: State, scopes: [String], findings: Int, idle: [String], why: String) {
    self.waiver = waiver
    self.state = state
    self.scopes = scopes
    self.findings = findings
    self.idle = idle
    self.why = why
  }
}

extension WaiverUse {
  /// What was judged, as far as waivers ask for it.
  struct Judged {
    var results: [RuleResult]
    var rules: RuleSet
    var splits: [String: Int]
    var leftOut: [String]
    var isSample: Bool
  }

  static func all(_ judged: Judged) -> [WaiverUse] {
    let results = Dictionary(grouping: judged.results, by: \.id)
    return judged.rules.waivers.map { of($0, results: results[$0.rule] ?? [], judged: judged) }
  }

  private static func of(_ waiver: Waiver, results: [RuleResult], judged: Judged) -> WaiverUse {
    let broken = results.filter { $0.outcome == .fail || $0.outcome == .waived }
    var use = WaiverUse(waiver: waiver, state: .used, scopes: [], findings: 0, idle: [], why: "")
    for result in broken {
      let everything = result.findings + result.setAside.flatMap(\.findings)
      let covered =
        waiver.covers(scope: result.scope) ? everything : everything.filter { waiver.covers(split: $0.split, episode: $0.episode) }
      guard !covered.isEmpty || waiver.covers(scope: result.scope) else { continue }
      use.scopes.append(result.scope)
      use.findings += covered.count
    }
    var undecided: String?
    for part in waiver.parts where !part.isUsed(broken) {
      if let reason = part.reasonNotToSay(results, judged, rule: waiver.rule) {
        undecided = reason
      } else {
        use.idle.append(part.description)
      }
    }
    if waiver.parts.isEmpty, broken.isEmpty { undecided = Waiver.Part.reasonNotToSay(results, judged, rule: waiver.rule) }

    guard waiver.holds(on: judged.rules.asOf) else {
      use.state = .expired
      use.why = "its last day was \(waiver.until)" + (use.scopes.isEmpty ? "; nothing needs it" : "; the failure counts again")
      return use
    }
    if !use.scopes.isEmpty {
      use.why = "stands for \(use.findings == 0 ? "the failure" : use.findings == 1 ? "1 finding" : "\(use.findings) findings")"
      if !use.idle.isEmpty { use.why += "; nothing to waive in \(use.idle.joined(separator: ", "))" }
    } else if let undecided {
      use.state = .undecided
      use.why = undecided
    } else {
      use.state = .unused
      use.why = idleReason(waiver, results: results, judged: judged)
    }
    return use
  }

  private static func idleReason(_ waiver: Waiver, results: [RuleResult], judged: Judged) -> String {
    guard let first = results.first else { return "the pack \(judged.rules.pack.name) leaves the rule out" }
    let scopes = Set(results.map(\.scope))
    for part in waiver.parts {
      switch part {
      case .scope(let name) where !scopes.contains(name):
        return "the rule is judged over \(scopes.sorted().prefix(4).joined(separator: ", ")), not over \(name)"
      case .episodes(let split, let numbers):
        guard let count = judged.splits[split] else { return "there is no split \(split)" }
        if numbers.lowerBound >= count { return "\(split) has \(count) episodes, counted from 0" }
        if results.contains(where: { $0.outcome == .fail && $0.findings.allSatisfy { $0.episode == nil } }) {
          return "the rule fails as a whole and names no episode: waive its scope"
        }
      default: break
      }
    }
    if results.allSatisfy({ $0.outcome == .notApplicable }) { return "the rule is not applicable: \(first.reason ?? "")" }
    return waiver.parts.isEmpty ? "the rule holds" : "the rule holds there"
  }
}

extension Waiver.Part {
  fileprivate func isUsed(_ broken: [RuleResult]) -> Bool {
    switch self {
    case .scope(let name): broken.contains { $0.scope == name }
    case .episodes(let split, let numbers):
      broken.contains { result in
        (result.findings + result.setAside.flatMap(\.findings)).contains { $0.split == split && $0.episode.map(numbers.contains) ?? false }
      }
    }
  }

  fileprivate func reasonNotToSay(_ results: [RuleResult], _ judged: WaiverUse.Judged, rule: String) -> String? {
    switch self {
    case .scope(let name):
      if judged.leftOut.contains(name) { return "the split \(name) was left out" }
      return Self.reasonNotToSay(results.filter { $0.scope == name || $0.scope == "dataset" }, judged, rule: rule)
    case .episodes(let split, _):
      if judged.leftOut.contains(split) { return "the split \(split) was left out" }
      // Whatever is judged over other splits says nothing of these episodes.
      return Self.reasonNotToSay(results.filter { $0.scope == split || judged.splits[$0.scope] == nil }, judged, rule: rule)
    }
  }

  /// Why it cannot be told whether there is something to waive; nil where it can.
  fileprivate static func reasonNotToSay(_ results: [RuleResult], _ judged: WaiverUse.Judged, rule: String) -> String? {
    if judged.rules.unasked.contains(rule) { return "the rule was left out by --only or --skip" }
    if let result = results.first(where: { $0.outcome == .error }) { return "the rule could not be evaluated: \(result.reason ?? "")" }
    if !judged.leftOut.isEmpty { return "only some splits were looked at" }
    return judged.isSample ? "only a sample of the episodes was looked at" : nil
  }
}

extension WaiverUse {
  /// What the rules of `waivers/` are held against: there is one sample for each waiver that is over, or stands for nothing.
  static func measurements(_ uses: [WaiverUse]) -> [String: Measurement] {
    func sample(_ use: WaiverUse, _ message: String) -> Sample {
      Sample(
        1, at: Place(feature: use.waiver.rule),
        message: "\(use.waiver.setIn): the waiver by \(use.waiver.owner) over \(use.waiver.scope): \(message)")
    }
    let expired = uses.filter { $0.state == .expired }.map { sample($0, $0.why) }
    let unused = uses.filter { $0.state == .unused || ($0.state == .used && !$0.idle.isEmpty) }.map { sample($0, $0.why) }
    func measurement(_ samples: [Sample]) -> Measurement {
      Measurement(unit: .count, samples: samples, total: uses.count, noun: "waivers")
    }
    return [WaiverMeasures.expired: measurement(expired), WaiverMeasures.unused: measurement(unused)]
  }
}
