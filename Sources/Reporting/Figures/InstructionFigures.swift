import Episodes
import Measures

/// What episodes are told to do.
enum InstructionFigures {
  static func all(_ glance: Glance) -> [Figure] {
    guard let instructions = glance.instructions else { return [] }
    return [top(instructions), words(instructions)].compactMap { $0 }
  }

  private static func top(_ instructions: Glance.Instructions) -> Figure? {
    let all = instructions.labelled + instructions.unlabelled
    var list = BarList(scale: Scale(low: 0, high: Double(max(all, 1)), isRound: false), xTitle: "episodes")
    for entry in instructions.top {
      list.rows.append(
        BarList.Row(label: shown(entry.text), value: Double(entry.episodes), word: Wording.number(entry.episodes, "episodes")))
    }
    if instructions.unlabelled > 0 {
      list.rows.append(
        BarList.Row(
          label: "(no instruction)", value: Double(instructions.unlabelled), word: Wording.number(instructions.unlabelled, "episodes")))
    }
    guard !list.rows.isEmpty else { return nil }
    let cut = Wording.cut(shown: instructions.top.count, of: instructions.distinct, "instructions")
    let told =
      "\(Wording.number(instructions.distinct, "different instructions")) in \(Wording.number(instructions.labelled, "episodes"))\(instructions.unlabelled > 0 ? "; \(Wording.number(instructions.unlabelled, "episodes")) without any" : "")."
    return Figure(
      name: "instructions", title: "Most frequent instructions",
      caption:
        "\(told) A bar over the whole width would be every episode.\(cut.map { " Showing \($0.dropFirst("showing ".count))." } ?? "")",
      drawing: list.svg(title: "Instructions by how many episodes carry them", description: told),
      table: Figure.Table(
        head: ["Instruction", "Episodes"],
        rows: instructions.top.map { [$0.text, $0.episodes.grouped] }
          + (instructions.unlabelled > 0 ? [["(no instruction)", instructions.unlabelled.grouped]] : []), remark: cut))
  }

  private static func words(_ instructions: Glance.Instructions) -> Figure? {
    guard let words = instructions.words else { return nil }
    var plot = Plot(
      x: Scale(low: words.low, high: words.high, wanted: 5, isRound: false, isWhole: true),
      y: Scale(low: 0, high: words.counts.max() ?? 1, wanted: 3, isWhole: true),
      xTitle: "words", yTitle: "episodes")
    plot.height = 140
    plot.histogram(EvenBars(words))
    let rows = words.counts.enumerated().filter { $0.element > 0 }.map { index, count -> [String] in
      let from = Int(words.low + Double(index) * words.width)
      let to = from + Int(words.width) - 1
      return [from == to ? "\(from)" : "\(from) to \(to)", Int(count).grouped]
    }
    return Figure(
      name: "words", title: "Length of instructions", caption: "How many words the instruction of an episode has.",
      drawing: plot.svg(
        title: "Episodes by the words of their instruction", description: rows.map { "\($0[0]) words: \($0[1])" }.joined(separator: ", ")),
      table: Figure.Table(head: ["Words", "Episodes"], rows: rows))
  }

  private static func shown(_ text: String) -> String {
    text.unicodeScalars.contains { !$0.properties.isWhitespace } ? text : "(blank)"
  }
}
