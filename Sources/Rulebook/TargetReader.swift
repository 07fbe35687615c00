import Documents
import Episodes

/// A target as its file tells it: facts for the rules, and evidence for people.
public struct Target: Sendable, Hashable {
  public struct Fact: Sendable, Hashable {
    public var states: String
    /// Where this was read: repository, commit and file of the loader.
    public var evidence: String
  }

  public var facts: TargetFacts
  public var summary: String
  public var told: [Fact]

  public var name: String { facts.name }
}

/// Reads `Rules/targets/<name>.yaml`.
enum TargetReader {
  static func read(_ text: String, file: String) throws(DocumentError) -> Target {
    let map = try MapReader(
      try YAML.parse(text, file: file), file: file, what: "a target",
      known: [
        "name", "summary", "paper_level", "containers", "transforms", "registered", "required_features", "instruction", "views", "image",
        "proprio", "action", "chunk",
        "tail", "minimum_steps", "filters", "normalisation", "statistics", "validation_splits", "held_out_share", "control_hz", "codec",
        "frame", "trains_on_last_step", "facts",
      ])
    var facts = TargetFacts(name: try map.text("name"))
    facts.isPaperLevel = try map.optionalBool("paper_level") ?? false
    facts.transforms = try map.optionalText("transforms")
    facts.registered = try map.texts("registered")
    facts.containers = try map.texts("containers")
    facts.requiredFeatures = try map.texts("required_features")
    if let node = map.optional("instruction") {
      let instruction = try MapReader(
        node, file: file, what: "instruction",
        known: ["needed", "features", "alternatives", "lowers", "strips", "maximum_tokens", "maximum_words"])
      facts.needsInstruction = try instruction.optionalBool("needed") ?? false
      facts.instructionPaths = try instruction.texts("features")
      facts.language.alternatives = try instruction.texts("alternatives")
      facts.language.lowers = try instruction.optionalBool("lowers") ?? false
      facts.language.strips = try instruction.optionalBool("strips") ?? false
      facts.language.maximumTokens = try instruction.optionalInteger("maximum_tokens")
      facts.language.maximumWords = try instruction.optionalInteger("maximum_words")
    }
    try UseReader.read(map, into: &facts)
    facts.chunk = try map.optionalInteger("chunk")
    facts.tail = try map.choice("tail", of: TargetFacts.Tail.self)
    facts.minimumSteps = try map.optionalInteger("minimum_steps")
    facts.validationSplits = try map.texts("validation_splits")
    facts.heldOutShare = try map.optionalNumber("held_out_share")
    if let node = map.optional("control_hz") {
      let range = try map.numbers("control_hz")
      guard range.count == 2, range[0] <= range[1] else { throw map.error("\"control_hz\" is a range: [low, high]", at: node) }
      facts.controlHz = range[0]...range[1]
    }
    facts.codec = try map.optional("codec").map { (node) throws(DocumentError) in try CodecReader.read(node, file: file) }
    facts.frame = try map.choice("frame", of: Frame.self)
    facts.trainsOnLastStep = try map.optionalBool("trains_on_last_step") ?? true
    var told: [Target.Fact] = []
    for node in map.optional("facts")?.list ?? [] {
      let fact = try MapReader(node, file: file, what: "a fact", known: ["states", "evidence"])
      told.append(Target.Fact(states: try fact.text("states"), evidence: try fact.text("evidence")))
    }
    return Target(facts: facts, summary: try map.text("summary"), told: told)
  }
}

/// Reads `codec:` of a target or of declarations.
enum CodecReader {
  static func read(_ node: Node, file: String) throws(DocumentError) -> CodecDeclaration {
    let map = try MapReader(node, file: file, what: "codec", known: ["name", "low", "high", "encode", "decode", "ids"])
    var codec: CodecDeclaration
    if let name = try map.optionalText("name") {
      let names = CodecDeclaration.named.compactMap(\.name)
      guard let found = CodecDeclaration.named.first(where: { $0.name == name }) else {
        throw map.error(
          "unknown codec \"\(name)\"\(Suggestion.didYouMean(name, among: names)); known: \(names.joined(separator: ", "))", at: node)
      }
      codec = found
      if let extra = map.optional("encode") ?? map.optional("decode") {
        throw map.error("a codec has a name, or an encode and decode pair, not both", at: extra)
      }
    } else {
      codec = try pair(map)
    }
    codec.low = try map.numbers("low")
    codec.high = try map.numbers("high")
    guard codec.low.count == codec.high.count else { throw map.error("\"low\" and \"high\" must be of the same length", at: node) }
    for (low, high) in zip(codec.low, codec.high) where !(low < high) {
      throw map.error("each \"low\" must lie below its \"high\": \(low.short) and \(high.short)", at: node)
    }
    if let ids = map.optional("ids") {
      let idMap = try MapReader(ids, file: file, what: "ids", known: ["base", "direction"])
      codec.idBase = try idMap.optionalInteger("base") ?? codec.idBase
      codec.idDirection = try idMap.optionalInteger("direction") ?? codec.idDirection
      guard codec.idDirection.magnitude == 1 else { throw map.error("\"direction\" is 1 or -1", at: ids) }
    }
    return codec
  }

  private enum Round: String, CaseIterable { case floor, nearest, truncate }

  private static func pair(_ map: MapReader) throws(DocumentError) -> CodecDeclaration {
    let encodeNode = try map.required("encode")
    let encode = try MapReader(encodeNode, file: map.file, what: "encode", known: ["scale", "round", "clamp"])
    let decode = try MapReader(try map.required("decode"), file: map.file, what: "decode", known: ["offset", "divisor"])
    guard let scale = try encode.optionalNumber("scale"), scale > 0, let divisor = try decode.optionalNumber("divisor"), divisor > 0 else {
      throw map.error("encode needs a \"scale\" and decode a \"divisor\", both above 0", at: encodeNode)
    }
    let clamp = try encode.numbers("clamp")
    let range: ClosedRange<Int>
    if clamp.isEmpty {
      guard scale < 1e9 else { throw map.error("\"scale\" is too large for a codec", at: encodeNode) }
      range = 0...Int(scale.rounded(.up))
    } else {
      guard clamp.count == 2, let low = Int(exactly: clamp[0]), let high = Int(exactly: clamp[1]), low <= high else {
        throw map.error("\"clamp\" is a range of whole numbers: [0, 255]", at: encodeNode)
      }
      range = low...high
    }
    let rounding: CodecDeclaration.Rounding =
      switch try encode.choice("round", of: Round.self) ?? .floor {
      case .floor: .floor
      case .nearest: .nearest
      case .truncate: .truncate
      }
    return CodecDeclaration(
      scale: scale, rounding: rounding, clamp: range, offset: try decode.optionalNumber("offset") ?? 0, divisor: divisor)
  }
}
