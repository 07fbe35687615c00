/// What can be said of one instruction from its words and bytes alone.
enum InstructionText {
  /// Two phrasings are one when they differ only in case, spaces and a final period.
  static func folded(_ text: String) -> String {
    var rest = text.lowercased().split { $0.isWhitespace || $0 == "\0" }.joined(separator: " ")
    while rest.last == "." { rest.removeLast() }
    while rest.last == " " { rest.removeLast() }
    return rest
  }

  /// Nothing but white space and padding.
  static func isBlank(_ bytes: some Sequence<UInt8>) -> Bool { bytes.allSatisfy { $0 <= 0x20 } }

  // MARK: generic

  /// Whole instructions that name no task. Compared after folding and without closing punctuation. "Do something" is what a converter
  /// writes when it finds none.
  static let generic: Set<String> = [
    "n/a", "na", "none", "null", "nil", "nan", "test", "testing", "tests", "todo", "tbd", "unknown", "unlabeled", "unlabelled", "undefined",
    "do something", "do anything", "do it", "do task", "do the task", "do this task", "complete task", "complete the task",
    "complete this task", "perform task", "perform the task", "perform this task", "execute task", "execute the task", "finish the task",
    "follow the instruction", "follow the instructions", "task", "robot task", "the task", "instruction", "language instruction",
    "task description", "description", "default", "default task", "placeholder", "dummy", "dummy instruction", "example", "demo",
    "demonstration", "teleop", "teleoperation", "foo", "bar", "asdf", "xxx", "lorem ipsum", "no instruction", "empty", "some task",
    "your instruction here", "insert instruction here",
  ]

  static func isGeneric(_ text: String) -> Bool {
    var rest = folded(text)
    while let last = rest.last, last.isPunctuation || last == " " { rest.removeLast() }
    // Only dots, dashes, question marks.
    if rest.isEmpty { return !folded(text).isEmpty || text.contains(".") }
    return generic.contains(rest)
  }

  // MARK: identifiers

  /// Why this is a name for a program rather than a sentence for a policy, or nil.
  ///
  /// A sentence is only called an identifier when it is one as a whole, holds an unfilled placeholder, or names a file. Honest sentences with
  /// a stray label ("move the red block to position A_1", "put the t-shirt in box 3") are left alone: of words with an underscore, half of
  /// all words are needed.
  static func identifier(_ text: String) -> String? {
    let words = text.split { $0.isWhitespace || $0 == "\0" }.map(String.init)
    guard let first = words.first else { return nil }
    if let placeholder = placeholder(in: text) { return "holds the placeholder \(placeholder)" }
    if let file = words.first(where: isFileName) { return "names a file: \(file)" }
    let underscored = words.filter(isUnderscored).count
    if underscored > 0, 2 * underscored >= words.count { return "is written with underscores" }
    if words.count == 1, isProgramName(first) { return "is an identifier" }
    if words.count <= 2, isNumberedThing(words) { return "is a number of something" }
    return nil
  }

  /// `{object}`, `<object>`, `%s`, and `[object]` when nothing else is there or it is written in capitals.
  private static func placeholder(in text: String) -> String? {
    for (open, close) in [("{", "}"), ("<", ">"), ("[", "]")] as [(Character, Character)] {
      guard let from = text.firstIndex(of: open), let to = text[from...].firstIndex(of: close) else { continue }
      let inside = text[text.index(after: from)..<to]
      guard inside.count <= 40, inside.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" || $0 == " " || $0 == ":" }) else { continue }
      let whole = String(text[from...to])
      if open == "{" { return whole }
      guard inside.contains(where: \.isLetter) else { continue }
      if open == "<" { return whole }
      let isAll = text.filter { !$0.isWhitespace } == whole.filter { !$0.isWhitespace }
      if isAll || (inside.count > 1 && inside == inside.uppercased()) { return whole }
    }
    return ["%s", "%d"].first { text.contains($0) }
  }

  private static let endings: Set<String> = [
    "mp4", "avi", "mov", "hdf5", "h5", "npy", "npz", "json", "jsonl", "txt", "pkl", "pickle", "png", "jpg", "jpeg", "bag", "mcap",
    "tfrecord", "yaml", "yml", "csv", "xml", "urdf", "bddl", "zarr", "parquet", "tar", "gz", "zip", "py",
  ]

  private static func isFileName(_ word: String) -> Bool {
    let word = word.filter { !"\"'(),;".contains($0) }
    if word.hasPrefix("/") && word.count > 2 && word.dropFirst().contains("/") { return true }
    guard let dot = word.lastIndex(of: "."), dot != word.startIndex else { return false }
    return endings.contains(word[word.index(after: dot)...].lowercased())
  }

  /// A word with an underscore between letters or digits.
  private static func isUnderscored(_ word: String) -> Bool {
    let parts = word.split(separator: "_")
    return parts.count > 1 && parts.allSatisfy { $0.contains { $0.isLetter || $0.isNumber } }
  }

