import Episodes

/// One number a step, as a person looks at it. What is not known at a step is NaN.
public struct Track: Sendable, Hashable {
  /// `action[0]`, or `motion x`.
  public var name: String
  public var values: [Double]

  public init(name: String, values: [Double]) {
    self.name = name
    self.values = values
  }
}

/// Tracks that belong together.
public struct TrackGroup: Sendable, Hashable {
  public enum Subject: String, Sendable, Hashable {
    case translation, rotation, joints, gripper
    /// The action of which nothing says what it means, or a feature that was asked for.
    case other
    /// What the target's loader makes of the action.
    case view
  }

  public var title: String
  public var subject: Subject
  public var tracks: [Track]
  /// Every two tracks are a label and what it is held against, drawn to one scale: a label a thousand times too large shows as one.
  public var isPaired: Bool

  public init(title: String, subject: Subject = .other, tracks: [Track], isPaired: Bool = false) {
    self.title = title
    self.subject = subject
    self.tracks = tracks
    self.isPaired = isPaired
  }
}

/// What a finding saw of an episode: each label against the motion between states, the gripper's command against its opening, joint labels
/// against joints, what the loader makes of the action, and any feature that is asked for.
public struct EpisodeTracks: Sendable {
  /// A label and what it is held against.
  private struct Pair: Sendable {
    var label: BoundRole
    var state: BoundRole
    var title: String
    var subject: TrackGroup.Subject
    var kind: Kind

    enum Kind: Sendable {
      /// State is drawn as it is: grippers, joint positions.
      case value
      /// The state's change to the next step.
      case motion
      /// The turn to the next step, written in a form.
      case turn(RotationForm)
    }
  }

  private var pairs: [Pair] = []
  private var single: [(title: String, subject: TrackGroup.Subject, role: BoundRole)] = []
  private var frame: Frame = .base
  private var rotation: BoundRole?
  private var stateForm: RotationForm?
  private var radiansPerUnit: Double

  /// With `features`, these and nothing else; else whatever roles make worth a look. `found` is the frame in which labels were found to fit.
  public init(_ setting: Setting, features: [Slice], columns: inout ColumnPlan, frame found: Frame? = nil) throws(Absence) {
    radiansPerUnit = setting.declarations.radiansPerUnit ?? 1
    frame = setting.declarations.frame ?? found ?? .base
    if !features.isEmpty {
      for slice in features {
        let binding = RoleBinding(role: slice.path, slices: [slice], source: .declared, strength: .strong, evidence: "asked for")
        guard let role = columns.bind(binding, in: setting) else {
          throw Absence(.missing, "there is no feature \(slice) that holds numbers for every step")
        }
        single.append((title: slice.description, subject: .other, role: role))
      }
      return
    }
    bindPose(setting, &columns)
    for part in Self.parts(setting.roles) {
      bindPair(part, "action.joints", "joints", "joint labels against joints", .value, setting, &columns)
      bindPair(part, "action.gripper", "gripper.state", "gripper command against gripper state", .value, setting, &columns)
    }
    if pairs.isEmpty, let action = ActionColumns.leaf(setting, &columns) { single.append((title: "action", subject: .other, role: action)) }
    if setting.loader.card != nil, let action = columns.bind("action", in: setting, view: .target) {
      single.append((title: "what \(setting.target.name) makes of the action", subject: .view, role: action))
    }
    if pairs.isEmpty && single.isEmpty {
      throw Absence(.missing, "neither roles nor a feature called action are known; name what to show with --feature")
    }
  }

  private mutating func bindPose(_ setting: Setting, _ columns: inout ColumnPlan) {
    guard let position = columns.bind("pose.position", in: setting), let translation = columns.bind("action.translation", in: setting),
      position.width == 3, translation.width == 3
    else { return }
    pairs.append(
      Pair(label: translation, state: position, title: "translation labels against motion", subject: .translation, kind: .motion))
    guard let state = columns.bind("pose.rotation", in: setting), let form = state.binding.form, form.width == state.width else { return }
    (rotation, stateForm) = (state, form)
    guard let turn = columns.bind("action.rotation", in: setting), let turnForm = turn.binding.form, turnForm.width == turn.width,
      turnForm.width == 3
    else { return }
    pairs.append(Pair(label: turn, state: state, title: "rotation labels against turns", subject: .rotation, kind: .turn(turnForm)))
  }

