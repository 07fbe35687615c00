import Episodes
import Rulebook
import Testing

@testable import Reporting

@Suite("Words that all outputs share")
struct WordingTests {
  @Test("places are named as the command line names them")
  func places() {
    #expect(
      Wording.place(Finding(split: "train", episode: 12, steps: 49...49, feature: "action[0]", message: "")) == "train/12 step 49 action[0]"
    )
    #expect(Wording.place(Finding(split: "val", episode: 0, steps: 3...7, message: "")) == "val/0 steps 3–7")
    #expect(Wording.place(Finding(split: "val", shard: "x.tfrecord", record: 3, message: "")) == "x.tfrecord record 3")
    #expect(Wording.place(Finding(split: "val", message: "")) == "val")
    #expect(Wording.place(Finding(message: "")) == "")
    #expect(
      Wording.line(
        Finding(split: "train", episode: 1, shard: "s", record: 2, path: "p", observed: .number(0.012), unit: .metre, message: "m"))
        == "train/1: 12 mm; m (s record 2, p)")
    #expect(Wording.line(Finding(message: "only this")) == "only this")
    #expect(Wording.count(Samples.rule("a/b", .pass) { $0.total = 40 }) == "40 episodes looked at")
    #expect(Wording.count(Samples.rule("a/b", .fail) { ($0.count, $0.total) = (1, 1_000) }) == "1 of 1,000 episodes")
  }

  @Test("numbers carry commas and the right number of the noun")
  func numbers() {
    #expect(14_312.grouped == "14,312")
    #expect((-1_000).grouped == "-1,000")
    #expect(999.grouped == "999")
    #expect(Wording.number(1, "episodes") == "1 episode")
    #expect(Wording.number(1, "entries") == "1 entry")
    #expect(Wording.number(0, "shards") == "0 shards")
    #expect(Wording.cut(shown: 20, of: 14_312) == "showing 20 of 14,312 findings")
    #expect(Wording.cut(shown: 20, of: 20) == nil)
  }

  @Test("hidden characters are spelled out, joiners and scripts stay, long text is cut by scalars")
  func visible() {
    #expect(VisibleText.line("a\u{0}\u{1b}\u{7f}\u{9f}b") == "a\\u{0}\\u{1b}\\u{7f}\\u{9f}b")
    #expect(
      VisibleText.line("\u{202e}\u{2066}\u{200f}\u{feff}\u{fffe}\u{1ffff}") == "\\u{202e}\\u{2066}\\u{200f}\\u{feff}\\u{fffe}\\u{1ffff}")
    #expect(VisibleText.line("a\r\nb\tc") == "a\\r\\nb\\tc")
    #expect(VisibleText.block("a\nb\tc") == "a\nb\tc")
    #expect(VisibleText.line("👩‍🔧 می‌خواهم e\u{301}") == "👩‍🔧 می‌خواهم e\u{301}")
    #expect(VisibleText.line(String(repeating: "\u{301}", count: 5_000), limit: 10).unicodeScalars.count < 50)
    #expect(VisibleText.line("abcdef", limit: 3) == "abc… (6 characters, cut here)")
    #expect(VisibleText.line("abc", limit: 3) == "abc")
  }

  @Test("XML keeps only what it allows")
  func legal() {
    #expect(XMLWriter.legal("a\u{1}\u{fffe}\t\n\r\u{e000}\u{1f600}") == "a\u{fffd}\u{fffd}\t\n\r\u{e000}\u{1f600}")
  }
}

@Suite("Consequences fold under their cause")
struct OutlineTests {
  private func rule(_ id: String, by cause: String? = nil, scope: String = "train", gating: Bool = true) -> RuleResult {
    Samples.rule(id, .fail, scope: scope, gating: gating) { $0.explainedBy = cause }
  }

  private func rejecting(_ rules: [RuleResult]) -> [String] {
    Outline(Samples.run(rules)).rejecting.map { diagnostic in
      "\(diagnostic.result.id)@\(diagnostic.result.scope): " + diagnostic.consequences.map { "\($0.id)@\($0.scope)" }.joined(separator: " ")
    }
  }

  @Test("the cause of the same scope is preferred, else the first")
  func scopes() {
    #expect(
      rejecting([rule("a/a"), rule("a/a", scope: "val"), rule("b/b", by: "a/a", scope: "val"), rule("c/c", by: "a/a", scope: "test")])
        == ["a/a@train: c/c@test", "a/a@val: b/b@val"])
  }

  @Test("of a chain, the first cause takes all")
  func chains() {
    #expect(rejecting([rule("a/a"), rule("b/b", by: "a/a"), rule("c/c", by: "b/b")]) == ["a/a@train: b/b@train c/c@train"])
  }

  @Test("a circle explains nothing, and nothing in it is lost")
  func circles() {
    #expect(
      rejecting([rule("a/a", by: "b/b"), rule("b/b", by: "a/a"), rule("c/c", by: "a/a"), rule("d/d", by: "d/d")])
        == ["a/a@train: ", "b/b@train: ", "c/c@train: ", "d/d@train: "])
  }

  @Test("what rejects is never folded under what does not, nor under a cause that did not fail")
  func gating() {
    let outline = Outline(Samples.run([rule("a/a", gating: false), rule("b/b", by: "a/a"), rule("c/c", by: "x/x")]))
    #expect(outline.rejecting.map(\.result.id) == ["b/b", "c/c"])
    #expect(outline.telling.map(\.result.id) == ["a/a"])
  }

  @Test("rules that were not checked stand together by reason, required ones first")
  func unchecked() {
    let outline = Outline(
      Samples.run([
        Samples.rule("a/a", .notApplicable, gating: false) { $0.reason = "small" },
        Samples.rule("b/b", .notApplicable) { $0.reason = "gates" },
        Samples.rule("c/c", .notApplicable, gating: false) {
          $0.reason = "required"; $0.isRequired = true
        },
        Samples.rule("d/d", .notApplicable) { $0.reason = "gates" },
      ]))
    #expect(outline.unchecked.map(\.reason) == ["required", "gates", "small"])
    #expect(outline.unchecked[1].results.map(\.id) == ["b/b", "d/d"])
  }
}
