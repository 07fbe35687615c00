/// Single dimensions of an episode's columns, each in one piece and summed up: prepared once an episode for all probes that go dimension
/// by dimension.
public struct SeriesTable: Sendable {
  /// The dimension that a series holds.
  public struct Source: Sendable, Hashable {
    /// Index into `Episode.columns`, or into `Episode.made`.
    public var column: Int
    public var isMade: Bool
    public var dimension: Int

    public init(column: Int, isMade: Bool, dimension: Int) {
      self.column = column
      self.isMade = isMade
      self.dimension = dimension
    }

    @inline(__always)
    fileprivate func read<Result>(_ episode: borrowing Episode, _ body: (borrowing Column) -> Result) -> Result? {
      if isMade { return column < episode.made.count ? body(episode.made[column]) : nil }
      return body(episode.columns[column])
    }
  }

  private let numbers: [Double]
  private let ranges: [Range<Int>]
  private let extents: [SeriesExtent]

  /// Nothing prepared.
  public init() { (numbers, ranges, extents) = ([], [], []) }

  /// One series for each source. A column that is not there, or does not hold the dimension, gives one without values.
  public init(_ sources: [Source], of episode: borrowing Episode) {
    var ranges: [Range<Int>] = []
    ranges.reserveCapacity(sources.count)
    var end = 0
    for source in sources {
      let rows = source.read(episode) { column in
        column.isPresent && source.dimension < column.width ? min(column.rows, column.numbers.count / column.width) : 0
      }
      ranges.append(end..<end + (rows ?? 0))
      end += rows ?? 0
    }
    numbers = [Double](unsafeUninitializedCapacity: end) { to, count in
      for (source, range) in zip(sources, ranges) {
        _ = source.read(episode) { column in
          let width = column.width
          column.numbers.withUnsafeBufferPointer { from in
            var at = source.dimension
            for row in range {
              to.initializeElement(at: row, to: from[at])
              at &+= width
            }
          }
        }
      }
      count = end
    }
    extents = numbers.withUnsafeBufferPointer { numbers in ranges.map { SeriesExtent(UnsafeBufferPointer(rebasing: numbers[$0])) } }
    self.ranges = ranges
  }

  /// How many series there are.
  public var count: Int { ranges.count }

  public func extent(_ index: Int) -> SeriesExtent { extents[index] }

