import Episodes

/// Watches the recorded state: does it move when labels do, does it jump for a moment, how far does it reach and how fast does it go?
///
/// Row, an episode: what labels asked for during the longest wait of a state that repeats itself, in usual steps (`frozen`, with its first
/// step and length); the worst spike (`spike`, with step and dimension); the largest coordinate of the position and its usual step
/// (`reach`, `stride`); the largest angle (`angle`); the third-fastest step and turn (`pace`, `spin`); smallest and largest value of each
/// dimension (`range`, two float32); and how far declared limits were left (`beyond`, with step, dimension and the number of values).
struct StateProbe: Probe {
  var columns: StateColumns
  /// The labels that a frozen state is held against.
  var translation: BoundRole?
  var joints: BoundRole?

  var fields: [Field] {
    var fields = [
      Field("frozen"), Field("frozen.step", .count), Field("frozen.length", .count), Field("spike"), Field("spike.step", .count),
      Field("spike.dimension", .count), Field("reach"), Field("stride"), Field("angle"), Field("pace"), Field("pace.step", .count),
      Field("spin"), Field("spin.step", .count),
    ]
    fields += (0..<columns.width).map { Field("range.\($0)", .digest) }
    if columns.hasLimits {
      fields += [Field("beyond"), Field("beyond.step", .count), Field("beyond.dimension", .count), Field("beyond.values", .count)]
    }
    return fields
  }

  func observe(_ episode: borrowing Episode, row: inout RowWriter, sums: inout Sums) {
    guard episode.isWhole, episode.steps > 0, columns.isPresent(in: episode) else {
      for field in fields {
        switch field.kind {
        case .number: row.number(.nan)
        case .digest: row.digest(ActionProbe.unknown)
        default: row.count(-1)
        }
      }
      return
    }
    writeFrozen(episode, to: &row)

    var spikes = StateSpikes()
    for group in columns.groups { spikes.search(episode, group: group) }
    row.number(spikes.value)
    row.count(spikes.step)
    row.count(spikes.dimension)

    writePath(episode, to: &row)
    for series in columns.series { row.digest(Self.range(episode.series, series)) }
    if columns.hasLimits { writeBeyond(columns.groups.map { $0.role.gather(episode) }, to: &row) }
  }

  // MARK: Waiting while labels move

  /// A command may take so many steps to show.
  static let slack = 5
  /// A wait below this is shorter than slack and five labels.
  static let shortestWait = slack + 6

  private func writeFrozen(_ episode: borrowing Episode, to row: inout RowWriter) {
    let steps = episode.steps
    let isLabelled = (translation?.isPresent(in: episode) ?? false) || (joints?.isPresent(in: episode) ?? false)
    guard isLabelled, steps > 1 else {
      row.number(.nan)
      row.count(-1)
      row.count(-1)
      return
    }
    let repeats = episode.series.repeats(columns.series, steps: steps)
    var asked: LabelPath?
    var worst = (value: 0.0, step: -1, length: 0)
    var start = 0
    for step in 1...steps {
      if step < steps, repeats[step] { continue }
      // Rows start ..< step are the same: step − start − 1 motions of nothing.
      if step - start >= Self.shortestWait {
        let path =
          asked
          ?? LabelPath(
            labels(episode), joints: angles(episode), jointWidth: joints?.width ?? 0,
            positions: Self.numbers(columns.position.map { columns.groups[$0].role }, episode), steps: steps)
        asked = path
        let hasJumped = step < steps && thaw(episode, at: step) >= LabelPath.thaw
        let value = path.asked(start..<step - 1 - Self.slack, hasJumped: hasJumped)
        if value > worst.value { worst = (value, start, step - start) }
      }
      start = step
    }
    row.number(worst.value)
    row.count(worst.step)
    row.count(worst.length)
  }

  private func labels(_ episode: borrowing Episode) -> [Double]? { Self.numbers(translation, episode) }
  private func angles(_ episode: borrowing Episode) -> [Double]? { Self.numbers(joints, episode) }

  private static func numbers(_ role: BoundRole?, _ episode: borrowing Episode) -> [Double]? {
    guard let role, role.isPresent(in: episode) else { return nil }
    return role.gather(episode)
  }

