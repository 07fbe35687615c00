import Episodes
import Measures

/// Roles for labels that break a convention. What they explain when they are read as they should be is little or nothing, and which columns
/// they are is then told by the layout that public data share (position, rotation, gripper, from the first dimension of state and action on)
/// and by how well they fit when they are read another way. Without roles no rule could say what is wrong.
extension MotionInference {
  /// What labels read another way may leave unexplained, and how much better that must be than the best usual reading.
  private static let unusual = 0.3
  private static let unusualMargin = 1.5

  private func pairs(_ labels: [[SIMD3<Double>]], _ motion: [[SIMD3<Double>]]) -> [(labels: [SIMD3<Double>], motion: [SIMD3<Double>])] {
    zip(labels, motion).map { ($0, $1) }.filter { !$0.0.isEmpty && !$0.1.isEmpty }
  }

  /// The first three dimensions of a state and an action, where they fit on other axes, or as places.
  func unusualTranslation(instead usual: Translation?) -> Translation? {
    let limit = min(Self.unusual, (usual?.residual ?? 1) / Self.unusualMargin)
    guard limit > 1e-4 else { return nil }
    let actions = windows(Self.isAction, declaredAs: "action.translation").filter { isStart($0, "action.translation") }.prefix(4)
    let states = windows(Self.isState, declaredAs: "pose.position").filter { isStart($0, "pose.position") }.prefix(4)
    var best: (Translation, Double)?
    for state in states {
      let positions = vectors(state)
      let base = positions.map(Self.differences)
      let turned = rotationCandidates(after: state).map { window, form in tool(base, rotations(window, form)) }
      for action in actions {
        let labels = vectors(action)
        var readings = ([base] + turned).map { (UnusualFit.axes(pairs(labels, $0), lags: WindowFit.lags), "on other axes") }
        // Joints that are told where to go look the same as a hand that is, so what is read as places must be declared to be a position.
        if isDeclaredPosition { readings.append((UnusualFit.places(pairs(labels, positions).map { ($0.labels, $0.motion) }), "as places")) }
        guard let (residual, how) = readings.min(by: { $0.0 < $1.0 }), residual <= limit, residual < best?.1 ?? 1 else { continue }
        let evidence =
          "\(action.slice) explains \(Quantity(1 - residual, .share).text) of \(state.slice) when it is read \(how), and little as it should be read"
        best = (Translation(action: action, state: state, strength: .strong, evidence: evidence, residual: residual), residual)
      }
    }
    return best?.0
  }

  private var isDeclaredPosition: Bool { declared.contains { $0.role == "pose.position" } }

  private func isStart(_ window: Window, _ role: String) -> Bool { window.offset == 0 || declared.contains { $0.role == role } }

  /// The dimensions behind position and translation, where turns fit on other axes (a conjugated quaternion: all of them negated), as
  /// differences of angles, or as the next orientation.
  func unusualRotation(after translation: Translation, instead usual: Double?) -> [RoleBinding]? {
    let limit = min(Self.unusual, (usual ?? 1) / Self.unusualMargin)
    guard limit > 1e-4 else { return nil }
    let width = schema.index(of: translation.action.path).flatMap { schema.leaves[$0].width } ?? 0
    let window = Window(path: translation.action.path, offset: translation.action.offset + 3, width: 3)
    guard window.offset + 3 <= width, !declared.contains(where: { $0.role == "action.rotation" }) else { return nil }
    let labels = vectors(window)
    var best: (state: Window, form: RotationForm, residual: Double)?
    func offer(_ state: Window, _ form: RotationForm, _ residual: Double) {
      if residual <= limit, residual < best?.residual ?? 1 { best = (state, form, residual) }
    }
    for (state, form) in rotationCandidates(after: translation.state) {
      let rotations = rotations(state, form)
      let written: RotationForm = form == .rotationVector ? .rotationVector : .eulerXYZ
      let base = rotations.map { Self.turns($0, as: written) { $1 * $0.transposed } }
      let tool = rotations.map { Self.turns($0, as: written) { $0.transposed * $1 } }
      for motion in [base, tool] { offer(state, form, UnusualFit.axes(pairs(labels, motion), lags: WindowFit.lags)) }
      guard form.isEuler else { continue }
      let differences = vectors(state).map { zip($0, $0.dropFirst()).map { SmallTurn.wrapped($1 - $0) } }
      offer(state, form, UnusualFit.axes(pairs(labels.map { $0.map(SmallTurn.wrapped) }, differences), lags: 0...0))
      if state.width == 3, isDeclaredPosition {
        offer(state, form, UnusualFit.places(pairs(labels, vectors(state)).map { ($0.labels, $0.motion) }))
      }
    }
    guard let best else { return nil }
    let evidence =
      "\(window.slice) stands behind the translation, and explains \(Quantity(1 - best.residual, .share).text) of \(best.state.slice) when it is read another way"
    return [
      binding("pose.rotation", best.state, .strong, evidence, form: best.form),
      binding("action.rotation", window, .strong, evidence),
    ]
  }
}
