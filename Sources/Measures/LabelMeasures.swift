import Episodes

/// How labels and motion belong together: executed or commanded, what labels reconstruct, the last label.
public enum LabelMeasures: MeasureFamily {
  /// A part ("left") stands in front of every role that is looked at.
  static func request(_ parameters: [String: String]) -> ProbeRequest {
    ProbeRequest("labels", parameters["part"].map { ["part": $0] } ?? [:])
  }

  public static var probes: [ProbeDefinition] { [ProbeDefinition("labels", make: make)] }

  private static func make(_ request: ProbeRequest, _ setting: Setting, _ columns: inout ColumnPlan) -> ProbeMaking {
    let part = request.parameters["part"].map { $0 + "." } ?? ""
    func bind(_ role: String, _ widths: [Int]) throws(Absence) -> BoundRole {
      guard let bound = columns.bind(part + role, in: setting) else {
        throw Absence(.missing, "needs the role \(part)\(role), which was neither declared nor found in the data")
      }
      guard widths.contains(bound.width) else {
        throw Absence(
          .missing, "the role \(part)\(role) has \(bound.width) dimensions, not \(widths.map(String.init).joined(separator: " or "))")
      }
      return bound
    }
    do throws(Absence) {
      let position = try bind("pose.position", [3])
      let translation = try bind("action.translation", [3])
      let rotation = try? bind("pose.rotation", [3, 4, 9])
      let turn = try? bind("action.rotation", [3, 4, 9])
      let stateForm = rotation.flatMap { Self.form(of: $0, declared: setting.declarations.stateRotation) }
      let turnForms = turn.map { Self.forms(of: $0, declared: setting.declarations.actionRotation) } ?? []
      let known = stateForm == nil ? nil : rotation
      return .probe(
        LabelProbe(
          position: columns.tabulate(position), translation: columns.tabulate(translation), rotation: known.map { columns.tabulate($0) },
          stateForm: stateForm, turn: known == nil ? nil : turn.map { columns.tabulate($0) },
          turnForms: known == nil ? [] : turnForms, frames: Self.frames(declared: setting.declarations.frame, hasRotation: known != nil),
          expectedFrame: known == nil ? .base : setting.declarations.frame ?? setting.target.frame ?? .base,
          metresPerUnit: setting.declarations.metresPerUnit ?? 1, radiansPerUnit: setting.declarations.radiansPerUnit ?? 1,
          stateBits: Self.bits(of: position, setting), labelBits: Self.bits(of: translation, setting)))
    } catch {
      return .cannot(error)
    }
  }

  /// The form of a role of rotation: declared, found out, or the only one of that width.
  static func form(of role: BoundRole, declared: RotationForm?) -> RotationForm? {
    let candidates = forms(of: role, declared: declared)
    return candidates.count == 1 ? candidates[0] : nil
  }

  private static func forms(of role: BoundRole, declared: RotationForm?) -> [RotationForm] {
    if let form = declared ?? role.binding.form, form.width == role.width { return [form] }
    return RotationForm.common.filter { $0.width == role.width }
  }

  private static func frames(declared: Frame?, hasRotation: Bool) -> [Frame] {
    if !hasRotation { return [.base] }
    return declared.map { [$0] } ?? [.base, .tool]
  }

  private static func bits(of role: BoundRole, _ setting: Setting) -> Int {
    let elements = role.binding.slices.compactMap { setting.schema.index(of: $0.path) }.map { setting.schema.leaves[$0].element }
    return elements.map(Rounding.mantissaBits).min() ?? 23
  }

  // MARK: Metrics

  public static var metrics: [Metric] {
    [
      Metric(
        "labels.kind", unit: .name,
        summary: "Whether translation labels are executed (computed from the recorded states), commanded, or unrelated to the motion.",
        optionalParameters: ["part"], probes: { [request($0)] },
        measure: { (context) throws(Absence) in
          let kind = try LabelKind(context)
          return Measurement(unit: .name, samples: [], total: kind.votes, facts: kind.facts, overall: .name(kind.name))
        }),
      Metric(
        "labels.gain", unit: .ratio, summary: "How much of the motion translation labels ask for, pooled at lag 0.",
        optionalParameters: ["part"], probes: { [request($0)] },
        measure: { (context) throws(Absence) in
          let kind = try LabelKind.of(context)
          return Measurement(unit: .ratio, samples: [], total: kind.votes, facts: kind.facts, overall: .number(kind.atZero.gain))
        }),
      Metric(
        "labels.residual", unit: .one, summary: "The share of translation labels that the motion does not explain, pooled at lag 0.",
        optionalParameters: ["part"], probes: { [request($0)] },
        measure: { (context) throws(Absence) in
          let kind = try LabelKind.of(context)
          return Measurement(unit: .one, samples: [], total: kind.votes, facts: kind.facts, overall: .number(kind.atZero.residual))
        }),
      Metric(
        "reconstruction.position.max", unit: .metre,
        summary: "How far the path summed up from the translation labels leaves the recorded positions, per episode.",
        optionalParameters: ["part"], isPerEpisode: true, probes: { [request($0)] }, measure: positionDrift),
      Metric(
        "reconstruction.rotation.max", unit: .radian,
        summary: "How far the rotations composed from the rotation labels leave the recorded ones, per episode.",
        optionalParameters: ["part"], isPerEpisode: true, probes: { [request($0)] }, measure: rotationDrift),
      Metric(
        "action.last.executed", unit: .ratio,
        summary:
          "Executed labels: the last label of an episode, or its distance from the one before, against the largest change between others.",
        optionalParameters: ["part"], probes: { [request($0)] },
        measure: { (context) throws(Absence) in try lastLabel(context, when: ["executed"]) }),
      Metric(
        "action.last.commanded", unit: .ratio, summary: "The same for labels that are not executed.", optionalParameters: ["part"],
        probes: { [request($0)] },
        measure: { (context) throws(Absence) in try lastLabel(context, when: ["commanded", "unrelated"]) }),
    ]
  }