  /// How far the position, or the joints, go in the step that ends a wait, over the mean of the steps that move.
  private func thaw(_ episode: borrowing Episode, at step: Int) -> Double {
    guard let index = columns.position ?? columns.groups.firstIndex(where: { $0.kind == .joints }) else { return 0 }
    var (sum, moving, own) = (0.0, 0.0, 0.0)
    for (before, distance) in episode.series.stepLengths(columns.groups[index].role.series).enumerated() {
      guard distance > 0, distance.isFinite else { continue }
      if before + 1 == step { own = distance } else { (sum, moving) = (sum + distance, moving + 1) }
    }
    return moving > 0 ? own / (sum / moving) : 0
  }

  // MARK: How far and how fast

  private func writePath(_ episode: borrowing Episode, to row: inout RowWriter) {
    let table = episode.series
    var reach = Double.nan
    var stride = Double.nan
    var pace = Fastest()
    if let index = columns.position {
      let series = columns.groups[index].role.series
      reach = series.reduce(0) { max($0, largest(table, $1)) }
      var (sum, moving) = (0.0, 0)
      for (step, length) in table.stepLengths(series).enumerated() where length > 0 && length.isFinite {
        sum += length
        moving += 1
        pace.add(length, at: step)
      }
      stride = moving > 0 ? sum / Double(moving) : 0
    }
    row.number(reach)
    row.number(stride)
    let angles = columns.hasAngles ? columns.rotation : nil
    row.number(angles.map { columns.groups[$0].role.series.reduce(0) { max($0, largest(table, $1)) } } ?? .nan)
    row.number(columns.position == nil ? .nan : pace.third)
    row.count(pace.step)
    let spin = columns.rotation.map { Self.spin(episode, columns.groups[$0]) }
    row.number(spin?.third ?? .nan)
    row.count(spin?.step ?? -1)
  }

  /// The largest size among the finite values of a series.
  private func largest(_ table: SeriesTable, _ series: Int) -> Double {
    let extent = table.extent(series)
    if extent.isFinite { return max(extent.high, -extent.low) }
    return table.copy(series).reduce(0) { $1.isFinite ? max($0, $1.magnitude) : $0 }
  }

  /// How far each step turns, at most: the sum of the changes of three angles, or the chord between two quaternions.
  private static func spin(_ episode: borrowing Episode, _ group: StateColumns.Group) -> Fastest {
    var fastest = Fastest()
    switch group.role.width {
    case 3:
      for (step, sum) in episode.series.stepSums(group.role.series, period: group.period).enumerated() where sum.isFinite {
        fastest.add(sum, at: step)
      }
    case 4:
      let numbers = group.role.gather(episode)
      for row in 1..<max(1, numbers.count / 4) {
        var dot = 0.0
        for at in row * 4..<row * 4 + 4 { dot += numbers[at] * numbers[at - 4] }
        // |q − p|² = 2 − 2 q·p, and the angle is about twice the chord.
        let sum = 2 * max(0, 2 - 2 * dot.magnitude).squareRoot()
        if sum.isFinite { fastest.add(sum, at: row - 1) }
      }
    default: break
    }
    return fastest
  }

  // MARK: Ranges

  private static func range(_ table: SeriesTable, _ series: Int) -> UInt64 {
    var extent = table.extent(series)
    if !extent.isFinite { extent = table.copy(series).filter(\.isFinite).withUnsafeBufferPointer { SeriesExtent($0) } }
    guard extent.low <= extent.high else { return ActionProbe.unknown }
    return UInt64(Float(extent.low).bitPattern) << 32 | UInt64(Float(extent.high).bitPattern)
  }

  static func range(packed: UInt64) -> ClosedRange<Double>? {
    let (low, high) = (Float(bitPattern: UInt32(packed >> 32)), Float(bitPattern: UInt32(packed & 0xFFFF_FFFF)))
    return low <= high ? Double(low)...Double(high) : nil
  }

  /// The largest excess over declared limits, as a share of their width; rounding of float32 is none.
  private func writeBeyond(_ states: [[Double]], to row: inout RowWriter) {
    var worst = (excess: 0.0, step: -1, dimension: -1)
    var values = 0
    var offset = 0
    for (group, numbers) in zip(columns.groups, states) {
      defer { offset += group.role.width }
      for (dimension, limits) in group.limits.enumerated() {
        let width = limits.upperBound - limits.lowerBound
        let slack = 1e-6 * max(limits.lowerBound.magnitude, limits.upperBound.magnitude)
        for step in 0..<numbers.count / group.role.width {
          let number = numbers[step * group.role.width + dimension]
          let excess = max(limits.lowerBound - number, number - limits.upperBound)
          guard excess > slack else { continue }
          values += 1
          if excess / width > worst.excess { worst = (excess / width, step, offset + dimension) }
        }
      }
    }
    row.number(worst.excess)
    row.count(worst.step)
    row.count(worst.dimension)
    row.count(values)
  }
}

