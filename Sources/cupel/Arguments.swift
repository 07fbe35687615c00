import Documents
import Reporting

/// What may stand behind an option or in a command's place for datasets: what a shell completes, and what is checked before a command runs.
enum ValueKind: Sendable, Hashable {
  case text
  case file
  case folder
  case rule
  case target
  case pack
  case choice([String])
}

/// One option of a command.
struct Option: Sendable {
  var name: String
  /// One letter that stands for it: `-o`.
  var short: Character?
  /// What stands behind it (`FILE`); nil for a switch.
  var value: String?
  var kind = ValueKind.text
  var isRepeated = false
  var help: String
}

/// What a command takes, from which its help and its reading are both made.
struct Usage: Sendable {
  var command: String
  var summary: String
  /// `DATASET...`; empty for commands without.
  var positionals: String = ""
  var positionalKind = ValueKind.text
  var options: [Option] = []

  /// No line is wider than the terminal.
  func help(width: Int) -> String {
    let head = "usage: cupel \(command)\(options.isEmpty ? "" : " [options]")\(positionals.isEmpty ? "" : " \(positionals)")"
    var lines = TextWidth.wrap(head, to: width) + [""] + TextWidth.wrap(summary, to: width)
    if !options.isEmpty { lines += ["", "options:"] + HelpTable.lines(options.map { (Self.left($0), $0.help) }, width: width) }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func left(_ option: Option) -> String {
    (option.short.map { "-\($0), " } ?? "") + "--\(option.name)" + (option.value.map { " \($0)" } ?? "")
  }
}

/// Words and what they mean, in two columns; where the terminal is too narrow for both, what they mean stands below.
enum HelpTable {
  private static let leastRoom = 30

  static func lines(_ rows: [(word: String, meaning: String)], width: Int) -> [String] {
    let column = (rows.map(\.word.count).max() ?? 0) + 4
    guard width - column >= leastRoom else {
      return rows.flatMap { row in
        TextWidth.wrap(row.word, to: width - 2).map { "  " + $0 } + TextWidth.wrap(row.meaning, to: width - 6).map { "      " + $0 }
      }
    }
    return rows.flatMap { row in
      TextWidth.wrap(row.meaning, to: width - column).enumerated().map { index, line in
        let left = index == 0 ? "  " + row.word : ""
        return left + String(repeating: " ", count: column - left.count) + line
      }
    }
  }
}

/// A command line that cannot be carried out as it stands.
struct UsageError: Error, Sendable, CustomStringConvertible {
  var description: String
  init(_ description: String) { self.description = description }
}

/// Arguments of one command, read against its usage: `--key value`, `--key=value`, `--switch`, positionals, `--` ends options.
struct Arguments {
  let usage: Usage
  private(set) var positionals: [String] = []
  private var values: [String: [String]] = [:]
  private(set) var wantsHelp = false

  init(_ words: some Sequence<String>, usage: Usage) throws(UsageError) {
    self.usage = usage
    var rest = ArraySlice(Array(words))
    var optionsEnded = false
    while let word = rest.popFirst() {
      if optionsEnded || word == "-" || !word.hasPrefix("-") {
        positionals.append(word)
        continue
      }
      if word == "--" {
        optionsEnded = true
        continue
      }
      if word == "--help" || word == "-h" {
        wantsHelp = true
        continue
      }
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard let option = usage.options.first(where: { parts[0] == "--\($0.name)" || $0.short.map { "-\($0)" } == parts[0] }) else {
        let known = usage.options.map { "--\($0.name)" } + ["--help"]
        throw UsageError("unknown option \(parts[0]) of \"cupel \(usage.command)\"\(Suggestion.didYouMean(parts[0], among: known))")
      }
      let name = option.name
      if option.value == nil {
        guard parts.count == 1 else { throw UsageError("--\(name) takes no value") }
        values[name] = ["true"]
        continue
      }
      guard let value = parts.count == 2 ? parts[1] : rest.popFirst() else {
        throw UsageError("--\(name) needs a \(option.value ?? "value")")
      }
      if case .choice(let words) = option.kind, !words.contains(value) {
        throw UsageError("--\(name) is \(Self.listed(words)), not \"\(value)\"\(Suggestion.didYouMean(value, among: words))")
      }
      if !option.isRepeated, values[name] != nil { throw UsageError("--\(name) was given twice") }
      values[name, default: []].append(value)
    }
    if case .choice(let words) = usage.positionalKind, let wrong = positionals.first(where: { !words.contains($0) }) {
      throw UsageError(
        "\"cupel \(usage.command)\" takes \(Self.listed(words)), not \"\(wrong)\"\(Suggestion.didYouMean(wrong, among: words))")
    }
    if usage.positionals.isEmpty, let first = positionals.first { throw UsageError("\"cupel \(usage.command)\" takes no \"\(first)\"") }
  }

  private static func listed(_ words: [String]) -> String { words.dropLast().joined(separator: ", ") + " or " + (words.last ?? "") }

  func has(_ name: String) -> Bool { values[name] != nil }
  func value(_ name: String) -> String? { values[name]?.last }
  func all(_ name: String) -> [String] { values[name] ?? [] }

  func onlyPositional(_ what: String) throws(UsageError) -> String {
    guard let first = positionals.first else { throw UsageError("\"cupel \(usage.command)\" needs a \(what)") }
    if positionals.count > 1 { throw UsageError("\"cupel \(usage.command)\" takes one \(what); \"\(positionals[1])\" is one too many") }
    return first
  }
}
