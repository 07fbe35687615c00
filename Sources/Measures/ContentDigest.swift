import Episodes

/// 128 bits that stand for a sequence of 64-bit words: two lanes of the multiply-and-fold of wyhash (Wang Yi, public domain), each with
/// its own secrets, over pairs of words. Depends on their order and number. Not cryptographic: it tells accidents apart, not forgeries.
/// Two different sequences among a million meet by chance with a probability of 2⁻⁸⁹.
struct ContentDigest {
  private(set) var low: UInt64 = 0x2d35_8dcc_aa6c_78a5
  private(set) var high: UInt64 = 0x8bb8_4b93_962e_acc9
  private var count: UInt64 = 0

  init() {}

  @inline(__always) private static func fold(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let product = a.multipliedFullWidth(by: b)
    return product.high ^ product.low
  }

  @inline(__always) private mutating func mix(_ first: UInt64, _ second: UInt64) {
    low = Self.fold(first ^ 0x4b33_a62e_d433_d4a3, second ^ low)
    high = Self.fold(first ^ 0x4d5a_2da5_1de1_aa47, second ^ high)
    count &+= 2
  }

  mutating func add(_ word: UInt64) { mix(word, 0x9e37_79b9_7f4a_7c15) }

  /// Adds numbers by their bits; both zeros are one number, and so are all NaNs. `areFinite` spares the look for those.
  ///
  /// Every second pair goes to a second pair of lanes, folded in at the end: one multiplication need not wait for the one before it.
  mutating func add(_ numbers: [Double], areFinite: Bool = false) {
    add(UInt64(numbers.count))
    numbers.withUnsafeBufferPointer { buffer in
      // −0 + 0 is 0.
      if areFinite { add(buffer) { ($0 + 0).bitPattern } } else { add(buffer, Self.bits) }
    }
  }

  @inline(__always)
  private mutating func add(_ buffer: UnsafeBufferPointer<Double>, _ bits: (Double) -> UInt64) {
    var other = ContentDigest()
    var index = 0
    while index &+ 3 < buffer.count {
      mix(bits(buffer[index]), bits(buffer[index &+ 1]))
      other.mix(bits(buffer[index &+ 2]), bits(buffer[index &+ 3]))
      index &+= 4
    }
    while index < buffer.count {
      add(bits(buffer[index]))
      index &+= 1
    }
    mix(other.low, other.high)
  }

  mutating func add(_ bytes: ArraySlice<UInt8>) {
    add(UInt64(bytes.count))
    var word: UInt64 = 0
    var filled = 0
    for byte in bytes {
      word = word << 8 | UInt64(byte)
      filled += 1
      if filled == 8 {
        add(word)
        word = 0
        filled = 0
      }
    }
    if filled > 0 { add(word) }
  }

  @inline(__always) private static func bits(_ value: Double) -> UInt64 {
    value == 0 ? 0 : value.isNaN ? 0x7ff8_0000_0000_0000 : value.bitPattern
  }

  /// The digest as a key of sets.
  struct Key: Hashable {
    var low: UInt64
    var high: UInt64
  }

  var key: Key {
    let words = words
    return Key(low: words.low, high: words.high)
  }

  /// The two words, with the number of words mixed in.
  var words: (low: UInt64, high: UInt64) {
    (
      Self.fold(low ^ 0x2d35_8dcc_aa6c_78a5, count ^ 0x8bb8_4b93_962e_acc9),
      Self.fold(high ^ 0x4b33_a62e_d433_d4a3, count ^ 0x4d5a_2da5_1de1_aa47)
    )
  }
}

/// Four weighted sums of a sequence, with fixed pseudo-random weights between −1 and 1: equal sequences have equal sums, and sequences
/// that differ by no more than δ in each value have sums that differ by little more than δ·√n.
///
/// This is what tells near-equal episodes without a grid: rounding to 1e-6 and comparing digests would miss twins whenever one of
/// thousands of values falls on the other side of an edge.
struct ContentProjection {
  private(set) var sums = SIMD4<Double>()
  private(set) var count = 0

  init() {}

  /// Weights repeat after this many values.
  private static let period = 1024

  /// splitmix64 of the index, to 53 bits, scaled to −1...1.
  private static let weights: [SIMD4<Double>] = {
    func weight(_ index: Int) -> Double { Double(StableHash.stream(0, UInt64(index)) >> 11) * 0x1p-52 - 1 }
    return (0..<period).map { SIMD4(weight(4 * $0), weight(4 * $0 + 1), weight(4 * $0 + 2), weight(4 * $0 + 3)) }
  }()

  /// Values that are not finite count as zero; `areFinite` spares the look for them.
  mutating func add(_ numbers: [Double], areFinite: Bool = false) {
    if areFinite { add(numbers) { $0 } } else { add(numbers) { $0.isFinite ? $0 : 0 } }
  }

  @inline(__always)
  private mutating func add(_ numbers: [Double], _ known: (Double) -> Double) {
    let start = count
    // Four sums by turns: an addition need not wait for the one before it.
    var (a, b, c, d) = (sums, SIMD4<Double>(), SIMD4<Double>(), SIMD4<Double>())
    Self.weights.withUnsafeBufferPointer { weights in
      numbers.withUnsafeBufferPointer { buffer in
        @inline(__always) func term(_ index: Int) -> SIMD4<Double> {
          weights[(start &+ index) & (Self.period - 1)] * known(buffer[index])
        }
        var index = 0
        while index &+ 3 < buffer.count {
          a += term(index)
          b += term(index &+ 1)
          c += term(index &+ 2)
          d += term(index &+ 3)
          index &+= 4
        }
        while index < buffer.count {
          a += term(index)
          index &+= 1
        }
      }
    }
    sums = (a + b) + (c + d)
    count += numbers.count
  }
}
