/// Four quantiles of one dimension of an episode, from 32 values evenly spread over it (all of them where it has fewer): enough to tell
/// which share of the episode lies beyond a limit to within a few per cent, for sixteen bytes.
struct EpisodeQuantiles {
  static let most = 32
  /// The shares at which they stand.
  static let shares = [0.1, 0.34, 0.66, 0.9]

  var values: [Double]

  /// The rows that are looked at, of so many.
  static func rows(of steps: Int) -> [Int] {
    let wanted = min(most, steps)
    return (0..<wanted).map { (2 * $0 + 1) * steps / (2 * wanted) }
  }

  /// Nil when no value is finite. `rows` are those of `rows(of:)`.
  init?(_ numbers: UnsafeBufferPointer<Double>, rows: [Int]) {
    precondition(rows.allSatisfy { $0 < numbers.count } && rows.count <= Self.most)
    let found = withUnsafeTemporaryAllocation(of: Double.self, capacity: Self.most) { sorted -> [Double] in
      var count = 0
      for row in rows {
        let value = numbers[row]
        guard value.isFinite else { continue }
        var at = count
        while at > 0, sorted[at - 1] > value {
          sorted[at] = sorted[at - 1]
          at -= 1
        }
        sorted[at] = value
        count += 1
      }
      return count == 0 ? [] : Self.shares.map { sorted[Int(Double(count) * $0)] }
    }
    guard !found.isEmpty else { return nil }
    values = found
  }

  init(packed low: UInt64, _ high: UInt64) {
    values = [low >> 32, low & 0xFFFF_FFFF, high >> 32, high & 0xFFFF_FFFF].map { Double(Float(bitPattern: UInt32($0))) }
  }

  var packed: (UInt64, UInt64) {
    let bits = values.map { UInt64(Float($0).bitPattern) }
    return (bits[0] << 32 | bits[1], bits[2] << 32 | bits[3])
  }

  /// The share of the episode below x, linear between the quantiles and the ends that are known.
  func share(below x: Double, in range: ClosedRange<Double>) -> Double {
    if x <= range.lowerBound { return 0 }
    if x > range.upperBound { return 1 }
    var (from, share) = (range.lowerBound, 0.0)
    for (value, next) in zip(values + [range.upperBound], Self.shares + [1]) {
      if x <= value { return value > from ? share + (next - share) * (x - from) / (value - from) : share }
      (from, share) = (value, next)
    }
    return 1
  }
}

/// Mean and standard deviation of one dimension of an episode.
struct EpisodeMoments {
  var mean: Double
  var deviation: Double

  /// Nil when no value is finite.
  init?(_ numbers: UnsafeBufferPointer<Double>) {
    var (count, sum, square) = (0.0, 0.0, 0.0)
    var shift = Double.nan
    for value in numbers {
      guard value.isFinite else { continue }
      if count == 0 { shift = value }
      count += 1
      sum += value - shift
      square += (value - shift) * (value - shift)
    }
    guard count > 0 else { return nil }
    let moments = Moments(count: count, shift: shift, sum: sum, square: square)
    (mean, deviation) = (moments.mean, moments.deviation)
  }

  init(packed: UInt64) {
    mean = Double(Float(bitPattern: UInt32(packed >> 32)))
    deviation = Double(Float(bitPattern: UInt32(packed & 0xFFFF_FFFF)))
  }

  var packed: UInt64 { UInt64(Float(mean).bitPattern) << 32 | UInt64(Float(deviation).bitPattern) }
}
