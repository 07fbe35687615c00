import Episodes

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

  /// Leaves with pictures that probes look at, in the order of `Episode.pictures`.
  public private(set) var cameras: [Int] = []

  /// Whether a probe looks at pixels, and not at headers alone.
  public private(set) var readsPixels = false

  /// The index in `Episode.pictures` at which this camera will stand.
  public mutating func watch(leaf: Int, pixels: Bool = false) -> Int {
    if pixels { readsPixels = true }
    if let found = cameras.firstIndex(of: leaf) { return found }
    cameras.append(leaf)
    return cameras.count - 1
  }

  /// Whether a probe reads columns that the loader makes.
  public private(set) var readsMadeColumns = false

  /// Dimensions that probes go along.
  public private(set) var series = SeriesPlan()

  /// Has the dimensions of a role prepared as series, each once for all probes; `counted`, with a histogram of each.
  public mutating func tabulate(_ role: BoundRole, counted: Bool = false) -> BoundRole {
    let wanted = role.parts.flatMap { part in
      part.dimensions.map { SeriesTable.Source(column: part.column, isMade: part.isMade, dimension: $0) }
    }
    return BoundRole(role, series: wanted.map { series.use($0, counted: counted) })
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
    return BoundRole(binding: binding, parts: Self.joined(parts), slices: slices)
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
