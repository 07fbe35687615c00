import Documents
import Episodes
import Formats
import Glibc
import Measures
import Rulebook
import Scanning

/// What several verbs need before they can start: the rulebook, a dataset with its configurations, the rules in force.
struct Workbench {
  static let ruleOptions = [
    Option(
      name: "rules", value: "DIR", kind: .folder, isRepeated: true,
      help: "rules, targets, packs and lists of words that add to or replace the built-in ones")
  ]

  static let statisticsOption = Option(
    name: "statistics", value: "FILE", kind: .file, isRepeated: true,
    help: "a statistics file of a loader (OpenVLA, Octo, openpi, LeRobot), besides those found beside the data")

  static let datasetOptions =
    [
      Option(
        name: "target", value: "NAME", kind: .target, isRepeated: true,
        help: "the model family that will train on the data (see cupel targets)"),
      Option(name: "pack", value: "NAME", kind: .pack, help: "which rules are in force (default training-gate)"),
      Option(name: "config", value: "FILE", kind: .file, help: "a cupel.yaml (default: the one in the working directory)"),
      Option(
        name: "images", value: "WHICH", kind: .choice(PictureSampling.Mode.allCases.map(\.rawValue)),
        help: "which pictures are decoded: sample (default), all, none"),
      statisticsOption,
      Option(name: "only", value: "RULE", kind: .rule, isRepeated: true, help: "only these rules: an id or family/*"),
      Option(name: "skip", value: "RULE", kind: .rule, isRepeated: true, help: "all but these rules"),
    ] + ruleOptions

  let rulebook: Rulebook
  let configuration: Configuration?
  let arguments: Arguments

  init(_ arguments: Arguments) throws {
    self.arguments = arguments
    let rulebook = try Self.rulebook(arguments)
    let file = arguments.value("config") ?? (Files.exists("cupel.yaml") ? "cupel.yaml" : nil)
    configuration = try file.map { try Configuration.read(try Files.read($0), file: $0, owner: .user, rules: rulebook.rules) }
    self.rulebook = rulebook
  }

  /// Without a command line: every option at its default, no cupel.yaml but the given one (its text, or the name of one that ships with
  /// Cupel).
  init(rulebook: Rulebook, contract: String? = nil) throws {
    self.rulebook = rulebook
    configuration = try contract.map { contract in
      let text = Assets.text(contract)
      return try Configuration.read(text ?? contract, file: text == nil ? "cupel.yaml" : contract, owner: .user, rules: rulebook.rules)
    }
    arguments = try Arguments([], usage: Usage(command: "check", summary: ""))
  }

  static func rulebook(_ arguments: Arguments) throws -> Rulebook {
    var sources: [Rulebook.Source] = []
    for folder in arguments.all("rules") {
      guard Files.isFolder(folder) else { throw UsageError("--rules \(folder): no such folder") }
      for file in try Files.all(below: folder, ending: ".yaml") { sources.append(Rulebook.Source(file: file, text: try Files.read(file))) }
    }
    return try Rulebook(adding: sources)
  }

  func targets() throws -> [(target: Target, wasNamed: Bool)] {
    let named = arguments.all("target")
    if !named.isEmpty { return try named.map { (try rulebook.target($0), true) } }
    if let name = configuration?.target { return [(try rulebook.target(name), true)] }
    return [(try rulebook.target("generic"), false)]
  }

  func ruleSet() throws -> RuleSet {
    let pack = try rulebook.pack(arguments.value("pack") ?? configuration?.pack ?? "training-gate")
    let only = try arguments.all("only").flatMap { try rulebook.ids(matching: $0) }
    let skip = try arguments.all("skip").flatMap { try rulebook.ids(matching: $0) }
    var failOn: Severity? = .error
    if let text = arguments.value("fail-on") { failOn = Severity(rawValue: text) }
    let asOf = arguments.value("as-of") ?? CalendarDay.day(unixSeconds: time(nil))
    guard CalendarDay.isValid(asOf) else { throw UsageError("--as-of is a day: YYYY-MM-DD") }
    return RuleSet(
      rulebook: rulebook, pack: pack, overrides: configuration?.limits ?? [], severities: configuration?.severities ?? [:],
      waivers: configuration?.waivers ?? [], only: only.isEmpty ? nil : Set(only), skip: Set(skip), failOn: failOn, asOf: asOf)
  }

