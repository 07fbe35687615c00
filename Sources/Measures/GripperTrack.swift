/// One gripper dimension over one episode, read between two ends.
///
/// What is below a quarter of the way is one position, above three quarters the other, and in between the last position holds: noise on
/// a continuous command makes no toggles. On a scale about zero the middle is "no command" (incremental grippers), so the same reading
/// holds the state that increments ask for; in front of the first command stands its opposite, as loaders that decode increments take it.
struct GripperTrack {
  /// Values within this share of the range from an end are at that end.
  static let nearEnd = 0.05

  let values: [Double]
  /// The smallest and the largest value that is finite.
  let least: Double
  let most: Double
  let low: Double
  let high: Double
  /// Mostly zeros between commands of either sign.
  let isIncremental: Bool
  /// 0 or 1 at each step; empty where no value is decided.
  let held: [UInt8]
  /// Steps at which the held position is not that of the step before.
  let toggles: [Int]
  /// The first step at which a position is asked for.
  let firstDecided: Int?

  /// Nil when nothing is finite. `within` is how far the values go, where that is known.
  init?(_ values: [Double], range: ClosedRange<Double>?, within bounds: ClosedRange<Double>? = nil) {
    var (least, most) = (bounds?.lowerBound ?? .infinity, bounds?.upperBound ?? -.infinity)
    if bounds == nil {
      for value in values where value.isFinite {
        least = min(least, value)
        most = max(most, value)
      }
    }
    guard least <= most else { return nil }
    self.values = values
    self.least = least
    self.most = most
    let ends = range ?? Self.ends(least, most)
    low = ends.lowerBound
    high = ends.upperBound
    let width = high - low
    let isTwoSided = low < 0 && high > 0
    var middle = 0
    let near = 0.05 * width
    let positions = Positions(ends)
    var held = [UInt8](repeating: 0, count: values.count)
    var toggles: [Int] = []
    var first: Int?
    var state: UInt8 = 0
    for index in values.indices {
      let value = values[index]
      if isTwoSided, value.magnitude < near { middle += 1 }
      if let asked = positions.asked(value) {
        if first == nil { first = index } else if asked != state { toggles.append(index) }
        state = asked
      }
      held[index] = state
    }
    isIncremental = isTwoSided && 2 * middle >= values.count
    firstDecided = first
    if let first {
      let before = isIncremental && first > 0 ? 1 - held[first] : held[first]
      for index in 0..<first { held[index] = before }
      if before != held[first] { toggles.insert(first, at: 0) }
    } else {
      held = []
    }
    self.held = held
    self.toggles = toggles
  }

  /// The first toggle of undeclared values that go from `least` to `most`; nil where there is none. No track is kept.
  static func firstToggle(_ values: UnsafeBufferPointer<Double>, from least: Double, to most: Double) -> Int? {
    let ends = ends(least, most)
    // About zero, what goes before the first command depends on how often there is none.
    if ends.lowerBound < 0 { return GripperTrack(Array(values), range: nil, within: least...most)?.toggles.first }
    let positions = Positions(ends)
    var held: UInt8?
    for index in values.indices {
      guard let asked = positions.asked(values[index]) else { continue }
      if let held, held != asked { return index }
      held = asked
    }
    return nil
  }

  /// What a value asks for between two ends: 0 below a quarter of the way, 1 above three quarters; nothing in between, without a way, and
  /// where it is no number.
  private struct Positions {
    var lower: Double
    var upper: Double
    var hasWay: Bool

    init(_ ends: ClosedRange<Double>) {
      let width = ends.upperBound - ends.lowerBound
      (lower, upper, hasWay) = (ends.lowerBound + 0.25 * width, ends.lowerBound + 0.75 * width, width > 0)
    }

    @inline(__always)
    func asked(_ value: Double) -> UInt8? {
      guard hasWay, value <= lower || value >= upper else { return nil }
      return value >= upper ? 1 : 0
    }
  }

  /// The ends that undeclared values speak of: ±1, 0 and 1, a width in metres as far as it went, or 0 and the largest.
  private static func ends(_ least: Double, _ most: Double) -> ClosedRange<Double> {
    if least < -0.05 {
      let size = max(-least, most)
      return (0.5...1.5).contains(size) ? -1...1 : -size...size
    }
    if most <= 0.15 { return min(least, 0)...(most - least > 0.002 ? most : min(least, 0)) }
    return 0...(most <= 1.5 ? 1 : most)
  }

