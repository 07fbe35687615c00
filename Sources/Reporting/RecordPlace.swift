import Rulebook

/// The record that a finding is about, as lists of episodes know it.
struct RecordPlace: Hashable, Comparable {
  var split: String
  var shard: String
  var record: Int

  init(split: String, shard: String, record: Int) {
    (self.split, self.shard, self.record) = (split, shard, record)
  }

  /// Nil for a finding that is not about one record.
  init?(_ finding: Finding) {
    guard let split = finding.split, let shard = finding.shard, let record = finding.record else { return nil }
    self.init(split: split, shard: shard, record: record)
  }

  static func < (a: RecordPlace, b: RecordPlace) -> Bool { (a.split, a.shard, a.record) < (b.split, b.shard, b.record) }
}
