import Documents
import Episodes
import Measures

enum MeasureUnits {
  static func unit(of use: MetricUse) -> Unit { MeasureRegistry.metrics[use.name]?.unit ?? .one }
}

/// A role as a cupel.yaml declares it.
public struct RoleDeclaration: Sendable, Hashable {
  public var role: String
  public var slices: [Slice]
  public var setIn: String
}

/// What a cupel.yaml says. The one beside the data is its owner's word and may hold roles and declarations only: a vendor must not
/// loosen its own gate.
public struct Configuration: Sendable, Hashable {
  public enum Owner: Sendable, Hashable {
    /// The user's: from `--config` or the working directory.
    case user
    /// Beside the data.
    case data
  }

  public var file: String
  public var owner: Owner
  /// The lines of its top-level keys.
  public var lines: [String: Int] = [:]
  public var target: String?
  public var pack: String?
  public var roles: [RoleDeclaration] = []
  public var declarations = Declarations()
  /// The keys of declarations that were given, for the report.
  public var declared: [String] = []
  public var limits: [LimitOverride] = []
  public var severities: [String: Severity] = [:]
  public var waivers: [Waiver] = []
  /// What the user's contract asks the delivery to say.
  public var demands: [Provenance.Demand] = []
  /// What the owner says.
  public var statements: [Provenance.Statement] = []

  public static let dataKeys = [
    "roles", "labels", "motion", "frame", "rotation", "control_hz", "timestamp_unit", "gripper", "units", "state_limits", "task",
    "required_streams", "codec", "card", "provenance", "pictures", "episodes_per_task", "tiers",
  ]
  public static let userKeys = ["target", "pack", "limits", "severities", "waivers"] + dataKeys

  public static func read(_ text: String, file: String, owner: Owner, rules: [String: Rule]) throws(DocumentError) -> Configuration {
    let node = try YAML.parse(text, file: file)
    if owner == .data, let entry = node.map?.first(where: { userKeys.contains($0.key) && !dataKeys.contains($0.key) }) {
      throw DocumentError(
        file: file, mark: entry.mark,
        message: "\"\(entry.key)\" is not the data's to say: a cupel.yaml beside the data holds roles and declarations only")
    }
    var configuration = Configuration(file: file, owner: owner)
    if node.isNull { return configuration }
    let map = try MapReader(node, file: file, what: "cupel.yaml", known: owner == .user ? userKeys : dataKeys)
    for entry in node.map ?? [] { configuration.lines[entry.key] = entry.mark.line }
    configuration.target = try map.optionalText("target")
    configuration.pack = try map.optionalText("pack")
    configuration.roles = try DeclarationReader.roles(map)
    configuration.declarations = try DeclarationReader.declarations(map)
    configuration.declared = dataKeys.filter { $0 != "roles" && map.optional($0) != nil }
    switch owner {
    case .user: configuration.demands = try ProvenanceReader.demands(map)
    case .data: configuration.statements = try ProvenanceReader.statements(map)
    }
    configuration.limits = try LimitOverride.read(map.optional("limits"), file: file, rules: rules)
    if let node = map.optional("severities") {
      let ids = rules.keys.sorted()
      let inner = try MapReader(node, file: file, what: "severities", known: ids)
      for id in ids { if let severity = try inner.choice(id, of: Severity.self) { configuration.severities[id] = severity } }
    }
    configuration.waivers = try WaiverReader.waivers(map, rules: rules)
    return configuration
  }
}

/// Days as `YYYY-MM-DD`: they compare as text.
public enum CalendarDay {
  public static func isValid(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.count) == [4, 2, 2], let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]), year > 0 else {
      return false
    }
    let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
    let days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1...12).contains(month) && (1...days[month - 1]).contains(day)
  }

  /// The day of a Unix time, in UTC (Howard Hinnant's civil-from-days).
  public static func day(unixSeconds: Int) -> String {
    let days = Int((Double(unixSeconds) / 86_400).rounded(.down)) + 719_468
    let era = (days >= 0 ? days : days - 146_096) / 146_097
    let dayOfEra = days - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    func padded(_ value: Int, _ width: Int) -> String {
      let text = String(value)
      return String(repeating: "0", count: max(0, width - text.count)) + text
    }
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(dayOfYear - (153 * shifted + 2) / 5 + 1, 2))"
  }
}
