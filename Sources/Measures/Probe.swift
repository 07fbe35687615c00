import Episodes

/// Asks for a probe by name and parameters. Two rules that ask alike share one probe.
public struct ProbeRequest: Sendable, Hashable, Comparable {
  public var name: String
  public var parameters: [String: String]

  public init(_ name: String, _ parameters: [String: String] = [:]) {
    self.name = name
    self.parameters = parameters
  }

  /// `name` or `name(a=1, b=2)`: unique, and the order of probes in a plan.
  public var key: String {
    if parameters.isEmpty { return name }
    return name + "(" + parameters.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ", ") + ")"
  }

  public static func < (a: ProbeRequest, b: ProbeRequest) -> Bool { a.key < b.key }
}

/// Everything that was settled about a dataset before scanning, as probes and metrics may ask for it.
public struct Setting: Sendable, Hashable {
  public var schema: Schema
  public var roles: RoleMap
  public var declarations: Declarations
  public var target: TargetFacts
  /// What the target's loader makes of the columns.
  public var loader: LoaderView
  /// Statistics files that were found or given.
  public var statistics: [StoredStatistics]
  /// Which pictures are decoded.
  public var pictures: PictureSampling
  /// Pictures of another dataset to hold these against. What is measured does not depend on it.
  public var reference: PictureReference?
  /// What instructions are judged by.
  public var words: WordLists
  /// What is asked and said about where the data come from. It is judged and not scanned.
  public var provenance: Provenance

  public init(
    schema: Schema, roles: RoleMap, declarations: Declarations = Declarations(), target: TargetFacts = .generic,
    loader: LoaderView = .none, statistics: [StoredStatistics] = [], pictures: PictureSampling = .headersOnly,
    reference: PictureReference? = nil, words: WordLists = WordLists(), provenance: Provenance = Provenance()
  ) {
    self.schema = schema
    self.roles = roles
    self.declarations = declarations
    self.target = target
    self.loader = loader
    self.statistics = statistics
    self.pictures = pictures
    self.reference = reference
    self.words = words
    self.provenance = provenance
  }

  /// The roles as a view has them: those of the stored columns, or those of what the loader makes.
  public func roles(in view: View) -> RoleMap { view == .raw ? roles : loader.roles }
}

/// The columns as a rule looks at them: *raw*, as they are stored, or *as the target's loader transforms them*.
public enum View: String, Sendable, Hashable, CaseIterable {
  case raw, target

  /// The parameter of metrics and probes that names the view; left out for raw.
  public static let parameter = "view"

  public init(_ parameters: [String: String]) { self = parameters[View.parameter].flatMap(View.init) ?? .raw }
}

/// The row that a probe fills for one episode: values in the order of its fields.
public struct RowWriter {
  public private(set) var words: [UInt64] = []
  public var texts: TextTable

  public init(texts: TextTable) { self.texts = texts }

  /// Has a probe write the next row of its table: straight behind the rows that are there, so that it needs no copy of its own.
  public mutating func write(_ probe: any Probe, _ episode: borrowing Episode, width: Int, to table: inout ProbeTable) {
    let rows = table.words.count
    swap(&words, &table.words)
    probe.observe(episode, row: &self, sums: &table.sums)
    swap(&words, &table.words)
    precondition(table.words.count == rows + width, "a probe must write one value for each of its fields")
  }

  public mutating func number(_ value: Double) { words.append(value.bitPattern) }
  public mutating func count(_ value: Int) { words.append(UInt64(bitPattern: Int64(value))) }
  public mutating func digest(_ value: UInt64) { words.append(value) }
  public mutating func text(_ value: String) { words.append(UInt64(texts.intern(value))) }
}

/// Watches episodes go by, once, and keeps a row an episode and a few sums a shard. Pure measurement, no opinion.
public protocol Probe: Sendable {
  /// What a row holds.
  var fields: [Field] { get }
  /// Empty sums of the right size.
  var emptySums: Sums { get }
  /// Writes exactly one value for each field. Called for every episode that was decoded, also short, empty or damaged ones
  /// (`episode.isWhole`, `column.isPresent`): a value that could not be measured is NaN, or -1 for counts.
  func observe(_ episode: borrowing Episode, row: inout RowWriter, sums: inout Sums)
}

extension Probe {
  public var emptySums: Sums { Sums() }
}

/// A probe that can be made, or why it cannot.
public enum ProbeMaking: Sendable {
  case probe(any Probe)
  case cannot(Absence)
}

/// A kind of probe, as the registry knows it.
public struct ProbeDefinition: Sendable {
  public var name: String
  public var make: @Sendable (ProbeRequest, Setting, inout ColumnPlan) -> ProbeMaking

  public init(_ name: String, make: @escaping @Sendable (ProbeRequest, Setting, inout ColumnPlan) -> ProbeMaking) {
    self.name = name
    self.make = make
  }
}
