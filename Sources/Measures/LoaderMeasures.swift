import Episodes

/// What the chosen target's loader does to this data that its owner may not expect.
public enum LoaderMeasures: MeasureFamily {
  static let idle = ProbeRequest("idle-filter", [View.parameter: View.target.rawValue])

  public static var probes: [ProbeDefinition] {
    [ProbeDefinition("idle-filter") { _, setting, columns in IdleFilterProbe.make(setting, &columns) }]
  }

  public static var metrics: [Metric] {
    let view = [View.parameter]
    func metric(
      _ name: String, _ unit: Unit, _ summary: String, _ probes: [ProbeRequest], needsNoRecords: Bool = true,
      _ measure: @escaping @Sendable (MeasureContext) throws(Absence) -> Measurement
    ) -> Metric {
      Metric(
        name, unit: unit, summary: summary, optionalParameters: view, needsNoRecords: needsNoRecords, probes: { _ in probes },
        measure: measure)
    }
    let seen = false
    return [
      metric(
        "loader.steps.lost", .share, "The share of steps that the target's loader leaves out.", LoaderFate.requests, needsNoRecords: seen,
        stepsLost),
      metric(
        "loader.episodes.lost", .share, "The share of episodes of which the target's loader leaves nothing, at each of them.",
        LoaderFate.requests, needsNoRecords: seen, episodesLost),
      metric(
        "loader.constant", .count, "1 for each dimension of the model's action that scaling turns into a constant, else 0.",
        [StatisticsMeasures.request], needsNoRecords: seen, constant),
      metric(
        "loader.clipped", .share, "The share of values that the target cuts off at bounds that are written in its code, per dimension.",
        [StatisticsMeasures.request], needsNoRecords: seen, clipped),
      metric(
        "loader.instruction.words", .words, "Words of each episode's instruction, for a loader that cuts it.", [LanguageMeasures.request],
        needsNoRecords: seen, words),
      metric(
        "loader.instruction.capitals", .share, "The share of instructions that the loader's small letters change.",
        [LanguageMeasures.request], needsNoRecords: seen, capitals),
      metric("loader.instruction.blanked", .count, "1 where the loader puts an empty text in place of the instruction.", [], blanked),
      metric(
        "loader.views", .count, "What becomes of a camera: 0 seen, 1 black and optional, 2 black, 3 the loader raises.", [],
        LoaderPictures.views),
      metric("loader.aspect", .ratio, "How far pictures are stretched to the model's size, per camera.", [], LoaderPictures.aspect),
      metric("loader.width.action", .count, "1 where the loader raises on the action's number of dimensions.", [], actionWidth),
      metric("loader.width.proprio", .count, "1 where the state has another number of dimensions than the model takes.", [], proprioWidth),
      metric("loader.unregistered", .count, "1 where the loader's table does not hold the dataset's name.", [], unregistered),
      metric("loader.container", .count, "1 where the target's public code does not read the dataset's container.", [], container),
      metric(
        "loader.statistics.scope", .count, "Splits held out for validation that the loader's statistics include.", [], statisticsScope),
    ]
  }

  // MARK: steps and episodes

  private static func fate(_ context: MeasureContext) throws(Absence) -> LoaderFate {
    let fate = LoaderFate(context)
    guard fate.steps > 0 else { throw Absence(.tooFew, "there are no steps") }
    let target = context.setting.target
    guard
      target.tail != nil || context.setting.loader.card != nil || context.setting.loader.idleRule != nil || target.filters.skipsUnlabelled
        || target.filters.successPattern != nil
    else { throw Absence(.ruledOut, "the target \(target.name) says nothing of steps that its loader leaves out") }
    return fate
  }

  static func told(_ fate: LoaderFate) -> String {
    fate.losses.map { "\($0.steps) of \($0.episodes == 1 ? "one episode" : "\($0.episodes) episodes"), where \($0.text)" }
      .joined(separator: "; ")
  }

  private static func stepsLost(_ context: MeasureContext) throws(Absence) -> Measurement {
    let fate = try fate(context)
    let lost = fate.steps - fate.kept
    return Measurement(
      unit: .share, samples: [], total: fate.steps, noun: "steps",
      facts: [
        "lost": String(lost), "steps": String(fate.steps), "kept": String(fate.kept),
        "reasons": lost == 0 ? "none is left out" : told(fate),
      ], overall: .number(Double(lost) / Double(fate.steps)))
  }

  private static func episodesLost(_ context: MeasureContext) throws(Absence) -> Measurement {
    let fate = try fate(context)
    let share = Double(fate.lost.count) / Double(fate.episodes)
    let samples = fate.lost.map { lost in
      Sample(
        share, at: context.observations.place(lost.episode),
        message: "nothing is left of it: \(LoaderFate.text(lost.reason, context.setting.target, context.setting.loader))")
    }
    return Measurement(
      unit: .share, samples: samples, total: fate.episodes, facts: ["share": Quantity(share, .share).text],
      overall: samples.isEmpty ? .number(0) : nil)
  }

  // MARK: dimensions

