import Episodes

/// Metrics over any column, for rules that users write about their own data. Each takes the parameter `feature`: a path, with dimensions in
/// brackets where only some are meant (`observation/state[0:3]`). Values have no unit of their own: only the data's owner knows it.
public enum ColumnMeasures: MeasureFamily {
  static func request(_ parameters: [String: String]) -> ProbeRequest {
    ProbeRequest("column", ["feature": parameters["feature"] ?? ""])
  }

  public static let probes: [ProbeDefinition] = [
    ProbeDefinition("column") { request, setting, plan in
      let name = request.parameters["feature"] ?? ""
      let schema = setting.schema
      // A whole name first: brackets may be part of it.
      let slice = schema.index(of: name) != nil ? Slice(path: name) : Slice(name)
      guard let slice, let index = schema.index(of: slice.path) else {
        return .cannot(Absence(.missing, "there is no feature \(name)"))
      }
      let leaf = schema.leaves[index]
      let isPerStep = leaf.level == .step
      if leaf.isText {
        guard slice.dimensions == nil else { return .cannot(Absence(.missing, "\(slice.path) is text and has no dimensions")) }
        return .probe(TextColumnProbe(column: plan.use(leaf: index), isPerStep: isPerStep))
      }
      guard leaf.isNumeric, let width = leaf.width, width > 0 else {
        return .cannot(Absence(.missing, "\(slice.path) holds neither numbers in equal rows nor text"))
      }
      let dimensions = slice.dimensions ?? 0..<width
      guard dimensions.upperBound <= width else {
        return .cannot(Absence(.missing, "\(slice.path) has \(width) dimensions, none at \(dimensions.upperBound - 1)"))
      }
      return .probe(NumberColumnProbe(column: plan.use(leaf: index), dimensions: dimensions, width: width, isPerStep: isPerStep))
    }
  ]

  public static let metrics: [Metric] = [
    metric("column.range", .one, "The lowest and the highest value of each episode.", range),
    metric("column.min", .one, "The lowest value of each episode.") { context throws(Absence) in try extreme(context, "min") },
    metric("column.max", .one, "The highest value of each episode.") { context throws(Absence) in try extreme(context, "max") },
    metric("column.finite", .count, "Values of an episode that are NaN or infinite.") { context throws(Absence) in
      try counted(context, "bad", "values are not finite")
    },
    metric("column.monotonic", .count, "Steps of an episode at which the column goes down.") { context throws(Absence) in
      try counted(context, "down", "steps go down")
    },
    metric("column.constant", .count, "1 for each episode in which the column never changes, else 0.", constant),
    metric("column.step-change", .one, "The largest change between two steps of an episode.") { context throws(Absence) in
      try extreme(context, "change")
    },
    metric("column.unique", .count, "Episodes whose content of the column an earlier episode has already.", unique),
    metric(
      "column.cardinality", .count, "Distinct rows in each episode; for a feature beside the steps, distinct values over all.", cardinality),
    Metric(
      "column.pattern", unit: .count, summary: "Texts of an episode that the regular expression `pattern` does not match as a whole.",
      parameters: ["feature", "pattern"], isPerEpisode: true, probes: { [request($0)] }, measure: pattern),
  ]

  private static func metric(
    _ name: String, _ unit: Unit, _ summary: String, _ measure: @escaping @Sendable (MeasureContext) throws(Absence) -> Measurement
  ) -> Metric {
    Metric(name, unit: unit, summary: summary, parameters: ["feature"], isPerEpisode: true, probes: { [request($0)] }, measure: measure)
  }

  /// The probe's rows for the episodes that hold the column.
  private struct Rows {
    var view: ProbeView
    var feature: String
    var episodes: [Int]
    var isPerStep: Bool

    init(_ context: MeasureContext, numbers: Bool? = nil) throws(Absence) {
      view = try context.view(request(context.parameters))
      feature = context.parameters["feature"] ?? ""
      switch view.probe {
      case let probe as NumberColumnProbe:
        isPerStep = probe.isPerStep
        if numbers == false { throw Absence(.missing, "\(feature) holds numbers, not text") }
      case let probe as TextColumnProbe:
        isPerStep = probe.isPerStep
        if numbers == true { throw Absence(.missing, "\(feature) holds text, not numbers") }
      default: throw Absence(.missing, "the probe is of another kind")
      }
      let rows = view.field("rows")
      episodes = view.episodes.filter { [view] in view.count($0, rows) > 0 }
      if episodes.isEmpty { throw Absence(.tooFew, "no episode holds a row of \(feature)") }
    }

    func place(_ episode: Int, step: Int) -> Place { view.place(episode, step: isPerStep && step >= 0 ? step : nil, feature: feature) }
  }

  private static func samples(_ rows: Rows, _ field: String) -> [Sample] {
    let value = rows.view.field(field)
    let step = rows.view.field(field + "Step")
    return rows.episodes.compactMap { episode in
      let number = rows.view.number(episode, value)
      return number.isNaN ? nil : Sample(number, at: rows.place(episode, step: rows.view.count(episode, step)))
    }
  }

