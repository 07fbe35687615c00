import Rulebook

/// What a loader makes of a dataset, in rows that every output shows: what, and what becomes of it.
enum LoaderText {
  static func title(_ eye: LoaderEye) -> String { "What \(eye.target) makes of it" }

  static func known(_ eye: LoaderEye) -> String {
    eye.card == nil ? "\(eye.evidence); what its loader does otherwise is told by the target" : eye.evidence
  }

  static func rows(_ eye: LoaderEye) -> [(topic: String, text: String)] {
    var rows: [(String, String)] = []
    if let steps = eye.steps {
      rows.append(("steps", stepsText(steps)))
      for loss in steps.losses {
        let where_ = loss.episodes == 1 ? "one episode" : "\(loss.episodes.grouped) episodes"
        rows.append(("left out", "\(loss.steps.grouped) in \(where_): \(loss.reason)"))
      }
    }
    for column in eye.columns {
      for piece in column.pieces {
        var parts = [([piece.meaning, piece.source].filter { !$0.isEmpty }).joined(separator: ": ")]
        if !piece.does.isEmpty { parts.append(piece.does.joined(separator: ", then ")) }
        if !piece.becomes.isEmpty { parts.append(piece.becomes) }
        rows.append(("\(column.name)[\(piece.dimensions)]", parts.joined(separator: "; ")))
      }
    }
    return rows + eye.rows.map { ($0.topic, $0.text) }
  }

  static func stepsText(_ steps: LoaderEye.Steps) -> String {
    let episodes =
      steps.episodesKept == steps.episodes
      ? "all \(steps.episodes.grouped) episodes" : "\(steps.episodesKept.grouped) of \(steps.episodes.grouped) episodes"
    return "\(steps.kept.grouped) of \(steps.total.grouped) are trained on, of \(episodes)"
  }

  /// One line: what matters most at the prompt.
  static func brief(_ eye: LoaderEye) -> String {
    var parts: [String] = []
    if let steps = eye.steps { parts.append("\(steps.kept.grouped) of \(steps.total.grouped) steps") }
    if let action = eye.columns.first(where: { $0.name == "action" }) {
      parts.append("an action of \(action.width) \(eye.card.map { "by the card \($0)" } ?? "as it is stored")")
    }
    if let gripper = eye.rows.first(where: { $0.topic == "gripper" }) { parts.append("gripper: \(gripper.text)") }
    return parts.joined(separator: "; ")
  }

  /// The rows as lines of a width: in a narrow terminal the topic stands above its text.
  /// `plain` is what a terminal can show of a text; it may make it longer.
  static func lines(_ eye: LoaderEye, width: Int, plain: (String) -> String = { $0 }) -> [String] {
    let rows = rows(eye).map { (topic: plain(VisibleText.line($0.topic, limit: 100)), text: plain(VisibleText.line($0.text, limit: 600))) }
    let label = min((rows.map { TextWidth.of($0.topic) }.max() ?? 0) + 2, 26)
    var lines: [String] = []
    for row in rows {
      let text = row.text
      if width - max(label, TextWidth.of(row.topic) + 1) < 32 {
        lines += TextWidth.wrap(row.topic, to: width - 2).map { "  " + $0 } + TextWidth.wrap(text, to: width - 4).map { "    " + $0 }
        continue
      }
      let indent = String(repeating: " ", count: label + 2)
      let topic = "  " + row.topic + String(repeating: " ", count: max(label - TextWidth.of(row.topic), 1))
      let wrapped = TextWidth.wrap(text, to: width - max(TextWidth.of(topic), indent.count))
      lines += wrapped.enumerated().map { ($0.offset == 0 ? topic : indent) + $0.element }
    }
    return lines
  }
}

/// Several targets over one dataset, side by side.
struct SideBySide {
  var dataset: String
  var path: String
  var runs: [Run]

  /// Datasets that were judged for more than one target, in the order of the report.
  static func all(_ report: Report) -> [SideBySide] {
    report.runs.inGroups(by: \.dataset.path).compactMap { path, runs in
      guard runs.count > 1 else { return nil }
      return SideBySide(dataset: Wording.dataset(runs[0].dataset), path: path, runs: runs)
    }
  }

  /// The rules that reject, each once, causes alone.
  static func because(_ run: Run) -> [String] { Wording.ids(Outline(run).rejecting.map(\.result)) }

