import Foundation
import Reporting
import Rulebook
import Testing

@testable import cupel

/// What a program writes on standard output and standard error, and its exit status.
private func run(_ program: String, _ arguments: [String]) throws -> (status: Int32, text: String) {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  process.arguments = [program] + arguments
  let pipe = Pipe()
  (process.standardOutput, process.standardError) = (pipe, pipe)
  try process.run()
  let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
  process.waitUntilExit()
  return (process.terminationStatus, text)
}

private func exists(_ program: String) -> Bool { (try? run("which", [program]).status) == 0 }

@Suite("Completions and the manual page come from the table that --help comes from")
struct ShellTests {
  private let usages = Cupel.commands.map { $0.usage }

  private func script(_ shell: String) throws -> String { Completions.script(shell, usages, Completions.Names(try Rulebook())) }

  @Test("every option of every verb stands in each of them, and each name once in the table")
  func everything() throws {
    let manual = ManualPage.render(usages, version: "1")
    for usage in usages {
      #expect(Set(usage.options.map(\.name)).count == usage.options.count, "\(usage.command)")
      #expect(manual.contains(".B cupel \(usage.command)\n"))
      for option in usage.options {
        #expect(manual.contains("\\fB\\-\\-\(ManualPage.escaped(option.name))\\fR"), "\(option.name)")
        #expect(usage.help(width: 80).contains("--\(option.name)"))
        #expect(option.value == nil ? option.kind == .text : true, "a switch has no value: \(option.name)")
      }
    }
    let bash = try script("bash")
    let zsh = try script("zsh")
    let fish = try script("fish")
    for usage in usages {
      let line = try #require(
        bash.split(separator: "\n").first {
          $0.hasPrefix("    \(usage.command)) _cupel_words '--") || $0.hasPrefix("    \(usage.command)) _cupel_words '-")
        })
      let words = line.split(whereSeparator: { " '".contains($0) })
      let ours = try #require(zsh.range(of: "    \(usage.command))\n"))
      let part = zsh[ours.upperBound...].prefix { $0 != ";" }
      for option in usage.options {
        #expect(words.contains { $0 == "--\(option.name)" }, "\(usage.command) --\(option.name)")
        #expect(zsh[ours.upperBound...].contains("--\(option.name)") && !part.isEmpty)
        #expect(fish.contains("__fish_seen_subcommand_from \(usage.command)' -l \(option.name)"), "\(usage.command) --\(option.name)")
        if option.value != nil { #expect(bash.contains("'\(usage.command) --\(option.name)'")) }
      }
    }
  }

  @Test("the scripts parse")
  func parse() throws {
    let scratch = try ScratchFolder()
    for shell in Completions.shells where exists(shell) {
      let file = "\(scratch.path)/completion.\(shell)"
      try Files.write(try script(shell), to: file)
      let (status, text) = try run(shell, [shell == "fish" ? "--no-execute" : "-n", file])
      #expect(status == 0 && text.isEmpty, "\(shell): \(text)")
    }
  }

  @Test(
    "bash completes verbs, options, names, choices, files and folders",
    arguments: [
      (["cupel", "ch"], "check"), (["cupel", "--v"], "--version"), (["cupel", "check", "--fail"], "--fail-on"),
      (["cupel", "check", "--fail-on", "w"], "warning"), (["cupel", "check", "--target", "openvla-oft-l"], "openvla-oft-libero"),
      (["cupel", "check", "--target", "=", "openvla-oft-l"], "openvla-oft-libero"),
      (["cupel", "check", "--pack", "vendor"], "vendor-acceptance"), (["cupel", "check", "--only", "action/outl"], "action/outliers"),
      (["cupel", "explain", "language/div"], "language/diversity"), (["cupel", "targets", "rt2"], "rt2"),
      (["cupel", "completions", "z"], "zsh"), (["cupel", "check", "some"], "some folder"),
      (["cupel", "check", "--json", "some"], "some folder|some.json"),
      (["cupel", "check", "--jobs", "x"], ""), (["cupel", "nothing", "x"], ""), (["cupel", "baseline", "-o", "some."], "some.json"),
    ] as [([String], String)])
  func bash(words: [String], expected: String) throws {
    let scratch = try ScratchFolder()
    let file = "\(scratch.path)/completion.bash"
    try Files.write(try script("bash"), to: file)
    try FileManager.default.createDirectory(atPath: "\(scratch.path)/work/some folder", withIntermediateDirectories: true)
    try Files.write("{}", to: "\(scratch.path)/work/some.json")
    let program = """
      source "$0"; cd "$1"; shift
      COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _cupel
      printf '%s\\n' "${COMPREPLY[@]}" | LC_ALL=C sort
      """
    let (status, text) = try run("bash", ["-c", program, file, "\(scratch.path)/work"] + words)
    #expect(status == 0)
    #expect(text.split(separator: "\n").joined(separator: "|") == expected, "\(words)")
  }

