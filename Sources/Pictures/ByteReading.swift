/// Loads from the bytes of a picture. Every load is held against the bounds by the span itself.
extension RawSpan {
  @inline(__always) func byte(_ at: Int) -> UInt8 { unsafeLoad(fromByteOffset: at, as: UInt8.self) }

  @inline(__always) func big16(_ at: Int) -> UInt16 { UInt16(bigEndian: unsafeLoadUnaligned(fromByteOffset: at, as: UInt16.self)) }

  @inline(__always) func big32(_ at: Int) -> UInt32 { UInt32(bigEndian: unsafeLoadUnaligned(fromByteOffset: at, as: UInt32.self)) }
}
