import Rulebook

/// The whole report as Markdown, for a merge request or a wiki; and its first part, for the summary of a CI's step.
public enum MarkdownReport {
  /// What readers bear. GitHub refuses a summary above 1,024 KiB whole.
  struct Caps {
    var bytes = 900 * 1024
    /// Of one rule.
    var findings = 20
    /// Rows of a table.
    var rows = 500
  }

  /// Everything: what rejects, what could not be looked at, what held, what a loader makes of it.
  public static func render(_ report: Report) -> String { render(report, isSummary: false, caps: Caps()) }

  /// Verdicts and failures, within so many bytes.
  public static func summary(_ report: Report, bytes: Int? = nil) -> String {
    var caps = Caps()
    if let bytes { caps.bytes = min(caps.bytes, bytes) }
    return render(report, isSummary: true, caps: caps)
  }

  static func render(_ report: Report, isSummary: Bool, caps: Caps) -> String {
    var page = MarkdownPage(bytes: caps.bytes)
    page.add(head(report, isSummary: isSummary))
    for (index, run) in report.runs.enumerated() {
      let writer = MarkdownRun(run: run, caps: caps, isSummary: isSummary, number: report.runs.count > 1 ? index + 1 : nil)
      writer.write(to: &page)
    }
    return page.finish()
  }

  private static func head(_ report: Report, isSummary: Bool) -> Markdown {
    let sign = MarkdownRun.sign(report.verdict)
    let title: Markdown = isSummary ? "### \(sign) Cupel: \(report.verdict.rawValue)" : "# \(sign) Cupel: \(report.verdict.rawValue)"
    let rows = report.runs.map { run in
      Markdown.row([
        "\(MarkdownRun.sign(run.verdict)) \(Wording.verdictName(run))", "\(Wording.dataset(run.dataset))", "\(Wording.target(run))",
        "\(run.pack)", "\(Wording.verdict(run))", "\(Wording.looked(run))",
      ])
    }
    return """
      \(title)

      \(Markdown.head(["Verdict", "Dataset", "Target", "Pack", "Why", "Looked"]))\(rows.joined())
      Checked by Cupel \(report.version).


      """
  }
}

/// Markdown that grows within a budget. What does not fit is left out and counted; the last lines say so.
struct MarkdownPage {
  private var text = ""
  private var left: Int
  private(set) var leftOut = 0

  /// Kept for the last lines.
  private static let reserve = 300

  init(bytes: Int) { left = bytes - Self.reserve }

  mutating func add(_ piece: Markdown) {
    guard piece.bytes <= left else {
      leftOut += 1
      return
    }
    text += piece.text
    left -= piece.bytes
  }

  /// A piece that is not worth making once the page is full.
  mutating func add(_ make: () -> Markdown) {
    if left < Self.reserve { leftOut += 1 } else { add(make()) }
  }

  /// A table within the page: a head, and as many rows as fit; then how many are not shown.
  mutating func add(_ heading: Markdown, head: Markdown, rows: [Markdown], most: Int, noun: String) {
    guard !rows.isEmpty else { return }
    var table = heading + head
    var shown = 0
    for row in rows.prefix(most) where table.bytes + row.bytes + 200 <= left {
      table += row
      shown += 1
    }
    if let cut = Wording.cut(shown: shown, of: rows.count, noun) {
      table += "\n_To keep this readable: \(cut). The JSON report has them all._\n"
    }
    add(table + "\n")
  }

  consuming func finish() -> String {
    guard leftOut > 0 else { return text }
    let parts: Markdown = leftOut == 1 ? "1 part is" : "\(leftOut.grouped) parts are"
    return text + "\n_To keep this readable, \(parts.text) left out. The JSON report has everything._\n"
  }
}
