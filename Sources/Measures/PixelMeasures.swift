import Episodes

/// What decoded pictures show: whether they decode without complaint, and whether there is anything on them.
public enum PixelMeasures: MeasureFamily {
  static let request = ProbeRequest("pixels")

  public static let probes: [ProbeDefinition] = [
    ProbeDefinition("pixels") { _, setting, plan in
      let cameras = Camera.all(in: setting.schema)
      guard !cameras.isEmpty else { return .cannot(Camera.none) }
      guard setting.pictures.mode != .none else { return .cannot(Absence(.ruledOut, "no pictures are decoded (--images none)")) }
      let position = plan.bind("pose.position", in: setting).map { plan.tabulate($0) }
      return .probe(
        PixelProbe(cameras: cameras, tracks: cameras.map { plan.watch(leaf: $0.leaf, pixels: true) }, position: position))
    }
  ]

  public static let metrics: [Metric] = [
    metric("image.refused", .count, "Pictures of an episode that the decoder refuses or finds damaged.", refused),
    metric(
      "image.complaints", .count, "Pictures of an episode of which the decoder complains, and which it shows all the same.", complaints),
    metric("image.black", .count, "2 where a camera shows black in an episode, 1 where it is all but dark and usually is not.", black),
    metric("image.flat", .count, "Pictures of an episode that are one tone all over.", flat),
    metric(
      "image.overexposed", .share, "Share of white in an episode's whitest picture, where the camera's usually have little.", overexposed),
    metric("image.blur", .ratio, "How many times less sharp an episode's sharpest picture is than its camera's usually are.", blur),
  ]

  private static func metric(
    _ name: String, _ unit: Unit, _ summary: String, _ measure: @escaping @Sendable (MeasureContext) throws(Absence) -> Measurement
  ) -> Metric {
    Metric(name, unit: unit, summary: summary, probes: { _ in [request, PictureMeasures.request] }, measure: measure)
  }

  static func cameras(_ context: MeasureContext) throws(Absence) -> CameraView {
    let view = try context.view(request)
    guard let probe = view.probe as? PixelProbe else { throw Absence(.missing, "the probe is of another kind") }
    return CameraView(view, cameras: probe.cameras, fields: PixelProbe.cameraFields)
  }

  /// How many pictures were decoded, and by what choice: every pass and failure says so.
  static func looked(_ all: CameraView, _ context: MeasureContext) -> [String: String] {
    var count = 0
    for camera in all.cameras.indices { for episode in all.view.episodes { count += all.count(episode, camera, "looked") } }
    return ["pictures": String(count), "sampling": sampling(context.setting.pictures)]
  }

  /// Which pictures are decoded, in words.
  public static func sampling(_ pictures: PictureSampling) -> String {
    switch pictures.mode {
    case .none: "none"
    case .all: "all"
    case .sample:
      pictures.share < 1
        ? "two a camera from \(Quantity(pictures.share, .share).text) of the episodes (a cap of about \(PictureSampling.cap) pictures), and those of unusual size"
        : "two a camera and episode, and those of unusual size"
    }
  }

  /// Views of which something was decoded, camera by camera.
  private static func perView(
    _ context: MeasureContext, _ unit: Unit, withDepth: Bool = true, _ sample: (CameraView, _ episode: Int, _ camera: Int) -> Sample?
  ) throws(Absence) -> Measurement {
    let all = try cameras(context)
    let headers = try PictureMeasures.cameras(context)
    var samples: [Sample] = []
    var total = 0
    for camera in all.cameras.indices where withDepth || !all.cameras[camera].isDepth {
      for episode in all.view.episodes where all.count(episode, camera, "looked") > 0 {
        if PictureMeasures.isAbsent(headers, episode, camera) { continue }
        total += 1
        if let found = sample(all, episode, camera) { samples.append(found) }
      }
    }
    guard total > 0 else { throw Absence(.tooFew, "no picture was decoded") }
    return Measurement(unit: unit, samples: samples, total: total, noun: "views of episodes", facts: looked(all, context))
  }

  private static func refused(_ context: MeasureContext) throws(Absence) -> Measurement { try troubles(context, "refused") }

  private static func complaints(_ context: MeasureContext) throws(Absence) -> Measurement { try troubles(context, "complained") }

  /// What the decoder says, by the field that counts it.
  private static func troubles(_ context: MeasureContext, _ field: String) throws(Absence) -> Measurement {
    try perView(context, .count) { all, episode, camera in
      let count = all.count(episode, camera, field)
      guard count > 0 else { return nil }
      let step = all.count(episode, camera, "\(field)Step")
      return Sample(
        Double(count), at: all.place(episode, camera, step: step),
        message: "\(all.cameras[camera].path) in step \(step): \(all.text(episode, camera, "\(field)How"))")
    }
  }

