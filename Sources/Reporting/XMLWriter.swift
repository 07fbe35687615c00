import CXML2

/// libxml2's streaming writer over memory. libxml2 escapes metacharacters but writes forbidden characters as they come, so every
/// string goes through `legal` first.
struct XMLWriter: ~Copyable {
  private let buffer: xmlBufferPtr
  private let writer: xmlTextWriterPtr

  init() {
    guard let buffer = xmlBufferCreate(), let writer = xmlNewTextWriterMemory(buffer, 0) else {
      preconditionFailure("libxml2 could not allocate a writer")
    }
    self.buffer = buffer
    self.writer = writer
    xmlTextWriterSetIndent(writer, 1)
    xmlTextWriterSetIndentString(writer, "  ")
    xmlTextWriterStartDocument(writer, "1.0", "UTF-8", nil)
  }

  deinit {
    xmlFreeTextWriter(writer)
    xmlBufferFree(buffer)
  }

  /// One element: its attributes in the order given, then whatever `content` writes.
  func element(_ name: StaticString, _ attributes: KeyValuePairs<StaticString, String> = [:], content: () -> Void = {}) {
    xmlTextWriterStartElement(writer, "\(name)")
    for (key, value) in attributes { xmlTextWriterWriteAttribute(writer, "\(key)", Self.legal(value)) }
    content()
    xmlTextWriterEndElement(writer)
  }

  func text(_ text: String) { xmlTextWriterWriteString(writer, Self.legal(text)) }

  /// Bytes written so far.
  var byteCount: Int {
    xmlTextWriterFlush(writer)
    return Int(xmlBufferLength(buffer))
  }

  /// Ends the document and gives its text.
  consuming func finish() -> String {
    xmlTextWriterEndDocument(writer)
    xmlTextWriterFlush(writer)
    guard let content = xmlBufferContent(buffer) else { return "" }
    return String(decoding: UnsafeBufferPointer(start: content, count: Int(xmlBufferLength(buffer))), as: UTF8.self)
  }

  /// XML 1.0 allows tab, line feed, carriage return and everything from U+0020 except surrogates, U+FFFE and U+FFFF, and has no escape
  /// for the rest: they become U+FFFD.
  static func legal(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { !isLegal($0) }) else { return text }
    var output = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { output.append(isLegal(scalar) ? scalar : "\u{fffd}") }
    return String(output)
  }

  private static func isLegal(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0a, 0x0d, 0x20...0xd7ff, 0xe000...0xfffd, 0x10000...0x10ffff: true
    default: false
    }
  }
}
