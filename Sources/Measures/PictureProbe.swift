import Episodes

/// What the headers of all pictures say, camera by camera; nothing is decoded.
///
/// Row, for each camera: its pictures (-1 when the record has none to look at); how many of them are empty, no picture that training code decodes, cut
/// short or followed by other bytes, and of another size than declared, each with its first step; which kinds of file there are, as bits; runs of equal
/// pictures; a digest of the first picture, the sum of all lengths, the quality of the first, and the episode's own word on whether it was there.
struct PictureProbe: Probe {
  /// A run of this many equal pictures in a row is one that stands still.
  static let standing = 5

  var cameras: [Camera]
  /// Where the cameras stand in `Episode.pictures`.
  var tracks: [Int]
  /// Columns of the cameras' flags, -1 for none.
  var flags: [Int]
  var motion: PictureMotion?

  static let cameraFields = CameraFields(fields: [
    Field("rows", .count), Field("empty", .count), Field("emptyStep", .count), Field("broken", .count), Field("brokenStep", .count),
    Field("brokenHow", .count), Field("trailing", .count), Field("trailingStep", .count), Field("other", .count),
    Field("otherStep", .count),
    Field("otherSize", .count), Field("kinds", .count), Field("size", .count), Field("run", .count), Field("runStep", .count),
    Field("standing", .count), Field("runs", .count), Field("usualRun", .count), Field("first", .digest), Field("bytes", .count),
    Field("quality", .count), Field("flag", .count),
  ])

  /// Where the robot starts, so far as it is known: three numbers beside the cameras.
  static let startFields = ["start0", "start1", "start2"]

  var fields: [Field] { Self.cameraFields.all(cameras.count) + Self.startFields.map { Field($0) } }

  func observe(_ episode: borrowing Episode, row: inout RowWriter, sums: inout Sums) {
    // Pictures seldom stand still: only then is it asked whether the robot does.
    var moves: [Bool]??
    for index in cameras.indices {
      let flag = flags[index]
      let said = flag >= 0 && episode.columns[flag].isPresent ? episode.columns[flag].numbers.first.map { $0 != 0 ? 1 : 0 } ?? -1 : -1
      let track = episode.pictures[tracks[index]]
      if moves == nil, PictureRuns.mayStand(track.looks) { moves = .some(motion?.moves(episode)) }
      write(track, cameras[index], moves ?? nil, flag: said, &row)
    }
    let start = motion?.start(episode) ?? []
    for axis in 0..<3 { row.number(axis < start.count ? start[axis] : .nan) }
  }

  private func write(_ track: PictureTrack, _ camera: Camera, _ moves: [Bool]?, flag: Int, _ row: inout RowWriter) {
    guard track.isPresent, let first = track.looks.first else {
      row.count(track.isPresent ? 0 : -1)
      for field in Self.cameraFields.fields.dropFirst().dropLast() {
        if field.kind == .digest { row.digest(0) } else { row.count(-1) }
      }
      row.count(flag)
      return
    }
    var empty = Occurrence()
    var broken = Occurrence()
    var how = 0
    var trailing = Occurrence()
    var other = Occurrence()
    var otherSize = 0
    var kinds = 0
    var bytes = 0
    for (step, look) in track.looks.enumerated() {
      kinds |= 1 << Int(look.kind.rawValue)
      bytes &+= look.byteCount
      if look.kind == .empty {
        empty.add(step)
        continue
      }
      if Self.isBroken(look) {
        if broken.count == 0 { how = Int(look.kind.rawValue) << 8 | Int(look.flaws.rawValue) }
        broken.add(step)
        continue
      }
      if look.flaws.contains(.trailing) { trailing.add(step) }
      if !Self.fits(look, camera) {
        if other.count == 0 { otherSize = Self.packed(look) }
        other.add(step)
      }
    }
    let runs = PictureRuns(track.looks, moves: moves)
    row.count(track.looks.count)
    row.count(empty.count)
    row.count(empty.step)
    row.count(broken.count)
    row.count(broken.step)
    row.count(how)
    row.count(trailing.count)
    row.count(trailing.step)
    row.count(other.count)
    row.count(other.step)
    row.count(otherSize)
    row.count(kinds)
    row.count(Self.packed(first))
    row.count(runs.longest)
    row.count(runs.longestStart)
    row.count(runs.count < track.looks.count && moves == nil && PictureRuns.mayStand(track.looks) ? -1 : runs.standing)
    row.count(runs.count)
    row.count(runs.usual)
    row.digest(track.firstDigest)
    row.count(bytes)
    row.count(track.quality)
    row.count(flag)
  }

