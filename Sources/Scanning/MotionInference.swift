import Episodes
import Measures

/// Finds position, rotation and the labels that move them, by their numbers: of all runs of three state dimensions and three action
/// dimensions, the pair in which the labels best explain the motion.
struct MotionInference {
  /// Labels explain motion when less than this is left over (noise and slow tracking leave up to 0.7 in commanded data).
  static let explains = 0.7
  /// How much better than every other pair a fit must be to count as strong.
  static let margin = 1.5
  /// Steps of an episode that are looked at: enough to tell what moves what, however long episodes are.
  static let longest = 240
  /// Leaves wider than this are embeddings or point clouds, not poses.
  static let widest = 64

  let schema: Schema
  let sample: EpisodeSample
  let declarations: Declarations
  let declared: [RoleBinding]

  /// Leaves that may hold actions or poses.
  static func candidates(in schema: Schema) -> [String] {
    schema.leaves.filter { isAction($0) || isState($0) }.map(\.path)
  }

  private static func isMotionLike(_ leaf: Leaf) -> Bool {
    leaf.level == .step && leaf.isNumeric && leaf.element.isFloat && (1...widest).contains(leaf.width ?? 0)
  }

  static func isAction(_ leaf: Leaf) -> Bool { isMotionLike(leaf) && leaf.path.lowercased().contains("action") }

  /// A leaf that says it holds joints holds no pose.
  private static func isJoints(_ leaf: Leaf) -> Bool { leaf.path.split(separator: "/").last?.lowercased().contains("joint") ?? false }

  static func isState(_ leaf: Leaf) -> Bool {
    isMotionLike(leaf) && !isAction(leaf) && !isJoints(leaf) && (leaf.width ?? 0) >= 3 && !leaf.path.lowercased().contains("embedding")
  }

  struct Window: Hashable {
    var path: String
    var offset: Int
    var width: Int

    var slice: Slice { Slice(path: path, dimensions: offset..<offset + width) }
  }

  func roles() -> [RoleBinding] {
    if sample.episodes.isEmpty { return [] }
    if let joints = joints() { return joints }
    let found = translation()
    guard let translation = unusualTranslation(instead: found) ?? found else { return namedAction() }
    var bindings = [
      binding("action.translation", translation.action, translation.strength, translation.evidence),
      binding("pose.position", translation.state, translation.strength, translation.evidence),
    ]
    let turning = rotation(after: translation)
    bindings += unusualRotation(after: translation, instead: turning?.residual) ?? turning?.bindings ?? []
    bindings += gripper(after: bindings)
    return bindings
  }

  func binding(_ role: String, _ window: Window, _ strength: Strength, _ evidence: String, form: RotationForm? = nil) -> RoleBinding {
    let isWhole = schema.index(of: window.path).flatMap { schema.leaves[$0].width } == window.width
    let slice = isWhole ? Slice(path: window.path) : window.slice
    return RoleBinding(role: role, slices: [slice], source: .inferred, strength: strength, evidence: evidence, form: form)
  }

  // MARK: - Joints

  /// Seven or more dimensions in a row, each moved by the label at its place, are an arm's joints: a pose has six, and what stands behind
  /// them is a gripper, whose labels take few values.
  private func joints() -> [RoleBinding]? {
    guard !declared.contains(where: { $0.role.hasSuffix("pose.position") || $0.role.hasSuffix("action.translation") }) else { return nil }
    for action in schema.leaves where Self.isAction(action) && (action.width ?? 0) >= 7 {
      for state in schema.leaves where Self.isMotionLike(state) && !Self.isAction(state) && (state.width ?? 0) >= 7 {
        var run = 0
        while run < min(action.width ?? 0, state.width ?? 0), isContinuous(action.path, run), explains(action.path, run, state.path, run) {
          run += 1
        }
        guard run >= 7 else { continue }
        let evidence =
          "each of \(run) dimensions of \(action.path) explains how the same dimension of \(state.path) moves: joints, not a pose"
        return [
          binding("joints", Window(path: state.path, offset: 0, width: run), .strong, evidence),
          binding("action.joints", Window(path: action.path, offset: 0, width: run), .strong, evidence),
        ]
      }
    }
    return nil
  }

