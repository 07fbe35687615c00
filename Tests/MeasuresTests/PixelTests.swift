import Episodes
import Testing

@testable import Measures

@Suite("Pictures by their pixels")
struct PixelTests {
  private let path = "observation/image"

  private func plain(_ luma: Double, spread: Double = 20, _ random: inout TestRandom) -> PixelLook {
    Scenes.pixels((0..<64).map { _ in SIMD3(repeating: luma + random.uniform(-spread...spread)) })
  }

  private func bed(_ looks: [[PixelLook]], splits: [String: Range<Int>]? = nil) -> TestBed {
    let episodes = looks.map { pixels -> TestEpisode in
      var track = Scenes.track(runs: Array(repeating: 1, count: 10))
      track.pixels = pixels
      return TestEpisode(10, ["observation/state": Scenes.moving(10)], pictures: [path: track])
    }
    var bed = Scenes.bed([path], episodes)
    if let splits { bed.splits = splits.mapValues { Array(episodes[$0]) } }
    return bed
  }

  @Test("black is black, a night scene is not; dark where the camera is usually lit is all but dark")
  func black() throws {
    var random = TestRandom(21)
    var lit = (0..<8).map { _ in [plain(110, &random)] }
    var dark = PixelLook()
    (dark.luma, dark.deviation, dark.row) = (0.4, 0.2, 6)
    dark.thumbnail = Array(repeating: 0, count: 192)
    lit[3].append(dark)
    var dim = dark
    (dim.luma, dim.deviation) = (6, 3)
    lit[5].append(dim)
    let found = try bed(lit).measure("image.black")
    #expect(found.episodes == [3, 5])
    #expect(found.values == [2, 1])
    #expect(found.samples.first?.place.steps == 6...6)
    let night = (0..<8).map { _ in [dim] }
    #expect(try bed(night).measure("image.black").samples.isEmpty)
  }

  @Test("one tone is flat; black is told as black alone")
  func flat() throws {
    var random = TestRandom(22)
    let looks = [[plain(110, &random)], [plain(128, spread: 0, &random)], [plain(0, spread: 0, &random)]]
    let found = try bed(looks).measure("image.flat")
    #expect(found.episodes == [1])
  }

  @Test("white is told against the camera's usual share, and a white scene is not")
  func overexposed() throws {
    var random = TestRandom(23)
    func washed() -> PixelLook { Scenes.pixels((0..<64).map { SIMD3(repeating: $0 < 48 ? 250 : 120) }) }
    let some = (0..<8).map { index in [index == 2 ? washed() : plain(110, &random)] }
    let found = try bed(some).measure("image.overexposed")
    #expect(found.episodes == [2])
    #expect(found.values == [0.75])
    #expect(try bed((0..<8).map { _ in [washed()] }).measure("image.overexposed").samples.isEmpty)
  }

  @Test("blur is told of the same scene, by the sharpest picture, and not where sharpness varies")
  func blur() throws {
    var random = TestRandom(24)
    let room = Scenes.room(&random)
    func look(_ sharpness: Double) -> PixelLook { Scenes.pixels(Scenes.seen(room, &random), sharpness: sharpness) }
    let some = (0..<10).map { index in [look(index == 4 ? 8 : 30), look(index == 4 ? 10 : 3)] }
    let found = try bed(some).measure("image.blur")
    #expect(found.episodes == [4])
    // About 30 over 10, gains of single pictures aside.
    #expect(found.values.allSatisfy { (2.3...3.9).contains($0) })
    let varied = (0..<10).map { index in [look(10 * Double(1 + index * index))] }
    #expect(try bed(varied).measure("image.blur").samples.isEmpty)
  }

  @Test("what the decoder refuses and what it complains of are told apart, in its words")
  func troubles() throws {
    var random = TestRandom(25)
    var refused = PixelLook()
    refused.trouble = PixelLook.Trouble(isFatal: true, message: "not a PNG")
    refused.row = 7
    var damaged = plain(110, &random)
    damaged.trouble = PixelLook.Trouble(isFatal: false, message: "Corrupt JPEG data: bad Huffman code")
    var harmless = plain(110, &random)
    harmless.trouble = PixelLook.Trouble(isFatal: false, message: "Corrupt JPEG data: 3 extraneous bytes before marker 0xd9")
    let bed = bed([[refused], [damaged], [harmless], [plain(110, &random)]])
    #expect(try bed.measure("image.refused").episodes == [0, 1])
    #expect(try bed.measure("image.refused").samples.first?.message == "observation/image in step 7: not a PNG")
    #expect(try bed.measure("image.complaints").episodes == [2])
  }

