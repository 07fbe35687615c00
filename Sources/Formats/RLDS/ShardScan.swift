import Episodes

/// The reading of one shard, from the first byte to the last record.
struct ShardScan: ~Copyable {
  /// Progress is told in steps of this many bytes.
  static let progressStep: UInt64 = 4 << 20

  private let path: String
  private let fileFormat: String
  private let shard: Shard
  private var outcome = ShardOutcome()
  private var faults: FaultCollector
  private var reader: RecordReader
  private var episode: Episode
  private var told: UInt64 = 0

  init(_ dataset: RLDSDataset, split: String, shard: Shard, selecting selection: ColumnSelection) {
    path = dataset.path(of: shard)
    fileFormat = ShardTemplate.usual.match(shard.file)?.fileFormat ?? dataset.fileFormat
    self.shard = shard
    faults = FaultCollector(split: split, shard: shard.index, file: shard.file)
    reader = RecordReader(dataset.records, selecting: selection)
    episode = Episode(
      identity: EpisodeIdentity(split: split, shard: shard.index, record: 0), steps: 0, columns: reader.makeColumns())
    episode.pictures = reader.makeTracks()
  }

  mutating func run(wanted: Set<Int>?, visit: (borrowing Episode) -> Bool, progress: (Int) -> Void) -> ShardOutcome {
    do {
      var source = try ByteSource(path: path)
      if try prepare(&source) {
        var file = RecordFile(source)
        read(&file, wanted, visit, progress)
        outcome.bytesRead = file.source.taken - file.source.hopped
      } else {
        outcome.bytesRead = source.taken
      }
    } catch {
      faults.addToFile(.unreadable, "the file \(error.message)")
    }
    if outcome.bytesRead > told { progress(Int(outcome.bytesRead - told)) }
    outcome.bytesTouched = reader.touched
    outcome.faults = faults.faults
    return outcome
  }

  /// Looks at the first bytes; false when there are no records to read.
  private mutating func prepare(_ source: inout ByteSource) throws(SystemTrouble) -> Bool {
    _ = source.require(Int(min(source.fileSize, UInt64(FileForm.prefix))))
    if case .unreadable(let reason)? = source.trouble { throw SystemTrouble(reason) }
    switch FileForm.of(source.unread, fileFormat: fileFormat) {
    case .records, .unknown: return true
    case .empty:
      if shard.declaredRecords != 0 {
        faults.addToFile(.truncated, offset: 0, "the file is empty; TensorFlow takes this for a shard without records")
      }
      return false
    case .gzip, .zlib:
      faults.addToFile(
        .compression, "the file is compressed as a whole; Cupel reads it, tensorflow_datasets cannot, because this is recorded nowhere")
      try source.startInflating()
      return true
    case .standIn(let what):
      faults.addToFile(.stub, offset: 0, "the file is not data but \(what)")
      return false
    case .other(let what):
      faults.addToFile(.format, offset: 0, "the file is \(what); Cupel reads TFRecord files, as training code does")
      return false
    }
  }

  private mutating func read(
    _ file: inout RecordFile, _ wanted: Set<Int>?, _ visit: (borrowing Episode) -> Bool, _ progress: (Int) -> Void
  ) {
    let last = wanted.map { $0.max() ?? -1 }
    while true {
      if let last, file.records > last { return }
      let hop = wanted.map { !$0.contains(file.records) } ?? false
      switch file.next(hopping: hop) {
      case .end:
        if wanted == nil { compareCount(hasMore: false) }
        return
      case .damage(let kind, let offset, let message):
        faults.addToFile(kind, record: file.records, offset: offset, message)
        if wanted == nil { compareCount(hasMore: true) }
        return
      case .record(let frame):
        if !take(frame, file.payload, isHopped: hop, visit) { return }
      }
      let taken = file.source.taken - file.source.hopped
      if taken - told >= Self.progressStep {
        progress(Int(taken - told))
        told = taken
      }
    }
  }

  /// One record; false ends the reading.
  private mutating func take(
    _ frame: RecordFrame, _ payload: RawSpan, isHopped: Bool, _ visit: (borrowing Episode) -> Bool
  ) -> Bool {
    outcome.records += 1
    outcome.payloadBytes += frame.payloadLength
    outcome.digest = Checksum.crc32c(littleEndian: frame.storedChecksum, continuing: outcome.digest)
    if isHopped && !frame.isOversized { return true }
    faults.begin(record: frame.index, offset: frame.offset)
    guard frame.isIntact else {
      faults.add(.checksum, "the checksum of the record's payload of \(frame.payloadLength) bytes does not match")
      return true
    }
    if frame.isOversized {
      faults.add(.undecodable, "the record is \(frame.payloadLength) bytes long; protocol buffers end at 2 GiB")
      return true
    }
    if outcome.records == 1, TensorProtoSniffing.holdsOnlyTensorProtos(payload) {
      faults.addToFile(
        .format, offset: frame.offset,
        "the records hold serialized TensorProtos (the form that dlimp writes), not features as tensorflow_datasets stores them")
      return false
    }
    do {
      episode.identity.record = frame.index
      episode.identity.offset = frame.offset
      try reader.read(payload, into: &episode, &faults)
    } catch {
      let place = frame.offset + UInt64(RecordFile.header) + UInt64(error.offset)
      faults.add(.undecodable, at: place, "the record is no tf.train.Example: \(error.message)")
      return true
    }
    return visit(episode)
  }

  /// Holds the number of records against what dataset_info.json declares. Where reading ended early, only too many can be told.
  private mutating func compareCount(hasMore: Bool) {
    guard let declared = shard.declaredRecords, outcome.records != declared else { return }
    if hasMore && outcome.records < declared { return }
    faults.addToFile(
      .recordCount,
      "the shard holds \(outcome.records == 1 ? "1 record" : "\(outcome.records) records"), dataset_info.json declares \(declared)")
  }
}
