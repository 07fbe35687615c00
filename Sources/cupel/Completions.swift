import Rulebook

/// Completion scripts for shells, made from the same table as `--help`. Names of rules, targets and packs are those that ship.
enum Completions {
  static let shells = ["bash", "zsh", "fish"]

  struct Names {
    var rules: [String]
    var targets: [String]
    var packs: [String]

    init(_ rulebook: Rulebook) {
      rules = rulebook.rules.keys.sorted()
      targets = rulebook.targets.keys.sorted()
      packs = rulebook.packs.keys.sorted()
    }

    /// The words that may stand for a value; nil where it is a file, a folder or free text.
    func words(_ kind: ValueKind) -> [String]? {
      switch kind {
      case .rule: rules
      case .target: targets
      case .pack: packs
      case .choice(let words): words
      case .text, .file, .folder: nil
      }
    }
  }

  static func script(_ shell: String, _ usages: [Usage], _ names: Names) -> String {
    switch shell {
    case "bash": bash(usages, names)
    case "zsh": zsh(usages, names)
    default: fish(usages, names)
    }
  }

  private static func spellings(_ option: Option) -> [String] { ["--\(option.name)"] + (option.short.map { ["-\($0)"] } ?? []) }

  /// Single quotes hold anything but themselves, in all three shells.
  private static func quoted(_ text: String) -> String { "'\(text.replacing("'", with: "'\\''"))'" }

  // MARK: bash

  private static func bash(_ usages: [Usage], _ names: Names) -> String {
    var cases: [String] = []
    for usage in usages {
      for option in usage.options where option.value != nil {
        let patterns = spellings(option).map { "'\(usage.command) \($0)'" }.joined(separator: " | ")
        cases.append("    \(patterns)) \(bashReply(option.kind, names)) ;;")
      }
    }
    let options = usages.map { usage in
      let all = (usage.options.flatMap(spellings) + ["--help"]).joined(separator: " ")
      return "    \(usage.command)) _cupel_words \(quoted(all)) ;;"
    }
    let positionals = usages.filter { !$0.positionals.isEmpty }.map { "    \($0.command)) \(bashReply($0.positionalKind, names)) ;;" }
    return """
      # bash completion for cupel, written by "cupel completions bash".

      _cupel_words() { mapfile -t COMPREPLY < <(compgen -W "$1" -- "$current"); }
      _cupel_files() { compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -f -- "$current"); }
      _cupel_folders() { compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -d -- "$current"); }

      _cupel() {
        local current="${COMP_WORDS[COMP_CWORD]}" before="" verb="${COMP_WORDS[1]}"
        COMPREPLY=()
        if [ "$COMP_CWORD" -gt 0 ]; then before="${COMP_WORDS[COMP_CWORD - 1]}"; fi
        if [ "$COMP_CWORD" -le 1 ]; then
          _cupel_words \(quoted((usages.map(\.command) + ["--help", "--version"]).joined(separator: " ")))
          return
        fi
        # --name=value is three words to bash.
        if [ "$current" = "=" ]; then current=""; elif [ "$before" = "=" ]; then before="${COMP_WORDS[COMP_CWORD - 2]}"; fi
        case "$verb $before" in
      \(cases.joined(separator: "\n"))
          *) before="" ;;
        esac
        if [ -n "$before" ]; then return; fi
        case "$current" in
          -*) case "$verb" in
      \(options.joined(separator: "\n"))
          esac ;;
          *) case "$verb" in
      \(positionals.joined(separator: "\n"))
          esac ;;
        esac
      }

      complete -F _cupel cupel

      """
  }

  private static func bashReply(_ kind: ValueKind, _ names: Names) -> String {
    if let words = names.words(kind) { return "_cupel_words \(quoted(words.joined(separator: " ")))" }
    return switch kind {
    case .file: "_cupel_files"
    case .folder: "_cupel_folders"
    default: ":"
    }
  }

  // MARK: zsh

