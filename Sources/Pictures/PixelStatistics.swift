import Episodes

/// What a picture comes to, from a grid of its rows: enough to tell black from dark, sharp from blurred, and one view from another.
///
/// At most `mostRows` rows are read, evenly spread, in full: sums over whole rows are what a processor does fastest, and a 256 x 256 picture must cost
/// little beside its decoding.
struct PixelStatistics {
  static let mostRows = 64
  /// Luma is counted at about this many places of a row.
  static let places = 64

  /// Sums of the rows of one line of blocks, for each byte of a row; reused.
  private var sums: [UInt16] = []
  private var histogram: [Int32] = Array(repeating: 0, count: 256)

  /// `pixels` hold rows of `width` times `components` bytes, 1 or 3 of them a pixel.
  mutating func measure(_ pixels: UnsafeBufferPointer<UInt8>, width: Int, height: Int, components: Int) -> PixelLook {
    var look = PixelLook()
    let rowBytes = width * components
    guard width > 0, height > 0, pixels.count >= rowBytes * height else { return look }
    let side = PixelLook.side
    let stride = (height + Self.mostRows - 1) / Self.mostRows
    if sums.count < rowBytes { sums = Array(repeating: 0, count: rowBytes) }
    look.thumbnail = Array(repeating: 0, count: side * side * 3)
    for bin in histogram.indices { histogram[bin] = 0 }
    var energy = 0
    var differences = 0
    var y = 0
    for line in 0..<side {
      // Rows of this line of blocks; a picture of fewer than 8 rows repeats them.
      let last = max((line + 1) * height / side, 1)
      var rows = 0
      for index in 0..<rowBytes { sums[index] = 0 }
      if y >= last { y = max(last - 1, 0) }
      while y < last {
        let row = UnsafeBufferPointer(rebasing: pixels[y * rowBytes..<(y + 1) * rowBytes])
        Self.add(row, to: &sums)
        energy += Self.secondDifferences(row, components: components)
        differences += max(rowBytes - 2 * components, 0)
        count(row, width: width, components: components)
        rows += 1
        y += stride
      }
      fill(&look.thumbnail, line: line, rows: rows, width: width, components: components)
    }
    look.sharpness = differences > 0 ? Double(energy) / Double(differences) : 0
    spread(into: &look)
    return look
  }

  @inline(never)
  private static func add(_ row: UnsafeBufferPointer<UInt8>, to sums: inout [UInt16]) {
    sums.withUnsafeMutableBufferPointer { sums in
      for index in 0..<row.count { sums[index] &+= UInt16(row[index]) }
    }
  }

  /// The sum of (a[x-1] - 2 a[x] + a[x+1])^2 over a row, channel by channel.
  @inline(never)
  private static func secondDifferences(_ row: UnsafeBufferPointer<UInt8>, components: Int) -> Int {
    guard row.count > 2 * components else { return 0 }
    var total = 0
    var at = components
    let end = row.count - components
    // 32-bit sums: at most 1020^2 a term, so 2048 terms fit.
    while at < end {
      let stop = min(at + 2048, end)
      var part: UInt32 = 0
      for index in at..<stop {
        let bend = Int32(row[index - components]) &- 2 &* Int32(row[index]) &+ Int32(row[index + components])
        part &+= UInt32(bitPattern: bend &* bend)
      }
      total += Int(part)
      at = stop
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
    for block in 0..<side {
      let first = min(block * width / side, width - 1)
      let last = max((block + 1) * width / side, first + 1)
      for channel in 0..<3 {
        var sum = 0
        for x in first..<last { sum += Int(sums[x * components + (components == 3 ? channel : 0)]) }
        thumbnail[(line * side + block) * 3 + channel] = UInt8(min(sum / max((last - first) * rows, 1), 255))
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
