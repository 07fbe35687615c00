import Episodes

/// The sums of one frame at one lag: with a the label and d the motion `lag` steps later, Σ a·a, Σ d·d, Σ a·d over the steps at which
/// both are known.
public struct MotionSums: Sendable, Hashable {
  public var aa: Double
  public var dd: Double
  public var ad: Double
  public var count: Double

  /// How much of the motion the labels ask for: Σ a·d / Σ d·d. 1 for metres and radians as executed; NaN without motion.
  public var gain: Double { dd > 0 ? ad / dd : .nan }

  /// The share of the labels that the motion does not explain: Σ |a − g d|² / Σ |a|². 0 when labels are a multiple of the motion, 1
  /// when they have nothing to do with it, or run against it. NaN without labels or motion.
  public var residual: Double {
    guard aa > 0, dd > 0 else { return .nan }
    return ad > 0 ? unsignedResidual : 1
  }

  /// The same, for a gain of either sign.
  var unsignedResidual: Double {
    guard aa > 0, dd > 0 else { return .nan }
    return max(0, 1 - (ad / aa) * (ad / dd))
  }
}

/// How well labels fit the motion, for both frames and lags −2...5, on one episode or pooled over many.
///
/// Lag k compares the label of step t with the motion of step t + k: 0 where labels are executed and stored with the observation
/// before the motion; above 0 where the robot follows later; −1 where observations were recorded after the action.
public struct MotionFit: Sendable, Hashable {
  public static let lags = -2...5

  /// Per lag: count, Σ a·a, then Σ d·d and Σ a·d in the base frame, and in the tool frame (Euler angles change their length with it).
  private(set) var numbers: [Double]
  public private(set) var hasTool: Bool

  static let width = stride * lags.count
  private static let stride = 6

  init(hasTool: Bool) {
    numbers = Array(repeating: 0, count: Self.width)
    self.hasTool = hasTool
  }

  /// From sums that were kept.
  init(numbers: ArraySlice<Double>, hasTool: Bool) {
    self.numbers = Array(numbers)
    self.hasTool = hasTool
  }

  public mutating func add(_ other: MotionFit) {
    for index in numbers.indices { numbers[index] += other.numbers[index] }
    hasTool = hasTool && other.hasTool
  }

  public var frames: [Frame] { hasTool ? [.base, .tool] : [.base] }

  public subscript(frame: Frame, lag: Int) -> MotionSums {
    let at = (lag - Self.lags.lowerBound) * Self.stride
    let own = at + (frame == .base ? 2 : 4)
    return MotionSums(aa: numbers[at + 1], dd: numbers[own], ad: numbers[own + 1], count: numbers[at])
  }

  /// The best lag of one frame. Ties go to lag 0, then to the smaller one.
  public func bestLag(_ frame: Frame) -> Int {
    var (best, least) = (0, self[frame, 0].residual)
    for lag in Self.lags where self[frame, lag].residual < least || (least.isNaN && !self[frame, lag].residual.isNaN) {
      (best, least) = (lag, self[frame, lag].residual)
    }
    return best
  }

  /// A frame must fit this many times better than the base frame before it is taken for the frame of the labels: by simulation
  /// (random poses, noise to 3 mm and 1 degree, lags 0–3) a margin of 1.5 was never wrong.
  static let frameMargin = 1.5

  /// The frame in which labels fit: the tool's where it fits clearly better than the base, else the base.
  public var bestFrame: Frame {
    guard hasTool else { return .base }
    let base = self[.base, bestLag(.base)].residual
    let tool = self[.tool, bestLag(.tool)].residual
    return tool <= 0.7 && base > LabelKind.exact && base > Self.frameMargin * tool ? .tool : .base
  }

  /// The smallest residual over frames and lags, for a gain of either sign; what rounding explains (`rounding` is the mean square
  /// of its error in one motion, `labelRounding` the relative one of labels) is taken off. NaN when rounding could explain more
  /// than 1 % of a label: such motion is below the resolution of the data and tells nothing.
  func exactness(rounding: Double, labelRounding: Double) -> Double {
    var least = Double.nan
    for frame in frames {
      for lag in Self.lags {
        let sums = self[frame, lag]
        guard sums.count >= 3 else { continue }
        let noise = sums.count * rounding / sums.dd
        guard noise < 1e-4 else { continue }
        let residual = max(0, sums.unsignedResidual - 4 * (noise + labelRounding))
        if !(residual >= least) { least = residual }
      }
    }
    return least
  }

  // MARK: Fitting one episode

  /// Translation labels (three numbers a step) against the motion of positions (three numbers a step).
  public static func translation(positions: [Double], rotations: [Rotation]?, labels: [Double]) -> MotionFit {
    translation(Motion(positions: positions, rotations: rotations ?? []), labels: LabelVectors(labels, count: max(0, positions.count / 3)))
  }

  /// Rotation labels in some form against the turns between rotations.
  public static func rotation(rotations: [Rotation], labels: [Double], form: RotationForm) -> MotionFit {
    let motion = Motion(positions: Array(repeating: 0, count: rotations.count * 3), rotations: rotations)
    return rotation(
      motion, turns: TurnVectors(motion, form: form), labels: LabelVectors.rotations(labels, form: form, count: rotations.count))
  }

