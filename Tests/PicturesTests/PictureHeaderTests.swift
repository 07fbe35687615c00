import Episodes
import Testing

@testable import Pictures

@Suite("Headers of pictures")
struct PictureHeaderTests {
  @Test("the fixtures are there")
  func fixtures() { #expect(EncodedPicture.all.count == 10) }

  @Test("kind, size, channels, bits and quality are those that the encoder wrote", arguments: EncodedPicture.all)
  func look(_ picture: EncodedPicture) {
    let look = PictureHeader.look(picture.bytes.span.bytes)
    #expect("\(look.kind)" == picture.kind)
    #expect(Int(look.height) == picture.height)
    #expect(Int(look.width) == picture.width)
    #expect(Int(look.components) == picture.components)
    #expect(Int(look.bits) == picture.bits)
    #expect(look.flaws == [])
    #expect(look.byteCount == picture.bytes.count)
    // The sum of a table says its quality to within one step, rounding of 64 entries aside.
    #expect(abs(PictureHeader.quality(picture.bytes.span.bytes) - picture.quality) <= 1)
  }

  @Test("a file that is cut anywhere says so, and never traps", arguments: EncodedPicture.all)
  func cut(_ picture: EncodedPicture) {
    for count in 0..<picture.bytes.count {
      let look = PictureHeader.look(Array(picture.bytes[..<count]).span.bytes)
      _ = PictureHeader.quality(Array(picture.bytes[..<count]).span.bytes)
      if count == 0 {
        #expect(look.kind == .empty)
      } else if look.kind != .unknown {
        #expect(!look.flaws.isDisjoint(with: [.noSize, .cutShort]), "\(count) of \(picture.bytes.count) bytes")
      }
    }
  }

  @Test("bytes behind the end are told, and the picture is whole all the same", arguments: EncodedPicture.all)
  func trailing(_ picture: EncodedPicture) {
    let look = PictureHeader.look((picture.bytes + [0, 0, 7]).span.bytes)
    #expect(look.flaws == .trailing)
    #expect(Int(look.width) == picture.width)
  }

  @Test("any byte of the header may lie: no crash")
  func damaged() {
    for picture in EncodedPicture.all {
      for at in 0..<min(picture.bytes.count, 700) {
        for value in [UInt8(0), 0x7F, 0xFF] {
          var bytes = picture.bytes
          bytes[at] = value
          _ = PictureHeader.look(bytes.span.bytes)
          _ = PictureHeader.quality(bytes.span.bytes)
        }
      }
    }
  }

  @Test("what is no picture is called that")
  func others() {
    #expect(PictureHeader.look(Array("not a picture at all".utf8).span.bytes).kind == .unknown)
    #expect(PictureHeader.look(Array("GIF89a\u{8}\0\u{4}\0".utf8).span.bytes).kind == .gif)
    #expect(PictureHeader.look(Array("GIF89a\u{8}\0\u{4}\0".utf8).span.bytes).width == 8)
    #expect(PictureHeader.look(Array("RIFF\0\0\0\0WEBPVP8 ".utf8).span.bytes).kind == .webp)
    #expect(PictureHeader.look([0x42, 0x4D].span.bytes).kind == .unknown)
  }

  @Test("digests tell pictures apart by any bit, and by length")
  func digests() {
    let bytes = EncodedPicture.all[0].bytes
    var seen: Set<UInt64> = [PictureHeader.digest(bytes.span.bytes)]
    for at in stride(from: 0, to: bytes.count, by: 3) {
      var other = bytes
      other[at] ^= 1
      seen.insert(PictureHeader.digest(other.span.bytes))
    }
    #expect(seen.count == 1 + (bytes.count + 2) / 3)
    #expect(PictureHeader.digest([0].span.bytes) != PictureHeader.digest([0, 0].span.bytes))
    #expect(PictureHeader.digest(bytes.span.bytes) == PictureHeader.digest(Array(bytes).span.bytes))
  }
}
