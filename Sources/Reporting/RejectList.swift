import Rulebook

/// The episodes that a failing rule which gates names, as a CSV that `cupel stats --exclude` reads and a pipeline can filter with: whoever
/// leaves these out has left out all that could be named. Waived rules are not in it. Each episode stands once, whatever number of rules and
/// targets reject it; a record that could not be read has no number of an episode.
public struct RejectList {
  struct Entry {
    var place: RecordPlace
    var episode: Int?
    var path: String?
    var rules: Set<String> = []
    var targets: Set<String> = []
  }

  /// By split, shard and record.
  let entries: [Entry]
  /// Rules that reject and say (also) something that is not about single episodes: leaving out what is listed does not cure them.
  public let wholesale: [String]

  public init(_ report: Report) {
    var entries: [RecordPlace: Entry] = [:]
    var wholesale: Set<String> = []
    for run in report.runs {
      for result in run.rules where result.rejects {
        if result.findings.isEmpty { wholesale.insert(result.id) }
        for finding in result.findings {
          guard let place = RecordPlace(finding) else {
            wholesale.insert(result.id)
            continue
          }
          var entry = entries[place] ?? Entry(place: place)
          entry.episode = entry.episode ?? finding.episode
          entry.path = entry.path ?? finding.path
          entry.rules.insert(result.id)
          entry.targets.insert(run.target)
          entries[place] = entry
        }
      }
    }
    self.entries = entries.values.sorted { $0.place < $1.place }
    self.wholesale = wholesale.sorted()
  }

  public static let columns = ["split", "shard", "record", "file_path", "episode", "rules", "targets"]

  public func render() -> String {
    entries.reduce(into: CSV.line(Self.columns)) { output, entry in
      output += CSV.line([
        CSV.text(entry.place.split), CSV.text(entry.place.shard), String(entry.place.record), CSV.text(entry.path ?? ""),
        entry.episode.map(String.init) ?? "", CSV.text(entry.rules.sorted().joined(separator: ";")),
        CSV.text(entry.targets.sorted().joined(separator: ";")),
      ])
    }
  }

  /// What a person must know who filters with it; nil when leaving out what is listed leaves no rule that rejects.
  public var remark: String? {
    guard !wholesale.isEmpty else { return nil }
    let shown = wholesale.prefix(10).map { VisibleText.line($0) }.joined(separator: ", ")
    let more = wholesale.count > 10 ? " and \((wholesale.count - 10).grouped) more" : ""
    return "\(Wording.number(wholesale.count, "rules")) \(wholesale.count == 1 ? "rejects" : "reject") the dataset as a whole and "
      + "\(wholesale.count == 1 ? "is" : "are") not cured by leaving episodes out: \(shown)\(more)"
  }
}
