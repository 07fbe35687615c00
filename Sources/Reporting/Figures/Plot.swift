import Episodes

/// A drawing in one frame with two axes, as SVG. Everything that is put in must be finite to be drawn: what is not, is left out. Colours
/// and strokes are classes of `Reports/page.css`; series differ in dash and marker as well, and every mark has a word.
struct Plot {
  /// One of two things that are compared: drawn whole, or dashed.
  enum Series: String {
    case a = "f-a"
    case b = "f-b"
  }

  var x: Scale
  var y: Scale
  var xTitle = ""
  var yTitle = ""
  var width = 360.0
  var height = 180.0
  /// Names stand at the ticks of y instead of numbers, from the top: bar lists have rows.
  var hidesYLabels = false
  /// Leaves room above for the words of marks.
  var hasMarks = false
  private var body = HTML.empty
  private var words = HTML.empty

  init(x: Scale, y: Scale, xTitle: String = "", yTitle: String = "", height: Double = 180, hasMarks: Bool = false) {
    (self.x, self.y, self.xTitle, self.yTitle, self.height, self.hasMarks) = (x, y, xTitle, yTitle, height, hasMarks)
  }

  private var left: Double {
    let longest = hidesYLabels ? 0 : y.ticks.map { y.label($0).count }.max() ?? 0
    return 10 + 5.6 * Double(min(longest, 12))
  }
  private var right: Double { width - 12 }
  private var top: Double { (yTitle.isEmpty ? 6 : 18) + (hasMarks ? 17 : 0) }
  private var bottom: Double { height - (xTitle.isEmpty ? 18 : 30) }

  func px(_ value: Double) -> Double { left + (right - left) * min(max(x.share(value), -0.5), 1.5) }
  func py(_ value: Double) -> Double { bottom - (bottom - top) * min(max(y.share(value), -0.5), 1.5) }

  // MARK: What can be drawn

  /// A line through points in order; broken where one of them is not known.
  mutating func line(_ points: [(x: Double, y: Double)], _ series: Series, isStepped: Bool = false) {
    var path = ""
    var before: (x: Double, y: Double)?
    var isAlone = false
    for point in points {
      guard point.x.isFinite, point.y.isFinite else {
        if isAlone { path += "h0.1" }
        (before, isAlone) = (nil, false)
        continue
      }
      let at = (px(point.x), py(point.y))
      if let before {
        if isStepped { path += "L\(Self.c(at.0)) \(Self.c(py(before.y)))" }
        path += "L\(Self.c(at.0)) \(Self.c(at.1))"
      } else {
        path += "M\(Self.c(at.0)) \(Self.c(at.1))"
      }
      isAlone = before == nil
      before = point
    }
    if isAlone { path += "h0.1" }
    if !path.isEmpty { inside("<path class=\"f-line \(series.rawValue)\" d=\"\(path)\"/>") }
  }

  /// Bars side by side, as one shape.
  mutating func histogram(_ histogram: EvenBars, _ series: Series = .a) {
    guard histogram.counts.contains(where: { $0 > 0 }), histogram.width > 0 else { return }
    var path = "M\(Self.c(px(histogram.low))) \(Self.c(py(0)))"
    for (index, count) in histogram.counts.enumerated() {
      let end = histogram.low + Double(index + 1) * histogram.width
      path += "V\(Self.c(py(count.isFinite ? count : 0)))H\(Self.c(px(end)))"
    }
    inside("<path class=\"f-area \(series.rawValue)\" d=\"\(path)V\(Self.c(py(0)))Z\"/>")
  }

  /// From one value of x to another, over the whole height.
  mutating func band(_ low: Double, _ high: Double, class name: String = "f-band") {
    guard low.isFinite, high.isFinite, high >= x.low, low <= x.high else { return }
    let (from, to) = (px(max(low, x.low)), px(min(high, x.high)))
    inside(
      "<rect class=\"\(name)\" x=\"\(Self.c(from))\" y=\"\(Self.c(top))\" width=\"\(Self.c(to - from))\" height=\"\(Self.c(bottom - top))\"/>"
    )
  }

