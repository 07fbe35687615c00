import Episodes

/// One episode as a report shows it: the numbers behind its drawings, fetched after judging.
public struct Exhibit: Sendable, Hashable {
  public var split: String
  /// Counted from 0 within the split.
  public var episode: Int
  public var steps: Int
  public var instruction: String?
  /// Labels against motion, grippers, joints: what `cupel show` draws of it.
  public var groups: [TrackGroup]
  public var path: Path?
  /// By step, in radians: how far the rotations composed from the labels have left the recorded ones; nil where either is not known.
  public var turnErrors: [Double]?
  /// By clock, in seconds: from the stamp before to this one. Not known at the first step.
  public var intervals: [Track]

  /// The end effector's way as it was recorded, and as the labels say it. Not known at a step: NaN.
  public struct Path: Sendable, Hashable {
    /// In metres.
    public var recorded: [SIMD3<Double>]
    /// From the first recorded position on, each label added up; the labels themselves where they are places.
    public var integrated: [SIMD3<Double>]
    public var frame: Frame
    /// Labels say where to go and not by how much: they follow the recorded positions much better than the motion.
    public var labelsArePlaces = false

    /// By step, in metres: how far the two are apart.
    public var errors: [Double] {
      zip(recorded, integrated).map { recorded, integrated in
        let gap = integrated - recorded
        return (gap * gap).sum().squareRoot()
      }
    }
  }

  public init(split: String, episode: Int, steps: Int, groups: [TrackGroup] = [], path: Path? = nil, intervals: [Track] = []) {
    self.split = split
    self.episode = episode
    self.steps = steps
    self.groups = groups
    self.path = path
    self.intervals = intervals
  }
}

/// Takes out of episodes what is shown of them.
public struct ExhibitReader: Sendable {
  private var tracks: EpisodeTracks?
  private var position: BoundRole?
  private var translation: BoundRole?
  private var rotation: BoundRole?
  private var stateForm: RotationForm?
  private var turn: BoundRole?
  private var convention: LabelConvention?
  private var metresPerUnit: Double
  private var radiansPerUnit: Double
  private var instruction: Int?
  private var clocks: [BoundRole] = []
  private var secondsPerTick: Double

  /// Binds what roles name. `convention` is how labels were found to be written.
  public init(_ setting: Setting, convention: LabelConvention?, columns: inout ColumnPlan) {
    self.convention = convention
    metresPerUnit = setting.declarations.metresPerUnit ?? 1
    radiansPerUnit = setting.declarations.radiansPerUnit ?? 1
    secondsPerTick = setting.declarations.secondsPerTick ?? 1
    var trial = columns
    if let found = try? EpisodeTracks(setting, features: [], columns: &trial, frame: convention?.frame) {
      (tracks, columns) = (found, trial)
    }
    instruction = InstructionPlace.leaf(in: setting).map { columns.use(leaf: $0) }
    for binding in setting.roles.bindings where binding.role == "timestamp" || binding.role.hasPrefix("timestamp.") {
      if let clock = columns.bind(binding.role, in: setting) { clocks.append(clock) }
    }
    guard let position = columns.bind("pose.position", in: setting), position.width == 3 else { return }
    self.position = position
    if let labels = columns.bind("action.translation", in: setting), labels.width == 3 { translation = labels }
    guard let state = columns.bind("pose.rotation", in: setting),
      let form = LabelMeasures.form(of: state, declared: setting.declarations.stateRotation), form.width == state.width
    else { return }
    (rotation, stateForm) = (state, form)
    turn = columns.bind("action.rotation", in: setting)
  }

  public func read(_ episode: borrowing Episode, split: String, number: Int) -> Exhibit {
    var exhibit = Exhibit(split: split, episode: number, steps: episode.steps)
    exhibit.groups = tracks?.groups(episode) ?? []
    if let instruction, instruction < episode.columns.count, episode.columns[instruction].ends.count > 0 {
      exhibit.instruction = InstructionProbe.kept(episode.columns[instruction].payload(0))
    }
    exhibit.intervals = clocks.compactMap { intervals($0, episode) }
    guard let motion = motion(episode) else { return exhibit }
    exhibit.path = path(motion, episode)
    if let turn, turn.isPresent(in: episode), let form = convention?.turnForm, form.width == turn.width, let frame = convention?.turnFrame {
      let (labels, valid) = Motion.read(turn.gather(episode), form: form, count: episode.steps, radiansPerUnit: radiansPerUnit)
      let errors = Reconstruction.rotationErrors(motion, labels: labels, valid: valid, frame: frame)
      exhibit.turnErrors = errors.contains(where: \.isFinite) ? errors : nil
    }
    return exhibit
  }

