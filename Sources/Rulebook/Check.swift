import Documents
import Episodes
import Measures
import Scanning

/// One dataset held against one target: plan, scan and judge in one process.
public struct Check: Sendable {
  public var rulebook: Rulebook
  public var reader: any DatasetReader
  /// As the user gave it.
  public var path: String
  public var target: Target
  public var targetWasNamed: Bool
  public var rules: RuleSet
  public var notes: [String]
  /// What is publicly known of this dataset.
  public let card: DatasetCard?
  public let setting: Setting
  public let plan: Plan
  /// Where in the user's files results are told.
  public var places: SourcePlaces?
  /// Whether the run keeps a row of every episode.
  public var keepsEpisodes = false
  /// Whether the run holds the numbers that drawings of the dataset are made from.
  public var keepsGlance = false

  /// Settles roles and declarations, and freezes the plan. `configurations` come in order of precedence: the user's word goes before
  /// the data's.
  public init(
    rulebook: Rulebook, reader: any DatasetReader, path: String, target: Target, targetWasNamed: Bool, rules: RuleSet,
    configurations: [Configuration] = [], statistics: [StoredStatistics] = [], statisticsNotes: [String] = [],
    documents: Provenance = Provenance(), sample: DrawnEpisodes? = nil, images: PictureSampling.Mode = .sample,
    reference: PictureReference? = nil
  ) throws(DocumentError) {
    self.rulebook = rulebook
    self.reader = reader
    self.path = path
    self.target = target
    self.targetWasNamed = targetWasNamed
    self.rules = rules
    notes = []
    var declarations = Declarations()
    var declaredRoles: [RoleBinding] = []
    let named = configurations.first { $0.declarations.card != nil }
    let card: DatasetCard?
    do throws(UnknownName) {
      card = try rulebook.card(of: reader.description, declared: named?.declarations.card)
    } catch {
      throw DocumentError(file: named?.file ?? path, mark: nil, message: error.description)
    }
    if let card, !reader.description.schema.leaves.isEmpty {
      // What is publicly known of a layout goes after what its owner or the user says.
      declarations = card.declarations
      for role in card.roles where role.fits(reader.description.schema) {
        declaredRoles.append(
          RoleBinding(role: role.role, slices: role.slices, source: .card, strength: .strong, evidence: "the card \(card.name)"))
      }
      notes.append("Known layout: \(card.name) (\(card.summary))")
    }
    self.card = card
    for configuration in configurations.reversed() {
      declarations.overlay(configuration.declarations)
      // Without declared features no role can be held against them; that they cannot be read is for the rules to say.
      for role in configuration.roles where !reader.description.schema.leaves.isEmpty {
        try role.check(against: reader.description.schema)
        declaredRoles.removeAll { $0.role == role.role }
        declaredRoles.append(
          RoleBinding(
            role: role.role, slices: role.slices, source: .declared, strength: .strong,
            evidence: configuration.owner == .data ? "the cupel.yaml beside the data says so" : "declared in \(role.setIn)"))
      }
      let said = configuration.declared + (configuration.roles.isEmpty ? [] : ["roles"])
      if configuration.owner == .data && !said.isEmpty {
        notes.append("The cupel.yaml beside the data, its owner's word, declares: \(said.joined(separator: ", ")).")
      }
    }
    let chosen = StatisticsChoice(statistics, of: reader.description.name, card: card)
    notes += statisticsNotes + chosen.notes
    let roles = RoleInference(reader: reader, declarations: declarations).roles(declared: declaredRoles)
    let schema = reader.description.schema
    setting = Setting(
      schema: schema, roles: roles, declarations: declarations, target: target.facts,
      loader: LoaderView.resolve(target: target.facts, card: card, schema: schema, roles: roles), statistics: chosen.statistics,
      pictures: Self.pictures(images, of: reader.description), reference: reference, words: rulebook.words,
      provenance: Provenance(
        demands: configurations.flatMap(\.demands), statements: configurations.flatMap(\.statements) + documents.statements,
        documents: documents.documents))
    plan = Plan(setting: setting, wishes: rules.wishes, sample: sample)
    if let sample { notes.append(Self.told(sample)) }
  }

  private static func told(_ sample: DrawnEpisodes) -> String {
    "Of \(sample.total) episodes \(sample.drawn) were drawn and looked at (\(sample.size), seed \(sample.seed)): what holds, holds of these, and "
      + "shares of all are given as 95 % intervals."
  }

  /// How many pictures are decoded is settled by what the metadata promise, so that every worker draws alike.
  private static func pictures(_ mode: PictureSampling.Mode, of description: DatasetDescription) -> PictureSampling {
    guard mode == .sample else { return PictureSampling(mode: mode) }
    let promised = description.splits.reduce(0.0) { $0 + Double($1.declaredRecords ?? 0) }
    let episodes = Int(min(promised, 1e15))
    return .sample(episodes: episodes, cameras: description.schema.leaves.count(where: \.isPicture))
  }

  /// Scans the dataset and judges what was seen.
  public func run(splits: Set<String>? = nil, jobs: Int, watch: (@Sendable (ScanProgress) -> Void)? = nil) async throws(StateConflict)
    -> Run
  {
    await judge(try await scan(splits: splits, jobs: jobs, watch: watch), splits: splits, jobs: jobs)
  }

  public func scan(
    splits: Set<String>? = nil, jobs: Int, profile: ScanProfile? = nil, watch: (@Sendable (ScanProgress) -> Void)? = nil
  ) async throws(StateConflict) -> StateSet {
    try await Scan(plan: plan, reader: reader, profile: profile).run(splits: splits, jobs: jobs, watch: watch)
  }

