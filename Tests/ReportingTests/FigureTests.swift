import Documents
import Episodes
import Rulebook
import Testing

@testable import Measures
@testable import Reporting

@Suite("Drawings of a run")
struct FigureTests {
  private static func all(_ run: Run) -> [Figure] {
    let evidence = FigureSheet.evidence(run)
    return FigureSheet.glance(run).flatMap(\.figures) + run.rules.flatMap { evidence($0).flatMap(\.figures) }
  }

  @Test("the path of the labels leaves the recorded one by what the rule observed, at the step that it names")
  func reconstruction() async throws {
    let run = try await DrawnRuns.run(DrawnRuns.scaled)
    let result = try #require(run.rules.first { $0.id == "action/reconstruction-position" && $0.outcome == .fail })
    let finding = try #require(result.findings.first)
    #expect(finding.split == "train" && finding.episode == 6)
    let exhibit = try #require(run.exhibits.first { $0.split == "train" && $0.episode == 6 })
    let path = try #require(exhibit.path)
    let step = try #require(finding.steps?.lowerBound)
    #expect(abs(path.errors[step] - (finding.observed?.number ?? .nan)) < 1e-12)
    #expect(path.errors.max() == path.errors[step])
    // By arithmetic: a tenth of the way from step 12 on.
    let recording = {
      var all = (0..<7).map(DrawnRuns.recording); DrawnRuns.scaled(&all); return all[6]
    }()
    let way = recording.positions[step] - recording.positions[12]
    #expect(abs(path.errors[step] - 0.1 * (way * way).sum().squareRoot()) < 1e-9)
    #expect(path.errors[...12].allSatisfy { $0 < 1e-12 })
  }

