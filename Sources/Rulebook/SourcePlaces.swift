/// Where in the user's own files a result is told. Code scanners and merge requests hang what they show on a line of a file that is under
/// version control, and the data are not; the contract is.
public struct SourcePlaces: Sendable, Hashable {
  /// The user's cupel.yaml, or the contract given in its place.
  public struct Contract: Sendable, Hashable {
    /// As the user named it.
    public var file: String
    /// The lines of its top-level keys.
    public var lines: [String: Int]

    public init(file: String, lines: [String: Int]) {
      self.file = file
      self.lines = lines
    }
  }

  public struct Place: Sendable, Hashable {
    public var file: String
    /// Counted from 1.
    public var line: Int

    public init(file: String, line: Int) {
      self.file = file
      self.line = line
    }
  }

  public var contract: Contract?
  /// The folder that holds the shards, below the path that the user gave.
  public var folder: String
  /// The file of the dataset that stands for it where there is no contract: `features.json`.
  public var metadata: String

  public init(contract: Contract?, folder: String, metadata: String) {
    self.contract = contract
    self.folder = folder
    self.metadata = metadata
  }

  /// The line of the contract that a result is about: its waiver, where its limit was set, where the target or the pack was chosen; else the
  /// first.
  public func place(of result: RuleResult, waivers: [WaiverUse] = []) -> Place {
    guard let contract else { return Place(file: "\(folder)/\(metadata)", line: 1) }
    let told: [WaiverUse]
    if result.family == "waivers" {
      // A rule about waivers: the first of those that it tells of.
      told = waivers.filter { use in result.findings.contains { $0.feature == use.waiver.rule } && use.state != .undecided }
    } else if result.outcome == .waived, result.setAsideBy != .baseline {
      told = waivers.filter { $0.waiver.rule == result.id && $0.state == .used && $0.scopes.contains(result.scope) }
    } else {
      told = []
    }
    if let line = told.lazy.compactMap({ contract.line(in: $0.waiver.setIn) }).first { return Place(file: contract.file, line: line) }
    if let line = result.limit.flatMap({ contract.line(in: $0.setIn) }) { return Place(file: contract.file, line: line) }
    var keys = result.view == "raw" ? ["pack", "target"] : ["target", "pack"]
    if result.outcome == .waived || result.family == "waivers" { keys.insert("waivers", at: 0) }
    return Place(file: contract.file, line: keys.lazy.compactMap { contract.lines[$0] }.first ?? 1)
  }
}

extension SourcePlaces.Contract {
  /// The line of a place as messages write it (`cupel.yaml:14`), where that place is in this file.
  func line(in place: String) -> Int? {
    guard place.hasPrefix(file + ":") else { return nil }
    return Int(place.dropFirst(file.count + 1)).flatMap { $0 > 0 ? $0 : nil }
  }
}
