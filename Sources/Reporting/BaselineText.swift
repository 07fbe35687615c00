import Rulebook

/// What recording a baseline changed.
public enum BaselineText {
  private static let most = 20

  public static func lines(_ change: Baseline.Change, run: Run) -> [String] {
    var lines = ["\(Wording.dataset(run.dataset)) for \(Wording.target(run)): \(Wording.number(change.kept + change.added, "entries"))"]
    if change.added > 0 { lines.append("  added \(change.added.grouped)") }
    lines += listed(change.removed, "gone, and removed:")
    lines += listed(change.refused, "new or worse, and not recorded (mend it, or say --accept-new):")
    let unseen = Wording.ids(run.rules.filter { $0.outcome == .error })
    if !unseen.isEmpty {
      lines.append("  could not be evaluated, and stay as they were: \(unseen.map { VisibleText.line($0) }.joined(separator: ", "))")
    }
    return lines
  }

  private static func listed(_ entries: [Baseline.Entry], _ title: String) -> [String] {
    guard !entries.isEmpty else { return [] }
    let rest = entries.count > most ? ["    and \((entries.count - most).grouped) more"] : []
    return ["  \(title)"]
      + entries.prefix(most).map { entry in
        let place = entry.place.isEmpty ? "" : ": \(VisibleText.line(entry.place))"
        let count = entry.count > 1 ? " (\(entry.count.grouped) times)" : ""
        return "    \(VisibleText.line(entry.rule)) [\(VisibleText.line(entry.scope))]\(place)\(count)"
      } + rest
  }
}
