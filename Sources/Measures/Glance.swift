import Episodes

/// A dataset at a glance: the numbers behind the drawings of all of it. Of a size that does not grow with the episodes, and taken from the
/// observations while they are there; what no rule looked at is not in it.
public struct Glance: Sendable, Hashable {
  /// One dimension of the action, as it is stored.
  public struct Dimension: Sendable, Hashable {
    /// `action[3]`.
    public var feature: String
    /// `translation`, `rotation`, `joints`, `gripper`, or `action` where nothing says what a dimension means.
    public var group: String
    public var values: Spread
    /// Named as the splits are, in their order; those without values are left out.
    public var splits: [NamedSpread]
    public var histogram: EvenHistogram
    /// Between which values the codec in force writes this dimension, where one is.
    public var bounds: ClosedRange<Double>?
  }

  public struct NamedSpread: Sendable, Hashable {
    public var name: String
    public var values: Spread
  }

  /// Where the values of a dimension lie.
  public struct Spread: Sendable, Hashable {
    public var count: Double
    public var mean: Double
    /// Of the population.
    public var deviation: Double
    public var least: Double
    public var most: Double
    /// The 1st and the 99th percentile, to within 1 %.
    public var q01: Double
    public var q99: Double
  }

  public struct Split: Sendable, Hashable {
    public var name: String
    public var episodes: Int
    public var steps: Int
    public var medianLength: Int
    /// Steps an episode, in the bins of `lengths`.
    public var lengths: [Double]
    /// Different instructions, and how many of them another split has too; nil without instructions.
    public var instructions: Int?
    public var shared: Int?
  }

  public struct Instructions: Sendable, Hashable {
    public struct Entry: Sendable, Hashable {
      public var text: String
      public var episodes: Int
    }

    /// The feature that holds them.
    public var path: String
    public var labelled: Int
    public var unlabelled: Int
    public var distinct: Int
    /// The most frequent, the earliest first where several are as frequent.
    public var top: [Entry]
    /// Words an episode's instruction has.
    public var words: EvenHistogram?
  }

  /// What the main clock shows, by episode.
  public struct Clock: Sendable, Hashable {
    public var feature: String
    /// The typical distance of two stamps, in seconds (ticks where no unit is declared: the same number).
    public var periods: EvenHistogram
    /// The longest distance of two stamps, in periods.
    public var gaps: EvenHistogram?
    public var medianPeriod: Double
    public var longestGap: Double
    public var declaredPeriod: Double?
  }

  /// How much of labels the motion explains, by how many steps later it happens.
  public struct LagCurve: Sendable, Hashable {
    /// `translation` or `rotation`.
    public var group: String
    public var frame: Frame
    /// By lag of `MotionFit.lags`: 1 less the residual.
    public var explained: [Double]
    /// The lag that explains most.
    public var peak: Int
    /// How many episodes fit best at each lag.
    public var votes: [Int]
  }

  public struct Tokens: Sendable, Hashable {
    public struct Use: Sendable, Hashable {
      public var feature: String
      public var used: Int
      /// The fewest bins that hold half of the values.
      public var crowd: Int
    }

    public var codec: String
    public var bins: Int
    public var dimensions: [Use]
  }

  public var dimensions: [Dimension]
  public var splits: [Split]
  /// The bins of the splits' lengths.
  public var lengths: EvenHistogram?
  public var instructions: Instructions?
  public var clock: Clock?
  public var lags: [LagCurve]
  public var tokens: Tokens?
}

extension Glance {
  static let histogramBins = 48
  static let topTexts = 12

  public init(_ observations: Observations) {
    let context = MeasureContext(observations: observations, scope: .dataset, episodes: observations.everyEpisode)
    let wordings = try? Wordings.of(observations)
    let lengths = EvenHistogram(whole: observations.episodes.map(\.stub.steps), bins: 40)
    self.init(
      dimensions: ActionGlance.dimensions(context), splits: Self.splits(context, wordings, lengths: lengths), lengths: lengths,
      instructions: wordings.flatMap { Self.instructions(context, $0) }, clock: Self.clock(context), lags: Self.lags(context),
      tokens: TokenResolution.glance(context))
  }

