import Episodes
import Measures
import Pictures

/// An episode as people and findings name it: `train/17`, counted from 0 within the split in shard and record order.
public struct EpisodeAddress: Sendable, Hashable, CustomStringConvertible {
  public var split: String
  public var number: Int

  public init(split: String, number: Int) {
    self.split = split
    self.number = number
  }

  public init?(_ text: String) {
    guard let slash = text.lastIndex(of: "/"), slash > text.startIndex, let number = Int(text[text.index(after: slash)...]), number >= 0
    else { return nil }
    self.init(split: String(text[..<slash]), number: number)
  }

  public var description: String { "\(split)/\(number)" }
}

/// One episode, and where it was found.
public struct FetchedEpisode: Sendable {
  public var address: EpisodeAddress
  public var shard: Shard
  public var episode: Episode
}

/// Why an episode could not be fetched.
public enum FetchFailure: Error, Sendable, Hashable, CustomStringConvertible {
  case noSplit(String, known: [String])
  case noEpisode(EpisodeAddress, found: Int)

  public var description: String {
    switch self {
    case .noSplit(let name, let known): "there is no split \"\(name)\"; there are \(known.joined(separator: ", "))"
    case .noEpisode(let address, let found):
      found == 0
        ? "the split \(address.split) holds no episode that can be read"
        : "there is no episode \(address); \(address.split) holds 0 to \(found - 1)"
    }
  }
}

/// Finds one episode by its number and reads it. Numbers count what could be decoded, so the shards in front are counted through, without
/// reading a single column of theirs.
public struct EpisodeFetch: Sendable {
  let reader: any DatasetReader
  let selection: ColumnSelection
  let viewMaker: ViewMaker?

  /// `copying` says which rows of the columns' cameras are copied, for whoever shows them.
  public init(
    reader: any DatasetReader, setting: Setting, columns: ColumnPlan, copying: (@Sendable (EpisodeIdentity, Int) -> [Int])? = nil
  ) {
    self.reader = reader
    var pictures = PictureSelection()
    if let copying {
      pictures = PictureSelection(leaves: columns.cameras, reader: PictureCopier())
      pictures.wanted = copying
    }
    selection = ColumnSelection(leaves: columns.selection, pictures: pictures)
    viewMaker = columns.readsMadeColumns ? ViewMaker(setting.loader, schema: setting.schema, selection: columns.selection) : nil
  }

  public func fetch(_ address: EpisodeAddress) throws(FetchFailure) -> FetchedEpisode {
    guard let split = reader.description.splits.first(where: { $0.name == address.split }) else {
      throw .noSplit(address.split, known: reader.description.splits.map(\.name))
    }
    var before = 0
    for shard in split.shards.sorted(by: { $0.index < $1.index }) {
      var record: Int?
      _ = reader.scan(
        split: split.name, shard: shard, selecting: ColumnSelection(leaves: []),
        visit: { episode in
          if before == address.number { record = episode.identity.record }
          before += 1
          return record == nil
        }, progress: { _ in })
      guard let record else { continue }
      let found = fetch([record], of: shard, split: split.name)[record]
      if let found { return FetchedEpisode(address: address, shard: shard, episode: found) }
    }
    throw .noEpisode(address, found: before)
  }

  /// Some records of a shard by their index, in one pass that hops over the others. What cannot be decoded is left out.
  public func fetch(_ records: Set<Int>, of shard: Shard, split: String) -> [Int: Episode] {
    var found: [Int: Episode] = [:]
    _ = reader.readRecords(
      records, split: split, shard: shard, selecting: selection,
      visit: { episode in
        var seen = copy episode
        if let viewMaker { seen.made = viewMaker.make(episode) }
        found[episode.identity.record] = seen
        return found.count < records.count
      }, progress: { _ in })
    return found
  }
}