  /// What the pictures of a scanned dataset are like, for others to be held against.
  public func pictureReference(_ states: StateSet) -> PictureReference {
    let observations = plan.observations(of: reader.description, states: states)
    defer { observations.forget() }
    return PictureReference(name: reader.description.name, profiles: PictureProfile.all(observations))
  }

  /// Judges states, wherever they come from.
  public func judge(_ states: StateSet, splits: Set<String>? = nil) -> Run {
    var bench = bench(states, splits: splits)
    return run(bench, results: bench.judge.results())
  }

  /// The same over several workers.
  public func judge(_ states: StateSet, splits: Set<String>? = nil, jobs: Int) async -> Run {
    let bench = bench(states, splits: splits)
    return run(bench, results: await bench.judge.results(jobs: jobs))
  }

  /// All that judging needs.
  private struct Bench {
    var description: DatasetDescription
    var observations: Observations
    var missing: [ShardKey]
    var judge: Judge
  }

  private func bench(_ states: StateSet, splits: Set<String>?) -> Bench {
    var description = reader.description
    if let splits {
      description.leftOut = description.splits.map(\.name).filter { !splits.contains($0) }
      description.splits.removeAll { !splits.contains($0.name) }
      description.faults.removeAll { fault in fault.split.map { !splits.contains($0) } ?? false }
    }
    let observations = plan.observations(of: description, states: states)
    let missing = states.missing(from: description)
    return Bench(
      description: description, observations: observations, missing: missing,
      judge: Judge(observations: observations, rules: rules, missingShards: missing))
  }

  private func run(_ bench: Bench, results: [RuleResult]) -> Run {
    let (description, observations, missing) = (bench.description, bench.observations, bench.missing)
    var notes = notes
    if !missing.isEmpty {
      let names = missing.prefix(5).map { "\($0.split)/\($0.shard)" }.joined(separator: ", ")
      notes.append("No state of \(missing.count) shards: \(names)\(missing.count > 5 ? ", ..." : "").")
    }
    let looked = looked(results)
    var run = Run(
      dataset: Self.summary(description, observations: observations, path: path), target: target.name, targetWasNamed: targetWasNamed,
      pack: rules.pack.name, planDigest: plan.digest, rulesDigest: rulebook.digest,
      verdict: Judge.verdict(results, missingShards: missing, failOn: rules.failOn), gating: looked.gating, couldLook: looked.could,
      roles: setting.roles.bindings, notes: notes, rules: results, asOf: rules.waivers.isEmpty ? nil : rules.asOf)
    run.waivers = bench.judge.waiverUses(results)
    run.tellsEveryWaiver = rules.pack.refusesBaselines
    run.baseline = rules.baseline?.use(results, dataset: description.name, target: target.name)
    if let baseline = run.baseline { run.notes += baseline.notes }
    run.sample = plan.sample
    run.eye = LoaderEye(setting, name: description.name, observations: observations)
    run.definitions = rules.rules
    run.places = places
    if keepsEpisodes { run.episodes = EpisodeTable(observations) }
    run.convention = LabelConvention(
      MeasureContext(observations: observations, scope: .dataset, episodes: observations.everyEpisode))
    if keepsGlance { run.glance = Glance(observations) }
    observations.forget()
    return run
  }

  /// What the target's loader makes of the data, as far as it is known before they are read.
  public var eye: LoaderEye? { LoaderEye(setting, name: reader.description.name) }

  /// Rules that could reject, and how many of them looked in at least one scope.
  private func looked(_ results: [RuleResult]) -> (gating: Int, could: Int) {
    let gating = Set(rules.rules.filter { rules.gates($0, at: $0.severity) }.map(\.id))
    let could = Set(results.filter { [.pass, .fail, .waived].contains($0.outcome) }.map(\.id))
    return (gating.count, gating.intersection(could).count)
  }

  private static func summary(_ description: DatasetDescription, observations: Observations, path: String) -> DatasetSummary {
    let splits = description.splits.sorted { $0.name < $1.name }.map { split in
      let episodes = observations.episodes.filter { $0.split == split.name }
      return SplitSummary(
        name: split.name, episodes: episodes.count, steps: episodes.reduce(0) { $0 + $1.stub.steps }, shards: split.shards.count)
    }
    let tree = observations.leaves.map { "\($0.key.split) \($0.key.shard) \($0.records) \($0.digest)\n" }.joined()
    return DatasetSummary(
      name: description.name, version: description.version, path: path, format: description.format,
      digest: "crc-tree:\(SHA256.hex(tree).prefix(16))", splits: splits)
  }
}

extension RoleDeclaration {
  /// Whether every slice names what is there.
  func fits(_ schema: Schema) -> Bool {
    slices.allSatisfy { slice in
      guard let leaf = schema.index(of: slice.path) else { return false }
      return slice.dimensions.map { $0.upperBound <= schema.leaves[leaf].width ?? 0 } ?? true
    }
  }

  /// A declared role must name what is there: a misspelt path would silently switch its rules off.
  func check(against schema: Schema) throws(DocumentError) {
    for slice in slices {
      let names = schema.leaves.map(\.path)
      let parts = setIn.split(separator: ":")
      let mark = parts.last.flatMap { Int($0) }.map { Mark(line: $0, column: 1) }
      let file = parts.dropLast().joined(separator: ":")
      guard let index = schema.index(of: slice.path) else {
        throw DocumentError(
          file: file, mark: mark,
          message: "the role \(role) names no feature of this dataset: \"\(slice.path)\"\(Suggestion.didYouMean(slice.path, among: names))")
      }
      if let dimensions = slice.dimensions, let width = schema.leaves[index].width, dimensions.upperBound > width {
        throw DocumentError(file: file, mark: mark, message: "\(slice) reaches past the \(width) dimensions of \(slice.path)")
      }
    }
  }
}
