import Episodes
import Testing

@testable import Measures

@Suite("Calibrations that can be")
struct CalibrationTests {
  private static let picture = [PictureSize(width: 640, height: 480)]
  private static let identity: [Double] = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]
  private static let camera: [Double] = [600, 0, 320, 0, 600, 240, 0, 0, 1]

  private func kind(_ values: [Double], _ form: CalibrationLeaf.Form, _ pictures: [PictureSize] = picture) -> CalibrationFault.Kind {
    CalibrationFault.of(values[...], form: form, pictures: pictures).kind
  }

  /// A turn of 3-4-5: its cosine is 0.6 and its sine 0.8.
  @Test("rotations are orthonormal and do not mirror; text with three digits is good enough")
  func rotations() {
    let turn = [0.6, -0.8, 0, 0.8, 0.6, 0, 0, 0, 1.0]
    #expect(kind(turn, .rotation) == .none)
    #expect(kind(turn.map { ($0 * 1.004 * 1000).rounded() / 1000 }, .rotation) == .none)
    let scaled = CalibrationFault.of(turn.map { $0 * 0.9 }[...], form: .rotation, pictures: [])
    #expect(scaled.kind == .notOrthonormal && abs(scaled.value - 0.19) < 1e-12, "1 - 0.9 * 0.9")
    #expect(kind([0.6, 0.8, 0, 0.8, -0.6, 0, 0, 0, 1], .rotation) == .mirrored)
    #expect(kind(Array(repeating: 0, count: 9), .rotation) == .zeros)
    #expect(kind([.nan] + turn.dropFirst(), .rotation) == .notFinite)
  }

  @Test("a homogeneous matrix may be written by rows or by columns, and ends in 0 0 0 1")
  func homogeneous() {
    var rows = Self.identity
    (rows[3], rows[7], rows[11]) = (0.4, 0, 0.9)
    #expect(kind(rows, .homogeneous) == .none)
    var columns = Self.identity
    (columns[12], columns[13], columns[14]) = (0.4, 0, 0.9)
    #expect(kind(columns, .homogeneous) == .none)
    rows[15] = 0
    #expect(kind(rows, .homogeneous) == .lastRow)
    #expect(kind([1, 0, 0, 5, 0, 1, 0, 5, 0, 0, 1, 5], .transform) == .none)
  }

  @Test("focal lengths and centres fit a picture that is there")
  func intrinsics() {
    #expect(kind(Self.camera, .intrinsics) == .none)
    #expect(kind([600, 0, 0, 0, 600, 0, 320, 240, 1], .intrinsics) == .none, "columns first")
    #expect(kind(Self.camera, .intrinsics, [PictureSize(width: 256, height: 256)]) == .centre)
    #expect(kind(Self.camera, .intrinsics, [PictureSize(width: 256, height: 256)] + Self.picture) == .none, "any of the pictures")
    #expect(kind(Self.camera, .intrinsics, []) == .none, "no picture to hold it against")
    #expect(kind([0.9, 0, 0.5, 0, 1.2, 0.5, 0, 0, 1], .intrinsics) == .none, "in widths and heights")
    #expect(kind([-600, 0, 320, 0, 600, 240, 0, 0, 1], .intrinsics) == .focalLength)
    #expect(kind([600, 0, 320, 0, 200, 240, 0, 0, 1], .intrinsics) == .unequalAxes)
    #expect(kind([60_000, 0, 320, 0, 60_000, 240, 0, 0, 1], .intrinsics) == .angle)
    #expect(kind([600, 600, 320, 240], .focalAndCentre) == .none)
  }

  @Test("features are known by name and shape")
  func recognised() {
    func leaf(_ path: String, _ shape: [Int], _ element: ElementType = .float32) -> Leaf {
      Leaf(path: path, level: .episode, element: element, shape: shape, content: .tensor(.none))
    }
    let leaves = [
      leaf("episode_metadata/extrinsics_1", [4, 4]), leaf("main_camera_intrinsic_cv", [3, 3]), leaf("wrist_cam2world_gl", [16]),
      leaf("all_extrinsics", [3, 4, 4]), leaf("camera_extrinsics", [6]), leaf("state", [4, 4]), leaf("intrinsics", [4]),
      leaf("intrinsics_id", [3, 3], .int64), leaf("huge_extrinsics", [100, 4, 4]),
    ]
    let found = CalibrationLeaf.all(in: Setting(schema: Schema(leaves: leaves, hasSteps: true), roles: RoleMap()))
    #expect(found.map(\.leaf) == [0, 1, 2, 3, 6])
    #expect(found.map(\.form) == [.homogeneous, .intrinsics, .homogeneous, .homogeneous, .focalAndCentre])
    #expect(found.map(\.count) == [1, 1, 1, 3, 1])
  }

  @Test("each calibration is told once, with the first episode and their number; a step in the middle is looked at")
  func told() throws {
    let leaf = Leaf(path: "observation/extrinsics", level: .step, element: .float32, shape: [4, 4], content: .tensor(.none))
    let bad = Self.identity.map { $0 * 2 }
    var bed = TestBed([leaf])
    func episode(_ rows: [[Double]]) -> TestEpisode { TestEpisode(rows.count, ["observation/extrinsics": .numbers(rows.flatMap { $0 })]) }
    let good = [Self.identity, Self.identity, Self.identity]
    bed.splits = ["train": [episode(good), episode([Self.identity, bad, Self.identity]), episode([bad, bad, bad])]]
    let found = try bed.measure("provenance.calibration")
    #expect(found.samples.count == 1 && found.values == [2] && found.episodes == [1] && found.total == 1)
    bed.splits = ["train": [episode(good)]]
    #expect(try bed.measure("provenance.calibration").samples.isEmpty)
    #expect(try TestBed([TestBed.numbers("action", 7)]).absence("provenance.calibration").kind == .missing)
  }
}
