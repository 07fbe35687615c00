import Episodes

/// Gathers the faults of one shard. Of a kind, a record gets at most eight; the last of them counts the rest.
struct FaultCollector {
  static let mostPerKind = 8

  let split: String
  let shard: Int
  let file: String
  private(set) var faults: [Fault] = []
  private var record: Int?
  private var offset: UInt64?
  /// Per kind, how many this record has and where the last of them stands.
  private var seen: [Fault.Kind: (count: Int, last: Int)] = [:]

  init(split: String, shard: Int, file: String) {
    self.split = split
    self.shard = shard
    self.file = file
  }

  mutating func begin(record: Int, offset: UInt64) {
    self.record = record
    self.offset = offset
    if !seen.isEmpty { seen.removeAll(keepingCapacity: true) }
  }

  /// A fault of the record that was begun last.
  mutating func add(_ kind: Fault.Kind, feature: String? = nil, at place: UInt64? = nil, count: Int = 1, _ message: String) {
    if let known = seen[kind], known.count >= Self.mostPerKind {
      faults[known.last].count += count
      return
    }
    faults.append(
      Fault(
        kind, split: split, file: file, shard: shard, record: record, offset: place ?? offset, feature: feature, message: message,
        count: count))
    seen[kind] = ((seen[kind]?.count ?? 0) + 1, faults.count - 1)
  }

  /// A fault of the file.
  mutating func addToFile(_ kind: Fault.Kind, record: Int? = nil, offset: UInt64? = nil, _ message: String) {
    faults.append(Fault(kind, split: split, file: file, shard: shard, record: record, offset: offset, message: message))
  }
}