  static func translation(_ motion: Motion, labels: LabelVectors, expected: Frame = .base) -> MotionFit {
    fit(labels, base: motion.translationBase, valid: motion.translationValid, hasTool: motion.hasRotations, expected: expected) {
      motion.translationTool
    }
  }

  static func rotation(_ motion: Motion, turns: TurnVectors, labels: LabelVectors, expected: Frame = .base) -> MotionFit {
    fit(labels, base: turns.base, valid: motion.turnValid, hasTool: true, expected: expected) { turns.tool(motion) }
  }

  /// Labels against motions of one kind only.
  static func plain(_ labels: LabelVectors, motion: [SIMD3<Double>], valid: [Bool]) -> MotionFit {
    fit(labels, base: motion, valid: valid, hasTool: false) { [] }
  }

  /// The same sums with labels and motion scaled to a mean square of 1 (that of the base frame at lag 0), so that what is pooled over
  /// episodes is not the one that is written in millimetres. Nil where nothing moves.
  var even: MotionFit? {
    let (count, aa, dd) = (self[.base, 0].count, self[.base, 0].aa, self[.base, 0].dd)
    guard count >= 3, aa > 0, dd > 0, aa.isFinite, dd.isFinite else { return nil }
    let (label, motion) = (count / aa, count / dd)
    let both = label.squareRoot() * motion.squareRoot()
    var result = self
    for at in Swift.stride(from: 0, to: Self.width, by: Self.stride) {
      result.numbers[at + 1] *= label
      result.numbers[at + 2] *= motion
      result.numbers[at + 3] *= both
      result.numbers[at + 4] *= motion
      result.numbers[at + 5] *= both
    }
    return result
  }

  /// The same with nothing explained: what was not looked at because something else fits to the digit.
  var unexplained: MotionFit {
    var result = self
    for at in Swift.stride(from: 0, to: Self.width, by: Self.stride) {
      result.numbers[at + 3] = 0
      result.numbers[at + 5] = 0
    }
    return result
  }

  /// The sums over all pairs of label and motion. Where labels repeat the motion in the base frame to the last digit nothing can fit
  /// better, so the tool frame is not looked at unless it is expected: its motion has the same length, and none of it is counted as
  /// explained.
  private static func fit(
    _ labels: LabelVectors, base: [SIMD3<Double>], valid: [Bool], hasTool: Bool, expected: Frame = .base, tool: () -> [SIMD3<Double>]
  ) -> MotionFit {
    let count = min(base.count, labels.vectors.count)
    var result = MotionFit(hasTool: hasTool && !base.isEmpty)
    guard count > 0 else { return result }
    let label = FourVectors(labels.vectors, known: labels.valid, count: count) { _ in 1 }
    let motion = FourVectors(base, known: valid, count: count) { ($0 * $0).sum() }
    let sizes = label.sizes(where: motion, lags: lags)
    for (index, products) in label.products(with: motion, lags: lags).enumerated() {
      let at = index * stride
      result.numbers[at] = sizes[index].y
      result.numbers[at + 1] = sizes[index].x
      result.numbers[at + 2] = products.w
      result.numbers[at + 3] = products.x + products.y + products.z
      result.numbers[at + 4] = products.w
    }
    // Where the tool frame is expected both are fitted: near the identity both may be exact.
    guard result.hasTool else { return result }
    if expected == .base, lags.contains(where: { result[.base, $0].unsignedResidual < LabelKind.exact }) { return result }
    let local = FourVectors(tool(), known: valid, count: count) { ($0 * $0).sum() }
    for (index, products) in label.products(with: local, lags: lags).enumerated() {
      let at = index * stride
      result.numbers[at + 4] = products.w
      result.numbers[at + 5] = products.x + products.y + products.z
    }
    return result
  }
}

/// Vectors of three with a fourth number of their own; those that are not known are zero, and so add nothing to any product.
private struct FourVectors {
  let numbers: [SIMD4<Double>]
  let known: [Bool]
  /// Every vector is known.
  let isWhole: Bool

  init(_ vectors: [SIMD3<Double>], known: [Bool], count: Int, fourth: (SIMD3<Double>) -> Double) {
    numbers = [SIMD4<Double>](unsafeUninitializedCapacity: count) { numbers, filled in
      for step in 0..<count {
        numbers.initializeElement(at: step, to: known[step] ? SIMD4(vectors[step], fourth(vectors[step])) : .zero)
      }
      filled = count
    }
    self.known = known
    isWhole = !known[..<count].contains(false)
  }

  /// The steps t at which both t and t + lag exist.
  private func range(_ lag: Int) -> Range<Int> {
    let start = min(max(0, -lag), numbers.count)
    return start..<max(start, min(numbers.count, numbers.count - lag))
  }

