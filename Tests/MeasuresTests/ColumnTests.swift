import Episodes
import Testing

@testable import Measures

@Suite struct ColumnTests {
  private var bed: TestBed {
    var bed = TestBed([
      TestBed.numbers("observation/state", 2), TestBed.text("name", .episode), TestBed.text("phase"), TestBed.numbers("odd[1]"),
      Leaf(path: "picture", level: .step, element: .uint8, shape: [2, 2, 3], content: .image("png")),
    ])
    bed.splits = [
      "train": [
        TestEpisode(
          3,
          [
            "observation/state": .numbers([1, 10, 3, 10, 2, 10]), "name": .texts(["run-1"]), "phase": .texts(["go", "go", "stop"]),
            "odd[1]": .numbers([5, 5, 5]),
          ]),
        TestEpisode(
          2,
          [
            "observation/state": .numbers([-4, 10, .nan, 10]), "name": .texts(["run-1"]), "phase": .texts(["go", "going"]),
            "odd[1]": .numbers([5, 6]),
          ]),
        TestEpisode(0, ["observation/state": .numbers([])]),
        TestEpisode(1, [:]),
      ]
    ]
    return bed
  }

  private func measure(_ metric: String, _ feature: String, pattern: String? = nil) throws -> Measurement {
    var parameters = ["feature": feature]
    parameters["pattern"] = pattern
    return try bed.measure(metric, parameters)
  }

  @Test func extremesOfChosenDimensions() throws {
    let both = try measure("column.range", "observation/state[0]")
    #expect(both.values == [1, 3, -4, -4])
    #expect(both.samples.map(\.place.steps) == [0...0, 1...1, 0...0, 0...0])
    #expect(try measure("column.min", "observation/state").values == [1, -4])
    #expect(try measure("column.max", "observation/state").values == [10, 10])
    #expect(try measure("column.max", "observation/state[0:1]").values == [3, -4])
  }

  @Test func whatChangesAndHow() throws {
    #expect(try measure("column.finite", "observation/state").values == [1])
    #expect(try measure("column.finite", "observation/state").episodes == [1])
    #expect(try measure("column.monotonic", "observation/state").values == [1])
    #expect(try measure("column.monotonic", "observation/state").samples.first?.place.steps == 2...2)
    #expect(try measure("column.step-change", "observation/state").values == [2, 0])
    #expect(try measure("column.constant", "observation/state[1]").values == [1, 1])
    #expect(try measure("column.constant", "odd[1]").values == [1, 0])
    #expect(try measure("column.constant", "phase").values == [0, 0])
    #expect(try measure("column.cardinality", "observation/state").values == [3, 2])
    #expect(try measure("column.cardinality", "phase").values == [2, 2])
  }

  @Test func valuesBesideTheSteps() throws {
    let unique = try measure("column.unique", "name")
    #expect(unique.episodes == [1])
    #expect(unique.samples.first?.message == "name is the same as in train/0")
    #expect(try measure("column.cardinality", "name").overallNumber == 1)
    #expect(try measure("column.unique", "phase").samples.isEmpty)
  }

  @Test func patternsMatchTheWholeText() throws {
    #expect(try measure("column.pattern", "name", pattern: "run-[0-9]+").samples.isEmpty)
    #expect(try measure("column.pattern", "name", pattern: "run").values == [1, 1])
    #expect(try measure("column.pattern", "phase", pattern: "go|stop").episodes == [1])
    #expect(try bed.absence("column.pattern", ["feature": "name", "pattern": "("]).kind == .undetermined)
    #expect(try bed.absence("column.pattern", ["feature": "observation/state", "pattern": "a"]).kind == .missing)
  }

  @Test(arguments: ["nothing", "observation/state[2]", "observation/state[0:3]", "picture", "name[0]", ""])
  func whatIsNotThereIsSaid(feature: String) throws {
    #expect(try bed.absence("column.constant", ["feature": feature]).kind == .missing)
  }

  @Test func textHasNoExtremes() throws {
    #expect(try bed.absence("column.min", ["feature": "name"]).reason == "name holds text, not numbers")
    #expect(try bed.withoutEpisodes.absence("column.min", ["feature": "odd[1]"]).kind == .tooFew)
  }
}
