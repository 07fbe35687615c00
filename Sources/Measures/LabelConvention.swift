import Episodes

/// How labels were found to be written: what reconstructions go by.
public struct LabelConvention: Sendable, Hashable {
  public var frame: Frame
  /// `executed`, `commanded` or `unrelated`.
  public var kind: String
  public var turnFrame: Frame?
  public var turnForm: RotationForm?

  /// Nil where labels could not be held against any motion.
  public init?(_ context: MeasureContext) {
    guard let found = try? LabelKind.of(context) else { return nil }
    (frame, kind) = (found.frame, found.name)
    if let view = try? context.dataset.view(LabelMeasures.request([:])), let probe = view.probe as? LabelProbe, !probe.turnDrifts.isEmpty {
      let (frame, form) = LabelMeasures.convention(view, probe)
      (turnFrame, turnForm) = (frame, form)
    }
  }
}
