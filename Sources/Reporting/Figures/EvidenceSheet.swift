import Episodes
import Measures
import Rulebook

/// Chooses what is drawn of which episode for which result: by the rule's family, the worst first, and nothing twice.
struct EvidenceSheet {
  /// By `RunPage.key`.
  private(set) var drawn: [String: [(finding: Int, figures: [Figure])]] = [:]
  private var done: Set<String> = []
  private var bytes = 0

  /// Episodes drawn for one result, and bytes of drawings over a run.
  static let ofOneResult = 2
  static let mostBytes = 400_000

  enum Kind: Hashable {
    case path, error, turnError, clock
    case tracks(TrackGroup.Subject)
  }

  init(_ run: Run) {
    guard !run.exhibits.isEmpty else { return }
    let limits = run.rules.filter { $0.limit != nil }
    for result in Evidence.order(run.rules) {
      var found: [(finding: Int, figures: [Figure])] = []
      for (index, exhibit) in Self.exhibits(run.exhibits, of: result) where bytes < Self.mostBytes {
        let finding = result.findings[index]
        let isNamed = finding.episode != nil
        let subject = EvidenceSubject(
          exhibit: exhibit, steps: isNamed ? finding.steps : nil, isNamed: isNamed, limits: limits,
          labels: run.convention?.kind)
        let figures = Self.kinds(result, finding, exhibit, showsError: found.isEmpty && subject.labels != "commanded").compactMap {
          kind -> Figure? in
          guard done.insert("\(exhibit.split)/\(exhibit.episode) \(kind) \(Self.mark(kind, subject.steps))").inserted else { return nil }
          return EvidenceFigures.draw(kind, subject)
        }
        bytes += figures.reduce(0) { $0 + $1.drawing.text.utf8.count }
        if !figures.isEmpty { found.append((index, figures)) }
      }
      if !found.isEmpty { drawn[RunPage.key(result)] = found }
    }
  }

  /// A path with another mark is drawn only once: it looks the same.
  private static func mark(_ kind: Kind, _ steps: ClosedRange<Int>?) -> String {
    kind == .path || kind == .clock ? "" : steps.map { "\($0)" } ?? ""
  }

  /// The first findings whose episodes were fetched; for a result that names no episode, the first one of its split.
  private static func exhibits(_ exhibits: [Exhibit], of result: RuleResult) -> [(Int, Exhibit)] {
    guard let first = result.findings.first else { return [] }
    if first.episode == nil {
      let own = exhibits.first { $0.split == first.split ?? result.scope } ?? exhibits.first
      return own.map { [(0, $0)] } ?? []
    }
    var found: [(Int, Exhibit)] = []
    for (index, finding) in result.findings.enumerated() where found.count < ofOneResult {
      if let own = exhibits.first(where: { $0.split == finding.split && $0.episode == finding.episode }) { found.append((index, own)) }
    }
    return found
  }

  private static func kinds(_ result: RuleResult, _ finding: Finding, _ exhibit: Exhibit, showsError: Bool) -> [Kind] {
    // The group of tracks that the finding speaks of, or else what the episode has.
    let named = exhibit.groups.first { group in
      finding.feature.map { feature in group.tracks.contains { $0.name == feature } } ?? false
    }?.subject
    let usual = [TrackGroup.Subject.translation, .joints, .other].first { subject in exhibit.groups.contains { $0.subject == subject } }
    let tracks = (named ?? usual).map { [Kind.tracks($0)] } ?? []
    switch result.family {
    case "gripper": return [.tracks(.gripper)]
    case "time": return [.clock]
    case "tokens": return tracks
    case "episode", "duplicates": return [.path]
    case "action", "state", "schema":
      if named == .gripper { return [.tracks(.gripper)] }
      if result.name.contains("rotation") || named == .rotation { return [.tracks(.rotation), .turnError] }
      return [.path] + tracks + (showsError ? [.error] : [])
    default: return []
    }
  }
}

/// An episode, and what of it is to be seen.
struct EvidenceSubject {
  var exhibit: Exhibit
  /// The steps that the finding names, within the episode.
  var steps: ClosedRange<Int>?
  /// False where the finding names no episode, and this one is an example.
  var isNamed: Bool
  /// Results with limits, for those that a drawing can show.
  var limits: [RuleResult]
  /// What the labels of the dataset were found to be: executed, commanded, unrelated to the motion.
  var labels: String?

  init(exhibit: Exhibit, steps: ClosedRange<Int>?, isNamed: Bool, limits: [RuleResult], labels: String?) {
    self.labels = labels
    self.exhibit = exhibit
    self.isNamed = isNamed
    self.limits = limits
    guard let steps, exhibit.steps > 0, steps.lowerBound < exhibit.steps else { return }
    self.steps = max(0, steps.lowerBound)...min(steps.upperBound, exhibit.steps - 1)
  }

  /// `train/12`.
  var place: String { "\(VisibleText.line(exhibit.split, limit: 60))/\(exhibit.episode)" }
  /// Of `name` within a list of figures.
  var anchor: String { "\(exhibit.split)-\(exhibit.episode)" }

  /// In front of a caption, where the finding does not say which episode it is.
  var opening: String { isNamed ? "" : "For example \(place). " }

  var markWord: String? {
    steps.map { $0.count == 1 ? "step \($0.lowerBound)" : "steps \($0.lowerBound)–\($0.upperBound)" }
  }

  func limit(_ id: String, _ unit: Unit) -> Quantity? {
    limits.first { $0.id == id && $0.limit?.quantity?.unit == unit }?.limit?.quantity
  }
}
