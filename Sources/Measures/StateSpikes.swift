import Episodes

/// Looks for moments in which the recorded state is far from where it was before and after.
///
/// Each dimension is held against its running median of seven, which ramps and steps pass unchanged and which up to three odd samples in
/// a row cannot move. Angles are unwrapped, quaternions kept on one side. The measure is |x − median| over the 90th percentile of the
/// changes between samples of the group's liveliest dimension (of all changes, or of those that are any with the four largest left out,
/// whichever is more), but at least a thousandth of its reach: a spike of 20 is twenty usual steps away and back, four times as many at
/// either end of the episode. It is isolated: of the thirteen samples around it no more than three lie half as far out, and no more than
/// four changes between them are a quarter of it. A turn counts only where the rotation itself turned away by half as much (near a
/// singularity of Euler angles they jump and the arm does not), so rotations of an unknown form are left out; axes times angles are taken
/// the way round that lies nearer to the sample before.
struct StateSpikes {
  /// Nothing is searched in a dimension whose largest change is below this many times the mean of the others.
  static let suspicious = 8.0
  static let fewest = 8
  /// The first and last three samples have one side only, on which a step looks like a spike: they must go this many times as far.
  static let atEnds = 4.0

  private var worst = 0.0
  private(set) var step = -1
  private(set) var dimension = -1
  private var looked = false
  private var offset = 0

  /// NaN where no episode of some length was there to look at.
  var value: Double { looked ? worst : .nan }

  mutating func search(_ episode: borrowing Episode, group: StateColumns.Group) {
    let width = group.role.width
    defer { offset += width }
    let table = episode.series
    let steps = group.role.series.first.map { table.extent($0).count } ?? 0
    guard steps >= Self.fewest, group.kind != .rotation || group.form != nil, width != 9 else { return }
    looked = true
    // In most episodes that is all there is to see.
    if width != 4, group.form != .rotationVector, !group.role.series.contains(where: { Self.isSuspicious(table, $0, group.period) }) {
      return
    }
    let stored = group.role.gather(episode)
    let numbers = group.form == .rotationVector ? Self.unwound(stored, turn: group.period) : stored
    let period = group.form == .rotationVector ? 0 : group.period
    let signs = width == 4 ? Self.signs(numbers, steps: steps) : []
    var suspects: [Int] = []
    for column in 0..<width {
      if Self.isSuspicious(numbers, column, of: width, steps: steps, period: period, signs: signs) { suspects.append(column) }
    }
    guard !suspects.isEmpty else { return }
    let series = (0..<width).map { Self.series(numbers, $0, of: width, steps: steps, period: period, signs: signs) }
    guard series.allSatisfy({ $0.allSatisfy(\.isFinite) }) else { return }
    let floor = Self.floor(series)
    guard floor > 0 else { return }
    for column in suspects { search(series[column], floor: floor, dimension: offset + column, numbers: numbers, group: group) }
  }

  /// Whether a series is to be looked at more closely: one with a change that may stand out or wrap, or with a value that is no number.
  private static func isSuspicious(_ table: SeriesTable, _ series: Int, _ period: Double) -> Bool {
    guard table.extent(series).isFinite else { return true }
    let (sum, largest) = table.values(series) { values -> (Double, Double) in
      var (sums, largest) = (SIMD4<Double>.zero, SIMD4<Double>.zero)
      let whole = 1 + (values.count - 1) / 4 * 4
      for at in stride(from: 1, to: whole, by: 4) {
        let now = SIMD4(values[at], values[at &+ 1], values[at &+ 2], values[at &+ 3])
        let change = now - SIMD4(values[at &- 1], values[at], values[at &+ 1], values[at &+ 2])
        let size = change.replacing(with: -change, where: change .< 0)
        sums += size
        largest.replace(with: size, where: size .> largest)
      }
      return (whole..<values.count).reduce((sums.sum(), largest.max())) { found, at in
        let size = (values[at] - values[at - 1]).magnitude
        return (found.0 + size, max(found.1, size))
      }
    }
    // The second-largest change is no more than the largest.
    return largest > suspicious * (sum - 2 * largest) / Double(table.extent(series).count) || (period > 0 && largest > period / 2)
  }

  /// Axis times angle beyond half a turn jumps to the opposite: v and v (1 − turn / |v|) are the same rotation.
  static func unwound(_ vectors: [Double], turn: Double) -> [Double] {
    var previous = SIMD3<Double>.zero
    var result = vectors
    for at in stride(from: 0, to: vectors.count - 2, by: 3) {
      let vector = SIMD3(vectors[at], vectors[at + 1], vectors[at + 2])
      let size = (vector * vector).sum().squareRoot()
      var best = vector
      if at > 0, size > 0.25 * turn {
        let other = vector * (1 - turn / size)
        let (near, far) = (vector - previous, other - previous)
        if (far * far).sum() < (near * near).sum() { best = other }
      }
      (result[at], result[at + 1], result[at + 2]) = (best.x, best.y, best.z)
      previous = best
    }
    return result
  }

