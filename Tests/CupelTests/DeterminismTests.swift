import Measures
import Reporting
import Rulebook
import Scanning
import Testing

@testable import cupel

/// A folder that is gone after the test.
struct ScratchFolder: ~Copyable {
  let path: String

  init() throws {
    path = "\(Console.environment("TMPDIR") ?? "/tmp")/cupel-test-\(UInt64.random(in: 0...UInt64.max))"
    try Files.makeFolder(path)
  }

  deinit { Files.remove(path) }
}

/// A golden dataset as bytes, by file name.
func golden(_ path: String) throws -> (folder: String, files: [String: [UInt8]]) {
  let parent = Repository.path("GoldenDatasets/\(path)")
  let dataset = try #require(try Files.list(parent).first { Files.isFolder("\(parent)/\($0)") })
  let folder = "\(parent)/\(dataset)/1.0.0"
  var files: [String: [UInt8]] = [:]
  for name in try Files.list(folder) { files[name] = try Files.bytes("\(folder)/\(name)") }
  return (folder, files)
}

func check(_ path: String, target: String = "openvla", rulebook: Rulebook) throws -> Check {
  let bench = try Workbench(rulebook: rulebook)
  return try bench.check(path, target: try rulebook.target(target), wasNamed: true, rules: try bench.ruleSet())
}

/// All outputs of one run, as their bytes.
func outputs(_ run: Run) -> [String] {
  let report = Report(version: "test", verdict: run.verdict, runs: [run])
  return [
    JSONReport.render(report), JUnitReport.render(report), HTMLReport.render(report),
    TerminalReport(width: 100, colour: false).render(report),
  ]
}

@Suite("Same bytes in, same bytes out")
struct DeterminismTests {
  static let datasets = [
    "derived/labels-in-millimetres", "derived/cut-in-payload", "bases/with-timestamps", "derived/val-copied-from-train",
    "derived/pictures-damaged-in-one", "bases/depth-and-pixels",
  ]

  @Test("reports do not depend on the number of workers", arguments: datasets)
  func jobs(dataset: String) async throws {
    let rulebook = try Rulebook()
    let one = outputs(try await check(Repository.path("GoldenDatasets/\(dataset)"), rulebook: rulebook).run(jobs: 1))
    for jobs in [2, 5] {
      #expect(outputs(try await check(Repository.path("GoldenDatasets/\(dataset)"), rulebook: rulebook).run(jobs: jobs)) == one)
    }
  }

  @Test("reports do not depend on the order in which a folder lists its files", arguments: datasets)
  func listing(dataset: String) async throws {
    let rulebook = try Rulebook()
    let files = try golden(dataset).files
    let scratch = try ScratchFolder()
    let path = "\(scratch.path)/1.0.0"
    var seen: [[String]] = []
    for names in [files.keys.sorted(), files.keys.sorted().reversed()] {
      try Files.makeFolder(path)
      for name in names { try Files.write(files[name] ?? [], to: "\(path)/\(name)") }
      seen.append(outputs(try await check(path, rulebook: rulebook).run(jobs: 1)))
      Files.remove(path)
    }
    #expect(seen[0] == seen[1])
  }

  @Test("reports do not depend on how states met, and a state given twice changes nothing", arguments: datasets)
  func merging(dataset: String) async throws {
    let check = try check(Repository.path("GoldenDatasets/\(dataset)"), rulebook: try Rulebook())
    let states = try await Scan(plan: check.plan, reader: check.reader).run(jobs: 1)
    let straight = outputs(check.judge(states))
    let leaves = states.leaves
    for turn in 0..<3 {
      var union = try StateSet(planDigest: check.plan.digest)
      for index in leaves.indices {
        let leaf = leaves[(index * 7 + turn) % leaves.count == index ? index : leaves.count - 1 - index]
        try union.merge(try StateFile.decode(StateFile.encode(try StateSet(planDigest: check.plan.digest, [leaf, leaf]))))
      }
      try union.merge(states)
      #expect(outputs(check.judge(union)) == straight)
    }
  }
}

@Suite("Damage never passes")
struct DamageTests {
  /// Checks the small golden dataset with one file replaced.
  private func verdicts(_ damaged: some Sequence<[UInt8]>, of name: String) async throws -> [(Int, Verdict)] {
    let files = try golden("derived/small-and-whole").files
    let rulebook = try Rulebook()
    let scratch = try ScratchFolder()
    let path = "\(scratch.path)/1.0.0"
    try Files.makeFolder(path)
    for (name, bytes) in files { try Files.write(bytes, to: "\(path)/\(name)") }
    var accepted: [(Int, Verdict)] = []
    for (index, bytes) in damaged.enumerated() {
      try Files.write(bytes, to: "\(path)/\(name)")
      // A dataset that cannot even be opened is exit 2: refused as well.
      guard let check = try? check(path, target: "generic", rulebook: rulebook) else { continue }
      let run = try await check.run(jobs: 1)
      if run.verdict == .accept { accepted.append((index, run.verdict)) }
    }
    return accepted
  }

  private static let shard = "euler_base-val.tfrecord-00001-of-00003"

  @Test("untouched it is accepted, so that the rest of this suite says something")
  func whole() async throws {
    let bytes = try #require(try golden("derived/small-and-whole").files[Self.shard])
    #expect(try await verdicts([bytes], of: Self.shard).count == 1)
  }

  @Test("every byte flipped in turn: no crash, no hang, never accepted")
  func flips() async throws {
    let bytes = try #require(try golden("derived/small-and-whole").files[Self.shard])
    let damaged = bytes.indices.lazy.map { at in
      var copy = bytes
      copy[at] ^= UInt8(1 << (at % 8))
      return copy
    }
    #expect(try await verdicts(damaged, of: Self.shard).isEmpty)
  }

  @Test("every proper prefix: no crash, no hang, never accepted")
  func prefixes() async throws {
    let bytes = try #require(try golden("derived/small-and-whole").files[Self.shard])
    #expect(try await verdicts((0..<bytes.count).lazy.map { Array(bytes[..<$0]) }, of: Self.shard).isEmpty)
  }

  @Test("every proper prefix of the metadata: no crash, never accepted", arguments: ["features.json", "dataset_info.json"])
  func metadata(file: String) async throws {
    let bytes = try #require(try golden("derived/small-and-whole").files[file])
    // What is cut off at the very end may be white space only.
    let ends = stride(from: 0, to: bytes.count - 2, by: file == "features.json" ? 29 : 3)
    #expect(try await verdicts(ends.lazy.map { Array(bytes[..<$0]) }, of: file).isEmpty)
  }
}
