import Documents
import Reporting
import Rulebook

/// `cupel rules`: what is known, one line a rule.
enum RulesCommand: Command {
  static var usage: Usage {
    Usage(
      command: "rules", summary: "list the rules, their severity and confidence",
      options: Workbench.ruleOptions + [
        Option(name: "pack", value: "NAME", kind: .pack, help: "as this pack weighs them (default training-gate)")
      ])
  }

  static func run(_ arguments: Arguments) async throws -> Int32 {
    let rulebook = try Workbench.rulebook(arguments)
    let pack = try rulebook.pack(arguments.value("pack") ?? "training-gate")
    let rules = RuleSet(rulebook: rulebook, pack: pack, asOf: "9999-12-31").rules
    let width = (rules.map(\.id.count).max() ?? 0) + 2
    var lines: [String] = []
    for rule in rules {
      let name = rule.id + String(repeating: " ", count: width - rule.id.count)
      let severity = rule.severity.rawValue.padding(to: 9)
      lines.append("\(name)\(severity)\(rule.confidence.rawValue.padding(to: 11))\(VisibleText.line(Explain.stated(rule)))")
    }
    Console.out(lines.joined(separator: "\n") + "\n\(rules.count) rules in the pack \(pack.name)\n")
    return 0
  }
}

extension String {
  fileprivate func padding(to width: Int) -> String { self + String(repeating: " ", count: max(1, width - count)) }
}

/// `cupel targets [T]`: the model families, and what is known of one loader.
enum TargetsCommand: Command {
  static var usage: Usage {
    Usage(
      command: "targets", summary: "list the model families; with a name, what its loader does", positionals: "[NAME]",
      positionalKind: .target,
      options: Workbench.ruleOptions + [
        Option(name: "cards", help: "list the public datasets that are known, and whose loaders' tables hold them")
      ])
  }

  static func run(_ arguments: Arguments) async throws -> Int32 {
    let rulebook = try Workbench.rulebook(arguments)
    if let name = arguments.positionals.first {
      _ = try arguments.onlyPositional("NAME")
      Console.out(Explain.render(try rulebook.target(name), width: min(Console.width, 100)))
      return 0
    }
    if arguments.has("cards") {
      Console.out(CardList.render(rulebook.cards.values.sorted { $0.name < $1.name }, width: min(Console.width, 140)))
      return 0
    }
    let width = (rulebook.targets.keys.map(\.count).max() ?? 0) + 2
    for name in rulebook.targets.keys.sorted() {
      guard let target = rulebook.targets[name] else { continue }
      Console.out("\(name.padding(to: width))\(VisibleText.line(target.summary))\n")
    }
    return 0
  }
}
