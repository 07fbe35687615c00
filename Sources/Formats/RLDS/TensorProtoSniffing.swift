/// Another family of files is also called `.tfrecord` and also holds tf.train.Examples: every key of theirs is one byte string with a
/// serialized TensorProto (as dlimp writes them). They are recognised, not read.
///
///     TensorProto { 1: dtype, 2: TensorShapeProto, 3: version, 4: tensor_content, 5... typed values }
enum TensorProtoSniffing {
  static func holdsOnlyTensorProtos(_ record: RawSpan) -> Bool {
    do { return try allEntries(record) } catch { return false }
  }

  private static func allEntries(_ record: RawSpan) throws(WireError) -> Bool {
    var entries = 0
    var example = WireCursor(record, 0..<record.byteCount)
    while !example.isAtEnd {
      guard try example.varint() == Tag.one else { return false }
      var features = WireCursor(record, try example.delimited())
      while !features.isAtEnd {
        guard try features.varint() == Tag.one else { return false }
        guard try isTensorEntry(record, try features.delimited()) else { return false }
        entries += 1
      }
    }
    return entries > 0
  }

  private static func isTensorEntry(_ record: RawSpan, _ range: Range<Int>) throws(WireError) -> Bool {
    var entry = WireCursor(record, range)
    var found = false
    while !entry.isAtEnd {
      let tag = try entry.varint()
      let field = try entry.delimited()
      if tag == Tag.one { continue }
      guard tag == Tag.two else { return false }
      var feature = WireCursor(record, field)
      guard try feature.varint() == Tag.one else { return false }
      var list = WireCursor(record, try feature.delimited())
      guard try list.varint() == Tag.one else { return false }
      found = try isTensor(record, try list.delimited())
      guard found, list.isAtEnd, feature.isAtEnd else { return false }
    }
    return found
  }

  /// Element type, then shape, then values, and nothing that a TensorProto does not have.
  private static func isTensor(_ record: RawSpan, _ range: Range<Int>) throws(WireError) -> Bool {
    var tensor = WireCursor(record, range)
    guard try tensor.varint() == Tag.varintOne else { return false }
    let dtype = try tensor.varint()
    guard dtype >= 1, dtype <= 40, try tensor.varint() == Tag.two else { return false }
    _ = try tensor.delimited()
    while !tensor.isAtEnd {
      let tag = try tensor.varint()
      guard tag >> 3 >= 3, tag >> 3 <= 20 else { return false }
      try tensor.skip(tag & 7)
    }
    return true
  }
}
