/// How the shards of a split are named: `{DATASET}-{SPLIT}.{FILEFORMAT}-{SHARD_X_OF_Y}` unless dataset_info.json says otherwise.
struct ShardTemplate: Sendable, Hashable {
  enum Piece: Sendable, Hashable {
    case text([UInt8])
    /// `[a-zA-Z]\w*`
    case dataset
    /// `(\w|-)+`
    case split
    /// `\w+`
    case fileFormat
    /// Five digits or more.
    case index, count
  }

  /// What a file name says about itself.
  struct Name: Sendable, Hashable {
    var dataset: String?
    var split: String?
    var fileFormat: String?
    var index: Int?
    var count: Int?
  }

  static let usual = ShardTemplate(pieces: [
    .dataset, .text(Array("-".utf8)), .split, .text(Array(".".utf8)), .fileFormat, .text(Array("-".utf8)), .index,
    .text(Array("-of-".utf8)), .count,
  ])

  var pieces: [Piece]

  private init(pieces: [Piece]) { self.pieces = pieces }

  /// Nil for a template that leads out of the dataset, that does not say which shard a file is, or that says something twice.
  init?(_ text: String) {
    var rest = text[...]
    if let percent = rest.lastIndex(of: "%") { rest = rest[..<percent] }
    pieces = []
    var literal: [UInt8] = []
    func known(_ name: Substring) -> [Piece]? {
      switch name {
      case "DATASET": [.dataset]
      case "SPLIT": [.split]
      case "FILEFORMAT": [.fileFormat]
      case "SHARD_INDEX": [.index]
      case "NUM_SHARDS": [.count]
      case "SHARD_X_OF_Y": [.index, .text(Array("-of-".utf8)), .count]
      default: nil
      }
    }
    while let first = rest.first {
      rest.removeFirst()
      guard first == "{" else {
        literal += Array(String(first).utf8)
        continue
      }
      guard let close = rest.firstIndex(of: "}"), let more = known(rest[..<close]) else { return nil }
      if !literal.isEmpty { pieces.append(.text(literal)) }
      literal = []
      pieces += more
      rest = rest[rest.index(after: close)...]
    }
    if !literal.isEmpty { pieces.append(.text(literal)) }
    let variables = pieces.filter { if case .text = $0 { false } else { true } }
    guard Set(variables).count == variables.count, variables.contains(.index), Self.isInside(text) else { return nil }
  }

  /// Whether a relative path stays within its directory.
  static func isInside(_ path: String) -> Bool {
    !path.isEmpty && !path.hasPrefix("/") && !path.utf8.contains(0)
      && !path.split(separator: "/", omittingEmptySubsequences: false).contains { $0 == ".." || $0 == "." || $0.isEmpty }
  }

  /// The name of one shard.
  func name(dataset: String, split: String, fileFormat: String, index: Int, of count: Int) -> String {
    var bytes: [UInt8] = []
    for piece in pieces {
      switch piece {
      case .text(let text): bytes += text
      case .dataset: bytes += Array(dataset.utf8)
      case .split: bytes += Array(split.utf8)
      case .fileFormat: bytes += Array(fileFormat.utf8)
      case .index: bytes += Self.digits(index)
      case .count: bytes += Self.digits(count)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func digits(_ number: Int) -> [UInt8] {
    let text = Array(String(number).utf8)
    return Array(repeating: UInt8(ascii: "0"), count: max(0, 5 - text.count)) + text
  }

  /// Reads a file name, or nil when it is not of this form. The template's variables are greedy; a split's name may itself hold `-`.
  func match(_ name: String) -> Name? {
    var matcher = Matcher(bytes: Array(name.utf8), pieces: pieces)
    return matcher.match(0, 0) ? matcher.name : nil
  }

  private struct Matcher {
    let bytes: [UInt8]
    let pieces: [Piece]
    var name = Name()
    /// Places that are known to lead nowhere: keeps the search from growing with the power of the variables.
    var dead: Set<Int> = []

    init(bytes: [UInt8], pieces: [Piece]) {
      self.bytes = bytes
      self.pieces = pieces
    }

    mutating func match(_ piece: Int, _ at: Int) -> Bool {
      if piece == pieces.count { return at == bytes.count }
      if dead.contains(piece * (bytes.count + 1) + at) { return false }
      if case .text(let text) = pieces[piece] {
        if bytes[at...].starts(with: text), match(piece + 1, at + text.count) { return true }
      } else {
        var end = at
        while end < bytes.count, allows(pieces[piece], bytes[end], isFirst: end == at) { end += 1 }
        let least = pieces[piece] == .index || pieces[piece] == .count ? 5 : 1
        while end - at >= least {
          if match(piece + 1, end), take(pieces[piece], bytes[at..<end]) { return true }
          end -= 1
        }
      }
      dead.insert(piece * (bytes.count + 1) + at)
      return false
    }

    private func allows(_ piece: Piece, _ byte: UInt8, isFirst: Bool) -> Bool {
      let isDigit = byte >= 0x30 && byte <= 0x39
      let isLetter = (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A
      switch piece {
      case .index, .count: return isDigit
      case .dataset: return isLetter || (!isFirst && (isDigit || byte == UInt8(ascii: "_")))
      case .split: return isLetter || isDigit || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
      case .fileFormat: return isLetter || isDigit || byte == UInt8(ascii: "_")
      case .text: return false
      }
    }

    private mutating func take(_ piece: Piece, _ value: ArraySlice<UInt8>) -> Bool {
      let text = String(decoding: value, as: UTF8.self)
      switch piece {
      case .dataset: name.dataset = text
      case .split: name.split = text
      case .fileFormat: name.fileFormat = text
      case .index:
        guard let number = Int(text) else { return false }
        name.index = number
      case .count:
        guard let number = Int(text) else { return false }
        name.count = number
      case .text: return false
      }
      return true
    }
  }
}
