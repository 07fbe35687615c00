import Episodes
import Measures

/// The end effector's way: from above, from the front and from the side to one scale, and once more in a view that can be turned. Beside the
/// recorded path, dashed, the one that the labels add up to; where the two are apart at the marked step, a line between them.
enum PathFigure {
  /// Steps that are drawn of a path; the first, the last and the marked one are always among them.
  static let mostPoints = 110

  private static let frame = (left: 32.0, top: 14.0, side: 140.0)
  private static let viewBox = (width: 182.0, height: 180.0)

  static func draw(_ subject: EvidenceSubject) -> Figure? {
    guard let path = subject.exhibit.path, let box = Box(path) else { return nil }
    let steps = drawnSteps(path.recorded.count, marked: subject.steps?.lowerBound)
    let views = [("x", 0, "y", 1, "from above"), ("x", 0, "z", 2, "from the front"), ("y", 1, "z", 2, "from the side")]
    var drawings = views.map { view(path, box, steps, subject, across: ($0.0, $0.1), up: ($0.2, $0.3), words: $0.4) }
    drawings.append(turnable(path, box, steps, subject))
    let hasLabels = path.integrated.dropFirst().contains { $0.x.isFinite }
    var key: [(sample: HTML, words: String)] = [(FigureSheet.lineSample("f-line f-a"), "recorded")]
    if hasLabels {
      key.append((FigureSheet.lineSample("f-line f-b"), path.labelsArePlaces ? "where the labels say to go" : "what the labels add up to"))
    }
    key.append(("<circle class=\"f-ring f-a\" cx=\"12\" cy=\"6\" r=\"4\"/>", "start"))
    key.append(("<rect class=\"f-dot f-a\" x=\"8.5\" y=\"2.5\" width=\"7\" height=\"7\"/>", "end"))
    if let word = subject.markWord { key.append(("<path class=\"f-mark-sign\" d=\"M12 1l5 5l-5 5l-5 -5z\"/>", word)) }
    let leaves =
      hasLabels && box.isLeft ? " The labels' path leaves the drawing: it is \(box.ratio.formatted(significant: 2)) times as wide." : ""
    let commanded =
      hasLabels && subject.labels == "commanded" ? " The labels are commands: what they add up to need not meet the recorded path." : ""
    let apart = apart(path, subject) + commanded
    return EvidenceFigures.figure(
      subject, name: "path", title: "Path of the end effector",
      caption: "\(subject.opening)In metres, \(path.recorded.count) steps.\(leaves)\(apart)",
      drawing: "<div class=\"f-views\">\(drawings.joined())</div>\(FigureSheet.key(key))", tracks: tracks(path, hasLabels: hasLabels))
  }

  private static func tracks(_ path: Exhibit.Path, hasLabels: Bool) -> [Track] {
    func track(_ name: String, _ points: [SIMD3<Double>], _ axis: Int) -> Track { Track(name: name, values: points.map { $0[axis] }) }
    let axes = ["x", "y", "z"].enumerated()
    return axes.map { track("\($0.element), m", path.recorded, $0.offset) }
      + (hasLabels ? axes.map { track("\($0.element) of the labels, m", path.integrated, $0.offset) } : [])
  }

  private static func apart(_ path: Exhibit.Path, _ subject: EvidenceSubject) -> String {
    guard let step = subject.steps?.lowerBound, step < path.errors.count, path.errors[step].isFinite, !path.labelsArePlaces else {
      return ""
    }
    return " At step \(step) the two are \(Quantity(path.errors[step], .metre).text) apart."
  }

  /// The space that is drawn: a cube about the recorded path, and about what the labels say as long as that is not more than twice as wide.
  struct Box {
    var centre: SIMD3<Double>
    /// From the centre to a side.
    var half: Double
    /// The labels' path goes beyond.
    var isLeft = false
    /// The width of the labels' path over that of the recorded one.
    var ratio = 1.0

    init?(_ path: Exhibit.Path) {
      guard let own = Self.extent(path.recorded) else { return nil }
      let width = max((own.high - own.low).max(), 1e-4)
      (centre, half) = ((own.low + own.high) / 2, 0.54 * width)
      guard let labels = Self.extent(path.integrated) else { return }
      ratio = (labels.high - labels.low).max() / width
      let (low, high) = (pointwiseMin(own.low, labels.low), pointwiseMax(own.high, labels.high))
      let both = (high - low).max()
      if both <= 2 * width { (centre, half) = ((low + high) / 2, 0.54 * both) } else { (half, isLeft) = (width, true) }
    }

    private static func extent(_ points: [SIMD3<Double>]) -> (low: SIMD3<Double>, high: SIMD3<Double>)? {
      let known = points.filter { ($0 * $0).sum().isFinite }
      guard let first = known.first else { return nil }
      return known.reduce((first, first)) { (pointwiseMin($0.0, $1), pointwiseMax($0.1, $1)) }
    }

