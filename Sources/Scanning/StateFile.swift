import Episodes
import Measures

/// The binary form of a set of states: little-endian, versioned, the same bytes for the same states.
///
///     "CUPELST" 0x02 | plan digest | number of leaves | leaf ...
///
/// Lengths come first and are checked against the bytes that are left before anything is allocated.
public enum StateFile {
  static let magic: [UInt8] = Array("CUPELST".utf8) + [2]

  public static func encode(_ set: StateSet) -> [UInt8] {
    var writer = ByteWriter()
    writer.bytes += magic
    writer.text(set.planDigest)
    writer.count(set.leaves.count)
    for leaf in set.leaves { writer.leaf(leaf) }
    return writer.bytes
  }

  public static func decode(_ bytes: [UInt8]) throws(StateFileError) -> StateSet {
    var reader = ByteReader(bytes: bytes)
    guard bytes.starts(with: magic) else { throw .notAState }
    reader.at = magic.count
    let digest = try reader.text()
    let count = try reader.count(atLeast: 8)
    var leaves: [LeafState] = []
    for _ in 0..<count { leaves.append(try reader.leaf()) }
    guard reader.at == bytes.count else { throw .trailing(at: reader.at) }
    do { return try StateSet(planDigest: digest, leaves) } catch { throw .conflict(error) }
  }
}

public enum StateFileError: Error, Sendable, Hashable, CustomStringConvertible {
  case notAState
  case truncated(at: Int)
  case invalid(String, at: Int)
  case trailing(at: Int)
  case conflict(StateConflict)

  public var description: String {
    switch self {
    case .notAState: "not a Cupel state, or one of another version"
    case .truncated(let at): "the state ends at byte \(at), in the middle of a value"
    case .invalid(let what, let at): "\(what) at byte \(at)"
    case .trailing(let at): "bytes behind the end of the state, from byte \(at)"
    case .conflict(let conflict): conflict.description
    }
  }
}

private struct ByteWriter {
  var bytes: [UInt8] = []

  mutating func word(_ value: UInt64) { withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) } }
  mutating func count(_ value: Int) { word(UInt64(bitPattern: Int64(value))) }
  mutating func number(_ value: Double) { word(value.bitPattern) }
  mutating func optional(_ value: Int?) {
    bytes.append(value == nil ? 0 : 1)
    if let value { count(value) }
  }

  mutating func text(_ value: String) {
    let utf8 = Array(value.utf8)
    count(utf8.count)
    bytes += utf8
  }

  mutating func optionalText(_ value: String?) {
    bytes.append(value == nil ? 0 : 1)
    if let value { text(value) }
  }

  mutating func leaf(_ leaf: LeafState) {
    text(leaf.key.split)
    count(leaf.key.shard)
    text(leaf.file)
    count(leaf.records)
    optional(leaf.declaredRecords)
    word(leaf.payloadBytes)
    word(leaf.bytesRead)
    word(leaf.bytesTouched)
    word(UInt64(leaf.digest))
    count(leaf.faults.count)
    for fault in leaf.faults { self.fault(fault) }
    count(leaf.episodes.count)
    for stub in leaf.episodes {
      count(stub.record)
      word(stub.offset)
      count(stub.steps)
      bytes.append(stub.isWhole ? 1 : 0)
    }
    count(leaf.texts.texts.count)
    for text in leaf.texts.texts { self.text(text) }
    count(leaf.tables.count)
    for table in leaf.tables { self.table(table) }
    histograms(leaf.spreads)
  }

  mutating func fault(_ fault: Fault) {
    text(fault.kind.rawValue)
    optionalText(fault.split)
    optionalText(fault.file)
    optional(fault.shard)
    optional(fault.record)
    optional(fault.offset.map { Int(truncatingIfNeeded: $0) })
    optionalText(fault.feature)
    text(fault.message)
    count(fault.count)
  }

  mutating func table(_ table: ProbeTable) {
    count(table.words.count)
    for value in table.words { word(value) }
    count(table.sums.numbers.count)
    for value in table.sums.numbers { number(value) }
    histograms(table.sums.histograms)
  }

  mutating func histograms(_ histograms: [SparseHistogram]) {
    count(histograms.count)
    for histogram in histograms {
      let bins = histogram.sorted
      count(bins.count)
      for bin in bins {
        word(UInt64(bin.key))
        word(bin.count)
      }
    }
  }
}

private struct ByteReader {
  let bytes: [UInt8]
  var at = 0

