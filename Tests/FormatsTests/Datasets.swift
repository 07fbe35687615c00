import Episodes
import Formats

// features.json in the current form, built from parts.

func dictionary(_ features: [(String, String)]) -> String {
  let inner = features.map { "\"\($0.0)\": \($0.1)" }.joined(separator: ", ")
  return "{\"pythonClassName\": \"tfds.FeaturesDict\", \"featuresDict\": {\"features\": {\(inner)}}}"
}

func steps(_ features: [(String, String)]) -> String { sequence(dictionary(features), className: "Dataset") }

func sequence(_ feature: String, className: String = "Sequence", length: String = "-1") -> String {
  "{\"pythonClassName\": \"tfds.\(className)\", \"sequence\": {\"feature\": \(feature), \"length\": \"\(length)\"}}"
}

func tensor(_ dtype: String, _ shape: [Int] = [], encoding: String = "none", more: String = "") -> String {
  let dimensions = shape.isEmpty ? "{}" : "{\"dimensions\": [\(shape.map { "\"\($0)\"" }.joined(separator: ", "))]}"
  return
    "{\"pythonClassName\": \"tfds.Tensor\", \"tensor\": {\"shape\": \(dimensions), \"dtype\": \"\(dtype)\", \"encoding\": \"\(encoding)\"\(more)}}"
}

let text = "{\"pythonClassName\": \"tfds.Text\", \"text\": {}}"
let image =
  "{\"pythonClassName\": \"tfds.Image\", \"image\": {\"shape\": {\"dimensions\": [\"8\", \"8\", \"3\"]}, \"dtype\": \"uint8\", \"encodingFormat\": \"jpeg\"}}"

func info(
  name: String = "small", version: String = "1.0.0", splits: [(String, [Int])] = [("train", [2])], template: String? = nil,
  fileFormat: String? = "tfrecord", asNumbers: Bool = false
) -> String {
  let parts = splits.map { split, lengths in
    let list = lengths.map { asNumbers ? "\($0)" : "\"\($0)\"" }.joined(separator: ", ")
    let pattern = template.map { ", \"filepathTemplate\": \"\($0)\"" } ?? ""
    return "{\"name\": \"\(split)\", \"shardLengths\": [\(list)]\(pattern)}"
  }
  let format = fileFormat.map { "\"fileFormat\": \"\($0)\", " } ?? ""
  return "{\"name\": \"\(name)\", \"version\": \"\(version)\", \(format)\"splits\": [\(parts.joined(separator: ", "))]}"
}

/// The dataset that most tests read: two features that are numbers, a picture, a text, flags, and a path beside the steps.
enum Small {
  static let features = dictionary([
    (
      "steps",
      steps([
        ("observation", dictionary([("state", tensor("float32", [2])), ("image", image)])),
        ("action", tensor("float32", [2])), ("is_first", tensor("bool")), ("language_instruction", text),
      ])
    ),
    ("episode_metadata", dictionary([("file_path", text)])),
  ])

  static let entries: [(String, Value)] = [
    ("steps/action", .floats([1, 2, 3, 4, 5, 6])),
    ("steps/observation/state", .floats([0.5, 1.5, 2.5, 3.5, 4.5, 5.5])),
    ("steps/observation/image", .strings([[1], [2, 3], []])),
    ("steps/is_first", .integers([1, 0, 0])),
    ("steps/language_instruction", .texts(["pick", "pick", "pick"])),
    ("episode_metadata/file_path", .texts(["a/b.npy"])),
  ]

  static func entries(replacing key: String, with value: Value?) -> [(String, Value)] {
    entries.compactMap { entry in entry.0 == key ? value.map { (key, $0) } : entry }
  }

  static let shardName = "small-train.tfrecord-00000-of-00001"

  /// A dataset of one shard with these bytes.
  static func folder(_ shard: Bytes, features: String = Small.features, info text: String? = nil, records: Int = 1) throws -> Folder {
    let folder = Folder()
    try folder.write("features.json", features)
    try folder.write("dataset_info.json", text ?? info(splits: [("train", [records])]))
    try folder.write(shardName, shard)
    return folder
  }
}

/// What a scan handed out, kept.
struct Reading {
  var episodes: [Episode] = []
  var outcome = ShardOutcome()
  var schema: Schema
  var selection: [Int] = []
  var description: DatasetDescription

  var faults: [Fault] { outcome.faults }

  func column(_ path: String, episode: Int = 0) -> Column? {
    guard let leaf = schema.index(of: path), let at = selection.firstIndex(of: leaf), episodes.indices.contains(episode) else { return nil }
    return episodes[episode].columns[at]
  }
}

/// Opens the folder and reads its first shard with all leaves selected, or those named.
func read(_ folder: Folder, split: String = "train", selecting paths: [String]? = nil) throws -> Reading {
  let dataset = try RLDSDataset.open(folder.path)
  var reading = Reading(schema: dataset.description.schema, description: dataset.description)
  reading.selection = paths.map { $0.compactMap { dataset.description.schema.index(of: $0) } } ?? Array(reading.schema.leaves.indices)
  guard let shard = dataset.description.splits.first(where: { $0.name == split })?.shards.first else { return reading }
  var episodes: [Episode] = []
  reading.outcome = dataset.scan(split: split, shard: shard, selecting: ColumnSelection(leaves: reading.selection)) { episode in
    episodes.append(copy episode)
    return true
  } progress: { _ in
  }
  reading.episodes = episodes
  return reading
}
