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

/// The gripper's rows, and what is known of the whole dataset.
struct GripperRows {
  let view: ProbeView
  let probe: GripperProbe
  let conventions: [GripperConvention?]
  /// The smallest and largest state of the whole dataset, by dimension.
  let states: [ClosedRange<Double>?]
  /// The role as it is stored.
  private let stored: BoundRole?

  var width: Int { probe.gripper.width }

  init(_ context: MeasureContext) throws(Absence) {
    let request = GripperMeasures.request(context.parameters)
    view = try context.view(request)
    let whole = try context.dataset.view(request)
    guard let probe = view.probe as? GripperProbe else { throw Absence(.missing, "the gripper probe is not the one that was asked for") }
    self.probe = probe
    var columns = ColumnPlan()
    let part = context.parameters["part"].map { $0 + "." } ?? ""
    let role = columns.bind(part + "action.gripper", in: context.setting)
    stored = role?.width == probe.gripper.width ? role : nil
    let sums = whole.sums
    conventions = (0..<probe.gripper.width).map { dimension in
      guard let range = Self.range(whole, "min.\(dimension)", "max.\(dimension)") else { return nil }
      return GripperConvention(
        low: range.lowerBound, high: range.upperBound, histogram: sums.histograms[dimension], declared: probe.range)
    }
    states = (0..<probe.gripper.width).map { dimension in
      probe.state == nil ? nil : Self.range(whole, "state.min.\(dimension)", "state.max.\(dimension)")
    }
    guard conventions.contains(where: { $0 != nil }) else { throw Absence(.tooFew, "no episode holds a gripper command") }
  }

  private static func range(_ view: ProbeView, _ low: String, _ high: String) -> ClosedRange<Double>? {
    let (lowField, highField) = (view.field(low), view.field(high))
    var (least, most) = (Double.infinity, -Double.infinity)
    for episode in view.episodes {
      let (a, b) = (view.number(episode, lowField), view.number(episode, highField))
      if a.isFinite, b.isFinite {
        least = min(least, a)
        most = max(most, b)
      }
    }
    return least <= most ? least...most : nil
  }

  /// The stored feature and dimension, also where its values are the loader's.
  func name(_ dimension: Int) -> String { stored?.featureName(dimension) ?? probe.gripper.featureName(dimension) }

  func requireState() throws(Absence) {
    if probe.state == nil {
      throw Absence(.missing, "needs the role gripper.state, which was neither declared nor found in the data")
    }
  }

  /// Whether an episode's toggles can be read: it uses a good part of the range that the dataset uses, and both signs where there are two.
  func isRead(_ episode: Int, _ dimension: Int, in view: ProbeView) -> Bool {
    guard let convention = conventions[dimension] else { return false }
    let (low, high) = (view.number(episode, view.field("min.\(dimension)")), view.number(episode, view.field("max.\(dimension)")))
    guard low.isFinite, high.isFinite, high - low >= 0.3 * (convention.high - convention.low) else { return false }
    return probe.range != nil || convention.low >= -0.05 || low < -0.05
  }

  /// Whether an episode's state went through a good part of what the dataset's state goes through.
  func stateMoves(_ episode: Int, _ dimension: Int, in view: ProbeView) -> Bool {
    guard let whole = states[dimension] else { return false }
    let (low, high) = (
      view.number(episode, view.field("state.min.\(dimension)")), view.number(episode, view.field("state.max.\(dimension)"))
    )
    return high > low && high - low >= 0.2 * (whole.upperBound - whole.lowerBound)
  }
}
