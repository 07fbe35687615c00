/// Counts of numbers in bins that need no range fixed beforehand: a bin is a run of Double bit patterns, taken in numeric order. Counts
/// add up the same in any order, so quantiles are the same however states met.
///
/// The key of a number is the top 18 bits of its bit pattern made order-preserving (sign flipped, negatives inverted): sign, eleven
/// bits of exponent and six of mantissa. A bin then spans 1/64 of its power of two, and its midpoint is within 1/128 (0.8 %) of
/// every number in it.
public struct SparseHistogram: Sendable, Hashable {
  /// The largest relative distance of a reported quantile from the true order statistic.
  public static let relativeBound = 1.0 / 128

  private static let shift: UInt64 = 46

  public private(set) var counts: [UInt32: UInt64] = [:]
  public private(set) var total: UInt64 = 0

  public init() {}

  public init(counts: [UInt32: UInt64]) {
    self.counts = counts
    total = counts.values.reduce(0, &+)
  }

  /// The key under which a number is counted; numbers in order have keys in order.
  public static func key(_ value: Double) -> UInt32 {
    let bits = (value == 0 ? 0.0 : value).bitPattern
    let ordered = bits >> 63 == 0 ? bits | (1 << 63) : ~bits
    return UInt32(ordered >> shift)
  }

  /// The middle of the bin: what every number in it is taken for. The bin that holds zero stands for zero.
  public static func midpoint(_ key: UInt32) -> Double {
    if key == Self.key(0) { return 0 }
    let low = value(ordered: UInt64(key) << shift)
    let high = value(ordered: (UInt64(key) << shift) | ((1 << shift) - 1))
    return low + (high - low) / 2
  }

  private static func value(ordered: UInt64) -> Double {
    Double(bitPattern: ordered >> 63 == 1 ? ordered & ~(1 << 63) : ~ordered)
  }

  /// Counts one number; those that are not finite are left out.
  public mutating func insert(_ value: Double) {
    guard value.isFinite else { return }
    counts[Self.key(value), default: 0] += 1
    total += 1
  }

  public mutating func add(_ other: SparseHistogram) {
    for (key, count) in other.counts { counts[key, default: 0] += count }
    total += other.total
  }

  /// The quantile at `share`, as numpy's "lower" takes it (the order statistic at floor(share · (n − 1))), to within `relativeBound`;
  /// nil when empty.
  public func quantile(_ share: Double) -> Double? {
    guard total > 0 else { return nil }
    let rank = UInt64((Double(total - 1) * min(max(share, 0), 1)).rounded(.down))
    var below: UInt64 = 0
    for key in counts.keys.sorted() {
      below += counts[key] ?? 0
      if below > rank { return Self.midpoint(key) }
    }
    return nil
  }

  /// How many numbers lie outside low...high, each taken for the middle of its bin.
  public func countOutside(_ range: ClosedRange<Double>) -> UInt64 {
    var outside: UInt64 = 0
    for (key, count) in counts where !range.contains(Self.midpoint(key)) { outside += count }
    return outside
  }
}
