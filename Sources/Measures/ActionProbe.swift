import Episodes

/// Watches the numbers of the action, dimension by dimension.
///
/// Row, an episode: of each dimension the smallest, the largest, and the 99th percentile of the size; its common step, and how many moving
/// steps lie exactly at either end (`ends`, packed); the most prominent single value and its step (`jump`, packed); what the target's
/// normalisation asks of an episode (`low` and `high` or `moments`, packed); and the worst isolated value of all. Sums, a shard: for each
/// dimension the count, a shift (the shard's first value) and the first two moments about it. The plan has all values counted.
struct ActionProbe: Probe {
  var columns: ActionColumns
  /// By group: a whole turn where dimensions are angles, else 0. Nil where single dimensions mean nothing (quaternions).
  var periods: [Double?]
  /// What the target scales by.
  var normalisation: TargetFacts.Normalisation.Kind
  /// Whether isolated values are looked for here (where the pose is known the label probe does it better).
  var findsSpikes: Bool

  static let moments = 4

  var fields: [Field] {
    (0..<columns.width).flatMap {
      [Field("min.\($0)"), Field("max.\($0)"), Field("p99.\($0)"), Field("ends.\($0)", .digest), Field("jump.\($0)", .digest)]
    }
      + (0..<columns.width).flatMap { dimension in Self.scaleFields(normalisation).map { Field("\($0).\(dimension)", .digest) } }
      + [Field("spike"), Field("spike.step", .count), Field("spike.dimension", .count)]
  }

  var emptySums: Sums { Sums(numbers: Self.moments * columns.width) }

  func observe(_ episode: borrowing Episode, row: inout RowWriter, sums: inout Sums) {
    guard episode.isWhole, episode.steps > 0, columns.isPresent(in: episode) else {
      for field in fields {
        switch field.kind {
        case .number: row.number(.nan)
        case .digest: row.digest(Self.unknown)
        default: row.count(-1)
        }
      }
      return
    }
    // The arm is held where a step repeats the one before: wherever it is held says nothing about limits.
    let rests = episode.series.repeats(columns.series, steps: episode.steps)
    var spikes = SpikeSearch(minimumSteps: SpikeSearch.minimumSteps)
    var dimension = 0
    for (index, group) in columns.groups.enumerated() {
      for series in group.role.series {
        summarise(episode.series, series, rests: rests, period: periods[index], dimension: dimension, row: &row, sums: &sums)
        if findsSpikes {
          let values = episode.series.copy(series).filter(\.isFinite)
          if !Self.isDiscrete(values) { spikes.add(alone: values, dimension: dimension) }
        }
        dimension += 1
      }
    }
    let sampled = EpisodeQuantiles.rows(of: episode.steps)
    for group in columns.groups {
      for series in group.role.series { episode.series.values(series) { Self.writeScale(normalisation, $0, rows: sampled, to: &row) } }
    }
    spikes.write(to: &row)
  }

  static func scaleFields(_ kind: TargetFacts.Normalisation.Kind) -> [String] {
    switch kind {
    case .quantiles: ["low", "high"]
    case .meanAndDeviation: ["moments"]
    case .bounds: []
    }
  }

  static func writeScale(
    _ normalisation: TargetFacts.Normalisation.Kind, _ values: UnsafeBufferPointer<Double>, rows: [Int], to row: inout RowWriter
  ) {
    switch normalisation {
    case .quantiles:
      let words = EpisodeQuantiles(values, rows: rows)?.packed ?? (unknown, unknown)
      row.digest(words.0)
      row.digest(words.1)
    case .meanAndDeviation: row.digest(EpisodeMoments(values)?.packed ?? unknown)
    case .bounds: break
    }
  }

  /// A dimension of which some values are no numbers is summed up without them.
  private func summarise(
    _ table: SeriesTable, _ series: Int, rests: [Bool], period: Double?, dimension: Int, row: inout RowWriter, sums: inout Sums
  ) {
    let extent = table.extent(series)
    if extent.isFinite {
      return table.values(series) {
        summarise($0, extent, steps: nil, rests: rests, period: period, dimension: dimension, row: &row, sums: &sums)
      }
    }
    let values = table.copy(series)
    let steps = values.indices.filter { values[$0].isFinite }
    guard !steps.isEmpty else {
      for _ in 0..<3 { row.number(.nan) }
      for _ in 0..<2 { row.digest(Self.unknown) }
      return
    }
    steps.map { values[$0] }.withUnsafeBufferPointer { known in
      summarise(
        known, SeriesExtent(known), steps: steps, rests: steps.map { rests[$0] }, period: period, dimension: dimension, row: &row,
        sums: &sums)
    }
  }

