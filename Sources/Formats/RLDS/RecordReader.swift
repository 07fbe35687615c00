import Episodes

/// Reads one record after the other: walks it, holds every declared leaf against its declaration without copying it, and copies the
/// leaves that the plan selected.
struct RecordReader: ~Copyable {
  /// Deflated rows can claim a thousand times their size; one column of one record holds no more than this (1 GiB).
  static let mostNumbers = 1 << 27

  let schema: RecordSchema
  let selection: [Int]
  let pictures: PictureSelection
  private(set) var walk: ExampleWalk
  /// Rows of each leaf in this record; -1 where they cannot be told.
  private(set) var rows: [Int]
  private var inflater: Inflater?
  private(set) var inflated: [UInt8] = []
  var pictureReading = PictureReading()
  private var votes: [Int] = []
  /// Bytes copied into columns so far.
  private(set) var touched: UInt64 = 0

  init(_ schema: RecordSchema, selecting selection: ColumnSelection) {
    self.schema = schema
    self.selection = selection.leaves
    pictures = selection.pictures
    walk = ExampleWalk(schema.keys)
    rows = Array(repeating: -1, count: schema.leaves.count)
  }

  /// Columns as an episode wants them, still empty.
  func makeColumns() -> [Column] {
    selection.map { Column(width: schema.leaves.indices.contains($0) ? schema.columnWidth($0) : 1) }
  }

  func makeTracks() -> [PictureTrack] { pictures.leaves.map { _ in PictureTrack() } }

  /// Reads a record into the episode; throws where the bytes are no tf.train.Example.
  mutating func read(_ record: RawSpan, into episode: inout Episode, _ faults: inout FaultCollector) throws(WireError) {
    for index in episode.columns.indices { episode.columns[index].reset() }
    for index in episode.pictures.indices { episode.pictures[index].reset() }
    episode.steps = 0
    episode.isWhole = true
    try walk.walk(record)
    if schema.isEmpty { return }
    for leaf in schema.facts.indices { rows[leaf] = try check(leaf, record, &faults) }
    reportUnknown(record, &faults)
    agreeOnSteps(&episode, &faults)
    for (column, leaf) in selection.enumerated() where schema.facts.indices.contains(leaf) && rows[leaf] >= 0 {
      try fill(&episode.columns[column], leaf, record, &faults)
    }
    if !pictures.leaves.isEmpty { try watch(record, &episode) }
  }

  // MARK: Against the declaration

  /// The rows of a leaf, or -1 where they cannot be told.
  private func check(_ leaf: Int, _ record: RawSpan, _ faults: inout FaultCollector) throws(WireError) -> Int {
    let facts = schema.facts[leaf]
    let list = walk.lists[facts.firstKey]
    if list.isDuplicate { faults.add(.duplicateKey, feature: name(leaf), "its key stands twice in the record; the last counts") }
    if case .opaque = facts.storage { return -1 }
    if list.isSplit {
      faults.add(.splitList, feature: name(leaf), "its values lie in several lists; TensorFlow's parser reads only the first of them")
    }
    guard list.isPresent else {
      if !facts.isOptional { faults.add(.declaredFeature, feature: name(leaf), "is declared, but the record does not hold it") }
      return -1
    }
    guard list.kind == facts.kind else {
      if list.kind == .absent, facts.isOptional { return -1 }
      let element = facts.element.rawValue
      faults.add(.declaredFeature, feature: name(leaf), "holds \(list.kind.words) where \(element) is stored as \(facts.kind.words)")
      return -1
    }
    let rows =
      switch facts.layout {
      case .flat: try flatRows(leaf, facts, list, record, &faults)
      case .ragged(let levels): try raggedRows(leaf, facts, list, levels, record, &faults)
      case .shaped: try shapedRows(leaf, facts, list, record, &faults)
      }
    if rows >= 0, !facts.isStep, let declared = facts.declaredRows, rows != declared {
      faults.add(.declaredFeature, feature: name(leaf), "holds \(counted(rows, "row")), declared \(declared)")
      return -1
    }
    return rows
  }

