import Episodes

/// Which dimensions are prepared as series for every episode, and which of them have all their values counted: one histogram of a
/// dimension, whoever asks for it.
public struct SeriesPlan: Sendable, Hashable {
  public private(set) var sources: [SeriesTable.Source] = []
  public private(set) var isCounted: [Bool] = []

  public init() {}

  /// The index of a dimension in `Episode.series`.
  mutating func use(_ source: SeriesTable.Source, counted: Bool) -> Int {
    let index = sources.firstIndex(of: source) ?? sources.count
    if index == sources.count {
      sources.append(source)
      isCounted.append(false)
    }
    if counted { isCounted[index] = true }
    return index
  }

  /// One histogram a series; those that nobody counts stay empty.
  public var emptySpreads: [SparseHistogram] { sources.map { _ in SparseHistogram() } }

  /// Prepares the series of an episode whose columns, and those that the loader makes, are all there.
  public func prepare(_ episode: inout Episode, counting spreads: inout [SparseHistogram]) {
    guard episode.isWhole, !sources.isEmpty else { return }
    let table = SeriesTable(sources, of: episode)
    for index in sources.indices where isCounted[index] { table.values(index) { spreads[index].insert($0) } }
    episode.series = table
  }
}

extension ProbeView {
  /// All values of one dimension of a role in this scope.
  func spread(_ role: BoundRole, _ dimension: Int) -> SparseHistogram { spread(series: role.series[dimension]) }

  func spread(series: Int) -> SparseHistogram {
    observations.memo.value("spread \(series)|\(scope.name)") {
      var total = SparseHistogram()
      for leaf in observations.leaves {
        if case .split(let name) = scope, leaf.key.split != name { continue }
        if leaf.spreads.indices.contains(series) { total.add(leaf.spreads[series]) }
      }
      return total
    }
  }
}
