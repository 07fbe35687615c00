import Episodes

/// All that one episode says about how it came out, in one word: four bits a sign.
struct OutcomeSigns: Sendable, Hashable {
  enum Reward: Int, Sendable, Hashable {
    case absent = 0
    case zero
    /// 0, and 1 (or one value above) at the end: at the last step or the one before it, whose action earns the last reward.
    case earned
    /// The same, but not at the end.
    case earnedBefore
    /// 0, and one value between 0 and 1 at the end.
    case graded
    /// The same value above 0 at every step.
    case constant
    case other

    var told: Told {
      switch self {
      case .absent, .other, .constant: .nothing
      case .zero: .failure
      case .earned: .success
      case .earnedBefore, .graded: .partial
      }
    }
  }

  enum Terminal: Int, Sendable, Hashable {
    case absent = 0
    case never, atEnd, elsewhere
  }

  enum Discount: Int, Sendable, Hashable {
    case absent = 0
    /// Above 0 at the last step, or 0 everywhere.
    case goesOn
    case endsInZero
  }

  private(set) var rawValue: Int

  init(rawValue: Int) { self.rawValue = rawValue }

  init(
    hasSteps: Bool = true, reward: Reward = .absent, terminal: Terminal = .absent, discount: Discount = .absent, path: Told = .nothing,
    flags: [Told] = []
  ) {
    rawValue = (hasSteps ? 1 : 0) | reward.rawValue << 4 | terminal.rawValue << 8 | discount.rawValue << 12 | path.rawValue << 16
    for (index, told) in flags.prefix(OutcomeFlag.most).enumerated() { rawValue |= told.rawValue << (20 + 4 * index) }
  }

  private func part(_ shift: Int) -> Int { rawValue >> shift & 15 }

  var hasSteps: Bool { part(0) == 1 }
  var reward: Reward { Reward(rawValue: part(4)) ?? .absent }
  var terminal: Terminal { Terminal(rawValue: part(8)) ?? .absent }
  var discount: Discount { Discount(rawValue: part(12)) ?? .absent }
  var path: Told { Told(rawValue: part(16)) ?? .nothing }
  func flag(_ index: Int) -> Told { Told(rawValue: part(20 + 4 * index)) ?? .nothing }
}

/// Reads reward, is_terminal, discount, flags and the path of each episode.
struct OutcomeProbe: Probe {
  var flags: [OutcomeFlag]
  /// The column of each flag.
  var columns: [Int]
  /// Whether each is text.
  var isText: [Bool]
  var path: Int?
  var pathName: String?
  var reward: Int?
  var terminal: Int?
  var discount: Int?

  var fields: [Field] { [Field("signs", .count)] }

  func observe(_ episode: borrowing Episode, row: inout RowWriter, sums: inout Sums) {
    guard episode.steps > 0 else {
      row.count(OutcomeSigns(hasSteps: false).rawValue)
      return
    }
    var told: [Told] = []
    for (index, flag) in flags.enumerated() {
      let found = read(columns[index], isText: isText[index], in: episode)
      told.append(flag.isInverted ? found.inverted : found)
    }
    let signs = OutcomeSigns(
      reward: values(reward, in: episode).map(Self.reward) ?? .absent,
      terminal: values(terminal, in: episode).map(Self.terminal) ?? .absent,
      discount: values(discount, in: episode).map(Self.discount) ?? .absent,
      path: path.map { read(path: $0, in: episode) } ?? .nothing, flags: told)
    row.count(signs.rawValue)
  }

  private func values(_ column: Int?, in episode: borrowing Episode) -> [Double]? {
    guard let column, episode.columns[column].isPresent, episode.columns[column].numbers.count == episode.steps else { return nil }
    return episode.columns[column].numbers
  }

  /// The last row decides; a success before it that did not last is a part.
  private func read(_ column: Int, isText: Bool, in episode: borrowing Episode) -> Told {
    guard episode.columns[column].isPresent, episode.columns[column].rows > 0 else { return .nothing }
    let last = episode.columns[column].rows - 1
    if isText {
      // A word is short; nobody pays for a page.
      guard episode.columns[column].payload(last).count <= 64 else { return .unknown }
      return Told(word: episode.columns[column].text(last))
    }
    let numbers = episode.columns[column].numbers
    guard numbers.count == last + 1 else { return .nothing }
    let end = Told(number: numbers[last])
    return end == .failure && numbers.contains(1) ? .partial : end
  }

  private static let successFolders = ["success", "successes", "successful"].map { Array($0.utf8) }
  private static let failureFolders = ["failure", "failures", "failed", "fail"].map { Array($0.utf8) }

  /// A folder of the path that is called `success` or `failure`: where DROID keeps it, and where openpi's filter looks for it.
  private func read(path column: Int, in episode: borrowing Episode) -> Told {
    guard episode.columns[column].isPresent, episode.columns[column].rows > 0 else { return .nothing }
    return Self.told(byPath: episode.columns[column].payload(0))
  }

  static func told(byPath bytes: some Sequence<UInt8>) -> Told {
    var folder: [UInt8] = []
    var found = Told.nothing
    for byte in bytes {
      guard byte == UInt8(ascii: "/") || byte == UInt8(ascii: "\\") else {
        folder.append(byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte)
        continue
      }
      let told: Told = successFolders.contains(folder) ? .success : failureFolders.contains(folder) ? .failure : .nothing
      if told != .nothing {
        if found.contradicts(told) { return .unknown }
        found = told
      }
      folder.removeAll(keepingCapacity: true)
    }
    return found
  }

  static func reward(_ values: [Double]) -> OutcomeSigns.Reward {
    var top = 0.0
    var zeros = 0
    for value in values {
      if value == 0 { zeros += 1; continue }
      guard value > 0, value.isFinite, top == 0 || value == top else { return .other }
      top = value
    }
    if top == 0 { return .zero }
    if zeros == 0, values.count > 1 { return .constant }
    guard values.suffix(2).contains(top) else { return .earnedBefore }
    return top < 1 ? .graded : .earned
  }

  static func terminal(_ values: [Double]) -> OutcomeSigns.Terminal {
    if (values.last ?? 0) > 0.5 { return .atEnd }
    return values.contains { $0 > 0.5 } ? .elsewhere : .never
  }

  static func discount(_ values: [Double]) -> OutcomeSigns.Discount {
    values.last == 0 && values.dropLast().contains { $0 != 0 } ? .endsInZero : .goesOn
  }
}
