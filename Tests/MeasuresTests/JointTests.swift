import Episodes
import Testing

@testable import Measures

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite("Joint labels") struct JointTests {
  /// Fourteen numbers for two arms of six joints and a gripper, or six for one of five: smooth paths of differing phase, and labels made
  /// from them.
  private func bed(
    arms: Int = 1, joints: Int = 7, unit: Double = 1, hertz: Double? = 10, labels: @escaping (Int, _ q: [Double], _ step: Int) -> Double
  ) -> TestBed {
    let width = arms * (joints + 1)
    var bed = TestBed([TestBed.numbers("action", width), TestBed.numbers("observation/state", width)])
    let parts = arms == 1 ? [""] : ["left.", "right."]
    for (arm, part) in parts.enumerated() {
      let range = "[\(arm * (joints + 1)):\(arm * (joints + 1) + joints)]"
      bed.roles.append(TestBed.role("\(part)joints", "observation/state\(range)"))
      bed.roles.append(TestBed.role("\(part)action.joints", "action\(range)"))
    }
    bed.declarations.controlHz = hertz
    bed.splits["train"] = (0..<8).map { episode in
      let steps = 60
      var (state, action) = ([Double](repeating: 0, count: steps * width), [Double](repeating: 0, count: steps * width))
      for joint in 0..<width where joint % (joints + 1) != joints {
        // Angles run on behind the end, so that labels ahead of it exist.
        let q = (0..<steps + 8).map { unit * (0.8 * sin(0.11 * Double($0) + Double(joint) + 0.7 * Double(episode)) + 0.1 * Double(joint)) }
        for step in 0..<steps {
          state[step * width + joint] = q[step]
          action[step * width + joint] = labels(episode, q, step)
        }
      }
      return TestEpisode(steps, ["action": .numbers(action), "observation/state": .numbers(state)])
    }
    return bed
  }

  private func names(_ measurement: Measurement) -> [String] {
    measurement.samples.compactMap { if case .name(let name) = $0.value { name } else { nil } }
  }

  @Test("places, changes and velocities are told apart", arguments: [(1, 7), (1, 5), (2, 6)]) func kinds(arms: Int, joints: Int) throws {
    let places = bed(arms: arms, joints: joints) { _, q, step in q[step + 1] }
    #expect(names(try places.measure("joints.motion")) == Array(repeating: "absolute", count: 8))
    let changes = bed(arms: arms, joints: joints) { _, q, step in q[step + 1] - q[step] }
    #expect(names(try changes.measure("joints.motion")) == Array(repeating: "delta", count: 8))
    let speeds = bed(arms: arms, joints: joints) { _, q, step in 10 * (q[step + 1] - q[step]) }
    #expect(names(try speeds.measure("joints.motion")) == Array(repeating: "velocity", count: 8))
    let mixed = bed(arms: arms, joints: joints) { episode, q, step in episode == 5 ? q[step + 1] - q[step] : q[step + 1] }
    let found = try mixed.measure("joints.motion")
    #expect(names(found).enumerated().filter { $0.element == "delta" }.map(\.offset) == [5])
    #expect(try mixed.measure("joints.motion.expected").overall == .name("absolute"))
  }

  @Test("controllers that do more or less than they are told: the kind is that of the nearer gain")
  func gains() throws {
    for gain in [0.6, 1.3] {
      let speeds = bed { episode, q, step in (episode % 2 == 0 ? gain : 1) * 10 * (q[step + 1] - q[step]) }
      #expect(names(try speeds.measure("joints.motion")) == Array(repeating: "velocity", count: 8))
      #expect(names(try speeds.measure("joints.unit")) == Array(repeating: "the states' own", count: 8))
      let changes = bed { episode, q, step in (episode % 2 == 0 ? gain : 1) * (q[step + 1] - q[step]) }
      #expect(names(try changes.measure("joints.motion")) == Array(repeating: "delta", count: 8))
    }
    // Changes in degrees are 57.3 times the change of the step, and no velocity at 10 Hz or 30; at 55 Hz they might be.
    #expect(!JointMeasures.isVelocity(gain: 57.3, rate: 10) && !JointMeasures.isVelocity(gain: 57.3, rate: 30))
    #expect(JointMeasures.isVelocity(gain: 57.3, rate: 55))
    #expect(JointMeasures.isVelocity(gain: 573, rate: 10))
    // The geometric mean of 1 and 9.
    #expect(JointMeasures.isVelocity(gain: 3.01, rate: 9) && !JointMeasures.isVelocity(gain: 2.99, rate: 9))
  }

  @Test("degrees among radians, on either side, and where both are declared") func units() throws {
    let degrees = 180 / Double.pi
    let labels = bed { _, q, step in degrees * q[step + 1] }
    #expect(names(try labels.measure("joints.unit")) == Array(repeating: "joint labels are in degrees, angles in radians", count: 8))
    let speeds = bed { _, q, step in degrees * 10 * (q[step + 1] - q[step]) }
    #expect(names(try speeds.measure("joints.unit")) == Array(repeating: "joint labels are in degrees, angles in radians", count: 8))
    let states = bed(unit: degrees) { _, q, step in q[step + 1] / degrees }
    #expect(names(try states.measure("joints.unit")) == Array(repeating: "joint labels are in radians, angles in degrees", count: 8))
    var both = bed(unit: degrees) { _, q, step in q[step + 1] }
    #expect(names(try both.measure("joints.unit")).allSatisfy { $0 == "the states' own" })
    // 0.8 + 0.1 · 6 at the widest joint, to within the sampling of the sine.
    let reach = try #require(try both.measure("joints.reach").values.max())
    #expect(reach > 1.39 * degrees && reach <= 1.4 * degrees)
    both.declarations.radiansPerUnit = 1 / degrees
    let declared = try #require(try both.measure("joints.reach").values.max())
    #expect((declared - reach / degrees).magnitude < 1e-12)
  }

  @Test("a shift of labels that repeat the angles is told by episode", arguments: [-2, -1, 2]) func shift(by: Int) throws {
    let bed = bed { episode, q, step in q[max(0, step + 1 + (episode == 3 ? by : 0))] }
    let found = try bed.measure("joints.lag").byEpisode
    #expect(found.filter { $0.value != 0 } == [3: Double(by)])
    let changes = self.bed { episode, q, step in
      let at = max(0, step + (episode == 6 ? by : 0))
      return q[at + 1] - q[at]
    }
    #expect(try changes.measure("joints.lag").byEpisode.filter { $0.value != 0 } == [6: Double(by)])
  }

  @Test("labels that are the angles at hand are a habit, and commands are not judged") func habits() throws {
    let now = bed { _, q, step in q[step] }
    #expect(try now.measure("joints.lag").values.allSatisfy { $0 == 0 })
    let commands = bed { episode, q, step in q[step + 3] + 0.01 * sin(Double(7 * step + episode)) }
    #expect(try commands.absence("joints.lag").kind == .ruledOut)
    #expect(names(try commands.measure("joints.motion")) == Array(repeating: "absolute", count: 8))
    // Half a milliradian is nothing beside the angles, and much beside the steps between labels that were read from states.
    let fine = bed { episode, q, step in q[step + 4] + 5e-4 * sin(Double(7 * step + episode)) }
    #expect(try fine.absence("joints.lag").kind == .ruledOut)
  }

  @Test("numbers that are none, rest, and labels of something else") func hostile() throws {
    var random = TestRandom(9)
    let noise = (0..<4000).map { _ in random.normal() }
    let unrelated = bed { episode, _, step in noise[episode * 100 + step] }
    #expect(try unrelated.absence("joints.motion").kind == .undetermined)
    var broken = bed { _, q, step in step == 4 ? .nan : q[step + 1] }
    #expect(try broken.measure("joints.motion").samples.count == 8)
    broken.splits["train"]?.append(TestEpisode(1, ["action": .numbers([0, 0, 0, 0, 0, 0, 0, 0])]))
    #expect(try broken.measure("joints.motion").samples.count == 8)
  }
}
