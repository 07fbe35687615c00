import Rulebook

/// One dataset against one target, in Markdown.
struct MarkdownRun {
  let run: Run
  let caps: MarkdownReport.Caps
  let isSummary: Bool
  /// Its place among several runs; nil where it is the only one.
  let number: Int?

  static func sign(_ verdict: Verdict) -> Markdown {
    switch verdict {
    case .accept: "✅"
    case .reject: "❌"
    case .incomplete: "⚠️"
    }
  }

  private func heading(_ title: Markdown) -> Markdown { (isSummary ? "#### " : "### ") + title + "\n\n" }

  func write(to page: inout MarkdownPage) {
    let outline = Outline(run)
    if let number {
      let title: Markdown = "\(number). \(Wording.dataset(run.dataset)) for \(run.target): \(Wording.verdictName(run))\n\n"
      page.add((isSummary ? "### " : "## ") + title)
    }
    if !isSummary { page.add(identity) }
    gate(outline, to: &page)
    failures(outline, to: &page)
    silent("Could not be evaluated", outline.unevaluated, to: &page)
    if isSummary {
      page.add(quiet(outline))
      return
    }
    silent("Not checked", outline.unchecked, to: &page)
    held(outline, to: &page)
    loader(to: &page)
    waivers(outline, to: &page)
    if !run.notes.isEmpty { page.add(heading("Notes") + run.notes.map { "- \($0)\n" }.joined() + "\n") }
  }

  private var identity: Markdown {
    var rows: [(String, Markdown)] = [
      ("Dataset", "\(Wording.dataset(run.dataset))"), ("Path", Markdown.code(run.dataset.path)),
      ("Digest", Markdown.code(run.dataset.digest)),
      ("Splits", "\(run.dataset.splits.map(Wording.split).joined(separator: "; "))"), ("Target", "\(Wording.target(run))"),
      ("Pack", "\(run.pack)"), ("Plan", Markdown.code(run.planDigest)), ("Rules", Markdown.code(run.rulesDigest)),
    ]
    if let asOf = Wording.asOf(run) { rows.append(("Waivers judged as of", "\(asOf)")) }
    return Markdown.head(["Identity", "Value"]) + rows.map { Markdown.row(["\($0.0)", $0.1]) }.joined() + "\n"
  }

  // MARK: What failed

  /// What must hold beside what was found.
  private func gate(_ outline: Outline, to page: inout MarkdownPage) {
    let failed = (outline.rejecting + outline.telling).flatMap { [$0.result] + $0.consequences }
    let rows = failed.map { result in
      Markdown.row([
        word(result), Markdown.code(result.id) + " \(result.scope)", "\(VisibleText.line(result.states, limit: 600))",
        "\(VisibleText.line(result.found.isEmpty ? "Does not hold." : result.found, limit: 600))",
      ])
    }
    page.add(
      heading("What must hold, and what was found"), head: Markdown.head(["", "Rule", "Must hold", "Found"]), rows: rows, most: caps.rows,
      noun: "results")
  }

  private func word(_ result: RuleResult) -> Markdown {
    if result.outcome == .fail { return result.isGating ? "❌ rejects" : result.severity == .info ? "ℹ️ remark" : "⚠️ warning" }
    return "\(result.outcomeWord)"
  }

  private func failures(_ outline: Outline, to page: inout MarkdownPage) {
    let groups = Outline.groups(outline.rejecting) + Outline.groups(outline.telling.filter { $0.result.severity != .info || !isSummary })
    guard !groups.isEmpty else { return }
    page.add(heading("Failures in detail"))
    for group in groups { page.add { details(group) } }
  }

  /// One rule, folded.
  private func details(_ group: Outline.Group) -> Markdown {
    let result = group.first.result
    var output: Markdown = """
      <details>
      <summary>\(word(result)): <code>\(result.id)</code> \(result.scope)</summary>

      \(VisibleText.line(result.found.isEmpty ? "Does not hold: \(result.states)" : result.found, limit: 1_000))


      """
    for (label, text) in facts(result) { output += "- **\(label):** \(VisibleText.line(text, limit: 1_000))\n" }
    if let finding = result.findings.first, let command = Wording.showing(finding, of: run) {
      output += "- **Show:** \(Markdown.code(command))\n"
    }
    let others = group.others.map(\.result)
    if !others.isEmpty {
      output +=
        "- **Also over:** \(others.prefix(10).map(\.scope).joined(separator: ", "))\(others.count > 10 ? " and \((others.count - 10).grouped) more" : "")\n"
    }
    let consequences = Wording.ids(([group.first] + group.others).flatMap(\.consequences))
    if !consequences.isEmpty { output += "- **Explains:** \(consequences.map(Markdown.code).joined(separator: ", "))\n" }
    output += findings(result)
    return output + "\n</details>\n\n"
  }

