import Episodes
import Testing

@testable import Measures

@Suite struct ConflictTests {
  private typealias Said = (task: String, text: String, times: Int)

  private func conflicts(_ said: [Said]) throws -> Measurement {
    let texts = said.flatMap { Array(repeating: $0.text, count: $0.times) }
    let tasks = said.flatMap { Array(repeating: $0.task, count: $0.times) }
    return try LanguageBed.bed(texts, tasks: tasks).measure("language.conflict.tasks")
  }

  @Test func aTextThatSpeaksOfAnotherTaskIsToldByTheNames() throws {
    let found = try conflicts([
      ("carrot-on-plate", "put the carrot on the plate", 3), ("cup-in-sink", "put the cup in the sink", 3),
      ("cup-in-sink", "put the carrot on the plate", 2),
    ])
    #expect(found.episodes == [6, 7] && found.total == 8)
    #expect(
      found.samples[0].message
        == "\u{201c}put the carrot on the plate\u{201d} is said for the tasks \u{201c}carrot-on-plate\u{201d} (3) and \u{201c}cup-in-sink\u{201d} (2)"
    )
  }

  /// Numbers tell nothing; what else is said for the tasks does.
  @Test func aTextThatSpeaksOfAnotherTaskIsToldByTheirOwnTexts() throws {
    let own: [Said] = [
      ("7", "put the carrot on the plate", 2), ("7", "lay the carrot onto the plate", 2), ("7", "bring the carrot to the plate", 1),
      ("9", "put the cup in the sink", 2), ("9", "drop the cup into the sink", 2),
    ]
    #expect(try conflicts(own + [("9", "bring the carrot to the plate", 1)]).episodes == [9])
    // One own text is too little to know a task by.
    #expect(try conflicts(own.dropLast() + [("9", "bring the carrot to the plate", 1)]).samples.isEmpty)
  }

  /// Two kitchens have the text; the third task that carries it speaks of other things.
  @Test func aStrangerAmongSeveralIsTold() throws {
    let found = try conflicts([
      ("kitchen-1-carrot", "put the carrot on the plate", 3), ("kitchen-2-carrot", "put the carrot on the plate", 3),
      ("kitchen-2-cup", "put the cup in the sink", 3), ("kitchen-2-cup", "put the carrot on the plate", 1),
    ])
    #expect(found.episodes == [9])
    // The same by their own texts, where names are numbers.
    let numbered = try conflicts([
      ("1", "lay the carrot onto the plate", 1), ("1", "bring the carrot to the plate", 1), ("1", "put the carrot on the plate", 2),
      ("2", "move the carrot to the plate", 1), ("2", "leave the carrot at the plate", 1), ("2", "put the carrot on the plate", 2),
      ("3", "put the cup in the sink", 1), ("3", "drop the cup into the sink", 1), ("3", "put the carrot on the plate", 1),
    ])
    #expect(numbered.episodes == [10])
  }

  @Test func keysThatAreFinerThanWordsAreNoConflict() throws {
    let scenes: [[Said]] = [
      [("KITCHEN_SCENE1_open_the_drawer", "open the drawer", 4), ("KITCHEN_SCENE2_open_the_drawer", "open the drawer", 4)],
      [("kitchen_open_drawer", "open the drawer", 4), ("office_open_drawer", "open the drawer", 4)],
      [("12", "open the drawer", 4), ("13", "open the drawer", 4)],
      [("anna", "open the drawer", 4), ("ben", "open the drawer", 4), ("ben", "close the drawer", 1)],
      [
        ("1", "open the drawer", 2), ("1", "pull the drawer open", 2), ("1", "please open the drawer", 1), ("2", "open the drawer", 2),
        ("2", "slide out the drawer", 2), ("2", "get the drawer open", 2),
      ],
      [("easy cup", "put the cup away", 2), ("hard cup", "put the cup away", 2)],
      // Neither task's: language/diversity tells of one text for all.
      [("carrot-on-plate", "put the object in its place", 3), ("cup-in-sink", "put the object in its place", 3)],
    ]
    for scene in scenes { #expect(try conflicts(scene).samples.isEmpty, "\(scene)") }
  }

  @Test func tasksThatComeOfTheInstructionsCannotContradictThem() throws {
    #expect(try LanguageBed.bed(["open it", "close it"]).absence("language.conflict.tasks").kind == .missing)
    #expect(try LanguageBed.bed(["open it", "open it"], tasks: ["a", "a"]).absence("language.conflict.tasks").kind == .ruledOut)
  }

  // MARK: one motion

  private func recordings(_ texts: [String], like: [Int]) -> TestBed {
    var bed = LanguageBed.bed(texts)
    bed.leaves.append(TestBed.numbers("action"))
    for index in texts.indices {
      bed.splits["train"]?[index].steps = 6
      bed.splits["train"]?[index].columns["language_instruction"] = .texts(Array(repeating: texts[index], count: 6))
      bed.splits["train"]?[index].columns["action"] = .numbers((0..<6).map { Double($0 * $0 * (like[index] + 1)) / 100 })
    }
    return bed
  }

  @Test func oneRecordingUnderUnrelatedTextsIsTold() throws {
    let texts = ["put the carrot on the plate", "put a carrot onto the big plate", "wipe the window", "open the drawer"]
    let found = try recordings(texts, like: [0, 0, 0, 1]).measure("language.conflict.twins")
    #expect(found.episodes == [2] && found.total == 4)
    #expect(found.samples[0].message?.hasPrefix("train/2 moves as train/0 does, and is called \u{201c}wipe the window\u{201d}") == true)
    #expect(try recordings(["put it down", "wipe the window"], like: [0, 0]).measure("language.conflict.twins").samples.isEmpty)
    #expect(try recordings(["把杯子放下", "wipe the window"], like: [0, 0]).measure("language.conflict.twins").samples.isEmpty)
  }

  @Test func recordingsThatBeginWithOtherPicturesAreNoTwins() throws {
    let bed = recordings(["put the carrot away", "wipe the window"], like: [0, 0])
    let observations = try bed.observe([LanguageMeasures.request, DuplicateMeasures.request])
    let context = MeasureContext(observations: observations, scope: .dataset, episodes: [0, 1])
    #expect(try ConflictMeasures.twins(context, beginAlike: { _, _ in false }).samples.isEmpty)
    #expect(try ConflictMeasures.twins(context, beginAlike: { _, _ in true }).episodes == [1])
    #expect(try ConflictMeasures.twins(context, beginAlike: { _, _ in nil }).episodes == [1])
  }

  /// The second recording begins with the first one's picture, the same encoded anew, or another.
  @Test func firstPicturesAreComparedByBytesThenByLook() throws {
    let path = "observation/image"
    var random = TestRandom(31)
    let room = Scenes.room(&random)
    func found(_ second: [SIMD3<Double>], digest: UInt64) throws -> [Int] {
      var bed = recordings(["put the carrot away", "wipe the window"], like: [0, 0])
      bed.leaves.append(Scenes.camera(path))
      for split in bed.splits.keys {
        for (index, view) in [room, second].enumerated() {
          let steps = bed.splits[split]?[index].steps ?? 0
          var track = Scenes.track(runs: Array(repeating: 1, count: steps), first: index == 0 ? 1 : digest)
          track.pixels = [Scenes.pixels(view)]
          bed.splits[split]?[index].pictures[path] = track
        }
      }
      return try bed.measure("language.conflict.twins").episodes
    }
    #expect(try found(room, digest: 1) == [1])
    #expect(try found(room.map { $0 + 2 }, digest: 2) == [1])
    #expect(try found(Scenes.room(&random), digest: 2) == [])
  }

  /// The second hand follows the first at some distance; both begin with one picture, or with two.
  @Test func motionThatIsNearlyTheSameIsTold() throws {
    let path = "observation/image"
    func found(away: Double, digest: UInt64 = 1, reach: Double = 0.3, text: String = "wipe the window") throws -> [Int] {
      var bed = recordings(["put the carrot away", text], like: [0, 1])
      bed.leaves += [TestBed.numbers("observation/state", 3), Scenes.camera(path)]
      bed.roles.append(TestBed.role("pose.position", "observation/state"))
      for split in bed.splits.keys {
        for index in 0..<2 {
          let steps = bed.splits[split]?[index].steps ?? 0
          let places = (0..<steps).flatMap { [reach * Double($0) / Double(max(steps - 1, 1)), index == 0 ? 0 : away, 0.1] }
          bed.splits[split]?[index].columns["observation/state"] = .numbers(places)
          bed.splits[split]?[index].pictures[path] = Scenes.track(runs: Array(repeating: 1, count: steps), first: index == 0 ? 1 : digest)
        }
      }
      return ((try? bed.measure("language.conflict.twins").episodes) ?? [])
    }
    #expect(try found(away: 0.001) == [1])
    #expect(try found(away: 0.003) == [])
    #expect(try found(away: 0.001, digest: 2) == [])
    #expect(try found(away: 0.001, reach: 0.02) == [])
    #expect(try found(away: 0.001, text: "put a carrot away again") == [])
  }

  // MARK: what a cut makes equal

  @Test func textsThatDifferBehindTheCutAreTold() throws {
    var bed = LanguageBed.bed(["one two three four", "One two three five", "one two three", "one two six seven", "one two three four"])
    #expect(try bed.absence("language.cut-alike").kind == .ruledOut)
    bed.target.language.maximumWords = 3
    let found = try bed.measure("language.cut-alike")
    #expect(found.episodes == [0, 1, 4] && found.total == 5)
    #expect(found.samples[0].message?.hasPrefix("2 instructions become \u{201c}one two three ...\u{201d}") == true)
    bed.target.language.maximumWords = 4
    #expect(try bed.measure("language.cut-alike").samples.isEmpty)
  }

  // MARK: words that ask for a grasp

  @Test func aGraspWithoutAGripperThatMovesIsTold() throws {
    var bed = LanguageBed.bed([
      "pick up the cup", "pick up the cup", "push the cup", "grab the cup", "open the drawer and take the cup", "",
    ])
    bed.leaves += [TestBed.numbers("action"), TestBed.numbers("width")]
    bed.roles += [TestBed.role("action.gripper", "action"), TestBed.role("gripper.state", "width")]
    func long(_ quarters: [Double]) -> [Double] { quarters.flatMap { Array(repeating: $0, count: 5) } }
    let closing = [1.0, 1, 0, 0]
    let still = [1.0, 1, 1, 1]
    let commands = [closing, still, still, still, still, still]
    // The fourth gripper is closed by hand: its state moves, its command does not.
    let states = [[0.08, 0.08, 0, 0], [0.08, 0.079, 0.08, 0.08], still, [0.08, 0.08, 0.02, 0], [0.08, 0.08, 0.08, 0.08], still]
    for index in commands.indices {
      bed.splits["train"]?[index].steps = 20
      bed.splits["train"]?[index].columns["action"] = .numbers(long(commands[index]))
      bed.splits["train"]?[index].columns["width"] = .numbers(long(states[index].map { $0 == 1 ? 0.08 : $0 }))
    }
    let found = try bed.measure("language.grasp")
    #expect(found.episodes == [1, 4] && found.total == 4)
    #expect(found.samples[1].message?.contains("asks to take") == true)
    // What is shorter may be an excerpt.
    bed.splits["train"]?[1].steps = 19
    #expect(try bed.measure("language.grasp").episodes == [4])
    for index in commands.indices { bed.splits["train"]?[index].columns["action"] = .numbers(long(still)) }
    #expect(try bed.absence("language.grasp").kind == .ruledOut)
  }
}
