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
    let states = columns.groups.map { $0.role.gather(episode) }
    writeFrozen(episode, states: states, to: &row)

    var spikes = StateSpikes()
    for (group, numbers) in zip(columns.groups, states) { spikes.search(numbers, group: group) }
    row.number(spikes.value)
    row.count(spikes.step)
    row.count(spikes.dimension)

    writePath(states, steps: episode.steps, to: &row)
    for (group, numbers) in zip(columns.groups, states) {
      for dimension in 0..<group.role.width { row.digest(Self.range(numbers, dimension, of: group.role.width)) }
    }
    if columns.hasLimits { writeBeyond(states, to: &row) }
  }

  // MARK: Waiting while labels move

  /// A command may take so many steps to show.
  static let slack = 5
  /// A wait below this is shorter than slack and five labels.
  static let shortestWait = slack + 6

  private func writeFrozen(_ episode: borrowing Episode, states: [[Double]], to row: inout RowWriter) {
    let steps = episode.steps
    let labels = translation.flatMap { $0.isPresent(in: episode) ? $0.gather(episode) : nil }
    let angles = joints.flatMap { $0.isPresent(in: episode) ? $0.gather(episode) : nil }
    guard labels != nil || angles != nil, steps > 1 else {
      row.number(.nan)
      row.count(-1)
      row.count(-1)
      return
    }
    var asked: LabelPath?
    var worst = (value: 0.0, step: -1, length: 0)
    var start = 0
    let widths = columns.groups.map(\.role.width)
    for step in 1...steps {
      if step < steps, Self.isRepeated(states, widths: widths, at: step) { continue }
      // Rows start ..< step are the same: step − start − 1 motions of nothing.
      if step - start >= Self.shortestWait {
        let path = asked ?? LabelPath(labels, joints: angles, jointWidth: joints?.width ?? 0, positions: positions(states), steps: steps)
        asked = path
        let hasJumped = step < steps && thaw(states, at: step) >= LabelPath.thaw
        let value = path.asked(start..<step - 1 - Self.slack, hasJumped: hasJumped)
        if value > worst.value { worst = (value, start, step - start) }
      }
      start = step
    }
    row.number(worst.value)
    row.count(worst.step)
    row.count(worst.length)
  }

  /// How far the position, or the joints, go in the step that ends a wait, over the mean of the steps that move.
  private func thaw(_ states: [[Double]], at step: Int) -> Double {
    guard let index = columns.position ?? columns.groups.firstIndex(where: { $0.kind == .joints }) else { return 0 }
    let width = columns.groups[index].role.width
    var (sum, moving, own) = (0.0, 0.0, 0.0)
    for other in 1..<states[index].count / width {
      let distance = LabelPath.distance(states[index], width, other - 1, other)
      guard distance > 0, distance.isFinite else { continue }
      if other == step { own = distance } else { (sum, moving) = (sum + distance, moving + 1) }
    }
    return moving > 0 ? own / (sum / moving) : 0
  }

  private func positions(_ states: [[Double]]) -> [Double]? { columns.position.map { states[$0] } }

  private static func isRepeated(_ states: [[Double]], widths: [Int], at step: Int) -> Bool {
    for group in states.indices {
      let width = widths[group]
      for at in step &* width..<(step &+ 1) &* width where states[group][at] != states[group][at &- width] { return false }
    }
    return true
  }

  // MARK: How far and how fast

  private func writePath(_ states: [[Double]], steps: Int, to row: inout RowWriter) {
    var reach = Double.nan
    var stride = Double.nan
    var pace = Fastest()
    if let index = columns.position {
      let numbers = states[index]
      var (sum, moving, largest) = (0.0, 0, 0.0)
      var previous = SIMD3<Double>(repeating: .nan)
      for step in 0..<steps {
        let position = SIMD3(numbers[step &* 3], numbers[step &* 3 &+ 1], numbers[step &* 3 &+ 2])
        let size = pointwiseMax(position, -position).max()
        // Not so for NaN.
        if size > largest, size.isFinite { largest = size }
        let shift = position - previous
        let square = (shift * shift).sum()
        if square > 0, square.isFinite {
          let length = square.squareRoot()
          sum += length
          moving += 1
          pace.add(length, at: step - 1)
        }
        previous = position
      }
      reach = largest
      stride = moving > 0 ? sum / Double(moving) : 0
    }
    row.number(reach)
    row.number(stride)
    let angles = columns.hasAngles ? columns.rotation : nil
    row.number(angles.map { Self.largest(states[$0]) } ?? .nan)
    row.number(columns.position == nil ? .nan : pace.third)
    row.count(pace.step)
    let spin = columns.rotation.map { Self.spin(states[$0], columns.groups[$0], steps: steps) }
    row.number(spin?.third ?? .nan)
    row.count(spin?.step ?? -1)
  }

  private static func largest(_ numbers: [Double]) -> Double {
    var largest = 0.0
    for number in numbers where number.magnitude > largest && number.isFinite { largest = number.magnitude }
    return largest
  }

  /// How far each step turns, at most: the sum of the changes of three angles, or the chord between two quaternions.
  private static func spin(_ numbers: [Double], _ group: StateColumns.Group, steps: Int) -> Fastest {
    var fastest = Fastest()
    let width = group.role.width
    guard width < 9, steps > 1 else { return fastest }
    for step in 1..<steps {
      var (sum, dot) = (0.0, 0.0)
      for at in step * width..<(step + 1) * width {
        if width == 4 {
          dot += numbers[at] * numbers[at - width]
        } else {
          var change = (numbers[at] - numbers[at - width]).magnitude
          if change > group.period / 2 { change = (change - group.period * (change / group.period).rounded()).magnitude }
          sum += change
        }
      }
      // |q − p|² = 2 − 2 q·p, and the angle is about twice the chord.
      if width == 4 { sum = 2 * max(0, 2 - 2 * dot.magnitude).squareRoot() }
      if sum.isFinite { fastest.add(sum, at: step - 1) }
    }
    return fastest
  }

  // MARK: Ranges

  private static func range(_ numbers: [Double], _ dimension: Int, of width: Int) -> UInt64 {
    var (low, high) = (Double.infinity, -Double.infinity)
    for at in stride(from: dimension, to: numbers.count, by: width) {
      let number = numbers[at]
      guard number.isFinite else { continue }
      low = min(low, number)
      high = max(high, number)
    }
    guard low <= high else { return ActionProbe.unknown }
    return UInt64(Float(low).bitPattern) << 32 | UInt64(Float(high).bitPattern)
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
