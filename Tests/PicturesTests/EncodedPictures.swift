import Documents
import Episodes
import FoundationEssentials
import Testing

/// Pictures that Pillow encoded, and what numpy makes of their pixels: fixtures/make.py.
struct EncodedPicture: CustomTestStringConvertible {
  var name: String
  var bytes: [UInt8]
  var kind: String
  var height: Int
  var width: Int
  var components: Int
  var bits: Int
  var quality: Int
  var element: ElementType
  var luma: Double
  var deviation: Double
  var dark: Double
  var bright: Double
  var sharpness: Double
  var thumbnail: [Int]

  var testDescription: String { name }

  static let all: [EncodedPicture] = {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "fixtures/pictures.json")
    guard let data = try? Data(contentsOf: file), let root = try? JSON.parse([UInt8](data), file: "pictures.json") else { return [] }
    return (root.map ?? []).map { entry in
      let node = entry.value
      func whole(_ key: String) -> Int { node[key]?.integer ?? -1 }
      func number(_ key: String) -> Double { node[key]?.number ?? .nan }
      return EncodedPicture(
        name: entry.key, bytes: hexadecimal(node["bytes"]?.string ?? ""), kind: node["kind"]?.string ?? "", height: whole("height"),
        width: whole("width"), components: whole("components"), bits: whole("bits"), quality: whole("quality"),
        element: ElementType(rawValue: node["element"]?.string ?? "") ?? .string, luma: number("luma"), deviation: number("deviation"),
        dark: number("dark"), bright: number("bright"), sharpness: number("sharpness"),
        thumbnail: (node["thumbnail"]?.list ?? []).compactMap(\.integer))
    }
  }()

  static func named(_ name: String) throws -> EncodedPicture { try #require(all.first { $0.name == name }) }

  private static func hexadecimal(_ text: String) -> [UInt8] {
    let digits = text.compactMap(\.hexDigitValue)
    return stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] * 16 + digits[$0 + 1]) }
  }
}
