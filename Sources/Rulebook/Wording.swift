import Episodes
import Measures

/// Fills `{placeholders}` of a rule's wording.
struct Wording {
  var values: [String: String]

  /// Unknown placeholders are left as they stand: a test over all rules fails on them.
  func fill(_ template: String) -> String {
    var result = ""
    var rest = template[...]
    while let open = rest.firstIndex(of: "{") {
      result += rest[..<open]
      guard let close = rest[open...].firstIndex(of: "}") else { break }
      let key = String(rest[rest.index(after: open)..<close])
      result += values[key] ?? "{\(key)}"
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }

  static func text(_ value: Value?, _ unit: Unit) -> String {
    switch value {
    case .number(let number): Quantity(number, unit).text
    case .name(let name): name
    case nil: "nothing"
    }
  }
}

/// A limit whose references have been looked up.
enum ResolvedRequirement {
  case atMost(Double)
  case atLeast(Double)
  case between(Double, Double)
  case oneOf([Value])
  /// The pattern as it was written, and ready to match.
  case matches(String, Regex<AnyRegexOutput>)

  /// Whether the value keeps to the limit. A value that is not a number keeps to no numeric limit.
  func holds(_ value: Value) -> Bool {
    switch (self, value) {
    case (.atMost(let limit), .number(let number)): number <= limit
    case (.atLeast(let limit), .number(let number)): number >= limit
    case (.between(let low, let high), .number(let number)): number >= low && number <= high
    case (.oneOf(let values), _): values.contains(value)
    case (.matches(_, let regex), .name(let name)): (try? regex.wholeMatch(in: name)) != nil
    default: false
    }
  }

  /// How far a value is on the wrong side: what "worst" means.
  func excess(_ value: Value) -> Double {
    guard case .number(let number) = value else { return holds(value) ? 0 : 1 }
    if number.isNaN { return .infinity }
    return switch self {
    case .atMost(let limit): number - limit
    case .atLeast(let limit): limit - number
    case .between(let low, let high): max(low - number, number - high)
    case .oneOf, .matches: holds(value) ? 0 : 1
    }
  }

  func text(_ unit: Unit) -> String {
    func written(_ number: Double) -> String { Quantity(number, unit).text }
    return switch self {
    case .atMost(let limit): "at most \(written(limit))"
    case .atLeast(let limit): "at least \(written(limit))"
    case .between(let low, let high): "between \(written(low)) and \(written(high))"
    case .oneOf(let values):
      values.count == 1 ? Wording.text(values.first, unit) : "one of " + values.map { Wording.text($0, unit) }.joined(separator: ", ")
    case .matches(let pattern, _): "matching \(pattern)"
    }
  }

  var comparator: String {
    switch self {
    case .atMost: "at_most"
    case .atLeast: "at_least"
    case .between: "between"
    case .oneOf(let values): values.count == 1 ? "equals" : "one_of"
    case .matches: "matches"
    }
  }

  var quantity: Double? {
    switch self {
    case .atMost(let limit), .atLeast(let limit): limit
    case .oneOf(let values): values.count == 1 ? values.first?.number : nil
    case .between, .matches: nil
    }
  }
}
