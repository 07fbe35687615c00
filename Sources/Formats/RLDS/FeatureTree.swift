import Documents
import Episodes

/// All leaves that features.json declares, with their keys and storage, and what is wrong with the declaration.
///
/// Keys are built by walking the tree: a name may itself hold `/` or `:`, so keys are never split.
struct FeatureTree: Sendable {
  private(set) var leaves: [StoredLeaf] = []
  private(set) var hasSteps = false
  private(set) var faults: [Fault] = []

  static let none = FeatureTree()

  private init() {}

  init(_ root: Node) {
    let rootNode = FeatureNode(root)
    var top = Place()
    if let rootNode, rootNode.content == .sequence {
      top.enclosing = [rootNode.length]
    }
    hasSteps = rootNode.map { node in node.content == .featuresDict && node.children.contains { Self.isSteps($0.name, $0.node) } } ?? false
    visit(root, top)
    leaves.sort { Self.order($0.leaf) < Self.order($1.leaf) }
    removeTwins()
  }

  var schema: Schema { Schema(leaves: leaves.map(\.leaf), hasSteps: hasSteps) }

  /// Where the walk is.
  private struct Place {
    var names: [String] = []
    var insideSteps = false
    /// Lengths of the sequences around this place, outermost first; the steps themselves count among them.
    var enclosing: [Int?] = []

    var key: String { names.joined(separator: "/") }
    /// What people call it.
    var path: String { insideSteps && names.count > 1 ? names.dropFirst().joined(separator: "/") : key }
  }

  private static func isSteps(_ name: String, _ node: Node) -> Bool { name == "steps" && FeatureNode(node)?.content == .sequence }

  private static func order(_ leaf: Leaf) -> (Int, [UInt8].Order) { (leaf.level == .step ? 0 : 1, .init(Array(leaf.path.utf8))) }

  private mutating func visit(_ node: Node, _ place: Place) {
    guard let feature = FeatureNode(node) else {
      let known = node["pythonClassName"]?.string ?? node["type"]?.string
      complain(place, "\(known ?? "the feature") has no content that Cupel knows; it is not looked at")
      add(place, .string, [], .other(known ?? "unknown"), .opaque, note: "", isOptional: true)
      return
    }
    switch feature.content {
    case .featuresDict:
      for child in feature.children {
        var inner = place
        inner.names.append(child.name)
        if place.names.isEmpty, place.enclosing.isEmpty, Self.isSteps(child.name, child.node) { inner.insideSteps = true }
        visitChild(child.node, inner)
      }
    case .sequence:
      // Reached for the root only; others are entered by `visitChild`.
      if let inner = feature.body["feature"] { visitChild(inner, place) }
    case .tensor: tensor(feature, place)
    case .image: picture(feature, place)
    case .video:
      var frames = place
      let shape = feature.shape([nil, nil, nil, 3])
      frames.enclosing.append(shape.first ?? nil)
      add(frames, Self.elementOrByte(feature), Array(shape.dropFirst()), .video, .blob, note: feature.note)
    case .text: add(place, .string, [], .text, .strings, note: feature.note)
    case .classLabel:
      let classes = feature.field("numClasses", "num_classes")?.integer
      add(place, .int64, [], .classLabel(classes), .integers, note: feature.note)
    case .boundingBox: add(place, .float32, feature.shape([4]), .other("boundingBox"), .floats, note: feature.note)
    case .audio: audio(feature, place)
    case .translation: translation(feature, place)
    case .jsonFeature: add(place, .string, [], .other("jsonFeature"), .opaque, note: feature.note, isOptional: true)
    }
  }

  /// Enters sequences, so that their lengths are known to all that lies inside.
  private mutating func visitChild(_ node: Node, _ place: Place) {
    guard let feature = FeatureNode(node), feature.content == .sequence else { return visit(node, place) }
    var inside = place
    inside.enclosing.append(feature.length)
    guard let inner = feature.body["feature"] else {
      complain(place, "the sequence declares no feature")
      return
    }
    visitChild(inner, inside)
  }

  private static func elementOrByte(_ feature: FeatureNode) -> ElementType { feature.dtype.flatMap(FeatureNode.element) ?? .uint8 }

  private mutating func tensor(_ feature: FeatureNode, _ place: Place) {
    guard let dtype = feature.dtype, let element = FeatureNode.element(dtype) else {
      complain(place, "the element type \(feature.dtype ?? "(none)") is not known; the feature is not looked at")
      add(place, .string, [], .other(feature.dtype ?? "unknown"), .opaque, note: feature.note, isOptional: true)
      return
    }
    let isOptional = feature.body["optional"]?.bool ?? false
    numbers(feature, place, element, feature.shape([]), content: .tensor(feature.encoding), isOptional: isOptional)
  }

  private mutating func audio(_ feature: FeatureNode, _ place: Place) {
    let element = feature.dtype.flatMap(FeatureNode.element) ?? .int64
    if feature.field("lazyDecode", "lazy_decode")?.bool == true {
      add(place, element, feature.shape([nil]), .audio, .blob, note: feature.note)
    } else {
      numbers(feature, place, element, feature.shape([nil]), content: .audio, isOptional: false)
    }
  }

