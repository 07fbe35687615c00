import Measures
import Rulebook

/// The numbers around the step that a finding names, as a compiler shows the line that it complains of: what the label says above what was
/// recorded, the step marked.
///
///       | step             30       31       32
///       | action[0]    0.0312   0.0301   0.0288
///       | motion x     0.0297   0.0287   0.0274
///       |                                ^^^^^^
struct TerminalEvidence {
  var layout: TerminalLayout
  var run: Run

  private static let mostSteps = 7
  private static let leastSteps = 3
  private static let margin = "      | "

  /// No lines where no episode was fetched, where the rule says nothing of single steps, or where the terminal is too narrow for three.
  func lines(_ result: RuleResult) -> [String] {
    guard Evidence.showsSteps(result), let finding = result.findings.first, finding.episode != nil,
      let exhibit = run.exhibits.first(where: { $0.split == finding.split && $0.episode == finding.episode }), exhibit.steps > 0,
      let tracks = tracks(of: finding, in: exhibit, family: result.family), let mark = mark(finding, tracks, exhibit.steps)
    else { return [] }
    return table(tracks, mark: mark, steps: exhibit.steps)
  }

  /// A label and what it is held against, or a track that stands alone.
  private func tracks(of finding: Finding, in exhibit: Exhibit, family: String) -> [Track]? {
    func holds(_ group: TrackGroup) -> Bool { group.tracks.contains { $0.name == finding.feature } }
    let subjects: [TrackGroup.Subject] = family == "gripper" ? [.gripper] : [.translation, .joints, .other]
    guard let group = exhibit.groups.first(where: holds) ?? exhibit.groups.first(where: { subjects.contains($0.subject) }) else {
      return nil
    }
    let named = group.tracks.firstIndex { $0.name == finding.feature }
    guard group.isPaired, group.tracks.count.isMultiple(of: 2) else { return group.tracks.isEmpty ? nil : [group.tracks[named ?? 0]] }
    let pairs = stride(from: 0, to: group.tracks.count, by: 2).map { [group.tracks[$0], group.tracks[$0 + 1]] }
    if let named { return pairs[named / 2] }
    let at = finding.steps?.lowerBound
    // The dimension in which the two are farthest apart says most; of equals the first.
    let gaps = pairs.map { pair in (at.map { $0...$0 } ?? 0...max(0, exhibit.steps - 1)).map { Self.gap(pair, $0) ?? 0 }.max() ?? 0 }
    return gaps.indices.max { gaps[$0] < gaps[$1] || gaps[$0] == gaps[$1] && $0 > $1 }.map { pairs[$0] }
  }

  private static func gap(_ pair: [Track], _ step: Int) -> Double? {
    guard pair.count == 2, pair.allSatisfy({ step < $0.values.count && $0.values[step].isFinite }) else { return nil }
    return (pair[0].values[step] - pair[1].values[step]).magnitude
  }

  /// The step that the finding names, or the one at which the two are farthest apart.
  private func mark(_ finding: Finding, _ tracks: [Track], _ steps: Int) -> Int? {
    if let named = finding.steps?.lowerBound { return named < steps ? max(0, named) : nil }
    return (0..<steps).compactMap { step in Self.gap(tracks, step).map { (step, $0) } }.max { $0.1 < $1.1 }?.0
  }

  private func table(_ tracks: [Track], mark: Int, steps: Int) -> [String] {
    let names = ["step"] + tracks.map { VisibleText.line($0.name, limit: 40) }
    let label = min(names.map { TextWidth.of($0) }.max() ?? 0, 20)
    func number(_ track: Track, _ step: Int) -> String {
      step < track.values.count && !track.values[step].isNaN ? track.values[step].short : "-"
    }
    let around = max(0, mark - Self.mostSteps)...min(steps - 1, mark + Self.mostSteps)
    let column = 2 + (around.flatMap { step in tracks.map { number($0, step).count } + [String(step).count] }.max() ?? 0)
    let wanted = min(Self.mostSteps, steps, (layout.width - Self.margin.count - label) / column)
    guard wanted >= min(Self.leastSteps, steps), wanted > 0 else { return [] }
    let first = min(max(0, mark - wanted / 2), steps - wanted)
    let shown = first..<first + wanted
    func lead(_ text: String) -> String { String(repeating: " ", count: max(0, column - text.count)) + text }
    func row(_ name: String, _ cells: [String]) -> String {
      let name = TextWidth.cut(layout.style.plain(name), to: label, ellipsis: layout.style.ellipsis)
      return Self.margin + name + String(repeating: " ", count: max(0, label - TextWidth.of(name))) + cells.map(lead).joined()
    }
    let sign = String(repeating: "^", count: max(1, column - 2))
    let arrows = layout.style.paint(sign, .red)
    let before = String(repeating: " ", count: label + (mark - first) * column + 2)
    return [row("step", shown.map(String.init))]
      + zip(names.dropFirst(), tracks).map { name, track in row(name, shown.map { number(track, $0) }) }
      + [Self.margin + before + arrows]
  }
}
