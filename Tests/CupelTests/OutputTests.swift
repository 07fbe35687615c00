import Documents
import Formats
import Reporting
import Rulebook
import Testing

@testable import cupel

@Suite("Every output in one run, and what each CI is told")
struct OutputTests {
  private let faulty = Repository.path("GoldenDatasets/derived/one-episode-scaled")
  private let clean = Repository.path("GoldenDatasets/bases/euler-base")

  private func cupel(_ words: String...) async -> Int32 { await Cupel.run(words) }

  @Test("all outputs at once, the same bytes whatever the workers")
  func all() async throws {
    let scratch = try ScratchFolder()
    var seen: [[String]] = []
    for jobs in ["1", "4", "1"] {
      var words = ["check", faulty, "--target", "openvla", "--quiet", "--ci", "none", "--jobs", jobs]
      for output in Output.all { words += ["--\(output.option)", "\(scratch.path)/\(output.option)"] }
      #expect(await Cupel.run(words) == 1)
      seen.append(try Output.all.map { try Files.read("\(scratch.path)/\($0.option)") })
      for output in Output.all { Files.remove("\(scratch.path)/\(output.option)") }
    }
    #expect(seen[0] == seen[1] && seen[1] == seen[2])
    #expect(seen[0].allSatisfy { !$0.isEmpty })
    #expect(Set(seen[0]).count == Output.all.count)
  }

  @Test("the report itself does not depend on what else is written")
  func unchanged() async throws {
    let scratch = try ScratchFolder()
    let (alone, beside) = ("\(scratch.path)/alone.json", "\(scratch.path)/beside.json")
    #expect(await cupel("check", faulty, "--quiet", "--json", alone) == 1)
    #expect(await cupel("check", faulty, "--quiet", "--json", beside, "--csv", "\(scratch.path)/c", "--sarif", "\(scratch.path)/s") == 1)
    #expect(try Files.read(alone) == Files.read(beside))
  }

  @Test("two reports to one place, a service that is not known, and rejects of two datasets end in 2")
  func refused() async throws {
    let scratch = try ScratchFolder()
    let file = "\(scratch.path)/x"
    #expect(await cupel("check", faulty, "--quiet", "--json", "-", "--csv", "-") == 2)
    #expect(await cupel("check", faulty, "--quiet", "--json", file, "--csv", file) == 2)
    #expect(await cupel("check", faulty, "--quiet", "--ci", "jenkins") == 2)
    #expect(await cupel("check", faulty, clean, "--quiet", "--rejects", file) == 2)
    #expect(!Files.exists(file))
  }

  @Test("results of a contract lie on its lines")
  func contract() async throws {
    let scratch = try ScratchFolder()
    let (config, sarif) = ("\(scratch.path)/contract.yaml", "\(scratch.path)/log.sarif")
    try Files.write(
      "# ours\npack: training-gate\ntarget: openvla\nlimits:\n  action/reconstruction-position:\n    at_most: 2 mm\n", to: config)
    #expect(await cupel("check", faulty, "--quiet", "--config", config, "--sarif", sarif) == 1)
    let log = try JSON.parse(try Files.bytes(sarif), file: sarif)
    let results = log["runs"]?.list?[0]["results"]?.list ?? []
    func line(_ id: String) -> Int? {
      results.first { $0["ruleId"]?.string == id }?["locations"]?.list?[0]["physicalLocation"]?["region"]?["startLine"]?.integer
    }
    #expect(line("action/reconstruction-position") == 6)
    // How the loader takes its statistics follows from the target.
    #expect(line("loader/statistics-scope") == 3 || line("loader/statistics-scope") == 2)
    #expect(line("image/shift") == 2)
    let uri = results[0]["locations"]?.list?[0]["physicalLocation"]?["artifactLocation"]?["uri"]?.string
    #expect(uri == "file://\(config)")
  }

