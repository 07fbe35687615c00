/// The lists of words by which instructions are judged: data in `Rules/words/`, not code, so that anybody can add to them.
public struct WordLists: Sendable, Hashable {
  /// Lists that Cupel knows. What each is for stands at the head of its file.
  public enum Name: String, Sendable, Hashable, CaseIterable {
    case verbs, nouns, articles, pronouns, prepositions, particles, adverbs, politeness
    case leadIns = "lead-ins"
    case sameMeaning = "same-meaning"
    case generic, placeholders
    case numberedThings = "numbered-things"
    case fileEndings = "file-endings"
    case motions, directions, measures, grasps
    case robotParts = "robot-parts"
    case foreign
  }

  /// An entry is one word or phrase, or several that belong together: a verb and its irregular forms, phrases that say the same.
  private var entries: [Name: [[String]]] = [:]

  public init() {}

  public subscript(name: Name) -> [[String]] { entries[name] ?? [] }

  /// Every word and phrase of a list, whatever it belongs with.
  func phrases(_ name: Name) -> Set<String> { Set(self[name].joined()) }

  public mutating func add(_ new: [[String]], to name: Name) { entries[name, default: []] += new }

  public mutating func replace(_ name: Name, with new: [[String]]) { entries[name] = new }

  /// All of it on a line for each list, in a fixed order: for digests.
  public var canonicalText: String {
    Name.allCases.map { name in
      "words \(name.rawValue): \(self[name].map { $0.joined(separator: " = ") }.joined(separator: "; "))"
    }.joined(separator: "\n")
  }
}
