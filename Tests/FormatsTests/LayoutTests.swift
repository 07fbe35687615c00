import Episodes
import Formats
import Testing

/// Which files make up a dataset, and what is said about those that do not fit.
@Suite struct LayoutTests {
  private let record = frame(example(Small.entries))

  private func folder(_ text: String, _ files: [String], records: Int = 1) throws -> Folder {
    let folder = Folder()
    try folder.write("features.json", Small.features)
    try folder.write("dataset_info.json", text)
    for file in files { try folder.write(file, (0..<records).flatMap { _ in record }) }
    return folder
  }

  private func open(_ folder: Folder) throws -> DatasetDescription { try RLDSDataset.open(folder.path).description }

  private func name(_ index: Int, _ count: Int, split: String = "train", dataset: String = "small") -> String {
    "\(dataset)-\(split).tfrecord-0000\(index)-of-0000\(count)"
  }

  @Test func allShardsThere() throws {
    let folder = try folder(info(splits: [("val", [1]), ("train", [1, 1])]), [name(0, 2), name(1, 2), name(0, 1, split: "val")])
    let found = try open(folder)
    #expect(found.faults == [])
    #expect(found.splits.map(\.name) == ["train", "val"])
    #expect(found.splits[0].shards.map(\.file) == [name(0, 2), name(1, 2)])
    #expect(found.splits[0].shards.map(\.byteCount) == [UInt64(record.count), UInt64(record.count)])
    #expect(found.splits[0].shards.map(\.declaredRecords) == [1, 1])
    #expect(found.name == "small" && found.version == "1.0.0" && found.format == "rlds")
  }

  @Test func aMissingShard() throws {
    let found = try open(try folder(info(splits: [("train", [1, 1, 1])]), [name(0, 3), name(2, 3)]))
    #expect(found.faults.map(\.kind) == [.shards])
    #expect(found.faults.first?.shard == 1)
    #expect(found.faults.first?.file == name(1, 3))
    #expect(found.faults.first?.hidesRecords == true)
    #expect(found.splits[0].shards.map(\.index) == [0, 2])
    #expect(found.splits[0].declaredShards == 3)
  }

  @Test func allShardsMissing() throws {
    let found = try open(try folder(info(splits: [("train", Array(repeating: 1, count: 2048))]), []))
    #expect(found.faults.map(\.message) == ["none of the 2048 declared shards is there"])
    #expect(found.faults.first?.count == 2048)
    #expect(found.splits.map(\.declaredShards) == [2048])
  }

  @Test func manyMissingShardsAreCounted() throws {
    let found = try open(try folder(info(splits: [("train", Array(repeating: 1, count: 9))]), [name(0, 9)]))
    #expect(found.faults.count == 8)
    let more = try open(
      try folder(info(splits: [("train", Array(repeating: 1, count: 200))]), ["small-train.tfrecord-00000-of-00200"]))
    #expect(more.faults.count == 33)
    #expect(more.faults.reduce(0) { $0 + $1.count } == 199)
  }

  @Test func anotherSetBesideTheDeclaredOne() throws {
    let found = try open(try folder(info(splits: [("train", [1])]), [name(0, 1), name(0, 2), name(1, 2)]))
    #expect(found.faults.map(\.kind) == [.shards])
    #expect(found.faults.first?.count == 2)
    #expect(found.faults.first?.message.contains("-of-2") == true)
    #expect(found.splits[0].shards.map(\.file) == [name(0, 1)])
  }

  @Test func onlyAnotherSet() throws {
    let found = try open(try folder(info(splits: [("train", [1])]), [name(0, 2), name(1, 2)]))
    #expect(found.faults.map(\.kind) == [.shards])
    #expect(found.faults.first?.message.contains("a set of 2, dataset_info.json declares 1") == true)
    #expect(found.splits[0].shards.map(\.file) == [name(0, 2), name(1, 2)])
    #expect(found.splits[0].shards.map(\.declaredRecords) == [nil, nil])
  }

  @Test func namesOfAnotherDataset() throws {
    let folder = try folder(info(), [name(0, 1, dataset: "other")], records: 2)
    let found = try open(folder)
    #expect(found.faults.map(\.kind) == [.shards])
    #expect(found.faults.first?.message.contains("named for the dataset other, dataset_info.json says small") == true)
    #expect(try read(folder).episodes.count == 2)
  }

  @Test func filesThatBelongNowhere() throws {
    let found = try open(
      try folder(
        info(splits: [("train", [1])]),
        [
          name(0, 1), name(0, 1, split: "extra"), "stray.tfrecord", name(0, 1) + ".gz", "notes.txt", ".DS_Store", "a.labels.txt",
          "dataset_statistics_ab12.json", "small-train.csv-00000-of-00001",
        ]))
    #expect(found.faults.allSatisfy { $0.kind == .shards })
    #expect(found.faults.compactMap(\.file).sorted() == [name(0, 1, split: "extra"), name(0, 1) + ".gz", "stray.tfrecord"].sorted())
  }

  @Test func splitsWithHyphens() throws {
    let found = try open(
      try folder(info(splits: [("train-a", [1]), ("train", [1])]), [name(0, 1, split: "train-a"), name(0, 1)]))
    #expect(found.faults == [])
  }

