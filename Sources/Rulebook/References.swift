import Episodes
import Measures

/// What limits may refer to besides metrics: facts of the target and of the declarations.
enum References {
  private static let facts: [(name: String, value: @Sendable (Setting) -> Value?)] = [
    ("target.chunk", { $0.target.chunk.map { .number(Double($0)) } }),
    // Where the loader pads the end of an episode, a chunk needs no more steps than one.
    ("target.filled-chunk", { $0.target.tail == .drop ? $0.target.chunk.map { .number(Double($0)) } : nil }),
    ("target.maximum-words", { $0.target.language.maximumWords.map { .number(Double($0)) } }),
    ("target.minimum-steps", { $0.target.minimumSteps.map { .number(Double($0)) } }),
    ("target.control-hz.low", { $0.target.controlHz.map { .number($0.lowerBound) } }),
    ("target.control-hz.high", { $0.target.controlHz.map { .number($0.upperBound) } }),
    ("target.codec.bound", { ($0.declarations.codec ?? $0.target.codec).map { .number($0.promisedBound) } }),
    ("target.frame", { $0.target.frame.map { .name($0.rawValue) } }),
    ("declared.episodes-per-task", { $0.declarations.episodesPerTask.map { .number(Double($0)) } }),
    ("declared.labels", { $0.declarations.labels.map { .name($0.rawValue) } }),
    ("declared.frame", { $0.declarations.frame.map { .name($0.rawValue) } }),
    ("declared.control-hz", { $0.declarations.controlHz.map { .number($0) } }),
  ]

  static var names: [String] { facts.map(\.name) + MeasureRegistry.metrics.keys.sorted() }

  static func knows(_ name: String) -> Bool {
    facts.contains { $0.name == name } || MeasureRegistry.metrics[name] != nil
  }

  /// Whether the name is a fact (else it is a metric).
  static func isFact(_ name: String) -> Bool { facts.contains { $0.name == name } }

  static func fact(_ name: String, in setting: Setting) -> Value? { facts.first { $0.name == name }?.value(setting) }
}
