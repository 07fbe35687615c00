/// Bars below each other, each under its own label: for names that are longer than an axis has room for.
struct BarList {
  struct Row {
    var label: String
    var value: Double
    /// A part of the bar that is drawn darker.
    var inner: Double?
    /// Behind the label, at the right.
    var word: String
  }

  var scale: Scale
  var xTitle: String
  var rows: [Row] = []

  private static let rowHeight = 27.0
  private static let width = 360.0

  func svg(title: String, description: String) -> HTML {
    let height = Self.rowHeight * Double(rows.count) + 4
    var body = HTML.empty
    for (index, row) in rows.enumerated() {
      let top = Self.rowHeight * Double(index)
      let room = Int((Self.width - 14) / 5.4) - row.word.count - 2
      body += "<text class=\"f-label\" x=\"2\" y=\"\(Plot.c(top + 12))\">\(Plot.word(row.label, max(8, room)))</text>"
      body +=
        "<text class=\"f-tick\" x=\"\(Plot.c(Self.width - 2))\" y=\"\(Plot.c(top + 12))\" text-anchor=\"end\">\(Plot.word(row.word, 50))</text>"
      body += bar("f-track", 1, top)
      body += bar("f-area f-a", scale.share(row.value), top)
      if let inner = row.inner { body += bar("f-inner", scale.share(inner), top) }
    }
    return """
      <svg class="plot" viewBox="0 0 \(Plot.c(Self.width)) \(Plot.c(height))" role="img"><title>\(VisibleText.line(title, limit: 160))</title>\
      <desc>\(VisibleText.line(description, limit: 600))</desc>\(body)</svg>
      """
  }

  private func bar(_ name: String, _ share: Double, _ top: Double) -> HTML {
    let wide = share.isFinite ? min(max(share, 0), 1) * (Self.width - 4) : 0
    return "<rect class=\"\(name)\" x=\"2\" y=\"\(Plot.c(top + 17))\" width=\"\(Plot.c(max(wide, 0.5)))\" height=\"7\"/>"
  }
}
