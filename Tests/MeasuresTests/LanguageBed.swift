import Episodes

@testable import Measures

/// Episodes of which nothing but the instruction, the task and a motion matters.
enum LanguageBed {
  static func bed(_ texts: [String], tasks: [String]? = nil) -> TestBed {
    var bed = TestBed([TestBed.text("language_instruction"), TestBed.text("episode_metadata/task", .episode)])
    bed.roles = [TestBed.role("instruction", "language_instruction")]
    if tasks != nil { bed.roles.append(TestBed.role("task", "episode_metadata/task")) }
    bed.splits = [
      "train": texts.indices.map { index in
        TestEpisode(1, ["language_instruction": .texts([texts[index]]), "episode_metadata/task": .texts([tasks?[index] ?? ""])])
      }
    ]
    return bed
  }

  /// Each text so many times.
  static func repeated(_ texts: [(String, Int)]) -> [String] { texts.flatMap { Array(repeating: $0.0, count: $0.1) } }
}
