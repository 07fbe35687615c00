import Documents
import Glibc
import Reporting
import Rulebook

/// A verb of the command line.
protocol Command {
  static var usage: Usage { get }
  /// Carries it out and gives the exit status.
  static func run(_ arguments: Arguments) async throws -> Int32
}

@main
enum Cupel {
  static let version = "0.1.0"

  static var commands: [any Command.Type] {
    [
      CheckCommand.self, BaselineCommand.self, StatsCommand.self, InspectCommand.self, PlanCommand.self, RulesCommand.self,
      ExplainCommand.self,
      TargetsCommand.self,
      ShowCommand.self, ProveCommand.self, CompletionsCommand.self, ManualCommand.self,
    ]
  }

  static func main() async {
    let words = Array(CommandLine.arguments.dropFirst())
    exit(await run(words))
  }

  /// 0 accept, 1 reject, 3 incomplete; 2 for usage, configuration and internal faults only.
  static func run(_ words: [String]) async -> Int32 {
    guard let verb = words.first else {
      Console.error(help(width: Console.width))
      return 2
    }
    if verb == "--help" || verb == "-h" || verb == "help" {
      Console.out(help(width: Console.width) + "\n")
      return 0
    }
    if verb == "--version" {
      Console.out("cupel \(version)\n")
      return 0
    }
    guard let command = commands.first(where: { $0.usage.command == verb }) else {
      Console.error("cupel: no verb \"\(verb)\"\(Suggestion.didYouMean(verb, among: commands.map { $0.usage.command })); see cupel --help")
      return 2
    }
    do {
      let arguments = try Arguments(words.dropFirst(), usage: command.usage)
      if arguments.wantsHelp {
        Console.out(command.usage.help(width: Console.width))
        return 0
      }
      return try await command.run(arguments)
    } catch {
      Console.error("cupel: \(VisibleText.block(String(describing: error)))")
      return 2
    }
  }

  static func help(width: Int) -> String {
    let verbs = HelpTable.lines(commands.map { ($0.usage.command, $0.usage.summary) }, width: width)
    let title = TextWidth.wrap("cupel \(version): a validator for robot-training data", to: width)
    let usage = TextWidth.wrap("usage: cupel VERB [options] [DATASET...]", to: width)
    let more = TextWidth.wrap(
      "cupel VERB --help says more. Exit status: 0 accept, 1 reject, 3 incomplete, 2 usage or configuration.", to: width)
    return (title + [""] + usage + [""] + verbs + [""] + more).joined(separator: "\n")
  }
}
