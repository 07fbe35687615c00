import Episodes

/// Rows of float32, one behind the other: what a loader keeps of a column.
public struct ValueTable: Sendable, Hashable {
  public var width: Int
  public var values: [Float] = []

  public init(width: Int) { self.width = width }

  public var rows: Int { width > 0 ? values.count / width : 0 }

  func column(_ dimension: Int) -> [Float] { stride(from: dimension, to: values.count, by: max(width, 1)).map { values[$0] } }
}

/// Statistics as the loaders compute them, arithmetic included: OpenVLA and Octo call numpy on all rows at once.
public enum LoaderStatistics {
  /// As `actions.mean(0)`, `.std(0)`, `.min(0)`, `.max(0)` and `np.quantile(actions, 0.01, axis=0)` over float32 with numpy 1.26, which
  /// both loaders run with (openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/utils/data_utils.py:249).
  ///
  /// Along the first axis numpy adds row after row in float32, so the order of the rows shows in the last digits. Quantiles are
  /// interpolated in float64.
  public static func numpy(_ table: ValueTable) -> StoredStatistics.Group? {
    let rows = table.rows
    guard rows > 0 else { return nil }
    var group = StoredStatistics.Group()
    var quantiles = [0.01, 0.99].map { StoredStatistics.Quantile(probability: $0, values: []) }
    for dimension in 0..<table.width {
      var column = table.column(dimension)
      var sum: Float = 0
      for value in column { sum += value }
      let mean = sum / Float(rows)
      var squares: Float = 0
      for value in column { squares += (value - mean) * (value - mean) }
      column.sort()
      group.mean.append(Double(mean))
      group.deviation.append(Double((squares / Float(rows)).squareRoot()))
      group.minimum.append(Double(column[0]))
      group.maximum.append(Double(column[rows - 1]))
      for index in quantiles.indices { quantiles[index].values.append(quantile(column, quantiles[index].probability)) }
    }
    group.quantiles = quantiles
    return group
  }

  /// numpy's `_lerp`: from the nearer neighbour.
  private static func quantile(_ sorted: [Float], _ share: Double) -> Double {
    let at = share * Double(sorted.count - 1)
    let below = Int(at)
    guard below + 1 < sorted.count else { return Double(sorted[sorted.count - 1]) }
    let (low, high) = (Double(sorted[below]), Double(sorted[below + 1]))
    let gap = at - Double(below)
    return gap < 0.5 ? low + (high - low) * gap : high - (high - low) * (1 - gap)
  }

  /// Zeros, as wide as the action: what OpenVLA writes for proprioception that it did not load.
  public static func zeros(width: Int) -> StoredStatistics.Group {
    let zeros = [Double](repeating: 0, count: width)
    var group = StoredStatistics.Group()
    (group.mean, group.deviation, group.minimum, group.maximum) = (zeros, zeros, zeros, zeros)
    group.quantiles = [0.01, 0.99].map { StoredStatistics.Quantile(probability: $0, values: zeros) }
    return group
  }
}

/// openpi's running statistics, batch by batch: means in float32, quantiles from a histogram of 5000 bins over the range so far, whose
/// counts move to the lower edge of their bin when the range widens (Physical-Intelligence/openpi @ 15a9616,
/// src/openpi/shared/normalize.py:17).
public struct RunningStatistics: Sendable {
  /// The default batch of its training configurations; a last batch that is not full is left out (scripts/compute_norm_stats.py).
  public static let batch = 32
  private static let bins = 5000

  private var count = 0
  private var means: [Float] = []
  private var squares: [Float] = []
  private var low: [Float] = []
  private var high: [Float] = []
  private var edges: [[Double]] = []
  private var histograms: [[Double]] = []

  public init() {}

  public mutating func update(_ batch: ValueTable) {
    let rows = batch.rows
    guard rows > 0, count == 0 || batch.width == means.count else { return }
    var batchMeans: [Float] = []
    var batchSquares: [Float] = []
    var isWider = false
    for dimension in 0..<batch.width {
      let column = batch.column(dimension)
      var (sum, square): (Float, Float) = (0, 0)
      var (least, most) = (column[0], column[0])
      for value in column {
        sum += value
        square += value * value
        least = min(least, value)
        most = max(most, value)
      }
      batchMeans.append(sum / Float(rows))
      batchSquares.append(square / Float(rows))
      if count == 0 {
        low.append(least)
        high.append(most)
        edges.append(Self.line(from: Double(least) - 1e-10, to: Double(most) + 1e-10))
        histograms.append(Array(repeating: 0, count: Self.bins))
      } else if least < low[dimension] || most > high[dimension] {
        isWider = true
        low[dimension] = min(low[dimension], least)
        high[dimension] = max(high[dimension], most)
      }
    }
    if isWider { widen() }
    if count == 0 { (means, squares) = (batchMeans, batchSquares) }
    count += rows
    let weight = Float(Double(rows) / Double(count))
    for dimension in 0..<batch.width {
      means[dimension] += (batchMeans[dimension] - means[dimension]) * weight
      squares[dimension] += (batchSquares[dimension] - squares[dimension]) * weight
      for value in batch.column(dimension) {
        if let bin = Self.bin(Double(value), edges[dimension]) { histograms[dimension][bin] += 1 }
      }
    }
  }

  /// Nil for fewer than two rows, which openpi refuses.
  public var statistics: StoredStatistics.Group? {
    guard count >= 2 else { return nil }
    var group = StoredStatistics.Group()
    group.mean = means.map(Double.init)
    group.deviation = zip(means, squares).map { mean, square in Double(max(0, square - mean * mean).squareRoot()) }
    group.quantiles = [0.01, 0.99].map { share in
      StoredStatistics.Quantile(probability: share, values: zip(histograms, edges).map { quantile(share, $0, $1) })
    }
    return group
  }

  /// The lower edge of the bin in which the running count reaches the share.
  private func quantile(_ share: Double, _ histogram: [Double], _ edges: [Double]) -> Double {
    let wanted = share * Double(count)
    var sum = 0.0
    for (bin, here) in histogram.enumerated() {
      sum += here
      if sum >= wanted { return edges[bin] }
    }
    return edges[Self.bins]
  }

  private mutating func widen() {
    for dimension in edges.indices {
      let new = Self.line(from: Double(low[dimension]), to: Double(high[dimension]))
      var counts = [Double](repeating: 0, count: Self.bins)
      for (edge, here) in zip(edges[dimension], histograms[dimension]) where here > 0 {
        if let bin = Self.bin(edge, new) { counts[bin] += here }
      }
      edges[dimension] = new
      histograms[dimension] = counts
    }
  }

  /// numpy's linspace.
  private static func line(from low: Double, to high: Double) -> [Double] {
    let step = (high - low) / Double(bins)
    // Where the step is lost against zero numpy scales the steps instead.
    var line = (0...bins).map { step == 0 ? Double($0) / Double(bins) * (high - low) + low : Double($0) * step + low }
    line[bins] = high
    return line
  }

  /// The bin that holds a value, the last one closed; nil outside. Edges may coincide where a dimension hardly varies: then the last of
  /// them counts, as in numpy's search.
  private static func bin(_ value: Double, _ edges: [Double]) -> Int? {
    guard value >= edges[0], value <= edges[bins] else { return nil }
    if value == edges[bins] { return bins - 1 }
    var (low, high) = (0, bins)
    while high - low > 1 {
      let middle = (low + high) / 2
      if edges[middle] <= value { low = middle } else { high = middle }
    }
    return low
  }
}
