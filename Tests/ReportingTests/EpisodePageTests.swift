import Measures
import Testing

@testable import Reporting

@Suite("One episode in a terminal")
struct EpisodePageTests {
  private func content(
    _ groups: [TrackGroup], steps: Int, window: ClosedRange<Int>? = nil, marks: ClosedRange<Int>? = nil
  ) -> EpisodePage.Content {
    EpisodePage.Content(
      dataset: "set", episode: "train/3", source: "shard record 1", instruction: "pick\u{1b} it up", steps: steps, groups: groups,
      window: window, marks: marks)
  }

  @Test("a rising line rises; the lowest step is the lowest bar and the highest the highest")
  func heights() {
    #expect(EpisodePage.bar([0, 1, 2, 3, 4, 5, 6, 7], cells: 8, low: 0, high: 7, isUnicode: true) == "▁▂▃▄▅▆▇█")
    #expect(EpisodePage.bar([0, .nan, 1], cells: 3, low: 0, high: 1, isUnicode: true) == "▁×█")
    #expect(EpisodePage.bar([5, 5], cells: 2, low: 5, high: 5, isUnicode: true) == "▁▁")
    #expect(EpisodePage.bar([0, 1], cells: 2, low: 0, high: 1, isUnicode: false) == "07")
  }

  @Test("a spike of one step among a thousand is not lost")
  func spike() {
    var values = [Double](repeating: 0, count: 1000)
    values[503] = 9
    let bar = EpisodePage.bar(values, cells: 20, low: 0, high: 9, isUnicode: true)
    #expect(bar.count == 20)
    #expect(bar.filter { $0 == "█" }.count == 1)
    #expect(Array(bar)[10] == "█")
  }

  @Test("a label and its motion are drawn to one scale")
  func paired() {
    let tracks = [Track(name: "label", values: [0, 1000]), Track(name: "motion", values: [0, 1])]
    let together = EpisodePage(width: 80, colour: false).render(content([TrackGroup(title: "t", tracks: tracks, isPaired: true)], steps: 2))
    #expect(together.contains("motion    ▁▁"))
    let apart = EpisodePage(width: 80, colour: false).render(content([TrackGroup(title: "t", tracks: tracks)], steps: 2))
    #expect(apart.contains("motion    ▁█"))
  }

  @Test("the marked step is under its bar and pointed out in the table; no line is wider than the terminal", arguments: [40, 60, 120])
  func marked(width: Int) {
    let values = (0..<50).map(Double.init)
    let group = TrackGroup(title: "numbers", tracks: (0..<6).map { Track(name: "feature[\($0)]", values: values) })
    let page = EpisodePage(width: width, colour: false).render(content([group], steps: 50, marks: 30...30))
    let lines = page.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.allSatisfy { TextWidth.of($0) <= width })
    let arrow = lines.first { $0.contains("^") }
    #expect(arrow?.contains("step 30") == true)
    #expect(lines.contains { $0.hasPrefix("  30 >") })
    #expect(!lines.contains { $0.hasPrefix("  10") })
    #expect(page.replacing("\n", with: " ").contains("Steps 24 to 36 of 50"))
    // From strangers: no control character reaches the terminal.
    #expect(!page.contains("\u{1b}"))
  }

  @Test("an episode without steps, and a window past its end")
  func empty() {
    #expect(EpisodePage(width: 80, colour: false).render(content([], steps: 0)).contains("no steps"))
    let group = TrackGroup(title: "t", tracks: [Track(name: "a", values: [1, 2, 3])])
    let page = EpisodePage(width: 80, colour: false).render(content([group], steps: 3, window: 7...9))
    #expect(page.contains("Steps 2 to 2 of 3"))
  }

  @Test("words that a shell reads as they stand")
  func shell() {
    #expect(Wording.shellWord("data/set-1.0") == "data/set-1.0")
    #expect(Wording.shellWord("my data") == "'my data'")
    #expect(Wording.shellWord("it's") == "'it'\\''s'")
    #expect(Wording.shellWord("$(rm)") == "'$(rm)'")
    #expect(Wording.shellWord("") == "''")
  }
}
