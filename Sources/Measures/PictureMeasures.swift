import Episodes

/// What can be told of pictures without decoding one: whether they are there, whole, of one kind and size, and whether they stand still.
public enum PictureMeasures: MeasureFamily {
  static let request = ProbeRequest("pictures")

  public static let probes: [ProbeDefinition] = [
    ProbeDefinition("pictures") { _, setting, plan in
      let cameras = Camera.all(in: setting.schema)
      guard !cameras.isEmpty else { return .cannot(Camera.none) }
      return .probe(
        PictureProbe(
          cameras: cameras, tracks: cameras.map { plan.watch(leaf: $0.leaf) },
          flags: cameras.map { $0.flag.map { plan.use(leaf: $0) } ?? -1 },
          motion: PictureMotion(setting, &plan)))
    }
  ]

  public static let metrics: [Metric] = [
    metric("image.broken", .count, "Pictures of an episode that training code cannot decode, by their first and last bytes.", broken),
    metric("image.trailing", .count, "Pictures of an episode with bytes behind their end.", trailing),
    metric("image.other-size", .count, "Pictures of an episode of another size than declared.", otherSize),
    metric("image.missing", .share, "Share of an episode's steps in which a camera's picture is empty.", missing),
    metric("image.kinds", .count, "Kinds of file in an episode besides the one that its camera mostly holds.", kinds),
    metric("image.standing", .share, "Share of an episode in which a camera shows one picture while the robot moves.", standing),
    metric("image.constant", .count, "Cameras that show one picture throughout.", constant),
    metric("image.duplicate-views", .share, "Share of episodes in which two cameras hold the same pictures.", duplicateViews),
    metric("image.first-repeats", .count, "Episodes that start with one picture, though the robot starts elsewhere.", firstRepeats),
    metric("image.quality", .count, "Median JPEG quality of a camera's first pictures.", quality),
    metric("image.enlarged", .ratio, "How much the target's loader enlarges a camera's pictures.", enlarged),
    metric("image.flags", .share, "Share of episodes whose word on a camera contradicts its pictures.", flags),
  ]

  private static func metric(
    _ name: String, _ unit: Unit, _ summary: String, _ measure: @escaping @Sendable (MeasureContext) throws(Absence) -> Measurement
  ) -> Metric {
    Metric(name, unit: unit, summary: summary, probes: { _ in [request] }, measure: measure)
  }

  /// The probe's rows, camera by camera.
  static func cameras(_ context: MeasureContext) throws(Absence) -> CameraView {
    let view = try context.view(request)
    guard let probe = view.probe as? PictureProbe else { throw Absence(.missing, "the probe is of another kind") }
    return CameraView(view, cameras: probe.cameras, fields: PictureProbe.cameraFields)
  }

  /// Episodes that hold pictures of a camera.
  static func episodes(_ all: CameraView, _ camera: Int) -> [Int] {
    all.view.episodes.filter { all.count($0, camera, "rows") > 0 }
  }

  /// A camera that the episode itself says was not there, and whose pictures do not say otherwise: they stand for none.
  static func isAbsent(_ all: CameraView, _ episode: Int, _ camera: Int) -> Bool {
    all.count(episode, camera, "flag") == 0 && all.count(episode, camera, "runs") <= 1
  }

  /// One value for each camera of each episode that has one; `noun` for what is counted.
  private static func perView(
    _ context: MeasureContext, _ unit: Unit, _ sample: (CameraView, _ episode: Int, _ camera: Int) -> Sample?
  ) throws(Absence) -> Measurement {
    let all = try cameras(context)
    var samples: [Sample] = []
    var total = 0
    for camera in all.cameras.indices {
      for episode in episodes(all, camera) {
        total += 1
        if let found = sample(all, episode, camera) { samples.append(found) }
      }
    }
    guard total > 0 else { throw Absence(.tooFew, "no episode holds pictures") }
    return Measurement(unit: unit, samples: samples, total: total, noun: "views of episodes", facts: ["cameras": named(all.cameras)])
  }

