import Episodes
import FoundationEssentials
import Testing

@testable import Measures

@Suite("Cameras against themselves")
struct ViewTests {
  private let path = "observation/image"
  private let wrist = "observation/wrist"

  private func bed(_ views: [[SIMD3<Double>]]) -> TestBed {
    Scenes.bed(
      [path], views.map { TestEpisode(10, ["observation/state": Scenes.moving(10)], pictures: [path: Scenes.track(Scenes.pixels($0))]) })
  }

  @Test("turns do what they say")
  func turns() {
    let values = (0..<64).map(Double.init)
    let pattern = ViewPattern(values)
    func at(_ turn: ViewPattern.Turn, _ row: Int, _ column: Int) -> Int { Int(pattern.turned(turn).values[8 * row + column]) }
    // The block that stands in the upper left corner afterwards.
    #expect(at(.upsideDown, 0, 0) == 63)
    #expect(at(.mirrored, 0, 0) == 7)
    #expect(at(.flipped, 0, 0) == 56)
    #expect(at(.quarterLeft, 0, 0) == 7)
    #expect(at(.quarterRight, 0, 0) == 56)
    #expect(at(.quarterLeft, 7, 0) == 0)
    #expect(at(.quarterRight, 0, 7) == 0)
    for turn in ViewPattern.Turn.allCases { #expect(Set(pattern.turned(turn).values) == Set(values)) }
  }

  @Test("a plane is no pattern, and likeness is a cosine")
  func patterns() {
    let plane = (0..<64).map { block -> Double in
      let (row, column) = (Double(block / 8), Double(block % 8))
      return 10 + 3 * row - 2 * column
    }
    #expect(ViewPattern(luma: plane).contrast < 1e-9)
    var bump = plane
    bump[27] += 64
    // A bump of 64 in one block of 64. The mean takes 1/64 of its square, and each slope 0.5^2 / (8 * 42): what is left of 64 is 62.9.
    let left = 64 * (1 - 1 / 64.0 - 2 * 0.25 / 336)
    #expect(abs(ViewPattern(luma: bump).contrast - left.squareRoot()) < 1e-9)
    let one = ViewPattern([1, 0] + Array(repeating: 0, count: 62))
    let other = ViewPattern([1, 1] + Array(repeating: 0, count: 62))
    #expect(abs(one.likeness(other) - 0.5.squareRoot()) < 1e-12)
    #expect(one.likeness(ViewPattern(Array(repeating: 0, count: 64))) == 0)
  }

  @Test("each turn of three episodes in twenty is told by its name", arguments: ViewPattern.Turn.allCases)
  func turned(_ turn: ViewPattern.Turn) throws {
    var random = TestRandom(11)
    let room = Scenes.room(&random)
    var views = (0..<20).map { _ in Scenes.seen(room, &random) }
    for index in [2, 9, 15] { views[index] = Scenes.turned(views[index], turn) }
    let found = try bed(views).measure("image.turned")
    #expect(found.episodes == [2, 9, 15])
    #expect(found.samples.allSatisfy { $0.message?.contains(turn.rawValue) == true })
  }

  @Test("an object on the other side of a plain table is no mirrored picture")
  func objectMoved() throws {
    var random = TestRandom(12)
    let plain = Array(repeating: SIMD3(120.0, 110, 100), count: 64)
    func table(objectAt column: Int) -> [SIMD3<Double>] {
      var view = Scenes.seen(plain, &random, noise: 1)
      for row in 3...4 { for near in column...(column + 1) { view[8 * row + near] = SIMD3(220, 30, 30) } }
      return view
    }
    let views = (0..<20).map { table(objectAt: $0 % 6 == 0 ? 6 : 0) }
    #expect(try bed(views).absence("image.turned").kind == .undetermined)
  }

  @Test("views that all differ, or too few of them, are not judged")
  func unclear() throws {
    var random = TestRandom(13)
    let different = (0..<20).map { _ in Scenes.room(&random) }
    #expect(try bed(different).absence("image.turned").kind == .undetermined)
    let room = Scenes.room(&random)
    #expect(try bed((0..<7).map { _ in Scenes.seen(room, &random) }).absence("image.turned").kind == .tooFew)
  }

  @Test("red and blue exchanged are told; a lamp of another colour and a blue thing for a red one are not")
  func channels() throws {
    var random = TestRandom(14)
    let room = Scenes.room(&random).map { SIMD3($0.x + 40, $0.y, $0.z - 20) }
    var views = (0..<20).map { _ in Scenes.seen(room, &random) }
    for index in [4, 5, 17] { views[index] = views[index].map { SIMD3($0.z, $0.y, $0.x) } }
    #expect(try bed(views).measure("image.channels-swapped").episodes == [4, 5, 17])
    let tinted = (0..<20).map { index in Scenes.seen(room, &random).map { index % 4 == 0 ? $0 * SIMD3(0.7, 1, 1.4) : $0 } }
    #expect(try bed(tinted).measure("image.channels-swapped").samples.isEmpty)
    let grey = (0..<20).map { index -> [SIMD3<Double>] in
      var view = Scenes.seen(room.map { SIMD3(repeating: $0.y) }, &random, noise: 1)
      for block in 20..<26 { view[block] = index % 5 == 0 ? SIMD3(30, 60, 220) : SIMD3(220, 60, 30) }
      return view
    }
    #expect(try bed(grey).absence("image.channels-swapped").kind == .undetermined)
  }

  @Test("two cameras that show each other's views are told for the episode, not one that shows something else")
  func cameras() throws {
    var random = TestRandom(15)
    let rooms = (Scenes.room(&random), Scenes.room(&random))
    let episodes = (0..<20).map { index in
      var pair = (Scenes.seen(rooms.0, &random), Scenes.seen(rooms.1, &random))
      if index == 6 || index == 7 { pair = (pair.1, pair.0) }
      if index == 12 { pair.0 = Scenes.room(&random) }
      return TestEpisode(
        10, ["observation/state": Scenes.moving(10)],
        pictures: [path: Scenes.track(Scenes.pixels(pair.0)), wrist: Scenes.track(Scenes.pixels(pair.1))])
    }
    #expect(try Scenes.bed([path, wrist], episodes).measure("image.cameras-swapped").episodes == [6, 7])
  }

  /// What clean datasets may look like: rooms with patterns coarse and fine, a few places for an object, lamps, an arm somewhere.
  /// `CUPEL_CLEAN_CAMERAS=3000 swift test --filter ViewTests` draws as many as the rules promise.
  @Test("no alarm over clean cameras")
  func clean() throws {
    let count = ProcessInfo.processInfo.environment["CUPEL_CLEAN_CAMERAS"].flatMap { Int($0) } ?? 150
    var random = TestRandom(16)
    var looked = (turned: 0, channels: 0)
    for _ in 0..<count {
      let contrast = random.uniform(0.05...1)
      let grey = random.uniform(0...1)
      let room = Scenes.room(&random).map { block in
        let even = SIMD3(repeating: (block.x + block.y + block.z) / 3)
        return (block * (1 - grey) + even * grey - 120) * contrast + 120
      }
      let places = (0..<Int.random(in: 1...3, using: &random)).map { _ in Int.random(in: 0..<54, using: &random) }
      let colours = places.map { _ in SIMD3(random.uniform(0...255), random.uniform(0...255), random.uniform(0...255)) }
      let views = (0..<12).map { _ -> [SIMD3<Double>] in
        var view = Scenes.seen(room, &random, noise: 2)
        let which = Int.random(in: 0..<places.count, using: &random)
        for block in [0, 1, 8, 9] { view[places[which] + block] = colours[which] }
        let arm = Int.random(in: 0..<60, using: &random)
        for block in 0..<4 { view[arm + block] = SIMD3(repeating: 30) }
        return view
      }
      let bed = bed(views)
      if let found = try? bed.measure("image.turned") {
        looked.turned += 1
        #expect(found.samples.isEmpty)
      }
      if let found = try? bed.measure("image.channels-swapped") {
        looked.channels += 1
        #expect(found.samples.isEmpty)
      }
    }
    #expect(looked.turned > count / 4 && looked.channels > count / 10, "\(looked) of \(count)")
  }
}
