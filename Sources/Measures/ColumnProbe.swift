import Episodes

/// Row of a numeric column: its rows (-1 when it is not there), extremes with their steps, values that are not finite, steps at which some
/// dimension goes down, the largest change between two steps, distinct rows, and a digest of it all.
struct NumberColumnProbe: Probe {
  var column: Int
  var dimensions: Range<Int>
  var width: Int
  var isPerStep: Bool

  var fields: [Field] {
    [
      Field("rows", .count), Field("min"), Field("minStep", .count), Field("max"), Field("maxStep", .count), Field("bad", .count),
      Field("badStep", .count), Field("down", .count), Field("downStep", .count), Field("change"), Field("changeStep", .count),
      Field("distinct", .count), Field("low", .digest), Field("high", .digest),
    ]
  }

  func observe(_ episode: borrowing Episode, row: inout RowWriter, sums: inout Sums) {
    let numbers = episode.columns[column].numbers
    let rows = episode.columns[column].isPresent && width > 0 ? numbers.count / width : -1
    var low = (value: Double.nan, step: -1)
    var high = (value: Double.nan, step: -1)
    var bad = (count: 0, step: -1)
    var down = (count: 0, step: -1)
    var change = (value: Double.nan, step: -1)
    var distinct: Set<ContentDigest.Key> = []
    var digest = ContentDigest()
    for step in 0..<max(rows, 0) {
      let values = Array(numbers[step * width + dimensions.lowerBound..<step * width + dimensions.upperBound])
      var isDown = false
      for (index, value) in values.enumerated() {
        guard value.isFinite else {
          bad.count += 1
          if bad.step < 0 { bad.step = step }
          continue
        }
        if !(value >= low.value) { low = (value, step) }
        if !(value <= high.value) { high = (value, step) }
        guard step > 0 else { continue }
        let before = numbers[(step - 1) * width + dimensions.lowerBound + index]
        guard before.isFinite else { continue }
        if value < before { isDown = true }
        if !((value - before).magnitude <= change.value) { change = ((value - before).magnitude, step) }
      }
      if isDown {
        down.count += 1
        if down.step < 0 { down.step = step }
      }
      var own = ContentDigest()
      own.add(values)
      distinct.insert(own.key)
      digest.add(values)
    }
    row.count(rows)
    row.number(low.value)
    row.count(low.step)
    row.number(high.value)
    row.count(high.step)
    row.count(rows < 0 ? -1 : bad.count)
    row.count(bad.step)
    row.count(rows < 0 ? -1 : down.count)
    row.count(down.step)
    row.number(change.value)
    row.count(change.step)
    row.count(rows < 0 ? -1 : distinct.count)
    row.digest(digest.words.low)
    row.digest(digest.words.high)
  }
}

/// Row of a text column: its rows (-1 when it is not there), distinct texts, those texts themselves, and a digest.
struct TextColumnProbe: Probe {
  /// Texts that are kept of one episode, and what stands between them.
  static let most = 16
  static let separator: Character = "\u{1f}"

  var column: Int
  var isPerStep: Bool

  var fields: [Field] {
    [Field("rows", .count), Field("distinct", .count), Field("texts", .text), Field("low", .digest), Field("high", .digest)]
  }

  func observe(_ episode: borrowing Episode, row: inout RowWriter, sums: inout Sums) {
    let rows = episode.columns[column].isPresent ? episode.columns[column].rows : -1
    var distinct: Set<ContentDigest.Key> = []
    var texts: [String] = []
    var digest = ContentDigest()
    for at in 0..<max(rows, 0) {
      if at > 0, InstructionProbe.repeats(episode.columns[column].bytes, episode.columns[column].ends, row: at) {
        digest.add(UInt64(0))
        continue
      }
      let payload = episode.columns[column].payload(at)
      digest.add(payload)
      var own = ContentDigest()
      own.add(payload)
      guard distinct.insert(own.key).inserted, texts.count < Self.most else { continue }
      texts.append(String(InstructionProbe.kept(payload).map { $0 == Self.separator ? "\u{fffd}" : $0 }))
    }
    row.count(rows)
    row.count(rows < 0 ? -1 : distinct.count)
    row.text(texts.joined(separator: String(Self.separator)))
    row.digest(digest.words.low)
    row.digest(digest.words.high)
  }
}
