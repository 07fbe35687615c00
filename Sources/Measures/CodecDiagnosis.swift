import Episodes

/// What values and their decoded twins say about the codec in between.
///
/// Error e = (decoded − value) / (range / 256), value v scaled to [−1, 1]. A consistent codec leaves a mean error of 0 and no slope of e
/// over v; one that reads edges back (RT-1) −0.5; ids that are off by one add 1; floor(255 u) read as (b + 0.5) / 256 leaves −0.5 and a
/// slope of −0.5, for its bins are 1/255 wide and are read as 1/256. The standard error of the mean is 0.289 / √N. Only numbers that are
/// continuous say anything: half of the values exactly 0 move the mean by a quarter of a bin.
struct CodecDiagnosis: Sendable, Hashable {
  static let fewest = 200.0
  /// Distinct values below which a dimension is a switch or a coarse grid.
  static let fewestDistinct = 64
  static let nearMean = 0.15
  static let nearSlope = 0.2

  enum Kind: String, Sendable, Hashable {
    case consistent
    case offByOne = "off-by-one"
    case edges = "edges-for-centres"
    case centres = "centres-for-edges"
    case narrow = "encoded-255-decoded-256"
    case wide = "encoded-256-decoded-255"
    case narrowOffByOne = "encoded-255-decoded-256-off-by-one"

    var text: String {
      switch self {
      case .consistent: "encode and decode undo each other"
      case .offByOne: "ids are one off: counted from 0 by one side and from 1 by the other"
      case .edges: "the lower edge of a bin is read back where its centre should be"
      case .centres: "bin centres are read back where the codec reads edges"
      case .narrow:
        "floor(255 u) was written and (b + 0.5) / 256 is read, which loses three times half a bin: read (b + 0.5) / 255 with bins 0 to 254 (OpenVLA), or write floor(256 u)"
      case .wide: "floor(256 u) was written and (b + 0.5) / 255 is read: read (b + 0.5) / 256, or write floor(255 u) with bins 0 to 254"
      case .narrowOffByOne: "floor(255 u) was written and (b + 0.5) / 256 is read, and ids are one off besides"
      }
    }
  }

  var count: Double
  var mean: Double
  var slope: Double
  /// Nil where mean and slope fit no known pair.
  var kind: Kind?

  /// The slope that 1/255 against 1/256 leaves: e = 256 (floor(255 u) + 0.5) / 256 − 256 u is −u on average, and v = 2 u − 1.
  private static let mixedSlope = -0.5

  init(_ sums: CodecSums, readsEdges: Bool) {
    count = sums.count
    mean = sums.error / sums.count
    let spread = sums.square - sums.value * sums.value / sums.count
    slope = (sums.product - sums.value * sums.error / sums.count) / spread
    let expected = readsEdges ? -0.5 : 0.0
    var rows: [(mean: Double, slope: Double, kind: Kind)] = [
      (expected, 0, .consistent), (expected + 1, 0, .offByOne), (expected - 1, 0, .offByOne),
      (-0.5, Self.mixedSlope, .narrow), (0.5, -Self.mixedSlope, .wide), (0.5, Self.mixedSlope, .narrowOffByOne),
      (-1.5, Self.mixedSlope, .narrowOffByOne),
    ]
    rows.append(readsEdges ? (0, 0, .centres) : (-0.5, 0, .edges))
    kind = rows.first { (mean - $0.mean).magnitude < Self.nearMean && (slope - $0.slope).magnitude < Self.nearSlope }?.kind
  }
}

/// Sums over pairs of one dimension; they add up.
struct CodecSums: Sendable, Hashable {
  static let width = 5

  var count = 0.0
  var error = 0.0
  var value = 0.0
  var square = 0.0
  var product = 0.0

  init() {}

  init(_ numbers: ArraySlice<Double>) {
    let n = Array(numbers)
    (count, error, value, square, product) = (n[0], n[1], n[2], n[3], n[4])
  }

  static func += (a: inout CodecSums, b: CodecSums) {
    a.count += b.count
    a.error += b.error
    a.value += b.value
    a.square += b.square
    a.product += b.product
  }

  /// The standard error of the slope, for rounding errors uniform over a bin.
  var slopeError: Double {
    let spread = square - value * value / count
    return spread > 0 ? 0.289 / spread.squareRoot() : .infinity
  }
}