  private static func splits(_ context: MeasureContext, _ wordings: Wordings?, lengths: EvenHistogram?) -> [Split] {
    let observations = context.observations
    let members = Dictionary(grouping: observations.episodes.indices) { observations.episodes[$0].split }
    let texts = members.mapValues { episodes in Set(episodes.compactMap { wordings?.index(of: $0) }) }
    return observations.splitNames.map { name in
      let steps = (members[name] ?? []).map { observations.episodes[$0].stub.steps }
      let own = texts[name] ?? []
      let others = texts.filter { $0.key != name }.values.reduce(into: Set<Int>()) { $0.formUnion($1) }
      return Split(
        name: name, episodes: steps.count, steps: steps.reduce(0, +), medianLength: steps.isEmpty ? 0 : steps.sorted()[steps.count / 2],
        lengths: lengths.map { $0.counted(steps) } ?? [], instructions: wordings.map { _ in own.count },
        shared: wordings.map { _ in own.intersection(others).count })
    }
  }

  private static func instructions(_ context: MeasureContext, _ wordings: Wordings) -> Instructions? {
    let counts = wordings.counts(context.episodes)
    let labelled = counts.reduce(0, +)
    let unlabelled = context.episodes.count { wordings.isUnlabelled($0) }
    guard labelled + unlabelled > 0 else { return nil }
    // Texts stand in order of their first episode.
    let order = counts.indices.sorted { (counts[$1], $0) < (counts[$0], $1) }
    let lengths = wordings.texts.map { text in text.split { $0.isWhitespace }.count }
    return Instructions(
      path: wordings.path, labelled: labelled, unlabelled: unlabelled, distinct: counts.count { $0 > 0 },
      top: order.prefix(topTexts).filter { counts[$0] > 0 }.map { Instructions.Entry(text: wordings.texts[$0], episodes: counts[$0]) },
      words: EvenHistogram(whole: lengths, times: counts, bins: 30))
  }

  private static func clock(_ context: MeasureContext) -> Clock? {
    guard let all = try? TimeMeasures.Clocks(context), let main = all.main else { return nil }
    let unit = context.setting.declarations.secondsPerTick ?? 1
    let periods = all.view.episodes.map { all.number($0, main, "period") * unit }.filter { $0 > 0 && $0.isFinite }
    let gaps = all.view.episodes.map { all.number($0, main, "gap") }.filter(\.isFinite)
    guard let histogram = EvenHistogram(periods, bins: 40), let median = OrderStatistics.median(periods) else { return nil }
    return Clock(
      feature: all.clocks[main].name, periods: histogram, gaps: EvenHistogram(gaps, bins: 40), medianPeriod: median,
      longestGap: gaps.max() ?? 0, declaredPeriod: context.setting.declarations.controlHz.flatMap { $0 > 0 ? 1 / $0 : nil })
  }

  /// In the frame whose best lag explains most; the expected one where both explain as much.
  private static func lags(_ context: MeasureContext) -> [LagCurve] {
    guard let all = try? Conventions.of(context) else { return [] }
    return all.groups.compactMap { group in
      let frames = group.pooled.frames.sorted { a, _ in a == all.expected }
      var best: (frame: Frame, lag: Int, residual: Double)?
      for frame in frames {
        let lag = group.pooled.bestLag(frame)
        let residual = group.pooled[frame, lag].residual
        if !residual.isNaN, residual < (best?.residual ?? .infinity) { best = (frame, lag, residual) }
      }
      guard let best else { return nil }
      let votes = MotionFit.lags.map { lag in group.fits.count { $0.isMeasured && $0.lag == lag } }
      let explained = MotionFit.lags.map { lag in
        let residual = group.pooled[best.frame, lag].residual
        return residual.isFinite ? min(1, max(0, 1 - residual)) : 0
      }
      return LagCurve(group: group.name, frame: best.frame, explained: explained, peak: best.lag, votes: votes)
    }
  }
}

extension EvenHistogram {
  /// Numbers counted in the same bins; those beyond are left out.
  func counted(_ numbers: [Int]) -> [Double] {
    var counted = [Double](repeating: 0, count: counts.count)
    for number in numbers {
      let bin = Int((Double(number) - low) / width)
      if counted.indices.contains(bin) { counted[bin] += 1 }
    }
    return counted
  }

  /// Whole numbers that stand there several times each.
  init?(whole numbers: [Int], times: [Int], bins: Int) {
    let present = zip(numbers, times).filter { $0.1 > 0 }
    guard let made = EvenHistogram(whole: present.map(\.0), bins: bins) else { return nil }
    self = made
    counts = Array(repeating: 0, count: counts.count)
    for (number, count) in present { counts[min(counts.count - 1, Int((Double(number) - low) / width))] += Double(count) }
  }
}