  /// Five distinct values or more: fewer are a switch.
  private func isContinuous(_ path: String, _ dimension: Int) -> Bool {
    var distinct: Set<Double> = []
    for episode in sample.episodes.indices {
      guard let column = sample.column(path, of: episode) else { continue }
      for step in 0..<column.rows where distinct.count < 5 { distinct.insert(column[step, dimension]) }
    }
    return distinct.count >= 5
  }

  /// Whether one label dimension explains how one state dimension moves.
  private func explains(_ action: String, _ label: Int, _ state: String, _ dimension: Int) -> Bool {
    func single(_ path: String, _ dimension: Int) -> [[SIMD3<Double>]] {
      sample.episodes.indices.map { episode in
        guard let column = sample.column(path, of: episode) else { return [] }
        return (0..<min(column.rows, Self.longest)).map { SIMD3(column[$0, dimension], 0, 0) }
      }
    }
    let motion = single(state, dimension).map(Self.differences)
    return WindowFit(zip(single(action, label), motion).map { ($0, $1) }).residual <= Self.explains
  }

  // MARK: - Translation

  struct Translation {
    var action: Window
    var state: Window
    var strength: Strength
    var evidence: String
    var residual: Double
  }

  func windows(_ isWanted: (Leaf) -> Bool, declaredAs role: String) -> [Window] {
    if let slice = declared.first(where: { $0.role == role })?.slices.first {
      let width = schema.index(of: slice.path).flatMap { schema.leaves[$0].width } ?? 0
      let dimensions = slice.dimensions ?? 0..<width
      return dimensions.count == 3 ? [Window(path: slice.path, offset: dimensions.lowerBound, width: 3)] : []
    }
    let windows = schema.leaves.filter(isWanted).flatMap { leaf in
      (0..<max(0, min(24, (leaf.width ?? 0) - 2))).map { Window(path: leaf.path, offset: $0, width: 3) }
    }
    return windows.filter { !isDeclaredAsJoints($0) }
  }

  /// Joints, of whatever part, are no pose.
  private func isDeclaredAsJoints(_ window: Window) -> Bool {
    declared.contains { binding in
      guard let kind = RoleMap.kind(of: binding.role), kind == "joints" || kind == "action.joints" else { return false }
      return binding.slices.contains { slice in
        slice.path == window.path
          && (slice.dimensions.map { $0.overlaps(window.offset..<window.offset + window.width) } ?? true)
      }
    }
  }

