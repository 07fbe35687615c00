import Documents
import Episodes
import Rulebook
import Testing

@testable import cupel

/// Runs a command line and gives its exit status; reports go to files, the terminal stays quiet.
private func cupel(_ words: String...) async -> Int32 { await Cupel.run(words) }

@Suite("The command line keeps its exit statuses")
struct ExitStatusTests {
  private let clean = Repository.path("GoldenDatasets/bases/euler-base")
  private let faulty = Repository.path("GoldenDatasets/derived/labels-in-millimetres")
  private let damaged = Repository.path("GoldenDatasets/derived/payload-bit-flip")

  @Test("0 accept, 1 reject, 3 incomplete")
  func verdicts() async {
    #expect(await cupel("check", clean, "--quiet") == 0)
    #expect(await cupel("check", faulty, "--quiet") == 1)
    // The damage itself is not asked for, so nothing failed; but language/present could not look at everything.
    #expect(await cupel("check", damaged, "--quiet", "--only", "language/present") == 3)
    #expect(await cupel("check", damaged, "--quiet", "--only", "language/present", "--split", "val") == 0)
    #expect(await cupel("check", clean, faulty, "--quiet") == 1)
  }

  @Test("--fail-on never turns 1 into 0, never 2 or 3; --fail-on warning rejects on warnings")
  func failOn() async {
    #expect(await cupel("check", faulty, "--quiet", "--fail-on", "never") == 0)
    #expect(await cupel("check", damaged, "--quiet", "--fail-on", "never", "--only", "language/present") == 3)
    #expect(await cupel("check", "/nowhere", "--quiet", "--fail-on", "never") == 2)
    let warned = Repository.path("GoldenDatasets/bases/one-instruction")
    #expect(await cupel("check", warned, "--quiet") == 0)
    #expect(await cupel("check", warned, "--quiet", "--fail-on", "warning") == 1)
  }

  @Test("metadata that promise more records than there can be are not believed")
  func promises() async throws {
    let (_, files) = try golden("bases/euler-base")
    let scratch = try ScratchFolder()
    for (name, bytes) in files {
      var text = String(decoding: bytes, as: UTF8.self)
      if name == "dataset_info.json" {
        // Every shard is said to hold 2^63 - 1 records.
        for length in ["\"8\"", "\"1\""] { text = text.split(separator: length).joined(separator: "\"9223372036854775807\"") }
        #expect(text.contains("9223372036854775807"))
        try Files.write(text, to: "\(scratch.path)/\(name)")
      } else {
        try Files.write(bytes, to: "\(scratch.path)/\(name)")
      }
    }
    #expect(await cupel("check", scratch.path, "--quiet") == 1)
    #expect(await cupel("check", scratch.path, "--quiet", "--episodes", "5") == 0)
    #expect(await cupel("inspect", scratch.path) == 0)
  }

  @Test("a picture that no sample meets rejects where all are decoded; pictures are held against a reference")
  func pictures() async {
    let damaged = Repository.path("GoldenDatasets/derived/picture-damaged")
    #expect(await cupel("check", damaged, "--quiet") == 0)
    #expect(await cupel("check", damaged, "--quiet", "--images", "all") == 1)
    #expect(await cupel("check", damaged, "--quiet", "--images", "none") == 0)
    let darker = Repository.path("GoldenDatasets/derived/another-light-than-the-reference")
    let reference = Repository.path("GoldenDatasets/bases/tabletop-cameras")
    let only = ["--quiet", "--fail-on", "warning", "--only", "image/reference-shift"]
    #expect(await Cupel.run(["check", reference] + only + ["--reference", reference]) == 0)
    // A heuristic does not gate; it is told.
    #expect(await Cupel.run(["check", darker] + only + ["--reference", reference]) == 0)
  }