  static func named(_ cameras: [Camera]) -> String { cameras.map(\.path).joined(separator: ", ") }

  private static func pictures(_ count: Int) -> String { count == 1 ? "1 picture" : "\(count) pictures" }

  // MARK: whole, of one kind and size

  private static func broken(_ context: MeasureContext) throws(Absence) -> Measurement {
    try perView(context, .count) { all, episode, camera in
      let count = all.count(episode, camera, "broken")
      guard count > 0 else { return nil }
      let step = all.count(episode, camera, "brokenStep")
      let how = all.count(episode, camera, "brokenHow")
      return Sample(
        Double(count), at: all.place(episode, camera, step: step),
        message: "\(pictures(count)) of \(all.cameras[camera].path), the first in step \(step), \(count == 1 ? "is" : "are") \(words(how))")
    }
  }

  private static func words(_ how: Int) -> String {
    let kind = PictureLook.Kind(rawValue: UInt8(truncatingIfNeeded: how >> 8)) ?? .unknown
    let flaws = PictureLook.Flaws(rawValue: UInt8(truncatingIfNeeded: how))
    if kind == .unknown { return "no kind of picture that is known" }
    if kind == .webp { return "WebP, which TensorFlow does not decode" }
    return flaws.contains(.noSize)
      ? "\(kind.name) whose header is damaged" : "\(kind.name) cut short: the mark that ends the file is missing"
  }

  private static func trailing(_ context: MeasureContext) throws(Absence) -> Measurement {
    try perView(context, .count) { all, episode, camera in
      let count = all.count(episode, camera, "trailing")
      guard count > 0 else { return nil }
      let step = all.count(episode, camera, "trailingStep")
      return Sample(
        Double(count), at: all.place(episode, camera, step: step),
        message: "behind \(pictures(count)) of \(all.cameras[camera].path), the first in step \(step), other bytes follow")
    }
  }

  private static func otherSize(_ context: MeasureContext) throws(Absence) -> Measurement {
    try perView(context, .count) { all, episode, camera in
      let count = all.count(episode, camera, "other")
      guard count > 0 else { return nil }
      let found = all.cameras[camera]
      let step = all.count(episode, camera, "otherStep")
      let size = PictureProbe.size(all.count(episode, camera, "otherSize"))
      @Sendable func side(_ value: Int?) -> String { value.map(String.init) ?? "any" }
      return Sample(
        Double(count), at: all.place(episode, camera, step: step),
        message:
          "\(pictures(count)) of \(found.path), the first in step \(step), \(count == 1 ? "is" : "are") \(size.height) x \(size.width) x \(size.channels), declared \(side(found.height)) x \(side(found.width)) x \(side(found.channels))"
      )
    }
  }

  private static func missing(_ context: MeasureContext) throws(Absence) -> Measurement {
    try perView(context, .share) { all, episode, camera in
      let count = all.count(episode, camera, "empty")
      guard count > 0, !isAbsent(all, episode, camera) else { return nil }
      let rows = all.count(episode, camera, "rows")
      let what = count == rows ? "every step" : "\(count) of \(rows) steps, the first \(all.count(episode, camera, "emptyStep"))"
      return Sample(
        Double(count) / Double(rows), at: all.place(episode, camera, step: count == rows ? nil : all.count(episode, camera, "emptyStep")),
        message: "\(all.cameras[camera].path) is empty in \(what)")
    }
  }

