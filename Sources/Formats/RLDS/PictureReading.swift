import Episodes
import Pictures

/// Looks at the pictures of one camera where they lie in the record: the header of each, whether it repeats the one before, and the pixels of those
/// that the plan draws. Nothing is copied, so a scan of all headers costs little more than one without.
struct PictureReading {
  private var ranges: [Range<Int>] = []
  private var row: [UInt8] = []
  private var previous: [UInt8] = []

  /// A picture a row, encoded or as raw values.
  mutating func read(
    _ list: StoredList, _ record: RawSpan, _ leaf: Leaf, _ identity: EpisodeIdentity, _ selection: PictureSelection,
    into track: inout PictureTrack, look: (RawSpan) -> PictureLook
  ) throws(WireError) {
    try lookAtRows(list, record, into: &track, look: look)
    if let first = ranges.first { track.quality = PictureHeader.quality(record.extracting(first)) }
    guard let reader = selection.reader else { return }
    for index in selection.rows(of: identity, looks: track.looks) {
      track.decode(record.extracting(ranges[index]), row: index, leaf, reader)
    }
  }

  /// Rows that are deflated: equal streams hold equal pictures, and only those that are drawn are inflated.
  mutating func readDeflated(
    _ list: StoredList, _ record: RawSpan, _ leaf: Leaf, _ identity: EpisodeIdentity, _ selection: PictureSelection,
    into track: inout PictureTrack, inflate: (RawSpan) -> [UInt8]?
  ) throws(WireError) {
    try lookAtRows(list, record, into: &track) { Self.look(leaf, byteCount: $0.byteCount) }
    guard let reader = selection.reader else { return }
    for index in selection.rows(of: identity, looks: track.looks) {
      guard let pixels = inflate(record.extracting(ranges[index])) else { continue }
      track.decode(pixels.span.bytes, row: index, leaf, reader)
    }
  }

  /// Rows of numbers in an Int64List, a varint each: all of them are read, because where a row begins is known no other way.
  mutating func readIntegers(
    _ list: StoredList, _ record: RawSpan, _ leaf: Leaf, rows: Int, _ identity: EpisodeIdentity, _ selection: PictureSelection,
    into track: inout PictureTrack
  ) throws(WireError) {
    let width = leaf.width ?? 0
    let size = leaf.element.byteWidth ?? 1
    guard width > 0, rows > 0, list.count == rows * width else { return }
    track.looks = Array(repeating: Self.look(leaf, byteCount: width * size), count: rows)
    let drawn = selection.reader == nil ? [] : selection.rows(of: identity, looks: track.looks)
    row.removeAll(keepingCapacity: true)
    previous.removeAll(keepingCapacity: true)
    var index = 0
    var next = 0
    var bodies = ListBodies(record, list)
    while let body = try bodies.next() {
      var cursor = WireCursor(record, body)
      while !cursor.isAtEnd {
        let tag = try cursor.varint()
        var chunk: WireCursor
        if tag == Tag.one {
          chunk = WireCursor(record, try cursor.delimited())
        } else if tag == Tag.varintOne {
          let start = cursor.at
          _ = try cursor.varint()
          chunk = WireCursor(record, start..<cursor.at)
        } else {
          try cursor.checkedSkip(tag)
          continue
        }
        while !chunk.isAtEnd, index < rows {
          let value = try chunk.varint()
          row.append(UInt8(truncatingIfNeeded: value))
          if size == 2 { row.append(UInt8(truncatingIfNeeded: value >> 8)) }
          guard row.count == width * size else { continue }
          if index == 0 { track.firstDigest = PictureHeader.digest(row.span.bytes) }
          track.looks[index].repeatsPrevious = index > 0 && row == previous
          if let reader = selection.reader, next < drawn.count, drawn[next] == index {
            track.decode(row.span.bytes, row: index, leaf, reader)
            next += 1
          }
          swap(&row, &previous)
          row.removeAll(keepingCapacity: true)
          index += 1
        }
      }
    }
  }

  /// Where rows lie, and what each is before it is decoded.
  private mutating func lookAtRows(
    _ list: StoredList, _ record: RawSpan, into track: inout PictureTrack, look: (RawSpan) -> PictureLook
  ) throws(WireError) {
    ranges.removeAll(keepingCapacity: true)
    var strings = ByteStrings(record, list)
    while let range = try strings.next() {
      var found = look(record.extracting(range))
      if let last = ranges.last { found.repeatsPrevious = record.holdsEqualBytes(last, range) }
      track.looks.append(found)
      ranges.append(range)
    }
    if let first = ranges.first { track.firstDigest = PictureHeader.digest(record.extracting(first)) }
  }

  /// A tensor's picture is what its shape says.
  static func look(_ leaf: Leaf, byteCount: Int) -> PictureLook {
    var look = PictureLook(.raw, byteCount: byteCount)
    guard leaf.shape.count == 3, let height = leaf.shape[0], let width = leaf.shape[1], let channels = leaf.shape[2] else { return look }
    look.height = Int32(clamping: height)
    look.width = Int32(clamping: width)
    look.components = UInt8(clamping: channels)
    look.bits = UInt8(clamping: 8 * (leaf.element.byteWidth ?? 1))
    return look
  }
}

extension PictureTrack {
  /// Adds what the pixels of one row come to.
  fileprivate mutating func decode(_ bytes: RawSpan, row: Int, _ leaf: Leaf, _ reader: any PixelReading) {
    var look = reader.pixels(bytes, look: looks[row], element: leaf.element)
    look.row = row
    pixels.append(look)
  }
}

extension RecordReader {
  /// Looks at every camera of the plan.
  mutating func watch(_ record: RawSpan, _ episode: inout Episode) throws(WireError) {
    for (index, leaf) in pictures.leaves.enumerated() where schema.facts.indices.contains(leaf) && rows[leaf] >= 0 {
      let facts = schema.facts[leaf]
      let list = walk.lists[facts.firstKey]
      let declared = schema.leaves[leaf].leaf
      let identity = episode.identity
      guard facts.layout == .flat else { continue }
      switch facts.storage {
      case .blob, .strings:
        try pictureReading.read(list, record, declared, identity, pictures, into: &episode.pictures[index], look: PictureHeader.look)
      case .raw(false):
        try pictureReading.read(list, record, declared, identity, pictures, into: &episode.pictures[index]) {
          PictureReading.look(declared, byteCount: $0.byteCount)
        }
      case .raw(true):
        guard let wanted = facts.rawBytes else { continue }
        var reading = pictureReading
        try reading.readDeflated(list, record, declared, identity, pictures, into: &episode.pictures[index]) { bytes in
          inflate(bytes, wanted) == nil ? Array(inflated[0..<wanted]) : nil
        }
        pictureReading = reading
      case .integers:
        try pictureReading.readIntegers(list, record, declared, rows: rows[leaf], identity, pictures, into: &episode.pictures[index])
      case .floats, .opaque: continue
      }
      episode.pictures[index].isPresent = true
    }
  }
}
