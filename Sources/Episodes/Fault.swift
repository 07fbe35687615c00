/// Something that the bytes got wrong. Readers report faults; rules (`container/`, much of `schema/`) decide what they mean.
public struct Fault: Sendable, Hashable {
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    // Files and framing.
    case checksum, truncated, stub, compression, format, version
    /// A declared shard that is not there, a shard of another `-of-N` set, a name that does not match the template.
    case shards
    case recordCount = "record-count"
    case payloadSize = "payload-size"
    /// Metadata that is missing or does not parse.
    case metadata
    // Records against their declaration.
    case undecodable
    case declaredFeature = "declared-feature"
    case undeclaredFeature = "undeclared-feature"
    case stepCount = "step-count"
    case ragged
    case splitList = "split-list"
    case duplicateKey = "duplicate-key"
    /// A file that could not be opened or read at all.
    case unreadable
  }

  public var kind: Kind
  public var split: String?
  /// File name, relative to the dataset.
  public var file: String?
  /// Index of the shard in its split, where the file is one.
  public var shard: Int?
  public var record: Int?
  public var offset: UInt64?
  public var feature: String?
  /// One sentence: what was found, what was expected. Plain text; renderers escape it.
  public var message: String
  /// How many times this was found at this place (a fault may stand for several of its kind in one record).
  public var count: Int

  public init(
    _ kind: Kind, split: String? = nil, file: String? = nil, shard: Int? = nil, record: Int? = nil, offset: UInt64? = nil,
    feature: String? = nil, message: String, count: Int = 1
  ) {
    self.kind = kind
    self.split = split
    self.file = file
    self.shard = shard
    self.record = record
    self.offset = offset
    self.feature = feature
    self.message = message
    self.count = count
  }

  /// Whether records behind this fault, in this file, were not read: what was read of the shard is then only part of it.
  public var hidesRecords: Bool {
    switch kind {
    case .checksum, .truncated, .stub, .format, .undecodable, .unreadable: true
    case .shards: file != nil && shard != nil
    default: false
    }
  }
}

extension Fault: Comparable {
  /// Canonical order: by place, then by kind and wording; the same whatever order faults were found in.
  public static func < (a: Fault, b: Fault) -> Bool { a.sortKey < b.sortKey }

  private var sortKey: SortKey {
    SortKey(
      place: (split ?? "", shard ?? -1, file ?? "", record ?? -1),
      detail: (offset ?? 0, kind.rawValue, feature ?? "", message))
  }

  private struct SortKey {
    var place: (String, Int, String, Int)
    var detail: (UInt64, String, String, String)

    static func < (a: SortKey, b: SortKey) -> Bool {
      if a.place != b.place { return a.place < b.place }
      return a.detail < b.detail
    }
  }
}
