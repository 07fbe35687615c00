import Reporting
import Rulebook
import Testing

@testable import cupel

@Suite("The README")
struct ReadmeTests {
  @Test("shows what the command prints, up to where it says that more follows")
  func sample() async throws {
    let path = "GoldenDatasets/derived/one-episode-scaled/euler_base/1.0.0"
    let datasets = try GoldenDatasets.all(in: Repository.path("GoldenDatasets"))
    var dataset = try #require(datasets.first { $0.expectation.name == "one-episode-scaled" }, "run make derived first")
    dataset.expectation.target = "openvla"
    let check = try await dataset.check(try Rulebook())
    var run = try await check.run(jobs: 2)
    run.exhibits = Evidence.collect(run, check)
    run.dataset.path = path
    let printed = TerminalReport(width: 80, colour: false, height: nil).render(
      Report(version: Cupel.version, verdict: run.verdict, runs: [run]))

    let lines = try Files.read(Repository.path("README.md")).split(separator: "\n", omittingEmptySubsequences: false)
    let start = try #require(lines.firstIndex { $0.hasPrefix("    $ cupel check \(path) --target openvla") })
    let end = try #require(lines[start...].firstIndex { $0 == "    ..." })
    #expect(end - start > 10)
    let shown = lines[(start + 1)..<end].map { $0.dropFirst(4) }
    #expect(printed.split(separator: "\n", omittingEmptySubsequences: false).prefix(shown.count).elementsEqual(shown))
  }
}
