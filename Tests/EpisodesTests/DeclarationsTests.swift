import Testing

@testable import Episodes

@Suite("What a cupel.yaml declares")
struct DeclarationsTests {
  /// Every field set.
  static var full: Declarations {
    var full = Declarations()
    full.labels = .commanded
    full.motion = .absolute
    full.frame = .tool
    full.actionRotation = .rotationVector
    full.stateRotation = .matrix
    full.controlHz = 15
    full.task = "episode_metadata/task"
    full.requiredStreams = ["stream.force"]
    full.secondsPerTick = 1e-9
    full.codec = .openvla
    full.gripperRange = 0...0.08
    full.gripperOpen = 0.08
    full.gripperStateOpen = 0.08
    full.metresPerUnit = 0.001
    full.radiansPerUnit = 0.01
    full.card = "bridge"
    full.uprightPictures = ["observation/image"]
    full.stateLimits = [Declarations.StateLimits(role: "joints", ranges: [0...1])]
    full.episodesPerTask = 50
    full.tiers = [Declarations.Tier(name: "safety", splits: ["stop"])]
    return full
  }

  @Test("all of it is taken over, by one that says nothing and by one that said something else")
  func takenOver() {
    for (name, value) in Mirror(reflecting: Self.full).children {
      let text = String(describing: value)
      #expect(text != "nil" && text != "[]", "\(name ?? "?") must be set for this test to mean anything")
    }
    var silent = Declarations()
    silent.overlay(Self.full)
    #expect(silent == Self.full)
    var other = Self.full
    other.controlHz = 3
    other.frame = .base
    other.overlay(Self.full)
    #expect(other == Self.full)
  }

  @Test("what the other leaves unsaid stays")
  func kept() {
    var full = Self.full
    full.overlay(Declarations())
    #expect(full == Self.full)
  }
}
