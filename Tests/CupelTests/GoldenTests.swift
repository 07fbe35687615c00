import Documents
import Reporting
import Rulebook
import Testing

@testable import cupel

/// Where the repository is: tests run in its root, and golden datasets are read from there.
enum Repository {
  static let root: String = {
    let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    return parts.dropLast(3).joined(separator: "/")
  }()

  static func path(_ relative: String) -> String { "\(root)/\(relative)" }
}

@Suite("Golden datasets: every fault is caught where it is, and nothing else is said")
struct GoldenTests {
  static let names: [String] = {
    let all = (try? GoldenDatasets.all(in: Repository.path("GoldenDatasets"))) ?? []
    return all.map(\.expectation.name)
  }()

  static let rulebook: Result<Rulebook, any Error> = Result { try Rulebook() }

  @Test("the faulty ones have been derived")
  func derived() throws {
    #expect(Self.names.count >= 16 + 80, "run make derived first")
  }

  @Test("caught, localised, no false alarm, every sentence filled in", arguments: names)
  func proof(name: String) async throws {
    let dataset = try #require(try GoldenDatasets.all(in: Repository.path("GoldenDatasets")).first { $0.expectation.name == name })
    let run = try await dataset.run(try Self.rulebook.get())
    let proof = Proof(dataset.expectation, run: run)
    #expect(proof.isCaught, "expected \(proof.expectation.rule ?? "nothing"), found \(proof.found)")
    #expect(proof.isLocalised, "\(proof.expectation.places)")
    #expect(proof.falseAlarms.isEmpty)
    for result in run.rules {
      let said = [result.found, result.states, result.reason ?? ""].joined(separator: " ")
      #expect(!said.contains(/\{[a-z0-9.-]+\}/), "\(result.id) leaves a placeholder unfilled: \(said)")
    }
  }

  @Test("every rule has a clean and a faulty example among them, and the examples its file names exist")
  func examples() throws {
    let datasets = try GoldenDatasets.all(in: Repository.path("GoldenDatasets"))
    let clean = Set(datasets.filter { $0.expectation.rule == nil }.map(\.expectation.name))
    let faulty = Dictionary(grouping: datasets.filter { $0.expectation.rule != nil }, by: { $0.expectation.rule ?? "" })
      .mapValues { Set($0.map(\.expectation.name)) }
    let rulebook = try Rulebook()
    for id in rulebook.rules.keys.sorted() {
      let rule = try rulebook.rule(id)
      #expect(!rule.cleanExamples.isEmpty && Set(rule.cleanExamples).isSubset(of: clean), "\(id): \(rule.cleanExamples)")
      if rule.severity == .info {
        // A rule that only informs may have a clean base as the example of what it tells.
        #expect(
          !rule.defectExamples.isEmpty && Set(rule.defectExamples).isSubset(of: clean.union(faulty[id] ?? [])),
          "\(id): \(rule.defectExamples)")
      } else {
        #expect(!rule.defectExamples.isEmpty && Set(rule.defectExamples).isSubset(of: faulty[id] ?? []), "\(id): \(rule.defectExamples)")
      }
    }
  }
}
