import Episodes
import Testing

@testable import Pictures

@Suite("Small copies of pictures")
struct PictureCopyTests {
  private func copy(_ bytes: [UInt8], _ element: ElementType = .uint8) -> PictureCopy? {
    PictureCopier().pixels(bytes.span.bytes, look: PictureHeader.look(bytes.span.bytes), element: element).copy
  }

  @Test("a pixel is the mean of those that it covers")
  func shrink() {
    // Two rows of four pixels, two components, to one row of two.
    let pixels: [UInt8] = [0, 100, 10, 100, 20, 100, 30, 101, 40, 100, 50, 100, 60, 100, 70, 101]
    let small = pixels.withUnsafeBufferPointer { PixelScaling.shrink($0, from: (4, 2), to: (2, 1), components: 2) }
    // (0 + 10 + 40 + 50) / 4 = 25; (20 + 30 + 60 + 70) / 4 = 45; (100 + 101 + 100 + 101) / 4 = 100.5, rounded up.
    #expect(small == [25, 100, 45, 101])
  }

  @Test("sizes that do not divide: every pixel is taken once, and none twice")
  func uneven() {
    let pixels = [UInt8](repeating: 7, count: 7 * 5)
    let small = pixels.withUnsafeBufferPointer { PixelScaling.shrink($0, from: (7, 5), to: (3, 2), components: 1) }
    #expect(small == [UInt8](repeating: 7, count: 6))
  }

  @Test("what can be decoded can be copied: a JPEG file of at most the width, as bright as the original", arguments: EncodedPicture.all)
  func copies(_ picture: EncodedPicture) throws {
    let reader = PixelReader()
    let original = reader.pixels(picture.bytes.span.bytes, look: PictureHeader.look(picture.bytes.span.bytes), element: picture.element)
    let copy = try #require(self.copy(picture.bytes, picture.element))
    #expect(copy.width <= PictureCopier.width)
    let look = PictureHeader.look(copy.jpeg.span.bytes)
    #expect(look.kind == .jpeg && Int(look.width) == copy.width && Int(look.height) == copy.height && look.flaws.isEmpty)
    let again = reader.pixels(copy.jpeg.span.bytes, look: look, element: .uint8)
    #expect(again.trouble == nil && abs(again.luma - original.luma) < 6)
    #expect(self.copy(picture.bytes, picture.element) == copy)
  }

  @Test("what is no picture has no copy", arguments: [[], [0xff, 0xd8, 0xff], Array("not a picture".utf8)] as [[UInt8]])
  func nothing(bytes: [UInt8]) { #expect(copy(bytes) == nil) }

  @Test("what was stored beside the pixels is not copied")
  func comments() throws {
    let jpeg = try EncodedPicture.named("jpeg 95").bytes
    let secret = Array("taken at 52.51 N 13.40 E".utf8)
    // A comment segment behind the start of the file.
    let comment: [UInt8] = [0xff, 0xfe, 0, UInt8(secret.count + 2)] + secret
    let commented = Array(jpeg[..<2]) + comment + Array(jpeg[2...])
    let copy = try #require(self.copy(commented))
    #expect(!copy.jpeg.indices.contains { copy.jpeg[$0...].starts(with: secret) })
    #expect(copy == self.copy(jpeg))
  }
}
