import Documents
import Episodes
import Reporting
import Rulebook
import Scanning

/// `cupel inspect`: schema, splits, roles; `--write` keeps the roles as a cupel.yaml.
enum InspectCommand: Command {
  static var usage: Usage {
    Usage(
      command: "inspect", summary: "show schema, splits and roles of a dataset; write a cupel.yaml", positionals: "DATASET",
      options: [
        Option(name: "config", value: "FILE", help: "a cupel.yaml whose roles go before what is inferred"),
        Option(name: "write", value: "FILE", help: "write a commented cupel.yaml that reproduces the roles (- is standard output)"),
        Workbench.statisticsOption,
      ] + Workbench.ruleOptions)
  }

  static func run(_ arguments: Arguments) async throws -> Int32 {
    let bench = try Workbench(arguments)
    let path = try arguments.onlyPositional("DATASET")
    let (target, wasNamed) = try bench.targets()[0]
    let check = try bench.check(path, target: target, wasNamed: wasNamed, rules: try bench.ruleSet())
    let inspection = Inspection(description: check.reader.description, roles: check.setting.roles, notes: check.notes)
    if let file = arguments.value("write") {
      try Files.write(inspection.configuration(), to: file)
      if file == "-" { return 0 }
    }
    Console.out(inspection.render())
    return 0
  }
}

/// `cupel plan`: what a check would read and measure.
enum PlanCommand: Command {
  static var usage: Usage {
    Usage(
      command: "plan", summary: "print what a check would measure and which columns it would read", positionals: "DATASET",
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
