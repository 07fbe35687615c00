import Episodes

/// A measured value: a number in the metric's unit, or a name.
public enum Value: Sendable, Hashable {
  case number(Double)
  case name(String)

  public var number: Double? { if case .number(let value) = self { value } else { nil } }
}

/// Where a value was measured. The split, shard, file and record of an episode are those of the episode, and left out.
public struct Place: Sendable, Hashable {
  public var split: String?
  /// Index into `Observations.episodes`.
  public var episode: Int?
  public var shard: Int?
  public var file: String?
  public var record: Int?
  public var offset: UInt64?
  public var steps: ClosedRange<Int>?
  public var feature: String?

  public init(
    split: String? = nil, episode: Int? = nil, shard: Int? = nil, file: String? = nil, record: Int? = nil, offset: UInt64? = nil,
    steps: ClosedRange<Int>? = nil, feature: String? = nil
  ) {
    self.split = split
    self.episode = episode
    self.shard = shard
    self.file = file
    self.record = record
    self.offset = offset
    self.steps = steps
    self.feature = feature
  }
}

/// One value with its place. A metric "per episode" gives one for each episode that it could measure.
public struct Sample: Sendable {
  public var value: Value
  public var place: Place
  /// Most samples hold, and nobody reads what could be said of them: the sentence is made when it is asked for.
  private let remark: (@Sendable () -> String?)?

  /// A sentence of its own about this place, where the rule's wording would not say enough (the text of a Fault, the twin of a duplicate).
  public var message: String? { remark?() }

  public init(_ value: Value, at place: Place = Place()) {
    self.value = value
    self.place = place
    remark = nil
  }

  public init(_ value: Value, at place: Place = Place(), message: @autoclosure @escaping @Sendable () -> String?) {
    self.value = value
    self.place = place
    remark = message
  }

  public init(_ number: Double, at place: Place = Place()) { self.init(.number(number), at: place) }

  public init(_ number: Double, at place: Place = Place(), message: @autoclosure @escaping @Sendable () -> String?) {
    self.value = .number(number)
    self.place = place
    remark = message
  }
}

/// Why there is no value: never a silent nothing.
public struct Absence: Error, Sendable, Hashable {
  public enum Kind: String, Sendable, Hashable {
    /// A role or feature that was neither declared nor found.
    case missing
    /// A declaration, or what was measured, says that the question does not arise.
    case ruledOut = "ruled-out"
    /// Too little data to decide.
    case tooFew = "too-few"
    /// Looked, and could not tell; the reason says what would settle it.
    case undetermined
  }

  public var kind: Kind
  /// A sentence for people.
  public var reason: String

  public init(_ kind: Kind, _ reason: String) {
    self.kind = kind
    self.reason = reason
  }
}

/// What a metric gives for one scope.
public struct Measurement: Sendable {
  public var unit: Unit
  public var samples: [Sample]
  /// How many were looked at, in `noun`s. At least `samples.count` when every one of them gives at most one sample.
  public var total: Int
  /// What `total` counts, in the plural: "episodes", "shards", "records", "steps".
  public var noun: String
  /// Values that the rule's wording may name: `{gain}`, `{residual}`, `{frame}`.
  public var facts: [String: String]
  /// The one value that stands for the whole scope, when it is not the worst of the samples (a pooled gain, a share).
  public var overall: Value?
  /// How sure that is which it was computed by (`Tasks`): what rests on weak ground is at most a warning.
  public var strength: Strength

  public init(
    unit: Unit, samples: [Sample], total: Int, noun: String = "episodes", facts: [String: String] = [:], overall: Value? = nil,
    strength: Strength = .strong
  ) {
    self.unit = unit
    self.samples = samples
    self.total = total
    self.noun = noun
    self.facts = facts
    self.overall = overall
    self.strength = strength
  }
}
