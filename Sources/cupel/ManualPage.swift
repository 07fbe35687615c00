/// The manual page, made from the same table as `--help`, in the macros of man(7).
enum ManualPage {
  static func render(_ usages: [Usage], version: String) -> String {
    var lines = [
      ".TH CUPEL 1 \"\" \"cupel \(escaped(version))\" \"User Commands\"", ".SH NAME", "cupel \\- a validator for robot\\-training data",
      ".SH SYNOPSIS",
    ]
    for usage in usages {
      lines += [".B cupel \(escaped(usage.command))"] + (usage.options.isEmpty ? [] : [".RI [ options ]"])
      if !usage.positionals.isEmpty { lines.append(".I \(escaped(usage.positionals))") }
      lines.append(".br")
    }
    lines.removeLast()
    lines += [
      ".SH DESCRIPTION",
      "Cupel holds robot demonstrations in RLDS form against rules: whether they can be read, whether labels describe the motion, whether clocks,",
      "pictures and instructions are what a model family's loader takes them for. It gives a verdict, reports for people and for CI, and an exit",
      "status to gate on.",
    ]
    for usage in usages {
      lines += [".SH \"CUPEL \(escaped(usage.command.uppercased()))\"", escaped(sentence(usage.summary))]
      for option in usage.options + [Option(name: "help", help: "say what it takes")] {
        lines.append(".TP")
        let names = (option.short.map { ["\\fB\\-\($0)\\fR"] } ?? []) + ["\\fB\\-\\-\(escaped(option.name))\\fR"]
        let value = option.value.map { " \\fI\(escaped($0))\\fR" } ?? ""
        lines.append(names.joined(separator: ", ") + value)
        var help = escaped(sentence(option.help))
        if case .choice(let words) = option.kind, !words.allSatisfy(option.help.contains) {
          help += " One of \(escaped(words.joined(separator: ", ")))."
        }
        if option.isRepeated { help += " May be given several times." }
        lines.append(help)
      }
    }
    lines += [".SH EXIT STATUS"]
    for (status, meaning) in [
      ("0", "accept: no defect was found in what was checked"), ("1", "reject: a gating rule failed"),
      ("2", "usage, configuration or internal fault"), ("3", "incomplete: something that must be checked could not be"),
    ] {
      lines += [".TP", ".B \(status)", escaped(sentence(meaning))]
    }
    lines += [".SH FILES", ".TP", ".I cupel.yaml"]
    lines += [
      "In the working directory (or named with \\fB\\-\\-config\\fR): target, pack, limits, severities and waivers. Beside the data: what its owner",
      "declares, never how it is judged.", ".TP", ".I cupel\\-baseline.json", "What \\fBcupel baseline\\fR writes.", ".SH ENVIRONMENT",
    ]
    for (name, meaning) in [
      ("NO_COLOR", "no colour, whatever its value"), ("CLICOLOR_FORCE, FORCE_COLOR", "colour where output is no terminal, unless 0"),
      ("COLUMNS", "the width of output where standard output is no terminal"),
      ("LC_ALL, LC_CTYPE, LANG", "an encoding other than UTF-8 keeps output to ASCII"),
      ("GITHUB_ACTIONS, GITLAB_CI", "with --ci auto, what the service is told"),
    ] {
      lines += [".TP", ".B \(escaped(name))", escaped(sentence(meaning))]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func sentence(_ text: String) -> String {
    let text = text.prefix(1).uppercased() + text.dropFirst()
    return text.last.map { ".!?)".contains($0) && $0 != ")" } == true ? text : text + "."
  }

  /// Text of ours as troff shows it: its own signs, hyphens that can be copied, other characters by their numbers, and no line that is a request.
  static func escaped(_ text: String) -> String {
    var output = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": output += "\\e"
      case "-": output += "\\-"
      case "\n": output += " "
      default:
        let digits = String(scalar.value, radix: 16, uppercase: true)
        output += scalar.isASCII ? String(scalar) : "\\[u\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits)]"
      }
    }
    return output.hasPrefix(".") || output.hasPrefix("'") ? "\\&" + output : output
  }
}

/// `cupel man`: the manual page.
enum ManualCommand: Command {
  static var usage: Usage { Usage(command: "man", summary: "write the manual page, for man -l") }

  static func run(_ arguments: Arguments) async throws -> Int32 {
    Console.out(ManualPage.render(Cupel.commands.map { $0.usage }, version: Cupel.version))
    return 0
  }
}
