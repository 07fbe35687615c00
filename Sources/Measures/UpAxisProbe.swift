import Episodes

/// Watches what gravity does to a path: where the gripper first acts in an episode, and how the tool is turned there.
///
/// Row, an episode: for each axis where the gripper first toggles and at which share of the episode's range (`grasp`, two float32). Sums, a
/// shard: the number of those toggles whose orientation is known and the sum of their Rᵀ (`turns`: how the base's axes lie in the tool's
/// frame); then the number of approaches and the sum of the products Rᵀ[i][j] d[k] (`approaches`), with d the direction from where the
/// path last was a fifth of its extent away, and the sum of the d (`ways`).
struct UpAxisProbe: Probe {
  var position: BoundRole
  var gripper: BoundRole
  var rotation: BoundRole?
  var form: RotationForm?
  var radiansPerUnit: Double

  static let turns = 0
  static let approaches = 10
  static let ways = approaches + 28
  static let sums = ways + 3
  /// How far away an approach begins, as a share of the diagonal of the box that holds the path.
  static let approach = 0.2

  var fields: [Field] { (0..<3).map { Field("grasp.\($0)", .digest) } }

  var emptySums: Sums { Sums(numbers: Self.sums) }

  func observe(_ episode: borrowing Episode, row: inout RowWriter, sums: inout Sums) {
    let table = episode.series
    guard let grasp = grasp(episode) else {
      for _ in 0..<3 { row.digest(ActionProbe.unknown) }
      return
    }
    func point(_ step: Int) -> SIMD3<Double> {
      SIMD3(table.value(position.series[0], at: step), table.value(position.series[1], at: step), table.value(position.series[2], at: step))
    }
    let at = point(grasp)
    var extent = SIMD3<Double>.zero
    for axis in 0..<3 {
      let reach = table.extent(position.series[axis])
      extent[axis] = reach.high - reach.low
      row.digest(Self.pack(at[axis], extent[axis] > 0 ? (at[axis] - reach.low) / extent[axis] : .nan))
    }
    guard let rotation, let form, rotation.isPresent(in: episode) else { return }
    let numbers = rotation.gather(episode)
    let unit = form.isAngles ? radiansPerUnit : 1
    guard let turn = Rotation(form: form, number: { numbers[grasp * form.width + $0] * unit }) else { return }
    // The base's axes as the tool sees them: columns of Rᵀ.
    let axes = [SIMD3<Double>(1, 0, 0), SIMD3(0, 1, 0), SIMD3(0, 0, 1)].map { turn.transposed.rotate($0) }
    sums.numbers[Self.turns] += 1
    for base in 0..<3 { for tool in 0..<3 { sums.numbers[Self.turns + 1 + 3 * base + tool] += axes[base][tool] } }
    let far = Self.approach * (extent * extent).sum().squareRoot()
    var from = grasp
    while from > 0, Self.distance(point(from), at) < far { from -= 1 }
    let way = at - point(from)
    let length = (way * way).sum().squareRoot()
    guard length >= far, length > 0 else { return }
    sums.numbers[Self.approaches] += 1
    for axis in 0..<3 { sums.numbers[Self.ways + axis] += way[axis] / length }
    for tool in 0..<3 {
      for base in 0..<3 {
        for axis in 0..<3 {
          sums.numbers[Self.approaches + 1 + 9 * tool + 3 * base + axis] += axes[base][tool] * way[axis] / length
        }
      }
    }
  }

  /// The step at which the gripper first acts; nil where it does not, or where a position is not finite.
  private func grasp(_ episode: borrowing Episode) -> Int? {
    guard episode.isWhole, episode.steps > 1, position.isPresent(in: episode), gripper.isPresent(in: episode) else { return nil }
    let table = episode.series
    guard position.series.allSatisfy({ table.extent($0).isFinite }) else { return nil }
    let commands = table.extent(gripper.series[0])
    let step =
      commands.isFinite
      ? table.values(gripper.series[0]) { GripperTrack.firstToggle($0, from: commands.low, to: commands.high) }
      : GripperTrack(table.copy(gripper.series[0]), range: nil)?.toggles.first
    guard let step, step > 0 else { return nil }
    return step
  }

  private static func distance(_ a: SIMD3<Double>, _ b: SIMD3<Double>) -> Double { ((a - b) * (a - b)).sum().squareRoot() }

  static func pack(_ position: Double, _ share: Double) -> UInt64 {
    UInt64(Float(position).bitPattern) << 32 | UInt64(Float(share).bitPattern)
  }

  /// Where the gripper first acts, and at which share of the episode's range; NaN for what is not known.
  static func unpack(_ packed: UInt64) -> (position: Double, share: Double) {
    (Double(Float(bitPattern: UInt32(packed >> 32))), Double(Float(bitPattern: UInt32(packed & 0xFFFF_FFFF))))
  }
}
