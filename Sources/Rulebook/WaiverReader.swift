import Documents

/// Reads `waivers:` of the user's cupel.yaml.
enum WaiverReader {
  static func waivers(_ map: MapReader, rules: [String: Rule]) throws(DocumentError) -> [Waiver] {
    guard let node = map.optional("waivers") else { return [] }
    guard let list = node.list else { throw map.error("\"waivers\" is a list", at: node) }
    var waivers: [Waiver] = []
    for node in list { waivers.append(try waiver(node, file: map.file, rules: rules)) }
    return waivers
  }

  private static func waiver(_ node: Node, file: String, rules: [String: Rule]) throws(DocumentError) -> Waiver {
    let map = try MapReader(node, file: file, what: "a waiver", known: ["rule", "scope", "reason", "owner", "until"])
    let rule = try map.text("rule")
    guard let known = rules[rule] else {
      throw map.error("no rule \"\(rule)\"\(Suggestion.didYouMean(rule, among: rules.keys.sorted()))", at: node["rule"] ?? node)
    }
    guard known.family != WaiverReader.family else {
      throw map.error("what a rule says of waivers cannot be waived: mend the waiver", at: node["rule"] ?? node)
    }
    let until = try map.text("until")
    guard CalendarDay.isValid(until) else { throw map.error("\"until\" is a day: YYYY-MM-DD", at: node["until"] ?? node) }
    var texts: [String] = []
    for key in ["reason", "owner"] {
      let text = try map.text(key)
      guard !text.isEmpty else { throw map.error("\"\(key)\" says nothing", at: node[key] ?? node) }
      texts.append(text)
    }
    return Waiver(
      rule: rule, parts: try parts(map), reason: texts[0], owner: texts[1], until: until, setIn: "\(file):\(node.mark.line)")
  }

  /// Rules about waivers.
  static let family = "waivers"

  /// `val`, `train/17`, `[val, train/3..9, "task=open the drawer"]`.
  private static func parts(_ map: MapReader) throws(DocumentError) -> [Waiver.Part] {
    guard let node = map.optional("scope") else { return [] }
    var parts: [Waiver.Part] = []
    for item in node.list ?? [node] {
      guard let text = item.scalarText, let part = part(text) else {
        throw map.error("a scope is a split, dataset, task=NAME, or episodes: val, train/17, train/3..9", at: item)
      }
      guard !parts.contains(part) else { throw map.error("\"\(text)\" was named before", at: item) }
      parts.append(part)
    }
    guard !parts.isEmpty else { throw map.error("\"scope\" names nothing; leave it out to waive everything", at: node) }
    return parts
  }

  private static func part(_ text: String) -> Waiver.Part? {
    guard !text.isEmpty else { return nil }
    // Names of tasks may hold anything.
    guard !text.contains("="), let slash = text.lastIndex(of: "/") else { return .scope(text) }
    let ends = text[text.index(after: slash)...].split(separator: "..", omittingEmptySubsequences: false).map { Int($0) }
    guard slash > text.startIndex, (1...2).contains(ends.count), let low = ends[0], let high = ends[ends.count - 1], low >= 0, low <= high,
      high < Int.max
    else { return nil }
    return .episodes(split: String(text[..<slash]), low...high)
  }
}
