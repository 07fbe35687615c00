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
/// slow tracking raises it), so only gains within 15 % of a named unit are called wrong: 1000 (millimetres), 100 (centimetres), 57.3
/// (degrees), the control rate (velocities), 20 with 2 (robosuite's controller: 0.05 m and 0.5 rad a unit), 13.33 with 6.67 (DROID's:
/// 0.075 m and 0.15 rad). The interval of the gain must exclude 1 as well. All other gains are reported. Noise of the states lowers a gain to
/// g (1 − ρ) at most, with ρ the residual, so for gains above `clearlyOther` every unit between g and g / (1 − ρ) is named.
///
/// For the dataset g is the median over episodes with a residual of at most 0.7, its interval ±3 (1.25 · 1.4826 MAD / √N), with at least ±3
/// standard errors of a typical episode over √N: g √(ρ / ((1 − ρ) n)). An episode alone is called wrong when its gain is a named unit
/// against the dataset's.
struct UnitJudgement {
  static let right = "the states' own"
  static let tolerance = 1.15
  /// What no honest gain comes to.
  static let clearlyOther = 2.2
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
      gains.map { $0.map { ($0.value / scale, $0.residual) } }, rate: isVelocity ? nil : rate)
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
        // Against the others where those are right, by itself otherwise.
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
    let fits = group.measured.filter { $0.residual <= Conventions.related && $0.gain.isFinite && $0.gain > 0 }
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

  /// What the gains of translation and rotation are called; nil where they have no other name than their own.
  private static func names(_ gains: [(gain: Double, residual: Double)?], rate: Double?) -> [String?] {
    var units: [(Double, String)] = [
      (1000, "in millimetres"), (100, "in centimetres"), (20, "in controller units of 0.05 m (robosuite)"),
      (1 / 0.075, "in controller units of 0.075 m (DROID)"),
    ]
    var angles: [(Double, String)] = [(180 / .pi, "in degrees")]
    if let rate, rate > 2 {
      let name = "velocities (per second, at \(rate.short) Hz)"
      units.append((rate, name))
      angles.append((rate, name))
    }
    if let translation = gains[0] {
      if !near(translation, [(20, "")]).isEmpty { angles.append((2, "in controller units of 0.5 rad (robosuite)")) }
      if !near(translation, [(1 / 0.075, "")]).isEmpty { angles.append((1 / 0.15, "in controller units of 0.15 rad (DROID)")) }
    }
    return zip(gains, [units, angles]).map { gain, units in
      guard let gain else { return nil }
      let found = near(gain, units)
      return found.isEmpty ? nil : found.map(\.1).joined(separator: " or ")
    }
  }

  /// Units that a gain may be: the nearest within the tolerance; with noise, all that it may have been lowered from.
  private static func near(_ gain: (gain: Double, residual: Double), _ units: [(Double, String)]) -> [(Double, String)] {
    let close = units.filter { gain.gain < $0.0 * tolerance && gain.gain * tolerance > $0.0 }
      .sorted { log(gain.gain / $0.0).magnitude < log(gain.gain / $1.0).magnitude }
    guard gain.gain > clearlyOther, gain.residual > 0.02 else { return Array(close.prefix(1)) }
    // Control rates and controllers' units lie close together: in so much noise one is as likely as another.
    if gain.residual > 0.35, gain.gain < 30 { return [] }
    let high = tolerance * gain.gain / max(1 - gain.residual, 0.1)
    return units.filter { gain.gain < $0.0 * tolerance && $0.0 < high }
  }
}
