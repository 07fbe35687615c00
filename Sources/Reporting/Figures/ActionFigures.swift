import Episodes
import Measures

/// The action of the whole dataset: where its values lie, what of the codec it uses, and how far after a label the motion follows.
enum ActionFigures {
  /// Dimensions drawn one by one; an action with more of them is listed in the table alone.
  static let most = 32

  static func all(_ glance: Glance) -> [Figure] { [histograms(glance), lags(glance), tokens(glance)].compactMap { $0 } }

  // MARK: Histograms

  private static func histograms(_ glance: Glance) -> Figure? {
    guard !glance.dimensions.isEmpty else { return nil }
    let drawn = glance.dimensions.prefix(most)
    let drawings = drawn.map { histogram($0) }.joined()
    var key: [(HTML, String)] = [
      (FigureSheet.uprightSample("f-quantile"), "1st and 99th percentile"),
      (FigureSheet.areaSample("f-band"), "within 3 standard deviations of the mean"),
    ]
    if drawn.contains(where: { $0.bounds != nil }) {
      key.append(
        ("<path class=\"f-bound\" d=\"M10 0H6V12H10M14 0H18V12H14\"/>", "the bounds of the codec's bins, where they are this near"))
    }
    let rows = glance.dimensions.map { dimension -> [String] in
      let values = dimension.values
      let numbers = [
        values.least, values.q01, values.mean - 3 * values.deviation, values.mean, values.mean + 3 * values.deviation, values.q99,
      ]
      return [dimension.feature, dimension.group] + (numbers + [values.most]).map(FigureSheet.cell)
        + [dimension.bounds.map { "\($0.lowerBound.short) to \($0.upperBound.short)" } ?? "none", Int(values.count).grouped]
    }
    return Figure(
      name: "action", title: "Values of the action, by dimension",
      caption:
        "As they are stored, each dimension on its own scale. A number at an end counts the steps that lie farther out than is drawn.",
      drawing: "<div class=\"f-multiples\">\(drawings)</div>\(FigureSheet.key(key))",
      table: Figure.Table(
        head: ["Dimension", "Meaning", "Least", "q01", "Mean − 3σ", "Mean", "Mean + 3σ", "q99", "Most", "Codec's bounds", "Steps"],
        rows: rows,
        remark: glance.dimensions.count > drawn.count ? "The first \(drawn.count) dimensions are drawn." : nil))
  }

  private static func histogram(_ dimension: Glance.Dimension) -> HTML {
    let (values, bins) = (dimension.values, dimension.histogram)
    var plot = Plot(
      x: Scale(low: bins.low, high: bins.high, wanted: 4, isRound: false), y: Scale(low: 0, high: bins.counts.max() ?? 1, isRound: false),
      yTitle: dimension.feature)
    (plot.width, plot.height, plot.hidesYLabels) = (176, 94, true)
    plot.band(values.mean - 3 * values.deviation, values.mean + 3 * values.deviation)
    plot.histogram(EvenBars(bins))
    for quantile in [values.q01, values.q99] { plot.upright(quantile, class: "f-quantile") }
    if let bounds = dimension.bounds {
      plot.bracket(bounds.lowerBound, opensRight: true)
      plot.bracket(bounds.upperBound, opensRight: false)
    }
    if bins.below >= 0.5 { plot.note("◂ \(Int(bins.below.rounded()).grouped)", atX: 14, y: 22) }
    if bins.above >= 0.5 { plot.note("\(Int(bins.above.rounded()).grouped) ▸", atX: plot.width - 14, y: 22) }
    let words =
      "\(dimension.feature), \(dimension.group): from \(values.least.short) to \(values.most.short), 98 % between \(values.q01.short) and \(values.q99.short), mean \(values.mean.short), standard deviation \(values.deviation.short)"
    return plot.svg(title: "Histogram of \(dimension.feature)", description: words)
  }

  // MARK: Lag

