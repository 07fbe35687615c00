import Glibc

/// The terminal, or whatever stands in its place.
enum Console {
  static let isErrorTerminal = isatty(2) == 1
  static let isOutputTerminal = isatty(1) == 1

  /// Colour only on a terminal that has it, or where CLICOLOR_FORCE or FORCE_COLOR asks for it (the logs of CI show colours and are no
  /// terminal); never where somebody said NO_COLOR.
  static var usesColour: Bool { usesColour(isTerminal: isOutputTerminal, environment) }

  static func usesColour(isTerminal: Bool, _ environment: (String) -> String?) -> Bool {
    if environment("NO_COLOR") != nil { return false }
    let isForced = ["CLICOLOR_FORCE", "FORCE_COLOR"].contains { !["", "0"].contains(environment($0) ?? "") }
    return isForced || isTerminal && environment("TERM") != "dumb"
  }

  /// Whether signs beyond ASCII may be written: unless the locale names another encoding. Without any locale (a container, a CI job) output goes
  /// to a log, and logs are UTF-8.
  static var isUnicode: Bool { isUnicode(environment) }

  static func isUnicode(_ environment: (String) -> String?) -> Bool {
    guard let locale = ["LC_ALL", "LC_CTYPE", "LANG"].compactMap({ environment($0) }).first(where: { !$0.isEmpty }) else {
      return true
    }
    let name = locale.lowercased()
    return name.contains("utf-8") || name.contains("utf8")
  }

  /// Columns of the terminal; 80 where there is none.
  static var width: Int { columns(of: 1) ?? environment("COLUMNS").flatMap { Int($0) }.map { max($0, 20) } ?? 80 }

  /// Columns of the terminal behind a file descriptor; nil where there is none.
  static func columns(of descriptor: Int32) -> Int? {
    var size = winsize()
    return ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : nil
  }

  /// Rows of the terminal; 24 where there is none.
  static var height: Int {
    var size = winsize()
    return ioctl(1, UInt(TIOCGWINSZ), &size) == 0 && size.ws_row > 0 ? Int(size.ws_row) : 24
  }

  static func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

  /// All bytes of the text, to a file descriptor; false when the other end is gone.
  @discardableResult
  static func write(_ text: String, to descriptor: Int32) -> Bool {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  static func out(_ text: String) { write(text, to: 1) }
  static func error(_ text: String) { write(text + "\n", to: 2) }
}