  private func translation() -> Translation? {
    let actions = windows(Self.isAction, declaredAs: "action.translation").prefix(60)
    let states = windows(Self.isState, declaredAs: "pose.position").prefix(240)
    let labels = Dictionary(uniqueKeysWithValues: actions.map { ($0, vectors($0)) })
    var fits: [(action: Window, state: Window, residual: Double, frame: Frame)] = []
    for state in states {
      let positions = vectors(state)
      let base = positions.map(Self.differences)
      let turned = rotationCandidates(after: state).map { window, form in tool(base, rotations(window, form)) }
      for action in actions {
        guard let labels = labels[action] else { continue }
        fits.append((action, state, WindowFit(zip(labels, base).map { ($0, $1) }).residual, .base))
        // The tool frame needs a rotation; the one that fits best stands for it.
        if let best = turned.map({ WindowFit(zip(labels, $0).map { ($0, $1) }).residual }).min() {
          fits.append((action, state, best, .tool))
        }
      }
    }
    fits.sort {
      ($0.residual, $0.state.path, $0.state.offset, $0.action.path, $0.action.offset) < (
        $1.residual, $1.state.path, $1.state.offset, $1.action.path, $1.action.offset
      )
    }
    guard var best = fits.first, best.residual <= Self.explains else { return nil }
    // The same numbers may be stored twice; the plainest name wins among equals.
    if let plain = fits.prefix(while: { $0.residual <= best.residual * 1.0001 + 1e-12 }).first(where: {
      $0.state.path == "observation/state" && $0.action.path == "action"
    }) {
      best = plain
    }
    // Labels explain each axis alone, so a run that starts one axis late fits nearly as well as the right one, sometimes better: the run
    // is moved down as long as the dimension in front of it is explained too.
    while best.frame == .base, best.state.offset > 0, best.action.offset > 0,
      explains(best.action.path, best.action.offset - 1, best.state.path, best.state.offset - 1)
    {
      best.state.offset -= 1
      best.action.offset -= 1
    }
    best.residual = fits.first { $0.state == best.state && $0.action == best.action && $0.frame == best.frame }?.residual ?? best.residual
    // Angles move as their labels say, too. A run that starts at the fourth dimension of both vectors is where rotations stand; the three
    // dimensions in front of it are the position, and that their labels do not explain them is for the rules to say.
    if best.state.offset == 3, best.action.offset == 3, best.state.path != best.action.path {
      let evidence =
        "\(best.action.slice) explains \(best.state.slice), which stand where rotations do; the dimensions in front of them are taken for position"
      best.state.offset = 0
      best.action.offset = 0
      return Translation(action: best.action, state: best.state, strength: .weak, evidence: evidence, residual: 1)
    }
    let rivals = fits.filter { fit in
      // Windows that share dimensions fit partly for the same reason, and a copy of the same numbers is no rival.
      let apartState = fit.state.path != best.state.path || abs(fit.state.offset - best.state.offset) >= 3
      let apartAction = fit.action.path != best.action.path || abs(fit.action.offset - best.action.offset) >= 3
      return (apartState || apartAction) && fit.residual > best.residual * 1.0001 + 1e-12
    }
    let rival = rivals.first?.residual ?? 1
    let isStrong = best.residual * Self.margin <= rival
    let share = Quantity(1 - best.residual, .share).text
    let evidence =
      "\(best.action.slice) explains \(share) of how \(best.state.slice) moves in the \(best.frame.rawValue) frame\(isStrong ? "" : "; other features explain it nearly as well")"
    return Translation(
      action: best.action, state: best.state, strength: isStrong ? .strong : .weak, evidence: evidence, residual: best.residual)
  }

  // MARK: - Rotation

  /// Where the rotation of a pose may stand: behind its position in the same leaf, or in a leaf of its own.
  func rotationCandidates(after position: Window) -> [(Window, RotationForm)] {
    if let slice = declared.first(where: { $0.role == "pose.rotation" })?.slices.first {
      let width = schema.index(of: slice.path).flatMap { schema.leaves[$0].width } ?? 0
      let dimensions = slice.dimensions ?? 0..<width
      return forms(Window(path: slice.path, offset: dimensions.lowerBound, width: dimensions.count), declarations.stateRotation)
    }
    var found: [(Window, RotationForm)] = []
    let width = schema.index(of: position.path).flatMap { schema.leaves[$0].width } ?? 0
    for count in [3, 4, 9] where position.offset + 3 + count <= width {
      found += forms(Window(path: position.path, offset: position.offset + 3, width: count), declarations.stateRotation)
    }
    for leaf in schema.leaves where Self.isState(leaf) && leaf.path != position.path {
      let name = leaf.path.lowercased()
      guard let width = leaf.width, [3, 4, 9].contains(width), ["rot", "quat", "orient", "euler", "rpy"].contains(where: name.contains)
      else { continue }
      found += forms(Window(path: leaf.path, offset: 0, width: width), declarations.stateRotation)
    }
    return found
  }

  private func forms(_ window: Window, _ declared: RotationForm?) -> [(Window, RotationForm)] {
    let possible = (declared.map { [$0] } ?? RotationForm.common).filter { $0.width == window.width }
    guard window.width != 3 else { return possible.map { (window, $0) } }
    // A quaternion has norm one and a matrix has rows of norm one; anything else of that width is something else.
    let isUnit = sample.episodes.indices.allSatisfy { episode in
      guard let column = sample.column(window.path, of: episode) else { return true }
      return (0..<column.rows).allSatisfy { step in
        let norm = (0..<window.width).reduce(0.0) { $0 + column[step, window.offset + $1] * column[step, window.offset + $1] }
        return (norm / (window.width == 9 ? 3 : 1) - 1).magnitude < 0.02
      }
    }
    return isUnit ? possible.map { (window, $0) } : []
  }

