import Synchronization

/// What a scan spent its time on: reading, preparing columns (the loader's view, series) and each probe. Summed over all workers.
public final class ScanProfile: Sendable {
  public struct Costs: Sendable {
    /// By probe, in the plan's order.
    public var probes: [Duration]
    public var view: Duration = .zero
    public var reading: Duration = .zero
    public var episodes = 0
    public var steps = 0
    public var bytes: UInt64 = 0

    public var total: Duration { probes.reduce(view + reading, +) }
  }

  private let sums: Mutex<Costs>

  public init(plan: Plan) { sums = Mutex(Costs(probes: Array(repeating: .zero, count: plan.probes.count))) }

  public var costs: Costs { sums.withLock { $0 } }

  func add(_ watch: ProbeWatch, bytes: UInt64) {
    var watch = watch
    watch.end()
    let costs = watch.costs
    sums.withLock { total in
      for index in total.probes.indices { total.probes[index] += costs.probes[index] }
      total.view += costs.view
      total.reading += costs.reading
      total.episodes += costs.episodes
      total.steps += costs.steps
      total.bytes += bytes
    }
  }
}

/// The watch of one worker over one shard. What passes between two episodes is reading.
struct ProbeWatch {
  var costs: ScanProfile.Costs
  private var last = ContinuousClock.now

  init(probes: Int) { costs = ScanProfile.Costs(probes: Array(repeating: .zero, count: probes)) }

  private mutating func passed() -> Duration {
    let now = ContinuousClock.now
    defer { last = now }
    return now - last
  }

  mutating func begin(steps: Int) {
    costs.reading += passed()
    costs.episodes += 1
    costs.steps += steps
  }

  mutating func lapView() { costs.view += passed() }
  mutating func lap(_ probe: Int) { costs.probes[probe] += passed() }
  mutating func end() { costs.reading += passed() }
}
