import Episodes

/// Runs a codec over the action: stored ids or decoded values against the values, or, with neither stored, the declared pair itself.
///
/// Row, an episode: the largest |decoded − value| inside the bounds as a share of the dimension's range, with step and dimension;
/// ids outside the codec's block; ids that put the gripper outside its range. Sums, a shard, for each dimension: the values, those outside
/// the bounds, five sums over pairs of continuous values and what they decode to, six over values and ids, and a histogram of the values.
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
  /// The range of the gripper's command, and the dimensions that it is.
  var gripper: (range: ClosedRange<Double>, dimensions: Range<Int>)?

  /// Float32 arithmetic of whoever encoded moves a value over a bin's edge by about 1e-7 of the range, and stored decoded values are
  /// rounded: a hundred thousandth of the range, half a per cent of a bin, is no error.
  static let slack = 1e-5

  var width: Int { actions.reduce(0) { $0 + $1.width } }

  var fields: [Field] {
    [Field("error"), Field("error.step", .count), Field("error.dimension", .count), Field("foreign", .count), Field("gripper", .count)]
  }

  /// Values, those outside, sums of pairs, sums of values and ids.
  static let sums = 2 + CodecSums.width + 6
  static let pairs = 2
  static let order = 2 + CodecSums.width
  var emptySums: Sums { Sums(numbers: Self.sums * width, histograms: width) }

  func featureName(_ dimension: Int) -> String {
    var rest = dimension
    for role in actions {
      if rest < role.width { return role.featureName(rest) }
      rest -= role.width
    }
    return "action"
  }

  func observe(_ episode: borrowing Episode, row: inout RowWriter, sums: inout Sums) {
    var (worst, step, dimension, foreign, misplaced) = (-1.0, -1, -1, 0, 0)
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
            let sum = Self.sums * whole
            sums.numbers[sum] += 1
            let share = (value - low[whole]) / range
            if !other.isEmpty { order(share, id: other[index * width + whole], into: &sums, at: sum + Self.order) }
            if share < -Self.slack || share > 1 + Self.slack {
              sums.numbers[sum + 1] += 1
              continue
            }
            guard let decoded = decoded(share, other: other, at: index * width + whole, low: low[whole], range: range) else {
              foreign += 1
              continue
            }
            if let gripper, gripper.dimensions.contains(whole) {
              let opening = low[whole] + decoded * range
              let bin = range / codec.divisor
              if opening < gripper.range.lowerBound - bin || opening > gripper.range.upperBound + bin { misplaced += 1 }
            }
            let isRepeated = index > 0 && values[(index - 1) * role.width + column] == value
            if !isRepeated, value != 0, share > 0.01, share < 0.99 {
              sums.histograms[whole].insert(value)
              add(share, error: (decoded - share) * 256, into: &sums, at: sum + Self.pairs)
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
    row.count(misplaced)
  }

  /// One continuous value and the error of what it decodes to, in 256ths of the range.
  private func add(_ share: Double, error: Double, into sums: inout Sums, at: Int) {
    let value = 2 * share - 1
    sums.numbers[at] += 1
    sums.numbers[at + 1] += error
    sums.numbers[at + 2] += value
    sums.numbers[at + 3] += value * value
    sums.numbers[at + 4] += value * error
  }

  /// One value inside the bounds and its id, as far from the block's start.
  private func order(_ share: Double, id: Double, into sums: inout Sums, at: Int) {
    guard case .ids = source, share >= 0, share <= 1, id.isFinite else { return }
    let id = id - Double(codec.idBase)
    sums.numbers[at] += 1
    sums.numbers[at + 1] += share
    sums.numbers[at + 2] += id
    sums.numbers[at + 3] += share * share
    sums.numbers[at + 4] += id * id
    sums.numbers[at + 5] += share * id
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
