import Episodes

/// Measures the columns of the target's view as loaders do, to hold stored statistics against them: extremes, moments, histograms (the
/// plan's, where values are stored as loaders read them), and how many values lie below and up to each stored number.
///
/// Row, an episode: its rows, and the smallest and the largest value of each dimension. Sums, a shard: rows, and for each dimension the
/// count, a shift and two moments about it, and the values at the ends of [-1, 1]; for each edge the values below it, and up to it.
/// Values are rounded to float32 first, the width in which loaders compute.
struct StatisticsProbe: Probe {
  /// A column, and how its values are taken.
  struct Part: Sendable, Hashable {
    enum Name: String, Sendable, Hashable {
      case action, proprio
      /// openpi's: the action in chunks, joints as their distance from the state at the chunk's start.
      case chunks
    }

    var name: Name
    var role: BoundRole
    var chunk: Chunk?
    var keepsHistogram: Bool
    var edges: [Edge]
    /// Every value is a float32 already; then the role's series are as good as what a loader reads, and counted by the plan.
    var isSingle = false
    /// Whether the probe counts values itself.
    var countsValues: Bool { keepsHistogram && !isSingle }
    /// Where the part's numbers begin in the sums, and its histograms.
    var base = 0
    var histogram = 0

    var numbers: Int { 1 + role.width * StatisticsProbe.moments + 2 * edges.count }
  }

  /// Chunks of `horizon` steps from every step on, the last value repeated behind the end.
  struct Chunk: Sendable, Hashable {
    var horizon: Int
    var state: BoundRole?
    /// By dimension of the action: the dimension of the state that is taken off.
    var reference: [Int?]
  }

  /// A stored number, and what counts as below it and as up to it.
  struct Edge: Sendable, Hashable {
    var dimension: Int
    var low: Float
    var high: Float

    init(dimension: Int, value: Double) {
      self.dimension = dimension
      let slack = StatisticsProbe.roundOff * value.magnitude
      low = Float(value - slack)
      high = Float(value + slack)
    }
  }

  /// Eight units in the last place of a float32: a number that was stored, read and written again.
  static let roundOff = 1e-6
  static let moments = 5
  static let mostDimensions = 256

  let parts: [Part]

  init(parts: [Part]) {
    var placed = parts
    var (base, histogram) = (0, 0)
    for index in placed.indices {
      placed[index].base = base
      placed[index].histogram = histogram
      base += placed[index].numbers
      if placed[index].countsValues { histogram += placed[index].role.width }
    }
    self.parts = placed
  }

  var fields: [Field] {
    [Field("rows", .count)]
      + parts.flatMap { part in
        (0..<part.role.width).flatMap { [Field("min.\(part.name.rawValue).\($0)"), Field("max.\(part.name.rawValue).\($0)")] }
      }
  }

  var emptySums: Sums {
    Sums(
      numbers: parts.reduce(0) { $0 + $1.numbers }, histograms: parts.reduce(0) { $0 + ($1.countsValues ? $1.role.width : 0) })
  }

  func observe(_ episode: borrowing Episode, row: inout RowWriter, sums: inout Sums) {
    let isWhole = episode.isWhole && parts.first.map { $0.role.isPresent(in: episode) } ?? false
    row.count(isWhole ? parts[0].role.rows(in: episode) : -1)
    var column: [Float] = []
    for part in parts {
      guard isWhole, part.role.isPresent(in: episode), part.chunk?.state?.isPresent(in: episode) ?? true else {
        for _ in 0..<2 * part.role.width { row.number(.nan) }
        continue
      }
      if part.isSingle {
        observeSeries(part, episode.series, row: &row, sums: &sums)
        continue
      }
      let numbers = part.role.gather(episode)
      let width = part.role.width
      let rows = numbers.count / max(width, 1)
      let state = part.chunk?.state?.gather(episode) ?? []
      sums.numbers[part.base] += Double(rows * (part.chunk?.horizon ?? 1))
      for dimension in 0..<width {
        column.removeAll(keepingCapacity: true)
        for index in stride(from: dimension, to: numbers.count, by: width) { column.append(Float(numbers[index])) }
        let at = part.base + 1 + dimension * Self.moments
        var histogram = SparseHistogram()
        if part.keepsHistogram { swap(&histogram, &sums.histograms[part.histogram + dimension]) }
        var tally = Tally(sums.numbers[at], shift: sums.numbers[at + 1])
        if let chunk = part.chunk {
          let reference = chunk.reference[dimension].map { index in
            stride(from: index, to: state.count, by: chunk.state?.width ?? 1).map { Float(state[$0]) }
          }
          Self.add(column, in: chunk.horizon, less: reference, to: &tally, histogram: &histogram)
        } else {
          for value in column { tally.add(value) }
          if part.keepsHistogram { histogram.insert(column.map(Double.init)) }
        }
        if part.keepsHistogram { swap(&histogram, &sums.histograms[part.histogram + dimension]) }
        tally.write(to: &sums.numbers, at: at)
        row.number(tally.low > tally.high ? .nan : Double(tally.low))
        row.number(tally.low > tally.high ? .nan : Double(tally.high))
        count(column, part, dimension, &sums)
      }
    }
  }