/// The third-largest of the lengths that go by (one glitch makes two long steps), and the step of the largest.
struct Fastest {
  private var sizes = (-1.0, -1.0, -1.0)
  private(set) var step = -1

  /// 0 where there are fewer than three.
  var third: Double { max(0, sizes.2) }

  @inline(__always)
  mutating func add(_ size: Double, at step: Int) {
    guard size > sizes.2 else { return }
    if size > sizes.0 {
      sizes = (size, sizes.0, sizes.1)
      self.step = step
    } else if size > sizes.1 {
      sizes = (sizes.0, size, sizes.1)
    } else {
      sizes.2 = size
    }
  }
}

/// How far labels ask an arm to go, in usual steps.
struct LabelPath {
  private var vectors: [SIMD3<Double>] = []
  private var usual = 0.0
  private var joints: [Double] = []
  private var jointWidth = 0
  private var usualChange = 0.0

  /// Translation labels count only as deltas: those that stand close to the position itself are where to go, not how far.
  init(_ labels: [Double]?, joints angles: [Double]?, jointWidth: Int, positions: [Double]?, steps: Int) {
    if let labels, labels.count == steps * 3 {
      var (sum, moving, own, apart) = (0.0, 0.0, 0.0, 0.0)
      vectors.reserveCapacity(steps)
      for step in 0..<steps {
        let vector = SIMD3(labels[step * 3], labels[step * 3 + 1], labels[step * 3 + 2])
        let square = (vector * vector).sum()
        vectors.append(square.isFinite ? vector : .zero)
        guard square > 0, square.isFinite else { continue }
        sum += square.squareRoot()
        moving += 1
        own += square
        if let positions {
          let gap = vector - SIMD3(positions[step * 3], positions[step * 3 + 1], positions[step * 3 + 2])
          apart += (gap * gap).sum()
        }
      }
      let isAbsolute = positions != nil && apart < 0.25 * own
      if moving > 0, !isAbsolute { usual = sum / moving } else { vectors = [] }
    }
    if let angles, jointWidth > 0, angles.count == steps * jointWidth {
      var (sum, moving) = (0.0, 0.0)
      for step in 1..<max(1, steps) {
        let change = Self.distance(angles, jointWidth, step - 1, step)
        guard change > 0, change.isFinite else { continue }
        sum += change
        moving += 1
      }
      if moving > 0 {
        usualChange = sum / moving
        joints = angles
        self.jointWidth = jointWidth
      }
    }
  }

  /// A state that hung goes on with a jump of this many usual steps.
  static let thaw = 4.0
  /// |Σ a|² / Σ |a|² of labels in directions of chance exceeds this with a probability of exp(−1.5 · 10) = 3e-7.
  private static let coherent = 10.0

  /// The sum of the labels of these steps, in usual steps; 0 where they point here and there, as commands of a hand that rests do: less than
  /// half of their length adds up, or, where the state does not jump afterwards, they may add up by chance. Of joint labels the
  /// change from the first to the last.
  func asked(_ steps: Range<Int>, hasJumped: Bool) -> Double {
    var asked = 0.0
    if !vectors.isEmpty {
      var (sum, length, square) = (SIMD3<Double>.zero, 0.0, 0.0)
      for step in steps {
        sum += vectors[step]
        let size = (vectors[step] * vectors[step]).sum()
        square += size
        length += size.squareRoot()
      }
      let net = (sum * sum).sum()
      if net.squareRoot() >= 0.5 * length, hasJumped || net >= Self.coherent * square { asked = net.squareRoot() / usual }
    }
    if jointWidth > 0, let first = steps.first, let last = steps.last {
      let net = Self.distance(joints, jointWidth, first, last)
      var (length, square) = (0.0, 0.0)
      for step in first..<last {
        let change = Self.distance(joints, jointWidth, step, step + 1)
        length += change
        square += change * change
      }
      if net >= 0.5 * length, hasJumped || net * net >= Self.coherent * square { asked = max(asked, net / usualChange) }
    }
    return asked.isFinite ? asked : 0
  }

  static func distance(_ numbers: [Double], _ width: Int, _ from: Int, _ to: Int) -> Double {
    var sum = 0.0
    for dimension in 0..<width {
      let gap = numbers[to * width + dimension] - numbers[from * width + dimension]
      sum += gap * gap
    }
    return sum.squareRoot()
  }
}
