import Episodes
import Measures
import Testing

@testable import Scanning

/// A generator whose numbers are the same on every machine (SplitMix64).
struct Dice: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// A leaf state with something in every field.
func randomLeaf(_ key: ShardKey, _ dice: inout Dice) -> LeafState {
  var sums = Sums(numbers: 2, histograms: 2)
  sums.numbers = [Double.random(in: -1e9...1e9, using: &dice), .nan]
  for _ in 0..<Int.random(in: 0...20, using: &dice) { sums.histograms[0].insert(Double.random(in: -1...1, using: &dice)) }
  var table = ProbeTable(sums: sums)
  table.words = (0..<Int.random(in: 0...12, using: &dice)).map { _ in dice.next() }
  var leaf = LeafState(
    key: key, file: "data-\(key.split).tfrecord-\(key.shard)", declaredRecords: Bool.random(using: &dice) ? 7 : nil, tables: [table])
  leaf.records = Int.random(in: 0...100, using: &dice)
  leaf.payloadBytes = dice.next()
  leaf.digest = UInt32.random(in: 0...UInt32.max, using: &dice)
  leaf.faults = [
    Fault(
      .checksum, split: key.split, file: "f\u{1}é", shard: key.shard, record: 3, offset: 1 << 40, feature: nil, message: "broken", count: 2),
    Fault(.stepCount, feature: "observation/\u{202e}state", message: ""),
  ]
  leaf.episodes = [
    EpisodeStub(record: 0, offset: 12, steps: 40, isWhole: true), EpisodeStub(record: 2, offset: 99, steps: 0, isWhole: false),
  ]
  leaf.texts = TextTable(["", "pick up the cup", "\u{0}"])
  return leaf
}

@Suite("States merge as sets do")
struct StateTests {
  private func leaves(_ seed: UInt64) -> [LeafState] {
    var dice = Dice(state: seed)
    return (0..<6).map { randomLeaf(ShardKey(split: $0 < 4 ? "train" : "val", shard: $0 % 4), &dice) }
  }

  /// Merges along a random tree in which states repeat, through their binary form at every step.
  private func mergedAtRandom(_ leaves: [LeafState], _ dice: inout Dice) throws -> StateSet {
    var sets = try (leaves + [leaves[0], leaves[2]]).shuffled(using: &dice).map { try StateSet(planDigest: "p", [$0]) }
    while sets.count > 1 {
      var one = sets.remove(at: Int.random(in: 0..<sets.count, using: &dice))
      let other = sets.remove(at: Int.random(in: 0..<sets.count, using: &dice))
      try one.merge(other)
      if Bool.random(using: &dice) { try one.merge(other) }
      sets.append(try StateFile.decode(StateFile.encode(one)))
    }
    return sets[0]
  }

  @Test("any merge tree, duplicates and storing included, gives the same bytes", arguments: 1...40)
  func anyTree(seed: UInt64) throws {
    let leaves = leaves(seed)
    let straight = try StateSet(planDigest: "p", leaves)
    var dice = Dice(state: seed &* 77)
    let tree = try mergedAtRandom(leaves, &dice)
    #expect(tree == straight)
    #expect(StateFile.encode(tree) == StateFile.encode(straight))
    #expect(tree.keys == leaves.map(\.key).sorted())
  }

  @Test("storing and reading gives back every field")
  func roundTrip() throws {
    let set = try StateSet(planDigest: "digest", leaves(5))
    let back = try StateFile.decode(StateFile.encode(set))
    #expect(back.planDigest == "digest")
    #expect(back.leaves == set.leaves)
    #expect(back.leaves[0].faults[0].offset == 1 << 40)
    #expect(back.leaves[0].texts.texts == ["", "pick up the cup", "\u{0}"])
  }

  @Test("states of another plan, and two tellings of one shard, are refused")
  func conflicts() throws {
    let leaves = leaves(9)
    var set = try StateSet(planDigest: "p", leaves)
    #expect(throws: StateConflict.otherPlan(expected: "p", found: "q")) { try set.merge(try StateSet(planDigest: "q", leaves)) }
    var changed = leaves[1]
    changed.records += 1
    #expect(throws: StateConflict.differs(changed.key)) { try set.insert(changed) }
  }

  @Test("no prefix and no flipped byte of a stored state crashes; prefixes are always refused")
  func hostile() throws {
    let bytes = StateFile.encode(try StateSet(planDigest: "p", Array(leaves(3).prefix(2))))
    for length in 0..<bytes.count {
      #expect(throws: StateFileError.self) { try StateFile.decode(Array(bytes[..<length])) }
    }
    for at in bytes.indices {
      var damaged = bytes
      damaged[at] ^= 0xFF
      _ = try? StateFile.decode(damaged)
    }
    #expect(throws: StateFileError.trailing(at: bytes.count)) { try StateFile.decode(bytes + [0]) }
  }

  @Test("a count that the bytes cannot hold is not allocated")
  func hugeCount() throws {
    var bytes = StateFile.magic + [1, 0, 0, 0, 0, 0, 0, 0, 0x70]
    bytes += [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F]
    #expect(throws: StateFileError.truncated(at: bytes.count)) { try StateFile.decode(bytes) }
  }
}
