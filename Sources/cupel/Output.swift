import Reporting
import Rulebook

/// A report that `cupel check` writes when it is asked for: the one table of them.
struct Output: Sendable {
  /// The name of the option that asks for it.
  var option: String
  var help: String
  /// Whether it needs a row of every episode.
  var listsEpisodes = false
  var render: @Sendable (Report, SourceRoot) -> String
  /// What must be said about it on standard error.
  var remark: @Sendable (Report) -> String? = { _ in nil }

  static let all = [
    Output(option: "junit", help: "write JUnit XML (- is standard output)") { report, _ in JUnitReport.render(report) },
    Output(option: "html", help: "write one self-contained page") { report, _ in HTMLReport.render(report) },
    Output(option: "json", help: "write the canonical report") { report, _ in JSONReport.render(report) },
    Output(option: "sarif", help: "write SARIF 2.1.0, for code scanning") { SARIFReport.render($0, root: $1) },
    Output(option: "gitlab", help: "write GitLab's code quality report") { CodeQuality.render($0, root: $1) },
    Output(option: "markdown", help: "write the report for a merge request or a wiki") { report, _ in MarkdownReport.render(report) },
    Output(option: "csv", help: "write a row for each episode: where it is, what it breaks, its figures", listsEpisodes: true) {
      report, _ in
      EpisodeSheet.render(report)
    },
    Output(option: "rejects", help: "write the episodes that gating rules name (see cupel stats --exclude)") { report, _ in
      RejectList(report).render()
    } remark: {
      RejectList($0).remark
    },
  ]

  var usage: Option { Option(name: option, value: "FILE", kind: .file, help: help) }

  /// Those that the command line asks for, each with its file.
  static func chosen(_ arguments: Arguments) throws(UsageError) -> [(output: Output, file: String)] {
    let chosen = all.compactMap { output in arguments.value(output.option).map { (output: output, file: $0) } }
    for (index, first) in chosen.enumerated() {
      if let second = chosen[..<index].first(where: { $0.file == first.file }) {
        throw UsageError(
          "--\(second.output.option) and --\(first.output.option) both go to \(first.file == "-" ? "standard output" : first.file)")
      }
    }
    if arguments.value("rejects") != nil, arguments.positionals.count > 1 {
      throw UsageError("--rejects lists the episodes of one dataset; there are \(arguments.positionals.count)")
    }
    return chosen
  }

  /// Writes it and says how the last line of a check names it; nil for standard output.
  func write(_ report: Report, to file: String, root: SourceRoot) throws(FileError) -> String? {
    try Files.write(render(report, root), to: file)
    if let remark = remark(report) { Console.error("--\(option) \(VisibleText.line(file)): \(remark)") }
    return file == "-" ? nil : "\(option) \(file)"
  }
}
