import Documents
import Episodes

/// What is known of one public dataset: how to recognise it, what its columns mean, what its makers say of it, and what each loader's
/// table of transforms makes of it.
public struct DatasetCard: Sendable, Hashable {
  public var name: String
  public var summary: String
  /// Names under which the dataset is built.
  public var names: [String]
  /// Slices that must be there, so that another dataset of the same name is not taken for it.
  public var features: [Slice]
  public var roles: [RoleDeclaration]
  public var declarations: Declarations
  /// By the name of the table: `openvla`, `octo`.
  public var loaders: [String: LoaderEntry]
  public var facts: [Target.Fact]
  public var file: String

  /// How one loader's table of transforms treats the dataset.
  public struct LoaderEntry: Sendable, Hashable {
    /// Names under which the table knows it.
    public var names: [String]
    public var columns: [ViewColumn]
    public var dropFirst: Int
    public var dropLast: Int
    public var instruction: String?
    public var blanksInstruction: Bool
    public var cameras: [String: String]?
    public var idleRule: TargetFacts.Filters.Idle?
    /// What its transform does that columns do not show.
    public var notes: [String]
    public var evidence: String
  }

  /// What a table makes of the dataset. One that grew out of another (`openvla-oft` out of `openvla`) does as that does, where the card
  /// does not say otherwise.
  public func entry(of table: String) -> LoaderEntry? {
    loaders[table] ?? table.lastIndex(of: "-").flatMap { entry(of: String(table[..<$0])) }
  }

  /// Whether a dataset is this one: by a name of it and its layout.
  public func describes(_ description: DatasetDescription) -> Bool {
    let known = names + loaders.values.flatMap(\.names)
    return known.contains(description.name) && fits(description.schema)
  }

  /// Whether every feature that the card goes by is there.
  public func fits(_ schema: Schema) -> Bool {
    features.allSatisfy { slice in
      guard let leaf = schema.index(of: slice.path) else { return false }
      guard let dimensions = slice.dimensions else { return true }
      return dimensions.upperBound <= schema.leaves[leaf].width ?? 0
    }
  }
}

/// Reads `Rules/datasets/<name>.yaml`.
enum CardReader {
  private static let ownKeys = ["name", "summary", "names", "features", "roles", "loaders", "facts"]
  /// What a card may declare: as a cupel.yaml beside the data does.
  private static let declared = ["labels", "frame", "rotation", "control_hz", "timestamp_unit", "gripper", "units", "task", "pictures"]

  static func read(_ text: String, file: String) throws(DocumentError) -> DatasetCard {
    let map = try MapReader(try YAML.parse(text, file: file), file: file, what: "a dataset card", known: ownKeys + declared)
    var features: [Slice] = []
    for text in try map.texts("features") {
      guard let slice = Slice(text) else { throw map.error("\"\(text)\" is no feature", at: map.optional("features") ?? map.node) }
      features.append(slice)
    }
    var loaders: [String: DatasetCard.LoaderEntry] = [:]
    for entry in map.optional("loaders")?.map ?? [] { loaders[entry.key] = try loader(entry.value, file: file) }
    var facts: [Target.Fact] = []
    for node in map.optional("facts")?.list ?? [] {
      let fact = try MapReader(node, file: file, what: "a fact", known: ["states", "evidence"])
      facts.append(Target.Fact(states: try fact.text("states"), evidence: try fact.text("evidence")))
    }
    return DatasetCard(
      name: try map.text("name"), summary: try map.text("summary"), names: try map.texts("names"), features: features,
      roles: try DeclarationReader.roles(map), declarations: try DeclarationReader.declarations(map), loaders: loaders, facts: facts,
      file: file)
  }

  private static func loader(_ node: Node, file: String) throws(DocumentError) -> DatasetCard.LoaderEntry {
    let map = try MapReader(
      node, file: file, what: "a loader's entry",
      known: [
        "names", "action", "proprio", "idle", "idle_rule", "drop_first", "drop_last", "instruction", "blanks_instruction", "cameras",
        "notes",
        "evidence",
      ])
    var cameras: [String: String]?
    if let node = map.optional("cameras") {
      var named: [String: String] = [:]
      for entry in node.map ?? [] {
        guard let path = entry.value.scalarText else { throw map.error("\"cameras\" names a feature for each slot", at: entry.value) }
        named[entry.key] = path
      }
      cameras = named
    }
    var columns: [ViewColumn] = []
    for name in ["action", "proprio", "idle"] {
      guard let list = map.optional(name)?.list else { continue }
      var pieces: [ViewPiece] = []
      for item in list { pieces.append(try piece(item, file: file)) }
      columns.append(ViewColumn(name: name, pieces: pieces))
    }
    return DatasetCard.LoaderEntry(
      names: try map.texts("names"), columns: columns, dropFirst: try count("drop_first", map), dropLast: try count("drop_last", map),
      instruction: try map.optionalText("instruction"), blanksInstruction: try map.optionalBool("blanks_instruction") ?? false,
      cameras: cameras, idleRule: try map.choice("idle_rule", of: TargetFacts.Filters.Idle.self), notes: try map.texts("notes"),
      evidence: try map.text("evidence"))
  }

  private static func count(_ key: String, _ map: MapReader) throws(DocumentError) -> Int {
    let count = try map.optionalInteger(key) ?? 0
    guard (0...16).contains(count) else { throw map.error("\"\(key)\" is a small number of steps", at: map.optional(key) ?? map.node) }
    return count
  }