  private mutating func bindPair(
    _ part: String, _ label: String, _ state: String, _ title: String, _ kind: Pair.Kind, _ setting: Setting, _ columns: inout ColumnPlan
  ) {
    guard let labels = columns.bind(part + label, in: setting) else { return }
    let subject: TrackGroup.Subject = label == "action.gripper" ? .gripper : .joints
    let named = part.isEmpty ? title : "\(part.dropLast()) \(title)"
    guard let states = columns.bind(part + state, in: setting), states.width == labels.width else {
      single.append(
        (
          title: part.replacing(".", with: " ") + (subject == .gripper ? "gripper command" : "joint labels"), subject: subject, role: labels
        ))
      return
    }
    pairs.append(Pair(label: labels, state: states, title: named, subject: subject, kind: kind))
  }

  /// The parts that roles name (`left.`), and the whole.
  private static func parts(_ roles: RoleMap) -> [String] {
    var parts: Set<String> = [""]
    for binding in roles.bindings {
      guard let kind = RoleMap.kind(of: binding.role), binding.role != kind else { continue }
      parts.insert(String(binding.role.dropLast(kind.count)))
    }
    return parts.sorted()
  }

  public func groups(_ episode: borrowing Episode) -> [TrackGroup] {
    var groups: [TrackGroup] = []
    for pair in pairs where pair.label.isPresent(in: episode) && pair.state.isPresent(in: episode) {
      let labels = Self.tracks(pair.label, episode)
      let (states, note) = states(of: pair, episode)
      // Label and state of one dimension stand below each other.
      let tracks = zip(labels, states).flatMap { [$0, $1] }
      groups.append(TrackGroup(title: pair.title + note, subject: pair.subject, tracks: tracks, isPaired: true))
    }
    for (title, subject, role) in single where role.isPresent(in: episode) {
      groups.append(TrackGroup(title: title, subject: subject, tracks: Self.tracks(role, episode)))
    }
    return groups
  }

  private func states(of pair: Pair, _ episode: borrowing Episode) -> (tracks: [Track], note: String) {
    switch pair.kind {
    case .value: return (Self.tracks(pair.state, episode), "")
    case .motion:
      let rotations = rotation.flatMap { $0.isPresent(in: episode) ? $0.gather(episode) : nil } ?? []
      let motion = Motion(
        positions: pair.state.gather(episode), rotations: rotations, form: rotations.isEmpty ? nil : stateForm,
        radiansPerUnit: radiansPerUnit)
      let isTool = frame == .tool && motion.hasRotations
      let vectors = isTool ? motion.translationTool : motion.translationBase
      let tracks = (0..<3).map { axis in
        Track(
          name: "motion \(["x", "y", "z"][axis])",
          values: (0..<episode.steps).map { $0 < vectors.count && motion.translationValid[$0] ? vectors[$0][axis] : .nan })
      }
      return (tracks, " (\(isTool ? "tool" : "base") frame)")
    case .turn(let form):
      let motion = Motion(
        positions: [Double](repeating: 0, count: episode.steps * 3), rotations: pair.state.gather(episode), form: stateForm,
        radiansPerUnit: radiansPerUnit)
      let tracks = (0..<3).map { axis in
        Track(
          name: "turn \(["x", "y", "z"][axis])",
          values: (0..<episode.steps).map { step in
            guard step < motion.turnValid.count, motion.turnValid[step] else { return .nan }
            return motion.turn(step, frame: frame, form: form)[axis] / radiansPerUnit
          })
      }
      return (tracks, " (\(frame.rawValue) frame)")
    }
  }

  /// One track a dimension. Rows that the loader drops are not known.
  private static func tracks(_ role: BoundRole, _ episode: borrowing Episode) -> [Track] {
    let (rows, first) = (role.rows(in: episode), role.firstStep(in: episode))
    let numbers = role.gather(episode)
    var tracks: [Track] = []
    for dimension in 0..<role.width {
      var values = [Double](repeating: .nan, count: episode.steps)
      for row in 0..<rows where row + first < episode.steps { values[row + first] = numbers[row * role.width + dimension] }
      tracks.append(Track(name: role.featureName(dimension), values: values))
    }
    return tracks
  }
}
