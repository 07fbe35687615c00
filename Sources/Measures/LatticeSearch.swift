/// Looks for a common step of the values of one dimension: labels that were rounded to few levels are all origin + k · step.
///
/// The step is the greatest common divisor of the distances from the first value, by Euclid's remainders. Each stored number is off by its
/// rounding (`rounding` of the largest size, 4 units in the last place of float32), so every remainder carries how wrong it may be, and one
/// that could be nothing is nothing. Values that lie on no lattice bring the step down to its own error within a few of them, after which
/// nothing more is looked at. A value counts as evidence when it had a chance of one in eight, at most, to lie on the lattice by luck.
struct LatticeSearch {
  static let rounding = 0x1p-22
  /// Values that must lie on a lattice: the chance that as many do by luck is 8⁻²⁴.
  static let evidence = 24
  /// Values at which the lattice is too fine to be told from its own error, before another is looked for.
  private static let mostBlurred = 8

  /// No common step that is coarse enough to be told from rounding.
  private(set) var isFine = false
  private var origin = Double.nan
  private var previous = Double.nan
  private var largest = 0.0
  private var step = 0.0
  private var error = 0.0
  private var fitting = 0
  private var blurred = 0
  private var changes = 0

  /// The common step; 0 when there is none, NaN when too few values differ to tell.
  var found: Double {
    if isFine { return 0 }
    if fitting >= Self.evidence { return step }
    return changes >= 4 * Self.evidence ? 0 : .nan
  }

  mutating func add(_ value: Double) {
    guard !isFine, value != previous else { return }
    previous = value
    largest = max(largest, value.magnitude)
    guard !origin.isNaN else {
      origin = value
      return
    }
    changes += 1
    let distance = (value - origin).magnitude
    let off = largest * Self.rounding
    guard distance > off else { return }
    guard step > 0 else {
      (step, error) = (distance, off)
      return
    }
    let multiple = (distance / step).rounded()
    let rest = (distance - multiple * step).magnitude
    let allowed = off + multiple * error
    if rest <= allowed {
      // A far multiple tells the step more exactly than a near one.
      if allowed < step / 16 {
        fitting += 1
        if off / multiple < error { (step, error) = (distance / multiple, off / multiple) }
      } else {
        // Too fine to be told from its own error, or an unlucky order of values: begin again, a few times.
        blurred += 1
        if blurred % Self.mostBlurred == 0 { step = 0 }
        if blurred >= 4 * Self.mostBlurred { isFine = true }
      }
      return
    }
    divide(by: rest, allowed)
    fitting = 0
    if step < 8 * error || step < 256 * off { isFine = true }
  }

  private mutating func divide(by rest: Double, _ restError: Double) {
    var (small, smallError) = (rest, restError)
    while small > 2 * smallError {
      let quotient = (step / small).rounded()
      let remainder = (step - quotient * small).magnitude
      (step, error, small, smallError) = (small, smallError, remainder, error + quotient * smallError)
    }
  }
}
