import Episodes

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Whether the gain of labels over motion is that of another unit that has a name.
///
/// The gain g = Σ a·d / Σ d·d is 1 for labels in the unit of the states. Honest gains run from 0.5 to 1.4 (noise of the states lowers it,
/// slow tracking raises it), so only gains near a named unit (15 %) are called wrong: 1000 (millimetres), 100 (centimetres), 57.3
/// (degrees), the control rate (velocities), 20 with 2 (robosuite's controller: 0.05 m and 0.5 rad a unit), 13.33 with 6.67 (DROID's:
/// 0.075 m and 0.15 rad), and only where the interval of the gain is at most a third of it to either side: it then lies above
/// 2/3 · 2/1.15 > 1. All other gains are reported. Noise of the states lowers a gain from
/// u to g = u (1 − ρ) at most, with ρ the residual, and slow tracking raises it up to 1.4 times; g / (1 − ρ) = Σ a·a / Σ a·d is what noise of
/// the motion does not touch. So for gains above `clearlyOther` in data that are not quiet every unit is named between the lower end of g
/// over 1.4 and 1.15 times the upper end of g / (1 − ρ), and one unit only where it alone lies between them.
///
/// For the dataset g is the median over episodes with a residual of at most 0.7, its interval ±3 (1.25 · 1.4826 MAD / √N), with at least ±3
/// standard errors of a typical episode over √N: g √(ρ / ((1 − ρ) n)). The same for g / (1 − ρ), over all episodes: those with the least noise
/// are few and lucky ones, and do not tell how much there is. An episode alone is called wrong when its gain is a named unit against the
/// dataset's.
struct UnitJudgement {
  static let right = "the states' own"
  static let tolerance = 1.15
  /// What no honest gain comes to.
  static let clearlyOther = 2.2
  /// What slow tracking raises a gain by at most.
  static let raised = 1.4
  /// Honest gains.
  static let honest = 0.5...1.5

  let measurement: Measurement

  private struct Gain {
    var value: Double
    var low: Double
    var high: Double
    /// The upper end of the interval of what the gain would be without noise in the motion.
    var most: Double
    var residual: Double

    /// An interval that is a third of the gain wide to either side names nothing.
    var isNarrow: Bool { (high - value) * 3 <= value }
    /// So little noise that a gain is what it is.
    var isQuiet: Bool { residual <= 0.02 }

    /// Without an interval.
    init(_ value: Double) { self.init(value: value, low: value, high: value, most: value, residual: 0) }

    init(value: Double, low: Double, high: Double, most: Double, residual: Double) {
      (self.value, self.low, self.high, self.most, self.residual) = (value, low, high, most, residual)
    }

    func over(_ scale: Double) -> Gain {
      Gain(value: value / scale, low: low / scale, high: high / scale, most: most / scale, residual: residual)
    }
  }

  init(_ context: MeasureContext) throws(Absence) {
    let all = try Conventions.of(context)
    let rate = TimeMeasures.controlHertz(context.dataset)
    let isVelocity = context.setting.declarations.motion == .velocity
    let gains = all.groups.map { Self.together($0) }
    guard gains.contains(where: { $0 != nil }) else {
      throw Absence(
        .undetermined, "labels do not follow the motion well enough to have a gain; once frame and axes are right the unit can be told")
    }
    // Velocities that are declared are held against the motion of a second.
    let scale = isVelocity ? rate ?? 1 : 1
    let names = Self.names(gains.map { gain in gain.flatMap { $0.isNarrow ? $0.over(scale) : nil } }, rate: isVelocity ? nil : rate)
    var wrong: [String] = []
    for (index, group) in all.groups.enumerated() {
      guard let name = names[index], let gain = gains[index] else { continue }
      wrong.append("\(group.name) labels are \(name) (gain \((gain.value).formatted(significant: 4)))")
    }
    let whole = wrong.isEmpty ? Self.right : wrong.joined(separator: "; ")
    let samples = all.samples(context, whole: (whole, whole), expected: Self.right) { episode in
      let own = all.groups.enumerated().map { index, group -> Double? in
        let fit = group.fits[episode]
        guard let pooled = gains[index], fit.isMeasured, fit.residual <= Conventions.aloneResidual,
          fit.steps >= (fit.residual < Conventions.digit ? Conventions.digitSteps : Conventions.aloneSteps)
        else { return nil }
        // Against the others where those are right, by itself otherwise. Noise that lowers the others' gain is no unit of this one's.
        if wrong.isEmpty, fit.gain * group.unit / scale <= Self.clearlyOther { return 1 }
        return fit.gain * group.unit / (wrong.isEmpty ? pooled.value : scale)
      }
      if own.allSatisfy({ $0 == nil }) { return nil }
      let named = Self.names(own.map { $0.map { Gain($0) } }, rate: isVelocity ? nil : rate)
      let told = zip(all.groups, zip(own, named)).compactMap { group, found in
        found.1.map { "\(group.name) labels are \($0) (\((found.0 ?? 0).formatted(significant: 4)) times the motion)" }
      }
      let name = told.isEmpty ? Self.right : told.joined(separator: "; ")
      return (name, name)
    }
    let isKnown = gains.allSatisfy { $0.map { Self.honest.contains($0.value / scale) } ?? true }
    var facts = ["unit": wrong.isEmpty && !isKnown ? "one without a name" : whole]
    facts["gains"] = zip(all.groups, gains).map { group, gain in
      guard let gain else { return "\(group.name) not decided" }
      return
        "\(group.name) \(gain.value.formatted(significant: 4)) (\(gain.low.formatted(significant: 4)) to \(gain.high.formatted(significant: 4)))"
    }.joined(separator: "; ")
    for (group, gain) in zip(all.groups, gains) { facts["gain.\(group.name)"] = (gain?.value ?? .nan).formatted(significant: 4) }
    measurement = Measurement(unit: .name, samples: samples, total: max(1, samples.count), facts: facts, overall: .name(whole))
  }

