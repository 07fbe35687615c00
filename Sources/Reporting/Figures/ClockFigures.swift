import Episodes
import Measures

/// When steps were taken, over all episodes.
enum ClockFigures {
  static func all(_ glance: Glance) -> [Figure] {
    guard let clock = glance.clock else { return [] }
    // Milliseconds, where intervals are short enough to be read as such.
    let (factor, unit) = clock.medianPeriod < 1 ? (1000.0, "ms") : (1.0, "s")
    var periods = Plot(
      x: Scale(
        [clock.periods.low, clock.periods.high, clock.declaredPeriod ?? clock.medianPeriod].map { $0 * factor }, wanted: 4, isRound: false),
      y: Scale(low: 0, high: clock.periods.counts.max() ?? 1, wanted: 3, isWhole: true), xTitle: "typical interval, \(unit)",
      yTitle: "episodes")
    periods.height = 140
    periods.histogram(EvenBars(low: clock.periods.low * factor, width: clock.periods.width * factor, counts: clock.periods.counts))
    if let declared = clock.declaredPeriod { periods.upright(declared * factor, class: "f-quantile") }
    var drawings = periods.svg(
      title: "Episodes by their typical interval", description: "Half of the episodes up to \((clock.medianPeriod * factor).short) \(unit)")
    if let gaps = clock.gaps {
      var plot = Plot(
        x: Scale(low: min(gaps.low, 1), high: gaps.high, wanted: 4, isRound: false),
        y: Scale(low: 0, high: gaps.counts.max() ?? 1, wanted: 3, isWhole: true),
        xTitle: "longest interval, in periods", yTitle: "episodes")
      plot.height = 140
      plot.histogram(EvenBars(gaps))
      drawings += plot.svg(
        title: "Episodes by their longest interval", description: "The longest of all is \(clock.longestGap.short) periods")
    }
    let declared = clock.declaredPeriod.map { [["Declared interval", "\(($0 * factor).short) \(unit)"]] } ?? []
    let key = clock.declaredPeriod.map { _ in FigureSheet.key([(FigureSheet.uprightSample("f-quantile"), "the declared interval")]) }
    return [
      Figure(
        name: "clock", title: "Intervals between steps",
        caption:
          "By \(VisibleText.line(clock.feature, limit: 80)): the typical interval of each episode, and its longest (1 period: no gap). The longest gap of all is \(clock.longestGap.short) periods.",
        drawing: "<div class=\"f-pairs\">\(drawings)</div>\(key)",
        table: Figure.Table(
          head: ["What", "Value"],
          rows: [["Median interval of an episode", "\((clock.medianPeriod * factor).short) \(unit)"]] + declared
            + [
              [
                "Shortest and longest typical interval",
                "\((clock.periods.low * factor).short) to \((clock.periods.high * factor).short) \(unit)",
              ],
              ["Longest gap, in periods", clock.longestGap.short],
            ]))
    ]
  }
}
