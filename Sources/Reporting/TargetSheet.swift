import Episodes

/// The fields of a target in words, one row a field; what it does not say has no row.
enum TargetSheet {
  static func rows(_ facts: TargetFacts) -> [(String, String)] {
    var rows: [(String, String)] = []
    func add(_ name: String, _ text: String?) {
      if let text, !text.isEmpty { rows.append((name, text)) }
    }
    if facts.isPaperLevel { add("known from", "a paper or a network alone: whatever rests on this target is at most a warning") }
    add("containers", facts.containers.joined(separator: ", "))
    add("needs features", facts.requiredFeatures.joined(separator: ", "))
    add("knows datasets", registered(facts))
    add("instruction", instruction(facts))
    add("cameras", facts.views.map { camera($0, facts.image) }.joined(separator: "; "))
    add("pictures", facts.image.map(picture))
    add("proprioception", facts.proprio.map(proprio))
    add("action", action(facts.action))
    add("gripper", facts.action.gripper.map(gripper))
    add("chunk", facts.chunk.map { chunk($0, facts.tail) })
    add("least steps", facts.minimumSteps.map(String.init))
    add("leaves out", filters(facts.filters))
    add("normalisation", facts.normalisation.map(normalisation))
    add("statistics", facts.statistics.map { "\($0.file), as \($0.schema) writes it" })
    add("codec", facts.codec.map { $0.name ?? "declared pair" })
    add("validation", validation(facts))
    add(
      "control rate",
      facts.controlHz.map {
        $0.lowerBound == $0.upperBound ? "\($0.lowerBound.short) Hz" : "\($0.lowerBound.short) to \($0.upperBound.short) Hz"
      })
    add("frame", facts.frame?.rawValue)
    add("last step", facts.trainsOnLastStep ? "trained on like any other" : "left out")
    return rows
  }

  static func registered(_ facts: TargetFacts) -> String? {
    guard !facts.registered.isEmpty else { return nil }
    let table = facts.transforms.map { "the table \($0): " } ?? ""
    let shown = facts.registered.prefix(4).joined(separator: ", ")
    let rest = facts.registered.count - min(4, facts.registered.count)
    return "\(table)\(shown)\(rest > 0 ? " and \(rest) more" : ""); others raise until they are added"
  }

  static func instruction(_ facts: TargetFacts) -> String? {
    var parts: [String] = []
    if !facts.instructionPaths.isEmpty { parts.append("from \(facts.instructionPaths.joined(separator: ", or "))") }
    if !facts.language.alternatives.isEmpty {
      parts.append("one at random of it and \(facts.language.alternatives.joined(separator: ", "))")
    }
    if facts.language.lowers { parts.append("lower-cased") }
    if facts.language.strips { parts.append("stripped") }
    if let tokens = facts.language.maximumTokens {
      parts.append("cut at \(tokens) tokens\(facts.language.maximumWords.map { ", about \($0) words" } ?? "")")
    }
    if parts.isEmpty { return facts.needsInstruction ? "needed" : nil }
    return (facts.needsInstruction ? "needed; " : "") + parts.joined(separator: "; ")
  }

  static func camera(_ view: TargetFacts.CameraView, _ image: TargetFacts.ImageUse?) -> String {
    var text = "\(view.slot) from \(view.role)"
    if let height = view.height, let width = view.width, height != image?.height || width != image?.width {
      text += " at \(height) x \(width)"
    }
    let missing =
      switch view.missing {
      case .black: "black where there is none"
      case .masked: "black and masked where there is none"
      case .fails: "raises where there is none"
      }
    return "\(text), \(missing)"
  }

  static func picture(_ image: TargetFacts.ImageUse) -> String {
    let resize =
      switch image.resize {
      case .squash: "whatever their aspect"
      case .letterbox: "with black bars, aspect kept"
      case .crop: "cut to a square"
      }
    let filter = image.filter.map { ", \($0)" } ?? ""
    let crop = image.crop.map { "; augmentation leaves \(($0 * 100).short) % of the area or more" } ?? ""
    return "\(image.height) x \(image.width) \(resize)\(filter)\(crop)"
  }

  private static func proprio(_ use: TargetFacts.Proprio) -> String {
    let count = use.dimensions.map { "\($0) dimensions" } ?? "any dimensions"
    return "\(count)\(use.isPadded ? ", padded with zeros" : "")\(use.encoding.map { ": \($0)" } ?? "")"
  }

  private static func action(_ action: TargetFacts.Action) -> String? {
    var parts: [String] = []
    if !action.dimensions.isEmpty { parts.append("\(action.dimensions.map(String.init).joined(separator: " or ")) dimensions") }
    if let padded = action.paddedTo { parts.append("padded with zeros to \(padded) dimensions") }
    if let kind = action.kind { parts.append("end-effector labels \(kind.rawValue)") }
    if let kind = action.jointKind { parts.append("joint labels \(kind.rawValue)") }
    if action.isRelativeToState { parts.append("made differences to the state at the start of the chunk") }
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }

  static func gripper(_ gripper: TargetFacts.Action.Gripper) -> String {
    let range = "\(gripper.range.lowerBound.short) to \(gripper.range.upperBound.short)"
    return "\(range), \(gripper.open.short) is open\(gripper.mode.map { ", \($0.rawValue)" } ?? "")"
  }

  static func chunk(_ chunk: Int, _ tail: TargetFacts.Tail?) -> String {
    let steps = chunk == 1 ? "1 action" : "\(chunk) actions"
    guard chunk > 1, let tail else { return steps }
    return switch tail {
    case .repeatLast: "\(steps); the last one repeated behind the end"
    case .zeroDeltas: "\(steps); zeros for deltas behind the end"
    case .drop: "\(steps); nothing behind the end: the last \(chunk - 1) steps start none"
    }
  }

  static func filters(_ filters: TargetFacts.Filters) -> String? {
    var parts: [String] = []
    switch filters.idle {
    case .openvlaDroid: parts.append("steps at which the arm rests (OpenVLA's rule for DROID)")
    case .oftLibero: parts.append("steps at which arm and gripper rest (OFT's rule for LIBERO)")
    case .openpiDroid: parts.append("runs of seven and more steps without a change (openpi's rule for DROID)")
    case nil: break
    }
    if filters.skipsUnlabelled { parts.append("episodes without an instruction") }
    if let pattern = filters.successPattern { parts.append("episodes whose path is not like \(pattern)") }
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }

  static func normalisation(_ normalisation: TargetFacts.Normalisation) -> String {
    let kind =
      switch normalisation.kind {
      case .quantiles: "1 % and 99 % quantiles to -1 and 1"
      case .bounds: "minimum and maximum to -1 and 1"
      case .meanAndDeviation: "mean 0, standard deviation 1"
      }
    let clip = normalisation.clip.map { ", cut at \($0.short)" } ?? ", not cut"
    let gripper = normalisation.includesGripper ? ", the gripper too" : ", not the gripper"
    let constant = normalisation.constant == .zero ? "0" : "-1"
    let scope = normalisation.spansAllSplits ? "; over all splits, validation included" : ""
    return "\(kind)\(clip)\(gripper); a constant dimension becomes \(constant)\(scope)"
  }

  private static func validation(_ facts: TargetFacts) -> String? {
    guard !facts.validationSplits.isEmpty else { return nil }
    let held = facts.heldOutShare.map { ", else the last \(($0 * 100).short) % of train" } ?? ", else nothing"
    return "split \(facts.validationSplits.joined(separator: " or "))\(held)"
  }
}
