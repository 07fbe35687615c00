import Documents
import Episodes

/// What lies beside a dataset for people to read, and what dataset_info.json says about where it comes from.
public struct DocumentSearch: Sendable {
  public private(set) var documents: [Provenance.Document] = []
  public private(set) var statements: [Provenance.Statement] = []
  public private(set) var notes: [String] = []

  /// Larger files are not for people to read.
  static let largest = 1 << 20
  /// dataset_info.json may carry statistics.
  static let largestInfo = 64 << 20

  /// Looks in the version folder and above it, up to the folder that carries the dataset's name.
  public init(directory: String, dataset: String) {
    for (folder, prefix) in StatisticsSearch.folders(directory, dataset) {
      for name in FileSystem.list(folder) ?? [] where Self.isCandidate(name) { add(folder + "/" + name, as: prefix + name) }
    }
    addInfo(directory + "/dataset_info.json")
  }

  /// `README.md`, `README`, `DATASHEET.md`, `dataset_card.md`.
  static func isCandidate(_ name: String) -> Bool {
    let parts = name.lowercased().split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 1 || (parts.count == 2 && ["md", "txt", "rst"].contains(parts[1])) else { return false }
    return ["readme", "datasheet", "dataset_card", "datasetcard", "card"].contains(parts[0]) && (parts.count == 2 || parts[0] == "readme")
  }

  private mutating func add(_ path: String, as name: String) {
    guard case .file? = FileSystem.kind(path) else { return }
    do {
      let bytes = try FileSystem.contents(path, atMost: Self.largest)
      documents.append(Provenance.Document(name: name, text: String(decoding: bytes, as: UTF8.self)))
    } catch {
      notes.append("\(name): the file \(error.message); it is not looked at.")
    }
  }

  /// What is wrong with the file itself is told by the reader.
  private mutating func addInfo(_ path: String) {
    guard case .file? = FileSystem.kind(path), let bytes = try? FileSystem.contents(path, atMost: Self.largestInfo),
      let root = try? JSON.parse(bytes, file: "dataset_info.json")
    else { return }
    if let text = root["description"]?.string, !text.isEmpty {
      documents.append(Provenance.Document(name: "the description in dataset_info.json", text: text))
    }
    func state(_ key: String, _ node: Node?) {
      guard let value = node?.string, !value.isEmpty else { return }
      statements.append(Provenance.Statement(key: key, value: value, source: "dataset_info.json"))
    }
    state("citation", root["citation"])
    state("licence", root["redistributionInfo"]?["license"])
    state("homepage", root["location"]?["urls"]?.list?.first)
  }
}
