import CTurboJPEG
import Episodes
import Formats
import Rulebook
import Scanning
import Synchronization

/// What looking at pictures costs: a scan without the rules of `image/`, with their headers, with the plan's sample and with all of them decoded, and beside
/// it a bare loop of libjpeg-turbo over the same pictures, held in memory, by the same number of workers. By turns, so that what else the machine does
/// slows all alike.
struct PictureMeasurement {
  let workers: Int
  let dataset: RLDSDataset
  let scans: [(name: String, check: Check)]

  init(_ directory: String, workers: Int) throws {
    self.workers = workers
    let dataset = try RLDSDataset.open(directory)
    self.dataset = dataset
    let rulebook = try Rulebook()
    func check(_ images: PictureSampling.Mode, skip: Set<String> = []) throws -> Check {
      try Check(
        rulebook: rulebook, reader: dataset, path: directory, target: try rulebook.target("openvla"), targetWasNamed: true,
        rules: RuleSet(rulebook: rulebook, pack: try rulebook.pack("training-gate"), skip: skip, asOf: "2026-01-01"), images: images)
    }
    let pictureRules = Set(rulebook.rules.keys.filter { $0.hasPrefix("image/") })
    scans = [
      ("without", try check(.none, skip: pictureRules)), ("headers", try check(.none)), ("sample", try check(.sample)),
      ("all", try check(.all)),
    ]
  }

  /// All pictures where they lie in the shards, the shards in memory.
  private struct Frames {
    var shards: [[UInt8]] = []
    var ranges: [(shard: Int, range: Range<Int>)] = []
  }

  private func loadFrames() throws -> Frames {
    let leaves = dataset.description.schema.leaves
    let cameras = ColumnSelection(leaves: leaves.indices.filter { leaves[$0].isPicture })
    var frames = Frames()
    for split in dataset.description.splits {
      for shard in split.shards {
        var bytes: [UInt8] = []
        var ranges: [(shard: Int, range: Range<Int>)] = []
        _ = dataset.scan(split: split.name, shard: shard, selecting: cameras) { episode in
          for column in episode.columns {
            for row in 0..<column.rows {
              let start = bytes.count
              bytes += column.payload(row)
              ranges.append((frames.shards.count, start..<bytes.count))
            }
          }
          return true
        } progress: { _ in
        }
        frames.shards.append(bytes)
        frames.ranges += ranges
      }
    }
    guard !frames.ranges.isEmpty else { throw BenchFailure("there are no pictures") }
    return frames
  }

  func run(rounds: Int) async throws {
    var seconds = Array(repeating: 0.0, count: scans.count)
    var bare = 0.0
    var sampled = 0
    var frames = Frames()
    var peak = 0
    for round in 0...rounds {
      // The first round warms caches and is not counted.
      for (index, scan) in scans.enumerated() {
        let started = ContinuousClock.now
        let states = try await Scan(plan: scan.check.plan, reader: dataset).run(jobs: workers)
        let time = Self.seconds(ContinuousClock.now - started)
        if round > 0 { seconds[index] += time }
        if scan.name == "sample", round == 0 { sampled = states.leaves.reduce(0) { $0 + $1.episodes.count } * 2 * cameraCount }
      }
      if round == 0 {
        // What a check takes, before the pictures are held in memory for the loop.
        peak = Int(Measurement.peakMemory)
        frames = try loadFrames()
      }
      let time = await bareLoop(frames)
      if round > 0 { bare += time }
    }
    func text(_ value: Double) -> String { CupelBench.two(value) }
    let times = seconds.map { $0 / Double(rounds) }
    let loop = bare / Double(rounds)
    let expected = times[1] + Double(sampled) * loop / Double(frames.ranges.count)
    print(
      "| \(workers) | \(text(times[0])) | \(text(times[1])) (\(text(times[1] / times[0]))) | \(text(times[2])) (\(text(times[2] / expected))) "
        + "| \(text(times[3])) | \(text(loop)) | \(text(loop / times[3])) | \(sampled) of \(frames.ranges.count) | \(peak) |")
  }

  private var cameraCount: Int { dataset.description.schema.leaves.count(where: \.isPicture) }

  private static func seconds(_ time: Duration) -> Double {
    Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18
  }

  /// Every picture decoded to RGB into one buffer a worker, nothing else.
  private func bareLoop(_ frames: Frames) async -> Double {
    let started = ContinuousClock.now
    let next = Counter()
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<workers {
        group.addTask {
          let decoder = tjInitDecompress()
          defer { tjDestroy(decoder) }
          var pixels = [UInt8](repeating: 0, count: 256 * 256 * 3)
          while true {
            let index = next.take()
            if index >= frames.ranges.count { return }
            let (shard, range) = frames.ranges[index]
            frames.shards[shard].withUnsafeBufferPointer { bytes in
              _ = tjDecompress2(
                decoder, bytes.baseAddress.map { $0 + range.lowerBound }, UInt(range.count), &pixels, 256, 0, 256, Int32(TJPF_RGB.rawValue),
                0)
            }
          }
        }
      }
    }
    return Self.seconds(ContinuousClock.now - started)
  }

  private final class Counter: Sendable {
    private let position = Atomic<Int>(0)
    func take() -> Int { position.add(1, ordering: .relaxed).oldValue }
  }
}
