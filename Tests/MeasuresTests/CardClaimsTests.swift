import Testing

@testable import Measures

@Suite("What cards claim")
struct CardClaimsTests {
  private func claims(_ sentence: String) -> [String] {
    CardClaims.claims(sentence).map { "\($0.kind) \(Int($0.value))" }
  }

  @Test(
    "numbers of all of the data are claims",
    arguments: [
      ("The dataset contains 1,200 episodes.", ["episodes 1200"]),
      ("This release has 24 teleoperated demonstrations with 858 steps", ["episodes 24", "steps 858"]),
      ("In total, 24 real robot trajectories", ["episodes 24"]),
      ("The validation split has 3 episodes.", ["split(\"val\") 3", "split(\"validation\") 3"]),
      ("There are 24 training episodes.", ["split(\"train\") 24"]),
      ("Data was recorded at 10 Hz.", ["hertz 10"]),
      ("Actions are logged at 15Hz.", ["hertz 15"]),
      ("Two RGB cameras were recorded.", ["cameras 2"]),
      ("The dataset holds 7-dimensional actions.", ["actionWidth 7"]),
      ("An action has 8 dimensions.", ["actionWidth 8"]),
    ])
  func told(sentence: String, expected: [String]) { #expect(claims(sentence) == expected) }

  @Test(
    "what hedges, speaks of a part or of something else claims nothing",
    arguments: [
      "The dataset contains about 1200 episodes.", "The dataset contains ~1200 episodes.", "The dataset has 40 episodes per task.",
      "The dataset has 40 episodes of picking and 30 of placing.", "The dataset has 24 to 30 episodes.", "The dataset has 1.2k episodes.",
      "The dataset has 20 of 24 episodes that succeed.", "Pick the cup: 40 episodes", "We removed 3 episodes of the dataset.",
      "The dataset has 24 episodes and 3 videos.", "The kitchen holds 40 episodes.", "Episodes have 30 steps.",
      "The camera data was recorded at 30 Hz.", "The robot is controlled at 1000 Hz.", "Data was recorded at 10 Hz and 20 Hz.",
      "A 7-DoF arm carries out the actions.", "The original dataset contains 76,000 episodes.", "Two cameras hang in the laboratory.",
      "The training split has 24 episodes, the validation split 3 episodes.",
    ])
  func silent(sentence: String) { #expect(claims(sentence) == []) }

  @Test("entries of tables and lists claim under names that say what they count; a list of tasks claims nothing")
  func entries() {
    func claims(_ text: String) -> [String] { CardClaims.all(in: CardText(text)).map { "\($0.kind) \(Int($0.value))" } }
    #expect(claims("| Total episodes | 24 |\n| FPS | 10 |\n") == ["episodes 24", "hertz 10"])
    #expect(claims("- **Number of steps:** 1,858\n- Action dim: 7\n") == ["steps 1858", "actionWidth 7"])
    #expect(claims("Episodes: 24 or so\n") == [])
    #expect(claims("## Pick\nEpisodes: 24\n## Place\nEpisodes: 12\n") == [])
  }

  @Test("code, comments and front matter are no sentences; wrapped lines are one")
  func texts() {
    let text = CardText(
      """
      ---
      license: mit
      ---
      # Reaches
      <!-- The dataset contains 99 episodes. -->
      ```
      The dataset contains 98 episodes.
      ```
      The dataset contains
      24 episodes. It was made by e.g. two people.

      ## Consent

      Signed by [the operator](https://example.org/form).
      """)
    #expect(text.sentences == ["The dataset contains 24 episodes.", "It was made by e.g. two people.", "Signed by the operator."])
    #expect(text.entries.contains(CardText.Entry(key: "license", value: "mit")))
    #expect(text.entries.contains(CardText.Entry(key: "consent", value: "Signed by the operator.")))
  }

  @Test("no prefix of a card and no odd character brings it down")
  func hostile() {
    let text = "---\nlicense: x\n---\n# T\n| a | 24 |\n- **b:** 3\n[c](d) ``` <!-- ]( (\u{0} ~≈< 9,9,9 1,200Hz 7-dimensional actions\n"
    for end in text.indices { _ = CardClaims.all(in: CardText(String(text[..<end]))) }
    #expect(CardText(String(repeating: "the dataset has ", count: 100_000) + "24 episodes.").sentences.isEmpty)
  }
}
