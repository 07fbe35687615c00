import Episodes

/// Runs a codec over the action: stored ids or decoded values against the values, or, with neither stored, the declared pair itself.
///
/// Row, an episode: the largest |decoded − value| inside the bounds as a share of the dimension's range, with step and dimension;
/// ids outside the codec's block. Sums, a shard: for each dimension the values, and those outside the bounds.
struct TokenProbe: Probe {
  enum Source: Sendable, Hashable {
    case ids(BoundRole)
    case decoded(BoundRole)
    case simulated

    var text: String {
      switch self {
      case .ids: "stored ids, decoded"
      case .decoded: "stored decoded values"
      case .simulated: "the declared encode and decode, run over the data"
      }
    }
  }

  var codec: CodecDeclaration
  var actions: [BoundRole]
  var source: Source
  var low: [Double]
  var high: [Double]

  /// Float32 arithmetic of whoever encoded moves a value over a bin's edge by about 1e-7 of the range, and stored decoded values are
  /// rounded: a hundred thousandth of the range, half a per cent of a bin, is no error.
  static let slack = 1e-5

  var width: Int { actions.reduce(0) { $0 + $1.width } }

  var fields: [Field] { [Field("error"), Field("error.step", .count), Field("error.dimension", .count), Field("foreign", .count)] }
  var emptySums: Sums { Sums(numbers: 2 * width) }

  func featureName(_ dimension: Int) -> String {
    var rest = dimension
    for role in actions {
      if rest < role.width { return role.featureName(rest) }
      rest -= role.width
    }
    return "action"
  }

  func observe(_ episode: borrowing Episode, row: inout RowWriter, sums: inout Sums) {
    var (worst, step, dimension, foreign) = (-1.0, -1, -1, 0)
    if episode.isWhole, episode.steps > 0, let other = stored(episode) {
      var at = 0
      for role in actions where role.isPresent(in: episode) {
        let values = role.gather(episode)
        for index in 0..<episode.steps {
          for column in 0..<role.width {
            let whole = at + column
            let value = values[index * role.width + column]
            let range = high[whole] - low[whole]
            guard value.isFinite, range > 0 else { continue }
            sums.numbers[2 * whole] += 1
            if value < low[whole] - Self.slack * range || value > high[whole] + Self.slack * range {
              sums.numbers[2 * whole + 1] += 1
              continue
            }
            let share = (value - low[whole]) / range
            guard let decoded = decoded(share, other: other, at: index * width + whole, low: low[whole], range: range) else {
              foreign += 1
              continue
            }
            let error = max(0, (decoded - share).magnitude - Self.slack)
            if error > worst { (worst, step, dimension) = (error, index, whole) }
          }
        }
        at += role.width
      }
    }
    row.number(worst < 0 ? .nan : worst)
    row.count(step)
    row.count(dimension)
    row.count(foreign)
  }

  /// The stored numbers beside the action; empty where the pair is run itself; nil where this episode does not hold them.
  private func stored(_ episode: borrowing Episode) -> [Double]? {
    for role in actions where !role.isPresent(in: episode) { return nil }
    switch source {
    case .simulated: return []
    case .ids(let role), .decoded(let role): return role.isPresent(in: episode) ? role.gather(episode) : nil
    }
  }

  /// As a share of the range; nil for an id of another block.
  private func decoded(_ share: Double, other: [Double], at: Int, low: Double, range: Double) -> Double? {
    switch source {
    case .simulated: return codec.decode(codec.encode(share))
    case .ids: return codec.bin(ofID: other[at]).map(codec.decode)
    case .decoded: return other[at].isFinite ? (other[at] - low) / range : nil
    }
  }
}
