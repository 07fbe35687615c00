import Episodes

/// Keeps what the data itself says about where an episode came from (`episode_metadata/file_path`): findings name it, nothing is
/// measured.
public enum OriginMeasures: MeasureFamily {
  /// Every plan asks for this probe.
  public static let request = ProbeRequest("origin")

  public static var probes: [ProbeDefinition] {
    [
      ProbeDefinition("origin") { _, setting, columns in
        guard let path = path(in: setting), let column = columns.text(path.path, in: setting) else {
          return .cannot(Absence(.missing, "the episodes carry no path of their own"))
        }
        return .probe(OriginProbe(column: column))
      }
    ]
  }

  public static var metrics: [Metric] { [] }

  /// The leaf that says where an episode came from.
  static func path(in setting: Setting) -> Leaf? {
    setting.schema.leaves.first { leaf in
      leaf.level == .episode && leaf.isText && ["file_path", "path", "source_path"].contains(leaf.path.split(separator: "/").last)
    }
  }
}

private struct OriginProbe: Probe {
  let column: Int

  var fields: [Field] { [Field("path", .text)] }

  func observe(_ episode: borrowing Episode, row: inout RowWriter, sums: inout Sums) {
    let isThere = episode.columns[column].isPresent && episode.columns[column].rows > 0
    row.text(isThere ? episode.columns[column].text(0) : "")
  }
}
