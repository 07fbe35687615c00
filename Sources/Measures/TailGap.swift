#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Where the largest of many values stop belonging to the rest: a limit that does not depend on luck with their number.
///
/// The values are logarithms of sizes, x₁ ≥ x₂ ≥ ... ≥ x_N. For an exponential tail (sizes with a power-law tail, Student's t among
/// them) the spacings j · (x_j − x_{j+1}) are independent and equally exponential, *whatever N* (Rényi); for lighter tails (Gauss,
/// Laplace, anything bounded) the spacings at the top are smaller still. So each spacing is held against the mean of the m below it:
///
///     f_j = j (x_j − x_{j+1}) / mean over i = j+1 ... j+m of i (x_i − x_{i+1}),    P(f_j > f) = (1 + f / m)^−m
///
/// with m up to 50 spacings out of the upper half. Spacing j has the chance 6 / (π² j²) of `chance` to itself, so all of them together
/// stay below it. The mean is not taken for less than `floor` (0.05: five per cent), so that equal values make no limit of nothing.
/// A gap of `ample` (a factor of 20 in size) is too large whatever the spacings: with few values they say too little, and for the
/// heaviest tail of clean data (Student's t, three degrees of freedom) it has a chance of 20⁻³. All values above a gap that is too
/// large for chance are outlying; up to a quarter of the values can be.
struct TailGap {
  /// Below this many values m is too small to decide anything.
  static let fewest = 6

  /// The largest logarithm that still belongs, or could.
  let limit: Double
  /// How many values lie above it.
  let outlying: Int

  private static let mostBelow = 50

  /// The largest values in order, as many as are looked at.
  private static func top(_ values: [Double]) -> [Double] {
    let wanted = values.count / 4 + mostBelow + 1
    guard wanted < values.count / 2 else { return values.sorted(by: >) }
    var copy = values
    let least = Robust.select(&copy, rank: values.count - wanted)
    return Array(copy.filter { $0 >= least }.sorted(by: >).prefix(wanted))
  }

  /// `values` in any order, all finite. Nil when there are too few.
  init?(_ values: [Double], chance: Double, floor: Double = 0.05, ample: Double = log(20)) {
    guard values.count >= Self.fewest else { return nil }
    let sorted = Self.top(values)
    var spacings: [Double] = []
    for index in 0..<sorted.count - 1 { spacings.append(Double(index + 1) * (sorted[index] - sorted[index + 1])) }
    var sums = [0.0]
    for spacing in spacings { sums.append((sums.last ?? 0) + spacing) }

    var cut: (limit: Double, outlying: Int)?
    var first = sorted[0]
    for j in stride(from: max(1, values.count / 4), through: 1, by: -1) {
      let m = min(Self.mostBelow, values.count / 2, spacings.count - j)
      guard m >= 3 else { continue }
      let mean = max(floor, (sums[j + m] - sums[j]) / Double(m))
      let share = chance * 6 / (Double.pi * Double.pi * Double(j * j))
      let critical = Double(m) * (pow(share, -1 / Double(m)) - 1)
      // What x_j would have to exceed.
      let needed = sorted[j] + min(ample, critical * mean / Double(j))
      if sorted[j - 1] > needed {
        cut = (needed, j)
        break
      }
      if j == 1 { first = max(sorted[0], needed) }
    }
    limit = cut?.limit ?? first
    outlying = cut?.outlying ?? 0
  }
}
