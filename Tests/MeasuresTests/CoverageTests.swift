import Episodes
import Testing

@testable import Measures

@Suite("How episodes are spread")
struct CoverageTests {
  private static func tasks(_ names: [String], steps: [Int]? = nil) -> TestBed {
    var bed = TestBed([TestBed.text("episode_metadata/task", .episode)])
    bed.declarations.task = "episode_metadata/task"
    bed.splits = [
      "train": names.indices.map { TestEpisode(steps?[$0] ?? 3, ["episode_metadata/task": .texts([names[$0]])]) }
    ]
    return bed
  }

  @Test("episodes per task are counted where a need is declared")
  func volume() throws {
    var bed = Self.tasks(["a", "a", "a", "b"])
    #expect(try bed.absence("coverage.episodes-per-task").kind == .ruledOut)
    bed.declarations.episodesPerTask = 2
    #expect(try bed.measure("coverage.episodes-per-task").values == [3, 1])
  }

  /// Two tasks of 15 and 5: the entropy is 0.5623, and e to it 1.7548.
  @Test("balance is e to the entropy over the number of tasks, and not told of few episodes")
  func balance() throws {
    let even = Self.tasks(Array(repeating: "a", count: 5) + Array(repeating: "b", count: 5))
    #expect(abs((try even.measure("coverage.balance").overallNumber ?? 0) - 1) < 1e-12)
    let uneven = try Self.tasks(Array(repeating: "a", count: 15) + Array(repeating: "b", count: 5)).measure("coverage.balance")
    #expect(abs((uneven.overallNumber ?? 0) - 1.754765 / 2) < 1e-6)
    #expect(uneven.facts["share"] == "75 %")
    #expect(try Self.tasks(["a", "a", "a", "b"]).absence("coverage.balance").kind == .tooFew)
    #expect(try Self.tasks(Array(repeating: "a", count: 9)).absence("coverage.balance").kind == .ruledOut)
  }

  @Test("lengths of tasks are medians over the shortest, of tasks with five episodes")
  func lengths() throws {
    let bed = Self.tasks(
      Array(repeating: "a", count: 5) + Array(repeating: "b", count: 5) + ["c"], steps: [10, 10, 10, 10, 90, 35, 35, 35, 1, 99, 500])
    #expect(try bed.measure("coverage.task-length").values == [1, 3.5])
  }

  @Test("tiers count the episodes of their splits and tasks, each once")
  func tiers() throws {
    var bed = Self.tasks(["a", "b", "b"])
    #expect(try bed.absence("coverage.tiers").kind == .ruledOut)
    bed.declarations.tiers = [
      Declarations.Tier(name: "in_distribution", splits: ["train"], tasks: ["b"]), Declarations.Tier(name: "safety", tasks: ["stop"]),
    ]
    #expect(try bed.measure("coverage.tiers").values == [3, 0])
  }

  // MARK: motion

  /// Ten episodes of three steps along x, the i-th begun at `start(i)` and ended at `end(i)`.
  private static func moving(_ count: Int = 10, start: (Int) -> Double, end: (Int) -> Double) -> TestBed {
    var bed = TestBed([TestBed.numbers("observation/state", 3)])
    bed.roles = [TestBed.role("pose.position", "observation/state[0:3]")]
    bed.splits = [
      "train": (0..<count).map { index in
        let (a, b) = (start(index), end(index))
        return TestEpisode(3, ["observation/state": .numbers([a, 0, 0, (a + b) / 2, 0, 0, b, 0, 0])])
      }
    ]
    return bed
  }

  @Test("the room of all over the reach of one")
  func workspace() throws {
    let same = Self.moving(start: { _ in 0 }, end: { _ in 2 })
    #expect(try same.measure("coverage.workspace").overallNumber == 1)
    let apart = Self.moving(start: { Double($0) }, end: { Double($0) + 2 })
    #expect(try apart.measure("coverage.workspace").overallNumber == 5.5, "from 0 to 11, of reaches of 2")
    #expect(try Self.moving(9, start: { _ in 0 }, end: { _ in 2 }).absence("coverage.workspace").kind == .tooFew)
    #expect(try Self.moving(start: { _ in 1 }, end: { _ in 1 }).absence("coverage.workspace").kind == .tooFew)
  }

  @Test("starts at 0 and 1 in turn are half a unit from their mean: a quarter of a reach of 2")
  func starts() throws {
    let bed = Self.moving(start: { Double($0 % 2) }, end: { Double($0 % 2) + 2 })
    #expect(try bed.measure("coverage.start-spread").overallNumber == 0.25)
    #expect(try Self.moving(start: { _ in 0 }, end: { _ in 2 }).measure("coverage.start-spread").overallNumber == 0)
  }

  @Test("what spreads at the start and comes together is nothing apart at the end; what stays apart is all of it")
  func late() throws {
    let funnel = Self.moving(start: { Double($0 % 2) }, end: { _ in 3 })
    #expect(try funnel.measure("coverage.late-spread").overallNumber == 0)
    #expect(try Self.moving(start: { Double($0 % 2) }, end: { Double($0 % 2) + 2 }).measure("coverage.late-spread").overallNumber == 1)
  }

  @Test("a step that is not finite takes its episode out")
  func hostile() throws {
    let bed = Self.moving(11, start: { $0 == 3 ? .nan : 0 }, end: { _ in 2 })
    #expect(try bed.measure("coverage.workspace").facts["episodes"] == "10")
  }
}
