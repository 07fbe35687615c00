import Documents
import Episodes

/// One feature as features.json declares it, current or legacy form: its content key and content.
///
/// Current: `{"pythonClassName": "...", "description": "...", "<content key>": {...}}`.
/// Legacy (before tensorflow_datasets 4.4 or so): `{"type": "<class>", "content": {...} or "<JSON>", "proto_cls": "..."}` where the
/// content of a dictionary is directly name -> feature, shapes are plain lists with null, and keys are in snake_case.
struct FeatureNode {
  enum Content: String {
    case featuresDict, sequence, tensor, image, video, text, classLabel, boundingBox, audio, translation, jsonFeature
  }

  /// Last part of the Python class's name: Dataset and Sequence share a content key.
  var className: String
  var note: String
  var content: Content
  var body: Node
  var isLegacy: Bool

  /// Nil when the node holds no content that is known.
  init?(_ node: Node) {
    let fullName = node["pythonClassName"]?.string ?? node["type"]?.string ?? ""
    className = fullName.split(separator: ".").last.map(String.init) ?? ""
    note = node["description"]?.string ?? ""
    isLegacy = node["type"]?.string != nil && node["pythonClassName"] == nil
    if isLegacy {
      guard let content = Self.legacyContent(className) else { return nil }
      self.content = content
      body = node["content"] ?? Node(.map([]), at: node.mark)
      if let text = body.string, let parsed = try? JSON.parse(text, file: "features.json") { body = parsed }
      return
    }
    for entry in node.map ?? [] {
      if let content = Content(rawValue: entry.key) {
        self.content = content
        body = entry.value
        return
      }
    }
    return nil
  }

  private static func legacyContent(_ className: String) -> Content? {
    switch className {
    case "FeaturesDict": .featuresDict
    case "Dataset", "Sequence": .sequence
    case "Tensor", "Scalar": .tensor
    case "Image", "LabeledImage": .image
    case "Video": .video
    case "Text": .text
    case "ClassLabel": .classLabel
    case "BBoxFeature": .boundingBox
    case "Audio": .audio
    case "Translation", "TranslationVariableLanguages": .translation
    default: nil
    }
  }

  /// Children of a dictionary in name order: a JSON map's own order means nothing.
  var children: [(name: String, node: Node)] {
    var entries = isLegacy ? body.map ?? [] : []
    // The current form, or a legacy one that holds a proto: the names are one level down.
    if let inner = body["features"], !isLegacy || FeatureNode(inner) == nil { entries = inner.map ?? [] }
    return entries.map { ($0.key, $0.value) }.sorted(by: Self.byName)
  }

  private static func byName(_ a: (String, Node), _ b: (String, Node)) -> Bool { a.0.utf8.lexicographicallyPrecedes(b.0.utf8) }

  /// A value by its current or its legacy key.
  func field(_ current: String, _ legacy: String? = nil) -> Node? { body[current] ?? legacy.flatMap { body[$0] } }

  /// Dimensions; nil for an unknown one. `{}` is a scalar; without any shape `fallback` counts.
  func shape(_ fallback: [Int?]) -> [Int?] {
    guard let node = body["shape"], !node.isNull else { return fallback }
    let dimensions = node.list ?? node["dimensions"]?.list ?? []
    return dimensions.map { node in node.integer.flatMap { $0 < 0 ? nil : $0 } }
  }

  /// A sequence's length; nil when it varies.
  var length: Int? { body["length"]?.integer.flatMap { $0 < 0 ? nil : $0 } }

  var dtype: String? { body["dtype"]?.string }

  var encoding: Episodes.Content.Encoding {
    switch body["encoding"]?.string?.lowercased() {
    case "bytes": .bytes
    case "zlib": .zlib
    default: .none
    }
  }

  /// numpy's name of a dtype as an element type; strings go by several names.
  static func element(_ dtype: String) -> ElementType? {
    switch dtype {
    case "string", "str", "object", "bytes", "str_", "bytes_", "object_": .string
    case "bool_": .bool
    default: ElementType(rawValue: dtype)
    }
  }
}
