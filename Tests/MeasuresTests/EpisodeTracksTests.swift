import Episodes
import Testing

@testable import Measures

@Suite("What a finding saw of an episode")
struct EpisodeTracksTests {
  private static let leaves = [
    TestBed.numbers("observation/state", 7), TestBed.numbers("action", 7), TestBed.numbers("observation/joints", 2),
  ]

  private static func episode() -> Episode {
    // Positions 0, 1, 3 along x; a quarter turn about z between the first two; the gripper opens.
    let state: [Double] = [0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, .pi / 2, 0, 3, 0, 0, 0, 0, .pi / 2, 1]
    let action = (0..<21).map(Double.init)
    var columns: [Column] = []
    for (numbers, width) in [(state, 7), (action, 7), ([1, 2, 3, 4, 5, 6], 2)] {
      var column = Column(width: width)
      column.numbers = numbers
      column.rows = 3
      column.isPresent = true
      columns.append(column)
    }
    return Episode(identity: EpisodeIdentity(split: "train", shard: 0, record: 0), steps: 3, columns: columns)
  }

  private static func setting(_ roles: [RoleBinding]) -> Setting {
    Setting(schema: Schema(leaves: leaves, hasSteps: true), roles: RoleMap(roles))
  }

  private static func groups(_ setting: Setting, _ features: [Slice] = []) throws -> [TrackGroup] {
    var columns = ColumnPlan()
    let tracks = try EpisodeTracks(setting, features: features, columns: &columns)
    let whole = episode()
    var chosen = whole
    chosen.columns = columns.selection.map { whole.columns[$0] }
    return tracks.groups(chosen)
  }

  @Test("labels stand over the motion to the next step, in the base frame")
  func motion() throws {
    var turn = TestBed.role("action.rotation", "action[3:6]")
    turn.form = .eulerXYZ
    var rotation = TestBed.role("pose.rotation", "observation/state[3:6]")
    rotation.form = .eulerXYZ
    let groups = try Self.groups(
      Self.setting([
        TestBed.role("pose.position", "observation/state[0:3]"), TestBed.role("action.translation", "action[0:3]"), turn, rotation,
        TestBed.role("action.gripper", "action[6]"), TestBed.role("gripper.state", "observation/state[6]"),
      ]))
    #expect(groups.count == 3)
    #expect(groups.allSatisfy { $0.isPaired })
    #expect(groups[0].tracks.map(\.name) == ["action[0]", "motion x", "action[1]", "motion y", "action[2]", "motion z"])
    #expect(groups[0].tracks[0].values == [0, 7, 14])
    #expect(groups[0].tracks[1].values.prefix(2) == [1, 2])
    #expect(groups[0].tracks[1].values[2].isNaN)
    #expect(abs(groups[1].tracks[5].values[0] - .pi / 2) < 1e-12)
    #expect(groups[1].tracks[5].values[1] == 0)
    #expect(groups[2].tracks.map(\.values) == [[6, 13, 20], [0, 0, 1]])
  }

  @Test("in the tool's frame where that is declared")
  func tool() throws {
    var rotation = TestBed.role("pose.rotation", "observation/state[3:6]")
    rotation.form = .eulerXYZ
    var setting = Self.setting([
      TestBed.role("pose.position", "observation/state[0:3]"), TestBed.role("action.translation", "action[0:3]"), rotation,
    ])
    setting.declarations.frame = .tool
    let groups = try Self.groups(setting)
    // After a quarter turn to the left, forward in the base is to the right: −y of the tool.
    #expect(abs(groups[0].tracks[1].values[1]) < 1e-12)
    #expect(abs(groups[0].tracks[3].values[1] + 2) < 1e-12)
  }

  @Test("features that are asked for, and those that are not there")
  func features() throws {
    let groups = try Self.groups(Self.setting([]), [try #require(Slice("observation/joints[1]"))])
    #expect(groups.map(\.title) == ["observation/joints[1]"])
    #expect(groups[0].tracks[0].values == [2, 4, 6])
    #expect(throws: Absence.self) { try Self.groups(Self.setting([]), [Slice(path: "observation/jonts")]) }
    // Without roles the action as it is stored.
    #expect(try Self.groups(Self.setting([])).map(\.tracks.count) == [7])
  }
}
