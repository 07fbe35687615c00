import Episodes
import Simulation
import Testing

@testable import Measures

@Suite struct UpAxisTests {
  /// Episodes of eleven steps in which the gripper closes at step 5: what they pick lies on a plane, all over it.
  private struct Picks {
    var episodes = 24
    /// Of them so many first act in the middle of their height instead.
    var inTheMiddle = 0
    /// How much further down the others go later on, as a share of the lift.
    var deeper = 0.0
    /// How much heights of what is picked differ, in metres: the middle half of them spans half as much.
    var uneven = 0.01
    /// What tools turn about the vertical, at most, and how far they tilt.
    var yaw = 1.2
    var tilt = 0.05
    /// Positions and rotations as they are stored; nil leaves rotations out.
    var place: (SIMD3<Double>) -> SIMD3<Double> = { $0 }
    var turn: ((Rotation) -> Rotation)? = { $0 }
    /// The way from 0.3 m before what is picked: down; or forward, by tools that dip and rise by up to so much.
    var pitch: Double?
    /// Where the path comes from before the last 0.18 m of it.
    var detour = SIMD3<Double>.zero

    /// -1 to 1 in even steps, each episode at another place for each question.
    private func spread(_ episode: Int, _ stride: Int) -> Double { Double(episode * stride % 23) / 11 - 1 }

    var bed: TestBed {
      var bed = TestBed([TestBed.numbers("p", 3), TestBed.numbers("q", 4), TestBed.numbers("g")])
      bed.roles = [TestBed.role("pose.position", "p"), TestBed.role("action.gripper", "g")]
      if turn != nil {
        var rotation = TestBed.role("pose.rotation", "q")
        rotation.form = .quaternionXYZW
        bed.roles.append(rotation)
      }
      bed.splits["train"] = (0..<episodes).map { number in
        let yaw = yaw * spread(number, 5)
        // The tool points down, or level.
        let down = Rotation(eulerXYZ: SIMD3(.pi + tilt * spread(number, 9), 0, 0))
        let level = pitch.map { Rotation(eulerXYZ: SIMD3(0, .pi / 2 + $0 * spread(number, 11), 0)) } ?? down
        let rotation = Rotation(eulerXYZ: SIMD3(0, 0, yaw)) * level
        let object = SIMD3(0.5 + 0.2 * spread(number, 7), 0.2 * spread(number, 3), 0.1 + uneven / 2 * spread(number, 11))
        let way = pitch != nil ? rotation.rotate(SIMD3(0, 0, 1)) * 0.3 : SIMD3(0, 0, -0.3)
        var (positions, quaternions): ([Double], [Double]) = ([], [])
        for step in 0...10 {
          // From 0.3 m away to the object and back; or on and on.
          var position = object - way * (Double(abs(step - 5)) / 5)
          if step == 8, deeper > 0 { position = object + way * deeper }
          if step < 2 { position += detour }
          if number < inTheMiddle { position = object - way * (1 - Double(step) / 10) }
          let stored = place(position)
          positions += [stored.x, stored.y, stored.z]
          let q = (turn?(rotation) ?? rotation).quaternion
          quaternions += [q.x, q.y, q.z, q.w]
        }
        let gripper = (0...10).map { $0 < 5 ? 1.0 : 0 }
        return TestEpisode(11, ["p": .numbers(positions), "q": .numbers(quaternions), "g": .numbers(gripper)])
      }
      return bed
    }

    func up() throws -> String? { try bed.measure("state.up").name }
    func upAbsence() throws -> Absence { try bed.absence("state.up") }
    func frames() throws -> String? { try bed.measure("state.frames").name }
  }

  /// Turns the base: the frame's axes are those of the world in another order, none mirrored.
  private static func turned(_ rows: [SIMD3<Double>]) throws -> Picks {
    let turn = try #require(Rotation(rows: rows[0], rows[1], rows[2]))
    return Picks(place: { turn.rotate($0) }, turn: { turn * $0 })
  }

  private static let (x, y, z) = (SIMD3<Double>(1, 0, 0), SIMD3<Double>(0, 1, 0), SIMD3<Double>(0, 0, 1))

  @Test func theAxisAlongWhichArmsComeDownIsUp() throws {
    #expect(try Picks().up() == "z")
    // The rows of a turn say which world axis each stored axis is.
    #expect(try Self.turned([Self.x, Self.z, -Self.y]).up() == "y")
    #expect(try Self.turned([Self.x, -Self.z, Self.y]).up() == "minus y")
    #expect(try Self.turned([Self.z, Self.x, Self.y]).up() == "x")
    #expect(try Self.turned([-Self.z, Self.y, Self.x]).up() == "minus x")
    #expect(try Self.turned([Self.x, -Self.y, -Self.z]).up() == "minus z")
  }

  @Test func withoutOrientationsNothingIsTold() throws {
    #expect(try Picks(turn: nil).upAbsence().reason.contains("orientations in a known form would settle it"))
  }

  @Test func toolsThatAreTurnedAlikeTellNothing() throws {
    let absence = try Picks(yaw: 0.1).upAbsence()
    #expect(absence.kind == .undetermined)
    #expect(absence.reason.contains("turned alike"))
  }

