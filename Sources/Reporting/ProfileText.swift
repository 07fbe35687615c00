import Episodes
import Scanning

/// What a scan cost, probe by probe, the dearest first.
public enum ProfileText {
  /// `judging` is what came after the scan.
  public static func render(_ costs: ScanProfile.Costs, plan: Plan, judging: Duration) -> String {
    var rows: [(name: String, cost: Duration)] = [("reading and checksums", costs.reading)]
    rows.append((plan.viewMaker == nil ? "preparing columns" : "the target's view", costs.view))
    rows += zip(plan.requests.map(\.key), costs.probes).map { ($0, $1) }
    rows.sort { ($1.cost, $0.name) < ($0.cost, $1.name) }
    let width = (rows.map { TextWidth.of(VisibleText.line($0.name)) }.max() ?? 0) + 2
    let total = max(costs.total.seconds, 1e-9)
    var lines = [
      "\(Wording.number(costs.episodes, "episodes")), \(Wording.number(costs.steps, "steps")), \(Quantity(Double(costs.bytes), .bytes).text): "
        + "\(costs.total.seconds.short) s of work, \((Double(costs.bytes) / 1e9 / total).formatted(significant: 3)) GB/s a core; "
        + "judging \(judging.seconds.formatted(significant: 3)) s"
    ]
    for row in rows {
      let name = VisibleText.line(row.name)
      let share = (row.cost.seconds / total * 100).formatted(significant: 3)
      let perStep = costs.steps > 0 ? (row.cost.seconds / Double(costs.steps) * 1e9).formatted(significant: 3) : "-"
      lines.append(
        "  \(name)\(String(repeating: " ", count: width - TextWidth.of(name)))\(lead(share, 6)) %  \(lead(perStep, 7)) ns a step")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func lead(_ text: String, _ width: Int) -> String { String(repeating: " ", count: max(0, width - text.count)) + text }
}

extension Duration {
  fileprivate var seconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
