import Measures
import Rulebook
import Simulation
import Synchronization

/// How often are conventions decided, and how often wrongly? Synthetic datasets of every convention are asked for theirs; then clean ones are
/// judged by every rule of certain or strong confidence.
///
/// usage: cupel-conventions [+OFFSET] [DATASETS [CLEAN]]      3000 and 3000 unless given
///        cupel-conventions @SEED                             one dataset again
@main
struct CupelConventions {
  struct Count: Sendable {
    var asked = 0
    var decided = 0
    /// The seeds of those that were decided wrongly.
    var wrong: [UInt64] = []
  }

  struct Tally: Sendable {
    var counts: [String: Count] = [:]
    /// By rule, the seeds of clean datasets that it alarmed at.
    var alarms: [String: [UInt64]] = [:]

    mutating func add(_ other: Tally) {
      counts.merge(other.counts) { a, b in
        Count(asked: a.asked + b.asked, decided: a.decided + b.decided, wrong: a.wrong + b.wrong)
      }
      alarms.merge(other.alarms, uniquingKeysWith: +)
    }
  }

  static let requests: [ProbeRequest] = {
    let metrics = [
      "action.frame", "action.form.gap", "action.lag.commanded", "action.lag.executed", "action.motion", "action.unit",
      "state.quaternion.reading",
    ]
    return metrics.flatMap { MeasureRegistry.metrics[$0]?.probes([:]) ?? [] }
  }()

  static func main() async throws {
    let words = CommandLine.arguments.dropFirst()
    if let seed = words.first.flatMap({ $0.hasPrefix("@") ? UInt64($0.dropFirst()) : nil }) {
      show(seed)
      return
    }
    let offset = words.first { $0.hasPrefix("+") }.flatMap { UInt64($0.dropFirst()) } ?? 0
    let numbers = words.filter { !$0.hasPrefix("+") }.compactMap { Int($0) }.filter { $0 >= 0 }
    let sizes = (numbers.first ?? 3000, numbers.count > 1 ? numbers[1] : 3000)
    let rulebook = try Rulebook()
    let rules = RuleSet(rulebook: rulebook, pack: try rulebook.pack("training-gate"), asOf: "2026-01-01")
    let asked = await run(sizes.0) { ask(offset &+ $0, into: &$1) }
    let judged = await run(sizes.1) { judge(5_000_000 &+ offset &+ $0, rules: rules, into: &$1) }
    write(asked, judged, clean: sizes.1)
  }

  private final class Next: Sendable {
    private let index = Atomic<Int>(0)
    func take() -> Int { index.wrappingAdd(1, ordering: .relaxed).oldValue }
  }

  static func run(_ count: Int, workers: Int = 2, _ one: @escaping @Sendable (UInt64, inout Tally) -> Void) async -> Tally {
    let next = Next()
    return await withTaskGroup(of: Tally.self) { group in
      for _ in 0..<workers {
        group.addTask {
          var tally = Tally()
          while true {
            let index = next.take()
            guard index < count else { return tally }
            one(UInt64(index), &tally)
          }
        }
      }
      var total = Tally()
      for await tally in group { total.add(tally) }
      return total
    }
  }

  static func dataset(_ seed: UInt64, isClean: Bool) -> SyntheticDataset {
    var dice = Dice(seed: seed)
    var make = Make(dice: &dice)
    if isClean { make.drawCleanConventions(&dice) } else { make.drawConventions(&dice) }
    var dataset = SyntheticDataset(make, seed: seed)
    if isClean, make.translation == .tool { dataset.setting.declarations.frame = .tool }
    return dataset
  }

  static func ask(_ seed: UInt64, into tally: inout Tally) {
    let dataset = dataset(seed, isClean: false)
    let seen = dataset.observations(requests)
    for question in Question.allCases {
      guard let answer = question.asked(dataset.make, seen) else { continue }
      var count = tally.counts[question.rawValue] ?? Count()
      count.asked += 1
      if answer.isDecided { count.decided += 1 }
      if answer.isDecided, !answer.isRight { count.wrong.append(seed) }
      tally.counts[question.rawValue] = count
    }
  }

  static func judge(_ seed: UInt64, rules: RuleSet, into tally: inout Tally) {
    let dataset = dataset(seed, isClean: true)
    let seen = dataset.observations(rules.wishes.flatMap { MeasureRegistry.metrics[$0.metric]?.probes($0.parameters) ?? [] })
    defer { seen.forget() }
    var judge = Judge(observations: seen, rules: rules)
    for result in judge.results() where result.confidence != .heuristic && result.outcome == .fail && result.severity >= .warning {
      tally.alarms[result.id, default: []].append(seed)
    }
  }

  static func show(_ seed: UInt64) {
    let dataset = dataset(seed, isClean: seed >= 5_000_000)
    print(dataset.make)
    let seen = dataset.observations(requests)
    for metric in [
      "action.frame", "action.form.gap", "action.lag.commanded", "action.lag.executed", "action.motion", "action.unit", "action.axes",
      "state.quaternion.reading",
    ] {
      do throws(Absence) {
        let found = try seen.measure(metric)
        print(metric, found.overall.map { "\($0)" } ?? "", found.facts.sorted { $0.key < $1.key })
      } catch {
        print(metric, error.kind.rawValue, error.reason)
      }
    }
  }

  static func write(_ asked: Tally, _ judged: Tally, clean: Int) {
    print("| question | asked | decided | in datasets | wrong of those | share that was to be decided |")
    print("|---|---:|---:|---:|---:|---:|")
    for question in Question.allCases {
      let count = asked.counts[question.rawValue] ?? Count()
      let share = count.asked == 0 ? 0 : (1000 * count.decided / count.asked)
      let columns = [
        question.rawValue, "\(count.asked)", "\(share / 10).\(share % 10) %", "\(count.decided)", "\(count.wrong.count)", question.wanted,
      ]
      print("| \(columns.joined(separator: " | ")) |")
    }
    print("")
    for question in Question.allCases {
      guard let wrong = asked.counts[question.rawValue]?.wrong, !wrong.isEmpty else { continue }
      print("wrong about the \(question.rawValue): \(list(wrong))")
    }
    print("Clean datasets: \(clean); alarms of certain or strong rules: \(judged.alarms.values.reduce(0) { $0 + $1.count })")
    for (id, seeds) in judged.alarms.sorted(by: { $0.key < $1.key }) { print("  \(id): \(seeds.count) (\(list(seeds)))") }
  }

  /// `cupel-conventions @SEED` shows one of them.
  private static func list(_ seeds: [UInt64]) -> String { seeds.sorted().prefix(40).map { "@\($0)" }.joined(separator: " ") }
}
