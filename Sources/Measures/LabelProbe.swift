import Episodes

/// Watches how labels and motion belong together: the fit of both frames at all lags, what the labels reconstruct, the label of the
/// last step, labels that the motion does not show, and what each episode shows of conventions (`ConventionFit`).
///
/// Row, an episode: how exactly translation labels repeat the motion (`exactness`), their best fit (`fit`: frame and lag in one count;
/// `gain`, `residual`), the rotation labels' (`turn.fit` ...), the worst drift in each frame (and form) that may be the right one with
/// its step, how far the last label departs and the largest change between the others, and the worst isolated label
/// (`spike` ...). Sums, a shard: those of the fits as they are, then those in which all episodes weigh alike: of translation, of rotation,
/// and of rotation against plain differences of Euler angles.
struct LabelProbe: Probe {
  var position: BoundRole
  var translation: BoundRole
  var rotation: BoundRole?
  var stateForm: RotationForm?
  var turn: BoundRole?
  /// The form of the rotation labels where it is known, else those it may be.
  var turnForms: [RotationForm]
  /// The largest stored angles: half a turn.
  private static let turnReach = SIMD3(repeating: Double.pi)

  /// The declared frame, else those it may be.
  var frames: [Frame]
  /// The frame that is declared, or that the target reads; the base otherwise.
  var expectedFrame: Frame
  var metresPerUnit: Double
  var radiansPerUnit: Double
  var stateBits: Int
  var labelBits: Int

  var fields: [Field] {
    var fields = [
      Field("exactness"), Field("fit", .count), Field("gain"), Field("residual"), Field("turn.fit", .count), Field("turn.gain"),
      Field("turn.residual"),
    ]
    for frame in frames { fields += [Field("drift.\(frame.rawValue)"), Field("drift.\(frame.rawValue).step", .count)] }
    for name in turnDrifts.map(\.name) { fields += [Field(name), Field(name + ".step", .count)] }
    fields += [Field("last.translation"), Field("change.translation"), Field("last.rotation"), Field("change.rotation")]
    fields += [Field("spike"), Field("spike.step", .count), Field("spike.dimension", .count)]
    fields += GroupConvention.fields("translation")
    if turn != nil { fields += GroupConvention.fields("rotation") }
    return fields
  }

  /// Rotation drifts that a row holds: one for each frame and form that may be the right one.
  var turnDrifts: [(name: String, frame: Frame, form: RotationForm)] {
    guard turn != nil, rotation != nil else { return [] }
    return frames.flatMap { frame in turnForms.map { (Self.turnDrift(frame, $0), frame, $0) } }
  }

  static func turnDrift(_ frame: Frame, _ form: RotationForm) -> String { "turn.drift.\(frame.rawValue).\(form.rawValue)" }

  var hasTool: Bool { rotation != nil }

  var emptySums: Sums { Sums(numbers: evenSums + 3 * MotionFit.width) }

  /// Where the sums begin in which all episodes weigh alike.
  var evenSums: Int { MotionFit.width * (1 + turnForms.count) }

  // MARK: Packing a winner into one count

  static func pack(_ frame: Frame, lag: Int, form: Int = 0) -> Int { form * 64 + (frame == .tool ? 32 : 0) + lag + 2 }
  static func frame(of packed: Int) -> Frame { packed & 32 != 0 ? .tool : .base }
  static func lag(of packed: Int) -> Int { (packed & 31) - 2 }
  static func form(of packed: Int) -> Int { packed >> 6 }

  // MARK: One episode

