/// Reading the values of a list that `ExampleWalk` found, in whatever pieces they lie.
extension RawSpan {
  /// The values in one packed chunk, or piece by piece.
  func floats(_ list: StoredList, into numbers: inout [Double]) throws(WireError) {
    numbers.setCount(list.count)
    var out = numbers.mutableSpan
    if let packed = list.packed, packed.count == list.count &* 4 {
      let chunk = extracting(packed)
      for i in 0..<list.count { out[i] = Double(chunk.float(at: i &* 4)) }
      return
    }
    var made = 0
    var bodies = ListBodies(self, list)
    while let body = try bodies.next() {
      var cursor = WireCursor(self, body)
      while !cursor.isAtEnd {
        let tag = try cursor.varint()
        if tag == Tag.one {
          let chunk = try cursor.delimited()
          for i in 0..<chunk.count / 4 where made < list.count {
            out[made] = Double(float(at: chunk.lowerBound &+ i &* 4))
            made &+= 1
          }
        } else if tag == Tag.fixed32One {
          let at = cursor.at
          try cursor.advance(4)
          if made < list.count { out[made] = Double(float(at: at)) }
          made &+= 1
          // A run of unpacked floats: a tag byte and four more each.
          while cursor.at &+ 5 <= cursor.end, made < list.count, cursor.byte(cursor.at) == UInt8(Tag.fixed32One) {
            out[made] = Double(float(at: cursor.at &+ 1))
            made &+= 1
            cursor.at &+= 5
          }
        } else {
          try cursor.checkedSkip(tag)
        }
      }
    }
  }

  /// Integers as Doubles; with `isUnsigned`, their bits are those of a uint64.
  func integers(_ list: StoredList, isUnsigned: Bool, into numbers: inout [Double]) throws(WireError) {
    numbers.setCount(list.count)
    var out = numbers.mutableSpan
    var made = 0
    var bodies = ListBodies(self, list)
    while let body = try bodies.next() {
      var cursor = WireCursor(self, body)
      while !cursor.isAtEnd {
        let tag = try cursor.varint()
        if tag == Tag.one {
          var chunk = WireCursor(self, try cursor.delimited())
          while !chunk.isAtEnd, made < list.count {
            let value = try chunk.varint()
            out[made] = isUnsigned ? Double(value) : Double(Int64(bitPattern: value))
            made &+= 1
          }
        } else if tag == Tag.varintOne {
          let value = try cursor.varint()
          if made < list.count { out[made] = isUnsigned ? Double(value) : Double(Int64(bitPattern: value)) }
          made &+= 1
        } else {
          try cursor.checkedSkip(tag)
        }
      }
    }
  }

  @inline(__always) func float(at offset: Int) -> Float {
    Float(bitPattern: UInt32(littleEndian: unsafeLoadUnaligned(fromByteOffset: offset, as: UInt32.self)))
  }
}

/// The list messages of a Feature, one after the other; nearly always there is one.
struct ListBodies: ~Escapable {
  private var cursor: WireCursor
  private let tag: UInt64

  @_lifetime(copy record)
  init(_ record: RawSpan, _ list: StoredList) {
    cursor = WireCursor(record, list.range)
    tag = UInt64(list.kind.rawValue) << 3 | 2
  }

  @_lifetime(self: copy self)
  mutating func next() throws(WireError) -> Range<Int>? {
    while !cursor.isAtEnd {
      let tag = try cursor.varint()
      if tag == self.tag { return try cursor.delimited() }
      try cursor.checkedSkip(tag)
    }
    return nil
  }
}

/// The byte strings of a BytesList, as ranges of the record.
struct ByteStrings: ~Escapable {
  private let record: RawSpan
  private var bodies: ListBodies
  private var cursor: WireCursor

  @_lifetime(copy record)
  init(_ record: RawSpan, _ list: StoredList) {
    self.record = record
    bodies = ListBodies(record, list)
    cursor = WireCursor(record, 0..<0)
  }

  @_lifetime(self: copy self)
  mutating func next() throws(WireError) -> Range<Int>? {
    while true {
      while !cursor.isAtEnd {
        let tag = try cursor.varint()
        if tag == Tag.one { return try cursor.delimited() }
        try cursor.checkedSkip(tag)
      }
      guard let body = try bodies.next() else { return nil }
      cursor = WireCursor(record, body)
    }
  }
}

extension [Double] {
  /// Makes it this long, keeping its storage; what it holds is about to be overwritten.
  mutating func setCount(_ wanted: Int) {
    if count < wanted {
      append(contentsOf: repeatElement(0, count: wanted - count))
    } else if count > wanted {
      removeLast(count - wanted)
    }
  }
}