    /// Between -1 and 1 within the cube; nil for what is not known. What lies far out is cut, so that lines to it still begin as they should.
    func place(_ point: SIMD3<Double>) -> SIMD3<Double>? {
      let at = (point - centre) / half
      guard at.x.isFinite, at.y.isFinite, at.z.isFinite else { return nil }
      return at.clamped(lowerBound: SIMD3(repeating: -9), upperBound: SIMD3(repeating: 9))
    }
  }

  private static func drawnSteps(_ count: Int, marked: Int?) -> [Int] {
    guard count > mostPoints else { return Array(0..<count) }
    var steps = Set((0..<mostPoints).map { $0 * (count - 1) / (mostPoints - 1) })
    if let marked, marked < count { steps.insert(marked) }
    return steps.sorted()
  }

  // MARK: Views

  private static func view(
    _ path: Exhibit.Path, _ box: Box, _ steps: [Int], _ subject: EvidenceSubject, across: (name: String, axis: Int),
    up: (name: String, axis: Int), words: String
  ) -> HTML {
    let side = frame.side
    func flat(_ point: SIMD3<Double>) -> (Double, Double)? {
      box.place(point).map { ((1 + $0[across.axis]) / 2 * side, (1 - $0[up.axis]) / 2 * side) }
    }
    var inside = HTML.empty
    inside += polyline(steps.map { flat(path.recorded[$0]) }, "f-line f-a")
    // Dashes on top: where the two are one, both show.
    inside += polyline(steps.map { flat(path.integrated[$0]) }, "f-line f-b")
    inside += signs(path, subject, flat)
    return """
      <svg class="plot" viewBox="0 0 \(Plot.c(viewBox.width)) \(Plot.c(viewBox.height))" role="img"><title>Path \(words): \(across.name) to the \
      right, \(up.name) up</title><desc>\(subject.place), \(path.recorded.count) steps</desc>\(axes(box, across, up))\
      <svg x="\(Plot.c(frame.left))" y="\(Plot.c(frame.top))" width="\(Plot.c(side))" height="\(Plot.c(side))" overflow="hidden" aria-hidden="true">\(inside)</svg></svg>
      """
  }

  private static func axes(_ box: Box, _ across: (name: String, axis: Int), _ up: (name: String, axis: Int)) -> HTML {
    let side = frame.side
    let (right, bottom) = (frame.left + side, frame.top + side)
    let x = Scale(low: box.centre[across.axis] - box.half, high: box.centre[across.axis] + box.half, wanted: 3, isRound: false)
    let y = Scale(low: box.centre[up.axis] - box.half, high: box.centre[up.axis] + box.half, wanted: 3, isRound: false)
    var output: HTML = """
      <rect class="f-floor" x="\(Plot.c(frame.left))" y="\(Plot.c(frame.top))" width="\(Plot.c(side))" height="\(Plot.c(side))"/>\
      <text class="f-title" x="\(Plot.c(right))" y="\(Plot.c(bottom + 24))" text-anchor="end">\(across.name), m</text>\
      <text class="f-title" x="2" y="9">\(up.name), m</text>
      """
    for tick in x.ticks {
      let at = frame.left + x.share(tick) * side
      output += "<path class=\"f-axis\" d=\"M\(Plot.c(at)) \(Plot.c(bottom))v3\"/>"
      output += "<text class=\"f-tick\" x=\"\(Plot.c(at))\" y=\"\(Plot.c(bottom + 13))\" text-anchor=\"middle\">\(x.label(tick))</text>"
    }
    for tick in y.ticks {
      let at = bottom - y.share(tick) * side
      output += "<path class=\"f-axis\" d=\"M\(Plot.c(frame.left)) \(Plot.c(at))h-3\"/>"
      output +=
        "<text class=\"f-tick\" x=\"\(Plot.c(frame.left - 5))\" y=\"\(Plot.c(at + 3.5))\" text-anchor=\"end\">\(y.label(tick))</text>"
    }
    return output
  }

  /// A line, broken where a point is not known.
  private static func polyline(_ points: [(Double, Double)?], _ name: String) -> HTML {
    var path = ""
    var before: String?
    for point in points {
      guard let point else {
        before = nil
        continue
      }
      // A hand that rests is one point.
      let at = "\(Plot.c(point.0)) \(Plot.c(point.1))"
      if at != before { path += "\(before == nil ? "M" : "L")\(at)" }
      before = at
    }
    return path.contains("L") ? "<path class=\"\(name)\" d=\"\(path)\"/>" : .empty
  }

  /// Start, end, the marked step on both paths and the line between.
  private static func signs(_ path: Exhibit.Path, _ subject: EvidenceSubject, _ flat: (SIMD3<Double>) -> (Double, Double)?) -> HTML {
    var output = HTML.empty
    if let start = path.recorded.first.flatMap(flat) {
      output += "<circle class=\"f-ring f-a\" cx=\"\(Plot.c(start.0))\" cy=\"\(Plot.c(start.1))\" r=\"4\"/>"
    }
    if let end = path.recorded.last.flatMap(flat) {
      output += "<rect class=\"f-dot f-a\" x=\"\(Plot.c(end.0 - 3.2))\" y=\"\(Plot.c(end.1 - 3.2))\" width=\"6.4\" height=\"6.4\"/>"
    }
    guard let step = subject.steps?.lowerBound, step < path.recorded.count, let own = flat(path.recorded[step]) else { return output }
    if let other = flat(path.integrated[step]) {
      output += "<path class=\"f-gap\" d=\"M\(Plot.c(own.0)) \(Plot.c(own.1))L\(Plot.c(other.0)) \(Plot.c(other.1))\"/>"
    }
    output += "<path class=\"f-mark-sign\" d=\"M\(Plot.c(own.0)) \(Plot.c(own.1 - 5.5))l5 5.5l-5 5.5l-5 -5.5z\"/>"
    return output
  }

