import Episodes

/// A leaf of the declared features and how tensorflow_datasets stores it in a tf.train.Example.
struct StoredLeaf: Sendable, Hashable {
  /// What one value of the list is.
  enum Storage: Sendable, Hashable {
    /// Numbers in a FloatList or Int64List, `width` of them a row.
    case floats, integers
    /// Strings, `width` of them a row.
    case strings
    /// One byte string a row: an encoded picture, a sound.
    case blob
    /// One byte string a row: the row's numbers raw, little-endian, and deflated if `zlib`.
    case raw(zlib: Bool)
    /// Not known: whatever lies at this key or below it belongs to the leaf and is not looked at.
    case opaque
  }

  /// How rows are told apart.
  enum Layout: Sendable, Hashable {
    /// One list under the key itself.
    case flat
    /// `key/ragged_flat_values` and `key/ragged_row_lengths_0` up to one below this number of levels.
    case ragged(levels: Int)
    /// `key/shape` and `key/value`: raw tensors with more than one unknown dimension.
    case shaped
  }

  var leaf: Leaf
  /// The flattened key, `steps/observation/state`.
  var key: String
  var storage: Storage
  var layout: Layout
  /// Values of the list that make up one row (for ragged layouts: one innermost row), where the shape fixes that.
  var valuesPerRow: Int?
  /// Known dimensions of a raw tensor multiplied, and whether there are no others.
  var rawProduct: Int = 1
  var rawIsFixed: Bool = true
  /// Rows in an episode-level leaf: 1, or a sequence's declared length, or nil where it varies.
  var declaredRows: Int? = nil
  /// Numbers of varying count in every step, written one behind the other without their lengths: cannot be told apart again.
  var hasLostLengths: Bool = false

  /// Dimensions of one stored tensor, sequences around it not counted.
  var layoutRank: Int = 0

  var expectedKind: ListKind {
    switch storage {
    case .floats: .floats
    case .integers: .integers
    case .strings, .blob, .raw: .bytes
    case .opaque: .absent
    }
  }

  /// The keys of the record that belong to this leaf; the first holds its values.
  var recordKeys: [String] {
    switch layout {
    case .flat: [key]
    case .ragged(let levels): [key + "/ragged_flat_values"] + (0..<levels).map { "\(key)/ragged_row_lengths_\($0)" }
    case .shaped: [key + "/value", key + "/shape"]
    }
  }
}
