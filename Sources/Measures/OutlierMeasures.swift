import Episodes

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Single labels far out that the motion does not show; without a pose, single labels far out of their neighbours.
public enum OutlierMeasures: MeasureFamily {
  public static var probes: [ProbeDefinition] { [] }

  /// No limit is below this: honest reaches exceed ten robust sigmas on 2 % of steps, and 20 on 0.4 %.
  static let leastLimit = 20.0
  /// Beyond this in more than half of the episodes, the spikes *are* the tail: then this is the limit.
  static let common = 100.0

  public static var metrics: [Metric] {
    let requests: @Sendable ([String: String]) -> [ProbeRequest] = { [LabelMeasures.request($0), ActionMeasures.request] }
    return [
      Metric(
        "action.outliers", unit: .sigma,
        summary:
          "The worst isolated label of each episode in robust sigmas of what is left of labels when the motion is taken off (without a pose: of labels less their running median).",
        optionalParameters: ["part"], probes: requests,
        measure: { (context) throws(Absence) in
          let worst = try Worst(context)
          let samples = context.episodes.compactMap { episode -> Sample? in
            let z = worst.view.number(episode, worst.value)
            if z.isNaN { return nil }
            let step = worst.view.count(episode, worst.step)
            let feature = worst.feature(worst.view.count(episode, worst.dimension))
            return Sample(z, at: worst.view.place(episode, step: step < 0 ? nil : step, feature: feature))
          }
          guard !samples.isEmpty else { throw Absence(.tooFew, "no episode has \(SpikeSearch.minimumSteps) steps to compare") }
          return Measurement(unit: .sigma, samples: samples, total: samples.count, facts: worst.facts)
        }),
      Metric(
        "action.outliers.limit", unit: .sigma, summary: "What the worst label of an episode may be by chance, given all other episodes.",
        optionalParameters: ["part"], probes: requests,
        measure: { (context) throws(Absence) in
          let worst = try Worst(context.dataset)
          return Measurement(
            unit: .sigma, samples: [], total: worst.view.episodes.count, facts: worst.facts, overall: .number(try worst.limit))
        }),
    ]
  }

  /// Where the worst label of each episode is kept: beside the motion if the pose is known, else beside the action's numbers.
  private struct Worst {
    var view: ProbeView
    var value: Int
    var step: Int
    var dimension: Int
    var facts: [String: String]

    init(_ context: MeasureContext) throws(Absence) {
      do throws(Absence) {
        view = try context.view(LabelMeasures.request(context.parameters))
        facts = ["against": "the motion"]
      } catch {
        view = try context.view(ActionMeasures.request)
        facts = ["against": "its neighbours"]
      }
      value = view.field("spike")
      step = view.field("spike.step")
      dimension = view.field("spike.dimension")
    }

    func feature(_ dimension: Int) -> String? {
      if dimension < 0 { return nil }
      if let probe = view.probe as? LabelProbe {
        return dimension < 3
          ? probe.translation.featureName(dimension) : probe.turn?.featureName(min(dimension - 3, (probe.turn?.width ?? 1) - 1))
      }
      return (view.probe as? ActionProbe)?.columns.name(dimension).feature
    }

    /// The limit that all episodes of the dataset together give: `TailGap` over ln z of each episode's worst.
    var limit: Double {
      get throws(Absence) {
        let all = view.episodes.map { view.number($0, value) }.filter { !$0.isNaN }
        guard let limit = IsolatedLimit(least: leastLimit, common: common).limit(all) else {
          throw Absence(
            .tooFew,
            "fewer than \(TailGap.fewest) episodes of \(SpikeSearch.minimumSteps) steps: too few to know how far out labels may be by chance"
          )
        }
        return limit
      }
    }
  }
}

/// How far the worst single value of an episode may stand out, given all other episodes': `TailGap` over their logarithms, with a chance
/// of any false alarm of one in a thousand whatever the number of episodes.
struct IsolatedLimit {
  static let chance = 1e-3
  /// No limit is below this.
  var least: Double
  /// Beyond this in more than half of the episodes, the spikes *are* the tail: then this is the limit.
  var common: Double
  /// Values below this are all alike: what searches leave out as unsuspicious is no part of the tail.
  var from: Double

  init(least: Double, common: Double, from: Double? = nil) {
    self.least = least
    self.common = common
    self.from = from ?? least / 10
  }

  /// Nil for too few episodes.
  func limit(_ all: [Double]) -> Double? {
    guard let gap = TailGap(all.map { log(max(from, $0)) }, chance: Self.chance) else { return nil }
    let limit = max(least, exp(gap.limit))
    return Robust.median(all) > common ? min(limit, common) : limit
  }
}
