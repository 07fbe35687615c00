import Episodes
import Measures
import Simulation

/// A simulated dataset with something changed: `edit` gets each episode's number, its state and its action, row by row.
struct EditedDataset {
  var recipe = Recipe()
  var episodes = 20
  var seed: UInt64 = 7
  /// Changes roles or declarations before probes are made.
  var settle: (inout Setting) -> Void = { _ in }
  var edit: (Int, inout [[Double]], inout [[Double]]) -> Void = { _, _, _ in }

  func observations() -> Observations {
    let dataset = SimulatedDataset(recipe: recipe, seed: seed, episodes: episodes)
    var setting = dataset.setting
    settle(&setting)
    return Gathering(setting: setting).observe(dataset.description, count: episodes) { index, selection in
      var episode = dataset.episode(index, selection: selection)
      let paths = selection.map { dataset.setting.schema.leaves[$0].path }
      guard let state = paths.firstIndex(of: "observation/state"), let action = paths.firstIndex(of: "action") else { return episode }
      var states = Self.rows(episode.columns[state])
      var actions = Self.rows(episode.columns[action])
      edit(index, &states, &actions)
      episode.columns[state].numbers = states.flatMap { $0 }
      episode.columns[action].numbers = actions.flatMap { $0 }
      dataset.handOn(&episode, selection: selection)
      return episode
    }
  }

  /// The states and actions of one episode, as they are observed.
  func rows(_ index: Int) -> (states: [[Double]], actions: [[Double]]) {
    let dataset = SimulatedDataset(recipe: recipe, seed: seed, episodes: episodes)
    let leaves = ["observation/state", "action"].compactMap { dataset.setting.schema.index(of: $0) }
    let episode = dataset.episode(index, selection: leaves)
    var (states, actions) = (Self.rows(episode.columns[0]), Self.rows(episode.columns[1]))
    edit(index, &states, &actions)
    return (states, actions)
  }

  private static func rows(_ column: Column) -> [[Double]] {
    (0..<column.rows).map { row in (0..<column.width).map { column[row, $0] } }
  }
}

extension Measurement {
  /// Numbers by episode.
  var byEpisode: [Int: Double] {
    Dictionary(
      uniqueKeysWithValues: samples.compactMap { sample in
        guard let episode = sample.place.episode, let number = sample.value.number else { return nil }
        return (episode, number)
      })
  }

  var name: String? { if case .name(let name)? = overall { name } else { nil } }
}
