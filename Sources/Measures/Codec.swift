import Episodes

/// What an encode and decode pair does to a share u of the range.
extension CodecDeclaration {
  /// The bin that a share of the range is written as.
  public func encode(_ share: Double) -> Int {
    let scaled = scale * min(max(share, 0), 1)
    let bin: Double
    switch rounding {
    case .floor: bin = scaled.rounded(.down)
    case .truncate: bin = scaled.rounded(.towardZero)
    case .nearest: bin = scaled.rounded(.toNearestOrEven)
    }
    guard bin.isFinite, bin.magnitude < 1e9 else { return clamp.lowerBound }
    return min(max(Int(bin), clamp.lowerBound), clamp.upperBound)
  }

  /// The share of the range that a bin is read as.
  public func decode(_ bin: Int) -> Double { (Double(bin) + offset) / divisor }

  /// The bin of a stored id; nil for an id outside the block.
  public func bin(ofID id: Double) -> Int? {
    guard id == id.rounded(), id.magnitude < 1e9 else { return nil }
    let (distance, overflow) = Int(id).subtractingReportingOverflow(idBase)
    guard !overflow, idDirection != 0, distance % idDirection == 0 else { return nil }
    let bin = distance / idDirection
    // One id beyond the clamp is legal for codecs that digitise an end point of its own (OpenVLA's 31744 reads as 31745 does).
    guard bin >= clamp.lowerBound, bin <= clamp.upperBound + 1 else { return nil }
    return min(bin, clamp.upperBound)
  }

  /// The largest |decode(encode(u)) − u| over u in [0, 1], as a share of the range. On each run of u with one bin the error is linear,
  /// so the worst lies at an end of a run: ends are where scale · u crosses a rounding edge.
  public var supremum: Double {
    guard scale > 0, scale <= 1e6, divisor != 0 else { return .infinity }
    var worst = max((decode(encode(0)) - 0).magnitude, (decode(encode(1)) - 1).magnitude)
    let shift = rounding == .nearest ? 0.5 : 0
    var edge = 0
    while true {
      let u = (Double(edge) + shift) / scale
      if u > 1 { break }
      // The bin below the edge, taken up to it, and the bin above, taken from it.
      let below = min(max(edge - (rounding == .nearest ? 0 : 1), clamp.lowerBound), clamp.upperBound)
      let above = min(max(edge + (rounding == .nearest ? 1 : 0), clamp.lowerBound), clamp.upperBound)
      if u > 0 { worst = max(worst, (decode(below) - u).magnitude) }
      if u < 1 { worst = max(worst, (decode(above) - u).magnitude) }
      edge += 1
    }
    return worst
  }

  /// The largest error of a consistent codec, as a share of the range: half a bin for decoders that give bin centres, a whole bin for
  /// those that give edges. OpenVLA 1/510, 256 midpoints 1/512, RT-1 1/255.
  public var promisedBound: Double { offset == 0 && rounding != .nearest ? 1 / divisor : 0.5 / divisor }

  /// What is wrong with an inconsistent pair, and which pair to use.
  var advice: String {
    if supremum <= promisedBound * (1 + 1e-9) { return "its encode and decode undo each other" }
    if scale == 255, rounding != .nearest, offset == 0.5, divisor == 256 {
      return
        "floor(255 u) belongs to (b + 0.5) / 255 with bins 0 to 254 (OpenVLA); with (b + 0.5) / 256 encode floor(256 u) instead: as they stand they lose up to 1.5 / 256 of the range, three times half a bin"
    }
    if scale == 256, offset == 0.5, divisor == 255 {
      return "floor(256 u) belongs to (b + 0.5) / 256; with (b + 0.5) / 255 encode floor(255 u) with bins 0 to 254 instead"
    }
    return "encode and decode do not undo each other: bins are \((1 / scale).short) of the range wide, and read as \((1 / divisor).short)"
  }

  /// How messages name it.
  var title: String { name ?? "declared pair" }
}
