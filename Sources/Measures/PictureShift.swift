import Episodes

/// What the pictures of one camera are like over many episodes: brightness, colour and view. What is held against another split, or another dataset.
public struct PictureProfile: Sendable, Hashable {
  /// Episodes below which two sets are not compared: of the one, and of both together.
  static let fewestEpisodes = 3
  static let fewestTogether = 12

  var path: String
  var episodes: Int
  /// Means over the episodes' mean brightness, red, green and blue, and their standard deviations between episodes.
  var means: SIMD4<Double>
  var deviations: SIMD4<Double>
  var view: ViewPattern
  /// How alike the episodes' views are to their own median.
  var likeness: Double

  static let names = ["brightness", "red", "green", "blue"]

  init?(_ all: CameraView, camera: Int, episodes wanted: [Int]) {
    var values: [SIMD4<Double>] = []
    var patterns: [ViewPattern] = []
    for episode in wanted {
      guard let thumbnail = Thumbnail(text: all.text(episode, camera, "first")), all.number(episode, camera, "luma").isFinite else {
        continue
      }
      values.append(
        SIMD4(
          all.number(episode, camera, "luma"), all.number(episode, camera, "red"), all.number(episode, camera, "green"),
          all.number(episode, camera, "blue")))
      patterns.append(ViewPattern(luma: thumbnail.luma))
    }
    guard values.count >= Self.fewestEpisodes else { return nil }
    path = all.cameras[camera].path
    episodes = values.count
    let means = values.reduce(.zero, +) / Double(values.count)
    self.means = means
    let squares = values.reduce(SIMD4<Double>.zero) { $0 + ($1 - means) * ($1 - means) } / Double(values.count - 1)
    deviations = SIMD4(squares.x.squareRoot(), squares.y.squareRoot(), squares.z.squareRoot(), squares.w.squareRoot())
    let view = ViewPattern(ViewPattern.median(patterns.map(\.values)))
    self.view = view
    likeness = Robust.median(patterns.map { $0.likeness(view) })
  }

  /// Every camera's profile over the whole dataset.
  public static func all(_ observations: Observations) -> [PictureProfile] {
    let context = MeasureContext(observations: observations, scope: .dataset, episodes: observations.everyEpisode)
    guard let cameras = try? PixelMeasures.cameras(context) else { return [] }
    return cameras.cameras.indices.compactMap { PictureProfile(cameras, camera: $0, episodes: observations.everyEpisode) }
  }

  /// How far another set lies off: |difference of the means| over the pooled standard deviation between episodes (Cohen's d), of the quantity that
  /// differs most. Episodes vary by a level or two even under one lamp, so a smaller deviation counts as that.
  func distance(to other: PictureProfile) -> (value: Double, what: String) {
    var worst = (value: 0.0, what: "")
    for index in 0..<4 {
      let (n, m) = (Double(episodes - 1), Double(other.episodes - 1))
      let pooled = ((n * deviations[index] * deviations[index] + m * other.deviations[index] * other.deviations[index]) / (n + m))
        .squareRoot()
      let value = (means[index] - other.means[index]).magnitude / max(pooled, Self.leastDeviation)
      if value > worst.value {
        worst = (value, "\(Self.names[index]) \(means[index].short) against \(other.means[index].short)")
      }
    }
    return worst
  }

  static let leastDeviation = 2.0

  /// The same camera looks at another scene: both sets are alike in themselves and unlike each other.
  func showsOtherView(than other: PictureProfile) -> Double? {
    guard min(likeness, other.likeness) >= ViewReference.leastLikeness,
      min(view.contrast, other.view.contrast) >= ViewReference.leastContrast
    else { return nil }
    let alike = view.likeness(other.view)
    return 1 - alike >= ViewMeasures.telling + ViewMeasures.leastUnlike && view.differenceShare(other.view) >= ViewMeasures.tellingShare
      ? alike : nil
  }
}

