import Episodes
import Formats
import Testing

@Suite struct ExampleTests {
  private func reading(_ entries: [(String, Value)], features: String = Small.features) throws -> Reading {
    try read(try Small.folder(frame(example(entries)), features: features))
  }

  @Test func columnsHoldWhatWasWritten() throws {
    let reading = try reading(Small.entries)
    let action = try #require(reading.column("action"))
    #expect(action.numbers == [1, 2, 3, 4, 5, 6])
    #expect(action.width == 2 && action.rows == 3 && action.isPresent)
    #expect(action[1, 1] == 4)
    #expect(reading.column("observation/state")?.numbers == [0.5, 1.5, 2.5, 3.5, 4.5, 5.5])
    #expect(reading.column("is_first")?.numbers == [1, 0, 0])
    let pictures = try #require(reading.column("observation/image"))
    #expect(pictures.rows == 3)
    #expect((0..<3).map { Bytes(pictures.payload($0)) } == [[1], [2, 3], []])
    #expect(reading.column("language_instruction")?.text(2) == "pick")
    let path = try #require(reading.column("episode_metadata/file_path"))
    #expect(path.rows == 1 && path.text(0) == "a/b.npy")
  }

  @Test func columnsAreReusedWithoutLeftovers() throws {
    let short: [(String, Value)] = [
      ("steps/action", .floats([9, 8])), ("steps/observation/state", .floats([7, 6])), ("steps/observation/image", .strings([[5]])),
      ("steps/is_first", .integers([1])), ("steps/language_instruction", .texts(["x"])), ("episode_metadata/file_path", .texts(["p"])),
    ]
    let shard = frame(example(Small.entries)) + frame(example(short)) + frame(example(Small.entries(replacing: "steps/action", with: nil)))
    let reading = try read(try Small.folder(shard, records: 3))
    #expect(reading.column("action", episode: 1)?.numbers == [9, 8])
    #expect(reading.column("observation/image", episode: 1)?.bytes == [5])
    #expect(reading.column("language_instruction", episode: 1)?.ends == [1])
    #expect(reading.column("action", episode: 2)?.isPresent == false)
    #expect(reading.column("action", episode: 2)?.numbers == [])
  }

  @Test func anyOrderOfKeys() throws {
    var generator = SplitMix(state: 3)
    let expected = try reading(Small.entries)
    for _ in 0..<20 {
      let shuffled = try reading(Small.entries.shuffled(using: &generator))
      #expect(shuffled.faults == [])
      #expect(shuffled.episodes[0].columns.map(\.numbers) == expected.episodes[0].columns.map(\.numbers))
      #expect(shuffled.episodes[0].columns.map(\.bytes) == expected.episodes[0].columns.map(\.bytes))
    }
    // Within one file, where the order of the record before is tried first.
    let shard = (0..<20).flatMap { _ in frame(example(Small.entries.shuffled(using: &generator))) }
    let reading = try read(try Small.folder(shard, records: 20))
    #expect(reading.faults == [])
    #expect(reading.episodes.allSatisfy { $0.columns.map(\.numbers) == expected.episodes[0].columns.map(\.numbers) })
  }

  @Test func unpackedListsReadAlike() throws {
    var entries = Small.entries(replacing: "steps/action", with: .looseFloats([1, 2, 3, 4, 5, 6]))
    entries = entries.map { $0.0 == "steps/is_first" ? ($0.0, .looseIntegers([1, 0, 0])) : $0 }
    let reading = try reading(entries)
    #expect(reading.faults == [])
    #expect(reading.column("action")?.numbers == [1, 2, 3, 4, 5, 6])
    #expect(reading.column("is_first")?.numbers == [1, 0, 0])
  }

  @Test func splitAndMixedListsAreJoinedAndTold() throws {
    for value in [Value.floatChunks([[1, 2], [3, 4, 5, 6]]), .mixedFloats([1, 2, 3], [4, 5, 6])] {
      let reading = try reading(Small.entries(replacing: "steps/action", with: value))
      #expect(reading.faults.map(\.kind) == [.splitList])
      #expect(reading.faults.first?.feature == "action")
      #expect(reading.column("action")?.numbers == [1, 2, 3, 4, 5, 6])
    }
    let integers = try reading(Small.entries(replacing: "steps/is_first", with: .integerChunks([[1], [0, 0]])))
    #expect(integers.faults.map(\.kind) == [.splitList])
    #expect(integers.column("is_first")?.numbers == [1, 0, 0])
    // The same list message twice: joined as well.
    let twice = Value.message(Value.floats([1, 2]).feature + Value.floats([3, 4, 5, 6]).feature)
    let joined = try reading(Small.entries(replacing: "steps/action", with: twice))
    #expect(joined.faults.map(\.kind) == [.splitList])
    #expect(joined.column("action")?.numbers == [1, 2, 3, 4, 5, 6])
  }

  @Test func ofTwoKindsInOneFeatureTheLastCounts() throws {
    let value = Value.message(Value.integers([7]).feature + Value.floats([1, 2, 3, 4, 5, 6]).feature)
    let reading = try reading(Small.entries(replacing: "steps/action", with: value))
    #expect(reading.column("action")?.numbers == [1, 2, 3, 4, 5, 6])
    #expect(reading.faults == [])
  }

