import Episodes

/// Calibrations of cameras that are stored with the data: rotations that rotate, focal lengths that fit the pictures.
public enum CalibrationMeasures: MeasureFamily {
  static let request = ProbeRequest("calibration")

  public static let probes: [ProbeDefinition] = [
    ProbeDefinition("calibration") { _, setting, plan in
      let leaves = CalibrationLeaf.all(in: setting)
      guard !leaves.isEmpty else {
        return .cannot(
          Absence(
            .missing,
            "no feature is recognised as a calibration (needed: one named intrinsics or extrinsics, of 3 x 3, 3 x 4 or 4 x 4 numbers)"))
      }
      return .probe(
        CalibrationProbe(
          leaves: leaves, columns: leaves.map { plan.use(leaf: $0.leaf) }, pictures: PictureSize.all(in: setting)))
    }
  ]

  public static let metrics: [Metric] = [
    Metric(
      "provenance.calibration", unit: .count,
      summary: "Calibrations that cannot be: rotations that are none, focal lengths that fit no picture.",
      probes: { _ in [request] }, measure: invalid)
  ]

  private static func invalid(_ context: MeasureContext) throws(Absence) -> Measurement {
    let view = try context.view(request)
    guard let probe = view.probe as? CalibrationProbe else { throw Absence(.missing, "the probe is of another kind") }
    var samples: [Sample] = []
    var looked: [String] = []
    for (index, leaf) in probe.leaves.enumerated() {
      let name = context.setting.schema.leaves[leaf.leaf].path
      let kind = view.field("\(index).kind")
      let value = view.field("\(index).value")
      var read = 0
      var faulty: [Int] = []
      for episode in view.episodes {
        switch CalibrationFault.Kind(rawValue: view.count(episode, kind)) ?? .unread {
        case .unread: break
        case .none: read += 1
        default:
          read += 1
          faulty.append(episode)
        }
      }
      if read > 0 { looked.append(name) }
      guard let first = faulty.first else { continue }
      let fault = CalibrationFault(
        kind: CalibrationFault.Kind(rawValue: view.count(first, kind)) ?? .unread, value: view.number(first, value))
      let share = "in \(faulty.count) of \(read) episodes"
      samples.append(
        Sample(Double(faulty.count), at: view.place(first, feature: name), message: "\(fault.sentence(name)), \(share)"))
    }
    guard !looked.isEmpty else { throw Absence(.tooFew, "no episode holds a calibration that can be read") }
    return Measurement(
      unit: .count, samples: samples, total: looked.count, noun: "calibrations", facts: ["looked": looked.joined(separator: ", ")])
  }
}

/// Looks at the first, the middle and the last row of each calibration: a camera that moves has one a step, and they are made alike.
struct CalibrationProbe: Probe {
  var leaves: [CalibrationLeaf]
  var columns: [Int]
  var pictures: [PictureSize]

  var fields: [Field] { leaves.indices.flatMap { [Field("\($0).kind", .count), Field("\($0).value")] } }

  func observe(_ episode: borrowing Episode, row: inout RowWriter, sums: inout Sums) {
    for (leaf, at) in zip(leaves, columns) {
      let fault = fault(leaf, in: episode.columns[at])
      row.count(fault.kind.rawValue)
      row.number(fault.value)
    }
  }

  private func fault(_ leaf: CalibrationLeaf, in column: borrowing Column) -> CalibrationFault {
    let rows = column.rows
    guard column.isPresent, rows > 0, column.numbers.count == rows * leaf.form.width * leaf.count else {
      return CalibrationFault(kind: .unread)
    }
    for row in Set([0, rows / 2, rows - 1]).sorted() {
      for camera in 0..<leaf.count {
        let start = (row * leaf.count + camera) * leaf.form.width
        let fault = CalibrationFault.of(column.numbers[start..<start + leaf.form.width], form: leaf.form, pictures: pictures)
        if fault.kind != .none { return fault }
      }
    }
    return .none
  }
}
