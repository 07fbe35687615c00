import Documents
import Episodes
import Measures
import Pictures

/// What a rule asks of the plan: a metric by its probes; the view is one of its parameters.
public struct Wish: Sendable, Hashable {
  public var metric: String
  public var parameters: [String: String]

  public init(metric: String, parameters: [String: String] = [:]) {
    self.metric = metric
    self.parameters = parameters
  }
}

/// Everything that could otherwise differ between workers, frozen before the first record is read: roles, views, the probes that the
/// rules in force need (each once), and the columns that they read. Limits and severities are not in it, so a changed limit is
/// judged anew without a scan.
public struct Plan: Sendable {
  public let setting: Setting
  /// In key order.
  public let requests: [ProbeRequest]
  public let probes: [any Probe]
  /// Why a wanted probe could not be made, by key.
  public let absences: [String: Absence]
  public let selection: ColumnSelection
  /// Dimensions that are prepared as series for every episode.
  public let series: SeriesPlan
  /// Makes the columns of the loader's view; nil where no probe reads one.
  public let viewMaker: ViewMaker?
  /// The episodes that are looked at; nil is all of them.
  public let sample: DrawnEpisodes?
  /// Digest over everything above; states of another plan are refused.
  public let digest: String

  /// Unites the wishes, makes each probe once, and collects the columns they read.
  public init(setting: Setting, wishes: some Sequence<Wish>, sample: DrawnEpisodes? = nil) {
    var wanted: Set<ProbeRequest> = [OriginMeasures.request]
    for wish in wishes {
      guard let metric = MeasureRegistry.metrics[wish.metric] else { continue }
      for request in metric.probes(wish.parameters) { wanted.insert(request) }
    }
    var columns = ColumnPlan()
    var requests: [ProbeRequest] = []
    var probes: [any Probe] = []
    var absences: [String: Absence] = [:]
    for request in wanted.sorted() {
      guard let definition = MeasureRegistry.probes[request.name] else {
        absences[request.key] = Absence(.missing, "there is no probe \(request.name)")
        continue
      }
      switch definition.make(request, setting, &columns) {
      case .probe(let probe):
        requests.append(request)
        probes.append(probe)
      case .cannot(let absence): absences[request.key] = absence
      }
    }
    self.setting = setting
    self.sample = sample
    self.requests = requests
    self.probes = probes
    self.absences = absences
    let pictures = PictureSelection(
      leaves: columns.cameras, sampling: columns.readsPixels ? setting.pictures : .headersOnly,
      reader: columns.readsPixels && setting.pictures.mode != .none ? PixelReader() : nil)
    selection = ColumnSelection(leaves: columns.selection, pictures: pictures)
    series = columns.series
    viewMaker = columns.readsMadeColumns ? ViewMaker(setting.loader, schema: setting.schema, selection: columns.selection) : nil
    digest = SHA256.hex(
      Self.canonicalText(setting: setting, requests: requests, probes: probes, selection: selection, series: columns.series)
        + (sample.map { "\n\($0.canonicalText)" } ?? ""))
  }

  /// One line for each thing that a worker's result depends on, in a fixed order.
  private static func canonicalText(
    setting: Setting, requests: [ProbeRequest], probes: [any Probe], selection: ColumnSelection, series: SeriesPlan
  ) -> String {
    var lines = ["cupel.plan/1"]
    for leaf in setting.schema.leaves {
      let shape = leaf.shape.map { $0.map(String.init) ?? "?" }.joined(separator: "x")
      lines.append("leaf \(leaf.level.rawValue) \(leaf.path) \(leaf.element.rawValue) [\(shape)] \(leaf.content)")
    }
    for role in setting.roles.bindings {
      let slices = role.slices.map(\.description).joined(separator: ", ")
      lines.append("role \(role.role) \(slices) \(role.form?.rawValue ?? "") \(role.source.rawValue) \(role.strength.rawValue)")
    }
    lines.append("declarations \(setting.declarations)")
    lines.append("target \(setting.target)")
    lines.append("loader \(setting.loader)")
    for statistics in setting.statistics { lines.append("statistics \(statistics)") }
    lines.append(setting.words.canonicalText)
    lines.append("provenance \(setting.provenance.demands.map(\.key).joined(separator: ", "))")
    for (request, probe) in zip(requests, probes) {
      lines.append("probe \(request.key): \(probe.fields.map { "\($0.name):\($0.kind.rawValue)" }.joined(separator: ","))")
    }
    let counted = zip(series.sources, series.isCounted).map { source, isCounted in
      "\(source.isMade ? "made" : "stored") \(source.column)[\(source.dimension)]\(isCounted ? " counted" : "")"
    }
    lines.append("series \(counted.joined(separator: ", "))")
    lines.append("columns \(selection.leaves.map { setting.schema.leaves[$0].path }.joined(separator: ", "))")
    let sampling = selection.pictures.sampling
    lines.append(
      "pictures \(selection.pictures.leaves.map { setting.schema.leaves[$0].path }.joined(separator: ", ")) \(sampling.mode.rawValue) \(sampling.threshold)"
    )
    return lines.joined(separator: "\n")
  }

  /// An empty state for a shard, with one table a probe.
  func emptyState(_ key: ShardKey, file: String, declaredRecords: Int?) -> LeafState {
    LeafState(
      key: key, file: file, declaredRecords: declaredRecords, tables: probes.map { ProbeTable(sums: $0.emptySums) },
      spreads: series.emptySpreads)
  }

  /// United states, laid out for judging.
  public func observations(of description: DatasetDescription, states: StateSet) -> Observations {
    var description = description
    description.sample = sample
    return Observations(
      description: description, setting: setting, probeKeys: requests.map(\.key), probes: probes, absences: absences,
      leaves: states.leaves)
  }
}
