import Episodes

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What FAST's cosine transform loses of chunks of scaled actions: each dimension of a chunk of H steps is transformed by the orthonormal
/// DCT-II, c_k = s_k Σ x_n cos(π (n + ½) k / H), multiplied by 10, rounded, and cut below at the smallest token (-354). Lost is what the
/// rounding and the cut take off the coefficients: the transform is orthonormal, so the mean square of that is the mean square of the error
/// of the decoded actions. Byte pair encoding behind it loses nothing.
///
/// Chunks are taken one behind the other, the last action of an episode repeated. Row, an episode: the largest root mean square error of a
/// chunk and its step; the coefficients that were cut, and the step of the chunk that lost most of them. Sums, a shard: squares, and values.
struct FastProbe: Probe {
  static let scale = 10.0
  static let smallest = -354.0

  var action: BoundRole
  var state: BoundRole?
  /// By dimension of the action: the dimension of the state at the chunk's start that is taken off.
  var reference: [Int?]
  var low: [Double]
  var high: [Double]
  var epsilon: Double
  let horizon: Int
  private let cosines: [Double]

  init(action: BoundRole, state: BoundRole?, reference: [Int?], low: [Double], high: [Double], epsilon: Double, horizon: Int) {
    self.action = action
    self.state = state
    self.reference = reference
    self.low = low
    self.high = high
    self.epsilon = epsilon
    self.horizon = horizon
    let steps = Double(horizon)
    var cosines: [Double] = []
    for k in 0..<horizon {
      let size = ((k == 0 ? 1 : 2) / steps).squareRoot()
      for n in 0..<horizon {
        let angle: Double = Double.pi * (Double(n) + 0.5) * Double(k) / steps
        cosines.append(size * cos(angle))
      }
    }
    self.cosines = cosines
  }

  var fields: [Field] { [Field("error"), Field("error.step", .count), Field("cut", .count), Field("cut.step", .count)] }
  var emptySums: Sums { Sums(numbers: 2) }

  func observe(_ episode: borrowing Episode, row: inout RowWriter, sums: inout Sums) {
    guard episode.isWhole, action.isPresent(in: episode), state?.isPresent(in: episode) ?? true, action.rows(in: episode) > 0 else {
      row.number(.nan)
      for _ in 0..<3 { row.count(-1) }
      return
    }
    let values = action.gather(episode)
    let states = state?.gather(episode) ?? []
    let rows = action.rows(in: episode)
    let width = action.width
    let first = action.firstStep(in: episode)
    var (worst, worstStep) = (-1.0, -1)
    var (allCut, mostCut, cutStep) = (0, 0, -1)
    var chunk = [Double](repeating: 0, count: horizon)
    for start in stride(from: 0, to: rows, by: horizon) {
      var (squares, count, cut) = (0.0, 0, 0)
      for dimension in 0..<width {
        let from = reference[dimension].map { states[start * (state?.width ?? 0) + $0] } ?? 0
        let gain = 2 / (high[dimension] - low[dimension] + epsilon)
        var isFinite = true
        for step in 0..<horizon {
          let value = values[min(start + step, rows - 1) * width + dimension] - from
          chunk[step] = (value - low[dimension]) * gain - 1
          if !chunk[step].isFinite { isFinite = false }
        }
        guard isFinite else { continue }
        count += horizon
        squares += lost(chunk, cut: &cut)
      }
      guard count > 0 else { continue }
      sums.numbers[0] += squares
      sums.numbers[1] += Double(count)
      let error = (squares / Double(count)).squareRoot()
      if error > worst { (worst, worstStep) = (error, first + start) }
      allCut += cut
      if cut > mostCut { (mostCut, cutStep) = (cut, first + start) }
    }
    row.number(worst < 0 ? .nan : worst)
    row.count(worstStep)
    row.count(allCut)
    row.count(cutStep)
  }

  /// The summed squares of what one dimension of a chunk loses.
  private func lost(_ chunk: [Double], cut: inout Int) -> Double {
    var squares = 0.0
    for k in 0..<horizon {
      var coefficient = 0.0
      for n in 0..<horizon { coefficient += cosines[k &* horizon &+ n] * chunk[n] }
      let rounded = (Self.scale * coefficient).rounded(.toNearestOrEven)
      if rounded < Self.smallest { cut += 1 }
      let difference = coefficient - max(rounded, Self.smallest) / Self.scale
      squares += difference * difference
    }
    return squares
  }
}

