import Documents
import Episodes
import Rulebook

/// What `cupel inspect` tells of a dataset: every leaf, the splits, the roles with their evidence.
public struct Inspection: Sendable {
  public var description: DatasetDescription
  public var roles: RoleMap
  public var notes: [String]
  /// What the loaders of the targets that were named make of it.
  public var eyes: [LoaderEye]

  public init(description: DatasetDescription, roles: RoleMap, notes: [String], eyes: [LoaderEye] = []) {
    self.description = description
    self.roles = roles
    self.notes = notes
    self.eyes = eyes
  }

  /// Tables of features and roles are as wide as they are; what a loader makes of it keeps to `width`.
  public func render(width: Int = 140) -> String {
    var lines = ["\(description.name) \(description.version) (\(description.format))", ""]
    lines.append("Splits:")
    for split in description.splits {
      let bytes = split.shards.reduce(0) { $0 + $1.byteCount }
      let present =
        split.shards.isEmpty
        ? "no shards at hand"
        : "\(split.shards.count) \(split.shards.count == 1 ? "shard" : "shards"), \(Quantity(Double(bytes), .bytes).text)"
      let records = split.declaredRecords.map { ", \($0) records declared" } ?? ""
      let of = split.declaredShards != split.shards.count ? " of \(split.declaredShards) declared" : ""
      lines.append("  \(split.name): \(present)\(of)\(records)")
    }
    if description.splits.isEmpty { lines.append("  none declared") }
    lines += ["", "Features\(description.schema.hasSteps ? "" : " (no steps: the records of this dataset are not episodes)"):"]
    lines += table(
      description.schema.leaves.map { [$0.path, $0.level == .step ? "" : "per episode", Self.type($0), Self.shape($0), Self.content($0)] })
    if description.schema.leaves.isEmpty { lines.append("  none could be read") }
    lines += ["", "Roles:"]
    lines += table(
      roles.bindings.map { role in
        [
          role.role, role.slices.map(\.description).joined(separator: " + "), "\(role.source.rawValue), \(role.strength.rawValue)",
          role.evidence,
        ]
      })
    if roles.bindings.isEmpty { lines.append("  none found: rules that need them are not applicable; declare them in a cupel.yaml") }
    if !description.faults.isEmpty {
      lines += ["", "Faults of metadata and files:"]
      lines += description.faults.sorted().map { "  \($0.kind.rawValue): \($0.message)" }
    }
    if !notes.isEmpty { lines += [""] + notes }
    for eye in eyes { lines += ["", "\(LoaderText.title(eye)) (\(LoaderText.known(eye))):"] + LoaderText.lines(eye, width: width) }
    return lines.map { VisibleText.line($0, limit: 1_000) }.joined(separator: "\n") + "\n"
  }

  /// A cupel.yaml that reproduces these roles, each with the evidence behind it as a comment.
  public func configuration() -> String {
    var lines = [
      "# Roles of \(VisibleText.line(description.name)), as cupel inspect found them. Check each line: from here on it is your word, not a guess.",
      "# Beside the data, this file speaks for the data's owner; in the working directory or with --config, for you.", "",
    ]
    if roles.bindings.isEmpty {
      lines += ["# Nothing could be inferred. For instance:", "# roles:", "#   instruction: [language_instruction]"]
    } else {
      lines.append("roles:")
    }
    for role in roles.bindings {
      lines.append("  # \(role.source.rawValue), \(role.strength.rawValue): \(VisibleText.line(role.evidence))")
      lines.append("  \(role.role): [\(role.slices.map { Self.quoted($0.description) }.joined(separator: ", "))]")
    }
    let forms = [("state", roles["pose.rotation"]?.form), ("action", roles["action.rotation"]?.form)].compactMap { pair in
      pair.1.map { "\(pair.0): \($0.rawValue)" }
    }
    if !forms.isEmpty {
      lines += ["", "# How rotations are written, as far as the numbers tell.", "rotation: {\(forms.joined(separator: ", "))}"]
    }
    lines += [
      "", "# What Cupel cannot see and you may know:", "# labels: executed        # or commanded", "# frame: base             # or tool",
      "# control_hz: 10", "# task: episode_metadata/task",
    ]
    return lines.joined(separator: "\n") + "\n"
  }

  /// Double quotes with YAML's escapes: feature names are data.
  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      default:
        if scalar.value < 0x20 || scalar.value == 0x7f || (0x80...0x9f).contains(scalar.value) || VisibleText.isHidden(scalar) {
          let digits = String(scalar.value, radix: 16)
          result += "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + "\""
  }

  private func table(_ rows: [[String]]) -> [String] {
    guard let columns = rows.first?.count else { return [] }
    let shown = rows.map { $0.map { VisibleText.line($0) } }
    let widths = (0..<columns).map { column in min(shown.map { $0[column].count }.max() ?? 0, 60) }
    return shown.map { row in
      var line = "  "
      for (column, cell) in row.enumerated() where column + 1 < columns {
        line += cell + String(repeating: " ", count: max(0, widths[column] - cell.count) + (widths[column] > 0 ? 2 : 0))
      }
      line += row.last ?? ""
      while line.last == " " { line.removeLast() }
      return line
    }
  }

  private static func type(_ leaf: Leaf) -> String { leaf.element.rawValue }

  private static func shape(_ leaf: Leaf) -> String {
    leaf.shape.isEmpty ? "scalar" : "[" + leaf.shape.map { $0.map(String.init) ?? "?" }.joined(separator: ", ") + "]"
  }

  private static func content(_ leaf: Leaf) -> String {
    let kind =
      switch leaf.content {
      case .tensor(.none): ""
      case .tensor(let encoding): "\(encoding.rawValue)-encoded"
      case .text: "text"
      case .classLabel(let count): count.map { "class of \($0)" } ?? "class"
      case .image(let format): format.map { "image (\($0))" } ?? "image"
      case .video: "video"
      case .audio: "audio"
      case .other(let key): key
      }
    return [kind, leaf.isRagged ? "ragged" : "", leaf.isOptional ? "optional" : ""].filter { !$0.isEmpty }.joined(separator: ", ")
  }
}
