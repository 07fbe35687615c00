import Episodes
import Testing

@testable import Measures

@Suite struct LanguageTests {
  private func bed(_ texts: [[String]], tasks: [String]? = nil) -> TestBed {
    var bed = TestBed([TestBed.text("language_instruction"), TestBed.text("episode_metadata/task", .episode)])
    bed.roles = [TestBed.role("instruction", "language_instruction")]
    if tasks != nil { bed.roles.append(TestBed.role("task", "episode_metadata/task")) }
    bed.splits = [
      "train": texts.indices.map { index in
        TestEpisode(
          texts[index].count,
          ["language_instruction": .texts(texts[index]), "episode_metadata/task": .texts([tasks?[index] ?? ""])])
      }
    ]
    return bed
  }

  @Test func unlabelledEpisodesCarryTheShareOfThemAll() throws {
    let found = try bed([["pick", "pick"], ["", ""], [" ", "\0"], ["", "pick"]]).measure("language.unlabelled")
    #expect(found.values == [0.5, 0.5])
    #expect(found.episodes == [1, 2])
    #expect(found.total == 4)
    #expect(try bed([["pick"]]).measure("language.unlabelled").overallNumber == 0)
    #expect(try TestBed([TestBed.numbers("action")]).withoutEpisodes.absence("language.unlabelled").kind == .missing)
  }

  @Test func theTargetsPathComesBeforeTheRole() throws {
    var bed = bed([["pick up the cup"]])
    bed.leaves.append(TestBed.text("observation/words"))
    bed.target.instructionPaths = ["nowhere", "observation/words"]
    bed.splits = ["train": [TestEpisode(1, ["language_instruction": .texts(["pick"]), "observation/words": .texts([""])])]]
    let found = try bed.measure("language.unlabelled")
    #expect(found.values == [1])
    #expect(found.facts["path"] == "observation/words")
  }

  @Test func changesAreCountedByTheirBytes() throws {
    let found = try bed([["a", "a"], ["pick", "pick", "place", "place", "pick"], ["pick", "pick ", "pick "]]).measure("language.changes")
    #expect(found.values == [2, 1])
    #expect(found.episodes == [1, 2])
    #expect(found.samples.map(\.place.steps) == [2...2, 1...1])
  }

