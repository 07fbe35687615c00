/// Whole instructions that name no task, and stand where a converter found none.
struct StandIns {
  private let generic: Set<String>

  init(_ lists: WordLists) { generic = lists.phrases(.generic) }

  func contains(_ text: String) -> Bool {
    let folded = InstructionText.folded(text)
    var rest = folded
    while let last = rest.last, last.isPunctuation || last == " " { rest.removeLast() }
    // Only dots, dashes, question marks.
    if rest.isEmpty { return !folded.isEmpty || text.contains(".") }
    return generic.contains(rest)
  }
}
