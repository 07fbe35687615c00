import Documents

/// A baseline as a file: sorted, one entry a few lines, so that a difference can be read in a review.
extension Baseline {
  public static func read(_ text: String, file: String) throws(DocumentError) -> Baseline {
    let map = try MapReader(try JSON.parse(Array(text.utf8), file: file), file: file, what: "a baseline", known: ["schema", "runs"])
    let version = try map.text("schema")
    guard version == schema else {
      throw map.error("this is no \(schema) but \"\(version)\"; delete it and run cupel baseline", at: map.node["schema"] ?? map.node)
    }
    var baseline = Baseline(file: file)
    let runsNode = try map.required("runs")
    guard let nodes = runsNode.list else { throw map.error("\"runs\" must be a list", at: runsNode) }
    for node in nodes {
      let run = try MapReader(node, file: file, what: "a run of a baseline", known: ["dataset", "target", "entries"])
      let (dataset, target) = (try run.text("dataset"), try run.text("target"))
      guard baseline.run(dataset: dataset, target: target) == nil else {
        throw run.error("\(dataset) for \(target) stands here twice", at: node)
      }
      let entriesNode = try run.required("entries")
      guard let items = entriesNode.list else { throw run.error("\"entries\" must be a list", at: entriesNode) }
      var entries: [Entry] = []
      var seen: Set<String> = []
      for item in items {
        let entry = try entry(item, file: file)
        guard seen.insert(entry.fingerprint).inserted else { throw run.error("this fingerprint stands here twice", at: item) }
        entries.append(entry)
      }
      baseline.runs.append(Run(dataset: dataset, target: target, entries: entries))
    }
    return baseline
  }

  private static func entry(_ node: Node, file: String) throws(DocumentError) -> Entry {
    let map = try MapReader(
      node, file: file, what: "an entry of a baseline",
      known: ["rule", "scope", "place", "severity", "count", "excess", "fingerprint"])
    let fingerprint = try map.text("fingerprint")
    guard fingerprint.utf8.count == 32, fingerprint.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }) else {
      throw map.error("a fingerprint has 32 hexadecimal digits", at: node["fingerprint"] ?? node)
    }
    guard let severity = try map.choice("severity", of: Severity.self) else { throw map.error("the key \"severity\" is missing", at: node) }
    guard let count = try map.optionalInteger("count"), count > 0 else {
      throw map.error("\"count\" must be a number above 0", at: node["count"] ?? node)
    }
    return Entry(
      fingerprint: fingerprint, rule: try map.text("rule"), scope: try map.text("scope"), place: try map.optionalText("place") ?? "",
      severity: severity, count: count, excess: try map.optionalNumber("excess"))
  }

  public var text: String {
    JSONWriter.write([
      "schema": .string(Self.schema),
      "runs": .list(
        runs.map { run in
          [
            "dataset": .string(run.dataset), "target": .string(run.target),
            "entries": .list(run.entries.map(Self.value)),
          ]
        }),
    ])
  }

  private static func value(_ entry: Entry) -> JSONValue {
    var object: [String: JSONValue] = [
      "rule": .string(entry.rule), "scope": .string(entry.scope), "place": .string(entry.place),
      "severity": .string(entry.severity.rawValue), "count": .integer(entry.count), "fingerprint": .string(entry.fingerprint),
    ]
    if let excess = entry.excess { object["excess"] = .number(excess) }
    return .object(object)
  }
}
