import Episodes
import Measures
import Scanning

/// How waivers take failures, or the episodes that cause them, out of what counts.
extension Judge {
  /// The samples that nobody waived, and of how many they are. A waived episode is counted neither as broken nor as looked at; where
  /// something else than episodes is counted (steps, pictures), what is known to be of it is taken off.
  func rest(_ measurement: Measurement, without waivers: [Waiver], in scope: Scope) -> (samples: [Sample], total: Int) {
    func isWaived(_ episode: Int?) -> Bool {
      guard let episode else { return false }
      let entry = observations.episodes[episode]
      return waivers.contains { $0.covers(split: entry.split, episode: entry.number) }
    }
    let samples = measurement.samples.filter { !isWaived($0.place.episode) }
    var waived = measurement.samples.count - samples.count
    if measurement.noun == "episodes" { waived = max(waived, context(scope, [:]).episodes.count { isWaived($0) }) }
    return (samples, max(measurement.total - waived, samples.count))
  }

  mutating func applyWaivers(_ rule: Rule, in scope: Scope, blank: RuleResult, to result: inout RuleResult) {
    guard result.outcome == .fail else { return }
    let mine = rules.waivers.filter { $0.rule == rule.id }
    guard !mine.isEmpty else { return }
    let holding = mine.filter { $0.holds(on: rules.asOf) }
    if let waiver = holding.first(where: { $0.covers(scope: result.scope) }) {
      result.outcome = .waived
      result.setAsideBy = .waiver
      result.reason = waiver.told
      return
    }
    func covered(_ finding: Finding, by waivers: [Waiver]) -> Bool {
      waivers.contains { $0.covers(split: finding.split, episode: finding.episode) }
    }
    let waived = result.findings.filter { covered($0, by: holding) }
    if !waived.isEmpty {
      let reason = holding.filter { waiver in waived.contains { covered($0, by: [waiver]) } }.map(\.told).joined(separator: "; ")
      var rest = blank
      evaluate(rule, in: scope, without: holding, into: &rest)
      guard rest.outcome == .fail else {
        result.outcome = .waived
        result.setAsideBy = .waiver
        result.reason = reason
        return
      }
      rest.setAside = [SetAside(by: .waiver, reason: reason, findings: waived)]
      result = rest
    }
    let ended = mine.filter { !$0.holds(on: rules.asOf) }
    if let waiver = ended.first(where: { waiver in
      waiver.covers(scope: result.scope) || result.findings.contains { covered($0, by: [waiver]) }
    }) {
      result.reason = "the waiver by \(waiver.owner) ended on \(waiver.until) (\(waiver.setIn))"
    }
  }
}
