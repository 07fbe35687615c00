import Episodes
import Measures
import Simulation
import Testing

@Suite struct CodecTests {
  static let mismatched = CodecDeclaration(scale: 255, rounding: .floor, clamp: 0...255, offset: 0.5, divisor: 256)

  @Test func theLargestErrorIsThatOfTheCodec() {
    #expect((CodecDeclaration.openvla.supremum - 1.0 / 510).magnitude < 1e-15)
    #expect((CodecDeclaration.uniformMidpoint.supremum - 1.0 / 512).magnitude < 1e-15)
    #expect((CodecDeclaration.rt1.supremum - 1.0 / 255).magnitude < 1e-15)
    #expect((Self.mismatched.supremum - 1.5 / 256).magnitude < 1e-15)
    let nearest = CodecDeclaration(scale: 255, rounding: .nearest, clamp: 0...255, offset: 0, divisor: 255)
    #expect((nearest.supremum - 1.0 / 510).magnitude < 1e-15)
    for codec in CodecDeclaration.named + [nearest] { #expect(codec.supremum <= codec.promisedBound * (1 + 1e-12)) }
    #expect((Self.mismatched.promisedBound - 1.0 / 512).magnitude < 1e-15)
  }

  @Test func noSampleExceedsTheSupremum() {
    for codec in CodecDeclaration.named + [Self.mismatched] {
      var worst = 0.0
      for step in 0...100_000 {
        let share = Double(step) / 100_000
        worst = max(worst, (codec.decode(codec.encode(share)) - share).magnitude)
      }
      #expect(worst <= codec.supremum + 1e-12)
      #expect(worst > codec.supremum * 0.98)
    }
  }

  @Test func openVLACountsDown() {
    #expect(CodecDeclaration.openvla.bin(ofID: 31_999) == 0)
    #expect(CodecDeclaration.openvla.bin(ofID: 31_872) == 127)
    #expect(CodecDeclaration.openvla.bin(ofID: 31_745) == 254)
    #expect(CodecDeclaration.openvla.bin(ofID: 31_744) == 254)
    #expect(CodecDeclaration.openvla.bin(ofID: 31_743) == nil)
    #expect(CodecDeclaration.openvla.bin(ofID: 32_000) == nil)
    #expect(CodecDeclaration.openvla.bin(ofID: .nan) == nil)
  }
}

@Suite struct TokenMeasuresTests {
  /// Two dimensions of action, and what is stored beside them.
  private func observe(
    codec: CodecDeclaration?, role: String?, target: CodecDeclaration? = nil, actions: [[Double]], stored: (Double, Int) -> Double
  ) -> Observations {
    let leaves = [
      Leaf(path: "action", level: .step, element: .float32, shape: [2], content: .tensor(.none)),
      Leaf(path: "beside", level: .step, element: .float32, shape: [2], content: .tensor(.none)),
    ]
    var setting = Setting(schema: Schema(leaves: leaves, hasSteps: true), roles: RoleMap())
    setting.declarations.codec = codec
    setting.target.codec = target
    if let role {
      setting.roles = RoleMap([
        RoleBinding(role: role, slices: [Slice(path: "beside")], source: .declared, strength: .strong, evidence: "")
      ])
    }
    let description = DatasetDescription(
      name: "tokens", version: "1.0.0", format: "memory", schema: setting.schema, splits: [], faults: [])
    return Gathering(setting: setting, requests: [ProbeRequest("tokens")]).observe(description, count: 1) { _, selection in
      let columns = selection.map { leaf -> Column in
        var column = Column(width: 2)
        column.rows = actions.count
        column.isPresent = true
        column.numbers = leaf == 0 ? actions.flatMap { $0 } : actions.flatMap { row in row.indices.map { stored(row[$0], $0) } }
        return column
      }
      return Episode(identity: EpisodeIdentity(split: "train", shard: 0, record: 0), steps: actions.count, columns: columns)
    }
  }

  private static let low = [-0.05, 0.0]
  private static let high = [0.05, 2.0]
  private static let grid: [[Double]] = (0...500).map { (step: Int) -> [Double] in
    let share = Double(step) / 500
    return [0.1 * share - 0.05, 2 * share]
  }

  private func bounded(_ codec: CodecDeclaration) -> CodecDeclaration {
    var codec = codec
    codec.low = Self.low
    codec.high = Self.high
    return codec
  }