  /// Steps that a finding names: a line, or a band over several, a triangle on top and the word.
  mutating func mark(_ low: Double, _ high: Double, word: String) {
    guard low.isFinite, high.isFinite else { return }
    let (from, to) = (px(min(max(low, x.low), x.high)), px(min(max(high, x.low), x.high)))
    let middle = (from + to) / 2
    if to - from > 2 {
      inside(
        "<rect class=\"f-mark-band\" x=\"\(Self.c(from))\" y=\"\(Self.c(top))\" width=\"\(Self.c(to - from))\" height=\"\(Self.c(bottom - top))\"/>"
      )
    } else {
      inside("<path class=\"f-mark\" d=\"M\(Self.c(middle)) \(Self.c(top))V\(Self.c(bottom))\"/>")
    }
    inside("<path class=\"f-mark-sign\" d=\"M\(Self.c(middle)) \(Self.c(top + 1))l-4 -6h8z\"/>")
    note(word, atX: middle, y: top - 8, class: "f-strong")
  }

  /// A value of x worth a line: solid, or dashed. Its meaning is in the key.
  mutating func upright(_ value: Double, class name: String) {
    guard value.isFinite, value >= x.low, value <= x.high else { return }
    inside("<path class=\"\(name)\" d=\"M\(Self.c(px(value))) \(Self.c(top))V\(Self.c(bottom))\"/>")
  }

  /// A bracket that opens to the right at the low end of something, to the left at its high end.
  mutating func bracket(_ value: Double, opensRight: Bool) {
    guard value.isFinite, value >= x.low, value <= x.high else { return }
    let arm = opensRight ? 4 : -4
    inside("<path class=\"f-bound\" d=\"M\(Self.c(px(value) + Double(arm))) \(Self.c(top))h\(-arm)V\(Self.c(bottom))h\(arm)\"/>")
  }

  /// A level that y should keep to, with its word at the right.
  mutating func level(_ value: Double, word: String) {
    guard value.isFinite, value >= y.low, value <= y.high else { return }
    inside("<path class=\"f-limit\" d=\"M\(Self.c(left)) \(Self.c(py(value)))H\(Self.c(right))\"/>")
    let at = py(value)
    words +=
      "<text class=\"f-word f-limit-word\" x=\"\(Self.c(right - 2))\" y=\"\(Self.c(at - 4 < top + 4 ? at + 11 : at - 4))\" text-anchor=\"end\">\(Self.word(word, 40))</text>"
  }

  enum Marker { case dot, diamond, ring, bar }

  mutating func marker(_ kind: Marker, x: Double, y: Double, class name: String = "f-a") {
    guard x.isFinite, y.isFinite else { return }
    let (cx, cy) = (Self.c(px(x)), Self.c(py(y)))
    switch kind {
    case .dot: inside("<circle class=\"f-dot \(name)\" cx=\"\(cx)\" cy=\"\(cy)\" r=\"3.2\"/>")
    case .ring: inside("<circle class=\"f-ring \(name)\" cx=\"\(cx)\" cy=\"\(cy)\" r=\"4\"/>")
    case .diamond: inside("<path class=\"f-dot \(name)\" d=\"M\(cx) \(Self.c(py(y) - 4.4))l4.4 4.4l-4.4 4.4l-4.4 -4.4z\"/>")
    case .bar: inside("<path class=\"f-line \(name)\" d=\"M\(cx) \(Self.c(py(y) - 4))v8\"/>")
    }
  }

  /// Level, from one value to another.
  mutating func span(_ low: Double, _ high: Double, y: Double, class name: String) {
    guard low.isFinite, high.isFinite, y.isFinite else { return }
    inside("<path class=\"\(name)\" d=\"M\(Self.c(px(low))) \(Self.c(py(y)))H\(Self.c(px(high)))\"/>")
  }

  /// A bar from 0 along x.
  mutating func bar(_ value: Double, y: Double, thickness: Double, _ series: Series = .a) {
    guard value.isFinite, y.isFinite else { return }
    inside(
      "<rect class=\"f-area \(series.rawValue)\" x=\"\(Self.c(px(0)))\" y=\"\(Self.c(py(y) - thickness / 2))\" width=\"\(Self.c(max(0.5, px(value) - px(0))))\" height=\"\(Self.c(thickness))\"/>"
    )
  }

