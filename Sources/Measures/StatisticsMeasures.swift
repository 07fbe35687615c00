import Episodes

/// Stored statistics against the data, and what scaling with them does.
public enum StatisticsMeasures: MeasureFamily {
  static let request = ProbeRequest("statistics", [View.parameter: View.target.rawValue])

  public static var probes: [ProbeDefinition] { [ProbeDefinition("statistics", make: make)] }

  private static func make(_ request: ProbeRequest, _ setting: Setting, _ columns: inout ColumnPlan) -> ProbeMaking {
    guard let action = columns.bind("action", in: setting, view: .target) else {
      return .cannot(Absence(.missing, "the target's loader makes no action of these features, or its parts were not found"))
    }
    guard action.width <= StatisticsProbe.mostDimensions else {
      return .cannot(
        Absence(.ruledOut, "an action of \(action.width) dimensions: more than \(StatisticsProbe.mostDimensions) are not looked at"))
    }
    let stored = setting.usableStatistics
    let isChunked = setting.target.statistics?.schema == StoredStatistics.Schema.openpi.rawValue
    var parts = [
      StatisticsProbe.Part(
        name: .action, role: action,
        keepsHistogram: setting.target.normalisation != nil || (setting.target.codec ?? setting.declarations.codec) != nil,
        edges: isChunked ? [] : edges(stored.compactMap(\.action), width: action.width))
    ]
    let readsProprio = setting.target.proprio != nil && stored.contains { $0.proprio != nil }
    if readsProprio, let proprio = columns.bind("proprio", in: setting, view: .target), proprio.width <= StatisticsProbe.mostDimensions {
      parts.append(
        StatisticsProbe.Part(
          name: .proprio, role: proprio, keepsHistogram: isChunked,
          edges: isChunked ? [] : edges(stored.compactMap(\.proprio), width: proprio.width)))
    }
    if isChunked, stored.contains(where: { $0.action != nil }), let chunk = chunk(action, setting, &columns) {
      parts.append(StatisticsProbe.Part(name: .chunks, role: action, chunk: chunk, keepsHistogram: true, edges: []))
    }
    for index in parts.indices where parts[index].chunk == nil && setting.isSingle(parts[index].role, columns) {
      parts[index].isSingle = true
      parts[index].role = columns.tabulate(parts[index].role, counted: parts[index].keepsHistogram)
    }
    return .probe(StatisticsProbe(parts: parts))
  }

  /// openpi's chunks; nil where the target does not say how long one is.
  private static func chunk(_ action: BoundRole, _ setting: Setting, _ columns: inout ColumnPlan) -> StatisticsProbe.Chunk? {
    guard let horizon = setting.target.chunk, (1...1024).contains(horizon) else { return nil }
    let references = setting.deltaReferences(width: action.width)
    guard references.contains(where: { $0 != nil }) else {
      return StatisticsProbe.Chunk(horizon: horizon, state: nil, reference: references)
    }
    guard let state = columns.bind("proprio", in: setting, view: .target), (references.compactMap { $0 }.max() ?? 0) < state.width else {
      return nil
    }
    return StatisticsProbe.Chunk(horizon: horizon, state: state, reference: references)
  }

  /// Every number that values are counted against: extremes and quantiles, each once.
  private static func edges(_ groups: [StoredStatistics.Group], width: Int) -> [StatisticsProbe.Edge] {
    var edges: [StatisticsProbe.Edge] = []
    for values in groups.flatMap({ [$0.minimum, $0.maximum] + $0.quantiles.map(\.values) }) where values.count == width {
      for (dimension, value) in values.enumerated() {
        let edge = StatisticsProbe.Edge(dimension: dimension, value: value)
        if !edges.contains(edge) { edges.append(edge) }
      }
    }
    return edges
  }

  public static var metrics: [Metric] {
    let view = [View.parameter]
    return [
      Metric(
        "statistics.agreement", unit: .count,
        summary: "Statements of stored statistics that do not hold for the data as the target's loader makes it.",
        optionalParameters: view, needsEveryEpisode: true, probes: { _ in [request] },
        measure: { (context) throws(Absence) in try StatisticsAgreement(context).measure() }),
      Metric(
        "statistics.coinciding", unit: .count, summary: "1 for each dimension that moves although its quantiles are one number, else 0.",
        optionalParameters: view, probes: { _ in [request] }, measure: StatisticsScaling.coinciding),
      Metric(
        "statistics.spread", unit: .share,
        summary: "The distance between the 1 % and the 99 % quantile as a share of that between minimum and maximum, per dimension.",
        optionalParameters: view, probes: { _ in [request] }, measure: StatisticsScaling.spread),
      Metric(
        "statistics.clipped", unit: .share,
        summary: "The share of values outside the stored bounds that they are scaled by, per dimension.",
        optionalParameters: view, probes: { _ in [request] }, measure: StatisticsScaling.clipped),
      Metric(
        "statistics.beyond-clip", unit: .share,
        summary: "The share of values that the target clips after scaling by mean and standard deviation, per dimension.",
        optionalParameters: view, probes: { _ in [request] }, measure: StatisticsScaling.beyondClip),
      Metric(
        "statistics.filled-range", unit: .count,
        summary: "Continuous dimensions that fill [-1, 1] to the last digit, while the labels are in no unit of length.",
        optionalParameters: view, probes: { _ in [request, LabelMeasures.request([:])] }, measure: StatisticsScaling.filledRange),
    ]
  }
}

extension Setting {
  /// Whether all that a role reads is stored, as numbers that fit a float32: float64 without an encoding is kept as one.
  fileprivate func isSingle(_ role: BoundRole, _ columns: ColumnPlan) -> Bool {
    role.parts.allSatisfy { part in
      guard !part.isMade else { return false }
      let leaf = schema.leaves[columns.selection[part.column]]
      switch leaf.element {
      case .bool, .uint8, .int8, .uint16, .int16, .float16, .bfloat16, .float32: return true
      case .float64: return leaf.content == .tensor(.none)
      default: return false
      }
    }
  }

  /// By dimension of the action, the dimension of the state that openpi takes off: joints that are stored absolute are learnt as their
  /// distance from the state at the chunk's start, the gripper as it is (Physical-Intelligence/openpi @ 15a9616,
  /// src/openpi/transforms.py:204). All nil where the model learns what is stored.
  public func deltaReferences(width: Int) -> [Int?] {
    guard target.action.isRelativeToState, let joints = loader.roles["action.joints"] else { return Array(repeating: nil, count: width) }
    let moving = Set(joints.slices.flatMap { Array($0.dimensions ?? 0..<width) })
    return (0..<width).map { moving.contains($0) ? $0 : nil }
  }
}
