import Testing

@testable import Documents

@Suite("JSON is written the same way every time")
struct JSONWriterTests {
  @Test("keys in byte order, two spaces a level, a newline at the end")
  func layout() {
    let value: JSONValue = ["b": [1, "x", []], "a": ["é": nil, "z": true, "Z": [:]]]
    #expect(
      JSONWriter.write(value) == """
        {
          "a": {
            "Z": {},
            "z": true,
            "é": null
          },
          "b": [
            1,
            "x",
            []
          ]
        }

        """)
  }

  @Test(
    "numbers are shortest and read back the same",
    arguments: [
      (0.1, "0.1"), (1, "1"), (-3, "-3"), (0.012, "0.012"), (1e22, "1e+22"), (Double.leastNonzeroMagnitude, "5e-324"),
      (1.0 / 3, "0.3333333333333333"),
      (-0.0, "-0.0"), (9_007_199_254_740_991, "9007199254740991"), (1e300, "1e+300"),
    ] as [(Double, String)])
  func numbers(number: Double, text: String) {
    #expect(JSONWriter.text(number) == text)
    #expect(Double(text)?.bitPattern == number.bitPattern)
  }

  @Test("what JSON has no number for is null", arguments: [Double.nan, .infinity, -.infinity])
  func notFinite(number: Double) { #expect(JSONWriter.write(.number(number)) == "null\n") }

  @Test("integers keep all their digits")
  func integers() { #expect(JSONWriter.write(.integer(Int.max)) == "9223372036854775807\n") }

  @Test("metacharacters, controls and separators are escaped, the rest stands")
  func strings() {
    #expect(JSONWriter.write("\"\\/\n\r\t") == "\"\\\"\\\\/\\n\\r\\t\"\n")
    #expect(JSONWriter.write("\u{0}\u{1f}\u{7f}\u{85}") == "\"\\u0000\\u001f\\u007f\\u0085\"\n")
    #expect(JSONWriter.write("\u{2028}\u{2029}\u{feff}\u{fffe}") == "\"\\u2028\\u2029\\ufeff\\ufffe\"\n")
    #expect(JSONWriter.write("é操🤖") == "\"é操🤖\"\n")
  }
}

@Suite("Base64 and SHA-256")
struct Base64Tests {
  @Test(
    "the vectors of RFC 4648, section 10",
    arguments: [
      ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
    ])
  func vectors(text: String, encoded: String) { #expect(Base64.encode(Array(text.utf8)) == encoded) }

  @Test("high bytes use the whole alphabet")
  func alphabet() { #expect(Base64.encode([0xfb, 0xff, 0xbf]) == "+/+/") }

  /// FIPS 180-4 examples; the empty message and the million letters from NIST's test vectors.
  @Test("known digests")
  func digests() {
    #expect(SHA256.hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    #expect(SHA256.hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(
      SHA256.hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")
        == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")
    #expect(
      SHA256.hex(String(repeating: "a", count: 1_000_000)) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }
}