  private func name(_ leaf: Int) -> String { schema.leaves[leaf].leaf.path }

  private func counted(_ count: Int, _ word: String) -> String { count == 1 ? "1 \(word)" : "\(count) \(word)s" }

  private func flatRows(
    _ leaf: Int, _ facts: RecordSchema.Facts, _ list: StoredList, _ record: RawSpan, _ faults: inout FaultCollector
  ) throws(WireError) -> Int {
    let width = facts.valuesPerRow ?? facts.rawProduct
    if width == 0 {
      if list.count == 0 { return -1 }
      faults.add(.declaredFeature, feature: name(leaf), "holds \(counted(list.count, "value")) where the declared shape is empty")
      return -1
    }
    let (rows, rest) = list.count.quotientAndRemainder(dividingBy: width)
    guard rest == 0 else {
      faults.add(
        .declaredFeature, feature: name(leaf), "holds \(counted(list.count, "value")), which is no multiple of \(width) as its shape wants")
      return -1
    }
    // Without lengths, how many rows the values make up is not known; beside the steps they make up one.
    guard facts.valuesPerRow != nil else { return !facts.isStep && facts.declaredRows == 1 ? 1 : -1 }
    if case .raw(let isDeflated) = facts.storage, try !checkRaw(leaf, facts, list, isDeflated, record, &faults) { return -1 }
    return rows
  }

  /// Each raw row has the length its shape wants; a deflated one at least starts as a zlib stream does.
  private func checkRaw(
    _ leaf: Int, _ facts: RecordSchema.Facts, _ list: StoredList, _ isDeflated: Bool, _ record: RawSpan, _ faults: inout FaultCollector
  ) throws(WireError) -> Bool {
    var strings = ByteStrings(record, list)
    var row = 0
    let unit = max(1, facts.rawProduct &* (facts.element.byteWidth ?? 1))
    while let value = try strings.next() {
      if isDeflated {
        let first = value.count > 1 ? record.integer(at: value.lowerBound, UInt16.self).byteSwapped : 0
        guard first >> 8 & 0x0F == 8, first % 31 == 0 else {
          faults.add(.declaredFeature, feature: name(leaf), "row \(row) does not start as a zlib stream does")
          return false
        }
      } else if let wanted = facts.rawBytes, value.count != wanted {
        faults.add(.declaredFeature, feature: name(leaf), "row \(row) holds \(counted(value.count, "byte")), its shape wants \(wanted)")
        return false
      } else if facts.rawBytes == nil, value.count % unit != 0 {
        faults.add(
          .declaredFeature, feature: name(leaf), "row \(row) holds \(counted(value.count, "byte")), which is no multiple of \(unit)")
        return false
      }
      row += 1
    }
    return true
  }

  /// Row lengths add up, level by level, to the values that are there.
  private func raggedRows(
    _ leaf: Int, _ facts: RecordSchema.Facts, _ values: StoredList, _ levels: Int, _ record: RawSpan, _ faults: inout FaultCollector
  ) throws(WireError) -> Int {
    var outer = -1
    var expected = -1
    var lengths: [Double] = []
    for level in 0..<levels {
      let list = walk.lists[facts.firstKey + 1 + level]
      guard list.isPresent, list.kind == .integers else {
        let what = list.isPresent ? "holds \(list.kind.words), not row lengths" : "is missing"
        faults.add(.declaredFeature, feature: name(leaf), "ragged_row_lengths_\(level) \(what)")
        return -1
      }
      if list.isSplit {
        faults.add(.splitList, feature: name(leaf), "its row lengths lie in several lists; TensorFlow's parser reads only the first")
      }
      if level == 0 { outer = list.count }
      if level > 0, list.count != expected {
        faults.add(
          .declaredFeature, feature: name(leaf), "ragged_row_lengths_\(level) holds \(list.count) lengths where \(expected) are wanted")
        return -1
      }
      try record.integers(list, isUnsigned: false, into: &lengths)
      guard lengths.allSatisfy({ $0 >= 0 && $0 <= 0x1p40 }) else {
        faults.add(.declaredFeature, feature: name(leaf), "ragged_row_lengths_\(level) holds a length that no row can have")
        return -1
      }
      let sum = lengths.reduce(0, +)
      expected = sum <= 0x1p52 ? Int(sum) : -1
    }
    let width = max(1, facts.valuesPerRow ?? 1)
    if facts.valuesPerRow != nil, values.count % width != 0 || values.count / width != expected {
      faults.add(
        .declaredFeature, feature: name(leaf),
        "its row lengths add up to \(expected), but \(counted(values.count, "value")) of \(width) a row are there")
      return -1
    }
    return outer
  }

