import Glibc

@testable import cupel

extension Files {
  /// What only tests do to folders.
  static func makeFolder(_ path: String) throws(FileError) {
    guard mkdir(path, 0o755) == 0 else { throw FileError(path, "cannot be made") }
  }

  static func remove(_ path: String) {
    if isFolder(path) {
      for name in (try? list(path)) ?? [] { remove("\(path)/\(name)") }
      rmdir(path)
    } else {
      unlink(path)
    }
  }

  static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw FileError(path, "cannot be written") }
    let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
    guard close(descriptor) == 0, count == bytes.count else { throw FileError(path, "cannot be written") }
  }
}
