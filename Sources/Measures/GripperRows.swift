import Episodes

/// What the whole dataset says about one gripper dimension.
struct GripperWhole: Sendable {
  var convention: GripperConvention
  /// The smallest and the largest state.
  var states: ClosedRange<Double>?
}

/// The gripper's rows, and what is known of the whole dataset.
struct GripperRows {
  /// Where one dimension's values stand in a row.
  struct Fields: Sendable {
    var min, max, last, between, betweenStep, toggles, quickStep: Int
    var state: State?

    struct State: Sendable {
      var min, max, timing, firstStep, firstChange: Int
      var following: [Int]
    }

    init(_ view: ProbeView, _ dimension: Int, hasState: Bool) {
      func field(_ name: String) -> Int { view.field("\(name).\(dimension)") }
      min = field("min")
      max = field("max")
      last = field("last")
      between = field("between")
      betweenStep = field("between.step")
      toggles = field("toggles")
      quickStep = field("quick.step")
      guard hasState else { return }
      state = State(
        min: field("state.min"), max: field("state.max"), timing: field("timing"), firstStep: field("first.step"),
        firstChange: field("first.change"), following: (0..<GripperFollowing.words).map { field("following.\($0)") })
    }
  }

  let view: ProbeView
  let probe: GripperProbe
  let fields: [Fields]
  /// Nil for a dimension without a finite command.
  let whole: [GripperWhole?]
  /// The role as it is stored.
  private let stored: BoundRole?

  var width: Int { probe.gripper.width }

  init(_ context: MeasureContext) throws(Absence) {
    let request = GripperMeasures.request(context.parameters)
    let view = try context.view(request)
    guard let probe = view.probe as? GripperProbe else { throw Absence(.missing, "the gripper probe is not the one that was asked for") }
    let fields = (0..<probe.gripper.width).map { Fields(view, $0, hasState: probe.state != nil) }
    self.view = view
    self.probe = probe
    self.fields = fields
    whole = try context.dataset.once("gripper.whole") { (context) throws(Absence) in
      Self.whole(try context.view(request), probe, fields)
    }
    var columns = ColumnPlan()
    let part = context.parameters["part"].map { $0 + "." } ?? ""
    let role = columns.bind(part + "action.gripper", in: context.setting)
    stored = role?.width == probe.gripper.width ? role : nil
    guard whole.contains(where: { $0 != nil }) else { throw Absence(.tooFew, "no episode holds a gripper command") }
  }

  private static func whole(_ view: ProbeView, _ probe: GripperProbe, _ fields: [Fields]) -> [GripperWhole?] {
    return fields.enumerated().map { dimension, fields in
      guard let range = Self.range(view, fields.min, fields.max) else { return nil }
      let convention = GripperConvention(
        low: range.lowerBound, high: range.upperBound, histogram: view.spread(probe.gripper, dimension), declared: probe.range)
      return GripperWhole(convention: convention, states: fields.state.flatMap { Self.range(view, $0.min, $0.max) })
    }
  }

