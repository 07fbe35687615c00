/// Counts in bins of one width: what a drawing shows of values, however many there are.
public struct EvenHistogram: Sendable, Hashable {
  /// The ends of the bins together.
  public var low: Double
  public var high: Double
  public var counts: [Double]
  /// Values beyond either end.
  public var below = 0.0
  public var above = 0.0

  public var total: Double { counts.reduce(below + above, +) }
  public var width: Double { (high - low) / Double(max(1, counts.count)) }

  /// Whole numbers, each with how often it stands there, in at most `bins` bins of a whole width: lengths in steps or words.
  public init?(whole numbers: [Int], bins: Int) {
    guard let least = numbers.min(), let most = numbers.max(), bins > 0, let span = Self.span(least, most) else { return nil }
    let step = (span + bins - 1) / bins
    counts = Array(repeating: 0, count: (span + step - 1) / step)
    low = Double(least)
    high = low + Double(step) * Double(counts.count)
    for number in numbers { counts[(number - least) / step] += 1 }
  }

  private static func span(_ least: Int, _ most: Int) -> Int? {
    let (gap, overflows) = most.subtractingReportingOverflow(least)
    return overflows || gap >= Int.max / 2 ? nil : gap + 1
  }

  /// Numbers that are finite, over what they span; `nil` for none. One number has a bin of its own.
  public init?(_ numbers: [Double], bins: Int) {
    let known = numbers.filter(\.isFinite)
    guard let least = known.min(), let most = known.max(), bins > 0 else { return nil }
    (low, high) = Self.widened(least, most)
    counts = Array(repeating: 0, count: bins)
    for number in known { counts[min(bins - 1, Int((number - low) / (high - low) * Double(bins)))] += 1 }
  }

  /// From a sparse one, between two ends. A bin there that spans several here is spread over them by its width: values within it lie
  /// anywhere. `extent` is what the values are known to span.
  public init?(_ sparse: SparseHistogram, low: Double, high: Double, extent: ClosedRange<Double>, bins: Int) {
    guard sparse.total > 0, bins > 0, low.isFinite, high.isFinite else { return nil }
    (self.low, self.high) = Self.widened(low, high)
    counts = Array(repeating: 0, count: bins)
    let width = (self.high - self.low) / Double(bins)
    for (key, number) in sparse.sorted {
      let bounds = key == SparseHistogram.key(0) ? 0...0 : SparseHistogram.bounds(key)
      let from = min(max(bounds.lowerBound, extent.lowerBound), extent.upperBound)
      let to = max(from, min(bounds.upperBound, extent.upperBound))
      add(Double(number), from: from, to: to, width: width)
    }
  }

  private mutating func add(_ number: Double, from: Double, to: Double, width: Double) {
    guard to > from else {
      if from < low { below += number } else if from > high { above += number } else { counts[bin(from, width)] += number }
      return
    }
    let density = number / (to - from)
    if from < low { below += density * (min(to, low) - from) }
    if to > high { above += density * (to - max(from, high)) }
    let (first, last) = (max(from, low), min(to, high))
    guard last > first else { return }
    for index in bin(first, width)...bin(last, width) {
      let start = low + Double(index) * width
      counts[index] += density * max(0, min(last, start + width) - max(first, start))
    }
  }

  private func bin(_ value: Double, _ width: Double) -> Int { min(counts.count - 1, max(0, Int((value - low) / width))) }

  /// Two ends that are apart.
  private static func widened(_ low: Double, _ high: Double) -> (Double, Double) {
    let (low, high) = (max(min(low, high), -1e300), min(max(low, high), 1e300))
    if high - low > 1e-12 * max(low.magnitude, high.magnitude), high > low { return (low, high) }
    let room = low == 0 ? 0.5 : low.magnitude * 0.05
    return (low - room, high + room)
  }
}
