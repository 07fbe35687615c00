import Episodes

/// The conventions of a dataset's labels, decided from what its episodes show together, and by single episodes where they can alone.
///
/// *Together*: the sums of all episodes, each scaled to the same energy. The winner is the family (base, tool, naive) with the least
/// residual over lags; the margin M is the least residual of the others over it. It is decided where M ≥ 1.5 and the residual ≤ 0.7:
/// with less, simulated data with noise up to 3 mm and 1 degree were mistaken now and then.
///
/// *Alone*: an episode differs from the rest only where what it fits leaves a third of what the expected convention leaves (to the digit:
/// a tenth), at most one half, and no more than twice what the other episodes' best usually leaves. To come to that by chance, noise in
/// 3 n directions (n ≥ 20 independent steps) would have to lie along one: below 1e-8 an episode, whatever the number of episodes.
struct Conventions: Sendable {
  /// What M must be for a decision, and what may be left unexplained.
  static let margin = 1.5
  static let related = LabelKind.related
  /// The least margin, the largest residual and the fewest steps by which an episode alone may differ.
  static let aloneMargin = 3.0
  static let aloneResidual = 0.5
  static let aloneSteps = 20.0
  /// Labels that were computed from the states and stored as float32 leave less than this in any frame, unit or form that is right.
  static let digit = 1e-5
  static let digitMargin = 10.0
  static let digitSteps = 5.0

  /// Translation labels, or rotation labels.
  struct Group: Sendable {
    var name: String
    var feature: String
    /// By episode of the dataset.
    var fits: [GroupConvention]
    var pooled: MotionFit
    var naive: MotionFit?
    /// What one stored angle is in radians; 1 for translations, whose unit is that of the positions.
    var unit: Double
    /// The usual residual of what fits best.
    var usual: Double
  }

  var view: ProbeView
  var probe: LabelProbe
  var groups: [Group]
  var expected: Frame

  /// Those of the whole dataset, worked out once for all rules.
  static func of(_ context: MeasureContext) throws(Absence) -> Conventions {
    try context.dataset.once("conventions") { (context) throws(Absence) in try Conventions(context) }
  }

  private init(_ context: MeasureContext) throws(Absence) {
    view = try context.dataset.view(LabelMeasures.request(context.parameters))
    guard let probe = view.probe as? LabelProbe else { throw Absence(.missing, "the label probe is not the one that was asked for") }
    self.probe = probe
    expected = probe.expectedFrame
    let sums = view.sums.numbers
    func fit(_ index: Int) -> MotionFit {
      let start = probe.evenSums + index * MotionFit.width
      return MotionFit(numbers: sums[start..<start + MotionFit.width], hasTool: probe.hasTool)
    }
    groups = []
    var named: [(String, BoundRole)] = [("translation", probe.translation)]
    if let turn = probe.turn { named.append(("rotation", turn)) }
    for (index, (name, role)) in named.enumerated() {
      let first = view.field("\(name).convention.0")
      let fits = view.episodes.map { GroupConvention(view, $0, first: first) }
      let isAngles = index == 1 && probe.turnForms.first?.isAngles == true
      let naive = index == 1 && probe.stateForm?.isEuler == true && isAngles ? fit(2) : nil
      groups.append(
        Group(
          name: name, feature: role.binding.slices.map(\.description).joined(separator: ", "), fits: fits, pooled: fit(index), naive: naive,
          unit: isAngles ? probe.radiansPerUnit : 1,
          usual: Robust.median(fits.compactMap { $0.isMeasured && $0.residual.isFinite ? $0.residual : nil })))
    }
    guard groups.contains(where: { $0.fits.contains(where: \.isMeasured) }) else {
      throw Absence(
        view.episodes.isEmpty ? .tooFew : .undetermined,
        view.episodes.isEmpty ? "there are no episodes" : "no episode has three steps that move and are labelled")
    }
  }

  /// Samples for the episodes of a scope. Where the whole dataset is decided and is not what it should be every episode is named, unless it
  /// alone is something else; otherwise those that can be decided alone.
  func samples(
    _ context: MeasureContext, whole: (name: String, message: String)?, expected: String, alone: (Int) -> (name: String, message: String)?
  ) -> [Sample] {
    let isWrong = whole.map { $0.name != expected } ?? false
    return context.episodes.compactMap { episode in
      guard groups.contains(where: { $0.fits[episode].isMeasured }) else { return nil }
      let own = alone(episode)
      guard let told = own ?? (isWrong ? whole : nil) else { return nil }
      return Sample(.name(told.name), at: view.place(episode, feature: groups[0].feature), message: told.message)
    }
  }
}

