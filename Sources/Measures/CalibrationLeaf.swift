import Episodes

/// A feature that calibrates cameras, known by its name and shape.
struct CalibrationLeaf: Sendable, Hashable {
  enum Form: Sendable, Hashable {
    /// 3 x 3, or fx, fy, cx, cy.
    case intrinsics, focalAndCentre
    /// 3 x 3, 3 x 4 or 4 x 4.
    case rotation, transform, homogeneous

    var width: Int {
      switch self {
      case .focalAndCentre: 4
      case .intrinsics, .rotation: 9
      case .transform: 12
      case .homogeneous: 16
      }
    }
  }

  var leaf: Int
  var form: Form
  /// Several cameras in one feature.
  var count: Int

  private static let intrinsicNames = ["intrinsic", "camera_matrix", "cam_matrix", "camera_k"]
  private static let extrinsicNames = [
    "extrinsic", "cam2world", "world2cam", "cam2base", "base2cam", "camera_pose", "cam_pose", "camera_to_", "cam_to_", "hand_eye",
    "handeye",
  ]

  static func all(in setting: Setting) -> [CalibrationLeaf] {
    setting.schema.leaves.indices.compactMap { index in
      let leaf = setting.schema.leaves[index]
      guard leaf.isNumeric, leaf.element.isFloat, let width = leaf.width else { return nil }
      let name = (leaf.path.split(separator: "/").last.map(String.init) ?? leaf.path).lowercased()
      let form: Form?
      if intrinsicNames.contains(where: { name.contains($0) }) {
        form = Self.form(leaf, among: [.intrinsics, .focalAndCentre])
      } else if extrinsicNames.contains(where: { name.contains($0) }) {
        form = Self.form(leaf, among: [.homogeneous, .transform, .rotation])
      } else {
        form = nil
      }
      guard let form, width % form.width == 0, (1...16).contains(width / form.width) else { return nil }
      return CalibrationLeaf(leaf: index, form: form, count: width / form.width)
    }
  }

  /// By the last two dimensions, else by the number of values: sixteen numbers in a row are a matrix too.
  private static func form(_ leaf: Leaf, among forms: [Form]) -> Form? {
    let shape = leaf.shape.compactMap { $0 }
    if shape.count >= 2 {
      let tail = Array(shape.suffix(2))
      let named: Form? =
        switch tail {
        case [4, 4]: .homogeneous
        case [3, 4]: .transform
        case [3, 3]: forms.contains(.intrinsics) ? .intrinsics : .rotation
        default: nil
        }
      return named.flatMap { forms.contains($0) ? $0 : nil }
    }
    return forms.first { $0.width == leaf.width }
  }
}

/// The size of a picture in pixels.
struct PictureSize: Sendable, Hashable {
  var width: Double
  var height: Double

  /// Those that are declared.
  static func all(in setting: Setting) -> [PictureSize] {
    var sizes: [PictureSize] = []
    for leaf in setting.schema.leaves {
      guard case .image = leaf.content, leaf.shape.count == 3, let height = leaf.shape[0], let width = leaf.shape[1], width > 0, height > 0
      else { continue }
      let size = PictureSize(width: Double(width), height: Double(height))
      if !sizes.contains(size) { sizes.append(size) }
    }
    return sizes
  }
}

/// What is wrong with one matrix.
struct CalibrationFault: Sendable, Hashable {
  enum Kind: Int, Sendable, Hashable {
    case none = 0
    case unread, notFinite, zeros, notOrthonormal, mirrored, lastRow, focalLength, unequalAxes, centre, angle
  }

  var kind: Kind
  /// How far off, where that is a number.
  var value: Double = 0

  static let none = CalibrationFault(kind: .none)

  /// Matrices are kept as text, with three or four digits, before they are stored.
  static let orthonormalTolerance = 0.01
  /// fx over fy: a picture that was squeezed from 16:9 into a square has 0.56.
  static let axesRatio = 0.4...2.5
  /// fx over the picture's width: views of 157 to 5.7 degrees.
  static let focalShare = 0.1...10.0

