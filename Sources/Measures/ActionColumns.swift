import Episodes

/// The dimensions of the action that rules about its numbers look at: all but the gripper where roles tell which that is, else the
/// role `action.commanded` or a leaf called `action`.
struct ActionColumns: Sendable, Hashable {
  /// Dimensions that mean the same kind of thing, and so can be told small or large together.
  struct Group: Sendable, Hashable {
    var name: String
    var role: BoundRole
  }

  var groups: [Group]

  /// More dimensions than this are an embedding or a chunk, not an action of one step.
  static let most = 64

  var width: Int { groups.reduce(0) { $0 + $1.role.width } }
  /// Where all dimensions stand in `Episode.series`.
  private(set) var series: [Int] = []

  /// `counted` where all values are.
  static func bind(_ setting: Setting, _ columns: inout ColumnPlan, counted: Bool = false) throws(Absence) -> ActionColumns {
    var groups: [Group] = []
    for name in ["translation", "rotation", "joints"] {
      if let role = columns.bind("action." + name, in: setting) { groups.append(Group(name: name, role: role)) }
    }
    if groups.isEmpty, let role = columns.bind("action.commanded", in: setting) ?? leaf(setting, &columns) {
      groups = [Group(name: "action", role: role)]
    }
    var bound = ActionColumns(groups: groups)
    guard bound.width > 0 else {
      throw Absence(.missing, "needs an action: no role of one was declared or found, and no numeric feature is called action")
    }
    guard bound.width <= most else {
      throw Absence(.ruledOut, "the action has \(bound.width) dimensions: more than \(most) are not looked at one by one")
    }
    for index in groups.indices { bound.groups[index].role = columns.tabulate(groups[index].role, counted: counted) }
    bound.series = bound.groups.flatMap(\.role.series)
    return bound
  }

  /// The leaf called `action`, as if it were bound to a role.
  static func leaf(_ setting: Setting, _ columns: inout ColumnPlan) -> BoundRole? {
    guard let leaf = setting.schema.index(of: "action"), setting.schema.leaves[leaf].isNumeric, setting.schema.leaves[leaf].level == .step
    else { return nil }
    let binding = RoleBinding(
      role: "action", slices: [Slice(path: "action")], source: .inferred, strength: .strong, evidence: "the feature is called action")
    var probeSetting = setting
    probeSetting.roles = RoleMap([binding])
    return columns.bind("action", in: probeSetting)
  }

  func isPresent(in episode: borrowing Episode) -> Bool {
    for group in groups where !group.role.isPresent(in: episode) { return false }
    return true
  }

  /// By group: a whole turn where its dimensions are angles that may wrap, 0 where they are none; nil for quaternions, whose dimensions
  /// mean nothing one by one.
  func periods(_ setting: Setting) -> [Double?] {
    groups.map { group in
      guard group.name == "rotation" else { return 0 }
      return group.role.width == 4 ? nil : group.role.width == 3 ? 2 * .pi / (setting.declarations.radiansPerUnit ?? 1) : 0
    }
  }

  /// The group of a dimension, and how findings name it: `action[3]`.
  func name(_ dimension: Int) -> (group: Int, feature: String) {
    var rest = dimension
    for (index, group) in groups.enumerated() {
      if rest < group.role.width { return (index, group.role.featureName(rest)) }
      rest -= group.role.width
    }
    return (0, "action")
  }
}