  func observe(_ episode: borrowing Episode, row: inout RowWriter, sums: inout Sums) {
    guard episode.isWhole, episode.steps > 0, position.isPresent(in: episode), translation.isPresent(in: episode) else {
      writeNothing(&row)
      return
    }
    let (path, isPathFinite) = episode.series.vectors(position.series)
    let (rotations, areRotations) = readRotations(rotation, form: stateForm, episode) ?? ([], [])
    let motion = Motion(positions: path, areFinite: isPathFinite, rotations: rotations, isRotationValid: areRotations)
    let (shifts, areShiftsFinite) = episode.series.vectors(translation.series)
    let labels = LabelVectors(shifts, areFinite: areShiftsFinite)
    let fit = MotionFit.translation(motion, labels: labels, expected: expectedFrame)
    fold(fit, into: &sums, at: 0)

    let rounding = Rounding.meanSquare(reach: motion.reach, bits: stateBits)
    row.number(fit.exactness(rounding: rounding, labelRounding: Rounding.relativeMeanSquare(bits: labelBits)))
    let frame = frames.count == 1 ? frames[0] : fit.bestFrame
    let lag = fit.bestLag(frame)
    let best = fit[frame, lag]
    row.count(best.residual.isNaN ? -1 : Self.pack(frame, lag: lag))
    row.number(best.gain)
    row.number(best.residual)

    let hasTurns = motion.hasRotations && turn?.isPresent(in: episode) ?? false
    let turns = hasTurns ? fitTurns(episode, motion: motion, sums: &sums) : nil
    row.count(turns?.winner ?? -1)
    row.number(turns?.best.gain ?? .nan)
    row.number(turns?.best.residual ?? .nan)

    let drifts = Reconstruction.position(motion, labels: labels)
    for frame in frames { write(drifts[frame], times: metresPerUnit, to: &row) }
    writeTurnDrifts(episode, hasTurns: hasTurns, motion: motion, to: &row)
    writeLast(labels, rotations: turns?.labels, to: &row)

    var residuals = SpikeSearch(minimumSteps: SpikeSearch.minimumSteps)
    if !best.residual.isNaN {
      residuals.add(
        labels, minus: frame == .base ? motion.translationBase : motion.translationTool, valid: motion.translationValid, fit: best,
        lag: lag, rounding: rounding
      )
    }
    if let turns, turns.winner >= 0 {
      let frame = Self.frame(of: turns.winner)
      residuals.add(
        turns.labels, minus: frame == .base ? turns.turns.base : turns.turns.tool(motion), valid: motion.turnValid, fit: turns.best,
        lag: Self.lag(of: turns.winner), rounding: Rounding.meanSquare(reach: Self.turnReach / radiansPerUnit, bits: stateBits),
        period: turnForms[Self.form(of: turns.winner)].isEuler ? 2 * .pi / radiansPerUnit : nil)
    }
    residuals.write(to: &row)

    let conventions = ConventionFit(motion: motion, expected: expectedFrame)
    let moving = conventions.translation(labels, fit: fit, rounding: rounding)
    moving.write(to: &row)
    if moving.isMeasured { fold(fit.even, into: &sums, at: evenSums) }
    guard turn != nil else { return }
    var convention = GroupConvention()
    if let turns, let turn, let rotation, let stateForm, let fit = turns.fit {
      var naive: MotionFit?
      convention = conventions.rotation(
        ConventionFit.Turning(
          labels: turns.labels, turns: turns.turns, fit: fit, labelForm: turns.turns.form, stateForm: stateForm,
          radiansPerUnit: radiansPerUnit,
          rounding: Rounding.meanSquare(reach: Self.turnReach, bits: stateBits)),
        numbers: { (turn.gather(episode), rotation.gather(episode)) }, naive: &naive)
      if convention.isMeasured {
        fold(fit.even, into: &sums, at: evenSums + MotionFit.width)
        fold(naive?.even ?? fit.even?.unexplained, into: &sums, at: evenSums + 2 * MotionFit.width)
      }
    }
    convention.write(to: &row)
  }

  private struct TurnFit {
    var winner: Int
    var best: MotionSums
    /// The fit in this form; nil where labels have none.
    var fit: MotionFit?
    var labels: LabelVectors
    var turns: TurnVectors
  }

  /// The rotations of a role in some form; nil where there are none.
  private func readRotations(_ role: BoundRole?, form: RotationForm?, _ episode: borrowing Episode) -> (
    rotations: [Rotation], valid: [Bool]
  )? {
    guard let role, let form, role.isPresent(in: episode) else { return nil }
    if form.isAngles {
      let (angles, areFinite) = episode.series.vectors(role.series)
      if areFinite { return Motion.read(angles, form: form, radiansPerUnit: radiansPerUnit) }
    }
    return Motion.read(role.gather(episode), form: form, count: episode.steps, radiansPerUnit: radiansPerUnit)
  }