  /// Episodes that hold other kinds of file than most of their camera's do.
  private static func kinds(_ context: MeasureContext) throws(Absence) -> Measurement {
    let all = try cameras(context)
    let known: [PictureLook.Kind] = [.jpeg, .png, .gif, .bmp, .webp]
    func kinds(_ episode: Int, _ camera: Int) -> [PictureLook.Kind] {
      let bits = all.count(episode, camera, "kinds")
      return known.filter { bits & 1 << Int($0.rawValue) != 0 }
    }
    var samples: [Sample] = []
    var total = 0
    for camera in all.cameras.indices {
      let held = episodes(all, camera).map { (episode: $0, kinds: kinds($0, camera)) }.filter { !$0.kinds.isEmpty }
      total += held.count
      // Of equally common ones the first in the list.
      guard let main = known.max(by: { a, b in held.count { $0.kinds.contains(a) } < held.count { $0.kinds.contains(b) } }) else {
        continue
      }
      for (episode, kinds) in held {
        let others = kinds.filter { $0 != main }
        guard !others.isEmpty else { continue }
        samples.append(
          Sample(
            Double(others.count), at: all.place(episode, camera),
            message: "\(all.cameras[camera].path) is \(others.map(\.name).joined(separator: " and ")); mostly it is \(main.name)"))
      }
    }
    guard total > 0 else { throw Absence(.missing, "no camera holds encoded pictures") }
    return Measurement(unit: .count, samples: samples, total: total, noun: "views of episodes")
  }

  // MARK: standing still

  /// Cameras that show one and the same picture in every step of every episode, of 2 and more.
  static func constantCameras(_ all: CameraView) -> Set<Int> {
    Set(
      all.cameras.indices.filter { camera in
        let seen = episodes(all, camera)
        guard seen.count > 1, let first = seen.first else { return false }
        let digest = all.digest(first, camera, "first")
        return seen.allSatisfy {
          all.digest($0, camera, "first") == digest && all.count($0, camera, "runs") == 1 && all.count($0, camera, "empty") == 0
        }
      })
  }

  private static func constant(_ context: MeasureContext) throws(Absence) -> Measurement {
    let all = try cameras(context)
    let constant = constantCameras(all)
    let seen = all.cameras.indices.filter { episodes(all, $0).count > 1 }
    guard !seen.isEmpty else { throw Absence(.tooFew, "no camera holds pictures in two episodes or more") }
    let isTold = (try? flags(context).samples.isEmpty) ?? false
    let samples = seen.map { camera in
      let own = episodes(all, camera)
      // What is said to be absent may have a stand-in, if what is said is true of the other cameras.
      let isAbsent = isTold && own.allSatisfy { all.count($0, camera, "flag") == 0 }
      let path = all.cameras[camera].path
      return Sample(
        !constant.contains(camera) ? 0 : isAbsent ? 1 : 2, at: Place(feature: path),
        message: "\(path) is one constant picture in all steps of all \(own.count) episodes"
          + (isAbsent ? ", which are flagged as without it" : ""))
    }
    return Measurement(unit: .count, samples: samples, total: seen.count, noun: "cameras")
  }

  /// A camera that is slower than the control loop repeats every picture, always about as often: only what lasts twice as long as that
  /// usual run, and five steps, stands still.
  private static func standing(_ context: MeasureContext) throws(Absence) -> Measurement {
    let all = try cameras(context)
    let constant = constantCameras(all)
    var samples: [Sample] = []
    var total = 0
    for camera in all.cameras.indices where !constant.contains(camera) {
      let seen = episodes(all, camera).filter { all.count($0, camera, "standing") >= 0 && !isAbsent(all, $0, camera) }
      let usual = Robust.median(seen.filter { all.count($0, camera, "runs") > 3 }.map { Double(all.count($0, camera, "usualRun")) })
      let limit = max(usual.isFinite ? 2 * usual + 1 : 0, Double(PictureProbe.standing))
      for episode in seen {
        total += 1
        let longest = all.count(episode, camera, "run")
        guard Double(longest) >= limit else { continue }
        let rows = all.count(episode, camera, "rows")
        let standing = usual > 1 ? longest : all.count(episode, camera, "standing")
        let start = all.count(episode, camera, "runStep")
        samples.append(
          Sample(
            Double(standing) / Double(rows),
            at: all.view.observations.place(episode, steps: start...start + longest - 1, feature: all.cameras[camera].path),
            message:
              "\(all.cameras[camera].path) repeats one picture from step \(start) to \(start + longest - 1) while the robot moves (\(standing) of \(rows) steps stand still)"
          ))
      }
    }
    guard total > 0 else { throw Absence(.missing, "no camera shows more than one picture in episodes whose motion is known") }
    return Measurement(unit: .share, samples: samples, total: total, noun: "views of episodes")
  }

