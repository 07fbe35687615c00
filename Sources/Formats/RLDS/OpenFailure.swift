/// Why a path could not be opened as a dataset, and what to name instead.
public enum OpenFailure: Error, Sendable, Hashable, CustomStringConvertible {
  case noSuchPath(String)
  case notReadable(String, reason: String)
  /// A file; where it lies in a dataset, the directory to name.
  case isFile(String, name: String?)
  /// Neither the directory nor what lies below it holds RLDS data.
  case notADataset(String, found: [String], unfinished: Int)
  /// Several versions or configurations lie below; one of them must be named.
  case several(String, choices: [String], more: Int)

  public var description: String {
    switch self {
    case .noSuchPath(let path): return "\(path): no such file or directory"
    case .notReadable(let path, let reason): return "\(path) \(reason)"
    case .isFile(let path, let name?): return "\(path) is one file of a dataset; name its directory: \(name)"
    case .isFile(let path, nil): return "\(path) is a file, not a dataset; name the directory that holds dataset_info.json and the shards"
    case .notADataset(let path, let found, let unfinished):
      var text = "\(path) holds no RLDS dataset: neither dataset_info.json nor features.json nor a TFRecord shard, here or in its versions"
      if !found.isEmpty { text += "; it looks like \(found.joined(separator: ", ")), which is not read yet" }
      if unfinished > 0 { text += "; a build that did not finish lies there (incomplete...)" }
      return text + "; name the version directory, such as my_dataset/1.0.0"
    case .several(let path, let choices, let more):
      let list = choices.map { "\n  \($0)" }.joined()
      return "\(path) holds several datasets, versions or configurations; name one of:" + list + (more > 0 ? "\n  and \(more) more" : "")
    }
  }
}
