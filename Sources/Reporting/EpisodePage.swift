import Episodes
import Measures

/// One episode as a terminal shows it: a line of bars for every track, and a table of the steps asked for.
public struct EpisodePage {
  public var width: Int
  public var colour: Bool
  /// Block characters and arrows; else digits.
  public var isUnicode: Bool

  public init(width: Int, colour: Bool, isUnicode: Bool = true) {
    self.width = max(40, width)
    self.colour = colour
    self.isUnicode = isUnicode
  }

  /// What is shown, and which part of it.
  public struct Content {
    public var dataset: String
    public var episode: String
    public var source: String
    public var instruction: String?
    public var steps: Int
    public var groups: [TrackGroup]
    /// The steps of the table and of the bars; nil for all.
    public var window: ClosedRange<Int>?
    /// Steps that a finding names.
    public var marks: ClosedRange<Int>?

    public init(
      dataset: String, episode: String, source: String, instruction: String? = nil, steps: Int, groups: [TrackGroup],
      window: ClosedRange<Int>? = nil, marks: ClosedRange<Int>? = nil
    ) {
      self.dataset = dataset
      self.episode = episode
      self.source = source
      self.instruction = instruction
      self.steps = steps
      self.groups = groups
      self.window = window
      self.marks = marks
    }
  }

  /// Rows of the table where nobody said which.
  private static let fewRows = 24
  private static let aroundMark = 6

  public func render(_ content: Content) -> String {
    let style = TerminalStyle(colour: colour, isUnicode: isUnicode)
    var lines = [
      style.paint("\(VisibleText.line(content.dataset)) \(VisibleText.line(content.episode))", .bold)
        + "  \(Wording.number(content.steps, "steps"))"
    ]
    if !content.source.isEmpty { lines.append("  " + cut(VisibleText.line(content.source), to: width - 2)) }
    if let instruction = content.instruction { lines.append("  " + cut("\"\(VisibleText.line(instruction))\"", to: width - 2)) }
    guard content.steps > 0 else { return (lines + ["", "The episode has no steps."]).joined(separator: "\n") + "\n" }
    let all = 0...(content.steps - 1)
    let shown = (content.window ?? all).clamped(to: all)
    for group in content.groups { lines += [""] + bars(group, shown: shown, marks: content.marks, style: style) }
    let rows = content.window.map { $0.clamped(to: all) } ?? rows(content, all: all)
    lines += [""] + table(content.groups, rows: rows, marks: content.marks, style: style)
    if rows != all {
      lines += TextWidth.wrap(
        "Steps \(rows.lowerBound) to \(rows.upperBound) of \(content.steps); --steps A..B shows others.", to: width)
    }
    return lines.map { style.plain($0) }.joined(separator: "\n") + "\n"
  }

  private func rows(_ content: Content, all: ClosedRange<Int>) -> ClosedRange<Int> {
    if let marks = content.marks {
      return (marks.lowerBound - Self.aroundMark...min(marks.upperBound, marks.lowerBound + 2 * Self.fewRows) + Self.aroundMark)
        .clamped(to: all)
    }
    return 0...min(all.upperBound, Self.fewRows - 1)
  }

  private func cut(_ text: String, to width: Int) -> String { TextWidth.cut(text, to: width, ellipsis: isUnicode ? "…" : "...") }

  // MARK: Bars

