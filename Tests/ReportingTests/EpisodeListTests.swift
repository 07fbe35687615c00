import Rulebook
import Testing

@testable import Reporting

/// A reader of RFC 4180, written apart from the writer.
enum CSVReader {
  static func rows(_ text: String) -> [[String]]? {
    var rows: [[String]] = []
    var row: [String] = []
    var cell: [UInt8] = []
    let bytes = Array(text.utf8)
    var at = 0
    while at < bytes.count {
      if bytes[at] == UInt8(ascii: "\"") {
        guard cell.isEmpty else { return nil }
        at += 1
        while true {
          guard at < bytes.count else { return nil }
          if bytes[at] == UInt8(ascii: "\"") {
            if at + 1 < bytes.count, bytes[at + 1] == UInt8(ascii: "\"") { at += 1 } else { break }
          }
          cell.append(bytes[at])
          at += 1
        }
        at += 1
        guard at < bytes.count, bytes[at] == UInt8(ascii: ",") || bytes[at] == 13 else { return nil }
      } else if bytes[at] == UInt8(ascii: ",") {
        row.append(String(decoding: cell, as: UTF8.self))
        cell = []
        at += 1
      } else if bytes[at] == 13 {
        guard at + 1 < bytes.count, bytes[at + 1] == 10 else { return nil }
        rows.append(row + [String(decoding: cell, as: UTF8.self)])
        (row, cell) = ([], [])
        at += 2
      } else {
        guard bytes[at] != 10 else { return nil }
        cell.append(bytes[at])
        at += 1
      }
    }
    return row.isEmpty && cell.isEmpty ? rows : nil
  }
}

