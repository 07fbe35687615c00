import Episodes

/// What the data holds of one column in one scope, in the terms of a statistics file.
struct StatisticsSummary {
  struct Dimension {
    var count = 0.0
    var minimum = Double.nan
    var maximum = Double.nan
    var mean = Double.nan
    var deviation = Double.nan
    /// Values at -1, at 1, or beyond.
    var ends = 0.0
    var histogram: SparseHistogram?
  }

  var part: StatisticsProbe.Part
  /// Rows with values that are no numbers included: loaders' sums become NaN by them.
  var rows: Double
  var episodes: Int
  var dimensions: [Dimension]
  /// By edge of the part: values below it, and up to it.
  var below: [Double]
  var upTo: [Double]

  /// A dimension in which some value is no finite number: its statistics are NaN, and schema/finite says why.
  func isFinite(_ dimension: Int) -> Bool { dimensions[dimension].count == rows && rows > 0 }

  init?(_ name: StatisticsProbe.Part.Name, _ view: ProbeView) {
    guard let probe = view.probe as? StatisticsProbe, let part = probe.parts.first(where: { $0.name == name }) else { return nil }
    self.part = part
    let sums = view.sums
    rows = sums.numbers[part.base]
    let rowField = view.field("rows")
    episodes = view.episodes.count { view.count($0, rowField) >= 0 }
    let shards = view.shardSums
    dimensions = (0..<part.role.width).map { index in
      let at = part.base + 1 + index * StatisticsProbe.moments
      var moments = Moments()
      for shard in shards {
        moments.add(
          Moments(count: shard.numbers[at], shift: shard.numbers[at + 1], sum: shard.numbers[at + 2], square: shard.numbers[at + 3]))
      }
      var dimension = Dimension(count: moments.count, mean: moments.mean, deviation: moments.deviation, ends: sums.numbers[at + 4])
      let low = view.field("min.\(name.rawValue).\(index)")
      let high = view.field("max.\(name.rawValue).\(index)")
      for episode in view.episodes {
        let (least, most) = (view.number(episode, low), view.number(episode, high))
        if !(dimension.minimum <= least), !least.isNaN { dimension.minimum = least }
        if !(dimension.maximum >= most), !most.isNaN { dimension.maximum = most }
      }
      if part.keepsHistogram {
        dimension.histogram = part.countsValues ? sums.histograms[part.histogram + index] : view.spread(part.role, index)
      }
      return dimension
    }
    let at = part.base + 1 + part.role.width * StatisticsProbe.moments
    below = part.edges.indices.map { sums.numbers[at + 2 * $0] }
    upTo = part.edges.indices.map { sums.numbers[at + 2 * $0 + 1] }
  }

  /// How many values lie below a stored number, and up to it.
  func counts(_ dimension: Int, _ value: Double) -> (below: Double, upTo: Double)? {
    let wanted = StatisticsProbe.Edge(dimension: dimension, value: value)
    guard let index = part.edges.firstIndex(of: wanted) else { return nil }
    return (below[index], upTo[index])
  }

  /// The dimension as findings name it: `action[3]` of the stored columns, or of the view.
  func featureName(_ dimension: Int) -> String {
    "\(part.name == .proprio ? "proprio" : "action")[\(dimension)]"
  }
}

extension Setting {
  /// The statistics files that the target's loader could read.
  var usableStatistics: [StoredStatistics] {
    statistics.filter { stored in target.statistics.map { $0.schema == stored.schema.rawValue } ?? false }
  }

  /// Dimensions of the model's action that mean the gripper.
  var gripperDimensions: Set<Int> {
    Set((loader.roles["action.gripper"]?.slices ?? []).flatMap { $0.dimensions.map(Array.init) ?? [] })
  }

  /// By dimension of the model's action, whether the target scales it: all but the gripper where it leaves that as it is.
  public func normalisationMask(width: Int) -> [Bool] { (0..<width).map { isScaled($0, mask: nil) } }

  /// Dimensions of the model's action that the target scales, by the target and by the file's mask.
  func isScaled(_ dimension: Int, mask: [Bool]?) -> Bool {
    if let mask, mask.indices.contains(dimension) { return mask[dimension] }
    return target.normalisation?.includesGripper != false || !gripperDimensions.contains(dimension)
  }
}

extension MeasureContext {
  /// The same observations in another scope.
  func narrowed(to scope: Scope) -> MeasureContext {
    let episodes = observations.episodes.indices.filter { index in
      if case .split(let name) = scope { observations.episodes[index].split == name } else { true }
    }
    return MeasureContext(observations: observations, scope: scope, episodes: episodes, parameters: parameters)
  }

  /// Where the target's loader takes statistics: all splits, or train alone.
  var statisticsScope: Scope {
    guard let normalisation = setting.target.normalisation, !normalisation.spansAllSplits else { return .dataset }
    return observations.splitNames.contains("train") ? .split("train") : .dataset
  }
}