  /// One shape and one raw value a row.
  private func shapedRows(
    _ leaf: Int, _ facts: RecordSchema.Facts, _ values: StoredList, _ record: RawSpan, _ faults: inout FaultCollector
  ) throws(WireError) -> Int {
    let shapes = walk.lists[facts.firstKey + 1]
    let rank = facts.rank
    guard shapes.isPresent, shapes.kind == .integers else {
      faults.add(.declaredFeature, feature: name(leaf), "its key `shape` \(shapes.isPresent ? "holds no integers" : "is missing")")
      return -1
    }
    guard shapes.count == values.count * rank else {
      faults.add(
        .declaredFeature, feature: name(leaf),
        "its key `shape` holds \(counted(shapes.count, "number")) where \(values.count) shapes of \(rank) are wanted")
      return -1
    }
    guard case .raw(false) = facts.storage, let width = facts.element.byteWidth else { return values.count }
    var numbers: [Double] = []
    try record.integers(shapes, isUnsigned: false, into: &numbers)
    var strings = ByteStrings(record, values)
    var row = 0
    while let value = try strings.next() {
      let wanted = numbers[row * rank..<(row + 1) * rank].reduce(Double(width), *)
      guard Double(value.count) == wanted else {
        faults.add(
          .declaredFeature, feature: name(leaf), "row \(row) holds \(counted(value.count, "byte")), which is not what its shape wants")
        return -1
      }
      row += 1
    }
    return values.count
  }

  /// Keys that features.json does not declare.
  private func reportUnknown(_ record: RawSpan, _ faults: inout FaultCollector) {
    guard walk.unknownCount > 0 else { return }
    for key in walk.unknown {
      let bytes = record.bytes(key)
      if schema.isOpaque(bytes) { continue }
      faults.add(.undeclaredFeature, feature: String(decoding: bytes.prefix(256), as: UTF8.self), "features.json does not declare this key")
    }
    let more = walk.unknownCount - walk.unknown.count
    if more > 0 { faults.add(.undeclaredFeature, count: more, "\(more) more keys are not declared") }
  }

  /// The count on which the step leaves agree; where they do not, the most common one (of equally common ones the larger), and a fault
  /// for each leaf that disagrees.
  private mutating func agreeOnSteps(_ episode: inout Episode, _ faults: inout FaultCollector) {
    guard schema.hasSteps else { return }
    votes.removeAll(keepingCapacity: true)
    var agree = true
    for leaf in schema.facts.indices where schema.facts[leaf].isStep && rows[leaf] >= 0 {
      votes.append(rows[leaf])
      if rows[leaf] != votes[0] { agree = false }
    }
    guard let first = votes.first else { return }
    if agree {
      episode.steps = first
      return
    }
    votes.sort()
    var best = (count: 0, rows: 0)
    var run = 0
    for (i, vote) in votes.enumerated() {
      run = i > 0 && votes[i - 1] == vote ? run + 1 : 1
      if run >= best.count { best = (run, vote) }
    }
    episode.steps = best.rows
    episode.isWhole = false
    let others = best.count == 1 ? "1 other leaf holds" : "\(best.count) other leaves hold"
    for leaf in schema.facts.indices where schema.facts[leaf].isStep && rows[leaf] >= 0 && rows[leaf] != best.rows {
      faults.add(.stepCount, feature: name(leaf), "holds \(counted(rows[leaf], "step")) where \(others) \(best.rows)")
    }
  }

  // MARK: Into columns