  /// Dimensions of the model's action that never move, as far as the data were looked at.
  public static func constantDimensions(_ context: MeasureContext) -> Set<Int> {
    guard let view = try? context.view(StatisticsMeasures.request), let summary = StatisticsSummary(.action, view) else { return [] }
    return Set(summary.dimensions.indices.filter { summary.dimensions[$0].minimum == summary.dimensions[$0].maximum })
  }

  /// A constant dimension becomes 0 or −1 by scaling. The gripper is gripper/constant's to judge, for there it becomes its opposite.
  private static func constant(_ context: MeasureContext) throws(Absence) -> Measurement {
    guard let normalisation = context.setting.target.normalisation else {
      throw Absence(.ruledOut, "the target \(context.setting.target.name) says nothing of how it scales actions")
    }
    let view = try context.view(StatisticsMeasures.request)
    guard let summary = StatisticsSummary(.action, view) else { throw Absence(.missing, "the model's action was not measured") }
    let gripper = context.setting.gripperDimensions
    let becomes = normalisation.constant == .zero ? "0" : "-1"
    var samples: [Sample] = []
    for (index, dimension) in summary.dimensions.enumerated() where !gripper.contains(index) && !dimension.minimum.isNaN {
      let isConstant = dimension.minimum == dimension.maximum
      samples.append(
        Sample(
          isConstant ? 1 : 0, at: Place(feature: summary.featureName(index)),
          message: "\(summary.featureName(index)) is always \(dimension.minimum.short) and becomes \(becomes)"))
    }
    guard !samples.isEmpty else { throw Absence(.tooFew, "no dimension of the model's action holds a number") }
    return Measurement(unit: .count, samples: samples, total: samples.count, noun: "dimensions", facts: ["becomes": becomes])
  }

  /// Bounds that are written in code (RT-1's), whatever the data hold.
  private static func clipped(_ context: MeasureContext) throws(Absence) -> Measurement {
    let target = context.setting.target
    guard target.normalisation == nil, let codec = target.codec, !codec.low.isEmpty else {
      throw Absence(
        .ruledOut, "the target \(target.name) has no bounds of its own: it takes them from statistics (statistics/clipped-share)")
    }
    let view = try context.view(StatisticsMeasures.request)
    guard let summary = StatisticsSummary(.action, view) else { throw Absence(.missing, "the model's action was not measured") }
    guard summary.dimensions.count == codec.low.count else {
      throw Absence(.undetermined, "the bounds are for \(codec.low.count) dimensions, the action has \(summary.dimensions.count)")
    }
    let samples = summary.dimensions.enumerated().compactMap { index, dimension -> Sample? in
      guard let histogram = dimension.histogram, histogram.total > 0 else { return nil }
      let range = codec.low[index]...codec.high[index]
      // Certain ones alone: a bin that the bound cuts may lie inside.
      let share = Double(histogram.countsOutside(range).certain) / Double(histogram.total)
      return Sample(
        share, at: Place(feature: summary.featureName(index)),
        message:
          "the bounds are \(range.lowerBound.short) and \(range.upperBound.short), the values reach \(dimension.minimum.short) and \(dimension.maximum.short)"
      )
    }
    guard !samples.isEmpty else { throw Absence(.tooFew, "no dimension of the model's action holds a number") }
    return Measurement(unit: .share, samples: samples, total: samples.count, noun: "dimensions")
  }

  private static func actionWidth(_ context: MeasureContext) throws(Absence) -> Measurement {
    let setting = context.setting
    let action = setting.target.action
    guard !action.dimensions.isEmpty || action.paddedTo != nil else {
      throw Absence(.ruledOut, "the target \(setting.target.name) takes an action of any number of dimensions")
    }
    guard let column = setting.loader.columns.first(where: { $0.name == "action" }), let width = column.width(in: setting.schema) else {
      throw Absence(.missing, "no action was found that the loader could take")
    }
    if setting.loader.card == nil, setting.schema.index(of: "action") == nil {
      throw Absence(.undetermined, "the action is a dictionary, and no card says what the loader makes of it")
    }
    let accepted = action.dimensions.contains(width) || action.paddedTo.map { width <= $0 } ?? false
    let wanted = action.paddedTo.map { "at most \($0)" } ?? action.dimensions.map(String.init).joined(separator: " or ")
    let message = "the loader makes an action of \(width) dimensions; \(setting.target.name) takes \(wanted)"
    return Measurement(
      unit: .count, samples: [Sample(accepted ? 0 : 1, at: Place(feature: "action"), message: message)], total: 1, noun: "actions",
      facts: ["width": String(width), "wanted": wanted])
  }

  private static func proprioWidth(_ context: MeasureContext) throws(Absence) -> Measurement {
    let setting = context.setting
    guard let proprio = setting.target.proprio, let wanted = proprio.dimensions else {
      throw Absence(.ruledOut, "the target \(setting.target.name) asks for no particular state")
    }
    guard let column = setting.loader.columns.first(where: { $0.name == "proprio" }), let width = column.width(in: setting.schema) else {
      throw Absence(.missing, "no state was found that the loader could take")
    }
    let fits = proprio.isPadded ? width <= wanted : width == wanted
    let message = "the state has \(width) dimensions, \(setting.target.name) takes \(wanted)\(proprio.encoding.map { ": \($0)" } ?? "")"
    return Measurement(
      unit: .count, samples: [Sample(fits ? 0 : 1, at: Place(feature: column.path), message: message)], total: 1, noun: "states",
      facts: ["width": String(width), "wanted": String(wanted)])
  }

