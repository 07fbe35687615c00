import Documents
import Episodes
import Measures
import Rulebook

/// The canonical report: `Reports/report.schema.json` describes it. Every key is always there; null says that there is none. All
/// findings are listed.
public enum JSONReport {
  public static func render(_ report: Report) -> String { JSONWriter.write(value(report)) }

  /// The report as a tree, for those who embed it.
  public static func value(_ report: Report) -> JSONValue {
    var object: [String: JSONValue] = [
      "schema": .string(Report.schema),
      "tool": ["name": "cupel", "version": .string(report.version)],
      "verdict": .string(report.verdict.rawValue),
    ]
    let runs = report.runs.map { ($0, JSONValue.list($0.rules.map(rule))) }
    object["runs"] = .list(runs.map { run($0.0, rules: $0.1) })
    if runs.count == 1 { object["rules"] = runs[0].1 }
    object["comparisons"] = .list(SideBySide.all(report).map(comparison))
    return .object(object)
  }

  private static func run(_ run: Run, rules: JSONValue) -> JSONValue {
    [
      "dataset": dataset(run.dataset), "target": .string(run.target), "pack": .string(run.pack),
      "plan_digest": .string(run.planDigest), "rules_digest": .string(run.rulesDigest), "verdict": .string(run.verdict.rawValue),
      "looked": ["gating": .integer(run.gating), "could": .integer(run.couldLook)],
      "roles": .list(run.roles.map(role)), "rules": rules, "loader": run.eye.map(eye) ?? nil,
      "sample": run.sample.map(sample) ?? nil, "as_of": JSONValue(run.asOf), "waivers": .list(run.waivers.map(waiver)),
      "baseline": run.baseline.map(baseline) ?? nil,
    ]
  }

  private static func waiver(_ use: WaiverUse) -> JSONValue {
    [
      "rule": .string(use.waiver.rule), "parts": .list(use.waiver.parts.map { .string($0.description) }),
      "reason": .string(use.waiver.reason), "owner": .string(use.waiver.owner), "until": .string(use.waiver.until),
      "set_in": .string(use.waiver.setIn), "state": .string(use.state.rawValue), "scopes": .list(use.scopes.map { .string($0) }),
      "findings": .integer(use.findings), "idle": .list(use.idle.map { .string($0) }), "why": .string(use.why),
    ]
  }

  private static func baseline(_ use: BaselineUse) -> JSONValue {
    [
      "file": .string(use.file), "known": .integer(use.known), "new": .integer(use.new),
      "stale": .list(
        use.stale.map {
          [
            "rule": .string($0.rule), "scope": .string($0.scope), "place": .string($0.place), "count": .integer($0.count),
            "fingerprint": .string($0.fingerprint),
          ]
        }),
    ]
  }

  private static func sample(_ sample: DrawnEpisodes) -> JSONValue {
    [
      "asked": .string(sample.size.description), "seed": .string(sample.seed), "looked": .integer(sample.drawn),
      "total": .integer(sample.total),
    ]
  }

  /// Targets over one dataset: for which it is fit, and what rejects it for the others.
  private static func comparison(_ each: SideBySide) -> JSONValue {
    [
      "dataset": .string(each.runs[0].dataset.name), "path": .string(each.path), "summary": .string(each.sentence),
      "targets": .list(
        each.runs.map {
          [
            "target": .string($0.target), "verdict": .string($0.verdict.rawValue),
            "because": .list(SideBySide.because($0).map { .string($0) }),
          ]
        }),
    ]
  }

  private static func eye(_ eye: LoaderEye) -> JSONValue {
    [
      "card": JSONValue(eye.card), "evidence": .string(eye.evidence),
      "columns": .list(
        eye.columns.map { column in
          [
            "name": .string(column.name), "width": .integer(column.width),
            "pieces": .list(
              column.pieces.map {
                [
                  "dimensions": .string($0.dimensions), "meaning": .string($0.meaning), "source": .string($0.source),
                  "does": .list($0.does.map { .string($0) }), "becomes": .string($0.becomes),
                ]
              }),
          ]
        }),
      "steps": eye.steps.map { steps in
        [
          "total": .integer(steps.total), "kept": .integer(steps.kept), "episodes": .integer(steps.episodes),
          "episodes_kept": .integer(steps.episodesKept),
          "left_out": .list(
            steps.losses.map { ["steps": .integer($0.steps), "episodes": .integer($0.episodes), "reason": .string($0.reason)] }),
        ]
      } ?? nil,
      "rows": .list(eye.rows.map { ["topic": .string($0.topic), "text": .string($0.text)] }),
    ]
  }

