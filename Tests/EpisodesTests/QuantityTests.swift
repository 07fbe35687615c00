import Testing

@testable import Episodes

@Suite("Quantities are read and written with their units")
struct QuantityTests {
  @Test(
    "limits as people write them",
    arguments: [
      ("1 mm", 0.001, Unit.metre), ("0.01 rad", 0.01, .radian), ("5 ms", 0.005, .second), ("3 sigma", 3, .sigma),
      ("2% of steps", 0.02, .share),
      ("2 %", 0.02, .share), ("5", 5, .one), ("-1.5e-3 m", -0.0015, .metre), ("90 deg", .pi / 2, .radian), ("3 episodes", 3, .episodes),
      ("500 ppm", 500, .ppm), ("0.5 bins", 0.5, .bins), ("20 Hz", 20, .hertz),
    ])
  func reads(text: String, value: Double, unit: Unit) throws {
    let quantity = try #require(Quantity(text))
    #expect(abs(quantity.value - value) < 1e-15)
    #expect(quantity.unit == unit)
  }

  @Test("what is no quantity is none", arguments: ["", "mm", "1 furlong", "one mm", "1 mm 2", "{x}", "1..2 m"])
  func refuses(text: String) { #expect(Quantity(text) == nil) }

  @Test(
    "numbers are short and have no exponent where people read",
    arguments: [
      (0.0, "0"), (1, "1"), (-3, "-3"), (0.0123456, "0.01235"), (1.0 / 3, "0.3333"), (99.996, "100"), (9.9996, "10"),
      (1234567.8, "1235000"),
      (3.2e-9, "3.2e-9"), (1e-4, "0.0001"), (0.00009996, "9.996e-5"), (1e20, "1e20"), (-0.5, "-0.5"), (.infinity, "infinity"),
      (.nan, "NaN"), (123456789, "123456789"), (1.7976931348623157e308, "1.798e308"),
    ])
  func short(value: Double, text: String) { #expect(value.short == text) }

  @Test("units people read")
  func written() {
    #expect(Quantity(0.0123, .metre).text == "12.3 mm")
    #expect(Quantity(0.52, .metre).text == "0.52 m")
    #expect(Quantity(0.0273, .share).text == "2.73 %")
    #expect(Quantity(999, .bytes).text == "999 bytes" && Quantity(3_480_000, .bytes).text == "3.48 MB")
    #expect(Quantity(1, .steps).text == "1 step")
    #expect(Quantity(2, .steps).text == "2 steps")
  }
}

@Suite("Slices name dimensions of a feature")
struct SliceTests {
  @Test("as they are written")
  func reads() {
    #expect(Slice("observation/state[0:3]") == Slice(path: "observation/state", dimensions: 0..<3))
    #expect(Slice("action[6]") == Slice(path: "action", dimensions: 6..<7))
    #expect(Slice("timestamp") == Slice(path: "timestamp"))
    #expect(Slice("tag:placed[x]/y") == Slice(path: "tag:placed[x]/y"))
    for text in ["", "action[3:1]", "action[]", "action[-1]", "action[1:2:3]", "[0:3]", "action[a]"] {
      #expect(Slice(text) == nil, "\(text)")
    }
    for text in ["a[0:3]", "a[6]", "a"] { #expect(Slice(text)?.description == text) }
  }
}

@Suite("Roles")
struct RoleTests {
  @Test("a part may stand in front, an unknown role is none")
  func kinds() {
    #expect(RoleMap.kind(of: "pose.position") == "pose.position")
    #expect(RoleMap.kind(of: "left.pose.position") == "pose.position")
    #expect(RoleMap.kind(of: "stream.force") == "stream.force")
    #expect(RoleMap.kind(of: "timestamp.force") == "timestamp.force")
    #expect(RoleMap.kind(of: "pose.positon") == nil)
    #expect(RoleMap.kind(of: "left") == nil)
  }
}

@Suite("Faults have one order")
struct FaultTests {
  @Test("by place, then kind, whatever order they were found in")
  func order() {
    let faults = [
      Fault(.checksum, split: "train", file: "b", shard: 1, record: 0, offset: 9, message: "x"),
      Fault(.checksum, split: "train", file: "a", shard: 0, record: 4, offset: 99, message: "x"),
      Fault(.metadata, message: "m"), Fault(.stepCount, split: "train", file: "a", shard: 0, record: 4, offset: 99, message: "x"),
      Fault(.truncated, split: "train", file: "a", shard: 0, message: "x"),
    ]
    let sorted = faults.sorted()
    #expect(sorted.map(\.kind) == [.metadata, .truncated, .checksum, .stepCount, .checksum])
    #expect(faults.reversed().sorted() == sorted)
  }
}