  /// A dataset with everything settled, ready to scan.
  func check(
    _ path: String, target: Target, wasNamed: Bool, rules: RuleSet, images: PictureSampling.Mode? = nil, reference: PictureReference? = nil
  ) throws -> Check {
    let dataset = try RLDSDataset.open(path)
    var configurations = [configuration].compactMap { $0 }
    let beside = "\(dataset.directory)/cupel.yaml"
    if Files.exists(beside), configuration.map({ $0.file != beside }) ?? true {
      configurations.append(try Configuration.read(try Files.read(beside), file: beside, owner: .data, rules: rulebook.rules))
    }
    let found = StatisticsSearch(directory: dataset.directory, dataset: dataset.description.name)
    let told = DocumentSearch(directory: dataset.directory, dataset: dataset.description.name)
    let size = try sampleSize() ?? rules.pack.episodes
    let splits = arguments.all("split")
    let sample = size.flatMap { size in
      DrawnEpisodes.draw(
        size, seed: arguments.value("seed") ?? "0", from: dataset, splits: splits.isEmpty ? nil : Set(splits))
    }
    var check = try Check(
      rulebook: rulebook, reader: dataset, path: path, target: target, targetWasNamed: wasNamed, rules: rules,
      configurations: configurations, statistics: try given() + found.statistics, statisticsNotes: found.notes + told.notes,
      documents: Provenance(statements: told.statements, documents: told.documents), sample: sample, images: images ?? chosenImages(),
      reference: reference)
    let metadata = ["features.json", "dataset_info.json"].first { Files.exists("\(dataset.directory)/\($0)") }
    check.places = SourcePlaces(
      contract: configuration.map { SourcePlaces.Contract(file: $0.file, lines: $0.lines) }, folder: dataset.directory,
      metadata: metadata ?? "features.json")
    return check
  }

  /// The pictures of another dataset, scanned with nothing but what it takes to hold others against them.
  func reference(_ path: String, jobs: Int) async throws -> PictureReference {
    let rules = RuleSet(
      rulebook: rulebook, pack: try rulebook.pack("training-gate"), only: ["image/reference-shift"], asOf: CalendarDay.day(unixSeconds: 0))
    let check = try check(path, target: try rulebook.target("generic"), wasNamed: false, rules: rules, images: .sample)
    let found = check.pictureReference(try await check.scan(jobs: jobs))
    guard !found.profiles.isEmpty else {
      throw UsageError("--reference \(path): no camera shows enough decoded pictures to hold others against")
    }
    return found
  }

  /// The statistics files of the command line. What one of them gets wrong is an error: the user asked for it.
  private func given() throws -> [StoredStatistics] {
    try arguments.all("statistics").flatMap { try StatisticsFile.read(try Files.bytes($0), file: $0) }
  }

  private func sampleSize() throws -> SampleSize? {
    guard let text = arguments.value("episodes") else { return nil }
    guard let size = SampleSize(text) else { throw UsageError("--episodes is a number above 0 or a share (50, 5%), not \"\(text)\"") }
    return size
  }

  private func chosenImages() -> PictureSampling.Mode {
    arguments.value("images").flatMap(PictureSampling.Mode.init(rawValue:)) ?? .sample
  }

  /// The baseline that a check is held against.
  func baseline(for rules: RuleSet) throws -> Baseline? {
    guard let file = arguments.value("baseline") else { return nil }
    try Self.refuseBaseline(rules.pack)
    return try Baseline.read(try Files.read(file), file: file)
  }

  static func refuseBaseline(_ pack: Pack) throws {
    guard pack.refusesBaselines else { return }
    throw UsageError(
      "the pack \(pack.name) refuses baselines: a delivery is accepted as it is; what its buyer puts up with is a waiver, with a name and a day"
    )
  }

  func jobs() throws -> Int {
    guard let text = arguments.value("jobs") else { return max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }
    guard let jobs = Int(text), jobs > 0 else { throw UsageError("--jobs is a number above 0, not \"\(text)\"") }
    return min(jobs, 1024)
  }
}
