import Episodes
import Measures
import Testing

@testable import Scanning

@Suite("One episode is fetched by its number")
struct EpisodeFetchTests {
  private static func fetch(_ text: String, _ setting: Setting? = nil) throws -> FetchedEpisode {
    let setting = setting ?? Setting(schema: ScanTests.schema, roles: RoleMap())
    var columns = ColumnPlan()
    _ = try EpisodeTracks(setting, features: [], columns: &columns)
    return try EpisodeFetch(reader: ScanTests.reader, setting: setting, columns: columns).fetch(#require(EpisodeAddress(text)))
  }

  @Test(
    "numbers run on over the shards of a split",
    // Shard i holds i + 2 episodes, of 12, 13, ... steps.
    arguments: [("train/0", 0, 0, 12), ("train/1", 0, 1, 13), ("train/2", 1, 0, 12), ("train/19", 4, 5, 17), ("val/0", 0, 0, 9)])
  func found(address: String, shard: Int, record: Int, steps: Int) throws {
    let found = try Self.fetch(address)
    #expect(found.shard.index == shard)
    #expect(found.episode.identity.record == record)
    #expect(found.episode.steps == steps)
  }

  @Test("what is not there is said, with what is")
  func absent() {
    #expect(throws: FetchFailure.noEpisode(EpisodeAddress(split: "train", number: 20), found: 20)) { try Self.fetch("train/20") }
    #expect(throws: FetchFailure.noSplit("test", known: ["train", "val"])) { try Self.fetch("test/0") }
  }

  @Test("addresses as people type them")
  func addresses() {
    #expect(EpisodeAddress("train/17") == EpisodeAddress(split: "train", number: 17))
    #expect(EpisodeAddress("a/b/3") == EpisodeAddress(split: "a/b", number: 3))
    for text in ["train", "train/", "/3", "train/-1", "train/x"] { #expect(EpisodeAddress(text) == nil) }
  }

  @Test("the loader's columns are made: steps in front are dropped, differences taken, a last step without one dropped")
  func made() throws {
    var setting = Setting(schema: ScanTests.schema, roles: RoleMap())
    let column = ViewColumn(
      name: "action",
      pieces: [ViewPiece(.stored(Slice(path: "action", dimensions: 0..<2)), [.difference]), ViewPiece(.constant(1, width: 1))])
    setting.loader = LoaderView(
      columns: [column], dropFirst: 1, dropLast: 1,
      roles: LoaderView.roles(of: [column], in: setting.schema, source: .card, evidence: "the test"), card: "the test")
    let found = try Self.fetch("val/0", setting).episode
    let stored = try #require(found.columns.first { $0.width == 3 })
    #expect(found.made[0].firstStep == 1)
    #expect(found.made[0].rows == 7)
    for row in 0..<7 {
      #expect(found.made[0][row, 0] == stored[row + 2, 0] - stored[row + 1, 0])
      #expect(found.made[0][row, 1] == stored[row + 2, 1] - stored[row + 1, 1])
      #expect(found.made[0][row, 2] == 1)
    }
  }
}

@Suite("A profile counts what a scan saw")
struct ScanProfileTests {
  @Test("episodes and steps, whatever the number of workers; a cost for every probe")
  func counts() async throws {
    let plan = Plan(setting: Setting(schema: ScanTests.schema, roles: RoleMap()), wishes: ScanTests.wishes)
    for jobs in [1, 3] {
      let profile = ScanProfile(plan: plan)
      let watched = try await Scan(plan: plan, reader: ScanTests.reader, profile: profile).run(jobs: jobs)
      let plain = try await Scan(plan: plan, reader: ScanTests.reader).run(jobs: jobs)
      #expect(StateFile.encode(watched) == StateFile.encode(plain))
      #expect(profile.costs.episodes == 21)
      // Σ over shards of 12 + 13 + ...: 25, 39, 54, 70, 87; and 9.
      #expect(profile.costs.steps == 284)
      #expect(profile.costs.probes.count == plan.probes.count)
      #expect(profile.costs.probes.allSatisfy { $0 > .zero })
    }
  }
}
