import Testing

@testable import Measures

@Suite("Wilson's interval")
struct WilsonIntervalTests {
  /// 7 of 315 was worked out with the formula in Python, z = 1.959964; 0 of 59 is z² / (59 + z²); 1 of 2 is 0.5 ± z √(1/8 + z²/16) / (1 + z²/2).
  @Test("the ends follow the formula")
  func values() throws {
    let few = try #require(WilsonInterval(7, of: 315))
    #expect(abs(few.low - 0.0108052) < 1e-6 && abs(few.high - 0.0451519) < 1e-6)
    let none = try #require(WilsonInterval(0, of: 59))
    #expect(none.low == 0 && abs(none.high - 3.841459 / (59 + 3.841459)) < 1e-6)
    let half = try #require(WilsonInterval(1, of: 2))
    #expect(abs(half.low - 0.094531) < 1e-6 && abs(half.low + half.high - 1) < 1e-12)
    // Exactly, whatever rounding leaves of the formula.
    for total in 1...300 {
      #expect(WilsonInterval(0, of: total)?.low == 0 && WilsonInterval(total, of: total)?.high == 1, "\(total)")
    }
  }

  @Test("nothing seen says nothing, and what cannot be is refused")
  func nothing() {
    #expect(WilsonInterval(0, of: 0) == nil)
    #expect(WilsonInterval(3, of: 2) == nil && WilsonInterval(-1, of: 2) == nil)
  }

  @Test("people read it in per cent")
  func text() {
    #expect(WilsonInterval(3, of: 50)?.text == "2.1 % to 16 %")
    #expect(WilsonInterval(0, of: 10)?.text == "0 % to 28 %")
  }
}
