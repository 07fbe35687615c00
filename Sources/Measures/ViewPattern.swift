import Episodes

/// What is where in a picture, in 8 x 8 blocks: luma less its best plane, so that a lamp on the other side does not look like a mirrored scene.
struct ViewPattern: Sendable, Hashable {
  static let side = Thumbnail.side

  private(set) var values: [Double]

  init(luma: [Double]) {
    let side = Self.side
    precondition(luma.count == side * side)
    let centre = Double(side - 1) / 2
    // Rows and columns about the middle are orthogonal to each other and to a constant, so each slope is a projection of its own.
    var (sum, down, across, square) = (0.0, 0.0, 0.0, 0.0)
    for row in 0..<side {
      for column in 0..<side {
        let value = luma[row * side + column]
        sum += value
        down += value * (Double(row) - centre)
        across += value * (Double(column) - centre)
        square += (Double(row) - centre) * (Double(row) - centre)
      }
    }
    let mean = sum / Double(side * side)
    values = luma
    for row in 0..<side {
      for column in 0..<side {
        values[row * side + column] -= mean + down / square * (Double(row) - centre) + across / square * (Double(column) - centre)
      }
    }
  }

  init(_ values: [Double]) { self.values = values }

  /// Root mean square over the blocks.
  var contrast: Double { (values.reduce(0) { $0 + $1 * $1 } / Double(values.count)).squareRoot() }

  /// The cosine between two patterns; 0 where one of them is empty.
  func likeness(_ other: ViewPattern) -> Double {
    var (product, own, its) = (0.0, 0.0, 0.0)
    for index in values.indices {
      product += values[index] * other.values[index]
      own += values[index] * values[index]
      its += other.values[index] * other.values[index]
    }
    return own > 0 && its > 0 ? product / (own * its).squareRoot() : 0
  }

  /// What a picture may have been turned by.
  enum Turn: String, CaseIterable {
    case upsideDown = "upside-down"
    case mirrored = "mirrored left to right"
    case flipped = "mirrored top to bottom"
    case quarterLeft = "turned a quarter to the left"
    case quarterRight = "turned a quarter to the right"
  }

  func turned(_ turn: Turn) -> ViewPattern {
    let last = Self.side - 1
    var result = values
    for row in 0...last {
      for column in 0...last {
        let (fromRow, fromColumn) =
          switch turn {
          case .upsideDown: (last - row, last - column)
          case .mirrored: (row, last - column)
          case .flipped: (last - row, column)
          case .quarterLeft: (column, last - row)
          case .quarterRight: (last - column, row)
          }
        result[row * Self.side + column] = values[fromRow * Self.side + fromColumn]
      }
    }
    return ViewPattern(result)
  }

  /// The share of blocks in which two patterns differ by more than a quarter of this one's contrast: whether a difference is all over the picture, or
  /// only where one thing stood.
  func differenceShare(_ other: ViewPattern) -> Double {
    let limit = contrast / 4
    return Double(zip(values, other.values).count { ($0 - $1).magnitude > limit }) / Double(values.count)
  }

  /// The share of blocks that stand out from the mean of their neighbours by more than a quarter of what blocks usually do: whether there is something
  /// everywhere, or one thing on a plain table. A square of up to 4 x 4 blocks on nothing comes to 0.44, kitchens to 0.6 and more.
  var richness: Double {
    let side = Self.side
    var bends: [Double] = []
    for row in 0..<side {
      for column in 0..<side {
        func at(_ row: Int, _ column: Int) -> Double { values[min(max(row, 0), side - 1) * side + min(max(column, 0), side - 1)] }
        let around = at(row - 1, column) + at(row + 1, column) + at(row, column - 1) + at(row, column + 1)
        bends.append(at(row, column) - around / 4)
      }
    }
    let limit = ViewPattern(bends).contrast / 4
    return Double(bends.count { $0.magnitude > limit }) / Double(bends.count)
  }

  /// Block by block the median over many: what the camera mostly shows.
  static func median(_ patterns: [[Double]]) -> [Double] {
    guard let first = patterns.first else { return [] }
    return first.indices.map { block in Robust.median(patterns.map { $0[block] }) }
  }
}

/// What one camera mostly shows, from the first thumbnail of each episode.
struct ViewReference: Sendable {
  /// Episodes below which nothing is held against their camera.
  static let fewestEpisodes = 8
  /// Patterns of less contrast than this (levels of 256) show next to nothing.
  static let leastContrast = 3.0
  /// The usual likeness below which a camera's views are too different for one to stand out.
  static let leastLikeness = 0.6

  var pattern: ViewPattern
  /// Red less blue, block by block.
  var redness: [Double]
  /// The median likeness of an episode to the reference.
  var usual: Double
  var episodes: [Int]
  var patterns: [ViewPattern]
  var rednesses: [[Double]]

  init?(_ all: CameraView, camera: Int) {
    var episodes: [Int] = []
    var lumas: [[Double]] = []
    var rednesses: [[Double]] = []
    for episode in all.view.episodes {
      guard let thumbnail = Thumbnail(text: all.text(episode, camera, "first")) else { continue }
      episodes.append(episode)
      lumas.append(thumbnail.luma)
      rednesses.append(thumbnail.redness)
    }
    guard episodes.count >= Self.fewestEpisodes else { return nil }
    self.episodes = episodes
    self.rednesses = rednesses
    patterns = lumas.map { ViewPattern(luma: $0) }
    let reference = ViewPattern(ViewPattern.median(patterns.map(\.values)))
    pattern = reference
    redness = ViewPattern.median(rednesses)
    usual = Robust.median(patterns.map { $0.likeness(reference) })
  }

  /// Whether single episodes can be held against it.
  var isClear: Bool { usual >= Self.leastLikeness && pattern.contrast >= Self.leastContrast }
}
