import CXML2

/// libxml2 as a judge: parses a document, validates it, and reads it back.
final class XMLDocument {
  final class Element {
    let name: String
    var attributes: [String: String] = [:]
    var children: [Element] = []
    var text = ""
    init(name: String) { self.name = name }

    func all(_ name: String) -> [Element] { children.flatMap { ($0.name == name ? [$0] : []) + $0.all(name) } }
    func child(_ name: String) -> Element? { children.first { $0.name == name } }
  }

  private let document: xmlDocPtr

  /// Nil when the text is not well-formed.
  init?(_ text: String) {
    var bytes = Array(text.utf8).map { CChar(bitPattern: $0) }
    let options = Int32(XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue | XML_PARSE_NONET.rawValue | XML_PARSE_HUGE.rawValue)
    guard let document = xmlReadMemory(&bytes, Int32(bytes.count), nil, nil, options) else { return nil }
    self.document = document
  }

  deinit { xmlFreeDoc(document) }

  private final class Problems { var messages: [String] = [] }

  /// What the schema has against this document.
  func problems(schema text: String) -> [String] {
    var bytes = Array(text.utf8).map { CChar(bitPattern: $0) }
    guard let parser = xmlSchemaNewMemParserCtxt(&bytes, Int32(bytes.count)) else { return ["no parser"] }
    defer { xmlSchemaFreeParserCtxt(parser) }
    guard let schema = xmlSchemaParse(parser) else { return ["the schema does not parse"] }
    defer { xmlSchemaFree(schema) }
    guard let validator = xmlSchemaNewValidCtxt(schema) else { return ["no validator"] }
    defer { xmlSchemaFreeValidCtxt(validator) }
    let problems = Problems()
    xmlSchemaSetValidStructuredErrors(
      validator,
      { context, error in
        guard let context, let message = error?.pointee.message else { return }
        Unmanaged<Problems>.fromOpaque(context).takeUnretainedValue().messages.append(String(cString: message))
      }, Unmanaged.passUnretained(problems).toOpaque())
    let code = xmlSchemaValidateDoc(validator, document)
    return withExtendedLifetime(problems) { code == 0 ? [] : problems.messages + ["code \(code)"] }
  }

  var root: Element? { xmlDocGetRootElement(document).map(Self.element) }

  private static func element(_ node: xmlNodePtr) -> Element {
    let element = Element(name: String(cString: node.pointee.name))
    var attribute = node.pointee.properties
    while let current = attribute {
      var value = ""
      var piece = current.pointee.children
      while let text = piece {
        if let content = text.pointee.content { value += String(cString: content) }
        piece = text.pointee.next
      }
      element.attributes[String(cString: current.pointee.name)] = value
      attribute = current.pointee.next
    }
    var child = node.pointee.children
    while let current = child {
      if current.pointee.type == XML_ELEMENT_NODE {
        element.children.append(Self.element(current))
      } else if let content = current.pointee.content {
        element.text += String(cString: content)
      }
      child = current.pointee.next
    }
    return element
  }
}
