import Testing

@testable import Documents

@Suite("YAML becomes a tree with marks")
struct YAMLTests {
  private func failure(_ text: String) -> DocumentError? {
    do {
      _ = try YAML.parse(text, file: "t.yaml")
      return nil
    } catch { return error }
  }

  @Test("scalars follow the core schema")
  func scalars() throws {
    let node = try YAML.parse("a: 1e-3\nb: \"1\"\nc: no\nd: true\ne: ~\nf: 0x10\ng: 1 mm\nh: -5\n", file: "t.yaml")
    #expect(node["a"]?.number == 0.001)
    #expect(node["b"]?.string == "1")
    #expect(node["c"]?.string == "no")
    #expect(node["d"]?.bool == true)
    #expect(node["e"]?.isNull == true)
    #expect(node["f"]?.string == "0x10")
    #expect(node["g"]?.string == "1 mm")
    #expect(node["h"]?.integer == -5)
  }

  @Test("marks point at keys and values, counted from one")
  func marks() throws {
    let node = try YAML.parse("levels:\n  - {severity: error}\n", file: "t.yaml")
    let item = try #require(node["levels"]?.list?.first)
    #expect(item.mark == Mark(line: 2, column: 5))
    #expect(item.map?.first?.mark == Mark(line: 2, column: 6))
    #expect(item["severity"]?.mark == Mark(line: 2, column: 16))
  }

  @Test(
    "what configuration has no use for is refused where it stands",
    arguments: [
      ("a: &x 1\n", 1, 4, "anchor"), ("a: 1\nb: *a\n", 2, 4, "alias"), ("a: !!int 1\n", 1, 4, "tag"), ("a: 1\na: 2\n", 2, 1, "twice"),
      ("a: 1\n---\nb: 2\n", 2, 1, "one document"), ("? [a]\n: 1\n", 1, 3, "key"),
    ])
  func refused(text: String, line: Int, column: Int, says: String) throws {
    let error = try #require(failure(text))
    #expect(error.mark == Mark(line: line, column: column))
    #expect(error.message.contains(says))
    #expect(error.description.hasPrefix("t.yaml:\(line):\(column): "))
  }

  @Test("nesting is capped instead of exhausting the stack")
  func depth() throws {
    #expect(failure(String(repeating: "[", count: 64) + String(repeating: "]", count: 64)) == nil)
    let error = try #require(failure(String(repeating: "[", count: 5000) + String(repeating: "]", count: 5000)))
    #expect(error.message.contains("64"))
  }

  @Test("an empty file is null, a broken one says where")
  func edges() throws {
    #expect(try YAML.parse("", file: "t.yaml").isNull)
    #expect(failure("a: [1, 2\n")?.mark != nil)
    #expect(failure("a: \"\u{1}\"")?.message.isEmpty == false)
  }
}
