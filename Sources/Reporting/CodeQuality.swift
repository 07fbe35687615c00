import Documents
import Rulebook

/// GitLab's code quality report: what a merge request shows beside its changes. One entry for each rule that failed or could not be evaluated
/// over a scope; waived ones are left out, since there is no way to say so.
///
/// | result | severity |
/// |---|---|
/// | fails and rejects | critical |
/// | could not be evaluated, and gates | major |
/// | fails or could not be evaluated, and does not gate | minor; a remark: info |
public enum CodeQuality {
  public static func render(_ report: Report, root: SourceRoot = SourceRoot()) -> String {
    var occurrences: [String: Int] = [:]
    let entries = report.runs.flatMap { run in
      run.rules.filter { $0.outcome == .fail || $0.outcome == .error }.map { result -> JSONValue in
        let place = run.place(of: result)
        return [
          "description": .string(description(result, run, isOneOfMany: report.runs.count > 1)),
          "check_name": .string(VisibleText.line(result.id, limit: 200)), "fingerprint": .string(fingerprint(result, run, &occurrences)),
          "severity": .string(severity(result)),
          "location": [
            "path": .string(VisibleText.line(root.path(place.file), limit: 4_096)), "lines": ["begin": .integer(max(1, place.line))],
          ],
        ]
      }
    }
    return JSONWriter.write(.list(entries))
  }

  /// GitLab shows the description alone, so the rule stands in it.
  private static func description(_ result: RuleResult, _ run: Run, isOneOfMany: Bool) -> String {
    var words = "\(VisibleText.line(result.id, limit: 200)) [\(VisibleText.line(result.scope, limit: 100))]"
    if isOneOfMany { words += " \(VisibleText.line(run.dataset.name, limit: 100)) for \(VisibleText.line(run.target, limit: 100))" }
    if result.outcome == .error { return "\(words): could not be evaluated: \(result.reasonText)" }
    return "\(words): \(VisibleText.line(result.found.isEmpty ? "does not hold: \(result.states)" : result.found, limit: 600))"
  }

  /// Entries of one fingerprint would become one: the run is part of it, and one that is there already gets a number.
  private static func fingerprint(_ result: RuleResult, _ run: Run, _ occurrences: inout [String: Int]) -> String {
    let parts = [run.dataset.name, run.target, result.id, result.scope]
    let first = Fingerprint.of(parts)
    occurrences[first, default: 0] += 1
    let number = occurrences[first] ?? 1
    return number == 1 ? first : Fingerprint.of(parts + [String(number)])
  }

  private static func severity(_ result: RuleResult) -> String {
    if result.outcome == .error { return result.isGating ? "major" : "minor" }
    return result.isGating ? "critical" : result.severity == .info ? "info" : "minor"
  }
}
