import Foundation
import Testing
@testable import TUI

@Suite("Keymap")
struct KeymapTests {
    @Test("no key means two things on one screen", arguments: Screen.allCases)
    func noClash(screen: Screen) {
        var seen: [Key: String] = [:]
        for binding in Keymap.bindings where binding.screens.contains(screen) {
            for key in binding.keys {
                #expect(seen[key] == nil, "\(key) is \(seen[key] ?? "") and \(binding.name)")
                seen[key] = binding.name
            }
        }
    }

    @Test("no name stands twice, and none is cut by a space")
    func names() {
        let names = Keymap.bindings.map(\.name)
        #expect(Set(names).count == names.count)
        #expect(names.allSatisfy { !$0.contains(" ") })
    }

    @Test("nothing lies on Ctrl-A, Ctrl-S or Ctrl-Q, which screen, tmux and flow control take")
    func noControl() {
        let taken: [Key] = [.control("a"), .control("s"), .control("q")]
        #expect(!Keymap.bindings.contains { $0.keys.contains(where: taken.contains) })
    }

    @Test("docs/keys.md is what the keymap says")
    func document() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let file = try String(contentsOf: root.appendingPathComponent("docs/keys.md"), encoding: .utf8)
        #expect(file == Keymap.document + "\n")
    }

    @Test("docs/screens.md shows every screen", arguments: Screen.allCases)
    func pictures(screen: Screen) throws {
        let docs = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("docs")
        let text = try String(contentsOf: docs.appendingPathComponent("screens.md"), encoding: .utf8)
        #expect(text.contains("## \(screen.title)\n") && text.contains("(screens/\(screen.rawValue).png)"))
        #expect(FileManager.default.fileExists(atPath: docs.appendingPathComponent("screens/\(screen.rawValue).png").path), "make screens")
    }
}
