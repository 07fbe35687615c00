import Documents
import Measures
import Rulebook
import Testing

@testable import cupel

@Suite("What ships in the binary is what the repository holds")
struct AssetTests {
  @Test("every file of Rules and Reports is embedded as it stands, and nothing else is")
  func inStep() throws {
    var files: [String] = []
    for folder in ["Rules", "Reports"] {
      for ending in [".yaml", ".json", ".css", ".js", ".html", ".xsd"] {
        files += try Files.all(below: Repository.path(folder), ending: ending).map { String($0.dropFirst(Repository.root.count + 1)) }
      }
    }
    files.removeAll { $0.hasPrefix("Reports/sample/") }
    for file in files {
      #expect(Assets.text(file) == (try Files.read(Repository.path(file))), "\(file) is out of step: run make embed")
    }
    #expect(Set(Assets.paths(under: "Rules") + Assets.paths(under: "Reports")) == Set(files))
  }

  @Test("every rule has wording, in whole sentences")
  func wording() throws {
    let rulebook = try Rulebook()
    #expect(rulebook.rules.count >= 40)
    for id in rulebook.rules.keys.sorted() {
      let rule = try rulebook.rule(id)
      for (what, text) in [("states", rule.states), ("found", rule.found), ("why", rule.why), ("fix", rule.fix)] {
        #expect(text.count > 10, "\(id): \(what) says too little")
      }
      #expect(rule.states.hasSuffix(".") && rule.found.hasSuffix("."), "\(id): a sentence ends with a full stop")
      #expect(MeasureRegistry.metrics[rule.metric.name] != nil)
    }
  }

  @Test("the default pack requires what it should, and targets say where they know things from")
  func packs() throws {
    let rulebook = try Rulebook()
    let required = try rulebook.pack("training-gate").required
    #expect(
      Set(required) == ["container/*", "schema/readable", "schema/declared-features", "schema/step-counts", "schema/required-fields"])
    for name in ["generic", "openvla"] {
      let target = try rulebook.target(name)
      #expect(!target.told.isEmpty && target.told.allSatisfy { !$0.evidence.isEmpty })
    }
  }
}
