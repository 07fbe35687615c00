import Episodes

/// What becomes of the steps and episodes of a scope in the target's loader: which are left out, in the loader's own order, and why.
public struct LoaderFate: Sendable {
  /// Why steps are left out, in the order in which a loader does it.
  public enum Reason: Int, Sendable, Hashable, CaseIterable {
    case unsuccessful, unlabelled, first, last, tail, idle
  }

  public struct Loss: Sendable, Hashable {
    public var reason: Reason
    public var steps: Int
    public var episodes: Int
    /// In words, with the loader's numbers: "no full chunk of 8 actions is left".
    public var text: String
  }

  /// An episode that yields nothing, and why.
  public struct Lost: Sendable {
    public var episode: Int
    public var reason: Reason
  }

  public var steps = 0
  public var kept = 0
  public var episodes = 0
  public var losses: [Loss] = []
  public var lost: [Lost] = []

  public var isIdleKnown = true

  /// What it asks of the plan.
  static let requests = [LoaderMeasures.idle, LanguageMeasures.request, OriginMeasures.request]

  public init(_ context: MeasureContext) {
    let setting = context.setting
    let target = setting.target
    let idle = setting.loader.idleRule == nil ? nil : try? context.view(LoaderMeasures.idle)
    isIdleKnown = setting.loader.idleRule == nil || idle != nil
    let idleField = idle?.field("idle")
    let text = target.filters.skipsUnlabelled ? try? context.view(LanguageMeasures.request) : nil
    let filled = text?.field("filled")
    let origin = target.filters.successPattern == nil ? nil : try? context.view(OriginMeasures.request)
    let path = origin?.field("path")
    let pattern = target.filters.successPattern.flatMap { try? Regex($0) }
    let first = setting.loader.dropFirst
    let last = setting.loader.dropLast
    let behind = target.tail == .drop ? max(0, (target.chunk ?? 1) - 1) : 0
    var counts = [Int](repeating: 0, count: Reason.allCases.count)
    var touched = counts
    for episode in context.episodes where context.observations.episodes[episode].stub.isWhole {
      var left = context.observations.episodes[episode].stub.steps
      guard left > 0 else { continue }
      episodes += 1
      steps += left
      var reason: Reason?
      func take(_ wanted: Int, _ why: Reason) {
        let taken = min(max(wanted, 0), left)
        guard taken > 0 else { return }
        left -= taken
        counts[why.rawValue] += taken
        touched[why.rawValue] += 1
        if left == 0 { reason = why }
      }
      if let origin, let path, let pattern, origin.text(episode, path).wholeMatch(of: pattern) == nil { take(left, .unsuccessful) }
      if let text, let filled, text.count(episode, filled) == 0 { take(left, .unlabelled) }
      take(first, .first)
      take(last, .last)
      take(behind, .tail)
      if let idle, let idleField { take(idle.count(episode, idleField), .idle) }
      kept += left
      if let reason { lost.append(Lost(episode: episode, reason: reason)) }
    }
    losses = Reason.allCases.compactMap { reason in
      guard counts[reason.rawValue] > 0 else { return nil }
      return Loss(
        reason: reason, steps: counts[reason.rawValue], episodes: touched[reason.rawValue], text: Self.text(reason, target, setting.loader))
    }
  }

  static func text(_ reason: Reason, _ target: TargetFacts, _ loader: LoaderView) -> String {
    switch reason {
    case .unsuccessful: "the episode's path is not like \(target.filters.successPattern ?? "")"
    case .unlabelled: "the episode has no instruction"
    case .first: loader.dropFirst == 1 ? "the first step is dropped" : "the first \(loader.dropFirst) steps are dropped"
    case .last: loader.dropLast == 1 ? "the last step is dropped" : "the last \(loader.dropLast) steps are dropped"
    case .tail: "no full chunk of \(target.chunk ?? 1) actions is left"
    case .idle:
      switch loader.idleRule {
      case .openvlaDroid: "the arm rests (OpenVLA's rule for DROID)"
      case .oftLibero: "arm and gripper rest (OFT's rule for LIBERO)"
      case .openpiDroid, nil: "no commanded velocity changes, or too short a stretch is left (openpi's rule for DROID)"
      }
    }
  }
}
