import Measures

/// How well a run of label dimensions explains the motion of a run of state dimensions: the residual |a − g·d|² / |a|² after the best
/// gain g > 0, minimised over a few lags and reduced to the median over episodes, so that one bad episode decides nothing.
struct WindowFit {
  /// Labels may be a step early (observations recorded after the action) or late (commands take time).
  static let lags = -1...2

  var residual: Double

  /// Fits labels, `width` numbers a step, against motion (the difference from each step to the next), over episodes.
  init(_ pairs: some Sequence<(labels: [SIMD3<Double>], motion: [SIMD3<Double>])>) {
    var residuals: [Double] = []
    for (labels, motion) in pairs {
      if let residual = Self.residual(labels: labels, motion: motion) { residuals.append(residual) }
    }
    residuals.sort()
    residual = residuals.isEmpty ? .infinity : residuals[residuals.count / 2]
  }

  /// One episode's least residual; nil when nothing moves, or nothing is labelled.
  static func residual(labels: [SIMD3<Double>], motion: [SIMD3<Double>]) -> Double? {
    var best: Double?
    for lag in lags {
      var aa = 0.0
      var dd = 0.0
      var ad = 0.0
      for step in max(0, -lag)..<max(max(0, -lag), min(labels.count, motion.count - lag)) {
        let a = labels[step]
        let d = motion[step + lag]
        let sum = (a * a).sum() + (d * d).sum()
        guard sum.isFinite else { continue }
        aa += (a * a).sum()
        dd += (d * d).sum()
        ad += (a * d).sum()
      }
      guard aa > 0, dd > 0 else { continue }
      let residual = ad > 0 ? max(0, 1 - ad * ad / (aa * dd)) : 1
      best = min(best ?? residual, residual)
    }
    return best
  }
}