  /// Rotation labels as vectors in some form.
  private func turnLabels(_ form: RotationForm, _ episode: borrowing Episode) -> LabelVectors {
    guard let turn else { return LabelVectors([], count: episode.steps) }
    if form.isAngles {
      let (angles, areFinite) = episode.series.vectors(turn.series)
      return LabelVectors(angles, areFinite: areFinite)
    }
    return LabelVectors.rotations(turn.gather(episode), form: form, count: episode.steps)
  }

  /// Fits the rotation labels in each form that they may have; the best one wins, the earlier on a tie.
  private func fitTurns(_ episode: borrowing Episode, motion: Motion, sums: inout Sums) -> TurnFit {
    var result: TurnFit?
    for (index, form) in turnForms.enumerated() {
      let vectors = TurnVectors(motion, form: form)
      let labels = turnLabels(form, episode)
      let fit = MotionFit.rotation(motion, turns: vectors, labels: labels, expected: expectedFrame)
      fold(fit, into: &sums, at: (index + 1) * MotionFit.width)
      let frame = frames.count == 1 ? frames[0] : fit.bestFrame
      let lag = fit.bestLag(frame)
      let best = fit[frame, lag]
      if result == nil || best.residual < result?.best.residual ?? .nan {
        let winner = best.residual.isNaN ? -1 : Self.pack(frame, lag: lag, form: index)
        result = TurnFit(winner: winner, best: best, fit: fit, labels: labels, turns: vectors)
      }
    }
    return result
      ?? TurnFit(
        winner: -1, best: MotionSums(aa: 0, dd: 0, ad: 0, count: 0), labels: LabelVectors([], count: motion.count + 1),
        turns: TurnVectors(motion, form: .rotationVector))
  }

  private func fold(_ fit: MotionFit?, into sums: inout Sums, at start: Int) {
    guard let fit else { return }
    for (index, number) in fit.numbers.enumerated() { sums.numbers[start + index] += number }
  }

  private func write(_ drift: Drift, times unit: Double, to row: inout RowWriter) {
    row.number(drift.worst * unit)
    row.count(drift.step)
  }

  private func writeTurnDrifts(_ episode: borrowing Episode, hasTurns: Bool, motion: Motion, to row: inout RowWriter) {
    guard turn != nil, rotation != nil else { return }
    var drifts: [Drifts] = []
    for form in turnForms {
      guard hasTurns, let (labels, valid) = readRotations(turn, form: form, episode) else {
        drifts.append(Drifts())
        continue
      }
      drifts.append(Reconstruction.rotation(motion, labels: labels, valid: valid))
    }
    for frame in frames { for drift in drifts { write(drift[frame], times: 1, to: &row) } }
  }

  private static func largestChange(_ labels: LabelVectors) -> Double {
    var largest = 0.0
    for step in 1..<labels.vectors.count - 1 where labels.valid[step] && labels.valid[step - 1] {
      let change = labels.vectors[step] - labels.vectors[step - 1]
      let square = (change * change).sum()
      if square > largest { largest = square }
    }
    return largest.squareRoot()
  }

  /// The last label against the others: the smaller of its size (nothing moves any more) and its distance from the one before (a
  /// copy), and the largest change between the others.
  private func writeLast(_ translation: LabelVectors, rotations: LabelVectors?, to row: inout RowWriter) {
    for labels in [translation, rotations] {
      guard let labels, labels.vectors.count >= 3, let last = labels.vectors.last, labels.valid.last == true else {
        row.number(.nan)
        row.number(.nan)
        continue
      }
      let before = labels.vectors[labels.vectors.count - 2]
      let gap = last - before
      row.number(min((last * last).sum(), (gap * gap).sum()).squareRoot())
      row.number(Self.largestChange(labels))
    }
  }

  private func writeNothing(_ row: inout RowWriter) {
    for field in fields { if field.kind == .number { row.number(.nan) } else { row.count(-1) } }
  }
}
