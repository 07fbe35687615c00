/// What may still be shown.
struct PageBudget {
  let caps: HTMLReport.Caps
  private(set) var findings: Int
  private(set) var cards: Int
  private(set) var rows: Int

  init(caps: HTMLReport.Caps) {
    self.caps = caps
    findings = caps.findings
    cards = caps.cards
    rows = caps.rows
  }

  mutating func takeFindings(_ wanted: Int) -> Int {
    let granted = min(wanted, caps.findingsPerScope, findings)
    findings -= granted
    return granted
  }

  mutating func takeCard() -> Bool {
    guard cards > 0 else { return false }
    cards -= 1
    return true
  }

  mutating func takeRows(_ wanted: Int) -> Int {
    let granted = min(wanted, rows)
    rows -= granted
    return granted
  }
}

/// Ids of elements that links point to: `rule/action/units/train`. Scopes come from data, so other characters become `-`, and a name
/// that was taken gets a number.
struct Anchors {
  private var taken: Set<String> = []

  mutating func make(_ name: String) -> String {
    let base = Self.clean(name)
    var candidate = base
    var number = 2
    while !taken.insert(candidate).inserted {
      candidate = "\(base)-\(number)"
      number += 1
    }
    return candidate
  }

  static func clean(_ name: String) -> String {
    String(
      String.UnicodeScalarView(
        name.unicodeScalars.prefix(120).map {
          $0.isASCII && ($0.properties.isAlphabetic || "0123456789/._=-".unicodeScalars.contains($0)) ? $0 : "-"
        }))
  }
}
