import Episodes

/// A role whose slices have been bound to columns of the plan: reads the dimensions of a role in order, wherever they lie.
///
/// Made once, when the plan is; probes hand it about for every episode, so it is shared and not copied.
public final class BoundRole: Sendable, Hashable {
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

  public let binding: RoleBinding
  public let parts: [Part]
  public let width: Int
  /// Its slices with their dimensions, in order.
  let slices: [Slice]
  /// Where its dimensions stand in `Episode.series`; empty unless the probe asked for them (`ColumnPlan.tabulate`).
  public let series: [Int]

  init(binding: RoleBinding, parts: [Part], slices: [Slice], series: [Int] = []) {
    self.binding = binding
    self.parts = parts
    self.slices = slices
    self.series = series
    width = parts.reduce(0) { $0 + $1.dimensions.count }
  }

  convenience init(_ role: BoundRole, series: [Int]) {
    self.init(binding: role.binding, parts: role.parts, slices: role.slices, series: series)
  }

  public static func == (a: BoundRole, b: BoundRole) -> Bool {
    a === b || (a.binding == b.binding && a.parts == b.parts && a.slices == b.slices && a.series == b.series)
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(binding)
    hasher.combine(parts)
  }

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
