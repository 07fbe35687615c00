import Documents
import Episodes
import Measures
import Reporting
import Rulebook
import Scanning

/// `cupel inspect`: schema, splits, roles; `--write` keeps the roles as a cupel.yaml.
enum InspectCommand: Command {
  static var usage: Usage {
    Usage(
      command: "inspect", summary: "show schema, splits and roles of a dataset; write a cupel.yaml", positionals: "DATASET",
      positionalKind: .folder,
      options: [
        Option(
          name: "target", value: "NAME", kind: .target, isRepeated: true,
          help: "tell what this model family's loader makes of it (see cupel targets)"),
        Option(name: "config", value: "FILE", kind: .file, help: "a cupel.yaml whose roles go before what is inferred"),
        Option(
          name: "write", value: "FILE", kind: .file, help: "write a commented cupel.yaml that reproduces the roles (- is standard output)"),
        Workbench.statisticsOption,
      ] + Workbench.ruleOptions)
  }

  static func run(_ arguments: Arguments) async throws -> Int32 {
    let bench = try Workbench(arguments)
    let path = try arguments.onlyPositional("DATASET")
    let rules = try bench.ruleSet()
    let checks = try bench.targets().map { try bench.check(path, target: $0.target, wasNamed: $0.wasNamed, rules: rules) }
    let check = checks[0]
    let inspection = Inspection(
      description: check.reader.description, roles: check.setting.roles,
      notes: check.notes + [Tasks.expected(check.setting)], eyes: checks.compactMap(\.eye))
    if let file = arguments.value("write") {
      try Files.write(inspection.configuration(), to: file)
      if file == "-" { return 0 }
    }
    Console.out(inspection.render(width: min(Console.width, 140)))
    return 0
  }
}

/// `cupel plan`: what a check would read and measure.
enum PlanCommand: Command {
  static var usage: Usage {
    Usage(
      command: "plan", summary: "print what a check would measure and which columns it would read", positionals: "DATASET",
      positionalKind: .folder,
      options: Workbench.datasetOptions)
  }

  static func run(_ arguments: Arguments) async throws -> Int32 {
    let bench = try Workbench(arguments)
    let path = try arguments.onlyPositional("DATASET")
    let rules = try bench.ruleSet()
    for (target, wasNamed) in try bench.targets() {
      let check = try bench.check(path, target: target, wasNamed: wasNamed, rules: rules)
      Console.out(PlanText.render(check))
    }
    return 0
  }
}
