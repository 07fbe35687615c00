import Episodes
import Simulation
import Testing

@testable import Measures

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite("Conventions, told by labels and motion") struct ConventionTests {
  private func values(_ measurement: Measurement) -> [Int: String] {
    var found: [Int: String] = [:]
    for sample in measurement.samples {
      if let episode = sample.place.episode, case .name(let name) = sample.value { found[episode] = name }
    }
    return found
  }

  private func edited(_ edit: @escaping (Int, inout [[Double]], inout [[Double]]) -> Void) -> EditedDataset {
    var dataset = EditedDataset()
    dataset.recipe.isGripperDown = false
    dataset.edit = edit
    return dataset
  }

  @Test("the frame is told for the dataset, and for single episodes that differ") func frame() throws {
    var dataset = EditedDataset()
    dataset.recipe.frame = .tool
    #expect(try dataset.observations().measure("action.frame").name == "tool")
    #expect(values(try dataset.observations().measure("action.frame")).values.allSatisfy { $0 == "tool" })
    dataset.recipe.frame = .base
    // Episodes 3 and 11 get their labels turned into the tool's frame by the recorded orientation, R[t]^T d.
    dataset.edit = { index, states, actions in
      guard index == 3 || index == 11 else { return }
      for row in actions.indices {
        let now = Rotation(eulerXYZ: SIMD3(states[row][3], states[row][4], states[row][5]))
        let shift = now.transposed.rotate(SIMD3(actions[row][0], actions[row][1], actions[row][2]))
        for axis in 0..<3 { actions[row][axis] = shift[axis] }
      }
    }
    let mixed = try dataset.observations().measure("action.frame")
    #expect(mixed.name == "base")
    #expect(values(mixed).filter { $0.value == "tool" }.keys.sorted() == [3, 11])
  }

  @Test("with the tool along the base's axes the frame is not decided") func levelTool() throws {
    var dataset = EditedDataset()
    dataset.recipe.labels = .commanded
    dataset.recipe.commandNoise = 0.3
    dataset.edit = { _, states, _ in for row in states.indices { for axis in 3..<6 { states[row][axis] = 0.001 * Double(row % 3) } } }
    let absence = #expect(throws: Absence.self) { try dataset.observations().measure("action.frame") }
    #expect(absence?.kind == .undetermined)
  }

  @Test(
    "swapped and negated axes are named",
    arguments: [
      ([1, 0, 2], [1, 1, 1], "translation: x and y swapped"), ([0, 1, 2], [1, 1, -1], "translation: z negated"),
      ([0, 1, 2], [-1, -1, -1], "translation: all negated"), ([1, 2, 0], [1, 1, 1], "translation: x holds y, y holds z, z holds x"),
      ([0, 2, 1], [1, -1, 1], "translation: y and z swapped, y negated"),
    ]) func axes(order: [Int], signs: [Double], name: String) throws
  {
    let dataset = edited { _, _, actions in
      for row in actions.indices {
        let old = actions[row]
        for axis in 0..<3 { actions[row][axis] = signs[axis] * old[order[axis]] }
      }
    }
    let found = try dataset.observations().measure("action.axes")
    #expect(found.name == name)
    #expect(values(found).values.allSatisfy { $0 == name })
  }

  @Test("an axis three per cent off the others is none that stands out, one six per cent off is", arguments: [(1.03, false), (1.06, true)])
  func axisTolerance(gain: Double, isTold: Bool) throws {
    let dataset = edited { _, _, actions in for row in actions.indices { actions[row][0] *= gain } }
    let name = try #require(try dataset.observations().measure("action.axes").name)
    #expect(name == (isTold ? "translation: x at 1.06 of the gain of the others" : "right"))
  }

  @Test("yaw, pitch, roll for roll, pitch, yaw is a form, and no swap of axes") func reversedAngles() throws {
    let dataset = edited { _, _, actions in for row in actions.indices { actions[row].swapAt(3, 5) } }
    #expect(try dataset.observations().measure("action.axes").name == "right")
  }

  @Test("velocities that are declared are held against the motion of a second") func declaredVelocity() throws {
    var dataset = edited { _, _, actions in for row in actions.indices { for axis in 0..<6 { actions[row][axis] *= 10 } } }
    dataset.recipe.hertz = 10
    dataset.settle = { $0.declarations.motion = .velocity }
    #expect(try dataset.observations().measure("action.unit").name == UnitJudgement.right)
    dataset.settle = { _ in }
    #expect(try dataset.observations().measure("action.unit").name?.contains("velocities") == true)
  }

  /// At 20 Hz a metre a second is 20 of a step, as much as robosuite's controller units.
  @Test("velocities are in metres a second or in another unit, never in that which their rate looks like")
  func unitOfVelocities() throws {
    func name(_ gain: Double) throws -> String {
      var dataset = edited { _, _, actions in for row in actions.indices { for axis in 0..<3 { actions[row][axis] *= gain } } }
      dataset.recipe.hertz = 20
      dataset.settle = { setting in
        setting.declarations.motion = .velocity
        setting.roles = RoleMap(setting.roles.bindings.filter { $0.role != "action.rotation" })
      }
      return try #require(try dataset.observations().measure("action.unit").name)
    }
    #expect(try name(20) == UnitJudgement.right)
    #expect(try name(20_000).hasPrefix("translation labels are in millimetres"))
  }

  /// DROID's controller units are 13.33 of a metre, velocities at 15 Hz 15 of a step: within 15 % of each other.
  @Test("of two units that are near, labels without noise name the nearer", arguments: [(15.0, "velocities"), (13.4, "DROID")])
  func nearestUnit(gain: Double, name: String) throws {
    var dataset = edited { _, _, actions in for row in actions.indices { for axis in 0..<3 { actions[row][axis] *= gain } } }
    dataset.recipe.hertz = 15
    dataset.settle = { $0.roles = RoleMap($0.roles.bindings.filter { $0.role != "action.rotation" }) }
    let found = try #require(try dataset.observations().measure("action.unit").name)
    for unit in ["velocities", "DROID"] { #expect(found.contains(unit) == (unit == name), "\(found)") }
  }

  @Test("one axis at half gain, in two episodes") func halfGain() throws {
    let dataset = edited { index, _, actions in
      if index == 2 || index == 5 { for row in actions.indices { actions[row][1] *= 0.5 } }
    }
    let found = try dataset.observations().measure("action.axes")
    #expect(found.name == "right")
    #expect(values(found).filter { $0.value != "right" } == [2: half, 5: half])
  }
  private let half = "translation: y at 0.5 of the gain of the others"

  @Test(
    "units that have a name are told, other gains are not",
    arguments: [
      (1000.0, 1.0, true), (1, 180 / Double.pi, true), (10, 10, true), (20, 2, true), (1, 1, false), (0.7, 1.4, false), (3, 2, false),
    ])
  func units(translation: Double, rotation: Double, isNamed: Bool) throws {
    let dataset = edited { _, _, actions in
      for row in actions.indices {
        for axis in 0..<3 { actions[row][axis] *= translation }
        for axis in 3..<6 { actions[row][axis] *= rotation }
      }
    }
    let found = try dataset.observations().measure("action.unit")
    #expect((found.name != "the states' own") == isNamed, "\(found.name ?? "")")
    #expect((Double(found.facts["gain.translation"] ?? "") ?? 0) / translation == 1)
    #expect(((Double(found.facts["gain.rotation"] ?? "") ?? 0) / rotation - 1).magnitude < 1e-3)
  }

  @Test("degrees that are declared are no other unit") func declaredDegrees() throws {
    var dataset = edited { _, states, actions in
      for row in actions.indices {
        for axis in 3..<6 {
          actions[row][axis] *= 180 / .pi
          states[row][axis] *= 180 / .pi
        }
      }
    }
    dataset.settle = { $0.declarations.radiansPerUnit = .pi / 180 }
    let found = try dataset.observations().measure("action.unit")
    #expect(found.name == "the states' own")
    #expect(((Double(found.facts["gain.rotation"] ?? "") ?? 0) - 1).magnitude < 1e-3)
  }

  @Test("one episode in millimetres among metres") func oneInMillimetres() throws {
    let dataset = edited { index, _, actions in
      if index == 4 { for row in actions.indices { for axis in 0..<3 { actions[row][axis] *= 1000 } } }
    }
    let found = try dataset.observations().measure("action.unit")
    #expect(found.name == "the states' own")
    #expect(values(found).filter { $0.value != "the states' own" }.keys.sorted() == [4])
  }

  @Test("places are told from steps") func absolute() throws {
    func dataset(_ which: Set<Int>) -> EditedDataset {
      edited { index, states, actions in
        guard which.contains(index) else { return }
        for row in actions.indices { for axis in 0..<6 { actions[row][axis] = states[min(row + 1, states.count - 1)][axis] } }
      }
    }
    let all = try dataset(Set(0..<20)).observations().measure("action.motion")
    #expect(all.name == "absolute" && values(all).count == 20)
    let four = try dataset([1, 6, 9, 15]).observations().measure("action.motion")
    #expect(four.name == "delta")
    #expect(values(four).filter { $0.value == "absolute" }.keys.sorted() == [1, 6, 9, 15])
    let half = try dataset(Set(0..<10)).observations().measure("action.motion")
    #expect(half.facts["motion"] == "undecided" && half.name == "delta")
    #expect(values(half).filter { $0.value == "absolute" }.keys.sorted() == Array(0..<10))
  }

  @Test("a shift is told by steps", arguments: [-1, 1, 2]) func shift(by: Int) throws {
    let dataset = edited { index, _, actions in
      guard index == 8 || index == 12 else { return }
      let old = actions
      for row in actions.indices { actions[row] = old[min(max(row + by, 0), old.count - 1)] }
    }
    let found = try dataset.observations().measure("action.lag.executed").byEpisode
    #expect(found.filter { $0.value != 0 } == [8: Double(by), 12: Double(by)])
  }

  @Test("the delay of commands is reported, and a negative one shows") func commandedDelay() throws {
    var dataset = EditedDataset()
    dataset.recipe.labels = .commanded
    dataset.recipe.delay = 2
    #expect(try dataset.observations().measure("action.lag.commanded").overallNumber == 2)
    dataset.recipe.delay = 0
    dataset.edit = { _, _, actions in actions = [actions[0]] + actions.dropLast() }
    #expect(try dataset.observations().measure("action.lag.commanded").overallNumber == -1)
  }

  @Test("differences of Euler angles are no rotations, and their wraps are counted") func naive() throws {
    var dataset = EditedDataset()
    dataset.recipe.isGripperDown = true
    var wraps = 0
    dataset.edit = { _, states, actions in
      for row in 0..<actions.count - 1 { for axis in 3..<6 { actions[row][axis] = states[row + 1][axis] - states[row][axis] } }
    }
    for index in 0..<20 {
      let rows = dataset.rows(index).actions
      wraps += rows.filter { row in (3..<6).contains { row[$0].magnitude > .pi / 2 } }.count
    }
    let seen = dataset.observations()
    #expect(try seen.measure("action.naive").name == "naive")
    let counted = try seen.measure("action.naive.wraps")
    #expect(counted.values.reduce(0, +) == Double(wraps) && wraps > 0)
    // Those that wrap are a whole turn less a step.
    let messages = counted.samples.filter { ($0.value.number ?? 0) > 0 }.compactMap(\.message)
    #expect(!messages.isEmpty)
    for (message, sample) in zip(messages, counted.samples.filter { ($0.value.number ?? 0) > 0 }) {
      let rows = dataset.rows(sample.place.episode ?? 0).actions
      let whole = rows.filter { row in (3..<6).contains { (row[$0].magnitude - 2 * .pi).magnitude < 0.3 } }.count
      #expect(message.contains("above a quarter turn, \(whole) of them about a whole one"))
    }
    var composed = EditedDataset()
    composed.recipe.isGripperDown = true
    #expect(try composed.observations().measure("action.naive").name == "composed")
  }

  @Test(
    "the form shows in large turns, and what the mistake costs",
    arguments: [RotationForm.eulerXYZ, .rotationVector, .intrinsicXYZ, .eulerZYX])
  func form(written: RotationForm) throws {
    var dataset = EditedDataset()
    dataset.recipe.turning = 3
    dataset.recipe.hertz = 5
    dataset.recipe.isGripperDown = false
    dataset.settle = { setting in
      setting.declarations.actionRotation = .eulerXYZ
    }
    dataset.edit = { _, states, actions in
      for row in 0..<actions.count - 1 {
        let (now, next) = (states[row][3..<6].map { $0 }, states[row + 1][3..<6].map { $0 })
        let turn =
          Rotation(eulerXYZ: SIMD3(next[0], next[1], next[2])) * Rotation(eulerXYZ: SIMD3(now[0], now[1], now[2])).transposed
        actions[row].replaceSubrange(3..<6, with: turn.numbers(written))
      }
    }
    let found = try dataset.observations().measure("action.form.gap")
    #expect(found.facts["form"] == written.rawValue)
    let gap = try #require(found.overallNumber)
    #expect(written == .eulerXYZ ? gap == 0 : gap > .pi / 180)
  }

  @Test("the form shows in the tool's frame as well") func formInTheToolsFrame() throws {
    var dataset = EditedDataset()
    dataset.recipe.turning = 3
    dataset.recipe.hertz = 5
    dataset.recipe.isGripperDown = false
    dataset.settle = { setting in
      setting.declarations.frame = .tool
      setting.declarations.actionRotation = .eulerXYZ
    }
    dataset.edit = { _, states, actions in
      for row in 0..<actions.count - 1 {
        let turns = [states[row], states[row + 1]].map { Rotation(eulerXYZ: SIMD3($0[3], $0[4], $0[5])) }
        let shift =
          SIMD3(states[row + 1][0], states[row + 1][1], states[row + 1][2]) - SIMD3(states[row][0], states[row][1], states[row][2])
        let local = turns[0].transposed.rotate(shift)
        actions[row].replaceSubrange(0..<6, with: [local.x, local.y, local.z] + (turns[0].transposed * turns[1]).numbers(.rotationVector))
      }
    }
    let found = try dataset.observations().measure("action.form.gap")
    #expect(found.facts["form"] == "rotation-vector")
    #expect(try #require(found.overallNumber) > .pi / 180)
  }

  @Test("the gap between a rotation vector and Euler angles, against arithmetic of its own") func gap() {
    // About (1, 1, 1) / √3 by 30 degrees, R = c I + s K + (1 − c) u uᵀ: all angles from its elements.
    let (c, s, third) = (cos(Double.pi / 6), sin(Double.pi / 6), 1.0 / 3)
    let (diagonal, up, down) = (c + (1 - c) * third, (1 - c) * third + s / 3.0.squareRoot(), (1 - c) * third - s / 3.0.squareRoot())
    let euler = SIMD3(atan2(up, diagonal), asin(-down), atan2(up, diagonal))
    let vector = SIMD3(repeating: Double.pi / 6 / 3.0.squareRoot())
    let apart = ((euler - vector) * (euler - vector)).sum().squareRoot()
    let gap = TurnMeasures.gap(.eulerXYZ, .rotationVector, angle: .pi / 6)
    #expect(gap >= apart - 1e-12 && gap < 1.2 * apart)
  }

  @Test("Euler angles of small turns by series stay within a quarter of the cube of the angle") func smallTurns() {
    var random = TestRandom(3)
    for _ in 0..<20_000 {
      let size = random.uniform(0...0.15)
      let axis = SIMD3(random.normal(), random.normal(), random.normal())
      let v = axis * (size / max((axis * axis).sum().squareRoot(), 1e-9))
      let (extrinsic, intrinsic) = SmallTurn.euler(v)
      let exact = Rotation(rotationVector: v)
      let bound = size >= SmallTurn.limit ? 1e-12 : size * size * size / 4 + 1e-15
      let (a, b) = (extrinsic - exact.eulerXYZ, intrinsic - exact.angles(.intrinsicXYZ))
      #expect((a * a).sum().squareRoot() <= bound && (b * b).sum().squareRoot() <= bound)
    }
  }

  @Test(
    "a quaternion in another order, or conjugated, shows in the labels",
    arguments: [
      ([0, 1, 2, 3], [1, 1, 1, 1], "as told"), ([3, 0, 1, 2], [1, 1, 1, 1], "in the other order"),
      ([0, 1, 2, 3], [-1, -1, -1, 1], "conjugated"), ([3, 0, 1, 2], [1, -1, -1, -1], "in the other order and conjugated"),
    ]) func quaternions(order: [Int], signs: [Double], reading: String) throws
  {
    var dataset = EditedDataset()
    dataset.recipe.stateForm = .quaternionXYZW
    dataset.recipe.noise = 0.001
    dataset.edit = { _, states, _ in
      for row in states.indices {
        let old = Array(states[row][3..<7])
        for index in 0..<4 { states[row][3 + index] = signs[index] * old[order[index]] }
      }
    }
    #expect(try dataset.observations().measure("state.quaternion.reading").name == reading)
  }

  @Test("lengths and sign flips of quaternions") func lengths() throws {
    var dataset = EditedDataset()
    dataset.recipe.stateForm = .quaternionXYZW
    dataset.edit = { index, states, _ in
      if index == 3 { for axis in 3..<7 { states[10][axis] *= 1.25 } }
      if index == 4 { for axis in 3..<7 { states[20][axis] *= -1 } }
    }
    let seen = dataset.observations()
    let norm = try seen.measure("state.quaternion.norm")
    #expect(norm.byEpisode.filter { $0.value > 1e-3 }.keys.sorted() == [3])
    #expect(((norm.byEpisode[3] ?? 0) - 0.25).magnitude < 1e-6)
    #expect(norm.samples.first { $0.place.episode == 3 }?.place.steps == 10...10)
    let clean = EditedDataset(recipe: dataset.recipe).observations()
    let before = try clean.measure("state.quaternion.flips").byEpisode[4] ?? 0
    #expect(((try seen.measure("state.quaternion.flips").byEpisode[4] ?? 0) - before).magnitude == 2)
  }

  @Test("rest, numbers that are none, and episodes of a step decide nothing and break nothing") func hostile() throws {
    let dataset = edited { index, states, actions in
      switch index {
      case 0: for row in states.indices { states[row] = states[0] }
      case 1: for row in states.indices { states[row][0] = .nan }
      case 2: for row in actions.indices { actions[row][4] = .infinity }
      case 3: for row in actions.indices { for axis in 0..<6 { actions[row][axis] = 0 } }
      default: break
      }
    }
    let seen = dataset.observations()
    for metric in ["action.frame", "action.axes", "action.unit", "action.motion", "action.lag.executed", "action.naive", "action.form.gap"]
    {
      let found = try seen.measure(metric)
      #expect(!found.samples.contains { $0.place.episode == 0 && $0.value == .name("tool") }, "\(metric)")
      #expect(
        found.name.map { ["base", "right", "the states' own", "delta", "composed"].contains($0) } ?? true, "\(metric): \(found.name ?? "")")
    }
  }
}
