import Documents
import Episodes
import Measures
import Rulebook
import Testing

@testable import Reporting

@Suite("What a loader makes of the data is told, and several targets stand side by side")
struct LoaderTextTests {
  private func eye(_ target: String) throws -> LoaderEye {
    let rulebook = try Rulebook()
    let schema = Schema(
      leaves: [
        Leaf(path: "action", level: .step, element: .float32, shape: [7], content: .tensor(.none)),
        Leaf(path: "language_instruction", level: .step, element: .string, shape: [], content: .text),
        Leaf(path: "observation/image", level: .step, element: .uint8, shape: [480, 640, 3], content: .image("jpeg")),
      ], hasSteps: true)
    let roles = RoleMap([
      RoleBinding(
        role: "image.primary", slices: [Slice(path: "observation/image")], source: .inferred, strength: .strong, evidence: "the only one")
    ])
    var loader = LoaderView(columns: [
      ViewColumn(
        name: "action",
        pieces: [
          ViewPiece(.stored(Slice(path: "action", dimensions: 0..<6)), meaning: .translation),
          ViewPiece(.stored(Slice(path: "action", dimensions: 6..<7)), [.clip(0...1), .invert], meaning: .gripper),
        ])
    ])
    loader.card = "a<b>"
    var declarations = Declarations()
    declarations.gripperOpen = -1
    let setting = Setting(
      schema: schema, roles: roles, declarations: declarations, target: try rulebook.target(target).facts, loader: loader)
    return try #require(LoaderEye(setting, name: "kitchen"))
  }

  private func report() throws -> Report {
    var runs = [Samples.run([Samples.rule("loader/action-width", .fail)]), Samples.run([], verdict: .accept)]
    runs[0].eye = try eye("openvla")
    runs[1].target = "octo"
    runs[1].eye = try eye("octo")
    return Report(version: "0.1.0", verdict: .reject, runs: runs)
  }

  @Test("pieces, pictures, words: openvla's and octo's")
  func rows() throws {
    let openvla = LoaderText.rows(try eye("openvla"))
    func text(_ topic: String) -> String { openvla.first { $0.topic == topic }?.text ?? "" }
    #expect(text("action[0:6]") == "translation: action[0:6]; quantiles to -1 and 1, the rest cut")
    #expect(text("action[6]") == "gripper: action[6]; cut to [0, 1], then 1 minus it; left as it is")
    // -1 is cut to 0 and turned round: open arrives as 1, as the model reads it.
    #expect(text("gripper") == "the model reads 0 to 1, 1 is open; so it arrives, turned round by the loader")
    #expect(text("camera image_primary").contains("480 x 640 becomes 224 x 224, 1.33 times narrower"))
    #expect(text("name").contains("kitchen is not known to the loader"))
    #expect(text("instruction") == "language_instruction, in small letters")
    let octo = LoaderText.rows(try eye("octo"))
    #expect(octo.contains { $0.topic == "camera image_wrist" && $0.text == "nothing fills it: black and masked" })
    let pi0 = LoaderText.rows(try eye("pi0"))
    #expect(pi0.contains { $0.topic == "camera base_0_rgb" && $0.text.hasSuffix("with black bars over 25 % of it") })
    #expect(pi0.contains { $0.topic == "gripper" && $0.text.hasSuffix("the model takes open for closed") })
  }

  @Test("fit for one, not for the other, in every format")
  func sideBySide() throws {
    let report = try report()
    let compared = try #require(SideBySide.all(report).first)
    #expect(compared.sentence == "fit for octo; not for openvla: loader/action-width")
    let terminal = TerminalReport(width: 100, colour: false, height: nil).render(report)
    #expect(terminal.contains("fit for octo; not for openvla: loader/action-width"))
    #expect(terminal.contains("What octo makes of it"))
    let page = HTMLReport.render(report)
    #expect(page.contains("fit for octo; not for openvla: loader/action-width"))
    #expect(page.contains("What openvla makes of it") && !page.contains("a<b>"))
    let json = try JSON.parse(JSONReport.render(report))
    #expect(json["comparisons"]?[0]?["targets"]?[0]?["because"]?[0] == .string("loader/action-width"))
    #expect(json["runs"]?[0]?["loader"]?["columns"]?[0]?["width"] == .number(7))
    let schema = JSONSchema(root: try JSON.parse(try #require(Assets.text("Reports/report.schema.json"))))
    #expect(schema.errors(in: json) == [])
    // Two datasets for one target each have nothing to be compared.
    var apart = report
    apart.runs[1].dataset.path = "elsewhere"
    #expect(SideBySide.all(apart).isEmpty)
  }

  @Test("no line is wider than the terminal, at any width")
  func widths() throws {
    for width in [20, 40, 60, 80, 120, 160] {
      for run in try report().runs {
        let eye = try #require(run.eye)
        for line in LoaderText.lines(eye, width: width) { #expect(TextWidth.of(line) <= width, "\(line)") }
      }
      for line in try #require(SideBySide.all(report()).first).lines(width: width) {
        #expect(TextWidth.of(line) <= width, "\(line)")
      }
    }
  }
}