  private func error(_ observations: Observations) throws -> Double {
    try #require(try observations.measure("tokens.error").samples.first?.value.number)
  }

  private func share(_ value: Double, _ dimension: Int) -> Double {
    (value - Self.low[dimension]) / (Self.high[dimension] - Self.low[dimension])
  }

  @Test func openVLATokensLoseHalfABin() throws {
    func token(_ value: Double, _ dimension: Int) -> Double {
      31_999 - min((255 * share(value, dimension)).rounded(.down), 254)
    }
    let good = observe(codec: bounded(.openvla), role: "action.tokens", actions: Self.grid, stored: token)
    #expect(try error(good) <= 1.0 / 510)
    #expect(try error(good) > 0.9 / 510)
    let shifted = observe(codec: bounded(.openvla), role: "action.tokens", actions: Self.grid) { token($0, $1) - 1 }
    #expect(try error(shifted) > 1.4 / 255)
    let stale = observe(codec: bounded(.openvla), role: "action.tokens", actions: Self.grid) { token($0 * 0.8, $1) }
    #expect(try error(stale) > 0.1)
    #expect(try good.measure("tokens.foreign").byEpisode == [0: 0])
    let foreign = observe(codec: bounded(.openvla), role: "action.tokens", actions: Self.grid) { token($0, $1) - 256 }
    #expect(try #require(try foreign.measure("tokens.foreign").byEpisode[0]) > 900)
  }

  @Test func idsRunAsTheCodecDoes() throws {
    func direction(_ token: @escaping (Double) -> Double) throws -> [Double] {
      let seen = observe(codec: bounded(.openvla), role: "action.tokens", actions: Self.grid) { value, dimension in
        token(min((255 * share(value, dimension)).rounded(.down), 254))
      }
      return try seen.measure("tokens.direction").samples.compactMap(\.value.number)
    }
    // OpenVLA counts down from 31,999.
    let right = try direction { 31_999 - $0 }
    #expect(right.count == 2 && right.allSatisfy { $0 > 0.999 && $0 <= 1 })
    let turned = try direction { 31_745 + $0 }
    #expect(turned.count == 2 && turned.allSatisfy { $0 < -0.999 && $0 >= -1 })
  }

  @Test func decodedValuesAreHeldAgainstTheActions() throws {
    let good = observe(codec: nil, role: "action.decoded", target: bounded(.rt1), actions: Self.grid) { value, dimension in
      let range = Self.high[dimension] - Self.low[dimension]
      return Self.low[dimension] + range * (255 * self.share(value, dimension) + 1e-9).rounded(.down) / 255
    }
    #expect(try error(good) <= 1.0 / 255)
    #expect(try error(good) > 0.9 / 255)
  }

  @Test func aDeclaredPairIsRunOverTheData() throws {
    let pair = observe(codec: bounded(CodecTests.mismatched), role: nil, actions: Self.grid) { value, _ in value }
    #expect(try error(pair) > 1.4 / 256)
    let measured = try pair.measure("tokens.pair")
    #expect(measured.overall == .number(1.5 / 256))
    #expect(measured.facts["advice"]?.contains("(b + 0.5) / 255") == true)
    let consistent = observe(codec: bounded(.uniformMidpoint), role: nil, actions: Self.grid) { value, _ in value }
    #expect(try error(consistent) <= 1.0 / 512)
  }

  @Test func valuesOutsideTheBoundsAreCountedApart() throws {
    let stretched = Self.grid.map { [$0[0] * 1.25, $0[1]] }
    let seen = observe(codec: bounded(.uniformMidpoint), role: nil, actions: stretched) { value, _ in value }
    let clipped = try seen.measure("tokens.clipped").samples.compactMap(\.value.number)
    #expect((clipped[0] - 0.2).magnitude < 0.005)
    #expect(clipped[1] == 0)
    #expect(try error(seen) <= 1.0 / 512)
  }

  @Test func nothingStoredAndNothingDeclaredIsNothingToLookAt() {
    let seen = observe(codec: nil, role: nil, target: .openvla, actions: Self.grid) { value, _ in value }
    #expect(throws: Absence.self) { try seen.measure("tokens.error") }
    #expect(throws: Absence.self) { try seen.measure("tokens.pair") }
    let unbounded = observe(codec: .openvla, role: nil, actions: Self.grid) { value, _ in value }
    #expect(throws: Absence.self) { try unbounded.measure("tokens.error") }
    #expect((try? unbounded.measure("tokens.pair")) != nil)
  }
}
