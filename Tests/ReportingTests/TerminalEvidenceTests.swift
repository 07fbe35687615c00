import Measures
import Rulebook
import Testing

@testable import Reporting

@Suite("The numbers around a finding")
struct TerminalEvidenceTests {
  /// Ten steps in which the label counts and the motion follows it, but for step 5; another dimension in which they agree.
  static func run(labels: String = "action[0]", states: String = "motion x", motion: [Double]? = nil) -> Run {
    let count = (0..<10).map(Double.init)
    var recorded = count
    recorded[5] = 50
    var run = Samples.run([])
    run.exhibits = [
      Exhibit(
        split: "train", episode: 3, steps: 10,
        groups: [
          TrackGroup(
            title: "translation labels against motion", subject: .translation,
            tracks: [
              Track(name: "action[1]", values: count), Track(name: "motion y", values: count), Track(name: labels, values: count),
              Track(name: states, values: motion ?? recorded),
            ], isPaired: true)
        ])
    ]
    return run
  }

  static func result(_ id: String = "action/alignment", steps: ClosedRange<Int>? = 5...5, feature: String? = nil, episode: Int? = 3)
    -> RuleResult
  {
    Samples.rule(id, .fail) { result in
      result.findings = [Finding(split: "train", episode: episode, steps: steps, feature: feature, message: "off")]
    }
  }

  static func lines(_ result: RuleResult, _ run: Run, width: Int = 80) -> [String] {
    TerminalEvidence(layout: TerminalLayout(width: width, style: TerminalStyle(colour: false, isUnicode: true)), run: run).lines(result)
  }

  @Test("label and motion stand above each other, the step marked, in the dimension in which they are farthest apart")
  func block() {
    let expected = [
      "      | step        2   3   4   5   6   7   8", "      | action[0]   2   3   4   5   6   7   8",
      "      | motion x    2   3   4  50   6   7   8", "      |                        ^^",
    ]
    #expect(Self.lines(Self.result(), Self.run()) == expected)
    // Where the finding names no step, the one at which they are farthest apart is marked.
    #expect(Self.lines(Self.result(steps: nil), Self.run()) == expected)
  }

  @Test("a finding that names a dimension is shown that one")
  func named() {
    let lines = Self.lines(Self.result(feature: "motion y"), Self.run())
    #expect(lines.dropFirst().first?.contains("action[1]") ?? false)
    #expect(lines.dropFirst(2).first == "      | motion y   2  3  4  5  6  7  8")
  }

  @Test("steps at the ends of an episode stay inside, and what is not known shows as such")
  func ends() {
    let run = Self.run(motion: [Double](repeating: .nan, count: 10))
    #expect(
      Self.lines(Self.result(steps: 9...9, feature: "action[0]"), run) == [
        "      | step       3  4  5  6  7  8  9", "      | action[0]  3  4  5  6  7  8  9",
        "      | motion x   -  -  -  -  -  -  -", "      |                              ^",
      ])
    #expect(Self.lines(Self.result(steps: 12...12), Self.run()) == [])
  }

  @Test("nothing is shown of other families, of findings without an episode, or of episodes that were not fetched")
  func silent() {
    #expect(Self.lines(Self.result("language/present"), Self.run()) == [])
    #expect(Self.lines(Self.result(episode: nil), Self.run()) == [])
    #expect(Self.lines(Self.result(episode: 4), Self.run()) == [])
    #expect(Self.lines(Self.result("gripper/timing"), Self.run()) == [])
  }

  @Test("no line is wider than the terminal, whatever the names", arguments: Samples.hostile + ["操作操作操作操作操作操作操作操作操作", "action[0]"])
  func width(name: String) {
    let run = Self.run(labels: name, states: name + "x", motion: (0..<10).map { -1.234567e-300 * Double($0 + 1) })
    for width in 20...200 {
      for line in Self.lines(Self.result(feature: name), run, width: width) { #expect(TextWidth.of(line) <= width, "\(width): \(line)") }
    }
  }
}
