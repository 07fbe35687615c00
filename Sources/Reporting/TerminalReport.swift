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
    guard report.runs.count != 1 else { return text(TerminalRun(run: report.runs[0], layout: layout).lines(room: height.map { $0 - 1 })) }
    let compared = SideBySide.all(report)
    var head = layout.verdict(report.verdict, "over \(Wording.number(report.runs.count, "runs"))")
    for each in compared { head += layout.paragraph("\(each.dataset): \(VisibleText.line(each.sentence))", first: "  ", limit: 3) }
    var lines = head + several(report.runs, layout, room: height.map { $0 - head.count })
    if height == nil {
      for each in compared {
        lines += [""] + layout.paragraph("\(each.dataset), side by side:") + each.lines(width: width, plain: layout.style.plain)
      }
    }
    return text(lines)
  }

  /// Several runs share the screen. Each gets what it cannot do without, and then its part of what is left; what the accepted ones leave
  /// goes to those with more to tell. Where there is not even room for that, each gets a line.
  private func several(_ runs: [Run], _ layout: TerminalLayout, room: Int?) -> [String] {
    let pages = runs.map { TerminalRun(run: $0, layout: layout, isBrief: room != nil) }
    guard let height = room else { return pages.flatMap { [""] + $0.lines(room: nil) } }
    let least = pages.map { $0.lines(room: 0).count }
    // One line is left for the prompt.
    var spare = height - 1 - least.reduce(0) { $0 + $1 + 1 }
    if spare < 0 {
      return runs.flatMap { run in
        layout.verdict(run.verdict, "\(Wording.dataset(run.dataset)) for \(Wording.target(run)): \(Wording.verdict(run))")
      }
    }
    var texts = [[String]](repeating: [], count: runs.count)
    let order = runs.indices.filter { runs[$0].verdict == .accept } + runs.indices.filter { runs[$0].verdict != .accept }
    for (position, index) in order.enumerated() {
      texts[index] = pages[index].lines(room: least[index] + spare / (order.count - position))
      spare -= texts[index].count - least[index]
    }
    return texts.flatMap { [""] + $0 }
  }

  private func text(_ lines: [String]) -> String { lines.joined(separator: "\n") + "\n" }
}

/// Turns words into lines of a given width.
struct TerminalLayout {
  var width: Int
  var style: TerminalStyle

  /// A paragraph, its first line behind `first` and the others behind as many spaces; at most `limit` lines.
  func paragraph(_ text: String, first: String = "", paint: TerminalStyle.Paint? = nil, limit: Int = .max) -> [String] {
    let first = style.plain(first)
    // Behind a long head of a narrow terminal nothing could be read: it then stands alone.
    if width - TextWidth.of(first) < min(12, width / 2) {
      let head = TextWidth.cut(String(first.reversed().drop { $0 == " " }.reversed()), to: width, ellipsis: style.ellipsis)
      return [head] + paragraph(text, first: "  ", paint: paint, limit: max(limit - 1, 1))
    }
    let indent = String(repeating: " ", count: TextWidth.of(first))
    let room = width - TextWidth.of(first)
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
