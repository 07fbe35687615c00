import Episodes

extension TimeMeasures {
  /// How long each episode of the scope lasted, in seconds: by the stamps of the control loop from its first step to its last (the usual
  /// distance times their number, which a single jump does not move), else by the declared rate. Nil where neither tells.
  public static func durations(_ context: MeasureContext) -> [Double?] {
    let declared = context.setting.declarations
    let clocks = try? Clocks(context)
    let unit = declared.secondsPerTick ?? 1
    return context.episodes.map { episode in
      let distances = Double(context.observations.episodes[episode].stub.steps - 1)
      guard distances >= 0 else { return nil }
      if let clocks, let main = clocks.main {
        let period = clocks.number(episode, main, "period")
        if period > 0, period.isFinite { return distances * period * unit }
      }
      return declared.controlHz.flatMap { $0 > 0 ? distances / $0 : nil }
    }
  }
}
