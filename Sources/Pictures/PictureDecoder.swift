// All of this module that touches pointers and C libraries: libjpeg-turbo and libspng decode into one buffer, which statistics are taken from,
// and small copies where they are wanted.

import CSPNG
import CTurboJPEG
import Episodes

/// One decoder with its buffers; not for two workers at a time.
final class PictureDecoder: @unchecked Sendable {
  /// Pictures of more pixels than this are not decoded: a header of 33 bytes may promise terabytes.
  static let mostPixels = 1 << 26

  private let jpeg: tjhandle?
  private var buffer = UnsafeMutableBufferPointer<UInt8>(start: nil, count: 0)
  private var statistics = PixelStatistics()
  /// What the buffer holds since the last picture that could be decoded.
  private var shape: (width: Int, height: Int, components: Int)?

  init() { jpeg = tjInitDecompress() }

  deinit {
    if let jpeg { tjDestroy(jpeg) }
    buffer.deallocate()
  }

  func pixels(_ bytes: RawSpan, look: PictureLook, element: ElementType) -> PixelLook {
    shape = nil
    let (width, height) = (Int(look.width), Int(look.height))
    guard look.isReadable, width > 0, height > 0 else { return Self.fatal("it is no picture that training code decodes") }
    guard width <= Self.mostPixels, height <= Self.mostPixels / width else {
      return Self.fatal("it claims \(width) x \(height) pixels: more than are looked at")
    }
    return bytes.withUnsafeBytes { source in
      switch look.kind {
      case .jpeg: decodeJPEG(source, look, width, height)
      case .png: decodePNG(source, look, width, height, element)
      default: readRaw(source, look, width, height, element)
      }
    }
  }

  private static func fatal(_ message: String) -> PixelLook {
    var look = PixelLook()
    look.trouble = PixelLook.Trouble(isFatal: true, message: message)
    return look
  }

  private func room(_ count: Int) -> UnsafeMutableBufferPointer<UInt8> {
    if buffer.count < count {
      buffer.deallocate()
      buffer = .allocate(capacity: count)
    }
    return UnsafeMutableBufferPointer(rebasing: buffer[0..<count])
  }

  private func measure(_ count: Int, _ width: Int, _ height: Int, _ components: Int) -> PixelLook {
    shape = (width, height, components)
    return statistics.measure(UnsafeBufferPointer(rebasing: buffer[0..<count]), width: width, height: height, components: components)
  }

  // MARK: Copies

  /// The last picture that `pixels` decoded, at most so wide, as a JPEG file; nil where there is none.
  func copy(width most: Int, quality: Int32) -> PictureCopy? {
    guard let shape, most > 0 else { return nil }
    let width = min(shape.width, most)
    let height = max(1, shape.height * width / shape.width)
    // Strips that are hundreds of times as high as wide are no pictures to look at.
    guard height <= 4 * most else { return nil }
    let source = UnsafeBufferPointer(rebasing: buffer[0..<shape.width * shape.height * shape.components])
    let pixels = PixelScaling.shrink(source, from: (shape.width, shape.height), to: (width, height), components: shape.components)
    guard let jpeg = Self.encode(pixels, width, height, shape.components, quality) else { return nil }
    return PictureCopy(jpeg: jpeg, width: width, height: height)
  }

  private static func encode(_ pixels: [UInt8], _ width: Int, _ height: Int, _ components: Int, _ quality: Int32) -> [UInt8]? {
    let (format, sampling) = components == 3 ? (TJPF_RGB, TJSAMP_420) : (TJPF_GRAY, TJSAMP_GRAY)
    guard let encoder = tjInitCompress(), pixels.count == width * height * components else { return nil }
    defer { tjDestroy(encoder) }
    let most = tjBufSize(Int32(width), Int32(height), Int32(sampling.rawValue))
    guard most != UInt.max else { return nil }
    var size = most
    let file = [UInt8](unsafeUninitializedCapacity: Int(most)) { target, filled in
      var start = target.baseAddress
      // Into the buffer that is there: it holds the largest file that this size can come to.
      let result = tjCompress2(
        encoder, pixels, Int32(width), 0, Int32(height), Int32(format.rawValue), &start, &size, Int32(sampling.rawValue), quality,
        TJFLAG_NOREALLOC)
      filled = result == 0 && size <= most ? Int(size) : 0
    }
    return file.isEmpty ? nil : file
  }

  // MARK: JPEG