  @Test("a finding has the figures of its family, and its index")
  func kinds() async throws {
    let run = try await DrawnRuns.run(DrawnRuns.scaled)
    let evidence = FigureSheet.evidence(run)
    let result = try #require(run.rules.first { $0.id == "action/reconstruction-position" && $0.outcome == .fail })
    let found = evidence(result)
    #expect(found.map(\.finding) == [0])
    #expect(found[0].figures.map(\.name) == ["train-6-path", "train-6-translation", "train-6-error"])
    for passed in run.rules where passed.outcome != .fail { #expect(evidence(passed).isEmpty) }
  }

  @Test("the table beside a drawing holds the numbers at the marked step")
  func table() async throws {
    let run = try await DrawnRuns.run(DrawnRuns.scaled)
    let result = try #require(run.rules.first { $0.id == "action/reconstruction-position" && $0.outcome == .fail })
    let step = try #require(result.findings.first?.steps?.lowerBound)
    let error = try #require(FigureSheet.evidence(run)(result).first?.figures.last)
    let row = try #require(error.table.rows.first { $0[0] == String(step) })
    #expect(row[1] == ((result.findings[0].observed?.number ?? .nan) * 1000).short)
  }

  @Test("where all labels stand late, the lag curve says by how much, and a path is shown all the same")
  func late() async throws {
    let run = try await DrawnRuns.run { recordings in
      for index in recordings.indices {
        let labels = recordings[index].labels
        let turns = recordings[index].yawLabels
        for step in labels.indices.dropFirst() {
          recordings[index].labels[step] = labels[step - 1]
          recordings[index].yawLabels[step] = turns[step - 1]
        }
      }
    }
    let curve = try #require(run.glance?.lags.first)
    #expect(curve.peak == -1)
    let lag = try #require(FigureSheet.glance(run).flatMap(\.figures).first { $0.name == "lag" })
    #expect(lag.drawing.text.contains("peak at -1") && lag.caption.contains("translation in the base frame peaks at -1"))
    #expect(run.rules.contains { $0.id == "action/alignment" && $0.outcome == .fail })
  }

  @Test("a gripper is drawn for its rules, a clock for those of time")
  func families() async throws {
    let run = try await DrawnRuns.run { recordings in
      for step in 20..<recordings[3].steps { recordings[3].stamps[step] += 2 }
      for step in 0..<recordings[5].steps { recordings[5].gripper[step] = step % 2 == 0 ? 0 : 1 }
    }
    let evidence = FigureSheet.evidence(run)
    let gaps = try #require(run.rules.first { $0.id == "time/gaps" && $0.outcome == .fail })
    #expect(evidence(gaps).first?.figures.map(\.name) == ["train-3-clock"])
    let intervals = try #require(run.exhibits.first { $0.split == "train" && $0.episode == 3 }?.intervals.first?.values)
    #expect(abs(intervals[20] - 2.2) < 1e-9 && abs(intervals[19] - 0.2) < 1e-9 && intervals[0].isNaN)
    let chatter = try #require(run.rules.first { $0.id == "gripper/chatter" && $0.outcome == .fail })
    #expect(evidence(chatter).first?.figures.map(\.name) == ["train-5-gripper"])
  }

  @Test("every drawing is well-formed and says what it is")
  func wellFormed() async throws {
    let runs = [
      try await DrawnRuns.run(DrawnRuns.scaled),
      try await DrawnRuns.run { recordings in
        recordings[2].positions[7] = SIMD3(.nan, .infinity, 0)
        recordings[4].labels[3] = SIMD3(1e308, -1e308, 0)
        recordings[6].stamps[9] = .nan
        for index in recordings.indices { recordings[index].labels = recordings[index].labels.map { $0 * 1000 } }
      },
    ]
    for run in runs {
      let figures = Self.all(run)
      #expect(figures.count > 6)
      for figure in figures {
        try Drawing.hold(figure.drawing)
        #expect(!figure.title.isEmpty && !figure.caption.isEmpty && !figure.table.rows.isEmpty)
        for row in figure.table.rows { #expect(row.count == figure.table.head.count, "\(figure.name)") }
      }
      #expect(Set(FigureSheet.glance(run).flatMap(\.figures).map(\.name)).count == FigureSheet.glance(run).flatMap(\.figures).count)
    }
  }

  static let hostile = [
    "</text><script>alert(1)</script>", "]]>", "\u{0}\u{1}\u{7f}", "\u{202e}gnp.exe", "\" onload=\"x", "&amp;&#0;",
    String(repeating: "a\u{301}", count: 4000),
    "{{script}}",
  ]

  @Test("texts of the data come to drawings as text", arguments: hostile.indices)
  func strings(index: Int) async throws {
    let text = Self.hostile[index]
    var run = try await DrawnRuns.run { recordings in for index in recordings.indices { recordings[index].text = text } }
    let path = Exhibit.Path(recorded: [.zero, .one], integrated: [.zero, .zero], frame: .base)
    let tracks = [Track(name: text, values: [1, 2]), Track(name: text, values: [2, 3])]
    run.exhibits = [
      Exhibit(
        split: text, episode: 0, steps: 2, groups: [TrackGroup(title: text, subject: .translation, tracks: tracks, isPaired: true)],
        path: path,
        intervals: tracks)
    ]
    run.rules = ["action/x", "time/x"].map { id in
      var result = RuleResult(id: id, severity: .error, confidence: .certain, outcome: .fail, scope: text)
      result.findings = [Finding(split: text, episode: 0, steps: 1...1, feature: text, message: text)]
      return result
    }
    run.glance?.dimensions[0].feature = text
    run.glance?.splits[0].name = text
    run.glance?.clock?.feature = text
    let figures = Self.all(run)
    #expect(figures.contains { $0.name.hasSuffix("-path") } && figures.contains { $0.name.hasSuffix("-clock") })
    for figure in figures { try Drawing.hold(figure.drawing) }
    // And as a page: the policy, anchors and headings hold.
    let page = HTMLReport.render(Report(version: "0", verdict: run.verdict, runs: [run]))
    #expect(!page.contains("<script>alert") && !page.contains(" onload=\"x"))
  }

  @Test("drawings do not depend on the number of workers")
  func deterministic() async throws {
    let (one, three) = (try await DrawnRuns.run(jobs: 1, DrawnRuns.scaled), try await DrawnRuns.run(jobs: 3, DrawnRuns.scaled))
    #expect(Self.all(one).map(\.drawing.text) == Self.all(three).map(\.drawing.text))
    #expect(Self.all(one).map(\.table) == Self.all(three).map(\.table))
  }

  @Test("JSON and the others say nothing of what is drawn")
  func json() async throws {
    var run = try await DrawnRuns.run(DrawnRuns.scaled)
    let with = JSONReport.render(Report(version: "0", verdict: run.verdict, runs: [run]))
    (run.glance, run.exhibits) = (nil, [])
    #expect(JSONReport.render(Report(version: "0", verdict: run.verdict, runs: [run])) == with)
    #expect(Self.all(run).isEmpty)
  }

  @Test("with every episode at fault no more are fetched than a page shows, and drawings keep to their budget")
  func budget() async throws {
    let run = try await DrawnRuns.run { recordings in
      for index in recordings.indices {
        for step in recordings[index].labels.indices { recordings[index].labels[step] *= 1 + 0.01 * Double(index + step) }
        for step in 15..<recordings[index].steps { recordings[index].stamps[step] += 2 }
      }
    }
    #expect((2...12).contains(run.exhibits.count))
    #expect(Set(run.exhibits.map { "\($0.split)/\($0.episode)" }).count == run.exhibits.count)
    #expect(Self.all(run).reduce(0) { $0 + $1.drawing.text.utf8.count } < 600_000)
  }
}
