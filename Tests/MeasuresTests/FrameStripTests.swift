import Episodes
import Testing

@testable import Measures

@Suite("Pictures of an episode, and where its labels go in them")
struct FrameStripTests {
  @Test(
    "first, marked or middle, last",
    arguments: [
      (0, nil, []), (1, nil, [0]), (2, nil, [0, 1]), (9, nil, [0, 4, 8]), (9, 7, [0, 7, 8]), (9, 8, [0, 4, 8]), (9, 40, [0, 4, 8]),
    ]
      as [(Int, Int?, [Int])])
  func steps(count: Int, marked: Int?, steps: [Int]) { #expect(FrameStrip.steps(of: count, marked: marked) == steps) }

  /// Turned half about x, one metre above (0.4, 0): it looks straight down, and x of the base is x of the picture.
  static let above: [Double] = [1, 0, 0, 0.4, 0, -1, 0, 0, 0, 0, -1, 1, 0, 0, 0, 1]
  /// Its inverse: R is its own transpose, and -R t = (-0.4, 0, 1).
  static let inverse: [Double] = [1, 0, 0, -0.4, 0, -1, 0, 0, 0, 0, -1, 1, 0, 0, 0, 1]
  static let lens: [Double] = [50, 0, 50, 0, 50, 40, 0, 0, 1]

  @Test("a pinhole: points of the base frame in shares of the picture")
  func pinhole() throws {
    let camera = try #require(CameraModel(intrinsics: Self.lens, extrinsics: Self.above, direction: .poseOfCamera, width: 100, height: 80))
    // Straight below the lens: the centre of the picture.
    let below = try #require(camera.see(SIMD3(0.4, 0, 0)))
    #expect(abs(below.x - 0.5) < 1e-12 && abs(below.y - 0.5) < 1e-12)
    // 0.2 m in x at a distance of 1 m: 50 * 0.2 = 10 pixels of 100 to the right; y of the base is up in the picture.
    let aside = try #require(camera.see(SIMD3(0.6, 0.2, 0)))
    #expect(abs(aside.x - 0.6) < 1e-12 && abs(aside.y - (40 - 10.0) / 80) < 1e-12)
    #expect(camera.see(SIMD3(0.4, 0, 2)) == nil)
  }

  /// Pitched, so that it is not its own inverse; it looks at (0.4, 0, 0) from 1 m.
  static let pitched: [Double] = [1, 0, 0, 0.4, 0, -0.8, 0.6, -0.6, 0, -0.6, -0.8, 0.8, 0, 0, 0, 1]

  @Test("a pitched camera: the pose is turned round, c = Rᵀ (p - t)")
  func pitched() throws {
    let camera = try #require(
      CameraModel(intrinsics: Self.lens, extrinsics: Self.pitched, direction: .poseOfCamera, width: 100, height: 80))
    // p - t = (0, 0.7, -0.8); c = (0, -0.8 * 0.7 + 0.6 * 0.8, 0.6 * 0.7 + 0.8 * 0.8) = (0, -0.08, 1.06).
    let seen = try #require(camera.see(SIMD3(0.4, 0.1, 0)))
    #expect(abs(seen.x - 0.5) < 1e-12 && abs(seen.y - (40 - 50 * 0.08 / 1.06) / 80) < 1e-12)
  }

  @Test("the inverse, columns first, numbers in shares, four numbers: the same camera")
  func forms() throws {
    let point = SIMD3(0.5, 0.1, 0.2)
    let camera = try #require(CameraModel(intrinsics: Self.lens, extrinsics: Self.above, direction: .poseOfCamera, width: 100, height: 80))
    let wanted = try #require(camera.see(point))
    let transposed = (0..<16).map { Self.above[$0 % 4 * 4 + $0 / 4] }
    let others = [
      CameraModel(intrinsics: Self.lens, extrinsics: Self.inverse, direction: .intoCamera, width: 100, height: 80),
      CameraModel(intrinsics: Self.lens, extrinsics: transposed, direction: .poseOfCamera, width: 100, height: 80),
      CameraModel(intrinsics: [0.5, 0.625, 0.5, 0.5], extrinsics: Array(Self.above[..<12]), direction: .poseOfCamera, width: 7, height: 7),
      CameraModel(intrinsics: [50, 0, 0, 0, 50, 0, 50, 40, 1], extrinsics: Self.above, direction: .poseOfCamera, width: 100, height: 80),
    ]
    for other in others {
      let seen = try #require(other?.see(point))
      #expect(abs(seen.x - wanted.x) < 1e-12 && abs(seen.y - wanted.y) < 1e-12)
    }
  }

