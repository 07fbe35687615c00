import Measures
import Simulation
import Testing

@Suite struct SparseHistogramTests {
  @Test func countsAreThoseOfADictionary() {
    var dice = Dice(seed: 1)
    let values = (0..<5000).map { _ in dice.normal() * 0.01 } + [0, -0.0, -1e300, .nan, .infinity]
    var histogram = SparseHistogram()
    var expected: [UInt32: UInt64] = [:]
    for value in values {
      histogram.insert(value)
      if value.isFinite { expected[SparseHistogram.key(value), default: 0] += 1 }
    }
    #expect(histogram.counts == expected)
    #expect(histogram.total == 5003)
    #expect(histogram.bins == expected.count)
    #expect(SparseHistogram(counts: expected) == histogram)
    #expect(SparseHistogram(counts: expected)?.hashValue == histogram.hashValue)
    #expect(SparseHistogram(counts: [1 << 18: 1]) == nil)
  }

  @Test func manyAtOnceAreCountedAsOneByOne() {
    var dice = Dice(seed: 5)
    let values = (0..<5000).map { $0 % 97 == 0 ? .nan : $0 % 11 == 0 ? 0 : dice.normal() * (dice.normal() * 20).rounded() }
    var one = SparseHistogram()
    var many = SparseHistogram()
    for _ in 0..<2 {
      many.insert(values)
      for value in values { one.insert(value) }
      #expect(many == one)
      #expect((many.total, many.bins) == (one.total, one.bins))
    }
  }

  /// Every sign and exponent has a page of its own.
  @Test func numbersOfEverySizeHaveTheirBin() {
    var values: [Double] = [0, .leastNonzeroMagnitude, .greatestFiniteMagnitude, -.greatestFiniteMagnitude]
    for exponent in stride(from: -1022, through: 1023, by: 1) {
      for sign in [FloatingPointSign.plus, .minus] { values.append(Double(sign: sign, exponent: exponent, significand: 1.5)) }
    }
    var histogram = SparseHistogram()
    histogram.insert(values)
    #expect(histogram.total == UInt64(values.count))
    #expect(histogram.counts == Dictionary(values.map { (SparseHistogram.key($0), 1) }, uniquingKeysWith: +))
    let keys = histogram.sorted.map(\.key)
    #expect(keys == keys.sorted())
    #expect(histogram.quantile(0) ?? 0 < -1e307 && histogram.quantile(1) ?? 0 > 1e307)
  }

  @Test func orderOfMergingDoesNotMatter() {
    var dice = Dice(seed: 2)
    var parts = [SparseHistogram](repeating: SparseHistogram(), count: 3)
    for index in 0..<900 { parts[index % 3].insert(dice.normal()) }
    var forward = SparseHistogram()
    var backward = SparseHistogram()
    for part in parts { forward.add(part) }
    for part in parts.reversed() { backward.add(part) }
    #expect(forward == backward)
    #expect(forward.counts == backward.counts)
  }

  @Test func countsOutsideBracketTheTruth() {
    var dice = Dice(seed: 3)
    let values = (0..<4000).map { _ in dice.studentThree() }
    var histogram = SparseHistogram()
    for value in values { histogram.insert(value) }
    for limit in [0.5, 1.01, 3.3] {
      let truth = UInt64(values.filter { $0 < -limit || $0 > limit }.count)
      let counts = histogram.countsOutside(-limit...limit)
      #expect(counts.certain <= truth && truth <= counts.possible)
      #expect(counts.possible - counts.certain < 80)
    }
  }

  @Test func quantilesAreWithinTheirBound() throws {
    var dice = Dice(seed: 4)
    let values = (0..<3001).map { _ in dice.normal() }.sorted()
    var histogram = SparseHistogram()
    for value in values { histogram.insert(value) }
    for share in [0.01, 0.25, 0.75, 0.99] {
      let exact = values[Int(3000 * share)]
      let found = try #require(histogram.quantile(share))
      #expect((found - exact).magnitude <= SparseHistogram.relativeBound * exact.magnitude)
    }
  }
}
