import Rulebook

/// What GitHub Actions reads from a step's output: annotations, at most ten errors and ten warnings, the worst first. GitHub drops what is
/// more without a word, so the last one says how many there are.
public enum GitHubCommands {
  static let most = 10

  public static func annotations(_ report: Report, root: SourceRoot = SourceRoot()) -> String {
    var errors: [Annotation] = []
    var warnings: [Annotation] = []
    for run in report.runs {
      let outline = Outline(run)
      errors += Outline.groups(outline.rejecting).map { Annotation($0, run, isOneOfMany: report.runs.count > 1) }
      errors += outline.errors.filter(\.isGating).map { Annotation($0, run, isOneOfMany: report.runs.count > 1) }
      warnings += outline.errors.filter { !$0.isGating }.map { Annotation($0, run, isOneOfMany: report.runs.count > 1) }
      let telling = outline.telling.filter { $0.result.severity != .info }
      warnings += Outline.groups(telling).map { Annotation($0, run, isOneOfMany: report.runs.count > 1) }
    }
    return lines("error", errors, root) + lines("warning", warnings, root)
  }

  /// What the terminal shows, kept from being read as commands: words of the data may look like one. The token that ends this is made of the
  /// text itself, so the text cannot hold it.
  public static func quoted(_ text: String) -> String {
    let token = "cupel-\(Fingerprint.of([text]))"
    return "::stop-commands::\(token)\n\(text)\(text.hasSuffix("\n") ? "" : "\n")::\(token)::\n"
  }

  private struct Annotation {
    var place: SourcePlaces.Place
    var title: String
    var message: String

    init(_ group: Outline.Group, _ run: Run, isOneOfMany: Bool) {
      self.init(group.first.result, run, isOneOfMany: isOneOfMany)
      let consequences = Wording.ids(([group.first] + group.others).flatMap(\.consequences))
      if !group.others.isEmpty { message += "\nAlso over \(Wording.number(group.others.count, "other scopes"))." }
      if !consequences.isEmpty { message += "\nExplains \(VisibleText.line(consequences.joined(separator: ", ")))." }
    }

    init(_ result: RuleResult, _ run: Run, isOneOfMany: Bool) {
      place = run.place(of: result)
      title = "\(VisibleText.line(result.id, limit: 100)) [\(VisibleText.line(result.scope, limit: 100))]"
      if isOneOfMany { title += " \(VisibleText.line(run.dataset.name, limit: 60)) for \(VisibleText.line(run.target, limit: 60))" }
      if result.outcome == .error {
        message = "Could not be evaluated: \(result.reasonText)"
      } else {
        message = VisibleText.line(result.found.isEmpty ? "Does not hold: \(result.states)" : result.found, limit: 1_000)
        if !result.fix.isEmpty { message += "\nFix: \(VisibleText.line(result.fix, limit: 1_000))" }
        if let finding = result.findings.first, let command = Wording.showing(finding, of: run) { message += "\nShow: \(command)" }
      }
    }
  }

  private static func lines(_ level: String, _ annotations: [Annotation], _ root: SourceRoot) -> String {
    let shown = annotations.prefix(most)
    return shown.enumerated().map { index, annotation in
      var message = annotation.message
      let hidden = annotations.count - shown.count
      if index == most - 1, hidden > 0 { message += "\nAnd \(Wording.number(hidden, "\(level)s")) more in the step summary." }
      let file = property(VisibleText.line(root.path(annotation.place.file), limit: 4_096))
      return "::\(level) file=\(file),line=\(max(1, annotation.place.line)),title=\(property(annotation.title))::\(data(message))\n"
    }.joined()
  }

  /// As the runner reads it back.
  static func data(_ text: String) -> String {
    text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
  }

  static func property(_ text: String) -> String { data(text).replacing(":", with: "%3A").replacing(",", with: "%2C") }
}
