import Episodes

/// Episodes that are the same episode: within a split, and across splits.
public enum DuplicateMeasures: MeasureFamily {
  static let request = ProbeRequest("content")

  public static let probes: [ProbeDefinition] = [
    ProbeDefinition("content") { _, setting, plan in
      let leaves = comparedLeaves(setting)
      guard leaves.contains(where: { setting.schema.leaves[$0].element.isFloat }) else {
        return .cannot(Absence(.missing, "no float action or state is declared to compare episodes by"))
      }
      return .probe(
        ContentProbe(
          columns: leaves.map { plan.use(leaf: $0) }, widths: leaves.map { setting.schema.leaves[$0].width ?? 0 },
          isFloat: leaves.map { setting.schema.leaves[$0].element.isFloat }))
    }
  ]

  public static let metrics: [Metric] = [
    Metric(
      "duplicates.episodes", unit: .count, summary: "Episodes whose labels and states are those of an earlier episode of the scope.",
      probes: { _ in [request] }, measure: episodes),
    Metric(
      "duplicates.splits", unit: .count, summary: "Episodes of one split that are also in another.", probes: { _ in [request] },
      measure: splits),
  ]

  /// Actions and low-dimensional observations. Clocks stay out, so that a copy with new stamps is still a copy.
  static func comparedLeaves(_ setting: Setting) -> [Int] {
    let roles = ["pose.", "action.", "gripper.", "joints"]
    let bound = Set(
      setting.roles.bindings.filter { binding in roles.contains { binding.role.contains($0) } }.flatMap { $0.slices.map(\.path) })
    return setting.schema.leaves.indices.filter { index in
      let leaf = setting.schema.leaves[index]
      guard leaf.level == .step, leaf.isNumeric, (1...512).contains(leaf.width ?? 0), !SchemaMeasures.isClock(leaf, in: setting) else {
        return false
      }
      return leaf.path == "action" || leaf.path.hasPrefix("action/") || leaf.path == "observation" || leaf.path.hasPrefix("observation/")
        || bound.contains(leaf.path)
    }
  }

  /// One episode as it is compared.
  private struct Content {
    var episode: Int
    var steps: Int
    var low: UInt64
    var high: UInt64
    var sums: [Double]
    var tolerance: Double

    func isSame(_ other: Content) -> Bool { steps == other.steps && low == other.low && high == other.high }

    func isNear(_ other: Content) -> Bool {
      guard steps == other.steps else { return false }
      let bound = min(tolerance, other.tolerance)
      return zip(sums, other.sums).allSatisfy { ($0 - $1).magnitude <= bound }
    }
  }

  /// An episode that holds a copy, and the first of its kind.
  private struct Group {
    var members: [Content]
  }

  /// Episodes at which something moves, and those alike among them. An episode that stands still says nothing about who it is: a robot at
  /// rest gives the same rows every time.
  private static func groups(_ context: MeasureContext) throws(Absence) -> Groups {
    try context.once("duplicates.groups") { (context) throws(Absence) in groups(try context.view(request)) }
  }

  private typealias Groups = (groups: [Group], moving: [Int], still: Int)

  private static func groups(_ view: ProbeView) -> Groups {
    let fields = ["low", "high", "sum0", "sum1", "sum2", "sum3", "bound", "changes"].map { view.field($0) }
    var contents: [Content] = []
    var still = 0
    for episode in view.episodes {
      let changes = view.count(episode, fields[7])
      guard changes >= 0 else { continue }
      guard changes >= ContentProbe.leastChanges else {
        still += 1
        continue
      }
      contents.append(
        Content(
          episode: episode, steps: view.observations.episodes[episode].stub.steps, low: view.digest(episode, fields[0]),
          high: view.digest(episode, fields[1]), sums: fields[2...5].map { view.number(episode, $0) },
          tolerance: view.number(episode, fields[6])))
    }
    return (grouped(contents), contents.map(\.episode), still)
  }

