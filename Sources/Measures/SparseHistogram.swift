/// Counts of numbers in bins that need no range fixed beforehand: a bin is a run of Double bit patterns, taken in numeric order. Counts
/// add up the same in any order, so quantiles are the same however states met.
///
/// The key of a number is the top 18 bits of its bit pattern made order-preserving (sign flipped, negatives inverted): sign, eleven
/// bits of exponent and six of mantissa. A bin then spans 1/64 of its power of two, and its midpoint is within 1/128 (0.8 %) of
/// every number in it.
///
/// Every value of every step goes through here, so a bin is found without a search: the upper twelve bits of a key (sign and exponent) name
/// a page, which is there once a number of that sign and size was seen, and the lower six a place on it. Data of a dimension fill a few
/// pages that lie side by side.
public struct SparseHistogram: Sendable {
  /// The largest relative distance of a reported quantile from the true order statistic.
  public static let relativeBound = 1.0 / 128

  private static let shift: UInt64 = 46
  private static let binsOfPage = 64
  private static let pages = 4096

  /// By the upper bits of a key: where its page begins in `pageCounts`, in pages and plus one; 0 where there is none. Empty while nothing is counted.
  private var pageOf: [UInt16] = []
  private var pageCounts: [UInt64] = []
  /// By page: the upper bits of its keys.
  private var uppers: [UInt16] = []
  public private(set) var total: UInt64 = 0

  public init() {}

  /// Nil when a key is none that a number can have.
  public init?(counts: [UInt32: UInt64]) {
    guard counts.keys.allSatisfy({ $0 < Self.pages * Self.binsOfPage }) else { return nil }
    for key in counts.keys.sorted() { add(counts[key] ?? 0, to: key) }
  }

  public var counts: [UInt32: UInt64] { Dictionary(uniqueKeysWithValues: sorted.map { ($0.key, $0.count) }) }

  /// Bins in use.
  public var bins: Int { pageCounts.count { $0 > 0 } }

  /// Bins in use, in numeric order.
  public var sorted: [(key: UInt32, count: UInt64)] {
    var sorted: [(key: UInt32, count: UInt64)] = []
    for upper in uppers.sorted() {
      let start = (Int(pageOf[Int(upper)]) - 1) * Self.binsOfPage
      for bin in 0..<Self.binsOfPage where pageCounts[start + bin] > 0 {
        sorted.append((UInt32(Int(upper) * Self.binsOfPage + bin), pageCounts[start + bin]))
      }
    }
    return sorted
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

  /// Counts every number: the same as inserting them one by one, without looking after the table's owner and bounds each time.
  public mutating func insert(_ numbers: [Double]) { numbers.withUnsafeBufferPointer { insert($0) } }

  mutating func insert(_ numbers: UnsafeBufferPointer<Double>) {
    var at = 0
    while at < numbers.count {
      // Up to the first number whose page is not there yet.
      var counted = 0
      pageOf.withUnsafeBufferPointer { pageOf in
        pageCounts.withUnsafeMutableBufferPointer { counts in
          guard !pageOf.isEmpty else { return }
          while at < numbers.count {
            let value = numbers[at]
            if value.isFinite {
              let key = Int(Self.key(value))
              let page = Int(pageOf[key >> 6])
              if page == 0 { break }
              counts[(page &- 1) &* Self.binsOfPage &+ key & (Self.binsOfPage - 1)] &+= 1
              counted &+= 1
            }
            at &+= 1
          }
        }
      }
      total &+= UInt64(counted)
      if at < numbers.count {
        insert(numbers[at])
        at += 1
      }
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
    for (key, count) in other.sorted { add(count, to: key) }
  }

  @inline(__always)
  private mutating func add(_ count: UInt64, to key: UInt32) {
    guard count > 0 else { return }
    if pageOf.isEmpty { pageOf = Array(repeating: 0, count: Self.pages) }
    let upper = Int(key >> 6)
    if pageOf[upper] == 0 {
      pageCounts.append(contentsOf: repeatElement(0, count: Self.binsOfPage))
      uppers.append(UInt16(upper))
      pageOf[upper] = UInt16(uppers.count)
    }
    pageCounts[(Int(pageOf[upper]) - 1) * Self.binsOfPage + Int(key & 63)] &+= count
    total &+= count
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
    for (key, count) in sorted where !range.contains(Self.midpoint(key)) { outside &+= count }
    return outside
  }

  /// How many numbers lie outside low...high for certain, and how many may: those in a bin that the limit cuts are counted only in
  /// the second.
  public func countsOutside(_ range: ClosedRange<Double>) -> (certain: UInt64, possible: UInt64) {
    var (certain, possible): (UInt64, UInt64) = (0, 0)
    for (key, count) in sorted {
      let bounds = Self.bounds(key)
      if bounds.upperBound < range.lowerBound || bounds.lowerBound > range.upperBound { certain &+= count }
      if bounds.lowerBound < range.lowerBound || bounds.upperBound > range.upperBound { possible &+= count }
    }
    return (certain, possible)
  }
}

extension SparseHistogram: Hashable {
  public static func == (a: SparseHistogram, b: SparseHistogram) -> Bool {
    a.total == b.total && a.sorted.elementsEqual(b.sorted) { $0 == $1 }
  }

  public func hash(into hasher: inout Hasher) {
    for (key, count) in sorted {
      hasher.combine(key)
      hasher.combine(count)
    }
  }
}
