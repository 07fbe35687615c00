import Documents

/// What dataset_info.json says. Fields with default values are absent from it; int64 values are strings, or numbers in old files.
struct DatasetInfo: Sendable, Hashable {
  struct SplitInfo: Sendable, Hashable {
    var name: String
    /// Records in each shard; the number of shards is the length of this list. Nil entries are not whole numbers.
    var shardLengths: [Int?]
    /// Sum of the payloads, without framing.
    var payloadBytes: UInt64?
    var template: String?
  }

  var name: String?
  var version: String?
  var configName: String?
  var fileFormat: String?
  /// In name order.
  var splits: [SplitInfo] = []
  /// What was found wrong, in words.
  var complaints: [String] = []

  init(_ root: Node) {
    guard root.map != nil else {
      complaints.append("holds no object")
      return
    }
    name = Self.nonEmpty(root["name"])
    version = Self.nonEmpty(root["version"])
    configName = Self.nonEmpty(root["configName"])
    fileFormat = Self.nonEmpty(root["fileFormat"])
    if name == nil { complaints.append("names no dataset") }
    for node in root["splits"]?.list ?? [] {
      guard let name = Self.nonEmpty(node["name"]) else {
        complaints.append("a split has no name (line \(node.mark.line))")
        continue
      }
      guard !splits.contains(where: { $0.name == name }) else {
        complaints.append("the split \(name) is declared twice")
        continue
      }
      var lengths = (node["shardLengths"]?.list ?? []).map { node in node.integer.flatMap { $0 < 0 ? nil : $0 } }
      if lengths.contains(where: { $0 == nil }) { complaints.append("the split \(name) has a shard length that is no number of records") }
      if lengths.isEmpty, let count = node["numShards"]?.integer, count > 0, count <= 100_000 {
        lengths = Array(repeating: nil, count: count)
      }
      if lengths.isEmpty { complaints.append("the split \(name) declares no shards") }
      let bytes = node["numBytes"]?.integer.flatMap { UInt64(exactly: $0) }
      splits.append(
        SplitInfo(name: name, shardLengths: lengths, payloadBytes: bytes, template: Self.nonEmpty(node["filepathTemplate"])))
    }
    if splits.isEmpty { complaints.append("declares no splits") }
    splits.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  private static func nonEmpty(_ node: Node?) -> String? { node?.string.flatMap { $0.isEmpty ? nil : $0 } }
}
