import Documents
import Rulebook
import Testing

@Suite("Rule files, targets and packs keep to their published schemas")
struct RuleSchemaTests {
  /// A YAML node as the JSON document that an editor's validator sees.
  private func document(_ node: Node) throws -> JSON { try JSON.parse(JSONWriter.write(value(node))) }

  private func value(_ node: Node) -> JSONValue {
    switch node.kind {
    case .null: .null
    case .bool(let value): .bool(value)
    case .number(let value, _): .number(value)
    case .string(let text): .string(text)
    case .list(let items): .list(items.map(value))
    case .map(let entries): .object(Dictionary(uniqueKeysWithValues: entries.map { ($0.key, value($0.value)) }))
    }
  }

  private func schema(_ name: String) throws -> JSONSchema {
    JSONSchema(root: try JSON.parse(try #require(Assets.text("Rules/json-schema/\(name).json"))))
  }

  @Test("every file that ships")
  func shipped() throws {
    var counts = ["rule": 0, "target": 0, "pack": 0, "dataset": 0, "words": 0, "cupel": 0]
    for path in Assets.paths(under: "Rules") where path.hasSuffix(".yaml") {
      let folder = path.split(separator: "/").dropLast().last.map(String.init) ?? ""
      let kind = ["targets": "target", "packs": "pack", "datasets": "dataset", "words": "words", "contracts": "cupel"][folder] ?? "rule"
      let node = try YAML.parse(try #require(Assets.text(path)), file: path)
      #expect(try schema(kind).errors(in: document(node)).isEmpty, "\(path)")
      counts[kind, default: 0] += 1
    }
    #expect(counts.values.allSatisfy { $0 > 0 })
  }

  @Test("what the readers refuse, the schemas refuse too")
  func refused() throws {
    let good = try #require(Assets.text("Rules/action/reconstruction-position.yaml"))
    for (from, to) in [
      ("levels:", "level:"), ("confidence: certain", "confidence: sure"), ("severity: error", "severity: eror"), ("at_most", "atmost"),
      ("scope: split", "scope: shard"), ("id: action/", "id: Action/"),
    ] where good.contains(from) {
      let node = try YAML.parse(good.replacing(from, with: to), file: "rule.yaml")
      #expect(try !schema("rule").errors(in: document(node)).isEmpty, "\(from)")
      #expect(throws: DocumentError.self) {
        try Rulebook(adding: [Rulebook.Source(file: "rule.yaml", text: good.replacing(from, with: to))])
      }
    }
  }

  @Test("a full cupel.yaml is valid for both, a misspelt one for neither")
  func configuration() throws {
    let text = """
      target: openvla
      pack: training-gate
      roles: {pose.position: ["observation/state[0:3]"], instruction: language_instruction}
      labels: executed
      frame: tool
      rotation: {state: quaternion-xyzw, action: rotation-vector}
      control_hz: 5
      timestamp_unit: ns
      gripper: {range: [0, 1], open: 1}
      units: {position: mm, rotation: deg}
      task: episode_metadata/task
      required_streams: [force]
      provenance: {collector: required, licence: [CC-BY-4.0, MIT]}
      episodes_per_task: 50
      tiers: {in_distribution: {split: train}, safety: {task: [stop, retreat]}}
      codec: {low: [-1], high: [1], encode: {scale: 255, round: floor, clamp: [0, 255]}, decode: {offset: 0.5, divisor: 256}}
      limits:
        action/reconstruction-position: {at_most: 2 mm}
        time/rate: {error: {at_most: 10%}, warning: {at_most: 5%}}
      severities: {language/diversity: info}
      waivers: [{rule: time/rate, reason: known, owner: Ada, scope: [train, "train/3..9"], until: "2026-12-31"}]
      """
    let rules = try Rulebook().rules
    func check(_ text: String) throws -> (schema: Bool, reader: Bool) {
      let node = try YAML.parse(text, file: "cupel.yaml")
      let read = try? Configuration.read(text, file: "cupel.yaml", owner: .user, rules: rules)
      return (try schema("cupel").errors(in: document(node)).isEmpty, read != nil)
    }
    #expect(try check(text) == (true, true))
    for (from, to) in [
      ("frame: tool", "frame: tolo"), ("control_hz: 5", "control_hz: 0"), ("codec:", "codek:"), ("divisor: 256", "divisor: 0"),
      ("state: quaternion-xyzw", "states: matrix"), ("until: \"2026-12-31\"", "until: soon"),
      ("severities: {language/diversity: info}", "severities: {language/diversity: infos}"),
      ("timestamp_unit: ns", "timestamp_unit: hours"), ("collector: required", "Collector: required"),
      ("episodes_per_task: 50", "episodes_per_task: 0"), ("safety: {task", "safty: {task"), ("position: mm", "position: inch"),
    ] {
      #expect(try check(text.replacing(from, with: to)) == (false, false), "\(from)")
    }
  }
}
