import Episodes

/// One dimension of the model's action that the target scales.
struct ScaledDimension: Sendable, Hashable {
  /// Its number in the model's action.
  var dimension: Int
  /// The number that the action probe knows it by, where the loader hands it on as it is stored: that probe's rows hold all there is to know.
  var stored: Int?
  /// The dimension of the model's state that is taken off it.
  var reference: Int?
}

/// Watches the dimensions that the target scales where they are not those that are stored: cut, turned round, without the ends of an
/// episode, or less the state at the start of a chunk. (Of these, chunks one behind the other are taken: each action once, as far from its
/// chunk's start as in any chunk.) Where the loader hands on the stored column it has no rows and looks at nothing.
///
/// Row, an episode, for each such dimension: the smallest and the largest value, and what the target's normalisation asks of an episode (as
/// in `ActionProbe`). Sums, a shard: for each the count, a shift and two moments about it, and a histogram.
struct InfluenceProbe: Probe {
  var dimensions: [ScaledDimension]
  /// Nil where every dimension is as it is stored.
  var action: BoundRole?
  var state: BoundRole?
  var chunk: Int
  var normalisation: TargetFacts.Normalisation.Kind

  /// Dimensions that are watched here, by their number in the rows.
  var made: [ScaledDimension] { dimensions.filter { $0.stored == nil } }

  var fields: [Field] {
    made.indices.flatMap { number in
      [Field("min.\(number)"), Field("max.\(number)")]
        + ActionProbe.scaleFields(normalisation).map { Field("\($0).\(number)", .digest) }
    }
  }

  var emptySums: Sums { Sums(numbers: ActionProbe.moments * made.count, histograms: made.count) }

  func observe(_ episode: borrowing Episode, row: inout RowWriter, sums: inout Sums) {
    let made = made
    guard let action, !made.isEmpty else { return }
    let isWhole = episode.isWhole && action.isPresent(in: episode) && state?.isPresent(in: episode) ?? true
    let rows = isWhole ? action.rows(in: episode) : 0
    let (numbers, states) = rows > 0 ? (action.gather(episode), state?.gather(episode) ?? []) : ([], [])
    for (number, dimension) in made.enumerated() {
      var values = [Double](repeating: 0, count: rows)
      for step in 0..<rows {
        var value = numbers[step &* action.width &+ dimension.dimension]
        if let reference = dimension.reference, let width = state?.width { value -= states[(step - step % chunk) * width + reference] }
        values[step] = value
      }
      write(values, number, to: &row, sums: &sums)
    }
  }

  private func write(_ values: [Double], _ number: Int, to row: inout RowWriter, sums: inout Sums) {
    let known = values.filter(\.isFinite)
    let extent = known.withUnsafeBufferPointer { SeriesExtent($0) }
    if !known.isEmpty { sums.add(extent, at: number * ActionProbe.moments) }
    sums.histograms[number].insert(known)
    row.number(known.isEmpty ? .nan : extent.low)
    row.number(known.isEmpty ? .nan : extent.high)
    values.withUnsafeBufferPointer { ActionProbe.writeScale(normalisation, $0, rows: EpisodeQuantiles.rows(of: values.count), to: &row) }
  }
}

extension InfluenceMeasures {
  static let request = ProbeRequest("influence", [View.parameter: View.target.rawValue])

  public static var probes: [ProbeDefinition] { [ProbeDefinition("influence", make: make)] }

  private static func make(_ request: ProbeRequest, _ setting: Setting, _ columns: inout ColumnPlan) -> ProbeMaking {
    let view = setting.loader
    guard let column = view.columns.first(where: { $0.path == LoaderView.prefix + "action" }), let width = column.width(in: setting.schema)
    else {
      return .cannot(Absence(.missing, "the target's loader makes no action of these features, or its parts were not found"))
    }
    guard width <= ActionColumns.most else {
      return .cannot(Absence(.ruledOut, "an action of \(width) dimensions: more than \(ActionColumns.most) are not looked at one by one"))
    }
    let stored = storedDimensions(setting, columns, width: width)
    let references = setting.deltaReferences(width: width)
    let dimensions = (0..<width).filter { setting.isScaled($0, mask: nil) }.map {
      ScaledDimension(dimension: $0, stored: references[$0] == nil ? stored[$0] : nil, reference: references[$0])
    }
    guard !dimensions.isEmpty else { return .cannot(Absence(.ruledOut, "the target \(setting.target.name) scales no action")) }
    var (action, state): (BoundRole?, BoundRole?)
    if dimensions.contains(where: { $0.stored == nil }) {
      action = columns.bind("action", in: setting, view: .target)
      guard action?.width == width else {
        return .cannot(Absence(.missing, "the target's loader makes no action of these features, or its parts were not found"))
      }
    }
    if let furthest = dimensions.compactMap(\.reference).max() {
      state = columns.bind("proprio", in: setting, view: .target)
      guard let width = state?.width, furthest < width else {
        return .cannot(Absence(.missing, "joints are read as their distance from the state, and the loader makes no state to take off"))
      }
    }
    return .probe(
      InfluenceProbe(
        dimensions: dimensions, action: action, state: state, chunk: max(1, setting.target.chunk ?? 1),
        normalisation: setting.target.normalisation?.kind ?? .quantiles))
  }

  /// By dimension of the model's action, the one of the action probe that it is, unchanged and at every step.
  private static func storedDimensions(_ setting: Setting, _ columns: ColumnPlan, width: Int) -> [Int?] {
    // A trial: what the action probe reads is its own to ask for.
    var trial = columns
    let known = (try? ActionColumns.bind(setting, &trial))?.series ?? []
    let own = trial.bind("action", in: setting, view: .target).map { trial.tabulate($0).series } ?? []
    return (0..<width).map { own.indices.contains($0) ? known.firstIndex(of: own[$0]) : nil }
  }
}
