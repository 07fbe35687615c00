import Episodes
import Testing

@testable import Measures

@Suite struct SchemaTests {
  // MARK: what the target needs

  private func target(_ features: [String], instruction: [String]? = nil) -> TargetFacts {
    var target = TargetFacts(name: "model")
    target.requiredFeatures = features
    target.needsInstruction = instruction != nil
    target.instructionPaths = instruction ?? []
    return target
  }

  @Test func requiredFeaturesMayBeLeavesOrDictionaries() throws {
    var bed = TestBed([TestBed.numbers("action/translation", 3), TestBed.numbers("observation/state", 7), TestBed.numbers("is_first")])
    bed.target = target(["observation/", "action", "is_first", "is_last", "reward/"])
    let found = try bed.measure("schema.required-fields")
    #expect(found.samples.map(\.place.feature) == ["is_last", "reward/"])
    #expect(found.total == 5)
  }

  @Test func aFeatureBesideTheStepsIsNotInThem() throws {
    var beside = TestBed.numbers("is_last")
    beside.level = .episode
    var bed = TestBed([beside])
    bed.target = target(["is_last"])
    #expect(try bed.measure("schema.required-fields").samples.first?.message?.contains("beside steps") == true)
  }

  @Test func theInstructionIsLookedForWhereTheLoaderLooksThenWhereItsRoleIs() throws {
    var bed = TestBed([TestBed.text("language_instruction")])
    bed.target = target([], instruction: ["language_instruction"])
    #expect(try bed.measure("schema.required-fields").samples.isEmpty)
    // Elsewhere in the steps: a transform may bring it.
    bed.leaves = [TestBed.text("observation/words")]
    #expect(try bed.measure("schema.required-fields").values == [1])
    bed.roles = [TestBed.role("instruction", "observation/words")]
    #expect(try bed.measure("schema.required-fields").samples.isEmpty)
    // Beside the steps no loader of steps finds it, and a target that does not say where it looks may.
    bed.leaves = [TestBed.text("language_instruction", .episode)]
    #expect(try bed.measure("schema.required-fields").samples.first?.message?.contains("once per episode") == true)
    bed.target = target([], instruction: [])
    bed.roles = [TestBed.role("instruction", "language_instruction")]
    #expect(try bed.measure("schema.required-fields").samples.isEmpty)
  }

  @Test func aTargetThatAsksNothingIsNotAPass() throws {
    #expect(try TestBed([]).absence("schema.required-fields").kind == .ruledOut)
  }

  // MARK: float64 kept as float32

  @Test func onlyFloat64WithoutEncodingIsRounded() throws {
    var bed = TestBed([
      TestBed.numbers("action", 7, .float64), TestBed.numbers("observation/state", 7, .float64, encoding: .bytes),
      TestBed.numbers("reward"),
    ])
    bed.splits = ["train": []]
    let found = try bed.measure("schema.float32-storage")
    #expect(found.samples.map(\.place.feature) == ["action"])
    #expect(try bed.absence("schema.clock-rounding").kind == .ruledOut)
  }

  @Test func clocksTellHowCoarseTheyBecame() throws {
    var bed = TestBed([TestBed.numbers("timestamp", 1, .float64), TestBed.numbers("observation/t_ctrl", 1, .float64)])
    bed.roles = [TestBed.role("timestamp.ctrl", "observation/t_ctrl")]
    // float32 spacing is 128 at 1.7e9 and 2^-21 at 2 to 4; the stamps are 0.1 apart.
    bed.splits = [
      "train": [
        TestEpisode(3, ["timestamp": .numbers([1.7e9, 1.7e9 + 0.1, 1.7e9 + 0.2]), "observation/t_ctrl": .numbers([3, 3.1, 3.2])])
      ]
    ]
    let found = try bed.measure("schema.clock-rounding")
    #expect(found.samples.map(\.place.feature) == ["timestamp", "observation/t_ctrl"])
    #expect((found.values[0] / 1280 - 1).magnitude < 1e-6)
    #expect((found.values[1] / (0x1p-22 / 0.1) - 1).magnitude < 1e-6)
  }

  // MARK: flags

  private func flags(_ first: [Double], _ last: [Double], _ terminal: [Double]? = nil) -> TestEpisode {
    TestEpisode(
      first.count, ["is_first": .numbers(first), "is_last": .numbers(last), "is_terminal": .numbers(terminal ?? last)])
  }

  private func flagBed(_ episodes: [TestEpisode]) -> TestBed {
    var bed = TestBed(["is_first", "is_last", "is_terminal"].map { TestBed.numbers($0, 1, .bool) })
    bed.splits = ["train": episodes]
    return bed
  }

  @Test func soundFlagsPass() throws {
    let found = try flagBed([flags([1, 0, 0], [0, 0, 1]), flags([1], [1], [0])]).measure("schema.step-flags")
    #expect(found.samples.isEmpty)
    #expect(found.total == 2)
  }

