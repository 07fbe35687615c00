import Documents
import Episodes

/// Reads the statistics files that loaders scale with, whatever their schema:
///
/// - OpenVLA and OFT: `{name: {action: {mean, std, min, max, q01, q99, mask}, proprio, num_transitions, num_trajectories}}`; the loader's
///   own cache lacks the name and the mask.
/// - Octo: the same with `p01` and `p99`; `proprio` only where it was loaded.
/// - openpi: `{norm_stats: {state: {mean, std, q01, q99}, actions: ...}}`.
/// - LeRobot: `{action: {mean, std, min, max, count, q01 ...}, observation.state: ...}`.
public enum StatisticsFile {
  /// The largest file that is read.
  public static let largest = 16 << 20
  static let mostDimensions = 4096
  static let mostDatasets = 1024

  /// The statistics of every dataset that the file holds.
  public static func read(_ bytes: [UInt8], file: String) throws(DocumentError) -> [StoredStatistics] {
    let root = try JSON.parse(bytes, file: file)
    guard let entries = root.map else { throw DocumentError(file: file, mark: root.mark, message: "statistics must be a map") }
    if let inner = root["norm_stats"] {
      var statistics = StoredStatistics(file: file, schema: .openpi)
      statistics.action = try group(inner["actions"] ?? inner["action"], file)
      statistics.proprio = try group(inner["state"], file)
      guard statistics.action != nil || statistics.proprio != nil else {
        throw DocumentError(file: file, mark: inner.mark, message: "norm_stats holds neither \"state\" nor \"actions\"")
      }
      return [statistics]
    }
    if isLeRobot(entries) { return [try lerobot(root, file)] }
    if root["action"] != nil { return [try flat(root, dataset: nil, file)] }
    guard !entries.isEmpty, entries.count <= mostDatasets, entries.allSatisfy({ $0.value["action"] != nil }) else {
      throw DocumentError(
        file: file, mark: root.mark,
        message: "fits no schema of statistics: OpenVLA, Octo and LeRobot files hold \"action\" (below a dataset's name or at the top), "
          + "openpi files \"norm_stats\"")
    }
    var all: [StoredStatistics] = []
    for entry in entries { all.append(try flat(entry.value, dataset: entry.key, file)) }
    return all
  }

  /// LeRobot names every feature of the dataset, and counts the frames of each.
  private static func isLeRobot(_ entries: [Node.Entry]) -> Bool {
    let others = ["timestamp", "frame_index", "episode_index", "task_index"]
    return entries.contains {
      $0.key.hasPrefix("observation.") || others.contains($0.key) || $0.key == "action" && $0.value["count"] != nil
    }
  }

  private static func lerobot(_ root: Node, _ file: String) throws(DocumentError) -> StoredStatistics {
    var statistics = StoredStatistics(file: file, schema: .lerobot)
    statistics.action = try group(root["action"], file)
    statistics.proprio = try group(root["observation.state"], file)
    guard statistics.action != nil || statistics.proprio != nil else {
      throw DocumentError(file: file, mark: root.mark, message: "holds neither \"action\" nor \"observation.state\"")
    }
    let count = root["action"]?["count"]
    statistics.transitions = count?.integer ?? count?.list?.first?.integer
    return statistics
  }

  private static func flat(_ node: Node, dataset: String?, _ file: String) throws(DocumentError) -> StoredStatistics {
    let isOcto = ["p01", "p99"].contains { node["action"]?[$0] != nil }
    var statistics = StoredStatistics(file: file, schema: isOcto ? .octo : .openvla)
    statistics.dataset = dataset
    statistics.action = try group(node["action"], file)
    statistics.proprio = try group(node["proprio"], file)
    // Combined statistics list the counts of several datasets: then there is no one number.
    statistics.transitions = try count(node["num_transitions"], file)
    statistics.trajectories = try count(node["num_trajectories"], file)
    return statistics
  }

  private static func count(_ node: Node?, _ file: String) throws(DocumentError) -> Int? {
    guard let node, !node.isNull, node.list == nil else { return nil }
    if let whole = node.integer { return whole }
    guard let number = node.number, let whole = Int(exactly: number) else {
      throw DocumentError(file: file, mark: node.mark, message: "a number of steps or episodes must be a whole number")
    }
    return whole
  }

  /// The numbers of one column.
  private static func group(_ node: Node?, _ file: String) throws(DocumentError) -> StoredStatistics.Group? {
    guard let node, !node.isNull else { return nil }
    guard let entries = node.map else { throw DocumentError(file: file, mark: node.mark, message: "a column's statistics must be a map") }
    var group = StoredStatistics.Group()
    for entry in entries where !entry.value.isNull {
      switch entry.key {
      case "mean": group.mean = try numbers(entry, file)
      case "std": group.deviation = try numbers(entry, file)
      case "min": group.minimum = try numbers(entry, file)
      case "max": group.maximum = try numbers(entry, file)
      case "mask": group.mask = try mask(entry, file)
      default:
        guard let percent = percent(entry.key) else { continue }
        group.quantiles.append(StoredStatistics.Quantile(probability: Double(percent) / 100, values: try numbers(entry, file)))
      }
    }
    group.quantiles.sort { $0.probability < $1.probability }
    guard !group.mean.isEmpty || !group.minimum.isEmpty || !group.quantiles.isEmpty else {
      throw DocumentError(file: file, mark: node.mark, message: "a column's statistics hold none of \"mean\", \"min\" and \"q01\"")
    }
    return group
  }

  /// `q01`, `p99`: the 1st and the 99th percentile.
  private static func percent(_ key: String) -> Int? {
    guard key.utf8.count == 3, key.hasPrefix("q") || key.hasPrefix("p") else { return nil }
    return Int(key.dropFirst()).flatMap { (0...99).contains($0) ? $0 : nil }
  }

  /// A vector; a lone number is one of a single dimension.
  private static func numbers(_ entry: Node.Entry, _ file: String) throws(DocumentError) -> [Double] {
    if let number = entry.value.number { return [number] }
    guard let list = entry.value.list, !list.isEmpty, list.count <= mostDimensions else {
      throw DocumentError(file: file, mark: entry.value.mark, message: "\"\(entry.key)\" must hold a number for each dimension")
    }
    var numbers: [Double] = []
    for node in list {
      guard let number = node.number else {
        throw DocumentError(file: file, mark: node.mark, message: "\"\(entry.key)\" must hold numbers")
      }
      numbers.append(number)
    }
    return numbers
  }

  private static func mask(_ entry: Node.Entry, _ file: String) throws(DocumentError) -> [Bool] {
    var mask: [Bool] = []
    for node in entry.value.list ?? [] {
      guard let value = node.bool, mask.count < mostDimensions else {
        throw DocumentError(file: file, mark: node.mark, message: "\"mask\" must hold true or false for each dimension")
      }
      mask.append(value)
    }
    return mask
  }
}
