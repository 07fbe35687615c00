import Reporting
import Rulebook

/// The service that runs a check, and what it is told in its own way: annotations and a summary in GitHub Actions, a code quality report in
/// GitLab. What it cannot take is said on standard error and changes no exit status.
struct ContinuousIntegration {
  enum Kind { case none, github, gitlab }

  static let choices = ["auto", "github", "gitlab", "none"]

  let kind: Kind
  let root: SourceRoot
  private let environment: @Sendable (String) -> String?

  /// GitLab picks it up by this name when the job says `artifacts: reports: codequality`.
  static let codeQualityFile = "gl-code-quality-report.json"

  init(_ choice: String?, environment: @escaping @Sendable (String) -> String? = Console.environment) throws(UsageError) {
    self.environment = environment
    switch choice ?? "auto" {
    case "auto": kind = environment("GITHUB_ACTIONS") == "true" ? .github : environment("GITLAB_CI") == "true" ? .gitlab : .none
    case "github": kind = .github
    case "gitlab": kind = .gitlab
    case "none": kind = .none
    default: throw UsageError("--ci is auto, github, gitlab or none, not \"\(choice ?? "")\"")
    }
    let folder = environment("GITHUB_WORKSPACE") ?? environment("CI_PROJECT_DIR")
    root = SourceRoot(folder: folder, workingDirectory: folder == nil ? nil : Files.workingDirectory)
  }

  /// Tells it; gives what was written where, as the last line of a check names it. Nothing mixes with a report on standard output.
  func tell(_ report: Report, besides asked: [String], isOutputTaken: Bool) -> [String] {
    switch kind {
    case .none: return []
    case .github:
      // The runner reads commands from both.
      Console.write(GitHubCommands.annotations(report, root: root), to: isOutputTaken ? 2 : 1)
      return summary(report)
    case .gitlab:
      guard !asked.contains("gitlab") else { return [] }
      return attempt("gitlab \(Self.codeQualityFile)") { () throws(FileError) in
        try Files.write(CodeQuality.render(report, root: root), to: Self.codeQualityFile)
      }
    }
  }

  /// What the steps of one summary may hold together, with room for what others write.
  private static let summaryBytes = 1_000 * 1024

  /// Adds to the summary of the step what fits.
  func summary(_ report: Report) -> [String] {
    guard let file = environment("GITHUB_STEP_SUMMARY"), !file.isEmpty else { return [] }
    let left = Self.summaryBytes - Files.size(file)
    guard left > 4_096 else {
      Console.error("cupel: the step summary is full; nothing was added to it")
      return []
    }
    return attempt("step summary") { () throws(FileError) in
      try Files.append(MarkdownReport.summary(report, bytes: left), to: file)
    }
  }

  private func attempt(_ what: String, _ work: () throws(FileError) -> Void) -> [String] {
    do {
      try work()
      return [what]
    } catch {
      Console.error("cupel: \(VisibleText.line(error.description))")
      return []
    }
  }
}
