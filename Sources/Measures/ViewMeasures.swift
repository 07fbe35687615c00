import Episodes

/// Single episodes whose pictures are turned, have red and blue exchanged, or come from another camera: each camera against what it mostly shows.
///
/// No scene is asked to look like any other: where a camera's views differ (many kitchens, a camera in the hand), nothing is told. What is told must be
/// all over the picture, so that a red block in place of a blue one, or one on the other side, is no fault.
public enum ViewMeasures: MeasureFamily {
  public static let probes: [ProbeDefinition] = []

  public static let metrics: [Metric] = [
    Metric(
      "image.turned", unit: .count, summary: "Episodes whose pictures are turned or mirrored against the rest of their camera.",
      probes: { _ in [PixelMeasures.request] }, measure: turned),
    Metric(
      "image.channels-swapped", unit: .count, summary: "Episodes in which red and blue are exchanged against the rest of their camera.",
      probes: { _ in [PixelMeasures.request] }, measure: swappedChannels),
    Metric(
      "image.cameras-swapped", unit: .count, summary: "Episodes in which two cameras show each other's views.",
      probes: { _ in [PixelMeasures.request] }, measure: swappedCameras),
  ]

  /// How unlike two views are: 1 less their likeness. An episode stands out when it is this many times more unlike its own camera's usual view than the
  /// view that it is taken for, ...
  static let timesUnlike = 4.0
  /// ... and is no more unlike that than this many times what is usual, nor than `mostUnlike`.
  static let timesUsual = 3.0
  /// For two cameras at once, of which one may vary much by itself.
  static let timesUnlikeTogether = 2.5
  static let mostUnlikeTogether = 0.7
  static let leastUnlike = 0.15
  static let mostUnlike = 0.5
  /// Views that tell two things apart are at least this unlike, in this share of the blocks.
  static let telling = 0.4
  static let tellingShare = 0.5
  /// The least share of blocks in which something is to be seen, for a turned picture to be told from one with a thing on the other side.
  static let leastRichness = 0.5

  /// Whether two views are so unlike, all over the picture, that one cannot be taken for the other by chance.
  private static func tellApart(_ one: ViewPattern, _ other: ViewPattern) -> Bool {
    1 - one.likeness(other) >= telling && one.differenceShare(other) >= tellingShare
  }

  /// Whether a view is as like a reference as views of its own usually are.
  static func passes(_ unlike: Double, for reference: ViewReference, atMost most: Double = mostUnlike) -> Bool {
    unlike <= min(max(timesUsual * (1 - reference.usual), leastUnlike), most)
  }

  static func references(_ all: CameraView, _ context: MeasureContext) throws(Absence) -> [ViewReference?] {
    try context.once("camera references") { (_) throws(Absence) in
      all.cameras.indices.map { all.cameras[$0].isDepth ? nil : ViewReference(all, camera: $0) }
    }
  }

  /// The references that single episodes can be held against, by camera.
  static func clear(_ all: CameraView, _ context: MeasureContext) throws(Absence) -> [(camera: Int, reference: ViewReference)] {
    let references = try references(all, context)
    let clear = references.enumerated().compactMap { camera, reference in
      reference.flatMap { $0.isClear ? (camera: camera, reference: $0) : nil }
    }
    if !clear.isEmpty { return clear }
    if references.allSatisfy({ $0 == nil }) {
      throw Absence(.tooFew, "fewer than \(ViewReference.fewestEpisodes) episodes show decoded pictures of one camera")
    }
    let told = references.enumerated().compactMap { camera, reference in
      reference.map { "\(all.cameras[camera].path) \($0.usual.short)" }
    }.joined(separator: ", ")
    throw Absence(
      .undetermined, "views differ too much between episodes to tell which way up is usual (likeness to the camera's median view: \(told))")
  }

