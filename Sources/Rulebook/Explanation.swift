/// One fault lights several rules: the cause is told, the consequences fold under it.
enum Explanation {
  /// A failure is told as a consequence when a rule that its file names as a cause failed too, in the same split or over the dataset,
  /// and the cause's episodes (where it names any) hold all of the consequence's.
  static func apply(to results: inout [RuleResult], rules: [Rule]) {
    let failed = results.indices.filter { results[$0].outcome == .fail }
    for rule in rules where !rule.explainedBy.isEmpty {
      for index in failed where results[index].id == rule.id {
        results[index].explainedBy = rule.explainedBy.first { cause in
          failed.contains { results[$0].id == cause && covers(results[$0], results[index]) }
        }
      }
    }
  }

  static func covers(_ cause: RuleResult, _ consequence: RuleResult) -> Bool {
    guard cause.scope == consequence.scope || cause.scope == "dataset" || consequence.scope == "dataset" else { return false }
    let causes = episodes(cause)
    let consequences = episodes(consequence)
    if causes.isEmpty || consequences.isEmpty { return true }
    return consequences.isSubset(of: causes)
  }

  private static func episodes(_ result: RuleResult) -> Set<String> {
    Set(result.findings.compactMap { finding in finding.episode.map { "\(finding.split ?? "")/\($0)" } })
  }
}
