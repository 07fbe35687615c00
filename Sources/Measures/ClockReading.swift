/// One clock over one episode, reduced to what the rules on time ask. All in the clock's own ticks; ratios are against its own period.
struct ClockReading {
  /// Stamps that do not come after the one before them, and the step of the first.
  var backward = -1
  var backwardStep = -1
  /// The typical distance of stamps: the mean of those within half of the median, so that neither gaps nor stamps rounded to
  /// milliseconds move it.
  var period = Double.nan
  /// Standard deviation of the distances over the period, gaps beyond three periods left out: those are told as gaps.
  var jitter = Double.nan
  /// Standard error of the period, relative: √((γ₀ + 2 γ₁) / n), γ the autocovariances of neighbouring distances. Stamps that scatter about a
  /// grid give distances that undo each other, γ₁ = −γ₀ / 2, and a period that is known to within the scatter of one stamp over n,
  /// which is the floor; those of a loop that sleeps give γ₁ = 0 and the usual √(γ₀ / n).
  var periodError = Double.nan
  /// The longest distance over the reference, and the step behind it.
  var gap = Double.nan
  var gapStep = -1
  /// Line through the stamps: ticks a step, and its relative standard error.
  var slope = Double.nan
  var slopeError = Double.nan
  /// Largest distance from the even grid between first and last stamp, in periods.
  var offGrid = Double.nan
  /// From the first stamp to the last.
  var span = Double.nan

  init() {}

  /// - Parameter holds: whether a stamp may stay the same for some steps, as those of a stream do that is slower than the control loop and
  ///   is held. Distances are then taken between stamps that differ, and the reference for gaps is the 90th percentile of the distances:
  ///   a stream that is sampled at another rate than its own shows two honest distances in turn.
  init(stamps: [Double], holds: Bool) {
    guard stamps.count > 1, stamps.allSatisfy(\.isFinite) else { return }
    backward = 0
    var distances: [Double] = []
    var steps: [Int] = []
    distances.reserveCapacity(stamps.count)
    for step in 1..<stamps.count {
      let distance = stamps[step] - stamps[step - 1]
      if distance < 0 || (distance == 0 && !holds) {
        backward += 1
        if backwardStep < 0 { backwardStep = step }
      }
      if distance > 0 {
        distances.append(distance)
        steps.append(step)
      }
    }
    let sorted = distances.sorted()
    guard let median = OrderStatistics.median(sorted: sorted), median > 0 else { return }
    let near = sorted.filter { $0 >= 0.5 * median && $0 <= 1.5 * median }
    period = near.reduce(0, +) / Double(near.count)
    periodError = Self.error(distances, near: 0.5 * median...1.5 * median, mean: period) / period
    jitter = Self.deviation(sorted.filter { $0 <= 3 * period }) / period
    let reference = holds ? max(OrderStatistics.quantile(sorted: sorted, 0.9) ?? period, period) : median
    if let longest = distances.indices.max(by: { distances[$0] < distances[$1] }) {
      gap = distances[longest] / reference
      gapStep = steps[longest]
    }
    let line = Line(stamps)
    slope = line.slope
    slopeError = line.error / line.slope.magnitude
    span = stamps[stamps.count - 1] - stamps[0]
    let even = (stamps[stamps.count - 1] - stamps[0]) / Double(stamps.count - 1)
    var off = 0.0
    for (step, stamp) in stamps.enumerated() { off = max(off, (stamp - stamps[0] - Double(step) * even).magnitude) }
    offGrid = off / period
  }

  private static func error(_ distances: [Double], near: ClosedRange<Double>, mean: Double) -> Double {
    var count = 0.0
    var variance = 0.0
    var neighbours = 0.0
    var previous: Double?
    for distance in distances {
      guard near.contains(distance) else {
        previous = nil
        continue
      }
      count += 1
      variance += (distance - mean) * (distance - mean)
      if let previous { neighbours += (distance - mean) * (previous - mean) }
      previous = distance
    }
    guard count > 0 else { return .nan }
    variance /= count
    return (max(variance + 2 * neighbours / count, variance / count) / count).squareRoot()
  }

  /// Standard deviation with n in the denominator, as numpy's.
  private static func deviation(_ values: [Double]) -> Double {
    guard !values.isEmpty else { return .nan }
    let mean = values.reduce(0, +) / Double(values.count)
    return (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)).squareRoot()
  }
}

/// A least-squares line through values at steps 0, 1, 2, ... with an honest standard error of its slope.
///
/// For residuals r that are independent the error is √12 · rms(r) / n^1.5. Clocks of software loops are not: each distance carries its own
/// delay and the stamps walk. So the error is widened by √((1 + ρ) / (1 − ρ)), with ρ the correlation of neighbouring residuals, and by
/// another 4 where ρ is above 0.3, because a walk that was detrended shows less than the half of itself (simulated walks of 30 to 1,000
/// steps: the true error is 3.2 times the AR(1) one). 1 + 10 / n is for the uncertainty of the error itself.
struct Line {
  var slope = Double.nan
  var error = Double.nan

  init(_ values: [Double]) {
    let n = Double(values.count)
    guard values.count > 2 else { return }
    let middle = (n - 1) / 2
    let mean = values.reduce(0, +) / n
    var covariance = 0.0
    for (step, value) in values.enumerated() { covariance += (Double(step) - middle) * (value - mean) }
    let spread = n * (n * n - 1) / 12
    slope = covariance / spread
    var square = 0.0
    var neighbours = 0.0
    var previous = 0.0
    for (step, value) in values.enumerated() {
      let residual = value - mean - slope * (Double(step) - middle)
      square += residual * residual
      if step > 0 { neighbours += residual * previous }
      previous = residual
    }
    let correlation = square > 0 ? min(max(neighbours / square, 0), 0.999) : 0
    let independent = (square / max(n - 2, 1) / spread).squareRoot()
    error = independent * ((1 + correlation) / (1 - correlation)).squareRoot() * (correlation > 0.3 ? 4 : 1) * (1 + 10 / n)
  }
}
