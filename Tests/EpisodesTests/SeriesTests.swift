import Testing

@testable import Episodes

@Suite("Dimensions in one piece") struct SeriesTests {
  /// Rows of three numbers: 10 t + dimension, but for what is named.
  private static func episode(_ steps: Int, except: [Int: Double] = [:], rows: Int? = nil) -> Episode {
    var column = Column(width: 3)
    column.numbers = (0..<(rows ?? steps) * 3).map { index in
      if let other = except[index] { return other }
      return Double(10 * (index / 3) + index % 3)
    }
    column.rows = rows ?? steps
    column.isPresent = true
    return Episode(identity: EpisodeIdentity(split: "train", shard: 0, record: 0), steps: steps, columns: [column, Column(width: 2)])
  }

  private static func table(_ episode: Episode, _ dimensions: [Int]) -> SeriesTable {
    SeriesTable(dimensions.map { SeriesTable.Source(column: 0, isMade: false, dimension: $0) }, of: episode)
  }

  @Test func valuesAreThoseOfTheColumn() {
    let table = Self.table(Self.episode(5), [2, 0])
    #expect(table.copy(0) == [2, 12, 22, 32, 42])
    #expect(table.copy(1) == [0, 10, 20, 30, 40])
    #expect(table.value(0, at: 3) == 32)
    let (vectors, areFinite) = Self.table(Self.episode(2), [1, 0, 2]).vectors([0, 1, 2])
    #expect(vectors == [SIMD3(1, 0, 2), SIMD3(11, 10, 12)])
    #expect(areFinite)
    #expect(!Self.table(Self.episode(2, except: [4: .nan]), [1, 0, 2]).vectors([0, 1, 2]).areFinite)
  }

  /// Lengths around the four lanes; sums of 10 t + 1 by arithmetic.
  @Test(arguments: [1, 2, 3, 4, 5, 7, 8, 9, 101]) func extentsAddUp(steps: Int) {
    let extent = Self.table(Self.episode(steps), [1]).extent(0)
    let n = Double(steps)
    #expect(extent.count == steps && extent.first == 1)
    #expect(extent.low == 1 && extent.high == 10 * n - 9)
    // Σ 10 t = 5 n (n − 1), Σ (10 t)² = 50 n (n − 1)(2n − 1) / 3.
    #expect(extent.sum == 5 * n * (n - 1))
    let square = 50 * n * (n - 1) * (2 * n - 1) / 3
    #expect((extent.square - square).magnitude <= 1e-9 * square)
    // About 0: Σ (10 t + 1) and Σ (10 t + 1)².
    let moments = extent.moments(about: 0)
    #expect(moments.sum == 5 * n * (n - 1) + n)
    var squares = 0.0
    for step in 0..<steps { squares += Double((10 * step + 1) * (10 * step + 1)) }
    #expect((moments.square - squares).magnitude <= 1e-9 * squares)
    #expect(extent.isFinite)
  }

  @Test(arguments: [0, 1, 3, 4, 6]) func aNumberThatIsNoneShows(at step: Int) {
    for bad in [Double.nan, .infinity, -.infinity] {
      #expect(!Self.table(Self.episode(7, except: [step * 3: bad]), [0]).extent(0).isFinite)
      #expect(Self.table(Self.episode(7, except: [step * 3: bad]), [1]).extent(0).isFinite)
    }
  }

  /// Columns that are absent, narrower than promised, short, or made by nobody: no values, and no reading past the end.
  @Test func whatIsNotThereHasNoValues() {
    let episode = Self.episode(4, rows: 2)
    let sources = [
      SeriesTable.Source(column: 1, isMade: false, dimension: 0), SeriesTable.Source(column: 0, isMade: false, dimension: 3),
      SeriesTable.Source(column: 0, isMade: true, dimension: 0), SeriesTable.Source(column: 0, isMade: false, dimension: 2),
    ]
    let table = SeriesTable(sources, of: episode)
    #expect(table.count == 4)
    #expect((0..<4).map { table.copy($0) } == [[], [], [], [2, 12]])
    #expect(!table.extent(0).isFinite && table.extent(0).count == 0)
    #expect(table.stepLengths([0, 3]) == [])
    #expect(table.steps([0, 3], within: [1, 1]) == [])
    #expect(SeriesTable(sources, of: Self.episode(0)).copy(3) == [])
  }

  @Test func stepsAreTold() {
    // x: 0 0 3 3 3; y: 0 0 4 4 9.
    var column = Column(width: 2)
    column.numbers = [0, 0, 0, 0, 3, 4, 3, 4, 3, 9]
    column.rows = 5
    column.isPresent = true
    let episode = Episode(identity: EpisodeIdentity(split: "train", shard: 0, record: 0), steps: 5, columns: [column])
    let table = Self.table(episode, [0, 1])
    #expect(table.repeats([0, 1], steps: 5) == [false, true, false, true, false])
    #expect(table.repeats([0], steps: 5) == [false, true, false, true, true])
    #expect(table.stepLengths([0, 1]) == [0, 5, 0, 5])
    #expect(table.stepSums([0, 1], period: 0) == [0, 7, 0, 5])
    // 4 is 2 short of a turn of 6, and 5 is 1.
    #expect(table.stepSums([1], period: 6) == [0, 2, 0, 1])
    #expect(table.steps([0, 1], within: [1, 1]) == [0, 1])
    #expect(table.steps([0, 1], within: [4, 5]) == [0, 1, 2, 3])
    let unknown = Self.table(Self.episode(3, except: [3: .nan]), [0, 1])
    #expect(unknown.steps([0, 1], within: [25, 12]) == [0, 1])
    #expect(unknown.repeats([0], steps: 3) == [false, false, false])
  }
}
