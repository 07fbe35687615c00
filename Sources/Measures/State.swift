import Episodes

/// What a field of a row holds, so that a state can be stored and read back without its probe.
public enum FieldKind: UInt8, Sendable, Hashable {
  /// A Double's bits.
  case number = 0
  /// A signed integer's bits.
  case count = 1
  /// 64 bits of a digest.
  case digest = 2
  /// An index into the shard's table of strings.
  case text = 3
}

/// One value that a probe keeps of every episode.
public struct Field: Sendable, Hashable {
  public var name: String
  public var kind: FieldKind

  public init(_ name: String, _ kind: FieldKind = .number) {
    self.name = name
    self.kind = kind
  }
}

/// Fixed sums of one probe over one shard: what cannot be had from the rows of single episodes.
public struct Sums: Sendable, Hashable {
  public var numbers: [Double]
  public var histograms: [SparseHistogram]

  public init(numbers: Int = 0, histograms: Int = 0) {
    self.numbers = Array(repeating: 0, count: numbers)
    self.histograms = Array(repeating: SparseHistogram(), count: histograms)
  }

  /// Equal when every bit is: a sum that is not a number still equals itself, or a shard scanned twice would contradict itself.
  public static func == (a: Sums, b: Sums) -> Bool {
    a.numbers.map(\.bitPattern) == b.numbers.map(\.bitPattern) && a.histograms == b.histograms
  }

  public func hash(into hasher: inout Hasher) {
    for number in numbers { hasher.combine(number.bitPattern) }
    hasher.combine(histograms)
  }

  /// Adds a series to the count, shift and two moments that begin at `start`: what `Moments` is made of. The first one sets the shift.
  mutating func add(_ extent: SeriesExtent, at start: Int) {
    if numbers[start] == 0 { numbers[start + 1] = extent.first }
    let moments = extent.moments(about: numbers[start + 1])
    numbers[start] += Double(extent.count)
    numbers[start + 2] += moments.sum
    numbers[start + 3] += moments.square
  }

  /// Adds another shard's sums. Only called when judging, in canonical order of shards, so the result does not depend on how states met.
  public mutating func add(_ other: Sums) {
    for i in numbers.indices where i < other.numbers.count { numbers[i] += other.numbers[i] }
    for i in histograms.indices where i < other.histograms.count { histograms[i].add(other.histograms[i]) }
  }
}

/// The strings of one shard, each once; rows refer to them by index.
public struct TextTable: Sendable, Hashable {
  public private(set) var texts: [String] = []
  private var index: [String: Int] = [:]

  public init() {}

  public init(_ texts: [String]) {
    for text in texts { _ = intern(text) }
  }

  public mutating func intern(_ text: String) -> Int {
    if let found = index[text] { return found }
    index[text] = texts.count
    texts.append(text)
    return texts.count - 1
  }
}

/// All that one probe keeps of one shard: a row of words an episode, and sums.
public struct ProbeTable: Sendable, Hashable {
  /// Row-major, `fields.count` words an episode.
  public var words: [UInt64] = []
  public var sums: Sums

  public init(sums: Sums) { self.sums = sums }
}

/// Where an episode lies in its shard, and how long it is.
public struct EpisodeStub: Sendable, Hashable {
  public var record: Int
  public var offset: UInt64
  public var steps: Int
  public var isWhole: Bool

  public init(record: Int, offset: UInt64, steps: Int, isWhole: Bool) {
    self.record = record
    self.offset = offset
    self.steps = steps
    self.isWhole = isWhole
  }
}

public struct ShardKey: Sendable, Hashable, Comparable {
  public var split: String
  public var shard: Int

  public init(split: String, shard: Int) {
    self.split = split
    self.shard = shard
  }

  public static func < (a: ShardKey, b: ShardKey) -> Bool { (a.split, a.shard) < (b.split, b.shard) }
}

/// The state of one shard: the leaf of every merge tree. Equal bytes in give equal leaf states out.
public struct LeafState: Sendable, Hashable {
  public var key: ShardKey
  public var file: String
  public var records: Int
  public var declaredRecords: Int?
  public var payloadBytes: UInt64
  public var bytesRead: UInt64
  public var bytesTouched: UInt64
  public var digest: UInt32
  public var faults: [Fault]
  public var episodes: [EpisodeStub]
  public var texts: TextTable
  /// One table a probe, in the plan's order.
  public var tables: [ProbeTable]
  /// All values of each dimension that the plan has counted, in the order of its series.
  public var spreads: [SparseHistogram]

  public init(key: ShardKey, file: String, declaredRecords: Int?, tables: [ProbeTable], spreads: [SparseHistogram] = []) {
    self.key = key
    self.file = file
    self.records = 0
    self.declaredRecords = declaredRecords
    self.payloadBytes = 0
    self.bytesRead = 0
    self.bytesTouched = 0
    self.digest = 0
    self.faults = []
    self.episodes = []
    self.texts = TextTable()
    self.tables = tables
    self.spreads = spreads
  }
}