  private static func turned(_ context: MeasureContext) throws(Absence) -> Measurement {
    let all = try PixelMeasures.cameras(context)
    var samples: [Sample] = []
    var total = 0
    for (camera, reference) in try clear(all, context) {
      // A scene may be its own mirror image: then nothing tells that it is mirrored.
      let turns = ViewPattern.Turn.allCases.filter { tellApart(reference.pattern, reference.pattern.turned($0)) }
      guard !turns.isEmpty, reference.pattern.richness >= leastRichness else { continue }
      total += reference.episodes.count
      for (index, episode) in reference.episodes.enumerated() {
        let pattern = reference.patterns[index]
        guard pattern.contrast >= ViewReference.leastContrast else { continue }
        let unlike = 1 - pattern.likeness(reference.pattern)
        let likely = turns.map { (turn: $0, unlike: 1 - pattern.likeness(reference.pattern.turned($0))) }.min { $0.unlike < $1.unlike }
        guard let likely, passes(likely.unlike, for: reference), unlike >= timesUnlike * likely.unlike else { continue }
        let path = all.cameras[camera].path
        samples.append(
          Sample(
            1, at: all.place(episode, camera),
            message:
              "\(path) is \(likely.turn.rawValue) (likeness to the camera's usual view \((1 - unlike).short), turned back \((1 - likely.unlike).short))"
          ))
      }
    }
    guard total > 0 else {
      throw Absence(
        .undetermined,
        "each camera's usual view is too plain, or looks much the same turned or mirrored, so that turned pictures cannot be told")
    }
    return Measurement(unit: .count, samples: samples, total: total, noun: "views of episodes", facts: PixelMeasures.looked(all, context))
  }

  /// Red less blue changes its sign, all over the picture and by as much as it was, while the luma stays what it was.
  private static func swappedChannels(_ context: MeasureContext) throws(Absence) -> Measurement {
    let all = try PixelMeasures.cameras(context)
    var samples: [Sample] = []
    var total = 0
    for (camera, reference) in try clear(all, context) {
      let usual = ViewPattern(reference.redness)
      // Colours that are told apart, in half of the blocks and more.
      let coloured = usual.values.count { $0.magnitude >= 2 * ViewReference.leastContrast }
      guard Double(coloured) >= tellingShare * Double(usual.values.count) else { continue }
      total += reference.episodes.count
      for (index, episode) in reference.episodes.enumerated() {
        guard passes(1 - reference.patterns[index].likeness(reference.pattern), for: reference) else { continue }
        let redness = reference.rednesses[index]
        let kept = zip(redness, usual.values).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
        let swapped = zip(redness, usual.values).reduce(0) { $0 + ($1.0 + $1.1) * ($1.0 + $1.1) }
        let likeness = ViewPattern(redness).likeness(usual)
        guard swapped <= 0.1 * kept, likeness <= -0.9 else { continue }
        let path = all.cameras[camera].path
        samples.append(
          Sample(
            1, at: all.place(episode, camera),
            message: "\(path) has red and blue exchanged (red less blue against the camera's usual view: likeness \(likeness.short))"))
      }
    }
    guard total > 0 else { throw Absence(.undetermined, "pictures are too grey to tell red from blue") }
    return Measurement(unit: .count, samples: samples, total: total, noun: "views of episodes", facts: PixelMeasures.looked(all, context))
  }

  private static func swappedCameras(_ context: MeasureContext) throws(Absence) -> Measurement {
    let all = try PixelMeasures.cameras(context)
    guard all.cameras.count > 1 else { throw Absence(.ruledOut, "there is one camera") }
    let clear = try clear(all, context)
    var samples: [Sample] = []
    var total = 0
    for second in clear.indices {
      for first in 0..<second {
        let (one, other) = (clear[first], clear[second])
        guard tellApart(one.reference.pattern, other.reference.pattern) else { continue }
        let patterns = Dictionary(uniqueKeysWithValues: zip(other.reference.episodes, other.reference.patterns))
        for (index, episode) in one.reference.episodes.enumerated() {
          guard let its = patterns[episode] else { continue }
          total += 1
          let own = one.reference.patterns[index]
          let kept = (1 - own.likeness(one.reference.pattern), 1 - its.likeness(other.reference.pattern))
          let swapped = (1 - own.likeness(other.reference.pattern), 1 - its.likeness(one.reference.pattern))
          guard passes(swapped.0, for: other.reference, atMost: mostUnlikeTogether),
            passes(swapped.1, for: one.reference, atMost: mostUnlikeTogether), swapped.0 < kept.0, swapped.1 < kept.1,
            kept.0 + kept.1 >= timesUnlikeTogether * (swapped.0 + swapped.1)
          else { continue }
          let names = (all.cameras[one.camera].path, all.cameras[other.camera].path)
          samples.append(
            Sample(1, at: all.place(episode, one.camera), message: "\(names.0) shows what \(names.1) usually does, and the other way round")
          )
        }
      }
    }
    guard total > 0 else {
      throw Absence(.undetermined, "no two cameras show views that are alike among episodes and unlike each other")
    }
    return Measurement(unit: .count, samples: samples, total: total, facts: PixelMeasures.looked(all, context))
  }
}
