import Episodes
import Measures

/// What a model's loader does with a simulated dataset: scaling, statistics and codec as the targets of these names have them.
struct ModelUse {
  private let recipe: Recipe

  init(_ recipe: Recipe) { self.recipe = recipe }

  var facts: TargetFacts {
    guard recipe.model != .none else {
      var facts = TargetFacts.generic
      facts.normalisation = TargetFacts.Normalisation(kind: recipe.normalisation, epsilon: 1e-8)
      return facts
    }
    var facts = TargetFacts(name: recipe.model.rawValue)
    switch recipe.model {
    case .none, .rt1: break
    case .openvla:
      facts.normalisation = TargetFacts.Normalisation(kind: .quantiles, epsilon: 1e-8, clip: 1, spansAllSplits: true)
      facts.statistics = TargetFacts.StatisticsUse(schema: "openvla", file: "dataset_statistics.json")
      facts.codec = .openvla
      if recipe.body == .hand {
        facts.action.dimensions = [7]
        facts.action.kind = .delta
        facts.action.gripper = TargetFacts.Action.Gripper(range: 0...1, open: 1, mode: .binary)
      }
    case .octo:
      facts.normalisation = TargetFacts.Normalisation(kind: .meanAndDeviation, epsilon: 1e-8, clip: 5, spansAllSplits: true)
      facts.statistics = TargetFacts.StatisticsUse(schema: "octo", file: "dataset_statistics.json")
      facts.proprio = TargetFacts.Proprio()
    case .openpi:
      facts.normalisation = TargetFacts.Normalisation(kind: .quantiles, epsilon: 1e-6, includesGripper: true)
      facts.statistics = TargetFacts.StatisticsUse(schema: "openpi", file: "norm_stats.json")
      facts.proprio = TargetFacts.Proprio()
      facts.chunk = 10
      facts.action.isRelativeToState = recipe.body != .hand && recipe.jointLabels == .positions
    }
    return facts
  }

  /// The statistics file that the loader would write of these episodes: the same arithmetic over the same rows in the same order.
  func statistics(_ episodes: [(states: [Double], actions: [Double])], setting: Setting) -> StoredStatistics? {
    guard recipe.hasStatistics, let use = setting.target.statistics, let schema = StoredStatistics.Schema(rawValue: use.schema) else {
      return nil
    }
    let layout = Layout(recipe)
    var file = StoredStatistics(file: use.file, schema: schema)
    if schema == .openpi {
      (file.proprio, file.action) = openpi(episodes, layout, references: setting.deltaReferences(width: layout.actionWidth))
      return file
    }
    var (actions, states) = (ValueTable(width: layout.actionWidth), ValueTable(width: layout.stateWidth))
    for episode in episodes {
      actions.values += episode.actions.map { Float($0) }
      states.values += episode.states.map { Float($0) }
    }
    file.action = LoaderStatistics.numpy(actions)
    file.action?.mask = setting.normalisationMask(width: layout.actionWidth)
    file.proprio = schema == .octo ? LoaderStatistics.numpy(states) : LoaderStatistics.zeros(width: layout.actionWidth)
    (file.transitions, file.trajectories) = (actions.rows, episodes.count)
    return file
  }

  /// Batches of 32 frames, each with its chunk; a last batch that is not full is left out.
  private func openpi(_ episodes: [(states: [Double], actions: [Double])], _ layout: Layout, references: [Int?]) -> (
    StoredStatistics.Group?, StoredStatistics.Group?
  ) {
    let (width, stateWidth, horizon) = (layout.actionWidth, layout.stateWidth, 10)
    var (states, actions) = (RunningStatistics(), RunningStatistics())
    var (stateBatch, actionBatch) = (ValueTable(width: stateWidth), ValueTable(width: width))
    for episode in episodes {
      let rows = episode.actions.count / width
      for row in 0..<rows {
        let state = (0..<stateWidth).map { Float(episode.states[row * stateWidth + $0]) }
        stateBatch.values += state
        for step in row..<row + horizon {
          for dimension in 0..<width {
            let value = Float(episode.actions[min(step, rows - 1) * width + dimension])
            actionBatch.values.append(references[dimension].map { value - state[$0] } ?? value)
          }
        }
        guard stateBatch.rows == RunningStatistics.batch else { continue }
        states.update(stateBatch)
        actions.update(actionBatch)
        stateBatch.values.removeAll(keepingCapacity: true)
        actionBatch.values.removeAll(keepingCapacity: true)
      }
    }
    return (states.statistics, actions.statistics)
  }
}
