/// The units in which metrics are measured. Limits may be written in any unit of the same kind.
public enum Unit: String, Sendable, Hashable, CaseIterable {
  case metre = "m"
  case radian = "rad"
  case second = "s"
  case hertz = "Hz"
  case steps
  case episodes
  case count
  /// A share between 0 and 1, written in per cent.
  case share
  case ratio
  case sigma
  /// Bins of a codec.
  case bins
  /// Parts per million.
  case ppm
  case bytes
  case words
  /// A plain number without a unit.
  case one = ""
  /// Not a number: a name.
  case name
}

/// A number with its unit, as limits are written and metrics are told.
public struct Quantity: Sendable, Hashable {
  public var value: Double
  public var unit: Unit

  public init(_ value: Double, _ unit: Unit) {
    self.value = value
    self.unit = unit
  }

  /// Suffixes that limits may carry: what they multiply by, and the unit they mean.
  static let suffixes: [(String, Double, Unit)] = [
    ("mm", 0.001, .metre), ("cm", 0.01, .metre), ("m", 1, .metre), ("rad", 1, .radian), ("mrad", 0.001, .radian),
    ("deg", .pi / 180, .radian), ("°", .pi / 180, .radian), ("us", 1e-6, .second), ("ms", 0.001, .second), ("s", 1, .second),
    ("Hz", 1, .hertz), ("steps", 1, .steps), ("step", 1, .steps), ("episodes", 1, .episodes), ("episode", 1, .episodes),
    ("sigma", 1, .sigma), ("bins", 1, .bins), ("bin", 1, .bins), ("ppm", 1, .ppm), ("bytes", 1, .bytes), ("words", 1, .words),
    ("%", 0.01, .share), ("x", 1, .ratio),
  ]

  /// Reads `1 mm`, `0.01 rad`, `3 sigma`, `2%`, `2% of steps`, `5`. Nil when the number or the unit is not one.
  public init?(_ text: some StringProtocol) {
    var rest = text.trimmingSpaces
    if let of = rest.range(ofWord: " of ") { rest = rest[..<of].trimmingSpaces }
    let digits = rest.prefix { $0.isNumber || "+-.eE".contains($0) }
    // "1e-3 m" has digits "1e-3 "; a unit that starts with e ("episodes") must not be eaten as an exponent.
    var number = digits
    while !number.isEmpty, Double(number) == nil { number = number.dropLast() }
    guard let value = Double(number) else { return nil }
    let suffix = rest[number.endIndex...].trimmingSpaces
    if suffix.isEmpty {
      self.init(value, .one)
      return
    }
    guard let (_, factor, unit) = Self.suffixes.first(where: { $0.0 == suffix }) else { return nil }
    self.init(value * factor, unit)
  }

  /// As people read it: lengths below a decimetre in millimetres, shares in per cent, four significant digits.
  public var text: String {
    switch unit {
    case .metre where value != 0 && value.magnitude < 0.1: "\((value * 1000).short) mm"
    case .second where value != 0 && value.magnitude < 0.1: "\((value * 1000).short) ms"
    case .bytes where value >= 1e9: "\((value / 1e9).formatted(significant: 3)) GB"
    case .bytes where value >= 1e6: "\((value / 1e6).formatted(significant: 3)) MB"
    case .bytes where value >= 1e3: "\((value / 1e3).formatted(significant: 3)) kB"
    case .share: "\((value * 100).short) %"
    case .one, .name, .count: value.short
    case .ratio: "\(value.short)x"
    case .steps: "\(value.short) \(value == 1 ? "step" : "steps")"
    case .episodes: "\(value.short) \(value == 1 ? "episode" : "episodes")"
    case .bins: "\(value.short) \(value == 1 ? "bin" : "bins")"
    default: "\(value.short) \(unit.rawValue)"
    }
  }
}

extension Double {
  /// At most four significant digits, no trailing zeros, no exponent between 1e-4 and 1e7: `0.0123`, `1234000`, `3.2e-9`. Whole numbers
  /// below 1e15 are written out.
  public var short: String { formatted(significant: 4) }

  /// The same with another number of significant digits.
  public func formatted(significant digits: Int) -> String {
    if isNaN { return "NaN" }
    if isInfinite { return self < 0 ? "-infinity" : "infinity" }
    if self == 0 { return "0" }
    if self == rounded(), magnitude < 1e15 { return String(Int64(self)) }
    let sign = self < 0 ? "-" : ""
    var exponent = Int(log10Floor(magnitude))
    var scaled = (magnitude * power10(digits - 1 - exponent)).rounded()
    if scaled >= power10(digits) {
      scaled = (scaled / 10).rounded()
      exponent += 1
    }
    var mantissa = Array(String(Int64(scaled)))
    while mantissa.count > 1, mantissa.last == "0" { mantissa.removeLast() }
    if exponent < -4 || exponent >= 7 {
      let tail = mantissa.count > 1 ? "." + String(mantissa[1...]) : ""
      return "\(sign)\(mantissa[0])\(tail)e\(exponent)"
    }
    if exponent < 0 { return sign + "0." + String(repeating: "0", count: -exponent - 1) + String(mantissa) }
    if mantissa.count <= exponent + 1 { return sign + String(mantissa) + String(repeating: "0", count: exponent + 1 - mantissa.count) }
    return sign + String(mantissa[...exponent]) + "." + String(mantissa[(exponent + 1)...])
  }
}

/// floor(log10(x)) by search over powers: no C library call, and the same on every machine.
private func log10Floor(_ x: Double) -> Int {
  var exponent = 0
  while exponent < 308, power10(exponent + 1) <= x { exponent += 1 }
  while exponent > -323, power10(exponent) > x { exponent -= 1 }
  return exponent
}

private func power10(_ exponent: Int) -> Double { Double("1e\(exponent)") ?? .infinity }

extension StringProtocol {
  var trimmingSpaces: SubSequence {
    var rest = self[...]
    while rest.first == " " { rest = rest.dropFirst() }
    while rest.last == " " { rest = rest.dropLast() }
    return rest
  }

  /// Where this word starts.
  func range(ofWord word: String) -> Index? {
    var at = startIndex
    while at != endIndex {
      if self[at...].hasPrefix(word) { return at }
      at = index(after: at)
    }
    return nil
  }
}
