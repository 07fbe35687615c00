import Episodes
import Measures
import Rulebook

/// The words that all outputs share: how a value, a place, a count and an outcome are told. Every text taken from data comes out of
/// here visible, on one line and cut to a length; nothing here is escaped for a destination.
enum Wording {
  /// A value in its unit: `12 mm`, `4.2 %`, `tool`.
  static func value(_ value: Value, _ unit: Unit) -> String {
    switch value {
    case .number(let number): Quantity(number, unit).text
    case .name(let name): VisibleText.line(name)
    }
  }

  static func observed(_ result: RuleResult) -> String? { result.observed.map { value($0, result.unit) } }
  static func observed(_ finding: Finding) -> String? { finding.observed.map { value($0, finding.unit) } }

  /// Where a finding is, the way the command line names episodes: `train/12 step 49 action[0]`. A finding without an episode is named
  /// by its shard and record; one without either, by its split or feature. Empty when it stands for the whole scope.
  static func place(_ finding: Finding) -> String {
    var parts: [String] = []
    if let episode = finding.episode {
      parts.append("\(finding.split.map { VisibleText.line($0) + "/" } ?? "episode ")\(episode)")
    } else if let shard = finding.shard {
      parts.append(VisibleText.line(shard))
      if let record = finding.record { parts.append("record \(record)") }
    } else if let split = finding.split {
      parts.append(VisibleText.line(split))
    }
    if let steps = finding.steps {
      parts.append(steps.count == 1 ? "step \(steps.lowerBound)" : "steps \(steps.lowerBound)–\(steps.upperBound)")
    }
    if let feature = finding.feature { parts.append(VisibleText.line(feature)) }
    return parts.joined(separator: " ")
  }

  /// The file behind the place, where the place names an episode: `x-train.tfrecord-00001-of-00004 record 3`, then the data's own path.
  static func source(_ finding: Finding) -> String {
    var parts: [String] = []
    if finding.episode != nil, let shard = finding.shard {
      parts.append(VisibleText.line(shard) + (finding.record.map { " record \($0)" } ?? ""))
    }
    if let path = finding.path { parts.append(VisibleText.line(path)) }
    return parts.joined(separator: ", ")
  }

  /// One finding on one line: place, value, message, and the file behind it.
  static func line(_ finding: Finding) -> String {
    let place = place(finding)
    let said = [observed(finding), finding.message.isEmpty ? nil : VisibleText.line(finding.message)].compactMap { $0 }
    let words = [place, said.joined(separator: "; ")].filter { !$0.isEmpty }.joined(separator: ": ")
    let source = source(finding)
    return source.isEmpty ? words : "\(words) (\(source))"
  }

  /// The command that shows an episode as the finding saw it; nil for findings without one.
  static func showing(_ finding: Finding, of run: Run) -> String? {
    guard let split = finding.split, let episode = finding.episode else { return nil }
    var words = ["cupel show", shellWord(run.dataset.path), "--episode", shellWord("\(split)/\(episode)")]
    if run.targetWasNamed { words += ["--target", shellWord(run.target)] }
    if let steps = finding.steps {
      words += ["--mark", steps.count == 1 ? "\(steps.lowerBound)" : "\(steps.lowerBound)..\(steps.upperBound)"]
    }
    return words.joined(separator: " ")
  }

  /// A word that a shell reads as it stands: quoted where it holds anything but letters, digits and a few harmless signs.
  static func shellWord(_ text: String) -> String {
    let shown = VisibleText.line(text)
    let isPlain =
      !shown.isEmpty
      && shown.utf8.allSatisfy { byte in
        switch byte {
        case 0x30...0x39, 0x41...0x5a, 0x61...0x7a: true
        default: "/._-+:@%,=".utf8.contains(byte)
        }
      }
    return isPlain ? shown : "'\(shown.replacing("'", with: "'\\''"))'"
  }

  /// `12 of 40 episodes`; `40 episodes looked at` where the rule held; nil when nothing was counted.
  static func count(_ result: RuleResult) -> String? {
    guard result.total > 0 else { return nil }
    let total = number(result.total, VisibleText.line(result.noun, limit: 60))
    if let interval = result.interval {
      let what = result.count == 0 ? "\(total) looked at, none of them" : "\(result.count.grouped) of \(total) looked at"
      return "\(what): \(interval.text) of all"
    }
    return result.outcome == .pass && result.count == 0 ? "\(total) looked at" : "\(result.count.grouped) of \(total)"
  }

  /// `1 episode`, `40 episodes`: the noun is given in the plural.
  static func number(_ count: Int, _ noun: String) -> String {
    guard count == 1 else { return "\(count.grouped) \(noun)" }
    if noun.hasSuffix("ies") { return "1 \(noun.dropLast(3))y" }
    return "1 \(noun.hasSuffix("s") ? String(noun.dropLast()) : noun)"
  }

