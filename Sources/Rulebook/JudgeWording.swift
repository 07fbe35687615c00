import Episodes
import Measures

/// How a judgement is put into words, and its samples into findings.
extension Judge {
  /// The sample that goes furthest beyond a requirement, the first of equals.
  static func worst(_ samples: [Sample], by requirement: ResolvedRequirement) -> Sample? {
    var worst: (index: Int, excess: Double)?
    for index in samples.indices {
      let excess = requirement.excess(samples[index].value)
      if excess > worst?.excess ?? -.infinity || worst == nil { worst = (index, excess) }
    }
    return worst.map { samples[$0.index] }
  }

  func episodeName(_ sample: Sample) -> String? { sample.place.episode.map(observations.name) }

  static func defaultMeasured(_ measurement: Measurement, worst: Sample?, name: String?) -> String {
    if let overall = measurement.overall { return "measured \(Wording.text(overall, measurement.unit))" }
    guard let worst else { return "nothing found in \(measurement.total) \(measurement.noun)" }
    return "at most \(Wording.text(worst.value, measurement.unit)) was measured\(name.map { ", in \($0)" } ?? "")"
  }

  /// Wording says "to within {limit}": the comparator's own words are left away.
  static func bare(_ limit: String) -> String {
    for prefix in ["at most ", "at least "] where limit.hasPrefix(prefix) { return String(limit.dropFirst(prefix.count)) }
    return limit
  }

  func wording(_ measurement: Measurement, worst: Sample?, limit: String, count: Int, total: Int) -> Wording {
    var values = measurement.facts
    values["count"] = String(count)
    values["total"] = String(total)
    values["noun"] = measurement.noun
    values["limit"] = Self.bare(limit)
    values["observed"] = Wording.text(measurement.overall ?? worst?.value, measurement.unit)
    values["worst"] = Wording.text(worst?.value ?? measurement.overall, measurement.unit)
    values["worst.value"] = values["worst"]
    values["worst.episode"] = worst.flatMap(episodeName) ?? worst?.place.file ?? "the dataset"
    values["worst.step"] = worst?.place.steps.map { String($0.lowerBound) } ?? "no single step"
    values["worst.feature"] = worst?.place.feature ?? "no single feature"
    values["worst.message"] = worst?.message ?? ""
    return Wording(values: values)
  }

  func finding(_ sample: Sample, unit: Unit, limit: String) -> Finding {
    let place = sample.place
    let episode = place.episode.map { observations.episodes[$0] }
    return Finding(
      split: place.split ?? episode?.split, episode: episode?.number, shard: place.file ?? episode?.file,
      record: place.record ?? episode?.stub.record,
      path: place.episode.flatMap(observations.dataPath), steps: place.steps, feature: place.feature, observed: sample.value, unit: unit,
      message: sample.message ?? "the limit is \(limit)")
  }
}

extension Observations {
  /// The path that the data itself carries for an episode (`episode_metadata/file_path`), where the plan read it.
  func dataPath(_ episode: Int) -> String? {
    guard let index = probeIndex["origin"], let field = probeFields[index].firstIndex(where: { $0.name == "path" }) else { return nil }
    let entry = episodes[episode]
    let word = leaves[entry.leaf].tables[index].words[entry.row * probeFields[index].count + field]
    let texts = leaves[entry.leaf].texts.texts
    guard let at = Int(exactly: word), texts.indices.contains(at), !texts[at].isEmpty else { return nil }
    return texts[at]
  }
}
