import Episodes
import Testing

@testable import Measures

@Suite("What contracts over deliveries ask about")
struct AcceptanceTests {
  private static func clocked(_ stamps: [[Double]], second: [[Double]]? = nil) -> TestBed {
    var bed = TestBed([TestBed.numbers("timestamp", 1, .float64), TestBed.numbers("force_timestamp", 1, .float64)])
    bed.roles = [TestBed.role("timestamp", "timestamp")] + (second == nil ? [] : [TestBed.role("timestamp.force", "force_timestamp")])
    bed.declarations.controlHz = 10
    bed.splits = [
      "train": stamps.indices.map { index in
        var columns: [String: TestEpisode.Values] = ["timestamp": .numbers(stamps[index])]
        if let second { columns["force_timestamp"] = .numbers(second[index]) }
        return TestEpisode(stamps[index].count, columns)
      }
    ]
    return bed
  }

  private static let grid = (0..<50).map { Double($0) / 10 }

  @Test("completeness is the steps over those that span and rate promise: 45 of 50 are 90 per cent")
  func completeness() throws {
    let holed = Self.grid.filter { !(1.95...2.45).contains($0) }
    let found = try Self.clocked([Self.grid, holed]).measure("acceptance.completeness")
    #expect(abs(found.values[0] - 1) < 1e-9 && abs(found.values[1] - Double(holed.count) / 50) < 1e-9 && holed.count == 45)
    #expect(try TestBed([TestBed.numbers("action", 7)]).absence("acceptance.completeness").kind == .missing)
  }

  @Test("streams are told apart in seconds, and only where there are two")
  func skew() throws {
    let late = Self.grid.map { $0 + 0.012 }
    let found = try Self.clocked([Self.grid, Self.grid], second: [Self.grid, late]).measure("acceptance.skew")
    #expect(found.values[0] == 0 && abs(found.values[1] - 0.012) < 1e-9)
    #expect(try Self.clocked([Self.grid]).absence("acceptance.skew").kind == .missing)
  }

  @Test("the rate is that of the stamps before the declared one")
  func rate() throws {
    #expect(abs((try Self.clocked([Self.grid.map { $0 / 3 }]).measure("acceptance.rate").overallNumber ?? 0) - 30) < 1e-9)
    var bed = TestBed([TestBed.numbers("action", 7)])
    bed.declarations.controlHz = 24
    #expect(try bed.measure("acceptance.rate").overallNumber == 24)
  }

  @Test("pictures have the lines that are declared")
  func pictures() throws {
    func camera(_ path: String, _ shape: [Int?]) -> Leaf {
      Leaf(path: path, level: .step, element: .uint8, shape: shape, content: .image("jpeg"))
    }
    let bed = TestBed([camera("a", [720, 1280, 3]), camera("b", [640, 480, 3]), camera("c", [nil, nil, 3])])
    #expect(try bed.measure("acceptance.picture-lines").values == [720, 480])
    #expect(try TestBed([camera("c", [nil, nil, 3])]).absence("acceptance.picture-lines").kind == .missing)
  }

  @Test("durations are held against the median of the task, where it has five episodes")
  func durations() throws {
    var bed = TestBed([TestBed.text("episode_metadata/task", .episode)])
    bed.declarations.task = "episode_metadata/task"
    func episode(_ steps: Int, _ task: String) -> TestEpisode { TestEpisode(steps, ["episode_metadata/task": .texts([task])]) }
    bed.splits = ["train": [10, 10, 10, 12, 40].map { episode($0, "fold") } + [100, 400].map { episode($0, "walk") }]
    let found = try bed.measure("acceptance.duration")
    #expect(found.values == [1, 1, 1, 1.2, 4] && found.episodes == [0, 1, 2, 3, 4])
  }

  /// p = A sin(ω t) at f Hz has the root mean square A ω³ / √2; differences shorten it by (sin(ω/2f) / (ω/2f))³.
  @Test("jerk is that of the motion where the rate resolves it, and not told where noise or a slow rate hide it")
  func jerk() throws {
    func bed(_ hertz: Double, _ place: (Double) -> Double) -> TestBed {
      var bed = TestBed([TestBed.numbers("observation/state", 3)])
      bed.roles = [TestBed.role("pose.position", "observation/state[0:3]")]
      bed.declarations.controlHz = hertz
      let steps = Int(10 * hertz)
      bed.splits = [
        "train": [TestEpisode(steps, ["observation/state": .numbers((0..<steps).flatMap { [place(Double($0) / hertz), 0, 0] })])]
      ]
      return bed
    }
    let omega = 2 * Double.pi
    let wave = bed(50) { 0.1 * Self.sinTable($0 * omega) }
    let half = omega / 100
    let expected = 0.1 * omega * omega * omega / 2.0.squareRoot() * Self.cube(Self.sinTable(half) / half)
    let found = try #require(try wave.measure("acceptance.jerk").values.first)
    #expect(abs(found / expected - 1) < 0.01)
    var random = TestRandom(7)
    let noise = (0..<1000).map { _ in random.normal(1e-4) }
    #expect(try bed(100) { noise[Int(($0 * 100).rounded())] }.absence("acceptance.jerk").kind == .undetermined)
    #expect(try bed(4) { 0.1 * Self.sinTable($0 * 1.6 * omega) }.absence("acceptance.jerk").kind == .undetermined)
  }

  private static func cube(_ x: Double) -> Double { x * x * x }

  /// sin by its series, over one turn.
  private static func sinTable(_ x: Double) -> Double {
    let turn = 2 * Double.pi
    let reduced = x - (x / turn).rounded() * turn
    var (term, sum) = (reduced, reduced)
    for k in 1..<20 {
      term *= -reduced * reduced / Double((2 * k) * (2 * k + 1))
      sum += term
    }
    return sum
  }
}
