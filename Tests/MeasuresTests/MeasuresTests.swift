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