  private static func together(_ group: Conventions.Group) -> Gain? {
    let fits = Array(group.measured.filter { $0.residual <= Conventions.related && $0.gain.isFinite && $0.gain > 0 })
    guard fits.count >= 2 || fits.first.map({ $0.steps >= Conventions.aloneSteps }) == true, fits.count * 2 > group.measured.count else {
      return nil
    }
    let steps = Robust.median(fits.map(\.steps))
    let (value, half) = centre(fits.map { $0.gain * group.unit }, residual: Robust.median(fits.map(\.residual)), steps: steps)
    let all = Array(group.measured.filter { $0.residual < 1 && $0.gain.isFinite && $0.gain > 0 })
    let noiseless = all.map { $0.gain * group.unit / max(1 - $0.residual, 0.05) }
    let (most, wide) = centre(noiseless, residual: upperMedian(all.map(\.residual)), steps: steps, isUpper: true)
    return Gain(
      value: value, low: value - half, high: value + half, most: most + wide,
      residual: upperMedian(group.measured.map { $0.residual.isFinite ? $0.residual : 1 }))
  }

  /// The median over episodes, and half of its interval.
  private static func centre(_ gains: [Double], residual: Double, steps: Double, isUpper: Bool = false) -> (value: Double, half: Double) {
    let median = isUpper ? upperMedian : Robust.median
    let value = median(gains)
    let spread = 1.25 * 1.4826 * median(gains.map { ($0 - value).magnitude })
    let single = value * (residual / (max(1 - residual, 0.01) * max(steps, 1))).squareRoot()
    return (value, 3 * max(spread, single) / Double(gains.count).squareRoot())
  }

  /// Of an even number the upper of the two middle values: of two episodes the one with less noise does not stand for both.
  private static func upperMedian(_ values: [Double]) -> Double { -Robust.median(values.map { -$0 }) }

  /// A unit of translation labels, with that of rotation labels where the two go together.
  private struct Named {
    var translation: Double
    var rotation: Double?
    var name: String
    var rotationName = ""
  }

  /// What the gains of translation and rotation are called; nil where they have no other name than their own. Units that come in pairs are
  /// only named where the other half, if it is known, agrees.
  private static func names(_ gains: [Gain?], rate: Double?) -> [String?] {
    // No unit shows as less than the smallest of them may: most episodes need no further look.
    if gains.allSatisfy({ ($0?.value ?? 0) * tolerance <= 2 }) { return gains.map { _ in nil } }
    var units = [
      Named(translation: 1000, rotation: nil, name: "in millimetres"), Named(translation: 100, rotation: nil, name: "in centimetres"),
      Named(
        translation: 20, rotation: 2, name: "in controller units of 0.05 m (robosuite)",
        rotationName: "in controller units of 0.5 rad (robosuite)"),
      Named(
        translation: 1 / 0.075, rotation: 1 / 0.15, name: "in controller units of 0.075 m (DROID)",
        rotationName: "in controller units of 0.15 rad (DROID)"),
    ]
    if let rate, rate > 2 {
      let name = "velocities (per second, at \(rate.short) Hz)"
      units.append(Named(translation: rate, rotation: rate, name: name, rotationName: name))
    }
    let rotation = gains.count > 1 ? gains[1] : nil
    func agrees(_ gain: Gain?, _ unit: Double?) -> Bool {
      guard let gain, let unit else { return true }
      return isNear(gain, unit)
    }
    let told = gains[0].map { gain in best(gain, units.filter { agrees(rotation, $0.rotation) }.map { ($0.translation, $0.name) }) } ?? []
    guard gains.count > 1 else { return [text(told)] }
    var turned: [String] = []
    if let rotation {
      let paired = units.filter { agrees(gains[0], $0.translation) }.compactMap { unit in unit.rotation.map { ($0, unit.rotationName) } }
      // A controller's unit of rotation alone would be a guess (2 and 6.67 are near too much else), and so are velocities beside one.
      let isGuess = gains[0] == nil && paired.contains { unit in !unit.1.hasPrefix("velocities") && isNear(rotation, unit.0) }
      turned = best(rotation, [(180 / .pi, "in degrees")] + (isGuess ? [] : paired))
    }
    return [text(told), text(turned)]
  }

  private static func text(_ names: [String]) -> String? { names.isEmpty ? nil : names.joined(separator: " or ") }

  /// Whether a gain may be that of a unit, which noise lowers and slow tracking raises.
  private static func isNear(_ gain: Gain, _ unit: Double) -> Bool {
    if gain.value <= clearlyOther || gain.isQuiet { return gain.value < unit * tolerance && gain.value * tolerance > unit }
    return gain.low < unit * raised && unit < tolerance * gain.most
  }

  /// All units that fit; in quiet data those that fit as well as the nearest.
  private static func best(_ gain: Gain, _ units: [(unit: Double, name: String)]) -> [String] {
    let near = units.filter { isNear(gain, $0.unit) }
    func away(_ unit: Double) -> Double { log(gain.value / unit).magnitude }
    guard gain.isQuiet, let least = near.map({ away($0.unit) }).min() else { return near.map(\.name) }
    return near.filter { away($0.unit) <= least + 0.02 }.map(\.name)
  }
}
