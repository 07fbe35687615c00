import Documents
import Episodes
import Measures
import Scanning

/// Every rule, target, pack, dataset card and list of words that is known: what ships in the binary, and what `--rules DIR` adds or replaces.
public struct Rulebook: Sendable {
  public private(set) var rules: [String: Rule]
  public private(set) var targets: [String: Target]
  public private(set) var packs: [String: Pack]
  public private(set) var cards: [String: DatasetCard]
  /// Lists of words by which instructions are judged.
  public private(set) var words: WordLists
  /// SHA-256 over all rule, target and pack files in force, by path.
  public private(set) var digest: String

  /// A file given on top of the embedded ones.
  public struct Source: Sendable, Hashable {
    public var file: String
    public var text: String

    public init(file: String, text: String) {
      self.file = file
      self.text = text
    }
  }

  public init(adding sources: [Source] = []) throws(DocumentError) {
    let embedded = Assets.paths(under: "Rules").filter { $0.hasSuffix(".yaml") && !$0.hasPrefix("Rules/contracts/") }
      .map { Source(file: $0, text: Assets.text($0) ?? "") }
    try self.init(sources: embedded, adding: sources)
  }

  /// With nothing built in: for tests of rules that ship with nobody.
  init(sources: [Source], adding: [Source] = []) throws(DocumentError) {
    rules = [:]
    targets = [:]
    packs = [:]
    cards = [:]
    words = WordLists()
    digest = ""
    var packSources: [Source] = []
    for (source, isAdded) in sources.map({ ($0, false) }) + adding.map({ ($0, true) }) {
      switch Self.kind(of: source.file) {
      case .target:
        let target = try TargetReader.read(source.text, file: source.file)
        targets[target.name] = target
      case .pack: packSources.append(source)
      case .card:
        let card = try CardReader.read(source.text, file: source.file)
        cards[card.name] = card
      case .words: try WordListReader.read(source.text, file: source.file, into: &words)
      case .rule:
        let rule = try RuleReader.read(source.text, file: source.file)
        if !isAdded, source.file != "Rules/\(rule.id).yaml" {
          throw DocumentError(file: source.file, mark: nil, message: "the rule \(rule.id) must be in Rules/\(rule.id).yaml")
        }
        rules[rule.id] = rule
      }
    }
    for source in packSources {
      let pack = try Pack.read(source.text, file: source.file, rules: rules)
      packs[pack.name] = pack
    }
    for id in rules.keys.sorted() {
      for cause in rules[id]?.explainedBy ?? [] where rules[cause] == nil {
        throw DocumentError(
          file: rules[id]?.file ?? id, mark: nil,
          message: "explained_by names no rule: \"\(cause)\"\(Suggestion.didYouMean(cause, among: rules.keys.sorted()))")
      }
    }
    digest = SHA256.hex((sources + adding).sorted { $0.file < $1.file }.map { "\($0.file)\n\(SHA256.hex($0.text))\n" }.joined())
  }

  private enum Kind { case rule, target, pack, card, words }

  private static func kind(of file: String) -> Kind {
    let folders = file.split(separator: "/").dropLast()
    if folders.last == "targets" { return .target }
    if folders.last == "packs" { return .pack }
    if folders.last == "datasets" { return .card }
    if folders.last == "words" { return .words }
    return .rule
  }

  /// The rule with this id, or a message with the nearest one.
  public func rule(_ id: String) throws(UnknownName) -> Rule {
    guard let rule = rules[id] else { throw UnknownName("rule", id, among: rules.keys.sorted()) }
    return rule
  }

  public func target(_ name: String) throws(UnknownName) -> Target {
    guard let target = targets[name] else { throw UnknownName("target", name, among: targets.keys.sorted()) }
    return target
  }

  public func pack(_ name: String) throws(UnknownName) -> Pack {
    guard let pack = packs[name] else { throw UnknownName("pack", name, among: packs.keys.sorted()) }
    return pack
  }

  public func card(_ name: String) throws(UnknownName) -> DatasetCard {
    guard let card = cards[name] else { throw UnknownName("card", name, among: cards.keys.sorted()) }
    return card
  }

  /// The card of a dataset: the one that its owner or user names, else the one whose name and layout it has.
  public func card(of description: DatasetDescription, declared: String?) throws(UnknownName) -> DatasetCard? {
    if let declared { return try card(declared) }
    return cards.keys.sorted().compactMap { cards[$0] }.first { $0.describes(description) }
  }

  /// Ids that a pattern (`action/outliers`, `time/*`) stands for; a pattern that stands for none is an error.
  public func ids(matching pattern: String) throws(UnknownName) -> [String] {
    let found = rules.keys.sorted().filter { Pack.matches($0, [pattern]) }
    if found.isEmpty { throw UnknownName("rule", pattern, among: rules.keys.sorted()) }
    return found
  }
}

/// A name on the command line that stands for nothing.
public struct UnknownName: Error, Sendable, Hashable, CustomStringConvertible {
  public var description: String

  init(_ what: String, _ name: String, among known: [String]) {
    description = "no \(what) \"\(name)\"\(Suggestion.didYouMean(name, among: known))"
  }
}

/// The rules in force for one run, with every override applied.
public struct RuleSet: Sendable {
  /// In id order.
  public var rules: [Rule]
  public var pack: Pack
  public var waivers: [Waiver]
  /// What was known before; nil where everything counts.
  public var baseline: Baseline?
  /// Rules that the pack holds and the command line left out.
  public private(set) var unasked: Set<String> = []
  public var failOn: Severity?
  /// The day against which waivers are judged.
  public var asOf: String

  /// Resolves pack, overrides and the command line's choice. `failOn` nil is "never".
  public init(
    rulebook: Rulebook, pack: Pack, overrides: [LimitOverride] = [], severities: [String: Severity] = [:], waivers: [Waiver] = [],
    only: Set<String>? = nil, skip: Set<String> = [], failOn: Severity? = .error, asOf: String
  ) {
    self.pack = pack
    self.waivers = waivers
    self.failOn = failOn
    self.asOf = asOf
    rules = []
    for id in rulebook.rules.keys.sorted() where Pack.matches(id, pack.rules) {
      guard var rule = rulebook.rules[id] else { continue }
      guard only?.contains(id) ?? true, !skip.contains(id) else {
        unasked.insert(id)
        continue
      }
      for limit in pack.limits + overrides where limit.rule == id { limit.apply(to: &rule) }
      if let severity = severities[id] ?? pack.severities[id] {
        for index in rule.levels.indices { rule.levels[index].severity = severity }
      }
      rules.append(rule)
    }
  }

  public var wishes: [Wish] { rules.flatMap(\.wishes) }

  func isRequired(_ id: String) -> Bool { Pack.matches(id, pack.required) }

  /// Whether a break at this severity rejects.
  func gates(_ rule: Rule, at severity: Severity) -> Bool {
    guard severity >= (failOn ?? .error) else { return false }
    return rule.confidence != .heuristic || pack.gateHeuristics.contains(rule.id)
  }
}
