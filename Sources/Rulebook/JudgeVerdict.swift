import Measures
import Synchronization

extension Judge {
  public static func verdict(_ results: [RuleResult], missingShards: [ShardKey], failOn: Severity?) -> Verdict {
    if failOn != nil, results.contains(where: { $0.outcome == .fail && $0.isGating }) { return .reject }
    if !missingShards.isEmpty { return .incomplete }
    for result in results {
      if result.outcome == .error && result.isGating { return .incomplete }
      if result.outcome == .notApplicable && result.isRequired { return .incomplete }
    }
    return .accept
  }
}

/// How far the list of rules is taken.
final class TakenRules: Sendable {
  private let count = Atomic<Int>(0)

  func next(below end: Int) -> Int? {
    let index = count.wrappingAdd(1, ordering: .relaxed).oldValue
    return index < end ? index : nil
  }
}
