import Episodes
import Testing

@testable import Measures

@Suite("How episodes came out")
struct OutcomeTests {
  /// Four steps; what is nil is not in the record.
  static func episode(
    reward: [Double]? = nil, terminal: Bool? = nil, discount: [Double]? = nil, flag: Double? = nil, word: String? = nil, path: String? = nil
  ) -> TestEpisode {
    var columns: [String: TestEpisode.Values] = [:]
    if let reward { columns["reward"] = .numbers(reward) }
    if let terminal { columns["is_terminal"] = .numbers([0, 0, 0, terminal ? 1 : 0]) }
    if let discount { columns["discount"] = .numbers(discount) }
    if let flag { columns["episode_metadata/success"] = .numbers([flag]) }
    if let word { columns["episode_metadata/outcome"] = .texts([word]) }
    if let path { columns["episode_metadata/file_path"] = .texts([path]) }
    return TestEpisode(4, columns)
  }

  static let won = [0.0, 0, 0, 1]
  static let lost = [0.0, 0, 0, 0]

  static func bed(_ episodes: [TestEpisode], flag: Bool = false, word: Bool = false, path: Bool = false) -> TestBed {
    var leaves = [TestBed.numbers("reward"), TestBed.numbers("is_terminal", 1, .bool), TestBed.numbers("discount")]
    if flag {
      leaves.append(Leaf(path: "episode_metadata/success", level: .episode, element: .bool, shape: [], content: .tensor(.none)))
    }
    if word { leaves.append(TestBed.text("episode_metadata/outcome", .episode)) }
    if path { leaves.append(TestBed.text("episode_metadata/file_path", .episode)) }
    var bed = TestBed(leaves)
    bed.splits = ["train": episodes]
    return bed
  }

  @Test("a sparse reward tells success and failure; the last reward may be that of the action before")
  func rewards() throws {
    let bed = Self.bed([
      Self.episode(reward: Self.won), Self.episode(reward: [0, 0, 1, 0]), Self.episode(reward: Self.lost),
      Self.episode(reward: [1, 0, 0, 0]),
    ])
    let mix = try bed.measure("outcome.success")
    #expect(mix.overallNumber == 0.5)
    #expect(mix.facts["succeeded"] == "2" && mix.facts["failed"] == "1" && mix.facts["partial"] == "1")
    #expect(mix.episodes == [2, 3])
    #expect(mix.values == [0.5, 0.5], "each is told with the share of all")
  }

  @Test(
    "a reward that is zero everywhere, the same everywhere, or dense tells nothing",
    arguments: [[0.0, 0, 0, 0], [1.0, 1, 1, 1], [0.1, 0.2, 0.3, 0.4], [-1.0, -1, -1, 0]])
  func silentRewards(reward: [Double]) throws {
    let bed = Self.bed([Self.episode(reward: reward, terminal: true), Self.episode(reward: reward, terminal: true)])
    #expect(try bed.measure("outcome.told").overallNumber == 0)
    #expect(try bed.absence("outcome.success").kind == .missing)
  }

  @Test("one dense episode shows that no reward of the dataset is an outcome")
  func dense() throws {
    let bed = Self.bed([Self.episode(reward: Self.won), Self.episode(reward: [0.1, 0.2, 0, 1])])
    #expect(try bed.measure("outcome.told").overallNumber == 0)
  }

  @Test("flags are numbers or words, and may be written the other way round")
  func flags() throws {
    let numbers = Self.bed([1, 0, 0.4].map { Self.episode(flag: $0) }, flag: true)
    #expect(try numbers.measure("outcome.success").facts["partial"] == "1")
    let words = Self.bed(["Success", " FAILED ", "partial success", ""].map { Self.episode(word: $0) }, word: true)
    let mix = try words.measure("outcome.success")
    #expect(mix.facts["succeeded"] == "1" && mix.facts["failed"] == "1" && mix.facts["partial"] == "1" && mix.total == 3)
    let told = try words.measure("outcome.told")
    #expect(told.overallNumber == 0.75 && told.episodes == [3])
    var failures = TestBed([TestBed.numbers("is_failure", 1, .bool)])
    failures.splits = ["train": [TestEpisode(2, ["is_failure": .numbers([0, 1])]), TestEpisode(2, ["is_failure": .numbers([0, 0])])]]
    #expect(try failures.measure("outcome.success").episodes == [0])
  }

  @Test("a number that is neither 0 nor 1 shows a code that is not known")
  func codes() throws {
    let bed = Self.bed([Self.episode(flag: 1), Self.episode(flag: 2)], flag: true)
    let told = try bed.measure("outcome.told")
    #expect(told.overallNumber == 0)
    #expect(told.facts["silent"]?.contains("neither 0 nor 1") == true)
  }

