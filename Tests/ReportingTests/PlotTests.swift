import Testing

@testable import Reporting

@Suite("Axes and plots")
struct PlotTests {
  @Test(
    "ticks are multiples of 1, 2 or 5 times a power of ten, and round ends hold the values",
    arguments: [
      (0.0, 1.0, [0, 0.5, 1]), (0, 7, [0, 2, 4, 6, 8]), (-0.03, 0.03, [-0.04, -0.02, 0, 0.02, 0.04]),
      (1200, 4900, [1000, 2000, 3000, 4000, 5000]),
      (-5, -1, [-5, -4, -3, -2, -1]),
    ] as [(Double, Double, [Double])])
  func roundTicks(low: Double, high: Double, ticks: [Double]) {
    let scale = Scale([high, low], wanted: 4)
    #expect(scale.ticks.count == ticks.count)
    for (found, wanted) in zip(scale.ticks, ticks) { #expect(abs(found - wanted) < 1e-12 * max(1, abs(wanted))) }
    #expect(scale.low <= low && scale.high >= high)
  }

  @Test("ticks within ends that are not round stay between them")
  func tight() {
    let scale = Scale(low: 0.13, high: 0.87, wanted: 4, isRound: false)
    #expect(scale.ticks.map(scale.label) == ["0.2", "0.4", "0.6", "0.8"])
    #expect(scale.low == 0.13 && scale.high == 0.87)
  }

  @Test("what is counted has no halves between the ticks")
  func whole() { #expect(Scale(low: 0, high: 1, wanted: 3, isWhole: true).ticks == [0, 1]) }

  @Test(
    "labels are as short as the step allows",
    arguments: [(0.1 + 0.2, 0.1, "0.3"), (-1e-17, 0.01, "0"), (2_500, 500, "2500"), (0.00002, 0.00001, "2e-5")]
      as [(Double, Double, String)])
  func labels(tick: Double, step: Double, label: String) {
    #expect(Scale(low: 0, high: 4 * step, wanted: 4).label(tick) == label)
  }

  static let strange: [[Double]] = [
    [], [.nan], [.infinity, -.infinity], [.nan, 1, .nan], [3], [3, 3, 3], [0, 0], [1e308, -1e308], [.leastNonzeroMagnitude, 0],
    [1, .infinity, 2], [1e300, 1], [1_000_000.000001, 1_000_000],
  ]

  @Test("no series of numbers breaks a drawing", arguments: strange)
  func strangeNumbers(values: [Double]) throws {
    var plot = Plot(x: Scale(values), y: Scale(values, wanted: 3), xTitle: "step", yTitle: "y", hasMarks: true)
    let points = values.enumerated().map { (Double($0.offset), $0.element) }
    plot.line(points, .a)
    plot.line(points, .b, isStepped: true)
    for value in values {
      plot.marker(.dot, x: value, y: value)
      plot.marker(.diamond, x: value, y: value)
      plot.mark(value, value, word: "here")
      plot.level(value, word: "limit")
      plot.upright(value, class: "f-quantile")
      plot.band(value, value + 1)
      plot.span(value, 2 * value, y: value, class: "f-range")
      plot.note("x", x: value, y: value)
    }
    plot.histogram(EvenBars(low: values.first ?? 0, width: 1, counts: values))
    try Drawing.hold(plot.svg(title: "t", description: "d"))
  }

  @Test("a line goes to the right with its values, and up with them")
  func monotone() throws {
    var plot = Plot(x: Scale(low: 0, high: 9), y: Scale(low: 0, high: 9))
    plot.line((0..<10).map { (Double($0), Double($0)) }, .a)
    let root = try Drawing.hold(plot.svg(title: "t", description: "d"))
    let path = try #require(root.all("path").first { $0.attributes["class"] == "f-line f-a" }?.attributes["d"])
    let points = path.split { "ML".contains($0) }.map { $0.split(separator: " ").compactMap { Double($0) } }
    #expect(points.count == 10)
    for (a, b) in zip(points, points.dropFirst()) { #expect(a[0] < b[0] && a[1] > b[1]) }
  }

  @Test("a line is broken where a value is not known, and a value between two such still shows")
  func gaps() throws {
    var plot = Plot(x: Scale(low: 0, high: 6), y: Scale(low: 0, high: 6))
    plot.line([(0, 1), (1, 1), (2, .nan), (3, 2), (4, .nan), (5, 1), (6, 1)], .a)
    let root = try Drawing.hold(plot.svg(title: "t", description: "d"))
    let path = try #require(root.all("path").first { $0.attributes["class"] == "f-line f-a" }?.attributes["d"])
    #expect(path.count { $0 == "M" } == 3 && path.count { $0 == "L" } == 2 && path.contains("h0.1"))
  }

  @Test(
    "coordinates are rounded to a tenth", arguments: [(1.0, "1"), (1.26, "1.3"), (-0.34, "-0.3"), (-0.04, "0"), (.nan, "0"), (1e12, "0")])
  func coordinates(value: Double, text: String) { #expect(Plot.c(value) == text) }

  @Test("of many steps a spike of one stays")
  func spikes() {
    var values = (0..<5_000).map { Double($0 % 7) }
    values[3_333] = 1_000
    values[1_234] = -1_000
    let points = EvidenceFigures.points(values)
    #expect(points.count <= EvidenceFigures.mostPoints)
    #expect(points.contains { $0.x == 3_333 && $0.y == 1_000 } && points.contains { $0.x == 1_234 && $0.y == -1_000 })
    #expect(zip(points, points.dropFirst()).allSatisfy { $0.x < $1.x })
    #expect(EvidenceFigures.points([1, .nan, 2]).map(\.x) == [0, 1, 2])
  }

  @Test("of many steps a run without values is a gap")
  func longGap() {
    let values = (0..<5_000).map { (2_000..<2_500).contains($0) ? Double.nan : 1 }
    #expect(EvidenceFigures.points(values).contains { $0.y.isNaN && (2_000..<2_500).contains(Int($0.x)) })
  }
}

/// What every drawing must keep to.
enum Drawing {
  /// Parses it: well-formed, nothing that is no number, no style attributes (the page's policy forbids them), no ids, a role and a name.
  @discardableResult
  static func hold(_ drawing: HTML) throws -> XMLDocument.Element {
    let document = try #require(XMLDocument("<div>\(drawing.text.replacing("<wbr>", with: ""))</div>"), "\(drawing.text.prefix(300))")
    let root = try #require(document.root)
    for element in [root] + root.all {
      for (name, value) in element.attributes {
        #expect(name != "style" && name != "id" && !name.hasPrefix("on"))
        if name.hasPrefix("data-") || name == "class" || name == "aria-label" { continue }
        #expect(!value.lowercased().contains("nan") && !value.contains("inf"), "\(element.name) \(name)=\(value)")
      }
      if element.name == "svg", element.attributes["role"] == "img" {
        #expect(element.attributes["aria-label"] != nil || (element.child("title") != nil && element.child("desc") != nil))
        #expect(element.attributes["viewBox"] != nil)
      }
    }
    return root
  }
}

extension XMLDocument.Element {
  var all: [XMLDocument.Element] { children.flatMap { [$0] + $0.all } }
}
