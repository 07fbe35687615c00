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
/// 0.075 m and 0.15 rad). The interval of the gain must exclude 1 as well. All other gains are reported. Noise of the states lowers a gain to
/// g (1 − ρ) at most, with ρ the residual, and slow tracking raises it up to 1.4 times, so for gains above `clearlyOther` in data that are not
/// quiet every unit between g / 1.4 and 1.15 g / (1 − ρ) is named.
///
/// For the dataset g is the median over episodes with a residual of at most 0.7, its interval ±3 (1.25 · 1.4826 MAD / √N), with at least ±3
/// standard errors of a typical episode over √N: g √(ρ / ((1 − ρ) n)). An episode alone is called wrong when its gain is a named unit
/// against the dataset's.
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
    var residual: Double
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
    let names = Self.names(
      gains.map { gain in
        // An interval that is a third of the gain wide to either side names nothing.
        gain.flatMap { ($0.high - $0.value) * 3 <= $0.value ? ($0.value / scale, $0.residual) : nil }
      }, rate: isVelocity ? nil : rate)
    var wrong: [String] = []
    for (index, group) in all.groups.enumerated() {
      guard let name = names[index], let gain = gains[index], !(gain.low / scale <= 1 && gain.high / scale >= 1) else { continue }
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
      let named = Self.names(own.map { $0.map { ($0, 0) } }, rate: isVelocity ? nil : rate)
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
    let gains = fits.map { $0.gain * group.unit }
    let value = Robust.median(gains)
    let spread = 1.25 * 1.4826 * Robust.median(gains.map { ($0 - value).magnitude })
    let residual = Robust.median(fits.map(\.residual))
    let steps = Robust.median(fits.map(\.steps))
    let single = value * (residual / (max(1 - residual, 0.01) * max(steps, 1))).squareRoot()
    let half = 3 * max(spread, single) / Double(fits.count).squareRoot()
    return Gain(value: value, low: value - half, high: value + half, residual: residual)
  }

  /// A unit of translation labels, with that of rotation labels where the two go together.
  private struct Named {
    var translation: Double
    var rotation: Double?
    var name: String
    var rotationName = ""
  }

  /// What the gains of translation and rotation are called; nil where they have no other name than their own. Units that come in pairs are
  /// only named where the other half, if it is known, agrees.
  private static func names(_ gains: [(gain: Double, residual: Double)?], rate: Double?) -> [String?] {
    // No unit shows as less than the smallest of them may: most episodes need no further look.
    if gains.allSatisfy({ ($0?.gain ?? 0) * tolerance <= 2 }) { return gains.map { _ in nil } }
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
    func agrees(_ gain: (gain: Double, residual: Double)?, _ unit: Double?) -> Bool {
      guard let gain, let unit else { return true }
      return isNear(gain, unit)
    }
    let told = gains[0].map { gain in best(gain, units.filter { agrees(rotation, $0.rotation) }.map { ($0.translation, $0.name) }) } ?? []
    guard gains.count > 1 else { return [text(told)] }
    var turned: [String] = []
    if let rotation {
      // A controller's unit of rotation alone would be a guess: 2 and 6.67 are near too much else.
      let paired = units.filter { unit in
        gains[0].map { isNear($0, unit.translation) } ?? unit.name.hasPrefix("velocities")
      }.compactMap { unit in unit.rotation.map { ($0, unit.rotationName) } }
      turned = best(rotation, [(180 / .pi, "in degrees")] + paired)
    }
    return [text(told), text(turned)]
  }

  private static func text(_ names: [String]) -> String? { names.isEmpty ? nil : names.joined(separator: " or ") }

  /// The gains that a unit may show as: noise lowers them, slow tracking raises them.
  private static func isNear(_ gain: (gain: Double, residual: Double), _ unit: Double) -> Bool {
    if gain.gain <= clearlyOther || gain.residual <= 0.02 { return gain.gain < unit * tolerance && gain.gain * tolerance > unit }
    // Control rates and controllers' units lie close together: in so much noise one is as likely as another.
    if gain.residual > 0.35, gain.gain < 30 { return false }
    return gain.gain < unit * raised && unit < tolerance * gain.gain / max(1 - gain.residual, 0.1)
  }

  /// All units that fit; in quiet data those that fit as well as the nearest.
  private static func best(_ gain: (gain: Double, residual: Double), _ units: [(unit: Double, name: String)]) -> [String] {
    let near = units.filter { isNear(gain, $0.unit) }
    func away(_ unit: Double) -> Double { log(gain.gain / unit).magnitude }
    guard gain.residual <= 0.02, let least = near.map({ away($0.unit) }).min() else { return near.map(\.name) }
    return near.filter { away($0.unit) <= least + 0.02 }.map(\.name)
  }
}