  /// The values of one series, row by row.
  public func values<Result>(_ index: Int, _ body: (UnsafeBufferPointer<Double>) -> Result) -> Result {
    let range = ranges[index]
    return numbers.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range])) }
  }

  /// Whether each step repeats the one before it in all of these series; the first repeats nothing.
  public func repeats(_ series: [Int], steps: Int) -> [Bool] {
    var repeats = [Bool](repeating: true, count: steps)
    guard steps > 0 else { return repeats }
    repeats[0] = false
    for index in series {
      let any = values(index) { values in
        var any = false
        for step in 1..<max(1, min(values.count, steps)) {
          let same = repeats[step] && values[step] == values[step &- 1]
          repeats[step] = same
          if same { any = true }
        }
        return any
      }
      // Most episodes change at every step in their first dimension.
      if !any { break }
    }
    return repeats
  }

  /// The steps at which none of these series reaches its limit in size (NaN reaches none): few, in most episodes, and of most steps the first
  /// series decides.
  public func steps(_ series: [Int], within limits: [Double]) -> [Int] {
    precondition(series.count == limits.count)
    let rows = series.map { ranges[$0].count }.min() ?? 0
    let starts = series.map { ranges[$0].lowerBound }
    var found: [Int] = []
    numbers.withUnsafeBufferPointer { numbers in
      for row in 0..<rows {
        var at = 0
        while at < starts.count, !(numbers[starts[at] &+ row].magnitude >= limits[at]) { at &+= 1 }
        if at == starts.count { found.append(row) }
      }
    }
    return found
  }

  /// How far each step goes: √Σ (x[t+1] − x[t])² over these series, one less than there are rows.
  public func stepLengths(_ series: [Int]) -> [Double] {
    var lengths = stepTotals(series) { _, changes, totals in
      for step in totals.indices { totals[step] += changes(step) * changes(step) }
    }
    for step in lengths.indices { lengths[step] = lengths[step].squareRoot() }
    return lengths
  }

  /// How much each step changes these series together: Σ |x[t+1] − x[t]|, to the nearest multiple of a period where there is one.
  public func stepSums(_ series: [Int], period: Double) -> [Double] {
    stepTotals(series) { extent, changes, totals in
      // Without a change of half a period there is nothing to wrap.
      guard period > 0, !(extent.high - extent.low <= period / 2) else {
        for step in totals.indices { totals[step] += changes(step).magnitude }
        return
      }
      for step in totals.indices {
        let change = changes(step)
        totals[step] += change.magnitude > period / 2 ? (change - period * (change / period).rounded()).magnitude : change.magnitude
      }
    }
  }

  /// One total a step; every series adds its changes to them.
  @inline(__always)
  private func stepTotals(
    _ series: [Int], _ add: (SeriesExtent, _ changes: (Int) -> Double, UnsafeMutableBufferPointer<Double>) -> Void
  ) -> [Double] {
    let rows = series.map { ranges[$0].count }.min() ?? 0
    guard rows > 1 else { return [] }
    return [Double](unsafeUninitializedCapacity: rows - 1) { totals, count in
      totals.initialize(repeating: 0)
      let totals = UnsafeMutableBufferPointer(rebasing: totals[..<(rows - 1)])
      numbers.withUnsafeBufferPointer { numbers in
        for index in series {
          let start = ranges[index].lowerBound
          add(extents[index], { numbers[start &+ $0 &+ 1] - numbers[start &+ $0] }, totals)
        }
      }
      count = rows - 1
    }
  }

  /// Three series as vectors, row by row, and whether all of their numbers are finite.
  public func vectors(_ series: [Int]) -> (vectors: [SIMD3<Double>], areFinite: Bool) {
    precondition(series.count == 3)
    let rows = series.map { ranges[$0].count }.min() ?? 0
    let (x, y, z) = (ranges[series[0]].lowerBound, ranges[series[1]].lowerBound, ranges[series[2]].lowerBound)
    let vectors = [SIMD3<Double>](unsafeUninitializedCapacity: rows) { vectors, count in
      numbers.withUnsafeBufferPointer { numbers in
        for row in 0..<rows {
          vectors.initializeElement(at: row, to: SIMD3(numbers[x &+ row], numbers[y &+ row], numbers[z &+ row]))
        }
      }
      count = rows
    }
    return (vectors, series.allSatisfy { extents[$0].isFinite })
  }

  /// One value.
  public func value(_ index: Int, at row: Int) -> Double { numbers[ranges[index].lowerBound + row] }

  /// The same, copied.
  public func copy(_ index: Int) -> [Double] { Array(numbers[ranges[index]]) }
}

/// How far a series goes, and its first two moments about its first value.
///
/// Summed in four lanes whatever the machine, so that sums are the same on every one.
public struct SeriesExtent: Sendable, Hashable {
  public var count = 0
  public var first = Double.nan
  public var low = Double.infinity
  public var high = -Double.infinity
  public var sum = 0.0
  public var square = 0.0

  /// False when any value is not finite (or so large that its square is not): then nothing else here holds.
  public var isFinite: Bool { square.isFinite && sum.isFinite && count > 0 }

  public init(_ values: UnsafeBufferPointer<Double>) {
    count = values.count
    guard let first = values.first else { return }
    self.first = first
    let lanes = 4
    var (lows, highs) = (SIMD4(repeating: low), SIMD4(repeating: high))
    var (sums, squares) = (SIMD4<Double>.zero, SIMD4<Double>.zero)
    let whole = values.count / lanes * lanes
    for at in stride(from: 0, to: whole, by: lanes) {
      let four = SIMD4(values[at], values[at &+ 1], values[at &+ 2], values[at &+ 3])
      lows.replace(with: four, where: four .< lows)
      highs.replace(with: four, where: four .> highs)
      let from = four - first
      sums += from
      squares += from * from
    }
    for value in values[whole...] {
      low = min(low, value)
      high = max(high, value)
      sum += value - first
      square += (value - first) * (value - first)
    }
    low = min(low, lows.min())
    high = max(high, highs.max())
    sum += sums.sum()
    square += squares.sum()
  }

  /// Sum and sum of squares about another number: Σ (x − s) = Σ (x − f) + n (f − s), and so on.
  public func moments(about shift: Double) -> (sum: Double, square: Double) {
    let (gap, count) = (first - shift, Double(count))
    return (sum + count * gap, square + 2 * gap * sum + count * gap * gap)
  }
}