  @Test("2 for usage and configuration, and for a path that holds no dataset or several")
  func usage() async throws {
    #expect(await Cupel.run([]) == 2)
    #expect(await cupel("chekc", clean) == 2)
    #expect(await cupel("check") == 2)
    #expect(await cupel("check", clean, "--trget", "openvla") == 2)
    #expect(await cupel("check", clean, "--target", "opnvla") == 2)
    #expect(await cupel("check", clean, "--only", "action/outlier", "--quiet") == 2)
    #expect(await cupel("check", clean, "--jobs", "0") == 2)
    #expect(await cupel("check", clean, "--images", "some") == 2)
    #expect(await cupel("check", clean, "--reference", "/nowhere") == 2)
    #expect(await cupel("check", clean, "--as-of", "2026-02-30") == 2)
    #expect(await cupel("check", clean, "--split", "tset") == 2)
    #expect(await cupel("check", "/nowhere") == 2)
    #expect(await cupel("check", Repository.path("GoldenDatasets/bases")) == 2)
    #expect(await cupel("check", Repository.path("Rules")) == 2)
    #expect(await cupel("explain", "action/outlierz") == 2)
    #expect(await cupel("show", clean) == 2)
    #expect(await cupel("show", clean, "--episode", "train/x") == 2)
    #expect(await cupel("show", clean, "--episode", "train/24") == 2)
    #expect(await cupel("show", clean, "--episode", "train/0", "--steps", "9..3") == 2)
    #expect(await cupel("show", clean, "--episode", "train/0", "--feature", "observation/stat") == 2)
    #expect(await cupel("rules", "extra") == 2)
    let scratch = try ScratchFolder()
    #expect(await cupel("check", clean, "--quiet", "--json", "\(scratch.path)/no/such/folder/report.json") == 2)
  }
}

@Suite("Configuration, roles and rules of one's own")
struct ConfigurationTests {
  private let clean = Repository.path("GoldenDatasets/bases/euler-base")