  /// Medians of a field over the episodes of each camera.
  private static func medians(_ context: MeasureContext, _ field: String) throws(Absence) -> [Double] {
    let all = try cameras(context)
    return all.cameras.indices.map { camera in
      Robust.median(all.view.episodes.map { all.number($0, camera, field) }.filter(\.isFinite))
    }
  }

  /// A camera that usually shows more light than this is not dim on purpose.
  static let litLuma = 40.0

  private static func black(_ context: MeasureContext) throws(Absence) -> Measurement {
    let usual = try medians(context, "luma")
    return try perView(context, .count) { all, episode, camera in
      let (count, dim, looked) = (
        all.count(episode, camera, "black"), all.count(episode, camera, "dim"), all.count(episode, camera, "looked")
      )
      let path = all.cameras[camera].path
      if count > 0 {
        let what = all.cameras[camera].isDepth ? "without a measurement" : "black"
        return Sample(
          2, at: all.place(episode, camera, step: all.count(episode, camera, "blackStep")),
          message: "\(path) is \(what) in \(count) of \(looked) pictures that were decoded")
      }
      guard dim > 0, usual[camera] >= litLuma else { return nil }
      return Sample(
        1, at: all.place(episode, camera, step: all.count(episode, camera, "dimStep")),
        message:
          "\(path) is all but dark in \(dim) of \(looked) pictures that were decoded; its usual brightness is \(Int(usual[camera])) of 255")
    }
  }

  private static func flat(_ context: MeasureContext) throws(Absence) -> Measurement {
    try perView(context, .count) { all, episode, camera in
      let count = all.count(episode, camera, "flat")
      guard count > 0 else { return nil }
      return Sample(
        Double(count), at: all.place(episode, camera, step: all.count(episode, camera, "flatStep")),
        message:
          "\(all.cameras[camera].path) is one tone all over in \(count) of \(all.count(episode, camera, "looked")) pictures that were decoded"
      )
    }
  }

  /// A camera that looks at a white scene is not overexposed: only what stands out against its other episodes is told.
  static let usualWhite = 0.1

  private static func overexposed(_ context: MeasureContext) throws(Absence) -> Measurement {
    let usual = try medians(context, "bright")
    return try perView(context, .share, withDepth: false) { all, episode, camera in
      let share = all.number(episode, camera, "bright")
      guard share.isFinite, usual[camera] <= usualWhite, share > usualWhite else { return nil }
      return Sample(
        share, at: all.place(episode, camera, step: all.count(episode, camera, "brightStep")),
        message:
          "\(Quantity(share, .share).text) of a picture of \(all.cameras[camera].path) is white; usually \(Quantity(usual[camera], .share).text)"
      )
    }
  }

  /// Against the camera's own median; the sharpest picture counts, because motion blurs the others honestly. Only episodes that show what their
  /// camera usually shows are held against it: another scene may honestly have less to be sharp about.
  private static func blur(_ context: MeasureContext) throws(Absence) -> Measurement {
    let all = try cameras(context)
    var samples: [Sample] = []
    var total = 0
    for (camera, reference) in try ViewMeasures.clear(all, context) {
      let seen = zip(reference.episodes, reference.patterns).filter { episode, pattern in
        all.number(episode, camera, "sharpness") > 0 && ViewMeasures.passes(1 - pattern.likeness(reference.pattern), for: reference)
      }.map(\.0)
      guard seen.count >= ViewReference.fewestEpisodes else { continue }
      let logarithms = seen.map { Logarithm.natural(all.number($0, camera, "sharpness")) }
      let usual = Robust.median(logarithms)
      let scale = Robust.scale(logarithms, centre: usual)
      total += seen.count
      for (index, episode) in seen.enumerated() {
        let lack = usual - logarithms[index]
        // What varies much from episode to episode may do so.
        guard lack > spreads * scale, lack > 0 else { continue }
        let ratio = Logarithm.exponential(lack)
        samples.append(
          Sample(
            ratio, at: all.place(episode, camera),
            message: "the sharpest picture of \(all.cameras[camera].path) is \(ratio.short) times less sharp than is usual"))
      }
    }
    guard total > 0 else {
      throw Absence(.tooFew, "fewer than \(ViewReference.fewestEpisodes) episodes show what their camera usually shows")
    }
    return Measurement(unit: .ratio, samples: samples, total: total, noun: "views of episodes", facts: looked(all, context))
  }

  static let spreads = 5.0
}
