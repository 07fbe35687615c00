import Episodes
import Testing

@testable import Scanning

/// Expected numbers come from the published functions, run in TensorFlow 2 on these inputs: `binarize_gripper_actions`,
/// `rel2abs_gripper_actions`, `relabel_bridge_actions`, `bridge_orig_dataset_transform` and `libero_dataset_transform` of
/// openvla/openvla @ c8f03f4 (prismatic/vla/datasets/rlds/utils/data_utils.py:106, 141, 166 and oxe/transforms.py:61, 827), taken from a
/// checkout with `git show c8f03f4:PATH` and executed alone; octo-models/octo @ 241fb35 (octo/data/utils/data_utils.py:296, 363) gives
/// the same for the first two.
@Suite("What a loader makes of columns")
struct ViewMakerTests {
  private func applied(_ operation: ColumnOperation, _ values: [Double], width: Int = 1) -> [Double] {
    // Data are float32.
    var result = values.map { Double(Float($0)) }
    ViewMaker.apply(operation, to: &result, width: width)
    return result
  }

  private func close(_ a: [Double], _ b: [Double]) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { ($0 - $1).magnitude < 1e-6 || ($0.isNaN && $1.isNaN) }
  }

  @Test("binarise: what comes next decides in between, and a run that is never decided keeps the last value")
  func binarise() {
    let binarise = ColumnOperation.binarise(closed: 0.05, open: 0.95)
    #expect(
      close(applied(binarise, [1, 0.98, 0.6, 0.3, 0.01, 0, 0.4, 0.97, 1, 0.5, 0.2]), [1, 1, 0, 0, 0, 0, 1, 1, 1, 0.2, 0.2]))
    #expect(close(applied(binarise, [0.5, 0.5, 0.5]), [0.5, 0.5, 0.5]))
    #expect(close(applied(binarise, [0.95, 0.05, 0.9501, 0.0499]), [1, 1, 1, 0]))
    #expect(close(applied(binarise, [0.2, .nan, 1, .nan]), [1, 1, 1, .nan]))
    #expect(applied(binarise, []) == [])
  }

  @Test("what is compared is float32, whatever was stored")
  func binariseInSingle() {
    var values = [0.9500000001, 0]
    ViewMaker.apply(.binarise(closed: 0.05, open: 0.95), to: &values, width: 1)
    #expect(values == [0, 0])
  }

  @Test("the first dimensions of a column are not the whole of it")
  func part() throws {
    let schema = Schema(
      leaves: [Leaf(path: "action", level: .step, element: .float32, shape: [3], content: .tensor(.none))], hasSteps: true)
    var stored = Column(width: 3)
    (stored.numbers, stored.rows, stored.isPresent) = ([1, 2, 3, 4, 5, 6], 2, true)
    let episode = Episode(identity: EpisodeIdentity(split: "", shard: 0, record: 0), steps: 2, columns: [stored])
    func made(_ dimensions: Range<Int>) throws -> Column {
      let view = LoaderView(
        columns: [ViewColumn(name: "action", pieces: [ViewPiece(.stored(Slice(path: "action", dimensions: dimensions)))])])
      return try #require(ViewMaker(view, schema: schema, selection: [0])).make(episode)[0]
    }
    #expect(try made(0..<3).numbers == [1, 2, 3, 4, 5, 6])
    #expect(try made(0..<2).numbers == [1, 2, 4, 5])
    #expect(try made(0..<2).width == 2)
  }

  @Test("hold: signed commands become an opening; before the first stands its opposite, and without any it is open")
  func hold() {
    let hold = ColumnOperation.hold(threshold: 0.1)
    #expect(applied(hold, [0, 0, 1, 1, 0, 0, -1, 0, 0.05, -0.05, 0.2]) == [1, 1, 0, 0, 0, 0, 1, 1, 1, 1, 0])
    #expect(applied(hold, [0, 0, 0]) == [1, 1, 1])
    #expect(applied(hold, [0, -1, 0, 1]) == [0, 1, 1, 0])
    // 0.1 itself commands nothing, in float32 too.
    #expect(applied(hold, [0.1, -0.1, 0.10001, 0]) == [1, 1, 0, 0])
  }

  @Test("the rest, by hand")
  func arithmetic() {
    #expect(applied(.clip(0...1), [-1, 0.5, 2, .nan])[..<3] == [0, 0.5, 1])
    #expect(applied(.clip(0...1), [.nan])[0].isNaN)
    #expect(applied(.invert, [0, 1, -1, 0.25]) == [1, 0, 2, 0.75])
    #expect(applied(.scale(2), [1, -3]) == [2, -6])
    let difference = applied(.difference, [1, 10, 2, 12, 4, 9], width: 2)
    #expect(difference[..<4] == [1, 2, 2, -3] && difference[4...].allSatisfy(\.isNaN))
    // A quarter turn about z, scalar last; and no rotation at all.
    let angles = applied(.quaternionToEuler, [0, 0, 0.5.squareRoot(), 0.5.squareRoot(), 0, 0, 0, 1], width: 4)
    #expect(close(angles, [0, 0, .pi / 2, 0, 0, 0]))
    #expect(close(applied(.quaternionToEuler, [0, 0, 0, 0], width: 4), [.nan, .nan, .nan]))
  }

  private static let state: [Double] = [
    0, 0.4207, 0.4546, 0.0706, -0.3784, -0.4795, -0.1397, 0.3285, 0.4947, 0.2061, -0.272, -0.5, -0.2683, 0.2101, 0.4953, 0.3251, -0.144,
    -0.4807, -0.3755, 0.0749, 0.4565, 0.4183, -0.0044, -0.4231, -0.4528, -0.0662, 0.3813, 0.4782, 0.1355, -0.3318, -0.494, -0.202, 0.2757,
    0.5, 0.2645,
  ]

  private static let schema = Schema(
    leaves: [
      Leaf(path: "action", level: .step, element: .float32, shape: [7], content: .tensor(.none)),
      Leaf(path: "observation/state", level: .step, element: .float32, shape: [7], content: .tensor(.none)),
    ], hasSteps: true)

  private func made(_ view: LoaderView, gripper: [Double]) throws -> [Column] {
    var action = Column(width: 7)
    action.numbers = gripper.flatMap { [9, 9, 9, 9, 9, 9, Double(Float($0))] }
    var state = Column(width: 7)
    state.numbers = Self.state.map { Double(Float($0)) }
    for (column, rows) in [(0, gripper.count), (1, 5)] {
      if column == 0 { (action.rows, action.isPresent) = (rows, true) } else { (state.rows, state.isPresent) = (rows, true) }
    }
    let episode = Episode(identity: EpisodeIdentity(split: "train", shard: 0, record: 0), steps: 5, columns: [action, state])
    let maker = try #require(ViewMaker(view, schema: Self.schema, selection: [0, 1]))
    return maker.make(episode)
  }

  private func state(_ dimensions: Range<Int>) -> ViewPiece.Source { .stored(Slice(path: "observation/state", dimensions: dimensions)) }
  private let gripper = ViewPiece.Source.stored(Slice(path: "action", dimensions: 6..<7))

  @Test("Bridge: the first step is dropped, arm labels are differences of states, the last step is dropped")
  func bridge() throws {
    let action = ViewColumn(
      name: "action",
      pieces: [
        ViewPiece(state(0..<3), [.difference]), ViewPiece(state(3..<6), [.difference]),
        ViewPiece(gripper, [.binarise(closed: 0.05, open: 0.95)]),
      ])
    let proprio = ViewColumn(
      name: "proprio", pieces: [ViewPiece(state(0..<6)), ViewPiece(.constant(0, width: 1)), ViewPiece(state(6..<7))])
    let columns = try made(LoaderView(columns: [action, proprio], dropFirst: 1, dropLast: 1), gripper: [0, 0.5, 0.99, 0.5, 0.02])
    #expect(columns[0].rows == 3 && columns[0].firstStep == 1 && columns[0].isPresent)
    #expect(
      close(
        columns[0].numbers,
        [
          0.1668, -0.1696, -0.3501, -0.2087, 0.1245, 0.3432, 1, -0.077, -0.3295, -0.2791, 0.0279, 0.3093, 0.3064, 1, -0.2828, -0.3274,
          -0.0709, 0.2508, 0.3419, 0.1187, 0,
        ]))
    #expect(close(Array(columns[1].numbers[..<8]), [0.3285, 0.4947, 0.2061, -0.272, -0.5, -0.2683, 0, 0.2101]))
  }

  @Test("LIBERO: a gripper between -1 and 1 is clipped to [0, 1] and turned round")
  func libero() throws {
    let action = ViewColumn(name: "action", pieces: [ViewPiece(gripper, [.clip(0...1), .invert])])
    let columns = try made(LoaderView(columns: [action]), gripper: [-1, 1, 1, -1, 0.3])
    #expect(close(columns[0].numbers, [1, 0, 0, 1, 0.7]))
  }

  @Test("nothing is made of a record that lacks a source, nor of one whose leaves disagree")
  func absent() throws {
    let view = LoaderView(columns: [ViewColumn(name: "action", pieces: [ViewPiece(state(0..<3))])], dropFirst: 4, dropLast: 4)
    let columns = try made(view, gripper: [1, 1, 1, 1, 1])
    #expect(columns[0].rows == 0 && columns[0].isPresent)
    #expect(ViewMaker(view, schema: Self.schema, selection: [0]) == nil)
    // Four rows of the action in an episode of five steps.
    let short = try made(LoaderView(columns: [ViewColumn(name: "action", pieces: [ViewPiece(gripper)])]), gripper: [1, 1, 1, 1])
    #expect(!short[0].isPresent && short[0].rows == 0)
  }
}
