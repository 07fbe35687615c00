/// Looks for the largest single value that both neighbours are far from, on the same side, while these are calm.
///
/// The prominence of x[t] is min(|x[t] − x[t−1]|, |x[t] − x[t+1]|) where both differences have the same sign, else 0: the smaller half of the
/// second difference 2 x[t] − x[t−1] − x[t+1]. It counts when |x[t−1] − x[t−2]| and |x[t+2] − x[t+1]| are below a quarter of it. Steps,
/// ramps and reaches have none, whatever their size.
struct JumpSearch {
  /// Differences are taken to the nearest multiple of this where values are angles; 0 where they are not.
  let period: Double
  private(set) var prominence = 0.0
  /// Where in the series it stands; -1 for nowhere.
  private(set) var index = -1

  /// All values must be finite.
  init(_ values: UnsafeBufferPointer<Double>, period: Double = 0) {
    self.period = period
    guard values.count >= 3 else { return }
    // Four values at a time: seldom is one of them more prominent than the most prominent so far.
    let whole = 1 + (values.count - 2) / 4 * 4
    for at in stride(from: 1, to: whole, by: 4) {
      let now = SIMD4(values[at], values[at &+ 1], values[at &+ 2], values[at &+ 3])
      let rise = now - SIMD4(values[at &- 1], values[at], values[at &+ 1], values[at &+ 2])
      let fall = now - SIMD4(values[at &+ 1], values[at &+ 2], values[at &+ 3], values[at &+ 4])
      // The smaller of two differences above zero, or of two below.
      var up = rise.replacing(with: fall, where: fall .< rise)
      up.replace(with: 0, where: up .< 0)
      var down = rise.replacing(with: fall, where: fall .> rise)
      down.replace(with: 0, where: down .> 0)
      if (up - down).max() > prominence { for index in at..<at + 4 { look(values, index) } }
    }
    for at in whole..<values.count - 1 { look(values, at) }
  }

  @inline(__always)
  private mutating func look(_ values: UnsafeBufferPointer<Double>, _ at: Int) {
    let (rise, fall) = (values[at] - values[at - 1], values[at] - values[at + 1])
    if min(rise.magnitude, fall.magnitude) > prominence, rise * fall > 0 { check(values, at) }
  }

  private mutating func check(_ values: UnsafeBufferPointer<Double>, _ at: Int) {
    let (rise, fall) = (difference(values[at], values[at - 1]), difference(values[at], values[at + 1]))
    guard rise * fall > 0 else { return }
    let size = min(rise.magnitude, fall.magnitude)
    let before = at > 1 ? difference(values[at - 1], values[at - 2]).magnitude : 0
    let after = at + 2 < values.count ? difference(values[at + 2], values[at + 1]).magnitude : 0
    guard size > prominence, max(before, after) < size / 4 else { return }
    (prominence, index) = (size, at)
  }

  private func difference(_ a: Double, _ b: Double) -> Double {
    let difference = a - b
    return period > 0 && difference.magnitude > period / 2 ? difference - period * (difference / period).rounded() : difference
  }
}