  // MARK: instruction

  private static func instructions(_ context: MeasureContext) throws(Absence) -> LanguageMeasures.Instructions {
    let all = try LanguageMeasures.Instructions(context)
    try all.requireLabelled()
    return all
  }

  private static func words(_ context: MeasureContext) throws(Absence) -> Measurement {
    let target = context.setting.target
    guard let tokens = target.language.maximumTokens, let most = target.language.maximumWords else {
      throw Absence(.ruledOut, "the target \(target.name) does not cut instructions, or does not say after how many words")
    }
    let wordings = try Wordings.of(context.observations)
    let counts = try wordings.requiredCounts(context)
    let words = wordings.texts.map { WordCount.of($0) }
    let samples = context.episodes.compactMap { episode -> Sample? in
      guard let text = wordings.index(of: episode) else { return nil }
      return Sample(
        Double(words[text]), at: context.observations.place(episode, feature: wordings.path),
        message: "about \(words[text]) words: \"\(String(wordings.texts[text].prefix(120)))\"")
    }
    let long = wordings.quoted(counts) { words[$0] > most }
    return Measurement(
      unit: .words, samples: samples, total: samples.count, facts: ["tokens": String(tokens), "words": String(most)].merging(long) { $1 })
  }

  private static func capitals(_ context: MeasureContext) throws(Absence) -> Measurement {
    guard context.setting.target.language.lowers else {
      throw Absence(.ruledOut, "the target \(context.setting.target.name) leaves capital letters as they are")
    }
    let all = try instructions(context)
    let changed = all.distinct.filter { $0.key.contains(where: \.isUppercase) }
    let count = changed.values.reduce(0, +)
    let share = Double(count) / Double(all.labelled.count)
    let example = all.labelled.lazy.map { all.text($0) }.first { changed[$0] != nil }
    return Measurement(
      unit: .share, samples: [], total: all.labelled.count,
      facts: ["changed": String(count), "of": String(all.labelled.count), "example": example ?? ""],
      overall: .number(share))
  }

  private static func blanked(_ context: MeasureContext) throws(Absence) -> Measurement {
    let loader = context.setting.loader
    guard let card = loader.card else {
      throw Absence(.ruledOut, "no card says what the loader's table does to this dataset's instructions")
    }
    let sample = Sample(
      loader.blanksInstruction ? 1 : 0, at: Place(feature: loader.instruction),
      message: "the table's entry for \(card) puts an empty text in place of every instruction")
    return Measurement(unit: .count, samples: [sample], total: 1, noun: "instructions", facts: ["card": card])
  }

  // MARK: names, containers, splits

  private static func unregistered(_ context: MeasureContext) throws(Absence) -> Measurement {
    let setting = context.setting
    guard !setting.target.registered.isEmpty else {
      throw Absence(.ruledOut, "the loader of \(setting.target.name) takes a dataset of any name")
    }
    let name = context.observations.description.name
    let isKnown = setting.target.registered.contains(name)
    let otherwise = setting.loader.tableNames.filter { $0 != name }
    let message =
      otherwise.isEmpty
      ? "\(name) is not among the \(setting.target.registered.count) names that the loader knows: it raises until a configuration and a transform are written for it"
      : "the loader knows this dataset as \(otherwise.joined(separator: ", ")), not as \(name)"
    return Measurement(
      unit: .count, samples: [Sample(isKnown ? 0 : 1, message: message)], total: 1, noun: "names", facts: ["name": name])
  }

  private static func container(_ context: MeasureContext) throws(Absence) -> Measurement {
    let setting = context.setting
    guard !setting.target.containers.isEmpty else {
      throw Absence(.ruledOut, "the target \(setting.target.name) says nothing of containers")
    }
    let format = context.observations.description.format
    let isRead = setting.target.containers.contains(format)
    let reads = setting.target.containers.joined(separator: " or ")
    return Measurement(
      unit: .count, samples: [Sample(isRead ? 0 : 1, message: "the data are \(format), the public code reads \(reads)")], total: 1,
      noun: "containers", facts: ["format": format, "reads": reads])
  }

  private static func statisticsScope(_ context: MeasureContext) throws(Absence) -> Measurement {
    let target = context.setting.target
    guard let normalisation = target.normalisation else {
      throw Absence(.ruledOut, "the target \(target.name) says nothing of how it scales")
    }
    let held = context.observations.splitNames.filter { $0 != "train" && normalisation.spansAllSplits }
    return Measurement(
      unit: .count, samples: [], total: context.observations.splitNames.count, noun: "splits",
      facts: ["held": held.joined(separator: ", ")], overall: .number(Double(held.count)))
  }
}