  @Test("a success that did not last until the end is a part")
  func unlasting() throws {
    var bed = TestBed([TestBed.numbers("success", 1, .bool)])
    bed.splits = ["train": [TestEpisode(3, ["success": .numbers([0, 1, 0])]), TestEpisode(3, ["success": .numbers([0, 1, 1])])]]
    let mix = try bed.measure("outcome.success")
    #expect(mix.facts["partial"] == "1" && mix.facts["succeeded"] == "1")
  }

  @Test("a folder of the path tells; a name that only holds the word does not, and two folders that differ tell nothing")
  func paths() {
    func told(_ path: String) -> Told { OutcomeProbe.told(byPath: Array(path.utf8)) }
    #expect(told("gs://droid/AUTOLab/success/2023-07-07/trajectory.h5") == .success)
    #expect(told("C:\\droid\\Failure\\1.h5") == .failure)
    #expect(told("data/successor/failure_recovery/success.h5") == .nothing)
    #expect(told("success/old/failure/1.h5") == .unknown)
  }

  @Test("a flag of success against no reward and no terminal step is a contradiction; honest failures are none")
  func contradictions() throws {
    let honest = [
      Self.episode(reward: Self.won, terminal: true, flag: 1), Self.episode(reward: Self.won, terminal: true, flag: 1),
      Self.episode(reward: Self.lost, terminal: false, flag: 0),
    ]
    #expect(try Self.bed(honest, flag: true).measure("outcome.contradictions").samples.isEmpty)
    let wrong = honest + [Self.episode(reward: Self.lost, terminal: false, flag: 1)]
    let found = try Self.bed(wrong, flag: true).measure("outcome.contradictions")
    #expect(found.episodes == [3] && found.total == 4)
    #expect(found.samples[0].message?.contains("is_terminal is not set") == true)
    // A failure may end the episode as well as a success does.
    let crashed = honest + [Self.episode(reward: Self.lost, terminal: true, flag: 0)]
    #expect(try Self.bed(crashed, flag: true).measure("outcome.contradictions").samples.isEmpty)
  }

  @Test("a part contradicts nothing")
  func parts() throws {
    let bed = Self.bed(
      [Self.episode(reward: Self.won, flag: 0.5), Self.episode(reward: Self.lost, flag: 0.5), Self.episode(reward: Self.won, flag: 1)],
      flag: true)
    #expect(try bed.measure("outcome.contradictions").samples.isEmpty)
  }

  @Test("with one voice there is nothing to agree; a flag that mostly says the opposite is written the other way round, unless declared")
  func readings() throws {
    #expect(try Self.bed([Self.episode(reward: Self.won)]).absence("outcome.contradictions").kind == .missing)
    let mirrored = [
      Self.episode(reward: Self.won, flag: 0), Self.episode(reward: Self.won, flag: 0), Self.episode(reward: Self.lost, flag: 1),
    ]
    var bed = Self.bed(mirrored, flag: true)
    #expect(try bed.absence("outcome.contradictions").kind == .undetermined)
    bed.roles = [TestBed.role("outcome", "episode_metadata/success")]
    #expect(try bed.measure("outcome.contradictions").samples.count == 3)
  }

  @Test("discount and is_terminal are compared where both are in use")
  func ends() throws {
    let ended = [1.0, 1, 1, 0]
    let constant = [1.0, 1, 1, 1]
    let episodes = [
      Self.episode(reward: Self.won, terminal: true, discount: ended), Self.episode(reward: Self.won, terminal: false, discount: constant),
      Self.episode(reward: Self.won, terminal: true, discount: constant),
    ]
    #expect(try Self.bed(episodes).measure("outcome.contradictions").episodes == [2])
    // A discount that was left at 1 says nothing.
    #expect(throws: Absence.self) { try Self.bed(Array(episodes.dropFirst())).measure("outcome.contradictions") }
  }

  @Test("is_terminal that is set nowhere is told, once; one that is not declared is not there to be told of")
  func terminal() throws {
    let never = try Self.bed([Self.episode(terminal: false), Self.episode(terminal: false)]).measure("outcome.terminal")
    #expect(never.overallNumber == 0 && never.samples.isEmpty && never.facts["episodes"] == "2")
    #expect(try Self.bed([Self.episode(terminal: true)]).measure("outcome.terminal").overallNumber == 1)
    var bare = TestBed([TestBed.numbers("reward")])
    bare.splits = ["train": [TestEpisode(2, ["reward": .numbers([0, 1])])]]
    #expect(try bare.absence("outcome.terminal").kind == .missing)
  }
}
