import CChecksum
import Episodes
import Formats
import Glibc
import Rulebook
import Scanning
import Synchronization

struct BenchFailure: Error, CustomStringConvertible {
  var description: String
  init(_ description: String) { self.description = description }
}

/// Reads every shard over and over, by turns with a bare loop of read() and CRC-32C, with the reader, with a scan
/// (every probe) and with a whole check (every rule judged, too), by the same number of workers: what the machine does otherwise at the time slows all alike.
struct Measurement {
  let dataset: RLDSDataset
  let directory: String
  let split: Split
  let selection: ColumnSelection
  let workers: Int
  let check: Check

  struct Figure {
    var bytes: UInt64 = 0
    var seconds: Double = 0
    var best: Double = 0
    var rate: Double { seconds > 0 ? Double(bytes) / seconds / 1e9 : 0 }

    mutating func add(_ more: UInt64, _ time: Double) {
      bytes += more
      seconds += time
      best = max(best, Double(more) / time / 1e9)
    }
  }

  init(_ directory: String, workers: Int) throws {
    self.directory = directory
    self.workers = workers
    dataset = try RLDSDataset.open(directory)
    guard let split = dataset.description.splits.first, !split.shards.isEmpty else { throw BenchFailure("\(directory) holds no shards") }
    self.split = split
    let leaves = dataset.description.schema.leaves
    selection = ColumnSelection(leaves: leaves.indices.filter { leaves[$0].isNumeric || leaves[$0].isText })
    let rulebook = try Rulebook()
    check = try Check(
      rulebook: rulebook, reader: dataset, path: directory, target: try rulebook.target("openvla"), targetWasNamed: true,
      rules: RuleSet(rulebook: rulebook, pack: try rulebook.pack("training-gate"), asOf: "2026-01-01"))
  }

  /// Turns until each has read at least this many bytes.
  func run(atLeast wanted: UInt64) async throws -> (floor: Figure, reader: Figure, scan: Figure, check: Figure) {
    var floor = Figure()
    var reader = Figure()
    var scan = Figure()
    var whole = Figure()
    _ = await turn { bareRead($0) }
    while min(floor.bytes, reader.bytes, whole.bytes) < wanted {
      let bare = await turn { bareRead($0) }
      floor.add(bare.bytes, bare.seconds)
      let decoded = await turn { read($0) }
      reader.add(decoded.bytes, decoded.seconds)
      let started = ContinuousClock.now
      let states = try await Scan(plan: check.plan, reader: dataset).run(jobs: workers)
      scan.add(bare.bytes, Self.seconds(ContinuousClock.now - started))
      let run = await check.judge(states, jobs: workers)
      guard run.verdict == .accept else { throw BenchFailure("the check does not accept what was generated") }
      whole.add(bare.bytes, Self.seconds(ContinuousClock.now - started))
    }
    return (floor, reader, scan, whole)
  }

  private static func seconds(_ time: Duration) -> Double {
    Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18
  }

  /// All shards once, pulled by the workers from one counter.
  private func turn(_ work: @Sendable @escaping (Shard) -> UInt64) async -> (bytes: UInt64, seconds: Double) {
    let shards = split.shards
    let started = ContinuousClock.now
    let bytes = await withTaskGroup(of: UInt64.self) { group in
      let queue = Queue()
      for _ in 0..<workers {
        group.addTask {
          var sum: UInt64 = 0
          while true {
            let index = queue.next()
            if index >= shards.count { return sum }
            sum += work(shards[index])
          }
        }
      }
      return await group.reduce(0, +)
    }
    return (bytes, Self.seconds(ContinuousClock.now - started))
  }

  private final class Queue: Sendable {
    private let position = Atomic<Int>(0)
    func next() -> Int { position.add(1, ordering: .relaxed).oldValue }
  }

  private func read(_ shard: Shard) -> UInt64 {
    var sum = 0.0
    let outcome = dataset.scan(split: split.name, shard: shard, selecting: selection) { episode in
      if let first = episode.columns.first?.numbers.last { sum += first }
      return true
    } progress: { _ in
    }
    precondition(outcome.faults.isEmpty && sum.isFinite)
    return outcome.bytesRead
  }

  /// The floor: every byte read in chunks of 1 MiB and summed, nothing else.
  private func bareRead(_ shard: Shard) -> UInt64 {
    let file = open(directory + "/" + shard.file, O_RDONLY)
    guard file >= 0 else { return 0 }
    defer { close(file) }
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 64)
    defer { buffer.deallocate() }
    var total: UInt64 = 0
    var crc: UInt32 = 0
    while true {
      let got = Glibc.read(file, buffer.baseAddress, buffer.count)
      if got <= 0 { break }
      crc = cupel_crc32c(crc, buffer.baseAddress, got)
      total += UInt64(got)
    }
    precondition(crc != 0 || total == 0)
    return total
  }

  /// Peak resident memory of this process in MB.
  static var peakMemory: Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return Double(usage.ru_maxrss) / 1024
  }
}
