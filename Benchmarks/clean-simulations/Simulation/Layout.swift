import Episodes
import Measures

/// The columns of a simulated dataset: leaves, what they mean, and what a loader without a table of transforms makes of them.
struct Layout {
  private let recipe: Recipe

  init(_ recipe: Recipe) { self.recipe = recipe }

  var stateWidth: Int { recipe.body == .hand ? 3 + recipe.stateForm.width + 1 : recipe.body.jointWidth }
  var actionWidth: Int { recipe.body == .hand ? 3 + recipe.actionForm.width + 1 : recipe.body.jointWidth }

  static func clock(_ stream: Int) -> String { "observation/stream_\(stream)_timestamp" }

  var leaves: [Leaf] {
    func leaf(_ path: String, _ element: ElementType, _ shape: [Int?], _ level: Leaf.Level = .step, _ content: Content = .tensor(.none))
      -> Leaf
    {
      Leaf(path: path, level: level, element: element, shape: shape, content: content)
    }
    var leaves = [
      leaf("action", .float32, [actionWidth]), leaf("is_first", .bool, []), leaf("is_last", .bool, []), leaf("is_terminal", .bool, []),
      leaf("language_instruction", .string, [], .step, .text), leaf("observation/state", .float32, [stateWidth]),
    ]
    if recipe.hasTimestamps {
      leaves.append(leaf("timestamp", .float64, [], .step, .tensor(.bytes)))
      for stream in 0..<recipe.streams { leaves.append(leaf(Self.clock(stream), .float64, [], .step, .tensor(.bytes))) }
    }
    switch recipe.tokens {
    case .none, .pair: break
    case .ids: leaves.append(leaf("action_tokens", .int32, [actionWidth]))
    case .decoded: leaves.append(leaf("action_decoded", .float32, [actionWidth]))
    }
    leaves.append(leaf("episode_metadata/file_path", .string, [], .episode, .text))
    leaves.append(leaf("episode_metadata/task", .string, [], .episode, .text))
    return leaves
  }

  var roles: [RoleBinding] {
    func role(_ name: String, _ path: String, _ dimensions: Range<Int>? = nil, form: RotationForm? = nil) -> RoleBinding {
      RoleBinding(
        role: name, slices: [Slice(path: path, dimensions: dimensions)], source: .declared, strength: .strong, evidence: "simulated",
        form: form)
    }
    var roles: [RoleBinding] = []
    if recipe.body == .hand {
      roles = [
        role("pose.position", "observation/state", 0..<3),
        role("pose.rotation", "observation/state", 3..<stateWidth - 1, form: recipe.stateForm),
        role("gripper.state", "observation/state", stateWidth - 1..<stateWidth), role("action.translation", "action", 0..<3),
        role("action.rotation", "action", 3..<actionWidth - 1, form: recipe.actionForm),
        role("action.gripper", "action", actionWidth - 1..<actionWidth),
      ]
    } else {
      var at = 0
      for (part, joints) in recipe.body.arms {
        roles += [
          role(part + "joints", "observation/state", at..<at + joints), role(part + "action.joints", "action", at..<at + joints),
          role(part + "gripper.state", "observation/state", at + joints..<at + joints + 1),
          role(part + "action.gripper", "action", at + joints..<at + joints + 1),
        ]
        at += joints + 1
      }
    }
    roles += [role("instruction", "language_instruction"), role("task", "episode_metadata/task")]
    if recipe.hasTimestamps {
      roles.append(role("timestamp", "timestamp"))
      for stream in 0..<recipe.streams { roles.append(role("timestamp.stream\(stream)", Self.clock(stream))) }
    }
    switch recipe.tokens {
    case .none, .pair: break
    case .ids: roles.append(role("action.tokens", "action_tokens"))
    case .decoded: roles.append(role("action.decoded", "action_decoded"))
    }
    return roles
  }

  /// Action and state as they are stored; of the action, which dimensions are the gripper's where there is one.
  func loader(_ schema: Schema) -> LoaderView {
    func piece(_ dimensions: Range<Int>, _ meaning: ViewPiece.Meaning, _ form: RotationForm? = nil) -> ViewPiece {
      ViewPiece(.stored(Slice(path: "action", dimensions: dimensions)), meaning: meaning, form: form)
    }
    let pieces: [ViewPiece]
    switch recipe.body {
    case .hand:
      pieces = [
        piece(0..<3, .translation), piece(3..<actionWidth - 1, .rotation, recipe.actionForm),
        piece(actionWidth - 1..<actionWidth, .gripper),
      ]
    case .sixJoints, .sevenJoints: pieces = [piece(0..<actionWidth - 1, .joints), piece(actionWidth - 1..<actionWidth, .gripper)]
    case .twoArms: pieces = [piece(0..<actionWidth, .other)]
    }
    let columns = [
      ViewColumn(name: "action", pieces: pieces),
      ViewColumn(name: "proprio", pieces: [ViewPiece(.stored(Slice(path: "observation/state")))]),
    ]
    var view = LoaderView(columns: columns)
    view.roles = LoaderView.roles(of: columns, in: schema, source: .inferred, evidence: view.evidence)
    return view
  }

  /// What a loader hands on of an episode that holds `selection`: columns that nobody reads are left out.
  static func handOn(_ episode: inout Episode, selection: [Int], schema: Schema) {
    episode.made = ["action", "observation/state"].map { path in
      guard let leaf = schema.index(of: path), let at = selection.firstIndex(of: leaf) else { return Column(width: 0) }
      return episode.columns[at]
    }
  }
}
