import Episodes
import Formats
import Testing

/// Every way in which a leaf's values can be stored.
@Suite struct EncodingTests {
  /// One leaf `x` under steps, two steps, and what is read of it.
  private func leaf(_ feature: String, _ entries: [(String, Value)], steps count: Int = 2) throws -> (column: Column?, reading: Reading) {
    let features = dictionary([("steps", steps([("x", feature), ("is_first", tensor("bool"))]))])
    let flags = Value.integers((0..<count).map { $0 == 0 ? 1 : 0 })
    let reading = try read(
      try Small.folder(frame(example(entries + [("steps/is_first", flags)])), features: features))
    return (reading.column("x"), reading)
  }

  /// Four numbers, raw and little-endian; floats as numpy writes them.
  struct Raw: Sendable {
    var dtype: String
    var hex: String
    var numbers: [Double]

    init(_ dtype: String, _ hex: String, _ numbers: [Double]) {
      self.dtype = dtype
      self.hex = hex
      self.numbers = numbers
    }
  }

  static let raws: [Raw] = [
    Raw("bool", "01 00 01 01", [1, 0, 1, 1]),
    Raw("uint8", "00 ff 01 02", [0, 255, 1, 2]),
    Raw("int8", "00 ff 80 7f", [0, -1, -128, 127]),
    Raw("uint16", "ffff 0100 0001 0000", [65535, 1, 256, 0]),
    Raw("int16", "ffff 0080 0001 0000", [-1, -32768, 256, 0]),
    Raw("uint32", "ffffffff 01000000 00000001 00000000", [4_294_967_295, 1, 16_777_216, 0]),
    Raw("int32", "ffffffff 01000000 00000080 00000000", [-1, 1, -2_147_483_648, 0]),
    Raw("uint64", "ffffffffffffffff 0500000000000000 0000000000000080 0000000000000000", [0x1p64, 5, 0x1p63, 0]),
    Raw("int64", "ffffffffffffffff 0500000000000000 0000000000000080 0000000000000000", [-1, 5, -0x1p63, 0]),
    Raw("float16", "003e 54b5 ff7b 0100", [1.5, -0.3330078125, 65504, 5.960464477539063e-08]),
    Raw("bfloat16", "803f 00c0 4940 0000", [1, -2, 3.140625, 0]),
    Raw("float32", "cdcccc3d 000000c0 99764a7f 00000000", [0.10000000149011612, -2, 2.6911984938652947e38, 0]),
    Raw("float64", "9a9999999999b93f 00000000000000c0 9c7500883ce4377e 0000000000000000", [0.1, -2, 1e300, 0]),
  ]

  @Test(arguments: raws) func rawBytesOfEveryType(_ sample: Raw) throws {
    let digits = sample.hex.compactMap(\.hexDigitValue)
    let raw = stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    let (dtype, expected) = (sample.dtype, sample.numbers)
    let half = raw.count / 2
    let rows = [Bytes(raw[..<half]), Bytes(raw[half...])]
    let plain = try leaf(tensor(dtype, [2], encoding: "bytes"), [("steps/x", .strings(rows))])
    #expect(plain.reading.faults == [])
    #expect(plain.column?.numbers == expected)
    #expect(plain.column?.rows == 2)
    #expect(plain.reading.outcome.bytesTouched == UInt64(raw.count + 2))
    let deflated = try leaf(tensor(dtype, [2], encoding: "zlib"), [("steps/x", .strings(rows.map(stored(zlib:))))])
    #expect(deflated.reading.faults == [])
    #expect(deflated.column?.numbers == expected)
    #expect(plain.reading.schema.leaves.first { $0.path == "x" }?.content == .tensor(.bytes))
  }

  /// zlib.compress(np.array([-3, 258], '<i2').tobytes(), 9) in Python.
  @Test func aStreamThatZlibMade() throws {
    let stream: Bytes = [0x78, 0xDA, 0xFB, 0xFB, 0x9F, 0x89, 0x11, 0x00, 0x06, 0xFA, 0x02, 0x00]
    let read = try leaf(tensor("int16", [2], encoding: "zlib"), [("steps/x", .strings([stream, stream]))])
    #expect(read.reading.faults == [])
    #expect(read.column?.numbers == [-3, 258, -3, 258])
  }

