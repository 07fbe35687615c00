import Episodes

/// How one episode came out, as one voice tells it.
enum Told: Int, Sendable, Hashable {
  /// The voice says nothing of this episode: it is absent, empty or unreadable.
  case nothing = 0
  case failure, partial, success
  /// A value that is neither: -1, a class of its own, a word that is not known.
  case unknown

  var words: String {
    switch self {
    case .success: "a success"
    case .failure: "a failure"
    case .partial: "a part of it done"
    case .nothing, .unknown: "nothing"
    }
  }

  private static let meanings: [String: Told] = {
    let words: [(Told, [String])] = [
      (.success, ["success", "successful", "succeeded", "succeed", "true", "yes", "pass", "passed", "complete", "completed", "1"]),
      (.failure, ["failure", "failed", "fail", "unsuccessful", "false", "no", "incomplete", "aborted", "0"]),
      (.partial, ["partial", "partially", "partial success", "partial_success", "partially successful"]),
    ]
    return Dictionary(uniqueKeysWithValues: words.flatMap { told, words in words.map { ($0, told) } })
  }()

  init(word: String) {
    let bare = word.lowercased().split { $0.isWhitespace }.joined(separator: " ")
    self = bare.isEmpty ? .nothing : Self.meanings[bare] ?? .unknown
  }

  /// 1 is a success, 0 a failure, and what lies between is a part.
  init(number: Double) {
    self = number == 1 ? .success : number == 0 ? .failure : number > 0 && number < 1 ? .partial : .unknown
  }

  /// What a flag of failures says.
  var inverted: Told { self == .success ? .failure : self == .failure ? .success : self }

  func contradicts(_ other: Told) -> Bool {
    self == .success && other == .failure || self == .failure && other == .success
  }
}

/// A feature that says how an episode came out, and nothing else.
struct OutcomeFlag: Sendable, Hashable {
  var leaf: Int
  /// 1 stands for a failure.
  var isInverted: Bool
  /// The user or the owner says what it is; otherwise its name does.
  var isDeclared: Bool

  /// More voices than these say nothing new, and a row has room for no more.
  static let most = 3

  private static let successes: Set<String> = [
    "success", "is_success", "successful", "is_successful", "succeeded", "episode_success", "task_success", "success_flag", "success_label",
    "outcome", "episode_outcome", "task_outcome",
  ]
  private static let failures: Set<String> = ["failure", "is_failure", "failed", "is_failed", "episode_failure", "task_failure"]

  /// Those that are declared, else those that are called one; beside the steps before those within.
  static func all(in setting: Setting) -> [OutcomeFlag] {
    let schema = setting.schema
    func flag(_ index: Int, isDeclared: Bool) -> OutcomeFlag? {
      let leaf = schema.leaves[index]
      guard leaf.isText || (leaf.isNumeric && leaf.width == 1) else { return nil }
      let name = (leaf.path.split(separator: "/").last.map(String.init) ?? leaf.path).lowercased()
      guard isDeclared || successes.contains(name) || failures.contains(name) else { return nil }
      return OutcomeFlag(leaf: index, isInverted: failures.contains(name), isDeclared: isDeclared)
    }
    let declared = (setting.roles["outcome"]?.slices ?? []).compactMap { slice in
      slice.dimensions == nil ? schema.index(of: slice.path).flatMap { flag($0, isDeclared: true) } : nil
    }
    if !declared.isEmpty { return Array(declared.prefix(most)) }
    let named = schema.leaves.indices.compactMap { flag($0, isDeclared: false) }
    let beside = named.filter { schema.leaves[$0.leaf].level == .episode }
    return Array((beside + named.filter { schema.leaves[$0.leaf].level == .step }).prefix(most))
  }
}

/// What a dataset says about how its episodes came out, voice by voice.
struct OutcomeVoices: Sendable {
  /// One voice: a flag, the path, the reward.
  struct Voice: Sendable {
    var name: String
    /// Why a voice that is there has no say over this dataset.
    var silence: String?
  }

  let view: ProbeView
  let probe: OutcomeProbe
  private let field: Int
  /// Flags, then path, then reward: the first that speaks of an episode decides.
  private(set) var voices: [Voice] = []
  /// Episodes with steps.
  private(set) var looked = 0
  private(set) var terminal = 0
  private(set) var endsInZeroDiscount = 0

  static func of(_ context: MeasureContext) throws(Absence) -> OutcomeVoices {
    try context.dataset.once("outcome.voices") { (context) throws(Absence) in
      try OutcomeVoices(context)
    }
  }

  private init(_ context: MeasureContext) throws(Absence) {
    view = try context.view(OutcomeMeasures.request)
    guard let probe = view.probe as? OutcomeProbe else { throw Absence(.missing, "the probe is of another kind") }
    self.probe = probe
    field = view.field("signs")
    var unknown = [Int](repeating: 0, count: probe.flags.count)
    var rewards: [OutcomeSigns.Reward: Int] = [:]
    for episode in view.episodes {
      let signs = signs(episode)
      guard signs.hasSteps else { continue }
      looked += 1
      for index in unknown.indices where signs.flag(index) == .unknown { unknown[index] += 1 }
      rewards[signs.reward, default: 0] += 1
      if signs.terminal == .atEnd { terminal += 1 }
      if signs.discount == .endsInZero { endsInZeroDiscount += 1 }
    }
    let leaves = context.setting.schema.leaves
    for (index, flag) in probe.flags.enumerated() {
      // Text may leave an episode out; a number that is neither 0 nor 1 shows that the code is another one.
      let isOther = leaves[flag.leaf].isText ? unknown[index] == looked : unknown[index] > 0
      voices.append(
        Voice(
          name: leaves[flag.leaf].path,
          silence: isOther ? "\(leaves[flag.leaf].path) holds values that are neither 0 nor 1, nor words for success and failure" : nil))
    }
    voices.append(Voice(name: "the folder in \(probe.pathName ?? "the path")", silence: probe.path == nil ? "" : nil))
    voices.append(Voice(name: "reward", silence: Self.silence(ofRewards: rewards)))
  }

  /// A reward tells success from failure where it is sparse, and where anything earned one.
  private static func silence(ofRewards rewards: [OutcomeSigns.Reward: Int]) -> String? {
    if rewards.keys.allSatisfy({ $0 == .absent }) { return "" }
    if let dense = rewards[.other] { return "reward is not sparse (in \(dense) episodes it takes other values than 0 and one above)" }
    if rewards[.earned] == nil, rewards[.earnedBefore] == nil, rewards[.graded] == nil {
      return rewards[.constant] == nil ? "reward is 0 at every step" : "reward is the same at every step"
    }
    return nil
  }

  func signs(_ episode: Int) -> OutcomeSigns { OutcomeSigns(rawValue: view.count(episode, field)) }

  /// What each voice that has a say tells of one episode.
  func told(_ episode: Int) -> [(voice: Int, told: Told)] {
    let signs = signs(episode)
    guard signs.hasSteps else { return [] }
    return voices.indices.compactMap { index in
      guard voices[index].silence == nil else { return nil }
      let told: Told =
        index < probe.flags.count ? signs.flag(index) : index == probe.flags.count ? signs.path : signs.reward.told
      return told == .nothing || told == .unknown ? nil : (index, told)
    }
  }

  /// How an episode came out: what the first voice tells that speaks of it.
  func outcome(_ episode: Int) -> Told? { told(episode).first?.told }

  /// Why nothing tells, as far as there is anything that could.
  var silences: [String] { voices.compactMap { $0.silence.flatMap { $0.isEmpty ? nil : $0 } } }
}
