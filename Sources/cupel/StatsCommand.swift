import Documents
import Episodes
import Formats
import Measures
import Rulebook
import Scanning

/// `cupel stats`: the statistics file that a loader would compute.
enum StatsCommand: Command {
  static var usage: Usage {
    Usage(
      command: "stats", summary: "write the statistics file that a loader would compute, with or without some episodes",
      positionals: "DATASET", positionalKind: .folder,
      options: [
        Option(
          name: "schema", value: "NAME", kind: .choice(schemas.map(\.rawValue)),
          help: "openvla, octo or openpi (default: what the target reads)"),
        Option(
          name: "target", value: "NAME", kind: .target, help: "whose view of the data (default: the first target that reads the schema)"),
        Option(
          name: "exclude", value: "FILE", kind: .file,
          help: "episodes to leave out: a CSV with split, shard, record, or lines like train/17"),
        Option(name: "output", short: "o", value: "FILE", kind: .file, help: "where to (default: standard output)"),
        Option(name: "cache", help: "OpenVLA: as its loader's own cache, without the dataset's name and the mask"),
        Option(name: "config", value: "FILE", kind: .file, help: "a cupel.yaml (default: the one in the working directory)"),
      ] + Workbench.ruleOptions)
  }

  private static let schemas: [StoredStatistics.Schema] = [.openvla, .octo, .openpi]

  static func run(_ arguments: Arguments) async throws -> Int32 {
    let bench = try Workbench(arguments)
    let path = try arguments.onlyPositional("DATASET")
    let (target, schema) = try chosen(arguments, bench)
    let check = try bench.check(path, target: target, wasNamed: true, rules: try bench.ruleSet())
    let description = check.reader.description
    let exclusions = try arguments.value("exclude").map { file in
      (file, try ExclusionList(try Files.read(file), file: file, dataset: description))
    }
    let spans = try splits(schema, target, description)
    // openpi reads states whatever the target says of them; the others only where proprioception is loaded.
    let values: LoaderValues
    do throws(Absence) {
      values = try LoaderValues(
        check.reader, setting: check.setting, splits: spans,
        withProprio: schema == .openpi || target.facts.proprio != nil, leavingOut: Set(exclusions?.1.entries.keys.map { $0 } ?? []))
    } catch {
      throw UsageError("\(path): \(error.reason)")
    }
    if let exclusions { try confirm(exclusions.1, file: exclusions.0, values, spans) }
    if let fault = values.faults.first {
      let place = [fault.split, fault.file, fault.record.map { "record \($0)" }].compactMap { $0 }.joined(separator: " ")
      throw UsageError(
        "\(path): not all of it can be read (\(place.isEmpty ? "" : "\(place): ")\(fault.message)); leave it out with --exclude")
    }
    if let bad = values.firstBad { throw UsageError("\(path): \(bad): a loader's statistics would be NaN; leave it out with --exclude") }
    let statistics = try computed(schema, values, check, isCache: arguments.has("cache"))
    try Files.write(StatisticsFile.write(statistics), to: arguments.value("output") ?? "-")
    if let file = arguments.value("output"), file != "-" {
      Console.error(
        "\(values.episodes.reduce(0, +)) steps of \(values.episodes.count) episodes, as \(target.name) makes them: \(file)")
    }
    return 0
  }

  private static func chosen(_ arguments: Arguments, _ bench: Workbench) throws -> (Target, StoredStatistics.Schema) {
    let known = schemas
    let names = known.map(\.rawValue).joined(separator: ", ")
    let schema = arguments.value("schema").flatMap(StoredStatistics.Schema.init(rawValue:))
    let configured = schema == nil ? bench.configuration?.target : nil
    if let name = arguments.value("target") ?? configured {
      let target = try bench.rulebook.target(name)
      let own = target.facts.statistics.flatMap { use in known.first { $0.rawValue == use.schema } }
      guard let wanted = schema ?? own else { throw UsageError("the target \(name) reads no statistics file: give --schema (\(names))") }
      return (target, wanted)
    }
    guard let schema else { throw UsageError("\"cupel stats\" needs a --schema (\(names)) or a --target that reads one") }
    let readers = bench.rulebook.targets.values.filter { $0.facts.statistics?.schema == schema.rawValue }
    guard let target = readers.min(by: { $0.name < $1.name }) else { throw UsageError("no target reads \(schema.rawValue) statistics") }
    return (target, schema)
  }

  /// All splits where the loader takes all, else train.
  private static func splits(
    _ schema: StoredStatistics.Schema, _ target: Target, _ description: DatasetDescription
  ) throws -> Set<String>? {
    let spansAll = target.facts.normalisation?.spansAllSplits ?? (schema != .openpi)
    if spansAll { return nil }
    guard description.splits.contains(where: { $0.name == "train" }) else {
      throw UsageError("the loader takes statistics over train, and there is no such split")
    }
    return ["train"]
  }

  /// A line of a split that the statistics do not span is nothing to them; any other must name an episode.
  private static func confirm(_ list: ExclusionList, file: String, _ values: LoaderValues, _ spans: Set<String>?) throws {
    let missing = list.entries.filter { !values.left.contains($0.key) && spans?.contains($0.key.split) ?? true }.min { $0.value < $1.value }
    guard let missing else { return }
    let name: String =
      switch missing.key {
      case .episode(let split, let number): "\(split)/\(number)"
      case .record(let split, let shard, let record): "record \(record) of shard \(shard) of \(split)"
      }
    throw DocumentError(
      file: file, mark: Mark(line: missing.value, column: 1), message: "there is no \(name) among the episodes that statistics span")
  }

  private static func computed(
    _ schema: StoredStatistics.Schema, _ values: LoaderValues, _ check: Check, isCache: Bool
  ) throws -> StoredStatistics {
    let setting = check.setting
    var statistics = StoredStatistics(file: "", schema: schema)
    if schema == .openpi {
      guard let horizon = check.target.facts.chunk else {
        throw UsageError("the target \(check.target.name) does not say how long a chunk is, over which openpi takes statistics")
      }
      guard values.proprio != nil else { throw UsageError("openpi's statistics need a state, and none was found (role proprio)") }
      let references = setting.deltaReferences(width: values.action.width)
      guard (references.compactMap { $0 }.max() ?? -1) < values.proprio?.width ?? 0 else {
        throw UsageError("openpi takes the state off the joints of the action, and the state has fewer dimensions")
      }
      let both = values.openpi(horizon: horizon, references: references)
      guard both.actions != nil else { throw UsageError("there are fewer than two rows of actions") }
      (statistics.proprio, statistics.action) = both
      return statistics
    }
    guard var action = LoaderStatistics.numpy(values.action) else { throw UsageError("there is no step of an action") }
    if schema == .openvla, !isCache {
      statistics.dataset = check.reader.description.name
      action.mask = setting.normalisationMask(width: values.action.width)
    }
    statistics.action = action
    statistics.proprio = values.proprio.flatMap { LoaderStatistics.numpy($0) }
    if schema == .openvla, statistics.proprio == nil { statistics.proprio = LoaderStatistics.zeros(width: values.action.width) }
    statistics.transitions = values.action.rows
    statistics.trajectories = values.episodes.count
    return statistics
  }
}

extension LoaderValues.Exclusion {
  fileprivate var split: String {
    switch self {
    case .record(let split, _, _), .episode(let split, _): split
    }
  }
}
