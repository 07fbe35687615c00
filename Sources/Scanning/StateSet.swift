import Episodes
import Measures

/// Leaf states of one plan, keyed by split and shard. Merging is the union of keys: associative, commutative, idempotent. Numbers are
/// folded only when judged, in key order.
public struct StateSet: Sendable, Hashable {
  public let planDigest: String
  private var states: [ShardKey: LeafState] = [:]

  public init(planDigest: String, _ leaves: [LeafState] = []) throws(StateConflict) {
    self.planDigest = planDigest
    for leaf in leaves { try insert(leaf) }
  }

  /// In key order.
  public var leaves: [LeafState] { states.keys.sorted().compactMap { states[$0] } }

  public var keys: [ShardKey] { states.keys.sorted() }

  public mutating func insert(_ leaf: LeafState) throws(StateConflict) {
    if let present = states[leaf.key], present != leaf { throw .differs(leaf.key) }
    states[leaf.key] = leaf
  }

  /// The union with another set of the same plan.
  public mutating func merge(_ other: StateSet) throws(StateConflict) {
    guard other.planDigest == planDigest else { throw .otherPlan(expected: planDigest, found: other.planDigest) }
    for leaf in other.leaves { try insert(leaf) }
  }

  /// Shards of the description for which there is no state.
  public func missing(from description: DatasetDescription) -> [ShardKey] {
    var missing: [ShardKey] = []
    for split in description.splits {
      for shard in split.shards {
        let key = ShardKey(split: split.name, shard: shard.index)
        if states[key] == nil { missing.append(key) }
      }
    }
    return missing.sorted()
  }
}

/// Why states cannot be united.
public enum StateConflict: Error, Sendable, Hashable, CustomStringConvertible {
  case otherPlan(expected: String, found: String)
  /// Two states of one shard that say different things: the shard was rewritten between two scans.
  case differs(ShardKey)

  public var description: String {
    switch self {
    case .otherPlan(let expected, let found): "a state of plan \(found) cannot join states of plan \(expected)"
    case .differs(let key): "shard \(key.shard) of \(key.split) was scanned twice with different results; was it rewritten in between?"
    }
  }
}
