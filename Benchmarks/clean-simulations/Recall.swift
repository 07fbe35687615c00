import Episodes
import Measures
import Rulebook
import Scanning
import Simulation

/// What rules still find: clean datasets in which one thing was made wrong, more and more strongly.
///
/// usage: cupel-simulate recall [DATASETS]      so many datasets for each strength, 200 unless given
enum Recall {
  /// One number of the simulation, changed in all episodes or in one.
  struct Defect: Sendable {
    var rule: String
    var what: String
    var episodes: Int
    var strengths: [Double]
    /// Changes states and labels, row by row; `usual` is the length of a usual step of the recipe.
    var edit: @Sendable (_ strength: Double, _ usual: Double, _ states: inout [[Double]], _ actions: inout [[Double]]) -> Void
    var hitsAll = false
    /// Changes the recipe, for a rule that looks at few of them.
    var settle: @Sendable (inout Recipe) -> Void = { _ in }
    /// Ids are off by this many.
    var tokenOffset: @Sendable (_ strength: Double) -> Int = { _ in 0 }
    /// The statistics beside the data do not know so many of the first episodes.
    var unknown: @Sendable (_ strength: Double) -> Int = { _ in 0 }
  }

  static let hit = 3

  static let defects: [Defect] = [
    Defect(
      rule: "action/saturation", what: "x clipped at so many usual steps", episodes: 40, strengths: [2, 1, 0.5],
      edit: { strength, usual, _, actions in
        for row in actions.indices { actions[row][0] = min(max(actions[row][0], -strength * usual), strength * usual) }
      }, hitsAll: true),
    Defect(
      rule: "action/quantised", what: "translations rounded to so many levels a usual step", episodes: 40, strengths: [32, 16, 8, 4],
      edit: { strength, usual, _, actions in
        let step = usual / strength
        for row in actions.indices {
          for axis in 0..<3 { actions[row][axis] = Double(Float((actions[row][axis] / step).rounded() * step)) }
        }
      }, hitsAll: true),
    Defect(
      rule: "action/jumps", what: "path and labels of one episode jump by so many usual steps", episodes: 40, strengths: [10, 30, 100],
      edit: { strength, usual, states, actions in
        for row in 12..<states.count { states[row][1] += strength * usual }
        actions[11][1] += strength * usual
      }),
    Defect(
      rule: "state/spikes", what: "one state of one episode is away by so many usual steps", episodes: 40, strengths: [10, 30, 100],
      edit: { strength, usual, states, _ in states[12][1] += strength * usual }),
    Defect(
      rule: "state/frozen", what: "the state of one episode stands still for so many steps", episodes: 40, strengths: [12, 16, 24],
      edit: { strength, _, states, _ in
        let held = states[2]
        for row in 2..<min(states.count, 2 + Int(strength)) { states[row] = held }
      }),
    Defect(
      rule: "action/influence", what: "all of one episode's motion is so many times as large", episodes: 120, strengths: [10, 30, 100],
      edit: { strength, _, states, actions in
        for row in actions.indices { for axis in 0..<6 { actions[row][axis] *= strength } }
      }),
    Defect(
      rule: "tokens/codec", what: "ids are off by so many", episodes: 5, strengths: [-1, 1], edit: { _, _, _, _ in }, hitsAll: true,
      settle: { recipe in
        recipe.tokens = .ids
        (recipe.model, recipe.hasStatistics) =
          [Recipe.Model.openvla, .rt1].contains(recipe.model) ? (recipe.model, true) : (.none, false)
      }, tokenOffset: { Int($0) }),
    Defect(
      rule: "statistics/agreement", what: "the file was written before so many episodes were added", episodes: 40, strengths: [1, 4, 20],
      edit: { _, _, _, _ in }, hitsAll: true,
      settle: { recipe in
        if [.none, .rt1].contains(recipe.model) { recipe.model = .openvla }
        recipe.hasStatistics = true
      }, unknown: { Int($0) }),
  ]

  static func write(datasets: Int, rules: RuleSet) {
    print("| rule | what is wrong | found at |")
    print("|---|---|---|")
    for defect in defects {
      let cells = defect.strengths.map { strength in
        let (found, looked) = count(defect, strength: strength, datasets: datasets, rules: rules)
        return "\(number(strength)): \(looked == 0 ? "did not look" : "\(found * 100 / looked) %")"
      }
      print("| \(defect.rule) | \(defect.what), \(defect.episodes) episodes | \(cells.joined(separator: ", ")) |")
    }
  }

  private static func number(_ value: Double) -> String { value == value.rounded() ? String(Int(value)) : String(value) }

  private static func count(_ defect: Defect, strength: Double, datasets: Int, rules: RuleSet) -> (found: Int, looked: Int) {
    var (found, looked) = (0, 0)
    var own = rules
    own.rules = rules.rules.filter { $0.id == defect.rule }
    for index in 0..<datasets {
      let seed = 9_000_000 + UInt64(index)
      var dice = Dice(seed: seed)
      var recipe = Recipe(dice: &dice)
      // Edits know a hand's columns.
      (recipe.body, recipe.tokens, recipe.hasStatistics) = (.hand, .none, false)
      defect.settle(&recipe)
      let dataset = SimulatedDataset(
        recipe: recipe, seed: seed, episodes: defect.episodes, unknown: defect.unknown(strength),
        tokenOffset: defect.tokenOffset(strength))
      let requests = own.wishes.flatMap { MeasureRegistry.metrics[$0.metric]?.probes($0.parameters) ?? [] }
      let gathering = Gathering(setting: dataset.setting, requests: requests)
      let paths = dataset.setting.schema.leaves.map(\.path)
      let observations = gathering.observe(dataset.description, count: defect.episodes) { number, selection in
        var episode = dataset.episode(number, selection: selection)
        guard defect.hitsAll || number == hit else { return episode }
        let state = selection.firstIndex { paths[$0] == "observation/state" }
        let action = selection.firstIndex { paths[$0] == "action" }
        var states = state.map { rows(episode.columns[$0]) } ?? Array(repeating: Array(repeating: 0, count: 8), count: episode.steps)
        var actions = action.map { rows(episode.columns[$0]) } ?? Array(repeating: Array(repeating: 0, count: 7), count: episode.steps)
        defect.edit(strength, recipe.speed / recipe.hertz, &states, &actions)
        if let state { episode.columns[state].numbers = states.flatMap { $0 } }
        if let action { episode.columns[action].numbers = actions.flatMap { $0 } }
        dataset.handOn(&episode, selection: selection)
        return episode
      }
      defer { observations.forget() }
      var judge = Judge(observations: observations, rules: own)
      for result in judge.results() where result.id == defect.rule && (result.outcome == .pass || result.outcome == .fail) {
        looked += 1
        if result.outcome == .fail { found += 1 }
      }
    }
    return (found, looked)
  }

  private static func rows(_ column: Column) -> [[Double]] {
    (0..<column.rows).map { row in (0..<column.width).map { column[row, $0] } }
  }
}
