import Rulebook

/// One run on a terminal. Everything to be told is an *entry* that can be told at several lengths, beginning with not at all (a section
/// then counts it in its last line). Entries grow, the most important first, for as long as the screen has room.
struct TerminalRun {
  var run: Run
  var layout: TerminalLayout
  /// One of several runs on the screen: leaves out splits and notes.
  var isBrief = false

  private struct Entry {
    /// From shortest to longest; the first has no lines.
    var lengths: [[String]]
    var chosen = 0
    var lines: [String] { lengths[chosen] }
  }

  /// Sections in the order in which they are told.
  private enum Part: Int { case rejecting, errors, warnings, remarks, unchecked }

  private struct Section {
    var entries: [Entry]
    /// What stands for entries that are not shown, given how many.
    var rest: (Int) -> String
    var lines: [String] {
      let hidden = entries.count { $0.chosen == 0 }
      return entries.flatMap(\.lines) + (hidden > 0 ? [rest(hidden)] : [])
    }
  }

  func lines(room: Int?) -> [String] {
    let head = head()
    let tail = tail(isWhole: room == nil || run.tellsEveryWaiver || run.waivers.count <= 3)
    var sections = sections()
    grow(&sections, room: room.map { $0 - head.count - tail.count } ?? .max)
    let body = sections.flatMap(\.lines)
    return head + body + tail + (room == nil ? loader() : [])
  }

  /// In what order the sections grow: every failure gets its line before any gets its paragraph, and what rejects is told whole, with what
  /// to do about it, before reasons for not looking get lines of their own (one line counts them all).
  private static let growth: [(section: Part, length: Int)] = [
    (.rejecting, 1), (.errors, 1), (.warnings, 1), (.rejecting, 2), (.errors, 2), (.remarks, 1), (.rejecting, 3), (.unchecked, 1),
    (.warnings, 2), (.warnings, 3), (.unchecked, 2), (.remarks, 2), (.remarks, 3),
  ]

  private func grow(_ sections: inout [Section], room: Int) {
    var used = sections.reduce(0) { $0 + ($1.entries.isEmpty ? 0 : 1) }
    for (part, length) in Self.growth {
      let section = part.rawValue
      var hidden = sections[section].entries.count { $0.chosen == 0 }
      for entry in sections[section].entries.indices {
        let candidate = sections[section].entries[entry]
        guard length < candidate.lengths.count, candidate.chosen == length - 1 else { continue }
        // The last entry to come out of hiding takes the place of the line that counted it.
        let freed = candidate.chosen == 0 && hidden == 1 ? 1 : 0
        let cost = candidate.lengths[length].count - candidate.lines.count - freed
        guard used + cost <= room else { continue }
        used += cost
        if candidate.chosen == 0 { hidden -= 1 }
        sections[section].entries[entry].chosen = length
      }
    }
  }

  // MARK: Head and tail

  private func head() -> [String] {
    var lines = layout.verdict(run.verdict, Wording.verdict(run))
    lines.append(layout.line("  dataset", .dim, "\(Wording.dataset(run.dataset)) (\(VisibleText.line(run.dataset.path)))"))
    let splits = run.dataset.splits.map(Wording.split)
    if !splits.isEmpty, !isBrief { lines += layout.paragraph(splits.joined(separator: layout.style.dot), first: "          ", limit: 2) }
    lines.append(layout.line("  target ", .dim, "\(Wording.target(run))\(layout.style.dot)pack \(VisibleText.line(run.pack))"))
    lines += layout.paragraph(looked(), first: "  looked  ", limit: 2)
    if isBrief { return lines }
    if let eye = run.eye { lines += layout.paragraph(LoaderText.brief(eye), first: "  loader  ", limit: 2) }
    for note in run.notes.prefix(2) { lines += layout.paragraph(VisibleText.line(note), first: "  note    ", limit: 2) }
    if run.notes.count > 2 { lines.append(layout.line("  note   ", .dim, "and \(Wording.number(run.notes.count - 2, "notes")) more")) }
    return lines
  }

  private func looked() -> String {
    let held = run.rules.count { $0.outcome == .pass }
    return "\(Wording.looked(run)); \(Wording.number(held, "checks")) held"
  }

  /// What the target's loader makes of it; where there is room without end. At a prompt the head says it in a line.
  private func loader() -> [String] {
    guard let eye = run.eye else { return [] }
    let lines = LoaderText.lines(eye, width: layout.width, plain: layout.style.plain)
    return layout.paragraph("\(LoaderText.title(eye)) (\(VisibleText.line(LoaderText.known(eye)))):", paint: .bold) + lines
  }

