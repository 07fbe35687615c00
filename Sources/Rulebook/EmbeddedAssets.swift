// Written by Scripts/embed.sh from Rules/ and Reports/. Do not edit: change those files and run `make embed`.
// swift-format-ignore-file

extension Assets {
  static let embedded: [String: String] = [
    "": "",
  ]
}
