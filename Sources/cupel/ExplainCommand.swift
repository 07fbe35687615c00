import Documents
import Reporting
import Rulebook

/// `cupel explain`: everything that a rule's file says; for a family, or for all, a list.
enum ExplainCommand: Command {
  static var usage: Usage {
    Usage(
      command: "explain", summary: "say what a rule holds true, why, how it is computed, and what to do; without RULE, list them",
      positionals: "[RULE | FAMILY]", positionalKind: .rule, options: Workbench.ruleOptions)
  }

  static func run(_ arguments: Arguments) async throws -> Int32 {
    let rulebook = try Workbench.rulebook(arguments)
    let page = RuleExplanation(width: Console.width, colour: Console.usesColour, isUnicode: Console.isUnicode)
    let all = rulebook.rules.values.sorted { $0.id < $1.id }
    guard !arguments.positionals.isEmpty else {
      Console.out(page.list(all))
      return 0
    }
    let name = try arguments.onlyPositional("RULE")
    let family = name.hasSuffix("/*") ? String(name.dropLast(2)) : name
    let members = all.filter { $0.family == family }
    if !members.isEmpty {
      Console.out(page.list(members))
      return 0
    }
    let rule: Rule
    do throws(UnknownName) { rule = try rulebook.rule(name) } catch {
      // A misspelt family has a neighbour among families.
      let families = Array(Set(all.map(\.family))).sorted()
      throw UsageError(
        "no rule or family \"\(name)\"\(Suggestion.didYouMean(family, among: name.contains("/") && !name.hasSuffix("/*") ? all.map(\.id) : families + all.map(\.id)))"
      )
    }
    Console.out(page.render(rule, clean: examples(rule.cleanExamples, rule), defect: examples(rule.defectExamples, rule)))
    return 0
  }

  private static func examples(_ names: [String], _ rule: Rule) -> [RuleExplanation.Example] {
    names.map { RuleExplanation.Example(dataset: $0, command: GoldenDatasets.command(showing: rule.id, in: $0)) }
  }
}

extension GoldenDatasets {
  /// The check that shows a rule over a golden dataset as it is proven, where the golden datasets are at hand; nil where they are not, or
  /// where no one line would do (a contract of its own).
  static func command(showing rule: String, in name: String, folder: String = "GoldenDatasets") -> String? {
    let isBase = Files.exists("\(folder)/bases/\(name)/expected.json")
    let file = isBase ? "\(folder)/bases/\(name)/expected.json" : "\(folder)/defects/\(name).json"
    guard Files.exists(file), let text = try? Files.read(file), let node = try? JSON.parse(Array(text.utf8), file: file) else { return nil }
    var words = ["cupel check", "\(folder)/\(isBase ? "bases" : "derived")/\(name)", "--only", rule]
    if let target = node["target"]?.string, target != "generic" { words += ["--target", target] }
    if let images = node["images"]?.string { words += ["--images", images] }
    if let reference = node["reference"]?.string { words += ["--reference", "\(folder)/\(reference)"] }
    if let contract = node["contract"]?.string {
      guard Assets.text(contract) != nil else { return "cupel prove --dataset \(name)" }
      words += ["--config", contract]
    }
    return words.joined(separator: " ")
  }
}