  @Sendable private static func positionDrift(_ context: MeasureContext) throws(Absence) -> Measurement {
    let kind = try LabelKind.of(context)
    let view = try context.view(request(context.parameters))
    return drift(view, field: "drift.\(kind.frame.rawValue)", unit: .metre, facts: ["frame": kind.frame.rawValue])
  }

  @Sendable private static func rotationDrift(_ context: MeasureContext) throws(Absence) -> Measurement {
    let whole = try context.dataset.view(request(context.parameters))
    guard let probe = whole.probe as? LabelProbe, !probe.turnDrifts.isEmpty else {
      throw Absence(.missing, "needs the roles pose.rotation and action.rotation, and the form in which rotations are written")
    }
    let (frame, form) = convention(whole, probe)
    let view = try context.view(request(context.parameters))
    return drift(
      view, field: LabelProbe.turnDrift(frame, form), unit: .radian, facts: ["frame": frame.rawValue, "form": form.rawValue])
  }

  /// The frame and form of rotation labels: what is declared, else what most episodes' labels fit best.
  static func convention(_ view: ProbeView, _ probe: LabelProbe) -> (Frame, RotationForm) {
    let field = view.field("turn.fit")
    let winners = view.episodes.map { view.count($0, field) }.filter { $0 >= 0 }
    let form = LabelKind.majority(winners.map(LabelProbe.form(of:))) ?? 0
    let frame = LabelKind.majority(winners.map(LabelProbe.frame(of:))) ?? .base
    return (
      probe.frames.contains(frame) ? frame : probe.frames[0],
      probe.turnForms.indices.contains(form) ? probe.turnForms[form] : probe.turnForms[0]
    )
  }

  private static func drift(_ view: ProbeView, field: String, unit: Unit, facts: [String: String]) -> Measurement {
    let (value, step) = (view.field(field), view.field(field + ".step"))
    let samples = view.episodes.compactMap { episode -> Sample? in
      let worst = view.number(episode, value)
      return worst.isNaN ? nil : Sample(worst, at: view.place(episode, step: max(0, view.count(episode, step))))
    }
    return Measurement(unit: unit, samples: samples, total: samples.count, facts: facts)
  }

  /// The last label against the largest change between the episode's others; where those hardly change, against a typical episode's.
  private static func lastLabel(_ context: MeasureContext, when kinds: [String]) throws(Absence) -> Measurement {
    let kind = try LabelKind.of(context)
    guard kinds.contains(kind.name) else { throw Absence(.ruledOut, "labels are \(kind.name)") }
    let whole = try context.dataset.view(request(context.parameters))
    let view = try context.view(request(context.parameters))
    var worst: [Int: Double] = [:]
    for group in ["translation", "rotation"] {
      let (last, change) = (view.field("last.\(group)"), view.field("change.\(group)"))
      let typical = Robust.median(whole.episodes.map { whole.number($0, change) }.filter { $0 > 0 })
      for episode in view.episodes {
        let scale = max(view.number(episode, change), typical.isNaN ? 0 : 0.1 * typical)
        let ratio = view.number(episode, last) / scale
        if ratio.isFinite { worst[episode] = max(worst[episode] ?? 0, ratio) }
      }
    }
    let samples = view.episodes.compactMap { episode in
      worst[episode].map { Sample($0, at: view.place(episode, step: max(0, view.observations.episodes[episode].stub.steps - 1))) }
    }
    guard !samples.isEmpty else { throw Absence(.tooFew, "no episode has a last label to compare with others") }
    return Measurement(unit: .ratio, samples: samples, total: samples.count, facts: ["kind": kind.name])
  }
}
