import Measures
import Rulebook

/// The drawings of a run: of the whole dataset, and of the episodes that findings name. They need the numbers that a run holds only where
/// an output draws (`Run.glance`, `Run.exhibits`); without them there are none.
public enum FigureSheet {
  /// The dataset at a glance, in the order in which a reader asks: what the action is like, how it belongs to the motion, how splits
  /// compare, how long episodes are, what they are told to do, when.
  public static func glance(_ run: Run) -> [(heading: String, figures: [Figure])] {
    let pictures = run.contactSheet.map { ContactFigures.all($0, of: run) } ?? []
    guard let glance = run.glance else { return pictures.isEmpty ? [] : [("Pictures", pictures)] }
    let groups: [(heading: String, figures: [Figure])] = [
      ("Action", ActionFigures.all(glance)),
      ("Splits", [SplitFigures.comparison(glance), SplitFigures.lengths(glance)].compactMap { $0 }),
      ("Instructions", InstructionFigures.all(glance)),
      ("Clock", ClockFigures.all(glance)), ("Pictures", pictures),
    ]
    return groups.filter { !$0.figures.isEmpty }
  }

  /// What the findings of each result look like, with the findings' indices.
  public static func evidence(_ run: Run) -> Drawings.Evidence {
    let drawn = EvidenceSheet(run).drawn
    return { result in drawn[RunPage.key(result)] ?? [] }
  }

  /// What signs in a drawing mean: a sample of each, and its words.
  static func key(_ entries: [(sample: HTML, words: String)]) -> HTML {
    let items = entries.map { entry -> HTML in
      "<li><svg class=\"f-sample\" viewBox=\"0 0 24 12\" aria-hidden=\"true\">\(entry.sample)</svg>\(entry.words)</li>"
    }
    return "<ul class=\"f-key\">\(items.joined())</ul>"
  }

  static func lineSample(_ name: String) -> HTML { "<path class=\"\(name)\" d=\"M1 6H23\"/>" }
  static func uprightSample(_ name: String) -> HTML { "<path class=\"\(name)\" d=\"M12 0V12\"/>" }
  static func areaSample(_ name: String) -> HTML { "<rect class=\"\(name)\" x=\"1\" y=\"1\" width=\"22\" height=\"10\"/>" }

  /// A number as a table shows it.
  static func cell(_ value: Double) -> String { value.isFinite ? value.short : "not known" }
}