  // MARK: The view that turns

  /// From where it is looked at without a script: 60 degrees to the left of the x axis, 25 degrees above the floor. The script (`Reports/page.js`)
  /// turns it by the same formula.
  private enum Eye {
    static let (cosTurn, sinTurn) = (0.5, -0.8660254037844386)
    static let (cosRise, sinRise) = (0.9063077870366499, 0.42261826174069944)
    /// Pixels for a thousand: the corners of the cube stay inside.
    static let scale = 52.0
    static let centre = (x: 91.0, y: 88.0)

    static func flat(_ p: SIMD3<Double>) -> (Double, Double) {
      let across = p.x * cosTurn - p.y * sinTurn
      let depth = p.x * sinTurn + p.y * cosTurn
      return (centre.x + scale * across, centre.y - scale * (p.z * cosRise + depth * sinRise))
    }
  }

  private static func turnable(_ path: Exhibit.Path, _ box: Box, _ steps: [Int], _ subject: EvidenceSubject) -> HTML {
    func place(_ point: SIMD3<Double>) -> SIMD3<Double>? { box.place(point).flatMap { $0.min() >= -2 && $0.max() <= 2 ? $0 : nil } }
    let floor = [SIMD3(-1.0, -1, -1), SIMD3(1, -1, -1), SIMD3(1, 1, -1), SIMD3(-1, 1, -1), SIMD3(-1, -1, -1)]
    var inside = spatial("polyline", "f-floor", floor)
    inside += spatial("polyline", "f-axis", [SIMD3(-1, -1, -1), SIMD3(-1, -1, 1)])
    for (name, at) in [("x", SIMD3(1.15, -1, -1)), ("y", SIMD3(-1, 1.15, -1)), ("z", SIMD3(-1, -1, 1.12))] {
      let flat = Eye.flat(at)
      inside +=
        "<text class=\"f-title\" data-points=\"\(numbers([at]))\" x=\"\(Plot.c(flat.0))\" y=\"\(Plot.c(flat.1))\" text-anchor=\"middle\">\(name)</text>"
    }
    // What is not known, or far out, ends the line.
    func known(_ points: [SIMD3<Double>]) -> [SIMD3<Double>] {
      Array(steps.map { place(points[$0]) }.prefix { $0 != nil }.compactMap { $0 })
    }
    inside += spatial("polyline", "f-line f-a", known(path.recorded))
    inside += spatial("polyline", "f-line f-b", known(path.integrated))
    if let start = path.recorded.first.flatMap(place) { inside += spatial("circle", "f-ring f-a", [start], radius: "4") }
    if let end = path.recorded.last.flatMap(place) { inside += spatial("circle", "f-dot f-a", [end], radius: "3.4") }
    if let step = subject.steps?.lowerBound, step < path.recorded.count, let own = place(path.recorded[step]) {
      if let other = place(path.integrated[step]) { inside += spatial("polyline", "f-gap", [own, other]) }
      inside += spatial("circle", "f-mark-sign", [own], radius: "4.2")
    }
    return """
      <svg class="plot turnable" viewBox="0 0 \(Plot.c(viewBox.width)) \(Plot.c(viewBox.height))" role="img" \
      aria-label="Path in three dimensions, seen from above and to one side; drag it or use the arrow keys to turn it">\(inside)</svg>
      """
  }

  /// A part of the drawing that carries its points in space, in thousandths, for the script to turn.
  private static func spatial(_ element: String, _ name: String, _ points: [SIMD3<Double>], radius: String = "") -> HTML {
    guard points.count > 1 || element == "circle", let first = points.first else { return .empty }
    let tag = HTML(trusted: element)
    if element == "circle" {
      let at = Eye.flat(first)
      return "<\(tag) class=\"\(name)\" data-points=\"\(numbers(points))\" cx=\"\(Plot.c(at.0))\" cy=\"\(Plot.c(at.1))\" r=\"\(radius)\"/>"
    }
    let flat = points.map(Eye.flat).map { "\(Plot.c($0.0)),\(Plot.c($0.1))" }.joined(separator: " ")
    return "<\(tag) class=\"\(name)\" data-points=\"\(numbers(points))\" points=\"\(flat)\"/>"
  }

  private static func numbers(_ points: [SIMD3<Double>]) -> String {
    points.map { point in (0..<3).map { String(Int((point[$0] * 1000).rounded())) }.joined(separator: " ") }.joined(separator: ",")
  }
}
