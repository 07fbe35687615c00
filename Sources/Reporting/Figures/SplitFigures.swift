import Episodes
import Measures

/// Splits side by side.
enum SplitFigures {
  /// Splits whose lengths are drawn; the others are in the table.
  static let most = 4

  static func lengths(_ glance: Glance) -> Figure? {
    guard let lengths = glance.lengths else { return nil }
    let drawn = glance.splits.filter { $0.episodes > 0 }.sorted { ($1.episodes, $0.name) < ($0.episodes, $1.name) }.prefix(most)
    let drawings = drawn.sorted { $0.name < $1.name }.map { split -> HTML in
      var plot = Plot(
        x: Scale(low: lengths.low, high: lengths.high, wanted: 4, isRound: false, isWhole: true),
        y: Scale(low: 0, high: split.lengths.max() ?? 1, wanted: 3, isWhole: true),
        xTitle: "steps", yTitle: "\(split.name): episodes")
      plot.height = 140
      plot.histogram(EvenBars(low: lengths.low, width: lengths.width, counts: split.lengths))
      return plot.svg(
        title: "Episode lengths of \(split.name)",
        description: "\(Wording.number(split.episodes, "episodes")), half of them up to \(split.medianLength) steps")
    }
    let rows = glance.splits.map { [$0.name, $0.episodes.grouped, $0.steps.grouped, $0.medianLength.grouped] }
    return Figure(
      name: "lengths", title: "Episode lengths", caption: "How many episodes have how many steps, by split.",
      drawing: "<div class=\"f-pairs\">\(drawings.joined())</div>",
      table: Figure.Table(
        head: ["Split", "Episodes", "Steps", "Median steps of an episode"], rows: rows,
        remark: drawn.count < glance.splits.count ? "The \(drawn.count) largest splits are drawn." : nil))
  }

  /// Two splits at a time can be told apart without colour: train, or the largest, against the next.
  static func comparison(_ glance: Glance) -> Figure? {
    guard glance.splits.count > 1, !glance.dimensions.isEmpty else { return nil }
    let order = glance.splits.filter { $0.episodes > 0 }.sorted { a, b in
      (a.name == "train" ? 0 : 1, b.episodes, a.name) < (b.name == "train" ? 0 : 1, a.episodes, b.name)
    }
    guard order.count > 1 else { return nil }
    let (first, second) = (order[0].name, order[1].name)
    let dimensions = glance.dimensions.prefix(ActionFigures.most).filter { $0.values.deviation > 0 }
    guard !dimensions.isEmpty else { return nil }
    func ends(_ dimension: Glance.Dimension, _ name: String) -> (low: Double, mean: Double, high: Double)? {
      guard let own = dimension.splits.first(where: { $0.name == name })?.values else { return nil }
      let mean = (own.mean - dimension.values.mean) / dimension.values.deviation
      let spread = own.deviation / dimension.values.deviation
      return (mean - spread, mean, mean + spread)
    }
    let all = dimensions.flatMap { dimension in [first, second].compactMap { ends(dimension, $0) } }.flatMap { [$0.low, $0.high] }
    let count = Double(dimensions.count)
    var plot = Plot(
      x: Scale(all + [-1, 1], wanted: 5), y: Scale(low: 0, high: count, isRound: false),
      xTitle: "standard deviations of all, from the mean of all")
    (plot.height, plot.hidesYLabels) = (52 + 26 * count, true)
    plot.upright(0, class: "f-zero")
    for (index, dimension) in dimensions.enumerated() {
      let y = count - Double(index) - 0.62
      plot.note(dimension.feature, atX: 4, y: plot.py(y + 0.32), class: "f-label")
      if let a = ends(dimension, first) {
        plot.span(a.low, a.high, y: y, class: "f-range f-a")
        plot.marker(.dot, x: a.mean, y: y)
      }
      if let b = ends(dimension, second) {
        plot.span(b.low, b.high, y: y - 0.24, class: "f-range f-b")
        plot.marker(.ring, x: b.mean, y: y - 0.24, class: "f-b")
      }
    }
    let key = [
      (FigureSheet.lineSample("f-range f-a"), "\(Plot.word(first, 40)): mean (dot), one standard deviation to either side"),
      (FigureSheet.lineSample("f-range f-b"), "\(Plot.word(second, 40)): mean (ring), the same"),
    ]
    let counted = order.map { split -> [String] in
      let told = split.instructions.map { [$0.grouped, (split.shared ?? 0).grouped] } ?? ["none", "none"]
      return [split.name, split.episodes.grouped, split.steps.grouped, split.medianLength.grouped] + told
        + glance.dimensions.prefix(ActionFigures.most).map { dimension in
          dimension.splits.first { $0.name == split.name }.map { "\($0.values.mean.short) ± \($0.values.deviation.short)" } ?? "no values"
        }
    }
    let farthest = dimensions.compactMap { dimension -> (String, Double)? in
      guard let a = ends(dimension, first), let b = ends(dimension, second) else { return nil }
      return (dimension.feature, (a.mean - b.mean).magnitude)
    }.max { $0.1 < $1.1 }
    let said = farthest.map {
      " Means lie farthest apart in \(VisibleText.line($0.0, limit: 60)): \($0.1.formatted(significant: 2)) standard deviations."
    }
    return Figure(
      name: "splits", title: "\(Plot.word(first, 40)) against \(Plot.word(second, 40))",
      caption: "Each dimension of the action on the scale of all episodes together.\(said ?? "")",
      drawing: plot.svg(title: "Mean and spread of each dimension, \(first) against \(second)", description: said ?? "")
        + FigureSheet.key(key),
      table: Figure.Table(
        head: ["Split", "Episodes", "Steps", "Median steps", "Different instructions", "Shared with other splits"]
          + glance.dimensions.prefix(ActionFigures.most).map(\.feature), rows: counted))
  }
}
