import Episodes

/// Of all statistics that files hold, those of this dataset: files for a mixture name several.
struct StatisticsChoice {
  private(set) var statistics: [StoredStatistics] = []
  private(set) var notes: [String] = []

  init(_ all: [StoredStatistics], of dataset: String, card: DatasetCard?) {
    let known = Set([dataset] + (card.map { $0.names + $0.loaders.values.flatMap(\.names) } ?? []))
    var files: [String] = []
    for entry in all where !files.contains(entry.file) { files.append(entry.file) }
    for file in files {
      let entries = all.filter { $0.file == file }
      let own = entries.filter { $0.dataset.map(known.contains) ?? true }
      if !own.isEmpty {
        statistics += own
      } else if entries.count == 1 {
        // One dataset under another name: a copy is often named anew.
        statistics += entries
      } else {
        let names = entries.compactMap(\.dataset).prefix(5).joined(separator: ", ")
        notes.append(
          "\(file) holds statistics of \(entries.count) datasets (\(names)\(entries.count > 5 ? ", ..." : "")), none of \(dataset).")
      }
    }
  }
}
