import Episodes

/// One camera of a dataset: a leaf that holds a picture per step.
struct Camera: Sendable, Hashable {
  /// Index into the schema.
  var leaf: Int
  var path: String
  /// Declared rows, columns and channels; nil where they are free.
  var height: Int?
  var width: Int?
  var channels: Int?
  /// Depth and the like: one channel of more than eight bits, or floats.
  var isDepth: Bool
  /// A declared file format, in lower case.
  var format: String?
  /// An episode's own word on whether this camera was there: `episode_metadata/has_image_1` for `observation/image_1`.
  var flag: Int?

  /// What stands behind the last slash: `image_1`.
  var name: String { String(path.split(separator: "/").last ?? "") }

  init(_ schema: Schema, leaf index: Int) {
    let found = schema.leaves[index]
    leaf = index
    path = found.path
    if found.shape.count == 3 {
      height = found.shape[0]
      width = found.shape[1]
      channels = found.shape[2]
    }
    isDepth = found.element == .uint16 || found.element.isFloat
    if case .image(let format) = found.content { self.format = format?.lowercased() }
    let wanted = "has_\(found.path.split(separator: "/").last ?? "")"
    flag = schema.leaves.indices.first { other in
      let leaf = schema.leaves[other]
      return leaf.level == .episode && leaf.isNumeric && leaf.width == 1 && leaf.path.split(separator: "/").last.map(String.init) == wanted
    }
  }

  /// In the order of the schema, which is that of `Episode.pictures`.
  static func all(in schema: Schema) -> [Camera] {
    schema.leaves.indices.filter { schema.leaves[$0].isPicture }.map { Camera(schema, leaf: $0) }
  }

  static let none = Absence(.missing, "no feature holds pictures")
}

/// The fields that a probe keeps of each camera: `2.rows` is the field `rows` of the third.
struct CameraFields {
  var fields: [Field]

  func all(_ cameras: Int) -> [Field] {
    (0..<cameras).flatMap { camera in fields.map { Field("\(camera).\($0.name)", $0.kind) } }
  }
}

/// The rows of a probe that keeps fields of every camera.
struct CameraView {
  let view: ProbeView
  let cameras: [Camera]
  private let width: Int
  private let names: [String: Int]

  init(_ view: ProbeView, cameras: [Camera], fields: CameraFields) {
    self.view = view
    self.cameras = cameras
    width = fields.fields.count
    names = Dictionary(uniqueKeysWithValues: zip(fields.fields.map(\.name), fields.fields.indices))
  }

  private func field(_ camera: Int, _ name: String) -> Int {
    guard let at = names[name] else { preconditionFailure("cameras have no field \(name)") }
    return camera * width + at
  }

  func count(_ episode: Int, _ camera: Int, _ name: String) -> Int { view.count(episode, field(camera, name)) }
  func number(_ episode: Int, _ camera: Int, _ name: String) -> Double { view.number(episode, field(camera, name)) }
  func digest(_ episode: Int, _ camera: Int, _ name: String) -> UInt64 { view.digest(episode, field(camera, name)) }
  func text(_ episode: Int, _ camera: Int, _ name: String) -> String { view.text(episode, field(camera, name)) }

  func place(_ episode: Int, _ camera: Int, step: Int? = nil) -> Place {
    view.place(episode, step: step.flatMap { $0 >= 0 ? $0 : nil }, feature: cameras[camera].path)
  }
}

/// How often something was met in the pictures of an episode, and in which step first.
struct Occurrence {
  var count = 0
  var step = -1

  mutating func add(_ step: Int) {
    if count == 0 { self.step = step }
    count += 1
  }
}
