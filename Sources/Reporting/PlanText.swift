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
    lines.append("The target's view (\(plan.setting.loader.evidence)):")
    lines += plan.setting.loader.columns.map { "  \($0)" }
    let loader = plan.setting.loader
    if loader.dropFirst + loader.dropLast > 0 {
      lines.append("  dropped of each episode: \(loader.dropFirst) steps in front, \(loader.dropLast) at the end")
    }
    lines += ["", "Columns that are read (\(plan.selection.leaves.count) of \(schema.leaves.count)):"]
    lines += plan.selection.leaves.map { "  \(schema.leaves[$0].path)" }.sorted()
    let pictures = plan.selection.pictures
    if !pictures.leaves.isEmpty {
      lines += ["", "Pictures, of which every header is read (decoded: \(PixelMeasures.sampling(pictures.sampling))):"]
      lines += pictures.leaves.map { "  \(schema.leaves[$0].path)" }.sorted()
    }
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
