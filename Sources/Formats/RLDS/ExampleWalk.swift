/// The three kinds of list that a tf.train.Feature can hold.
enum ListKind: UInt8, Sendable {
  case absent = 0
  case bytes = 1
  case floats = 2
  case integers = 3

  var words: String {
    switch self {
    case .absent: "no list"
    case .bytes: "a list of byte strings"
    case .floats: "a list of floats"
    case .integers: "a list of integers"
    }
  }
}

/// Where a declared key's values lie in the record that was walked last.
struct StoredList: Sendable {
  var kind: ListKind = .absent
  /// The key was met at all.
  var isPresent = false
  var isDuplicate = false
  /// Values lie in more than one packed chunk, or packed and unpacked mixed: TensorFlow's parser reads only the first of them.
  var isSplit = false
  /// How many values.
  var count = 0
  /// The fields of the Feature that make up its list.
  var range = 0..<0
  /// All values in one packed chunk, as every known writer does it.
  var packed: Range<Int>?
}

/// Walks a serialized tf.train.Example once, front to back, and notes for each declared key where its values lie and how many there
/// are. Nothing is copied; everything is held against the bounds.
///
///     Example { 1: Features }   Features { 1: map entry }   entry { 1: key, 2: Feature }
///     Feature { 1: BytesList | 2: FloatList | 3: Int64List }   ...List { 1: values, packed or not }
struct ExampleWalk: Sendable {
  /// No list of undeclared keys grows longer than this; the rest are counted.
  static let mostUnknown = 64

  let keys: KeyTable
  private(set) var lists: [StoredList]
  /// Where undeclared keys lie in the record.
  private(set) var unknown: [Range<Int>] = []
  private(set) var unknownCount = 0
  private(set) var entries = 0
  /// Key indices in the order of the record before; the same writer mostly keeps its order.
  private var order: [Int32] = []

  init(_ keys: KeyTable) {
    self.keys = keys
    lists = Array(repeating: StoredList(), count: keys.names.count)
  }

  mutating func walk(_ record: RawSpan) throws(WireError) {
    for index in lists.indices { lists[index] = StoredList() }
    unknown.removeAll(keepingCapacity: true)
    unknownCount = 0
    entries = 0
    var example = WireCursor(record, 0..<record.byteCount)
    while !example.isAtEnd {
      let tag = try example.varint()
      guard tag == Tag.one else {
        try example.checkedSkip(tag)
        continue
      }
      var features = WireCursor(record, try example.delimited())
      while !features.isAtEnd {
        let tag = try features.varint()
        if tag == Tag.one {
          try entry(record, try features.delimited())
        } else {
          try features.checkedSkip(tag)
        }
      }
    }
  }

  private mutating func entry(_ record: RawSpan, _ range: Range<Int>) throws(WireError) {
    var cursor = WireCursor(record, range)
    var key = range.lowerBound..<range.lowerBound
    var value = key
    var values = 0
    while !cursor.isAtEnd {
      let tag = try cursor.varint()
      switch tag {
      case Tag.one: key = try cursor.delimited()
      case Tag.two:
        value = try cursor.delimited()
        values += 1
      default: try cursor.checkedSkip(tag)
      }
    }
    let list = try Self.feature(record, value)
    let index = lookUp(record, key)
    entries += 1
    guard index >= 0 else {
      unknownCount += 1
      if unknown.count < Self.mostUnknown { unknown.append(key) }
      return
    }
    let isAgain = lists[index].isPresent || values > 1
    lists[index] = list
    lists[index].isPresent = true
    lists[index].isDuplicate = isAgain
  }

  private mutating func lookUp(_ record: RawSpan, _ key: Range<Int>) -> Int {
    if entries < order.count {
      let guess = Int(order[entries])
      if guess >= 0, keys.matches(guess, record, key) { return guess }
    }
    let index = keys.find(record, key)
    if entries < order.count {
      order[entries] = Int32(index)
    } else if order.count < 4 * keys.names.count + 16 {
      order.append(Int32(index))
    }
    return index
  }

