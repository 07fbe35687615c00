import Episodes
import Testing

@testable import Measures

/// Encodes and decodes values spread over the range, and looks at what the sums say. Expected means and slopes are those of the arithmetic
/// in the type's comment.
@Suite struct CodecDiagnosisTests {
  private func sums(_ transform: (Double) -> Double, count: Int = 5000) -> CodecSums {
    var random = TestRandom(7)
    var sums = CodecSums()
    for _ in 0..<count {
      let share = random.uniform(0.02...0.98)
      let (value, error) = (2 * share - 1, (transform(share) - share) * 256)
      sums += CodecSums([1, error, value, value * value, value * error][...])
    }
    return sums
  }

  private func kind(_ transform: (Double) -> Double, readsEdges: Bool = false) -> CodecDiagnosis.Kind? {
    CodecDiagnosis(sums(transform), readsEdges: readsEdges).kind
  }

  @Test func consistentPairsAreTold() {
    #expect(kind { ((256 * $0).rounded(.down) + 0.5) / 256 } == .consistent)
    #expect(kind { (255 * $0).rounded() / 255 } == .consistent)
    #expect(kind { (min((255 * $0).rounded(.down), 254) + 0.5) / 255 } == .consistent)
    #expect(kind({ (255 * $0).rounded(.down) / 255 }, readsEdges: true) == .consistent)
  }

  @Test func inconsistentPairsAreTold() {
    #expect(kind { ((255 * $0).rounded(.down) + 0.5) / 256 } == .narrow)
    #expect(kind { ((256 * $0).rounded(.down) + 0.5) / 255 } == .wide)
    #expect(kind { ((256 * $0).rounded(.down) + 1.5) / 256 } == .offByOne)
    #expect(kind { ((255 * $0).rounded(.down) - 0.5) / 255 } == .offByOne)
    #expect(kind { ((255 * $0).rounded(.down) + 1.5) / 256 } == .narrowOffByOne)
    #expect(kind { ((255 * $0).rounded(.down) - 0.5) / 256 } == .narrowOffByOne)
    #expect(kind { (255 * $0).rounded(.down) / 255 } == .edges)
    #expect(kind({ ((255 * $0).rounded(.down) + 0.5) / 255 }, readsEdges: true) == .centres)
    #expect(kind({ ((255 * $0).rounded(.down) + 1) / 255 }, readsEdges: true) == .offByOne)
  }

  @Test func otherErrorsAreNotGuessedAt() {
    // Bounds that are off by a tenth of the range.
    #expect(kind { $0 * 0.9 } == nil)
    #expect(kind { 1 - $0 } == nil)
    #expect(kind { $0 + 0.3 / 256 } == nil)
  }

  @Test func aSlopeNeedsValuesApart() {
    let apart = sums({ $0 }, count: 400)
    #expect(apart.slopeError < 0.05)
    var together = CodecSums()
    for _ in 0..<400 { together += CodecSums([1, 0, 0.5, 0.25, 0][...]) }
    #expect(together.slopeError == .infinity)
  }
}

@Suite struct FastProbeTests {
  private func bed(_ actions: [Double]) -> TestBed {
    var bed = TestBed([TestBed.numbers("action", 1)])
    bed.splits["train"] = [TestEpisode(actions.count, ["action": .numbers(actions)])]
    return bed
  }

  private func probe(horizon: Int = 4, low: Double = -1, high: Double = 1) -> FastProbe {
    var columns = ColumnPlan()
    var setting = bed([0]).setting
    setting.roles = RoleMap([TestBed.role("action", "action")])
    guard let role = columns.bind("action", in: setting) else { fatalError("the test binds its own column") }
    return FastProbe(action: role, state: nil, reference: [nil], low: [low], high: [high], epsilon: 0, horizon: horizon)
  }

  private func observe(_ probe: FastProbe, _ actions: [Double]) -> (error: Double, step: Int, cut: Int, cutStep: Int) {
    var column = Column(width: 1)
    column.numbers = actions
    column.rows = actions.count
    column.isPresent = true
    let episode = Episode(
      identity: EpisodeIdentity(split: "train", shard: 0, record: 0), steps: actions.count, columns: [column])
    var row = RowWriter(texts: TextTable())
    var sums = probe.emptySums
    probe.observe(episode, row: &row, sums: &sums)
    let counts = row.words[1...].map { Int(Int64(bitPattern: $0)) }
    return (Double(bitPattern: row.words[0]), counts[0], counts[1], counts[2])
  }

