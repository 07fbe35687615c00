import Episodes
import Measures
import Scanning

/// The episodes that a report draws: those in which failing rules found the worst. Fetched after judging by a targeted re-read that hops
/// over the records between them, each shard in one pass; never kept for all.
public struct Evidence: Sendable {
  /// Episodes that are fetched in all, and of one result.
  static let most = 12
  static let ofOneResult = 2

  /// An episode, and where it lies.
  struct Place: Sendable, Hashable {
    var split: String
    var episode: Int
    var shard: Int
    var record: Int
  }

  /// Families whose findings numbers of single episodes show.
  public static let families: Set<String> = ["action", "state", "gripper", "time", "tokens", "episode", "duplicates"]

  /// Whether numbers of single steps show what a rule found.
  public static func showsSteps(_ result: RuleResult) -> Bool {
    ["action", "state", "gripper", "tokens"].contains(result.family) && result.outcome == .fail
  }

  /// Failures in the order in which they are drawn: causes before what follows from them, what rejects before what does not.
  public static func order(_ results: [RuleResult]) -> [RuleResult] {
    ranked(results.filter { $0.outcome == .fail && (families.contains($0.family) || $0.id == "schema/last-step") })
  }

  static func ranked(_ failures: [RuleResult]) -> [RuleResult] {
    failures.enumerated().sorted { a, b in
      let (x, y) = (rank(a.element), rank(b.element))
      return x == y ? a.offset < b.offset : x < y
    }.map(\.element)
  }

  private static func rank(_ result: RuleResult) -> Int {
    (result.explainedBy == nil ? 0 : 8) + (result.isGating ? 0 : 4) + (result.severity == .error ? 0 : result.severity == .warning ? 1 : 2)
  }

  /// The worst episode of each result, then the second of each, until there are enough. A result that names no episode is shown by the
  /// first one of its split.
  static func places(_ run: Run, in description: DatasetDescription) -> [Place] {
    let results = order(run.rules)
    var places: [Place] = []
    for turn in 0..<ofOneResult {
      for result in results where places.count < most {
        let named = result.findings.lazy.compactMap { place($0, in: description) }
        let found = turn == 0 ? named.first ?? first(result, in: description) : named.dropFirst(turn).first
        if let found, !places.contains(found) { places.append(found) }
      }
    }
    return places
  }

  static func place(_ finding: Finding, in description: DatasetDescription) -> Place? {
    guard let split = finding.split, let episode = finding.episode, let file = finding.shard, let record = finding.record,
      let shard = description.splits.first(where: { $0.name == split })?.shards.first(where: { $0.file == file })
    else { return nil }
    return Place(split: split, episode: episode, shard: shard.index, record: record)
  }

  private static func first(_ result: RuleResult, in description: DatasetDescription) -> Place? {
    let wanted = result.findings.first?.split ?? result.scope
    guard let split = description.splits.first(where: { $0.name == wanted }) ?? description.splits.first,
      let shard = split.shards.min(by: { $0.index < $1.index }), description.sample == nil
    else { return nil }
    return Place(split: split.name, episode: 0, shard: shard.index, record: 0)
  }

  /// The episodes in the order in which they are wanted. Where the data cannot be read again, or the records are others by now, there are
  /// fewer, and the report does without.
  public static func collect(_ run: Run, _ check: Check) -> [Exhibit] {
    var description = check.reader.description
    description.sample = check.plan.sample
    let places = places(run, in: description)
    guard !places.isEmpty else { return [] }
    var columns = ColumnPlan()
    let reader = ExhibitReader(check.setting, convention: run.convention, columns: &columns)
    let fetch = EpisodeFetch(reader: check.reader, setting: check.setting, columns: columns)
    var exhibits: [Place: Exhibit] = [:]
    Self.fetch(places, in: description, by: fetch) { place, episode in
      exhibits[place] = reader.read(episode, split: place.split, number: place.episode)
    }
    return places.compactMap { exhibits[$0] }
  }

  /// Hands out the episodes of these places, each shard read in one pass.
  static func fetch(
    _ places: [Place], in description: DatasetDescription, by fetch: EpisodeFetch, use: (Place, borrowing Episode) -> Void
  ) {
    for split in description.splits {
      for shard in split.shards {
        let wanted = places.filter { $0.split == split.name && $0.shard == shard.index }
        guard !wanted.isEmpty else { continue }
        let found = fetch.fetch(Set(wanted.map(\.record)), of: shard, split: split.name)
        for place in wanted { if let episode = found[place.record] { use(place, episode) } }
      }
    }
  }
}
