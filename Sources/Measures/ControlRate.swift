import Episodes

/// How many steps a second.
enum ControlRate {
  /// The declared rate, else that of the main clock: the median over episodes of its period. Nil where neither is there.
  static func hertz(_ context: MeasureContext) -> Double? {
    context.setting.declarations.controlHz ?? measured(context)
  }

  /// What the stamps of the main clock show.
  static func measured(_ context: MeasureContext) -> Double? {
    guard let clocks = try? TimeMeasures.Clocks(context.dataset), let main = clocks.main else { return nil }
    let periods = clocks.view.episodes.map { clocks.number($0, main, "period") }.filter { $0 > 0 }
    guard let period = OrderStatistics.median(periods) else { return nil }
    return 1 / (period * (context.setting.declarations.secondsPerTick ?? 1))
  }

  static func required(_ context: MeasureContext) throws(Absence) -> Double {
    guard let hertz = hertz(context) else {
      throw Absence(.missing, "no control_hz is declared and no step carries a timestamp: how fast the arm moves is not known")
    }
    return hertz
  }
}
