// swift-tools-version: 6.1
import PackageDescription

// Numbers, pixels and sheets are slow without the optimiser, so these modules have it in debug builds too.
let optimised: [SwiftSetting] = [.unsafeFlags(["-O"], .when(configuration: .debug))]
let optimisedC: [CSetting] = [.unsafeFlags(["-O3"])]

let package = Package(
    name: "rarity",
    products: [.executable(name: "rarity", targets: ["CLI"])],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    ],
    targets: [
        .systemLibrary(name: "CNcurses", path: "Sources/Clibs/CNcurses"),
        .systemLibrary(name: "CTurboJPEG", path: "Sources/Clibs/CTurboJPEG"),
        .systemLibrary(name: "COpenBLAS", path: "Sources/Clibs/COpenBLAS"),
        .systemLibrary(name: "CCurl", path: "Sources/Clibs/CCurl"),
        .systemLibrary(name: "CCrypto", path: "Sources/Clibs/CCrypto"),
        .target(name: "CKernels", path: "Sources/Clibs/CKernels", cSettings: optimisedC),
        .target(name: "CTrunkWeights", path: "Sources/Clibs/CTrunkWeights",
                exclude: ["efficientnet-lite0-folded-f16.safetensors", "efficientnet-lite0-int8-f16.safetensors", "LICENSE"]),

        .target(name: "Frames", dependencies: ["CTurboJPEG", "CKernels"], swiftSettings: optimised),
        .target(name: "Demo", dependencies: ["Frames"], swiftSettings: optimised),
        .target(name: "Model", dependencies: ["Frames", "COpenBLAS", "CKernels", "CTrunkWeights"],
                swiftSettings: optimised),
        .target(name: "Ingest", dependencies: ["Frames", "CCurl", "CCrypto"], swiftSettings: optimised),
        .target(name: "Review", dependencies: [
            "Model", "Ingest", "Frames", .product(name: "GRDB", package: "GRDB.swift"),
        ], swiftSettings: optimised),
        .target(name: "TUI", dependencies: ["Review", "Frames", "CNcurses", "CKernels"],
                swiftSettings: optimised),
        .executableTarget(name: "CLI", dependencies: [
            "TUI", "Review", "Model", "Ingest", "Frames", "Demo",
            .product(name: "ArgumentParser", package: "swift-argument-parser"),
        ]),

        // What the benchmarks measure in-process; no part of the product.
        .executableTarget(name: "rarity-bench", dependencies: ["Review", "Model", "Ingest", "Frames", "Demo"],
                          path: "Benchmarks/Sources", swiftSettings: optimised),

        .testTarget(name: "FramesTests", dependencies: ["Frames"], swiftSettings: optimised),
        .testTarget(name: "DemoTests", dependencies: ["Demo"]),
        .testTarget(name: "ModelTests", dependencies: ["Model"]),
        .testTarget(name: "IngestTests", dependencies: ["Ingest"]),
        .testTarget(name: "ReviewTests", dependencies: ["Review", "Demo"]),
        .testTarget(name: "TUITests", dependencies: ["TUI", "Review", "Ingest"], swiftSettings: optimised),
        .testTarget(name: "EndToEndTests", dependencies: ["CLI", "rarity-bench", "Ingest"]),
    ],
    swiftLanguageModes: [.v6]
)
