import Episodes
import Testing

@testable import Pictures

@Suite("Pixels of decoded pictures")
struct PixelReaderTests {
  private func read(_ bytes: [UInt8], _ element: ElementType = .uint8, reader: PixelReader = PixelReader()) -> PixelLook {
    reader.pixels(bytes.span.bytes, look: PictureHeader.look(bytes.span.bytes), element: element)
  }

  @Test("brightness, spread, sharpness and blocks are those that numpy finds", arguments: EncodedPicture.all)
  func measured(_ picture: EncodedPicture) {
    let look = read(picture.bytes, picture.element)
    #expect(look.trouble == nil)
    #expect(abs(look.luma - picture.luma) < 0.01)
    #expect(abs(look.deviation - picture.deviation) < 0.01)
    #expect(abs(look.darkShare - picture.dark) < 1e-9)
    #expect(abs(look.brightShare - picture.bright) < 1e-9)
    #expect(abs(look.sharpness - picture.sharpness) < 0.01)
    #expect(look.thumbnail.map(Int.init) == picture.thumbnail)
    #expect(look.isZero == (picture.name == "black jpeg"))
  }

  @Test("a reader keeps nothing of the picture before")
  func reused() {
    let reader = PixelReader()
    let fresh = EncodedPicture.all.map { read($0.bytes, $0.element) }
    for _ in 0..<2 {
      for (picture, expected) in zip(EncodedPicture.all.reversed(), fresh.reversed()) {
        #expect(read(picture.bytes, picture.element, reader: reader) == expected)
      }
    }
  }

  @Test("a file cut in its data is told in the decoder's words; pixels that could be had are the same every time")
  func cutShort() throws {
    let jpeg = try EncodedPicture.named("jpeg 95").bytes
    let cut = Array(jpeg[..<(jpeg.count * 2 / 3)])
    let look = read(cut)
    #expect(look.trouble?.isFatal == false)
    #expect(look.trouble?.message.contains("Premature end of JPEG file") == true)
    #expect(!look.thumbnail.isEmpty)
    #expect(read(cut) == look)
    let png = try EncodedPicture.named("png").bytes
    #expect(read(Array(png[..<(png.count / 2)])).trouble?.isFatal == true)
    #expect(read(Array(png[..<(png.count / 2)])).thumbnail.isEmpty)
  }

  @Test("any byte of the file may lie: no crash, and the same answer twice")
  func damaged() {
    let reader = PixelReader()
    for picture in EncodedPicture.all {
      for at in stride(from: 0, to: picture.bytes.count, by: 7) {
        var bytes = picture.bytes
        bytes[at] ^= 0x5A
        let look = PictureHeader.look(bytes.span.bytes)
        // A size that lies may ask for much; it is held against a limit, and this test has no need to fill it.
        guard Int(look.width) * Int(look.height) < 1 << 20 else { continue }
        let (once, again) = (read(bytes, picture.element, reader: reader), read(bytes, picture.element, reader: PixelReader()))
        // By their words: what could not be measured is no number, and equals nothing.
        #expect(String(describing: once) == String(describing: again), "\(picture.name) byte \(at)")
      }
    }
  }

  @Test("a header that promises more pixels than there could be is not believed")
  func bomb() throws {
    var bytes = try EncodedPicture.named("png").bytes
    // Width and height of 2^24 each.
    bytes.replaceSubrange(16..<24, with: [1, 0, 0, 0, 1, 0, 0, 0])
    #expect(read(bytes).trouble?.message.contains("16777216 x 16777216") == true)
  }

  @Test("raw pixels are read as they are, 16 bits are scaled to their largest")
  func raw() {
    var look = PictureLook(.raw, byteCount: 16 * 16 * 3)
    (look.width, look.height, look.components, look.bits) = (16, 16, 3, 8)
    let colours = [UInt8](repeating: 0, count: 0) + (0..<256).flatMap { _ in [UInt8(200), 100, 50] }
    let seen = PixelReader().pixels(colours.span.bytes, look: look, element: .uint8)
    // (77 * 200 + 150 * 100 + 29 * 50) >> 8
    #expect(seen.luma == 124)
    #expect(seen.deviation == 0)
    #expect(Array(seen.thumbnail[..<3]) == [200, 100, 50])
    (look.components, look.bits) = (1, 16)
    let depth = (0..<256).flatMap { pixel in [UInt8(0), pixel < 128 ? UInt8(2) : 4] }
    let scaled = PixelReader().pixels(depth.span.bytes, look: look, element: .uint16)
    // Half of it at 512 of 1024, half at the largest: 127 and 255.
    #expect(scaled.luma == 191)
    let short = PixelReader().pixels(Array(depth.dropLast()).span.bytes, look: look, element: .uint16)
    #expect(short.trouble?.isFatal == true)
  }
}
