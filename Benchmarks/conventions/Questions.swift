import Episodes
import Measures
import Simulation

/// What is asked of a dataset, and how the answer is held against how it was made.
enum Question: String, CaseIterable {
  case family = "rotation family (base, tool, naive)"
  case frame = "translation frame"
  case form = "rotation form (vector, xyz, XYZ)"
  case transport = "lag, pure transport, base frame (exact)"
  case delay = "lag, with tracking, base frame (within a step)"
  case kind = "delta, absolute or velocity"
  case quaternion = "quaternion order and direction"
  case units = "units of labels"

  /// What the research that the limits come from could decide on its mix, in per cent.
  var wanted: String {
    switch self {
    case .family: "75"
    case .frame: "60"
    case .form: "40"
    case .transport, .delay, .kind, .quaternion: "100"
    case .units: "-"
    }
  }

  /// Nil where the question does not arise; else whether it was decided, and whether rightly.
  func asked(_ make: Make, _ seen: Observations) -> (isDecided: Bool, isRight: Bool)? {
    let isDelta = make.kind != .absolute
    let isRead = make.reading == .asTold
    func fact(_ metric: String, _ name: String) -> String? { (try? seen.measure(metric))?.facts[name] }
    func answer(_ found: String?, _ right: String) -> (Bool, Bool) {
      guard let found, found != "undecided" else { return (false, false) }
      return (true, found == right)
    }
    switch self {
    case .family:
      guard isDelta, isRead else { return nil }
      return answer(fact("action.frame", "family.rotation"), make.rotation.rawValue)
    case .frame:
      guard isDelta, isRead else { return nil }
      return answer(fact("action.frame", "family.translation"), make.translation.rawValue)
    case .form:
      guard isDelta, isRead, make.rotation != .naive else { return nil }
      return answer(fact("action.form.gap", "form"), make.form.rawValue)
    case .transport, .delay:
      guard isDelta, isRead, make.translation == .base, (make.tracking == 1) == (self == .transport) else { return nil }
      let told = fact("action.lag.commanded", "lag") ?? fact("action.lag.executed", "lag")
      // "2", or "2 to 3" where neither leaves the other behind.
      let lags = (told ?? "").split(separator: " ").compactMap { Double($0) }
      guard let first = lags.first, let last = lags.last else { return (false, false) }
      if self == .transport { return first == last ? (true, first == Double(make.lag)) : (false, false) }
      let delay = Double(make.lag) + (1 - make.tracking) / make.tracking
      return (true, ((first + last) / 2 - delay).magnitude <= 1)
    case .kind:
      guard isRead, make.units == .own else { return nil }
      guard let motion = fact("action.motion", "motion"), motion != "undecided" else { return (false, false) }
      if make.kind == .absolute || motion == "absolute" { return (true, motion == make.kind.rawValue) }
      guard let unit = fact("action.unit", "unit"), unit != "one without a name", !unit.contains(" or ") else { return (false, false) }
      return (true, unit.contains("velocities") == (make.kind == .velocity))
    case .quaternion:
      guard isDelta, make.isQuaternion else { return nil }
      let names = ["as told", "in the other order", "conjugated", "in the other order and conjugated"]
      return answer(fact("state.quaternion.reading", "reading"), names[make.reading.rawValue])
    case .units:
      guard isDelta, isRead, make.kind == .delta else { return nil }
      guard let unit = fact("action.unit", "unit") else { return (false, false) }
      let words: [Make.Units: String] = [.millimetres: "millimetres", .degrees: "degrees", .robosuite: "robosuite", .droid: "DROID"]
      // Another gain than a named unit's is reported and not judged: no answer.
      if unit == "one without a name" || unit.contains(" or ") { return (false, false) }
      if unit == "the states' own" {
        let gains = [fact("action.unit", "gain.translation"), fact("action.unit", "gain.rotation")]
        return gains.contains("NaN") ? (false, false) : (true, make.units == .own)
      }
      return (true, words[make.units].map(unit.contains) ?? false)
    }
  }
}
