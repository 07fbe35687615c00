import Episodes

/// The declared leaves as the record reader wants them: all keys in one table, and per leaf the few facts it looks at for every record.
struct RecordSchema: Sendable {
  /// Plain facts without references, so that looking at them costs nothing.
  struct Facts: Sendable {
    var storage: StoredLeaf.Storage
    var layout: StoredLeaf.Layout
    var element: ElementType
    var kind: ListKind
    /// Index of the values' key; those of row lengths or shape follow it.
    var firstKey: Int
    var valuesPerRow: Int?
    var rawProduct: Int
    /// Bytes of one raw row, where the shape fixes them.
    var rawBytes: Int?
    /// Dimensions of one stored tensor.
    var rank: Int
    var declaredRows: Int?
    var isStep: Bool
    var isOptional: Bool
    var hasLostLengths: Bool
  }

  let leaves: [StoredLeaf]
  let facts: [Facts]
  let keys: KeyTable
  let hasSteps: Bool
  /// Keys whose content is not known: they, and all below them, are not undeclared.
  private let opaque: [[UInt8]]

  /// No declaration could be read: records are only held against the wire format.
  var isEmpty: Bool { leaves.isEmpty }

  init(_ tree: FeatureTree) {
    leaves = tree.leaves
    hasSteps = tree.hasSteps
    var names: [String] = []
    var facts: [Facts] = []
    for stored in tree.leaves {
      var rawBytes: Int?
      if stored.rawIsFixed, let width = stored.leaf.element.byteWidth {
        let (bytes, overflow) = stored.rawProduct.multipliedReportingOverflow(by: width)
        rawBytes = overflow ? nil : bytes
      }
      facts.append(
        Facts(
          storage: stored.storage, layout: stored.layout, element: stored.leaf.element, kind: stored.expectedKind, firstKey: names.count,
          valuesPerRow: stored.valuesPerRow, rawProduct: stored.rawProduct, rawBytes: rawBytes, rank: stored.layoutRank,
          declaredRows: stored.declaredRows, isStep: stored.leaf.level == .step, isOptional: stored.leaf.isOptional,
          hasLostLengths: stored.hasLostLengths))
      names += stored.recordKeys
    }
    self.facts = facts
    keys = KeyTable(names)
    opaque = tree.leaves.filter { $0.storage == .opaque }.map { Array($0.key.utf8) }
  }

  /// Whether a key that was not found belongs to a leaf whose content is not known.
  func isOpaque(_ key: [UInt8]) -> Bool {
    opaque.contains { key == $0 || (key.starts(with: $0) && key.count > $0.count && key[$0.count] == UInt8(ascii: "/")) }
  }

  /// How wide the column of a leaf is.
  func columnWidth(_ leaf: Int) -> Int {
    switch facts[leaf].storage {
    case .floats, .integers, .strings: facts[leaf].valuesPerRow ?? 1
    case .raw: facts[leaf].rawProduct
    case .blob, .opaque: 1
    }
  }
}
