import Documents
import Episodes
import Formats
import Testing

@testable import Scanning
@testable import cupel

/// Expected numbers come from the loaders' own code, run over the golden bases: GoldenDatasets/loader_statistics.py.
@Suite("cupel stats writes what the loaders compute")
struct StatsTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var base: String
    var schema: String
    var target: String
    var exclude: [String]
    var statistics: Node

    var testDescription: String { "\(base) for \(target) as \(schema)\(exclude.isEmpty ? "" : ", less \(exclude.count) episodes")" }
  }

  static let cases: [Case] = {
    let file = Repository.path("Tests/CupelTests/fixtures/loader-statistics.json")
    let root = (try? Files.bytes(file)).flatMap { try? JSON.parse($0, file: file) }
    return (root?["cases"]?.list ?? []).map { node in
      Case(
        base: node["base"]?.string ?? "", schema: node["schema"]?.string ?? "", target: node["target"]?.string ?? "",
        exclude: node["exclude"]?.list?.compactMap(\.string) ?? [], statistics: node["statistics"] ?? Node(.null))
    }
  }()

  @Test("the fixture is there") func fixture() { #expect(Self.cases.count == 11) }

  /// A number of float32 sums may differ in its last digits where shards are read in another order; here they are read in the same.
  @Test("the same numbers, the same layout", arguments: cases)
  func agrees(expected: Case) async throws {
    let scratch = try ScratchFolder()
    let out = "\(scratch.path)/out.json"
    var words = ["stats", Repository.path("GoldenDatasets/bases/\(expected.base)"), "--schema", expected.schema]
    words += ["--target", expected.target, "--output", out, "--cache"]
    if !expected.exclude.isEmpty {
      let list = "\(scratch.path)/list"
      try Files.write(Array(("# left out\n\n" + expected.exclude.joined(separator: "\n") + "\r\n").utf8), to: list)
      words += ["--exclude", list]
    }
    #expect(await Cupel.run(words) == 0)
    var root = try JSON.parse(try Files.bytes(out), file: out)
    if expected.schema == "openpi" { root = try #require(root["norm_stats"]) }
    let groups = try #require(expected.statistics.map)
    #expect(Set(groups.map(\.key)) == Set(root.map?.map(\.key) ?? []))
    for group in groups {
      let found = try #require(root[group.key])
      if let count = group.value.integer {
        #expect(found.integer == count, "\(group.key)")
        continue
      }
      #expect(Set(group.value.map?.map(\.key) ?? []) == Set(found.map?.map(\.key) ?? []))
      for entry in group.value.map ?? [] {
        let numbers = entry.value.list?.compactMap(\.number) ?? []
        let ours = found[entry.key]?.list?.compactMap(\.number) ?? []
        #expect(numbers.count == ours.count && !numbers.isEmpty)
        for (a, b) in zip(numbers, ours) { #expect((a - b).magnitude <= 1e-7 * max(a.magnitude, 1e-3), "\(group.key) \(entry.key)") }
      }
    }
  }

  private let base = Repository.path("GoldenDatasets/bases/euler-base")

  @Test("OpenVLA's file carries the dataset's name and a mask that leaves the gripper as it is")
  func named() async throws {
    let scratch = try ScratchFolder()
    let out = "\(scratch.path)/dataset_statistics.json"
    #expect(await Cupel.run(["stats", base, "--schema", "openvla", "--output", out]) == 0)
    let read = try #require(try StatisticsFile.read(try Files.bytes(out), file: out).first)
    #expect(read.dataset == "euler_base")
    #expect(read.action?.mask == [true, true, true, true, true, true, false])
    #expect(read.transitions == 967)
    #expect(read.trajectories == 27)
    // And the check agrees with it, found beside the data or given.
    #expect(await Cupel.run(["check", base, "--target", "openvla", "--quiet", "--statistics", out, "--only", "statistics/*"]) == 0)
  }

  @Test("a CSV leaves records out by shard, whatever its other columns")
  func csv() throws {
    let dataset = try RLDSDataset.open(base).description
    func list(_ text: String) throws -> ExclusionList { try ExclusionList(text, file: "list.csv", dataset: dataset) }
    let shard = try #require(dataset.splits.first { $0.name == "train" }?.shards.last)
    let text = "reason,record,split,shard\n\"too, \"\"long\"\"\",2,train,\(shard.file)\nx,0,val,0\n"
    #expect(
      Set(try list(text).entries.keys) == [
        .record(split: "train", shard: shard.index, record: 2), .record(split: "val", shard: 0, record: 0),
      ])
    #expect(Set(try list("episode,split\n3,train\n").entries.keys) == [.episode(split: "train", number: 3)])
    #expect(try list("").entries.isEmpty)
  }

  @Test(
    "a line that names no episode is an error with its place",
    arguments: [
      ("train/1\nbogus\n", "list:2:1"), ("test/1", "no split \"test\""), ("train/-1", "names no episode"), ("train/x", "names no episode"),
      ("split,shard\n", "needs the columns"), ("split,shard,record\ntrain,9,0\n", "no shard \"9\""),
      ("split,shard,record\ntrain,0\n", "list:2:1: 2 cells"), ("split,shard,record\ntrain,0,x\n", "no number of a record"),
      ("split,episode\n\"train,0\n", "a quote is not closed"),
    ])
  func brokenLists(text: String, expected: String) throws {
    let dataset = try RLDSDataset.open(base).description
    do {
      _ = try ExclusionList(text, file: "list", dataset: dataset)
      Issue.record("taken: \(text)")
    } catch { #expect("\(error)".contains(expected), "\(error)") }
  }

  @Test("what cannot be done ends in 2, and writes nothing")
  func refused() async throws {
    let scratch = try ScratchFolder()
    let out = "\(scratch.path)/out.json"
    let list = "\(scratch.path)/list"
    func stats(_ words: String...) async -> Int32 { await Cupel.run(["stats"] + words + ["--output", out]) }
    #expect(await stats(base) == 2)
    #expect(await stats(base, "--schema", "lerobot") == 2)
    #expect(await stats(base, "--target", "generic") == 2)
    try Files.write(Array("train/24\n".utf8), to: list)
    #expect(await stats(base, "--schema", "openvla", "--exclude", list) == 2)
    #expect(await stats(base, "--schema", "openvla", "--exclude", "/nowhere") == 2)
    let damaged = Repository.path("GoldenDatasets/derived/payload-bit-flip")
    #expect(await stats(damaged, "--schema", "openvla") == 2)
    let nan = Repository.path("GoldenDatasets/derived/nan-in-action")
    #expect(await stats(nan, "--schema", "openvla") == 2)
    #expect(!Files.exists(out))
    try Files.write(Array("train/6\n".utf8), to: list)
    #expect(await stats(nan, "--schema", "openvla", "--exclude", list) == 0)
  }

  @Test("--statistics: a file that cannot be read, or fits no schema, ends in 2")
  func given() async throws {
    let scratch = try ScratchFolder()
    let file = "\(scratch.path)/s.json"
    for text in ["{", "{\"x\": 1}", "[]"] {
      try Files.write(Array(text.utf8), to: file)
      #expect(await Cupel.run(["check", base, "--target", "openvla", "--quiet", "--statistics", file]) == 2)
    }
    #expect(await Cupel.run(["check", base, "--quiet", "--statistics", "/nowhere"]) == 2)
    #expect(await Cupel.run(["plan", base, "--statistics", file]) == 2)
  }
}
