import Episodes
import Testing

@testable import Measures

@Suite struct RequestTests {
  private func bed(_ texts: [(String, Int)]) -> TestBed {
    var bed = LanguageBed.bed(LanguageBed.repeated(texts))
    bed.leaves.append(TestBed.numbers("action"))
    bed.roles.append(TestBed.role("action.gripper", "action"))
    return bed
  }

  @Test func theShareOfRequestsIsToldAtEachThatIsNone() throws {
    let found = try bed([("put the cup down", 15), ("the robot puts the cup down", 4), ("cup in sink", 1)]).measure("language.imperative")
    #expect(found.overallNumber == 0.75 && found.total == 20 && found.values == Array(repeating: 0.75, count: 5))
    #expect(found.episodes == [15, 16, 17, 18, 19])
    #expect(found.facts["quoted"] == "\u{201c}the robot puts the cup down\u{201d} (4), \u{201c}cup in sink\u{201d} (1)")
    #expect(try bed([("put the cup down", 10)]).measure("language.imperative").overallNumber == 1)
    #expect(try bed([("the cup", 9)]).absence("language.imperative").kind == .tooFew)
  }

  /// What other rules tell of is left out: a stand-in is no description.
  @Test func standInsAndIdentifiersDoNotCount() throws {
    let found = try bed([("put the cup down", 10), ("robot demonstration", 5), ("move_the_cup", 5)]).measure("language.imperative")
    #expect(found.overallNumber == 1 && found.total == 10)
  }

  @Test func withoutEnglishTheReasonIsGiven() throws {
    let absence = try bed([("把杯子放下", 12), ("nimm die Tasse", 8), ("put the cup down", 10)]).absence("language.imperative")
    #expect(absence.kind == .undetermined)
    #expect(
      absence.reason.hasSuffix(
        "20 of 30 instructions are not English enough to look for verbs and objects: 12 in Han script, 8 with too few English words"))
    // Half of them is enough, and only these count.
    let half = try bed([("把杯子放下", 10), ("put the cup down", 9), ("the cup is down", 1)]).measure("language.imperative")
    #expect(half.overallNumber == 0.9 && half.total == 10)
  }

  @Test func objectsAndPlacesAreCounted() throws {
    let found = try bed([("put the cup in the sink", 5), ("open the drawer", 5), ("put it in the sink", 10)]).measure("language.specific")
    #expect(found.overallNumber == 0.5 && found.episodes == Array(10..<20))
    #expect(found.facts["verb"] == "100 %" && found.facts["object"] == "50 %" && found.facts["place"] == "75 %")
  }

  @Test func motionsAreToldWhereThereIsAGripper() throws {
    let texts = [("move left", 2), ("open the drawer", 8)]
    let found = try bed(texts).measure("language.sub-step")
    #expect(found.episodes == [0, 1] && found.total == 10 && found.facts["quoted"] == "\u{201c}move left\u{201d} (2)")
    #expect(try LanguageBed.bed(LanguageBed.repeated(texts)).absence("language.sub-step").kind == .ruledOut)
  }

  @Test func wordsOfEachEpisode() throws {
    let found = try bed([("open the drawer", 1), ("", 1), ("打开抽屉", 1), ("stop", 1)]).measure("language.words")
    #expect(found.values == [3, 3, 1] && found.episodes == [0, 2, 3] && found.facts["median"] == "3")
  }
}
