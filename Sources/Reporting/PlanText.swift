import Episodes
import Measures
import Rulebook
import Scanning

/// A plan as people read it: digest, views, columns, probes, and the probes that could not be made.
public enum PlanText {
  public static func render(_ check: Check) -> String {
    let plan = check.plan
    let schema = plan.setting.schema
    var lines = ["plan \(plan.digest)", "target \(check.target.name), pack \(check.rules.pack.name), \(check.rules.rules.count) rules", ""]
    lines.append("Views:")
    for view in plan.views {
      lines.append("  \(view.name.rawValue): \(view.isIdentity ? "columns as they are stored" : "\(view.transforms)")")
    }
    lines += ["", "Columns that are read (\(plan.selection.leaves.count) of \(schema.leaves.count)):"]
    lines += plan.selection.leaves.map { "  \(schema.leaves[$0].path)" }.sorted()
    lines += ["", "Probes, each once:"]
    for (request, probe) in zip(plan.requests, plan.probes) {
      lines.append("  \(request.key): keeps \(probe.fields.count) values an episode")
    }
    if !plan.absences.isEmpty {
      lines += ["", "Not measured:"]
      for key in plan.absences.keys.sorted() { lines.append("  \(key): \(plan.absences[key]?.reason ?? "")") }
    }
    return lines.map { VisibleText.line($0, limit: 1_000) }.joined(separator: "\n") + "\n"
  }
}
