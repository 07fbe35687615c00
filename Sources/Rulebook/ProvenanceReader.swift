import Documents
import Episodes

/// Reads `provenance:`. In a contract it lists what the delivery must say; beside the data it is where the owner says it.
enum ProvenanceReader {
  /// More demands than a probe has bits for.
  private static let most = 60

  /// `[collector, licence]`, or `{collector: required, licence: [CC-BY-4.0, MIT]}`.
  static func demands(_ map: MapReader) throws(DocumentError) -> [Provenance.Demand] {
    guard let node = map.optional("provenance") else { return [] }
    var demands: [Provenance.Demand] = []
    if let entries = node.map {
      for entry in entries {
        let allowed = try texts(entry.value, map)
        let isAny = allowed == ["required"]
        demands.append(
          Provenance.Demand(
            key: try key(entry.key, at: entry.value, map), allowed: isAny ? [] : allowed, setIn: "\(map.file):\(entry.mark.line)"))
      }
    } else {
      for item in node.list ?? [node] {
        guard let text = item.scalarText else {
          throw map.error("\"provenance\" lists what the delivery must say: [collector, licence]", at: item)
        }
        demands.append(Provenance.Demand(key: try key(text, at: item, map), setIn: "\(map.file):\(item.mark.line)"))
      }
    }
    guard demands.count <= most else { throw map.error("\"provenance\" asks for more than \(most) things", at: node) }
    return demands
  }

  /// `{collector: Ada Lovelace, reviewer_agreement: 93%}`.
  static func statements(_ map: MapReader) throws(DocumentError) -> [Provenance.Statement] {
    guard let node = map.optional("provenance") else { return [] }
    guard let entries = node.map else {
      throw map.error("\"provenance\" is a map of what the owner says: {collector: ..., licence: ...}", at: node)
    }
    var statements: [Provenance.Statement] = []
    for entry in entries where !entry.value.isNull {
      let value = try texts(entry.value, map).joined(separator: ", ")
      statements.append(
        Provenance.Statement(key: try key(entry.key, at: entry.value, map), value: value, source: "the cupel.yaml beside the data"))
    }
    return statements
  }

  private static func key(_ text: String, at node: Node, _ map: MapReader) throws(DocumentError) -> String {
    guard !text.isEmpty, Provenance.key(text) == text else {
      throw map.error("a key of \"provenance\" is small letters and underscores: \(Provenance.key(text))", at: node)
    }
    return text
  }

  private static func texts(_ node: Node, _ map: MapReader) throws(DocumentError) -> [String] {
    if let text = node.scalarText { return [text] }
    var texts: [String] = []
    for item in node.list ?? [] {
      guard let text = item.scalarText else { throw map.error("\"provenance\" holds texts", at: item) }
      texts.append(text)
    }
    guard !texts.isEmpty else { throw map.error("\"provenance\" holds texts", at: node) }
    return texts
  }
}
