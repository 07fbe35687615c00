import Episodes

/// Which way up a camera's pictures are, where it is declared: a hand that rises must rise in the picture.
///
/// What differs from the camera's mean view, brightness and contrast aside, is the arm, and whatever else was moved. What lies still adds the same to
/// both of an episode's thumbnails; the arm's part goes up or down. With r the difference from the mean view, block by block, in the rows y,
///
///     Σ y (r₂² − r₁²) = a (x₂ − x₁) + b (y₂ − y₁) + c (z₂ − z₁)
///
/// is fitted over all episodes to the change of the hand's place, by least squares. Rows count downwards, so c < 0 in upright pictures and c > 0 in
/// pictures that are upside-down, whatever way the camera looks along the ground. A camera that looks straight down has no c, and nothing is told.
public enum UprightMeasures: MeasureFamily {
  public static let probes: [ProbeDefinition] = []

  public static let metrics: [Metric] = [
    Metric(
      "image.upright", unit: .count, summary: "1 for a camera that is declared upright and shows the hand fall when it rises.",
      probes: { _ in [PixelMeasures.request] }, measure: upright)
  ]

  static let fewestEpisodes = 12
  /// |c| over its standard error from which a direction counts: 3e-3 by luck, the wrong way, over as few episodes as that (Student's t, 9 degrees of
  /// freedom).
  static let leastRatio = 3.5
  /// The camera in the hand sees the world fall when it rises.
  static func isInHand(_ path: String) -> Bool { ["wrist", "hand", "gripper"].contains { path.lowercased().contains($0) } }

  private static func upright(_ context: MeasureContext) throws(Absence) -> Measurement {
    let declared = context.setting.declarations.uprightPictures
    guard !declared.isEmpty else {
      throw Absence(.missing, "neither a declaration (pictures: FEATURE: upright) nor a card says which way up pictures must be")
    }
    let all = try PixelMeasures.cameras(context)
    var samples: [Sample] = []
    var undecided: [String] = []
    for camera in all.cameras.indices where declared.contains(all.cameras[camera].path) {
      let path = all.cameras[camera].path
      guard let fall = isInHand(path) ? nil : fall(all, camera: camera) else {
        undecided.append(path)
        continue
      }
      let ratio = fall
      samples.append(
        Sample(
          ratio > 0 ? 1 : 0, at: Place(feature: path),
          message: "in \(path) what moves goes \(ratio > 0 ? "down" : "up") when the hand rises (\(ratio.magnitude.short) standard errors)")
      )
    }
    guard !samples.isEmpty else {
      throw Absence(
        .undetermined,
        "whether a rising hand rises in \(undecided.joined(separator: ", ")) could not be told: it takes \(fewestEpisodes) episodes with two decoded pictures, the hand's position, and a camera that looks from the side"
      )
    }
    return Measurement(unit: .count, samples: samples, total: samples.count, noun: "cameras")
  }

  /// c over its standard error; nil where it cannot be told.
  static func fall(_ all: CameraView, camera: Int) -> Double? {
    var pairs: [(first: [Double], second: [Double], change: SIMD3<Double>)] = []
    let fields = PixelProbe.positionFields.map { all.view.field($0) }
    for episode in all.view.episodes {
      guard let first = Thumbnail(text: all.text(episode, camera, "first")),
        let second = Thumbnail(text: all.text(episode, camera, "second"))
      else { continue }
      let place = fields.map { all.view.number(episode, $0) }
      let change = SIMD3(place[3] - place[0], place[4] - place[1], place[5] - place[2])
      guard change.x.isFinite, change.y.isFinite, change.z.isFinite else { continue }
      pairs.append((first.luma, second.luma, change))
    }
    guard pairs.count >= fewestEpisodes else { return nil }
    let blocks = Thumbnail.side * Thumbnail.side
    var mean = [Double](repeating: 0, count: blocks)
    for pair in pairs { for block in 0..<blocks { mean[block] += (pair.first[block] + pair.second[block]) / Double(2 * pairs.count) } }
    let rows = pairs.map { height($0.second, mean) - height($0.first, mean) }
    return LeastSquares3.lastRatio(rows, pairs.map(\.change))
  }

  /// Σ y r²: r is what is left of a view once the mean view, scaled and shifted to fit it best, is taken away.
  private static func height(_ luma: [Double], _ mean: [Double]) -> Double {
    let count = Double(luma.count)
    let (own, its) = (luma.reduce(0, +) / count, mean.reduce(0, +) / count)
    var (product, square) = (0.0, 0.0)
    for block in luma.indices {
      product += (luma[block] - own) * (mean[block] - its)
      square += (mean[block] - its) * (mean[block] - its)
    }
    let gain = square > 0 ? product / square : 0
    var sum = 0.0
    for block in luma.indices {
      let rest = luma[block] - own - gain * (mean[block] - its)
      sum += rest * rest * (Double(block / Thumbnail.side) - Double(Thumbnail.side - 1) / 2)
    }
    return sum
  }
}

/// y = a x₁ + b x₂ + c x₃ by least squares through the origin.
enum LeastSquares3 {
  /// c over its standard error; nil where the third regressor says nothing of its own, or the ratio is too small to count.
  static func lastRatio(_ y: [Double], _ x: [SIMD3<Double>]) -> Double? {
    // Frisch, Waugh and Lovell: what the first two explain is taken out of the third and of y, and what is left gives c.
    var columns = (0..<3).map { axis in x.map { $0[axis] } }
    var response = y
    var dependent = 0
    for axis in 0..<2 {
      let square = dot(columns[axis], columns[axis])
      guard square > 1e-12 else {
        dependent += 1
        continue
      }
      for later in (axis + 1)..<3 { remove(columns[axis], square, from: &columns[later]) }
      remove(columns[axis], square, from: &response)
    }
    let square = dot(columns[2], columns[2])
    guard square > 1e-12 else { return nil }
    let slope = dot(columns[2], response) / square
    remove(columns[2], square, from: &response)
    let free = y.count - 3 + dependent
    guard free > 0 else { return nil }
    let variance = dot(response, response) / Double(free)
    guard variance > 0 else { return nil }
    let ratio = slope / (variance / square).squareRoot()
    return ratio.magnitude >= UprightMeasures.leastRatio ? ratio : nil
  }

  private static func dot(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }

  private static func remove(_ base: [Double], _ square: Double, from values: inout [Double]) {
    let share = dot(base, values) / square
    for index in values.indices { values[index] -= share * base[index] }
  }
}