  mutating func byte() throws(StateFileError) -> UInt8 {
    guard at < bytes.count else { throw .truncated(at: at) }
    at += 1
    return bytes[at - 1]
  }

  mutating func word() throws(StateFileError) -> UInt64 {
    guard bytes.count - at >= 8 else { throw .truncated(at: at) }
    var value: UInt64 = 0
    for i in 0..<8 { value |= UInt64(bytes[at + i]) << (8 * UInt64(i)) }
    at += 8
    return value
  }

  mutating func int() throws(StateFileError) -> Int { Int(Int64(bitPattern: try word())) }

  /// A number of things that take at least `size` bytes each: no more of them than the bytes that are left can hold.
  mutating func count(atLeast size: Int) throws(StateFileError) -> Int {
    let start = at
    let value = try int()
    guard value >= 0 else { throw .invalid("a negative count", at: start) }
    guard value <= (bytes.count - at) / size else { throw .truncated(at: bytes.count) }
    return value
  }

  mutating func flag() throws(StateFileError) -> Bool {
    switch try byte() {
    case 0: return false
    case 1: return true
    default: throw .invalid("a flag that is neither 0 nor 1", at: at - 1)
    }
  }

  mutating func optional() throws(StateFileError) -> Int? { try flag() ? try int() : nil }
  mutating func optionalText() throws(StateFileError) -> String? { try flag() ? try text() : nil }

  mutating func text() throws(StateFileError) -> String {
    let length = try count(atLeast: 1)
    at += length
    guard let text = String(validating: bytes[(at - length)..<at], as: UTF8.self) else {
      throw .invalid("text that is not UTF-8", at: at - length)
    }
    return text
  }

  mutating func leaf() throws(StateFileError) -> LeafState {
    let key = ShardKey(split: try text(), shard: try int())
    let file = try text()
    let records = try int()
    var leaf = LeafState(key: key, file: file, declaredRecords: try optional(), tables: [])
    leaf.records = records
    leaf.payloadBytes = try word()
    leaf.bytesRead = try word()
    leaf.bytesTouched = try word()
    leaf.digest = UInt32(truncatingIfNeeded: try word())
    for _ in 0..<(try count(atLeast: 20)) { leaf.faults.append(try fault()) }
    for _ in 0..<(try count(atLeast: 25)) {
      leaf.episodes.append(EpisodeStub(record: try int(), offset: try word(), steps: try int(), isWhole: try flag()))
    }
    var texts: [String] = []
    for _ in 0..<(try count(atLeast: 8)) { texts.append(try text()) }
    leaf.texts = TextTable(texts)
    guard leaf.texts.texts.count == texts.count else { throw .invalid("a text that is listed twice", at: at) }
    for _ in 0..<(try count(atLeast: 24)) { leaf.tables.append(try table()) }
    leaf.spreads = try histograms()
    return leaf
  }

  mutating func fault() throws(StateFileError) -> Fault {
    let start = at
    guard let kind = Fault.Kind(rawValue: try text()) else { throw .invalid("an unknown kind of fault", at: start) }
    return Fault(
      kind, split: try optionalText(), file: try optionalText(), shard: try optional(), record: try optional(),
      offset: try optional().map { UInt64(bitPattern: Int64($0)) }, feature: try optionalText(), message: try text(), count: try int())
  }

  mutating func table() throws(StateFileError) -> ProbeTable {
    var table = ProbeTable(sums: Sums())
    let words = try count(atLeast: 8)
    table.words.reserveCapacity(words)
    for _ in 0..<words { table.words.append(try word()) }
    for _ in 0..<(try count(atLeast: 8)) { table.sums.numbers.append(Double(bitPattern: try word())) }
    table.sums.histograms = try histograms()
    return table
  }

  mutating func histograms() throws(StateFileError) -> [SparseHistogram] {
    var histograms: [SparseHistogram] = []
    for _ in 0..<(try count(atLeast: 8)) {
      var counts: [UInt32: UInt64] = [:]
      for _ in 0..<(try count(atLeast: 16)) {
        let start = at
        guard let key = UInt32(exactly: try word()), counts[key] == nil else { throw .invalid("a histogram key out of place", at: start) }
        counts[key] = try word()
      }
      guard let histogram = SparseHistogram(counts: counts) else { throw .invalid("a histogram key that no number has", at: at) }
      histograms.append(histogram)
    }
    return histograms
  }
}
