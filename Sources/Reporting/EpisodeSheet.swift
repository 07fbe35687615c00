import Rulebook

/// A CSV with one row for each episode that was looked at: where it is stored, which rules it breaks, a few of its figures. Records that a
/// rule names and that could not be read as episodes stand behind them, without a number. Empty cells were not measured.
///
/// Numbers are in the unit that the column's name ends with; ids of rules are joined by `;`.
public enum EpisodeSheet {
  static let columns =
    [
      "dataset", "target", "split", "episode", "shard", "record", "file_path", "steps", "instruction", "rejected", "errors", "warnings",
      "infos", "waived", "known", "worst_rule", "worst_observed", "worst_at",
    ] + EpisodeTable.figures

  public static func render(_ report: Report) -> String {
    var output = CSV.line(columns)
    for run in report.runs { write(run, to: &output) }
    return output
  }

  private static func number(_ number: Double) -> String {
    number == number.rounded() && number.magnitude < 0x1p53 ? String(Int64(number)) : "\(number)"
  }

  /// What was found in one episode.
  private struct Broken {
    var rules: [String: Set<String>] = [:]
    var isRejected = false
    var worst: (rank: Int, id: String, finding: Finding)?
    var path: String?

    /// What somebody, or a baseline, has taken out of what counts.
    mutating func setAside(_ result: RuleResult, _ finding: Finding, by authority: SetAside.Authority) {
      rules[authority == .baseline ? "known" : "waived", default: []].insert(result.id)
      path = path ?? finding.path
    }

    mutating func add(_ result: RuleResult, _ finding: Finding) {
      rules[result.severity.rawValue, default: []].insert(result.id)
      path = path ?? finding.path
      isRejected = isRejected || result.isGating
      // The first finding of a rule is its worst; of rules, those that reject go first, then the severe ones.
      let severity = result.severity == .error ? 0 : result.severity == .warning ? 1 : 2
      let rank = (result.isGating ? 0 : 3) + severity
      if rank < worst?.rank ?? .max { worst = (rank, result.id, finding) }
    }

    var cells: [String] {
      func ids(_ column: String) -> String { CSV.text((rules[column] ?? []).sorted().joined(separator: ";")) }
      let observed = worst.flatMap { Wording.observed($0.finding) } ?? ""
      let place = worst.map { broken -> String in
        var place = broken.finding
        (place.split, place.episode, place.shard, place.record) = (nil, nil, nil, nil)
        return Wording.place(place)
      }
      return [
        isRejected ? "yes" : "no", ids("error"), ids("warning"), ids("info"), ids("waived"), ids("known"), CSV.text(worst?.id ?? ""),
        CSV.text(observed),
        CSV.text(place ?? ""),
      ]
    }
  }

  private static func write(_ run: Run, to output: inout String) {
    var broken: [RecordPlace: Broken] = [:]
    for result in run.rules where result.outcome == .fail || result.outcome == .waived {
      let isWaived = result.outcome == .waived
      for finding in result.findings {
        guard let key = RecordPlace(finding) else { continue }
        if isWaived {
          broken[key, default: Broken()].setAside(result, finding, by: result.setAsideBy ?? .waiver)
        } else {
          broken[key, default: Broken()].add(result, finding)
        }
      }
      for part in result.setAside {
        for finding in part.findings {
          if let key = RecordPlace(finding) { broken[key, default: Broken()].setAside(result, finding, by: part.by) }
        }
      }
    }
    let names = [CSV.text(run.dataset.name), CSV.text(run.target)]
    let sound = Broken().cells
    let columns = run.episodes?.columns ?? []
    for (index, row) in (run.episodes?.rows ?? []).enumerated() {
      let found = broken.removeValue(forKey: RecordPlace(split: row.split, shard: row.shard, record: row.record))
      output += CSV.line(
        names + [
          CSV.text(row.split), String(row.episode), CSV.text(row.shard), String(row.record), CSV.text(row.path ?? ""), String(row.steps),
          CSV.text(row.instruction ?? ""),
        ] + (found?.cells ?? sound) + columns.map { $0[index].map(number) ?? "" })
    }
    let blank = [String](repeating: "", count: EpisodeTable.figures.count)
    for (key, found) in broken.sorted(by: { $0.key < $1.key }) {
      output += CSV.line(
        names + [CSV.text(key.split), "", CSV.text(key.shard), String(key.record), CSV.text(found.path ?? ""), "", ""] + found.cells + blank
      )
    }
  }
}
