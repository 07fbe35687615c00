import Documents
import Rulebook

/// SARIF 2.1.0 (OASIS), with what GitHub's code scanning asks for and within its limits. A run is a dataset held against a target; a result is
/// one rule that failed, or could not be evaluated, over one scope.
///
/// Alerts hang on files of the repository, where the data are not: results lie on the line of the contract that they are about (or, without
/// one, on the dataset's own metadata), name episodes as logical locations and shards as related ones.
public enum SARIFReport {
  static let schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

  /// What GitHub takes or shows. Counts in messages stay true whatever is left out.
  struct Caps {
    var runs = 20
    /// 25,000 are taken, of which 5,000 are kept.
    var results = 5_000
    /// 1,000 are taken, of which 100 are kept; of episodes as of shards.
    var locations = 100
    /// Scalars of a description.
    var text = 1_000
    /// 10 MB are taken, compressed. Nothing that is smaller as it stands can be larger compressed, but for a few bytes.
    var bytes = 9_500_000
  }

  public static func render(_ report: Report, root: SourceRoot = SourceRoot()) -> String { render(report, root: root, caps: Caps()) }

  static func render(_ report: Report, root: SourceRoot, caps: Caps) -> String {
    var names: [String: Int] = [:]
    var left = caps.bytes
    let told = report.runs.prefix(caps.runs)
    var runs: [JSONValue] = []
    for (index, run) in told.enumerated() {
      let writer = SARIFRun(
        run: run, report: report, root: root, caps: caps, category: category(run, &names),
        runsLeftOut: index == 0 ? report.runs.count - told.count : 0)
      // What one run does not use is left to those behind it.
      let (value, bytes) = writer.value(bytes: left / (told.count - index))
      runs.append(value)
      left -= bytes
    }
    return JSONWriter.write(["$schema": .string(schema), "version": "2.1.0", "runs": .list(runs)])
  }

  /// `cupel/<dataset>/<target>/`: what a later run of the same takes the place of. GitHub takes no two runs of one category.
  private static func category(_ run: Run, _ names: inout [String: Int]) -> String {
    func part(_ text: String) -> String {
      let encoded = SourceRoot.encoded(String(text.prefix(100))).replacing("/", with: "%2F")
      return encoded.isEmpty ? "-" : encoded
    }
    let name = "cupel/\(part(run.dataset.name))/\(part(run.target))"
    names[name, default: 0] += 1
    return names[name] == 1 ? "\(name)/" : "\(name)-\(names[name] ?? 0)/"
  }
}
