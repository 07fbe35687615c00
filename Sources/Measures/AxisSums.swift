/// How the axes of labels and motion belong together: Σ a_i d_j for every pair of axes, and the energy of each.
struct AxisSums: Sendable, Hashable {
  /// Row i: Σ a_i d.
  struct Rows: Sendable, Hashable {
    var x = SIMD3<Double>.zero
    var y = SIMD3<Double>.zero
    var z = SIMD3<Double>.zero

    subscript(axis: Int) -> SIMD3<Double> {
      get { axis == 0 ? x : axis == 1 ? y : z }
      set { if axis == 0 { x = newValue } else if axis == 1 { y = newValue } else { z = newValue } }
    }
  }

  var cross = Rows()
  /// Σ a_i² and Σ d_j².
  var label: SIMD3<Double> = .zero
  var motion: SIMD3<Double> = .zero

  init() {}

  /// Over the steps at which both the label and the motion `lag` steps later are known.
  init(_ labels: LabelVectors, _ motion: [SIMD3<Double>], valid: [Bool], lag: Int) {
    var (x, y, z) = (SIMD3<Double>.zero, SIMD3<Double>.zero, SIMD3<Double>.zero)
    let start = min(max(0, -lag), labels.vectors.count)
    for step in start..<max(start, min(labels.vectors.count, motion.count - lag)) where labels.valid[step] && valid[step + lag] {
      let a = labels.vectors[step]
      let d = motion[step + lag]
      x += a.x * d
      y += a.y * d
      z += a.z * d
      label += a * a
      self.motion += d * d
    }
    cross = Rows(x: x, y: y, z: z)
  }

  mutating func add(_ other: AxisSums) {
    for axis in 0..<3 { cross[axis] += other.cross[axis] }
    label += other.label
    motion += other.motion
  }

  /// With labels and motion scaled to an energy of 1, so that episodes weigh alike whatever their unit; nil where nothing moves.
  var normalised: AxisSums? {
    let (aa, dd) = (label.sum(), motion.sum())
    guard aa > 0, dd > 0, aa.isFinite, dd.isFinite else { return nil }
    var result = self
    let scale = 1 / (aa.squareRoot() * dd.squareRoot())
    for axis in 0..<3 { result.cross[axis] *= scale }
    result.label /= aa
    result.motion /= dd
    return result
  }

  /// Σ a_i d_σ(i) s_i: what labels and the motion on permuted and signed axes have in common.
  func product(_ axes: AxisMap) -> Double {
    var sum = 0.0
    for axis in 0..<3 { sum += axes.sign(axis) * cross[axis][axes.source(axis)] }
    return sum
  }

  /// The share of labels that motion on these axes does not explain, after one gain above 0.
  func residual(_ axes: AxisMap) -> Double {
    let (aa, dd) = (label.sum(), motion.sum())
    guard aa > 0, dd > 0 else { return .nan }
    let product = product(axes)
    return product > 0 ? max(0, 1 - (product / aa) * (product / dd)) : 1
  }

  /// The axes on which motion explains labels best. Of those that are as good but for a thousandth the one that changes least: an axis
  /// along which nothing moves is not called swapped.
  var best: AxisMap {
    var best = AxisMap.identity
    var most = product(.identity)
    for axes in AxisMap.byChanges where product(axes) > most + 1e-3 * most.magnitude { (best, most) = (axes, product(axes)) }
    return best
  }

  /// Gain and residual of one axis of the labels by itself.
  func single(_ axis: Int, _ axes: AxisMap = .identity) -> (gain: Double, residual: Double) {
    let source = axes.source(axis)
    guard label[axis] > 0, motion[source] > 0 else { return (.nan, .nan) }
    let product = axes.sign(axis) * cross[axis][source]
    return (product / motion[source], max(0, 1 - (product / label[axis]) * (product / motion[source])))
  }
}