  private static func lags(_ glance: Glance) -> Figure? {
    guard !glance.lags.isEmpty else { return nil }
    let lags = Array(MotionFit.lags)
    var plot = Plot(
      x: Scale(low: Double(lags[0]), high: Double(lags[lags.count - 1]), wanted: lags.count, isRound: false),
      y: Scale(low: 0, high: 1, wanted: 4), xTitle: "steps from the label to the motion",
      yTitle: "share of the labels that the motion explains",
      hasMarks: true)
    for (curve, series) in zip(glance.lags, [Plot.Series.a, .b]) {
      plot.line(zip(lags, curve.explained).map { (Double($0), $1) }, series)
      for (lag, explained) in zip(lags, curve.explained) {
        plot.marker(series == .a ? .dot : .ring, x: Double(lag), y: explained, class: series.rawValue)
      }
    }
    var peaks: [Int: [String]] = [:]
    for curve in glance.lags { peaks[curve.peak, default: []].append(curve.group) }
    for (lag, groups) in peaks.sorted(by: { $0.key < $1.key }) {
      plot.mark(Double(lag), Double(lag), word: groups.count == glance.lags.count ? "peak at \(lag)" : "\(groups.joined()) peaks at \(lag)")
    }
    let told = glance.lags.map { "\($0.group) in the \($0.frame.rawValue) frame peaks at \($0.peak)" }.joined(separator: ", ")
    let caption =
      "Labels that were computed from the motion and stored with the observation before it peak at 0; a robot that follows its commands late peaks later; a peak before 0 means that labels stand one step too late. Here \(told)."
    let rows = lags.enumerated().map { index, lag -> [String] in
      [String(lag)] + glance.lags.flatMap { ["\(($0.explained[index] * 100).formatted(significant: 3)) %", $0.votes[index].grouped] }
    }
    let key = zip(glance.lags, ["f-line f-a", "f-line f-b"]).map { curve, name in
      (FigureSheet.lineSample(name), "\(curve.group) labels, \(curve.frame.rawValue) frame")
    }
    return Figure(
      name: "lag", title: "When the motion follows its label", caption: caption,
      drawing: plot.svg(title: "Share of the labels that the motion explains, by lag", description: told) + FigureSheet.key(key),
      table: Figure.Table(
        head: ["Lag in steps"] + glance.lags.flatMap { ["\($0.group) explained", "episodes whose \($0.group) fits best there"] }, rows: rows
      ))
  }

  // MARK: Tokens

  private static func tokens(_ glance: Glance) -> Figure? {
    guard let tokens = glance.tokens else { return nil }
    let drawn = tokens.dimensions.prefix(most)
    var list = BarList(scale: Scale(low: 0, high: Double(tokens.bins), isRound: false), xTitle: "bins, of \(tokens.bins)")
    for use in drawn {
      list.rows.append(
        BarList.Row(
          label: use.feature, value: Double(use.used), inner: Double(use.crowd), word: "\(use.used) used, half of the steps in \(use.crowd)"
        ))
    }
    let worst = tokens.dimensions.min { $0.used < $1.used }
    return Figure(
      name: "tokens", title: "Bins of the codec that the action uses",
      caption:
        "Of the \(tokens.bins) bins of \(VisibleText.line(tokens.codec, limit: 60)), as the target's loader makes the action\(worst.map { "; \(VisibleText.line($0.feature, limit: 60)) uses the fewest, \($0.used)" } ?? ""). The dark part is the fewest bins that hold half of the steps.",
      drawing: list.svg(title: "Bins used, by dimension", description: drawn.map { "\($0.feature) \($0.used)" }.joined(separator: ", ")),
      table: Figure.Table(
        head: ["Dimension", "Bins used", "Of", "Bins that hold half of the steps"],
        rows: tokens.dimensions.map { [$0.feature, String($0.used), String(tokens.bins), String($0.crowd)] }))
  }
}

extension EvenBars {
  init(_ histogram: EvenHistogram) { self.init(low: histogram.low, width: histogram.width, counts: histogram.counts) }
}