  /// Rules that could not be evaluated, where that is what makes a run incomplete.
  private static func missing(_ run: Run) -> [String] {
    Wording.ids(run.rules.filter { $0.isGating && $0.outcome == .error || $0.isRequired && $0.outcome == .notApplicable })
  }

  /// "fit for octo; not for openvla: loader/action-width".
  var sentence: String {
    var parts: [String] = []
    let fit = runs.filter { $0.verdict == .accept }.map(\.target)
    if !fit.isEmpty { parts.append("fit for \(fit.joined(separator: ", "))") }
    for run in runs where run.verdict == .reject {
      parts.append("not for \(run.target): \(Self.short(Self.because(run)))")
    }
    for run in runs where run.verdict == .incomplete {
      parts.append("not decided for \(run.target): \(Self.short(Self.missing(run)))")
    }
    return parts.joined(separator: "; ")
  }

  private static func short(_ ids: [String]) -> String {
    ids.count > 4 ? ids.prefix(3).joined(separator: ", ") + " and \(ids.count - 3) more" : ids.joined(separator: ", ")
  }

  /// A row a topic, a cell a target.
  var rows: [(topic: String, cells: [String])] {
    var rows: [(String, [String])] = [("verdict", runs.map(\.verdict.word))]
    rows.append(
      ("because", runs.map { Self.short($0.verdict == .reject ? Self.because($0) : $0.verdict == .incomplete ? Self.missing($0) : []) }))
    rows.append(
      (
        "warnings",
        runs.map { run in Self.short(Wording.ids(Outline(run).telling.filter { $0.result.severity == .warning }.map(\.result))) }
      ))
    rows.append(("steps", runs.map { $0.eye?.steps.map { "\($0.kept.grouped) of \($0.total.grouped)" } ?? "" }))
    rows.append(
      ("action", runs.map { run in run.eye?.columns.first { $0.name == "action" }.map { "\($0.width) dimensions" } ?? "" }))
    var topics: [String] = []
    for run in runs {
      for row in run.eye?.rows ?? [] where !topics.contains(row.topic) && row.topic != "note" && !row.topic.hasPrefix("camera ") {
        topics.append(row.topic)
      }
    }
    for topic in topics { rows.append((topic, runs.map { run in run.eye?.rows.first { $0.topic == topic }?.text ?? "" })) }
    rows.append(
      (
        "cameras",
        runs.map { run in
          (run.eye?.rows ?? []).filter { $0.topic.hasPrefix("camera ") }.map { "\($0.topic.dropFirst(7)): \($0.text)" }.joined(
            separator: "; ")
        }
      ))
    return rows.filter { row in row.1.contains { !$0.isEmpty } }
  }

  /// A table where every target gets room to read, else one target below the other.
  func lines(width: Int, plain: (String) -> String = { $0 }) -> [String] {
    func shown(_ text: String) -> String { plain(VisibleText.line(text, limit: 600)) }
    let rows = rows.map { (topic: shown($0.topic), cells: $0.cells.map(shown)) }
    let targets = runs.map { shown($0.target) }
    let label = (rows.map { TextWidth.of($0.topic) }.max() ?? 0) + 2
    let room = (width - label) / max(runs.count, 1)
    guard room >= 26 else {
      return runs.indices.flatMap { index in
        (index == 0 ? [] : [""]) + TextWidth.wrap(targets[index], to: width)
          + rows.filter { !$0.cells[index].isEmpty }
          .flatMap { TextWidth.wrap("\($0.topic): \($0.cells[index])", to: width - 2).map { "  " + $0 } }
      }
    }
    var lines: [String] = []
    for row in [(topic: "", cells: targets)] + rows {
      let cells = row.cells.map { TextWidth.wrap($0, to: room - 2) }
      for at in 0..<(cells.map(\.count).max() ?? 0) {
        lines.append(Self.line(at == 0 ? row.topic : "", cells.map { at < $0.count ? $0[at] : "" }, label: label, room: room))
      }
    }
    return lines
  }

  private static func line(_ topic: String, _ cells: [String], label: Int, room: Int) -> String {
    var line = topic + String(repeating: " ", count: label - TextWidth.of(topic))
    for cell in cells { line += cell + String(repeating: " ", count: max(room - TextWidth.of(cell), 1)) }
    while line.last == " " { line.removeLast() }
    return line
  }
}