  /// scipy: x = [0.31, -0.12, 0.55, 0.9]; c = scipy.fft.dct(x, norm="ortho"); y = scipy.fft.idct(np.round(10 * c) / 10, norm="ortho");
  /// np.sqrt(np.mean((x - y) ** 2)).
  @Test func theErrorIsThatOfTheDecodedActions() {
    let found = observe(probe(), [0.31, -0.12, 0.55, 0.9])
    #expect((found.error - 0.022849682496244337).magnitude < 1e-9)
    #expect(found.cut == 0)
  }

  @Test func aChunkFarBelowIsCut() {
    // 50 steps at -6: the first coefficient is -6 √50 = -42.4, below -35.4.
    let found = observe(probe(horizon: 50), Array(repeating: -6, count: 50))
    #expect(found.cut == 1)
    // What is lost is 42.426 - 35.4 of one coefficient among 50.
    #expect((found.error - (6 * 50.0.squareRoot() - 35.4) / 50.0.squareRoot()).magnitude < 1e-9)
    let high = observe(probe(horizon: 50), Array(repeating: 6, count: 50))
    #expect(high.cut == 0 && high.cutStep == -1)
  }

  @Test func theChunkThatIsCutIsNotTheOneWithTheLargestError() throws {
    // Horizon 50: a chunk at -5.01 has the coefficient -35.426, rounded to -35.4: nothing is cut. At -5.014 it is -35.454,
    // which rounds to -35.5 and is cut to -35.4: 0.054 of one coefficient. Steps of ±0.3 cost up to 0.05 of each of fifty.
    var random = TestRandom(4)
    let rough = (0..<50).map { _ in random.uniform(-0.3...0.3) }
    let still = [Double](repeating: 0, count: 50)
    let actions = still + Array(repeating: -5.01, count: 50) + Array(repeating: -5.014, count: 50) + rough
    let found = observe(probe(horizon: 50), actions)
    #expect(found.cut == 1 && found.cutStep == 100)
    #expect(found.step == 150)
    #expect(found.error > 0.054 / 50.0.squareRoot())

    var told = bed(actions)
    told.splits["train"]?.append(TestEpisode(50, ["action": .numbers(still)]))
    let column = ViewColumn(name: "action", pieces: [ViewPiece(.stored(Slice(path: "action")))])
    told.loader = LoaderView(columns: [column], card: "test", evidence: "the test")
    told.loader.roles = LoaderView.roles(of: [column], in: told.setting.schema, source: .card, evidence: "the test")
    told.target = TargetFacts(name: "fast")
    told.target.chunk = 50
    told.target.normalisation = TargetFacts.Normalisation(kind: .quantiles, epsilon: 0)
    told.target.statistics = TargetFacts.StatisticsUse(schema: "openpi", file: "norm_stats.json")
    var stored = StoredStatistics(file: "norm_stats.json", schema: .openpi)
    stored.action = StoredStatistics.Group()
    stored.action?.quantiles = [.init(probability: 0.01, values: [-1]), .init(probability: 0.99, values: [1])]
    told.statistics = [stored]
    told.making = { episode in
      guard case .numbers(let numbers)? = episode.columns["action"] else { return [Column(width: 1)] }
      var made = Column(width: 1)
      (made.numbers, made.rows, made.isPresent) = (numbers, numbers.count, true)
      return [made]
    }
    let cuts = try told.measure("fast.cut")
    #expect(cuts.values == [1, 0])
    #expect(cuts.samples.map(\.place.steps) == [100...100, nil])
    #expect(try told.measure("fast.error").samples.first?.place.steps == 150...150)
  }

  @Test func theLastActionIsRepeatedAndTheWorstChunkNamed() {
    // Four times 0.5 is a first coefficient of 1, which loses nothing; four times 0.52 is 1.04, rounded to 1.
    let found = observe(probe(), [0.5, 0.5, 0.5, 0.5, 0.52])
    #expect(found.step == 4)
    #expect((found.error - 0.04 / 2).magnitude < 1e-9)
  }

  @Test func otherTargetsAreNotLookedAt() throws {
    var other = bed([0.1, 0.2])
    other.target.name = "openvla"
    #expect(try other.absence("fast.error").kind == .ruledOut)
  }
}
