import Episodes

/// A few pictures of one episode, each with what its label asks for: a row of the contact sheet.
public struct FrameStrip: Sendable, Hashable {
  public struct Frame: Sendable, Hashable {
    public var step: Int
    public var picture: PictureCopy
    /// A finding names this step.
    public var isMarked: Bool
    /// The label's motion in the base frame, in metres; nil where it is not known.
    public var motion: SIMD3<Double>?
    /// From where to where the label goes in the picture, in shares of its width and height; nil where no calibration says.
    public var arrow: Arrow?
  }

  public struct Arrow: Sendable, Hashable {
    public var from: SIMD2<Double>
    public var to: SIMD2<Double>
    /// How many times as long as the label it is drawn.
    public static let factor = 5.0
  }

  public var split: String
  public var episode: Int
  public var camera: String
  public var instruction: String?
  public var frames: [Frame]
  /// The largest label of the episode, in metres: what a compass goes by.
  public var reach: Double

  /// The steps that are shown: the first, the last, and in between the one that a finding names, or the middle one.
  public static func steps(of count: Int, marked: Int?) -> [Int] {
    guard count > 0 else { return [] }
    let inside = marked.flatMap { $0 > 0 && $0 < count - 1 ? $0 : nil }
    return Set([0, inside ?? count / 2, count - 1]).sorted()
  }
}

/// Takes the pictures that were copied out of episodes, and what belongs to them.
public struct FrameReader: Sendable {
  private let position: BoundRole?
  private let translation: BoundRole?
  private let rotation: BoundRole?
  private let stateForm: RotationForm?
  private let convention: LabelConvention?
  private let metresPerUnit: Double
  private let radiansPerUnit: Double
  private let instruction: Int?
  /// By camera, in the order of `Episode.pictures`.
  private let cameras: [Watched]

  private struct Watched: Sendable {
    var path: String
    var at: Int
    var calibration: Calibration?
  }

  private struct Calibration: Sendable {
    var intrinsics: Int
    var extrinsics: Int
    var directions: [CameraModel.Direction]
  }

  /// `wanted` are leaves that hold pictures.
  public init(_ setting: Setting, convention: LabelConvention?, cameras wanted: [Int], columns: inout ColumnPlan) {
    self.convention = convention
    metresPerUnit = setting.declarations.metresPerUnit ?? 1
    radiansPerUnit = setting.declarations.radiansPerUnit ?? 1
    instruction = InstructionPlace.leaf(in: setting).map { columns.use(leaf: $0) }
    cameras = wanted.map { leaf in
      let path = setting.schema.leaves[leaf].path
      let pair = CalibrationLeaf.pair(of: path, in: setting).map { pair in
        Calibration(
          intrinsics: columns.use(leaf: pair.intrinsics.leaf), extrinsics: columns.use(leaf: pair.extrinsics.leaf),
          directions: CalibrationLeaf.direction(setting.schema.leaves[pair.extrinsics.leaf].path).map { [$0] } ?? [
            .poseOfCamera, .intoCamera,
          ])
      }
      return Watched(path: path, at: columns.watch(leaf: leaf, pixels: true), calibration: pair)
    }
    let position = columns.bind("pose.position", in: setting).flatMap { $0.width == 3 ? $0 : nil }
    self.position = position
    translation = columns.bind("action.translation", in: setting).flatMap { $0.width == 3 ? $0 : nil }
    let state = position == nil ? nil : columns.bind("pose.rotation", in: setting)
    let form = state.flatMap { LabelMeasures.form(of: $0, declared: setting.declarations.stateRotation) }
    (rotation, stateForm) = form?.width == state?.width ? (state, form) : (nil, nil)
  }

