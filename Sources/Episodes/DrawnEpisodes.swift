/// How many episodes to look at: a number, or a share of them.
public enum SampleSize: Sendable, Hashable, CustomStringConvertible {
  case episodes(Int)
  case share(Double)

  /// `50`, `5%`. Nil for anything else, and for none.
  public init?(_ text: String) {
    if text.hasSuffix("%") {
      guard let percent = Double(text.dropLast()), percent > 0, percent <= 100 else { return nil }
      self = .share(percent / 100)
    } else {
      guard let count = Int(text), count > 0 else { return nil }
      self = .episodes(count)
    }
  }

  public var description: String {
    switch self {
    case .episodes(let count): count == 1 ? "1 episode" : "\(count) episodes"
    case .share(let share): "\((share * 100).short) % of the episodes"
    }
  }
}

/// Which episodes of a dataset are looked at when not all are: those whose identity (split, shard, record) and seed have the smallest
/// hashes. Whoever draws with the same seed draws the same, in whatever order and over however many workers; a larger sample holds the
/// smaller one.
public struct DrawnEpisodes: Sendable, Hashable {
  public struct Part: Sendable, Hashable {
    public var split: String
    public var shard: Int
    /// How many there are.
    public var records: Int
    /// In rising order.
    public var drawn: [Int]

    public init(split: String, shard: Int, records: Int, drawn: [Int]) {
      self.split = split
      self.shard = shard
      self.records = records
      self.drawn = drawn
    }
  }

  public let size: SampleSize
  public let seed: String
  /// One for each shard, by split and index.
  public let parts: [Part]

  /// Nil where the sample would be all of them.
  public init?(_ size: SampleSize, seed: String, of shards: [(split: String, shard: Int, records: Int)]) {
    let total = shards.reduce(0) { $0 + max(0, $1.records) }
    let wanted: Int =
      switch size {
      case .episodes(let count): count
      case .share(let share): Int((share * Double(total)).rounded(.up))
      }
    guard wanted < total else { return nil }
    self.size = size
    self.seed = seed
    let ordered = shards.sorted { ($0.split, $0.shard) < ($1.split, $1.shard) }
    var all: [(hash: UInt64, part: Int, record: Int)] = []
    all.reserveCapacity(total)
    for (part, shard) in ordered.enumerated() {
      let start = StableHash.bytes("\(seed)\u{0}\(shard.split)\u{0}\(shard.shard)".utf8)
      for record in 0..<max(0, shard.records) { all.append((StableHash.stream(start, UInt64(record)), part, record)) }
    }
    all.sort { ($0.hash, $0.part, $0.record) < ($1.hash, $1.part, $1.record) }
    var drawn = [[Int]](repeating: [], count: ordered.count)
    for chosen in all.prefix(wanted) { drawn[chosen.part].append(chosen.record) }
    parts = zip(ordered, drawn).map { Part(split: $0.split, shard: $0.shard, records: $0.records, drawn: $1.sorted()) }
  }

  public var drawn: Int { parts.reduce(0) { $0 + $1.drawn.count } }
  public var total: Int { parts.reduce(0) { $0 + $1.records } }

  public func part(_ split: String, _ shard: Int) -> Part? { parts.first { $0.split == split && $0.shard == shard } }

  /// How many episodes of the split lie in front of a shard.
  public func episodes(before shard: Int, of split: String) -> Int {
    parts.reduce(0) { $1.split == split && $1.shard < shard ? $0 + $1.records : $0 }
  }

  /// One line that says all of it.
  public var canonicalText: String {
    "sample \(size) seed \(seed): " + parts.map { "\($0.split)/\($0.shard) \($0.drawn)" }.joined(separator: ", ")
  }
}
