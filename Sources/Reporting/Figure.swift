/// Something to look at: a drawing, the sentence that says what it shows, and the numbers it was drawn from, for those who cannot see it
/// or want to copy them.
public struct Figure: Sendable {
  /// Unique among the figures of one list; the page makes an anchor of it.
  public var name: String
  public var title: String
  /// What there is to see, in one or two sentences.
  public var caption: String
  /// One `svg` element (or several, side by side) with role, title and description.
  public var drawing: HTML
  public var table: Table

  /// The numbers, as text ready to be read; cells are escaped where they are written.
  public struct Table: Sendable, Hashable {
    public var head: [String]
    public var rows: [[String]]
    /// What of the numbers is left out, where not all are listed.
    public var remark: String?

    public init(head: [String], rows: [[String]], remark: String? = nil) {
      self.head = head
      self.rows = rows
      self.remark = remark
    }
  }

  public init(name: String, title: String, caption: String, drawing: HTML, table: Table) {
    self.name = name
    self.title = title
    self.caption = caption
    self.drawing = drawing
    self.table = table
  }
}
