import Episodes

/// What is declared, held against what the target needs and what the storage can keep.
public enum SchemaMeasures: MeasureFamily {
  public static let probes: [ProbeDefinition] = [
    ProbeDefinition("clock-rounding") { _, setting, plan in
      let clocks = roundedClocks(setting)
      guard !clocks.isEmpty else {
        return .cannot(Absence(.ruledOut, "no clock is declared float64 and stored as float32"))
      }
      return .probe(ClockRoundingProbe(columns: clocks.map { plan.use(leaf: $0) }, leaves: clocks))
    }
  ]

  public static let metrics: [Metric] = [
    Metric(
      "schema.required-fields", unit: .count, summary: "Features that the target cannot do without and features.json does not declare.",
      needsNoRecords: true, probes: { _ in [] }, measure: requiredFields),
    Metric(
      "schema.float32-storage", unit: .count, summary: "Leaves that are declared float64 and, with encoding none, stored as float32.",
      needsNoRecords: true, probes: { _ in [] }, measure: float32Storage),
    Metric(
      "schema.clock-rounding", unit: .ratio,
      summary: "How coarse float32 storage makes a clock: the spacing of float32 at the clock's size over the mean distance of its stamps.",
      probes: { _ in [ProbeRequest("clock-rounding")] }, measure: clockRounding),
  ]

  /// A name that ends in `/` asks for a dictionary with anything in it. One without may be a leaf or a dictionary: many public sets hold
  /// their action as a dictionary that a transform concatenates.
  static func isDeclared(_ feature: String, in schema: Schema) -> Bool {
    let name = feature.hasSuffix("/") ? String(feature.dropLast()) : feature
    return schema.leaves.contains { leaf in
      leaf.level == .step && (leaf.path.hasPrefix(name + "/") || (leaf.path == name && !feature.hasSuffix("/")))
    }
  }

  private static func requiredFields(_ context: MeasureContext) throws(Absence) -> Measurement {
    let setting = context.setting
    let target = setting.target
    var samples: [Sample] = []
    for feature in target.requiredFeatures where !isDeclared(feature, in: setting.schema) {
      let beside = setting.schema.leaves.contains { $0.level == .episode && $0.path == feature }
      let what = feature.hasSuffix("/") ? "a dictionary \(feature.dropLast())" : feature
      let message =
        !setting.schema.hasSteps
        ? "steps is not declared, so there is no \(what)"
        : beside ? "\(feature) is declared beside steps, once per episode; it is needed in every step" : "\(what) is not declared in steps"
      samples.append(Sample(1, at: Place(feature: feature), message: message))
    }
    var asked = target.requiredFeatures.count
    if target.needsInstruction {
      asked += 1
      if let sample = missingInstruction(setting) { samples.append(sample) }
    }
    guard asked > 0 else { throw Absence(.ruledOut, "the target \(target.name) asks for no particular feature") }
    return Measurement(unit: .count, samples: samples, total: asked, noun: "required features", facts: ["target": target.name])
  }

  private static func missingInstruction(_ setting: Setting) -> Sample? {
    let paths = setting.target.instructionPaths
    if let leaf = InstructionPlace.leaf(in: setting) {
      let found = setting.schema.leaves[leaf]
      // A loader that copies a field of the steps finds nothing beside them.
      guard !paths.isEmpty, found.level == .episode else { return nil }
      return Sample(
        1, at: Place(feature: found.path),
        message: "the instruction \(found.path) lies beside steps, once per episode; \(setting.target.name) reads it from every step")
    }
    let looked = paths.isEmpty ? "no feature was declared or recognised as one" : "looked for \(paths.joined(separator: ", "))"
    return Sample(1, at: Place(feature: paths.first), message: "there is no instruction: \(looked)")
  }

  // MARK: float64 kept as float32

  private static func isRounded(_ leaf: Leaf) -> Bool { leaf.element == .float64 && leaf.content == .tensor(.none) }

