/// Where an episode was found. Its number within the split is derived when states are judged, never while reading, so that a damaged
/// record does not shift the names of those behind it.
public struct EpisodeIdentity: Sendable, Hashable {
  public var split: String
  /// Index of the shard within its split.
  public var shard: Int
  /// Index of the record within its shard.
  public var record: Int
  /// Byte offset of the record's frame within its shard.
  public var offset: UInt64

  public init(split: String, shard: Int, record: Int, offset: UInt64 = 0) {
    self.split = split
    self.shard = shard
    self.record = record
    self.offset = offset
  }
}

/// One leaf of one episode: numbers in equal rows, or one string of bytes per row. Columns are filled once per episode by the reader
/// and read by every probe; their storage is reused for the next episode.
public struct Column: Sendable {
  /// Row-major numbers, `rows * width` of them; empty for columns of bytes.
  public var numbers: [Double] = []
  /// All byte strings of the column one behind the other; row `i` ends at `ends[i]`. Empty for numeric columns.
  public var bytes: [UInt8] = []
  public var ends: [Int] = []
  public var width: Int
  public var rows: Int = 0
  /// The step at which row 0 lies: above 0 for columns whose loader drops steps in front.
  public var firstStep: Int = 0
  /// False when the record does not hold this leaf, or holds it in a form that cannot be read as declared; then there are no rows,
  /// and a Fault says why.
  public var isPresent: Bool = false

  public init(width: Int) { self.width = width }

  @inlinable public subscript(row: Int, dimension: Int) -> Double { numbers[row &* width &+ dimension] }

  /// The bytes of one row.
  public func payload(_ row: Int) -> ArraySlice<UInt8> { bytes[(row == 0 ? 0 : ends[row - 1])..<ends[row]] }

  /// One row as text; bytes that are not UTF-8 become U+FFFD.
  public func text(_ row: Int) -> String { String(decoding: payload(row), as: UTF8.self) }

  /// Empties the column for the next episode and keeps its storage.
  public mutating func reset() {
    numbers.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    rows = 0
    isPresent = false
  }
}

/// What a reader gives for each record: named columns over `steps` steps, and where they came from.
///
/// `columns` holds the plan's selection, in the plan's order; leaves that nobody reads are not here. An episode is only valid during
/// the visit in which it is handed out.
public struct Episode: Sendable {
  public var identity: EpisodeIdentity
  /// The number of steps on which all leaves agree, or the most common count where they do not (a Fault then names the leaf).
  public var steps: Int
  public var columns: [Column]
  /// Columns as the target's loader makes them, in the order of the plan's loader view; empty where nobody reads them.
  public var made: [Column] = []
  /// What was seen of the plan's cameras, in their order.
  public var pictures: [PictureTrack] = []
  /// Single dimensions that probes go along, in the order of the plan.
  public var series = SeriesTable()
  /// False when a Fault was found in this record that makes its steps untrustworthy (leaves that disagree on their number).
  public var isWhole: Bool

  public init(identity: EpisodeIdentity, steps: Int, columns: [Column], isWhole: Bool = true) {
    self.identity = identity
    self.steps = steps
    self.columns = columns
    self.isWhole = isWhole
  }
}
