import Documents
import Rulebook

/// One result of a SARIF log.
struct SARIFResult {
  let result: RuleResult
  let run: Run
  let root: SourceRoot
  let caps: SARIFReport.Caps
  /// Where its rule stands.
  let rule: Int
  /// The how manieth of its fingerprint this is, from 1.
  let occurrence: Int

  func value(withPlaces: Bool) -> JSONValue {
    let place = run.place(of: result)
    var location: [String: JSONValue] = [
      "physicalLocation": [
        "artifactLocation": ["uri": .string(root.uri(place.file))], "region": ["startLine": .integer(max(1, place.line))],
      ]
    ]
    let episodes = withPlaces ? episodes : []
    if !episodes.isEmpty { location["logicalLocations"] = .list(episodes.map(logical)) }
    var value: [String: JSONValue] = [
      "ruleId": .string(SARIFText.id(result.id)), "ruleIndex": .integer(rule), "level": .string(level),
      "message": ["text": .string(message(withPlaces: withPlaces))],
      "locations": [.object(location)],
      "partialFingerprints": [
        "primaryLocationLineHash": .string("\(result.fingerprint):\(occurrence)"), "cupelRuleAndScope/v1": .string(result.fingerprint),
      ],
      // Given for all results or for none (§ 3.27.23).
      "suppressions": suppressions, "properties": properties,
    ]
    if run.baseline != nil { value["baselineState"] = .string(baselineState) }
    let shards = withPlaces ? shards : []
    if !shards.isEmpty { value["relatedLocations"] = .list(shards) }
    return .object(value)
  }

  /// Against a baseline: what it knew (or somebody waived) is unchanged, a failure of which it knew a part has grown.
  private var baselineState: String {
    if result.outcome == .waived { return "unchanged" }
    return result.setAside.contains { $0.by == .baseline } ? "updated" : "new"
  }

  /// What rejects is an error whatever its severity, and what does not is none: this is what a branch is protected by.
  private var level: String {
    switch result.outcome {
    case .error: result.isGating ? "error" : "warning"
    case .fail where result.isGating: "error"
    default: SARIFText.level(min(result.severity, .warning))
    }
  }

  private func message(withPlaces: Bool) -> String {
    var parts: [String] = []
    let scope = VisibleText.line(result.scope, limit: 100)
    switch result.outcome {
    case .error: parts.append("[\(scope)] Could not be evaluated: \(result.reasonText)")
    default: parts.append("[\(scope)] " + (result.found.isEmpty ? "Does not hold: \(result.states)" : result.found))
    }
    if let count = Wording.count(result), !result.found.contains(count) { parts.append("Affected: \(count).") }
    if let limit = result.limit { parts.append("Limit: \(Wording.limit(limit)).") }
    if let cause = result.explainedBy { parts.append("A consequence of \(cause).") }
    for part in result.setAside {
      parts.append(
        "\(Wording.number(part.findings.count, "findings")) more \(part.findings.count == 1 ? "does" : "do") not count: \(part.reason).")
    }
    for finding in result.findings.prefix(3) { parts.append("\(VisibleText.line(Wording.line(finding), limit: 160)).") }
    // What must be said stands at the end, behind what may be cut.
    let end =
      Wording.cut(shown: withPlaces ? min(allEpisodes, caps.locations) : 0, of: allEpisodes, "episodes").map { " Locations: \($0)." } ?? ""
    return SARIFText.plain(parts.joined(separator: " "), limit: caps.text - 100) + end
  }

  private var suppressions: JSONValue {
    guard result.outcome == .waived else { return [] }
    return [["kind": "external", "status": "accepted", "justification": .string(result.reasonText)]]
  }

  private var properties: JSONValue {
    [
      "outcome": .string(result.outcome.rawValue), "scope": .string(VisibleText.line(result.scope)), "gating": .bool(result.isGating),
      "confidence": .string(result.confidence.rawValue), "count": .integer(result.count), "total": .integer(result.total),
      "observed": JSONValue(Wording.observed(result)), "limit": JSONValue(result.limit.map(Wording.limit)),
      "findings": .integer(result.findings.count),
    ]
  }

  // MARK: Places

  private struct EpisodeName: Hashable {
    var split: String
    var number: Int
  }

  private func name(_ finding: Finding) -> EpisodeName? {
    guard let split = finding.split, let number = finding.episode else { return nil }
    return EpisodeName(split: split, number: number)
  }

  /// Episodes that findings name, each once, the worst first.
  private var episodes: [EpisodeName] {
    var seen: Set<EpisodeName> = []
    var names: [EpisodeName] = []
    for finding in result.findings where names.count < caps.locations {
      if let name = name(finding), seen.insert(name).inserted { names.append(name) }
    }
    return names
  }

  private var allEpisodes: Int { Set(result.findings.compactMap(name)).count }

  private func logical(_ episode: EpisodeName) -> JSONValue {
    [
      "name": .string("episode \(episode.number)"), "kind": "object",
      "fullyQualifiedName": .string("\(VisibleText.line(episode.split, limit: 200))/\(episode.number)"),
    ]
  }

  /// Shards that findings name, each once with how many findings it holds.
  private var shards: [JSONValue] {
    var order: [String] = []
    var findings: [String: [Finding]] = [:]
    for finding in result.findings {
      guard let shard = finding.shard else { continue }
      if findings[shard] == nil { order.append(shard) }
      findings[shard, default: []].append(finding)
    }
    return order.prefix(caps.locations).enumerated().map { index, shard in
      let held = findings[shard] ?? []
      let records = Set(held.compactMap(\.record)).sorted()
      var words = Wording.number(held.count, "findings")
      if !records.isEmpty {
        words += ": \(records.count == 1 ? "record" : "records") \(records.prefix(10).map(String.init).joined(separator: ", "))"
        if records.count > 10 { words += " and \((records.count - 10).grouped) more" }
      }
      return [
        "id": .integer(index + 1), "message": ["text": .string(words)],
        "physicalLocation": ["artifactLocation": ["uri": .string(root.uri(run.path(ofShard: shard)))]],
      ]
    }
  }
}