  /// A word at a place of the drawing, kept inside of it.
  mutating func note(_ word: String, atX: Double, y: Double, class name: String = "f-word") {
    let half = 2.9 * Double(min(word.count, 40))
    let anchor = atX - half < 2 ? "start" : atX + half > width - 2 ? "end" : "middle"
    let at = anchor == "start" ? max(2, min(atX, 2)) : anchor == "end" ? width - 2 : atX
    words += "<text class=\"\(name)\" x=\"\(Self.c(at))\" y=\"\(Self.c(y))\" text-anchor=\"\(anchor)\">\(Self.word(word, 40))</text>"
  }

  /// A word at values of the axes.
  mutating func note(_ word: String, x: Double, y: Double, above: Double = 7) {
    guard x.isFinite, y.isFinite else { return }
    note(word, atX: px(x), y: py(y) - above, class: "f-strong")
  }

  private mutating func inside(_ element: HTML) { body += element }

  // MARK: The whole

  /// `title` is what a screen reader says first, `description` what there is to see.
  func svg(title: String, description: String, class name: String = "plot") -> HTML {
    """
    <svg class="\(name)" viewBox="0 0 \(Self.c(width)) \(Self.c(height))" role="img">\
    <title>\(VisibleText.line(title, limit: 160))</title><desc>\(VisibleText.line(description, limit: 600))</desc>\(axes())\(body)\(words)</svg>
    """
  }

  private func axes() -> HTML {
    var output = HTML.empty
    for tick in y.ticks where !hidesYLabels && tick >= y.low && tick <= y.high {
      let at = py(tick)
      output += "<path class=\"f-grid\" d=\"M\(Self.c(left)) \(Self.c(at))H\(Self.c(right))\"/>"
      output += "<text class=\"f-tick\" x=\"\(Self.c(left - 4))\" y=\"\(Self.c(at + 3.5))\" text-anchor=\"end\">\(y.label(tick))</text>"
    }
    output += "<path class=\"f-axis\" d=\"M\(Self.c(left)) \(Self.c(bottom))H\(Self.c(right))\"/>"
    var free = -Double.infinity
    for tick in x.ticks where tick >= x.low && tick <= x.high {
      let (at, label) = (px(tick), x.label(tick))
      output += "<path class=\"f-axis\" d=\"M\(Self.c(at)) \(Self.c(bottom))v3\"/>"
      let half = 2.9 * Double(label.count)
      if at - half < free + 4 { continue }
      let middle = min(max(at, half), width - half)
      output += "<text class=\"f-tick\" x=\"\(Self.c(middle))\" y=\"\(Self.c(bottom + 13))\" text-anchor=\"middle\">\(label)</text>"
      free = middle + half
    }
    if !xTitle.isEmpty {
      output +=
        "<text class=\"f-title\" x=\"\(Self.c(right))\" y=\"\(Self.c(bottom + 26))\" text-anchor=\"end\">\(Self.word(xTitle, 60))</text>"
    }
    if !yTitle.isEmpty { output += "<text class=\"f-title\" x=\"2\" y=\"10\">\(Self.word(yTitle, 60))</text>" }
    return output
  }

  /// A few words that fit a drawing, from data or not.
  static func word(_ text: String, _ limit: Int) -> String {
    let start = String(String.UnicodeScalarView(text.unicodeScalars.prefix(limit)))
    return VisibleText.line(start) + (start.unicodeScalars.count < text.unicodeScalars.count ? "…" : "")
  }

  /// A coordinate, to a tenth; what is not finite is 0.
  static func c(_ value: Double) -> String {
    guard value.isFinite, value.magnitude < 1e6 else { return "0" }
    let tenths = Int((value * 10).rounded())
    if tenths % 10 == 0 { return String(tenths / 10) }
    return "\(tenths < 0 ? "-" : "")\(tenths.magnitude / 10).\(tenths.magnitude % 10)"
  }
}

/// What a histogram is drawn from.
struct EvenBars {
  var low: Double
  var width: Double
  var counts: [Double]
}
