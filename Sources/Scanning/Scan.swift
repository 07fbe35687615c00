import Episodes
import Measures
import Synchronization

/// How far a scan has come; told to whoever shows progress.
public final class ScanProgress: Sendable {
  public let totalBytes: UInt64
  public let totalShards: Int
  private let bytes = Atomic<UInt64>(0)
  private let shards = Atomic<Int>(0)

  init(totalBytes: UInt64, totalShards: Int) {
    self.totalBytes = totalBytes
    self.totalShards = totalShards
  }

  public var bytesRead: UInt64 { bytes.load(ordering: .relaxed) }
  public var shardsDone: Int { shards.load(ordering: .relaxed) }

  func add(bytes count: Int) { bytes.wrappingAdd(UInt64(max(count, 0)), ordering: .relaxed) }
  func finishShard() { shards.wrappingAdd(1, ordering: .relaxed) }
}

/// Reads every shard of a dataset once and keeps a leaf state of each.
public struct Scan: Sendable {
  public let plan: Plan
  public let reader: any DatasetReader
  /// Where it is noted what each probe cost; nil costs nothing.
  public let profile: ScanProfile?

  public init(plan: Plan, reader: any DatasetReader, profile: ScanProfile? = nil) {
    self.plan = plan
    self.reader = reader
    self.profile = profile
  }

  private struct Work: Sendable {
    var split: String
    var shard: Shard
  }

  /// What the workers share: the list of shards, how far it is taken, and what came of them.
  private final class Bench: Sendable {
    let order: [Work]
    private let taken = Atomic<Int>(0)
    private let finished = Mutex<[LeafState]>([])

    init(_ order: [Work]) { self.order = order }

    func next() -> Work? {
      let index = taken.wrappingAdd(1, ordering: .relaxed).oldValue
      return index < order.count ? order[index] : nil
    }

    func finish(_ state: LeafState) { finished.withLock { $0.append(state) } }
    var states: [LeafState] { finished.withLock { $0 } }
  }

  /// One worker for each job pulls shards, the largest first, from an atomic index. Which worker scans which shard changes nothing: a
  /// leaf state depends on its shard and the plan alone.
  public func run(splits: Set<String>? = nil, jobs: Int, watch: (@Sendable (ScanProgress) -> Void)? = nil) async throws(StateConflict)
    -> StateSet
  {
    var work: [Work] = []
    for split in reader.description.splits where splits?.contains(split.name) ?? true {
      for shard in split.shards { work.append(Work(split: split.name, shard: shard)) }
    }
    work.sort {
      ($1.shard.byteCount, $0.split, $0.shard.index) < ($0.shard.byteCount, $1.split, $1.shard.index)
    }
    let bench = Bench(work)
    let progress = ScanProgress(totalBytes: work.reduce(0) { $0 + $1.shard.byteCount }, totalShards: work.count)
    await withDiscardingTaskGroup { group in
      for _ in 0..<max(1, min(jobs, work.count)) {
        group.addTask {
          while let work = bench.next() {
            let state = leafState(of: work.shard, split: work.split) { count in
              progress.add(bytes: count)
              watch?(progress)
            }
            bench.finish(state)
            progress.finishShard()
            watch?(progress)
          }
        }
      }
    }
    return try StateSet(planDigest: plan.digest, bench.states)
  }

  /// Scans one shard.
  public func leafState(of shard: Shard, split: String, progress: (Int) -> Void = { _ in }) -> LeafState {
    var state = plan.emptyState(
      ShardKey(split: split, shard: shard.index), file: shard.file, declaredRecords: shard.declaredRecords)
    var row = RowWriter(texts: TextTable())
    let probes = plan.probes
    let widths = probes.map(\.fields.count)
    let viewMaker = plan.viewMaker
    var watch = profile.map { _ in ProbeWatch(probes: probes.count) }
    func observe(_ episode: borrowing Episode) {
      for index in probes.indices {
        row.write(probes[index], episode, width: widths[index], to: &state.tables[index])
        watch?.lap(index)
      }
    }
    let outcome = read(
      shard, split: split,
      visit: { episode in
        state.episodes.append(
          EpisodeStub(
            record: episode.identity.record, offset: episode.identity.offset, steps: episode.steps, isWhole: episode.isWhole))
        watch?.begin(steps: episode.steps)
        var seen = copy episode
        if let viewMaker { seen.made = viewMaker.make(episode) }
        plan.series.prepare(&seen, counting: &state.spreads)
        watch?.lapView()
        observe(seen)
        return true
      }, progress: progress)
    if let watch { profile?.add(watch, bytes: outcome.bytesRead) }
    state.texts = row.texts
    state.records = outcome.records
    state.payloadBytes = outcome.payloadBytes
    state.bytesRead = outcome.bytesRead
    state.bytesTouched = outcome.bytesTouched
    state.digest = outcome.digest
    // A reader says what is wrong with a file; which shard of which split that is, the scan knows.
    state.faults = outcome.faults.map { fault in
      var fault = fault
      fault.split = fault.split ?? split
      fault.file = fault.file ?? shard.file
      fault.shard = fault.shard ?? shard.index
      return fault
    }.sorted()
    return state
  }

  /// All of a shard; of a sample, the records that were drawn, and nothing of a shard of which none were.
  private func read(_ shard: Shard, split: String, visit: (borrowing Episode) -> Bool, progress: (Int) -> Void) -> ShardOutcome {
    guard let sample = plan.sample else {
      return reader.scan(split: split, shard: shard, selecting: plan.selection, visit: visit, progress: progress)
    }
    guard let part = sample.part(split, shard.index), !part.drawn.isEmpty else { return ShardOutcome() }
    return reader.readRecords(
      Set(part.drawn), split: split, shard: shard, selecting: plan.selection, visit: visit, progress: progress)
  }
}
