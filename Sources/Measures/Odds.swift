/// How much likelier one explanation of labels is than another, by what each leaves of them unexplained.
///
/// With errors that are normal and independent the likelihood of n numbers is ρ^(−n/2) at its best, ρ being the residual (gain and size of the
/// errors are fitted). So the odds of one explanation against another are (ρ₂ / ρ₁)^(n/2): a margin that noise alone would exceed by luck falls
/// with the number of steps, and one that is fixed is either wrong for three episodes or too much for three hundred. Noise of recorded poses
/// enters one step with one sign and the next with the other, which makes slow labels surer than this says.
enum Odds {
  /// A thousand to one, as a logarithm: ln 1000.
  static let decisive = 6.9
  /// No more steps count than were simulated (20 episodes of 120): what is wrong with a model does not average out.
  static let most = 2400.0

  /// The logarithm of the odds over so many steps of three numbers. What is below 1e-9 is rounding.
  static func logarithm(of residual: Double, against other: Double, steps: Double) -> Double {
    1.5 * min(steps, most) * Logarithm.natural(max(other, 1e-9) / max(residual, 1e-9))
  }
}
