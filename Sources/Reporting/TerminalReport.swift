import Rulebook

/// What a person sees at the prompt: a summary that fits one screen. What does not fit is told in one line with its number; nothing is
/// left out without a word.
public struct TerminalReport: Sendable {
  public var width: Int
  public var colour: Bool
  public var isUnicode: Bool
  /// Lines on the screen, one of them left for the prompt; nil writes everything out (a log).
  public var height: Int?

  public init(width: Int, colour: Bool, isUnicode: Bool = true, height: Int? = 24) {
    self.width = min(max(width, 20), 160)
    self.colour = colour
    self.isUnicode = isUnicode
    self.height = height
  }

  public func render(_ report: Report) -> String {
    let layout = TerminalLayout(width: width, style: TerminalStyle(colour: colour, isUnicode: isUnicode))
    var lines: [String] = []
    if report.runs.count != 1 {
      lines += layout.verdict(report.verdict, "over \(Wording.number(report.runs.count, "runs"))")
    }
    for run in report.runs {
      if report.runs.count > 1 { lines.append("") }
      // Several runs share the screen; each keeps room for its verdict and its worst.
      let room = height.map { max(8, ($0 - 1) / report.runs.count - (report.runs.count > 1 ? 2 : 0)) }
      lines += TerminalRun(run: run, layout: layout).lines(room: room)
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

/// Turns words into lines of a given width.
struct TerminalLayout {
  var width: Int
  var style: TerminalStyle

  /// A paragraph, its first line behind `first` and the others behind as many spaces; at most `limit` lines.
  func paragraph(_ text: String, first: String = "", paint: TerminalStyle.Paint? = nil, limit: Int = .max) -> [String] {
    let first = style.plain(first)
    let indent = String(repeating: " ", count: TextWidth.of(first))
    let room = max(width - TextWidth.of(first), 8)
    var lines = TextWidth.wrap(style.plain(text), to: room)
    if lines.count > limit {
      let last = lines[(limit - 1)...].joined(separator: " ")
      lines = Array(lines[..<(limit - 1)]) + [TextWidth.cut(last, to: room, ellipsis: style.ellipsis)]
    }
    return lines.enumerated().map { (($0.offset == 0) ? first : indent) + style.paint($0.element, paint) }
  }

  /// One line: `head` in its colour, then as much of `tail` as fits.
  func line(_ head: String, _ paint: TerminalStyle.Paint?, _ tail: String) -> String {
    let head = TextWidth.cut(style.plain(head), to: width, ellipsis: style.ellipsis)
    let room = width - TextWidth.of(head) - 1
    guard !tail.isEmpty, room > 3 else { return style.paint(head, paint) }
    return style.paint(head, paint) + " " + TextWidth.cut(style.plain(tail), to: room, ellipsis: style.ellipsis)
  }

  func verdict(_ verdict: Verdict, _ text: String) -> [String] {
    let paint: TerminalStyle.Paint = verdict == .accept ? .green : verdict == .reject ? .red : .yellow
    return [line(verdict.rawValue.uppercased(), paint, text)]
  }
}