/// What FAST tokens lose.
public enum FastMeasures: MeasureFamily {
  static let request = ProbeRequest("fast", [View.parameter: View.target.rawValue])

  public static var probes: [ProbeDefinition] { [ProbeDefinition("fast", make: make)] }

  private static func make(_ request: ProbeRequest, _ setting: Setting, _ columns: inout ColumnPlan) -> ProbeMaking {
    guard setting.target.name.contains("fast"), let normalisation = setting.target.normalisation else {
      return .cannot(Absence(.ruledOut, "the target \(setting.target.name) does not write actions with FAST"))
    }
    guard let action = columns.bind("action", in: setting, view: .target), action.width <= StatisticsProbe.mostDimensions else {
      return .cannot(Absence(.missing, "the target's loader makes no action of these features, or its parts were not found"))
    }
    let bounds = setting.usableStatistics.compactMap(\.action).lazy.compactMap { group -> ([Double], [Double])? in
      guard group.quantiles.count >= 2, let low = group.quantiles.first?.values, let high = group.quantiles.last?.values,
        low.count >= action.width, high.count >= action.width
      else { return nil }
      return (low, high)
    }.first
    guard let (low, high) = bounds else {
      return .cannot(
        Absence(.missing, "FAST works on scaled actions: needs the target's statistics file, and none was found or given"))
    }
    let reference = setting.deltaReferences(width: action.width)
    var state: BoundRole?
    if let furthest = reference.compactMap({ $0 }).max() {
      state = columns.bind("proprio", in: setting, view: .target)
      guard let width = state?.width, furthest < width else {
        return .cannot(Absence(.missing, "joints are read as their distance from the state, and the loader makes no state to take off"))
      }
    }
    let horizon = setting.target.chunk ?? 10
    guard (2...256).contains(horizon) else { return .cannot(Absence(.ruledOut, "a chunk of \(horizon) actions is not transformed")) }
    return .probe(
      FastProbe(
        action: action, state: state, reference: reference, low: low, high: high, epsilon: normalisation.epsilon, horizon: horizon))
  }

  public static var metrics: [Metric] {
    [
      Metric(
        "fast.error", unit: .one,
        summary: "The largest root mean square error that FAST leaves in a chunk of scaled actions, per episode.",
        optionalParameters: [View.parameter], probes: { _ in [request] },
        measure: { (context) throws(Absence) in
          try measure(context, unit: .one, field: "error") { view, episode, field in
            let error = view.number(episode, field)
            return error.isNaN ? nil : error
          }
        }),
      Metric(
        "fast.cut", unit: .count, summary: "Coefficients below FAST's smallest token, which are cut, per episode.",
        optionalParameters: [View.parameter], probes: { _ in [request] },
        measure: { (context) throws(Absence) in
          try measure(context, unit: .count, field: "cut") { view, episode, field in
            let cut = view.count(episode, field)
            return cut < 0 ? nil : Double(cut)
          }
        }),
    ]
  }

  private static func measure(
    _ context: MeasureContext, unit: Unit, field name: String, _ value: (ProbeView, Int, Int) -> Double?
  ) throws(Absence) -> Measurement {
    let view = try context.view(request)
    let (field, stepField) = (view.field(name), view.field(name + ".step"))
    let samples = view.episodes.compactMap { episode -> Sample? in
      let step = view.count(episode, stepField)
      return value(view, episode, field).map { Sample($0, at: view.place(episode, step: step < 0 ? nil : step)) }
    }
    guard !samples.isEmpty else { throw Absence(.tooFew, "no episode holds an action that could be scaled") }
    let sums = view.sums.numbers
    let mean = sums[1] > 0 ? (sums[0] / sums[1]).squareRoot() : .nan
    let horizon = (view.probe as? FastProbe)?.horizon ?? 0
    return Measurement(
      unit: unit, samples: samples, total: samples.count, facts: ["mean": mean.short, "horizon": String(horizon)])
  }
}