  @Test func rawRowsOfTheWrongLength() throws {
    let short = try leaf(
      tensor("float32", [2], encoding: "bytes"), [("steps/x", .strings([Bytes(repeating: 0, count: 8), [1, 2, 3, 4]]))])
    #expect(short.reading.faults.map(\.message) == ["row 1 holds 4 bytes, its shape wants 8"])
    #expect(short.column?.isPresent == false)
    let zeros = Bytes(repeating: 0, count: 8)
    for (row, message) in [
      (stored(zlib: [1, 2, 3, 4]), "row 1 inflates to 4 bytes, its shape wants 8"),
      (stored(zlib: zeros + zeros), "row 1 inflates to more than the 8 bytes that its shape wants"),
      (Bytes(stored(zlib: zeros).dropLast(6)), "row 1 is a zlib stream cut short"),
      ([0x78, 0x01, 0x07, 0, 0], "row 1 is a damaged zlib stream"), ([1, 2, 3], "row 1 does not start as a zlib stream does"),
      ([], "row 1 does not start as a zlib stream does"),
    ] {
      let deflated = try leaf(tensor("float32", [2], encoding: "zlib"), [("steps/x", .strings([stored(zlib: zeros), row]))])
      #expect(deflated.reading.faults.map(\.message) == [message])
      #expect(deflated.column?.isPresent == false)
      #expect(deflated.column?.numbers == [])
    }
  }

  /// A shape that no deflated row of this size can fill is refused before room is made for it.
  @Test func aShapeThatLies() throws {
    let huge = try leaf(
      tensor("float64", [1 << 20, 1 << 20], encoding: "zlib"), [("steps/x", .strings([stored(zlib: [1]), stored(zlib: [1])]))])
    #expect(huge.reading.faults.map(\.kind) == [.declaredFeature])
    let beyond = try leaf(tensor("float64", [1 << 40, 1 << 40]), [("steps/x", .floats([1]))])
    #expect(beyond.reading.description.faults.contains { $0.kind == .metadata && $0.feature == "x" })
  }

  @Test func integersOfEveryKind() throws {
    let signed = try leaf(tensor("int32", [2]), [("steps/x", .integers([-1, 2, Int64(Int32.min), 300]))])
    #expect(signed.column?.numbers == [-1, 2, -2_147_483_648, 300])
    // uint64 is stored by its bits: 2^63 + 5 reads as a negative number.
    let unsigned = try leaf(tensor("uint64"), [("steps/x", .integers([-9_223_372_036_854_775_803, 7]))])
    #expect(unsigned.column?.numbers == [0x1p63, 7])
    let values: [Int64] = (0..<80).map { $0 % 7 == 0 ? -$0 : $0 * 3 }
    let many = try leaf(tensor("int64", [40]), [("steps/x", .integers(values))])
    #expect(many.column?.numbers == values.map { Double($0) })
    let label = "{\"pythonClassName\": \"tfds.ClassLabel\", \"classLabel\": {\"numClasses\": \"4\"}}"
    let labels = try leaf(label, [("steps/x", .integers([3, 1]))])
    #expect(labels.column?.numbers == [3, 1])
    #expect(labels.reading.schema.leaves.first { $0.path == "x" }?.content == .classLabel(4))
  }

  @Test func floatsOfEveryKind() throws {
    for dtype in ["float16", "bfloat16", "float32", "float64"] {
      #expect(try leaf(tensor(dtype, [2]), [("steps/x", .floats([0.1, 2, .infinity, -0.5]))]).column?.numbers[0] == Double(Float(0.1)))
    }
    let box = "{\"pythonClassName\": \"tfds.BBoxFeature\", \"boundingBox\": {\"dtype\": \"float32\"}}"
    #expect(try leaf(box, [("steps/x", .floats([0, 0, 1, 1, 0, 0.5, 1, 1]))]).column?.rows == 2)
  }

  @Test func raggedLeaves() throws {
    let feature = sequence(tensor("float32", [2]))
    let good: [(String, Value)] = [
      ("steps/x/ragged_flat_values", .floats([1, 2, 3, 4, 5, 6])), ("steps/x/ragged_row_lengths_0", .integers([1, 2])),
    ]
    let read = try leaf(feature, good)
    #expect(read.reading.faults == [])
    let declared = try #require(read.reading.schema.leaves.first { $0.path == "x" })
    #expect(declared.isRagged && declared.shape == [nil, 2] && !declared.isNumeric)
    #expect(read.column?.isPresent == false)
    for (values, lengths, words) in [
      ([1, 2, 3, 4, 5, 6], [1, 1], "add up to 2"), ([1, 2, 3], [1, 0], "add up to 1"), ([1, 2], [-1, 2], "that no row can have"),
      ([1, 2], [Int64.max, Int64.max], "that no row can have"),
    ] as [([Float], [Int64], String)] {
      let bad = try leaf(feature, [("steps/x/ragged_flat_values", .floats(values)), ("steps/x/ragged_row_lengths_0", .integers(lengths))])
      #expect(bad.reading.faults.map(\.kind) == [.declaredFeature])
      #expect(bad.reading.faults.first?.message.contains(words) == true)
    }
    let missing = try leaf(feature, [good[0]])
    #expect(missing.reading.faults.map(\.message) == ["ragged_row_lengths_0 is missing"])
    // One row length a step: another number of them is another number of steps.
    let steps = try leaf(
      feature, [("steps/x/ragged_flat_values", .floats([1, 2])), ("steps/x/ragged_row_lengths_0", .integers([1, 0, 0]))])
    #expect(steps.reading.faults.map(\.kind) == [.stepCount])
  }

