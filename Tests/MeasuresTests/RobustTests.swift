import Testing

@testable import Measures

@Suite("Order statistics by selection agree with sorting")
struct RobustTests {
  private func series(_ seed: UInt64, count: Int) -> [Double] {
    var state = seed
    return (0..<count).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      // Few distinct values, so that ties occur; both signs.
      return Double(Int(state >> 60)) - 7.5
    }
  }

  @Test("selection, quantiles and the three largest, for every length up to 420")
  func agree() {
    for count in 1...420 {
      let values = series(UInt64(count), count: count)
      let sorted = values.sorted()
      for share in [0.0, 0.3, 0.5, 0.9, 0.95, 0.99, 1.0] {
        // numpy.quantile(values, share, method="lower")
        #expect(Robust.quantile(values, share) == sorted[Int(Double(count - 1) * share)])
        #expect(OrderStatistics.quantile(values, share) == OrderStatistics.quantile(sorted: sorted, share))
      }
      var top = UpperSizes()
      for value in values { top.add(value.magnitude) }
      let sizes = values.map(\.magnitude).sorted()
      let rank = Int(Double(count - 1) * 0.99)
      if count - rank <= 3 {
        #expect(top.quantile(0.99, of: count) == sizes[rank], "\(count)")
      } else {
        #expect(top.quantile(0.99, of: count) == nil, "\(count)")
      }
    }
  }
}
