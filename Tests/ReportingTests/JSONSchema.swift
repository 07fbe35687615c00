import Foundation

/// A parsed JSON document, for tests.
enum JSON: Decodable, Equatable {
  case null, bool(Bool), number(Double), string(String), list([JSON]), object([String: JSON])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .bool(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .string(value)
    } else if let value = try? container.decode([JSON].self) {
      self = .list(value)
    } else {
      self = .object(try container.decode([String: JSON].self))
    }
  }

  static func parse(_ text: String) throws -> JSON { try JSONDecoder().decode(JSON.self, from: Data(text.utf8)) }

  subscript(key: String) -> JSON? { if case .object(let entries) = self { entries[key] } else { nil } }
  subscript(index: Int) -> JSON? { if case .list(let items) = self, items.indices.contains(index) { items[index] } else { nil } }
  var string: String? { if case .string(let text) = self { text } else { nil } }
  var number: Double? { if case .number(let number) = self { number } else { nil } }
  var list: [JSON] { if case .list(let items) = self { items } else { [] } }
  var keys: Set<String> { if case .object(let entries) = self { Set(entries.keys) } else { [] } }

  var typeNames: Set<String> {
    switch self {
    case .null: ["null"]
    case .bool: ["boolean"]
    case .number(let number): number == number.rounded() ? ["number", "integer"] : ["number"]
    case .string: ["string"]
    case .list: ["array"]
    case .object: ["object"]
    }
  }
}

/// The part of JSON Schema 2020-12 that the project's schema uses. A keyword that is not known here is itself an error, so that the
/// schema cannot ask for something that nobody checks.
struct JSONSchema {
  let root: JSON
  private static let annotations: Set<String> = ["$schema", "$id", "$defs", "title", "description"]

  func errors(in document: JSON) -> [String] { check(document, root, at: "$") }

  private func check(_ value: JSON, _ schema: JSON, at path: String) -> [String] {
    guard case .object(let keywords) = schema else { return ["\(path): schema is not an object"] }
    var errors: [String] = []
    for (keyword, rule) in keywords.sorted(by: { $0.key < $1.key }) where !Self.annotations.contains(keyword) {
      switch keyword {
      case "$ref":
        guard let name = rule.string, name.hasPrefix("#/$defs/"), let target = root["$defs"]?[String(name.dropFirst(8))] else {
          errors.append("\(path): dangling reference")
          continue
        }
        errors += check(value, target, at: path)
      case "const": if value != rule { errors.append("\(path): not the constant") }
      case "enum": if !rule.list.contains(value) { errors.append("\(path): not one of the values") }
      case "type":
        let names = Set(rule.list.compactMap(\.string) + [rule.string].compactMap { $0 })
        if names.isDisjoint(with: value.typeNames) { errors.append("\(path): is no \(names.sorted())") }
      case "required":
        guard case .object = value else { continue }
        for name in rule.list.compactMap(\.string) where value[name] == nil { errors.append("\(path): lacks \(name)") }
      case "properties":
        for name in rule.keys.sorted() {
          if let property = value[name], let inner = rule[name] { errors += check(property, inner, at: "\(path).\(name)") }
        }
      case "additionalProperties":
        for name in value.keys.subtracting(schema["properties"]?.keys ?? []).sorted() {
          if rule == .bool(false) {
            errors.append("\(path): unknown \(name)")
          } else if let other = value[name] {
            errors += check(other, rule, at: "\(path).\(name)")
          }
        }
      case "propertyNames": for name in value.keys.sorted() { errors += check(.string(name), rule, at: "\(path).\(name)") }
      case "anyOf":
        if !rule.list.contains(where: { check(value, $0, at: path).isEmpty }) { errors.append("\(path): matches none of its forms") }
      case "pattern":
        if let text = value.string, let pattern = rule.string, text.range(of: pattern, options: .regularExpression) == nil {
          errors.append("\(path): does not match \(pattern)")
        }
      case "exclusiveMinimum": if let number = value.number, number <= rule.number ?? 0 { errors.append("\(path): not above the minimum") }
      case "maximum": if let number = value.number, number > rule.number ?? 0 { errors.append("\(path): above the maximum") }
      case "minProperties":
        if case .object(let entries) = value, entries.count < Int(rule.number ?? 0) { errors.append("\(path): too few keys") }
      case "maxProperties":
        if case .object(let entries) = value, entries.count > Int(rule.number ?? 0) { errors.append("\(path): too many keys") }
      case "items": for (index, item) in value.list.enumerated() { errors += check(item, rule, at: "\(path)[\(index)]") }
      case "minimum": if let number = value.number, number < rule.number ?? 0 { errors.append("\(path): below the minimum") }
      case "minItems": if case .list(let items) = value, items.count < Int(rule.number ?? 0) { errors.append("\(path): too few") }
      case "maxItems": if case .list(let items) = value, items.count > Int(rule.number ?? 0) { errors.append("\(path): too many") }
      default: errors.append("\(path): the schema says \(keyword), which this validator does not know")
      }
    }
    return errors
  }
}
