/// Counts of numbers in bins that need no range fixed beforehand: a bin is a run of Double bit patterns, taken in numeric order. Counts
/// add up the same in any order, so quantiles are the same however states met.
///
/// The key of a number is the top 18 bits of its bit pattern made order-preserving (sign flipped, negatives inverted): sign, eleven
/// bits of exponent and six of mantissa. A bin then spans 1/64 of its power of two, and its midpoint is within 1/128 (0.8 %) of
/// every number in it.
///
/// Bins are kept in an open table with linear probing: every value of every step goes through here, and a Dictionary takes five times
/// as long. Where a bin stands in the table depends on history, so equality and output go by sorted bins.
public struct SparseHistogram: Sendable {
  /// The largest relative distance of a reported quantile from the true order statistic.
  public static let relativeBound = 1.0 / 128

  private static let shift: UInt64 = 46
  /// No key: keys have 18 bits.
  private static let free = UInt32.max

  private var keys: [UInt32] = []
  private var values: [UInt64] = []
  /// Bins in use.
  public private(set) var bins = 0
  public private(set) var total: UInt64 = 0

  public init() {}

  public init(counts: [UInt32: UInt64]) {
    for key in counts.keys.sorted() { add(counts[key] ?? 0, to: key) }
  }

  public var counts: [UInt32: UInt64] { Dictionary(uniqueKeysWithValues: sorted.map { ($0.key, $0.count) }) }

  /// Bins in use, in numeric order.
  public var sorted: [(key: UInt32, count: UInt64)] {
    keys.indices.filter { keys[$0] != Self.free }.map { (keys[$0], values[$0]) }.sorted { $0.0 < $1.0 }
  }

  /// The key under which a number is counted; numbers in order have keys in order.
  public static func key(_ value: Double) -> UInt32 {
    let bits = (value == 0 ? 0.0 : value).bitPattern
    let ordered = bits >> 63 == 0 ? bits | (1 << 63) : ~bits
    return UInt32(ordered >> shift)
  }

  /// The smallest and the largest number of a bin.
  static func bounds(_ key: UInt32) -> ClosedRange<Double> {
    let low = value(ordered: UInt64(key) << shift)
    let high = value(ordered: (UInt64(key) << shift) | ((1 << shift) - 1))
    return low <= high ? low...high : 0...0
  }

  /// The middle of the bin: what every number in it is taken for. The bin that holds zero stands for zero.
  public static func midpoint(_ key: UInt32) -> Double {
    if key == Self.key(0) { return 0 }
    let bounds = bounds(key)
    return bounds.lowerBound + (bounds.upperBound - bounds.lowerBound) / 2
  }

  private static func value(ordered: UInt64) -> Double {
    Double(bitPattern: ordered >> 63 == 1 ? ordered & ~(1 << 63) : ~ordered)
  }

  /// Counts one number; those that are not finite are left out.
  @inline(__always)
  public mutating func insert(_ value: Double) {
    guard value.isFinite else { return }
    add(1, to: Self.key(value))
  }

  /// Counts every `stride`th number from `first` on: the same as inserting them one by one, without looking after the table's owner and
  /// bounds each time.
  public mutating func insert(_ numbers: [Double], first: Int = 0, stride: Int = 1) {
    precondition(first >= 0 && stride > 0)
    var at = first
    while at < numbers.count {
      if bins &* 2 >= keys.count { grow() }
      // As many new bins as the table takes before it must grow.
      let room = (keys.count &+ 1) / 2 &- bins
      let mask = keys.count &- 1
      var (added, counted) = (0, 0)
      keys.withUnsafeMutableBufferPointer { keys in
        values.withUnsafeMutableBufferPointer { values in
          numbers.withUnsafeBufferPointer { numbers in
            while at < numbers.count, added < room {
              let value = numbers[at]
              at &+= stride
              guard value.isFinite else { continue }
              let key = Self.key(value)
              var slot = Int(truncatingIfNeeded: (key &* 2_654_435_769) >> 8) & mask
              while keys[slot] != key, keys[slot] != Self.free { slot = (slot &+ 1) & mask }
              if keys[slot] == Self.free {
                keys[slot] = key
                added &+= 1
              }
              values[slot] &+= 1
              counted &+= 1
            }
          }
        }
      }
      bins &+= added
      total &+= UInt64(counted)
    }
  }