  private func tail(isWhole: Bool) -> [String] {
    var lines: [String] = []
    let waived = run.rules.filter { $0.outcome == .waived && $0.setAsideBy != .baseline }
    let partly = run.rules.filter { $0.setAside.contains { $0.by == .waiver } && $0.outcome != .waived }
    let asOf = Wording.asOf(run).map { " as of \($0)" } ?? ""
    if run.waivers.isEmpty, !waived.isEmpty {
      lines.append(
        layout.line("waived\(asOf):", .yellow, waived.map { "\(VisibleText.line($0.id)) (\($0.reasonText))" }.joined(separator: ", ")))
    }
    if !run.waivers.isEmpty {
      let ids = Wording.ids(waived + partly).map { VisibleText.line($0) }
      let counts = WaiverUse.State.allCases.compactMap { state -> String? in
        let count = run.waivers.count { $0.state == state }
        return count == 0 ? nil : "\(count.grouped) \(state.rawValue)"
      }
      let told = ids.isEmpty ? "" : ": \(ids.joined(separator: ", "))"
      lines.append(
        layout.line("waivers\(asOf):", .yellow, "\(counts.joined(separator: ", "))\(told)"))
      // Whoever signs has to see what is put up with.
      if isWhole { for use in run.waivers { lines += layout.paragraph(Wording.waiver(use), first: "  - ") } }
    }
    if let baseline = run.baseline { lines.append(layout.line("baseline:", .yellow, Wording.baseline(baseline))) }
    return lines
  }

  // MARK: Sections

  private func sections() -> [Section] {
    let outline = Outline(run)
    func counting(_ noun: String, _ paint: TerminalStyle.Paint) -> (Int) -> String {
      { layout.line("and \(Wording.number($0, noun)) more", paint, "") }
    }
    return [
      Section(entries: Outline.groups(outline.rejecting).map(diagnostic), rest: counting("failures", .red)),
      Section(entries: outline.unevaluated.map { silent($0, "could not check:") }) { hidden in
        layout.line("could not check:", .red, "more, for \(Wording.number(hidden, "other reasons"))")
      },
      Section(
        entries: Outline.groups(outline.telling.filter { $0.result.severity != .info }).map(diagnostic),
        rest: counting("warnings", .yellow)),
      Section(
        entries: Outline.groups(outline.telling.filter { $0.result.severity == .info }).map(diagnostic),
        rest: counting("remarks", .blue)),
      Section(entries: outline.unchecked.map { silent($0, "not checked:") }) { hidden in
        if hidden < outline.unchecked.count {
          return layout.line("not checked:", .bold, "more, for \(Wording.number(hidden, "other reasons"))")
        }
        let ids = Wording.ids(outline.unchecked.flatMap(\.results))
        let rules = "\(Wording.number(ids.count, "rules")), for \(Wording.number(hidden, "reasons"))"
        return layout.line("not checked:", .bold, "\(rules): \(ids.map { VisibleText.line($0) }.joined(separator: ", "))")
      },
    ]
  }

  /// A failure as a compiler would tell it.
  private func diagnostic(_ group: Outline.Group) -> Entry {
    let result = group.first.result
    let head = "\(result.severity.rawValue)[\(VisibleText.line(result.id))]"
    let paint = paint(result.severity)
    let scope = VisibleText.line(result.scope)
    let consequences = ([group.first] + group.others).flatMap(\.consequences)
    var title = [scope, Wording.count(result)].compactMap { $0 }.joined(separator: ": ")
    if group.others.count == 1 { title += "; also \(VisibleText.line(group.others[0].result.scope))" }
    if group.others.count > 1 { title += "; also \(Wording.number(group.others.count, "other scopes"))" }
    if !consequences.isEmpty { title += "; explains \(Wording.number(Wording.ids(consequences).count, "other rules"))" }
    let found = VisibleText.line(result.found.isEmpty ? "does not hold: \(result.states)" : result.found)
    let also = group.others.isEmpty ? "" : " (and \(group.others.count.grouped) more)"

    let short = [layout.line(head, paint, "\(scope)\(also): \(found)")]
    var medium = [layout.line(head, paint, title)] + layout.paragraph(found, first: "  ", limit: 3)
    var full = medium
    if let first = result.findings.first {
      medium += layout.paragraph(Wording.line(first), first: "  --> ", limit: 1)
      full += layout.paragraph(Wording.line(first), first: "  --> ", limit: 2)
      full += TerminalEvidence(layout: layout, run: run).lines(result)
    }
    func say(_ label: String, _ text: String?, limit: Int) {
      if let text, !text.isEmpty { full += layout.paragraph("\(label): \(text)", first: "   = ", limit: limit) }
    }
    say("observed", Wording.observed(result), limit: 1)
    say("limit", result.limit.map(Wording.limit), limit: 2)
    say("why", VisibleText.line(result.why), limit: 3)
    say("fix", VisibleText.line(result.fix), limit: 3)
    for part in result.setAside {
      say("not counted", "\(Wording.number(part.findings.count, "findings")), \(VisibleText.line(part.reason))", limit: 2)
    }
    say("show", result.findings.first.flatMap { Wording.showing($0, of: run) }, limit: 3)
    say("explains", Wording.ids(consequences).map { VisibleText.line($0) }.joined(separator: ", "), limit: 2)
    return Entry(lengths: [[], short, medium, full])
  }

  /// Rules that share a reason for saying nothing.
  private func silent(_ group: Outline.Unchecked, _ title: String) -> Entry {
    let ids = group.names.map { VisibleText.line($0) }.joined(separator: ", ")
    let short = [layout.line(title, .bold, "\(group.reason): \(ids)")]
    let full = layout.paragraph("\(group.reason): \(ids)", first: "\(title) ", limit: 12)
    return Entry(lengths: [[], short, full.count > 1 ? full : short])
  }

  private func paint(_ severity: Severity) -> TerminalStyle.Paint { TerminalStyle.Paint(severity) }
}