  /// Range, moments, the largest sizes, what lies at the ends, the lattice and the jumps of a dimension.
  private func summarise(
    _ values: UnsafeBufferPointer<Double>, _ extent: SeriesExtent, steps: [Int]?, rests: [Bool], period: Double?, dimension: Int,
    row: inout RowWriter, sums: inout Sums
  ) {
    sums.add(extent, at: dimension * Self.moments)
    row.number(extent.low)
    row.number(extent.high)
    let outermost = Outermost(values, extent)
    row.number(outermost.sizes.quantile(0.99, of: values.count) ?? Robust.quantile(values.map(\.magnitude), 0.99))
    var lattice = LatticeSearch()
    for value in values {
      lattice.add(value)
      if lattice.isFine { break }
    }
    var ends = Ends(step: lattice.found, atLow: outermost.atLow, atHigh: outermost.atHigh)
    if max(ends.atLow, ends.atHigh) > 1 { ends.leaveOut(values, extent, rests: rests) }
    row.digest(ends.packed)
    guard let period else { return row.digest(Self.unknown) }
    let jumps = JumpSearch(values, period: period)
    row.digest(Jump(prominence: jumps.prominence, step: jumps.index < 0 ? -1 : steps?[jumps.index] ?? jumps.index).packed)
  }

  /// Stands for what could not be measured in a packed field: the bits of a NaN in its upper half.
  static let unknown = UInt64.max

  /// The common step of a dimension's values (0 for none, NaN for unknown), and how many of an episode's moving steps lie exactly at its
  /// smallest and at its largest value; up to 65,535, which is more than matters.
  struct Ends {
    var step: Double
    var atLow: Int
    var atHigh: Int

    var packed: UInt64 {
      UInt64(Float(step).bitPattern) << 32 | UInt64(min(atLow, 0xFFFF)) << 16 | UInt64(min(atHigh, 0xFFFF))
    }

    init(step: Double, atLow: Int, atHigh: Int) {
      self.step = step
      self.atLow = atLow
      self.atHigh = atHigh
    }

    /// Leaves out the values at either end that rest; the first of all counts.
    mutating func leaveOut(_ values: UnsafeBufferPointer<Double>, _ extent: SeriesExtent, rests: [Bool]) {
      (atLow, atHigh) = (0, 0)
      for index in values.indices {
        if values[index] == extent.low, atLow == 0 || !rests[index] { atLow += 1 }
        if values[index] == extent.high, atHigh == 0 || !rests[index] { atHigh += 1 }
      }
    }

    init(packed: UInt64) {
      self.init(
        step: Double(Float(bitPattern: UInt32(packed >> 32))), atLow: Int(packed >> 16 & 0xFFFF), atHigh: Int(packed & 0xFFFF))
    }
  }

  /// The largest sizes of a dimension, and how many values lie exactly at its smallest and at its largest. Four values at a time: seldom is
  /// one of them among the largest so far.
  struct Outermost {
    var sizes = UpperSizes()
    var atLow: Int
    var atHigh: Int

    init(_ values: UnsafeBufferPointer<Double>, _ extent: SeriesExtent) {
      var (lows, highs) = (SIMD4<Int64>.zero, SIMD4<Int64>.zero)
      let whole = values.count / 4 * 4
      for at in stride(from: 0, to: whole, by: 4) {
        let four = SIMD4(values[at], values[at &+ 1], values[at &+ 2], values[at &+ 3])
        lows.replace(with: lows &+ 1, where: four .== extent.low)
        highs.replace(with: highs &+ 1, where: four .== extent.high)
        let largest = max(max(four.x.magnitude, four.y.magnitude), max(four.z.magnitude, four.w.magnitude))
        if sizes.holds(largest) { for lane in 0..<4 { sizes.add(four[lane].magnitude) } }
      }
      (atLow, atHigh) = (Int(lows.wrappedSum()), Int(highs.wrappedSum()))
      for value in values[whole...] {
        if value == extent.low { atLow += 1 }
        if value == extent.high { atHigh += 1 }
        sizes.add(value.magnitude)
      }
    }
  }

  /// The most prominent single value of an episode's dimension, and its step.
  struct Jump {
    var prominence: Double
    var step: Int

    var packed: UInt64 { UInt64(Float(prominence).bitPattern) << 32 | UInt64(UInt32(truncatingIfNeeded: step)) }

    init(prominence: Double, step: Int) {
      self.prominence = prominence
      self.step = step
    }

    init(packed: UInt64) {
      self.init(
        prominence: Double(Float(bitPattern: UInt32(packed >> 32))), step: Int(Int32(truncatingIfNeeded: packed & 0xFFFF_FFFF)))
    }
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