  @Test("numbers that cannot be a calibration of the picture are none")
  func none() {
    func camera(_ lens: [Double], _ pose: [Double]) -> CameraModel? {
      CameraModel(intrinsics: lens, extrinsics: pose, direction: .poseOfCamera, width: 100, height: 80)
    }
    #expect(camera([500, 0, 320, 0, 500, 240, 0, 0, 1], Self.above) == nil)
    #expect(camera([-50, 0, 50, 0, 50, 40, 0, 0, 1], Self.above) == nil)
    #expect(camera([.nan, 0, 50, 0, 50, 40, 0, 0, 1], Self.above) == nil)
    #expect(camera(Self.lens, Array(Self.above[..<9])) == nil)
    #expect(camera([], []) == nil)
  }

  // MARK: Episodes

  private static func leaves(_ extrinsics: String) -> [Leaf] {
    [
      TestBed.numbers("position", 3), TestBed.numbers("action", 3), TestBed.text("text"),
      Leaf(path: "image", level: .step, element: .uint8, shape: [80, 100, 3], content: .image("jpeg")),
      Leaf(path: "camera_intrinsics", level: .episode, element: .float32, shape: [3, 3], content: .tensor(.none)),
      Leaf(path: extrinsics, level: .episode, element: .float32, shape: [4, 4], content: .tensor(.none)),
    ]
  }

  /// Ten steps of 1 cm along x, below the camera; three pictures were copied.
  private static func strip(extrinsics name: String, pose: [Double] = above) throws -> FrameStrip {
    var bed = TestBed(leaves(name))
    bed.roles = [
      TestBed.role("pose.position", "position"), TestBed.role("action.translation", "action"), TestBed.role("instruction", "text"),
    ]
    var columns = ColumnPlan()
    let reader = FrameReader(bed.setting, convention: nil, cameras: [3], columns: &columns)
    func column(_ width: Int, _ numbers: [Double]) -> Column {
      var column = Column(width: width)
      (column.numbers, column.rows, column.isPresent) = (numbers, numbers.count / width, true)
      return column
    }
    var text = Column(width: 1)
    (text.bytes, text.ends, text.rows, text.isPresent) = (Array("push".utf8), [4], 1, true)
    let all = [
      column(3, (0..<10).flatMap { [0.4 + 0.01 * Double($0), 0, 0.0] }), column(3, (0..<10).flatMap { [$0 < 9 ? 0.01 : 0, 0.0, 0] }), text,
      Column(width: 1), column(9, lens), column(16, pose),
    ]
    var episode = Episode(
      identity: EpisodeIdentity(split: "train", shard: 0, record: 0), steps: 10, columns: columns.selection.map { all[$0] })
    var track = PictureTrack()
    track.isPresent = true
    track.looks = (0..<10).map { _ in
      var look = PictureLook(.jpeg, byteCount: 10)
      (look.width, look.height) = (100, 80)
      return look
    }
    track.pixels = [0, 4, 9].map { row in
      var pixels = PixelLook()
      (pixels.row, pixels.copy) = (row, PictureCopy(jpeg: [1], width: 100, height: 80))
      return pixels
    }
    episode.pictures = [track]
    return try #require(reader.read(episode, split: "train", number: 7, camera: 0, marks: 4...4))
  }

  @Test("labels, marks and the instruction stand beside each picture")
  func strip() throws {
    let strip = try Self.strip(extrinsics: "cam2base")
    #expect(strip.split == "train" && strip.episode == 7 && strip.camera == "image" && strip.instruction == "push")
    #expect(strip.frames.map(\.step) == [0, 4, 9] && strip.frames.map(\.isMarked) == [false, true, false])
    #expect(strip.frames[1].motion == SIMD3(0.01, 0, 0) && abs(strip.reach - 0.01) < 1e-12)
  }

  @Test("an arrow from the end effector along its label, five times as long")
  func arrow() throws {
    let frame = try Self.strip(extrinsics: "cam2base").frames[1]
    let arrow = try #require(frame.arrow)
    // At step 4 it is 4 cm beside the centre: 50 * 0.04 = 2 pixels of 100; the label goes 5 * 1 cm: 2.5 more.
    #expect(abs(arrow.from.x - 0.52) < 1e-12 && abs(arrow.to.x - 0.545) < 1e-12 && abs(arrow.from.y - 0.5) < 1e-12)
  }

  @Test("extrinsics of unknown direction are drawn by where one reading alone has the end effector in view, and not at all where both have")
  func direction() throws {
    // Read the other way round this camera, 0.3 m to the side and pitched, does not have it in view.
    #expect(try Self.strip(extrinsics: "camera_extrinsics", pose: Self.pitched).frames[0].arrow != nil)
    #expect(try Self.strip(extrinsics: "cam2base", pose: Self.pitched).frames[0].arrow != nil)
    #expect(try Self.strip(extrinsics: "base2cam", pose: Self.pitched).frames[0].arrow == nil)
    // Of this one both readings have it in view, at 0.5 and at 0.9 of the width.
    let strip = try Self.strip(extrinsics: "camera_extrinsics", pose: Self.above)
    #expect(strip.frames.allSatisfy { $0.arrow == nil })
    #expect(strip.frames.allSatisfy { $0.motion != nil })
  }
}
