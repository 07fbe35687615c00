import Episodes

/// Where instructions are found.
public enum InstructionPlace {
  /// The leaf that holds the instruction: the first of the target's paths that is text; else, since a loader's own transform may move a
  /// field that we find elsewhere, what the role is bound to.
  public static func leaf(in setting: Setting) -> Int? {
    for path in setting.target.instructionPaths {
      if let leaf = setting.schema.index(of: path), setting.schema.leaves[leaf].isText { return leaf }
    }
    guard let path = setting.roles["instruction"]?.slices.first?.path, let leaf = setting.schema.index(of: path),
      setting.schema.leaves[leaf].isText
    else { return nil }
    return leaf
  }
}

/// Instructions: are they there, one per episode, sentences, and clean?
public enum LanguageMeasures: MeasureFamily {
  static let request = ProbeRequest("instruction")

  public static let probes: [ProbeDefinition] = [
    ProbeDefinition("instruction") { _, setting, plan in
      guard let leaf = InstructionPlace.leaf(in: setting) else {
        return .cannot(Absence(.missing, "there is no instruction: no text feature was declared or recognised as one"))
      }
      return .probe(InstructionProbe(column: plan.use(leaf: leaf), path: setting.schema.leaves[leaf].path))
    }
  ]

  public static let metrics: [Metric] = [
    metric("language.unlabelled", .share, "Share of episodes without an instruction, at each episode that has none.", unlabelled),
    metric("language.changes", .count, "Steps at which the instruction changes within an episode.", changes),
    metric("language.generic", .count, "Instructions that name no task.", generic),
    metric("language.identifier", .count, "Instructions that are identifiers, placeholders or file names.", identifier),
    metric("language.blemishes", .count, "Instructions with broken bytes, stray spaces or look-alike letters.", blemishes),
  ]

  private static func metric(
    _ name: String, _ unit: Unit, _ summary: String, _ measure: @escaping @Sendable (MeasureContext) throws(Absence) -> Measurement
  ) -> Metric {
    Metric(name, unit: unit, summary: summary, probes: { _ in [request] }, measure: measure)
  }

  /// The rows of the probe that hold an instruction.
  struct Instructions {
    var view: ProbeView
    var path: String
    private let field: Int
    /// Episodes with at least one row that is not blank.
    var labelled: [Int] = []
    var unlabelled: [Int] = []

    init(_ context: MeasureContext) throws(Absence) {
      view = try context.view(request)
      guard let probe = view.probe as? InstructionProbe else { throw Absence(.missing, "the probe is of another kind") }
      path = probe.path
      field = view.field("text")
      let filled = view.field("filled")
      for episode in view.episodes {
        let rows = view.count(episode, filled)
        // An episode without steps has nothing to be labelled.
        if rows < 0 { continue }
        if rows > 0 { labelled.append(episode) } else { unlabelled.append(episode) }
      }
    }

    func text(_ episode: Int) -> String { view.text(episode, field) }

    /// Each text once, as often as it stands there: what is costly to find out about a text is found out once.
    var distinct: [String: Int] { labelled.reduce(into: [:]) { $0[text($1), default: 0] += 1 } }

    func requireLabelled() throws(Absence) {
      if labelled.isEmpty { throw Absence(.tooFew, "no episode carries an instruction in \(path)") }
    }
  }

  /// Every unlabelled episode is told with the share of them all, so that a limit on the share names each.
  private static func unlabelled(_ context: MeasureContext) throws(Absence) -> Measurement {
    let all = try Instructions(context)
    let total = all.labelled.count + all.unlabelled.count
    guard total > 0 else { throw Absence(.tooFew, "no episode has steps with \(all.path)") }
    let share = Double(all.unlabelled.count) / Double(total)
    let samples = all.unlabelled.map {
      Sample(share, at: all.view.place($0, feature: all.path), message: "\(all.path) is empty in every step")
    }
    return Measurement(unit: .share, samples: samples, total: total, facts: ["path": all.path], overall: .number(share))
  }

  private static func changes(_ context: MeasureContext) throws(Absence) -> Measurement {
    let all = try Instructions(context)
    try all.requireLabelled()
    let changes = all.view.field("changes")
    let step = all.view.field("step")
    let samples = all.labelled.compactMap { episode -> Sample? in
      let count = all.view.count(episode, changes)
      guard count > 0 else { return nil }
      let at = all.view.count(episode, step)
      return Sample(
        Double(count), at: all.view.place(episode, step: at, feature: all.path),
        message: "\(shown(all.text(episode))) gives way to another text at step \(at)"
          + (count > 1 ? ", and it changes \(count - 1) more times" : ""))
    }
    return Measurement(unit: .count, samples: samples, total: all.labelled.count, facts: ["path": all.path])
  }

  private static func generic(_ context: MeasureContext) throws(Absence) -> Measurement {
    let standIns = StandIns(context.setting.words)
    return try judged(context) { standIns.contains($1) ? "names no task" : nil }
  }

  private static func identifier(_ context: MeasureContext) throws(Absence) -> Measurement {
    let identifiers = Identifiers(context.setting.words)
    return try judged(context) { identifiers.reason($1) }
  }

