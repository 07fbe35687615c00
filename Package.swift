// swift-tools-version: 6.2
import PackageDescription

/// Every Swift target is compiled the same way: Swift 6 language mode (set for the package below), complete concurrency
/// checking with it, and lifetimes for the bounds-checked cursor over record bytes.
let house: [SwiftSetting] = [
  .enableExperimentalFeature("Lifetimes"),
  .enableUpcomingFeature("ExistentialAny"),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "Cupel",
  products: [
    .executable(name: "cupel", targets: ["cupel"])
  ],
  targets: [
    // System libraries and the one C shim.
    .systemLibrary(name: "CXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .systemLibrary(name: "CTurboJPEG", pkgConfig: "libturbojpeg", providers: [.apt(["libturbojpeg0-dev"])]),
    .systemLibrary(name: "CSPNG", pkgConfig: "spng", providers: [.apt(["libspng-dev"])]),
    .target(name: "CChecksum"),

    // One way: cupel -> Reporting -> Rulebook -> Scanning -> {Formats, Measures} -> Episodes; Formats -> Pictures -> Episodes.
    // Documents (JSON and YAML as one tree with positions) is a leaf that any of them may read with.
    .target(name: "Documents", dependencies: ["CYAML"], swiftSettings: house),
    .target(name: "Episodes", swiftSettings: house, linkerSettings: [.linkedLibrary("m")]),
    .target(name: "Pictures", dependencies: ["Episodes", "CTurboJPEG", "CSPNG"], swiftSettings: house),
    .target(name: "Formats", dependencies: ["Episodes", "Documents", "Pictures", "CChecksum", "CZlib"], swiftSettings: house),
    .target(name: "Measures", dependencies: ["Episodes"], swiftSettings: house),
    .target(name: "Scanning", dependencies: ["Formats", "Measures", "Pictures", "Episodes", "Documents"], swiftSettings: house),
    .target(name: "Rulebook", dependencies: ["Scanning", "Documents"], swiftSettings: house),
    .target(name: "Reporting", dependencies: ["Rulebook", "Documents", "CXML2"], swiftSettings: house),
    .executableTarget(name: "cupel", dependencies: ["Reporting"], swiftSettings: house),

    // Clean datasets out of thin air, for tests and for counting false alarms.
    .target(name: "Simulation", dependencies: ["Measures"], path: "Benchmarks/clean-simulations/Simulation", swiftSettings: house),
    .executableTarget(
      name: "cupel-simulate", dependencies: ["Simulation", "Rulebook"], path: "Benchmarks/clean-simulations",
      exclude: ["Simulation", "README.md"], swiftSettings: house),
    // How often conventions are decided, and rightly.
    .executableTarget(
      name: "cupel-conventions", dependencies: ["Simulation", "Rulebook"], path: "Benchmarks/conventions", exclude: ["README.md"],
      swiftSettings: house),
    // Measures the reader; see Benchmarks/README.md.
    .executableTarget(
      name: "cupel-bench", dependencies: ["Rulebook", "Formats", "Episodes", "CChecksum", "CTurboJPEG"], path: "Benchmarks/cupel-bench",
      swiftSettings: house),

    .testTarget(name: "DocumentsTests", dependencies: ["Documents"], swiftSettings: house),
    .testTarget(name: "EpisodesTests", dependencies: ["Episodes"], swiftSettings: house),
    .testTarget(name: "PicturesTests", dependencies: ["Pictures", "Documents"], exclude: ["fixtures"], swiftSettings: house),
    .testTarget(name: "FormatsTests", dependencies: ["Formats", "CChecksum"], swiftSettings: house),
    .testTarget(name: "MeasuresTests", dependencies: ["Measures", "Simulation", "Rulebook"], exclude: ["fixtures"], swiftSettings: house),
    .testTarget(name: "ScanningTests", dependencies: ["Scanning"], swiftSettings: house),
    .testTarget(name: "RulebookTests", dependencies: ["Rulebook"], swiftSettings: house),
    .testTarget(name: "ReportingTests", dependencies: ["Reporting", "CXML2"], swiftSettings: house),
    .testTarget(name: "CupelTests", dependencies: ["cupel", "Reporting"], exclude: ["fixtures"], swiftSettings: house),
  ],
  swiftLanguageModes: [.v6]
)
