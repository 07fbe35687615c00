import Episodes
import Measures
import Rulebook

/// Reports made by hand.
enum Samples {
  static let bidi = "\u{202e}txet desrever\u{202c}"
  /// What strangers may put into any string.
  static let hostile = [
    "\u{1}\u{0}\u{1b}[31m", "\u{fffe}\u{ffff}", "\"quoted\" & 'quoted'", "]]>", "<script>alert(1)</script>", "</style></script><!--", bidi,
    "two\nlines\r\n\tand a tab", "{{script}}{{main}}", "\u{2028}\u{2029}\u{85}", "שלום مرحبا 操作 🤖",
    String(repeating: "long ", count: 4_000),
  ]

  static func split(_ name: String, _ episodes: Int) -> SplitSummary {
    SplitSummary(name: name, episodes: episodes, steps: episodes * 40, shards: 4)
  }

  static func run(_ rules: [RuleResult], verdict: Verdict = .reject) -> Run {
    Run(
      dataset: DatasetSummary(
        name: "pick_place", version: "1.0.0", path: "data/pick_place/1.0.0", format: "rlds", digest: "crc-tree:5e1f09aa",
        splits: [split("train", 40), split("val", 10)]),
      target: "openvla", targetWasNamed: true, pack: "training-gate", planDigest: "plan:9c2d7f10", rulesDigest: "rules:41b0c7e2",
      verdict: verdict, gating: 52, couldLook: 41,
      roles: [
        RoleBinding(
          role: "pose.position", slices: [Slice(path: "observation/state", dimensions: 0..<3)], source: .inferred, strength: .strong,
          evidence: "the action moves these three with gain 1.000 over 40 episodes", form: nil),
        RoleBinding(
          role: "pose.rotation", slices: [Slice(path: "observation/state", dimensions: 3..<6)], source: .declared, strength: .strong,
          evidence: "cupel.yaml:4", form: .eulerXYZ),
        RoleBinding(
          role: "action.gripper", slices: [Slice(path: "action", dimensions: 6..<7)], source: .inferred, strength: .weak,
          evidence: "the last of seven, two distinct values"),
      ],
      notes: ["roles and declarations were taken from the cupel.yaml beside the data: its owner's word"], rules: rules, asOf: "2026-03-01")
  }

  static func waiver(_ text: String, state: WaiverUse.State) -> WaiverUse {
    WaiverUse(
      waiver: Waiver(
        rule: text, parts: [.scope(text), .episodes(split: text, 3...9)], reason: text, owner: text, until: text, setIn: text),
      state: state, scopes: [text], findings: 2, idle: [text], why: text)
  }

  static func report(_ rules: [RuleResult], verdict: Verdict = .reject) -> Report {
    Report(version: "0.1.0", verdict: verdict, runs: [run(rules, verdict: verdict)])
  }

  static func findings(_ count: Int, split: String = "train") -> [Finding] {
    (0..<count).map {
      Finding(
        split: split, episode: $0, shard: "pick_place-\(split).tfrecord-00001-of-00004", record: $0 % 10, steps: 12...12,
        feature: "action[0]", observed: .number(0.012), unit: .metre, message: "off by 12 mm at step 12")
    }
  }

  static func rule(
    _ id: String, _ outcome: Outcome, severity: Severity = .error, scope: String = "train", gating: Bool? = nil,
    _ change: (inout RuleResult) -> Void = { _ in }
  ) -> RuleResult {
    var result = RuleResult(id: id, severity: severity, confidence: .certain, outcome: outcome, scope: scope)
    result.isGating = gating ?? (severity == .error)
    result.states = "Summing the translation labels from the first pose reproduces every later position to within 1 mm."
    result.why = "A policy integrates its actions. Labels that do not add up to the recorded path teach the wrong motion."
    result.fix = "Compute labels as pose[t+1] - pose[t] in the robot's base frame, from the executed state."
    result.limit = Limit(
      comparator: "at_most", quantity: Quantity(0.001, .metre), text: "at most 1 mm", setIn: "Rules/action/reconstruction-position.yaml")
    result.unit = .metre
    change(&result)
    return result
  }