  func sentence(_ name: String) -> String {
    switch kind {
    case .none, .unread: ""
    case .notFinite: "\(name) holds a number that is not finite"
    case .zeros: "\(name) holds nothing but zeros"
    case .notOrthonormal: "the rotation in \(name) is none: its rows are off unit length and right angles by \(value.short)"
    case .mirrored: "the rotation in \(name) mirrors: its determinant is -1"
    case .lastRow: "the last row of \(name) is not that of a calibration"
    case .focalLength: "a focal length in \(name) is not above 0 (\(value.short))"
    case .unequalAxes: "the focal lengths in \(name) have a ratio of \(value.short)"
    case .centre: "the centre in \(name) lies outside of every picture (at \(value.short) of the width or height)"
    case .angle: "the focal length in \(name) is \(value.short) of the picture's width"
    }
  }

  static func of(_ values: ArraySlice<Double>, form: CalibrationLeaf.Form, pictures: [PictureSize]) -> CalibrationFault {
    guard values.allSatisfy(\.isFinite) else { return CalibrationFault(kind: .notFinite) }
    guard values.contains(where: { $0 != 0 }) else { return CalibrationFault(kind: .zeros) }
    let m = Array(values)
    switch form {
    case .focalAndCentre: return intrinsics(fx: m[0], fy: m[1], cx: m[2], cy: m[3], pictures)
    case .intrinsics:
      // Some write columns first.
      let isTransposed = m[2] == 0 && m[5] == 0 && (m[6] != 0 || m[7] != 0)
      let bottom = isTransposed ? [m[2], m[5], m[8]] : [m[6], m[7], m[8]]
      guard bottom[0] == 0, bottom[1] == 0, (bottom[2] - 1).magnitude <= 1e-6 else { return CalibrationFault(kind: .lastRow) }
      return intrinsics(fx: m[0], fy: m[4], cx: isTransposed ? m[6] : m[2], cy: isTransposed ? m[7] : m[5], pictures)
    case .rotation: return rotation([m[0], m[1], m[2], m[3], m[4], m[5], m[6], m[7], m[8]])
    case .transform: return rotation([m[0], m[1], m[2], m[4], m[5], m[6], m[8], m[9], m[10]])
    case .homogeneous:
      func isUnit(_ row: [Double]) -> Bool { row[0] == 0 && row[1] == 0 && row[2] == 0 && (row[3] - 1).magnitude <= 1e-6 }
      guard isUnit([m[12], m[13], m[14], m[15]]) || isUnit([m[3], m[7], m[11], m[15]]) else { return CalibrationFault(kind: .lastRow) }
      return rotation([m[0], m[1], m[2], m[4], m[5], m[6], m[8], m[9], m[10]])
    }
  }

  /// The largest entry of R Rᵀ − I, and the sign of the determinant. Both are the same for the transpose.
  private static func rotation(_ r: [Double]) -> CalibrationFault {
    var worst = 0.0
    for i in 0..<3 {
      for j in i..<3 {
        let product = r[3 * i] * r[3 * j] + r[3 * i + 1] * r[3 * j + 1] + r[3 * i + 2] * r[3 * j + 2]
        worst = max(worst, (product - (i == j ? 1 : 0)).magnitude)
      }
    }
    guard worst <= orthonormalTolerance else { return CalibrationFault(kind: .notOrthonormal, value: worst) }
    let determinant =
      r[0] * (r[4] * r[8] - r[5] * r[7]) - r[1] * (r[3] * r[8] - r[5] * r[6]) + r[2] * (r[3] * r[7] - r[4] * r[6])
    return determinant > 0 ? .none : CalibrationFault(kind: .mirrored)
  }

  private static func intrinsics(fx: Double, fy: Double, cx: Double, cy: Double, _ pictures: [PictureSize]) -> CalibrationFault {
    guard fx > 0, fy > 0 else { return CalibrationFault(kind: .focalLength, value: min(fx, fy)) }
    guard axesRatio.contains(fx / fy) else { return CalibrationFault(kind: .unequalAxes, value: fx / fy) }
    // A centre within the unit square is told in widths and heights.
    let isRelative = cx > 0 && cx <= 1 && cy > 0 && cy <= 1
    let sizes = isRelative ? [PictureSize(width: 1, height: 1)] : pictures
    var best: CalibrationFault?
    for size in sizes {
      let away = max(cx / size.width, cy / size.height, -cx / size.width, -cy / size.height)
      let fault: CalibrationFault
      if cx < 0 || cy < 0 || away > 1 {
        fault = CalibrationFault(kind: .centre, value: away)
      } else if !focalShare.contains(fx / size.width) {
        fault = CalibrationFault(kind: .angle, value: fx / size.width)
      } else {
        return .none
      }
      best = best ?? fault
    }
    return best ?? .none
  }
}
