import Episodes

/// What one episode shows of the conventions of its translation labels, or of its rotation labels.
///
/// Kept as single-precision numbers, two to a word: residuals are below 1 or decide nothing, and a gain is wanted to a thousandth.
struct GroupConvention: Sendable, Hashable {
  /// What motion labels are held against: in the base frame, in the tool's, or the plain differences of the state's Euler angles.
  enum Family: Int, Sendable, CaseIterable {
    case base, tool, naive

    var name: String { ["base", "tool", "naive"][rawValue] }
  }

  /// Steps with a label and a motion; 0 where nothing was measured.
  var steps = 0.0
  /// By family: the least residual over the lags, and its lag. 1 where a family was not looked at because another fits to the digit.
  var residuals = [Double](repeating: .nan, count: 3)
  var lags = [Double](repeating: .nan, count: 3)
  /// The family that fits best, its gain, and its residual at lag 0.
  var winner = -1.0
  var gain = Double.nan
  var zero = Double.nan
  /// Of labels taken as places, against the pose after the step, both about their mean.
  var absolute = Double.nan
  var absoluteGain = Double.nan
  /// The winner's residual for labels read in each form of three numbers, in the order of `forms`.
  var formResiduals = [Double](repeating: .nan, count: forms.count)
  /// The 99th percentile of the angle of a step.
  var stepAngle = Double.nan
  /// Steps at which an angle of the label is within 0.3 rad of a whole turn, and those at which one is above a quarter; the first.
  var wraps = 0.0
  var large = 0.0
  var firstLarge = -1.0
  /// The frame in which the axes were looked at, and their sums, scaled to energies of 1; zero where labels fit to the digit.
  var axesFamily = 0.0
  var axes = AxisSums()
  /// Whether another reading of the state's quaternion (its order, its direction) fits: see `QuaternionReading`.
  var readings = [Double](repeating: .nan, count: QuaternionReading.allCases.count)

  static let forms: [RotationForm] = [.rotationVector, .eulerXYZ, .intrinsicXYZ, .eulerZYX]

  init() {}

  /// All of it, in a fixed order.
  private var numbers: [Double] {
    var all = [steps] + residuals + lags + [winner, gain, zero, absolute, absoluteGain] + formResiduals
    all += [stepAngle, wraps, large, firstLarge, axesFamily]
    for axis in 0..<3 { all += [axes.cross[axis].x, axes.cross[axis].y, axes.cross[axis].z] }
    all += [axes.label.x, axes.label.y, axes.label.z, axes.motion.x, axes.motion.y, axes.motion.z]
    return all + readings
  }

  static let words = (GroupConvention().numbers.count + 1) / 2

  static func fields(_ name: String) -> [Field] { (0..<words).map { Field("\(name).convention.\($0)", .digest) } }

  func write(to row: inout RowWriter) {
    let all = numbers
    for index in stride(from: 0, to: all.count, by: 2) {
      let low = UInt64(Float(all[index]).bitPattern)
      let high = index + 1 < all.count ? UInt64(Float(all[index + 1]).bitPattern) : 0
      row.digest(high << 32 | low)
    }
  }

  init(_ view: ProbeView, _ episode: Int, first: Int) {
    var at = 0
    func next() -> Double {
      let word = view.digest(episode, first + at / 2)
      defer { at += 1 }
      return Double(Float(bitPattern: UInt32(truncatingIfNeeded: at % 2 == 0 ? word : word >> 32)))
    }
    func next(_ count: Int) -> [Double] { (0..<count).map { _ in next() } }
    func vector() -> SIMD3<Double> {
      let three = next(3)
      return SIMD3(three[0], three[1], three[2])
    }
    steps = next()
    residuals = next(3)
    lags = next(3)
    winner = next()
    gain = next()
    zero = next()
    absolute = next()
    absoluteGain = next()
    formResiduals = next(Self.forms.count)
    stepAngle = next()
    wraps = next()
    large = next()
    firstLarge = next()
    axesFamily = next()
    for axis in 0..<3 { axes.cross[axis] = vector() }
    axes.label = vector()
    axes.motion = vector()
    readings = next(QuaternionReading.allCases.count)
  }

  var isMeasured: Bool { steps > 0 && winner >= 0 }
  var family: Family { Family(rawValue: Int(winner)) ?? .base }
  var residual: Double { isMeasured ? residuals[Int(winner)] : .nan }
  var lag: Int { isMeasured ? Int(lags[Int(winner)]) : 0 }
  /// Labels repeat the motion to the digit.
  var isExact: Bool { residual < LabelKind.exact }
  var hasAxes: Bool { axes.label.sum() > 0 }
}

/// How the four numbers of a stored quaternion may be meant, against what is declared or was found out.
enum QuaternionReading: Int, Sendable, CaseIterable {
  case asTold, reordered, conjugated, reorderedConjugated
}