/// The pictures of one split against those of another, and those of the dataset against a reference.
public enum ShiftMeasures: MeasureFamily {
  public static let probes: [ProbeDefinition] = []

  public static let metrics: [Metric] = [
    Metric(
      "image.shift", unit: .sigma,
      summary: "How far the pictures of the other splits lie off those of train, in deviations between episodes.",
      probes: { _ in [PixelMeasures.request] }, measure: betweenSplits),
    Metric(
      "image.reference-shift", unit: .sigma,
      summary: "How far the pictures lie off those of the reference dataset, in deviations between episodes.",
      probes: { _ in [PixelMeasures.request] }, measure: againstReference),
  ]

  private static func compare(_ own: PictureProfile, _ other: PictureProfile, _ names: (own: String, other: String)) -> Sample {
    let distance = own.distance(to: other)
    let path = own.path
    if let alike = own.showsOtherView(than: other) {
      return Sample(
        max(distance.value, otherView), at: Place(feature: path),
        message: "\(path) shows another view in \(names.own) than in \(names.other) (likeness \(alike.short))")
    }
    return Sample(
      distance.value, at: Place(feature: path),
      message: "\(path) in \(names.own) lies \(distance.value.short) deviations off \(names.other): \(distance.what)")
  }

  /// Another view counts as this many deviations.
  static let otherView = 10.0

  private static func betweenSplits(_ context: MeasureContext) throws(Absence) -> Measurement {
    let all = try PixelMeasures.cameras(context)
    let observations = context.observations
    let splits = observations.splitNames
    guard let base = splits.contains("train") ? "train" : splits.first, splits.count > 1 else {
      throw Absence(.ruledOut, "there is one split")
    }
    func episodes(_ split: String) -> [Int] { all.view.episodes.filter { observations.episodes[$0].split == split } }
    var samples: [Sample] = []
    for camera in all.cameras.indices where !all.cameras[camera].isDepth {
      guard let train = PictureProfile(all, camera: camera, episodes: episodes(base)) else { continue }
      for split in splits where split != base {
        guard let own = PictureProfile(all, camera: camera, episodes: episodes(split)),
          own.episodes + train.episodes >= PictureProfile.fewestTogether
        else { continue }
        samples.append(compare(own, train, (split, base)))
      }
    }
    guard !samples.isEmpty else {
      throw Absence(.tooFew, "fewer than \(PictureProfile.fewestEpisodes) episodes of two splits show decoded pictures of one camera")
    }
    return Measurement(unit: .sigma, samples: samples, total: samples.count, noun: "cameras of splits")
  }

  private static func againstReference(_ context: MeasureContext) throws(Absence) -> Measurement {
    guard let reference = context.setting.reference else { throw Absence(.missing, "no reference dataset is given (--reference DATASET)") }
    let all = try PixelMeasures.cameras(context)
    var samples: [Sample] = []
    for camera in all.cameras.indices where !all.cameras[camera].isDepth {
      guard let other = reference.profiles.first(where: { $0.path == all.cameras[camera].path }),
        let own = PictureProfile(all, camera: camera, episodes: all.view.episodes),
        own.episodes + other.episodes >= PictureProfile.fewestTogether
      else { continue }
      samples.append(compare(own, other, ("this dataset", reference.name)))
    }
    guard !samples.isEmpty else {
      throw Absence(
        .tooFew, "no camera of the same name shows decoded pictures of \(PictureProfile.fewestEpisodes) episodes in both datasets")
    }
    return Measurement(unit: .sigma, samples: samples, total: samples.count, noun: "cameras", facts: ["reference": reference.name])
  }
}

/// Another dataset that this one is held against.
public struct PictureReference: Sendable, Hashable {
  public var name: String
  public var profiles: [PictureProfile]

  public init(name: String, profiles: [PictureProfile]) {
    self.name = name
    self.profiles = profiles
  }
}
