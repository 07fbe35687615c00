import Episodes
import Measures

/// Finds out what columns mean: numbers (does this action move this state?) before names, names before documentation, which is often
/// template boilerplate. What could not be found is left out, and its rules become not-applicable; it is never guessed.
public struct RoleInference {
  let reader: any DatasetReader
  let declarations: Declarations

  public init(reader: any DatasetReader, declarations: Declarations = Declarations()) {
    self.reader = reader
    self.declarations = declarations
  }

  /// All roles: the declared ones as they are, and what could be inferred for the others. Roles of a part (`left.`) are only declared.
  public func roles(declared: [RoleBinding]) -> RoleMap {
    let schema = reader.description.schema
    let names = NameInference(schema: schema)
    var found: [RoleBinding] = names.roles()
    let sample = EpisodeSample(
      reader: reader, paths: MotionInference.candidates(in: schema) + GripperInference.candidates(in: schema) + names.clocks)
    found.removeAll { binding in RoleMap.kind(of: binding.role)?.hasPrefix("timestamp") == true && !sample.rises(binding) }
    found += MotionInference(schema: schema, sample: sample, declarations: declarations, declared: declared).roles()
    let settled = Set(declared.map(\.role))
    var all = declared
    for binding in found where !settled.contains(binding.role) && !all.contains(where: { $0.role == binding.role }) { all.append(binding) }
    for binding in GripperInference(schema: schema, sample: sample, taken: all).roles() {
      if let known = all.firstIndex(where: { $0.role == binding.role }) { all[known] = binding } else { all.append(binding) }
    }
    for index in all.indices where all[index].form == nil {
      if all[index].role == "pose.rotation" { all[index].form = declarations.stateRotation ?? formByWidth(all[index]) }
      if all[index].role == "action.rotation" { all[index].form = declarations.actionRotation ?? formByWidth(all[index]) }
    }
    return RoleMap(all)
  }

  /// Nine numbers can only be a matrix; three or four may be more than one thing.
  private func formByWidth(_ binding: RoleBinding) -> RotationForm? {
    let schema = reader.description.schema
    let width = binding.slices.reduce(0) { total, slice in
      total + (slice.dimensions?.count ?? schema.index(of: slice.path).flatMap { schema.leaves[$0].width } ?? 0)
    }
    return width == 9 ? .matrix : nil
  }
}

/// A small deterministic sample of a dataset: the first episodes of its first, middle and last shards.
struct EpisodeSample {
  /// Episodes a sample holds at most.
  static let size = 24

  let columns: [String: Int]
  let episodes: [Episode]

  init(reader: any DatasetReader, paths: [String]) {
    let schema = reader.description.schema
    var selection: [Int] = []
    var columns: [String: Int] = [:]
    for path in paths where columns[path] == nil {
      guard let leaf = schema.index(of: path), schema.leaves[leaf].isNumeric else { continue }
      columns[path] = selection.count
      selection.append(leaf)
    }
    self.columns = columns
    var episodes: [Episode] = []
    for (split, shard, share) in Self.shards(of: reader.description) where !selection.isEmpty {
      var taken = 0
      _ = reader.scan(
        split: split, shard: shard, selecting: ColumnSelection(leaves: selection),
        visit: { episode in
          episodes.append(copy episode)
          taken += 1
          return taken < share
        }, progress: { _ in })
    }
    self.episodes = episodes
  }

  /// Train before others; of each split up to three shards, spread evenly, each with its share of the sample.
  private static func shards(of description: DatasetDescription) -> [(split: String, shard: Shard, share: Int)] {
    guard let split = description.splits.first(where: { $0.name == "train" }) ?? description.splits.first(where: { !$0.shards.isEmpty })
    else {
      return []
    }
    let shards = split.shards.sorted { $0.index < $1.index }
    if shards.isEmpty { return [] }
    let picked = Array(Set([0, shards.count / 2, shards.count - 1])).sorted()
    return picked.map { (split.name, shards[$0], size / picked.count) }
  }

  /// One column of one episode, where it is there with a row for each step.
  func column(_ path: String, of episode: Int) -> Column? {
    guard let index = columns[path] else { return nil }
    let column = episodes[episode].columns[index]
    return column.isPresent && column.rows == episodes[episode].steps ? column : nil
  }

  /// Whether a clock mostly rises in the sample; a column called `timestamp` that never moves is none.
  func rises(_ binding: RoleBinding) -> Bool {
    guard let path = binding.slices.first?.path else { return false }
    var rising = 0
    var pairs = 0
    for episode in episodes.indices {
      guard let column = column(path, of: episode), column.rows > 1 else { continue }
      for step in 1..<column.rows {
        pairs += 1
        if column[step, 0] > column[step - 1, 0] { rising += 1 }
      }
    }
    return pairs == 0 || Double(rising) > 0.5 * Double(pairs)
  }
}
