import Episodes
import Synchronization

/// Decodes pictures for whoever reads records, on any number of workers: each takes a decoder with its buffers, and gives it back.
public final class PixelReader: PixelReading {
  private let idle = Mutex<[PictureDecoder]>([])

  public init() {}

  public func pixels(_ bytes: RawSpan, look: PictureLook, element: ElementType) -> PixelLook {
    let decoder = idle.withLock { $0.popLast() } ?? PictureDecoder()
    let pixels = decoder.pixels(bytes, look: look, element: element)
    idle.withLock { $0.append(decoder) }
    return pixels
  }
}

/// The same for whoever shows pictures: what a picture comes to, and a small copy of it.
public struct PictureCopier: PixelReading {
  /// In pixels; smaller pictures keep their size.
  public static let width = 160
  static let quality: Int32 = 70

  public init() {}

  public func pixels(_ bytes: RawSpan, look: PictureLook, element: ElementType) -> PixelLook {
    let decoder = PictureDecoder()
    var pixels = decoder.pixels(bytes, look: look, element: element)
    if pixels.trouble?.isFatal != true { pixels.copy = decoder.copy(width: Self.width, quality: Self.quality) }
    return pixels
  }
}
