import Episodes

/// Which splits the chosen target's loader will use, and how.
public enum SplitMeasures: MeasureFamily {
  public static let probes: [ProbeDefinition] = []

  public static let metrics: [Metric] = [
    Metric(
      "split.validation", unit: .count, summary: "Splits on which the target's loader validates.", needsNoRecords: true,
      probes: { _ in [] }, measure: validation)
  ]

  /// What a split for validation is usually called; for targets that do not say.
  private static let usualNames = ["val", "validation", "valid", "test", "eval"]

  private static func validation(_ context: MeasureContext) throws(Absence) -> Measurement {
    let target = context.setting.target
    let splits = context.observations.splitNames
    guard !splits.isEmpty else { throw Absence(.tooFew, "there are no splits") }
    let asked = target.validationSplits
    let used = splits.filter { asked.isEmpty ? usualNames.contains($0) : asked.contains($0) }
    let unused = splits.filter { $0 != "train" && !used.contains($0) }
    var told: [String] = []
    if !splits.contains("train") { told.append("there is no split named train") }
    if !used.isEmpty {
      told.append("\(used.joined(separator: ", ")) is held out\(asked.isEmpty ? "" : " by \(target.name)")")
    } else if let share = target.heldOutShare {
      told.append(
        "\(target.name) finds no split named \(asked.joined(separator: " or ")) and holds out the last \((share * 100).short) % of train")
    } else {
      told.append("nothing is held out")
    }
    if !unused.isEmpty { told.append("\(unused.joined(separator: ", ")) goes unused") }
    return Measurement(
      unit: .count, samples: [], total: splits.count, noun: "splits",
      facts: ["use": told.joined(separator: "; "), "used": used.joined(separator: ", "), "unused": unused.joined(separator: ", ")],
      overall: .number(Double(used.count)))
  }
}