  private func decodeJPEG(_ source: UnsafeRawBufferPointer, _ look: PictureLook, _ width: Int, _ height: Int) -> PixelLook {
    guard let jpeg else { return Self.fatal("libjpeg-turbo could not be started") }
    guard look.components == 1 || look.components == 3 else { return Self.fatal("it has \(look.components) channels: CMYK is not decoded") }
    let components = Int(look.components)
    let count = width * height * components
    let pixels = room(count)
    func decode() -> Int32 {
      // Scans are limited: a progressive file may ask for thousands of passes over the picture.
      tjDecompress2(
        jpeg, source.baseAddress?.assumingMemoryBound(to: UInt8.self), UInt(source.count), pixels.baseAddress, Int32(width), 0,
        Int32(height), components == 3 ? Int32(TJPF_RGB.rawValue) : Int32(TJPF_GRAY.rawValue), TJFLAG_LIMITSCANS)
    }
    var trouble: PixelLook.Trouble?
    if decode() != 0 {
      let message = tjGetErrorStr2(jpeg).map { String(cString: $0) } ?? "it cannot be decoded"
      if tjGetErrorCode(jpeg) == Int32(TJERR_FATAL.rawValue) { return Self.fatal(message) }
      trouble = PixelLook.Trouble(isFatal: false, message: message)
      // Some damage ends the decoding early and says no more than a warning: nothing of the picture before may be left in the buffer.
      pixels.update(repeating: 0)
      _ = decode()
    }
    var measured = measure(count, width, height, components)
    measured.trouble = trouble
    return measured
  }

  // MARK: PNG

  private func decodePNG(
    _ source: UnsafeRawBufferPointer, _ look: PictureLook, _ width: Int, _ height: Int, _ element: ElementType
  ) -> PixelLook {
    guard let context = spng_ctx_new(0) else { return Self.fatal("libspng could not be started") }
    defer { spng_ctx_free(context) }
    // Chunks beside the picture (profiles, comments) are allowed 1 MiB each; one may inflate to much more than it is long.
    spng_set_chunk_limits(context, 1 << 20, 1 << 22)
    var result = spng_set_png_buffer(context, source.baseAddress, source.count)
    let isFloat = element == .float32 && look.components == 4 && look.bits == 8
    let isWide = look.components == 1 && look.bits == 16
    let format = isFloat ? SPNG_FMT_RGBA8 : isWide ? SPNG_FMT_PNG : SPNG_FMT_RGB8
    let bytesPerPixel = isFloat ? 4 : isWide ? 2 : 3
    let count = width * height * bytesPerPixel
    if result == 0 { result = spng_decode_image(context, room(count).baseAddress, count, Int32(format.rawValue), 0) }
    guard result == 0 else { return Self.fatal(String(cString: spng_strerror(result))) }
    if isFloat { return measureScaled(Float.self, width, height, 1) { $0 } }
    if isWide { return measureScaled(UInt16.self, width, height, 1) { Float($0) } }
    return measure(count, width, height, 3)
  }

  // MARK: raw

  private func readRaw(
    _ source: UnsafeRawBufferPointer, _ look: PictureLook, _ width: Int, _ height: Int, _ element: ElementType
  ) -> PixelLook {
    let components = Int(look.components)
    let size = element.byteWidth ?? 1
    guard source.count == width * height * components * size else {
      return Self.fatal("it holds \(source.count) bytes, not what its shape wants")
    }
    // Alpha says nothing of a scene: of four channels three are looked at.
    let kept = components == 4 ? 3 : components
    guard kept == 1 || kept == 3 else { return Self.fatal("it has \(components) channels") }
    let pixels = room(width * height * kept * size)
    for pixel in 0..<width * height {
      for byte in 0..<kept * size { pixels[pixel * kept * size + byte] = source[pixel * components * size + byte] }
    }
    if element == .uint16 { return measureScaled(UInt16.self, width, height, kept) { Float(UInt16(littleEndian: $0)) } }
    return measure(width * height * kept, width, height, kept)
  }

  /// Values wider than a byte, scaled in place so that the largest finite one is 255: reading runs ahead of writing.
  private func measureScaled<Value>(
    _: Value.Type, _ width: Int, _ height: Int, _ components: Int, _ number: (Value) -> Float
  ) -> PixelLook {
    let count = width * height * components
    let raw = UnsafeMutableRawBufferPointer(buffer)
    let size = MemoryLayout<Value>.size
    func value(_ index: Int) -> Float { number(raw.loadUnaligned(fromByteOffset: index * size, as: Value.self)) }
    var largest: Float = 0
    for index in 0..<count {
      let value = value(index)
      if value.isFinite, value > largest { largest = value }
    }
    for index in 0..<count {
      let value = value(index)
      buffer[index] = largest > 0 && value.isFinite ? UInt8(min(max(value / largest, 0), 1) * 255) : 0
    }
    return measure(count, width, height, components)
  }
}