  /// Two cameras with the same first picture and as many bytes over the episode.
  private static func duplicateViews(_ context: MeasureContext) throws(Absence) -> Measurement {
    let all = try cameras(context)
    guard all.cameras.count > 1 else { throw Absence(.ruledOut, "there is one camera") }
    let constant = constantCameras(all)
    var samples: [Sample] = []
    var pairs = 0
    for second in all.cameras.indices {
      for first in 0..<second where !constant.contains(first) && !constant.contains(second) {
        let both = episodes(all, first).filter { all.count($0, second, "rows") > 0 && all.count($0, first, "empty") == 0 }
        guard !both.isEmpty else { continue }
        pairs += 1
        let equal = both.filter {
          all.digest($0, first, "first") == all.digest($0, second, "first")
            && all.count($0, first, "bytes") == all.count($0, second, "bytes")
        }
        guard !equal.isEmpty else { continue }
        samples.append(
          Sample(
            Double(equal.count) / Double(both.count), at: all.place(equal[0], second),
            message:
              "\(all.cameras[second].path) holds the pictures of \(all.cameras[first].path) in \(equal.count) of \(both.count) episodes"))
      }
    }
    guard pairs > 0 else { throw Absence(.tooFew, "no two cameras hold pictures in one episode") }
    return Measurement(unit: .share, samples: samples, total: pairs, noun: "pairs of cameras")
  }

  /// Starts further apart than this, in some dimension, are different places: 2 mm, or 2 mrad of a joint.
  static let elsewhere = 2e-3

  private static func firstRepeats(_ context: MeasureContext) throws(Absence) -> Measurement {
    let all = try cameras(context)
    let constant = constantCameras(all)
    let starts = PictureProbe.startFields.map { all.view.field($0) }
    var samples: [Sample] = []
    var total = 0
    for camera in all.cameras.indices where !constant.contains(camera) {
      var groups: [UInt64: [Int]] = [:]
      for episode in episodes(all, camera) where all.view.number(episode, starts[0]).isFinite {
        total += 1
        if all.count(episode, camera, "empty") == 0, !isAbsent(all, episode, camera) {
          groups[all.digest(episode, camera, "first"), default: []].append(episode)
        }
      }
      for group in groups.values.sorted(by: { $0[0] < $1[0] }) where group.count > 1 {
        let apart =
          starts.map { field -> Double in
            let values = group.map { all.view.number($0, field) }.filter(\.isFinite)
            return (values.max() ?? 0) - (values.min() ?? 0)
          }.max() ?? 0
        guard apart > elsewhere else { continue }
        for episode in group {
          let other = all.view.observations.name(group[0] == episode ? group[1] : group[0])
          samples.append(
            Sample(
              Double(group.count), at: all.place(episode, camera, step: 0),
              message:
                "\(all.cameras[camera].path) starts with the picture of \(other); \(group.count) episodes start with it, up to \(apart.short) apart"
            ))
        }
      }
    }
    guard total > 0 else { throw Absence(.missing, "where the robot starts is not known (pose.position or joints)") }
    return Measurement(unit: .count, samples: samples, total: total, noun: "views of episodes")
  }

  // MARK: what was stored

  private static func quality(_ context: MeasureContext) throws(Absence) -> Measurement {
    let all = try cameras(context)
    let samples = all.cameras.indices.compactMap { camera -> Sample? in
      let found = episodes(all, camera).map { all.count($0, camera, "quality") }.filter { $0 > 0 }
      guard !found.isEmpty else { return nil }
      let median = Robust.median(found.map(Double.init))
      return Sample(
        median, at: Place(feature: all.cameras[camera].path), message: "\(all.cameras[camera].path) has a JPEG quality of \(Int(median))")
    }
    guard !samples.isEmpty else { throw Absence(.ruledOut, "no camera holds JPEG") }
    return Measurement(unit: .count, samples: samples, total: samples.count, noun: "cameras")
  }