extension Conventions.Group {
  /// What all episodes together say about the family.
  struct Pooled {
    var family: GroupConvention.Family
    var lag: Int
    var residual: Double
    var margin: Double
    /// By family.
    var residuals: SIMD3<Double>
    var isDecided: Bool
  }

  /// Not copied: there may be a hundred thousand.
  var measured: LazyFilterSequence<[GroupConvention]> { fits.lazy.filter { $0.isMeasured } }
  var steps: Double { measured.reduce(0) { $0 + $1.steps } }

  /// Episodes whose labels fit on other axes far better than on their own in any frame.
  var shareOnOtherAxes: Double {
    var (all, other) = (0, 0)
    for fit in measured {
      all += 1
      if fit.isOnOtherAxes { other += 1 }
    }
    return all == 0 ? 0 : Double(other) / Double(all)
  }

  var together: Pooled {
    func best(_ fit: MotionFit, _ frame: Frame) -> (Double, Int) {
      let lag = fit.bestLag(frame)
      return (fit[frame, lag].residual, lag)
    }
    var found = [best(pooled, .base)]
    found.append(pooled.hasTool ? best(pooled, .tool) : (.nan, 0))
    found.append(naive.map { best($0, .base) } ?? (.nan, 0))
    let known = found.indices.filter { !found[$0].0.isNaN }
    let winner = known.min { found[$0].0 < found[$1].0 } ?? 0
    let rest = known.filter { $0 != winner }.map { found[$0].0 }.min() ?? .nan
    let residual = found[winner].0
    // To the digit is to the digit: what is below 1e-9 is rounding.
    let margin = rest / max(residual, 1e-9)
    let isDecided =
      margin >= Conventions.margin && residual <= Conventions.related && steps >= 30 && shareOnOtherAxes <= 0.5
    return Pooled(
      family: GroupConvention.Family(rawValue: winner) ?? .base, lag: found[winner].1, residual: residual, margin: margin,
      residuals: SIMD3(found[0].0, found[1].0, found[2].0), isDecided: isDecided)
  }

  /// The frame that an episode alone shows, where it is not the expected one or is certain.
  func frameAlone(_ episode: Int, expected: Frame) -> Frame? {
    let fit = fits[episode]
    guard fit.isMeasured, !fit.isOnOtherAxes else { return nil }
    let told = expected == .base ? 0 : 1
    guard !fit.residuals[told].isNaN, !fit.residuals[1 - told].isNaN else { return nil }
    if isAlone(fit, fit.residuals[1 - told], against: min(fit.residuals[told], fit.residuals[2].isNaN ? 1 : fit.residuals[2])) {
      return expected == .base ? .tool : .base
    }
    return isAlone(fit, fit.residuals[told], against: fit.residuals[1 - told]) ? expected : nil
  }

  /// Whether an episode by itself decides for a residual against another.
  func isAlone(_ fit: GroupConvention, _ residual: Double, against other: Double) -> Bool {
    if residual < Conventions.digit, fit.steps >= Conventions.digitSteps {
      return other >= Conventions.digitMargin * max(residual, Conventions.digit / 10)
    }
    return fit.steps >= Conventions.aloneSteps && residual <= Conventions.aloneResidual && residual <= max(2 * usual, Conventions.digit)
      && other >= Conventions.aloneMargin * residual
  }
}

extension GroupConvention {
  /// The least residual in either frame with the axes as they are.
  var onOwnAxes: Double { min(residuals[0], residuals[1].isNaN ? 1 : residuals[1]) }

  /// Best on axes that are swapped or negated, and clearly worse in every frame as they are.
  var isOnOtherAxes: Bool {
    guard isMeasured, hasAxes else { return false }
    let best = axes.best
    guard best != .identity else { return false }
    let found = axes.residual(best)
    return found <= Conventions.related && onOwnAxes >= Conventions.margin * max(found, 1e-9)
  }
}
