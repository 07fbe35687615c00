/// Which pictures are decoded. Frozen in the plan, and a matter of the episode alone, so that every worker draws the same ones.
public struct PictureSampling: Sendable, Hashable {
  public enum Mode: String, Sendable, Hashable, CaseIterable {
    case none, sample, all
  }

  /// Pictures that a sample of a dataset comes to, about; those of unusual size come on top.
  public static let cap = 20_000
  /// A picture is of unusual size when it has fewer bytes than this share of its camera's mean in the episode: black and grey ones compress best.
  static let unusualShare = 0.5

  public var mode: Mode
  /// Of 2^32 lots, those of an episode that are below this are drawn.
  public var threshold: UInt64

  public init(mode: Mode, threshold: UInt64 = 1 << 32) {
    self.mode = mode
    self.threshold = threshold
  }

  public static let headersOnly = PictureSampling(mode: .none)

  /// Two pictures a camera and episode while all of them stay below the cap; beyond, from a share of the episodes.
  public static func sample(episodes: Int, cameras: Int) -> PictureSampling {
    // The number of episodes is the metadata's word, and may be any.
    let wanted = 2 * max(Double(episodes), 1) * max(Double(cameras), 1)
    guard wanted > Double(cap) else { return PictureSampling(mode: .sample) }
    return PictureSampling(mode: .sample, threshold: UInt64(Double(1 << 32) * Double(cap) / wanted))
  }

  /// The share of episodes that are drawn.
  public var share: Double { min(Double(threshold) / Double(1 << 32), 1) }

  /// The rows to decode, rising: all that can be; or the first row, one drawn at random, and the one of unusual size.
  public func rows(of identity: EpisodeIdentity, looks: [PictureLook]) -> [Int] {
    switch mode {
    case .none: return []
    case .all: return looks.indices.filter { looks[$0].isReadable }
    case .sample:
      guard !looks.isEmpty else { return [] }
      var rows: Set<Int> = []
      let lot = identity.lot
      if lot >> 32 < threshold {
        rows.insert(0)
        rows.insert(Int(lot & 0xFFFF_FFFF) % looks.count)
      }
      var sum = 0
      var smallest = 0
      for (row, look) in looks.enumerated() {
        sum += look.byteCount
        if look.byteCount < looks[smallest].byteCount || looks[smallest].kind == .empty { smallest = row }
      }
      let mean = Double(sum) / Double(looks.count)
      if Double(looks[smallest].byteCount) < Self.unusualShare * mean { rows.insert(smallest) }
      return rows.filter { looks[$0].isReadable }.sorted()
    }
  }
}

extension EpisodeIdentity {
  /// 64 bits that depend on the episode's place alone: what samples are drawn by. The place stays the same wherever
  /// the bytes lie, so an offset is no part of it.
  public var lot: UInt64 {
    var hash = StableHash.bytes(split.utf8)
    for number in [shard, record] {
      hash = StableHash.bytes(stride(from: 0, to: 64, by: 8).lazy.map { UInt8(truncatingIfNeeded: number >> $0) }, continuing: hash)
    }
    return StableHash.stirred(hash)
  }
}