  private static func extreme(_ context: MeasureContext, _ field: String) throws(Absence) -> Measurement {
    let rows = try Rows(context, numbers: true)
    let samples = samples(rows, field)
    guard !samples.isEmpty else {
      throw Absence(.tooFew, "no episode holds \(field == "change" ? "two finite rows" : "a finite value") of \(rows.feature)")
    }
    return Measurement(unit: .one, samples: samples, total: samples.count)
  }

  /// Both ends of each episode, so that `between` holds for everything that lies between them.
  private static func range(_ context: MeasureContext) throws(Absence) -> Measurement {
    let rows = try Rows(context, numbers: true)
    let low = samples(rows, "min")
    let both = zip(low, samples(rows, "max")).flatMap { [$0, $1] }
    guard !both.isEmpty else { throw Absence(.tooFew, "no episode holds a finite value of \(rows.feature)") }
    return Measurement(unit: .one, samples: both, total: both.count, noun: "lowest and highest values")
  }

  private static func counted(_ context: MeasureContext, _ field: String, _ words: String) throws(Absence) -> Measurement {
    let rows = try Rows(context, numbers: true)
    let count = rows.view.field(field)
    let step = rows.view.field(field + "Step")
    let samples = rows.episodes.compactMap { episode -> Sample? in
      let found = rows.view.count(episode, count)
      guard found > 0 else { return nil }
      return Sample(
        Double(found), at: rows.place(episode, step: rows.view.count(episode, step)), message: "\(found) \(words) in \(rows.feature)")
    }
    return Measurement(unit: .count, samples: samples, total: rows.episodes.count)
  }

  private static func constant(_ context: MeasureContext) throws(Absence) -> Measurement {
    let rows = try Rows(context)
    let distinct = rows.view.field("distinct")
    let samples = rows.episodes.map { Sample(rows.view.count($0, distinct) == 1 ? 1 : 0, at: rows.place($0, step: -1)) }
    return Measurement(unit: .count, samples: samples, total: samples.count)
  }

  private struct Content: Hashable {
    var low: UInt64
    var high: UInt64
  }

  private static func contents(_ rows: Rows) -> [Content] {
    let low = rows.view.field("low")
    let high = rows.view.field("high")
    return rows.episodes.map { Content(low: rows.view.digest($0, low), high: rows.view.digest($0, high)) }
  }

  private static func unique(_ context: MeasureContext) throws(Absence) -> Measurement {
    let rows = try Rows(context)
    var first: [Content: Int] = [:]
    var samples: [Sample] = []
    for (episode, content) in zip(rows.episodes, contents(rows)) {
      guard let twin = first[content] else {
        first[content] = episode
        continue
      }
      samples.append(
        Sample(1, at: rows.place(episode, step: -1), message: "\(rows.feature) is the same as in \(context.observations.name(twin))"))
    }
    return Measurement(unit: .count, samples: samples, total: rows.episodes.count)
  }

  private static func cardinality(_ context: MeasureContext) throws(Absence) -> Measurement {
    let rows = try Rows(context)
    guard rows.isPerStep else {
      let count = Set(contents(rows)).count
      return Measurement(unit: .count, samples: [], total: rows.episodes.count, overall: .number(Double(count)))
    }
    let distinct = rows.view.field("distinct")
    let samples = rows.episodes.map { Sample(Double(rows.view.count($0, distinct)), at: rows.place($0, step: -1)) }
    return Measurement(unit: .count, samples: samples, total: samples.count)
  }

  private static func pattern(_ context: MeasureContext) throws(Absence) -> Measurement {
    let rows = try Rows(context, numbers: false)
    let text = context.parameters["pattern"] ?? ""
    guard let expression = try? Regex(text) else { throw Absence(.undetermined, "\(text) is not a regular expression") }
    let texts = rows.view.field("texts")
    let distinct = rows.view.field("distinct")
    var known: [String: Bool] = [:]
    var samples: [Sample] = []
    var unread = 0
    for episode in rows.episodes {
      let kept = rows.view.text(episode, texts).split(separator: TextColumnProbe.separator, omittingEmptySubsequences: false).map(
        String.init)
      unread += max(rows.view.count(episode, distinct) - kept.count, 0)
      var broken: [String] = []
      for text in kept {
        let matches = known[text] ?? ((try? expression.wholeMatch(in: text)) != nil)
        known[text] = matches
        if !matches { broken.append(text) }
      }
      guard let first = broken.first else { continue }
      samples.append(
        Sample(Double(broken.count), at: rows.place(episode, step: -1), message: "\(LanguageMeasures.shown(first)) does not match \(text)"))
    }
    return Measurement(unit: .count, samples: samples, total: rows.episodes.count, facts: ["pattern": text, "unread": String(unread)])
  }
}
