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

  public init(
    schema: Schema, roles: RoleMap, declarations: Declarations = Declarations(), target: TargetFacts = .generic,
    loader: LoaderView = .none, statistics: [StoredStatistics] = []
  ) {
    self.schema = schema
    self.roles = roles
    self.declarations = declarations
    self.target = target
    self.loader = loader
    self.statistics = statistics
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

/// A role whose slices have been bound to columns of the plan: reads the dimensions of a role in order, wherever they lie.
public struct BoundRole: Sendable, Hashable {
  public struct Part: Sendable, Hashable {
    /// Index into `Episode.columns`, or into `Episode.made` for a column that the loader makes.
    public var column: Int
    public var dimensions: Range<Int>
    public var isMade = false

    /// What to read it from.
    @inline(__always)
    func read<Result>(_ episode: borrowing Episode, _ body: (borrowing Column) -> Result) -> Result {
      isMade ? body(episode.made[column]) : body(episode.columns[column])
    }
  }

  public var binding: RoleBinding
  public var parts: [Part]
  public var width: Int
  /// Its slices with their dimensions, in order.
  var slices: [Slice]
  /// Where its dimensions stand in `Episode.series`; empty unless the probe asked for them (`ColumnPlan.tabulate`).
  public var series: [Int] = []

  /// Whether this episode holds every column of the role, with a row for each step (that the loader keeps).
  public func isPresent(in episode: borrowing Episode) -> Bool {
    for part in parts {
      if part.isMade {
        guard part.column < episode.made.count, episode.made[part.column].isPresent else { return false }
      } else {
        guard episode.columns[part.column].isPresent, episode.columns[part.column].rows == episode.steps else { return false }
      }
    }
    return true
  }

  /// Rows of the role in this episode: its steps, less those that the loader drops.
  public func rows(in episode: borrowing Episode) -> Int {
    guard let part = parts.first(where: \.isMade) else { return episode.steps }
    return part.read(episode) { $0.rows }
  }

  /// The step at which row 0 lies.
  public func firstStep(in episode: borrowing Episode) -> Int {
    guard let part = parts.first(where: \.isMade) else { return 0 }
    return part.read(episode) { $0.firstStep }
  }

  /// Copies the role's dimensions, row-major, `rows * width` numbers.
  public func gather(_ episode: borrowing Episode) -> [Double] {
    if parts.count == 1, parts[0].read(episode, { $0.width }) == parts[0].dimensions.count {
      return parts[0].read(episode) { $0.numbers }
    }
    let wanted = rows(in: episode)
    return [Double](unsafeUninitializedCapacity: wanted * width) { result, filled in
      if parts.contains(where: { part in part.read(episode) { min($0.rows, $0.numbers.count / max($0.width, 1)) } < wanted }) {
        result.initialize(repeating: 0)
      }
      var offset = 0
      for part in parts {
        let (first, count) = (part.dimensions.lowerBound, part.dimensions.count)
        part.read(episode) { column in
          let stride = column.width
          precondition(part.dimensions.upperBound <= stride)
          column.numbers.withUnsafeBufferPointer { numbers in
            var (from, to) = (first, offset)
            for _ in 0..<min(wanted, column.rows, numbers.count / max(stride, 1)) {
              for dimension in 0..<count { result[to &+ dimension] = numbers[from &+ dimension] }
              from &+= stride
              to &+= width
            }
          }
        }
        offset += count
      }
      filled = wanted * width
    }
  }

  /// The feature and dimension that a dimension of the role stands for, as findings name it: `action[3]`.
  public func featureName(_ dimension: Int) -> String {
    var rest = dimension
    for slice in slices {
      let dimensions = slice.dimensions ?? 0..<0
      if rest < dimensions.count {
        let at = dimensions.lowerBound + rest
        return Slice(path: slice.path, dimensions: at..<at + 1).description
      }
      rest -= dimensions.count
    }
    return binding.role
  }
}

/// The columns that a plan reads, each once. Probes ask it for what they need while the plan is made.
public struct ColumnPlan: Sendable, Hashable {
  public private(set) var selection: [Int] = []

  public init() {}

  /// The index in `Episode.columns` at which this leaf will stand.
  public mutating func use(leaf: Int) -> Int {
    if let found = selection.firstIndex(of: leaf) { return found }
    selection.append(leaf)
    return selection.count - 1
  }

  /// Whether a probe reads columns that the loader makes.
  public private(set) var readsMadeColumns = false

  /// Dimensions that probes go along.
  public private(set) var series = SeriesPlan()

  /// Has the dimensions of a role prepared as series, each once for all probes; `counted`, with a histogram of each.
  public mutating func tabulate(_ role: BoundRole, counted: Bool = false) -> BoundRole {
    var role = role
    role.series = role.parts.flatMap { part in
      part.dimensions.map { SeriesTable.Source(column: part.column, isMade: part.isMade, dimension: $0) }
    }.map { series.use($0, counted: counted) }
    return role
  }

  /// Binds a role in a view, or nil when one of its slices names no numeric column of that width.
  public mutating func bind(_ role: String, in setting: Setting, view: View = .raw) -> BoundRole? {
    guard let binding = setting.roles(in: view)[role] else { return nil }
    return bind(binding, in: setting)
  }

  public mutating func bind(_ binding: RoleBinding, in setting: Setting) -> BoundRole? {
    guard !binding.slices.isEmpty else { return nil }
    var origins: [Origin] = []
    var slices: [Slice] = []
    for slice in binding.slices {
      let found: [Origin]
      let width: Int
      if let made = setting.loader.index(of: slice.path) {
        guard let madeWidth = setting.loader.columns[made].width(in: setting.schema) else { return nil }
        (found, width) = (Self.origins(made, slice.dimensions ?? 0..<madeWidth, in: setting), madeWidth)
      } else {
        guard let leaf = setting.schema.index(of: slice.path), setting.schema.leaves[leaf].isNumeric,
          setting.schema.leaves[leaf].level == .step, let leafWidth = setting.schema.leaves[leaf].width
        else { return nil }
        (found, width) = ([.leaf(leaf, slice.dimensions ?? 0..<leafWidth)], leafWidth)
      }
      let dimensions = slice.dimensions ?? 0..<width
      guard dimensions.upperBound <= width else { return nil }
      origins += found
      slices.append(Slice(path: slice.path, dimensions: dimensions))
    }
    let parts = origins.map { origin in
      switch origin {
      case .leaf(let leaf, let dimensions): return BoundRole.Part(column: use(leaf: leaf), dimensions: dimensions)
      case .made(let made, let dimensions):
        useSourcesOfMadeColumns(in: setting)
        return BoundRole.Part(column: made, dimensions: dimensions, isMade: true)
      }
    }
    return BoundRole(
      binding: binding, parts: Self.joined(parts), width: parts.reduce(0) { $0 + $1.dimensions.count }, slices: slices)
  }

  private enum Origin {
    case made(Int, Range<Int>)
    case leaf(Int, Range<Int>)
  }

  /// Where dimensions of a column that the loader makes come from: what it passes on as it is stored is read where it is stored.
  private static func origins(_ made: Int, _ wanted: Range<Int>, in setting: Setting) -> [Origin] {
    guard setting.loader.dropFirst == 0, setting.loader.dropLast == 0 else { return [.made(made, wanted)] }
    var origins: [Origin] = []
    var start = 0
    for piece in setting.loader.columns[made].pieces {
      let width = piece.width(in: setting.schema) ?? 0
      let own = wanted.clamped(to: start..<start + width)
      if !own.isEmpty {
        if case .stored(let slice) = piece.source, piece.operations.isEmpty, let leaf = setting.schema.index(of: slice.path) {
          let first = (slice.dimensions?.lowerBound ?? 0) + own.lowerBound - start
          origins.append(.leaf(leaf, first..<first + own.count))
        } else {
          origins.append(.made(made, own))
        }
      }
      start += width
    }
    return origins
  }

  /// Runs of dimensions that lie side by side in one column are one.
  private static func joined(_ parts: [BoundRole.Part]) -> [BoundRole.Part] {
    var joined: [BoundRole.Part] = []
    for part in parts {
      if let last = joined.last, last.column == part.column, last.isMade == part.isMade,
        last.dimensions.upperBound == part.dimensions.lowerBound
      {
        joined[joined.count - 1].dimensions = last.dimensions.lowerBound..<part.dimensions.upperBound
      } else {
        joined.append(part)
      }
    }
    return joined
  }

  /// Columns that the loader makes are made together, so all that they are made of is read.
  private mutating func useSourcesOfMadeColumns(in setting: Setting) {
    readsMadeColumns = true
    for piece in setting.loader.columns.flatMap(\.pieces) {
      if case .stored(let slice) = piece.source, let leaf = setting.schema.index(of: slice.path) { _ = use(leaf: leaf) }
    }
  }

  /// The column of a text leaf by path, or nil.
  public mutating func text(_ path: String, in setting: Setting) -> Int? {
    guard let leaf = setting.schema.index(of: path), setting.schema.leaves[leaf].isText else { return nil }
    return use(leaf: leaf)
  }

  /// The column of a numeric leaf by path, or nil.
  public mutating func numbers(_ path: String, in setting: Setting) -> Int? {
    guard let leaf = setting.schema.index(of: path), setting.schema.leaves[leaf].isNumeric else { return nil }
    return use(leaf: leaf)
  }
}

/// The row that a probe fills for one episode: values in the order of its fields.
public struct RowWriter {
  public private(set) var words: [UInt64] = []
  public var texts: TextTable

  public init(texts: TextTable) { self.texts = texts }

  public mutating func reset() { words.removeAll(keepingCapacity: true) }
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
