import Rulebook

/// What the target's loader makes of the data, and several targets side by side.
extension RunPage {
  func loader(_ eye: LoaderEye) -> HTML {
    let rows = LoaderText.rows(eye).map { row -> HTML in
      """
      <tr><th scope="row"><code>\(VisibleText.line(row.topic))</code></th><td>\(VisibleText.line(row.text, limit: 600))</td></tr>

      """
    }
    return """
      <p class="remark">\(VisibleText.line(LoaderText.known(eye), limit: 600)).</p>
      <div class="sheet"><table class="stack"><thead><tr><th scope="col">What</th><th scope="col">What becomes of it</th></tr></thead><tbody>
      \(rows.joined())</tbody></table></div>

      """
  }
}

extension SideBySide {
  func page() -> HTML {
    let heads = runs.map { "<th scope=\"col\">\(VisibleText.line($0.target))</th>" as HTML }
    let rows = rows.map { row -> HTML in
      let cells = zip(runs, row.cells).map { run, cell in
        "<td data-label=\"\(VisibleText.line(run.target))\">\(VisibleText.line(cell, limit: 600))</td>" as HTML
      }
      return "<tr><th scope=\"row\">\(VisibleText.line(row.topic))</th>\(cells.joined())</tr>\n"
    }
    return """
      <section class="part" aria-label="Targets side by side"><p class="remark">\(dataset): \(VisibleText.line(sentence, limit: 1_000)).</p>
      <div class="sheet"><table class="stack sides"><thead><tr><th scope="col"><span class="unseen">Side by side</span></th>\(heads.joined())</tr>\
      </thead><tbody>
      \(rows.joined())</tbody></table></div></section>

      """
  }
}