  /// The longest run of values that are at neither end (zeros of increments are no values), and where it starts.
  var longestBetween: (steps: Int, start: Int) {
    let margin = Self.nearEnd * (high - low)
    let zero = low < 0 && high > 0 ? margin : -1
    var (longest, start, run) = (0, -1, 0)
    for index in values.indices {
      let value = values[index]
      if value > low + margin, value < high - margin, value.magnitude > zero {
        run += 1
        if run > longest { (longest, start) = (run, index - run + 1) }
      } else {
        run = 0
      }
    }
    return (longest, start)
  }

  /// The first step from which the gripper is sent back within fewer than three steps.
  var quickStep: Int? {
    for index in toggles.indices.dropFirst() where toggles[index] - toggles[index - 1] < 3 { return toggles[index - 1] }
    return nil
  }

  // MARK: - Against the state

  /// What the gripper's state is compared with: increments as the position they hold, anything else as it is.
  var command: [Double] { isIncremental ? held.map(Double.init) : values }

  /// How the state follows the commands: medians over the toggles that it follows, in steps.
  struct Timing {
    var count: Int
    /// From the step after the command to the first tenth of the motion: 0 is at once.
    var transport: Int
    /// From a tenth to nine tenths.
    var slew: Int
  }

  /// For each toggle the widest swing of the state until the next one, or for 20 steps. Nil where no toggle moved the state, or the state
  /// holds numbers that are not finite.
  func timing(_ state: [Double]) -> Timing? {
    guard state.count == values.count, let least = state.min(), let most = state.max(), most > least else { return nil }
    var transports: [Double] = []
    var slews: [Double] = []
    for number in toggles.indices {
      let toggle = halfway(toggles[number])
      let after = number + 1 < toggles.count ? halfway(toggles[number + 1]) : state.count - 1
      let latest = min(toggle + 20, after)
      guard latest > toggle else { continue }
      let (from, to) = Self.swing(of: state, in: toggle...latest)
      let whole = state[to] - state[from]
      guard whole.magnitude >= 0.5 * (most - least) else { continue }
      var (begin, end) = (from, from)
      while begin < to, (state[begin] - state[from]) / whole < 0.1 { begin += 1 }
      end = begin
      while end < to, (state[end] - state[from]) / whole < 0.9 { end += 1 }
      transports.append(Double(max(0, begin - 1 - toggle)))
      slews.append(Double(end - begin))
    }
    guard !transports.isEmpty else { return nil }
    return Timing(count: transports.count, transport: Int(Robust.median(transports)), slew: Int(Robust.median(slews)))
  }

  /// The two steps, one after the other, between which the state changes most.
  private static func swing(of state: [Double], in steps: ClosedRange<Int>) -> (from: Int, to: Int) {
    var (low, high) = (steps.lowerBound, steps.lowerBound)
    var best = (from: low, to: low)
    for step in steps {
      // At equal states the later one is where the motion begins.
      if state[step] <= state[low] { low = step }
      if state[step] >= state[high] { high = step }
      let most = (state[best.to] - state[best.from]).magnitude
      if state[step] - state[low] > most { best = (low, step) }
      if state[high] - state[step] > max(most, state[step] - state[low]) { best = (high, step) }
    }
    return best
  }

  /// Where the command that is decided at `toggle` crosses the middle: earlier, for a command that goes over slowly.
  private func halfway(_ toggle: Int) -> Int {
    if isIncremental { return toggle }
    let middle = low + 0.5 * (high - low)
    let rises = held[toggle] == 1
    var step = toggle
    while step > 0, rises ? values[step - 1] >= middle : values[step - 1] <= middle { step -= 1 }
    return step
  }

  /// How far the state goes within 14 steps of the first command, or until the next; NaN where there are fewer than three such steps.
  func changeAfterFirst(_ state: [Double]) -> Double {
    guard let first = firstDecided, state.count == values.count else { return .nan }
    let next = toggles.first { $0 > first } ?? state.count - 1
    let to = min(first + GripperFollowing.most, next)
    guard to >= first + 3 else { return .nan }
    return state[first...to].reduce(0) { max($0, ($1 - state[first]).magnitude) }
  }
}

