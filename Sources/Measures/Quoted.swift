/// Instructions as findings quote them: the most common first, each with the number of episodes that carry it.
enum Quoted {
  /// “put it away” (12), “do it” (3) and 4 more (9)
  static func texts(_ counts: [String: Int], most: Int = 3) -> String {
    let order = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    var told = order.prefix(most).map { "\(LanguageMeasures.shown($0.key)) (\($0.value))" }.joined(separator: ", ")
    let rest = order.dropFirst(most)
    if !rest.isEmpty { told += " and \(rest.count) more (\(rest.reduce(0) { $0 + $1.value }))" }
    return told
  }
}
