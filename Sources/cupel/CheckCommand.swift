import Glibc
import Measures
import Reporting
import Rulebook
import Scanning

/// `cupel check`: plan, scan, judge, report.
enum CheckCommand: Command {
  static var usage: Usage {
    Usage(
      command: "check", summary: "hold datasets against the rules: a verdict, reports, an exit status to gate on",
      positionals: "DATASET...", positionalKind: .folder,
      options: Workbench.datasetOptions + [
        Option(name: "split", value: "NAME", isRepeated: true, help: "only these splits"),
        Option(
          name: "reference", value: "DATASET", kind: .folder, help: "hold the pictures against those of this dataset: light, colour, view"),
        Option(name: "episodes", value: "N", help: "look at a sample of N (or N%) of the episodes; the verdict says so"),
        Option(name: "seed", value: "TEXT", help: "what the sample is drawn by (default 0)"),
      ] + Output.all.map(\.usage) + [
        Option(name: "thumbnails", help: "show pictures of the worst episodes on the page (off: they show people and places)"),
        Option(
          name: "ci", value: "WHICH", kind: .choice(ContinuousIntegration.choices),
          help: "what else the CI is told: auto (default: by its environment), github, gitlab, none"),
        Option(name: "jobs", value: "N", help: "workers (default: one a core)"),
        Option(
          name: "fail-on", value: "LEVEL", kind: .choice(["error", "warning", "never"]),
          help: "what rejects: error (default), warning, or never"),
        Option(name: "as-of", value: "DATE", help: "the day against which waivers are judged (default: today)"),
        Option(name: "baseline", value: "FILE", kind: .file, help: "what is known already (see cupel baseline): tell what is new"),
        Option(name: "profile", help: "tell on standard error what each probe cost"),
        Option(name: "quiet", help: "no summary, no progress: reports and the exit status alone"),
      ])
  }

  static func run(_ arguments: Arguments) async throws -> Int32 {
    guard !arguments.positionals.isEmpty else {
      throw UsageError("\"cupel check\" needs a DATASET: a folder with shards and features.json")
    }
    if arguments.has("thumbnails"), arguments.value("html") == nil { throw UsageError("--thumbnails needs --html FILE to show them on") }
    let bench = try Workbench(arguments)
    var rules = try bench.ruleSet()
    rules.baseline = try bench.baseline(for: rules)
    let jobs = try bench.jobs()
    let isQuiet = arguments.has("quiet")
    let outputs = try Output.chosen(arguments)
    let service = try ContinuousIntegration(arguments.value("ci"))
    var reference: PictureReference?
    if let path = arguments.value("reference") { reference = try await bench.reference(path, jobs: jobs) }
    var runs: [Run] = []
    for path in arguments.positionals {
      for (target, wasNamed) in try bench.targets() {
        var check = try bench.check(path, target: target, wasNamed: wasNamed, rules: rules, reference: reference)
        check.keepsEpisodes = outputs.contains { $0.output.listsEpisodes }
        check.keepsGlance = arguments.value("html") != nil
        let splits = try chosenSplits(arguments, check)
        let progress = isQuiet || !Console.isErrorTerminal ? nil : ProgressLine()
        let profile = arguments.has("profile") ? ScanProfile(plan: check.plan) : nil
        let states = try await check.scan(splits: splits, jobs: jobs, profile: profile) { progress?.show($0) }
        progress?.clear()
        let started = ContinuousClock.now
        var run = await check.judge(states, splits: splits, jobs: jobs)
        if check.keepsGlance || !isQuiet { run.exhibits = Evidence.collect(run, check) }
        if arguments.has("thumbnails") { run.contactSheet = ContactSheet(run, check) }
        runs.append(run)
        if let profile {
          Console.error(ProfileText.render(profile.costs, plan: check.plan, judging: ContinuousClock.now - started))
        }
      }
    }
    let verdict = runs.map(\.verdict).max { $0.rank < $1.rank } ?? .accept
    let report = Report(version: Cupel.version, verdict: verdict, runs: runs)
    var written = try outputs.compactMap { try $0.output.write(report, to: $0.file, root: service.root) }
    let isOutputTaken = outputs.contains { $0.file == "-" }
    written += service.tell(report, besides: outputs.map(\.output.option), isOutputTaken: isOutputTaken)
    if !isQuiet, !isOutputTaken {
      // A screen holds a summary; a log holds everything.
      let height = Console.isOutputTerminal ? max(Console.height, 24) : nil
      let text = TerminalReport(width: Console.width, colour: Console.usesColour, isUnicode: Console.isUnicode, height: height).render(
        report)
      Console.out(service.kind == .github ? GitHubCommands.quoted(text) : text)
      if !written.isEmpty { Console.out("Written: \(written.joined(separator: ", "))\n") }
    }
    return verdict.exitStatus
  }

  private static func chosenSplits(_ arguments: Arguments, _ check: Check) throws -> Set<String>? {
    let names = arguments.all("split")
    if names.isEmpty { return nil }
    let known = check.reader.description.splits.map(\.name)
    for name in names where !known.contains(name) {
      throw UsageError("no split \"\(name)\"; there are \(known.joined(separator: ", "))")
    }
    return Set(names)
  }
}

extension Verdict {
  /// Over several runs the worst stands.
  fileprivate var rank: Int {
    switch self {
    case .accept: 0
    case .incomplete: 1
    case .reject: 2
    }
  }
}