  /// Σ (a, x)·(d, y), lane by lane, with d some lags later, for each of them.
  func products(with other: FourVectors, lags: ClosedRange<Int>) -> [SIMD4<Double>] {
    var sums: [SIMD4<Double>] = []
    sums.reserveCapacity(lags.count)
    var lag = lags.lowerBound
    while lag + 3 <= lags.upperBound {
      sums += fourProducts(with: other, from: lag)
      lag += 4
    }
    while lag <= lags.upperBound {
      sums.append(product(with: other, lag: lag, over: range(lag)))
      lag += 1
    }
    return sums
  }

  private func product(with other: FourVectors, lag: Int, over steps: Range<Int>) -> SIMD4<Double> {
    var sum = SIMD4<Double>.zero
    for step in steps { sum += numbers[step] * other.numbers[step &+ lag] }
    return sum
  }

  /// Four lags at once: each vector is read once for them, and no addition waits for the one before it.
  private func fourProducts(with other: FourVectors, from lag: Int) -> [SIMD4<Double>] {
    let (first, last) = (range(lag), range(lag + 3))
    // Steps that have a partner at all four; the few at the ends are added lag by lag.
    let common = max(first.lowerBound, last.lowerBound)..<max(first.lowerBound, last.lowerBound, min(first.upperBound, last.upperBound))
    var (a, b, c, d) = (SIMD4<Double>.zero, SIMD4<Double>.zero, SIMD4<Double>.zero, SIMD4<Double>.zero)
    numbers.withUnsafeBufferPointer { own in
      other.numbers.withUnsafeBufferPointer { other in
        for step in common {
          let vector = own[step]
          let at = step &+ lag
          a += vector * other[at]
          b += vector * other[at &+ 1]
          c += vector * other[at &+ 2]
          d += vector * other[at &+ 3]
        }
      }
    }
    return [a, b, c, d].enumerated().map { index, sum in
      let all = range(lag + index)
      guard all.lowerBound <= common.lowerBound, common.upperBound <= all.upperBound else {
        return product(with: other, lag: lag + index, over: all)
      }
      return sum + product(with: other, lag: lag + index, over: all.lowerBound..<common.lowerBound)
        + product(with: other, lag: lag + index, over: common.upperBound..<all.upperBound)
    }
  }

  /// |a|² and 1 of what is known.
  private func size(_ step: Int) -> SIMD2<Double> {
    let squares = numbers[step] * numbers[step]
    return SIMD2(squares.x + squares.y + squares.z, known[step] ? 1 : 0)
  }

  /// Σ |a|² and the number of pairs, over steps at which the other is known; for all lags.
  func sizes(where other: FourVectors, lags: ClosedRange<Int>) -> [SIMD2<Double>] {
    let total = other.isWhole ? numbers.indices.reduce(SIMD2<Double>.zero) { $0 + size($1) } : .zero
    return lags.map { lag in
      let paired = range(lag)
      guard other.isWhole else {
        return paired.reduce(SIMD2<Double>.zero) { other.known[$1 &+ lag] ? $0 + size($1) : $0 }
      }
      // All but the few steps at the ends that have no partner.
      var sum = total
      for step in 0..<paired.lowerBound { sum -= size(step) }
      for step in paired.upperBound..<numbers.count { sum -= size(step) }
      return sum
    }
  }
}

/// The turns of one episode as labels of some form would write them.
struct TurnVectors {
  var form: RotationForm
  var base: [SIMD3<Double>]

  init(_ motion: Motion, form: RotationForm) {
    self.form = form
    base = Array(repeating: .zero, count: motion.turns.count)
    for step in motion.turns.indices where motion.turnValid[step] { base[step] = motion.turn(step, frame: .base, form: form) }
  }

  /// The same in the tool frame, worked out when asked for.
  func tool(_ motion: Motion) -> [SIMD3<Double>] {
    var tool = base
    for step in tool.indices where motion.turnValid[step] { tool[step] = motion.turn(step, frame: .tool, form: form) }
    return tool
  }
}

/// How far stored numbers are rounded.
enum Rounding {
  /// Bits of the mantissa that a type keeps. Numbers stored as float64 have most often been float32 on their way (observations of a
  /// simulator, a driver's message), so they are granted no less.
  static func mantissaBits(_ element: ElementType) -> Int {
    switch element {
    case .float16: 10
    case .bfloat16: 7
    default: 23
    }
  }

  /// Mean square of the rounding error in a difference of two stored positions, over the three axes: two errors of variance ulp²/12
  /// each. `ulp` is that of the episode's largest position along the axis.
  static func meanSquare(reach: SIMD3<Double>, bits: Int) -> Double {
    var sum = 0.0
    for axis in 0..<3 where reach[axis] > 0 {
      let ulp = scalbn(reach[axis], by: -bits)
      sum += ulp * ulp / 6
    }
    return sum
  }

  /// Two to the floor of the exponent, less `bits`.
  private static func scalbn(_ value: Double, by bits: Int) -> Double {
    Double(sign: .plus, exponent: Int(value.exponent) + bits, significand: 1)
  }

  /// Mean square of the relative rounding error of a stored number: (2^-(bits+1))² / 3.
  static func relativeMeanSquare(bits: Int) -> Double {
    let half = Double(sign: .plus, exponent: -(bits + 1), significand: 1)
    return half * half / 3
  }
}
