import Episodes
import Measures

/// Every value of the target's view, read in a round of its own: what statistics with exact quantiles take.
public struct LoaderValues: Sendable {
  public private(set) var action: ValueTable
  public private(set) var proprio: ValueTable?
  /// Rows of each episode.
  public private(set) var episodes: [Int] = []
  /// What could not be read, other than left-out records.
  public private(set) var faults: [Fault] = []
  /// Exclusions that named a record which is there.
  public private(set) var left: Set<Exclusion> = []
  /// The first value that is no finite number.
  public private(set) var firstBad: String?

  /// An episode that is to be left out.
  public enum Exclusion: Sendable, Hashable {
    case record(split: String, shard: Int, record: Int)
    /// By its number within the split, in shard then record order.
    case episode(split: String, number: Int)
  }

  /// Reads `splits` (all where nil) in order of split, shard and record. Throws when the loader makes no action of the features.
  public init(
    _ reader: any DatasetReader, setting: Setting, splits: Set<String>?, withProprio: Bool, leavingOut: Set<Exclusion> = []
  ) throws(Absence) {
    var plan = ColumnPlan()
    guard let action = plan.bind("action", in: setting, view: .target) else {
      throw Absence(.missing, "the target's loader makes no action of these features, or its parts were not found")
    }
    let proprio = withProprio ? plan.bind("proprio", in: setting, view: .target) : nil
    self.action = ValueTable(width: action.width)
    self.proprio = proprio.map { ValueTable(width: $0.width) }
    let maker = plan.readsMadeColumns ? ViewMaker(setting.loader, schema: setting.schema, selection: plan.selection) : nil
    if plan.readsMadeColumns, maker == nil { throw Absence(.missing, "a column that the target's loader reads is not there") }
    for split in reader.description.splits where splits?.contains(split.name) ?? true {
      var number = 0
      for shard in split.shards {
        let outcome = reader.scan(
          split: split.name, shard: shard, selecting: ColumnSelection(leaves: plan.selection),
          visit: { episode in
            let exclusions: [Exclusion] = [
              .record(split: split.name, shard: shard.index, record: episode.identity.record),
              .episode(split: split.name, number: number),
            ]
            let name = "\(split.name)/\(number)"
            number += 1
            let named = exclusions.filter(leavingOut.contains)
            left.formUnion(named)
            guard named.isEmpty else { return true }
            var seen = copy episode
            if let maker { seen.made = maker.make(episode) }
            take(seen, name, action, proprio)
            return true
          }, progress: { _ in })
        for fault in outcome.faults where fault.hidesRecords {
          if let record = fault.record {
            let exclusion = Exclusion.record(split: split.name, shard: shard.index, record: record)
            if leavingOut.contains(exclusion) {
              left.insert(exclusion)
              continue
            }
          }
          var placed = fault
          placed.split = split.name
          placed.file = shard.file
          faults.append(placed)
        }
      }
    }
  }

  private mutating func take(_ episode: borrowing Episode, _ name: String, _ action: BoundRole, _ proprio: BoundRole?) {
    guard episode.isWhole, action.isPresent(in: episode), proprio?.isPresent(in: episode) ?? true else {
      faults.append(Fault(.undecodable, message: "\(name) lacks a column that the loader reads, or its columns differ in length"))
      return
    }
    let numbers = action.gather(episode)
    note(numbers, name, "action", action.width, action.firstStep(in: episode))
    self.action.values += numbers.map { Float($0) }
    episodes.append(action.rows(in: episode))
    if let proprio {
      let states = proprio.gather(episode)
      note(states, name, "proprio", proprio.width, proprio.firstStep(in: episode))
      self.proprio?.values += states.map { Float($0) }
    }
  }

  private mutating func note(_ numbers: [Double], _ name: String, _ column: String, _ width: Int, _ first: Int) {
    guard firstBad == nil, let at = numbers.firstIndex(where: { !Float($0).isFinite }) else { return }
    firstBad = "\(column)[\(at % max(width, 1))] of \(name) is no finite number at step \(at / max(width, 1) + first)"
  }
}

extension LoaderValues {
  /// openpi's statistics: of states a row a frame, of actions a chunk of `horizon` a frame, joints less the state at the chunk's start.
  public func openpi(horizon: Int, references: [Int?]) -> (state: StoredStatistics.Group?, actions: StoredStatistics.Group?) {
    var (states, actions) = (RunningStatistics(), RunningStatistics())
    var stateBatch = ValueTable(width: proprio?.width ?? 0)
    var actionBatch = ValueTable(width: action.width)
    let frames = episodes.reduce(0, +)
    let used = frames < RunningStatistics.batch ? frames : frames / RunningStatistics.batch * RunningStatistics.batch
    var frame = 0
    var start = 0
    for rows in episodes {
      for row in start..<start + rows where frame < used {
        let state = proprio.map { Array($0.values[row * $0.width..<(row + 1) * $0.width]) } ?? []
        stateBatch.values += state
        for step in 0..<horizon {
          let at = min(row + step, start + rows - 1) * action.width
          for dimension in 0..<action.width {
            let value = action.values[at + dimension]
            actionBatch.values.append(references[dimension].map { value - state[$0] } ?? value)
          }
        }
        frame += 1
        if frame % RunningStatistics.batch == 0 || frame == used {
          states.update(stateBatch)
          actions.update(actionBatch)
          stateBatch.values.removeAll(keepingCapacity: true)
          actionBatch.values.removeAll(keepingCapacity: true)
        }
      }
      start += rows
    }
    return (states.statistics, actions.statistics)
  }
}
