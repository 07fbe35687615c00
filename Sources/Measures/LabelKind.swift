import Episodes

/// What translation labels are, by the numbers.
///
/// *Executed*: computed from the recorded states. Each episode gives the smallest residual over frames and lags (and for a gain of
/// either sign), less what rounding explains; the labels are executed when the *median* over episodes is below 1e-6. So one bad episode
/// does not turn the executed-label checks off, nor does a shift of the whole set (exact at lag ±1), nor labels in another unit (a
/// gain of 1000): those are the faults that the checks exist for.
///
/// Rounding: positions of about 1 m stored as float32 are off by up to 3e-8 m, their differences by 5e-8 m in the mean square over
/// three axes; against steps of 0.1 mm that is a residual of 2e-7, against 0.05 mm of 1e-6. Four times the mean square expected of
/// the stored type is taken off, and an episode whose rounding is more than 1 % of its motion (steps below 7 µm) has no vote.
///
/// *Commanded*: not executed, and the median over episodes of the best residual (gain above 0) is at most 0.7. *Unrelated*: neither.
struct LabelKind: Sendable {
  /// The largest residual of labels that were computed from the states.
  static let exact = 1e-6
  /// The largest residual of labels that have to do with the motion.
  static let related = 0.7

  var name: String
  /// How many episodes had a vote.
  var votes: Int
  var exactness: Double
  var frame: Frame
  /// Pooled over the dataset in that frame.
  var pooled: MotionFit
  var lag: Int

  var atZero: MotionSums { pooled[frame, 0] }
  var atBest: MotionSums { pooled[frame, lag] }

  /// That of the whole dataset, worked out once for all rules.
  static func of(_ context: MeasureContext) throws(Absence) -> LabelKind {
    try context.dataset.once("labels.kind") { (context) throws(Absence) in try LabelKind(context) }
  }

  init(_ context: MeasureContext) throws(Absence) {
    let view = try context.view(LabelMeasures.request(context.parameters))
    guard let probe = view.probe as? LabelProbe else { throw Absence(.missing, "the label probe is not the one that was asked for") }
    let (exactnessField, residualField, fitField) = (view.field("exactness"), view.field("residual"), view.field("fit"))
    let exactness = view.episodes.map { view.number($0, exactnessField) }.filter { !$0.isNaN }
    let residuals = view.episodes.map { view.number($0, residualField) }.filter { !$0.isNaN }
    guard !exactness.isEmpty else {
      throw Absence(
        view.episodes.isEmpty ? .tooFew : .undetermined,
        view.episodes.isEmpty
          ? "there are no episodes"
          : "no episode moves enough for its labels to be compared with its motion; a declaration (labels: executed or commanded) would settle it"
      )
    }
    self.exactness = Robust.median(exactness)
    votes = exactness.count
    if self.exactness < Self.exact {
      name = "executed"
    } else {
      name = Robust.median(residuals) <= Self.related ? "commanded" : "unrelated"
    }
    pooled = MotionFit(numbers: view.sums.numbers[0..<MotionFit.width], hasTool: probe.hasTool)
    let fits = view.episodes.map { view.count($0, fitField) }.filter { $0 >= 0 }
    frame = probe.frames.count == 1 ? probe.frames[0] : Self.majority(fits.map(LabelProbe.frame(of:))) ?? .base
    lag = Self.majority(fits.map(LabelProbe.lag(of:))) ?? pooled.bestLag(frame)
    if name != "executed" { lag = pooled.bestLag(frame) }
  }

  /// The most frequent; ties go to the one that sorts first.
  static func majority<T: Hashable>(_ values: [T]) -> T? {
    var counts: [T: Int] = [:]
    for value in values { counts[value, default: 0] += 1 }
    return counts.max { ($0.value, "\($1.key)") < ($1.value, "\($0.key)") }?.key
  }

  var facts: [String: String] {
    let delay = lag == 0 ? "none" : lag > 0 ? "\(lag) \(lag == 1 ? "step" : "steps")" : "\(-lag) \(lag == -1 ? "step" : "steps") early"
    return [
      "kind": name, "frame": frame.rawValue, "gain": atZero.gain.formatted(significant: 3),
      "residual": atZero.residual.formatted(significant: 3), "lag": String(lag), "delay": delay,
      "lag.gain": atBest.gain.formatted(significant: 3), "lag.residual": atBest.residual.formatted(significant: 3),
      "exactness": exactness.short, "votes": String(votes),
    ]
  }
}
