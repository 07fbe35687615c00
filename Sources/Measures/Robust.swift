/// Order statistics and scales that a few bad values cannot move.
enum Robust {
  /// The order statistic at `rank` (from 0); reorders the values. Hoare's selection, median of three.
  static func select(_ values: inout [Double], rank: Int) -> Double {
    var low = 0
    var high = values.count - 1
    return values.withUnsafeMutableBufferPointer { buffer in
      while low < high {
        let middle = low + (high - low) / 2
        if buffer[middle] < buffer[low] { buffer.swapAt(middle, low) }
        if buffer[high] < buffer[low] { buffer.swapAt(high, low) }
        if buffer[high] < buffer[middle] { buffer.swapAt(high, middle) }
        let pivot = buffer[middle]
        var (left, right) = (low, high)
        while left <= right {
          while buffer[left] < pivot { left += 1 }
          while buffer[right] > pivot { right -= 1 }
          if left <= right {
            buffer.swapAt(left, right)
            left += 1
            right -= 1
          }
        }
        if rank <= right { high = right } else if rank >= left { low = left } else { return buffer[rank] }
      }
      return buffer[rank]
    }
  }

  /// The median, the lower of the two middle values where their number is even; NaN for none. The values must be finite.
  static func median(_ values: [Double]) -> Double {
    guard !values.isEmpty else { return .nan }
    var copy = values
    return select(&copy, rank: (copy.count - 1) / 2)
  }

  /// 1.4826 times the median absolute deviation from `centre`; where that is next to nothing against the largest ones (data that
  /// stand still half of the time) 1.4826 times the median of the deviations that are not zero.
  static func scale(_ values: [Double], centre: Double) -> Double {
    guard !values.isEmpty else { return .nan }
    var deviations = values.map { ($0 - centre).magnitude }
    let middle = select(&deviations, rank: (deviations.count - 1) / 2)
    let high = select(&deviations, rank: (deviations.count - 1) * 99 / 100)
    if middle >= 1e-3 * high { return 1.4826 * middle }
    let moving = deviations.filter { $0 > 1e-9 * high }
    return moving.isEmpty ? 0 : 1.4826 * median(moving)
  }

  /// numpy's "lower" quantile of finite values; NaN for none.
  static func quantile(_ values: [Double], _ share: Double) -> Double {
    guard !values.isEmpty else { return .nan }
    var copy = values
    return select(&copy, rank: Int(Double(copy.count - 1) * share))
  }
}

/// The three largest of some sizes: of 200 to 300 values the 99th percentile is the third largest, so most episodes need no selection.
struct UpperSizes {
  private var first = -1.0
  private var second = -1.0
  private var third = -1.0

  /// Whether a size is among the three largest so far.
  @inline(__always)
  func holds(_ size: Double) -> Bool { size > third }

  @inline(__always)
  mutating func add(_ size: Double) {
    // Seldom so, once three large ones have gone by.
    guard size > third else { return }
    if size > first {
      (first, second, third) = (size, first, second)
    } else if size > second {
      (second, third) = (size, second)
    } else {
      third = size
    }
  }

  /// numpy's "lower" quantile of `count` sizes, where it is among the three; nil where it lies deeper.
  func quantile(_ share: Double, of count: Int) -> Double? {
    switch count - Int(Double(count - 1) * share) {
    case 1: first
    case 2: second
    case 3: third
    default: nil
    }
  }
}
