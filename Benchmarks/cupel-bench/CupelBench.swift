import CChecksum

/// `cupel-bench generate image|lowdim DIRECTORY MEGABYTES SHARDS` writes a dataset;
/// `cupel-bench read DIRECTORY GIGABYTES WORKERS` measures the reader and the whole check on it;
/// `cupel-bench pictures DIRECTORY ROUNDS WORKERS` measures what looking at pictures costs.
@main
struct CupelBench {
  static func main() async throws {
    let words = Array(CommandLine.arguments.dropFirst())
    if words.count == 5, words[0] == "generate", let shape = Generator.Shape(rawValue: words[1]), let size = Int(words[3]),
      let shards = Int(words[4]), shards > 0
    {
      var generator = Generator(shape)
      let bytes = try generator.write(to: words[2], megabytes: size, shards: shards)
      print("\(words[2]): \(bytes / 1_000_000) MB of \(shape.rawValue) records in \(shards) shards")
    } else if words.count == 4, words[0] == "read", let size = Double(words[2]), let workers = Int(words[3]), workers > 0 {
      let measurement = try Measurement(words[1], workers: workers)
      let (floor, reader, scan, check) = try await measurement.run(atLeast: UInt64(size * 1e9))
      func cell(_ one: Measurement.Figure) -> String { "\(two(one.rate)) (\(two(one.rate / floor.rate)))" }
      print(
        "| \(workers) | \(two(floor.rate)) | \(cell(reader)) | \(cell(scan)) | \(cell(check)) | \(two(Double(check.bytes) / 1e9)) | "
          + "\(Int(Measurement.peakMemory)) |")
    } else if words.count == 4, words[0] == "pictures", let rounds = Int(words[2]), rounds > 0, let workers = Int(words[3]), workers > 0 {
      try await PictureMeasurement(words[1], workers: workers).run(rounds: rounds)
    } else {
      throw BenchFailure(
        "usage: cupel-bench generate image|lowdim DIRECTORY MEGABYTES SHARDS | read DIRECTORY GIGABYTES WORKERS | pictures DIRECTORY ROUNDS WORKERS"
      )
    }
  }

  static func two(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
  }
}