  @Test("groff and man find nothing wrong with the manual page, and every option can be read in it")
  func manual() throws {
    let scratch = try ScratchFolder()
    let file = "\(scratch.path)/cupel.1"
    try Files.write(ManualPage.render(usages, version: "1.2.3-β"), to: file)
    #expect(try Files.read(file).utf8.allSatisfy { $0 < 0x80 })
    guard exists("groff") else { return }
    let (status, text) = try run("groff", ["-man", "-Tutf8", "-ww", "-P-cbou", file])
    #expect(status == 0 && !text.contains("troff:") && text.contains("cupel 1.2.3-β"))
    for usage in usages { for option in usage.options { #expect(text.contains("--\(option.name)"), "\(option.name)") } }
  }

  @Test("text of ours is no request and no escape of troff's")
  func escapes() {
    #expect(ManualPage.escaped(".so /etc/passwd") == "\\&.so /etc/passwd")
    #expect(ManualPage.escaped("'x") == "\\&'x")
    #expect(ManualPage.escaped("a\\b-c\nd") == "a\\eb\\-c d")
    #expect(ManualPage.escaped("σ") == "\\[u03C3]")
  }

  @Test("choices are checked before a command runs, with a suggestion")
  func choices() async throws {
    for words in [
      ["check", "x", "--fail-on", "warnin"], ["check", "x", "--images", "al"], ["completions", "bsh"], ["stats", "x", "--schema", "octa"],
    ] {
      #expect(await Cupel.run(words) == 2)
      let usage = try #require(Cupel.commands.first { $0.usage.command == words[0] }).usage
      do throws(UsageError) {
        _ = try Arguments(words.dropFirst(), usage: usage)
        Issue.record("accepted \(words)")
      } catch { #expect(error.description.contains("did you mean"), "\(error)") }
    }
  }

  @Test("help keeps within the terminal, and tells every verb, option and word of it at any width", arguments: [20, 31, 40, 60, 80, 200])
  func helpWidths(width: Int) {
    func words(_ text: String) -> String { text.filter { !$0.isWhitespace } }
    let all = Cupel.help(width: width)
    for text in usages.map({ $0.help(width: width) }) + [all] {
      for line in text.split(separator: "\n") { #expect(line.count <= width, "\(line)") }
    }
    for usage in usages {
      #expect(words(all).contains(words(usage.command + usage.summary)))
      for option in usage.options {
        #expect(words(usage.help(width: width)).contains(words("--\(option.name)\(option.value ?? "")\(option.help)")))
      }
    }
  }

  @Test("colour on a terminal that has it, or where it is forced; NO_COLOR is stronger than both")
  func colour() {
    func uses(_ isTerminal: Bool, _ values: [String: String]) -> Bool { Console.usesColour(isTerminal: isTerminal) { values[$0] } }
    #expect(uses(true, [:]) && uses(true, ["TERM": "xterm", "FORCE_COLOR": "0"]))
    #expect(
      !uses(false, [:]) && !uses(true, ["TERM": "dumb"]) && !uses(false, ["CLICOLOR_FORCE": "0"]) && !uses(false, ["FORCE_COLOR": ""]))
    #expect(
      uses(false, ["CLICOLOR_FORCE": "1"]) && uses(false, ["FORCE_COLOR": "true"]) && uses(true, ["TERM": "dumb", "FORCE_COLOR": "1"]))
    #expect(!uses(true, ["NO_COLOR": ""]) && !uses(true, ["NO_COLOR": "1", "CLICOLOR_FORCE": "1"]))
  }

  @Test("a locale that is not UTF-8 keeps to ASCII; none at all is a log")
  func locale() {
    func isUnicode(_ values: [String: String]) -> Bool { Console.isUnicode { values[$0] } }
    #expect(isUnicode([:]) && isUnicode(["LANG": "de_DE.UTF-8"]) && isUnicode(["LC_ALL": "C.utf8", "LANG": "C"]))
    #expect(
      !isUnicode(["LANG": "C"]) && !isUnicode(["LC_ALL": "POSIX", "LANG": "en_US.UTF-8"]) && !isUnicode(["LC_CTYPE": "de_DE.ISO-8859-1"]))
    #expect(isUnicode(["LC_ALL": "", "LC_CTYPE": "", "LANG": "en_US.UTF-8"]))
  }
}

@Suite("cupel explain")
struct ExplainTests {
  @Test("a rule, a family and all of them; what is misspelt is an error")
  func command() async {
    #expect(await Cupel.run(["explain", "action/outliers"]) == 0)
    #expect(await Cupel.run(["explain", "action"]) == 0)
    #expect(await Cupel.run(["explain", "action/*"]) == 0)
    #expect(await Cupel.run(["explain"]) == 0)
    #expect(await Cupel.run(["explain", "acton"]) == 2)
    #expect(await Cupel.run(["explain", "action/outlier"]) == 2)
    #expect(await Cupel.run(["explain", "action/outliers", "x"]) == 2)
  }

