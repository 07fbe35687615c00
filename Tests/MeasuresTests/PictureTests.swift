import Episodes
import Testing

@testable import Measures

@Suite("Pictures by their headers")
struct PictureTests {
  private let path = "observation/image"

  private func episodes(_ tracks: [PictureTrack], moving: Bool = true) -> [TestEpisode] {
    tracks.enumerated().map { index, track in
      let steps = track.looks.count
      return TestEpisode(
        steps, ["observation/state": moving ? Scenes.moving(steps, from: Double(index)) : Scenes.resting(steps)], pictures: [path: track])
    }
  }

  private func lively(_ count: Int, _ steps: Int = 20) -> [PictureTrack] {
    (0..<count).map { Scenes.track(runs: Array(repeating: 1, count: steps), first: UInt64(100 + $0)) }
  }

  @Test("a picture that is repeated while the robot moves stands still, with its share and steps")
  func standing() throws {
    let frozen = Scenes.track(runs: Array(repeating: 1, count: 6) + [8] + Array(repeating: 1, count: 6), first: 9)
    let found = try Scenes.bed([path], episodes(lively(3) + [frozen])).measure("image.standing")
    #expect(found.total == 4)
    #expect(found.values == [8.0 / 20])
    #expect(found.samples.first?.place.steps == 6...13)
  }

  @Test("four equal pictures are not enough, and neither are many while the robot rests")
  func notStanding() throws {
    let short = Scenes.track(runs: Array(repeating: 1, count: 8) + [4] + Array(repeating: 1, count: 8), first: 9)
    #expect(try Scenes.bed([path], episodes(lively(3) + [short])).measure("image.standing").values == [])
    let long = Scenes.track(runs: Array(repeating: 1, count: 6) + [8] + Array(repeating: 1, count: 6), first: 9)
    #expect(try Scenes.bed([path], episodes(lively(3) + [long], moving: false)).measure("image.standing").values == [])
  }

  @Test("a camera slower than the control loop repeats every picture: only twice its usual run stands still")
  func slowCamera() throws {
    let slow = (0..<6).map { Scenes.track(runs: Array(repeating: 6, count: 10), first: UInt64($0)) }
    #expect(try Scenes.bed([path], episodes(slow)).measure("image.standing").values == [])
    let hung = Scenes.track(runs: [6, 6, 18, 6, 6, 6, 6, 6], first: 77)
    let found = try Scenes.bed([path], episodes(slow + [hung])).measure("image.standing")
    #expect(found.values == [18.0 / 60])
    #expect(found.episodes == [6])
  }

  @Test("an episode that is one picture stands still; a camera that is one picture everywhere is told as that, once")
  func constant() throws {
    let one = Scenes.track(runs: [20], first: 5)
    let single = Scenes.bed([path], episodes(lively(3) + [one]))
    #expect(try single.measure("image.standing").values == [1])
    #expect(try single.measure("image.constant").values == [0])
    let all = Scenes.bed(
      [path, "observation/other"],
      (0..<4).map { index in
        TestEpisode(
          20, ["observation/state": Scenes.moving(20)], pictures: [path: one, "observation/other": lively(4)[index]])
      })
    #expect(try all.measure("image.constant").values == [2, 0])
    #expect(try all.measure("image.standing").values == [])
    #expect(try Scenes.bed([path], episodes([one, one])).absence("image.standing").kind == .missing)
  }

  @Test("empty pictures are missing by their share, unless the episode says that the camera was not there")
  func missing() throws {
    var partly = Scenes.track(runs: Array(repeating: 1, count: 10))
    for step in 6..<10 { partly.looks[step] = Scenes.look(.empty) }
    let none = Scenes.track(runs: [10], kind: .empty)
    let found = try Scenes.bed([path], episodes(lively(2, 10) + [partly, none])).measure("image.missing")
    #expect(found.values == [0.4, 1])
    #expect(found.total == 4)
    let flag = "episode_metadata/has_image"
    var told = episodes([none, none])
    told[0].columns[flag] = .numbers([0])
    told[1].columns[flag] = .numbers([1])
    let flagged = try Scenes.bed([path], told, flags: [flag]).measure("image.missing")
    #expect(flagged.episodes == [1])
  }

