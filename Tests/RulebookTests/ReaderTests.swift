import Documents
import Episodes
import Testing

@testable import Rulebook

@Suite("Mistakes in rule files are told with their place")
struct ReaderTests {
  private func failure(_ text: String) -> DocumentError? {
    do throws(DocumentError) {
      _ = try RuleReader.read(text, file: "r.yaml")
      return nil
    } catch { return error }
  }

  private let level = "  - {severity: error, require: {at_most: 2}}"

  @Test("unknown keys, metrics, parameters, roles, words and references get a place and a suggestion")
  func suggestions() throws {
    let good = TestDataset.rule(levels: level)
    #expect(failure(good) == nil)
    let cases: [(String, String, String)] = [
      (good.replacing("levels:", with: "level:"), "r.yaml:9:1", "did you mean \"levels\"?"),
      (good.replacing("column.max", with: "column.mx"), "r.yaml:8:9", "did you mean \"column.max\"?"),
      (good.replacing("feature:", with: "featur:"), "r.yaml:8:9", "needs the parameter \"feature\""),
      (good.replacing("at_most", with: "atmost"), "r.yaml:10:33", "did you mean \"at_most\"?"),
      (good.replacing("error", with: "eror"), "r.yaml:10:16", "did you mean \"error\"?"),
      (TestDataset.rule(levels: level, extra: "needs: [pose.positon]"), "r.yaml:11:8", "did you mean \"pose.position\"?"),
      (good.replacing("at_most: 2", with: "at_most: \"{target.chonk}\""), "r.yaml:10:42", "did you mean \"target.chunk\"?"),
      (good.replacing("at_most: 2", with: "at_most: 2 furlong"), "r.yaml:10:42", "not a number with a unit"),
      (good.replacing("at_most: 2", with: "at_most: 2 rad"), "r.yaml:10:42", "measured in"),
      (good.replacing("at_most: 2", with: "between: [1]"), "r.yaml:10:42", "two limits"),
      (good.replacing("at_most: 2", with: "matches: \"(\""), "r.yaml:10:42", "regular expression"),
      (good.replacing("id: user/x", with: "id: x"), "r.yaml:1:5", "family/name"),
      (good.replacing("confidence: certain", with: "confidence: sure"), "r.yaml:3:13", "one of certain, strong, heuristic"),
      (good.replacing("why: Because.\n", with: ""), "r.yaml:1:1", "\"why\" is missing"),
    ]
    for (text, place, says) in cases {
      let error = try #require(failure(text), "\(says)")
      #expect(error.description.hasPrefix(place), "\(error)")
      #expect(error.message.contains(says), "\(error)")
    }
  }

  @Test("a pack or a waiver that names no rule is refused")
  func packs() throws {
    let rules = ["user/x": TestDataset.rule(levels: level)]
    #expect(throws: DocumentError.self) { try TestDataset.rulebook(rules, pack: TestDataset.pack + "required: [user/z]\n") }
    #expect(throws: DocumentError.self) { try TestDataset.rulebook(["user/other": rules["user/x"] ?? ""]) }
    #expect(throws: DocumentError.self) {
      try TestDataset.rulebook(["user/x": TestDataset.rule(levels: level, extra: "explained_by: [user/none]")])
    }
  }

  @Test("the data's own cupel.yaml may say what the data is, not how it is judged")
  func ownersWord() throws {
    let rules = try TestDataset.rulebook(["user/x": TestDataset.rule(levels: level)]).rules
    let said = try Configuration.read(
      "labels: executed\nframe: tool\ncontrol_hz: 5\nroles:\n  pose.position: [\"x[0:2]\"]\n", file: "cupel.yaml", owner: .data,
      rules: rules)
    #expect(said.declarations.frame == .tool)
    #expect(said.roles.first?.slices == [Slice(path: "x", dimensions: 0..<2)])
    for text in ["limits:\n  user/x: {at_most: 9}\n", "waivers: []\n", "pack: all\n", "target: generic\n", "severities: {user/x: info}\n"] {
      do throws(DocumentError) {
        _ = try Configuration.read(text, file: "cupel.yaml", owner: .data, rules: rules)
        Issue.record("accepted \(text)")
      } catch { #expect(error.message.contains("not the data's to say")) }
      if !text.hasPrefix("pack") { _ = try Configuration.read(text, file: "cupel.yaml", owner: .user, rules: rules) }
    }
  }

  @Test("under provenance a contract asks and an owner answers")
  func provenance() throws {
    func read(_ text: String, _ owner: Configuration.Owner) throws(DocumentError) -> Configuration {
      try Configuration.read(text, file: "cupel.yaml", owner: owner, rules: [:])
    }
    let list = try read("provenance: [collector, licence]\n", .user)
    #expect(list.demands.map(\.key) == ["collector", "licence"] && list.statements.isEmpty)
    let map = try read("provenance:\n  collector: required\n  licence: [MIT, CC0-1.0]\n", .user)
    #expect(map.demands.map(\.allowed) == [[], ["MIT", "CC0-1.0"]] && map.demands.map(\.setIn) == ["cupel.yaml:2", "cupel.yaml:3"])
    let said = try read("provenance: {collector: Ada, objects: 34, operators: [Ada, Grace]}\n", .data)
    #expect(said.statements.map(\.value) == ["Ada", "34", "Ada, Grace"] && said.demands.isEmpty)
    #expect(said.statements.first?.source == "the cupel.yaml beside the data" && said.declared == ["provenance"])
    for text in ["provenance: {Collector: Ada}\n", "provenance: [collector]\n", "provenance: {collector: {first: Ada}}\n"] {
      #expect(throws: DocumentError.self, "\(text)") { try read(text, .data) }
    }
  }

  @Test("codecs are read by name or spelled out, and hold together")
  func codecs() throws {
    func codec(_ text: String) throws(DocumentError) -> CodecDeclaration? {
      try Configuration.read("codec: \(text)\n", file: "cupel.yaml", owner: .data, rules: [:]).declarations.codec
    }
    #expect(try codec("{name: openvla, low: [-1], high: [1]}")?.divisor == 255)
    let pair = try #require(try codec("{encode: {scale: 255, round: floor, clamp: [0, 255]}, decode: {offset: 0.5, divisor: 256}}"))
    #expect(pair.scale == 255 && pair.rounding == .floor && pair.clamp == 0...255 && pair.offset == 0.5 && pair.divisor == 256)
    for text in [
      "{name: openvlla}", "{name: rt1, encode: {scale: 1}}", "{low: [1], high: [0], name: rt1}", "{encode: {scale: 255}}",
      "{encode: {scale: 1e300}, decode: {divisor: 1}}",
    ] {
      #expect(throws: DocumentError.self, "\(text)") { try codec(text) }
    }
  }

  @Test("days are days")
  func days() {
    #expect(CalendarDay.day(unixSeconds: 0) == "1970-01-01")
    #expect(CalendarDay.day(unixSeconds: 951_782_400) == "2000-02-29")
    #expect(CalendarDay.day(unixSeconds: 1_795_132_799) == "2026-11-19")
    #expect(CalendarDay.isValid("2024-02-29") && !CalendarDay.isValid("2026-02-29") && !CalendarDay.isValid("2026-1-01"))
  }
}