  private mutating func numbers(
    _ feature: FeatureNode, _ place: Place, _ element: ElementType, _ shape: [Int?], content: Content, isOptional: Bool
  ) {
    let storage: StoredLeaf.Storage
    switch (element, feature.encoding) {
    case (.string, _): storage = .strings
    case (_, .bytes): storage = .raw(zlib: false)
    case (_, .zlib): storage = .raw(zlib: true)
    default: storage = element.isFloat ? .floats : .integers
    }
    add(place, element, shape, content, storage, note: feature.note, isOptional: isOptional)
  }

  private mutating func picture(_ feature: FeatureNode, _ place: Place) {
    let format = feature.field("encodingFormat", "encoding_format")?.string
    add(place, Self.elementOrByte(feature), feature.shape([nil, nil, 3]), .image(format), .blob, note: feature.note)
  }

  private mutating func translation(_ feature: FeatureNode, _ place: Place) {
    var languages: [String] = []
    var varies = feature.className == "TranslationVariableLanguages"
    for node in feature.body["languages"]?.list ?? [] { if let name = node.string { languages.append(name) } }
    if let flag = feature.body["variableLanguagesPerExample"], flag.bool == true || flag.list?.isEmpty == false { varies = true }
    var inner = place
    if varies { inner.enclosing.append(nil) }
    for name in varies ? ["language", "translation"] : languages.sorted() {
      inner.names = place.names + [name]
      add(inner, .string, [], .text, .strings, note: feature.note)
    }
  }

  /// Adds a leaf with one row's `shape`; settles layout, row width and level from the sequences around it.
  private mutating func add(
    _ place: Place, _ element: ElementType, _ shape: [Int?], _ content: Content, _ storage: StoredLeaf.Storage, note: String,
    isOptional: Bool = false
  ) {
    // Sequences inside the steps (or, beside them, any) are part of a row.
    let around = place.insideSteps ? Array(place.enclosing.dropFirst()) : place.enclosing
    let unknown = shape.reduce(0) { $0 + ($1 == nil ? 1 : 0) }
    var leaf = Leaf(
      path: place.path, level: place.insideSteps ? .step : .episode, element: element, shape: around + shape, content: content, note: note,
      isOptional: isOptional)
    // Two levels of sequence and more are stored as flat values and row lengths, also where the lengths are declared.
    let layout: StoredLeaf.Layout
    if place.enclosing.count > 1 {
      layout = .ragged(levels: place.enclosing.count - 1)
      leaf.isRagged = true
    } else if case .raw = storage, unknown > 1 {
      layout = .shaped
    } else {
      layout = .flat
    }
    var stored = StoredLeaf(leaf: leaf, key: place.key, storage: storage, layout: layout)
    var product: Int? = 1
    for dimension in shape {
      guard let dimension else { continue }
      product = product.flatMap { value in
        let (result, overflow) = value.multipliedReportingOverflow(by: dimension)
        return overflow ? nil : result
      }
    }
    if product == nil {
      complain(place, "the declared shape is larger than any record can be")
      stored.storage = .opaque
    }
    switch stored.storage {
    case .floats, .integers, .strings: stored.valuesPerRow = unknown == 0 ? product : nil
    case .blob, .raw: stored.valuesPerRow = 1
    case .opaque: stored.valuesPerRow = nil
    }
    stored.rawProduct = product ?? 0
    stored.rawIsFixed = unknown == 0
    stored.layoutRank = shape.count
    settleRows(&stored, place, unknown)
    leaves.append(stored)
  }

  private mutating func settleRows(_ stored: inout StoredLeaf, _ place: Place, _ unknown: Int) {
    if place.insideSteps {
      guard unknown > 0 else { return }
      switch stored.storage {
      case .raw: stored.leaf.isRagged = true
      case .floats, .integers, .strings:
        stored.leaf.isRagged = true
        stored.hasLostLengths = stored.layout == .flat
        if stored.hasLostLengths {
          faults.append(
            Fault(
              .ragged, file: "features.json", feature: stored.leaf.path,
              message: "a tensor with an unknown dimension inside steps, without an encoding: tensorflow_datasets writes it but cannot "
                + "read it back, because the lengths of its rows are lost"))
        }
      case .blob, .opaque: break
      }
    } else {
      stored.declaredRows = place.enclosing.isEmpty ? 1 : place.enclosing[0]
    }
  }

  private mutating func complain(_ place: Place, _ message: String) {
    faults.append(Fault(.metadata, file: "features.json", feature: place.path.isEmpty ? nil : place.path, message: message))
  }

  /// Names that hold a slash can flatten to one key twice. The first counts.
  private mutating func removeTwins() {
    var seen: Set<String> = []
    var kept: [StoredLeaf] = []
    for leaf in leaves {
      if seen.insert(leaf.key).inserted {
        kept.append(leaf)
      } else {
        faults.append(
          Fault(
            .metadata, file: "features.json", feature: leaf.leaf.path,
            message: "two features have the record key \(leaf.key); only the first is looked at"))
      }
    }
    leaves = kept
  }
}

extension [UInt8] {
  /// Byte order, as a sort key.
  fileprivate struct Order: Comparable {
    var bytes: [UInt8]
    init(_ bytes: [UInt8]) { self.bytes = bytes }
    static func < (a: Order, b: Order) -> Bool { a.bytes.lexicographicallyPrecedes(b.bytes) }
  }
}