  private func motion(_ episode: borrowing Episode) -> Motion? {
    guard let position, episode.isWhole, episode.steps > 1, position.isPresent(in: episode) else { return nil }
    let rotations = rotation.flatMap { $0.isPresent(in: episode) ? $0.gather(episode) : nil } ?? []
    return Motion(
      positions: position.gather(episode), rotations: rotations, form: rotations.isEmpty ? nil : stateForm, radiansPerUnit: radiansPerUnit)
  }

  private func path(_ motion: Motion, _ episode: borrowing Episode) -> Exhibit.Path? {
    let unknown = SIMD3<Double>(repeating: .nan)
    let recorded = zip(motion.positions, motion.isPositionValid).map { $1 ? $0 * metresPerUnit : unknown }
    let frame: Frame = convention?.frame == .tool && motion.hasRotations ? .tool : .base
    var integrated = [SIMD3<Double>](repeating: unknown, count: recorded.count)
    if let translation, translation.isPresent(in: episode) {
      let labels = LabelVectors(translation.gather(episode), count: episode.steps)
      if Self.arePlaces(labels, motion) {
        let places = zip(labels.vectors, labels.valid).map { $1 ? $0 * metresPerUnit : unknown }
        return Exhibit.Path(recorded: recorded, integrated: places, frame: .base, labelsArePlaces: true)
      }
      integrated = Reconstruction.positions(motion, labels: labels, frame: frame).map { $0 * metresPerUnit }
    }
    return Exhibit.Path(recorded: recorded, integrated: integrated, frame: frame)
  }

  static func arePlaces(_ labels: LabelVectors, _ motion: Motion) -> Bool {
    let fit = MotionFit.translation(motion, labels: labels)
    let asMotion = fit[fit.bestFrame, fit.bestLag(fit.bestFrame)].residual
    let asPlaces = ConventionFit(motion: motion, expected: .base).places(labels).residual
    return asPlaces < ConventionFit.clearlyDelta && !(asMotion < 2 * asPlaces)
  }

  private func intervals(_ clock: BoundRole, _ episode: borrowing Episode) -> Track? {
    guard clock.isPresent(in: episode), clock.width > 0 else { return nil }
    // Of several stamps a step the last is taken.
    let stamps = clock.gather(episode)
    let rows = stamps.count / clock.width
    guard rows > 1 else { return nil }
    let last = (0..<rows).map { stamps[$0 * clock.width + clock.width - 1] * secondsPerTick }
    return Track(
      name: clock.binding.slices.map(\.description).joined(separator: ", "),
      values: [.nan] + (1..<rows).map { last[$0] - last[$0 - 1] })
  }
}

extension Reconstruction {
  /// The path that labels add up to from the first recorded position, step by step; NaN from the first label on that is not known.
  static func positions(_ motion: Motion, labels: LabelVectors, frame: Frame) -> [SIMD3<Double>] {
    let unknown = SIMD3<Double>(repeating: .nan)
    var path = [SIMD3<Double>](repeating: unknown, count: motion.positions.count)
    guard motion.count > 0, motion.isPositionValid[0] else { return path }
    path[0] = motion.positions[0]
    for index in 0..<motion.count {
      guard labels.valid[index], frame == .base || motion.isRotationValid[index] else { break }
      let d = labels.vectors[index]
      path[index + 1] = path[index] + (frame == .base ? d : motion.rotations[index].rotate(d))
    }
    return path
  }

  /// The angle, step by step, between the rotation that labels compose to and the recorded one; NaN where either is not known.
  static func rotationErrors(_ motion: Motion, labels: [Rotation], valid: [Bool], frame: Frame) -> [Double] {
    guard motion.hasRotations, motion.count > 0, motion.isRotationValid[0], labels.count > motion.count - 1 else { return [] }
    var errors = [Double](repeating: .nan, count: motion.count + 1)
    var composed = motion.rotations[0]
    errors[0] = 0
    for index in 0..<motion.count {
      guard valid[index] else { break }
      composed = frame == .base ? labels[index] * composed : composed * labels[index]
      guard motion.isRotationValid[index + 1] else { continue }
      errors[index + 1] = Rotation.angle(chordSquared: composed.chordSquared(to: motion.rotations[index + 1]))
    }
    return errors
  }
}