@Suite("Lists of episodes are CSV that people and pipelines can trust")
struct EpisodeListTests {
  private static let formulas = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0", "a,b", "say \"no\"", "x\ny"]

  private func table(_ count: Int) -> EpisodeTable {
    EpisodeTable(
      rows: (0..<count).map {
        EpisodeTable.Row(
          split: "train", episode: $0, shard: "pick_place-train.tfrecord-00001-of-00004", record: $0, path: "raw/\($0).h5", steps: 40,
          instruction: "pick up the cube")
      }, columns: [4, 0.25, nil, 3, nil, nil, 1e-9].map { Array(repeating: $0, count: count) })
  }

  private func records(_ text: String) throws -> [[String: String]] {
    let rows = try #require(CSVReader.rows(text), "not RFC 4180")
    let head = try #require(rows.first)
    #expect(rows.allSatisfy { $0.count == head.count })
    return rows.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(head, $0)) }
  }

  @Test("a row for each episode: what it breaks, by severity, what is worst, and its figures")
  func sheet() throws {
    var report = Samples.report([
      Samples.rule("action/a", .fail, severity: .warning) { $0.findings = Samples.findings(2) },
      Samples.rule("action/b", .fail) {
        $0.findings = [Samples.findings(2)[1]]
        $0.setAside = [
          SetAside(by: .baseline, reason: "known", findings: [Samples.findings(3)[2]]),
          SetAside(by: .waiver, reason: "waived", findings: [Samples.findings(1)[0]]),
        ]
      },
      Samples.rule("action/c", .waived) { $0.findings = Samples.findings(1) },
      Samples.rule("action/d", .pass), Samples.rule("action/e", .fail, severity: .info) { $0.findings = Samples.findings(2) },
      Samples.rule("container/checksum", .fail) {
        $0.findings = [Finding(split: "val", shard: "pick_place-val.tfrecord-00002-of-00004", record: 1, message: "broken")]
      },
    ])
    report.runs[0].episodes = table(3)
    let rows = try records(EpisodeSheet.render(report))
    #expect(rows.count == 4)
    #expect(rows[0]["dataset"] == "pick_place" && rows[0]["target"] == "openvla" && rows[0]["file_path"] == "raw/0.h5")
    #expect(rows[0]["rejected"] == "no" && rows[0]["errors"] == "" && rows[0]["warnings"] == "action/a" && rows[0]["infos"] == "action/e")
    #expect(
      rows[0]["waived"] == "action/b;action/c" && rows[2]["known"] == "action/b" && rows[2]["waived"] == ""
        && rows[0]["worst_rule"] == "action/a")
    #expect(rows[1]["rejected"] == "yes" && rows[1]["errors"] == "action/b" && rows[1]["worst_rule"] == "action/b")
    #expect(rows[1]["worst_observed"] == "12 mm" && rows[1]["worst_at"] == "step 12 action[0]")
    #expect(rows[2]["rejected"] == "no" && rows[2]["worst_rule"] == "" && rows[2]["instruction"] == "pick up the cube")
    #expect(rows[2]["duration_s"] == "4" && rows[2]["position_drift_m"] == "0.25" && rows[2]["rotation_drift_rad"] == "")
    #expect(rows[2]["gripper_toggles"] == "3" && rows[2]["jitter_periods"] == "1e-09")
    // A record that could not be read is no episode, and is told all the same.
    #expect(rows[3]["split"] == "val" && rows[3]["episode"] == "" && rows[3]["record"] == "1" && rows[3]["rejected"] == "yes")
  }

  @Test("only what a gating rule names is rejected; what names no episode is said")
  func rejects() throws {
    let report = Samples.report([
      Samples.rule("a/gates", .fail) { $0.findings = Samples.findings(3) },
      Samples.rule("a/warns", .fail, severity: .warning) { $0.findings = Samples.findings(9) },
      Samples.rule("a/waived", .waived) { $0.findings = Samples.findings(9) },
      Samples.rule("b/also", .fail) { $0.findings = [Samples.findings(2)[1], Finding(split: "train", message: "all of it")] },
      Samples.rule("c/whole", .fail),
    ])
    let list = RejectList(report)
    let rows = try records(list.render())
    #expect(rows.map { $0["episode"] } == ["0", "1", "2"])
    #expect(rows.map { $0["rules"] } == ["a/gates", "a/gates;b/also", "a/gates"])
    #expect(rows[0]["shard"] == "pick_place-train.tfrecord-00001-of-00004" && rows[0]["targets"] == "openvla")
    #expect(list.wholesale == ["b/also", "c/whole"])
    #expect(list.remark == "2 rules reject the dataset as a whole and are not cured by leaving episodes out: b/also, c/whole")
    #expect(RejectList(Samples.report([])).remark == nil)
    #expect(RejectList(Samples.report([])).render() == "split,shard,record,file_path,episode,rules,targets\r\n")
  }

  @Test("two targets that reject one episode reject it once")
  func targets() throws {
    var report = Samples.report([Samples.rule("a/gates", .fail) { $0.findings = Samples.findings(1) }])
    report.runs.append(report.runs[0])
    report.runs[1].target = "octo"
    let rows = try records(RejectList(report).render())
    #expect(rows.count == 1 && rows[0]["targets"] == "octo;openvla")
  }

  @Test("hostile text stays one cell, visible, and no formula", arguments: Samples.hostile + formulas)
  func hostile(text: String) throws {
    var report = Samples.hostile(text)
    report.runs[0].episodes = EpisodeTable(
      rows: [
        EpisodeTable.Row(
          split: text, episode: 0, shard: text, record: 0, path: text, steps: 4, instruction: text)
      ], columns: EpisodeTable.figures.map { _ in [nil] })
    for output in [EpisodeSheet.render(report), RejectList(report).render()] {
      let rows = try records(output)
      #expect(rows.count == 1)
      #expect(rows[0]["file_path"]?.isEmpty == false)
      for (column, cell) in rows[0] {
        #expect(!cell.unicodeScalars.contains { VisibleText.isHidden($0) }, "\(column)")
        if let first = cell.first { #expect(!"=+-@\t\r".contains(first), "\(column): \(cell)") }
      }
    }
  }

  @Test("numbers of ours stay numbers")
  func numbers() throws {
    var report = Samples.report([])
    report.runs[0].episodes = table(1)
    report.runs[0].episodes?.columns[1] = [-0.5]
    #expect(try records(EpisodeSheet.render(report))[0]["position_drift_m"] == "-0.5")
  }
}