  private func bars(_ group: TrackGroup, shown: ClosedRange<Int>, marks: ClosedRange<Int>?, style: TerminalStyle) -> [String] {
    let nameWidth = min(max(8, group.tracks.map { TextWidth.of(VisibleText.line($0.name)) }.max() ?? 8), max(8, width / 3))
    let rangeWidth = 24
    let cells = min(shown.count, max(8, width - nameWidth - rangeWidth - 6))
    var lines = [style.paint(cut(VisibleText.line(group.title), to: width), .bold)]
    let windows = group.tracks.map { track in
      Array(track.values.dropFirst(shown.lowerBound).prefix(shown.count))
    }
    for (index, track) in group.tracks.enumerated() {
      let known = windows[index].filter(\.isFinite)
      let (low, high) = (known.min() ?? .nan, known.max() ?? .nan)
      let partner = index ^ 1
      let scale = group.isPaired && partner < windows.count ? known + windows[partner].filter(\.isFinite) : known
      let bar = Self.bar(
        windows[index], cells: cells, low: scale.min() ?? .nan, high: scale.max() ?? .nan, isUnicode: isUnicode)
      let name = pad(cut(VisibleText.line(track.name), to: nameWidth), to: nameWidth)
      let range = known.isEmpty ? "nothing known" : low == high ? "always \(low.short)" : "\(low.short) to \(high.short)"
      lines.append("  \(name)  \(bar)  \(range)")
    }
    if let marks, marks.overlaps(shown) {
      let inside = marks.clamped(to: shown)
      let from = Self.cell(of: inside.lowerBound - shown.lowerBound, of: shown.count, cells: cells)
      let to = Self.cell(of: inside.upperBound - shown.lowerBound, of: shown.count, cells: cells)
      let arrows = String(repeating: " ", count: from) + String(repeating: "^", count: to - from + 1)
      let words = inside.count == 1 ? "step \(inside.lowerBound)" : "steps \(inside.lowerBound) to \(inside.upperBound)"
      lines.append("  \(String(repeating: " ", count: nameWidth))  \(style.paint(arrows, .red)) \(words)")
    }
    return lines
  }

  private static func cell(of step: Int, of steps: Int, cells: Int) -> Int { min(cells - 1, step * cells / max(1, steps)) }

  /// Eight heights between the lowest and the highest value. Where several steps share a cell it shows the one farthest from the mean, so
  /// that a spike of one step is never lost; a step that is not known, or not finite, shows as ×.
  static func bar(_ values: [Double], cells: Int, low: Double, high: Double, isUnicode: Bool) -> String {
    let heights: [Character] = isUnicode ? ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"] : ["0", "1", "2", "3", "4", "5", "6", "7"]
    let all = values.filter(\.isFinite)
    let middle = all.reduce(0) { $0 + $1 / Double(all.count) }
    var bar = ""
    for cell in 0..<cells {
      let from = cell * values.count / cells
      let to = max(from + 1, (cell + 1) * values.count / cells)
      let inside = from < values.count ? values[from..<min(to, values.count)] : []
      let known = inside.filter(\.isFinite)
      guard let value = known.max(by: { ($0 - middle).magnitude < ($1 - middle).magnitude }) else {
        bar.append(isUnicode ? "×" : "x")
        continue
      }
      let share = high > low ? (value - low) / (high - low) : 0
      bar.append(heights[min(7, max(0, Int((share * 8).rounded(.down))))])
    }
    return bar
  }

  // MARK: Table

  private func table(_ groups: [TrackGroup], rows: ClosedRange<Int>, marks: ClosedRange<Int>?, style: TerminalStyle) -> [String] {
    let tracks = groups.flatMap(\.tracks)
    let columns = tracks.map { track in
      (head: VisibleText.line(track.name), cells: rows.map { $0 < track.values.count ? Self.number(track.values[$0]) : "" })
    }
    let stepWidth = max(4, String(rows.upperBound).count)
    var room = width - stepWidth - 2
    var shown: [(head: String, cells: [String], width: Int)] = []
    for column in columns {
      let columnWidth = max(TextWidth.of(column.head), column.cells.map(\.count).max() ?? 0)
      guard room >= columnWidth + 2 else { break }
      room -= columnWidth + 2
      shown.append((column.head, column.cells, columnWidth))
    }
    var lines = [style.paint(lead("step", to: stepWidth) + "  " + shown.map { "  " + lead($0.head, to: $0.width) }.joined(), .bold)]
    for (index, step) in rows.enumerated() {
      let isMarked = marks?.contains(step) ?? false
      let line =
        lead(String(step), to: stepWidth) + (isMarked ? " >" : "  ") + shown.map { "  " + lead($0.cells[index], to: $0.width) }.joined()
      lines.append(isMarked ? style.paint(line, .red) : line)
    }
    if shown.count < tracks.count {
      let more = "\(Wording.number(tracks.count - shown.count, "columns")) more: a wider terminal or --feature NAME shows them."
      lines += TextWidth.wrap(more, to: width)
    }
    return lines
  }

  private static func number(_ value: Double) -> String { value.isNaN ? "-" : value.short }
  private func pad(_ text: String, to width: Int) -> String { text + String(repeating: " ", count: max(0, width - TextWidth.of(text))) }
  private func lead(_ text: String, to width: Int) -> String { String(repeating: " ", count: max(0, width - TextWidth.of(text))) + text }
}