  @Test func raggedTwiceOver() throws {
    let feature = sequence(sequence(text))
    let read = try leaf(
      feature,
      [
        ("steps/x/ragged_flat_values", .texts(["a", "b", "c"])), ("steps/x/ragged_row_lengths_0", .integers([2, 1])),
        ("steps/x/ragged_row_lengths_1", .integers([1, 0, 2])),
      ])
    #expect(read.reading.faults == [])
    let wrong = try leaf(
      feature,
      [
        ("steps/x/ragged_flat_values", .texts(["a", "b", "c"])), ("steps/x/ragged_row_lengths_0", .integers([2, 1])),
        ("steps/x/ragged_row_lengths_1", .integers([1, 2])),
      ])
    #expect(wrong.reading.faults.map(\.message) == ["ragged_row_lengths_1 holds 2 lengths where 3 are wanted"])
  }

  @Test func lostLengths() throws {
    let read = try leaf(tensor("float32", [-1, 2]), [("steps/x", .floats([1, 2, 3, 4, 5, 6]))])
    #expect(read.reading.description.faults.map(\.kind) == [.ragged])
    #expect(read.reading.description.faults.first?.feature == "x")
    #expect(read.reading.faults == [])
    #expect(read.column?.isPresent == false)
    // With an encoding every row is a string of its own, and nothing is lost.
    let encoded = try leaf(tensor("float32", [-1, 2], encoding: "bytes"), [("steps/x", .strings([Bytes(repeating: 0, count: 16), []]))])
    #expect(encoded.reading.description.faults == [])
    #expect(encoded.reading.faults == [])
  }

  @Test func shapedTensors() throws {
    let feature = tensor("uint8", [-1, -1], encoding: "bytes")
    let read = try leaf(feature, [("steps/x/shape", .integers([2, 2, 1, 3])), ("steps/x/value", .strings([[1, 2, 3, 4], [5, 6, 7]]))])
    #expect(read.reading.faults == [])
    let wrong = try leaf(feature, [("steps/x/shape", .integers([2, 2, 1, 3])), ("steps/x/value", .strings([[1, 2, 3, 4], [5, 6]]))])
    #expect(wrong.reading.faults.map(\.message) == ["row 1 holds 2 bytes, which is not what its shape wants"])
    let shapeless = try leaf(feature, [("steps/x/value", .strings([[1], [2]]))])
    #expect(shapeless.reading.faults.map(\.message) == ["its key `shape` is missing"])
  }

  @Test func optionalFeaturesMayBeAbsent() throws {
    let read = try leaf(tensor("float32", [2], more: ", \"optional\": true"), [])
    #expect(read.reading.faults == [])
    #expect(read.column?.isPresent == false)
  }

  @Test func picturesAndVideos() throws {
    let video =
      "{\"pythonClassName\": \"tfds.Video\", \"video\": {\"shape\": {\"dimensions\": [\"-1\", \"4\", \"4\", \"3\"]}, \"dtype\": \"uint8\"}}"
    let inSteps = try leaf(
      video, [("steps/x/ragged_flat_values", .strings([[1], [2], [3]])), ("steps/x/ragged_row_lengths_0", .integers([1, 2]))])
    #expect(inSteps.reading.faults == [])
    let features = dictionary([("steps", steps([("is_first", tensor("bool"))])), ("film", video), ("sound", tensor("int64", [-1]))])
    let reading = try read(
      try Small.folder(
        frame(example([("steps/is_first", .integers([1])), ("film", .strings([[1], [2]])), ("sound", .integers([1, 2, 3]))])),
        features: features))
    #expect(reading.faults == [])
    #expect(reading.column("film")?.rows == 2)
  }
}