/// How a gripper's state follows its command: the correlation at every delay.
public enum GripperFollowing {
  /// How strongly a state follows commands, whichever way either is written; nil where either does not change.
  public static func strength(_ commands: [Double], _ state: [Double]) -> Double? {
    guard let track = GripperTrack(commands, range: nil), !track.held.isEmpty else { return nil }
    return correlations(track.command, state).map(\.magnitude).filter(\.isFinite).max()
  }

  /// Steps by which the state may come later, or (in data that have it wrong) earlier. Transport and slew together: a gripper that closes
  /// by 0.15 of its range a step is 3 late.
  static let most = 14
  static let lags = -most...most
  /// Words that hold a byte for each lag.
  static let words = (lags.count + 7) / 8

  /// Pearson's correlation of command[t] with state[t + k] for all lags k; NaN for lags that cannot tell. Empty where either does not change,
  /// a number is not finite, or there are fewer than 8 steps. A lag counts only while its window still holds a fifth of either's
  /// variation: without the toggle that fell off its end it would compare noise with noise.
  static func correlations(_ command: [Double], _ state: [Double]) -> [Double] {
    let count = command.count
    guard count >= 8, state.count == count else { return [] }
    let (x, y) = (centred(command), centred(state))
    let (ofX, ofY) = (RunningSums(x), RunningSums(y))
    let (xx, yy) = (ofX.last.y, ofY.last.y)
    guard xx > 0, yy > 0, xx.isFinite, yy.isFinite else { return [] }
    return lags.map { lag in
      guard count - Int(lag.magnitude) >= 5 else { return .nan }
      let steps = max(0, -lag)..<min(count, count - lag)
      let (a, b) = (ofX.sums(over: steps), ofY.sums(over: steps.lowerBound + lag..<steps.upperBound + lag))
      let n = Double(steps.count)
      let (vx, vy) = (a.y - a.x * a.x / n, b.y - b.x * b.x / n)
      guard vx >= 0.2 * xx, vy >= 0.2 * yy else { return .nan }
      return (product(x, y, over: steps, lag: lag) - a.x * b.x / n) / (vx * vy).squareRoot()
    }
  }

  /// Σ x[t] y[t + lag], in four lanes.
  private static func product(_ x: [Double], _ y: [Double], over steps: Range<Int>, lag: Int) -> Double {
    x.withUnsafeBufferPointer { x in
      y.withUnsafeBufferPointer { y in
        var sums = SIMD4<Double>.zero
        let whole = steps.lowerBound + steps.count / 4 * 4
        for at in stride(from: steps.lowerBound, to: whole, by: 4) {
          let later = at &+ lag
          sums +=
            SIMD4(x[at], x[at &+ 1], x[at &+ 2], x[at &+ 3]) * SIMD4(y[later], y[later &+ 1], y[later &+ 2], y[later &+ 3])
        }
        var sum = sums.sum()
        for at in whole..<steps.upperBound { sum += x[at] * y[at &+ lag] }
        return sum
      }
    }
  }

  /// Sums of a series and of its squares over any of its runs.
  private struct RunningSums {
    private var sums: [SIMD2<Double>] = [.zero]

    init(_ values: [Double]) {
      sums.reserveCapacity(values.count + 1)
      var sum = SIMD2<Double>.zero
      for value in values {
        sum += SIMD2(value, value * value)
        sums.append(sum)
      }
    }

    var last: SIMD2<Double> { sums[sums.count - 1] }
    func sums(over steps: Range<Int>) -> SIMD2<Double> { sums[steps.upperBound] - sums[steps.lowerBound] }
  }

  /// Correlations in words, a byte each: 0 for none, else 128 + 127 r.
  static func pack(_ correlations: [Double]) -> [UInt64] {
    var packed = [UInt64](repeating: 0, count: words)
    for (index, value) in correlations.enumerated() where value.isFinite {
      packed[index / 8] |= UInt64(min(max((128 + 127 * value).rounded(), 1), 255)) << (8 * (index % 8))
    }
    return packed
  }

  static func unpack(_ packed: [UInt64]) -> [Double] {
    (0..<lags.count).map { index in
      let byte = packed[index / 8] >> (8 * (index % 8)) & 255
      return byte == 0 ? .nan : (Double(byte) - 128) / 127
    }
  }

  private static func centred(_ values: [Double]) -> [Double] {
    let mean = values.reduce(0, +) / Double(values.count)
    return values.map { $0 - mean }
  }
}
