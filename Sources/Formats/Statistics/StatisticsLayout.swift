import Documents
import Episodes

extension StatisticsFile {
  /// The file as its loader writes it. OpenVLA's carries the dataset's name and the mask where `statistics` has them; its cache has neither.
  public static func write(_ statistics: StoredStatistics) -> String {
    switch statistics.schema {
    case .openpi:
      var groups: [String: JSONValue] = [:]
      if let state = statistics.proprio { groups["state"] = object(state, letter: "q", extremes: false) }
      if let actions = statistics.action { groups["actions"] = object(actions, letter: "q", extremes: false) }
      return JSONWriter.write(["norm_stats": .object(groups)])
    case .openvla, .octo, .lerobot:
      let letter = statistics.schema == .octo ? "p" : "q"
      var flat: [String: JSONValue] = [:]
      if let action = statistics.action { flat["action"] = object(action, letter: letter, extremes: true) }
      if let proprio = statistics.proprio { flat["proprio"] = object(proprio, letter: letter, extremes: true) }
      if let transitions = statistics.transitions { flat["num_transitions"] = .integer(transitions) }
      if let trajectories = statistics.trajectories { flat["num_trajectories"] = .integer(trajectories) }
      return JSONWriter.write(.object(statistics.dataset.map { [$0: .object(flat)] } ?? flat))
    }
  }

  private static func object(_ group: StoredStatistics.Group, letter: String, extremes: Bool) -> JSONValue {
    func list(_ numbers: [Double]) -> JSONValue { .list(numbers.map(JSONValue.number)) }
    var object = ["mean": list(group.mean), "std": list(group.deviation)]
    if extremes {
      object["min"] = list(group.minimum)
      object["max"] = list(group.maximum)
    }
    for quantile in group.quantiles {
      let percent = Int((quantile.probability * 100).rounded())
      object["\(letter)\(percent < 10 ? "0" : "")\(percent)"] = list(quantile.values)
    }
    if let mask = group.mask { object["mask"] = .list(mask.map(JSONValue.bool)) }
    return .object(object)
  }
}