  /// `{from: "action[6]", do: [{binarise: [0.05, 0.95]}], as: gripper}`, or `{constant: 1, width: 1, as: gripper}`.
  private static func piece(_ node: Node, file: String) throws(DocumentError) -> ViewPiece {
    let map = try MapReader(node, file: file, what: "a piece", known: ["from", "constant", "width", "do", "as", "form"])
    let source: ViewPiece.Source
    if let constant = try map.optionalNumber("constant") {
      let width = try map.optionalInteger("width") ?? 1
      guard (1...64).contains(width) else { throw map.error("\"width\" is a number of dimensions", at: node) }
      source = .constant(constant, width: width)
    } else {
      let text = try map.text("from")
      guard let slice = Slice(text) else { throw map.error("\"from\" is a feature: action[0:3]", at: node) }
      source = .stored(slice)
    }
    var operations: [ColumnOperation] = []
    for item in map.optional("do")?.list ?? [] { operations.append(try operation(item, map)) }
    return ViewPiece(
      source, operations, meaning: try map.choice("as", of: ViewPiece.Meaning.self) ?? .other,
      form: try map.choice("form", of: RotationForm.self))
  }

  private static let words = ["clip", "invert", "scale", "difference", "binarise", "hold", "quaternion-to-euler"]

  private static func operation(_ node: Node, _ map: MapReader) throws(DocumentError) -> ColumnOperation {
    if let word = node.scalarText {
      switch word {
      case "invert": return .invert
      case "difference": return .difference
      case "quaternion-to-euler": return .quaternionToEuler
      default:
        throw map.error("\"\(word)\" is no operation, or needs a number\(Suggestion.didYouMean(word, among: words))", at: node)
      }
    }
    let reader = try MapReader(node, file: map.file, what: "an operation", known: words)
    if let gain = try reader.optionalNumber("scale") { return .scale(gain) }
    if let threshold = try reader.optionalNumber("hold") { return .hold(threshold: threshold) }
    for word in ["clip", "binarise"] where reader.optional(word) != nil {
      let range = try reader.numbers(word)
      guard range.count == 2, range[0] < range[1] else { throw map.error("\"\(word)\" takes [low, high]", at: node) }
      return word == "clip" ? .clip(range[0]...range[1]) : .binarise(closed: range[0], open: range[1])
    }
    throw map.error("an operation is one of \(words.joined(separator: ", "))", at: node)
  }
}

extension LoaderView {
  /// What a target's loader makes of a dataset: by its card where there is one, else the columns as they are stored.
  static func resolve(target: TargetFacts, card: DatasetCard?, schema: Schema, roles: RoleMap) -> LoaderView {
    if let card, let table = target.transforms, let entry = card.entry(of: table) {
      let fitting = entry.columns.filter { $0.width(in: schema) != nil }
      let evidence = "the card \(card.name): \(entry.evidence)"
      var view = LoaderView(
        columns: fitting, dropFirst: entry.dropFirst, dropLast: entry.dropLast,
        roles: Self.roles(of: fitting, in: schema, source: .card, evidence: evidence), instruction: entry.instruction, card: card.name,
        evidence: evidence)
      view.blanksInstruction = entry.blanksInstruction
      view.cameras = entry.cameras
      view.idleRule = entry.idleRule ?? target.filters.idle
      view.tableNames = entry.names
      view.notes = entry.notes
      return view
    }
    var view = stored(schema: schema, roles: roles)
    view.idleRule = target.filters.idle
    return view
  }

  /// Without a card: `action` as it is stored, or its roles side by side where it is a dictionary; `observation/state` as proprioception.
  private static func stored(schema: Schema, roles: RoleMap) -> LoaderView {
    var view = LoaderView()
    var columns: [ViewColumn] = []
    let whole = ViewColumn(name: "action", pieces: [ViewPiece(.stored(Slice(path: "action")))])
    let named: [(String, ViewPiece.Meaning)] = [
      ("action.translation", .translation), ("action.rotation", .rotation), ("action.joints", .joints), ("action.gripper", .gripper),
    ]
    if let width = whole.width(in: schema) {
      columns.append(ViewColumn(name: "action", pieces: split(width: width, named: named, roles: roles)))
    } else {
      let pieces = named.flatMap { role, meaning in
        (roles[role]?.slices ?? []).map { ViewPiece(.stored($0), meaning: meaning, form: roles[role]?.form) }
      }
      let column = ViewColumn(name: "action", pieces: pieces)
      if !pieces.isEmpty, column.width(in: schema) != nil { columns.append(column) }
    }
    for path in ["observation/state", "observation/proprio"] where !columns.contains(where: { $0.name == "proprio" }) {
      let column = ViewColumn(name: "proprio", pieces: [ViewPiece(.stored(Slice(path: path)))])
      if column.width(in: schema) != nil { columns.append(column) }
    }
    view.columns = columns
    view.roles = Self.roles(of: columns, in: schema, source: .inferred, evidence: view.evidence)
    return view
  }

  /// The stored action in pieces, where roles tell what its dimensions mean.
  private static func split(width: Int, named: [(String, ViewPiece.Meaning)], roles: RoleMap) -> [ViewPiece] {
    var meanings = [ViewPiece.Meaning](repeating: .other, count: width)
    var forms: [ViewPiece.Meaning: RotationForm] = [:]
    for (role, meaning) in named {
      guard let binding = roles[role] else { continue }
      forms[meaning] = binding.form
      for slice in binding.slices where slice.path == "action" {
        for dimension in slice.dimensions ?? 0..<width where dimension < width { meanings[dimension] = meaning }
      }
    }
    var pieces: [ViewPiece] = []
    var start = 0
    while start < width {
      var end = start + 1
      while end < width, meanings[end] == meanings[start] { end += 1 }
      pieces.append(
        ViewPiece(.stored(Slice(path: "action", dimensions: start..<end)), meaning: meanings[start], form: forms[meanings[start]]))
      start = end
    }
    return pieces
  }
}
