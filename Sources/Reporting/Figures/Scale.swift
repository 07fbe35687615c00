import Episodes

/// One direction of a plot: which values lie where, and the round numbers that are written beside them.
struct Scale: Sendable, Hashable {
  let low: Double
  let high: Double
  /// In order, within the ends: multiples of 1, 2 or 5 times a power of ten.
  let ticks: [Double]
  private let step: Double

  /// Holds all of `values` that are finite. `wanted` ticks, or about so many; with `isRound` the ends are ticks themselves;
  /// `isWhole` for what is counted.
  init(_ values: some Sequence<Double>, wanted: Int = 4, isRound: Bool = true, isWhole: Bool = false) {
    var (least, most) = (Double.infinity, -Double.infinity)
    for value in values where value.isFinite { (least, most) = (min(least, value), max(most, value)) }
    self.init(low: least, high: most, wanted: wanted, isRound: isRound, isWhole: isWhole)
  }

  init(low: Double, high: Double, wanted: Int = 4, isRound: Bool = true, isWhole: Bool = false) {
    var (low, high) = low.isFinite && high.isFinite ? (min(low, high), max(low, high)) : (0, 1)
    (low, high) = (max(low, -1e300), min(high, 1e300))
    // Ends that are equal, or too near for a Double to name numbers between them.
    if high - low <= 1e-9 * max(low.magnitude, high.magnitude) {
      let room = low == 0 && high == 0 ? 1 : 0.1 * max(low.magnitude, high.magnitude)
      (low, high) = (low - room, high + room)
    }
    let step = max(isWhole ? 1 : 0, Self.roundStep((high - low) / Double(max(1, wanted))))
    var first = (low / step).rounded(isRound ? .down : .up)
    var last = (high / step).rounded(isRound ? .up : .down)
    if !(last - first < 64) { (first, last) = (0, -1) }
    let ticks = first <= last ? (0...Int(last - first)).map { (first + Double($0)) * step } : []
    self.low = isRound ? min(low, ticks.first ?? low) : low
    self.high = isRound ? max(high, ticks.last ?? high) : high
    self.step = step
    self.ticks = ticks
  }

  /// The least of 1, 2, 5, 10 times a power of ten that is not below.
  private static func roundStep(_ wanted: Double) -> Double {
    guard wanted > 0, wanted.isFinite else { return 1 }
    var power = 1.0
    while power > wanted, power > 1e-300 { power /= 10 }
    while power * 10 <= wanted, power < 1e299 { power *= 10 }
    return [1, 2, 5, 10].map { $0 * power }.first { $0 >= wanted * (1 - 1e-9) } ?? 10 * power
  }

  /// Where a value lies between the ends: 0 at the low one, 1 at the high one; beyond them below 0 or above 1.
  func share(_ value: Double) -> Double { (value - low) / (high - low) }

  /// As it is written beside the axis.
  func label(_ tick: Double) -> String { (tick.magnitude < step / 2 ? 0 : tick).formatted(significant: 6) }
}
