import Foundation
import Testing

/// The house: imports run one way, and each outside library has one door.
@Suite("Architecture")
struct ArchitectureTests {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// What each module may import of ours.
    static let allowed: [String: Set<String>] = [
        "Frames": [], "Demo": ["Frames"], "Model": ["Frames"], "Ingest": ["Frames"],
        "Review": ["Model", "Ingest", "Frames"], "TUI": ["Review", "Ingest", "Frames"],
        "CLI": ["TUI", "Review", "Model", "Ingest", "Frames", "Demo"],
    ]

    /// The only modules that may import a library.
    static let doors: [String: Set<String>] = [
        "CNcurses": ["TUI"], "GRDB": ["Review"], "GRDBSQLite": ["Review"], "COpenBLAS": ["Model"], "CTurboJPEG": ["Frames"],
        "CKernels": ["Model", "TUI"], "CTrunkWeights": ["Model"], "ArgumentParser": ["CLI"],
        "CCurl": ["Ingest"], "CCrypto": ["Ingest"],
    ]

    @Test("imports run one way: CLI, TUI, Review, Model and Ingest, Frames", arguments: allowed.keys.sorted())
    func importsRunOneWay(module: String) throws {
        let files = try Self.swiftFiles(module)
        #expect(!files.isEmpty)
        for file in files {
            for imported in try Self.imports(of: file) {
                if Self.allowed[imported] != nil {
                    #expect(Self.allowed[module]?.contains(imported) == true, "\(module)/\(file.lastPathComponent) imports \(imported)")
                }
                if let rooms = Self.doors[imported] {
                    #expect(rooms.contains(module), "\(module)/\(file.lastPathComponent) imports \(imported)")
                }
            }
        }
    }

    @Test("nothing in the project stops the program on purpose or speaks of unfinished work")
    func nothingUnfinished() throws {
        let words = ["fatalError" + "(", "try" + "! ", "as" + "! ", "TO" + "DO", "FIX" + "ME"]
        for module in Self.allowed.keys {
            for file in try Self.swiftFiles(module) {
                let text = try String(contentsOf: file, encoding: .utf8)
                for word in words { #expect(!text.contains(word), "\(module)/\(file.lastPathComponent) contains \(word)") }
            }
        }
    }

    private static func swiftFiles(_ module: String) throws -> [URL] {
        let folder = root.appendingPathComponent("Sources/\(module)")
        let all = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        return (all?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "swift" }
    }

    private static func imports(of file: URL) throws -> [String] {
        try String(contentsOf: file, encoding: .utf8).split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ")
            guard let at = words.firstIndex(of: "import"), at <= 1, words.count > at + 1 else { return nil }
            return String(words[at + 1])
        }
    }
}
