import Episodes
import Testing

@testable import Measures

@Suite("Where the data come from")
struct ProvenanceTests {
  private static func demand(_ keys: String...) -> [Provenance.Demand] { keys.map { Provenance.Demand(key: $0, setIn: "cupel.yaml:1") } }

  private static func bed(_ provenance: Provenance, operators: [String]? = nil) -> TestBed {
    var bed = TestBed([TestBed.numbers("action", 7)] + (operators == nil ? [] : [TestBed.text("episode_metadata/operator", .episode)]))
    bed.provenance = provenance
    bed.splits = [
      "train": (operators ?? ["", ""]).map { name in
        TestEpisode(2, ["action": .numbers(Array(repeating: 0, count: 14)), "episode_metadata/operator": .texts([name])])
      }
    ]
    return bed
  }

  @Test("without a contract nothing is demanded")
  func noContract() throws {
    #expect(try Self.bed(Provenance()).absence("provenance.unanswered").kind == .ruledOut)
  }

  @Test("features, the owner's cupel.yaml, dataset_info.json and cards answer, under any of the usual names")
  func answered() throws {
    let provenance = Provenance(
      demands: Self.demand("collector", "hardware", "licence", "calibration"),
      statements: [
        Provenance.Statement(key: "robot", value: "WidowX 250s", source: "the cupel.yaml beside the data"),
        Provenance.Statement(key: "licence", value: "CC-BY-4.0", source: "dataset_info.json"),
      ], documents: [Provenance.Document(name: "README.md", text: "## Calibration\n\nOnce a week.\n")])
    let found = try Self.bed(provenance, operators: ["Ada", "Grace"]).measure("provenance.unanswered")
    #expect(found.samples.isEmpty && found.total == 4)
    #expect(found.facts["told"]?.contains("collector in episode_metadata/operator") == true)
    #expect(found.facts["told"]?.contains("calibration in README.md") == true)
  }

  @Test("placeholders, blanks and other answers than the contract allows are named")
  func unanswered() throws {
    var provenance = Provenance(
      demands: Self.demand("collector", "consent", "hardware"),
      statements: [Provenance.Statement(key: "hardware", value: "TODO(me): robot", source: "dataset_info.json")],
      documents: [Provenance.Document(name: "README.md", text: "Consent: [More Information Needed]\nLicense: MIT\n")])
    provenance.demands.append(Provenance.Demand(key: "licence", allowed: ["CC-BY-4.0"], setIn: "cupel.yaml:2"))
    let found = try Self.bed(provenance, operators: ["Ada", " "]).measure("provenance.unanswered")
    #expect(found.samples.map(\.place.feature) == ["episode_metadata/operator", "consent", "hardware", "licence"])
    #expect(found.samples[0].message?.contains("blank in 1 of 2") == true)
    #expect(found.samples[3].message?.contains("MIT") == true)
    provenance.demands = [Provenance.Demand(key: "licence", allowed: ["mit"], setIn: "cupel.yaml:2")]
    #expect(try Self.bed(provenance).measure("provenance.unanswered").samples.isEmpty)
  }

  @Test("a quantity is the owner's word: read with its unit, absent where nobody says it, undetermined where it is none")
  func quantities() throws {
    func stated(_ key: String, _ value: String) -> TestBed {
      Self.bed(Provenance(statements: [Provenance.Statement(key: key, value: value, source: "the cupel.yaml beside the data")]))
    }
    #expect(
      try stated("reviewer_agreement", "93%").measure("provenance.share", ["key": "reviewer_agreement"]).overallNumber == 0.93)
    #expect(try stated("calibration_drift", "1.5 mm").measure("provenance.length", ["key": "calibration_drift"]).overallNumber == 0.0015)
    #expect(try stated("objects", "34").measure("provenance.number", ["key": "objects"]).overallNumber == 34)
    #expect(try stated("objects", "many").absence("provenance.number", ["key": "objects"]).kind == .undetermined)
    #expect(try stated("reviewer_agreement", "93").absence("provenance.share", ["key": "reviewer_agreement"]).kind == .undetermined)
    let missing = try Self.bed(Provenance()).absence("provenance.share", ["key": "reviewer_agreement"])
    #expect(missing.kind == .missing && missing.reason.contains("reviewer_agreement: under provenance"))
  }

  // MARK: claims

  private static func claiming(_ text: String) -> TestBed {
    bed(Provenance(documents: [Provenance.Document(name: "README.md", text: text)]))
  }

  @Test("claims are held against what is there, and quoted where they are not so")
  func claims() throws {
    let found = try Self.claiming("The dataset contains 3 episodes with 4 steps. It has 7-dimensional actions.").measure(
      "provenance.false-claims")
    #expect(found.total == 3 && found.samples.count == 1)
    #expect(
      found.samples.first?.message
        == "README.md says “The dataset contains 3 episodes with 4 steps.”; there are 2 episodes (2 in train)")
    #expect(try Self.claiming("The dataset contains 2 episodes.").measure("provenance.false-claims").samples.isEmpty)
    #expect(try Self.claiming("Nothing to see here.").absence("provenance.false-claims").kind == .missing)
    #expect(try Self.bed(Provenance()).absence("provenance.false-claims").kind == .missing)
  }

  @Test("where records are hidden by damage, counts are not held against claims")
  func damage() throws {
    var bed = Self.claiming("The dataset contains 3 episodes.")
    bed.shardFaults = [
      ShardKey(split: "train", shard: 0): [Fault(.checksum, split: "train", file: "train-0", shard: 0, record: 1, message: "payload")]
    ]
    #expect(try bed.absence("provenance.false-claims").kind == .missing)
  }

  @Test("a rate is held against the one that is declared, to a tenth")
  func rates() throws {
    var bed = Self.claiming("Data was recorded at 10 Hz.")
    #expect(throws: Absence.self) { try bed.measure("provenance.false-claims") }
    bed.declarations.controlHz = 10.9
    #expect(try bed.measure("provenance.false-claims").samples.isEmpty)
    bed.declarations.controlHz = 12
    #expect(try bed.measure("provenance.false-claims").samples.count == 1)
  }
}