  @Test(
    "the cupel.yaml that inspect writes reproduces the roles that were inferred",
    arguments: ["euler-base", "quaternion-state", "with-timestamps", "wrist-camera"])
  func roundTrip(base: String) async throws {
    let scratch = try ScratchFolder()
    let path = Repository.path("GoldenDatasets/bases/\(base)")
    let file = "\(scratch.path)/cupel.yaml"
    #expect(await cupel("inspect", path, "--write", file) == 0)
    let rulebook = try Rulebook()
    let written = try Configuration.read(try Files.read(file), file: file, owner: .user, rules: rulebook.rules)
    let inferred = try check(path, rulebook: rulebook).setting.roles
    #expect(!written.roles.isEmpty)
    #expect(written.roles.map(\.role).sorted() == inferred.bindings.map(\.role).sorted())
    for role in written.roles { #expect(inferred[role.role]?.slices == role.slices, "\(role.role)") }
    #expect(written.declarations.stateRotation == inferred["pose.rotation"]?.form)
    #expect(await cupel("check", path, "--quiet", "--config", file) == 0)
  }

  @Test("a rule of one's own over one's own column is held, and its mistakes are exit 2")
  func ownRule() async throws {
    let scratch = try ScratchFolder()
    try Files.makeFolder("\(scratch.path)/lab")
    let rule = """
      id: lab/reach
      since: 1
      confidence: certain
      states: The arm stays within {limit} of its base along x.
      found: "{count} of {total} {noun} reach further; the worst, {worst.episode}, {worst.value}."
      why: Beyond it stands a wall.
      fix: Record it again.
      metric: {name: column.max, feature: "observation/state[0]"}
      levels:
        - {severity: error, require: {at_most: LIMIT}}
      """
    func status(_ text: String) async throws -> Int32 {
      try Files.write(text, to: "\(scratch.path)/lab/reach.yaml")
      return await cupel("check", clean, "--quiet", "--rules", scratch.path, "--only", "lab/reach")
    }
    #expect(try await status(rule.replacing("LIMIT", with: "100")) == 0)
    #expect(try await status(rule.replacing("LIMIT", with: "-100")) == 1)
    #expect(try await status(rule.replacing("LIMIT", with: "100").replacing("column.max", with: "column.mxa")) == 2)
    #expect(try await status(rule.replacing("LIMIT", with: "100 mm")) == 2)
  }

  @Test("beside the data a cupel.yaml may not loosen the gate; a role it names must exist")
  func ownersWord() async throws {
    let scratch = try ScratchFolder()
    let path = "\(scratch.path)/1.0.0"
    try Files.makeFolder(path)
    for (name, bytes) in try golden("derived/one-episode-scaled").files { try Files.write(bytes, to: "\(path)/\(name)") }
    func status(_ text: String) async throws -> Int32 {
      try Files.write(text, to: "\(path)/cupel.yaml")
      return await cupel("check", path, "--quiet")
    }
    #expect(try await status("control_hz: 5\n") == 1)
    #expect(try await status("labels: commanded\n") == 1, "declaring commands does not make executed labels into commands")
    for loosened in [
      "limits:\n  action/reconstruction-position: {at_most: 1000 m}\n", "waivers: []\n", "severities: {action/labels: info}\n",
    ] {
      #expect(try await status(loosened) == 2)
    }
    #expect(try await status("roles: {pose.position: [\"observation/stat[0:3]\"]}\n") == 2)
    #expect(try await status("roles: {pose.position: [\"observation/state[0:30]\"]}\n") == 2)
    #expect(try await status("a: &x [*x]\n") == 2)
    // The same words from the user are heard.
    let own = "\(scratch.path)/cupel.yaml"
    try Files.write("labels: executed\n", to: "\(path)/cupel.yaml")
    try Files.write("limits:\n  action/reconstruction-position: {at_most: 1000 m}\n", to: own)
    #expect(await cupel("check", path, "--quiet", "--config", own) == 0)
  }

  @Test("a features.json that cannot be read rejects, whatever roles the owner declares")
  func unreadable() async throws {
    let scratch = try ScratchFolder()
    let path = "\(scratch.path)/1.0.0"
    try Files.makeFolder(path)
    for (name, bytes) in try golden("bases/with-timestamps").files {
      try Files.write(name == "features.json" ? Array(bytes.prefix(200)) : bytes, to: "\(path)/\(name)")
    }
    #expect(Files.exists("\(path)/cupel.yaml"))
    #expect(await cupel("check", path, "--quiet") == 1)
  }

  @Test("arguments are read as people write them")
  func arguments() throws {
    let usage = Usage(
      command: "x", summary: "", positionals: "D...",
      options: [
        Option(name: "a", value: "V", isRepeated: true, help: ""), Option(name: "b", help: ""), Option(name: "c", value: "V", help: ""),
      ])
    let read = try Arguments(["--a=1", "p", "--a", "2", "--b", "--", "--c"], usage: usage)
    #expect(read.all("a") == ["1", "2"] && read.has("b") && read.positionals == ["p", "--c"])
    for words in [["--c"], ["--c", "1", "--c", "2"], ["--b=1"], ["--d"], ["-b"]] {
      #expect(throws: UsageError.self, "\(words)") { try Arguments(words, usage: usage) }
    }
    do { _ = try Arguments(["--aa", "1"], usage: usage) } catch { #expect(error.description.contains("did you mean \"--a\"?")) }
  }
}

@Suite("cupel baseline, and checks against it")
struct BaselineCommandTests {
  private let faulty = Repository.path("GoldenDatasets/derived/labels-in-millimetres")
  private let clean = Repository.path("GoldenDatasets/bases/euler-base")

  @Test("what is recorded is known, what comes after rejects, and what is mended leaves the file")
  func life() async throws {
    let scratch = try ScratchFolder()
    let file = "\(scratch.path)/b.json"
    #expect(await cupel("baseline", faulty, "-o", file, "--quiet") == 0)
    #expect(await cupel("check", faulty, "--quiet") == 1)
    #expect(await cupel("check", faulty, "--quiet", "--baseline", file) == 0)
    let first = try Files.read(file)
    #expect(await cupel("baseline", faulty, "-o", file, "--quiet") == 0)
    #expect(try Files.read(file) == first)
    #expect(!first.contains(scratch.path) && !first.contains(Repository.root))
    // The mended data are of the same name: all of the entries go, and do not come back by themselves.
    #expect(await cupel("baseline", clean, "-o", file, "--quiet") == 0)
    #expect(try !Files.read(file).contains("fingerprint"))
    #expect(await cupel("baseline", faulty, "-o", file, "--quiet") == 0)
    #expect(await cupel("check", faulty, "--quiet", "--baseline", file) == 1)
    #expect(await cupel("baseline", faulty, "--output", file, "--accept-new", "--quiet") == 0)
    #expect(try Files.read(file) == first)
  }

  @Test("an acceptance refuses baselines, a sample makes none, and a spoiled or missing one is no baseline")
  func refused() async throws {
    let scratch = try ScratchFolder()
    let file = "\(scratch.path)/b.json"
    #expect(await cupel("baseline", clean, "-o", file, "--quiet") == 0)
    #expect(await cupel("check", clean, "--quiet", "--baseline", file, "--pack", "vendor-acceptance") == 2)
    #expect(await cupel("baseline", clean, "-o", file, "--quiet", "--pack", "vendor-acceptance") == 2)
    #expect(await cupel("baseline", clean, "-o", file, "--quiet", "--pack", "spot-audit") == 2)
    try Files.write("{}", to: file)
    #expect(await cupel("check", clean, "--quiet", "--baseline", file) == 2)
    #expect(await cupel("baseline", clean, "-o", file, "--quiet") == 2)
    #expect(await cupel("check", clean, "--quiet", "--baseline", "\(scratch.path)/none") == 2)
    #expect(try Files.read(file) == "{}")
  }
}