  @Test("a row for each episode that was looked at")
  func episodes() async throws {
    let scratch = try ScratchFolder()
    let file = "\(scratch.path)/e.csv"
    #expect(await cupel("check", faulty, "--target", "openvla", "--quiet", "--csv", file) == 1)
    let rows = try Files.read(file).split(separator: "\r\n").map { ExclusionList.cells(String($0)) ?? [] }
    let head = rows[0]
    let records = rows.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(head, $0)) }
    #expect(records.count == 27)
    let rejected = records.filter { $0["rejected"] == "yes" }
    #expect(rejected.map { "\($0["split"] ?? "")/\($0["episode"] ?? "")" } == ["train/6"])
    #expect(rejected.first?["worst_rule"] == "action/reconstruction-position")
    let drifts = records.compactMap { Double($0["position_drift_m"] ?? "") }
    #expect(drifts.count == 27)
    #expect(drifts.filter { $0 > 0.001 }.count == 1)
    #expect(records.allSatisfy { $0["instruction"]?.isEmpty == false && Int($0["steps"] ?? "") ?? 0 > 10 })
    // Of a sample, a row for each that was drawn.
    #expect(await cupel("check", clean, "--quiet", "--episodes", "5", "--csv", file) == 0)
    #expect(try Files.read(file).split(separator: "\r\n").count == 6)
  }

  /// Whoever leaves out what is listed has nothing left that a rule of single episodes rejects.
  @Test(
    "rejects are read by stats --exclude as they are",
    arguments: [
      ("one-episode-scaled", 1), ("nan-in-action", 1), ("payload-bit-flip", 1), ("checksum-bit-flip", 1), ("cut-in-payload", 1),
      ("val-copied-from-train", 1),
    ])
  func rejects(name: String, least: Int) async throws {
    let scratch = try ScratchFolder()
    let path = Repository.path("GoldenDatasets/derived/\(name)")
    let list = "\(scratch.path)/rejects.csv"
    #expect(await cupel("check", path, "--target", "openvla", "--quiet", "--rejects", list) == 1)
    let description = try RLDSDataset.open(path).description
    let exclusions = try ExclusionList(try Files.read(list), file: list, dataset: description)
    #expect(exclusions.entries.count >= least)
    #expect(exclusions.entries.count == (try Files.read(list)).split(separator: "\r\n").count - 1)
    for (schema, target) in [("openvla", "openvla"), ("openpi", "pi05")] {
      let out = "\(scratch.path)/\(schema).json"
      #expect(
        await cupel("stats", path, "--schema", schema, "--target", target, "--exclude", list, "--output", out) == 0, "\(schema)")
    }
  }

  @Test("a list finds a shard whose name had to be made fit to be shown")
  func shownNames() throws {
    var description = try RLDSDataset.open(clean).description
    let index = try #require(description.splits.firstIndex { $0.name == "train" })
    description.splits[index].shards[0].file = "=cmd\u{202e}.tfrecord-00000-of-00001"
    description.splits[index].name = "-train"
    let cell = CSV.text(description.splits[index].shards[0].file)
    #expect(cell == "'=cmd\\u{202e}.tfrecord-00000-of-00001")
    let text = "split,shard,record\r\n\(CSV.text("-train")),\(cell),3\r\n"
    let list = try ExclusionList(text, file: "list", dataset: description)
    #expect(Set(list.entries.keys) == [.record(split: "-train", shard: description.splits[index].shards[0].index, record: 3)])
  }
}

@Suite("CI services are known by their environment")
struct ContinuousIntegrationTests {
  private func service(_ choice: String?, _ environment: [String: String]) throws -> ContinuousIntegration {
    try ContinuousIntegration(choice) { environment[$0] }
  }

  private func report(_ path: String) async throws -> Report {
    let run = try await check(Repository.path("GoldenDatasets/\(path)"), rulebook: try Rulebook()).run(jobs: 1)
    return Report(version: "test", verdict: run.verdict, runs: [run])
  }

  @Test("detected, chosen, or left alone")
  func detection() throws {
    #expect(try service(nil, [:]).kind == .none)
    #expect(try service(nil, ["GITHUB_ACTIONS": "true"]).kind == .github)
    #expect(try service("auto", ["GITLAB_CI": "true"]).kind == .gitlab)
    #expect(try service("none", ["GITHUB_ACTIONS": "true"]).kind == .none)
    #expect(try service("github", [:]).kind == .github)
    #expect(try service("gitlab", ["GITHUB_ACTIONS": "true"]).kind == .gitlab)
    #expect(throws: UsageError.self) { try service("travis", [:]) }
  }

  @Test("paths are told from the root of the repository")
  func root() throws {
    let here = try #require(Files.workingDirectory)
    let parent = String(here[..<(here.lastIndex(of: "/") ?? here.startIndex)])
    let folder = String(here.dropFirst(parent.count + 1))
    #expect(try service(nil, ["GITHUB_WORKSPACE": parent]).root.path("cupel.yaml") == "\(folder)/cupel.yaml")
    #expect(try service(nil, ["CI_PROJECT_DIR": here]).root.path("cupel.yaml") == "cupel.yaml")
    #expect(try service(nil, [:]).root == SourceRoot())
  }

  @Test("the step summary is added to, never overwritten, and stops where GitHub would")
  func summary() async throws {
    let scratch = try ScratchFolder()
    let file = "\(scratch.path)/summary.md"
    try Files.write("# Of another step\n", to: file)
    let report = try await report("derived/one-episode-scaled")
    let github = try service("github", ["GITHUB_STEP_SUMMARY": file])
    #expect(github.summary(report) == ["step summary"])
    let text = try Files.read(file)
    #expect(text.hasPrefix("# Of another step\n### ❌ Cupel: reject"))
    #expect(text.contains("<code>action/reconstruction-position</code>"))
    #expect(github.summary(report) == ["step summary"])
    #expect(try Files.read(file).ranges(of: "### ❌ Cupel").count == 2)

    try Files.write(String(repeating: "x", count: 1_023 * 1_024), to: file)
    #expect(github.summary(report) == [])
    #expect(Files.size(file) == 1_023 * 1_024)
    // A summary that cannot be written changes nothing else.
    let broken = try service("github", ["GITHUB_STEP_SUMMARY": "\(scratch.path)/no/such/folder/s.md"])
    #expect(broken.summary(report) == [])
    #expect(try service("github", [:]).summary(report) == [])
  }
}
