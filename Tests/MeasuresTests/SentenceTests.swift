import Foundation
import Testing

@testable import Measures

@Suite struct SentenceTests {
  static let lexicon = Lexicon(TestBed.shippedWords)

  private func read(_ text: String) -> Sentence { Sentence(text, Self.lexicon) }

  /// Instructions that were labelled by hand, and whether each asks for something with a verb first.
  static let labelled: [(text: String, asks: Bool)] = {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "fixtures/instructions.tsv")
    let lines = ((try? String(contentsOf: file, encoding: .utf8)) ?? "").split(separator: "\n").filter { !$0.hasPrefix("#") }
    return lines.map { line in
      let parts = line.split(separator: "\t", maxSplits: 1)
      return (String(parts[1]), parts[0] == "asks")
    }
  }()

  @Test func requestsAreToldFromDescriptions() {
    #expect(Self.labelled.count >= 400 && Set(Self.labelled.map(\.text)).count == Self.labelled.count)
    for asks in [true, false] {
      let texts = Self.labelled.filter { $0.asks == asks }.map(\.text)
      #expect(texts.count >= 150)
      let english = texts.filter { read($0).foreign == nil }
      #expect(Double(english.count) >= 0.95 * Double(texts.count), "\(Set(texts).subtracting(english))")
      let wrong = english.filter { (read($0).verb != nil) != asks }
      #expect(Double(wrong.count) <= 0.03 * Double(english.count), "asks \(asks), and told otherwise: \(wrong)")
    }
  }

  @Test(arguments: [
    ("pick up the cup", "pick"), ("slowly put the cup down", "put"), ("please open the drawer", "open"), ("now, then, open it", "open"),
    ("with your left hand, pick up the cup", "pick"), ("place mat on table", "place"), ("hand me the hammer", "hand"),
    ("Robot, stop!", "stop"), ("could you please open it?", "open"), ("don't spill the water", "spill"),
  ])
  func theVerbIsNamed(text: String, verb: String) { #expect(read(text).verb == verb) }

  @Test(arguments: [
    "the robot opens the drawer", "opening the drawer", "to open the drawer", "opened the drawer", "hand moves to the cup",
    "block stacking",
    "place is taken", "the open drawer", "slowly", "with the left hand",
  ])
  func othersAskForNothing(text: String) { #expect(read(text).verb == nil) }

  @Test func everyVerbThatIsAskedForCounts() {
    #expect(read("open the drawer, take the spoon out and close it").verbs == ["open", "take", "close"])
    #expect(read("push the place mat").verbs == ["push"])
  }

  @Test(arguments: [
    ("pick up the red cup", true, false), ("put the cup on the plate", true, true), ("put it on the plate", false, true),
    ("pick it up", false, false),
    ("move left", false, true), ("go to the kitchen", false, true), ("turn on the light", true, false), ("open the drawer", true, false),
    ("stop", false, false), ("wipe the table with the sponge", true, true), ("take out the book and put it on the shelf", true, true),
  ])
  func objectAndPlace(text: String, object: Bool, place: Bool) {
    #expect(read(text).namesObject == object && read(text).namesPlace == place)
  }

  @Test(arguments: [
    "move left", "Close gripper.", "open the gripper", "rotate the wrist clockwise by 30 degrees", "move the arm up 5cm",
    "slowly move forward",
    "go home", "lift up", "move left, then close the gripper", "please open your gripper a bit", "raise the arm",
  ])
  func motionsAreSubSteps(text: String) { #expect(read(text).isSubStep) }

  @Test(arguments: [
    "move the left cup", "open the left drawer", "close the lid", "move the cup to the left", "lift the pan", "turn left at the door",
    "stop", "grasp",
    "rotate the knob clockwise", "move the arm to the red block", "reach for the handle", "open the box", "pick up", "the left arm", "left",
    "lower the blinds", "turn on the arm lamp",
  ])
  func tasksAreNot(text: String) { #expect(!read(text).isSubStep) }

  @Test(arguments: [
    ("把杯子放在桌子上", Sentence.Foreign.script(.han)), ("カップを取ってください", .script(.kana)), ("возьми чашку", .script(.cyrillic)),
    ("πάρε το φλιτζάνι", .script(.greek)), ("컵을 집어라", .script(.hangul)), ("หยิบถ้วย", .script(.thai)), ("ارفع الكوب", .script(.arabic)),
    ("nimm die Tasse und stelle sie in die Spüle", .unknownWords), ("pon la taza en la mesa", .unknownWords),
    ("prends la tasse et mets-la dans l'évier", .unknownWords), ("place la tasse sur la table", .unknownWords), ("42", .unknownWords),
    ("metti la tazza nel lavandino", .unknownWords), ("zet de beker op tafel", .unknownWords),
  ])
  func otherLanguagesAreNotJudged(text: String, foreign: Sentence.Foreign) {
    #expect(read(text).foreign == foreign && read(text).verb == nil && !read(text).isSubStep)
  }

  /// Chinese: seven letters at 1.5 a word make five; Thai: eight letters (vowel signs and tones are none) at four make two.
  @Test(arguments: [
    ("pick up the cup", 4), ("  pick - up ", 2), ("把杯子放在桌上", 5), ("打开抽屉", 3), ("把 cup 放下", 4), ("возьми чашку", 2), ("press 4", 2), ("", 0),
    ("...", 0),
    ("größere Tasse", 2),
  ])
  func wordsAreCountedInAnyScript(text: String, count: Int) { #expect(WordCount.of(text) == count) }

  /// Forms as a grammar has them, not as the code makes them.
  @Test(arguments: [
    ("pick", "picks picking picked"), ("place", "places placing placed"), ("put", "puts putting"), ("carry", "carries carrying carried"),
    ("drop", "drops dropping dropped"), ("open", "opens opening opened"), ("push", "pushes pushing pushed"), ("tie", "ties tying tied"),
    ("unplug", "unplugs unplugging unplugged"), ("take", "takes taking took taken"), ("play", "plays playing played"),
    ("squeeze", "squeezes squeezing squeezed"), ("mix", "mixes mixing mixed"), ("clean", "cleans cleaning cleaned"),
    ("free", "frees freeing freed"),
    ("hold", "holds holding held"), ("go", "goes going went gone"), ("screw", "screws screwing screwed"),
  ])
  func inflection(plain: String, forms: String) {
    for form in forms.split(separator: " ").map(String.init) {
      #expect(Self.lexicon.verb(form)?.plain == plain && Self.lexicon.verb(form)?.form != .plain, "\(form)")
    }
    #expect(Self.lexicon.isPlainVerb(plain))
  }
}
