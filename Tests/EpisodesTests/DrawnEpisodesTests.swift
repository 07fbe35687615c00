import Testing

@testable import Episodes

@Suite("Samples of episodes")
struct DrawnEpisodesTests {
  private static let shards = [
    (split: "train", shard: 0, records: 40), (split: "train", shard: 1, records: 60), (split: "val", shard: 0, records: 20),
  ]

  @Test("numbers and shares are read; nothing else is")
  func sizes() {
    #expect(SampleSize("50") == .episodes(50))
    #expect(SampleSize("5%") == .share(0.05))
    for text in ["0", "-3", "0%", "101%", "x", "", "5 %", "1.5", "%"] { #expect(SampleSize(text) == nil, "\(text)") }
  }

  @Test("so many are drawn as asked for, each once, whatever order the shards come in")
  func drawn() throws {
    let sample = try #require(DrawnEpisodes(.episodes(30), seed: "0", of: Self.shards))
    #expect(sample.drawn == 30 && sample.total == 120)
    #expect(
      sample.parts.allSatisfy { part in part.drawn == Array(Set(part.drawn)).sorted() && part.drawn.allSatisfy { $0 < part.records } })
    #expect(DrawnEpisodes(.episodes(30), seed: "0", of: Self.shards.reversed()) == sample)
    #expect(DrawnEpisodes(.share(0.25), seed: "0", of: Self.shards)?.parts == sample.parts)
  }

  @Test("another seed draws others; a larger sample holds the smaller")
  func seeds() throws {
    let small = try #require(DrawnEpisodes(.episodes(30), seed: "0", of: Self.shards))
    let other = try #require(DrawnEpisodes(.episodes(30), seed: "1", of: Self.shards))
    #expect(small.parts != other.parts)
    let large = try #require(DrawnEpisodes(.episodes(50), seed: "0", of: Self.shards))
    for (a, b) in zip(small.parts, large.parts) { #expect(Set(a.drawn).isSubset(of: b.drawn)) }
  }

  @Test("a sample of all is none; a share is rounded up")
  func whole() {
    #expect(DrawnEpisodes(.episodes(120), seed: "0", of: Self.shards) == nil)
    #expect(DrawnEpisodes(.share(1), seed: "0", of: Self.shards) == nil)
    #expect(DrawnEpisodes(.share(0.001), seed: "0", of: Self.shards)?.drawn == 1)
    #expect(DrawnEpisodes(.episodes(3), seed: "0", of: []) == nil)
  }

  @Test("every shard gets about its part: 1,000 of 10,000 in ten shards, each within five deviations of 100")
  func spread() throws {
    let sample = try #require(DrawnEpisodes(.episodes(1000), seed: "0", of: (0..<10).map { (split: "train", shard: $0, records: 1000) }))
    // √(1000 · 0.1 · 0.9) = 9.5.
    #expect(sample.parts.allSatisfy { abs($0.drawn.count - 100) < 48 })
  }

  @Test("numbers within a split count the records of the shards in front")
  func numbers() throws {
    let sample = try #require(DrawnEpisodes(.episodes(3), seed: "0", of: Self.shards))
    #expect(sample.episodes(before: 1, of: "train") == 40 && sample.episodes(before: 0, of: "val") == 0)
  }
}
