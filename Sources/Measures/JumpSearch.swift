/// Looks for the largest single value that both neighbours are far from, on the same side, while these are calm.
///
/// The prominence of x[t] is min(|x[t] − x[t−1]|, |x[t] − x[t+1]|) where both differences have the same sign, else 0: the smaller half of the
/// second difference 2 x[t] − x[t−1] − x[t+1]. It counts when |x[t−1] − x[t−2]| and |x[t+2] − x[t+1]| are below a quarter of it. Steps,
/// ramps and reaches have none, whatever their size.
struct JumpSearch {
  /// Differences are taken to the nearest multiple of this where values are angles; 0 where they are not.
  let period: Double
  private(set) var prominence = 0.0
  private(set) var step = -1
  private var window = (Double.nan, Double.nan, Double.nan, Double.nan)

  init(period: Double = 0) { self.period = period }

  /// The next value, at step `at`.
  @inline(__always)
  mutating func add(_ value: Double, at index: Int) {
    hold(window.0, window.1, window.2, window.3, value, at: index - 2)
    window = (window.1, window.2, window.3, value)
  }

  /// After the last value, at step `last`.
  mutating func end(last: Int) { hold(window.0, window.1, window.2, window.3, window.3, at: last - 1) }

  /// Whether the third of five in a row is the most prominent so far.
  @inline(__always)
  private mutating func hold(_ a: Double, _ b: Double, _ c: Double, _ d: Double, _ e: Double, at index: Int) {
    let (rise, fall) = (c - b, c - d)
    // Not so for NaN, which stands for what is not there.
    guard rise * fall > 0 else { return }
    let size = min(rise.magnitude, fall.magnitude)
    guard size > prominence else { return }
    check(a, b, c, d, e, at: index)
  }

  private mutating func check(_ a: Double, _ b: Double, _ c: Double, _ d: Double, _ e: Double, at index: Int) {
    let (rise, fall) = (difference(c, b), difference(c, d))
    guard rise * fall > 0 else { return }
    let size = min(rise.magnitude, fall.magnitude)
    let before = a.isNaN ? 0 : difference(b, a).magnitude
    guard size > prominence, max(before, difference(e, d).magnitude) < size / 4 else { return }
    (prominence, step) = (size, index)
  }

  private func difference(_ a: Double, _ b: Double) -> Double {
    let difference = a - b
    return period > 0 && difference.magnitude > period / 2 ? difference - period * (difference / period).rounded() : difference
  }
}
