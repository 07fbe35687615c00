import Episodes

/// Watches the numbers of the action, dimension by dimension.
///
/// Row, an episode: smallest, largest, and 99th percentile of the size of each dimension; the worst isolated value. Sums, a shard: for
/// each dimension the count, a shift (the shard's first value) and the first two moments about it, and a histogram.
struct ActionProbe: Probe {
  var columns: ActionColumns
  /// Whether isolated values are looked for here (where the pose is known the label probe does it better).
  var findsSpikes: Bool

  static let moments = 4

  var fields: [Field] {
    (0..<columns.width).flatMap { [Field("min.\($0)"), Field("max.\($0)"), Field("p99.\($0)")] }
      + [Field("spike"), Field("spike.step", .count), Field("spike.dimension", .count)]
  }

  var emptySums: Sums { Sums(numbers: Self.moments * columns.width, histograms: columns.width) }

  func observe(_ episode: borrowing Episode, row: inout RowWriter, sums: inout Sums) {
    guard episode.isWhole, episode.steps > 0, columns.isPresent(in: episode) else {
      for field in fields { if field.kind == .number { row.number(.nan) } else { row.count(-1) } }
      return
    }
    var spikes = SpikeSearch(minimumSteps: SpikeSearch.minimumSteps)
    var dimension = 0
    for group in columns.groups {
      let numbers = group.role.gather(episode)
      for column in 0..<group.role.width {
        summarise(numbers, column: column, of: group.role.width, dimension: dimension, row: &row, sums: &sums)
        if findsSpikes {
          let values = stride(from: column, to: numbers.count, by: group.role.width).map { numbers[$0] }.filter(\.isFinite)
          if !Self.isDiscrete(values) { spikes.add(alone: values, dimension: dimension) }
        }
        dimension += 1
      }
    }
    spikes.write(to: &row)
  }

  /// One pass over a dimension: range, moments, histogram, and the largest sizes.
  private func summarise(_ numbers: [Double], column: Int, of width: Int, dimension: Int, row: inout RowWriter, sums: inout Sums) {
    let at = dimension * Self.moments
    var count = 0
    var (low, high) = (Double.infinity, -Double.infinity)
    var (sum, square) = (0.0, 0.0)
    var shift = sums.numbers[at + 1]
    var top = UpperSizes()
    // Taken out of the sums while it is filled: one look for other owners instead of one a value.
    var histogram = SparseHistogram()
    swap(&histogram, &sums.histograms[dimension])
    defer { swap(&histogram, &sums.histograms[dimension]) }
    for index in stride(from: column, to: numbers.count, by: width) {
      let value = numbers[index]
      guard value.isFinite else { continue }
      if count == 0, sums.numbers[at] == 0 { shift = value }
      count += 1
      low = min(low, value)
      high = max(high, value)
      let from = value - shift
      sum += from
      square += from * from
      top.add(value.magnitude)
      histogram.insert(value)
    }
    guard count > 0 else {
      for _ in 0..<3 { row.number(.nan) }
      return
    }
    sums.numbers[at] += Double(count)
    sums.numbers[at + 1] = shift
    sums.numbers[at + 2] += sum
    sums.numbers[at + 3] += square
    row.number(low)
    row.number(high)
    row.number(
      top.quantile(0.99, of: count)
        ?? Robust.quantile(
          stride(from: column, to: numbers.count, by: width).map { numbers[$0].magnitude }.filter(\.isFinite), 0.99))
  }

  /// Fewer than five distinct values: a gripper, a mode.
  static func isDiscrete(_ values: [Double]) -> Bool {
    var seen: [Double] = []
    for value in values where !seen.contains(value) {
      seen.append(value)
      if seen.count >= 5 { return false }
    }
    return true
  }
}

/// Count, mean and squared deviations, united by Chan's formula: no cancellation, however far the mean is from zero.
struct Moments: Sendable, Hashable {
  var count = 0.0
  var mean = 0.0
  var squares = 0.0

  init() {}

  /// From sums about a shift.
  init(count: Double, shift: Double, sum: Double, square: Double) {
    self.count = count
    guard count > 0 else { return }
    mean = shift + sum / count
    squares = max(0, square - sum * sum / count)
  }

  mutating func add(_ other: Moments) {
    guard other.count > 0 else { return }
    let all = count + other.count
    let gap = other.mean - mean
    mean += gap * (other.count / all)
    squares += other.squares + gap * gap * (count * other.count / all)
    count = all
  }

  /// Of the population (divided by N), as numpy and the loaders take it.
  var deviation: Double { count > 0 ? (squares / count).squareRoot() : .nan }
}

extension ProbeView {
  /// The sums of each shard of the scope, in canonical order: for what does not simply add up.
  var shardSums: [Sums] {
    observations.leaves.compactMap { leaf in
      if case .split(let name) = scope, leaf.key.split != name { return nil }
      return leaf.tables[index].sums
    }
  }
}