  /// Every outcome, several scopes, causes and consequences, a waiver: what a bad delivery looks like.
  static var varied: Report {
    report([
      rule("action/labels", .fail, severity: .info, scope: "dataset") {
        $0.states = "Labels are executed, commanded or unrelated to the motion; this says which."
        $0.found = "Labels are the executed motion, in millimetres: residual 3e-7 over 40 episodes."
        $0.observed = .name("executed")
        $0.unit = .name
        $0.limit = nil
      },
      rule("action/outliers", .fail, severity: .warning) {
        $0.confidence = .strong
        $0.states = "No label step lies far out that the motion does not show."
        $0.found = "2 of 40 episodes hold label steps that the motion does not show; the worst, train/7, at 41 sigma."
        $0.observed = .number(41.3)
        $0.unit = .sigma
        $0.limit = Limit(
          comparator: "at_most", quantity: Quantity(12, .sigma), text: "at most 12 sigma", setIn: "Rules/action/outliers.yaml")
        ($0.count, $0.total) = (2, 40)
        $0.findings = findings(2)
      },
      rule("action/reconstruction-position", .fail) {
        $0.found = "40 of 40 episodes drift further; the worst, train/3, by 412 mm at step 49."
        $0.observed = .number(0.412)
        ($0.count, $0.total) = (40, 40)
        $0.explainedBy = "action/units"
        $0.findings = findings(40)
      },
      rule("action/reconstruction-position", .fail, scope: "val") {
        $0.found = "10 of 10 episodes drift further; the worst, val/0, by 391 mm at step 40."
        $0.observed = .number(0.391)
        ($0.count, $0.total) = (10, 10)
        $0.explainedBy = "action/units"
        $0.findings = findings(10, split: "val")
      },
      rule("action/units", .fail, scope: "dataset") {
        $0.confidence = .strong
        $0.states = "Translation labels are in metres, like the state that they move."
        $0.found = "Labels are 1000 times the motion: millimetres (gain 999.8, between 998.9 and 1000.7)."
        $0.why = "The policy learns steps a thousand times too large, and the loader's statistics hide it."
        $0.fix = "Divide action[0:3] by 1000 when the dataset is written."
        $0.references = ["ISO 80000-3"]
        $0.observed = .number(999.8)
        $0.unit = .ratio
        $0.limit = Limit(comparator: "between", quantity: nil, text: "between 0.9x and 1.1x", setIn: "cupel.yaml:14")
        ($0.count, $0.total) = (50, 50)
        $0.findings = findings(50)
      },
      rule("container/checksum", .pass) {
        $0.states = "Every record's checksums match."
        $0.total = 40
        $0.noun = "records"
        $0.limit = nil
        $0.isRequired = true
      },
      rule("container/checksum", .fail, scope: "val") {
        $0.states = "Every record's checksums match."
        $0.found = "1 of 10 records fails its checksum; nothing behind it in that shard could be read."
        $0.fix = "Copy the shard again from its source and compare the checksums there."
        $0.why = "TensorFlow stops at this record: training ends early or crashes."
        ($0.count, $0.total) = (1, 10)
        $0.noun = "records"
        $0.limit = nil
        $0.isRequired = true
        $0.findings = [
          Finding(
            split: "val", shard: "pick_place-val.tfrecord-00002-of-00004", record: 1,
            message: "payload checksum at byte 18,204 is 0x9a31c0de, computed 0x11e0a2f3")
        ]
      },
      rule("duplicates/episodes", .error, scope: "val") { $0.reason = "1 of 4 shards could not be read to its end" },
      rule("episode/length", .pass) {
        $0.states = "Every episode has at least 2 steps."
        $0.found = "The shortest, train/8, has 31."
        $0.observed = .number(31)
        $0.unit = .steps
        $0.limit = Limit(
          comparator: "at_least", quantity: Quantity(2, .steps), text: "at least 2 steps", setIn: "Rules/episode/length.yaml")
        ($0.count, $0.total) = (0, 40)
      },
      rule("language/diversity", .fail, severity: .warning) {
        $0.confidence = .heuristic
        $0.states = "Tasks are worded in more than one way."
        $0.found = "One instruction for all 40 episodes: \"pick up the cube\"."
        $0.observed = .number(1)
        $0.unit = .count
        $0.limit = Limit(comparator: "at_least", quantity: Quantity(2, .count), text: "at least 2", setIn: "Rules/language/diversity.yaml")
        ($0.count, $0.total) = (40, 40)
      },
      rule("language/identifier", .waived, severity: .warning) {
        $0.found = "3 of 40 instructions are identifiers."
        $0.reason = "known placeholders (R. Meyer, until 2026-06-30)"
      },
      rule("schema/required-fields", .pass, scope: "dataset") {
        $0.states = "What the target needs is declared."
        $0.limit = nil
        $0.isRequired = true
      },
      rule("time/gaps", .notApplicable) { $0.reason = "no role timestamp was declared or found" },
      rule("time/rate", .notApplicable) { $0.reason = "no role timestamp was declared or found" },
      rule("tokens/codec", .notApplicable) { $0.reason = "no role action.tokens was declared or found" },
      rule("tokens/round-trip", .notApplicable) { $0.reason = "no role action.tokens was declared or found" },
    ])
  }

