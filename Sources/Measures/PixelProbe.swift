import Episodes

/// What the decoded pictures of an episode come to, camera by camera.
///
/// Row, for each camera: how many were decoded; those the decoder refused or complained of, with the first step and its words; the darkest picture's luma
/// and deviation with its step, and the smoothest one's; how many are black and how many flat; the largest share of white; the sharpest picture; mean colour
/// and brightness over all; and the thumbnails of the first two that the plan drew, with their steps.
struct PixelProbe: Probe {
  var cameras: [Camera]
  var tracks: [Int]
  /// Where the hand is at the steps of the thumbnails; nil where that is not known.
  var position: BoundRole?

  static let cameraFields = CameraFields(fields: [
    Field("looked", .count), Field("refused", .count), Field("refusedStep", .count), Field("refusedHow", .text),
    Field("complained", .count),
    Field("complainedStep", .count), Field("complainedHow", .text), Field("black", .count), Field("blackStep", .count),
    Field("dim", .count),
    Field("dimStep", .count), Field("flat", .count), Field("flatStep", .count), Field("luma"), Field("deviation"), Field("bright"),
    Field("brightStep", .count), Field("sharpness"), Field("red"), Field("green"), Field("blue"), Field("first", .text),
    Field("firstStep", .count),
    Field("second", .text), Field("secondStep", .count),
  ])

  /// Positions at the first and second thumbnail's step, whatever camera has them.
  static let positionFields = ["x0", "y0", "z0", "x1", "y1", "z1"]

  var fields: [Field] { Self.cameraFields.all(cameras.count) + Self.positionFields.map { Field($0) } }

  /// Black: darker than this on the whole, and with next to no differences. A night scene has its lamps, a lens cap its noise.
  static let blackLuma = 5.0
  static let blackDeviation = 1.0
  /// Dim: darker than black may be where the camera is not always so.
  static let dimLuma = 8.0
  /// Flat: one tone all over.
  static let flatDeviation = 1.0

  func observe(_ episode: borrowing Episode, row: inout RowWriter, sums: inout Sums) {
    var steps = (first: -1, second: -1)
    for index in cameras.indices {
      let track = episode.pictures[tracks[index]]
      write(track, cameras[index], &row)
      let seen = track.pixels.filter { !$0.thumbnail.isEmpty }
      if steps.first < 0, let found = seen.first { steps = (found.row, seen.dropFirst().first?.row ?? -1) }
    }
    for step in [steps.first, steps.second] {
      for axis in 0..<3 {
        var value = Double.nan
        if let position, episode.isWhole, step >= 0, step < episode.steps, position.isPresent(in: episode), position.width >= 3 {
          value = episode.series.value(position.series[axis], at: step)
        }
        row.number(value)
      }
    }
  }

  private func write(_ track: PictureTrack, _ camera: Camera, _ row: inout RowWriter) {
    var refused = Occurrence()
    var complained = Occurrence()
    var words = (refused: "", complained: "")
    var black = Occurrence()
    var dim = Occurrence()
    var flat = Occurrence()
    var bright = (share: -1.0, step: -1)
    var sharpest = Double.nan
    var luma = 0.0
    var deviation = 0.0
    var colour = SIMD3<Double>.zero
    var seen = 0
    var thumbnails: [PixelLook] = []
    for look in track.pixels {
      if let trouble = look.trouble {
        if trouble.isFatal || !Self.isHarmless(trouble.message) {
          if refused.count == 0 { words.refused = trouble.message }
          refused.add(look.row)
        } else {
          if complained.count == 0 { words.complained = trouble.message }
          complained.add(look.row)
        }
      }
      guard !look.thumbnail.isEmpty else { continue }
      seen += 1
      luma += look.luma
      deviation += look.deviation
      if thumbnails.count < 2 { thumbnails.append(look) }
      if camera.isDepth {
        // Depth has a scale of its own: black is where nothing was measured.
        if look.isZero { black.add(look.row) }
        if !look.isZero, look.deviation == 0 { flat.add(look.row) }
        continue
      }
      if look.luma < Self.blackLuma, look.deviation < Self.blackDeviation {
        black.add(look.row)
      } else if look.deviation < Self.flatDeviation {
        flat.add(look.row)
      }
      if look.luma < Self.dimLuma { dim.add(look.row) }
      if look.brightShare > bright.share { bright = (look.brightShare, look.row) }
      // Against the contrast, so that a dim lamp takes nothing away.
      let sharpness = look.sharpness / (look.deviation + 1)
      if !(sharpness <= sharpest) { sharpest = sharpness }
      for block in 0..<PixelLook.side * PixelLook.side {
        let at = 3 * block
        colour += SIMD3(Double(look.thumbnail[at]), Double(look.thumbnail[at + 1]), Double(look.thumbnail[at + 2]))
      }
    }
    colour /= Double(max(seen, 1) * PixelLook.side * PixelLook.side)
    func mean(_ sum: Double) -> Double { seen > 0 ? sum / Double(seen) : .nan }
    row.count(track.pixels.count)
    row.count(refused.count)
    row.count(refused.step)
    row.text(words.refused)
    row.count(complained.count)
    row.count(complained.step)
    row.text(words.complained)
    for worst in [black, dim, flat] {
      row.count(worst.count)
      row.count(worst.step)
    }
    row.number(mean(luma))
    row.number(mean(deviation))
    row.number(bright.step < 0 ? .nan : bright.share)
    row.count(bright.step)
    row.number(sharpest)
    for channel in 0..<3 { row.number(seen > 0 ? colour[channel] : .nan) }
    for index in 0..<2 {
      row.text(thumbnails.indices.contains(index) ? Thumbnail(thumbnails[index].thumbnail).text : "")
      row.count(thumbnails.indices.contains(index) ? thumbnails[index].row : -1)
    }
  }

  /// What common webcams write and every decoder passes over.
  static func isHarmless(_ message: String) -> Bool { message.contains("extraneous bytes") }
}
