import Episodes

@testable import Measures

/// Tracks of cameras for tests, from what a reader would have seen.
enum Scenes {
  static let height = 64
  static let width = 64

  static func camera(_ path: String, _ element: ElementType = .uint8) -> Leaf {
    Leaf(path: path, level: .step, element: element, shape: [height, width, 3], content: .image("jpeg"))
  }

  static func flag(_ path: String) -> Leaf { Leaf(path: path, level: .episode, element: .bool, shape: [], content: .tensor(.none)) }

  static func look(_ kind: PictureLook.Kind = .jpeg, bytes: Int = 1000, repeats: Bool = false) -> PictureLook {
    var look = PictureLook(kind, byteCount: kind == .empty ? 0 : bytes)
    if kind != .empty { (look.height, look.width, look.components, look.bits) = (Int32(height), Int32(width), 3, 8) }
    look.repeatsPrevious = repeats
    return look
  }

  /// Runs of equal pictures, by their lengths.
  static func track(runs: [Int], kind: PictureLook.Kind = .jpeg, first: UInt64 = 1, bytes: Int = 1000) -> PictureTrack {
    var track = PictureTrack()
    track.isPresent = true
    track.firstDigest = first
    track.quality = 90
    for length in runs { for step in 0..<length { track.looks.append(look(kind, bytes: bytes, repeats: step > 0)) } }
    return track
  }

  /// Pixels of a thumbnail in 8 x 8 blocks.
  static func pixels(_ blocks: [SIMD3<Double>], row: Int = 0, sharpness: Double = 10) -> PixelLook {
    var look = PixelLook()
    look.row = row
    for block in blocks { for channel in 0..<3 { look.thumbnail.append(UInt8(min(max(block[channel], 0), 255))) } }
    let lumas = blocks.map { 0.299 * $0.x + 0.587 * $0.y + 0.114 * $0.z }
    look.luma = lumas.reduce(0, +) / Double(lumas.count)
    let square = lumas.reduce(0) { $0 + ($1 - look.luma) * ($1 - look.luma) } / Double(lumas.count)
    look.deviation = square.squareRoot()
    look.brightShare = Double(lumas.count { $0 >= 235 }) / Double(lumas.count)
    look.darkShare = Double(lumas.count { $0 < 16 }) / Double(lumas.count)
    look.sharpness = sharpness
    return look
  }

  static func track(_ pixels: PixelLook..., steps: Int = 10) -> PictureTrack {
    var track = Scenes.track(
      runs: Array(repeating: 1, count: steps), first: UInt64(pixels.first?.thumbnail.reduce(7) { ($0 &* 31 &+ Int($1)) & 0xFFFF_FFFF } ?? 1)
    )
    track.pixels = pixels
    return track
  }

  /// A scene with something everywhere: blocks of their own tone and colour.
  static func room(_ random: inout TestRandom) -> [SIMD3<Double>] {
    (0..<64).map { _ in SIMD3(random.uniform(40...200), random.uniform(40...200), random.uniform(40...200)) }
  }

  /// The same scene under a little noise, another brightness and a lamp from somewhere.
  static func seen(_ room: [SIMD3<Double>], _ random: inout TestRandom, noise: Double = 4) -> [SIMD3<Double>] {
    let gain = random.uniform(0.85...1.15)
    let slope = (random.uniform(-3...3), random.uniform(-3...3))
    return room.enumerated().map { index, block in
      let lamp = slope.0 * Double(index / 8) + slope.1 * Double(index % 8)
      return block * gain + lamp + SIMD3(random.normal(noise), random.normal(noise), random.normal(noise))
    }
  }

  static func turned(_ blocks: [SIMD3<Double>], _ turn: ViewPattern.Turn) -> [SIMD3<Double>] {
    // Channel by channel through the same turn as patterns go through; a test of its own holds what that does.
    let channels = (0..<3).map { channel in ViewPattern(blocks.map { $0[channel] }).turned(turn).values }
    return blocks.indices.map { SIMD3(channels[0][$0], channels[1][$0], channels[2][$0]) }
  }

  static func bed(_ cameras: [String], _ episodes: [TestEpisode], flags: [String] = []) -> TestBed {
    var bed = TestBed([TestBed.numbers("observation/state", 3)] + cameras.map { camera($0) } + flags.map { flag($0) })
    bed.roles = [TestBed.role("pose.position", "observation/state")]
    bed.splits = ["train": episodes]
    return bed
  }

  /// A hand that goes one centimetre a step, from a start.
  static func moving(_ steps: Int, from start: Double = 0) -> TestEpisode.Values {
    .numbers((0..<steps).flatMap { [start + 0.01 * Double($0), 0, 0] })
  }

  static func resting(_ steps: Int) -> TestEpisode.Values { .numbers(Array(repeating: 0, count: 3 * steps)) }
}
