import Rulebook

/// The table of `cupel prove`: dataset, expected, found, localised, false alarms.
public enum ProofTable {
  public static func render(_ proofs: [Proof]) -> String {
    let rows = [["dataset", "expected", "found", "localised", "false alarms"]] + proofs.map(row)
    let widths = (0..<4).map { column in rows.map { $0[column].count }.max() ?? 0 }
    var lines = rows.map { row in
      var line = ""
      for (column, cell) in row.enumerated() {
        line += column < 4 ? cell + String(repeating: " ", count: widths[column] - cell.count + 2) : cell
      }
      return line
    }
    let clean = proofs.filter { $0.expectation.rule == nil }
    let faulty = proofs.filter { $0.expectation.rule != nil }
    lines.append("")
    lines.append(
      "\(faulty.filter(\.isCaught).count) of \(faulty.count) faults caught, \(faulty.filter { $0.isCaught && $0.isLocalised }.count) localised"
    )
    lines.append(
      "\(clean.filter(\.holds).count) of \(clean.count) clean datasets without a false alarm; \(proofs.reduce(0) { $0 + $1.falseAlarms.count }) false alarms in all"
    )
    return lines.map { VisibleText.line($0, limit: 2_000) }.joined(separator: "\n") + "\n"
  }

  private static func row(_ proof: Proof) -> [String] {
    let expectation = proof.expectation
    let expected =
      expectation.rule.map { "\($0) \(expectation.severity?.rawValue ?? expectation.outcome.rawValue)" }
      ?? "\(expectation.verdict.rawValue)"
    let localised = expectation.places.isEmpty ? "-" : proof.isLocalised ? "yes" : "NO"
    return [
      expectation.name, expected, proof.isCaught ? proof.found : "MISSED (\(proof.found))", localised,
      proof.falseAlarms.isEmpty ? "none" : proof.falseAlarms.joined(separator: ", "),
    ]
  }
}
