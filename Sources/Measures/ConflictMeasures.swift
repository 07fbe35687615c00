import Episodes

/// Instructions that contradict: one text for different tasks, one motion under unrelated texts, texts that the target's cut makes equal.
public enum ConflictMeasures: MeasureFamily {
  public static let probes: [ProbeDefinition] = []

  public static let metrics: [Metric] = [
    Metric(
      "language.conflict.tasks", unit: .count, summary: "Episodes whose instruction is that of another task.",
      probes: { _ in Tasks.requests }, measure: tasks),
    Metric(
      "language.conflict.twins", unit: .count, summary: "Episodes that are the same recording under instructions with no word in common.",
      probes: { _ in
        [LanguageMeasures.request, DuplicateMeasures.request, PictureMeasures.request, PixelMeasures.request, MotionCoverage.request]
      },
      measure: twins),
    Metric(
      "language.cut-alike", unit: .count, summary: "Instructions that are equal behind what the target cuts off.",
      probes: { _ in [LanguageMeasures.request] }, measure: cutAlike),
  ]

  // MARK: one text for two tasks

  /// A text that belongs to several tasks, and may belong there: keys are often finer than words (one task in two kitchens). It is told
  /// where it speaks of one task and of nothing in the other.
  private static func tasks(_ context: MeasureContext) throws(Absence) -> Measurement {
    let wordings = try Wordings.of(context.observations)
    _ = try wordings.requiredCounts(context)
    let tasks = try DiversityMeasures.countable(context)
    let folded = wordings.folded
    // How many episodes of each task carry each text.
    var said: [String: [Int: Int]] = [:]
    var looked = 0
    for episode in context.episodes {
      guard let task = tasks.index(of: episode), let text = wordings.index(of: episode) else { continue }
      said[folded[text], default: [:]][task, default: 0] += 1
      looked += 1
    }
    guard said.values.contains(where: { !$0.isEmpty }), Set(said.values.flatMap(\.keys)).count > 1 else {
      throw Absence(.ruledOut, "all episodes with an instruction are of one task")
    }
    let topics = Topics(Lexicon.of(context.observations), said: said, names: tasks.all.map(\.name))
    var wrong: [String: [Int: Int]] = [:]
    for (text, counts) in said where counts.count > 1 {
      let strangers = topics.strangers(text, counts)
      if !strangers.isEmpty { wrong[text] = counts.filter { strangers.contains($0.key) } }
    }
    let samples = context.episodes.compactMap { episode -> Sample? in
      guard let task = tasks.index(of: episode), let text = wordings.index(of: episode), let strangers = wrong[folded[text]],
        strangers[task] != nil, let counts = said[folded[text]]
      else { return nil }
      let told = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        .map { "\(LanguageMeasures.shown(tasks.all[$0.key].name)) (\($0.value))" }.joined(separator: " and ")
      return Sample(
        1, at: context.observations.place(episode, feature: wordings.path),
        message: "\(LanguageMeasures.shown(wordings.texts[text])) is said for the tasks \(told)")
    }
    let quoted = Dictionary(uniqueKeysWithValues: wrong.map { ($0.key, $0.value.values.reduce(0, +)) })
    return Measurement(
      unit: .count, samples: samples, total: looked,
      facts: ["path": wordings.path, "quoted": Quoted.texts(quoted), "texts": String(wrong.count), "by": tasks.path],
      strength: tasks.strength)
  }

  // MARK: one motion under unrelated texts

  private static func twins(_ context: MeasureContext) throws(Absence) -> Measurement {
    // Where there are no pictures to compare, motion that is the same to within 1e-6 in every value is enough.
    let headers = try? PictureMeasures.cameras(context)
    let pixels = try? PixelMeasures.cameras(context)
    return try twins(context, beginAlike: { first, second in headers.flatMap { Self.beginAlike($0, pixels, first, second) } })
  }

  /// Every block of two thumbnails of one picture, encoded anew, lies within this many levels of the other: another thing on the table changes at least
  /// one block by more.
  static let sameLevels = 8.0

  /// Whether two episodes begin with the same pictures, in all cameras that both have: byte for byte, or, where they were decoded, to look at. Nil where
  /// that is not known.
  private static func beginAlike(_ headers: CameraView, _ pixels: CameraView?, _ first: Int, _ second: Int) -> Bool? {
    var compared = false
    for camera in headers.cameras.indices where headers.count(first, camera, "rows") > 0 && headers.count(second, camera, "rows") > 0 {
      if headers.digest(first, camera, "first") == headers.digest(second, camera, "first") {
        compared = true
        continue
      }
      guard let pixels, let one = Thumbnail(text: pixels.text(first, camera, "first")),
        let other = Thumbnail(text: pixels.text(second, camera, "first"))
      else { continue }
      compared = true
      if zip(one.bytes, other.bytes).contains(where: { abs(Double($0) - Double($1)) > sameLevels }) { return false }
    }
    return compared ? true : nil
  }