  /// Counts one number so many times.
  public mutating func insert(_ value: Double, times: UInt64) {
    guard value.isFinite, times > 0 else { return }
    add(times, to: Self.key(value))
  }

  /// The smallest and the largest that the number at this rank (counted from 0) can be; nil where there are not so many.
  func bounds(rank: UInt64) -> ClosedRange<Double>? {
    var below: UInt64 = 0
    for (key, count) in sorted {
      below &+= count
      if below > rank { return key == Self.key(0) ? 0...0 : Self.bounds(key) }
    }
    return nil
  }

  public mutating func add(_ other: SparseHistogram) {
    for index in other.keys.indices where other.keys[index] != Self.free { add(other.values[index], to: other.keys[index]) }
  }

  @inline(__always)
  private mutating func add(_ count: UInt64, to key: UInt32) {
    if bins &* 2 >= keys.count { grow() }
    let slot = slot(of: key)
    if keys[slot] == Self.free {
      keys[slot] = key
      bins += 1
    }
    values[slot] &+= count
    total &+= count
  }

  /// Where the key stands, or would. The table is never more than half full, so the search ends.
  @inline(__always)
  private func slot(of key: UInt32) -> Int {
    let mask = keys.count &- 1
    var slot = Int(truncatingIfNeeded: (key &* 2_654_435_769) >> 8) & mask
    while keys[slot] != key, keys[slot] != Self.free { slot = (slot &+ 1) & mask }
    return slot
  }

  private mutating func grow() {
    let (oldKeys, oldValues) = (keys, values)
    let capacity = max(16, oldKeys.count * 2)
    keys = Array(repeating: Self.free, count: capacity)
    values = Array(repeating: 0, count: capacity)
    for index in oldKeys.indices where oldKeys[index] != Self.free {
      let slot = slot(of: oldKeys[index])
      keys[slot] = oldKeys[index]
      values[slot] = oldValues[index]
    }
  }

  /// The quantile at `share`, as numpy's "lower" takes it (the order statistic at floor(share · (n − 1))), to within `relativeBound`;
  /// nil when empty.
  public func quantile(_ share: Double) -> Double? {
    guard total > 0 else { return nil }
    let rank = UInt64((Double(total - 1) * min(max(share, 0), 1)).rounded(.down))
    var below: UInt64 = 0
    for (key, count) in sorted {
      below &+= count
      if below > rank { return Self.midpoint(key) }
    }
    return nil
  }

  /// How many numbers lie outside low...high, each taken for the middle of its bin.
  public func countOutside(_ range: ClosedRange<Double>) -> UInt64 {
    var outside: UInt64 = 0
    for index in keys.indices where keys[index] != Self.free && !range.contains(Self.midpoint(keys[index])) { outside &+= values[index] }
    return outside
  }

  /// How many numbers lie outside low...high for certain, and how many may: those in a bin that the limit cuts are counted only in
  /// the second.
  public func countsOutside(_ range: ClosedRange<Double>) -> (certain: UInt64, possible: UInt64) {
    var (certain, possible): (UInt64, UInt64) = (0, 0)
    for index in keys.indices where keys[index] != Self.free {
      let bounds = Self.bounds(keys[index])
      if bounds.upperBound < range.lowerBound || bounds.lowerBound > range.upperBound { certain &+= values[index] }
      if bounds.lowerBound < range.lowerBound || bounds.upperBound > range.upperBound { possible &+= values[index] }
    }
    return (certain, possible)
  }
}

extension SparseHistogram: Hashable {
  public static func == (a: SparseHistogram, b: SparseHistogram) -> Bool {
    a.total == b.total && a.bins == b.bins && a.sorted.elementsEqual(b.sorted) { $0 == $1 }
  }

  public func hash(into hasher: inout Hasher) {
    for (key, count) in sorted {
      hasher.combine(key)
      hasher.combine(count)
    }
  }
}