  private func rotation(after translation: Translation) -> (bindings: [RoleBinding], residual: Double)? {
    let states = rotationCandidates(after: translation.state)
    var actions: [(Window, RotationForm)] = []
    let declaredAction = declared.first { $0.role == "action.rotation" }?.slices.first
    let width = schema.index(of: translation.action.path).flatMap { schema.leaves[$0].width } ?? 0
    if let slice = declaredAction {
      let width = schema.index(of: slice.path).flatMap { schema.leaves[$0].width } ?? 0
      let dimensions = slice.dimensions ?? 0..<width
      actions = forms(Window(path: slice.path, offset: dimensions.lowerBound, width: dimensions.count), declarations.actionRotation)
    } else {
      for count in [3, 4, 9] where translation.action.offset + 3 + count <= width {
        actions += forms(
          Window(path: translation.action.path, offset: translation.action.offset + 3, width: count), declarations.actionRotation)
      }
      for leaf in schema.leaves where Self.isAction(leaf) && leaf.path != translation.action.path && leaf.path.lowercased().contains("rot")
      {
        if let width = leaf.width, [3, 4, 9].contains(width) {
          actions += forms(Window(path: leaf.path, offset: 0, width: width), declarations.actionRotation)
        }
      }
    }
    var fits: [(state: (Window, RotationForm), action: (Window, RotationForm), residual: Double)] = []
    for state in states {
      let turns = rotations(state.0, state.1)
      for action in actions {
        // Three numbers are compared as they are written, so that a wrong unit shows as a gain; four or nine as the turn they mean.
        let form = action.0.width == 3 ? action.1 : .rotationVector
        let labels = action.0.width == 3 ? vectors(action.0) : rotations(action.0, action.1).map { $0.map(\.rotationVector) }
        let base = turns.map { Self.turns($0, as: form) { $1 * $0.transposed } }
        let tool = turns.map { Self.turns($0, as: form) { $0.transposed * $1 } }
        let residual = min(WindowFit(zip(labels, base).map { ($0, $1) }).residual, WindowFit(zip(labels, tool).map { ($0, $1) }).residual)
        fits.append((state, action, residual))
      }
    }
    fits.sort {
      ($0.residual, $0.state.0.offset, $0.state.1.rawValue, $0.action.1.rawValue) < (
        $1.residual, $1.state.0.offset, $1.state.1.rawValue, $1.action.1.rawValue
      )
    }
    guard let best = fits.first, best.residual <= Self.explains else { return nil }
    // The form of the state shows in large angles and is decided where another form fits clearly worse. Small steps look alike in every
    // three-number form: the labels' form is bound where another leaves 2 % more (in a mix of simulated datasets that margin was never
    // wrong); else it is left open, and every form is measured.
    let rivalForm = fits.first { $0.state == best.state && $0.action.0 == best.action.0 && $0.action.1 != best.action.1 }?.residual
    let hasForm = best.action.0.width != 3 || rivalForm.map { best.residual * 1.02 < $0 } ?? true
    let rival = fits.first { $0.state.1 != best.state.1 || $0.state.0 != best.state.0 }?.residual ?? 1
    let isDecided = best.residual * 1.2 <= rival || declarations.stateRotation != nil
    let share = Quantity(1 - best.residual, .share).text
    let evidence = "\(best.action.0.slice) explains \(share) of how \(best.state.0.slice) turns, read as \(best.state.1.rawValue)"
    let bindings = [
      binding(
        "pose.rotation", best.state.0, isDecided ? .strong : .weak, evidence + (isDecided ? "" : "; another reading fits nearly as well"),
        form: best.state.1),
      binding("action.rotation", best.action.0, .strong, evidence, form: hasForm ? best.action.1 : nil),
    ]
    return (bindings, best.residual)
  }

  // MARK: - Gripper and names

