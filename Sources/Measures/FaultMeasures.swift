import Episodes

/// Metrics over what readers could not read: nothing is measured here, faults are counted and given their places. `container/` and much
/// of `schema/` are rules over these.
public enum FaultMeasures: MeasureFamily {
  public static let probes: [ProbeDefinition] = []

  public static let metrics: [Metric] = [
    counting("faults.checksum", [.checksum], of: .records, "Records whose length or payload checksum does not match."),
    counting("faults.truncated", [.truncated], of: .shards, "Shards that do not end at a record boundary, or hold no bytes."),
    counting(
      "faults.shards", [.shards, .unreadable], of: .shards, "Shards that are declared and not there, cannot be opened, or do not belong."),
    counting("faults.stub", [.stub], of: .shards, "Shards that are a pointer, a web page or other text instead of records."),
    counting("faults.compression", [.compression], of: .shards, "Shards that are compressed as a whole."),
    counting("faults.format", [.format], of: .shards, "Shards in another container format than TFRecord with tf.train.Example."),
    counting("faults.version", [.version], of: .shards, "Names and versions on which metadata, folder and files disagree."),
    counting("faults.metadata", [.metadata], of: .files, "Metadata files that are missing or do not parse."),
    counting(
      "faults.declared-features", [.declaredFeature, .undecodable], of: .records,
      "Records that lack a declared leaf, or hold it in another kind, type or length."),
    counting("faults.undeclared-features", [.undeclaredFeature], of: .records, "Records with a key that features.json does not know."),
    counting("faults.step-counts", [.stepCount], of: .records, "Episodes whose leaves disagree on the number of steps."),
    counting("faults.ragged", [.ragged], of: .leaves, "Leaves of unknown length inside steps, which cannot be read back."),
    counting(
      "faults.split-lists", [.splitList, .duplicateKey], of: .records,
      "Records that write a leaf in several pieces, or twice; TensorFlow reads only one of them."),
    Metric(
      "faults.record-count", unit: .count, summary: "Shards that hold another number of records than dataset_info.json promises.",
      needsEveryEpisode: true, probes: { _ in [] }, measure: recordCount),
    Metric(
      "container.payload-bytes", unit: .bytes,
      summary: "How far the sum of payload lengths of a split is from the numBytes of dataset_info.json.", needsEveryEpisode: true,
      probes: { _ in [] }, measure: payloadBytes),
  ]

  /// What a fault is one of: the denominator of "3 of 40 records".
  private enum Counted: String {
    case records, shards, leaves, files
  }

  private static func counting(_ name: String, _ kinds: [Fault.Kind], of counted: Counted, _ summary: String) -> Metric {
    // Faults of metadata and of declared leaves are known before a record is read.
    let needsNoRecords = counted == .files || counted == .leaves
    return Metric(name, unit: .count, summary: summary, needsNoRecords: needsNoRecords, probes: { _ in [] }) { context throws(Absence) in
      let faults = kinds.flatMap { context.faults($0) }.sorted()
      let total = try Self.total(counted, in: context, isFaulty: !faults.isEmpty)
      let samples = Self.samples(faults, in: context)
      return Measurement(unit: .count, samples: samples, total: max(total, samples.count), noun: counted.rawValue)
    }
  }

  private static func total(_ counted: Counted, in context: MeasureContext, isFaulty: Bool) throws(Absence) -> Int {
    switch counted {
    case .records:
      let records = context.leaves.reduce(0) { $0 + $1.records }
      if records == 0, !isFaulty { throw Absence(.tooFew, "no record could be read") }
      return records
    case .shards:
      let shards = declaredShards(in: context)
      if shards == 0, !isFaulty { throw Absence(.tooFew, "there are no shards to look at") }
      return shards
    case .leaves: return context.setting.schema.leaves.count
    // features.json and dataset_info.json.
    case .files: return 2
    }
  }

  private static func declaredShards(in context: MeasureContext) -> Int {
    var shards = 0
    for split in context.observations.description.splits {
      if case .split(let name) = context.scope, name != split.name { continue }
      shards += max(split.declaredShards, split.shards.count)
    }
    return shards
  }

  /// One sample for each place that faults name: faults of one record are told together, as are those of one file that name no record.
  private static func samples(_ faults: [Fault], in context: MeasureContext) -> [Sample] {
    let episodes = episodeIndex(of: faults, in: context)
    var samples: [Sample] = []
    var from = 0
    while from < faults.count {
      let first = faults[from]
      var until = from + 1
      while until < faults.count, isSamePlace(first, faults[until]) { until += 1 }
      let group = faults[from..<until]
      let count = group.reduce(0) { sum, fault in
        let (next, overflow) = sum.addingReportingOverflow(max(fault.count, 1))
        return overflow ? Int.max : next
      }
      let others = group.count - 1
      let offset = first.offset.map { " (byte \($0))" } ?? ""
      let message = first.message + offset + (others == 0 ? "" : ", and \(others) more at this place")
      var place = Place(
        split: first.split, shard: first.shard, file: first.file, record: first.record, offset: first.offset,
        feature: first.feature.map(leafName))
      if let key = RecordKey(first) { place.episode = episodes[key] }
      samples.append(Sample(Double(count), at: place, message: message))
      from = until
    }
    return samples
  }

