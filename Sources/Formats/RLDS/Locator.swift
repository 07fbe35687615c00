/// Finds the version directory that a path means: `<data>/<dataset>[/<config>]/<version>`.
enum Locator {
  /// How deep below the given path datasets are looked for, and how many directories are opened at most.
  static let deepest = 4
  static let mostDirectories = 20_000
  static let mostChoices = 40

  static func locate(_ path: String) throws(OpenFailure) -> String {
    let path = trimmed(path)
    switch FileSystem.kind(path) {
    case nil: throw .noSuchPath(path)
    case .other: throw .notReadable(path, reason: "is neither a file nor a directory")
    case .file:
      let parent = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
      let names = FileSystem.list(parent.isEmpty ? "/" : parent) ?? []
      throw .isFile(path, name: isVersionDirectory(names) ? parent : nil)
    case .directory: break
    }
    guard let names = FileSystem.list(path) else { throw .notReadable(path, reason: "cannot be listed") }
    if isVersionDirectory(names) { return path }

    var search = Search()
    search.look(path, names, depth: 0)
    search.found.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    switch search.found.count {
    case 1: return search.found[0]
    case 0: throw .notADataset(path, found: otherFormats(path, names), unfinished: search.unfinished)
    default:
      let shown = Array(search.found.prefix(mostChoices))
      throw .several(path, choices: shown, more: search.found.count - shown.count)
    }
  }

  /// The path without slashes at its end.
  static func trimmed(_ path: String) -> String {
    var path = path.isEmpty ? "." : path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    return path
  }

  static func isVersionDirectory(_ names: [String]) -> Bool {
    names.contains { $0 == "dataset_info.json" || $0 == "features.json" || looksLikeShard($0) }
  }

  /// `x.tfrecord-00000-of-00001`, `x.tfrecord`, `x.tfrecords`, `tfrecord-00000-of-00001`.
  static func looksLikeShard(_ name: String) -> Bool {
    if ["tfrecord", "tfrecords"].contains(where: { name.hasSuffix("." + $0) || name.hasPrefix($0 + "-") }) { return true }
    guard let match = ShardTemplate.usual.match(name) else { return false }
    return match.fileFormat.map { ["tfrecord", "array_record", "riegeli", "parquet"].contains($0) } ?? false
  }

  private static func otherFormats(_ path: String, _ names: [String]) -> [String] {
    var found: [String] = []
    if names.contains("meta"), FileSystem.kind(path + "/meta/info.json") != nil { found.append("a LeRobot dataset") }
    if names.contains(where: { $0.hasSuffix(".hdf5") || $0.hasSuffix(".h5") }) { found.append("HDF5 files") }
    if names.contains(where: { $0.hasSuffix(".mcap") || $0.hasSuffix(".bag") }) { found.append("ROS recordings") }
    if names.contains(where: { $0.hasSuffix(".parquet") }) { found.append("Parquet files") }
    return found
  }

  private struct Search {
    var found: [String] = []
    var unfinished = 0
    var opened = 0

    mutating func look(_ path: String, _ names: [String], depth: Int) {
      guard depth < Locator.deepest else { return }
      for name in names where !name.hasPrefix(".") {
        if name.hasPrefix("incomplete.") {
          unfinished += 1
          continue
        }
        let below = path == "/" ? "/" + name : path + "/" + name
        guard opened < Locator.mostDirectories, FileSystem.kind(below) == .directory, let inside = FileSystem.list(below) else { continue }
        opened += 1
        if Locator.isVersionDirectory(inside) {
          found.append(below)
        } else {
          look(below, inside, depth: depth + 1)
        }
      }
    }
  }
}
