/// Comma-separated values as RFC 4180 has them: a line ends in CR LF, a cell with a comma, quote or line break is quoted, a quote within is
/// doubled. Cells hold one visible line each.
///
/// Spreadsheets take a cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return for a formula, quoted or not. In a text from data
/// such a cell gets an apostrophe in front, as OWASP advises. Tabs and carriage returns are spelled out anyway. Numbers of ours stay numbers.
public enum CSV {
  /// Scalars of one cell.
  static let longest = 4_096

  /// A text from data as a cell holds it, before quoting: the form in which it is to be compared with a cell.
  public static func text(_ text: String) -> String {
    let shown = VisibleText.line(text, limit: longest)
    guard let first = shown.unicodeScalars.first, "=+-@".unicodeScalars.contains(first) else { return shown }
    return "'" + shown
  }

  /// Cells as they are to be: what comes from data went through `text`.
  static func line(_ cells: [String]) -> String { cells.map(quoted).joined(separator: ",") + "\r\n" }

  private static func quoted(_ cell: String) -> String {
    guard cell.utf8.contains(where: { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == 10 || $0 == 13 }) else { return cell }
    return "\"\(cell.replacing("\"", with: "\"\""))\""
  }
}
