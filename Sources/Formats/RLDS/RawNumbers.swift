import Episodes

/// Raw little-endian numbers, as encodings `bytes` and `zlib` store them, as Doubles.
enum RawNumbers {
  /// Reads `count` numbers from the front of `bytes` into `numbers` from `start` on. The caller has checked both lengths.
  static func read(_ bytes: RawSpan, _ element: ElementType, count: Int, into numbers: inout [Double], at start: Int) {
    var out = numbers.mutableSpan
    switch element {
    case .bool: for i in 0..<count { out[start &+ i] = bytes.unsafeLoad(fromByteOffset: i, as: UInt8.self) == 0 ? 0 : 1 }
    case .uint8: for i in 0..<count { out[start &+ i] = Double(bytes.unsafeLoad(fromByteOffset: i, as: UInt8.self)) }
    case .int8: for i in 0..<count { out[start &+ i] = Double(bytes.unsafeLoad(fromByteOffset: i, as: Int8.self)) }
    case .uint16: for i in 0..<count { out[start &+ i] = Double(bytes.integer(at: i &* 2, UInt16.self)) }
    case .int16: for i in 0..<count { out[start &+ i] = Double(bytes.integer(at: i &* 2, Int16.self)) }
    case .uint32: for i in 0..<count { out[start &+ i] = Double(bytes.integer(at: i &* 4, UInt32.self)) }
    case .int32: for i in 0..<count { out[start &+ i] = Double(bytes.integer(at: i &* 4, Int32.self)) }
    case .uint64: for i in 0..<count { out[start &+ i] = Double(bytes.integer(at: i &* 8, UInt64.self)) }
    case .int64: for i in 0..<count { out[start &+ i] = Double(bytes.integer(at: i &* 8, Int64.self)) }
    case .float16: for i in 0..<count { out[start &+ i] = half(bytes.integer(at: i &* 2, UInt16.self)) }
    case .bfloat16:
      for i in 0..<count { out[start &+ i] = Double(Float(bitPattern: UInt32(bytes.integer(at: i &* 2, UInt16.self)) << 16)) }
    case .float32: for i in 0..<count { out[start &+ i] = Double(bytes.float(at: i &* 4)) }
    case .float64: for i in 0..<count { out[start &+ i] = Double(bitPattern: bytes.integer(at: i &* 8, UInt64.self)) }
    case .string: break
    }
  }

  /// IEEE 754 binary16: one sign bit, five of exponent (bias 15), ten of fraction.
  static func half(_ bits: UInt16) -> Double {
    let exponent = Int(bits >> 10 & 0x1F)
    let fraction = Double(bits & 0x3FF)
    let magnitude: Double
    switch exponent {
    case 0: magnitude = fraction * 0x1p-24
    case 31: magnitude = fraction == 0 ? .infinity : .nan
    default: magnitude = (1024 + fraction) * Double(sign: .plus, exponent: exponent - 25, significand: 1)
    }
    return bits >> 15 == 0 ? magnitude : -magnitude
  }
}

extension RawSpan {
  @inline(__always) func integer<T: FixedWidthInteger & BitwiseCopyable>(at offset: Int, _ type: T.Type) -> T {
    T(littleEndian: unsafeLoadUnaligned(fromByteOffset: offset, as: T.self))
  }
}
