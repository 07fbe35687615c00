import Rulebook

/// What the page can be narrowed down by. Shown by the script only; without it everything stands.
struct PageFilter {
  private var families: [String] = []
  private var severities: [Severity] = []
  private var outcomes: [String] = []
  private var places: [String] = []

  init(_ report: Report) {
    let results = report.runs.flatMap(\.rules)
    families = Set(results.map(\.family)).sorted()
    severities = Severity.allCases.sorted(by: >).filter { severity in results.contains { $0.severity == severity } }
    outcomes = RuleResult.outcomeWords.filter { word in results.contains { $0.outcomeWord == word } }
    var seen: Set<String> = []
    places = report.runs.flatMap { $0.dataset.splits.map(\.name) }.filter { seen.insert($0).inserted }
  }

  func form() -> HTML {
    """
    <form class="filter" role="search" aria-label="Narrow the report down" hidden>
    <label>Find <input type="search" name="q" autocomplete="off" spellcheck="false"></label>
    \(choice("outcome", "Outcome", outcomes.map { ($0, $0) }))\
    \(choice("severity", "Severity", severities.map { ($0.rawValue, $0.rawValue) }))\
    \(choice("family", "Family", families.map { (Anchors.clean($0), VisibleText.line($0, limit: 60)) }))\
    \(choice("split", "Split", places.map { (Self.token(split: $0), VisibleText.line($0, limit: 60)) } + [("", "the dataset as a whole")]))\
    <button type="reset">Reset</button>
    <output aria-live="polite"></output>
    </form>

    """
  }

  private func choice(_ name: String, _ label: String, _ options: [(value: String, word: String)]) -> HTML {
    let items = options.map { "<option value=\"\($0.value)\">\($0.word)</option>" as HTML }
    return "<label>\(label) <select name=\"\(name)\"><option value=\"*\">any</option>\(items.joined())</select></label>\n"
  }

  /// A split as attributes name it; the whole dataset is empty.
  static func token(split name: String) -> String { Anchors.clean(name) }

  /// The attributes by which the script knows a result. What is no split (the dataset, a task) carries none.
  static func attributes(_ result: RuleResult, of run: Run) -> HTML { attributes([result], of: run) }

  /// Several results of one rule, told as one: the first says how bad it is.
  static func attributes(_ results: [RuleResult], of run: Run) -> HTML {
    guard let first = results.first else { return .empty }
    var splits: [String] = []
    for result in results where run.dataset.splits.contains(where: { $0.name == result.scope }) {
      let token = token(split: result.scope)
      if !splits.contains(token) { splits.append(token) }
    }
    return """
      data-family="\(Anchors.clean(first.family))" data-severity="\(first.severity.rawValue)" data-outcome="\(first.outcomeWord)" \
      data-split="\(splits.joined(separator: " "))"
      """
  }
}

extension RuleResult {
  static let outcomeWords = ["rejecting", "not evaluated", "warning", "remark", "held", "not checked", "waived"]

  /// The outcome as people read it.
  var outcomeWord: String {
    switch outcome {
    case .pass: "held"
    case .fail: isGating ? "rejecting" : severity == .info ? "remark" : "warning"
    case .error: "not evaluated"
    case .notApplicable: "not checked"
    case .waived: "waived"
    }
  }

  /// The style's name for how this result looks, and the sign that says the same.
  var tone: String {
    switch outcome {
    case .pass: "pass"
    case .fail: isGating ? "fail" : severity == .info ? "info" : "warning"
    case .error: "error"
    case .notApplicable: "none"
    case .waived: "waived"
    }
  }
}

extension Confidence {
  /// How sure a rule is of itself, for someone who has never seen Cupel.
  var sentence: String {
    switch self {
    case .certain: "certain: arithmetic on the stored numbers"
    case .strong: "strong: under 1 false alarm in 1,000 clean datasets"
    case .heuristic: "heuristic: worth a look, may be mistaken"
    }
  }
}