  /// Along the first sum, twins are neighbours: each episode is compared with the kinds that its tolerance still reaches back to, and
  /// with no more than the 64 nearest, so that no data can make this quadratic.
  private static func grouped(_ contents: [Content]) -> [Group] {
    let order = contents.sorted { a, b in
      if a.steps != b.steps { return a.steps < b.steps }
      if a.sums[0] != b.sums[0] { return a.sums[0] < b.sums[0] }
      return (a.low, a.high, a.episode) < (b.low, b.high, b.episode)
    }
    var groups: [Group] = []
    for content in order {
      var found: Int?
      var index = groups.count - 1
      let last = max(0, groups.count - 64)
      while index >= last {
        let first = groups[index].members[0]
        guard first.steps == content.steps, content.sums[0] - first.sums[0] <= max(content.tolerance, 0) else { break }
        if content.isSame(first) || content.isNear(first) {
          found = index
          break
        }
        index -= 1
      }
      if let found { groups[found].members.append(content) } else { groups.append(Group(members: [content])) }
    }
    return groups.filter { $0.members.count > 1 }.map { Group(members: $0.members.sorted { $0.episode < $1.episode }) }
  }

  /// Episodes that are the same recording, the first of each group in front: in any split.
  static func twins(_ context: MeasureContext) throws(Absence) -> [[Int]] {
    let (groups, moving, still) = try groups(context)
    guard !moving.isEmpty else { throw nothingToCompare(still) }
    return groups.map { $0.members.map(\.episode) }
  }

  private static func likeness(_ a: Content, _ b: Content) -> String { a.isSame(b) ? "bit for bit" : "to within 1e-6" }

  private static func nothingToCompare(_ still: Int) -> Absence {
    Absence(
      .tooFew, still > 0 ? "nothing moves in any of the \(still) episodes: they cannot be told apart" : "there are no episodes to compare")
  }

  private static func episodes(_ context: MeasureContext) throws(Absence) -> Measurement {
    let (groups, moving, still) = try groups(context)
    guard !moving.isEmpty else { throw nothingToCompare(still) }
    var samples: [Sample] = []
    for group in groups {
      // Copies in other splits are another rule's.
      var first: [String: Content] = [:]
      for member in group.members {
        let split = context.observations.episodes[member.episode].split
        guard let twin = first[split] else {
          first[split] = member
          continue
        }
        samples.append(
          Sample(
            1, at: context.observations.place(member.episode),
            message:
              "\(context.observations.name(member.episode)) repeats \(context.observations.name(twin.episode)) \(likeness(member, twin))"))
      }
    }
    return Measurement(
      unit: .count, samples: samples.sorted { ($0.place.episode ?? 0) < ($1.place.episode ?? 0) }, total: moving.count,
      facts: ["still": String(still)])
  }

  /// Copies are told at the split that is not `train`: that is the one which no longer measures what it should.
  private static func splits(_ context: MeasureContext) throws(Absence) -> Measurement {
    let observations = context.observations
    let names = Set(context.episodes.map { observations.episodes[$0].split }).sorted()
    guard names.count > 1 else { throw Absence(.ruledOut, "there is only one split with episodes in it") }
    let (groups, moving, still) = try groups(context)
    let home = names.contains("train") ? "train" : names[0]
    let visitors = moving.filter { observations.episodes[$0].split != home }
    guard !visitors.isEmpty else { throw nothingToCompare(still) }
    var samples: [Sample] = []
    var shared: [Crossing: Int] = [:]
    for group in groups {
      let original = group.members.first { observations.episodes[$0.episode].split == home } ?? group.members[0]
      let from = observations.episodes[original.episode].split
      for member in group.members {
        let split = observations.episodes[member.episode].split
        guard split != from else { continue }
        shared[Crossing(split: split, from: from), default: 0] += 1
        samples.append(
          Sample(
            1, at: observations.place(member.episode),
            message: "\(observations.name(member.episode)) is \(observations.name(original.episode)) \(likeness(member, original))"))
      }
    }
    var sizes: [String: Int] = [:]
    for episode in moving { sizes[observations.episodes[episode].split, default: 0] += 1 }
    let told = shared.sorted { ($0.key.split, $0.key.from) < ($1.key.split, $1.key.from) }.map { crossing, count in
      count == sizes[crossing.split]
        ? "all \(count) episodes of \(crossing.split) are also in \(crossing.from)"
        : "\(count) of the \(sizes[crossing.split] ?? 0) episodes of \(crossing.split) are also in \(crossing.from)"
    }
    return Measurement(
      unit: .count, samples: samples.sorted { ($0.place.episode ?? 0) < ($1.place.episode ?? 0) }, total: visitors.count,
      facts: ["shared": told.isEmpty ? "nothing is shared" : told.joined(separator: "; "), "still": String(still)])
  }

