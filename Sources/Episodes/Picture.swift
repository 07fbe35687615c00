/// What the bytes of one stored picture say before it is decoded: what kind of file it is, its size, and whether it ends where it should.
public struct PictureLook: Sendable, Hashable {
  public enum Kind: UInt8, Sendable, Hashable, CaseIterable {
    /// No bytes at all: what converters write where a camera is missing.
    case empty
    case jpeg, png, gif, bmp, webp
    /// Pixels as they are: a tensor in the shape of a picture.
    case raw
    /// None of these.
    case unknown

    public var name: String {
      switch self {
      case .empty: "nothing"
      case .jpeg: "JPEG"
      case .png: "PNG"
      case .gif: "GIF"
      case .bmp: "BMP"
      case .webp: "WebP"
      case .raw: "raw pixels"
      case .unknown: "no picture"
      }
    }
  }

  public struct Flaws: OptionSet, Sendable, Hashable {
    public var rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The header names no size.
    public static let noSize = Flaws(rawValue: 1)
    /// The mark that ends the file is nowhere.
    public static let cutShort = Flaws(rawValue: 2)
    /// Bytes follow behind the end.
    public static let trailing = Flaws(rawValue: 4)
  }

  public var kind: Kind
  public var flaws: Flaws = []
  public var width: Int32 = 0
  public var height: Int32 = 0
  /// Channels: 1 grey, 3 colour, 4 with alpha (or CMYK).
  public var components: UInt8 = 0
  /// Bits of one channel.
  public var bits: UInt8 = 0
  public var byteCount: Int
  /// The same bytes as in the step before.
  public var repeatsPrevious = false

  public init(_ kind: Kind, byteCount: Int) {
    self.kind = kind
    self.byteCount = byteCount
  }

  /// Whether there is something that a decoder could be given.
  public var isReadable: Bool {
    switch kind {
    case .jpeg, .png: !flaws.contains(.noSize)
    case .raw: true
    default: false
    }
  }
}

/// What the pixels of one decoded picture come to. Values of eight bits; depth and other wide pictures are scaled to their own largest value.
public struct PixelLook: Sendable, Hashable {
  /// A picture that could not be decoded, or not without complaint.
  public struct Trouble: Sendable, Hashable {
    /// There are no pixels.
    public var isFatal: Bool
    /// The decoder's own words.
    public var message: String

    public init(isFatal: Bool, message: String) {
      self.isFatal = isFatal
      self.message = message
    }
  }

  /// Luma from which a pixel counts as white: the white of video, 235.
  public static let white = 235
  /// Rows and columns of the thumbnail.
  public static let side = 8

  public var row = 0
  public var trouble: Trouble?
  /// Mean and standard deviation of the luma over a grid of pixels, and the shares of it below 16 and from white on.
  public var luma: Double = .nan
  public var deviation: Double = .nan
  public var darkShare: Double = .nan
  public var brightShare: Double = .nan
  /// Mean size of the second difference along rows: what blur takes away first.
  public var sharpness: Double = .nan
  /// Every value is 0, also in what was scaled.
  public var isZero = false
  /// Block means, row by row, red green blue: 8 x 8 x 3 bytes. Empty when there are no pixels.
  public var thumbnail: [UInt8] = []
  /// The picture itself, made small; only from a reader that was asked for it.
  public var copy: PictureCopy?

  public init() {}
}

/// A picture made small enough to be shown in a report, as a JPEG file of its own: nothing that was stored beside its pixels is in it.
public struct PictureCopy: Sendable, Hashable {
  public var jpeg: [UInt8]
  public var width: Int
  public var height: Int

  public init(jpeg: [UInt8], width: Int, height: Int) {
    self.jpeg = jpeg
    self.width = width
    self.height = height
  }
}

/// One camera over the steps of an episode.
public struct PictureTrack: Sendable {
  public var isPresent = false
  /// One a row.
  public var looks: [PictureLook] = []
  /// Of the rows that were decoded, in order.
  public var pixels: [PixelLook] = []
  /// Of the bytes of the first row.
  public var firstDigest: UInt64 = 0
  /// Estimated from the first row's quantisation; 0 when it has none.
  public var quality: Int = 0

  public init() {}

  /// Empties it for the next episode and keeps its storage.
  public mutating func reset() {
    isPresent = false
    looks.removeAll(keepingCapacity: true)
    pixels.removeAll(keepingCapacity: true)
    firstDigest = 0
    quality = 0
  }
}

/// Turns one stored picture into what its pixels come to.
public protocol PixelReading: Sendable {
  /// `element` is what the dataset declares a value to be: 8 bits, 16 bits, or a float (which TFDS packs into the four channels of a PNG).
  func pixels(_ bytes: RawSpan, look: PictureLook, element: ElementType) -> PixelLook
}

/// Which cameras are looked at, and how closely.
public struct PictureSelection: Sendable {
  /// Leaves of the schema, in the order of `Episode.pictures`.
  public var leaves: [Int]
  public var sampling: PictureSampling
  /// Decodes; nil where pixels are not asked for.
  public var reader: (any PixelReading)?
  /// Rows that are wanted of an episode, by the number of its rows, instead of those that the sampling draws.
  public var wanted: (@Sendable (EpisodeIdentity, Int) -> [Int])?

  /// The rows to decode, rising.
  public func rows(of identity: EpisodeIdentity, looks: [PictureLook]) -> [Int] {
    guard let wanted else { return sampling.rows(of: identity, looks: looks) }
    return Set(wanted(identity, looks.count)).filter { looks.indices.contains($0) && looks[$0].isReadable }.sorted()
  }

  public init(leaves: [Int] = [], sampling: PictureSampling = .headersOnly, reader: (any PixelReading)? = nil) {
    self.leaves = leaves
    self.sampling = sampling
    self.reader = reader
  }
}

extension Leaf {
  /// An encoded picture per step, or a tensor in the shape of one: rows and columns of 16 and more, and 1, 3 or 4 channels.
  public var isPicture: Bool {
    guard level == .step, !isRagged else { return false }
    switch content {
    case .image: return true
    case .tensor:
      guard element == .uint8 || element == .uint16, shape.count == 3, let height = shape[0], let width = shape[1], let channels = shape[2]
      else { return false }
      return height >= 16 && width >= 16 && [1, 3, 4].contains(channels)
    default: return false
    }
  }
}
