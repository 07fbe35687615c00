import Episodes
import Testing

@testable import Formats

@Suite("What lies beside a dataset for people to read")
struct DocumentSearchTests {
  @Test("READMEs and cards of the version folder and those above it, and what dataset_info.json says")
  func found() throws {
    let folder = Folder()
    try folder.write(
      "small/1.0.0/dataset_info.json",
      #"{"name": "small", "description": "Two reaches.", "citation": "@misc{x}", "redistributionInfo": {"license": "CC0-1.0"}, "location": {"urls": ["https://example.org"]}}"#
    )
    try folder.write("small/1.0.0/README.md", "here")
    try folder.write("small/card.md", "above")
    try folder.write("small/readme.py", "not read")
    try folder.write("README.md", "not the dataset's")
    let search = DocumentSearch(directory: folder.path + "/small/1.0.0", dataset: "small")
    #expect(search.documents.map(\.name) == ["README.md", "../card.md", "the description in dataset_info.json"])
    #expect(search.documents.map(\.text) == ["here", "above", "Two reaches."])
    #expect(search.statements.map(\.key) == ["citation", "licence", "homepage"])
    #expect(search.statements.map(\.value) == ["@misc{x}", "CC0-1.0", "https://example.org"])
  }

  @Test("a file that is too large, a folder of that name, bytes that are no text and metadata that is none are survived")
  func hostile() throws {
    let folder = Folder()
    try folder.write("small/README.md", Bytes(repeating: 0x61, count: DocumentSearch.largest + 1))
    try folder.write("small/README/x", "a folder")
    try folder.write("small/card.txt", [0xff, 0x00, 0xfe])
    try folder.write("small/dataset_info.json", "{\"description\": ")
    let search = DocumentSearch(directory: folder.path + "/small", dataset: "small")
    #expect(search.notes == ["README.md: the file is larger than 1 MiB; it is not looked at."])
    #expect(search.documents.map(\.name) == ["card.txt"])
    #expect(search.statements.isEmpty)
    #expect(DocumentSearch(directory: folder.path + "/nowhere", dataset: "x").documents.isEmpty)
  }
}
