import Reporting
import Rulebook

/// `cupel baseline`: write down what is found today, so that `cupel check --baseline` tells what comes after.
enum BaselineCommand: Command {
  static let usualFile = "cupel-baseline.json"

  static var usage: Usage {
    Usage(
      command: "baseline", summary: "record today's findings, for cupel check --baseline to tell what is new; afterwards it only shrinks",
      positionals: "DATASET...", positionalKind: .folder,
      options: Workbench.datasetOptions + [
        Option(name: "output", short: "o", value: "FILE", kind: .file, help: "where to (default \(usualFile))"),
        Option(name: "accept-new", help: "record also what an existing file does not hold"),
        Option(name: "jobs", value: "N", help: "workers (default: one a core)"),
        Option(name: "as-of", value: "DATE", help: "the day against which waivers are judged (default: today)"),
        Option(name: "quiet", help: "say nothing"),
      ])
  }

  static func run(_ arguments: Arguments) async throws -> Int32 {
    guard !arguments.positionals.isEmpty else {
      throw UsageError("\"cupel baseline\" needs a DATASET: a folder with shards and features.json")
    }
    let bench = try Workbench(arguments)
    let rules = try bench.ruleSet()
    try Workbench.refuseBaseline(rules.pack)
    if rules.pack.episodes != nil {
      throw UsageError("the pack \(rules.pack.name) looks at a sample: what is known of a sample is not known of the next")
    }
    let file = arguments.value("output") ?? usualFile
    let exists = file != "-" && Files.exists(file)
    var baseline = exists ? try Baseline.read(try Files.read(file), file: file) : Baseline(file: file)
    var lines: [String] = []
    let jobs = try bench.jobs()
    for path in arguments.positionals {
      for (target, wasNamed) in try bench.targets() {
        let check = try bench.check(path, target: target, wasNamed: wasNamed, rules: rules)
        let run = try await check.run(jobs: jobs)
        let change = baseline.record(
          run.rules, dataset: run.dataset.name, target: run.target, acceptsNew: !exists || arguments.has("accept-new"))
        lines += BaselineText.lines(change, run: run)
      }
    }
    try Files.write(baseline.text, to: file)
    if !arguments.has("quiet"), file != "-" { Console.out((lines + ["Written: \(VisibleText.line(file))"]).joined(separator: "\n") + "\n") }
    return 0
  }
}