  private static func dataset(_ dataset: DatasetSummary) -> JSONValue {
    [
      "name": .string(dataset.name), "path": .string(dataset.path), "format": .string(dataset.format), "digest": .string(dataset.digest),
      "splits": .list(
        dataset.splits.map {
          ["name": .string($0.name), "episodes": .integer($0.episodes), "steps": .integer($0.steps), "shards": .integer($0.shards)]
        }),
    ]
  }

  private static func role(_ role: RoleBinding) -> JSONValue {
    [
      "role": .string(role.role), "features": .list(role.slices.map { .string($0.description) }), "source": .string(role.source.rawValue),
      "strength": .string(role.strength.rawValue), "evidence": .string(role.evidence),
    ]
  }

  private static func rule(_ result: RuleResult) -> JSONValue {
    [
      "id": .string(result.id), "severity": .string(result.severity.rawValue), "confidence": .string(result.confidence.rawValue),
      "outcome": .string(result.outcome.rawValue), "scope": .string(result.scope), "view": .string(result.view),
      "states": .string(result.states), "found": JSONValue(result.found.isEmpty ? nil : result.found),
      "observed": observed(result.observed, result.unit), "limit": limit(result.limit), "reason": JSONValue(result.reason),
      "explained_by": JSONValue(result.explainedBy), "count": .integer(result.count), "total": .integer(result.total),
      "interval": result.interval.map { ["low": .number($0.low), "high": .number($0.high), "confidence": .number(0.95)] } ?? nil,
      "findings_total": .integer(result.findings.count), "findings": .list(result.findings.map(finding)),
      "formula": JSONValue(result.formula.isEmpty ? nil : result.formula), "set_aside_by": JSONValue(result.setAsideBy?.rawValue),
      "set_aside": .list(
        result.setAside.map {
          [
            "by": .string($0.by.rawValue), "reason": .string($0.reason), "findings_total": .integer($0.findings.count),
            "findings": .list($0.findings.map(finding)),
          ]
        }),
    ]
  }

  private static func finding(_ finding: Finding) -> JSONValue {
    [
      "split": JSONValue(finding.split), "episode": JSONValue(finding.episode), "shard": JSONValue(finding.shard),
      "record": JSONValue(finding.record), "path": JSONValue(finding.path),
      "steps": finding.steps.map { [.integer($0.lowerBound), .integer($0.upperBound)] } ?? nil,
      "feature": JSONValue(finding.feature), "observed": observed(finding.observed, finding.unit), "message": .string(finding.message),
    ]
  }

  private static func observed(_ value: Value?, _ unit: Unit) -> JSONValue {
    guard let value else { return nil }
    return ["value": scalar(value), "unit": .string(unit.rawValue)]
  }

  /// A limit that is not one number (`one of base, tool`; `between 10 Hz and 50 Hz`) is given as people read it.
  private static func limit(_ limit: Limit?) -> JSONValue {
    guard let limit else { return nil }
    let value: JSONValue = limit.quantity.map { scalar(.number($0.value)) } ?? .string(limit.text)
    return ["value": value, "unit": .string(limit.quantity?.unit.rawValue ?? ""), "set_in": .string(limit.setIn)]
  }

  /// A number that JSON cannot write is told by its name, as protocol buffers do: a NaN that was found must not read as nothing found.
  private static func scalar(_ value: Value) -> JSONValue {
    switch value {
    case .name(let name): .string(name)
    case .number(let number) where number.isFinite: .number(number)
    case .number(let number): .string(number.isNaN ? "NaN" : number < 0 ? "-Infinity" : "Infinity")
    }
  }
}
