import Documents
import Testing

@Suite struct JSONTests {
  private func failure(_ text: String) -> DocumentError? {
    do {
      _ = try JSON.parse(text, file: "f.json")
      return nil
    } catch { return error }
  }

  @Test func readsEveryKindWithItsMark() throws {
    let node = try JSON.parse("{\n  \"a\": [1, -2.5e3, \"x\"],\n  \"é\": {\"b\": true, \"c\": null}, \"d\": false}", file: "f.json")
    #expect(node["a"]?.list?.compactMap(\.number) == [1, -2500])
    #expect(node["a"]?.mark == Mark(line: 2, column: 8))
    #expect(node["a"]?.list?[1].scalarText == "-2.5e3")
    #expect(node["é"]?["b"]?.bool == true)
    #expect(node["é"]?["c"]?.isNull == true)
    // "é" is two bytes and one column.
    #expect(node["é"]?.mark == Mark(line: 3, column: 8))
    #expect(node.map?.map(\.key) == ["a", "é", "d"])
  }

  @Test func integersKeepTheirDigits() throws {
    let node = try JSON.parse("[9223372036854775807, \"25\", 25, 18446744073709551616]", file: "f.json")
    #expect(node.list?[0].integer == Int.max)
    #expect(node.list?[1].integer == 25)
    #expect(node.list?[2].integer == 25)
    #expect(node.list?[3].integer == nil)
    #expect(node.list?[3].scalarText == "18446744073709551616")
  }

  @Test func escapes() throws {
    let node = try JSON.parse(#"["\u00e9\n\t\"\\\/\b\f\r", "\ud83d\ude00", "\ud83d", "\ude00x", "\ud83d\u0041", "\ud83d\n"]"#, file: "f")
    #expect(
      node.list?.compactMap(\.string) == [
        "é\n\t\"\\/\u{8}\u{c}\r", "😀", "\u{FFFD}", "\u{FFFD}x", "\u{FFFD}A", "\u{FFFD}\n",
      ])
  }

  @Test func aByteOrderMarkIsSkipped() throws {
    let node = try JSON.parse([0xEF, 0xBB, 0xBF] + Array("{}".utf8), file: "f.json")
    #expect(node.mark == Mark(line: 1, column: 1))
    #expect(node.map?.isEmpty == true)
  }

  @Test(arguments: [
    ("", 1), ("{", 2), ("[1,]", 4), ("[1 2]", 4), ("{\"a\":1,}", 8), ("{\"a\" 1}", 6), ("{a:1}", 2), ("[01]", 3), ("[-]", 3), ("[1.]", 4),
    ("[1e]", 4), ("[.5]", 2), ("[+1]", 2), ("[NaN]", 2), ("tru", 4), ("\"a", 3), ("\"\\x\"", 3), ("\"\\u12g4\"", 6), ("\"\u{1}\"", 2),
    ("{} x", 4), ("[1e999]", 7), ("{\"a\":1,\"b\":2,\"a\":3}", 14), ("'a'", 1), ("[1]]", 4), ("nul", 4),
  ])
  func refusesWithTheColumn(_ text: String, _ column: Int) throws {
    let error = try #require(failure(text))
    #expect(error.mark == Mark(line: 1, column: column), "\(text): \(error)")
    #expect(error.file == "f.json")
  }

  @Test func refusesWhatIsNotUTF8() {
    #expect(throws: DocumentError.self) { try JSON.parse(Array("\"".utf8) + [0xFF, 0x22], file: "f.json") }
    #expect(throws: DocumentError.self) { try JSON.parse(Array("\"".utf8) + [0xED, 0xA0, 0x80, 0x22], file: "f.json") }
  }

  @Test func depthIsCapped() throws {
    func nested(_ depth: Int) -> String { String(repeating: "[", count: depth) + String(repeating: "]", count: depth) }
    _ = try JSON.parse(nested(JSON.deepest), file: "f.json")
    #expect(failure(nested(JSON.deepest + 1))?.message.contains("deeper") == true)
    #expect(failure(String(repeating: "{\"a\":", count: 100_000)) != nil)
  }

  @Test func keysAreComparedByBytes() throws {
    // The same letter, composed and decomposed, is two keys.
    let node = try JSON.parse("{\"\u{e9}\": 1, \"e\u{301}\": 2}", file: "f.json")
    #expect(node.map?.count == 2)
  }

  @Test func anyBytesEndInATreeOrAnError() {
    var generator = SplitMix(state: 7)
    let alphabet = Array("{}[]\",:0123456789eE+-.truefalsn \\ud8\n\u{e9}".utf8)
    for _ in 0..<20_000 {
      let count = Int(generator.next() % 40)
      let bytes = (0..<count).map { _ in alphabet[Int(generator.next() % UInt64(alphabet.count))] }
      _ = try? JSON.parse(bytes, file: "f.json")
      let noise = (0..<count).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
      _ = try? JSON.parse(noise, file: "f.json")
    }
  }

  private struct SplitMix {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }
}
