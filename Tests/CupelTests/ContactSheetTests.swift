import Episodes
import Measures
import Reporting
import Rulebook
import Scanning
import Testing

@testable import cupel

@Suite("Pictures on the page, where someone asks for them")
struct ContactSheetTests {
  private static func run(_ dataset: String, jobs: Int = 1) async throws -> (Run, Check) {
    var check = try check(Repository.path("GoldenDatasets/\(dataset)"), target: "generic", rulebook: try Rulebook())
    check.keepsGlance = true
    let run = await check.judge(try await check.scan(jobs: jobs), jobs: jobs)
    return (run, check)
  }

  private static func page(_ run: Run) -> String { HTMLReport.render(Report(version: "test", verdict: run.verdict, runs: [run])) }

  @Test("the worst episode with the rules that name it, and two without a finding")
  func rows() async throws {
    var (run, check) = try await Self.run("derived/pictures-upside-down-in-five")
    let sheet = try #require(ContactSheet(run, check))
    let named = run.rules.filter { $0.outcome == .fail }.flatMap(\.findings).map { "\($0.split ?? "")/\($0.episode ?? -1)" }
    #expect(sheet.rows.contains { $0.rules.contains("image/orientation") })
    for row in sheet.rows {
      #expect(row.rules.isEmpty != named.contains("\(row.strip.split)/\(row.strip.episode)"))
      #expect(row.strip.frames.count == 3 && row.strip.frames[0].step == 0)
      for frame in row.strip.frames { #expect(frame.picture.jpeg.starts(with: [0xff, 0xd8]) && frame.picture.width <= 160) }
    }
    #expect(sheet.rows.count { $0.rules.isEmpty } == 2)
    let without = Self.page(run)
    #expect(!without.contains("data:image"))
    run.contactSheet = sheet
    let page = Self.page(run)
    #expect(page.split(separator: "href=\"data:image/jpeg;base64,", omittingEmptySubsequences: false).count == 1 + 3 * sheet.rows.count)
    #expect(JSONReport.render(Report(version: "test", verdict: run.verdict, runs: [run])).contains("data:image") == false)
  }

  @Test("the picture at the step that a finding names is shown, and marked")
  func marked() async throws {
    let (run, check) = try await Self.run("derived/label-spike")
    let sheet = try #require(ContactSheet(run, check))
    let row = try #require(sheet.rows.first { $0.steps != nil })
    let step = try #require(row.steps?.lowerBound)
    #expect(row.strip.frames.contains { $0.step == step && $0.isMarked })
    #expect(row.strip.frames.count { $0.isMarked } == 1)
  }

  @Test("the same pictures whatever the workers; none of a dataset without cameras, and what cannot be decoded is left out")
  func others() async throws {
    let (one, check) = try await Self.run("derived/picture-damaged")
    let (three, _) = try await Self.run("derived/picture-damaged", jobs: 3)
    #expect(ContactSheet(one, check) == ContactSheet(three, check))
    let (blind, blindCheck) = try await Self.run("derived/all-cameras-denied")
    if let sheet = ContactSheet(blind, blindCheck) { #expect(sheet.rows.allSatisfy { !$0.strip.frames.isEmpty }) }
  }

  @Test("--thumbnails needs a page to show them on")
  func usage() async throws {
    let arguments = try Arguments(["anywhere", "--thumbnails"], usage: CheckCommand.usage)
    await #expect(throws: UsageError.self) { try await CheckCommand.run(arguments) }
  }
}
