import Rulebook

/// The dataset cards, one line each: name, whose tables hold it, what it is.
public enum CardList {
  public static func render(_ cards: [DatasetCard], width: Int) -> String {
    let name = (cards.map(\.name.count).max() ?? 0) + 2
    let tables = cards.map { $0.loaders.keys.sorted().joined(separator: ", ") }
    let table = (tables.map(\.count).max() ?? 0) + 2
    let lines = zip(cards, tables).flatMap { card, tables -> [String] in
      let head =
        card.name + String(repeating: " ", count: name - card.name.count) + tables + String(repeating: " ", count: table - tables.count)
      guard width - name - table >= 30 else {
        return [String(head.reversed().drop { $0 == " " }.reversed())] + Explain.wrap(card.summary, width: width, indent: "    ")
      }
      let wrapped = Explain.wrap(card.summary, width: width, indent: String(repeating: " ", count: name + table))
      return [head + wrapped[0].dropFirst(name + table)] + wrapped.dropFirst()
    }
    return lines.map { VisibleText.line($0, limit: 400) }.joined(separator: "\n") + "\n\(cards.count) cards\n"
  }
}