  /// One hostile string in every place that holds text, each in its turn.
  static func hostile(_ text: String) -> Report {
    func soiled(_ outcome: Outcome, gating: Bool) -> RuleResult {
      var result = rule("action/\(text)", outcome, scope: text, gating: gating)
      (result.states, result.found, result.why, result.fix) = (text, text, text, text)
      (result.view, result.reason, result.explainedBy) = (text, text, text)
      result.references = [text]
      result.observed = .name(text)
      result.unit = .name
      result.limit = Limit(comparator: text, quantity: nil, text: text, setIn: text)
      (result.count, result.total, result.noun) = (1, 1, "episodes")
      result.findings = [
        Finding(
          split: text, episode: 0, shard: text, record: 0, path: text, steps: 0...3, feature: text, observed: .name(text), unit: .name,
          message: text),
        Finding(message: text),
      ]
      return result
    }
    var run = run([soiled(.fail, gating: true), soiled(.fail, gating: false), soiled(.error, gating: true), soiled(.waived, gating: true)])
    run.rules += [soiled(.notApplicable, gating: true), soiled(.pass, gating: true)]
    run.dataset = DatasetSummary(
      name: text, version: text, path: text, format: text, digest: text,
      splits: [SplitSummary(name: text, episodes: 1, steps: 1, shards: 1)])
    (run.target, run.pack, run.planDigest, run.rulesDigest, run.asOf) = (text, text, text, text, text)
    run.targetWasNamed = false
    run.notes = [text]
    run.waivers = WaiverUse.State.allCases.map { waiver(text, state: $0) }
    run.baseline = BaselineUse(
      file: text, speaks: true, known: 1, new: 1,
      stale: [Baseline.Entry(fingerprint: text, rule: text, scope: text, place: text, severity: .error, count: 1)])
    run.rules[0].formula = text
    run.rules[0].setAside = SetAside.Authority.allCases.map { SetAside(by: $0, reason: text, findings: run.rules[0].findings) }
    run.roles = [RoleBinding(role: text, slices: [Slice(path: text)], source: .inferred, strength: .weak, evidence: text)]
    return Report(version: text, verdict: .reject, runs: [run])
  }

  /// Three rules with ten thousand findings each, and one judged over two thousand slices.
  static var large: Report {
    let slices = (0..<2_000).map { number in
      rule("language/diversity", number % 4 == 0 ? .fail : .pass, severity: .warning, scope: "task=task \(number)")
    }
    let floods = ["action/jumps", "action/outliers", "action/saturation"].map { id in
      rule(id, .fail) {
        $0.found = "Ten thousand."
        ($0.count, $0.total) = (10_000, 10_000)
        $0.findings = findings(10_000)
      }
    }
    return report(floods + slices)
  }
}
