import Episodes

/// NaN and infinity in float leaves.
public enum FiniteMeasures: MeasureFamily {
  static let request = ProbeRequest("finite")

  /// Leaves wider than this per row are pictures in disguise (depth maps, point clouds): holes in them are honest, and to touch them
  /// would cost more than all else together.
  static let widest = 4096

  public static let probes: [ProbeDefinition] = [
    ProbeDefinition("finite") { _, setting, plan in
      let leaves = lookedAt(setting)
      guard !leaves.isEmpty else { return .cannot(Absence(.ruledOut, "no float leaf is declared")) }
      return .probe(
        FiniteProbe(
          columns: leaves.map { plan.use(leaf: $0) }, leaves: leaves, widths: leaves.map { setting.schema.leaves[$0].width ?? 0 }))
    }
  ]

  public static let metrics: [Metric] = [
    Metric(
      "schema.finite", unit: .count,
      summary: "Values of float leaves that are NaN or infinite; a channel that never holds a number counts once.",
      probes: { _ in [request] }, measure: finite)
  ]

  private static func floats(_ setting: Setting) -> [Int] {
    setting.schema.leaves.indices.filter { setting.schema.leaves[$0].isNumeric && setting.schema.leaves[$0].element.isFloat }
  }

  static func lookedAt(_ setting: Setting) -> [Int] {
    floats(setting).filter { (1...widest).contains(setting.schema.leaves[$0].width ?? 0) }
  }

  private static func finite(_ context: MeasureContext) throws(Absence) -> Measurement {
    let view = try context.view(request)
    guard let probe = view.probe as? FiniteProbe else { throw Absence(.missing, "the probe is of another kind") }
    let schema = context.setting.schema
    @Sendable func name(_ channel: Int) -> String {
      let (index, dimension) = probe.place(of: channel)
      let leaf = schema.leaves[probe.leaves[index]]
      return leaf.shape.isEmpty ? leaf.path : Slice(path: leaf.path, dimensions: dimension..<dimension + 1).description
    }
    let sums = view.sums.numbers
    var split: String?
    if case .split(let name) = context.scope { split = name }
    var samples: [Sample] = []
    var never: Set<Int> = []
    for channel in 0..<probe.channels {
      let rows = sums[probe.place(of: channel).leaf]
      guard rows > 0, sums[probe.leaves.count + channel] == rows else { continue }
      never.insert(channel)
      samples.append(
        Sample(
          rows, at: Place(split: split, feature: name(channel)), message: "\(name(channel)) never holds a finite number, in any episode"))
    }
    let partial = view.field("partial")
    let step = view.field("step")
    let channel = view.field("channel")
    let whole = view.field("whole")
    var looked = 0
    for episode in view.episodes {
      let count = view.count(episode, partial)
      guard count >= 0 else { continue }
      looked += 1
      if count > 0 {
        let at = view.count(episode, step)
        let feature = name(view.count(episode, channel))
        samples.append(
          Sample(
            Double(count), at: view.place(episode, step: at, feature: feature),
            message: "\(feature) is not a finite number at step \(at)" + (count > 1 ? ", and \(count - 1) more values with it" : "")))
        continue
      }
      let dead = view.text(episode, whole).split(separator: " ").compactMap { Int($0) }.filter { !never.contains($0) }
      guard let first = dead.first else { continue }
      samples.append(
        Sample(
          Double(dead.count), at: view.place(episode, feature: name(first)),
          message: "\(name(first)) holds no finite number in this episode"
            + (dead.count > 1 ? ", nor do \(dead.count - 1) more channels" : "")))
    }
    guard looked > 0 else { throw Absence(.tooFew, "no episode holds a float leaf that could be read") }
    let left = floats(context.setting).filter { (schema.leaves[$0].width ?? 0) > widest }.map { schema.leaves[$0].path }
    return Measurement(
      unit: .count, samples: samples, total: max(looked, samples.count),
      facts: ["left_out": left.isEmpty ? "none" : left.joined(separator: ", ")])
  }
}

/// Row: how many values are not finite in channels that hold numbers too (with the first such step and channel), and which channels hold
/// none in this episode. Sums: rows seen per leaf, then values not finite per channel.
struct FiniteProbe: Probe {
  var columns: [Int]
  var leaves: [Int]
  var widths: [Int]
  var offsets: [Int]
  var channels: Int

  init(columns: [Int], leaves: [Int], widths: [Int]) {
    self.columns = columns
    self.leaves = leaves
    self.widths = widths
    var offsets: [Int] = []
    var total = 0
    for width in widths {
      offsets.append(total)
      total += width
    }
    self.offsets = offsets
    channels = total
  }

  var fields: [Field] { [Field("partial", .count), Field("step", .count), Field("channel", .count), Field("whole", .text)] }
  var emptySums: Sums { Sums(numbers: leaves.count + channels) }

  /// The leaf (as an index into `leaves`) and dimension of a channel.
  func place(of channel: Int) -> (leaf: Int, dimension: Int) {
    var leaf = offsets.count - 1
    while leaf > 0, offsets[leaf] > channel { leaf -= 1 }
    return (leaf, channel - offsets[leaf])
  }

  func observe(_ episode: borrowing Episode, row: inout RowWriter, sums: inout Sums) {
    var partial = 0
    var first = (step: -1, channel: -1)
    var whole: [Int] = []
    var isMeasured = false
    for (leaf, at) in columns.enumerated() {
      let width = widths[leaf]
      let count = episode.columns[at].numbers.count
      guard episode.columns[at].isPresent, width > 0, count >= width else { continue }
      isMeasured = true
      let rows = count / width
      sums.numbers[leaf] += Double(rows)
      guard !Self.isAllFinite(episode.columns[at].numbers) else { continue }
      for dimension in 0..<width {
        let (bad, step) = Self.badValues(episode.columns[at].numbers, dimension: dimension, width: width, rows: rows)
        guard bad > 0 else { continue }
        let channel = offsets[leaf] + dimension
        sums.numbers[leaves.count + channel] += Double(bad)
        if bad == rows {
          whole.append(channel)
        } else {
          partial += bad
          if first.step < 0 || step < first.step { first = (step, channel) }
        }
      }
    }
    row.count(isMeasured ? partial : -1)
    row.count(first.step)
    row.count(first.channel)
    row.text(whole.map(String.init).joined(separator: " "))
  }

  /// A number is not finite exactly when its eleven exponent bits are all ones: adding one to them then carries into the sign bit. Three
  /// integer operations a value, without branches, which the compiler turns into vectors.
  static func isAllFinite(_ numbers: [Double]) -> Bool {
    numbers.withUnsafeBufferPointer { buffer in
      var carry: UInt64 = 0
      for value in buffer { carry |= (value.bitPattern & 0x7ff0_0000_0000_0000) &+ 0x0010_0000_0000_0000 }
      return carry >> 63 == 0
    }
  }

  private static func badValues(_ numbers: [Double], dimension: Int, width: Int, rows: Int) -> (count: Int, first: Int) {
    var count = 0
    var first = -1
    for step in 0..<rows where !numbers[step * width + dimension].isFinite {
      count += 1
      if first < 0 { first = step }
    }
    return (count, first)
  }
}
