import Episodes

/// How gripper commands are written, told by their numbers over the whole dataset.
struct GripperConvention: Sendable, Hashable {
  enum Kind: String, Sendable, Hashable {
    case zeroOne = "zero-one"
    case minusOneOne = "minus-one-one"
    case incremental, metres, other
  }

  enum Form: String, Sendable, Hashable {
    case binary, continuous, incremental, constant
  }

  var kind: Kind
  var form: Form
  /// The smallest and the largest command.
  var low: Double
  var high: Double
  /// The ends that the convention has.
  var ends: ClosedRange<Double>
  /// The share of commands within five per cent of an end.
  var atEnds: Double

  /// Commands may overshoot an end by this share of the range, as those computed from a measured width do.
  static let overshoot = 0.01

  init(low: Double, high: Double, histogram: SparseHistogram, declared: ClosedRange<Double>?) {
    self.low = low
    self.high = high
    let total = Double(max(1, histogram.total))
    let still = 1 - Double(histogram.countOutside(-0.05...0.05)) / total
    if low >= -Self.overshoot, high <= 1 + Self.overshoot {
      kind = high > low && high <= 0.15 && high >= 0.005 ? .metres : .zeroOne
      ends = kind == .metres ? 0...high : 0...1
    } else if low >= -1 - Self.overshoot, high <= 1 + Self.overshoot {
      kind = still >= 0.5 && high > 0.5 && low < -0.5 ? .incremental : .minusOneOne
      ends = -1...1
    } else {
      kind = .other
      ends = low...high
    }
    if let declared {
      ends = declared
      if kind == .other { kind = declared == 0...1 ? .zeroOne : declared == -1...1 ? .minusOneOne : .other }
    }
    let margin = GripperTrack.nearEnd * (ends.upperBound - ends.lowerBound)
    let between = total - Double(histogram.countOutside(ends.lowerBound + margin...ends.upperBound - margin))
    atEnds = 1 - between / total
    if high == low {
      form = .constant
    } else if atEnds >= 0.98 {
      form = .binary
    } else if ends.lowerBound < 0, still >= 0.5, atEnds + still >= 0.98 {
      form = .incremental
    } else {
      form = .continuous
    }
  }

  var text: String {
    switch kind {
    case .zeroOne: "positions from 0 to 1"
    case .minusOneOne: "positions from -1 to 1"
    case .incremental: "increments: -1 and 1 for the two directions, 0 to hold"
    case .metres: "a finger width in metres"
    case .other: "no convention that a loader knows"
    }
  }
}