  /// Finds kind, count and place of a Feature's values. A Feature is a oneof: of lists of different kinds the last counts; lists of one
  /// kind are joined.
  private static func feature(_ record: RawSpan, _ range: Range<Int>) throws(WireError) -> StoredList {
    var list = StoredList()
    var chunks = 0
    var loose = false
    var cursor = WireCursor(record, range)
    while !cursor.isAtEnd {
      let start = cursor.at
      let tag = try cursor.varint()
      guard tag == Tag.one || tag == Tag.two || tag == Tag.three, let kind = ListKind(rawValue: UInt8(tag >> 3)) else {
        try cursor.checkedSkip(tag)
        continue
      }
      if kind != list.kind {
        list.kind = kind
        list.count = 0
        list.range = start..<start
        list.packed = nil
        chunks = 0
        loose = false
      }
      let body = try cursor.delimited()
      list.range = list.range.lowerBound..<cursor.at
      switch kind {
      case .bytes: list.count += try countBytes(record, body)
      case .floats: try countFloats(record, body, &list, &chunks, &loose)
      case .integers: try countIntegers(record, body, &list, &chunks, &loose)
      case .absent: break
      }
    }
    if chunks > 1 || (chunks > 0 && loose) {
      list.isSplit = true
      list.packed = nil
    }
    return list
  }

  private static func countBytes(_ record: RawSpan, _ body: Range<Int>) throws(WireError) -> Int {
    var cursor = WireCursor(record, body)
    var count = 0
    while !cursor.isAtEnd {
      let tag = try cursor.varint()
      if tag == Tag.one {
        _ = try cursor.delimited()
        count &+= 1
      } else {
        try cursor.checkedSkip(tag)
      }
    }
    return count
  }

  private static func countFloats(
    _ record: RawSpan, _ body: Range<Int>, _ list: inout StoredList, _ chunks: inout Int, _ loose: inout Bool
  ) throws(WireError) {
    var cursor = WireCursor(record, body)
    while !cursor.isAtEnd {
      let tag = try cursor.varint()
      if tag == Tag.one {
        let chunk = try cursor.delimited()
        guard chunk.count & 3 == 0 else { throw WireError(offset: chunk.lowerBound, message: "packed floats are not whole") }
        list.count += chunk.count / 4
        list.packed = chunk
        chunks += 1
      } else if tag == Tag.fixed32One {
        loose = true
        try cursor.advance(4)
        list.count += 1
        // A run of unpacked floats: five bytes each.
        while cursor.at &+ 5 <= cursor.end, cursor.byte(cursor.at) == UInt8(Tag.fixed32One) {
          cursor.at &+= 5
          list.count &+= 1
        }
      } else {
        try cursor.checkedSkip(tag)
      }
    }
  }

  private static func countIntegers(
    _ record: RawSpan, _ body: Range<Int>, _ list: inout StoredList, _ chunks: inout Int, _ loose: inout Bool
  ) throws(WireError) {
    var cursor = WireCursor(record, body)
    while !cursor.isAtEnd {
      let tag = try cursor.varint()
      if tag == Tag.one {
        let chunk = try cursor.delimited()
        list.count += try countVarints(record, chunk)
        list.packed = chunk
        chunks += 1
      } else if tag == Tag.varintOne {
        loose = true
        _ = try cursor.varint()
        list.count += 1
      } else {
        try cursor.checkedSkip(tag)
      }
    }
  }

  /// Each varint ends at a byte below 0x80; eight small ones at a time.
  private static func countVarints(_ record: RawSpan, _ chunk: Range<Int>) throws(WireError) -> Int {
    var count = 0
    var run = 0
    var at = chunk.lowerBound
    while at < chunk.upperBound {
      if run == 0, at &+ 8 <= chunk.upperBound,
        record.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
      {
        at &+= 8
        count &+= 8
        continue
      }
      if record.unsafeLoad(fromByteOffset: at, as: UInt8.self) < 0x80 {
        count &+= 1
        run = 0
      } else {
        run &+= 1
        if run >= 10 { throw WireError(offset: at, message: "a number runs over ten bytes") }
      }
      at &+= 1
    }
    if run != 0 { throw WireError(offset: chunk.upperBound, message: "a number is cut short") }
    return count
  }
}

extension WireCursor {
  /// Passes over an unknown field; field number 0 is not allowed.
  @_lifetime(self: copy self)
  mutating func checkedSkip(_ tag: UInt64) throws(WireError) {
    guard tag >> 3 != 0, tag >> 3 < 1 << 29 else { throw WireError(offset: at, message: "a field has the number \(tag >> 3)") }
    try skip(tag & 7)
  }
}