  /// `beginAlike` tells whether two episodes begin with the same pictures, where that is known: those that do not are no twins, whatever their motion.
  static func twins(_ context: MeasureContext, beginAlike: (Int, Int) -> Bool?) throws(Absence) -> Measurement {
    let sentences = try Sentences.of(context.observations)
    let wordings = sentences.wordings
    _ = try wordings.requiredCounts(context)
    let lexicon = Lexicon.of(context.observations)
    let groups: [[Int]]
    do throws(Absence) {
      groups = try DuplicateMeasures.twins(context)
    } catch {
      // Without labels to compare, places may still do.
      guard (try? context.view(MotionCoverage.request)) != nil else { throw error }
      groups = []
    }
    var samples: [Sample] = []
    var quoted: [String: Int] = [:]
    var known: [Int: Set<String>] = [:]
    func things(_ episode: Int) -> (text: Int, things: Set<String>)? {
      guard let text = wordings.index(of: episode), sentences.read[text].foreign == nil else { return nil }
      let things = known[text] ?? Topics.things(wordings.texts[text], lexicon)
      known[text] = things
      return things.isEmpty ? nil : (text, things)
    }
    func note(_ episode: Int, _ how: String, called other: Int, insteadOf own: Int) {
      let (other, own) = (wordings.texts[other], wordings.texts[own])
      quoted[own, default: 0] += 1
      quoted[other, default: 0] += 1
      let name = context.observations.name(episode)
      samples.append(
        Sample(
          1, at: context.observations.place(episode, feature: wordings.path),
          message: "\(name) \(how), and is called \(LanguageMeasures.shown(other)) instead of \(LanguageMeasures.shown(own))"))
    }
    // The first of a group that can be read speaks for it.
    for group in groups where group.contains(where: { wordings.index(of: $0) != wordings.index(of: group[0]) }) {
      guard let first = group.first(where: { things($0) != nil }), let own = things(first) else { continue }
      for episode in group where episode != first {
        guard let other = things(episode), own.things.isDisjoint(with: other.things) else { continue }
        if beginAlike(first, episode) == false { continue }
        note(episode, "moves as \(context.observations.name(first)) does", called: other.text, insteadOf: own.text)
      }
    }
    // Motion that is nearly the same says enough only where the first pictures are known to be.
    let told = Set(samples.compactMap(\.place.episode))
    for (first, episode) in NearMotion.pairs(context) where !told.contains(episode) {
      guard let own = things(first), let other = things(episode), own.things.isDisjoint(with: other.things),
        beginAlike(first, episode) == true
      else { continue }
      let how = "begins with the picture of \(context.observations.name(first)) and moves within 2 mm of it"
      note(episode, how, called: other.text, insteadOf: own.text)
    }
    let looked = context.episodes.count { wordings.index(of: $0) != nil }
    return Measurement(
      unit: .count, samples: samples.sorted { ($0.place.episode ?? 0) < ($1.place.episode ?? 0) }, total: looked,
      facts: ["path": wordings.path, "quoted": Quoted.texts(quoted), "texts": String(quoted.count), "by": "motion and first pictures"])
  }

  // MARK: texts that a cut makes equal

  private static func cutAlike(_ context: MeasureContext) throws(Absence) -> Measurement {
    let target = context.setting.target
    guard let most = target.language.maximumWords else {
      throw Absence(.ruledOut, "the target \(target.name) does not cut instructions, or does not say after how many words")
    }
    let wordings = try Wordings.of(context.observations)
    let counts = try wordings.requiredCounts(context)
    let folded = wordings.folded
    // What is left, of texts of which something is cut off.
    let left = folded.map { text -> String? in
      let words = text.split(separator: " ")
      return words.count > most ? words.prefix(most).joined(separator: " ") : nil
    }
    var alike: [String: Set<String>] = [:]
    for (text, left) in zip(folded.indices, left) where counts[text] > 0 { if let left { alike[left, default: []].insert(folded[text]) } }
    let together = left.map { $0.flatMap { alike[$0] }?.count ?? 0 }
    let samples = context.episodes.compactMap { episode -> Sample? in
      guard let text = wordings.index(of: episode), together[text] > 1, let left = left[text] else { return nil }
      return Sample(
        1, at: context.observations.place(episode, feature: wordings.path),
        message:
          "\(together[text]) instructions become \(LanguageMeasures.shown(left + " ...")), among them \(LanguageMeasures.shown(folded[text]))"
      )
    }
    return Measurement(
      unit: .count, samples: samples, total: counts.reduce(0, +),
      facts: ["path": wordings.path, "words": String(most)].merging(wordings.quoted(counts) { together[$0] > 1 }) { $1 })
  }
}
