import Testing

@testable import Episodes

@Suite("Which pictures are decoded")
struct PictureSamplingTests {
  private func looks(_ sizes: [Int]) -> [PictureLook] {
    sizes.map { size in
      var look = PictureLook(size == 0 ? .empty : .jpeg, byteCount: size)
      if size > 0 { (look.width, look.height) = (8, 8) }
      return look
    }
  }

  private func identity(_ record: Int) -> EpisodeIdentity { EpisodeIdentity(split: "train", shard: 3, record: record, offset: 99) }

  @Test("the first picture, one by lot, and one of unusual size")
  func sample() {
    let sampling = PictureSampling.sample(episodes: 100, cameras: 2)
    #expect(sampling.share == 1)
    let even = looks(Array(repeating: 1000, count: 50))
    var drawn: Set<Int> = []
    for record in 0..<200 {
      let rows = sampling.rows(of: identity(record), looks: even)
      #expect(rows.first == 0 && rows.count <= 2 && rows == rows.sorted())
      drawn.formUnion(rows)
    }
    // 200 lots over 50 rows: all but one in e^4 of them are met.
    #expect(drawn.count > 40)
    var odd = Array(repeating: 1000, count: 50)
    odd[31] = 300
    #expect((0..<20).allSatisfy { sampling.rows(of: identity($0), looks: looks(odd)).contains(31) })
    odd[31] = 600
    #expect(!(0..<20).allSatisfy { sampling.rows(of: identity($0), looks: looks(odd)).contains(31) })
    // An empty one is no picture of unusual size; the smallest that is one is.
    odd[31] = 300
    odd[4] = 0
    #expect((0..<20).allSatisfy { sampling.rows(of: identity($0), looks: looks(odd)).contains(31) })
    #expect((0..<20).allSatisfy { !sampling.rows(of: identity($0), looks: looks(odd)).contains(4) })
  }

  @Test("of many episodes a share is drawn that keeps the pictures near the cap")
  func capped() {
    let sampling = PictureSampling.sample(episodes: 50_000, cameras: 2)
    #expect(abs(sampling.share - 0.1) < 1e-9)
    let drawn = (0..<5000).count { !sampling.rows(of: identity($0), looks: looks(Array(repeating: 500, count: 10))).isEmpty }
    // 500 expected, deviation 21.
    #expect(abs(drawn - 500) < 100)
  }

  @Test("all and none are what they say, and lots depend on the place alone")
  func modes() {
    let some = looks([100, 0, 100])
    #expect(PictureSampling(mode: .all).rows(of: identity(1), looks: some) == [0, 2])
    #expect(PictureSampling.headersOnly.rows(of: identity(1), looks: some) == [])
    #expect(PictureSampling(mode: .sample).rows(of: identity(1), looks: []) == [])
    var moved = identity(7)
    moved.offset = 1
    #expect(moved.lot == identity(7).lot)
    #expect(Set((0..<1000).map { identity($0).lot }).count == 1000)
  }

  @Test("tensors in the shape of pictures are pictures; vectors and maps are not")
  func leaves() {
    func leaf(_ shape: [Int?], _ element: ElementType = .uint8, _ content: Content = .tensor(.none), _ level: Leaf.Level = .step) -> Bool {
      Leaf(path: "x", level: level, element: element, shape: shape, content: content).isPicture
    }
    #expect(leaf([64, 48, 3]) && leaf([64, 48, 1], .uint16) && leaf([nil, nil, 3], .uint8, .image("png")))
    #expect(
      !leaf([64]) && !leaf([8, 8, 3]) && !leaf([64, 48, 5]) && !leaf([64, 48, 3], .float32)
        && !leaf([64, 48, 3], .uint8, .image(nil), .episode))
  }
}