  @Test("the command that shows a rule breaks it: the dataset, the target and the contract of the proof")
  func examples() throws {
    let folder = Repository.path("GoldenDatasets")
    func command(_ rule: String, _ name: String) -> String? {
      GoldenDatasets.command(showing: rule, in: name, folder: folder)?.replacing(folder, with: "G")
    }
    #expect(command("action/outliers", "label-spike") == "cupel check G/derived/label-spike --only action/outliers")
    #expect(command("action/outliers", "euler-base") == "cupel check G/bases/euler-base --only action/outliers --target openvla")
    #expect(command("waivers/expired", "waiver-past-its-day") == "cupel prove --dataset waiver-past-its-day")
    #expect(GoldenDatasets.command(showing: "x/y", in: "none", folder: "/nowhere") == nil)
    for rule in try Rulebook().rules.values {
      for name in rule.defectExamples {
        let words = try #require(command(rule.id, name)).split(separator: " ").map(String.init)
        if words[1] == "check" {
          let usage = CheckCommand.usage
          #expect(throws: Never.self) { try Arguments(words.dropFirst(2), usage: usage) }
          #expect(Files.isFolder(words[2].replacing("G/", with: folder + "/")), "\(words)")
        }
      }
    }
  }

  @Test("all rules fit any width, coloured or not, and say why, fix and formula")
  func widths() throws {
    let rules = try Rulebook().rules.values.sorted { $0.id < $1.id }
    for width in [20, 24, 33, 40, 59, 60, 80, 120, 200] {
      for (colour, isUnicode) in [(false, true), (false, false), (true, true)] {
        let page = RuleExplanation(width: width, colour: colour, isUnicode: isUnicode)
        for rule in rules {
          let text = page.render(
            rule, clean: [RuleExplanation.Example(dataset: "euler-base", command: nil)],
            defect: [RuleExplanation.Example(dataset: "d", command: "cupel check GoldenDatasets/derived/d --only \(rule.id)")])
          let plain = text.replacing(/\u{1b}\[[0-9;]*m/, with: "")
          #expect(colour == (plain != text))
          #expect(plain.split(separator: "\n").allSatisfy { $0.unicodeScalars.count <= width }, "\(rule.id) at \(width)")
          // Whatever is written in our own files has a stand-in.
          if !isUnicode { #expect(plain.utf8.allSatisfy { $0 < 0x80 } && !plain.contains("\\u{"), "\(rule.id)") }
          for name in ["why", "fix", "limits", "breaks in"] { #expect(plain.contains("\n\(name)"), "\(rule.id): \(name)") }
          #expect(plain.contains("\nformula") == (rule.formula != nil))
        }
        let list = page.list(rules).replacing(/\u{1b}\[[0-9;]*m/, with: "")
        #expect(list.split(separator: "\n").allSatisfy { $0.unicodeScalars.count <= width })
        for rule in rules where width > 40 { #expect(list.contains(rule.id)) }
      }
    }
  }

  @Test("rules with mathematics write it down")
  func formulas() throws {
    let rules = try Rulebook().rules
    for id in [
      "action/reconstruction-position", "action/reconstruction-rotation", "action/alignment", "action/units", "action/outliers",
      "tokens/codec",
      "tokens/round-trip", "time/jitter", "time/drift", "time/sync", "language/diversity", "language/repetition", "statistics/agreement",
      "duplicates/episodes", "coverage/balance", "episode/length-outlier",
    ] { #expect(rules[id]?.formula?.isEmpty == false, "\(id)") }
    #expect(rules.values.count { $0.formula != nil } >= 97)
    // The first line is the formula, each of the others explains it.
    for rule in rules.values {
      if let formula = rule.formula { #expect(formula.split(separator: "\n").allSatisfy { $0.count < 300 }, "\(rule.id)") }
    }
  }
}