  /// The copied pictures of one camera (by its index among those that were wanted).
  public func read(_ episode: borrowing Episode, split: String, number: Int, camera index: Int, marks: ClosedRange<Int>?) -> FrameStrip? {
    guard cameras.indices.contains(index), cameras[index].at < episode.pictures.count else { return nil }
    let camera = cameras[index]
    let copies = episode.pictures[camera.at].pixels.compactMap { look in look.copy.map { (look.row, $0) } }
    guard !copies.isEmpty else { return nil }
    let motion = motion(episode)
    let (labels, places) = self.labels(episode, motion)
    let models = self.models(camera, episode, copies.map(\.0), copies[0].1, places)
    var text: String?
    if let instruction, instruction < episode.columns.count, episode.columns[instruction].ends.count > 0 {
      text = InstructionProbe.kept(episode.columns[instruction].payload(0))
    }
    let frames = copies.enumerated().map { order, copy -> FrameStrip.Frame in
      let (step, picture) = copy
      var frame = FrameStrip.Frame(
        step: step, picture: picture, isMarked: marks?.contains(step) ?? false, motion: step < labels.count ? labels[step] : nil)
      if let label = frame.motion, let model = models?[order], step < places.count, let place = places[step],
        let from = model.see(place), let to = model.see(place + FrameStrip.Arrow.factor * label)
      {
        frame.arrow = FrameStrip.Arrow(from: from, to: to)
      }
      return frame
    }
    let sizes = labels.compactMap { $0 }.map { ($0 * $0).sum().squareRoot() }
    return FrameStrip(
      split: split, episode: number, camera: camera.path, instruction: text, frames: frames, reach: sizes.max() ?? 0)
  }

  private func motion(_ episode: borrowing Episode) -> Motion? {
    guard let position, episode.isWhole, position.isPresent(in: episode) else { return nil }
    let rotations = rotation.flatMap { $0.isPresent(in: episode) ? $0.gather(episode) : nil } ?? []
    return Motion(
      positions: position.gather(episode), rotations: rotations, form: rotations.isEmpty ? nil : stateForm, radiansPerUnit: radiansPerUnit)
  }

  /// Labels as motions in the base frame and positions, both in metres.
  private func labels(_ episode: borrowing Episode, _ motion: Motion?) -> (labels: [SIMD3<Double>?], places: [SIMD3<Double>?]) {
    let places = motion.map { zip($0.positions, $0.isPositionValid).map { $1 ? $0 * metresPerUnit : nil } } ?? []
    guard let translation, translation.isPresent(in: episode) else { return ([], places) }
    let vectors = LabelVectors(translation.gather(episode), count: episode.steps)
    let arePlaces = motion.map { ExhibitReader.arePlaces(vectors, $0) } ?? false
    let labels = vectors.vectors.indices.map { step -> SIMD3<Double>? in
      guard vectors.valid[step] else { return nil }
      let label = vectors.vectors[step] * metresPerUnit
      if arePlaces { return step < places.count ? places[step].map { label - $0 } : nil }
      guard convention?.frame == .tool, let motion, motion.hasRotations else { return label }
      return motion.isRotationValid[step] ? motion.rotations[step].rotate(label) : nil
    }
    return (labels, places)
  }

  /// The camera at each shown step; nil where it is not known, or where both readings of it, or neither, have the end effector in view.
  private func models(
    _ camera: Watched, _ episode: borrowing Episode, _ steps: [Int], _ picture: PictureCopy, _ places: [SIMD3<Double>?]
  ) -> [CameraModel]? {
    guard let calibration = camera.calibration else { return nil }
    let intrinsics = rows(episode.columns[calibration.intrinsics], of: episode.steps)
    let extrinsics = rows(episode.columns[calibration.extrinsics], of: episode.steps)
    guard let intrinsics, let extrinsics, let size = size(of: camera, episode, picture) else { return nil }
    let readings = calibration.directions.compactMap { direction -> [CameraModel]? in
      let models = steps.compactMap { step in
        CameraModel(
          intrinsics: intrinsics[min(step, intrinsics.count - 1)], extrinsics: extrinsics[min(step, extrinsics.count - 1)],
          direction: direction, width: size.width, height: size.height)
      }
      let sees = zip(steps, models).allSatisfy { step, model in step < places.count && places[step].map(model.hasInView) ?? false }
      return models.count == steps.count && sees ? models : nil
    }
    return readings.count == 1 ? readings[0] : nil
  }

  /// That of the stored picture, to which a calibration belongs.
  private func size(of camera: Watched, _ episode: borrowing Episode, _ picture: PictureCopy) -> (width: Double, height: Double)? {
    guard let look = episode.pictures[camera.at].looks.first(where: { $0.width > 0 && $0.height > 0 }) else { return nil }
    return (Double(look.width), Double(look.height))
  }

  /// One row for the episode, or one a step.
  private func rows(_ column: borrowing Column, of steps: Int) -> [[Double]]? {
    guard column.isPresent, column.rows > 0, column.numbers.count % column.rows == 0, column.rows == 1 || column.rows == steps else {
      return nil
    }
    let width = column.numbers.count / column.rows
    return (0..<column.rows).map { Array(column.numbers[$0 * width..<($0 + 1) * width]) }
  }
}
