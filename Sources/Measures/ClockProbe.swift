import Episodes

/// Reads every clock of an episode, and how far any two of them are apart in the same row.
///
/// Rows are what a policy is trained on: the picture and the state of one step are taken for simultaneous whatever their stamps say. So
/// two streams are compared row by row. The nearest stamp in time would forgive a stream that lags by whole periods, which is the fault
/// that matters most. A stream with several stamps a step is compared by the nearest within its row.
struct ClockProbe: Probe {
  struct Clock: Sendable {
    /// `timestamp` is the main clock, by which the loop ran; others are `timestamp.<stream>`.
    var role: BoundRole
    var isMain: Bool

    var name: String { role.binding.slices.map(\.description).joined(separator: ", ") }
  }

  struct Pair: Sendable {
    var first: Int
    var second: Int
  }

  var clocks: [Clock]
  var pairs: [Pair]

  init(clocks: [Clock]) {
    self.clocks = clocks
    pairs = []
    for first in clocks.indices {
      for second in clocks.indices where second > first { pairs.append(Pair(first: first, second: second)) }
    }
  }

  static let clockFields = [
    Field("backward", .count), Field("backwardStep", .count), Field("period"), Field("jitter"), Field("periodError"), Field("gap"),
    Field("gapStep", .count), Field("slope"), Field("slopeError"), Field("offGrid"), Field("span"),
  ]
  static let pairFields = [Field("skew"), Field("skewStep", .count), Field("drift"), Field("driftError")]

  var fields: [Field] {
    clocks.indices.flatMap { clock in Self.clockFields.map { Field("\(clock).\($0.name)", $0.kind) } }
      + pairs.indices.flatMap { pair in Self.pairFields.map { Field("pair\(pair).\($0.name)", $0.kind) } }
  }

  func observe(_ episode: borrowing Episode, row: inout RowWriter, sums: inout Sums) {
    var stamps: [[Double]] = []
    var periods: [Double] = []
    for clock in clocks {
      let values = clock.role.isPresent(in: episode) ? clock.role.gather(episode) : []
      // Several stamps a step make one faster clock.
      let reading = ClockReading(stamps: values, holds: !clock.isMain)
      stamps.append(values)
      periods.append(reading.period)
      row.count(reading.backward)
      row.count(reading.backwardStep)
      row.number(reading.period)
      row.number(reading.jitter)
      row.number(reading.periodError)
      row.number(reading.gap)
      row.count(reading.gapStep)
      row.number(reading.slope)
      row.number(reading.slopeError)
      row.number(reading.offGrid)
      row.number(reading.span)
    }
    for pair in pairs {
      let difference = Self.rowDifferences(
        stamps[pair.first], clocks[pair.first].role.width, stamps[pair.second], clocks[pair.second].role.width, steps: episode.steps)
      var skew = Double.nan
      var worst = -1
      if let last = difference.indices.max(by: { difference[$0].magnitude < difference[$1].magnitude }) {
        worst = last
        skew = OrderStatistics.quantile(difference.map(\.magnitude), 0.95) ?? .nan
      }
      let line = Line(difference)
      row.number(skew)
      row.count(worst)
      row.number(line.slope / periods[pair.first])
      row.number(line.error / periods[pair.first])
    }
  }

  /// Second minus first for every step, at the stamps of the row that are nearest to each other; empty when either is not there.
  static func rowDifferences(_ first: [Double], _ firstWidth: Int, _ second: [Double], _ secondWidth: Int, steps: Int) -> [Double] {
    guard firstWidth > 0, secondWidth > 0, steps > 2, first.count == steps * firstWidth, second.count == steps * secondWidth,
      first.allSatisfy(\.isFinite), second.allSatisfy(\.isFinite)
    else { return [] }
    return (0..<steps).map { step in
      var best = Double.infinity
      for a in first[step * firstWidth..<(step + 1) * firstWidth] {
        for b in second[step * secondWidth..<(step + 1) * secondWidth] where (b - a).magnitude < best.magnitude { best = b - a }
      }
      return best
    }
  }
}