  private func facts(_ result: RuleResult) -> [(Markdown, String)] {
    var facts: [(Markdown, String)] = [("Must hold", result.states)]
    func add(_ label: Markdown, _ text: String?) { if let text, !text.isEmpty { facts.append((label, text)) } }
    add("Observed", Wording.observed(result))
    add("Limit", result.limit.map(Wording.limit))
    add("Affected", Wording.count(result))
    facts.append(("Confidence", result.confidence.rawValue))
    add("Note", result.reason)
    for part in result.setAside { add("Does not count", "\(Wording.number(part.findings.count, "findings")), \(part.reason)") }
    add("Why it matters", result.why)
    add("What to do", result.fix)
    add("Formula", Wording.formula(result.formula))
    add("References", result.references.joined(separator: "; "))
    return facts
  }

  private func findings(_ result: RuleResult) -> Markdown {
    let shown = result.findings.prefix(caps.findings)
    guard !shown.isEmpty else { return .empty }
    let rows = shown.map { finding in
      Markdown.row([
        Markdown.code(Wording.place(finding).isEmpty ? result.scope : Wording.place(finding)), "\(Wording.observed(finding) ?? "")",
        "\(VisibleText.line(finding.message, limit: 300))",
        Wording.source(finding).isEmpty ? .empty : Markdown.code(Wording.source(finding)),
      ])
    }
    let cut = Wording.cut(shown: shown.count, of: result.findings.count).map { "\n_\($0); the JSON report lists all._\n" as Markdown }
    return "\n\(Markdown.head(["Place", "Observed", "What", "Source"]))\(rows.joined())\(cut)"
  }

  // MARK: The rest

  private func silent(_ title: Markdown, _ groups: [Outline.Unchecked], to page: inout MarkdownPage) {
    let rows = groups.map { group in
      Markdown.row([
        "\(group.reason)",
        group.names.prefix(40).map(Markdown.code).joined(separator: ", ")
          + (group.names.count > 40 ? " and \((group.names.count - 40).grouped) more" : ""),
      ])
    }
    page.add(heading(title), head: Markdown.head(["Why", "Rules"]), rows: rows, most: caps.rows, noun: "reasons")
  }

  private func held(_ outline: Outline, to page: inout MarkdownPage) {
    let rows = outline.passed.map { result in
      Markdown.row([
        Markdown.code(result.id) + " \(result.scope)", "\(VisibleText.line(result.states, limit: 300))",
        "\(VisibleText.line(result.found, limit: 300))", "\(Wording.count(result) ?? "")",
      ])
    }
    page.add(heading("What held"), head: Markdown.head(["Rule", "Holds", "Measured", "Over"]), rows: rows, most: caps.rows, noun: "checks")
  }

  private func loader(to page: inout MarkdownPage) {
    guard let eye = run.eye else { return }
    let rows = LoaderText.rows(eye).map { Markdown.row([Markdown.code($0.topic), "\(VisibleText.line($0.text, limit: 600))"]) }
    let title: Markdown = "\(LoaderText.title(eye))"
    page.add(
      heading(title) + "\(LoaderText.known(eye))\n\n", head: Markdown.head(["What", "Becomes"]), rows: rows, most: caps.rows, noun: "rows")
  }

  /// Whoever signs has to see what is put up with: every waiver, and what a baseline knew.
  private func waivers(_ outline: Outline, to page: inout MarkdownPage) {
    let listed = run.waivers.map { use in
      Markdown.row([
        "\(use.state.rawValue)", Markdown.code(use.waiver.rule), "\(use.waiver.scope)", "\(use.waiver.owner)", "\(use.waiver.until)",
        "\(use.waiver.reason)", "\(use.why)",
      ])
    }
    page.add(
      heading("Waivers"), head: Markdown.head(["State", "Rule", "Over", "By", "Until", "Reason", "What became of it"]), rows: listed,
      most: caps.rows, noun: "waivers")
    if let baseline = run.baseline { page.add(heading("Baseline") + "\(Wording.baseline(baseline))\n\n") }
    let rows = outline.waived.map { result in
      Markdown.row([
        Markdown.code(result.id) + " \(result.scope)", "\(result.reasonText)", "\(VisibleText.line(result.found, limit: 300))",
      ])
    }
    page.add(
      heading("Failures that do not count"), head: Markdown.head(["Rule", "By whom and why", "Found"]), rows: rows, most: caps.rows,
      noun: "results")
  }

  /// What a summary does not list, counted.
  private func quiet(_ outline: Outline) -> Markdown {
    var parts = ["\(Wording.number(outline.passed.count, "checks")) held"]
    let remarks = outline.telling.count { $0.result.severity == .info }
    if remarks > 0 { parts.append(Wording.number(remarks, "remarks")) }
    let silent = Wording.ids(outline.unchecked.flatMap(\.results)).count
    if silent > 0 { parts.append("\(Wording.number(silent, "rules")) not checked") }
    for word in ["waived", "known"] {
      let count = outline.waived.count { Wording.setAside($0) == word }
      if count > 0 { parts.append("\(Wording.number(count, "results")) \(word)") }
    }
    return "\(parts.joined(separator: "; ")).\n\n"
  }
}
