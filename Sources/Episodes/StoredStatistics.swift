/// Statistics of a dataset as a file holds them, whatever its schema: what a loader would scale with.
public struct StoredStatistics: Sendable, Hashable {
  public enum Schema: String, Sendable, Hashable, CaseIterable {
    case openvla, octo, openpi, lerobot
  }

  /// Numbers over the dimensions of one column. What the file does not hold is empty.
  public struct Group: Sendable, Hashable {
    public var mean: [Double] = []
    public var deviation: [Double] = []
    public var minimum: [Double] = []
    public var maximum: [Double] = []
    /// By probability, in rising order: 0.01, 0.99.
    public var quantiles: [Quantile] = []
    public var mask: [Bool]?

    public init() {}
  }

  public struct Quantile: Sendable, Hashable {
    public var probability: Double
    public var values: [Double]

    public init(probability: Double, values: [Double]) {
      self.probability = probability
      self.values = values
    }
  }

  /// As it is named in findings: relative to the dataset, or as the user gave it.
  public var file: String
  public var schema: Schema
  /// The dataset that the file names inside, where it names one.
  public var dataset: String?
  public var action: Group?
  public var proprio: Group?
  public var transitions: Int?
  public var trajectories: Int?
  /// Why the file could not be read; then nothing else is known of it.
  public var trouble: String?

  public init(file: String, schema: Schema) {
    self.file = file
    self.schema = schema
  }
}
