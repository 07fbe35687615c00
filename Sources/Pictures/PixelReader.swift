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