/// Which axis of the motion, with which sign, each axis of the labels follows: one of 48.
struct AxisMap: Sendable, Hashable {
  /// 8 times the permutation and a bit for each sign.
  let index: Int

  static let identity = AxisMap(index: 0)
  /// All three negated.
  static let inversion = AxisMap(index: 7)
  /// Yaw, pitch, roll for roll, pitch, yaw.
  static let reversed = AxisMap(index: 5 * 8)
  private static let permutations = [[0, 1, 2], [1, 0, 2], [0, 2, 1], [1, 2, 0], [2, 0, 1], [2, 1, 0]]
  private static let names = ["x", "y", "z"]

  static let byChanges: [AxisMap] = (0..<48).map(AxisMap.init).sorted { ($0.changes, $0.index) < ($1.changes, $1.index) }

  func source(_ axis: Int) -> Int { Self.permutations[index >> 3][axis] }
  func sign(_ axis: Int) -> Double { index & (1 << axis) == 0 ? 1 : -1 }

  /// Turns, but does not mirror: an even permutation with an even number of signs, or an odd one with an odd number.
  var isRightHanded: Bool {
    let isEven = source(1) == (source(0) + 1) % 3
    return isEven == (index & 7).nonzeroBitCount.isMultiple(of: 2)
  }

  /// Every axis is its own, negated or not.
  var isStraight: Bool { index < 8 }

  /// Axes that are not what they should be.
  private var changes: Int { (0..<3).reduce(0) { $0 + (source($1) == $1 ? 0 : 1) + (sign($1) < 0 ? 1 : 0) } }

  /// `z negated`, `x and y swapped`, or what each axis holds.
  var text: String {
    if self == .identity { return "as they should be" }
    let moved = (0..<3).filter { source($0) != $0 }
    let negated = (0..<3).filter { sign($0) < 0 }.map { Self.names[$0] }
    let signs = negated.isEmpty ? "" : negated.count == 3 ? "all negated" : negated.joined(separator: " and ") + " negated"
    switch moved.count {
    case 0: return signs
    case 2:
      let swap = moved.map { Self.names[$0] }.joined(separator: " and ") + " swapped"
      return signs.isEmpty ? swap : "\(swap), \(signs)"
    default:
      let held = (0..<3).map { "\(Self.names[$0]) holds \(sign($0) < 0 ? "−" : "")\(Self.names[source($0)])" }
      return held.joined(separator: ", ")
    }
  }
}

/// How well labels fit motion where axes may be swapped or negated, or where labels are places: what roles are found by when labels break
/// a convention. Medians over episodes, so that one bad episode decides nothing.
public enum UnusualFit {
  /// The residual on the best of 48 signed permutations of axes, the least over lags.
  public static func axes(_ pairs: [(labels: [SIMD3<Double>], motion: [SIMD3<Double>])], lags: ClosedRange<Int>) -> Double {
    median(
      pairs.map { pair in
        let labels = LabelVectors(pair.labels)
        let valid = pair.motion.map { ($0 * $0).sum().isFinite }
        return lags.map { lag -> Double in
          let sums = AxisSums(labels, pair.motion, valid: valid, lag: lag)
          return sums.residual(sums.best)
        }.filter { !$0.isNaN }.min() ?? .nan
      })
  }

  /// The residual of labels against places one step later, both about their means.
  public static func places(_ pairs: [(labels: [SIMD3<Double>], places: [SIMD3<Double>])]) -> Double {
    median(
      pairs.map { pair in
        let numbers = pair.places.flatMap { [$0.x, $0.y, $0.z] }
        return ConventionFit(motion: Motion(positions: numbers), expected: .base).places(LabelVectors(pair.labels)).residual
      })
  }

  private static func median(_ residuals: [Double]) -> Double {
    let known = residuals.filter { !$0.isNaN }
    return known.isEmpty ? .infinity : Robust.median(known)
  }
}
