import Documents
import Episodes
import Measures
import Rulebook

/// The contact sheet: the first, the marked (or middle) and the last picture of a few episodes, with the label's motion on each.
enum ContactFigures {
  static func all(_ sheet: ContactSheet, of run: Run) -> [Figure] {
    let figures = sheet.rows.map { row in
      // Rules stand in order, the worst first.
      Self.row(row, tone: run.rules.first { $0.outcome == .fail && $0.id == row.rules.first }?.tone ?? "pass")
    }
    guard sheet.leftOut > 0, var last = figures.last else { return figures }
    last.caption +=
      " To keep this page small, \(Wording.number(sheet.leftOut, "further episodes")) \(sheet.leftOut == 1 ? "is" : "are") not shown."
    return figures.dropLast() + [last]
  }

  private static func row(_ row: ContactSheet.Row, tone: String) -> Figure {
    let strip = row.strip
    let place = "\(VisibleText.line(strip.split, limit: 60))/\(strip.episode)"
    let isClean = row.rules.isEmpty
    let rules = row.rules.map { VisibleText.line($0, limit: 80) }
    let told = isClean ? "no finding" : cut(rules)
    let drawings = strip.frames.map { frame(strip, $0, place: place, told: told) }
    let sign = HTMLReport.sign(tone)
    let hasArrow = strip.frames.contains { $0.arrow != nil }
    let hasMotion = strip.frames.contains { $0.motion != nil }
    let motion =
      hasArrow
      ? " The arrow is the label's motion, \(Int(FrameStrip.Arrow.factor)) times as long, by the camera's calibration."
      : hasMotion
        ? " The compass is the label's motion in the base frame: x to the right, y up, z as the bar; full length is the episode's largest."
        : ""
    let text = strip.instruction.map { " \u{201c}\(VisibleText.line($0, limit: 160))\u{201d}." } ?? " No instruction."
    return Figure(
      name: "pictures-\(strip.split)-\(strip.episode)", title: "Episode \(place)",
      caption: "\(VisibleText.line(strip.camera, limit: 80)).\(text)\(motion)",
      drawing:
        "<p class=\"f-told \(tone)\">\(sign) \(told)</p><div class=\"f-strip \(tone)\">\(drawings.joined())</div>",
      table: Figure.Table(
        head: ["Step", "Marked", "Label x, m", "Label y, m", "Label z, m"],
        rows: strip.frames.map { frame in
          [String(frame.step), frame.isMarked ? "yes" : "no"]
            + (0..<3).map { axis in frame.motion.map { FigureSheet.cell($0[axis]) } ?? "not known" }
        }))
  }

  private static func cut(_ rules: [String]) -> String {
    rules.count <= 3 ? rules.joined(separator: ", ") : rules.prefix(3).joined(separator: ", ") + " and \(rules.count - 3) more"
  }

  // MARK: One picture

  /// All pictures are drawn to one width.
  private static let width = 160.0

  private static func frame(_ strip: FrameStrip, _ frame: FrameStrip.Frame, place: String, told: String) -> HTML {
    let picture = frame.picture
    let height = width * Double(max(1, picture.height)) / Double(max(1, picture.width))
    let caption = frame.isMarked ? "step \(frame.step), marked" : "step \(frame.step)"
    let instruction = strip.instruction.map { ", told to \u{201c}\(VisibleText.line($0, limit: 120))\u{201d}" } ?? ""
    let words = "Picture of \(VisibleText.line(strip.camera, limit: 80)) in episode \(place) at step \(frame.step)\(instruction); \(told)"
    var overlay = HTML.empty
    if let arrow = frame.arrow {
      overlay = Self.arrow(
        (arrow.from.x * width, arrow.from.y * height), (arrow.to.x * width, arrow.to.y * height), "f-arrow")
    } else if let motion = frame.motion {
      overlay = compass(motion, reach: strip.reach, at: (width - 32, height - 22))
    }
    return """
      <svg class="plot f-frame\(frame.isMarked ? " f-frame-marked" as HTML : "")" viewBox="0 0 \(Plot.c(width)) \(Plot.c(height + 15))" role="img">\
      <title>\(words)</title><desc>\(motionWords(frame))</desc>\
      <image href="data:image/jpeg;base64,\(Base64.encode(picture.jpeg))" width="\(Plot.c(width))" height="\(Plot.c(height))"/>\
      <rect class="f-edge" x="1" y="1" width="\(Plot.c(width - 2))" height="\(Plot.c(height - 2))"/>\(overlay)\
      <text class="\(frame.isMarked ? "f-strong" : "f-tick")" x="2" y="\(Plot.c(height + 11))">\(caption)</text></svg>
      """
  }

  private static func motionWords(_ frame: FrameStrip.Frame) -> String {
    guard let motion = frame.motion else { return "No label of motion is known at this step." }
    return "The label moves by \(motion.x.short), \(motion.y.short), \(motion.z.short) m."
  }

  /// Twice: a light one beneath, so that it shows on any picture.
  private static func arrow(_ from: (Double, Double), _ to: (Double, Double), _ name: String) -> HTML {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1)
    let length = (dx * dx + dy * dy).squareRoot()
    guard length.isFinite, length >= 0.5 else { return .empty }
    let (ux, uy) = (dx / length, dy / length)
    let head = min(5, length / 2)
    func corner(_ side: Double) -> String {
      "\(Plot.c(to.0 - head * ux + side * 0.6 * head * uy)) \(Plot.c(to.1 - head * uy - side * 0.6 * head * ux))"
    }
    let path =
      "M\(Plot.c(from.0)) \(Plot.c(from.1))L\(Plot.c(to.0)) \(Plot.c(to.1))M\(corner(1))L\(Plot.c(to.0)) \(Plot.c(to.1))L\(corner(-1))"
    return "<path class=\"f-halo\" d=\"\(path)\"/><path class=\"\(name)\" d=\"\(path)\"/>"
  }

  /// A disc with the motion in the x-y plane, and a bar beside it for z.
  private static func compass(_ motion: SIMD3<Double>, reach: Double, at centre: (x: Double, y: Double)) -> HTML {
    guard reach > 0, reach.isFinite, (motion * motion).sum().isFinite else { return .empty }
    let radius = 15.0
    let share = motion / reach
    let bar = centre.x + radius + 5
    return """
      <circle class="f-compass" cx="\(Plot.c(centre.x))" cy="\(Plot.c(centre.y))" r="\(Plot.c(radius))"/>\
      <rect class="f-compass" x="\(Plot.c(bar - 2))" y="\(Plot.c(centre.y - radius))" width="4" height="\(Plot.c(2 * radius))"/>\
      \(arrow(centre, (centre.x + radius * share.x, centre.y - radius * share.y), "f-arrow"))\
      \(arrow((bar, centre.y), (bar, centre.y - radius * share.z), "f-arrow"))
      """
  }
}
