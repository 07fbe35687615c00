import Rulebook
import Testing

@testable import Reporting

@Suite("The terminal summary fits one screen and leaves nothing out without a word")
struct TerminalReportTests {
  private static var samples: [Report] {
    var two = Samples.varied
    two.runs += two.runs
    two.runs[1].verdict = .accept
    two.runs[1].rules.removeAll { $0.outcome != .pass }
    var many = two
    for _ in 0..<4 { many.runs += two.runs }
    return [Samples.varied, two, many, Samples.large] + Samples.hostile.map(Samples.hostile)
  }

  private func lines(_ report: Report, width: Int = 80, height: Int? = 24, colour: Bool = false, isUnicode: Bool = true) -> [String] {
    let text = TerminalReport(width: width, colour: colour, isUnicode: isUnicode, height: height).render(report)
    return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
  }

  @Test("no more lines than the screen has, none wider than it", arguments: [40, 80, 132])
  func fits(width: Int) {
    for report in Self.samples {
      let lines = lines(report, width: width)
      #expect(lines.count <= 23)
      for line in lines { #expect(TextWidth.of(line) <= width, "\(line)") }
    }
  }

  /// What a terminal shows of a line, counted by other means than the layout does: a table of the ranges that Unicode calls wide.
  private func columns(_ line: String) -> Int {
    line.replacing(/\u{1b}\[[0-9;]*m/, with: "").unicodeScalars.reduce(0) { sum, scalar in
      switch scalar.value {
      case 0x300...0x36f, 0x200c...0x200d, 0xfe00...0xfe0f, 0x5b0...0x5bd, 0x64b...0x65f: sum
      case 0x4e00...0x9fff, 0x3040...0x30ff, 0xac00...0xd7a3, 0xff01...0xff60, 0x1f300...0x1faff: sum + 2
      default: sum + 1
      }
    }
  }

  @Test(
    "no line is wider than the terminal, at any width, for any text, on a screen and in a log",
    arguments: [20, 21, 23, 27, 33, 40, 52, 60, 79, 80, 100, 120, 159, 200])
  func anyWidth(width: Int) {
    let wide = "操作するロボット " + String(repeating: "漢", count: 90) + " 🤖🦾🧪 e\u{301}e\u{301} " + String(repeating: "x", count: 300)
    var several = Samples.hostile(wide)
    several.runs += [several.runs[0], Samples.varied.runs[0]]
    several.runs[1].target = "other"
    for report in [
      Samples.varied, Samples.hostile(wide), Samples.hostile(Samples.bidi), Samples.hostile(Samples.hostile.joined()), several,
    ] {
      for (height, colour, isUnicode) in [(24, true, true), (nil, false, true), (nil, true, false), (60, false, false)]
        as [(Int?, Bool, Bool)]
      {
        for line in lines(report, width: width, height: height, colour: colour, isUnicode: isUnicode) {
          #expect(columns(line) <= width, "\(columns(line)) of \(width): \(line)")
          if !isUnicode { #expect(line.utf8.allSatisfy { $0 < 0x80 }) }
        }
      }
    }
  }

  @Test("waivers are told with their state, as many as fit; a log lists each; what a baseline knew is said")
  func waivers() {
    var report = Samples.varied
    report.runs[0].waivers = WaiverUse.State.allCases.map { Samples.waiver("user/\($0.rawValue)", state: $0) }
    report.runs[0].baseline = BaselineUse(file: "b.json", speaks: true, known: 1_200, new: 1, stale: [])
    let log = lines(report, height: nil)
    #expect(
      log.contains("waivers as of 2026-03-01: 1 used, 1 unused, 1 expired, 1 undecided:")
        || log.contains { $0.hasPrefix("waivers as of 2026-03-01: 1 used, 1 unused, 1 expired, 1 undecided") })
    for state in WaiverUse.State.allCases { #expect(log.contains { $0.hasPrefix("  - \(state.rawValue): user/\(state.rawValue)") }) }
    #expect(log.contains("baseline: b.json: 1,200 known, 1 new"))
    let screen = lines(report)
    #expect(!screen.contains { $0.hasPrefix("  - used") } && lines(report).count <= 23)
    // On an acceptance each of them is told, room or not.
    report.runs[0].tellsEveryWaiver = true
    let accepted = lines(report)
    for state in WaiverUse.State.allCases { #expect(accepted.contains { $0.hasPrefix("  - \(state.rawValue): user/") }) }
    #expect(screen.contains { $0.hasPrefix("waivers as of") })
  }

  @Test("a screen tells of a failure why and what to do before it lists what was not looked at, and counts that")
  func causeFirst() {
    var run = Samples.varied.runs[0]
    run.rules = [Samples.rule("action/units", .fail) { $0.found = "Labels are in millimetres." }]
    run.rules += (0..<40).map { index in
      Samples.rule("time/rate-\(index)", .notApplicable, gating: false) { $0.reason = "no stream \(index) is there" }
    }
    let screen = lines(Report(version: "1", verdict: .reject, runs: [run]))
    #expect(screen.count <= 23)
    for label in ["why", "fix", "limit"] { #expect(screen.contains { $0.hasPrefix("   = \(label): ") }, "\(label)") }
    #expect(screen.last { $0.hasPrefix("not checked:") }?.contains("other reasons") == true)
  }

  @Test("nothing from data reaches the terminal as a control or an override of direction", arguments: Samples.hostile)
  func harmless(text: String) {
    for height in [24, nil] {
      let output = TerminalReport(width: 80, colour: false, height: height).render(Samples.hostile(text))
      for scalar in output.unicodeScalars where scalar != "\n" { #expect(!VisibleText.isHidden(scalar)) }
    }
  }

  @Test("the verdict comes first, then the dataset, the target and how much was looked at")
  func head() {
    let lines = lines(Samples.varied)
    #expect(lines[0] == "REJECT 3 gating rules failed.")
    #expect(lines[1] == "  dataset pick_place 1.0.0 (data/pick_place/1.0.0)")
    #expect(lines.contains("  target  openvla · pack training-gate"))
    #expect(lines.contains("  looked  41 of 52 gating rules could look; 3 checks held"))
  }

  @Test("a target that nobody named is told as such")
  func untargeted() {
    var report = Samples.varied
    report.runs[0].target = "generic"
    report.runs[0].targetWasNamed = false
    #expect(lines(report).contains("  target  generic (nobody named a target) · pack training-gate"))
  }

  @Test("failures first, consequences under their cause, then errors, warnings, remarks, what was not checked")
  func order() {
    let lines = lines(Samples.varied)
    let starts = ["error[action/units]", "error[container/checksum]", "could not check:", "warning[action/outliers]"]
    let rest = ["warning[language/diversity]", "info[action/labels]", "not checked:", "waived as of 2026-03-01:"]
    let places = (starts + rest).compactMap { start in lines.firstIndex { $0.hasPrefix(start) } }
    #expect(places.count == 8)
    #expect(places == places.sorted())
    #expect(!lines.contains { $0.hasPrefix("error[action/reconstruction-position]") })
    #expect(lines.contains("error[action/units] dataset: 50 of 50 episodes; explains 1 other rule"))
  }

  @Test("written whole, a diagnostic has its place, value, limit and where it was set, why, fix and consequences")
  func whole() {
    let lines = lines(Samples.varied, width: 140, height: nil)
    for line in [
      "  Labels are 1000 times the motion: millimetres (gain 999.8, between 998.9 and 1000.7).",
      "  --> train/0 step 12 action[0]: 12 mm; off by 12 mm at step 12 (pick_place-train.tfrecord-00001-of-00004 record 0)",
      "   = observed: 999.8x", "   = limit: between 0.9x and 1.1x, set in cupel.yaml:14",
      "   = why: The policy learns steps a thousand times too large, and the loader's statistics hide it.",
      "   = fix: Divide action[0:3] by 1000 when the dataset is written.", "   = explains: action/reconstruction-position",
      "not checked: no role timestamp was declared or found: time/gaps, time/rate",
    ] { #expect(lines.contains(line), "lacks \(line)") }
  }

  @Test("failures that do not fit are counted")
  func counted() throws {
    let rules = (0..<100).map { Samples.rule("action/rule-\($0)", .fail) { $0.found = "It is so." } }
    let lines = lines(Samples.report(rules))
    let shown = lines.count { $0.hasPrefix("error[") }
    #expect(shown > 5)
    #expect(lines.contains("and \(100 - shown) failures more"))
  }

  @Test("one rule over many scopes takes one entry")
  func grouped() {
    let rules = ["train", "val", "test"].map { scope in Samples.rule("action/units", .fail, scope: scope) }
    let lines = lines(Samples.report(rules), height: nil)
    #expect(lines.count { $0.hasPrefix("error[action/units]") } == 1)
    #expect(lines.contains("error[action/units] train; also 2 other scopes"))
  }

  @Test("colour changes nothing but colour")
  func colour() {
    for report in Self.samples {
      let plain = lines(report).joined(separator: "\n")
      let painted = lines(report, colour: true).joined(separator: "\n")
      #expect(painted.contains("\u{1b}["))
      #expect(painted.replacing(/\u{1b}\[[0-9;]*m/, with: "") == plain)
    }
  }

  @Test("a terminal without Unicode gets ASCII")
  func ascii() {
    for report in Self.samples {
      for line in lines(report, isUnicode: false) {
        #expect(line.utf8.allSatisfy { $0 < 0x80 })
        #expect(line.utf8.count <= 80)
      }
    }
  }

  @Test("widths: marks take no column, wide characters two")
  func widths() {
    #expect(TextWidth.of("e\u{301}") == 1)
    #expect(TextWidth.of("操作") == 4)
    #expect(TextWidth.wrap("one two three", to: 7) == ["one two", "three"])
    #expect(TextWidth.wrap("abcdefghij", to: 4) == ["abcd", "efgh", "ij"])
    #expect(TextWidth.cut("abcdef", to: 4, ellipsis: "…") == "abc…")
    #expect(TextWidth.cut("操作操作", to: 4, ellipsis: "…") == "操…")
  }
}
