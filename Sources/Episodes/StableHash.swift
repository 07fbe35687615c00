/// Hashes that are the same on every machine and in every run: what samples are drawn by. They tell neighbours apart, not forgeries.
public enum StableHash {
  /// FNV-1a over bytes, going on from a hash.
  public static func bytes(_ bytes: some Sequence<UInt8>, continuing hash: UInt64 = 0xcbf2_9ce4_8422_2325) -> UInt64 {
    bytes.reduce(hash) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }

  /// The finalizer of splitmix64 (Steele, Lea and Flood 2014), so that neighbouring numbers fall apart.
  public static func stirred(_ number: UInt64) -> UInt64 {
    var z = (number ^ (number >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  /// The number at an index of the stream of splitmix64 that begins at a seed.
  public static func stream(_ seed: UInt64, _ index: UInt64) -> UInt64 { stirred(seed &+ (index &+ 1) &* 0x9e37_79b9_7f4a_7c15) }
}
