/// Where a dataset comes from: what a contract asks for, and what its owner says.
public struct Provenance: Sendable, Hashable {
  /// Something that the contract in the user's `cupel.yaml` asks the delivery to say.
  public struct Demand: Sendable, Hashable {
    /// `collector`, `licence`: small letters and underscores.
    public var key: String
    /// What the answer must be one of; empty where any answer will do.
    public var allowed: [String]
    public var setIn: String

    public init(key: String, allowed: [String] = [], setIn: String) {
      self.key = key
      self.allowed = allowed
      self.setIn = setIn
    }
  }

  /// Something that the owner says.
  public struct Statement: Sendable, Hashable {
    public var key: String
    public var value: String
    /// Where it is said: `the cupel.yaml beside the data`, `README.md`.
    public var source: String

    public init(key: String, value: String, source: String) {
      self.key = key
      self.value = value
      self.source = source
    }
  }

  /// A text about the data for people to read: a README, a dataset card, the description in dataset_info.json.
  public struct Document: Sendable, Hashable {
    /// As findings name it.
    public var name: String
    public var text: String

    public init(name: String, text: String) {
      self.name = name
      self.text = text
    }
  }

  public var demands: [Demand]
  public var statements: [Statement]
  public var documents: [Document]

  public init(demands: [Demand] = [], statements: [Statement] = [], documents: [Document] = []) {
    self.demands = demands
    self.statements = statements
    self.documents = documents
  }

  /// `Annotation protocol` and `annotation-protocol` are `annotation_protocol`.
  public static func key(_ text: some StringProtocol) -> String {
    var key = ""
    for character in text.lowercased() {
      if character.isLetter || character.isNumber { key.append(character) } else if !key.hasSuffix("_"), !key.isEmpty { key.append("_") }
    }
    while key.hasSuffix("_") { key.removeLast() }
    return key
  }
}
