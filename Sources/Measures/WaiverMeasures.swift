/// Waivers are judged like data: what became of them is known when every other rule has been judged, and the judge fills it in then.
public enum WaiverMeasures: MeasureFamily {
  public static let expired = "waivers.expired"
  public static let unused = "waivers.unused"

  public static let probes: [ProbeDefinition] = []
  public static let metrics: [Metric] = [
    waiting(expired, "Waivers of the user's cupel.yaml whose last day is over."),
    waiting(unused, "Waivers of the user's cupel.yaml that stand for nothing, as a whole or in part."),
  ]

  private static func waiting(_ name: String, _ summary: String) -> Metric {
    Metric(
      name, unit: .count, summary: summary, needsNoRecords: true, probes: { _ in [] },
      measure: { (_) throws(Absence) in throw Absence(.missing, "waivers are known when all other rules have been judged") })
  }
}
