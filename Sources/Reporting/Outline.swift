import Rulebook

/// A run's results laid out in the order in which people want them: what rejects, what could not be evaluated, what is worth knowing,
/// what was not checked, what held. Consequences are folded under their cause.
struct Outline {
  /// A failure, and the failures that come from it.
  struct Diagnostic {
    var result: RuleResult
    var consequences: [RuleResult]
  }

  /// Failures of one rule over several scopes, told as one.
  struct Group {
    /// The first of them, which is told.
    var first: Diagnostic
    var others: [Diagnostic]
  }

  /// Rules that were not checked, or could not be evaluated, for one and the same reason.
  struct Unchecked {
    var reason: String
    var results: [RuleResult]
    /// Their ids, each once; with the scopes where the rule did look elsewhere: `episode/length-outlier [val]`.
    var names: [String]
  }

  /// Gating failures; a consequence of a cause that does not gate stands here too, on its own: it rejects.
  let rejecting: [Diagnostic]
  let errors: [RuleResult]
  /// Failures that do not gate, the most severe first.
  let telling: [Diagnostic]
  let unchecked: [Unchecked]
  /// The errors, by reason.
  let unevaluated: [Unchecked]
  let waived: [RuleResult]
  let passed: [RuleResult]

  init(_ run: Run) {
    let failures = run.rules.filter { $0.outcome == .fail }
    let causes = Self.causes(of: failures)
    var consequences: [Int: [RuleResult]] = [:]
    for (index, cause) in causes.enumerated() {
      if let cause { consequences[cause, default: []].append(failures[index]) }
    }
    let roots = failures.indices.filter { causes[$0] == nil }
      .map { Diagnostic(result: failures[$0], consequences: consequences[$0] ?? []) }
    rejecting = roots.filter(\.result.isGating)
    let rest = roots.filter { !$0.result.isGating }
    telling = Severity.allCases.sorted(by: >).flatMap { severity in rest.filter { $0.result.severity == severity } }
    errors = run.rules.filter { $0.outcome == .error }
    waived = run.rules.filter { $0.outcome == .waived }
    passed = run.rules.filter { $0.outcome == .pass }

    unevaluated = Self.byReason(errors, in: run)
    unchecked = Self.byReason(run.rules.filter { $0.outcome == .notApplicable }, in: run)
  }

  /// Results that share a reason, together: those that silence required or gating rules first, then those that silence most.
  private static func byReason(_ results: [RuleResult], in run: Run) -> [Unchecked] {
    let scopes = Dictionary(grouping: run.rules, by: \.id).mapValues(\.count)
    return results.inGroups(by: \.reasonText).map { reason, results in
      let names = Wording.ids(results).map { id in
        let silent = results.filter { $0.id == id }
        return silent.count == scopes[id] ? id : "\(id) [\(silent.map(\.scope).joined(separator: ", "))]"
      }
      return Unchecked(reason: reason, results: results, names: names)
    }
    .enumerated()
    .sorted { a, b in a.element.rank != b.element.rank ? a.element.rank > b.element.rank : a.offset < b.offset }
    .map(\.element)
  }

  /// The same rule at the same severity, one group each, in order of first appearance.
  static func groups(_ diagnostics: [Diagnostic]) -> [Group] {
    var places: [String: Int] = [:]
    var groups: [Group] = []
    for diagnostic in diagnostics {
      let key = "\(diagnostic.result.severity.rawValue) \(diagnostic.result.id)"
      if let place = places[key] {
        groups[place].others.append(diagnostic)
      } else {
        places[key] = groups.count
        groups.append(Group(first: diagnostic, others: []))
      }
    }
    return groups
  }

  /// For each failure the index of the failure that it is folded under; nil for those that stand for themselves. A cause of the same
  /// scope is preferred; of a chain, the first cause takes all. A gating failure is never folded under one that does not gate, and a
  /// circle of explanations explains nothing.
  private static func causes(of failures: [RuleResult]) -> [Int?] {
    let direct = failures.map { failure -> Int? in
      guard let id = failure.explainedBy else { return nil }
      let candidates = failures.indices.filter { failures[$0].id == id && (failures[$0].isGating || !failure.isGating) }
      return candidates.first { failures[$0].scope == failure.scope } ?? candidates.first
    }
    return failures.indices.map { start in
      var seen: Set<Int> = [start]
      var at = start
      while let next = direct[at] {
        guard seen.insert(next).inserted else { return nil }
        at = next
      }
      return at == start ? nil : at
    }
  }
}

extension Outline.Unchecked {
  fileprivate var rank: Int {
    let required = results.contains(where: \.isRequired) ? 2 : results.contains(where: \.isGating) ? 1 : 0
    return required * 1_000_000 + min(results.count, 999_999)
  }
}
