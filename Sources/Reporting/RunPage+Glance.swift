import Rulebook

/// The dataset at a glance: its splits, its figures, what its columns mean.
extension RunPage {
  mutating func glance() -> HTML {
    var output = splits()
    for (heading, figures) in drawings.glance(run) where !figures.isEmpty {
      var inside = HTML.empty
      for each in figures { inside += figure(each, within: "\(name)glance", lead: .empty) }
      output += "\(self.heading(level + 2, "\(VisibleText.line(heading))", class: "sub"))\n<div class=\"figures open\">\n\(inside)</div>\n"
    }
    return output + heading(level + 2, "What the columns mean", class: "sub") + roles()
  }

  /// A drawing with its words, and its numbers behind a fold.
  mutating func figure(_ figure: Figure, within place: String, lead: HTML) -> HTML {
    let id = anchors.make("\(place)/\(figure.name)")
    let head = figure.table.head.map { "<th scope=\"col\">\(VisibleText.line($0, limit: 100))</th>" as HTML }
    let rows = figure.table.rows.map { row in
      "<tr>\(row.map { "<td>\(VisibleText.line($0, limit: 200))</td>" as HTML }.joined())</tr>\n" as HTML
    }
    let remark = figure.table.remark.map { "<p class=\"cut\">\(VisibleText.line($0))</p>\n" as HTML }
    return """
      <figure id="\(id)" aria-labelledby="\(id)-title"><p class="figure-title" id="\(id)-title">\(VisibleText.line(figure.title, limit: 200))</p>
      \(figure.drawing)
      <figcaption>\(lead)\(VisibleText.line(figure.caption, limit: 1_000))</figcaption>
      <details class="numbers"><summary>The numbers</summary><div class="scroll" tabindex="0" role="group" aria-labelledby="\(id)-title">\
      <table><thead><tr>\(head.joined())</tr></thead><tbody>
      \(rows.joined())</tbody></table></div>\(remark)</details></figure>

      """
  }

  private func splits() -> HTML {
    let rows = run.dataset.splits.map { split -> HTML in
      """
      <tr><th scope="row">\(VisibleText.line(split.name))</th><td class="number" data-label="episodes">\(split.episodes.grouped)</td>\
      <td class="number" data-label="steps">\(split.steps.grouped)</td><td class="number" data-label="shards">\(split.shards.grouped)</td></tr>

      """
    }
    let share = run.gating > 0 ? min(max(run.couldLook, 0), run.gating) * 1_000 / run.gating : 0
    return """
      <div class="sheet"><p class="coverage">\(Wording.looked(run)).</p>
      <svg class="bar share pass" viewBox="0 0 1000 6" preserveAspectRatio="none" aria-hidden="true">\
      <rect class="track" width="1000" height="6"/><rect width="\(share)" height="6"/></svg>
      <table class="stack"><caption class="unseen">Splits</caption><thead><tr><th scope="col">Split</th>\
      <th scope="col" class="number">Episodes</th><th scope="col" class="number">Steps</th><th scope="col" class="number">Shards</th></tr>\
      </thead><tbody>
      \(rows.joined())</tbody></table></div>

      """
  }

  private func roles() -> HTML {
    guard !run.roles.isEmpty else { return "<p class=\"remark\">No column was given a meaning, or found to have one.</p>\n" }
    let rows = run.roles.map { role -> HTML in
      let features = role.slices.map { "<code>\(VisibleText.line($0.description))</code>" as HTML }
      let form: HTML = role.form.map { " <span class=\"quiet\">as \($0.rawValue)</span>" } ?? ""
      let strength: HTML = role.strength == .weak ? "<strong>weak</strong>" : "strong"
      return """
        <tr><th scope="row"><code>\(VisibleText.line(role.role))</code>\(form)</th>\
        <td>\(HTML(trusted: features.map(\.text).joined(separator: ", ")))</td><td class="word" data-label="source">\(role.source.rawValue)</td>\
        <td class="word" data-label="strength">\(strength)</td><td>\(VisibleText.line(role.evidence))</td></tr>

        """
    }
    return """
      <div class="sheet"><table class="stack"><caption class="unseen">Roles</caption><thead><tr><th scope="col">Role</th>\
      <th scope="col">Columns</th><th scope="col">Source</th><th scope="col">Strength</th><th scope="col">Evidence</th></tr></thead><tbody>
      \(rows.joined())</tbody></table></div>

      """
  }
}