  @Test("another split is held against train in deviations between episodes")
  func shift() throws {
    var random = TestRandom(26)
    let room = Scenes.room(&random)
    func views(_ count: Int, _ offset: Double) -> [[PixelLook]] {
      (0..<count).map { index in [Scenes.pixels(room.map { $0 + offset + Double(index % 3) * 4 - 4 })] }
    }
    // Between episodes -4, 0, 4: a deviation of 3.3 to 4; 20 levels are about five or six of them.
    let shifted = try bed(views(12, 0) + views(6, 20), splits: ["train": 0..<12, "val": 12..<18]).measure("image.shift")
    #expect(shifted.values.count == 1 && (4.5...6.5).contains(shifted.values[0]))
    let same = try bed(views(12, 0) + views(6, 0), splits: ["train": 0..<12, "val": 12..<18]).measure("image.shift")
    #expect(same.values[0] < 0.5)
    let few = bed(views(12, 0) + views(2, 20), splits: ["train": 0..<12, "val": 12..<14])
    #expect(try few.absence("image.shift").kind == .tooFew)
    // Three episodes are enough against nine others, and not against six.
    let three = bed(views(9, 0) + views(3, 20), splits: ["train": 0..<9, "val": 9..<12])
    #expect(try three.measure("image.shift").values.count == 1)
    let together = bed(views(6, 0) + views(3, 20), splits: ["train": 0..<6, "val": 6..<9])
    #expect(try together.absence("image.shift").kind == .tooFew)
  }

  @Test("a reference is another dataset's profile; another view counts for itself")
  func reference() throws {
    var random = TestRandom(27)
    let (room, other) = (Scenes.room(&random), Scenes.room(&random))
    let own = bed((0..<12).map { _ in [Scenes.pixels(Scenes.seen(room, &random))] })
    #expect(try own.absence("image.reference-shift").kind == .missing)
    for (view, isOther) in [(room, false), (other, true)] {
      let theirs = bed((0..<12).map { _ in [Scenes.pixels(Scenes.seen(view, &random))] })
      let requests = try #require(MeasureRegistry.metrics["image.reference-shift"]).probes([:])
      var held = own
      held.reference = PictureReference(name: "theirs", profiles: PictureProfile.all(try theirs.observe(requests)))
      let found = try held.measure("image.reference-shift")
      #expect(found.samples.first?.message?.contains("another view") == isOther)
      #expect((found.values[0] >= ShiftMeasures.otherView) == isOther)
    }
  }

  @Test("a hand that rises goes up in upright pictures and down in others, and a plain answer is needed")
  func upright() throws {
    var random = TestRandom(28)
    let room = Scenes.room(&random).map { SIMD3(repeating: 100 + ($0.x - 120) * 0.3) }
    func episodes(_ isUpright: Bool, moves: Bool = true) -> [TestEpisode] {
      (0..<24).map { _ in
        let heights = [random.uniform(0...0.4), random.uniform(0...0.4)]
        let column = Int.random(in: 0..<8, using: &random)
        // A lamp of its own for every episode, which must not be taken for something that moved.
        let lamp = random.uniform(0.5...1.5)
        let looks = heights.enumerated().map { index, height -> PixelLook in
          var view = Scenes.seen(room, &random, noise: 2)
          let up = Int((moves ? height : 0.2) / 0.4 * 7)
          view[8 * (isUpright ? 7 - up : up) + column] = SIMD3(repeating: 20)
          return Scenes.pixels(view.map { $0 * lamp }, row: index)
        }
        let steps = (0..<10).flatMap { step in [0.4, 0.0, heights[min(step, 1)]] }
        var track = Scenes.track(runs: Array(repeating: 1, count: 10))
        track.pixels = looks
        return TestEpisode(10, ["observation/state": .numbers(steps)], pictures: [path: track])
      }
    }
    for (isUpright, value) in [(true, 0.0), (false, 1.0)] {
      var bed = Scenes.bed([path], episodes(isUpright))
      #expect(try bed.absence("image.upright").kind == .missing)
      bed.declarations.uprightPictures = [path]
      #expect(try bed.measure("image.upright").values == [value])
    }
    var still = Scenes.bed([path], episodes(true, moves: false))
    still.declarations.uprightPictures = [path]
    #expect(try still.absence("image.upright").kind == .undetermined)
  }

  @Test("without decoded pictures nothing is said to be in order")
  func none() throws {
    var random = TestRandom(29)
    var bed = bed([[plain(100, &random)]])
    bed.pictures = .headersOnly
    #expect(try bed.absence("image.black").reason.contains("--images none"))
  }
}