  @Test("flags are held against what pictures show, both ways")
  func flags() throws {
    let flag = "episode_metadata/has_image"
    let black = Scenes.track(runs: [10], first: 3)
    var told = episodes([lively(1, 10)[0], lively(1, 10)[0], black, black, Scenes.track(runs: [10], kind: .empty)])
    for (index, value) in [1.0, 0, 0, 1, 1].enumerated() { told[index].columns[flag] = .numbers([value]) }
    let found = try Scenes.bed([path], told, flags: [flag]).measure("image.flags")
    // 1 says no and shows pictures; 3 says yes and shows what stands for none in 2; 4 says yes and is empty.
    #expect(Set(found.episodes) == [1, 3, 4])
    #expect(found.total == 5)
    #expect(try Scenes.bed([path], episodes(lively(2))).absence("image.flags").kind == .missing)
  }

  @Test("what training code cannot decode, other sizes, other kinds, bytes behind the end")
  func whole() throws {
    var tracks = lively(4, 10)
    tracks[0].looks[3].flaws = .cutShort
    tracks[0].looks[5] = Scenes.look(.unknown)
    tracks[1].looks[7].width = 32
    tracks[1].looks[8].components = 1
    tracks[2].looks[2].flaws = .trailing
    tracks[3].looks[9].kind = .png
    let bed = Scenes.bed([path], episodes(tracks))
    let broken = try bed.measure("image.broken")
    #expect(broken.values == [2])
    #expect(broken.samples.first?.place.steps == 3...3)
    #expect(try bed.measure("image.other-size").values == [2])
    #expect(try bed.measure("image.other-size").samples.first?.message?.contains("64 x 32 x 3, declared 64 x 64 x 3") == true)
    #expect(try bed.measure("image.trailing").episodes == [2])
    let kinds = try bed.measure("image.kinds")
    #expect(kinds.episodes == [3])
    #expect(kinds.samples.first?.message?.contains("PNG; mostly it is JPEG") == true)
  }

  @Test("a first picture that stands before other places is told; a simulator that resets is not, and neither is a pair within 2 mm")
  func firstRepeats() throws {
    func starts(_ places: [Double]) -> [TestEpisode] {
      places.map { place in
        TestEpisode(
          10, ["observation/state": Scenes.moving(10, from: place)],
          pictures: [path: Scenes.track(runs: Array(repeating: 1, count: 10), first: 42)])
      }
    }
    let found = try Scenes.bed([path], starts([0, 0.1, 0.25])).measure("image.first-repeats")
    #expect(found.values == [3, 3, 3])
    #expect(try Scenes.bed([path], starts([0.1, 0.1, 0.1])).measure("image.first-repeats").values == [])
    #expect(try Scenes.bed([path], starts([0.1, 0.1015, 0.1])).measure("image.first-repeats").values == [])
  }

  @Test("two cameras with the same pictures")
  func duplicateViews() throws {
    let other = "observation/other"
    func pair(_ same: Bool, _ index: Int) -> TestEpisode {
      let track = Scenes.track(runs: Array(repeating: 1, count: 10), first: UInt64(index), bytes: 900 + index)
      let second = Scenes.track(runs: Array(repeating: 1, count: 10), first: UInt64(same ? index : index + 50), bytes: 900 + index)
      return TestEpisode(10, ["observation/state": Scenes.moving(10)], pictures: [path: track, other: second])
    }
    let found = try Scenes.bed([path, other], [pair(true, 1), pair(false, 2), pair(true, 3), pair(false, 4)]).measure(
      "image.duplicate-views")
    #expect(found.values == [0.5])
    #expect(try Scenes.bed([path], episodes(lively(2))).absence("image.duplicate-views").kind == .ruledOut)
  }

  @Test("the target's loader enlarges by the larger factor where it squashes, by the smaller where it leaves bars")
  func enlarged() throws {
    var tracks = lively(2, 10)
    for index in tracks.indices { for step in tracks[index].looks.indices { tracks[index].looks[step].width = 128 } }
    var bed = Scenes.bed([path], episodes(tracks))
    bed.roles.append(TestBed.role("image.primary", path))
    bed.target.views = [TargetFacts.CameraView(slot: "primary", role: "image.primary", isRequired: true, missing: .black)]
    bed.target.image = TargetFacts.ImageUse(height: 256, width: 256, resize: .squash)
    #expect(try bed.measure("image.enlarged").values == [4])
    bed.target.image?.resize = .letterbox
    #expect(try bed.measure("image.enlarged").values == [2])
  }
}