  private static func range(_ view: ProbeView, _ lowField: Int, _ highField: Int) -> ClosedRange<Double>? {
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

  func convention(_ dimension: Int) -> GripperConvention? { whole[dimension]?.convention }

  /// The first dimension's convention, for wording; one that changes where there is one.
  var toldConvention: GripperConvention? {
    let all = whole.compactMap { $0?.convention }
    return all.first { $0.form != .constant } ?? all.first
  }

  /// The stored feature and dimension, also where its values are the loader's.
  func name(_ dimension: Int) -> String { stored?.featureName(dimension) ?? probe.gripper.featureName(dimension) }

  func requireState() throws(Absence) {
    if probe.state == nil {
      throw Absence(.missing, "needs the role gripper.state, which was neither declared nor found in the data")
    }
  }

  /// Whether an episode's toggles can be read: it uses a good part of the range that the dataset uses, and both signs where there are two.
  func isRead(_ episode: Int, _ dimension: Int) -> Bool {
    guard let convention = convention(dimension) else { return false }
    let (low, high) = (view.number(episode, fields[dimension].min), view.number(episode, fields[dimension].max))
    guard low.isFinite, high.isFinite, high - low >= 0.3 * (convention.high - convention.low) else { return false }
    return probe.range != nil || convention.low >= -0.05 || low < -0.05
  }

  /// Whether an episode's state went through a good part of what the dataset's state goes through, at commands that can be read.
  func stateMoves(_ episode: Int, _ dimension: Int) -> Bool {
    guard let whole = whole[dimension]?.states, let state = fields[dimension].state, isRead(episode, dimension) else { return false }
    let (low, high) = (view.number(episode, state.min), view.number(episode, state.max))
    return high > low && high - low >= 0.2 * (whole.upperBound - whole.lowerBound)
  }

  /// Correlations of state and command by lag, where the episode uses enough of their ranges.
  func following(_ episode: Int, _ dimension: Int) -> [Double]? {
    guard let state = fields[dimension].state, stateMoves(episode, dimension) else { return nil }
    return GripperFollowing.unpack(state.following.map { view.digest(episode, $0) })
  }

  /// Transport is part of the delay of the dataset: an episode that shows more of it has taken the motion of the next command for its own.
  func timing(_ episode: Int, _ dimension: Int, delay: Int) -> GripperTrack.Timing? {
    guard let state = fields[dimension].state, stateMoves(episode, dimension),
      var timing = GripperProbe.timing(of: view.count(episode, state.timing))
    else { return nil }
    timing.transport = min(timing.transport, max(0, delay))
    return timing
  }
}

/// Which way and how late a gripper's state follows its command in one dimension, over the whole dataset: of all lags the one at which
/// they correlate most, summed over the episodes without their signs.
struct GripperVotes: Sendable {
  /// An episode votes when command and state correlate by this much.
  static let vote = 0.5
  /// All episodes of a dataset have about the same delay: each is looked at within so many steps of it, for a gripper that is opened and
  /// closed in turns goes against itself half a cycle later.
  static let nearLag = 2
  static let fewest = 5

  /// 1 when command and state rise together in most episodes, -1 when one rises as the other falls.
  var direction = 1.0
  var count = 0
  var with = 0
  /// Steps by which the state comes later.
  var delay = 0
  /// Medians of transport and slew, and of how many episodes.
  var transport = 0
  var slew = 0
  var timed = 0
  private var near = 0...0

  /// Those of the whole dataset, worked out once.
  static func of(_ dimension: Int, _ context: MeasureContext) throws(Absence) -> GripperVotes {
    try context.dataset.once("gripper.votes.\(dimension)") { (context) throws(Absence) in
      GripperVotes(try GripperRows(context), dimension)
    }
  }

  init(_ rows: GripperRows, _ dimension: Int) {
    var strength = [Double](repeating: 0, count: GripperFollowing.lags.count)
    for episode in rows.view.episodes {
      for (index, value) in (rows.following(episode, dimension) ?? []).enumerated() where !value.isNaN {
        strength[index] += value.magnitude
      }
    }
    // Of equal ones the smallest delay.
    let best = strength.indices.max { a, b in
      (strength[a], -abs(a - GripperFollowing.most)) < (strength[b], -abs(b - GripperFollowing.most))
    }
    let index = best ?? GripperFollowing.most
    delay = index - GripperFollowing.most
    near = max(0, index - Self.nearLag)...min(strength.count - 1, index + Self.nearLag)
    var together = 0
    for episode in rows.view.episodes {
      guard let value = correlation(rows, episode, dimension), value.magnitude >= Self.vote else { continue }
      count += 1
      if value > 0 { together += 1 }
    }
    direction = 2 * together >= count ? 1 : -1
    with = max(together, count - together)
    let timings = rows.view.episodes.compactMap { rows.timing($0, dimension, delay: delay) }
    timed = timings.count
    if timed > 0 {
      transport = Int(Robust.median(timings.map { Double($0.transport) }))
      slew = Int(Robust.median(timings.map { Double($0.slew) }))
    }
  }

  /// The strongest of an episode near the delay; nil where it cannot tell.
  func correlation(_ rows: GripperRows, _ episode: Int, _ dimension: Int) -> Double? {
    let values = rows.following(episode, dimension)?[near].filter { !$0.isNaN } ?? []
    return values.max { $0.magnitude < $1.magnitude }
  }
}
