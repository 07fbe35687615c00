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
  var residuals = SIMD3<Double>(repeating: .nan)
  var lags = SIMD3<Double>(repeating: .nan)
  /// The family that fits best, its gain, and its residual at lag 0.
  var winner = -1.0
  var gain = Double.nan
  var zero = Double.nan
  /// Of labels taken as places, against the pose after the step, both about their mean.
  var absolute = Double.nan
  var absoluteGain = Double.nan
  /// The winner's residual for labels read in each form of three numbers, in the order of `forms`.
  var formResiduals = SIMD4<Double>(repeating: .nan)
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
  var readings = SIMD4<Double>(repeating: .nan)

  static let forms: [RotationForm] = [.rotationVector, .eulerXYZ, .intrinsicXYZ, .eulerZYX]

  init() {}

  /// All of it, in a fixed order.
  @inline(__always)
  private func forEachNumber(_ body: (Double) -> Void) {
    for number in [steps, winner, gain, zero, absolute, absoluteGain, stepAngle, wraps, large, firstLarge, axesFamily] { body(number) }
    for axis in 0..<3 {
      body(residuals[axis])
      body(lags[axis])
      body(axes.label[axis])
      body(axes.motion[axis])
    }
    for index in 0..<4 {
      body(formResiduals[index])
      body(readings[index])
    }
    for axis in 0..<3 { for other in 0..<3 { body(axes.cross[axis][other]) } }
  }

  static let words: Int = {
    var count = 0
    GroupConvention().forEachNumber { _ in count += 1 }
    return (count + 1) / 2
  }()

  static func fields(_ name: String) -> [Field] { (0..<words).map { Field("\(name).convention.\($0)", .digest) } }

  /// Two single-precision numbers a word.
  func write(to row: inout RowWriter) {
    var (low, isSecond) = (UInt64(0), false)
    forEachNumber { number in
      let bits = UInt64(Float(number).bitPattern)
      if isSecond { row.digest(bits << 32 | low) } else { low = bits }
      isSecond.toggle()
    }
    if isSecond { row.digest(low) }
  }

  init(_ view: ProbeView, _ episode: Int, first: Int) {
    var (at, word) = (0, UInt64(0))
    func next() -> Double {
      word = at % 2 == 0 ? view.digest(episode, first + at / 2) : word >> 32
      at += 1
      return Double(Float(bitPattern: UInt32(truncatingIfNeeded: word)))
    }
    steps = next()
    winner = next()
    gain = next()
    zero = next()
    absolute = next()
    absoluteGain = next()
    stepAngle = next()
    wraps = next()
    large = next()
    firstLarge = next()
    axesFamily = next()
    for axis in 0..<3 {
      residuals[axis] = next()
      lags[axis] = next()
      axes.label[axis] = next()
      axes.motion[axis] = next()
    }
    for index in 0..<4 {
      formResiduals[index] = next()
      readings[index] = next()
    }
    for axis in 0..<3 {
      var row = SIMD3<Double>.zero
      for other in 0..<3 { row[other] = next() }
      axes.cross[axis] = row
    }
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
