/// What ships inside the binary: the files of `Rules/` and `Reports/`, by their path in the repository.
public enum Assets {
  /// The text of one file, or nil when there is no such file.
  public static func text(_ path: String) -> String? { path.isEmpty ? nil : embedded[path] }

  /// Paths below a folder, in order.
  public static func paths(under folder: String) -> [String] { embedded.keys.filter { $0.hasPrefix(folder + "/") }.sorted() }
}
