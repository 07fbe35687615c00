import Documents
import Episodes

/// Statistics files beside a dataset: what was read of them, and what is to be said of those that were not.
public struct StatisticsSearch: Sendable {
  public private(set) var statistics: [StoredStatistics] = []
  public private(set) var notes: [String] = []

  /// Looks in the version folder and above it, up to the folder that carries the dataset's name.
  public init(directory: String, dataset: String) {
    for (folder, prefix) in Self.folders(directory, dataset) {
      for name in FileSystem.list(folder) ?? [] where Self.isCandidate(name) { add(folder + "/" + name, as: prefix + name) }
      if case .file? = FileSystem.kind(folder + "/meta/stats.json") { add(folder + "/meta/stats.json", as: prefix + "meta/stats.json") }
    }
  }

  /// `dataset_statistics.json`, `dataset_statistics_<digest>.json` (the loaders' cache), `norm_stats.json`, `stats.json`.
  static func isCandidate(_ name: String) -> Bool {
    name.hasPrefix("dataset_statistics") && name.hasSuffix(".json") || name == "norm_stats.json" || name == "stats.json"
  }

  /// Folders, nearest first, with what stands before a file's name in findings.
  static func folders(_ directory: String, _ dataset: String) -> [(folder: String, prefix: String)] {
    guard let real = FileSystem.real(directory) else { return [(directory, "")] }
    var found = [(real, "")]
    var folder = Substring(real)
    var prefix = ""
    // <dataset>/<version>, or <dataset>/<config>/<version>.
    var above: [(String, String)] = []
    for _ in 0..<2 {
      guard let slash = folder.lastIndex(of: "/"), slash > folder.startIndex else { break }
      folder = folder[..<slash]
      prefix += "../"
      above.append((String(folder), prefix))
      if folder.split(separator: "/").last.map(String.init) == dataset {
        found += above
        break
      }
    }
    return found
  }

  private mutating func add(_ path: String, as name: String) {
    guard case .file? = FileSystem.kind(path) else { return }
    do {
      let bytes = try FileSystem.contents(path, atMost: StatisticsFile.largest)
      do { statistics += try StatisticsFile.read(bytes, file: name) } catch { trouble(name, error.description) }
    } catch {
      trouble(name, "\(name): the file \(error.message)")
    }
  }

  /// A name that only loaders give is theirs; any program may write a stats.json.
  private mutating func trouble(_ name: String, _ message: String) {
    guard !name.hasSuffix("/stats.json"), name != "stats.json" else {
      notes.append("\(message); it is not looked at.")
      return
    }
    var unread = StoredStatistics(file: name, schema: name.hasSuffix("norm_stats.json") ? .openpi : .openvla)
    unread.trouble = message
    statistics.append(unread)
  }
}