  /// One word: `task3`, `ep-12`, `PickPlaceCan`, `kitchen-complete-v0`, `17`, a long hexadecimal id.
  private static func isProgramName(_ word: String) -> Bool {
    let scalars = Array(word.unicodeScalars)
    guard
      scalars.allSatisfy({ $0.isASCII && ($0.properties.isAlphabetic || ("0"..."9").contains($0) || "-#:".unicodeScalars.contains($0)) })
    else { return false }
    let digits = scalars.filter { ("0"..."9").contains($0) }.count
    if digits == 0 { return isCamelCase(word) }
    let letters = scalars.filter { $0.properties.isAlphabetic }.count
    if letters == 0 { return true }
    // Ends in a number, or is an id of digits and letters; single words with digits in them are no sentence.
    return scalars.last.map { ("0"..."9").contains($0) } == true || (scalars.count >= 8 && word.allSatisfy { $0.isHexDigit || $0 == "-" })
  }

  /// At least two humps, each a capital and small letters.
  private static func isCamelCase(_ word: String) -> Bool {
    var humps = 0
    var previous: Character?
    for letter in word {
      guard letter.isLetter else { return false }
      if letter.isUppercase {
        if let previous, previous.isUppercase { return false }
        humps += 1
      } else if previous == nil {
        return false
      }
      previous = letter
    }
    return humps >= 2 && previous?.isLowercase == true
  }

  private static let things: Set<String> = [
    "task", "episode", "ep", "demo", "traj", "trajectory", "skill", "subtask", "id", "instruction", "scene", "trial", "run", "rollout",
    "goal",
  ]

  /// `task 3`, `Episode #12`.
  private static func isNumberedThing(_ words: [String]) -> Bool {
    guard words.count == 2, things.contains(words[0].lowercased().filter { $0.isLetter }) else { return false }
    let number = words[1].filter { !"#.:()".contains($0) }
    return !number.isEmpty && number.allSatisfy(\.isNumber)
  }

  // MARK: hygiene

  /// What is wrong with the bytes of an instruction.
  struct Blemishes: OptionSet, Sendable, Hashable {
    var rawValue: Int
    static let notUTF8 = Blemishes(rawValue: 1)
    static let zeroByte = Blemishes(rawValue: 2)
    static let control = Blemishes(rawValue: 4)
    static let edgeSpace = Blemishes(rawValue: 8)
    static let doubleSpace = Blemishes(rawValue: 16)
    static let lookAlike = Blemishes(rawValue: 32)
    static let invisible = Blemishes(rawValue: 64)
    static let replacement = Blemishes(rawValue: 128)

    static let names: [(Blemishes, String)] = [
      (.notUTF8, "bytes that are not UTF-8"), (.zeroByte, "NUL bytes"), (.control, "control characters"),
      (.edgeSpace, "white space at its edges"), (.doubleSpace, "double spaces"), (.lookAlike, "letters of two alphabets in one word"),
      (.invisible, "invisible or non-breaking characters"), (.replacement, "replacement characters, where text was lost"),
    ]

    var sentence: String { Self.names.filter { contains($0.0) }.map(\.1).joined(separator: ", ") }
  }

  /// Looks at the bytes as stored: decoding would hide what is wrong with them.
  static func blemishes(_ bytes: ArraySlice<UInt8>) -> Blemishes {
    var found: Blemishes = []
    let isPlain = bytes.allSatisfy { $0 < 0x80 }
    for byte in bytes {
      if byte == 0 {
        found.insert(.zeroByte)
      } else if byte < 0x20 || byte == 0x7f {
        found.insert(.control)
      }
    }
    func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0d).contains(byte) }
    if let first = bytes.first, let last = bytes.last, isSpace(first) || isSpace(last) { found.insert(.edgeSpace) }
    for (a, b) in zip(bytes, bytes.dropFirst()) where isSpace(a) && isSpace(b) { found.insert(.doubleSpace) }
    if isPlain { return found }
    guard let text = String(validating: bytes, as: UTF8.self) else { return found.union(.notUTF8) }
    found.formUnion(unusualScalars(text))
    return found
  }

  private static func unusualScalars(_ text: String) -> Blemishes {
    var found: Blemishes = []
    var alphabets: Set<Alphabet> = []
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0xfffd: found.insert(.replacement)
      case 0x80...0x9f: found.insert(.control)
      case 0xa0, 0xad, 0x200b...0x200f, 0x2028...0x202e, 0x202f, 0x2060...0x2064, 0xfeff: found.insert(.invisible)
      // Full-width forms of ASCII.
      case 0xff01...0xff5e: found.insert(.lookAlike)
      default: break
      }
      if let alphabet = Alphabet(scalar) {
        alphabets.insert(alphabet)
        if alphabets.count > 1 { found.insert(.lookAlike) }
      } else if !scalar.properties.isAlphabetic {
        alphabets.removeAll()
      }
    }
    return found
  }

  /// The alphabets whose letters are taken for each other.
  private enum Alphabet {
    case latin, greek, cyrillic

    init?(_ scalar: Unicode.Scalar) {
      guard scalar.properties.isAlphabetic else { return nil }
      switch scalar.value {
      case 0x41...0x5a, 0x61...0x7a, 0xc0...0x24f: self = .latin
      case 0x370...0x3ff where scalar.value != 0x3bc: self = .greek  // µ stands in units
      case 0x400...0x52f: self = .cyrillic
      default: return nil
      }
    }
  }
}
