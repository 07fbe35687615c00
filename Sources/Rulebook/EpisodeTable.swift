import Episodes
import Measures

/// Every episode that was looked at, with where it is stored and a few of its figures: for outputs that list episodes rather than rules.
/// Kept only for a run that is asked for it.
public struct EpisodeTable: Sendable, Hashable {
  public struct Row: Sendable, Hashable {
    public var split: String
    /// Counted from 0 within the split.
    public var episode: Int
    /// File name of the shard.
    public var shard: String
    public var record: Int
    /// A path that the data itself carries.
    public var path: String?
    public var steps: Int
    /// Nil where no instruction was read, empty where the episode has none.
    public var instruction: String?

    public init(
      split: String, episode: Int, shard: String, record: Int, path: String? = nil, steps: Int, instruction: String? = nil
    ) {
      self.split = split
      self.episode = episode
      self.shard = shard
      self.record = record
      self.path = path
      self.steps = steps
      self.instruction = instruction
    }
  }

  public var rows: [Row]
  /// A column for each of `figures`, with a number for each row; nil where it was not measured.
  public var columns: [[Double?]]

  public init(rows: [Row], columns: [[Double?]]) {
    self.rows = rows
    self.columns = columns
  }

  /// Metrics with one number an episode, which the rules of the usual packs measure anyway. Always the same, so that tables of two
  /// deliveries can be laid beside each other.
  private static let metrics: [(column: String, metric: String)] = [
    ("position_drift_m", "reconstruction.position.max"), ("rotation_drift_rad", "reconstruction.rotation.max"),
    ("gripper_toggles", "gripper.toggles"), ("rest_s", "action.idle.seconds"), ("longest_gap_periods", "time.gaps"),
    ("jitter_periods", "time.jitter"),
  ]

  /// What the figures are, each with its unit.
  public static let figures = ["duration_s"] + metrics.map(\.column)

  /// What rules have measured is remembered by the observations; what none of them asked for stays empty.
  init(_ observations: Observations) {
    let context = MeasureContext(observations: observations, scope: .dataset, episodes: observations.everyEpisode)
    columns = [TimeMeasures.durations(context)]
    for (_, name) in Self.metrics {
      var column = [Double?](repeating: nil, count: observations.episodes.count)
      let measurement = MeasureRegistry.metrics[name].flatMap { try? $0.measure(context) }
      for sample in measurement?.samples ?? [] {
        if let episode = sample.place.episode, let number = sample.value.number, number.isFinite { column[episode] = number }
      }
      columns.append(column)
    }
    let words = try? context.view(ProbeRequest("instruction"))
    let text = words?.field("text")
    rows = observations.episodes.indices.map { index in
      let episode = observations.episodes[index]
      return Row(
        split: episode.split, episode: episode.number, shard: episode.file, record: episode.stub.record,
        path: observations.dataPath(index), steps: episode.stub.steps,
        instruction: words.flatMap { words in text.map { words.text(index, $0) } })
    }
  }
}
