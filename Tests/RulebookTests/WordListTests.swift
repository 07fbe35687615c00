import Documents
import Measures
import Testing

@testable import Rulebook

@Suite("Lists of words are data")
struct WordListTests {
  private func failure(_ text: String) -> DocumentError? {
    var lists = WordLists()
    do throws(DocumentError) {
      try WordListReader.read(text, file: "w.yaml", into: &lists)
      return nil
    } catch { return error }
  }

  @Test("mistakes are told with their place")
  func mistakes() throws {
    #expect(failure("list: verbs\nwords: [pick, [take, took]]\n") == nil)
    let cases = [
      ("list: vrebs\nwords: [pick]\n", "w.yaml:1:7", "did you mean \"verbs\"?"),
      ("words: [pick]\n", "w.yaml:1:1", "\"list\" is missing"),
      ("list: verbs\n", "w.yaml:1:1", "\"words\" is missing"),
      ("list: verbs\nwords: pick\n", "w.yaml:2:8", "must be a list"),
      ("list: verbs\nword: [pick]\n", "w.yaml:2:1", "did you mean \"words\"?"),
      ("list: verbs\nwords:\n  - pick\n  - Take\n", "w.yaml:4:5", "must be written as it is compared: \"take\""),
      ("list: generic\nwords:\n  - [do  it]\n", "w.yaml:3:6", "\"do it\""),
      ("list: generic\nwords:\n  - null\n", "w.yaml:3:5", "in quotes"),
      ("list: generic\nwords:\n  - \"\"\n", "w.yaml:3:5", "an empty word"),
      ("list: generic\nwords:\n  - []\n", "w.yaml:3:5", "without words"),
      ("list: generic\nreplaces: perhaps\nwords: [a]\n", "w.yaml:2:11", "true or false"),
    ]
    for (text, place, says) in cases {
      let error = try #require(failure(text), "\(says)")
      #expect(error.description.hasPrefix(place), "\(error)")
      #expect(error.message.contains(says), "\(error)")
    }
  }

  @Test("a folder of rules adds to a list, or takes its place; both are in the digests")
  func added() throws {
    func rulebook(_ text: String) throws -> Rulebook {
      try Rulebook(adding: [Rulebook.Source(file: "mine/words/generic.yaml", text: text)])
    }
    let shipped = try Rulebook()
    let more = try rulebook("list: generic\nwords: [warm up]\n")
    #expect(more.words[.generic] == shipped.words[.generic] + [["warm up"]])
    #expect(more.digest != shipped.digest && more.words.canonicalText != shipped.words.canonicalText)
    let other = try rulebook("list: generic\nreplaces: true\nwords: [warm up]\n")
    #expect(other.words[.generic] == [["warm up"]] && other.words[.verbs] == shipped.words[.verbs])
  }

  @Test("every list ships with words in it, each once")
  func shipped() throws {
    let words = try Rulebook().words
    for name in WordLists.Name.allCases {
      let entries = words[name]
      #expect(!entries.isEmpty, "\(name)")
      // A verb's past may be its plain form.
      let firsts = name == .verbs ? entries.map { $0[0] } : entries.flatMap { $0 }
      #expect(Set(firsts).count == firsts.count, "\(name): \(Dictionary(grouping: firsts) { $0 }.filter { $0.value.count > 1 }.keys)")
    }
  }
}