  /// Leaves are named as they are called below `steps`, keys of records as they are stored.
  private static func leafName(_ feature: String) -> String {
    feature.hasPrefix("steps/") ? String(feature.dropFirst("steps/".count)) : feature
  }

  private static func isSamePlace(_ a: Fault, _ b: Fault) -> Bool {
    // A place is a record; faults without one stand for themselves.
    guard let record = a.record else { return false }
    return a.split == b.split && a.shard == b.shard && a.file == b.file && record == b.record
  }

  private struct RecordKey: Hashable {
    var shard: ShardKey
    var record: Int

    init?(_ fault: Fault) {
      guard let split = fault.split, let shard = fault.shard, let record = fault.record else { return nil }
      self.shard = ShardKey(split: split, shard: shard)
      self.record = record
    }

    init(_ episode: ObservedEpisode) {
      shard = ShardKey(split: episode.split, shard: episode.shard)
      record = episode.stub.record
    }
  }

  /// Which of the records that faults name became episodes.
  private static func episodeIndex(of faults: [Fault], in context: MeasureContext) -> [RecordKey: Int] {
    let wanted = Set(faults.compactMap { RecordKey($0) })
    var found: [RecordKey: Int] = [:]
    guard !wanted.isEmpty else { return found }
    for index in context.episodes {
      let key = RecordKey(context.observations.episodes[index])
      if wanted.contains(key) { found[key] = index }
    }
    return found
  }

  /// A shard's own count against its declaration, unless the reader has told the same as a fault.
  private static func recordCount(_ context: MeasureContext) throws(Absence) -> Measurement {
    let faults = context.faults(.recordCount)
    var samples = samples(faults, in: context)
    let told = Set(faults.compactMap { fault in fault.split.flatMap { split in fault.shard.map { ShardKey(split: split, shard: $0) } } })
    var looked = samples.count
    var uncounted = 0
    for leaf in context.leaves where !told.contains(leaf.key) {
      guard let declared = leaf.declaredRecords else { continue }
      if isUncounted(leaf) {
        uncounted += 1
        continue
      }
      looked += 1
      guard leaf.records != declared else { continue }
      let message = "\(leaf.file) holds \(leaf.records) records; dataset_info.json promises \(declared)"
      samples.append(
        Sample(
          Double(leaf.records) - Double(declared), at: Place(split: leaf.key.split, shard: leaf.key.shard, file: leaf.file),
          message: message))
    }
    guard looked > 0 else {
      throw uncounted > 0
        ? Absence(.undetermined, "no shard could be read to its end, so records cannot be counted")
        : Absence(.missing, "dataset_info.json declares no shardLengths to compare with")
    }
    // More and fewer are the same mistake.
    samples = samples.map { sample in
      var sample = sample
      sample.value = .number((sample.value.number ?? 1).magnitude)
      return sample
    }
    return Measurement(unit: .count, samples: samples, total: looked, noun: "shards")
  }

  /// Whether reading stopped before the end of the file for another reason than that it ends: then how many records it holds is not known.
  /// A payload that does not match its checksum does not stop the reader; a length that does not leaves it without a next record.
  private static func isUncounted(_ leaf: LeafState) -> Bool {
    leaf.faults.contains { fault in
      switch fault.kind {
      case .stub, .format, .unreadable: true
      case .checksum: (fault.record ?? leaf.records) >= leaf.records
      default: false
      }
    }
  }

  /// numBytes counts payloads without their 16 bytes of framing. Only splits whose records are all there are compared: what is missing
  /// is told by other rules.
  private static func payloadBytes(_ context: MeasureContext) throws(Absence) -> Measurement {
    var samples: [Sample] = []
    for fault in context.faults(.payloadSize) {
      samples.append(
        Sample(Double(max(fault.count, 1)), at: Place(split: fault.split, shard: fault.shard, file: fault.file), message: fault.message))
    }
    let told = Set(samples.compactMap(\.place.split))
    var looked = told.count
    for split in context.observations.description.splits where !told.contains(split.name) {
      let leaves = context.leaves.filter { $0.key.split == split.name }
      guard let declared = split.declaredBytes, !leaves.isEmpty, leaves.count == split.declaredShards,
        leaves.allSatisfy({ leaf in
          leaf.records == leaf.declaredRecords && !leaf.faults.contains { $0.hidesRecords || $0.kind == .recordCount }
        })
      else { continue }
      looked += 1
      let found = leaves.reduce(UInt64(0)) { $0 &+ $1.payloadBytes }
      guard found != declared else { continue }
      let distance = found > declared ? found - declared : declared - found
      samples.append(
        Sample(
          Double(distance), at: Place(split: split.name),
          message: "\(split.name) holds \(found) payload bytes; numBytes in dataset_info.json says \(declared)"))
    }
    guard looked > 0 else { throw Absence(.missing, "no split is whole and declares its numBytes") }
    return Measurement(unit: .bytes, samples: samples, total: looked, noun: "splits")
  }
}
