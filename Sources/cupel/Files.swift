import Glibc

/// A file or folder that could not be read or written.
struct FileError: Error, CustomStringConvertible {
  var description: String

  init(_ path: String, _ what: String) { description = "\(path): \(what): \(String(cString: strerror(errno)))" }
}

/// The few things that commands do with files. The only place of this module that touches pointers.
enum Files {
  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  static func isFolder(_ path: String) -> Bool {
    var info = stat()
    return stat(path, &info) == 0 && (info.st_mode & S_IFMT) == S_IFDIR
  }

  static func read(_ path: String) throws(FileError) -> String { String(decoding: try bytes(path), as: UTF8.self) }

  static func bytes(_ path: String) throws(FileError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError(path, "cannot be opened") }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = chunk.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw FileError(path, "cannot be read") }
      if count == 0 { return bytes }
      bytes += chunk[..<count]
    }
  }

  /// Writes through a neighbour that is renamed into place: a reader never sees half a report. `-` is standard output.
  static func write(_ text: String, to path: String) throws(FileError) {
    if path == "-" {
      Console.out(text)
      return
    }
    let partial = path + ".partial"
    let descriptor = open(partial, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw FileError(path, "cannot be written") }
    let whole = Console.write(text, to: descriptor)
    guard close(descriptor) == 0, whole, rename(partial, path) == 0 else {
      let error = FileError(path, "cannot be written")
      unlink(partial)
      throw error
    }
  }

  /// Adds to the end of a file that others write to as well.
  static func append(_ text: String, to path: String) throws(FileError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw FileError(path, "cannot be written") }
    let whole = Console.write(text, to: descriptor)
    guard close(descriptor) == 0, whole else { throw FileError(path, "cannot be written") }
  }

  /// Bytes of a file; 0 where there is none.
  static func size(_ path: String) -> Int {
    var info = stat()
    return stat(path, &info) == 0 ? Int(info.st_size) : 0
  }

  static var workingDirectory: String? {
    guard let path = getcwd(nil, 0) else { return nil }
    defer { free(path) }
    return String(cString: path)
  }

  /// Names in a folder, in order.
  static func list(_ path: String) throws(FileError) -> [String] {
    guard let folder = opendir(path) else { throw FileError(path, "cannot be opened") }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// Every file below a folder with this ending, in order.
  static func all(below path: String, ending: String) throws(FileError) -> [String] {
    var found: [String] = []
    for name in try list(path) {
      let child = "\(path)/\(name)"
      if isFolder(child) { found += try all(below: child, ending: ending) } else if name.hasSuffix(ending) { found.append(child) }
    }
    return found
  }
}