  /// The front of a shelf is a plane, too, at the far end of the path; tools stand upright before it.
  @Test func aShelfIsNoTable() throws {
    var shelf = Picks()
    let tip = Rotation(eulerXYZ: SIMD3(0, -.pi / 2, 0))
    shelf.place = { tip.rotate($0) }
    let absence = try shelf.upAbsence()
    #expect(absence.reason.contains("paths are as if x were vertical"))
    #expect(absence.reason.contains("their frames may not be"))
  }

  @Test func objectsThatLieAtManyHeightsTellNothing() throws {
    // The middle half of places spans 0.2 m along x and y; a third of that along z is 0.067 m.
    #expect(try Picks(uneven: 0.12).up() == "z")
    #expect(try Picks(uneven: 0.15).upAbsence().reason.contains("in no plane"))
  }

  @Test func threeQuartersOfTheEpisodesActNearTheEnd() throws {
    #expect(try Picks(inTheMiddle: 6).up() == "z")
    #expect(try Picks(inTheMiddle: 7).upAbsence().reason.contains("in no plane"))
    // 0.16 of 1.16 is 14 % of the range, 0.19 of 1.19 is 16 %.
    #expect(try Picks(deeper: 0.16).up() == "z")
    #expect(try Picks(deeper: 0.19).upAbsence().reason.contains("in no plane"))
  }

  @Test func fewEpisodesTellNothing() throws {
    #expect(try Picks(episodes: 20).up() == "z")
    #expect(try Picks(episodes: 19).upAbsence().kind == .tooFew)
    #expect(try Picks(episodes: 19, yaw: 2.5, pitch: 0.8).bed.absence("state.frames").kind == .tooFew)
  }

  @Test func motionWithoutGravityTellsNothing() throws {
    for seed in 1...20 as ClosedRange<UInt64> {
      var dataset = EditedDataset()
      dataset.episodes = 40
      dataset.seed = seed
      let seen = dataset.observations()
      #expect(throws: Absence.self) { try seen.measure("state.up") }
      #expect(throws: Absence.self) { try seen.measure("state.frames") }
    }
  }

  /// Tools that reach forward, all around.
  private static func around(_ place: @escaping (SIMD3<Double>) -> SIMD3<Double> = { $0 }) -> Picks {
    Picks(yaw: 2.5, place: place, pitch: 0.8)
  }

  @Test func mirroredPositionsAreNotInTheFrameOfTheirOrientations() throws {
    #expect(try Self.around().frames() == "one")
    let mirrored = try Self.around { SIMD3($0.x, -$0.y, $0.z) }.bed.measure("state.frames")
    #expect(mirrored.name == "two")
    #expect(mirrored.facts["mirror"] == "y negated")
    #expect(mirrored.facts["turn"] == "x and z negated")
    let swapped = try Self.around { SIMD3($0.x, $0.z, $0.y) }.bed.measure("state.frames")
    #expect(swapped.name == "two")
    #expect(swapped.facts["mirror"] == "y and z swapped")
  }

  /// Half a metre down, then 0.18 m along the tool: a fifth of the box's diagonal is about 0.12 m.
  @Test func theLastFifthOfThePathIsTheApproach() throws {
    var picks = Self.around()
    picks.detour = SIMD3(0, 0, 0.5)
    #expect(try picks.frames() == "one")
  }

  /// Directions of a turn by up to a, evenly, are sin a / a long in the mean: yaw leaves 0.9 of the level axes, a tilt of 0.3 leaves 0.985 of
  /// the vertical (0.015 is a third of 0.1 and less), one of 0.655 leaves 0.93 (0.07 is more).
  @Test func theVerticalTurnsAThirdAsMuchAsTheOthersAtMost() throws {
    #expect(try Picks(yaw: 0.787, tilt: 0.3).up() == "z")
    #expect(try Picks(yaw: 0.787, tilt: 0.655).upAbsence().reason.contains("do not turn about it"))
  }

  /// The tool may point along its −z: M and −M are one.
  @Test func toolsThatPointBackwardsAreNoMirror() throws {
    var picks = Self.around()
    picks.turn = { $0 * Rotation(eulerXYZ: SIMD3(.pi, 0, 0)) }
    #expect(try picks.frames() == "one")
  }

  /// All in one plane: a mirror along what is left out changes nothing. All one way: tools that turn about another axis fit for no reason.
  @Test func approachesOneWayOrInOnePlaneTellNothing() throws {
    #expect(try Picks(yaw: 2.5, pitch: 0).bed.absence("state.frames").reason.contains("alike"))
    #expect(try Picks().bed.absence("state.frames").reason.contains("the same way"))
  }

  @Test func ofTheSignedPermutationsHalfTurnAndHalfMirror() {
    for map in AxisMap.byChanges {
      // The determinant, from its definition.
      var rows = [SIMD3<Double>](repeating: .zero, count: 3)
      for axis in 0..<3 { rows[axis][map.source(axis)] = map.sign(axis) }
      #expect(map.isRightHanded == ((cross(rows[0], rows[1]) * rows[2]).sum() > 0))
    }
  }
}
