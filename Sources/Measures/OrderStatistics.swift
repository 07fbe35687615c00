/// Medians, quantiles and their like over small arrays: exact, and the same on every machine.
enum OrderStatistics {
  /// The median of numbers that are already in order; nil when there are none.
  static func median(sorted: [Double]) -> Double? {
    guard !sorted.isEmpty else { return nil }
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }

  static func median(_ values: [Double]) -> Double? { median(sorted: values.sorted()) }

  /// The quantile at `share` of numbers in order, interpolated between neighbours as numpy's default does.
  static func quantile(sorted: [Double], _ share: Double) -> Double? {
    guard let last = sorted.last else { return nil }
    let at = Double(sorted.count - 1) * min(max(share, 0), 1)
    let below = Int(at)
    guard below + 1 < sorted.count else { return last }
    return sorted[below] + (at - Double(below)) * (sorted[below + 1] - sorted[below])
  }

  /// The same of numbers in any order, by selection instead of sorting.
  static func quantile(_ values: [Double], _ share: Double) -> Double? {
    guard !values.isEmpty else { return nil }
    let at = Double(values.count - 1) * min(max(share, 0), 1)
    let below = Int(at)
    var copy = values
    let low = Robust.select(&copy, rank: below)
    // Behind the selected rank stands nothing smaller.
    guard below + 1 < copy.count, let high = copy[(below + 1)...].min() else { return low }
    return low + (at - Double(below)) * (high - low)
  }

  /// The median distance from the median.
  static func medianDeviation(_ values: [Double]) -> Double? {
    guard let middle = median(values) else { return nil }
    return median(values.map { ($0 - middle).magnitude })
  }
}
