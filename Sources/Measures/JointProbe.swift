import Episodes

/// One arm's joints: the state's angles and the labels that move them, dimension by dimension.
struct JointArm: Sendable {
  /// "left", or nothing.
  var part: String
  var state: BoundRole
  var labels: BoundRole
  var width: Int { min(state.width, labels.width) }
}

/// Watches how joint labels and joint angles belong together.
///
/// Row, an episode: how far the labels (of all arms) fit the angles k steps later, both about their means (`absolute`), and the changes of
/// angles k steps later (`delta`); best lag, gain and residual of each, the residual at the usual lag, and the widest angle of the state.
/// Of places the usual lag is 1 (the label is where the step goes), of changes 0.
struct JointProbe: Probe {
  var arms: [JointArm]
  var radiansPerUnit: Double

  static let lags = -2...5
  static let names = ["absolute", "delta"]

  var fields: [Field] {
    var fields = [Field("steps", .count)]
    for name in Self.names {
      fields += [Field(name), Field("\(name).gain"), Field("\(name).lag", .count), Field("\(name).usual")]
    }
    return fields + [Field("reach"), Field("reach.step", .count), Field("reach.joint", .count)]
  }

  /// Σ a², Σ x², Σ a x of labels and what they are held against.
  private struct Sums3 {
    var aa = 0.0
    var xx = 0.0
    var ax = 0.0

    var residual: Double {
      guard aa > 0, xx > 0 else { return .nan }
      return ax > 0 ? max(0, 1 - (ax / aa) * (ax / xx)) : 1
    }
  }

  func observe(_ episode: borrowing Episode, row: inout RowWriter, sums: inout Sums) {
    var absolute = [Sums3](repeating: Sums3(), count: Self.lags.count)
    var delta = absolute
    var (reach, reachStep, reachJoint) = (-1.0, -1, -1)
    var isSeen = false
    var first = 0
    for arm in arms {
      defer { first += arm.width }
      guard episode.isWhole, episode.steps >= 3, arm.state.isPresent(in: episode), arm.labels.isPresent(in: episode) else { continue }
      isSeen = true
      let angles = arm.state.gather(episode)
      let labels = arm.labels.gather(episode)
      for joint in 0..<arm.width {
        let (q, a) = Self.columns(angles, arm.state.width, labels, arm.labels.width, joint: joint, steps: episode.steps)
        for step in 0..<episode.steps where q[step].magnitude > reach {
          (reach, reachStep, reachJoint) = (q[step].magnitude, step, first + joint)
        }
        Self.add(a, q, to: &absolute, delta: &delta)
      }
    }
    row.count(isSeen ? episode.steps : -1)
    for (sums, usual) in [(absolute, 1), (delta, 0)] {
      let residuals = sums.map(\.residual)
      let at = usual - Self.lags.lowerBound
      // Ties go to the usual lag.
      var best = at
      for index in residuals.indices where residuals[index] < residuals[best] || residuals[best].isNaN { best = index }
      row.number(isSeen ? residuals[best] : .nan)
      row.number(isSeen && sums[best].xx > 0 ? sums[best].ax / sums[best].xx : .nan)
      row.count(isSeen ? best + Self.lags.lowerBound : -1)
      row.number(isSeen ? residuals[at] : .nan)
    }
    row.number(reach < 0 ? .nan : reach * radiansPerUnit)
    row.count(reachStep)
    row.count(reachJoint)
  }

  private static func columns(
    _ angles: [Double], _ stateWidth: Int, _ labels: [Double], _ labelWidth: Int, joint: Int, steps: Int
  ) -> ([Double], [Double]) {
    var (q, a) = ([Double](repeating: 0, count: steps), [Double](repeating: 0, count: steps))
    for step in 0..<steps {
      q[step] = angles[step * stateWidth + joint]
      a[step] = labels[step * labelWidth + joint]
    }
    return (q, a)
  }

  /// Adds one joint. Steps with a number that is none are left out.
  private static func add(_ a: [Double], _ q: [Double], to absolute: inout [Sums3], delta: inout [Sums3]) {
    let count = a.count
    for (index, lag) in lags.enumerated() {
      let (start, end) = (max(0, -lag), min(count, count - lag))
      guard end - start >= 3 else { continue }
      var (mean, place, known) = (0.0, 0.0, 0.0)
      for step in start..<end where (a[step] + q[step + lag]).isFinite {
        mean += a[step]
        place += q[step + lag]
        known += 1
      }
      guard known >= 3 else { continue }
      mean /= known
      place /= known
      for step in start..<end where (a[step] + q[step + lag]).isFinite {
        let (label, angle) = (a[step] - mean, q[step + lag] - place)
        absolute[index].aa += label * label
        absolute[index].xx += angle * angle
        absolute[index].ax += label * angle
      }
      for step in start..<min(end, count - lag - 1) where (a[step] + q[step + lag] + q[step + lag + 1]).isFinite {
        let change = q[step + lag + 1] - q[step + lag]
        delta[index].aa += a[step] * a[step]
        delta[index].xx += change * change
        delta[index].ax += a[step] * change
      }
    }
  }

  /// The feature of a joint that is counted over all arms.
  func featureName(_ joint: Int) -> String? {
    var rest = joint
    for arm in arms {
      if rest >= 0, rest < arm.width { return arm.state.featureName(rest) }
      rest -= arm.width
    }
    return nil
  }
}
