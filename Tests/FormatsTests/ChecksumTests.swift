import CChecksum
import Testing

@Suite struct ChecksumTests {
  private func sum(_ variant: Int, _ bytes: Bytes, from offset: Int = 0, count: Int? = nil, continuing crc: UInt32 = 0) -> UInt32 {
    bytes.withUnsafeBytes { buffer in
      let part = UnsafeRawBufferPointer(rebasing: buffer[offset..<(count.map { offset + $0 } ?? bytes.count)])
      return variant < 0
        ? cupel_crc32c(crc, part.baseAddress, part.count) : cupel_crc32c_variant(Int32(variant), crc, part.baseAddress, part.count)
    }
  }

  /// -1 is the one that was chosen.
  private var variants: [Int] {
    [-1] + (0..<Int(cupel_crc32c_variant_count())).filter { cupel_crc32c_variant_runs_here(Int32($0)) != 0 }
  }

  private func name(_ variant: Int) -> String { variant < 0 ? "chosen" : String(cString: cupel_crc32c_variant_name(Int32(variant))) }

  /// RFC 3720, appendix B.4, and the check value of the CRC catalogues.
  @Test func knownSums() {
    for variant in variants {
      #expect(sum(variant, Bytes("123456789".utf8)) == 0xE306_9283, "\(name(variant))")
      #expect(sum(variant, Bytes(repeating: 0, count: 32)) == 0x8A91_36AA, "\(name(variant))")
      #expect(sum(variant, Bytes(repeating: 0xFF, count: 32)) == 0x62A8_AB43, "\(name(variant))")
      #expect(sum(variant, Bytes(0..<32)) == 0x46DD_794E, "\(name(variant))")
      #expect(sum(variant, []) == 0, "\(name(variant))")
    }
  }

  @Test func everyVariantAgreesAtAnyLengthAndOffset() {
    var generator = SplitMix(state: 1)
    let bytes = (0..<70_000).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
    var lengths = Array(0...520) + [767, 768, 769, 1023, 1024, 3071, 3072, 3073, 3455, 3456, 4095, 6144, 12_345, 65_536]
    for _ in 0..<300 { lengths.append(Int(generator.next() % 60_000)) }
    for length in lengths {
      let offset = Int(generator.next() % 67)
      let start = UInt32(truncatingIfNeeded: generator.next())
      let expected = sum(0, bytes, from: offset, count: length, continuing: start)
      for variant in variants where sum(variant, bytes, from: offset, count: length, continuing: start) != expected {
        Issue.record("\(name(variant)) differs at length \(length), offset \(offset)")
      }
      if length < 600 {
        #expect(sum(0, bytes, from: offset, count: length) == bitwiseCRC(Bytes(bytes[offset..<offset + length]), polynomial: 0x82F6_3B78))
      }
    }
  }

  @Test func sumsCanBeContinued() {
    let bytes = (0..<5000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    for variant in variants {
      let whole = sum(variant, bytes)
      for cut in [0, 1, 7, 255, 256, 257, 3072, 5000] {
        let first = sum(variant, bytes, from: 0, count: cut)
        #expect(sum(variant, bytes, from: cut, count: bytes.count - cut, continuing: first) == whole, "\(name(variant)) cut at \(cut)")
      }
    }
  }
}