  @Test(arguments: [
    // is_first, is_last, is_terminal, wrong flags, step, feature, words
    ([1.0, 0, 1, 0], [0.0, 1, 0, 1], [0.0, 0, 0, 0], 2.0, 2, "is_first", "two episodes are glued"),
    ([1.0, 0, 0, 0], [0.0, 0, 0, 0], [0.0, 0, 0, 0], 1.0, 3, "is_last", "never ends"),
    ([0.0, 0, 0, 0], [0.0, 0, 0, 1], [0.0, 0, 0, 1], 1.0, 0, "is_first", "not set at step 0"),
    ([0.0, 1, 0, 0], [0.0, 0, 0, 1], [0.0, 0, 0, 1], 2.0, 1, "is_first", "not set at step 0"),
    ([1.0, 0, 0, 0], [0.0, 1, 0, 1], [0.0, 0, 0, 0], 1.0, 1, "is_last", "before the last step"),
    ([1.0, 0, 0, 0], [0.0, 0, 1, 0], [0.0, 0, 0, 0], 2.0, 2, "is_last", "behind is_last"),
    ([1.0, 0, 0, 0], [0.0, 0, 0, 1], [0.0, 1, 0, 1], 1.0, 1, "is_terminal", "where is_last is not"),
  ])
  func wrongFlagsAreToldApart(
    first: [Double], last: [Double], terminal: [Double], wrong: Double, step: Int, feature: String, words: String
  ) throws {
    let found = try flagBed([flags([1, 0], [0, 1]), flags(first, last, terminal)]).measure("schema.step-flags")
    #expect(found.values == [wrong])
    #expect(found.episodes == [1])
    #expect(found.samples.first?.place.steps == step...step)
    #expect(found.samples.first?.place.feature == feature)
    #expect(found.samples.first?.message?.contains(words) == true)
  }

  @Test func kindsAreCounted() throws {
    let ends = flags([1, 0], [0, 0], [0, 0])
    let found = try flagBed([ends, ends, flags([1, 1], [0, 1])]).measure("schema.step-flags")
    #expect(found.facts["kinds"] == "1 glued (is_first inside), 2 never-ending (is_last nowhere)")
  }

  @Test func flagsOfAnotherLengthAreNotRead() throws {
    let short = TestEpisode(3, ["is_first": .numbers([1, 0]), "is_last": .numbers([0, 0])])
    #expect(try flagBed([short]).absence("schema.step-flags").kind == .tooFew)
    #expect(try TestBed([TestBed.numbers("action")]).withoutEpisodes.absence("schema.step-flags").kind == .missing)
  }

  // MARK: finite

  private func finiteBed(_ episodes: [[Double]]) -> TestBed {
    var bed = TestBed([TestBed.numbers("observation/state", 2), TestBed.numbers("count", 1, .int64)])
    bed.splits = ["train": episodes.map { TestEpisode($0.count / 2, ["observation/state": .numbers($0), "count": .numbers([])]) }]
    return bed
  }

  @Test func singleValuesAreToldWithStepAndChannel() throws {
    let found = try finiteBed([[1, 2, 3, 4, 5, 6], [1, 2, 3, .nan, 5, 6], [1, 2, .infinity, 4, -.infinity, 6]]).measure("schema.finite")
    #expect(found.values == [1, 2])
    #expect(found.samples.map(\.place.feature) == ["observation/state[1]", "observation/state[0]"])
    #expect(found.samples.map(\.place.steps) == [1...1, 1...1])
    #expect(found.total == 3)
  }

  @Test func aChannelThatIsNeverFiniteIsToldOnce() throws {
    let found = try finiteBed([[1, .nan, 3, .nan], [1, .nan, 3, .nan], [1, .nan, .nan, .nan], [1, .nan, 5, .nan]]).measure("schema.finite")
    // Once for the channel over 8 rows, and once for the other value in episode 2.
    #expect(found.values == [8, 1])
    #expect(found.samples.map(\.place.episode) == [nil, 2])
    #expect(found.samples.map(\.place.feature) == ["observation/state[1]", "observation/state[0]"])
  }

  @Test func aChannelThatIsDeadInOneEpisodeIsToldThere() throws {
    let found = try finiteBed([[1, 2, 3, 4], [1, .nan, 3, .nan]]).measure("schema.finite")
    #expect(found.values == [1])
    #expect(found.episodes == [1])
  }

  @Test func integersAndPicturesOfFloatsAreLeftOut() throws {
    var bed = TestBed([TestBed.numbers("count", 1, .int64)])
    bed.splits = ["train": []]
    #expect(try bed.absence("schema.finite").kind == .ruledOut)
    bed.leaves = [TestBed.numbers("reward"), TestBed.numbers("depth", 4097)]
    bed.splits = ["train": [TestEpisode(1, ["reward": .numbers([0]), "depth": .numbers(Array(repeating: .nan, count: 4097))])]]
    let found = try bed.measure("schema.finite")
    #expect(found.samples.isEmpty)
    #expect(found.facts["left_out"] == "depth")
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity, .signalingNaN])
  func theScanFindsWhatIsNotFinite(bad: Double) {
    #expect(FiniteProbe.isAllFinite([0, -0.0, 1, -1, .greatestFiniteMagnitude, -.greatestFiniteMagnitude, .leastNonzeroMagnitude]))
    for at in 0..<9 {
      var numbers = Array(repeating: 1.5, count: 9)
      numbers[at] = bad
      #expect(!FiniteProbe.isAllFinite(numbers))
    }
  }
}

extension TestBed {
  var withoutEpisodes: TestBed {
    var bed = self
    bed.splits = ["train": []]
    return bed
  }
}
