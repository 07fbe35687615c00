import Episodes
import Formats
import Testing

/// features.json and dataset_info.json in all their forms.
@Suite struct FeatureTests {
  private func description(_ features: String, info text: String? = nil) throws -> DatasetDescription {
    let folder = Folder()
    try folder.write("features.json", features)
    try folder.write("dataset_info.json", text ?? info(splits: [("train", [1])]))
    return try RLDSDataset.open(folder.path).description
  }

  @Test func leavesAreListedByPathStepsFirst() throws {
    let schema = try description(Small.features).schema
    #expect(schema.hasSteps)
    #expect(
      schema.leaves.map(\.path) == [
        "action", "is_first", "language_instruction", "observation/image", "observation/state", "episode_metadata/file_path",
      ])
    #expect(schema.leaves.map(\.level) == [.step, .step, .step, .step, .step, .episode])
    #expect(schema.leaves[0].shape == [2] && schema.leaves[0].element == .float32 && schema.leaves[0].isNumeric)
    #expect(schema.leaves[2].isText)
    #expect(schema.leaves[3].content == .image("jpeg") && schema.leaves[3].shape == [8, 8, 3])
  }

  @Test func namesMayHoldSlashesAndColons() throws {
    let features = dictionary([("steps", steps([("clip/base_pose", tensor("float32", [1])), ("tag:placed", tensor("bool"))]))])
    let shard = frame(example([("steps/clip/base_pose", .floats([1, 2])), ("steps/tag:placed", .integers([0, 1]))]))
    let reading = try read(try Small.folder(shard, features: features))
    #expect(reading.faults == [])
    #expect(reading.column("clip/base_pose")?.numbers == [1, 2])
    #expect(reading.column("tag:placed")?.numbers == [0, 1])
  }

  @Test func twoFeaturesOfOneKey() throws {
    let features = dictionary([("steps", steps([("a/b", tensor("float32")), ("a", dictionary([("b", tensor("int32"))]))]))])
    let found = try description(features)
    #expect(found.schema.leaves.map(\.path) == ["a/b"])
    #expect(found.faults.contains { $0.kind == .metadata && $0.message.contains("steps/a/b") })
  }

  /// The form that tensorflow_datasets wrote before 4.4.
  @Test func theLegacyForm() throws {
    func legacy(_ type: String, _ content: String) -> String {
      "{\"type\": \"tensorflow_datasets.core.features.\(type)\", \"content\": \(content)}"
    }
    let inner = legacy(
      "features_dict.FeaturesDict",
      """
      {"observation": \(legacy("image_feature.Image", "{\"shape\": [84, 84, 1], \"dtype\": \"uint8\", \"encoding_format\": \"png\"}")),
       "action": \(legacy("tensor_feature.Tensor", "{\"shape\": [], \"dtype\": \"int64\", \"encoding\": \"none\"}")),
       "label": \(legacy("class_label_feature.ClassLabel", "{\"num_classes\": 3}")),
       "words": \(legacy("text_feature.Text", "{}")),
       "gaps": \(legacy("tensor_feature.Tensor", "\"{\\\"shape\\\": [null, 2], \\\"dtype\\\": \\\"float32\\\"}\""))}
      """)
    let features = legacy(
      "features_dict.FeaturesDict",
      "{\"steps\": \(legacy("dataset_feature.Dataset", "{\"feature\": \(inner), \"length\": null}")), \"id\": \(legacy("tensor_feature.Tensor", "{\"shape\": [], \"dtype\": \"string\"}"))}"
    )
    let found = try description(features)
    #expect(found.schema.hasSteps)
    #expect(found.schema.leaves.map(\.path) == ["action", "gaps", "label", "observation", "words", "id"])
    #expect(found.schema.leaves[3].content == .image("png") && found.schema.leaves[3].shape == [84, 84, 1])
    #expect(found.schema.leaves[2].content == .classLabel(3))
    #expect(found.schema.leaves[1].shape == [nil, 2])
    #expect(found.schema.leaves[5].isText)
    let shard = frame(
      example([
        ("steps/observation", .strings([[1]])), ("steps/action", .integers([4])), ("steps/label", .integers([2])),
        ("steps/words", .texts(["w"])),
        ("steps/gaps", .floats([])), ("id", .texts(["e1"])),
      ]))
    #expect(try read(try Small.folder(shard, features: features)).faults == [])
  }

  @Test func everyContentKeyIsListed() throws {
    let features = dictionary([
      ("steps", steps([("x", tensor("float32"))])),
      ("audio", "{\"audio\": {\"shape\": {\"dimensions\": [\"-1\"]}, \"dtype\": \"int64\", \"encoding\": \"NONE\"}}"),
      ("box", "{\"boundingBox\": {\"shape\": {\"dimensions\": [\"4\"]}, \"dtype\": \"float32\"}}"),
      ("custom", "{\"pythonClassName\": \"mine.Feature\", \"jsonFeature\": {\"json\": \"{}\"}}"),
      ("label", "{\"classLabel\": {\"numClasses\": \"10\"}}"), ("strange", "{\"pythonClassName\": \"mine.Other\", \"newContent\": {}}"),
      ("spoken", "{\"translation\": {\"languages\": [\"fr\", \"en\"]}}"), ("video", "{\"video\": {\"dtype\": \"uint8\"}}"),
      ("odd", tensor("complex64")), ("list", sequence(tensor("int32", [2]), length: "3")),
    ])
    let found = try description(features)
    #expect(
      found.schema.leaves.map(\.path) == [
        "x", "audio", "box", "custom", "label", "list", "odd", "spoken/en", "spoken/fr", "strange", "video",
      ])
    #expect(found.schema.leaves[5].shape == [3, 2])
    #expect(found.faults.filter { $0.kind == .metadata }.compactMap(\.feature).sorted() == ["odd", "strange"])
    let shard = frame(
      example([
        ("steps/x", .floats([1])), ("audio", .integers([1, 2])), ("box", .floats([0, 0, 1, 1])), ("custom/a", .floats([1])),
        ("custom", .texts(["q"])), ("label", .integers([1])), ("strange/x", .nothing), ("spoken/en", .texts(["a"])),
        ("spoken/fr", .texts(["b"])),
        ("video", .strings([[1], [2]])), ("odd", .floats([1])), ("list", .integers([1, 2, 3, 4, 5, 6])),
      ]))
    #expect(try read(try Small.folder(shard, features: features)).faults == [])
    let short = frame(
      example([("steps/x", .floats([1])), ("list", .integers([1, 2]))]))
    let faults = try read(try Small.folder(short, features: features)).faults
    #expect(faults.contains { $0.feature == "list" && $0.message == "holds 1 row, declared 3" })
  }

  @Test func recordsThatAreNoEpisodes() throws {
    // The root is a sequence, as in the push data of 2021.
    let features = sequence(dictionary([("action", tensor("float32", [4])), ("image", image)]))
    let shard = frame(example([("action", .floats(Array(repeating: 1, count: 12))), ("image", .strings([[1], [2], [3]]))]))
    let reading = try read(try Small.folder(shard, features: features))
    #expect(!reading.schema.hasSteps)
    #expect(reading.schema.leaves.map(\.path) == ["action", "image"])
    #expect(reading.schema.leaves.allSatisfy { $0.level == .episode })
    #expect(reading.faults == [])
    #expect(reading.episodes.count == 1 && reading.episodes[0].steps == 0)
    let flat = try description(dictionary([("image", image), ("label", tensor("int64"))]))
    #expect(!flat.schema.hasSteps && flat.schema.leaves.count == 2)
  }

  @Test func aDatasetOfBareTensors() throws {
    let features = dictionary([("steps", sequence(tensor("float32", [3]), className: "Dataset"))])
    let reading = try read(try Small.folder(frame(example([("steps", .floats([1, 2, 3, 4, 5, 6]))])), features: features))
    #expect(reading.schema.leaves.map(\.path) == ["steps"])
    #expect(reading.episodes.first?.steps == 2)
    #expect(reading.faults == [])
  }

  @Test func shardLengthsAsNumbersAndAsStrings() throws {
    for asNumbers in [true, false] {
      let found = try description(Small.features, info: info(splits: [("train", [25, 7])], asNumbers: asNumbers))
      #expect(found.splits.map(\.declaredShards) == [2])
    }
  }

  @Test func brokenFeatures() throws {
    let shard = frame(example(Small.entries))
    let reading = try read(try Small.folder(shard, features: "{\"featuresDict\": "))
    #expect(reading.description.faults.map(\.kind) == [.metadata])
    #expect(reading.description.faults.first?.file == "features.json")
    #expect(reading.description.faults.first?.message.contains("line 1, column 18") == true)
    #expect(reading.schema.leaves.isEmpty)
    // Framing is checked all the same, and nothing is called undeclared for want of a declaration.
    #expect(reading.faults == [])
    #expect(reading.outcome.records == 1)
  }

  @Test func brokenInfo() throws {
    let shard = frame(example(Small.entries))
    let reading = try read(try Small.folder(shard, info: "[]"))
    #expect(reading.description.faults.contains { $0.kind == .metadata && $0.file == "dataset_info.json" })
    #expect(reading.description.splits.map(\.name) == ["train"])
    #expect(reading.description.name == "small")
    #expect(reading.episodes.count == 1)
    #expect(reading.faults == [])
  }
}
