import Rulebook

/// Drawings on the page, each with the sentence that says what it shows and the numbers it was drawn from.
extension RunPage {
  mutating func glance(_ groups: [FigureSheet.Group]) -> HTML {
    groups.map { group -> HTML in
      let figures = group.figures.map { figure($0) }.joined()
      return "\(heading(level + 2, "\(group.heading)", class: "f-heading"))<div class=\"figures sheet\">\n\(figures)</div>\n"
    }.joined()
  }

  mutating func figure(_ figure: Figure) -> HTML {
    let id = anchors.make("\(name)figure/\(figure.name)")
    return """
      <figure class="drawn" id="\(id)"><p class="f-caption-title">\(VisibleText.line(figure.title, limit: 160))</p>\(figure.drawing)\
      <figcaption>\(VisibleText.line(figure.caption, limit: 1_000))</figcaption>\(numbers(figure.table))</figure>

      """
  }

  private func numbers(_ table: Figure.Table) -> HTML {
    guard !table.rows.isEmpty else { return .empty }
    let head = table.head.map { "<th scope=\"col\">\(VisibleText.line($0, limit: 160))</th>" as HTML }
    let rows = table.rows.map { row -> HTML in
      "<tr>\(row.map { "<td>\(VisibleText.line($0, limit: 300))</td>" as HTML }.joined())</tr>\n"
    }
    let remark: HTML = table.remark.map { "<p class=\"cut\">\(VisibleText.line($0))</p>" } ?? ""
    return """
      <details class="f-numbers"><summary>The numbers</summary><div class="inside">\(remark)<table><thead><tr>\(head.joined())</tr></thead>\
      <tbody>
      \(rows.joined())</tbody></table></div></details>
      """
  }
}