  /// `showing 20 of 14,312 findings`; nil when all are shown.
  static func cut(shown: Int, of total: Int, _ noun: String = "findings") -> String? {
    shown < total ? "showing \(shown.grouped) of \(total.grouped) \(noun)" : nil
  }

  /// `at most 1 mm, set in Rules/action/units.yaml`
  static func limit(_ limit: Limit) -> String {
    let text = VisibleText.line(limit.text)
    return limit.setIn.isEmpty ? text : "\(text), set in \(VisibleText.line(limit.setIn))"
  }

  static func split(_ split: SplitSummary) -> String {
    let counts = [number(split.episodes, "episodes"), number(split.steps, "steps"), number(split.shards, "shards")]
    return "\(VisibleText.line(split.name)) \(counts.joined(separator: ", "))"
  }

  static func dataset(_ dataset: DatasetSummary) -> String {
    VisibleText.line(dataset.version.isEmpty ? dataset.name : "\(dataset.name) \(dataset.version)", limit: 160)
  }

  /// A formula and what its symbols are, on one line.
  static func formula(_ formula: String) -> String { formula.replacing("\n", with: "; ") }

  /// The day against which waivers were judged.
  static func asOf(_ run: Run) -> String? { run.asOf.map { VisibleText.line($0, limit: 40) } }

  /// What a failure that does not count is called: somebody answers for a waiver; a baseline only remembers.
  static func setAside(_ result: RuleResult) -> String { result.setAsideBy == .baseline ? "known" : "waived" }

  /// `expired: action/units, everything, by R. Meyer until 2026-06-30: mended in March (cupel.yaml:4); its last day was ...`
  static func waiver(_ use: WaiverUse) -> String {
    let waiver = use.waiver
    let what = "\(waiver.rule), \(waiver.scope), by \(waiver.owner) until \(waiver.until): \(waiver.reason) (\(waiver.setIn))"
    return VisibleText.line("\(use.state.rawValue): \(what); \(use.why)", limit: 1_000)
  }

  /// `cupel-baseline.json: 12 known, 1 new, 3 of its entries gone`
  static func baseline(_ use: BaselineUse) -> String {
    let gone = use.stale.isEmpty ? "" : ", \(use.stale.count.grouped) of its entries gone"
    return "\(VisibleText.line(use.file)): \(use.known.grouped) known, \(use.new.grouped) new\(gone)"
  }

  static func looked(_ run: Run) -> String { "\(run.couldLook.grouped) of \(run.gating.grouped) gating rules could look" }

  static func target(_ run: Run) -> String {
    let name = VisibleText.line(run.target)
    return run.targetWasNamed ? name : "\(name) (nobody named a target)"
  }

  /// The verdict as a machine may read it: an acceptance on a sample is not one of all.
  static func verdictName(_ run: Run) -> String {
    run.verdict == .accept && run.sample != nil ? "accept, on a sample" : run.verdict.rawValue
  }

  /// What the verdict means, in one sentence.
  static func verdict(_ run: Run) -> String {
    switch run.verdict {
    case .reject: return "\(number(ids(run.rules.filter(\.rejects)).count, "gating rules")) failed."
    case .incomplete: return "Part of what must be checked could not be: the verdict is withheld."
    case .accept:
      let aside = besides(run)
      guard let sample = run.sample else { return "No defect found in what was checked\(aside)." }
      return
        "On a sample: no defect found in the \(sample.drawn.grouped) of \(number(sample.total, "episodes")) that were looked at\(aside)."
    }
  }

  /// `, besides 2 rules that are waived and 1 that was known`: an acceptance does not keep quiet about what it leaves out.
  private static func besides(_ run: Run) -> String {
    let aside = run.rules.filter { $0.outcome == .waived }
    let known = ids(aside.filter { $0.setAsideBy == .baseline })
    let waived = ids(aside.filter { $0.setAsideBy != .baseline })
    var parts: [String] = []
    if !waived.isEmpty { parts.append("\(number(waived.count, "rules")) waived") }
    if !known.isEmpty { parts.append("\(number(known.count, "rules")) known since the baseline") }
    return parts.isEmpty ? "" : ", besides \(parts.joined(separator: " and "))"
  }

  /// Rule ids, each once, in order of first appearance.
  static func ids(_ results: [RuleResult]) -> [String] {
    var seen: Set<String> = []
    return results.map(\.id).filter { seen.insert($0).inserted }
  }
}

extension RuleResult {
  /// Whether this result alone makes the verdict reject.
  var rejects: Bool { outcome == .fail && isGating }

  /// Why there is no verdict, never empty.
  var reasonText: String {
    if let reason, !reason.isEmpty { return VisibleText.line(reason) }
    return outcome == .waived ? "waived, no reason was given" : "no reason was given"
  }
}