  private static func float32Storage(_ context: MeasureContext) throws(Absence) -> Measurement {
    let leaves = context.setting.schema.leaves
    let samples = leaves.filter(isRounded).map { leaf in
      Sample(1, at: Place(feature: leaf.path), message: "\(leaf.path) is declared float64 and stored as float32")
    }
    let names = samples.compactMap(\.place.feature)
    let shown = names.prefix(4).joined(separator: ", ") + (names.count > 4 ? " and \(names.count - 4) more" : "")
    return Measurement(
      unit: .count, samples: samples, total: leaves.count, noun: "leaves", facts: ["leaves": names.isEmpty ? "none" : shown])
  }

  /// Leaves that hold a clock: those bound to a `timestamp` role, and those called one.
  static func isClock(_ leaf: Leaf, in setting: Setting) -> Bool {
    let isBound = setting.roles.bindings.contains { binding in
      (binding.role == "timestamp" || binding.role.hasPrefix("timestamp.")) && binding.slices.contains { $0.path == leaf.path }
    }
    if isBound { return true }
    let name = (leaf.path.split(separator: "/").last.map(String.init) ?? leaf.path).lowercased()
    let folder = leaf.path.split(separator: "/").dropLast().last.map { $0.lowercased() } ?? ""
    return ["time", "stamp", "t"].contains(name) || ["timestamp", "time_stamp", "time_ns", "time_ms"].contains { name.contains($0) }
      || folder.hasPrefix("timestamp")
  }

  private static func roundedClocks(_ setting: Setting) -> [Int] {
    setting.schema.leaves.indices.filter { index in
      let leaf = setting.schema.leaves[index]
      return leaf.level == .step && leaf.isNumeric && leaf.width == 1 && isRounded(leaf) && isClock(leaf, in: setting)
    }
  }

  /// The worst episode of each clock.
  private static func clockRounding(_ context: MeasureContext) throws(Absence) -> Measurement {
    let view = try context.view(ProbeRequest("clock-rounding"))
    guard let probe = view.probe as? ClockRoundingProbe else { throw Absence(.missing, "the probe is of another kind") }
    var samples: [Sample] = []
    for clock in probe.leaves.indices {
      let size = view.field("\(clock).size")
      let ratio = view.field("\(clock).ratio")
      let measured = view.episodes.filter { !view.number($0, ratio).isNaN }
      guard let worst = measured.max(by: { view.number($0, ratio) < view.number($1, ratio) }) else { continue }
      let name = context.setting.schema.leaves[probe.leaves[clock]].path
      let largest = view.number(worst, size)
      samples.append(
        Sample(
          view.number(worst, ratio), at: Place(feature: name),
          message: "\(name) reaches \(largest.short), where float32 values lie \(float32Spacing(largest).short) apart"))
    }
    guard !samples.isEmpty else { throw Absence(.tooFew, "no episode holds two stamps of a float64 clock") }
    let names = samples.compactMap(\.place.feature).joined(separator: ", ")
    return Measurement(unit: .ratio, samples: samples, total: samples.count, noun: "clocks", facts: ["clocks": names])
  }

  /// The distance between neighbouring float32 values at this size.
  static func float32Spacing(_ size: Double) -> Double { Double(Float(size).ulp) }
}

/// Keeps for each clock its largest size, and the spacing of float32 there over the mean distance of stamps.
struct ClockRoundingProbe: Probe {
  var columns: [Int]
  /// The leaf behind each column.
  var leaves: [Int]

  var fields: [Field] { leaves.indices.flatMap { [Field("\($0).size"), Field("\($0).ratio")] } }

  func observe(_ episode: borrowing Episode, row: inout RowWriter, sums: inout Sums) {
    for at in columns {
      let reading = Self.reading(episode.columns[at].isPresent ? episode.columns[at].numbers : [])
      row.number(reading.size)
      row.number(reading.ratio)
    }
  }

  static func reading(_ stamps: [Double]) -> (size: Double, ratio: Double) {
    guard stamps.count > 1, let first = stamps.first, let last = stamps.last, stamps.allSatisfy(\.isFinite) else { return (.nan, .nan) }
    let size = stamps.reduce(0) { max($0, $1.magnitude) }
    let period = (last - first).magnitude / Double(stamps.count - 1)
    // A clock that stands still has no period of its own: one spacing a step is the least that was lost.
    return (size, period > 0 ? min(SchemaMeasures.float32Spacing(size) / period, 1e12) : 1)
  }
}
