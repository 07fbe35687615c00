import Episodes
import Measures
import Reporting
import Rulebook
import Scanning

/// `cupel show`: one episode's columns over its steps, as a finding saw them.
enum ShowCommand: Command {
  static var usage: Usage {
    Usage(
      command: "show", summary: "show one episode: labels against motion, gripper command against state, step by step",
      positionals: "DATASET", positionalKind: .folder,
      options: [
        Option(name: "episode", value: "SPLIT/N", help: "which episode, as findings name it: train/17"),
        Option(name: "steps", value: "A..B", help: "only these steps"),
        Option(name: "mark", value: "STEP", help: "the step that a finding names, or A..B"),
        Option(name: "feature", value: "NAME", isRepeated: true, help: "only these features: observation/state[0:3]"),
        Option(name: "target", value: "NAME", kind: .target, help: "also what this model's loader makes of the action"),
        Option(name: "config", value: "FILE", kind: .file, help: "a cupel.yaml with roles and declarations"),
      ] + Workbench.ruleOptions)
  }

  static func run(_ arguments: Arguments) async throws -> Int32 {
    let bench = try Workbench(arguments)
    let path = try arguments.onlyPositional("DATASET")
    guard let text = arguments.value("episode") else { throw UsageError("\"cupel show\" needs --episode SPLIT/N, as findings name it") }
    guard let address = EpisodeAddress(text) else { throw UsageError("--episode is SPLIT/N, train/17 for one, not \"\(text)\"") }
    let (target, wasNamed) = try bench.targets()[0]
    let check = try bench.check(path, target: target, wasNamed: wasNamed, rules: try bench.ruleSet())
    var features: [Slice] = []
    for name in arguments.all("feature") {
      guard let slice = Slice(name) else { throw UsageError("--feature is a feature: observation/state[0:3], not \"\(name)\"") }
      features.append(slice)
    }
    var columns = ColumnPlan()
    let tracks: EpisodeTracks
    do throws(Absence) { tracks = try EpisodeTracks(check.setting, features: features, columns: &columns) } catch {
      throw UsageError(error.reason)
    }
    let instruction = check.setting.roles["instruction"].flatMap { $0.slices.first }.flatMap { columns.text($0.path, in: check.setting) }
    let found = try EpisodeFetch(reader: check.reader, setting: check.setting, columns: columns).fetch(address)
    let content = EpisodePage.Content(
      dataset: check.reader.description.name, episode: address.description,
      source: "\(found.shard.file) record \(found.episode.identity.record)",
      instruction: instruction.flatMap { found.episode.columns[$0].rows > 0 ? found.episode.columns[$0].text(0) : nil },
      steps: found.episode.steps, groups: tracks.groups(found.episode), window: try range(arguments, "steps"),
      marks: try range(arguments, "mark"))
    Console.out(EpisodePage(width: Console.width, colour: Console.usesColour).render(content))
    return 0
  }

  /// `40..60`, or one step.
  private static func range(_ arguments: Arguments, _ name: String) throws -> ClosedRange<Int>? {
    guard let text = arguments.value(name) else { return nil }
    var ends = text.split(separator: ".", omittingEmptySubsequences: true).map { Int($0) }
    if ends.count == 1 { ends.append(ends[0]) }
    guard ends.count == 2, let low = ends[0], let high = ends[1], low >= 0, low <= high else {
      throw UsageError("--\(name) is a step or a range of steps, 40..60, not \"\(text)\"")
    }
    return low...high
  }
}
