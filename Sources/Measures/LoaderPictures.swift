import Episodes

/// What becomes of pictures in the target's loader, by what is declared of them.
public enum LoaderPictures {
  /// One of the model's cameras, and what fills it.
  public struct Camera: Sendable, Hashable {
    public var view: TargetFacts.CameraView
    /// Nil where nothing fills it.
    public var feature: String?
    /// Declared rows and columns of its pictures.
    public var height: Int?
    public var width: Int?
  }

  /// By the loader's table where a card tells it, else by the roles of the target's views.
  public static func cameras(_ setting: Setting) -> [Camera] {
    setting.target.views.map { view in
      var camera = Camera(view: view)
      if let named = setting.loader.cameras {
        camera.feature = named[view.slot].flatMap { setting.schema.index(of: $0) == nil ? nil : $0 }
      } else {
        camera.feature = setting.roles[view.role]?.slices.first?.path
      }
      if let path = camera.feature, let leaf = setting.schema.index(of: path), setting.schema.leaves[leaf].shape.count == 3 {
        camera.height = setting.schema.leaves[leaf].shape[0]
        camera.width = setting.schema.leaves[leaf].shape[1]
      }
      return camera
    }
  }

  static func views(_ context: MeasureContext) throws(Absence) -> Measurement {
    let cameras = cameras(context.setting)
    guard !cameras.isEmpty else {
      throw Absence(.ruledOut, "the target \(context.setting.target.name) asks for no particular camera")
    }
    let samples = cameras.map { camera in
      let weight: Double
      let becomes: String
      switch (camera.feature != nil, camera.view.isRequired, camera.view.missing) {
      case (true, _, _): (weight, becomes) = (0, "is seen")
      case (_, true, .fails): (weight, becomes) = (3, "the loader raises")
      case (_, true, _): (weight, becomes) = (2, "it is black in every step")
      case (_, false, .masked): (weight, becomes) = (1, "it is black and masked")
      case (_, false, _): (weight, becomes) = (1, "it is black, and nothing says so")
      }
      return Sample(
        weight, at: Place(feature: camera.view.slot),
        message: camera.feature.map { "\(camera.view.slot) is \($0)" }
          ?? "nothing fills \(camera.view.slot) (\(camera.view.role)): \(becomes)")
    }
    return Measurement(
      unit: .count, samples: samples, total: samples.count, noun: "cameras",
      facts: ["missing": samples.filter { $0.value.number != 0 }.compactMap(\.place.feature).joined(separator: ", ")])
  }

  static func aspect(_ context: MeasureContext) throws(Absence) -> Measurement {
    let setting = context.setting
    guard let image = setting.target.image else {
      throw Absence(.ruledOut, "the target \(setting.target.name) says nothing of the size of pictures")
    }
    let samples = cameras(setting).compactMap { camera -> Sample? in
      guard let feature = camera.feature, let told = fit(camera, image) else { return nil }
      return Sample(told.stretch, at: Place(feature: feature), message: "\(feature): \(told.text)")
    }
    guard !samples.isEmpty else { throw Absence(.missing, "no picture of the model's cameras declares its size") }
    return Measurement(unit: .ratio, samples: samples, total: samples.count, noun: "cameras")
  }

  /// How far a picture is stretched, and what becomes of it in words; nil where its size is not declared.
  public static func fit(_ camera: Camera, _ image: TargetFacts.ImageUse) -> (stretch: Double, text: String)? {
    guard let height = camera.height, let width = camera.width, height > 0, width > 0 else { return nil }
    let (rows, columns) = (camera.view.height ?? image.height, camera.view.width ?? image.width)
    let ratio = Double(width) / Double(height) / (Double(columns) / Double(rows))
    let size = "\(height) x \(width) becomes \(rows) x \(columns)"
    if ratio == 1 { return (1, size) }
    switch image.resize {
    case .squash:
      let stretch = max(ratio, 1 / ratio)
      let what = ratio > 1 ? "narrower" : "flatter"
      return (stretch, "\(size), \((stretch * 100).rounded() / 100) times \(what) than it was taken")
    case .letterbox:
      // The picture is scaled by the smaller of the two factors; what it does not fill is black.
      return (1, "\(size) with black bars over \(Quantity(1 - min(ratio, 1 / ratio), .share).text) of it")
    case .crop:
      return (1, "\(size), cut at the edges")
    }
  }
}