  /// By the first picture of the first episode: that all are of one size is another rule's matter.
  private static func enlarged(_ context: MeasureContext) throws(Absence) -> Measurement {
    guard let image = context.setting.target.image else {
      throw Absence(.ruledOut, "the target \(context.setting.target.name) says nothing of the size of pictures")
    }
    let all = try cameras(context)
    let samples = LoaderPictures.cameras(context.setting).compactMap { used -> Sample? in
      guard let camera = all.cameras.firstIndex(where: { $0.path == used.feature }),
        let episode = episodes(all, camera).first(where: { all.count($0, camera, "size") > 0xFF })
      else { return nil }
      let size = PictureProbe.size(all.count(episode, camera, "size"))
      guard size.height > 0, size.width > 0 else { return nil }
      let (rows, columns) = (used.view.height ?? image.height, used.view.width ?? image.width)
      // What the loader does to the picture as a whole: a letterbox is scaled by the smaller factor.
      let factors = [Double(rows) / Double(size.height), Double(columns) / Double(size.width)]
      let factor = image.resize == .letterbox ? factors.min() : factors.max()
      return Sample(
        factor ?? 1, at: Place(feature: all.cameras[camera].path),
        message:
          "\(all.cameras[camera].path) is \(size.height) x \(size.width); the model sees \(rows) x \(columns), \((factor ?? 1).short) times as large"
      )
    }
    guard !samples.isEmpty else { throw Absence(.missing, "no picture of the model's cameras was seen") }
    return Measurement(unit: .ratio, samples: samples, total: samples.count, noun: "cameras")
  }

  /// `has_image_1` against what `image_1` shows: pictures that vary are there whatever a flag says, and empty ones are not.
  private static func flags(_ context: MeasureContext) throws(Absence) -> Measurement {
    let all = try cameras(context)
    let flagged = all.cameras.indices.filter { all.cameras[$0].flag != nil }
    guard !flagged.isEmpty else { throw Absence(.missing, "no feature says which cameras an episode has (has_NAME beside the steps)") }
    let constant = constantCameras(all)
    var samples: [Sample] = []
    for camera in flagged {
      // What stands for the camera where it is said to be absent shows nothing in other episodes either.
      let standIns = Set(episodes(all, camera).filter { isAbsent(all, $0, camera) }.map { all.digest($0, camera, "first") })
      let seen = episodes(all, camera).filter { all.count($0, camera, "flag") >= 0 }
      let shown = seen.filter {
        all.count($0, camera, "flag") == 0 && !constant.contains(camera) && all.count($0, camera, "runs") > 1
          && 2 * all.count($0, camera, "empty") < all.count($0, camera, "rows")
      }
      let hidden = seen.filter {
        all.count($0, camera, "flag") == 1
          && (constant.contains(camera) || all.count($0, camera, "empty") == all.count($0, camera, "rows")
            || (all.count($0, camera, "runs") == 1 && standIns.contains(all.digest($0, camera, "first"))))
      }
      let name = all.cameras[camera].name
      for (episodes, message) in [
        (shown, "has_\(name) is false, and \(name) shows pictures that vary"), (hidden, "has_\(name) is true, and \(name) shows nothing"),
      ] {
        for episode in episodes {
          samples.append(Sample(Double(episodes.count) / Double(seen.count), at: all.place(episode, camera), message: message))
        }
      }
    }
    let total = flagged.reduce(0) { $0 + episodes(all, $1).count }
    guard total > 0 else { throw Absence(.tooFew, "no episode holds pictures") }
    return Measurement(unit: .share, samples: samples, total: total, noun: "views of episodes")
  }
}