  @Test(arguments: [
    "do something", "Do something.", "N/A", "n/a.", "complete the task!", "  Perform the  task ", "test", "...", "?", "-", "None", "TODO",
  ])
  func standInsAreGeneric(text: String) { #expect(StandIns(TestBed.shippedWords).contains(text)) }

  @Test func listsMayBeAddedToOrReplaced() {
    var words = TestBed.shippedWords
    words.add([["warm up"]], to: .generic)
    #expect(StandIns(words).contains("Warm up.") && StandIns(words).contains("do something"))
    words.replace(.generic, with: [["warm up"]])
    #expect(StandIns(words).contains("warm up") && !StandIns(words).contains("do something"))
  }

  @Test(arguments: [
    "pick up the cup", "stop", "test the switch", "do the dishes", "complete the puzzle", "open the default drawer", "perform a wave", "go",
  ])
  func sentencesAreNotGeneric(text: String) { #expect(!StandIns(TestBed.shippedWords).contains(text)) }

  @Test(arguments: [
    "task_3", "pick_up_the_block", "pick_up the_block", "task3", "ep-12", "PickPlaceCan", "kitchen-complete-v0", "task 3", "Episode #12",
    "42", "pick up the {object}", "{}", "move to <location>", "[lang]", "put [OBJECT] away", "grab the %s", "demo_03.hdf5",
    "see clip.mp4", "/data/run/3", "3f2504e0-4f89-11d3-9a0c-0305e82c3301",
  ])
  func identifiersAreTold(text: String) { #expect(Identifiers(TestBed.shippedWords).reason(text) != nil) }

  @Test(arguments: [
    "put the t-shirt in box 3", "move the red block to position A_1", "pick up the cup", "grasp", "open/close the drawer", "Stop.",
    "turn the knob to 90 degrees", "press 4 and then 7", "Pick Up The Cup", "put it in the U-shaped tray", "move 3.5 cm left",
    "take the 2nd can (the red one)", "pour until < half full", "put McDonald's cup away", "move the iPhone", "ir a la cocina", "把杯子放在桌上",
    "place the CD on the DVD", "pick-and-place", "put the [small] cup away", "go to no. 5",
  ])
  func honestSentencesAreNotIdentifiers(text: String) { #expect(Identifiers(TestBed.shippedWords).reason(text) == nil) }

  static let broken: [([UInt8], Blemishes)] = [
    ([0x70, 0xff, 0x71], .notUTF8), ([0x70, 0xc3], .notUTF8), ([0xed, 0xa0, 0x80], .notUTF8), ([0x70, 0], .zeroByte),
    ([0x70, 0x07, 0x71], .control), ([0x70, 0x20], .edgeSpace), ([0x09, 0x70], [.edgeSpace, .control]),
    ([0x70, 0x20, 0x20, 0x71], .doubleSpace),
  ]

  static let unusual: [(String, Blemishes)] = [
    ("p\u{a0}q", .invisible), ("p\u{200b}q", .invisible), ("сup", .lookAlike), ("\u{ff50}ick", .lookAlike), ("p\u{fffd}q", .replacement),
    ("pick up the cup", []), ("café, naïve, Ænima", []), ("возьми чашку", []), ("move by 5 µm, then α", []), ("", []), ("把 cup 放下", []),
    ("Schließe die Tür, größer als 5 µm", []), ("πάρε το φλιτζάνι", []), ("вставь USB-кабель", []), ("put the 3M tape away", []),
    ("把３个杯子放下，然后停止。", []), ("カップを３つ取る！", []), ("컵을 집어라．", []), ("می\u{200c}خواهم", []), ("rotate by θ", []), ("turn Δx", []),
    ("p\u{200c}q", .invisible), ("move １ cm", .lookAlike), ("pіck", .lookAlike), ("ρick", .lookAlike),
  ]

  @Test func bytesAreLookedAtAsTheyAreStored() {
    for (bytes, expected) in Self.broken + Self.unusual.map({ (Array($0.0.utf8), $0.1) }) {
      #expect(Blemishes(in: ([1, 2] + bytes)[2...]) == expected, "\(bytes)")
    }
  }

  @Test func blemishesOfAnyStepCount() throws {
    var bed = bed([["pick"], ["pick"]])
    bed.splits = [
      "train": [
        TestEpisode(2, ["language_instruction": .bytes([Array("pick".utf8), [0x70, 0xff]])]),
        TestEpisode(1, ["language_instruction": .bytes([Array("pick".utf8)])]),
      ]
    ]
    let found = try bed.measure("language.blemishes")
    #expect(found.episodes == [0])
    #expect(found.samples.first?.message?.contains("not UTF-8") == true)
  }

  @Test func hostileTextsDoNotGrowStates() throws {
    let long = String(repeating: "a", count: 100_000)
    let observations = try bed([[long]]).observe([LanguageMeasures.request])
    #expect(observations.leaves[0].texts.texts.allSatisfy { $0.utf8.count <= InstructionProbe.longest })
  }

  @Test func rowsRepeatWhenTheirBytesDo() {
    let bytes = Array("abcdefghijabcdefghijabcdefghikx".utf8)
    #expect(InstructionProbe.repeats(bytes, [10, 20, 30, 31], row: 1))
    #expect(!InstructionProbe.repeats(bytes, [10, 20, 30, 31], row: 2))
    #expect(!InstructionProbe.repeats(bytes, [10, 20, 30, 31], row: 3))
    #expect(InstructionProbe.repeats([], [0, 0], row: 1))
  }

  // MARK: diversity

  private func texts(_ wordings: [String], _ count: Int) -> [[String]] { (0..<count).map { [wordings[$0 % wordings.count]] } }

  @Test func foldingJoinsWhatOnlyLooksDifferent() {
    #expect(InstructionText.folded("  Pick up\tthe  Cup. ") == "pick up the cup")
    #expect(InstructionText.folded("pick up the cup") != InstructionText.folded("pick up a cup"))
  }

  @Test func phrasingsAreCountedPerTask() throws {
    let few = texts(["Pick the cup", "pick the cup."], 10)
    let many = texts(["open it", "open the box", "lift the lid", "open up"], 10)
    let tasks = Array(repeating: "cup", count: 10) + Array(repeating: "box", count: 10)
    let found = try bed(few + many, tasks: tasks).measure("language.phrasings")
    #expect(found.values == [4, 1])
    #expect(found.noun == "tasks")
    #expect(found.samples[1].message?.contains("cup") == true)
    #expect(found.facts["distinct"] == "5")
  }

  /// scipy: three tasks with p = 3 · (1/3)^6 = 0.0041 each give 1.068e-5 by Fisher's method; 0.01, 0.2, 1 and 0.5 give 0.0867.
  @Test func smallTasksAreToldTogether() throws {
    #expect((DiversityMeasures.chance(phrasings: 1, episodes: 6) - 0.004115226337448558).magnitude < 1e-12)
    #expect((DiversityMeasures.fisher(Array(repeating: 0.004115226337448558, count: 3)) - 1.0681018590575366e-05).magnitude < 1e-12)
    #expect((DiversityMeasures.fisher([0.01, 0.2, 1, 0.5]) - 0.08670261876805882).magnitude < 1e-9)
    let tasks = (0..<18).map { "task \($0 % 3)" }
    #expect(try bed(tasks.map { ["say \($0)"] }, tasks: tasks).measure("language.phrasings").values == [1, 1, 1])
    // Two episodes of each say nothing.
    #expect(try bed(tasks.prefix(6).map { ["say \($0)"] }, tasks: Array(tasks.prefix(6))).absence("language.phrasings").kind == .tooFew)
  }

  @Test func withoutTasksTheWholeDatasetIsCounted() throws {
    #expect(try bed(texts(["a cup"], 20)).measure("language.phrasings").values == [1])
    #expect(try bed(texts(["a cup"], 5)).absence("language.phrasings").kind == .tooFew)
    let absence = try bed(texts(["a", "b", "c"], 20)).absence("language.phrasings")
    #expect(absence.kind == .missing)
    #expect(absence.reason.contains("3 distinct instructions over 20 episodes"))
    // A task that repeats the instruction is none.
    let same = texts(["a", "b", "c", "d"], 20)
    #expect(try bed(same, tasks: same.map { $0[0] }).absence("language.phrasings").kind == .missing)
  }

  @Test func aDeclaredTaskMayBeANumber() throws {
    var bed = bed(texts(["one way"], 20))
    bed.leaves.append(TestBed.numbers("task_index", 1, .int64))
    bed.declarations.task = "task_index"
    bed.splits["train"] = bed.splits["train"]?.map { episode in
      var episode = episode
      episode.columns["task_index"] = .numbers([7])
      return episode
    }
    #expect(try bed.measure("language.phrasings").samples.first?.message?.contains("\u{201c}7\u{201d}") == true)
  }
}
