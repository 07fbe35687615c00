import Simulation
import Testing

@testable import Measures

@Suite("The registry of measures")
struct RegistryTests {
  @Test("no two families give one name to two things: the later would silently take the place of the earlier")
  func namesAreUnique() {
    let probes = MeasureRegistry.families.flatMap { $0.probes.map(\.name) }
    let metrics = MeasureRegistry.families.flatMap { $0.metrics.map(\.name) }
    #expect(Set(probes).count == probes.count)
    #expect(Set(metrics).count == metrics.count)
  }

  @Test("every metric asks for probes that exist")
  func probesExist() {
    for metric in MeasureRegistry.metrics.values where metric.parameters.isEmpty {
      for request in metric.probes([:]) { #expect(MeasureRegistry.probes[request.name] != nil, "\(metric.name): \(request.name)") }
    }
  }
}

@Suite("What metrics remember")
struct MemoTests {
  @Test("observations that are judged leave nothing behind")
  func forgets() throws {
    weak var memo: Memo?
    do {
      let observations = EditedDataset().observations()
      let frame = try observations.measure("action.frame")
      memo = observations.memo
      #expect(memo != nil && !frame.samples.isEmpty)
      observations.forget()
    }
    #expect(memo == nil)
  }

  @Test("what was worked out once is not worked out again, nor is a reason why there is nothing")
  func remembers() throws {
    let memo = Memo()
    var times = 0
    for _ in 0..<3 {
      #expect(
        memo.value("two") {
          times += 1
          return 2
        } == 2)
    }
    #expect(times == 1)
    for _ in 0..<3 {
      #expect(throws: Absence(.tooFew, "none")) {
        _ = try memo.value(
          "none",
          orAbsence: { () throws(Absence) -> Int in
            times += 1
            throw Absence(.tooFew, "none")
          })
      }
    }
    #expect(times == 2)
  }
}
