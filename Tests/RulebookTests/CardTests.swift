import Documents
import Episodes
import Testing

@testable import Rulebook

@Suite("Dataset cards")
struct CardTests {
  static let cards: [DatasetCard] = ((try? Rulebook()).map { Array($0.cards.values) } ?? []).sorted { $0.name < $1.name }

  /// The layout that a card expects: numbers where it gives dimensions, text or a picture where it does not.
  private func schema(_ card: DatasetCard) -> Schema {
    Schema(
      leaves: card.features.map { feature in
        feature.dimensions.map {
          Leaf(path: feature.path, level: .step, element: .float32, shape: [$0.upperBound], content: .tensor(.none))
        } ?? Leaf(path: feature.path, level: .step, element: .string, shape: [], content: .text)
      }, hasSteps: true)
  }

  @Test("there are cards, each known by a name and a layout, and none is taken for another")
  func identified() {
    #expect(Self.cards.count >= 40)
    for card in Self.cards {
      #expect(!card.names.isEmpty && !card.features.isEmpty, "\(card.name)")
      #expect(card.file == "Rules/datasets/\(card.name).yaml")
      for other in Self.cards where other.name != card.name {
        #expect(Set(other.names).isDisjoint(with: card.names), "\(card.name) and \(other.name)")
      }
    }
  }

  @Test("a dataset of a known name and another layout is another dataset")
  func anotherLayout() throws {
    let card = try #require(Self.cards.first { card in card.features.contains { ($0.dimensions?.upperBound ?? 0) > 1 } })
    func describes(_ name: String, _ schema: Schema) -> Bool {
      card.describes(DatasetDescription(name: name, version: "1.0.0", format: "rlds", schema: schema, splits: [], faults: []))
    }
    let whole = schema(card)
    #expect(describes(card.names[0], whole))
    #expect(!describes("another", whole))
    #expect(!describes(card.names[0], Schema(leaves: Array(whole.leaves.dropLast()), hasSteps: true)))
    var narrow = whole.leaves
    let at = try #require(narrow.firstIndex { ($0.width ?? 0) > 1 })
    narrow[at].shape = [(whole.leaves[at].width ?? 0) - 1]
    #expect(!describes(card.names[0], Schema(leaves: narrow, hasSteps: true)))
  }

  @Test("bounds of an operation rise", arguments: ["clip", "binarise"]) func bounds(word: String) throws {
    func read(_ range: String) throws -> DatasetCard {
      try CardReader.read(
        """
        name: x
        summary: A layout.
        names: [x]
        features: ["action[0:7]"]
        loaders:
          openvla: {names: [x], action: [{from: "action[0:7]", do: [{\(word): \(range)}]}], evidence: "the test"}
        """, file: "x.yaml")
    }
    #expect(try read("[0, 1]").loaders["openvla"]?.columns.first?.pieces.first?.operations.count == 1)
    for range in ["[1, 0]", "[1, 1]", "[1]"] { #expect(throws: DocumentError.self) { try read(range) } }
  }

  @Test("every role, piece and camera of a card is in the layout that it expects", arguments: cards)
  func fits(_ card: DatasetCard) {
    let schema = schema(card)
    for role in card.roles {
      #expect(role.fits(schema), "\(card.name): \(role.role)")
      #expect(RoleMap.kind(of: role.role) != nil, "\(card.name): \(role.role)")
    }
    for (table, entry) in card.loaders {
      for column in entry.columns {
        #expect(column.width(in: schema) != nil, "\(card.name): \(table)'s \(column.name)")
        // Both tables hold end-effector actions of seven dimensions, or joints of eight.
        if column.name == "action" { #expect([7, 8].contains(column.width(in: schema)), "\(card.name): \(table)'s \(column.name)") }
      }
      for path in (entry.cameras ?? [:]).values { #expect(schema.index(of: path) != nil, "\(card.name): \(path)") }
      if let path = entry.instruction { #expect(schema.index(of: path) != nil, "\(card.name): \(path)") }
    }
  }

  @Test("every loader's entry names datasets that the loader's table knows, and its source with commit, file and line", arguments: cards)
  func told(_ card: DatasetCard) throws {
    let rulebook = try Rulebook()
    for (table, entry) in card.loaders {
      let known = Set(rulebook.targets.values.filter { $0.facts.transforms == table }.flatMap(\.facts.registered))
      #expect(!known.isEmpty, "\(table)")
      #expect(Set(entry.names).isSubset(of: known), "\(card.name): \(entry.names)")
      #expect(entry.evidence.contains(/@ [0-9a-f]{7}, [^ ]+:[0-9]+/), "\(card.name): \(entry.evidence)")
    }
    for fact in card.facts { #expect(!fact.evidence.isEmpty && !fact.states.isEmpty) }
  }

  @Test("a table that grew out of another does as that does where the card does not say otherwise")
  func grown() throws {
    let cards = try Rulebook().cards
    #expect(cards["fractal"]?.entry(of: "openvla-oft")?.evidence == cards["fractal"]?.entry(of: "openvla")?.evidence)
    #expect(cards["bridge"]?.entry(of: "openvla-oft")?.columns.last?.pieces.count == 2)
    #expect(cards["bridge"]?.entry(of: "openvla")?.columns.last?.pieces.count == 3)
    #expect(cards["bridge"]?.entry(of: "openpi") == nil)
  }

  @Test("every fact of a target names a repository with its commit, file and line, or a paper")
  func evidence() throws {
    for target in try Rulebook().targets.values where target.name != "generic" {
      #expect(!target.told.isEmpty)
      for fact in target.told {
        #expect(
          fact.evidence.contains(/[\w-]+\/[\w-]+ @ [0-9a-f]{7}, [^ ]+:[0-9]+/)
            || (target.facts.isPaperLevel && fact.evidence.contains("section")),
          "\(target.name): \(fact.evidence)")
      }
    }
  }
}