  /// The dimension behind the labels found, if all of its values are within what gripper commands are. Where several are left over, the
  /// first that is switched: a rotation that was not found, or a dimension that never moves, is no gripper.
  private func gripper(after bindings: [RoleBinding]) -> [RoleBinding] {
    let labels = bindings.filter { $0.role.hasPrefix("action.") }.compactMap { $0.slices.first }
    guard let path = labels.first?.path, labels.allSatisfy({ $0.path == path }), let leaf = schema.index(of: path),
      let width = schema.leaves[leaf].width
    else { return [] }
    let next = labels.compactMap { $0.dimensions?.upperBound }.max() ?? width
    let settled = Set(
      declared.flatMap(\.slices).filter { $0.path == path }.flatMap { Array($0.dimensions ?? 0..<width) })
    let free = (next..<max(next, width)).filter { !settled.contains($0) }
    let candidates = free.map { (dimension: $0, distinct: distinctCommands(path, $0)) }
    guard
      let found = candidates.first(where: { (2..<5).contains($0.distinct ?? 0) })
        ?? (candidates.count == 1 ? candidates.first { $0.distinct != nil } : nil), let distinct = found.distinct
    else { return [] }
    let isBinary = distinct < 5
    return [
      binding(
        "action.gripper", Window(path: path, offset: found.dimension, width: 1), isBinary ? .strong : .weak,
        isBinary ? "the dimension behind the motion, with \(distinct) distinct values" : "the dimension behind the motion, within [-1, 1]")
    ]
  }

  /// How many values a dimension takes, up to six; nil where one of them is beyond what gripper commands are.
  private func distinctCommands(_ path: String, _ dimension: Int) -> Int? {
    var distinct: Set<Double> = []
    for episode in sample.episodes.indices {
      guard let column = sample.column(path, of: episode) else { continue }
      for step in 0..<column.rows {
        let value = column[step, dimension]
        guard (-1.001...1.001).contains(value) else { return nil }
        if distinct.count < 6 { distinct.insert(value) }
      }
    }
    return distinct.count
  }

  /// Without a state that moves with it, an action of seven numbers is read as loaders read it.
  private func namedAction() -> [RoleBinding] {
    guard let leaf = schema.leaves.first(where: { $0.level == .step && $0.path == "action" && $0.width == 7 && $0.element.isFloat }) else {
      return []
    }
    let evidence = "seven numbers named action, as loaders read them; no state moves with them"
    return [
      binding("action.translation", Window(path: leaf.path, offset: 0, width: 3), .weak, evidence),
      binding("action.rotation", Window(path: leaf.path, offset: 3, width: 3), .weak, evidence),
      binding("action.gripper", Window(path: leaf.path, offset: 6, width: 1), .weak, evidence),
    ]
  }

  // MARK: - Numbers

  /// Three dimensions a step, episode by episode; empty for episodes that lack the column.
  func vectors(_ window: Window) -> [[SIMD3<Double>]] {
    sample.episodes.indices.map { episode in
      guard let column = sample.column(window.path, of: episode) else { return [] }
      return (0..<min(column.rows, Self.longest)).map {
        SIMD3(column[$0, window.offset], column[$0, window.offset + 1], column[$0, window.offset + 2])
      }
    }
  }

  func rotations(_ window: Window, _ form: RotationForm) -> [[Rotation]] {
    sample.episodes.indices.map { episode in
      guard let column = sample.column(window.path, of: episode) else { return [] }
      // A row that is no rotation makes its steps useless, not the episode: it is read as standing still.
      return (0..<min(column.rows, Self.longest)).map { step in Rotation(form: form) { column[step, window.offset + $0] } ?? .identity }
    }
  }

  static func differences(_ positions: [SIMD3<Double>]) -> [SIMD3<Double>] {
    zip(positions, positions.dropFirst()).map { $1 - $0 }
  }

  func tool(_ motion: [[SIMD3<Double>]], _ rotations: [[Rotation]]) -> [[SIMD3<Double>]] {
    zip(motion, rotations).map { motion, rotations in zip(motion, rotations).map { $1.transposed.rotate($0) } }
  }

  /// From each rotation to the next, in three numbers of this form.
  static func turns(_ rotations: [Rotation], as form: RotationForm, _ combine: (Rotation, Rotation) -> Rotation) -> [SIMD3<Double>] {
    zip(rotations, rotations.dropFirst()).map { combine($0, $1).angles(form) }
  }
}