  /// What `tf.io.decode_image` refuses: it knows JPEG, PNG, GIF and BMP, and wants them whole.
  static func isBroken(_ look: PictureLook) -> Bool {
    switch look.kind {
    case .unknown, .webp: true
    default: look.flaws.contains(.noSize) || look.flaws.contains(.cutShort)
    }
  }

  static func fits(_ look: PictureLook, _ camera: Camera) -> Bool {
    if let height = camera.height, height != Int(look.height) { return false }
    if let width = camera.width, width != Int(look.width) { return false }
    guard let channels = camera.channels else { return true }
    // TFDS packs one float of 32 bits into four channels of eight.
    return channels == Int(look.components) || (camera.isDepth && channels == 1 && look.components == 4)
  }

  static func packed(_ look: PictureLook) -> Int { Int(look.height) << 32 | Int(look.width) << 8 | Int(look.components) }

  static func size(_ packed: Int) -> (height: Int, width: Int, channels: Int) {
    (packed >> 32, packed >> 8 & 0xFF_FFFF, packed & 0xFF)
  }
}

/// Runs of equal pictures, and how much of an episode stands still while the robot moves.
struct PictureRuns {
  /// Of the runs that stand still: pictures in the longest, its first step, and pictures in all of them. All runs, where motion is not known.
  var longest = 0
  var longestStart = -1
  var standing = 0
  /// Runs of any length, and their median length.
  var count = 0
  var usual = 0

  /// Whether there are enough equal pictures in a row for it to matter.
  static func mayStand(_ looks: [PictureLook]) -> Bool {
    var run = 1
    for look in looks {
      run = look.repeatsPrevious ? run + 1 : 1
      if run >= PictureProbe.standing { return true }
    }
    return false
  }

  init(_ looks: [PictureLook], moves: [Bool]?) {
    var lengths: [Int] = []
    var start = 0
    for step in 1...max(looks.count, 1) {
      if step < looks.count, looks[step].repeatsPrevious { continue }
      let length = step - start
      // Empty pictures are missing, not standing still.
      if looks[start].kind != .empty, length >= PictureProbe.standing {
        let moving = moves.map { moves in (start..<step - 1).count { $0 < moves.count && moves[$0] } } ?? length
        // Most of the run's steps move the arm: at rest a simulator honestly shows the same picture.
        if 2 * moving >= length - 1, moving >= PictureProbe.standing - 2 {
          standing += length
          if length > longest { (longest, longestStart) = (length, start) }
        }
      }
      lengths.append(length)
      start = step
    }
    count = lengths.count
    usual = lengths.count == looks.count ? 1 : lengths.sorted()[(lengths.count - 1) / 2]
  }
}

/// Which steps move the robot: by its position, else its joints, else the labels.
struct PictureMotion: Sendable {
  /// A step moves when it goes further than this share of the episode's quick steps (their 95th percentile), and than the least length: a tenth of a
  /// millimetre, or of a milliradian.
  static let share = 0.05
  static let least = 1e-4

  private var role: BoundRole
  private var isLabel: Bool

  init?(_ setting: Setting, _ plan: inout ColumnPlan) {
    for name in ["pose.position", "joints"] {
      if let role = plan.bind(name, in: setting) {
        (self.role, isLabel) = (plan.tabulate(role), false)
        return
      }
    }
    guard let role = plan.bind("action.translation", in: setting) else { return nil }
    (self.role, isLabel) = (plan.tabulate(role), true)
  }

  /// The first three numbers of the first state; empty where states are not known.
  func start(_ episode: borrowing Episode) -> [Double] {
    guard !isLabel, role.isPresent(in: episode), episode.isWhole, episode.steps > 0 else { return [] }
    return role.series.prefix(3).map { episode.series.value($0, at: 0) }
  }

  /// One a step that has another behind it.
  func moves(_ episode: borrowing Episode) -> [Bool]? {
    guard role.isPresent(in: episode), episode.isWhole, episode.steps > 1 else { return nil }
    var lengths: [Double]
    if isLabel {
      lengths = Array(repeating: 0, count: episode.steps - 1)
      for series in role.series {
        episode.series.values(series) { values in for step in lengths.indices { lengths[step] += values[step] * values[step] } }
      }
      lengths = lengths.map { $0.squareRoot() }
    } else {
      lengths = episode.series.stepLengths(role.series)
    }
    guard lengths.allSatisfy(\.isFinite) else { return nil }
    let quick = Robust.quantile(lengths, 0.95)
    let limit = max(Self.share * quick, Self.least)
    return lengths.map { $0 > limit }
  }
}
