import Episodes
import Measures
import Scanning

/// Pictures of a few episodes: those of the worst findings, and two that no finding names, to compare. Only where someone asks for them:
/// pictures show people and places.
public struct ContactSheet: Sendable, Hashable {
  public struct Row: Sendable, Hashable {
    public var strip: FrameStrip
    /// The rules that name the episode, by id; none for an episode that nothing was found in.
    public var rules: [String]
    public var steps: ClosedRange<Int>?
  }

  public var rows: [Row]
  /// Episodes that were left out so that the pictures stay below `mostBytes`.
  public var leftOut: Int

  static let mostBytes = 1_100_000
  static let faulty = 8
  static let clean = 2

  private struct Wish {
    var place: Evidence.Place
    var rules: [String]
    var steps: ClosedRange<Int>?
    var camera: Int
  }

  /// Fetches them; nil where no episode has a picture that can be shown.
  public init?(_ run: Run, _ check: Check) {
    let schema = check.setting.schema
    let cameras = Self.cameras(check.setting)
    guard !cameras.isEmpty else { return nil }
    var description = check.reader.description
    description.sample = check.plan.sample
    var columns = ColumnPlan()
    let reader = FrameReader(check.setting, convention: run.convention, cameras: cameras, columns: &columns)
    let wishes = Self.faulty(run, description, cameras: cameras.map { schema.leaves[$0].path }) + Self.clean(run, check, description)
    var marked: [EpisodeIdentity: Int] = [:]
    for wish in wishes { marked[wish.place.identity] = wish.steps?.lowerBound ?? -1 }
    let fetch = EpisodeFetch(
      reader: check.reader, setting: check.setting, columns: columns,
      copying: { [marked] identity, rows in
        let named = marked[EpisodeIdentity(split: identity.split, shard: identity.shard, record: identity.record)].flatMap {
          $0 < 0 ? nil : $0
        }
        return FrameStrip.steps(of: rows, marked: named)
      })
    var strips: [Evidence.Place: FrameStrip] = [:]
    // No place is wished for twice.
    let wished = Dictionary(wishes.map { ($0.place, $0) }, uniquingKeysWith: { first, _ in first })
    Evidence.fetch(wishes.map(\.place), in: description, by: fetch) { place, episode in
      guard let wish = wished[place] else { return }
      strips[place] = reader.read(episode, split: place.split, number: place.episode, camera: wish.camera, marks: wish.steps)
    }
    var bytes = 0
    (rows, leftOut) = ([], 0)
    for wish in wishes {
      guard let strip = strips[wish.place] else { continue }
      let size = strip.frames.reduce(0) { $0 + $1.picture.jpeg.count }
      guard bytes + size <= Self.mostBytes else {
        leftOut += 1
        continue
      }
      bytes += size
      rows.append(Row(strip: strip, rules: wish.rules, steps: wish.steps))
    }
    if rows.isEmpty { return nil }
  }

  /// The one that roles call the primary in front, then the others; depth shows nothing to a person.
  private static func cameras(_ setting: Setting) -> [Int] {
    let all = setting.schema.leaves.indices.filter {
      let leaf = setting.schema.leaves[$0]
      return leaf.isPicture && leaf.element == .uint8
    }
    let primary = setting.roles["image.primary"]?.slices.first.flatMap { setting.schema.index(of: $0.path) }
    return all.filter { $0 == primary } + all.filter { $0 != primary }
  }

  /// The worst episode of each failing rule, whatever its family; of an episode that several name, all of them are told.
  private static func faulty(_ run: Run, _ description: DatasetDescription, cameras: [String]) -> [Wish] {
    var wishes: [Wish] = []
    for result in Evidence.ranked(run.rules.filter { $0.outcome == .fail }) {
      guard let finding = result.findings.first(where: { Evidence.place($0, in: description) != nil }),
        let place = Evidence.place(finding, in: description)
      else { continue }
      if let known = wishes.firstIndex(where: { $0.place == place }) {
        if !wishes[known].rules.contains(result.id) { wishes[known].rules.append(result.id) }
        wishes[known].steps = wishes[known].steps ?? finding.steps
      } else if wishes.count < faulty {
        let camera = cameras.firstIndex { $0 == finding.feature } ?? 0
        wishes.append(Wish(place: place, rules: [result.id], steps: finding.steps, camera: camera))
      }
    }
    return wishes
  }

  /// The first episodes of the first split that no failing rule names. Of a sample, numbers do not say what was looked at.
  private static func clean(_ run: Run, _ check: Check, _ description: DatasetDescription) -> [Wish] {
    guard check.plan.sample == nil, let split = description.splits.first(where: { $0.name == "train" }) ?? description.splits.first else {
      return []
    }
    var named: Set<Int> = []
    for result in run.rules where result.outcome == .fail {
      for finding in result.findings where finding.split == split.name { if let episode = finding.episode { named.insert(episode) } }
    }
    let episodes = run.dataset.splits.first { $0.name == split.name }?.episodes ?? 0
    let fetch = EpisodeFetch(reader: check.reader, setting: check.setting, columns: ColumnPlan())
    let numbers = (0..<min(episodes, named.count + clean)).filter { !named.contains($0) }.prefix(clean)
    return numbers.compactMap { number in
      guard let found = try? fetch.fetch(EpisodeAddress(split: split.name, number: number)) else { return nil }
      let place = Evidence.Place(
        split: split.name, episode: number, shard: found.shard.index, record: found.episode.identity.record)
      return Wish(place: place, rules: [], steps: nil, camera: 0)
    }
  }
}

extension Evidence.Place {
  var identity: EpisodeIdentity { EpisodeIdentity(split: split, shard: shard, record: record) }
}
