/// Looks for single labels far out while their neighbours are calm.
///
/// Each dimension of an episode is a series r (labels less gain times motion, or labels less their running median). Its scale s is
/// 1.4826 times the median absolute deviation (with the fallback for data at rest), but at least a twentieth of a typical label, so
/// that a spike is never smaller than the labels themselves, at least what rounding of the stored states may do, and at the step itself
/// at least half of what the motion shows at any of the lags (so a spike is ten times its motion). z = |r − median| / s. A step is
/// isolated when both neighbours are below a quarter of it: glitches of a label stand alone, while a glitch of the *state* shows in two
/// motions, and contacts last.
struct SpikeSearch {
  /// Below this many steps a median absolute deviation says little.
  static let minimumSteps = 16
  /// What is not beyond this is nothing to tell.
  static let tellFrom = 2.0

  let minimumSteps: Int
  private var worst = -Double.infinity
  private var step = -1
  private var dimension = -1
  private var count = 0
  private var next = 0

  init(minimumSteps: Int) { self.minimumSteps = minimumSteps }

  /// Three dimensions of labels against the motion `lag` steps later.
  /// Where dimensions are angles, a whole turn (`period`) is no difference.
  mutating func add(
    _ labels: LabelVectors, minus motion: [SIMD3<Double>], valid: [Bool], fit: MotionSums, lag: Int, rounding: Double,
    period: Double? = nil
  ) {
    defer { next += 3 }
    let gain = fit.gain.isFinite && fit.ad > 0 ? fit.gain : 0
    // Labels that the motion repeats to the last digit can be held against it up to the ends. With others an episode may not know its
    // own lag (an arm at rest), so only steps are looked at for which the motion of every lag is there.
    let window = fit.residual < LabelKind.exact ? lag...lag : MotionFit.lags
    let first = max(0, -window.lowerBound)
    let end = min(labels.vectors.count, motion.count, motion.count - window.upperBound)
    var steps: [Int] = []
    steps.reserveCapacity(max(0, end - first))
    for step in first..<max(first, end) where labels.valid[step] && valid[step + lag] { steps.append(step) }
    guard steps.count >= minimumSteps else { return }
    let squares = steps.map { (labels.vectors[$0] * labels.vectors[$0]).sum() }
    // No |r| is larger than the root of their summed squares, nor further from the median than twice that: labels that the motion
    // repeats need no further look.
    let most = 2 * (max(0, fit.residual) * fit.aa).squareRoot()
    if gain > 0, Self.isTypicalAtLeast(most / (0.05 * Self.tellFrom), squares) {
      count += 3 * steps.count
      return
    }
    let sizes = squares.map { $0.squareRoot() }
    let typical = Self.typical(sizes)
    let floor = max(0.05 * typical, 4 * rounding.squareRoot() * max(1, gain))
    if gain > 0, most <= Self.tellFrom * floor {
      count += 3 * steps.count
      return
    }
    // What labels are to motion in size, whether or not gain and lag of this episode could be told; by their ninetieth percentiles,
    // which a spike does not move.
    let moves = steps.map { (motion[$0 + lag] * motion[$0 + lag]).sum().squareRoot() }
    let usual = Robust.quantile(moves, 0.9)
    let ratio = max(gain, usual > 0 ? Robust.quantile(sizes, 0.9) / usual : 0)
    for axis in 0..<3 {
      var series = steps.map { labels.vectors[$0][axis] - gain * motion[$0 + lag][axis] }
      if let period { series = series.map { $0 - period * ($0 / period).rounded() } }
      let shown = { (step: Int) -> Double in
        var largest = 0.0
        for near in max(0, step + MotionFit.lags.lowerBound)...min(motion.count - 1, step + MotionFit.lags.upperBound) {
          largest = max(largest, motion[near][axis].magnitude)
        }
        return largest * ratio / 2
      }
      search(series, steps: steps, floor: floor, shown: shown, dimension: next + axis)
    }
  }

  /// One dimension alone: labels less the running median of five, which steps and ramps pass unchanged.
  mutating func add(alone values: [Double], dimension: Int) {
    guard values.count >= minimumSteps else { return }
    // Nothing else tells how large a label may be here: at least half of what the larger ones are, so that a spike is ten times that.
    let floor = 0.5 * Robust.quantile(values.map(\.magnitude), 0.9)
    var series = [Double](repeating: 0, count: values.count)
    // The last label holds: a motion that goes on up to it stands out of the median that takes it in, and alone, for nothing is known of
    // the step behind.
    for index in 2..<values.count - 3 {
      series[index] = values[index] - Self.medianOfFive(values, index)
    }
    search(series, steps: Array(values.indices), floor: floor, shown: { _ in 0 }, dimension: dimension)
  }

  /// The median size of labels that are more than what is left of zero after some arithmetic; 0 where nothing moves.
  private static func typical(_ sizes: [Double]) -> Double {
    let largest = sizes.max() ?? 0
    let moving = sizes.filter { $0 > 1e-9 * largest }
    return moving.isEmpty ? 0 : Robust.median(moving)
  }

  /// Whether the typical size is no less than this, by counting: a median is at least x where more than half of the values are.
  private static func isTypicalAtLeast(_ size: Double, _ squares: [Double]) -> Bool {
    let least = 1e-18 * (squares.max() ?? 0)
    var (moving, above) = (0, 0)
    for square in squares where square > least {
      moving += 1
      if square >= size * size { above += 1 }
    }
    return moving > 0 && above >= moving - (moving - 1) / 2
  }

  private mutating func search(_ series: [Double], steps: [Int], floor: Double, shown: (Int) -> Double, dimension: Int) {
    count += series.count
    let centre = Robust.median(series)
    let scale = max(Robust.scale(series, centre: centre), floor)
    guard scale > 0, scale.isFinite else { return }
    for index in series.indices {
      let departure = (series[index] - centre).magnitude
      guard departure > Self.tellFrom * scale else { continue }
      let z = departure / max(scale, shown(steps[index]))
      guard z > Self.tellFrom else { continue }
      let before = index > 0 ? (series[index - 1] - centre).magnitude / scale : 0
      let after = index + 1 < series.count ? (series[index + 1] - centre).magnitude / scale : 0
      guard max(before, after) < z / 4 else { continue }
      if z > worst { (worst, step, self.dimension) = (z, steps[index], dimension) }
    }
  }

  /// The episode's worst. One that was searched and has nothing isolated gives zero.
  func write(to row: inout RowWriter) {
    row.number(count == 0 ? .nan : max(0, worst))
    row.count(step)
    row.count(dimension)
  }

  private static func medianOfFive(_ v: [Double], _ i: Int) -> Double {
    func ordered(_ a: Double, _ b: Double) -> (Double, Double) { a < b ? (a, b) : (b, a) }
    // Drop the smallest and the largest of four, then the median of the rest.
    let (a, b) = ordered(v[i - 2], v[i - 1])
    let (c, d) = ordered(v[i + 1], v[i + 2])
    let low = max(a, c)
    let high = min(b, d)
    let (x, y) = ordered(low, high)
    return max(x, min(y, v[i]))
  }
}
