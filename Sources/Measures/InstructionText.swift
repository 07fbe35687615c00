/// What can be said of one instruction from its words and bytes alone.
enum InstructionText {
  /// Two phrasings are one when they differ only in case, spaces and a final period.
  static func folded(_ text: String) -> String {
    var rest = text.lowercased().split { $0.isWhitespace || $0 == "\0" }.joined(separator: " ")
    while rest.last == "." { rest.removeLast() }
    while rest.last == " " { rest.removeLast() }
    return rest
  }

  /// Nothing but white space and padding.
  static func isBlank(_ bytes: some Sequence<UInt8>) -> Bool { bytes.allSatisfy { $0 <= 0x20 } }
}
