import Episodes
import Measures
import Rulebook
import Scanning
import Simulation
import Synchronization

/// How often do rules raise an alarm over data with nothing wrong? Clean datasets are simulated in memory and judged as `cupel check`
/// judges files; every rule of certain or strong confidence that says warning or error is counted.
///
/// usage: cupel-simulate [+OFFSET] [SIZExDATASETS ...]   (5x3000 40x3000 300x3000 3000x100 unless given; OFFSET draws other datasets)
///        cupel-simulate recall [DATASETS]         what rules still find of one defect, by its strength
///        cupel-simulate SIZE@SEED                 one dataset again: what it is like, and what alarmed
@main
struct CupelSimulate {
  /// One size of dataset, and how many of them.
  struct Series {
    var episodes: Int
    var datasets: Int

    init(_ episodes: Int, _ datasets: Int) {
      self.episodes = episodes
      self.datasets = datasets
    }

    init?(_ text: String) {
      let numbers = text.split(separator: "x").compactMap { Int($0) }
      guard numbers.count == 2, numbers.allSatisfy({ $0 > 0 }) else { return nil }
      self.init(numbers[0], numbers[1])
    }
  }

  /// What was counted over one series.
  struct Tally: Sendable {
    var alarms: [String: Int] = [:]
    var looked: [String: Int] = [:]
    /// The first datasets with an alarm, to look at them again.
    var firsts: [String: UInt64] = [:]

    mutating func add(_ other: Tally) {
      alarms.merge(other.alarms, uniquingKeysWith: +)
      looked.merge(other.looked, uniquingKeysWith: +)
      firsts.merge(other.firsts, uniquingKeysWith: min)
    }
  }

  static func main() async throws {
    let rulebook = try Rulebook()
    let rules = RuleSet(rulebook: rulebook, pack: try rulebook.pack("training-gate"), asOf: "2026-01-01")
    if let again = CommandLine.arguments.dropFirst().first?.split(separator: "@").map({ UInt64($0) }), again.count == 2,
      let size = again[0], let seed = again[1]
    {
      show(seed: seed, episodes: Int(size), rules: rules)
      return
    }
    if CommandLine.arguments.dropFirst().first == "recall" {
      Recall.write(datasets: CommandLine.arguments.dropFirst(2).first.flatMap { Int($0) } ?? 200, rules: rules)
      return
    }
    let offset = CommandLine.arguments.dropFirst().first { $0.hasPrefix("+") }.flatMap { UInt64($0.dropFirst()) } ?? 0
    let given = CommandLine.arguments.dropFirst().filter { !$0.hasPrefix("+") }.map { Series($0) }
    guard given.allSatisfy({ $0 != nil }) else {
      print("usage: cupel-simulate [+OFFSET] [SIZExDATASETS ...]")
      return
    }
    let series = given.isEmpty ? [Series(5, 3000), Series(40, 3000), Series(300, 3000), Series(3000, 100)] : given.compactMap { $0 }
    let judged = rules.rules.filter { $0.confidence != .heuristic }.map(\.id)
    var tallies: [Tally] = []
    for one in series { tallies.append(await run(one, offset: offset, rules: rules)) }
    write(series, judged: judged, tallies: tallies)
  }

  /// Judges all datasets of a series, on all cores.
  static func run(_ series: Series, offset: UInt64, rules: RuleSet, workers: Int = 2) async -> Tally {
    let next = Next()
    return await withTaskGroup(of: Tally.self) { group in
      for _ in 0..<workers {
        group.addTask {
          var tally = Tally()
          while true {
            let index = next.take()
            guard index < series.datasets else { return tally }
            judge(
              seed: UInt64(series.episodes) &* 1_000_000 &+ offset &+ UInt64(index), episodes: series.episodes, rules: rules, into: &tally)
          }
        }
      }
      var total = Tally()
      for await tally in group { total.add(tally) }
      return total
    }
  }

  private final class Next: Sendable {
    private let index = Atomic<Int>(0)
    func take() -> Int { index.wrappingAdd(1, ordering: .relaxed).oldValue }
  }

  /// The lists of words that ship, as a check would have them.
  static let words: WordLists = (try? Rulebook())?.words ?? WordLists()

  static func results(seed: UInt64, episodes: Int, rules: RuleSet) -> (recipe: Recipe, results: [RuleResult]) {
    var dice = Dice(seed: seed)
    let dataset = SimulatedDataset(recipe: Recipe(dice: &dice), seed: seed, episodes: episodes)
    let requests = rules.wishes.flatMap { MeasureRegistry.metrics[$0.metric]?.probes($0.parameters) ?? [] }
    var setting = dataset.setting
    setting.words = words
    let gathering = Gathering(setting: setting, requests: requests)
    let observations = gathering.observe(dataset.description, count: episodes) { dataset.episode($0, selection: $1) }
    defer { observations.forget() }
    var judge = Judge(observations: observations, rules: rules)
    return (dataset.recipe, judge.results().filter { $0.confidence != .heuristic })
  }

  static func judge(seed: UInt64, episodes: Int, rules: RuleSet, into tally: inout Tally) {
    var alarms: Set<String> = []
    var looked: Set<String> = []
    for result in results(seed: seed, episodes: episodes, rules: rules).results {
      if result.outcome == .pass || result.outcome == .fail { looked.insert(result.id) }
      if isAlarm(result) { alarms.insert(result.id) }
    }
    for id in looked { tally.looked[id, default: 0] += 1 }
    for id in alarms {
      tally.alarms[id, default: 0] += 1
      tally.firsts[id] = min(tally.firsts[id] ?? .max, seed)
    }
  }

  static func isAlarm(_ result: RuleResult) -> Bool { result.outcome == .fail && result.severity >= .warning }

  static func show(seed: UInt64, episodes: Int, rules: RuleSet) {
    let (recipe, results) = results(seed: seed, episodes: episodes, rules: rules)
    print(recipe)
    for result in results {
      print(isAlarm(result) ? "ALARM" : "     ", result.id, result.scope, result.outcome.rawValue, result.found, result.reason ?? "")
    }
  }

  /// A table: per rule and series, alarms of datasets that the rule could look at.
  static func write(_ series: [Series], judged: [String], tallies: [Tally]) {
    print("| rule | " + series.map { "\($0.datasets) of \($0.episodes) episodes" }.joined(separator: " | ") + " |")
    print("|---" + String(repeating: "|---:", count: series.count) + "|")
    for id in judged {
      let cells = tallies.map { tally -> String in
        guard let looked = tally.looked[id] else { return "did not look" }
        let first = tally.firsts[id].map { " (seed \($0))" } ?? ""
        return "\(tally.alarms[id] ?? 0) of \(looked)\(first)"
      }
      print("| \(id) | \(cells.joined(separator: " | ")) |")
    }
  }
}
