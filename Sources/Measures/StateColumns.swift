import Episodes

/// The dimensions of the state that rules about its numbers look at: where the tool is, how it is turned, and the joints.
struct StateColumns: Sendable, Hashable {
  struct Group: Sendable, Hashable {
    enum Kind: Sendable, Hashable { case position, rotation, joints }

    var kind: Kind
    var role: BoundRole
    /// A whole turn in stored units where dimensions are angles that may wrap, else 0.
    var period: Double = 0
    /// How a rotation is written, where that is known.
    var form: RotationForm?
    /// Declared limits by dimension; empty where none are declared.
    var limits: [ClosedRange<Double>] = []
  }

  var groups: [Group]
  /// Where all dimensions stand in `Episode.series`.
  let series: [Int]

  static let mostJoints = 64

  var width: Int { groups.reduce(0) { $0 + $1.role.width } }
  var position: Int? { groups.firstIndex { $0.kind == .position } }
  var rotation: Int? { groups.firstIndex { $0.kind == .rotation } }

  /// Rotations of three angles, of which more than a turn is too much.
  var hasAngles: Bool { groups.contains { $0.kind == .rotation && $0.role.width == 3 } }
  var hasLimits: Bool { groups.contains { !$0.limits.isEmpty } }

  static func bind(_ setting: Setting, _ columns: inout ColumnPlan) throws(Absence) -> StateColumns {
    let declarations = setting.declarations
    var groups: [Group] = []
    func limits(_ role: BoundRole) -> [ClosedRange<Double>] {
      let limits = declarations.stateLimits.first { $0.role == role.binding.role }?.ranges ?? []
      return limits.count == role.width ? limits : []
    }
    if let role = columns.bind("pose.position", in: setting), role.width == 3 {
      groups.append(Group(kind: .position, role: role, limits: limits(role)))
    }
    if let role = columns.bind("pose.rotation", in: setting), [3, 4, 9].contains(role.width) {
      let form = [declarations.stateRotation, role.binding.form].compactMap(\.self).first { $0.width == role.width }
      let period = role.width == 3 ? 2 * .pi / (declarations.radiansPerUnit ?? 1) : 0
      groups.append(Group(kind: .rotation, role: role, period: period, form: form, limits: limits(role)))
    }
    if let role = columns.bind("joints", in: setting), role.width <= mostJoints {
      groups.append(Group(kind: .joints, role: role, limits: limits(role)))
    }
    guard !groups.isEmpty else {
      throw Absence(.missing, "needs a state: none of the roles pose.position, pose.rotation and joints was declared or found")
    }
    for index in groups.indices { groups[index].role = columns.tabulate(groups[index].role) }
    return StateColumns(groups: groups, series: groups.flatMap(\.role.series))
  }

  func isPresent(in episode: borrowing Episode) -> Bool {
    for group in groups where !group.role.isPresent(in: episode) { return false }
    return true
  }

  /// The group of a dimension, and its number within it.
  func place(_ dimension: Int) -> (group: Group, dimension: Int)? {
    var rest = dimension
    for group in groups {
      if rest >= 0, rest < group.role.width { return (group, rest) }
      rest -= group.role.width
    }
    return nil
  }

  /// How findings name a dimension: `observation/state[3]`.
  func feature(_ dimension: Int) -> String? { place(dimension).map { $0.group.role.featureName($0.dimension) } }
}
