import Documents
import Episodes
import Reporting
import Scanning

/// A list of episodes that are left out: a CSV with the columns split, shard and record (or split and episode), or lines `train/17`.
struct ExclusionList {
  /// Each with the line it stands on.
  private(set) var entries: [LoaderValues.Exclusion: Int] = [:]

  /// Blank lines and those that begin with # say nothing; any other line that names no episode is an error.
  init(_ text: String, file: String, dataset: DatasetDescription) throws(DocumentError) {
    var header: [String]?
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: { $0 == "\n" || $0 == "\r\n" })
      .enumerated()
    {
      let number = index + 1
      let line = String(line)
      if Self.trimmed(line).isEmpty || line.hasPrefix("#") { continue }
      func broken(_ message: String) -> DocumentError { DocumentError(file: file, mark: Mark(line: number, column: 1), message: message) }
      guard let cells = Self.cells(line) else { throw broken("a quote is not closed") }
      if let header {
        guard cells.count == header.count else { throw broken("\(cells.count) cells; the header names \(header.count)") }
        let row = Dictionary(zip(header, cells), uniquingKeysWith: { first, _ in first })
        entries[try Self.exclusion(row, dataset, broken)] = number
      } else if cells.contains("split") {
        guard cells.contains("episode") || cells.contains("record") && cells.contains("shard") else {
          throw broken("the header needs the columns split, shard and record, or split and episode")
        }
        header = cells
      } else {
        entries[try Self.exclusion(line, dataset, broken)] = number
      }
    }
  }

  /// `train/17`
  private static func exclusion(_ line: String, _ dataset: DatasetDescription, _ broken: (String) -> DocumentError) throws(DocumentError)
    -> LoaderValues.Exclusion
  {
    let text = trimmed(line)
    guard let slash = text.lastIndex(of: "/"), let number = Int(text[text.index(after: slash)...]), number >= 0 else {
      throw broken("\"\(text.prefix(80))\" names no episode: write train/17, or a CSV with the columns split, shard, record")
    }
    return .episode(split: try known(String(text[..<slash]), dataset, broken).name, number: number)
  }

  private static func exclusion(
    _ row: [String: String], _ dataset: DatasetDescription, _ broken: (String) -> DocumentError
  ) throws(DocumentError) -> LoaderValues.Exclusion {
    let split = try known(row["split"] ?? "", dataset, broken)
    func number(_ column: String) throws(DocumentError) -> Int {
      guard let text = row[column], let value = Int(text), value >= 0 else {
        throw broken("\"\(row[column] ?? "")\" is no number of a \(column)")
      }
      return value
    }
    guard let shard = row["shard"], row["record"] != nil else { return .episode(split: split.name, number: try number("episode")) }
    // A shard by its index or its file, which a list of ours may have made fit to be shown.
    let named = split.shards.first { $0.file == shard } ?? split.shards.first { CSV.text($0.file) == shard }
    guard let found = named ?? split.shards.first(where: { Int(shard) == $0.index }) else {
      throw broken("the split \(split.name) has no shard \"\(shard)\"")
    }
    return .record(split: split.name, shard: found.index, record: try number("record"))
  }

  private static func known(_ name: String, _ dataset: DatasetDescription, _ broken: (String) -> DocumentError) throws(DocumentError)
    -> Split
  {
    guard let split = dataset.splits.first(where: { $0.name == name }) ?? dataset.splits.first(where: { CSV.text($0.name) == name }) else {
      throw broken("no split \"\(name)\"; there are \(dataset.splits.map(\.name).joined(separator: ", "))")
    }
    return split
  }

  /// Cells of a line of CSV (RFC 4180, without line breaks in quotes); nil when a quote is not closed.
  static func cells(_ line: String) -> [String]? {
    var cells: [String] = []
    var cell = ""
    var isQuoted = false
    var rest = Substring(line)
    while let character = rest.popFirst() {
      if isQuoted {
        if character != "\"" {
          cell.append(character)
        } else if rest.first == "\"" {
          cell.append("\"")
          rest.removeFirst()
        } else {
          isQuoted = false
        }
      } else if character == "\"" {
        isQuoted = true
      } else if character == "," {
        cells.append(trimmed(cell))
        cell = ""
      } else {
        cell.append(character)
      }
    }
    cells.append(trimmed(cell))
    return isQuoted ? nil : cells
  }

  private static func trimmed(_ text: String) -> String {
    var rest = text[...]
    while let first = rest.first, first == " " || first == "\t" { rest.removeFirst() }
    while let last = rest.last, last == " " || last == "\t" { rest.removeLast() }
    return String(rest)
  }
}
