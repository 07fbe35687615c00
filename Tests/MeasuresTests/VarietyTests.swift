import Episodes
import Testing

@testable import Measures

@Suite struct VarietyTests {
  static let nouns = [
    "cup", "red block", "carrot", "sponge", "towel", "lemon", "small egg", "fork", "spoon", "knife", "bowl", "can", "ball", "toy car",
    "pear",
    "plum", "pan", "lid", "book", "pen", "key", "mug", "jar", "box",
  ]

  private func template(_ texts: [String]) throws -> Measurement { try LanguageBed.bed(texts).measure("language.template") }

  @Test func onePatternWithManyNounsIsNamed() throws {
    let found = try template(Self.nouns.map { "Put the \($0) on the tray." } + ["put the cup on the tray"])
    #expect(found.values == [1] && found.total == 24)
    #expect(found.facts["pattern"] == "\u{201c}put the ___ on the tray\u{201d}")
    #expect(found.facts["explained"] == "24" && found.facts["explained.episodes"] == "25")
    #expect(found.facts["quoted"]?.hasPrefix("\u{201c}put the cup on the tray\u{201d} (2)") == true)
  }

  @Test func severalSlotsAndOtherScriptsToo() throws {
    let places = ["tray", "left plate", "table", "shelf"]
    let two = try template(Self.nouns.enumerated().map { "take the \($1) from the \(places[$0 % 4])" })
    #expect(two.facts["pattern"] == "\u{201c}take the ___ from the ___\u{201d}" && two.values == [1])
    let things = "杯盘碗勺叉刀锅盒瓶罐球书笔灯布盆壶桶袋箱帽鞋"
    let chinese = try template(things.map { "把\($0)子放在桌上" })
    #expect(chinese.facts["pattern"] == "\u{201c}把___子放在桌上\u{201d}" && chinese.values == [1])
  }

  /// 22 after one pattern and 2 after another: a share of 22/24. 21 and 3 are below the 90 % that make a frame.
  @Test func theShareIsThatOfDistinctTexts() throws {
    let mixed = try template(Self.nouns.prefix(22).map { "put the \($0) on the tray" } + ["open the drawer", "close the drawer"])
    #expect(mixed.values == [22.0 / 24])
    let less = try template(Self.nouns.prefix(21).map { "put the \($0) on the tray" } + ["open the drawer", "close the drawer", "wipe it"])
    #expect(less.samples.isEmpty && less.overallNumber == 0)
  }

  @Test func whatOnlySmallWordsHaveInCommonIsNoTemplate() throws {
    let verbs = ["open", "close", "take", "move"]
    let found = try template(Self.nouns.enumerated().map { "\(verbs[$0 % 4]) the \($1)" })
    #expect(found.samples.isEmpty && found.overallNumber == 0)
    // One word of frame is no sentence: "pick ___".
    #expect(try template(Self.nouns.map { "pick \($0)" }).overallNumber == 0)
  }

  @Test func fewTextsAreNotDecided() throws {
    let absence = try LanguageBed.bed(Self.nouns.prefix(19).map { "put the \($0) on the tray" }).absence("language.template")
    #expect(absence.kind == .tooFew && absence.reason.contains("19 distinct"))
  }

  /// Texts drawn from two patterns that are used alike often: the figure of `Template.fewestTexts`, 4.0e-4 for 20 texts, is an upper bound.
  @Test func luckMakesNoTemplate() throws {
    var random = TestRandom(7)
    var told = 0
    for _ in 0..<20_000 {
      let texts = (0..<20).map { Bool.random(using: &random) ? "put the item\($0) on the tray" : "grab the item\($0) and hold it" }
      if let found = Template(of: texts, smallWords: ["the", "on"]), found.texts.count > 18 { told += 1 }
    }
    // Expected: 2 · (20 + 1) / 2^20 · 20,000 = 0.8.
    #expect(told <= 5)
  }

