import Documents
import Episodes
import Testing

@testable import Formats

@Suite("Statistics files in the schemas of four loaders")
struct StatisticsFileTests {
  private func read(_ text: String) throws -> [StoredStatistics] { try StatisticsFile.read(Array(text.utf8), file: "s.json") }

  private func message(_ text: String) -> String? {
    do {
      _ = try read(text)
      return nil
    } catch { return "\(error)" }
  }

  @Test("OpenVLA: below the dataset's name with a mask, or as the loader's cache")
  func openvla() throws {
    let group = #"{"mean": [0.5, 1], "std": [1, 2], "max": [3, 4], "min": [-3, -4], "q01": [-2, -3], "q99": [2, 3]"#
    let inner = #"{"action": \#(group), "mask": [true, false]}, "num_transitions": 100, "num_trajectories": 7}"#
    let named = try #require(try read(#"{"bridge_orig": \#(inner)}"#).first)
    #expect(named.schema == .openvla)
    #expect(named.dataset == "bridge_orig")
    #expect(named.action?.mean == [0.5, 1])
    #expect(named.action?.deviation == [1, 2])
    #expect(named.action?.minimum == [-3, -4])
    #expect(named.action?.maximum == [3, 4])
    #expect(named.action?.mask == [true, false])
    #expect(
      named.action?.quantiles == [
        StoredStatistics.Quantile(probability: 0.01, values: [-2, -3]), StoredStatistics.Quantile(probability: 0.99, values: [2, 3]),
      ])
    #expect(named.transitions == 100)
    #expect(named.trajectories == 7)
    #expect(named.proprio == nil)
    let cache = try #require(try read(#"{"action": \#(group)}, "proprio": \#(group)}, "num_transitions": 3}"#).first)
    #expect(cache.dataset == nil)
    #expect(cache.schema == .openvla)
    #expect(cache.proprio?.maximum == [3, 4])
    #expect(cache.action?.mask == nil)
  }

  @Test("several datasets in one file")
  func mixture() throws {
    let all = try read(#"{"a": {"action": {"mean": [1]}}, "b": {"action": {"mean": [2], "p01": [0], "p99": [4]}}}"#)
    #expect(all.map(\.dataset) == ["a", "b"])
    #expect(all.map(\.schema) == [.openvla, .octo])
  }

  @Test("Octo: p01 and p99; combined counts are no number")
  func octo() throws {
    let text = #"{"action": {"mean": [1], "std": [1], "p99": [2], "p01": [0]}, "num_transitions": [5, 6], "num_trajectories": 2}"#
    let octo = try #require(try read(text).first)
    #expect(octo.schema == .octo)
    #expect(octo.action?.quantiles.map(\.probability) == [0.01, 0.99])
    #expect(octo.transitions == nil)
    #expect(octo.trajectories == 2)
  }

  @Test("openpi")
  func openpi() throws {
    let text =
      #"{"norm_stats": {"state": {"mean": [1], "std": [2], "q01": [0], "q99": [3]}, "actions": {"mean": [4], "std": [5], "q01": null, "q99": null}}}"#
    let openpi = try #require(try read(text).first)
    #expect(openpi.schema == .openpi)
    #expect(openpi.proprio?.deviation == [2])
    #expect(openpi.action?.mean == [4])
    #expect(openpi.action?.quantiles.isEmpty == true)
  }

  @Test("LeRobot: features by name, counts as lists, nested statistics of pictures passed over")
  func lerobot() throws {
    let text = #"""
      {"action": {"mean": [1, 2], "std": [1, 1], "min": [0, 0], "max": [3, 3], "count": [40], "q01": [0, 0], "q10": [0, 0], "q50": [1, 1], "q99": [3, 3]},
       "observation.state": {"mean": [7], "std": [1], "min": [0], "max": [9], "count": [40]},
       "observation.images.top": {"mean": [[[0.5]], [[0.4]], [[0.3]]], "count": [10]}}
      """#
    let lerobot = try #require(try read(text).first)
    #expect(lerobot.schema == .lerobot)
    #expect(lerobot.action?.quantiles.map(\.probability) == [0.01, 0.1, 0.5, 0.99])
    #expect(lerobot.proprio?.mean == [7])
    #expect(lerobot.transitions == 40)
  }

  @Test("one number for a vector is read as it is, for the rules to say so")
  func scalar() throws { #expect(try read(#"{"action": {"mean": 0.25, "std": 1}}"#).first?.action?.mean == [0.25]) }

  @Test(
    "what fits no schema says where",
    arguments: [
      (#"{"#, "s.json:1:2"), ("[]", "s.json:1:1: statistics must be a map"), (#"{"a": 1}"#, "fits no schema"), ("{}", "fits no schema"),
      (#"{"action": 1}"#, "s.json:1:12"), (#"{"action": {"mean": "x"}}"#, "\"mean\" must hold a number for each dimension"),
      (#"{"action": {"mean": [1, "x"]}}"#, "s.json:1:25: \"mean\" must hold numbers"),
      (#"{"action": {"mean": [[1]]}}"#, "\"mean\" must hold numbers"), (#"{"action": {"mean": []}}"#, "for each dimension"),
      (#"{"action": {"mean": [NaN]}}"#, "s.json:1:22"), (#"{"action": {}}"#, "hold none of"), (#"{"norm_stats": {}}"#, "neither"),
      (#"{"action": {"mean": [1], "mask": [1]}}"#, "true or false"),
      (#"{"action": {"mean": [1]}, "num_transitions": 1.5}"#, "whole number"), (#"{"norm_stats": []}"#, "neither"),
      (#"{"action": null, "x": null}"#, ""),
    ])
  func broken(text: String, expected: String) throws {
    if expected.isEmpty {
      #expect(try read(text).first?.action == nil)
      return
    }
    let found = try #require(message(text))
    #expect(found.contains(expected), "\(found)")
  }

  @Test("any prefix of a file is refused without a trap, and so is any with a byte changed to a bracket")
  func prefixes() {
    let bytes = Array(
      #"{"a": {"action": {"mean": [1, 2.5e3], "std": [1, -0], "q01": [0, 0], "mask": [true, false]}, "num_transitions": 100}}"#.utf8)
    for end in 0..<bytes.count { #expect(throws: DocumentError.self) { try StatisticsFile.read(Array(bytes[..<end]), file: "s") } }
    for at in bytes.indices {
      var changed = bytes
      changed[at] = UInt8(ascii: "[")
      _ = try? StatisticsFile.read(changed, file: "s")
    }
  }

  @Test("files are looked for from the version folder up to the folder of the dataset's name, no further")
  func names() {
    #expect(StatisticsSearch.isCandidate("dataset_statistics.json"))
    #expect(StatisticsSearch.isCandidate("dataset_statistics_0a1b.json"))
    #expect(StatisticsSearch.isCandidate("norm_stats.json"))
    #expect(!StatisticsSearch.isCandidate("dataset_info.json"))
    #expect(!StatisticsSearch.isCandidate("my_dataset_statistics.json"))
  }
}
