import Episodes

/// Where a share lies, of which only some cases were seen: the 95 % score interval of E. B. Wilson (J. Am. Stat. Assoc. 22, 1927).
///
/// With p = k/n and z = 1.96, the interval is (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n). Unlike p ± z √(p(1−p)/n) it says something
/// sensible where none or all of a few cases were seen: 0 of 10 is 0 % to 28 %.
public struct WilsonInterval: Sendable, Hashable {
  public var low: Double
  public var high: Double

  /// The 97.5 % quantile of the normal distribution.
  static let z = 1.959_963_984_540_054

  /// Nil where nothing was seen.
  public init?(_ count: Int, of total: Int) {
    guard total > 0, count >= 0, count <= total else { return nil }
    let n = Double(total)
    let p = Double(count) / n
    let z2 = Self.z * Self.z
    let middle = p + z2 / (2 * n)
    let half = Self.z * (p * (1 - p) / n + z2 / (4 * n * n)).squareRoot()
    let scale = 1 + z2 / n
    // At none and all the ends are exactly 0 and 1; rounding must not leave a residue there.
    low = count == 0 ? 0 : max(0, (middle - half) / scale)
    high = count == total ? 1 : min(1, (middle + half) / scale)
  }

  /// `2.1 % to 16 %`: two digits are more than so few cases know.
  public var text: String { "\(Self.percent(low)) to \(Self.percent(high))" }

  private static func percent(_ share: Double) -> String { "\((share * 100).formatted(significant: 2)) %" }
}