  /// By a plain program that follows the definition: BLEU of each against all others.
  @Test func selfLikenessIsThatOfItsDefinition() throws {
    let sentences = [
      "put the cup on the plate", "put the carrot on the plate", "open the top drawer of the cabinet slowly please", "stop", "wipe it",
    ]
    let found = try #require(SelfLikeness(sentences.map { $0.split(separator: " ").map(String.init) }))
    #expect((found.selfBLEU - 0.12882978198389103).magnitude < 1e-12)
    #expect((found.distinctPairs - 16.0 / 19).magnitude < 1e-12)
    #expect(try #require(SelfLikeness([["put", "it", "down", "now"], ["put", "it", "down", "now"]])).selfBLEU == 1)
    #expect(SelfLikeness([["stop"]]) == nil && SelfLikeness([["stop"], []]) == nil)
  }

  @Test func repetitionIsMeasuredOnTheDistinctSet() throws {
    let texts = Self.nouns.map { "put the \($0) on the tray" }
    let once = try LanguageBed.bed(texts).measure("language.self-bleu")
    let often = try LanguageBed.bed(texts + texts + texts).measure("language.self-bleu")
    #expect(once.overallNumber == often.overallNumber && once.total == 24 && once.facts["sampled"] == "")
    #expect(try LanguageBed.bed(Array(texts.prefix(9))).absence("language.self-bleu").kind == .tooFew)
  }

  @Test func ofManyTextsTheSameSampleIsTaken() throws {
    let texts = (0..<1_500).map { "put item\($0) away" }
    let sample = VarietyMeasures.sample(texts)
    #expect(sample.count == 1_000 && Set(sample).isSubset(of: texts) && VarietyMeasures.sample(texts) == sample)
    #expect(Array(texts.prefix(1_000)) != sample)
    #expect(try LanguageBed.bed(texts).measure("language.self-bleu").facts["sampled"] == ", a sample of 1000 of them")
  }

  @Test func variantsAreOneInstructionWrittenInSeveralWays() throws {
    let found = try LanguageBed.bed(["Open it.", "open it", "open  it", "close it", "close it", "Close it"]).measure("language.variants")
    #expect(found.values == [2, 1] && found.total == 2)
    #expect(found.samples[1].message == "\u{201c}close it\u{201d} (2), \u{201c}Close it\u{201d} (1)")
    #expect(try LanguageBed.bed(["open it", "close it"]).measure("language.variants").overallNumber == 0)
  }

  // MARK: the top string of a task

  private func top(_ counts: [Int], task: String = "a") -> (texts: [String], tasks: [String]) {
    let texts = LanguageBed.repeated(counts.enumerated().map { ("phrasing \($0)", $1) })
    return (texts, texts.map { _ in task })
  }

  @Test func thePhrasingThatTakesMostOfATaskIsTold() throws {
    let (texts, tasks) = top([38, 1, 1])
    let found = try LanguageBed.bed(texts, tasks: tasks).measure("language.top-string")
    #expect(found.values == [0.95] && found.noun == "tasks")
    #expect(
      found.samples[0].message?.contains("of 40 episodes of the task \u{201c}a\u{201d} 38 say the same: \u{201c}phrasing 0\u{201d} (38)")
        == true)
    // Two phrasings are language/diversity's, and no task is no ground to count on.
    let two = top([39, 1])
    #expect(try LanguageBed.bed(two.texts, tasks: two.tasks).absence("language.top-string").kind == .ruledOut)
    #expect(try LanguageBed.bed(texts).absence("language.top-string").kind == .missing)
    // 10 of 12 may be luck.
    let few = top([10, 1, 1])
    #expect(try LanguageBed.bed(few.texts, tasks: few.tasks).absence("language.top-string").kind == .tooFew)
    let spread = top([3, 2, 2])
    #expect(try LanguageBed.bed(spread.texts, tasks: spread.tasks).measure("language.top-string").values == [3.0 / 7])
  }

  /// The bound is never below the exact tail of the binomial, summed here.
  @Test func theBoundHolds() {
    for n in 5...40 {
      var term = 1.0
      for _ in 0..<n { term /= 2 }
      // From all n downwards: C(n, k) / 2^n.
      var tail = 0.0
      for k in stride(from: n, to: n / 2, by: -1) {
        tail += term
        #expect(TopStringMeasures.chance(top: k, of: n) >= min(1, 2 * tail) * (1 - 1e-12), "\(k) of \(n)")
        term *= Double(k) / Double(n - k + 1)
      }
    }
    #expect((TopStringMeasures.chance(top: 13, of: 13) - 2.44140625e-4).magnitude < 1e-12)
  }
}
