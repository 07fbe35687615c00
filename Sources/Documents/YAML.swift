import CYAML

/// Reads one YAML document, by libyaml's events, into a `Node` tree.
///
/// Configuration has no use for the clever parts of YAML, and a reader of other people's files does well without them: anchors and
/// aliases, tags, duplicate keys, several documents, and nesting deeper than 64 are errors that say where. Plain scalars follow the
/// core schema of YAML 1.2 (`no` is a word, not a truth value).
public enum YAML {
  static let deepest = 64

  public static func parse(_ text: String, file: String) throws(DocumentError) -> Node {
    let bytes = Array(text.utf8)
    var reader = EventReader(file: file, bytes: bytes)
    defer { reader.close() }
    return try reader.document()
  }
}

/// One event, copied out of libyaml's union so that nothing of it outlives the call.
private enum Event {
  case streamStart, streamEnd, documentStart, documentEnd
  case scalar(String, plain: Bool)
  case listStart, listEnd, mapStart, mapEnd
  /// Something this reader refuses, by name.
  case refused(String)
}

private struct EventReader {
  let file: String
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let input: UnsafeMutableBufferPointer<UInt8>

  init(file: String, bytes: [UInt8]) {
    self.file = file
    parser = .allocate(capacity: 1)
    parser.initialize(to: yaml_parser_t())
    input = .allocate(capacity: max(bytes.count, 1))
    _ = input.initialize(from: bytes)
    yaml_parser_initialize(parser)
    yaml_parser_set_input_string(parser, input.baseAddress, bytes.count)
  }

  mutating func close() {
    yaml_parser_delete(parser)
    parser.deallocate()
    input.deallocate()
  }

  private func mark(_ mark: yaml_mark_t) -> Mark { Mark(line: Int(mark.line) + 1, column: Int(mark.column) + 1) }

  private func next() throws(DocumentError) -> (Event, Mark) {
    var event = yaml_event_t()
    guard yaml_parser_parse(parser, &event) == 1 else {
      let problem = parser.pointee.problem.map { String(cString: $0) } ?? "not YAML"
      throw DocumentError(file: file, mark: mark(parser.pointee.problem_mark), message: problem)
    }
    defer { yaml_event_delete(&event) }
    let place = mark(event.start_mark)
    switch event.type {
    case YAML_STREAM_START_EVENT: return (.streamStart, place)
    case YAML_STREAM_END_EVENT: return (.streamEnd, place)
    case YAML_DOCUMENT_START_EVENT: return (.documentStart, place)
    case YAML_DOCUMENT_END_EVENT: return (.documentEnd, place)
    case YAML_SEQUENCE_START_EVENT:
      if event.data.sequence_start.anchor != nil { return (.refused("an anchor"), place) }
      return (.listStart, place)
    case YAML_SEQUENCE_END_EVENT: return (.listEnd, place)
    case YAML_MAPPING_START_EVENT:
      if event.data.mapping_start.anchor != nil { return (.refused("an anchor"), place) }
      return (.mapStart, place)
    case YAML_MAPPING_END_EVENT: return (.mapEnd, place)
    case YAML_ALIAS_EVENT: return (.refused("an alias"), place)
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      if scalar.anchor != nil { return (.refused("an anchor"), place) }
      if scalar.tag != nil { return (.refused("a tag"), place) }
      let text = String(decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
      return (.scalar(text, plain: scalar.style == YAML_PLAIN_SCALAR_STYLE), place)
    default: return (.refused("an empty event"), place)
    }
  }

  mutating func document() throws(DocumentError) -> Node {
    _ = try next()
    var (event, place) = try next()
    if case .streamEnd = event { return Node(.null, at: place) }
    (event, place) = try next()
    let root = try node(event, at: place, depth: 0)
    _ = try next()
    (event, place) = try next()
    guard case .streamEnd = event else {
      throw DocumentError(file: file, mark: place, message: "only one document is allowed in a file")
    }
    return root
  }

  private mutating func node(_ event: Event, at place: Mark, depth: Int) throws(DocumentError) -> Node {
    guard depth <= YAML.deepest else {
      throw DocumentError(file: file, mark: place, message: "nested deeper than \(YAML.deepest) levels")
    }
    switch event {
    case .scalar(let text, let plain): return Node(plain ? Self.resolve(text) : .string(text), at: place)
    case .listStart:
      var items: [Node] = []
      while true {
        let (event, at) = try next()
        if case .listEnd = event { return Node(.list(items), at: place) }
        items.append(try node(event, at: at, depth: depth + 1))
      }
    case .mapStart:
      var entries: [Node.Entry] = []
      var seen: Set<String> = []
      while true {
        let (event, at) = try next()
        if case .mapEnd = event { return Node(.map(entries), at: place) }
        guard case .scalar(let key, _) = event else {
          throw DocumentError(file: file, mark: at, message: "a key must be a plain word or a quoted string")
        }
        guard seen.insert(key).inserted else { throw DocumentError(file: file, mark: at, message: "the key \"\(key)\" stands here twice") }
        let (valueEvent, valueAt) = try next()
        entries.append(Node.Entry(key: key, mark: at, value: try node(valueEvent, at: valueAt, depth: depth + 1)))
      }
    case .refused(let what): throw DocumentError(file: file, mark: place, message: "\(what) is not allowed here")
    case .streamStart, .streamEnd, .documentStart, .documentEnd, .listEnd, .mapEnd:
      throw DocumentError(file: file, mark: place, message: "the document ends too early")
    }
  }

  /// The core schema's reading of a plain scalar.
  private static func resolve(_ text: String) -> Node.Kind {
    switch text {
    case "", "~", "null", "Null", "NULL": return .null
    case "true", "True", "TRUE": return .bool(true)
    case "false", "False", "FALSE": return .bool(false)
    default: break
    }
    guard let first = text.utf8.first, first == 0x2D || first == 0x2B || first == 0x2E || (0x30...0x39).contains(first) else {
      return .string(text)
    }
    // Double's own reader would also take hexadecimal floats and "infinity"; numbers in rules are decimal.
    guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains($0) }), let number = Double(text)
    else { return .string(text) }
    return .number(number, text: text)
  }
}
