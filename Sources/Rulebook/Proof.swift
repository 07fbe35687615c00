import Documents
import Episodes
import Measures

/// What a golden dataset is expected to bring out, from its JSON file.
public struct GoldenExpectation: Sendable, Hashable {
  /// Where a finding is expected; what is not given is not compared.
  public struct Place: Sendable, Hashable {
    public var split: String?
    public var episode: Int?
    public var shard: String?
    public var record: Int?
    public var feature: String?
    public var step: Int?
  }

  public var name: String
  public var what: String
  public var target: String
  /// The user's cupel.yaml that it is checked under: its text, or the name of a file that ships with Cupel. Nil for none.
  public var contract: String?
  /// Which pictures are decoded.
  public var images: PictureSampling.Mode
  /// Another dataset to hold the pictures against, below the golden ones.
  public var reference: String?
  public var verdict: Verdict
  /// The rule that must fail; nil for clean datasets.
  public var rule: String?
  public var outcome: Outcome
  public var severity: Severity?
  public var places: [Place]
  /// Rules that may fail besides.
  public var allowed: [String]
  /// Splits that cannot be read whole: there any rule may come to `error`.
  public var partlyUnread: [String]

  public init(_ node: Node, file: String) throws(DocumentError) {
    func broken(_ message: String) -> DocumentError { DocumentError(file: file, mark: node.mark, message: message) }
    guard let name = node["name"]?.string, let expected = node["expected"] else { throw broken("needs a name and what is expected") }
    guard let verdict = expected["verdict"]?.string.flatMap(Verdict.init(rawValue:)) else { throw broken("needs the expected verdict") }
    self.name = name
    self.verdict = verdict
    what = node["what"]?.string ?? ""
    target = node["target"]?.string ?? "generic"
    contract = node["contract"]?.string
    images = node["images"]?.string.flatMap(PictureSampling.Mode.init(rawValue:)) ?? .sample
    reference = node["reference"]?.string
    rule = expected["rule"]?.string
    outcome = expected["outcome"]?.string.flatMap(Outcome.init(rawValue:)) ?? .fail
    severity = expected["severity"]?.string.flatMap(Severity.init(rawValue:))
    places = (expected["where"]?.list ?? []).map { place in
      Place(
        split: place["split"]?.string, episode: place["episode"]?.integer, shard: place["shard"]?.scalarText,
        record: place["record"]?.integer, feature: place["feature"]?.string,
        step: place["steps"]?.list?.first?.integer ?? place["step"]?.integer)
    }
    allowed = ((expected["allowed"] ?? expected["consequences"])?.list ?? []).compactMap(\.string)
    partlyUnread = (expected["partly_unread"]?.list ?? []).compactMap(\.string)
  }
}

/// One golden dataset held against its expectation.
public struct Proof: Sendable, Hashable {
  public var expectation: GoldenExpectation
  /// What the expected rule came to, or the verdict of a clean dataset.
  public var found: String
  public var isCaught: Bool
  public var isLocalised: Bool
  public var falseAlarms: [String]

  public var holds: Bool { isCaught && isLocalised && falseAlarms.isEmpty }

  public init(_ expectation: GoldenExpectation, run: Run) {
    self.expectation = expectation
    let expected = run.rules.filter { $0.id == expectation.rule && $0.outcome == expectation.outcome }
    if expectation.rule == nil {
      isCaught = run.verdict == expectation.verdict
      found = run.verdict.rawValue
    } else {
      let severe = expected.filter { expectation.severity == nil || $0.severity == expectation.severity }
      isCaught = !severe.isEmpty && run.verdict == expectation.verdict
      let told = run.rules.filter { $0.id == expectation.rule }.map { result in
        result.outcome == .fail ? result.severity.rawValue : result.outcome.rawValue
      }
      found = "\(run.verdict.rawValue), \(Set(told).sorted().joined(separator: "/"))"
    }
    let findings = expected.flatMap(\.findings)
    isLocalised = expectation.places.allSatisfy { place in findings.contains { Self.matches($0, place) } }
    falseAlarms = run.rules.filter { result in
      guard result.id != expectation.rule, !expectation.allowed.contains(result.id) else { return false }
      // Behind damaged bytes other rules cannot look, and say so: an honest "error" is no false alarm there.
      if result.outcome == .error {
        return !(expectation.partlyUnread.contains(result.scope) || result.scope == "dataset" && !expectation.partlyUnread.isEmpty)
      }
      return result.outcome == .fail && result.severity > .info
    }.map { "\($0.id) [\($0.scope)]" }
  }

  private static func matches(_ finding: Finding, _ place: GoldenExpectation.Place) -> Bool {
    if let split = place.split, finding.split != split { return false }
    if let episode = place.episode, finding.episode != episode { return false }
    if let shard = place.shard, finding.shard.map({ $0 == shard || $0.hasSuffix(shard) || $0.contains("-0000\(shard)-of-") }) != true {
      return false
    }
    if let record = place.record, finding.record != record { return false }
    if let feature = place.feature, finding.feature.map({ $0.hasPrefix(feature) || feature.hasPrefix($0) }) != true { return false }
    if let step = place.step, finding.steps?.contains(step) != true { return false }
    return true
  }
}
