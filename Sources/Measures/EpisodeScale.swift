import Episodes

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Episodes whose action is of another scale than the others'.
///
/// For each continuous dimension x_e = ln p99 |a| of every episode that moves it; an episode is louder when x_e lies above the gap that
/// chance allows (`TailGap`), and three times as loud as the median episode, and three times as loud as the median episode's loudest
/// dimension of the same group (a dimension that is seldom used is not a loud one). The loudest dimension of a group is held likewise:
/// it varies less between honest episodes, and a wrong unit hits all of a group. An episode is quieter when the loudest dimension
/// of a group lies as far below, *and* its labels ask for three times less of its motion than the typical episode's do: an episode in
/// which the arm rests is not of another scale. So quieter ones are only looked for where the pose is known. Where several episodes, and more than one in fifty, are beyond, they may be another task: then a
/// factor of ten is asked for.
///
/// The measured value is the departure over what is allowed (both as logarithms): above 1 is beyond. The chance of any false alarm in
/// a dataset is shared among the tests, so it does not grow with episodes or dimensions.
enum EpisodeScale {
  static let chance = 1e-3
  static let factor = 3.0
  static let groupFactor = 10.0
  /// Below this number of episodes that move a dimension nothing is said about it.
  static let fewest = 12

  /// Below this share of the typical size an episode stands still in the dimension: that is not a scale.
  static let atRest = 1e-5

  private struct Excess {
    var value: Double
    var feature: String
    var ratio: Double
    var allowed: Double
  }

  static func measure(_ context: MeasureContext) throws(Absence) -> Measurement {
    let dimensions = try ActionMeasures.continuous(context)
    let whole = try context.dataset.view(ActionMeasures.request)
    let columns = try ActionMeasures.probe(whole).columns
    let count = whole.observations.episodes.count
    var sizes: [Int: [Double]] = [:]
    for dimension in dimensions {
      let field = whole.field("p99.\(dimension)")
      sizes[dimension] = whole.episodes.map { whole.number($0, field) }
    }
    // Per group and episode, the loudest dimension.
    var loudest: [Int: [Double]] = [:]
    for dimension in dimensions {
      let group = columns.name(dimension).group
      let known = loudest[group] ?? Array(repeating: .nan, count: count)
      loudest[group] = zip(known, sizes[dimension] ?? []).map { $1.isNaN ? $0 : $0.isNaN ? $1 : max($0, $1) }
    }
    let groups = loudest.keys.sorted()
    let tests = Double(dimensions.count + 2 * groups.count)
    var excess = [Excess?](repeating: nil, count: count)
    var isDecided = false
    for dimension in dimensions {
      let (group, feature) = columns.name(dimension)
      let common = Robust.median((loudest[group] ?? []).filter { $0 > 0 })
      isDecided =
        hold(sizes[dimension] ?? [], sign: 1, least: common, feature: feature, chance: chance / tests, into: &excess) || isDecided
    }
    for group in groups {
      let feature = columns.groups[group].role.binding.slices.map(\.description).joined(separator: ", ")
      let loud = hold(loudest[group] ?? [], sign: 1, least: 0, feature: feature, chance: chance / tests, into: &excess)
      isDecided = loud || isDecided
      guard let isQuiet = quiet(context, group: columns.groups[group].name) else { continue }
      let held = hold(
        loudest[group] ?? [], sign: -1, least: 0, feature: feature, chance: chance / tests, only: isQuiet, into: &excess)
      isDecided = held || isDecided
    }
    guard isDecided else {
      throw Absence(.tooFew, "fewer than \(fewest) episodes move: too few to tell the scale of one from the others'")
    }
    let inScope = Set(context.episodes)
    let samples = excess.indices.filter(inScope.contains).compactMap { episode -> Sample? in
      guard let excess = excess[episode] else { return nil }
      let isLouder = excess.ratio > 1
      let ratio = isLouder ? excess.ratio : 1 / excess.ratio
      return Sample(
        excess.value, at: whole.place(episode, feature: excess.feature),
        message:
          "\(excess.feature) is \(ratio.formatted(significant: 3)) times as \(isLouder ? "large" : "small") as in the typical episode (99th percentile of its size); \(excess.allowed.formatted(significant: 3)) times may happen by chance"
      )
    }
    return Measurement(unit: .ratio, samples: samples, total: samples.count, facts: ["episodes.compared": String(count)])
  }

  /// Episodes whose labels fit their motion and ask for three times less of it than the typical episode's; nil without a pose.
  private static func quiet(_ context: MeasureContext, group: String) -> [Bool]? {
    guard let names = ["translation": ("gain", "residual"), "rotation": ("turn.gain", "turn.residual")][group],
      let view = try? context.dataset.view(LabelMeasures.request([:]))
    else { return nil }
    let (gain, residual) = (view.field(names.0), view.field(names.1))
    let fitting = view.episodes.map { view.number($0, residual) <= LabelKind.related ? view.number($0, gain) : .nan }
    let typical = Robust.median(fitting.filter { $0 > 0 })
    return fitting.map { $0 * factor < typical }
  }

  /// Holds every episode's size against the others'; false when there are too few.
  private static func hold(
    _ sizes: [Double], sign: Double, least: Double, feature: String, chance: Double, only: [Bool]? = nil, into excess: inout [Excess?]
  ) -> Bool {
    let typical = Robust.median(sizes.filter { $0 > 0 && $0.isFinite })
    let moving = sizes.indices.filter { sizes[$0] > atRest * typical && sizes[$0].isFinite }
    guard moving.count >= fewest else { return false }
    let logs = moving.map { sign * log(sizes[$0]) }
    guard let gap = TailGap(logs, chance: chance) else { return false }
    let centre = max(Robust.median(logs), least > 0 ? log(least) : -.infinity)
    let isGroup = gap.outlying > 1 && gap.outlying * 50 > moving.count
    let allowed = max(gap.limit - centre, log(isGroup ? groupFactor : factor))
    for (index, episode) in moving.enumerated() where only?[episode] ?? true {
      let departure = logs[index] - centre
      let value = max(0, departure / allowed)
      if let known = excess[episode], known.value >= value { continue }
      excess[episode] = Excess(value: value, feature: feature, ratio: exp(sign * departure), allowed: exp(allowed))
    }
    return true
  }
}
