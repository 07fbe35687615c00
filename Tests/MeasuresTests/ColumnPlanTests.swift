import Episodes
import Testing

@testable import Measures

@Suite("What a plan reads, each once") struct ColumnPlanTests {
  /// An action of four: the loader passes two dimensions on, turns the third round and passes the fourth on.
  private func setting(dropFirst: Int = 0) -> Setting {
    var setting = TestBed([TestBed.numbers("state", 2), TestBed.numbers("action", 4)]).setting
    let pieces = [
      ViewPiece(.stored(Slice(path: "action", dimensions: 0..<2)), meaning: .other),
      ViewPiece(.stored(Slice(path: "action", dimensions: 2..<3)), [.invert], meaning: .gripper),
      ViewPiece(.stored(Slice(path: "action", dimensions: 3..<4)), meaning: .other),
    ]
    let columns = [ViewColumn(name: "action", pieces: pieces)]
    setting.loader = LoaderView(
      columns: columns, dropFirst: dropFirst,
      roles: LoaderView.roles(of: columns, in: setting.schema, source: .card, evidence: "the test"))
    return setting
  }

  /// A role that is there.
  private func bind(_ role: String, _ setting: Setting, _ view: View = .raw, _ plan: inout ColumnPlan) throws -> BoundRole {
    let bound = plan.bind(role, in: setting, view: view)
    return try #require(bound)
  }

  @Test func whatALoaderPassesOnIsReadWhereItIsStored() throws {
    var plan = ColumnPlan()
    let action = try bind("action", setting(), .target, &plan)
    #expect(action.width == 4)
    #expect(action.parts.map(\.isMade) == [false, true, false])
    #expect(action.parts.map(\.dimensions) == [0..<2, 2..<3, 3..<4])
    #expect((0..<4).map(action.featureName) == (0..<4).map { "model/action[\($0)]" })
    #expect(plan.readsMadeColumns)
    // The gripper alone is what the loader makes; the arm alone is not.
    var other = ColumnPlan()
    let gripper = try bind("action.gripper", setting(), .target, &other)
    #expect(gripper.parts.map(\.isMade) == [true])
    var arm = setting()
    arm.loader.columns[0].pieces[1].operations = []
    var third = ColumnPlan()
    let passed = try bind("action", arm, .target, &third)
    #expect(passed.parts == [BoundRole.Part(column: 0, dimensions: 0..<4)])
    #expect(!third.readsMadeColumns)
  }

  @Test func stepsThatAreDroppedAreMissingFromAllOfIt() throws {
    var plan = ColumnPlan()
    let action = try bind("action", setting(dropFirst: 1), .target, &plan)
    #expect(action.parts.map(\.isMade) == [true])
  }

  /// One series and one histogram of a dimension, whoever asks.
  @Test func dimensionsArePreparedAndCountedOnce() throws {
    var plan = ColumnPlan()
    let setting = setting()
    let made = plan.tabulate(try bind("action", setting, .target, &plan), counted: true)
    var roles = setting
    roles.roles = RoleMap([TestBed.role("action.joints", "action[1:4]"), TestBed.role("pose.position", "state")])
    let stored = plan.tabulate(try bind("action.joints", roles, .raw, &plan))
    let state = plan.tabulate(try bind("pose.position", roles, .raw, &plan))
    #expect(made.series == [0, 1, 2, 3])
    #expect(stored.series == [1, 4, 3])
    #expect(state.series == [5, 6])
    #expect(plan.series.isCounted == [true, true, true, true, false, false, false])

    var column = Column(width: 4)
    (column.numbers, column.rows, column.isPresent) = ([1, 2, 0.25, 4, 1, 5, 0.75, 4], 2, true)
    var inverted = Column(width: 4)
    (inverted.numbers, inverted.rows, inverted.isPresent) = ([1, 2, 0.75, 4, 1, 5, 0.25, 4], 2, true)
    var episode = Episode(
      identity: EpisodeIdentity(split: "train", shard: 0, record: 0), steps: 2,
      columns: plan.selection.map { setting.schema.leaves[$0].path == "action" ? column : Column(width: 2) })
    episode.made = [inverted]
    var spreads = plan.series.emptySpreads
    plan.series.prepare(&episode, counting: &spreads)
    #expect((0..<7).map { episode.series.copy($0) } == [[1, 1], [2, 5], [0.75, 0.25], [4, 4], [0.25, 0.75], [], []])
    #expect(spreads.map(\.total) == [2, 2, 2, 2, 0, 0, 0])
    #expect(spreads[1].counts == [SparseHistogram.key(2): 1, SparseHistogram.key(5): 1])
    // An episode whose leaves disagree on their number of rows is not gone along.
    episode.isWhole = false
    episode.series = SeriesTable()
    plan.series.prepare(&episode, counting: &spreads)
    #expect(episode.series.count == 0 && spreads[0].total == 2)
  }
}