  private struct Crossing: Hashable {
    var split: String
    var from: String
  }
}

/// Row: a digest and four weighted sums of all compared columns, how far the sums of a near twin may differ, and in how many rows
/// something moved (-1 when nothing could be compared).
///
/// The tolerance: values of twins may differ by δ = min(1e-6, 1e-4 · r), r the root mean square of the changes from row to row, so that data in
/// very small units is not all alike. Weighted sums of n such differences have a standard deviation of at most 0.58 δ √n; the tolerance is
/// 2.5 δ √n, more than four of them. Two honest episodes differ by r and more in each value: the chance that all four sums meet is below
/// (2.5e-4)⁴ = 4e-15 a pair of equal length, 2e-5 over all pairs of 100,000 episodes.
struct ContentProbe: Probe {
  /// Rows that must differ from the row before for an episode to be someone: three.
  static let leastChanges = 3

  var columns: [Int]
  var widths: [Int]
  var isFloat: [Bool]

  var fields: [Field] {
    [
      Field("low", .digest), Field("high", .digest), Field("sum0"), Field("sum1"), Field("sum2"), Field("sum3"), Field("bound"),
      Field("changes", .count),
    ]
  }

  func observe(_ episode: borrowing Episode, row: inout RowWriter, sums: inout Sums) {
    var digest = ContentDigest()
    var projection = ContentProjection()
    var square = 0.0
    var values = 0
    var changes = -1
    digest.add(UInt64(max(episode.steps, 0)))
    for (index, at) in columns.enumerated() {
      guard episode.columns[at].isPresent else {
        digest.add(UInt64.max)
        continue
      }
      digest.add(UInt64(index))
      let areFinite = !isFloat[index] || FiniteProbe.isAllFinite(episode.columns[at].numbers)
      digest.add(episode.columns[at].numbers, areFinite: areFinite)
      guard isFloat[index] else { continue }
      projection.add(episode.columns[at].numbers, areFinite: areFinite)
      let motion = Self.motion(episode.columns[at].numbers, width: widths[index])
      square += motion.square
      values += episode.columns[at].numbers.count
      changes = max(changes, motion.rows)
    }
    let r = values > 0 ? (square / Double(values)).squareRoot() : 0
    let words = digest.words
    row.digest(words.low)
    row.digest(words.high)
    // Sums that overflowed compare with nothing; such an episode is only known by its digest.
    let isUsable = (0..<4).allSatisfy { projection.sums[$0].isFinite }
    for sum in 0..<4 { row.number(isUsable ? projection.sums[sum] : 0) }
    row.number(isUsable ? 2.5 * min(1e-6, 1e-4 * r) * Double(projection.count).squareRoot() : -1)
    row.count(episode.steps > 0 ? changes : -1)
  }

  /// The sum of squares of the changes from row to row (those that are not finite left out), and in how many rows something changed, up to
  /// as many as matter.
  static func motion(_ numbers: [Double], width: Int) -> (square: Double, rows: Int) {
    guard width > 0, numbers.count > width else { return (0, 0) }
    return numbers.withUnsafeBufferPointer { buffer in
      var rows = 0
      var row = width
      while row &+ width <= buffer.count, rows < leastChanges {
        if (row..<row &+ width).contains(where: { (buffer[$0] - buffer[$0 &- width]).magnitude > 0 }) { rows += 1 }
        row &+= width
      }
      // Four sums by turns: an addition need not wait for the one before it.
      var sums = SIMD4<Double>.zero
      let whole = width + (buffer.count - width) / 4 * 4
      for at in stride(from: width, to: whole, by: 4) {
        let before = at &- width
        let change =
          SIMD4(buffer[at], buffer[at &+ 1], buffer[at &+ 2], buffer[at &+ 3])
          - SIMD4(buffer[before], buffer[before &+ 1], buffer[before &+ 2], buffer[before &+ 3])
        sums += change * change
      }
      let total = (whole..<buffer.count).reduce(sums.sum()) { $0 + square(buffer[$1] - buffer[$1 - width]) }
      if total.isFinite { return (total, rows) }
      let known = (width..<buffer.count).lazy.map { square(buffer[$0] - buffer[$0 - width]) }.filter(\.isFinite)
      return (known.reduce(0, +), rows)
    }
  }

  @inline(__always)
  private static func square(_ value: Double) -> Double { value * value }
}