  /// Each distinct text is judged once, by its index and letters: a reason, or nil.
  static func judged(_ context: MeasureContext, _ judge: (Int, String) -> String?) throws(Absence) -> Measurement {
    let wordings = try Wordings.of(context.observations)
    let counts = try wordings.requiredCounts(context)
    let reasons = wordings.texts.indices.map { counts[$0] > 0 ? judge($0, wordings.texts[$0]) : nil }
    let samples = context.episodes.compactMap { episode -> Sample? in
      guard let text = wordings.index(of: episode), let reason = reasons[text] else { return nil }
      return Sample(
        1, at: context.observations.place(episode, feature: wordings.path), message: "\(shown(wordings.texts[text])) \(reason)")
    }
    return Measurement(
      unit: .count, samples: samples, total: counts.reduce(0, +),
      facts: ["path": wordings.path].merging(wordings.quoted(counts) { reasons[$0] != nil }) { $1 })
  }

  private static func blemishes(_ context: MeasureContext) throws(Absence) -> Measurement {
    let all = try Instructions(context)
    let field = all.view.field("blemishes")
    var quoted: [String: Int] = [:]
    var samples: [Sample] = []
    // NUL padding and lone spaces are blemishes of unlabelled episodes too; those are told as unlabelled.
    try all.requireLabelled()
    for episode in all.labelled {
      let found = Blemishes(rawValue: all.view.count(episode, field))
      guard !found.isEmpty else { continue }
      quoted[all.text(episode), default: 0] += 1
      samples.append(
        Sample(
          Double(found.rawValue.nonzeroBitCount), at: all.view.place(episode, feature: all.path),
          message: "\(shown(all.text(episode))) has \(found.sentence)"))
    }
    return Measurement(
      unit: .count, samples: samples, total: all.labelled.count,
      facts: ["path": all.path, "quoted": Quoted.texts(quoted), "texts": String(quoted.count)])
  }

  /// A text as messages quote it: on one line, and not the whole of a long one.
  static func shown(_ text: String) -> String {
    let line = String(text.prefix(60).map { $0.isNewline || $0 == "\0" || $0 == "\t" ? " " : $0 })
    return "\u{201c}\(line)\(text.count > 60 ? "\u{2026}" : "")\u{201d}"
  }
}

/// Row: the first text that is not blank; in how many steps it differs from the step before, and the first of them; how many rows are not
/// blank (-1 without rows); what is wrong with the bytes of any of its texts.
///
/// Nearly always every row repeats the one before. Rows are compared as bytes, and only a new one is decoded, judged and interned.
struct InstructionProbe: Probe {
  /// Texts are kept to this many bytes: no instruction needs more, and a state must not grow with hostile ones.
  static let longest = 1024

  var column: Int
  var path: String

  var fields: [Field] {
    [Field("text", .text), Field("changes", .count), Field("step", .count), Field("filled", .count), Field("blemishes", .count)]
  }

  func observe(_ episode: borrowing Episode, row: inout RowWriter, sums: inout Sums) {
    let rows = episode.columns[column].rows
    guard episode.columns[column].isPresent, rows > 0, episode.columns[column].ends.count == rows else {
      // A present column without rows belongs to an episode without steps; an absent one is a fault of the record.
      row.text("")
      for _ in 0..<2 { row.count(-1) }
      row.count(-1)
      row.count(0)
      return
    }
    var changes = 0
    var step = -1
    var filled = 0
    var blemishes: Blemishes = []
    var text: String?
    var isBlank = true
    for at in 0..<rows {
      if at > 0, Self.repeats(episode.columns[column].bytes, episode.columns[column].ends, row: at) {
        if !isBlank { filled += 1 }
        continue
      }
      let payload = episode.columns[column].payload(at)
      isBlank = InstructionText.isBlank(payload)
      if at > 0 {
        changes += 1
        if step < 0 { step = at }
      }
      if isBlank { continue }
      filled += 1
      blemishes.formUnion(Blemishes(in: payload))
      if text == nil { text = Self.kept(payload) }
    }
    row.text(text ?? "")
    row.count(changes)
    row.count(step)
    row.count(filled)
    row.count(blemishes.rawValue)
  }

  static func kept(_ payload: ArraySlice<UInt8>) -> String { String(decoding: payload.prefix(longest), as: UTF8.self) }

  /// Whether a row holds the same bytes as the row before it.
  static func repeats(_ bytes: [UInt8], _ ends: [Int], row: Int) -> Bool {
    let middle = ends[row - 1]
    let start = row > 1 ? ends[row - 2] : 0
    let length = ends[row] - middle
    guard length == middle - start, start >= 0, length >= 0, ends[row] <= bytes.count else { return false }
    return bytes.withUnsafeBytes { buffer in
      var at = 0
      while at + 8 <= length {
        let a = buffer.loadUnaligned(fromByteOffset: start + at, as: UInt64.self)
        if a != buffer.loadUnaligned(fromByteOffset: middle + at, as: UInt64.self) { return false }
        at += 8
      }
      while at < length {
        if buffer[start + at] != buffer[middle + at] { return false }
        at += 1
      }
      return true
    }
  }
}
