// The built `rarity`, and projects to run it on.

import Foundation

enum Binary {
    /// Beside the test bundle.
    static let path = Bundle.main.bundleURL.appendingPathComponent("rarity").path

    /// Runs a command in a folder.
    /// - Returns: exit status and all that it printed.
    @discardableResult
    static func run(_ arguments: String..., in folder: URL, environment: [String: String] = [:]) throws -> (status: Int32, output: String) {
        try launch(path, arguments, in: folder, environment: environment)
    }
}

/// A folder with a small demo in it, imported; removed when it goes out of scope.
final class Project: Sendable {
    let folder: URL

    init(frames: Int = 40, episodes: Int = 2, size: String = "320x180") throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("rarity-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        guard frames > 0 else { return }
        let (status, output) = try Binary.run("demo", "--episodes", "\(episodes)", "--frames", "\(frames)", "--size", size, in: folder)
        guard status == 0 else { throw Failed(what: output) }
    }

    /// An empty folder.
    static func empty() throws -> Project { try Project(frames: 0) }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func file(_ name: String) -> URL { folder.appendingPathComponent(name) }
}
