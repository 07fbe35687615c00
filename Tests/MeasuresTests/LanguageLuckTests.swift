import Episodes
import Testing

@testable import Measures

/// Clean datasets whose words are drawn: what calls itself strong must not alarm by luck, whatever their number.
@Suite struct LanguageLuckTests {
  /// Forty tasks of five to thirty episodes, the most common of three phrasings meant for half of them: the hardest that is called clean.
  @Test func noPhrasingTakesMostByLuck() throws {
    var random = TestRandom(11)
    var told = 0
    var looked = 0
    for _ in 0..<400 {
      var texts: [String] = []
      var tasks: [String] = []
      for task in 0..<40 {
        for _ in 0..<Int.random(in: 5...30, using: &random) {
          tasks.append("task \(task)")
          texts.append("\(task) said \([0, 0, 1, 2][Int.random(in: 0..<4, using: &random)])")
        }
      }
      guard let found = try? LanguageBed.bed(texts, tasks: tasks).measure("language.top-string") else { continue }
      looked += 1
      if found.values.contains(where: { $0 > 0.8 }) { told += 1 }
    }
    // 5e-4 a dataset or fewer: 0.2 in all.
    #expect(looked == 400 && told <= 2)
  }

  /// Crowds that word tasks of one to three objects, each under up to three keys (kitchens), with objects in common: no text is a stranger's.
  @Test func keysOfKitchensNeverContradict() throws {
    var random = TestRandom(12)
    let things = ["cup", "carrot", "sponge", "towel", "lemon", "fork", "bowl", "can"]
    let places = ["plate", "sink", "drawer", "tray"]
    let ways = [
      "put the A on the B", "place the A onto the B", "move the A to the B", "get the A and leave it at the B", "the A goes on the B",
    ]
    for round in 0..<200 {
      var texts: [String] = []
      var tasks: [String] = []
      for _ in 0..<60 {
        let (thing, place) = (Int.random(in: 0..<things.count, using: &random), Int.random(in: 0..<places.count, using: &random))
        let kitchen = Int.random(in: 1...3, using: &random)
        let way = ways[Int.random(in: 0..<ways.count, using: &random)]
        texts.append(way.replacing("A", with: things[thing]).replacing("B", with: places[place]))
        tasks.append(round % 2 == 0 ? "\(100 * kitchen + 10 * thing + place)" : "KITCHEN\(kitchen)_\(things[thing])_to_\(places[place])")
      }
      let found = try LanguageBed.bed(texts, tasks: tasks).measure("language.conflict.tasks")
      #expect(found.samples.isEmpty, "\(found.samples.first?.message ?? "")")
    }
  }

  /// Three ways to word a request, filled with many objects: no template is told from twenty texts upwards.
  @Test func severalPatternsAreNoTemplate() throws {
    var random = TestRandom(13)
    var told = 0
    for round in 0..<2_000 {
      let ways = ["put the item on the tray", "take the item away from here", "bring the item over to me"]
      let texts = (0..<20 + round % 60).map { ways[Int.random(in: 0..<3, using: &random)].replacing("item", with: "item\($0)") }
      if let found = Template(of: texts, smallWords: ["the"]), Double(found.texts.count) > 0.9 * Double(texts.count) { told += 1 }
    }
    #expect(told == 0)
  }
}
