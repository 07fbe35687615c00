import Episodes

/// Counts the steps that the target's loader leaves out as idle, by its own rule, among those that it keeps otherwise.
struct IdleFilterProbe: Probe {
  var rule: TargetFacts.Filters.Idle
  var arm: BoundRole
  var gripper: BoundRole?

  var fields: [Field] { [Field("idle", .count)] }

  func observe(_ episode: borrowing Episode, row: inout RowWriter, sums: inout Sums) {
    guard episode.isWhole, arm.isPresent(in: episode), gripper?.isPresent(in: episode) ?? true else {
      row.count(-1)
      return
    }
    let dropped = IdleRules.dropped(rule, arm: arm.gather(episode), width: arm.width, gripper: gripper?.gather(episode) ?? [])
    row.count(dropped.count { $0 })
  }

  static func make(_ setting: Setting, _ columns: inout ColumnPlan) -> ProbeMaking {
    guard let rule = setting.loader.idleRule else {
      return .cannot(Absence(.ruledOut, "the target \(setting.target.name) leaves out no idle steps of this dataset"))
    }
    let roles = setting.roles(in: .target)
    let binding: RoleBinding?
    if let idle = roles["idle"] {
      binding = idle
    } else if rule == .openpiDroid {
      binding = nil
    } else {
      let slices = (roles["action.translation"]?.slices ?? []) + (roles["action.rotation"]?.slices ?? [])
      binding = RoleBinding(role: "action", slices: slices, source: .card, strength: .strong, evidence: "the arm's dimensions")
    }
    guard let binding, let arm = columns.bind(binding, in: setting) else {
      return .cannot(
        Absence(
          .missing,
          rule == .openpiDroid
            ? "idle steps are told by commanded joint velocities, and no card says where these are" : "the arm's dimensions are not known"))
    }
    return .probe(
      IdleFilterProbe(rule: rule, arm: arm, gripper: rule == .oftLibero ? columns.bind("action.gripper", in: setting, view: .target) : nil))
  }
}
