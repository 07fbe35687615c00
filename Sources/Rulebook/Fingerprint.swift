import Documents

/// Names by which the same result, or the same finding, is known again in a later run: they hold what was broken and where, never how
/// badly, in which order or on which line, so that a baseline, a code scanner and a merge request recognise it after the data moved.
public enum Fingerprint {
  /// 32 hexadecimal digits. Each part goes in with its length, so that no two lists of parts read alike.
  public static func of(_ parts: [String]) -> String {
    String(SHA256.hex(parts.map { "\($0.utf8.count):\($0)" }.joined()).prefix(32))
  }
}

extension RuleResult {
  /// Of this rule over this scope, whatever was found.
  public var fingerprint: String { Fingerprint.of([id, scope]) }
}

extension Finding {
  /// Of what was broken and where. An episode is known by the path that the data themselves give it, which survives another sharding; one
  /// without a path by its shard and record. A reported name (`tool` where `base` was declared) is content; a number is not.
  public func fingerprint(in result: RuleResult) -> String {
    var place = path ?? ""
    if path == nil {
      place = [shard, record.map(String.init)].compactMap { $0 }.joined(separator: " ")
      if place.isEmpty { place = episode.map(String.init) ?? "" }
    }
    var name = ""
    if case .name(let text)? = observed { name = text }
    return Fingerprint.of([result.id, result.scope, split ?? "", place, feature ?? "", name])
  }
}
