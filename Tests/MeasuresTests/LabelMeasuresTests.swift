import Episodes
import Measures
import Simulation
import Testing

@Suite struct LabelMeasuresTests {
  @Test(arguments: Frame.allCases, [RotationForm.eulerXYZ, .rotationVector]) func executedLabelsReconstruct(
    frame: Frame, form: RotationForm
  ) throws {
    var dataset = EditedDataset()
    dataset.recipe.frame = frame
    dataset.recipe.actionForm = form
    dataset.recipe.noise = 0.001
    // The form of the labels is found out, not told.
    dataset.settle = { setting in
      setting.roles = RoleMap(
        setting.roles.bindings.map { binding in
          var binding = binding
          if binding.role == "action.rotation" { binding.form = nil }
          return binding
        })
    }
    let seen = dataset.observations()
    #expect(try seen.measure("labels.kind").name == "executed")
    let position = try seen.measure("reconstruction.position.max")
    let rotation = try seen.measure("reconstruction.rotation.max")
    #expect(position.samples.count == 20 && rotation.samples.count == 20)
    #expect(position.facts["frame"] == frame.rawValue)
    #expect(rotation.facts["frame"] == frame.rawValue)
    #expect(rotation.facts["form"] == form.rawValue)
    #expect(position.byEpisode.values.allSatisfy { $0 < 1e-5 })
    #expect(rotation.byEpisode.values.allSatisfy { $0 < 1e-5 })
  }

  @Test func oneScaledEpisodeFailsAlone() throws {
    var dataset = EditedDataset()
    dataset.edit = { index, _, actions in
      guard index == 7 else { return }
      for row in actions.indices { for axis in 0..<3 { actions[row][axis] *= 1.5 } }
    }
    let seen = dataset.observations()
    #expect(try seen.measure("labels.kind").name == "executed")
    let drift = try seen.measure("reconstruction.position.max").byEpisode
    #expect(drift.filter { $0.value > 0.001 }.keys.sorted() == [7])
    // Labels half as large again leave the path by half of its way from the start.
    let states = dataset.rows(7).states
    let furthest = states.map { row in (0..<3).reduce(0) { $0 + (row[$1] - states[0][$1]) * (row[$1] - states[0][$1]) }.squareRoot() }.max()
    #expect((try #require(drift[7]) - 0.5 * (try #require(furthest))).magnitude < 1e-5)
  }

  @Test(arguments: [-1, 1]) func aShiftOfTheWholeSetStaysExecutedAndFails(by: Int) throws {
    var dataset = EditedDataset()
    dataset.edit = { _, _, actions in
      let old = actions
      for row in actions.indices { actions[row] = old[min(max(row + by, 0), old.count - 1)] }
    }
    let seen = dataset.observations()
    let kind = try seen.measure("labels.kind")
    #expect(kind.name == "executed")
    #expect(kind.facts["lag"] == String(by))
    let drift = try seen.measure("reconstruction.position.max").byEpisode
    #expect(drift.count == 20)
    #expect(drift.values.filter { $0 > 0.001 }.count >= 19)
  }

  @Test func labelsInMillimetresAreExecutedAndFail() throws {
    var dataset = EditedDataset()
    dataset.edit = { _, _, actions in
      for row in actions.indices { for axis in 0..<3 { actions[row][axis] *= 1000 } }
    }
    let seen = dataset.observations()
    let kind = try seen.measure("labels.kind")
    #expect(kind.name == "executed")
    #expect(kind.facts["gain"] == "1000")
    #expect(try seen.measure("reconstruction.position.max").byEpisode.values.allSatisfy { $0 > 1 })
  }

  @Test func declaredUnitsAreTakenIntoAccount() throws {
    var dataset = EditedDataset()
    dataset.settle = { $0.declarations.metresPerUnit = 0.001 }
    dataset.edit = { _, states, actions in
      for row in actions.indices { for axis in 0..<3 { actions[row][axis] *= 1000; states[row][axis] *= 1000 } }
      // Off by 0.5 mm from the first step on.
      actions[0][0] += 0.5
    }
    let drift = try dataset.observations().measure("reconstruction.position.max").byEpisode
    #expect(drift.values.allSatisfy { ($0 - 0.0005).magnitude < 1e-6 })
  }

  @Test func labelsOfTheToolDeclaredInTheBaseFrameFail() throws {
    var dataset = EditedDataset()
    dataset.recipe.frame = .tool
    dataset.settle = { $0.declarations.frame = .base }
    let seen = dataset.observations()
    #expect(try seen.measure("labels.kind").name == "executed")
    #expect(try seen.measure("reconstruction.position.max").byEpisode.values.allSatisfy { $0 > 0.001 })
  }

  @Test func commandsAndStrangersAreTold() throws {
    var commanded = EditedDataset()
    commanded.recipe.labels = .commanded
    commanded.recipe.delay = 2
    let kind = try commanded.observations().measure("labels.kind")
    #expect(kind.name == "commanded")
    #expect(kind.facts["delay"] == "2 steps")
    var strange = EditedDataset()
    strange.edit = { index, _, actions in
      var dice = Dice(seed: UInt64(index))
      for row in actions.indices { for axis in 0..<3 { actions[row][axis] = dice.normal() } }
    }
    #expect(try strange.observations().measure("labels.kind").name == "unrelated")
  }

  @Test func aLabelThatIsMissingLeavesItsEpisodeOut() throws {
    var dataset = EditedDataset()
    dataset.edit = { index, _, actions in if index == 3 { actions[10][1] = .nan } }
    let drift = try dataset.observations().measure("reconstruction.position.max").byEpisode
    #expect(drift[3] == nil)
    #expect(drift.count == 19)
  }

  @Test func withoutMotionNothingIsDecided() {
    var dataset = EditedDataset()
    dataset.edit = { _, states, _ in states = states.map { _ in states[0] } }
    #expect(throws: Absence.self) { try dataset.observations().measure("labels.kind") }
  }

  @Test func garbageInTheLastStepStandsOut() throws {
    var dataset = EditedDataset()
    dataset.edit = { index, _, actions in if index == 4 { actions[actions.count - 1][0] = 0.3 } }
    let last = try dataset.observations().measure("action.last.executed").byEpisode
    #expect(last.count == 20)
    #expect(last.filter { $0.value > 3 }.keys.sorted() == [4])
    #expect(last[5] == 0)
    // A copy of the label before is no garbage.
    dataset.edit = { _, _, actions in actions[actions.count - 1] = actions[actions.count - 2] }
    #expect(try dataset.observations().measure("action.last.executed").byEpisode.values.allSatisfy { $0 == 0 })
  }

  @Test func withoutRotationsOnlyTheBaseFrameIsLookedAt() throws {
    var dataset = EditedDataset()
    dataset.settle = { setting in setting.roles = RoleMap(setting.roles.bindings.filter { $0.role != "pose.rotation" }) }
    let seen = dataset.observations()
    #expect(try seen.measure("labels.kind").name == "executed")
    #expect(throws: Absence.self) { try seen.measure("reconstruction.rotation.max") }
  }
}
