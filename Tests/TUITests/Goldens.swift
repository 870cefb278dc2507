// Screens compared with pictures of cells: a line of text a row, and beside it a line of styles, a letter a cell.
// `RARITY_RECORD=1 swift test --filter Screen` writes them anew: look at them before committing.

import Foundation
import Testing
@testable import TUI

private let screensFolder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Fixtures/screens")

extension Bench {
    func compare(_ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let (surface, _) = drawScreen(state, Pictures(), Theme())
        let picture = drawn(surface) + "\n" + styles(surface)
        let file = screensFolder.appendingPathComponent(name + ".txt")
        if ProcessInfo.processInfo.environment["RARITY_RECORD"] != nil { try picture.write(to: file, atomically: true, encoding: .utf8) }
        let golden = try String(contentsOf: file, encoding: .utf8)
        #expect(picture == golden, "\(name) differs:\n\(picture)", sourceLocation: sourceLocation)
    }
}

func drawn(_ surface: Surface) -> String {
    rows(surface, dropping: " ") { row in String(row.filter { $0.width > 0 }.map(\.character)) }
}

/// A letter for each style in the order of first use, `.` for the plain one.
private func styles(_ surface: Surface) -> String {
    var known: [CellStyle: Character] = [CellStyle(): "."]
    let letters = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return rows(surface, dropping: ".") { row in
        String(row.map { cell in
            if let letter = known[cell.style] { return letter }
            let letter = letters[(known.count - 1) % letters.count]
            known[cell.style] = letter
            return letter
        })
    }
}

private func rows(_ surface: Surface, dropping blank: Character, _ line: ([Cell]) -> String) -> String {
    (0..<surface.height).map { y in
        let row = line(Array(surface.cells[y * surface.width..<(y + 1) * surface.width]))
        return String(row.reversed().drop { $0 == blank }.reversed())
    }.joined(separator: "\n")
}
