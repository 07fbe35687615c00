import Episodes
import Testing

@testable import Measures

@Suite struct TasksTests {
  private func bed(_ texts: [String], tasks: [String]? = nil) -> TestBed {
    var bed = TestBed([TestBed.text("language_instruction"), TestBed.text("episode_metadata/key", .episode)])
    bed.roles = [TestBed.role("instruction", "language_instruction")]
    bed.splits = [
      "train": texts.indices.map { index in
        TestEpisode(
          1, ["language_instruction": .texts([texts[index]]), "episode_metadata/key": .texts([tasks?[index] ?? ""])])
      }
    ]
    return bed
  }

  private func tasks(_ bed: TestBed) throws -> Tasks { try Tasks.of(try bed.observe(Tasks.requests)) }

  @Test func aDeclaredKeyIsBelievedWhateverItHolds() throws {
    var bed = bed((0..<30).map { "say \($0)" }, tasks: (0..<30).map { "key \($0)" })
    bed.declarations.task = "episode_metadata/key"
    let found = try tasks(bed)
    #expect(found.way == .declared && found.strength == .strong && found.all.count == 30 && !found.isInstruction)
    #expect(found.all[1] == Tasks.Task(name: "key 1", episodes: [1]))
    #expect(found.evidence == "episode_metadata/key is declared as the task")
    bed.declarations.task = "episode_metadata/kye"
    #expect(try bed.observe(Tasks.requests).absences["task"]?.reason.contains("episode_metadata/kye is no feature") == true)
  }

  @Test func aFeatureThatIsCalledATaskNamesThem() throws {
    var bed = bed(["lift it", "lift it", "push it"], tasks: ["lift", "", "push"])
    bed.leaves[1].path = "episode_metadata/task_name"
    bed.splits["train"] = bed.splits["train"]?.map { episode in
      TestEpisode(
        1,
        [
          "language_instruction": episode.columns["language_instruction"]!,
          "episode_metadata/task_name": episode.columns["episode_metadata/key"]!,
        ])
    }
    let found = try tasks(bed)
    #expect(found.way == .named && found.strength == .strong && found.all.map(\.name) == ["lift", "push"])
    #expect(found.index(of: 1) == nil && found.index(of: 2) == 1)
    #expect(found.evidence.hasSuffix("1 of 3 episodes without one"))
  }

  @Test func aKeyForEveryEpisodeNamesNoTask() throws {
    var bed = bed((0..<30).map { $0 % 2 == 0 ? "open the drawer" : "close the drawer" }, tasks: (0..<30).map { "recording \($0)" })
    bed.roles.append(TestBed.role("task", "episode_metadata/key"))
    #expect(try tasks(bed).way == .declared)
    bed.roles[1].source = .inferred
    let found = try tasks(bed)
    #expect(found.way == .inferred && found.strength == .weak && found.all.map(\.name) == ["close the drawer", "open the drawer"])
    #expect(found.evidence.contains("differs in nearly every episode (30 values in 30)"))
  }

  @Test func aKeyThatRepeatsTheInstructionIsTold() throws {
    var bed = bed(["open it", "Close it."], tasks: ["Open it", "close it"])
    bed.roles.append(TestBed.role("task", "episode_metadata/key"))
    #expect(try tasks(bed).isInstruction)
    bed = self.bed(["open it", "close it"], tasks: ["Open it", "open it"])
    bed.roles.append(TestBed.role("task", "episode_metadata/key"))
    #expect(try !tasks(bed).isInstruction)
  }

  /// A group goes by what most of its episodes say, of equals by the first by letters.
  @Test func instructionsThatAskForTheSameAreOneTask() throws {
    let found = try tasks(
      bed([
        "Put the cup on the plate.", "please place a cup onto the plate", "carefully set down the cup on a plate", "put cup on plate",
        "put cup on plate", "put the plate on the cup", "",
      ]))
    #expect(found.way == .inferred && found.all.map(\.name) == ["put cup on plate", "put the plate on the cup"])
    #expect(found.all.map(\.episodes) == [[0, 1, 2, 3, 4], [5]])
    #expect(found.index(of: 6) == nil)
    #expect(found.evidence.contains("5 distinct texts in language_instruction ask for 2 different things"))
  }

  @Test(arguments: [
    ("pick up the can", "grab the can"), ("Could you open the drawer?", "open the drawer?"), ("turn on the light", "switch on the light"),
    ("put it in the sink", "place it inside the sink"), ("take out the book", "remove the book"), ("把杯子放下。", "把杯子放下。"),
  ])
  func theSame(a: String, b: String) {
    let same = SameMeaning(TestBed.shippedWords)
    #expect(same.meaning(of: a) == same.meaning(of: b))
  }

  @Test(arguments: [
    ("open the drawer", "close the drawer"), ("put the cup on the plate", "put the cup in the plate"),
    ("put the red cup on the blue plate", "put the blue cup on the red plate"), ("move the can to the plate", "put the can on the plate"),
    ("open the top drawer", "open the bottom drawer"), ("open the first drawer", "open the second drawer"),
    ("pick up the cup", "put down the cup"), ("turn on the light", "turn off the light"), ("push the jelly", "push the jelly jar"),
    ("press the button once", "press the button twice"), ("move left", "move right"), ("stack 2 cups", "stack 3 cups"),
    ("Öffne die Schublade", "Schließe die Schublade"), ("打开抽屉", "关上抽屉"), ("the", "a"),
  ])
  func notTheSame(a: String, b: String) {
    let same = SameMeaning(TestBed.shippedWords)
    #expect(same.meaning(of: a) != same.meaning(of: b))
  }

  /// 250 tasks of one episode and one, last by its name, of two: it is among the 200.
  @Test func theCapKeepsTheLargestAndIsTold() throws {
    var bed = bed((0..<252).map { "text \($0)" }, tasks: (0..<252).map { $0 < 250 ? "task \(1000 + $0)" : "z" })
    bed.declarations.task = "episode_metadata/key"
    let found = try tasks(bed)
    #expect(found.all.count == 251 && found.slices.count == 200)
    #expect(found.slices.map(\.name) == (0..<199).map { "task \(1000 + $0)" } + ["z"])
    #expect(found.cut?.hasPrefix("of 251 tasks the 200 with the most episodes are judged one by one: 201 of 252 episodes") == true)
    #expect(try tasks(self.bed(["open it"])).cut == nil)
  }

  @Test func withoutAnythingToTellTasksByTheReasonIsGiven() throws {
    let absence = #expect(throws: Absence.self) { try tasks(bed(["", ""])) }
    #expect(absence?.kind == .missing && absence?.reason.contains("no feature names the task") == true)
  }
}
