import Documents
import Episodes

/// A dataset as tensorflow_datasets lays RLDS out: dataset_info.json, features.json and TFRecord shards in a version directory.
public struct RLDSDataset: DatasetReader {
  public let description: DatasetDescription
  /// The version directory: the given path, or the only one below it.
  public let directory: String
  let records: RecordSchema
  let fileFormat: String

  /// The largest metadata file that is read.
  static let mostMetadata = 64 << 20

  /// Opens a version directory, or the only one below the given directory. Metadata that is broken or missing is a fault of the dataset,
  /// not a failure, as long as something of a dataset is there.
  public static func open(_ path: String) throws(OpenFailure) -> RLDSDataset {
    let directory = try Locator.locate(path)
    guard let names = FileSystem.list(directory) else { throw .notReadable(directory, reason: "cannot be listed") }
    return RLDSDataset(directory: directory, names: names)
  }

  private init(directory: String, names: [String]) {
    self.directory = directory
    var faults: [Fault] = []
    let features = Self.document("features.json", directory, names, &faults)
    let tree = features.map { FeatureTree($0) } ?? .none
    faults += tree.faults
    let info = Self.document("dataset_info.json", directory, names, &faults).map { DatasetInfo($0) }
    for complaint in info?.complaints ?? [] { faults.append(Fault(.metadata, file: "dataset_info.json", message: complaint)) }

    let declaresShards = info.map { !$0.splits.isEmpty } ?? false
    let finder = ShardFinder(directory: directory, names: names, info: declaresShards ? info : nil)
    faults += finder.faults
    fileFormat = info?.fileFormat ?? "tfrecord"
    if fileFormat != "tfrecord", finder.splits.allSatisfy({ $0.shards.isEmpty }) {
      faults.append(
        Fault(
          .format, file: "dataset_info.json",
          message: "the shards are declared to be \(fileFormat) files; Cupel reads tfrecord, which is also what training code reads"))
    }
    let folder = FileSystem.real(directory)?.split(separator: "/").last.map(String.init) ?? ""
    faults += Self.versionFaults(info, folder)
    records = RecordSchema(tree)
    description = DatasetDescription(
      name: info?.name ?? finder.nameOnShards ?? folder, version: info?.version ?? (Self.isVersion(folder) ? folder : ""), format: "rlds",
      schema: tree.schema, splits: finder.splits, faults: faults.sorted())
  }

  /// A metadata file as a tree; what is wrong with it is a fault.
  private static func document(_ name: String, _ directory: String, _ names: [String], _ faults: inout [Fault]) -> Node? {
    guard names.contains(name) else {
      faults.append(Fault(.metadata, file: name, message: "the file is missing; tensorflow_datasets does not open the dataset without it"))
      return nil
    }
    do {
      let bytes = try FileSystem.contents(directory + "/" + name, atMost: mostMetadata)
      do { return try JSON.parse(bytes, file: name) } catch {
        let place = error.mark.map { " at line \($0.line), column \($0.column)" } ?? ""
        faults.append(Fault(.metadata, file: name, message: "the file is not JSON: \(error.message)\(place)"))
      }
    } catch {
      faults.append(Fault(.metadata, file: name, message: "the file \(error.message)"))
    }
    return nil
  }

  /// `1.0.0`
  static func isVersion(_ name: String) -> Bool {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 3 && parts.allSatisfy { part in !part.isEmpty && part.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } }
  }

  private static func versionFaults(_ info: DatasetInfo?, _ folder: String) -> [Fault] {
    guard let info, isVersion(folder) else { return [] }
    guard let version = info.version else {
      return [Fault(.version, file: "dataset_info.json", message: "declares no version; the directory is named \(folder)")]
    }
    if version == folder { return [] }
    return [Fault(.version, file: "dataset_info.json", message: "declares version \(version); the directory is named \(folder)")]
  }

  func path(of shard: Shard) -> String { directory + "/" + shard.file }

  public func scan(
    split: String, shard: Shard, selecting selection: ColumnSelection, visit: (borrowing Episode) -> Bool, progress: (Int) -> Void
  ) -> ShardOutcome {
    var scan = ShardScan(self, split: split, shard: shard, selecting: selection)
    return scan.run(wanted: nil, visit: visit, progress: progress)
  }

  /// Reads some records of a shard, by index within it and in rising order, and hops over the others without reading their payloads:
  /// for samples, and to fetch what a report shows. What was hopped over is not checked, so the outcome's counts and digest cover only
  /// part of the shard.
  public func readRecords(
    _ wanted: Set<Int>, split: String, shard: Shard, selecting selection: ColumnSelection, visit: (borrowing Episode) -> Bool,
    progress: (Int) -> Void = { _ in }
  ) -> ShardOutcome {
    var scan = ShardScan(self, split: split, shard: shard, selecting: selection)
    return scan.run(wanted: wanted, visit: visit, progress: progress)
  }
}
