import Episodes
import Testing

@testable import Measures

/// Laws of what merges, and the arithmetic that probes share.
@Suite struct SharedArithmeticTests {
  private static func values(_ seed: UInt64, _ count: Int) -> [Double] {
    var random = TestRandom(seed)
    return (0..<count).map { _ in
      let size = Double(sign: .plus, exponent: Int.random(in: -20...20, using: &random), significand: random.uniform(1...1.999))
      return Bool.random(using: &random) ? size : -size
    }
  }

  @Test(arguments: 0..<20) func histogramsMergeInAnyOrder(seed: Int) {
    let all = Self.values(UInt64(seed), 300)
    var random = TestRandom(UInt64(seed))
    var whole = SparseHistogram()
    var parts = (0..<7).map { _ in SparseHistogram() }
    for value in all {
      whole.insert(value)
      parts[Int.random(in: 0..<7, using: &random)].insert(value)
    }
    parts.shuffle(using: &random)
    // A random merge tree.
    while parts.count > 1 {
      let taken = parts.remove(at: Int.random(in: 0..<parts.count, using: &random))
      parts[Int.random(in: 0..<parts.count, using: &random)].add(taken)
    }
    #expect(parts[0] == whole)
    #expect(whole.total == 300)
  }

  @Test(arguments: 0..<20) func quantilesAreWithinTheirBound(seed: Int) throws {
    let all = Self.values(UInt64(50 + seed), 257)
    var histogram = SparseHistogram()
    for value in all { histogram.insert(value) }
    let sorted = all.sorted()
    for share in [0, 0.01, 0.25, 0.5, 0.9, 0.99, 1] {
      let exact = sorted[Int((Double(sorted.count - 1) * share).rounded(.down))]
      let found = try #require(histogram.quantile(share))
      #expect((found - exact).magnitude <= SparseHistogram.relativeBound * exact.magnitude)
    }
  }

  @Test func keysKeepTheOrderOfNumbers() {
    let sorted = (Self.values(7, 500) + [0, -0.0, .leastNonzeroMagnitude, .greatestFiniteMagnitude]).sorted()
    for (a, b) in zip(sorted, sorted.dropFirst()) { #expect(SparseHistogram.key(a) <= SparseHistogram.key(b)) }
    #expect(SparseHistogram.key(0) == SparseHistogram.key(-0.0))
    var histogram = SparseHistogram()
    for value in [Double.nan, .infinity, -.infinity] { histogram.insert(value) }
    #expect(histogram.quantile(0.5) == nil)
    histogram.insert(0)
    #expect(histogram.quantile(0.5) == 0)
    #expect(histogram.countOutside(-1...1) == 0)
    #expect(histogram.countOutside(1...2) == 1)
  }

  @Test func sumsAddFieldByField() {
    var a = Sums(numbers: 2, histograms: 1)
    var b = Sums(numbers: 2, histograms: 1)
    a.numbers = [1, 2]
    b.numbers = [10, 20]
    a.histograms[0].insert(1)
    b.histograms[0].insert(1)
    a.add(b)
    #expect(a.numbers == [11, 22])
    #expect(a.histograms[0].total == 2)
    // Nothing is added where the other has nothing.
    a.add(Sums())
    #expect(a.numbers == [11, 22])
  }

  @Test func eachTextIsKeptOnce() {
    var table = TextTable()
    #expect(table.intern("a") == 0)
    #expect(table.intern("b") == 1)
    #expect(table.intern("a") == 0)
    #expect(TextTable(table.texts) == table)
  }

  /// numpy: log, exp, median and percentile of the same numbers.
  @Test func logarithmsAndOrderStatistics() throws {
    #expect((Logarithm.natural(1234.5678) - 7.118476228297786).magnitude < 4e-15)
    #expect((Logarithm.natural(1e-9) + 20.72326583694641).magnitude < 8e-15)
    #expect(Logarithm.natural(1) == 0)
    #expect(Logarithm.natural(0) == -.infinity)
    #expect(Logarithm.natural(-1).isNaN)
    #expect((Logarithm.exponential(-12.3) / 4.551744463083231e-06 - 1).magnitude < 1e-14)
    #expect((Logarithm.exponential(3.7) / 40.4473043600674 - 1).magnitude < 1e-14)
    #expect(Logarithm.exponential(-1000) == 0)
    let sorted = [3.2, -1, 7, 0.5, 2].sorted()
    let expected = [(0.0, -1.0), (0.3, 0.8), (0.95, 6.24), (1, 7)]
    for (share, value) in expected { #expect((try #require(OrderStatistics.quantile(sorted: sorted, share)) - value).magnitude < 1e-12) }
    #expect(OrderStatistics.median([3, 1, 2]) == 2)
    #expect(OrderStatistics.median([4, 1, 2, 3]) == 2.5)
    #expect(OrderStatistics.median([]) == nil)
    #expect(OrderStatistics.medianDeviation([1, 2, 4, 8]) == 1.5)
  }

  @Test func everyMetricAsksForProbesThatExist() {
    for metric in MeasureRegistry.metrics.values {
      for request in metric.probes(["feature": "action", "pattern": "a"]) { #expect(MeasureRegistry.probes[request.name] != nil) }
    }
    let names = MeasureRegistry.families.flatMap { $0.metrics.map(\.name) }
    #expect(Set(names).count == names.count)
  }
}
