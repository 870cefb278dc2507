// Which cells to write, decided from what should be there and what is there now. A cell that neither the import nor a
// push explains was changed by somebody: then nothing is written at all.

import Frames
import Ingest

/// A cell to write.
public struct PushedChange: Equatable, Sendable, Codable {
    /// `F17`
    public let cell: String
    /// As Google shows it.
    public let row: Int
    public let frame: String
    /// Name of the column.
    public let column: String
    /// What stands there; empty where nothing does.
    public let before: String
    /// What is put there.
    public let after: String
}

/// What a push would do to a sheet as it is at one moment.
struct SheetPushPlan {
    /// In the order of columns, then rows.
    private(set) var writes: [(wish: PushWish, change: PushedChange)] = []
    /// Hold already what they should.
    private(set) var settled: [PushWish] = []
    /// Where the sheet differs from the import, a clause each.
    private(set) var conflicts: [String] = []

    /// - Parameters:
    ///   - columns: where the columns stood at the import, and stand now.
    ///   - frames: the column FRAME NUMBER now, from row 1.
    ///   - cells: the columns made by hand now, from row 1.
    init(_ wishes: [PushWish], columns: [SheetColumn: Int], frames: [String], cells: [SheetColumn: [String]]) {
        var moved: Set<Int> = []
        for wish in wishes {
            let found = Self.cell(frames, wish.row)
            guard FrameNumber(text: found)?.description == wish.number else {
                if moved.insert(wish.row).inserted {
                    conflicts.append("row \(wish.row) holds \(Self.shown(found)), \(wish.number) at the import")
                }
                continue
            }
            let text = Self.cell(cells[wish.column] ?? [], wish.row)
            let address = A1.cell(column: columns[wish.column] ?? 0, row: wish.row)
            if text == wish.wanted || (CellText.agree(text, wish.wanted) && !wish.isRestored) {
                settled.append(wish)
            } else if CellText.agree(text, wish.held) || wish.pending.map({ CellText.agree(text, $0) }) == true {
                writes.append((wish, PushedChange(cell: address, row: wish.row, frame: wish.number, column: wish.column.rawValue,
                                                  before: text, after: wish.wanted)))
            } else {
                conflicts.append("\(address) holds \(Self.shown(text)), \(Self.shown(wish.held)) at the import")
            }
        }
        writes.sort { (columns[$0.wish.column] ?? 0, $0.wish.row) < (columns[$1.wish.column] ?? 0, $1.wish.row) }
    }

    /// The first cells to write, as runs of neighbours; at most so many of both.
    func chunk(mostRuns: Int, mostCells: Int, columns: [SheetColumn: Int]) -> (wishes: [PushWish], runs: [CellRun]) {
        var wishes: [PushWish] = []
        var runs: [CellRun] = []
        for (wish, change) in writes.prefix(mostCells) {
            let column = columns[wish.column] ?? 0
            if let last = runs.last, last.column == column, last.firstRow + last.values.count == wish.row {
                runs[runs.count - 1] = CellRun(column: column, firstRow: last.firstRow, values: last.values + [change.after])
            } else if runs.count == mostRuns {
                break
            } else {
                runs.append(CellRun(column: column, firstRow: wish.row, values: [change.after]))
            }
            wishes.append(wish)
        }
        return (wishes, runs)
    }

    /// Columns that stand elsewhere than at the import, a clause each.
    static func moved(_ header: [String], _ columns: [SheetColumn: Int], needed: [SheetColumn]) -> [String] {
        needed.compactMap { column in
            let now = header.firstIndex { SheetColumn(header: $0) == column }, then = columns[column]
            guard now != then else { return nil }
            let place = now.map { "stands in column \(A1.letters($0))" } ?? "is missing"
            return "row 1: \(column.rawValue) \(place), \(then.map { "column \(A1.letters($0))" } ?? "nowhere") at the import"
        }
    }

    private static func cell(_ column: [String], _ row: Int) -> String {
        column.indices.contains(row - 1) ? column[row - 1] : ""
    }

    private static func shown(_ text: String) -> String { text.isEmpty ? "nothing" : "\"\(text.printable(limit: 40))\"" }
}