  private mutating func fill(
    _ column: inout Column, _ leaf: Int, _ record: RawSpan, _ faults: inout FaultCollector
  ) throws(WireError) {
    let facts = schema.facts[leaf]
    if case .ragged = facts.layout { return }
    if facts.hasLostLengths { return }
    let list = walk.lists[facts.firstKey]
    switch facts.storage {
    case .opaque: return
    case .floats: try record.floats(list, into: &column.numbers)
    case .integers: try record.integers(list, isUnsigned: facts.element == .uint64, into: &column.numbers)
    case .strings, .blob: touched += try copyStrings(list, record, into: &column)
    case .raw(let isDeflated):
      guard facts.layout == .flat, let rowBytes = facts.rawBytes else {
        touched += try copyStrings(list, record, into: &column)
        break
      }
      guard try copyRaw(&column, leaf, facts, rowBytes, isDeflated, record, &faults) else {
        column.reset()
        return
      }
    }
    if case .floats = facts.storage { touched += UInt64(list.packed?.count ?? list.range.count) }
    if case .integers = facts.storage { touched += UInt64(list.packed?.count ?? list.range.count) }
    column.rows = rows[leaf]
    column.isPresent = true
  }

  private func copyStrings(_ list: StoredList, _ record: RawSpan, into column: inout Column) throws(WireError) -> UInt64 {
    var strings = ByteStrings(record, list)
    while let value = try strings.next() {
      column.bytes.append(record.extracting(value))
      column.ends.append(column.bytes.count)
    }
    return UInt64(column.bytes.count)
  }

  private mutating func copyRaw(
    _ column: inout Column, _ leaf: Int, _ facts: RecordSchema.Facts, _ rowBytes: Int, _ isDeflated: Bool, _ record: RawSpan,
    _ faults: inout FaultCollector
  ) throws(WireError) -> Bool {
    let width = facts.rawProduct
    var strings = ByteStrings(record, walk.lists[facts.firstKey])
    var row = 0
    while let value = try strings.next() {
      touched += UInt64(value.count)
      if isDeflated, let trouble = inflate(record.extracting(value), rowBytes) {
        faults.add(.declaredFeature, feature: name(leaf), "row \(row) \(trouble)")
        return false
      }
      guard column.numbers.count <= Self.mostNumbers - min(width, Self.mostNumbers) else {
        faults.add(.declaredFeature, feature: name(leaf), "inflates to more than \(Self.mostNumbers) numbers in one record")
        return false
      }
      // Grown row by row, and only for rows whose bytes are really there.
      column.numbers.append(contentsOf: repeatElement(0, count: width))
      if isDeflated {
        RawNumbers.read(inflated.span.bytes, facts.element, count: width, into: &column.numbers, at: row * width)
      } else {
        RawNumbers.read(record.extracting(value), facts.element, count: width, into: &column.numbers, at: row * width)
      }
      row += 1
    }
    return true
  }

  /// Inflates one row, which must come to exactly this many bytes; never makes more than that and one. Returns what is wrong.
  mutating func inflate(_ bytes: RawSpan, _ wanted: Int) -> String? {
    // deflate expands at most 1032 to 1, so a shape that no such stream can fill is not made room for.
    guard wanted <= (bytes.byteCount + 64) * 1032 else { return "inflates to less than the \(wanted) bytes that its shape wants" }
    if inflated.count < wanted + 1 { inflated.append(contentsOf: repeatElement(0, count: wanted + 1 - inflated.count)) }
    do {
      if inflater == nil { inflater = try Inflater(.zlib) } else { inflater?.reset() }
    } catch { return error.message }
    guard let result = inflater?.inflate(bytes, into: &inflated, range: 0..<wanted + 1) else { return "cannot be inflated" }
    if result.progress == .damaged { return "is a damaged zlib stream" }
    if result.made > wanted { return "inflates to more than the \(wanted) bytes that its shape wants" }
    if result.progress != .streamEnd { return "is a zlib stream cut short" }
    if result.made != wanted { return "inflates to \(result.made) bytes, its shape wants \(wanted)" }
    return nil
  }
}
