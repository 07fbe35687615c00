import Episodes

/// Where points of the base frame are seen in a picture: a pinhole, x to the right, y down, z out of the lens, as OpenCV has it.
///
/// Stored extrinsics are either the camera's pose in the base (p = R c + t) or its inverse (c = R p + t). Where their name does not say which,
/// a reading counts only if it alone has the end effector in view.
struct CameraModel {
  enum Direction { case poseOfCamera, intoCamera }

  /// In shares of the picture's width and height.
  private var focal: SIMD2<Double>
  private var centre: SIMD2<Double>
  private var rotation: (SIMD3<Double>, SIMD3<Double>, SIMD3<Double>)
  private var shift: SIMD3<Double>

  /// Nil for numbers that cannot be a calibration of pictures of this size.
  init?(intrinsics: [Double], extrinsics: [Double], direction: Direction, width: Double, height: Double) {
    guard let lens = Self.lens(intrinsics), width > 0, height > 0, (intrinsics + extrinsics).allSatisfy(\.isFinite) else { return nil }
    let isRelative = lens.centre.x <= 1 && lens.centre.y <= 1
    let size = isRelative ? SIMD2(1, 1) : SIMD2(width, height)
    (focal, centre) = (lens.focal / size, lens.centre / size)
    guard focal.x > 0, focal.y > 0, (0...1).contains(centre.x), (0...1).contains(centre.y) else { return nil }
    guard let (r, t) = Self.pose(extrinsics) else { return nil }
    let rows = (SIMD3(r[0], r[1], r[2]), SIMD3(r[3], r[4], r[5]), SIMD3(r[6], r[7], r[8]))
    switch direction {
    case .intoCamera: (rotation, shift) = (rows, t)
    case .poseOfCamera:
      let turned = (
        SIMD3(rows.0.x, rows.1.x, rows.2.x), SIMD3(rows.0.y, rows.1.y, rows.2.y), SIMD3(rows.0.z, rows.1.z, rows.2.z)
      )
      rotation = turned
      shift = -SIMD3((turned.0 * t).sum(), (turned.1 * t).sum(), (turned.2 * t).sum())
    }
  }

  /// In shares of the picture, from its top left corner; nil behind the lens.
  func see(_ point: SIMD3<Double>) -> SIMD2<Double>? {
    let c = SIMD3((rotation.0 * point).sum(), (rotation.1 * point).sum(), (rotation.2 * point).sum()) + shift
    guard c.z > 1e-3, c.z.isFinite else { return nil }
    return centre + focal * SIMD2(c.x, c.y) / c.z
  }

  func hasInView(_ point: SIMD3<Double>) -> Bool { see(point).map { (0...1).contains($0.x) && (0...1).contains($0.y) } ?? false }

  private static func lens(_ m: [Double]) -> (focal: SIMD2<Double>, centre: SIMD2<Double>)? {
    switch m.count {
    case 4: return (SIMD2(m[0], m[1]), SIMD2(m[2], m[3]))
    case 9:
      // Some write columns first.
      let isTransposed = m[2] == 0 && m[5] == 0 && (m[6] != 0 || m[7] != 0)
      return (SIMD2(m[0], m[4]), isTransposed ? SIMD2(m[6], m[7]) : SIMD2(m[2], m[5]))
    default: return nil
    }
  }

  /// Nine numbers row by row, and the shift.
  private static func pose(_ m: [Double]) -> ([Double], SIMD3<Double>)? {
    guard m.count == 12 || m.count == 16 else { return nil }
    if m.count == 16, m[3] == 0, m[7] == 0, m[11] == 0, m[12] != 0 || m[13] != 0 || m[14] != 0 {
      return ([m[0], m[4], m[8], m[1], m[5], m[9], m[2], m[6], m[10]], SIMD3(m[12], m[13], m[14]))
    }
    return ([m[0], m[1], m[2], m[4], m[5], m[6], m[8], m[9], m[10]], SIMD3(m[3], m[7], m[11]))
  }
}

extension CalibrationLeaf {
  var isIntrinsic: Bool { form == .intrinsics || form == .focalAndCentre }
  var isPose: Bool { form == .transform || form == .homogeneous }

  /// The calibration of one camera: leaves that carry its name, or, where there is one camera, the only ones.
  static func pair(of camera: String, in setting: Setting) -> (intrinsics: CalibrationLeaf, extrinsics: CalibrationLeaf)? {
    let single = all(in: setting).filter { $0.count == 1 }
    let name = camera.split(separator: "/").last.map { $0.lowercased() } ?? camera
    let cameras = setting.schema.leaves.count(where: \.isPicture)
    func choose(_ leaves: [CalibrationLeaf]) -> CalibrationLeaf? {
      let named = leaves.filter { setting.schema.leaves[$0.leaf].path.lowercased().contains(name) }
      if named.count == 1 { return named[0] }
      return cameras == 1 && leaves.count == 1 ? leaves[0] : nil
    }
    guard let intrinsics = choose(single.filter(\.isIntrinsic)), let extrinsics = choose(single.filter(\.isPose)) else { return nil }
    return (intrinsics, extrinsics)
  }

  /// What the name of extrinsics says of their direction; nil where it says nothing.
  static func direction(_ path: String) -> CameraModel.Direction? {
    let name = path.lowercased()
    if ["world2cam", "base2cam", "world_to_cam", "base_to_cam"].contains(where: { name.contains($0) }) { return .intoCamera }
    if ["cam2world", "cam2base", "camera_pose", "cam_pose", "camera_to_", "cam_to_"].contains(where: { name.contains($0) }) {
      return .poseOfCamera
    }
    return nil
  }
}
