import Episodes

/// Watches the numbers of the action, dimension by dimension.
///
/// Row, an episode: of each dimension the smallest, the largest, and the 99th percentile of the size; its common step, and how many moving
/// steps lie exactly at either end (`ends`, packed); the most prominent single value and its step (`jump`, packed); what the target's
/// normalisation asks of an episode (`low` and `high` or `moments`, packed); and the worst isolated value of all. Sums, a shard: for each dimension the count, a shift (the shard's first value) and the first two moments about it, and a
/// histogram.
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

  var emptySums: Sums { Sums(numbers: Self.moments * columns.width, histograms: columns.width) }

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
    let gathered = columns.groups.map { $0.role.gather(episode) }
    let rests = Self.rests(gathered, widths: columns.groups.map(\.role.width), steps: episode.steps)
    var spikes = SpikeSearch(minimumSteps: SpikeSearch.minimumSteps)
    var dimension = 0
    for (index, group) in columns.groups.enumerated() {
      let numbers = gathered[index]
      for column in 0..<group.role.width {
        summarise(
          numbers, column: column, of: group.role.width, rests: rests, period: periods[index], dimension: dimension, row: &row, sums: &sums)
        if findsSpikes {
          let values = stride(from: column, to: numbers.count, by: group.role.width).map { numbers[$0] }.filter(\.isFinite)
          if !Self.isDiscrete(values) { spikes.add(alone: values, dimension: dimension) }
        }
        dimension += 1
      }
    }
    for (index, group) in columns.groups.enumerated() {
      for column in 0..<group.role.width { Self.writeScale(normalisation, gathered[index], column: column, of: group.role.width, to: &row) }
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
    _ normalisation: TargetFacts.Normalisation.Kind, _ numbers: [Double], column: Int, of width: Int, to row: inout RowWriter
  ) {
    switch normalisation {
    case .quantiles:
      let words = EpisodeQuantiles(numbers, column: column, of: width)?.packed ?? (unknown, unknown)
      row.digest(words.0)
      row.digest(words.1)
    case .meanAndDeviation: row.digest(EpisodeMoments(numbers, column: column, of: width)?.packed ?? unknown)
    case .bounds: break
    }
  }

  /// Steps that repeat the row before them in every dimension: the arm is held, and wherever it is held says nothing about limits.
  private static func rests(_ groups: [[Double]], widths: [Int], steps: Int) -> [Bool] {
    var rests = [Bool](repeating: true, count: steps)
    rests[0] = false
    for (numbers, width) in zip(groups, widths) {
      for step in 1..<max(1, steps) where rests[step] {
        for at in step * width..<(step + 1) * width where numbers[at] != numbers[at - width] {
          rests[step] = false
          break
        }
      }
    }
    return rests
  }

  /// One pass over a dimension: range, moments, histogram, the largest sizes, what lies at the ends, its lattice and its jumps.
  private func summarise(
    _ numbers: [Double], column: Int, of width: Int, rests: [Bool], period: Double?, dimension: Int, row: inout RowWriter,
    sums: inout Sums
  ) {
    let at = dimension * Self.moments
    var count = 0
    var (low, high) = (Double.infinity, -Double.infinity)
    var (atLow, atHigh) = (0, 0)
    var lattice = LatticeSearch()
    var jumps = JumpSearch(period: period ?? 0)
    var (sum, square) = (0.0, 0.0)
    var shift = sums.numbers[at + 1]
    var top = UpperSizes()
    // Taken out of the sums while it is filled: one look for other owners instead of one a value.
    var histogram = SparseHistogram()
    swap(&histogram, &sums.histograms[dimension])
    defer { swap(&histogram, &sums.histograms[dimension]) }
    for step in 0..<rests.count {
      let value = numbers[step &* width &+ column]
      guard value.isFinite else { continue }
      if count == 0, sums.numbers[at] == 0 { shift = value }
      count += 1
      if value < low { (low, atLow) = (value, 1) } else if value == low, !rests[step] { atLow += 1 }
      if value > high { (high, atHigh) = (value, 1) } else if value == high, !rests[step] { atHigh += 1 }
      if !lattice.isFine { lattice.add(value) }
      jumps.add(value, at: step)
      let from = value - shift
      sum += from
      square += from * from
      top.add(value.magnitude)
      histogram.insert(value)
    }
    guard count > 0 else {
      for _ in 0..<3 { row.number(.nan) }
      for _ in 0..<2 { row.digest(Self.unknown) }
      return
    }
    jumps.end(last: rests.count - 1)
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
    row.digest(Ends(step: lattice.found, atLow: atLow, atHigh: atHigh).packed)
    row.digest(period == nil ? Self.unknown : Jump(prominence: jumps.prominence, step: jumps.step).packed)
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

    init(packed: UInt64) {
      self.init(
        step: Double(Float(bitPattern: UInt32(packed >> 32))), atLow: Int(packed >> 16 & 0xFFFF), atHigh: Int(packed & 0xFFFF))
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
