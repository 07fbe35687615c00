import Documents
import Measures
import Reporting
import Rulebook

/// `cupel prove`: run the golden datasets through the rules and say what each brings out.
enum ProveCommand: Command {
  static var usage: Usage {
    Usage(
      command: "prove", summary: "run the golden datasets and print what each catches",
      options: Workbench.ruleOptions + [
        Option(
          name: "golden", value: "DIR", kind: .folder, help: "where they are (default GoldenDatasets; make derived writes the faulty ones)"),
        Option(name: "dataset", value: "NAME", isRepeated: true, help: "only these"),
      ])
  }

  static func run(_ arguments: Arguments) async throws -> Int32 {
    let rulebook = try Workbench.rulebook(arguments)
    let datasets = try GoldenDatasets.all(in: arguments.value("golden") ?? "GoldenDatasets")
    let chosen = arguments.all("dataset")
    for name in chosen where !datasets.contains(where: { $0.expectation.name == name }) {
      throw UsageError("no golden dataset \"\(name)\"\(Suggestion.didYouMean(name, among: datasets.map(\.expectation.name)))")
    }
    var proofs: [Proof] = []
    for dataset in datasets where chosen.isEmpty || chosen.contains(dataset.expectation.name) {
      proofs.append(try await dataset.prove(rulebook))
    }
    Console.out(ProofTable.render(proofs))
    return proofs.allSatisfy(\.holds) ? 0 : 1
  }
}

/// A golden dataset on disk with what is expected of it.
struct GoldenDataset {
  var expectation: GoldenExpectation
  var path: String
  /// The golden datasets' own.
  var folder: String

  func prove(_ rulebook: Rulebook) async throws -> Proof { Proof(expectation, run: try await run(rulebook)) }

  func run(_ rulebook: Rulebook) async throws -> Run { try await check(rulebook).run(jobs: 2) }

  func check(_ rulebook: Rulebook) async throws -> Check {
    let bench = try Workbench(rulebook: rulebook, contract: expectation.contract)
    var reference: PictureReference?
    if let other = expectation.reference { reference = try await bench.reference("\(folder)/\(other)", jobs: 2) }
    return try bench.check(
      path, target: try rulebook.target(expectation.target), wasNamed: true, rules: try bench.ruleSet(), images: expectation.images,
      reference: reference)
  }
}

enum GoldenDatasets {
  /// Clean bases and, where they have been derived, faulty datasets, in name order.
  static func all(in folder: String) throws -> [GoldenDataset] {
    guard Files.isFolder("\(folder)/bases") else { throw UsageError("\(folder): no golden datasets here; name their folder with --golden") }
    var found: [GoldenDataset] = []
    for kind in ["bases", "derived"] where Files.isFolder("\(folder)/\(kind)") {
      for name in try Files.list("\(folder)/\(kind)") {
        let file = "\(folder)/\(kind)/\(name)/expected.json"
        guard Files.exists(file) else { continue }
        let node = try JSON.parse(Array(try Files.read(file).utf8), file: file)
        guard let dataset = node["dataset"]?.string else { throw UsageError("\(file): does not name its dataset") }
        found.append(
          GoldenDataset(expectation: try GoldenExpectation(node, file: file), path: "\(folder)/\(kind)/\(name)/\(dataset)", folder: folder))
      }
    }
    return found
  }
}