  private func count(_ column: [Float], _ part: Part, _ dimension: Int, _ sums: inout Sums) {
    let at = part.base + 1 + part.role.width * Self.moments
    for (index, edge) in part.edges.enumerated() where edge.dimension == dimension {
      var (below, upTo) = (0, 0)
      for value in column {
        below &+= value < edge.low ? 1 : 0
        upTo &+= value <= edge.high ? 1 : 0
      }
      sums.numbers[at + 2 * index] += Double(below)
      sums.numbers[at + 2 * index + 1] += Double(upTo)
    }
  }

  /// The dimensions of a part as the scan has prepared them; one of which some value is no number goes value by value.
  private func observeSeries(_ part: Part, _ table: SeriesTable, row: inout RowWriter, sums: inout Sums) {
    sums.numbers[part.base] += Double(part.role.series.first.map { table.extent($0).count } ?? 0)
    for (dimension, series) in part.role.series.enumerated() {
      let at = part.base + 1 + dimension * Self.moments
      let extent = table.extent(series)
      if extent.isFinite {
        sums.add(extent, at: at)
        if max(extent.high, -extent.low) >= 1 {
          sums.numbers[at + 4] += Double(table.values(series) { $0.count { $0.magnitude >= 1 } })
        }
        row.number(extent.low)
        row.number(extent.high)
      } else {
        var tally = Tally(sums.numbers[at], shift: sums.numbers[at + 1])
        table.values(series) { for value in $0 { tally.add(Float(value)) } }
        tally.write(to: &sums.numbers, at: at)
        row.number(tally.low > tally.high ? .nan : Double(tally.low))
        row.number(tally.low > tally.high ? .nan : Double(tally.high))
      }
      if part.edges.contains(where: { $0.dimension == dimension }) {
        count(table.copy(series).map(Float.init), part, dimension, &sums)
      }
    }
  }

  /// Every value as often as chunks hold it. Where a state is taken off, every pair of them.
  private static func add(
    _ column: [Float], in horizon: Int, less reference: [Float]?, to tally: inout Tally, histogram: inout SparseHistogram
  ) {
    let last = column.count - 1
    guard last >= 0 else { return }
    if let reference {
      guard reference.count == column.count else { return }
      for start in 0...last {
        for step in 0..<horizon {
          let value = column[min(start + step, last)] - reference[start]
          tally.add(value)
          histogram.insert(Double(value))
        }
      }
      return
    }
    var rest = (last + 1) * horizon
    for index in 0...last {
      // A step stands in the chunks that start at it and up to horizon - 1 steps before it; the last one fills what is left.
      let times = index < last ? min(index + 1, horizon) : rest
      rest -= times
      tally.add(column[index], times: Double(times))
      histogram.insert(Double(column[index]), times: UInt64(times))
    }
  }
}

extension StatisticsProbe {
  /// Extremes and moments of one dimension while an episode goes by.
  struct Tally {
    var low = Float.infinity
    var high = -Float.infinity
    private var count = 0.0
    private var shift: Double
    private var hasShift: Bool
    private var sum = 0.0
    private var square = 0.0
    private var ends = 0.0

    init(_ count: Double, shift: Double) {
      self.shift = shift
      hasShift = count > 0
    }

    @inline(__always)
    mutating func add(_ value: Float, times: Double = 1) {
      guard value.isFinite else { return }
      if !hasShift {
        shift = Double(value)
        hasShift = true
      }
      low = min(low, value)
      high = max(high, value)
      let from = Double(value) - shift
      count += times
      sum += times * from
      square += times * from * from
      if value.magnitude >= 1 { ends += times }
    }

    func write(to numbers: inout [Double], at: Int) {
      numbers[at] += count
      numbers[at + 1] = shift
      numbers[at + 2] += sum
      numbers[at + 3] += square
      numbers[at + 4] += ends
    }
  }
}
