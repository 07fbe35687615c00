import Rulebook

/// How files are named to code scanners and merge requests, which know them by their path below the root of the repository.
///
/// A relative path is taken from the working directory, which in a CI may lie below the root. Without a root, paths stay as the user
/// typed them.
public struct SourceRoot: Sendable, Hashable {
  /// The folder of the repository.
  public var folder: String?
  public var workingDirectory: String?

  public init(folder: String? = nil, workingDirectory: String? = nil) {
    self.folder = folder
    self.workingDirectory = workingDirectory
  }

  /// Relative to the root where the file lies below it, else as it was given. Steps that lead nowhere (`./`, `a/../`) are left out.
  public func path(_ file: String) -> String {
    let plain = Self.simplified(file)
    guard let folder, let workingDirectory else { return plain }
    let full = Self.simplified(plain.hasPrefix("/") ? plain : "\(workingDirectory)/\(plain)")
    let root = Self.simplified(folder)
    guard root != "/", full.hasPrefix(root + "/") else { return plain }
    return String(full.dropFirst(root.count + 1))
  }

  /// The path as a URI reference (RFC 3986): relative, or `file:///` for one that is absolute and not below the root.
  public func uri(_ file: String) -> String {
    let path = path(file)
    return path.hasPrefix("/") ? "file://\(Self.encoded(path))" : Self.encoded(path)
  }

  private static func simplified(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else if part != ".." || !path.hasPrefix("/") {
        parts.append(part)
      }
    }
    let joined = parts.joined(separator: "/")
    return path.hasPrefix("/") ? "/" + joined : joined.isEmpty ? "." : joined
  }

  /// Percent-encodes every byte but slashes and those that RFC 3986 calls unreserved.
  static func encoded(_ path: String) -> String {
    var output = ""
    for byte in path.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5a, 0x61...0x7a: output.unicodeScalars.append(Unicode.Scalar(byte))
      case _ where "/-._~".utf8.contains(byte): output.unicodeScalars.append(Unicode.Scalar(byte))
      default: output += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return output
  }
}

extension Run {
  /// Where results are told; a run that was not made from files names its dataset.
  private var sources: SourcePlaces { places ?? SourcePlaces(contract: nil, folder: dataset.path, metadata: "features.json") }

  /// The line of a file of the user's that a result is about.
  func place(of result: RuleResult) -> SourcePlaces.Place { sources.place(of: result, waivers: waivers) }

  /// A shard, by its file name.
  func path(ofShard shard: String) -> String { "\(sources.folder)/\(shard)" }
}