  @Test func ofDuplicateKeysTheLastCounts() throws {
    let reading = try reading([("steps/action", .floats([9, 9]))] + Small.entries)
    #expect(reading.faults.map(\.kind) == [.duplicateKey])
    #expect(reading.faults.first?.feature == "action")
    #expect(reading.column("action")?.numbers == [1, 2, 3, 4, 5, 6])
  }

  @Test func unknownKeysAndFields() throws {
    let reading = try reading(Small.entries + [("steps/extra", .floats([1])), ("also:this", .nothing)])
    #expect(reading.faults.map(\.kind) == [.undeclaredFeature, .undeclaredFeature])
    #expect(reading.faults.compactMap(\.feature) == ["steps/extra", "also:this"])
    // Fields that no version of the message has are passed over, as protocol buffers want it.
    let payload: Bytes = [0x10, 0x05] + example(Small.entries) + [0x7D, 1, 2, 3, 4] + [0x79, 1, 2, 3, 4, 5, 6, 7, 8]
    #expect(try read(try Small.folder(frame(payload))).faults == [])
  }

  @Test func missingAndEmptyAndWrongKinds() throws {
    let missing = try reading(Small.entries(replacing: "steps/action", with: nil))
    #expect(missing.faults.map(\.kind) == [.declaredFeature])
    #expect(missing.faults.first?.feature == "action")
    #expect(missing.episodes.first?.steps == 3)
    #expect(missing.episodes.first?.isWhole == true)

    let empty = try reading(Small.entries(replacing: "steps/action", with: .nothing))
    #expect(empty.faults.map(\.message) == ["holds no list where float32 is stored as a list of floats"])

    let integers = try reading(Small.entries(replacing: "steps/action", with: .integers([1, 2, 3, 4, 5, 6])))
    #expect(integers.faults.map(\.message) == ["holds a list of integers where float32 is stored as a list of floats"])
    #expect(integers.column("action")?.isPresent == false)

    let ragged = try reading(Small.entries(replacing: "steps/action", with: .floats([1, 2, 3])))
    #expect(ragged.faults.map(\.message) == ["holds 3 values, which is no multiple of 2 as its shape wants"])

    let twoPaths = try reading(Small.entries(replacing: "episode_metadata/file_path", with: .texts(["a", "b"])))
    #expect(twoPaths.faults.map(\.message) == ["holds 2 rows, declared 1"])
  }

  @Test func theLeafThatDisagreesIsNamed() throws {
    let reading = try reading(Small.entries(replacing: "steps/is_first", with: .integers([1, 0])))
    #expect(reading.faults.map(\.kind) == [.stepCount])
    #expect(reading.faults.first?.feature == "is_first")
    #expect(reading.faults.first?.message == "holds 2 steps where 4 other leaves hold 3")
    #expect(reading.episodes.first?.steps == 3)
    #expect(reading.episodes.first?.isWhole == false)
    #expect(reading.column("is_first")?.rows == 2)
  }

  @Test func emptyEpisodesAreEpisodes() throws {
    let reading = try reading([
      ("steps/action", .floats([])), ("steps/observation/state", .floats([])), ("steps/observation/image", .strings([])),
      ("steps/is_first", .integers([])), ("steps/language_instruction", .texts([])), ("episode_metadata/file_path", .texts(["p"])),
    ])
    #expect(reading.faults == [])
    #expect(reading.episodes.first?.steps == 0)
    #expect(reading.column("action")?.isPresent == true)
  }

  @Test func faultsOfAKindAreCappedPerRecord() throws {
    let extras = (0..<100).map { ("x\($0)", Value.floats([1])) }
    let reading = try reading(Small.entries + extras)
    #expect(reading.faults.count == 8)
    #expect(reading.faults.reduce(0) { $0 + $1.count } == 100)
  }

  @Test func whatIsNoExampleIsNamedWithItsPlace() throws {
    // A length that runs out of its message.
    let payload: Bytes = [0x0A, 0x05, 0x0A, 0x7F]
    let good = frame(example(Small.entries))
    let reading = try read(try Small.folder(good + frame(payload) + good, records: 3))
    #expect(reading.faults.map(\.kind) == [.undecodable])
    #expect(reading.faults.first?.record == 1)
    #expect(reading.faults.first?.offset == UInt64(good.count + 12 + 2))
    #expect(reading.episodes.map(\.identity.record) == [0, 2])
  }

  @Test(arguments: [
    // Groups, field number 0, wire type 7, a varint of eleven bytes, packed floats of three bytes, a varint cut short in its chunk.
    [0x0B], [0x02, 0x00], [0x0F], [0x08] + Bytes(repeating: 0xFF, count: 10) + [0x01],
  ])
  func malformedRecords(_ payload: Bytes) throws {
    #expect(try read(try Small.folder(frame(payload))).faults.map(\.kind) == [.undecodable])
  }

  @Test func malformedLists() throws {
    for message in [
      field(2, field(1, [0, 0, 0])), field(3, field(1, [0x80])), field(3, field(1, Bytes(repeating: 0x80, count: 12) + [1])),
    ] {
      let reading = try reading(Small.entries(replacing: "steps/action", with: .message(message)))
      #expect(reading.faults.map(\.kind) == [.undecodable])
      #expect(reading.episodes.isEmpty)
    }
  }
}