  private static func zsh(_ usages: [Usage], _ names: Names) -> String {
    let verbs = usages.map { "    \(quoted("\($0.command):\($0.summary.replacing(":", with: "\\:"))"))" }
    let parts = usages.map { usage -> String in
      var specs = usage.options.map { zshOption($0, names) } + ["'(- *)--help[say what it takes]'"]
      if !usage.positionals.isEmpty {
        specs.append(quoted("*:\(usage.positionals.lowercased()):\(zshAction(usage.positionalKind, names))".zshPlain))
      }
      return "    \(usage.command))\n      _arguments \\\n        " + specs.joined(separator: " \\\n        ") + " ;;"
    }
    return """
      #compdef cupel
      # zsh completion for cupel, written by "cupel completions zsh".

      _cupel() {
        local -a verbs
        verbs=(
      \(verbs.joined(separator: "\n"))
        )
        if (( CURRENT == 2 )); then
          _describe 'verb' verbs
          return
        fi
        local verb=$words[2]
        shift words
        (( CURRENT-- ))
        case $verb in
      \(parts.joined(separator: "\n"))
        esac
      }

      if [ "$funcstack[1]" = "_cupel" ]; then
        _cupel "$@"
      else
        compdef _cupel cupel
      fi

      """
  }

  private static func zshOption(_ option: Option, _ names: Names) -> String {
    let help = option.help.replacing("\\", with: "\\\\").replacing("[", with: "\\[").replacing("]", with: "\\]").replacing(":", with: "\\:")
    let value = option.value.map { ":\($0.replacing(":", with: "\\:")):\(zshAction(option.kind, names))" } ?? ""
    let tail = "[\(help)]\(value)"
    guard let short = option.short else { return quoted("\(option.isRepeated ? "*" : "")--\(option.name)\(tail)") }
    return "'(-\(short) --\(option.name))'{-\(short),--\(option.name)}\(quoted(tail))"
  }

  private static func zshAction(_ kind: ValueKind, _ names: Names) -> String {
    if let words = names.words(kind) { return "(\(words.joined(separator: " ")))" }
    return switch kind {
    case .file: "_files"
    case .folder: "_files -/"
    default: " "
    }
  }

  // MARK: fish

  private static func fish(_ usages: [Usage], _ names: Names) -> String {
    var lines = [
      "# fish completion for cupel, written by \"cupel completions fish\".", "complete -c cupel -f",
      "complete -c cupel -n __fish_use_subcommand -l help -d \(fishQuoted("say what it takes"))",
      "complete -c cupel -n __fish_use_subcommand -l version -d \(fishQuoted("say which version this is"))",
    ]
    for usage in usages {
      lines.append("complete -c cupel -n __fish_use_subcommand -a \(usage.command) -d \(fishQuoted(usage.summary))")
    }
    for usage in usages {
      let head = "complete -c cupel -n '__fish_seen_subcommand_from \(usage.command)'"
      if !usage.positionals.isEmpty {
        if let words = names.words(usage.positionalKind) { lines.append("\(head) -a \(fishQuoted(words.joined(separator: " ")))") }
        if usage.positionalKind == .folder { lines.append("\(head) -a '(__fish_complete_directories)'") }
      }
      for option in usage.options {
        var line = "\(head) -l \(option.name)" + (option.short.map { " -s \($0)" } ?? "")
        if option.value != nil {
          line += names.words(option.kind).map { " -x -a \(fishQuoted($0.joined(separator: " ")))" } ?? fishValue(option.kind)
        }
        lines.append("\(line) -d \(fishQuoted(option.help))")
      }
      lines.append("\(head) -l help -d \(fishQuoted("say what it takes"))")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func fishValue(_ kind: ValueKind) -> String {
    switch kind {
    case .file: " -r -F"
    case .folder: " -x -a '(__fish_complete_directories)'"
    default: " -x"
    }
  }

  private static func fishQuoted(_ text: String) -> String { "'\(text.replacing("\\", with: "\\\\").replacing("'", with: "\\'"))'" }
}

extension String {
  /// Signs with a meaning of their own in a specification of zsh's.
  fileprivate var zshPlain: String {
    replacing("[", with: "").replacing("]", with: "").replacing("...", with: "").replacing(" | ", with: " or ")
  }
}

/// `cupel completions SHELL`: a script that completes verbs, options and their values.
enum CompletionsCommand: Command {
  static var usage: Usage {
    Usage(
      command: "completions", summary: "write a completion script for a shell: source <(cupel completions bash)",
      positionals: "SHELL", positionalKind: .choice(Completions.shells))
  }

  static func run(_ arguments: Arguments) async throws -> Int32 {
    let shell = try arguments.onlyPositional("SHELL")
    Console.out(Completions.script(shell, Cupel.commands.map { $0.usage }, Completions.Names(try Rulebook())))
    return 0
  }
}
