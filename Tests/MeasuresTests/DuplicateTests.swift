import Episodes
import Testing

@testable import Measures

@Suite struct DuplicateTests {
  private static func walk(_ seed: UInt64, steps: Int = 40) -> [Double] {
    var random = TestRandom(seed)
    var at = random.uniform()
    return (0..<steps * 2).map { _ in
      at += random.normal(0.01)
      return at
    }
  }

  private static func episode(_ values: [Double], clock: Double = 0) -> TestEpisode {
    TestEpisode(
      values.count / 2,
      [
        "action": .numbers(values), "observation/state": .numbers(values.map { 1 - $0 }),
        "observation/timestamp": .numbers((0..<values.count / 2).map { clock + Double($0) }),
      ])
  }

  private func bed(_ splits: [String: [TestEpisode]]) -> TestBed {
    var bed = TestBed([
      TestBed.numbers("action", 2), TestBed.numbers("observation/state", 2), TestBed.numbers("observation/timestamp", 1, .float64),
    ])
    bed.splits = splits
    return bed
  }

  @Test func differentEpisodesPass() throws {
    let found = try bed(["train": (0..<30).map { Self.episode(Self.walk($0)) }]).measure("duplicates.episodes")
    #expect(found.samples.isEmpty)
    #expect(found.total == 30)
  }

  @Test func aCopyNamesItsOriginalWhateverItsClock() throws {
    var episodes = (0..<5).map { Self.episode(Self.walk(UInt64($0))) }
    episodes.append(Self.episode(Self.walk(2), clock: 1000))
    let found = try bed(["train": episodes]).measure("duplicates.episodes")
    #expect(found.episodes == [5])
    #expect(found.samples.first?.message == "train/5 repeats train/2 bit for bit")
  }

  /// Rounding to a grid loses twins at its edges; these lie on every side of any edge. Amplitudes of 4e-7 stay within 1e-6, and of 1e-4 do not.
  @Test func nearCopiesAreFoundWhereverTheirValuesLie() throws {
    for seed in 0..<50 {
      var random = TestRandom(UInt64(1000 + seed))
      let original = Self.walk(UInt64(seed)).map { ($0 * 1e6).rounded() / 1e6 + 0.5e-6 }
      let near = Self.episode(original.map { $0 + random.uniform(-4e-7...4e-7) })
      let found = try bed(["train": [Self.episode(original), Self.episode(Self.walk(99)), near]]).measure("duplicates.episodes")
      #expect(found.episodes == [2])
      #expect(found.samples.first?.message?.hasSuffix("to within 1e-6") == true)
      let far = Self.episode(original.map { $0 + random.uniform(-1e-4...1e-4) })
      #expect(try bed(["train": [Self.episode(original), far]]).measure("duplicates.episodes").samples.isEmpty)
    }
  }

  @Test func smallUnitsAreNotAllAlike() throws {
    // Everything within 1e-7: far below 1e-6, and different.
    let episodes = (0..<40).map { Self.episode(Self.walk($0).map { ($0 - 0.5) * 1e-7 }) }
    #expect(try bed(["train": episodes]).measure("duplicates.episodes").samples.isEmpty)
  }

  @Test func episodesAtRestAreNotCompared() throws {
    let still = Self.episode(Array(repeating: 0.25, count: 80))
    let absence = try bed(["train": [still, still]]).absence("duplicates.episodes")
    #expect(absence.kind == .tooFew)
    let found = try bed(["train": [still, still, Self.episode(Self.walk(1)), TestEpisode(0, [:])]]).measure("duplicates.episodes")
    #expect(found.samples.isEmpty)
    #expect(found.total == 1)
    #expect(found.facts["still"] == "2")
  }

  @Test func manyCopiesStayCheap() throws {
    let one = Self.episode(Self.walk(1, steps: 4))
    let found = try bed(["train": Array(repeating: one, count: 3000)]).measure("duplicates.episodes")
    #expect(found.samples.count == 2999)
    #expect(found.samples.last?.message == "train/2999 repeats train/0 bit for bit")
  }

  @Test func numbersThatOverflowAreKnownByTheirDigest() throws {
    let huge = Self.episode(Self.walk(1).map { $0 * 1e308 })
    let other = Self.episode(Self.walk(2).map { $0 * 1e308 })
    #expect(try bed(["train": [huge, other, huge]]).measure("duplicates.episodes").episodes == [2])
  }

  @Test func onlyWholeNumbersAreNoIdentity() throws {
    var bed = TestBed([TestBed.numbers("action", 1, .int32), TestBed.text("observation/words")])
    bed.splits = ["train": []]
    #expect(try bed.absence("duplicates.episodes").kind == .missing)
  }

  // MARK: splits

  @Test func copiesInOtherSplitsAreToldThere() throws {
    let train = (0..<4).map { Self.episode(Self.walk(UInt64($0))) }
    let fresh = Self.episode(Self.walk(9))
    let twins = try bed(["train": train, "val": [fresh, train[2]]]).observe([DuplicateMeasures.request])
    let some = try twins.measure("duplicates.splits")
    #expect(some.samples.map(\.message) == ["val/1 is train/2 bit for bit"])
    let told = try #require(some.samples.first?.place.episode)
    #expect(twins.episodes[told].split == "val")
    #expect(some.facts["shared"] == "1 of the 2 episodes of val are also in train")
    #expect(some.total == 2)
    let all = try bed(["train": train, "val": [train[0], train[3]], "test": [fresh]]).measure("duplicates.splits")
    #expect(all.facts["shared"] == "all 2 episodes of val are also in train")
    #expect(all.total == 3)
    // Within a split nothing is said of the other.
    #expect(try bed(["train": train, "val": [train[0]]]).measure("duplicates.episodes").samples.isEmpty)
    let apart = try bed(["train": train, "val": [fresh]]).measure("duplicates.splits")
    #expect(apart.samples.isEmpty)
    #expect(try bed(["train": train]).absence("duplicates.splits").kind == .ruledOut)
  }

  // MARK: the digest

  @Test func theDigestDependsOnEveryWordAndItsPlace() {
    var random = TestRandom(5)
    var seen: Set<ContentDigest.Key> = []
    let words = (0..<20).map { _ in random.uniform(-1...1) }
    func digest(_ numbers: [Double]) -> ContentDigest.Key {
      var digest = ContentDigest()
      digest.add(numbers)
      return digest.key
    }
    seen.insert(digest(words))
    for i in words.indices {
      var changed = words
      changed[i] = words[i].nextUp
      #expect(seen.insert(digest(changed)).inserted)
      var shorter = words
      shorter.remove(at: i)
      #expect(seen.insert(digest(shorter)).inserted)
      for j in 0..<i {
        var swapped = words
        swapped.swapAt(i, j)
        #expect(seen.insert(digest(swapped)).inserted)
      }
    }
    #expect(digest([0.0, 1]) == digest([-0.0, 1]))
    #expect(digest([.nan]) == digest([-.nan]))
    #expect(digest([]) != digest([0]))
    #expect(digest([0]) != digest([0, 0]))
  }
}
