import Episodes
import Measures

/// Makes the columns of a loader's view from the stored ones, once an episode, for all probes that look at them.
public struct ViewMaker: Sendable {
  private struct Piece: Sendable {
    /// Index into `Episode.columns`; nil for a constant.
    var column: Int?
    var dimensions: Range<Int>
    var constant: Double
    var width: Int
    var operations: [ColumnOperation]
  }

  private struct Recipe: Sendable {
    var pieces: [Piece]
    /// The stored column that comes out as it is: nothing is copied then.
    var same: Int?
  }

  private let columns: [Recipe]
  private let dropFirst: Int
  private let dropLast: Int

  /// Nil when a stored column that the view is made of is not among those that are read.
  public init?(_ view: LoaderView, schema: Schema, selection: [Int]) {
    var columns: [Recipe] = []
    for column in view.columns {
      var pieces: [Piece] = []
      for piece in column.pieces {
        switch piece.source {
        case .constant(let value, let width):
          pieces.append(Piece(column: nil, dimensions: 0..<width, constant: value, width: width, operations: piece.operations))
        case .stored(let slice):
          guard let leaf = schema.index(of: slice.path), let at = selection.firstIndex(of: leaf), let stored = schema.leaves[leaf].width,
            let width = piece.width(in: schema)
          else { return nil }
          pieces.append(
            Piece(column: at, dimensions: slice.dimensions ?? 0..<stored, constant: 0, width: width, operations: piece.operations))
        }
      }
      let isWhole = view.dropFirst == 0 && view.dropLast == 0
      columns.append(Recipe(pieces: pieces, same: isWhole ? Self.same(column, schema: schema, selection: selection) : nil))
    }
    self.columns = columns
    dropFirst = view.dropFirst
    dropLast = view.dropLast
  }

  /// The stored column whose dimensions stand in the pieces one behind the other, all of them and unchanged.
  private static func same(_ column: ViewColumn, schema: Schema, selection: [Int]) -> Int? {
    guard case .stored(let first)? = column.pieces.first?.source, let leaf = schema.index(of: first.path) else { return nil }
    let width = schema.leaves[leaf].width ?? 0
    var next = 0
    for piece in column.pieces {
      guard case .stored(let slice) = piece.source, slice.path == first.path, piece.operations.isEmpty else { return nil }
      let dimensions = slice.dimensions ?? 0..<width
      guard dimensions.lowerBound == next else { return nil }
      next = dimensions.upperBound
    }
    return next == width ? selection.firstIndex(of: leaf) : nil
  }

  /// The columns of one episode. One that cannot be made (a source is missing in this record) is not present.
  ///
  /// Steps in front are dropped before anything is worked out, those at the end after: so do the loaders that relabel.
  public func make(_ episode: borrowing Episode) -> [Column] {
    var made: [Column] = []
    for recipe in columns {
      let pieces = recipe.pieces
      let width = pieces.reduce(0) { $0 + $1.width }
      if let same = recipe.same {
        let isPresent = episode.isWhole && episode.columns[same].isPresent && episode.columns[same].rows == episode.steps
        made.append(isPresent ? episode.columns[same] : Column(width: width))
        continue
      }
      var column = Column(width: width)
      column.firstStep = dropFirst
      let kept = max(0, episode.steps - dropFirst)
      let rows = max(0, kept - dropLast)
      var numbers = [Double](repeating: 0, count: rows * width)
      var isWhole = episode.isWhole
      var at = 0
      for piece in pieces where isWhole {
        guard let values = values(of: piece, episode, kept: kept) else {
          isWhole = false
          break
        }
        for row in 0..<rows {
          for dimension in 0..<piece.width { numbers[row &* width &+ at &+ dimension] = values[row &* piece.width &+ dimension] }
        }
        at += piece.width
      }
      if isWhole {
        column.numbers = numbers
        column.rows = rows
        column.isPresent = true
      }
      made.append(column)
    }
    return made
  }

  private func values(of piece: Piece, _ episode: borrowing Episode, kept: Int) -> [Double]? {
    var values: [Double]
    var width = piece.dimensions.count
    if let index = piece.column {
      guard episode.columns[index].isPresent, episode.columns[index].rows == episode.steps else { return nil }
      let stride = episode.columns[index].width
      if width == stride {
        values = Array(episode.columns[index].numbers[(episode.steps - kept) * stride..<episode.steps * stride])
      } else {
        values = [Double](repeating: 0, count: kept * width)
        let numbers = episode.columns[index].numbers
        for row in 0..<kept {
          let from = (row &+ episode.steps &- kept) &* stride &+ piece.dimensions.lowerBound
          for dimension in 0..<width { values[row &* width &+ dimension] = numbers[from &+ dimension] }
        }
      }
    } else {
      values = Array(repeating: piece.constant, count: kept * width)
    }
    for operation in piece.operations {
      Self.apply(operation, to: &values, width: width)
      width = operation.width(from: width) ?? width
    }
    return values
  }

  /// One operation over rows of `width` numbers.
  static func apply(_ operation: ColumnOperation, to values: inout [Double], width: Int) {
    switch operation {
    case .clip(let range):
      // NaN stays NaN, as tf.clip_by_value leaves it.
      for index in values.indices where !values[index].isNaN { values[index] = min(max(values[index], range.lowerBound), range.upperBound) }
    case .invert: for index in values.indices { values[index] = 1 - values[index] }
    case .scale(let gain): for index in values.indices { values[index] *= gain }
    case .difference:
      guard width > 0 else { return }
      for index in values.indices { values[index] = index + width < values.count ? values[index + width] - values[index] : .nan }
    case .binarise(let closed, let open): binarise(&values, width: width, closed: closed, open: open)
    case .hold(let threshold): hold(&values, width: width, threshold: threshold)
    case .quaternionToEuler:
      guard width == 4 else { return }
      var angles: [Double] = []
      angles.reserveCapacity(values.count / 4 * 3)
      for row in 0..<values.count / 4 {
        if let rotation = Rotation(form: .quaternionXYZW, number: { values[row * 4 + $0] }) {
          let euler = rotation.eulerXYZ
          angles += [euler.x, euler.y, euler.z]
        } else {
          angles += [.nan, .nan, .nan]
        }
      }
      values = angles
    }
  }

  private static func binarise(_ values: inout [Double], width: Int, closed: Double, open: Double) {
    guard width > 0, values.count >= width else { return }
    // In the width in which loaders compare: a stored 0.05 is not below 0.05.
    let (closed, open) = (Float(closed), Float(open))
    for dimension in 0..<width {
      var carried = values[values.count - width + dimension]
      for row in stride(from: values.count / width - 1, through: 0, by: -1) {
        let value = values[row * width + dimension]
        if Float(value) > open { carried = 1 } else if Float(value) < closed { carried = 0 }
        values[row * width + dimension] = carried
      }
    }
  }

  private static func hold(_ values: inout [Double], width: Int, threshold: Double) {
    guard width > 0 else { return }
    for dimension in 0..<width {
      // +1 opens, −1 closes.
      func command(_ value: Double) -> Double { Float(value) < -Float(threshold) ? 1 : Float(value) > Float(threshold) ? -1 : 0 }
      let rows = values.count / width
      var state = 1.0
      for row in 0..<rows {
        let asked = command(values[row * width + dimension])
        if asked != 0 {
          state = -asked
          break
        }
      }
      for row in 0..<rows {
        let asked = command(values[row * width + dimension])
        if asked != 0 { state = asked }
        values[row * width + dimension] = state / 2 + 0.5
      }
    }
  }
}