  @Test func templates() throws {
    let own = try folder(info(splits: [("train", [1])], template: "{SPLIT}/data.{FILEFORMAT}-{SHARD_INDEX}"), ["train/data.tfrecord-00000"])
    #expect(try open(own).faults == [])
    #expect(try open(own).splits[0].shards.map(\.file) == ["train/data.tfrecord-00000"])
    #expect(try read(own).episodes.count == 1)
    let suffix = try folder(info(splits: [("train", [1])], template: "{DATASET}-{SPLIT}.{FILEFORMAT}-{SHARD_X_OF_Y}%3"), [name(0, 1)])
    #expect(try open(suffix).faults == [])
    for bad in ["../{SPLIT}-{SHARD_INDEX}", "/etc/{SPLIT}-{SHARD_INDEX}", "{SPLIT}", "{SHARD_INDEX}{SHARD_INDEX}", "{WHAT}-{SHARD_INDEX}"] {
      let found = try open(try folder(info(splits: [("train", [1])], template: bad), [name(0, 1)]))
      #expect(found.faults.map(\.kind) == [.metadata], "\(bad)")
      #expect(found.splits[0].shards.count == 1)
    }
  }

  @Test func namesCannotLeadOut() throws {
    let outer = Folder()
    try outer.write("secret-train.tfrecord-00000-of-00001", record)
    try outer.write("data/features.json", Small.features)
    try outer.write("data/dataset_info.json", info(name: "../secret", splits: [("train", [1])]))
    let found = try RLDSDataset.open(outer.path + "/data").description
    #expect(found.splits.allSatisfy { $0.shards.isEmpty })
  }

  @Test func versionsThatDiffer() throws {
    let outer = Folder()
    try outer.write("small/1.0.0/features.json", Small.features)
    try outer.write("small/1.0.0/dataset_info.json", info(version: "1.2.0", splits: [("train", [1])]))
    try outer.write("small/1.0.0/" + name(0, 1), record)
    let faults = try RLDSDataset.open(outer.path + "/small/1.0.0/").description.faults
    #expect(faults.map(\.kind) == [.version])
    #expect(faults.first?.message == "declares version 1.2.0; the directory is named 1.0.0")
  }

  @Test func withoutInfoSplitsComeFromNames() throws {
    let folder = Folder()
    try folder.write("features.json", Small.features)
    for file in [name(0, 2), name(1, 2), name(0, 1, split: "val"), name(0, 3)] { try folder.write(file, record) }
    let found = try open(folder)
    #expect(found.faults.map(\.kind).sorted { $0.rawValue < $1.rawValue } == [.metadata, .shards])
    #expect(found.splits.map(\.name) == ["train", "val"])
    #expect(found.splits.map(\.declaredShards) == [2, 1])
    #expect(try read(folder).episodes.count == 1)
  }

  @Test func onlyShards() throws {
    let folder = Folder()
    try folder.write(name(0, 1), record)
    let reading = try read(folder)
    #expect(reading.description.faults.map(\.file) == ["dataset_info.json", "features.json"])
    #expect(reading.outcome.records == 1)
    #expect(reading.faults == [])
  }

  // MARK: Paths that are not a version directory

  private func failure(_ path: String) -> OpenFailure? {
    do {
      _ = try RLDSDataset.open(path)
      return nil
    } catch { return error }
  }

  @Test func theOnlyVersionBelowIsOpened() throws {
    let outer = Folder()
    try outer.write("small/1.0.0/dataset_info.json", info())
    try outer.write("small/incomplete.ABC_1.0.0/" + name(0, 1), record)
    #expect(try RLDSDataset.open(outer.path).description.name == "small")
  }

  @Test func severalVersionsAreListed() throws {
    let outer = Folder()
    for version in ["2.0.0", "1.0.0"] { try outer.write("small/\(version)/dataset_info.json", info()) }
    try outer.write("small/other_config/1.0.0/dataset_info.json", info())
    #expect(
      failure(outer.path)
        == .several(outer.path, choices: ["1.0.0", "2.0.0", "other_config/1.0.0"].map { outer.path + "/small/" + $0 }, more: 0))
  }

  @Test func whatIsNoDataset() throws {
    let outer = Folder()
    #expect(failure(outer.path + "/nothing") == .noSuchPath(outer.path + "/nothing"))
    #expect(failure(outer.path) == .notADataset(outer.path, found: [], unfinished: 0))
    try outer.write("small/incomplete.ABC_1.0.0/x", [1])
    #expect(failure(outer.path) == .notADataset(outer.path, found: [], unfinished: 1))
    try outer.write("demo.hdf5", [1])
    #expect(failure(outer.path)?.description.contains("HDF5") == true)
    #expect(failure(outer.path + "/demo.hdf5") == .isFile(outer.path + "/demo.hdf5", name: nil))
    try outer.write("v/features.json", Small.features)
    #expect(failure(outer.path + "/v/features.json") == .isFile(outer.path + "/v/features.json", name: outer.path + "/v"))
  }

  @Test func aShardThatIsADirectory() throws {
    let folder = Folder()
    try folder.write("features.json", Small.features)
    try folder.write("dataset_info.json", info(splits: [("train", [1])]))
    try folder.write(name(0, 1) + "/x", [1])
    #expect(try open(folder).faults.contains { $0.kind == .shards })
    // One that vanishes between opening and reading.
    let dataset = try RLDSDataset.open(folder.path)
    let gone = Shard(index: 0, file: "gone.tfrecord", byteCount: 10, declaredRecords: 1)
    let outcome = dataset.scan(split: "train", shard: gone, selecting: ColumnSelection(leaves: [])) { _ in
      true
    } progress: { _ in
    }
    #expect(outcome.faults.map(\.kind) == [.unreadable])
  }
}
