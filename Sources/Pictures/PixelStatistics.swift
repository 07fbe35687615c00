import Episodes

/// What a picture comes to, from a grid of its rows: enough to tell black from dark, sharp from blurred, and one view from another.
///
/// Of a large picture some rows are read, evenly spread, in full: sums over whole rows are what a processor does fastest, and a 256 x 256 picture must cost
/// little beside its decoding.
struct PixelStatistics {
  /// Rows that go into the thumbnail: of small pictures all, so that fine patterns (tiles, the grain of a table) do not turn into coarse ones.
  static let mostRows = 64
  static let smallHeight = 128
  /// Rows of which brightness and sharpness are taken.
  static let mostClose = 32
  /// Luma is counted at about this many places of a row.
  static let places = 32

  /// Sums of the rows of one line of blocks, for each byte of a row; reused.
  private var sums: [UInt16] = []
  private var histogram: [Int32] = Array(repeating: 0, count: 256)

  /// `pixels` hold rows of `width` times `components` bytes, 1 or 3 of them a pixel.
  mutating func measure(_ pixels: UnsafeBufferPointer<UInt8>, width: Int, height: Int, components: Int) -> PixelLook {
    var look = PixelLook()
    let rowBytes = width * components
    guard width > 0, height > 0, pixels.count >= rowBytes * height else { return look }
    let side = PixelLook.side
    let stride = height <= Self.smallHeight ? 1 : (height + Self.mostRows - 1) / Self.mostRows
    // Every so many of the rows that are read are looked at closely.
    let every = (height / stride + Self.mostClose - 1) / Self.mostClose
    var read = 0
    if sums.count < rowBytes { sums = Array(repeating: 0, count: rowBytes) }
    look.thumbnail = Array(repeating: 0, count: side * side * 3)
    for bin in histogram.indices { histogram[bin] = 0 }
    var bends = 0
    var differences = 0
    var y = (stride - 1) / 2
    for line in 0..<side {
      // Rows of this line of blocks; a picture of fewer than 8 rows repeats them.
      let last = max((line + 1) * height / side, 1)
      var rows = 0
      for index in 0..<rowBytes { sums[index] = 0 }
      if y >= last { y = max(last - 1, 0) }
      while y < last {
        let row = UnsafeBufferPointer(rebasing: pixels[y * rowBytes..<(y + 1) * rowBytes])
        Self.add(row, to: &sums)
        if read % max(every, 1) == 0 {
          bends += Self.secondDifferences(row, components: components)
          differences += max(rowBytes - 2 * components, 0)
          count(row, width: width, components: components)
        }
        read += 1
        rows += 1
        y += stride
      }
      fill(&look.thumbnail, line: line, rows: rows, width: width, components: components)
    }
    look.sharpness = differences > 0 ? Double(bends) / Double(differences) : 0
    spread(into: &look)
    return look
  }

  /// Sixteen bytes at a time.
  private static func add(_ row: UnsafeBufferPointer<UInt8>, to sums: inout [UInt16]) {
    let bytes = UnsafeRawBufferPointer(row)
    sums.withUnsafeMutableBytes { sums in
      var index = 0
      while index + 16 <= bytes.count {
        let sixteen = SIMD16<UInt16>(truncatingIfNeeded: bytes.loadUnaligned(fromByteOffset: index, as: SIMD16<UInt8>.self))
        let sum = sums.loadUnaligned(fromByteOffset: 2 * index, as: SIMD16<UInt16>.self) &+ sixteen
        sums.storeBytes(of: sum, toByteOffset: 2 * index, as: SIMD16<UInt16>.self)
        index += 16
      }
      while index < bytes.count {
        let sum = sums.loadUnaligned(fromByteOffset: 2 * index, as: UInt16.self) &+ UInt16(bytes[index])
        sums.storeBytes(of: sum, toByteOffset: 2 * index, as: UInt16.self)
        index += 1
      }
    }
  }

  /// The sum of |a[x-1] - 2 a[x] + a[x+1]| over a row, channel by channel, sixteen at a time.
  private static func secondDifferences(_ row: UnsafeBufferPointer<UInt8>, components: Int) -> Int {
    let bytes = UnsafeRawBufferPointer(row)
    guard bytes.count > 2 * components else { return 0 }
    @inline(__always) func sixteen(_ at: Int) -> SIMD16<UInt16> {
      SIMD16<UInt16>(truncatingIfNeeded: bytes.loadUnaligned(fromByteOffset: at, as: SIMD16<UInt8>.self))
    }
    var total = 0
    var index = components
    let end = bytes.count - components
    while index + 16 <= end {
      // A term is at most 510, so 64 of them fit into sixteen bits.
      var part = SIMD16<UInt16>.zero
      let stop = min(index + 64 * 16, end - 15)
      while index < stop {
        let middle = sixteen(index)
        let bend = sixteen(index - components) &- middle &- middle &+ sixteen(index + components)
        // Of a number and its complement the smaller one is its size.
        part &+= pointwiseMin(bend, SIMD16<UInt16>.zero &- bend)
        index += 16
      }
      for lane in 0..<16 { total += Int(part[lane]) }
    }
    while index < end {
      total += abs(Int(bytes[index - components]) - 2 * Int(bytes[index]) + Int(bytes[index + components]))
      index += 1
    }
    return total
  }

  /// Luma of some pixels of a row: ITU-R BT.601 in 256ths, (77 R + 150 G + 29 B) / 256.
  private mutating func count(_ row: UnsafeBufferPointer<UInt8>, width: Int, components: Int) {
    let step = max(width / Self.places, 1)
    histogram.withUnsafeMutableBufferPointer { histogram in
      var x = 0
      while x < width {
        let at = x * components
        let luma =
          components == 3 ? (77 &* Int(row[at]) &+ 150 &* Int(row[at + 1]) &+ 29 &* Int(row[at + 2])) >> 8 : Int(row[at])
        histogram[luma] &+= 1
        x += step
      }
    }
  }

  private func fill(_ thumbnail: inout [UInt8], line: Int, rows: Int, width: Int, components: Int) {
    let side = PixelLook.side
    sums.withUnsafeBufferPointer { sums in
      for block in 0..<side {
        let first = min(block * width / side, width - 1)
        let last = max((block + 1) * width / side, first + 1)
        var total = SIMD4<UInt32>.zero
        var at = first * components
        if components == 3 {
          for _ in first..<last {
            total &+= SIMD4(UInt32(sums[at]), UInt32(sums[at + 1]), UInt32(sums[at + 2]), 0)
            at += 3
          }
        } else {
          for _ in first..<last {
            total &+= SIMD4(repeating: UInt32(sums[at]))
            at += 1
          }
        }
        let count = UInt32(max((last - first) * rows, 1))
        for channel in 0..<3 { thumbnail[(line * side + block) * 3 + channel] = UInt8(min(total[channel] / count, 255)) }
      }
    }
  }

  private func spread(into look: inout PixelLook) {
    var count = 0
    var sum = 0
    var square = 0
    var dark = 0
    var bright = 0
    for (value, times) in histogram.enumerated() {
      count += Int(times)
      sum += value * Int(times)
      square += value * value * Int(times)
      if value < 16 { dark += Int(times) }
      if value >= PixelLook.white { bright += Int(times) }
    }
    guard count > 0 else { return }
    let mean = Double(sum) / Double(count)
    look.luma = mean
    look.deviation = max(Double(square) / Double(count) - mean * mean, 0).squareRoot()
    look.darkShare = Double(dark) / Double(count)
    look.brightShare = Double(bright) / Double(count)
    look.isZero = Int(histogram[0]) == count
  }
}