  private static func isSuspicious(
    _ numbers: [Double], _ column: Int, of width: Int, steps: Int, period: Double, signs: [Double]
  ) -> Bool {
    var (sum, first, second) = (0.0, 0.0, 0.0)
    for step in 1..<steps {
      let at = step &* width &+ column
      var change = signs.isEmpty ? numbers[at] - numbers[at &- width] : signs[step] * numbers[at] - signs[step - 1] * numbers[at &- width]
      change = change.magnitude
      if period > 0, change > period / 2 { change = (change - period * (change / period).rounded()).magnitude }
      sum += change
      second = max(second, min(first, change))
      first = max(first, change)
    }
    return first > suspicious * (sum - first - second) / Double(steps)
  }

  /// One sign a row, so that neighbouring quaternions lie on the same side.
  private static func signs(_ numbers: [Double], steps: Int) -> [Double] {
    var signs = [Double](repeating: 1, count: steps)
    for step in 1..<steps {
      var dot = 0.0
      for index in 0..<4 { dot += numbers[step * 4 + index] * numbers[step * 4 - 4 + index] }
      signs[step] = dot < 0 ? -signs[step - 1] : signs[step - 1]
    }
    return signs
  }

  private static func series(
    _ numbers: [Double], _ column: Int, of width: Int, steps: Int, period: Double, signs: [Double]
  ) -> [Double] {
    var series = [Double](repeating: 0, count: steps)
    for step in 0..<steps {
      var value = numbers[step * width + column]
      if !signs.isEmpty { value *= signs[step] }
      if period > 0, step > 0, value.isFinite { value -= period * ((value - series[step - 1]) / period).rounded() }
      series[step] = value
    }
    return series
  }

  /// A spike makes two changes, or four.
  private static let spikeChanges = 4

  private static func floor(_ series: [[Double]]) -> Double {
    var (usual, reach) = (0.0, 0.0)
    for values in series {
      var changes = (1..<values.count).map { (values[$0] - values[$0 - 1]).magnitude }
      usual = max(usual, Robust.quantile(changes, 0.9))
      // An arm that seldom moves: what it does when it moves, less what one spike may have added.
      let least = 1e-4 * (changes.max() ?? 0)
      changes.removeAll { $0 <= least }
      if changes.count >= 2 * spikeChanges {
        changes.sort()
        usual = max(usual, Robust.quantile(Array(changes.dropLast(spikeChanges)), 0.9))
      }
      for value in values { reach = max(reach, value.magnitude) }
    }
    return max(usual, 1e-3 * reach)
  }

  private mutating func search(
    _ values: [Double], floor: Double, dimension: Int, numbers: [Double], group: StateColumns.Group
  ) {
    let departures = values.indices.map { step -> Double in
      let departure = ((values[step] - Self.medianOfSeven(values, around: step)) / floor).magnitude
      return step < 3 || step >= values.count - 3 ? departure / Self.atEnds : departure
    }
    for step in values.indices where departures[step] > max(worst, 2) {
      let around = max(0, step - 6)...min(values.count - 1, step + 6)
      guard departures[around].count(where: { $0 > departures[step] / 2 }) <= 3, isAlone(values, around, floor * departures[step]) else {
        continue
      }
      guard
        group.kind != .rotation
          || Self.turns(numbers, group: group, step: step, by: (values[step] - Self.medianOfSeven(values, around: step)).magnitude)
      else { continue }
      (worst, self.step, self.dimension) = (departures[step], step, dimension)
    }
  }

  /// Away and back are two changes, or four: a quick swing that turns round has more of them, however seldom the arm moves at all.
  private func isAlone(_ values: [Double], _ around: ClosedRange<Int>, _ departure: Double) -> Bool {
    var changes = 0
    for step in around.dropFirst() where (values[step] - values[step - 1]).magnitude > departure / 4 { changes += 1 }
    return changes <= Self.spikeChanges
  }

  /// The median of seven samples around one; at the ends, of the first or last seven.
  static func medianOfSeven(_ values: [Double], around index: Int) -> Double {
    let start = max(0, min(index - 3, values.count - 7))
    var window = Array(values[start..<min(values.count, start + 7)])
    window.sort()
    return window[window.count / 2]
  }

  /// Whether the rotation at a step is turned away from those before and after by half of what its numbers are.
  private static func turns(_ numbers: [Double], group: StateColumns.Group, step: Int, by departure: Double) -> Bool {
    guard let form = group.form else { return false }
    let unit = form.isAngles && group.period > 0 ? 2 * .pi / group.period : 1
    func rotation(_ step: Int) -> Rotation? { Rotation(form: form) { numbers[step * form.width + $0] * (form.isAngles ? unit : 1) } }
    guard let here = rotation(step) else { return true }
    var least = Double.infinity
    for near in [step - 4, step - 3, step + 3, step + 4] where near >= 0 && near < numbers.count / form.width {
      if let there = rotation(near) { least = min(least, here.angle(to: there)) }
    }
    return least > 0.5 * min(departure * unit, .pi)
  }
}
