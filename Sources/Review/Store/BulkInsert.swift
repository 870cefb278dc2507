// Tens of thousands of new rows in one transaction, 64 in a statement: one statement a row finds its place in the table and in every
// index anew. Frames and labels of a film of 28,800: 45 ms of SQLite instead of 100.

import GRDB
import GRDBSQLite

/// Rows of one table; they reach it with every 64th and with `finish`.
struct BulkInsert {
    private static let rowsAtOnce = 64

    private enum Value {
        case null
        case integer(Int64)
        /// Bytes of `texts`.
        case text(Int, count: Int)
        case shared(SharedText)
    }

    private let db: Database
    private let table: String
    private let columns: [String]
    private let full: Statement
    /// Texts that many rows have: their bytes are copied once, and lie there for as long as this lives.
    let shared = SharedTexts()
    private var values: [Value] = []
    private var texts: [UInt8] = []

    init(_ db: Database, _ table: String, _ columns: [String]) throws {
        (self.db, self.table, self.columns) = (db, table, columns)
        full = try db.cachedStatement(sql: Self.sql(table, columns, rows: Self.rowsAtOnce))
        values.reserveCapacity(Self.rowsAtOnce * columns.count)
        texts.reserveCapacity(Self.rowsAtOnce * 200)
    }

    /// The next column of the row at hand.
    mutating func add(_ value: Int64?) { values.append(value.map(Value.integer) ?? .null) }

    mutating func add(_ value: Int?) { add(value.map(Int64.init)) }

    /// Text as UTF-8; the bytes are copied.
    mutating func add(utf8 bytes: UnsafeBufferPointer<UInt8>) {
        values.append(.text(texts.count, count: bytes.count))
        texts.append(contentsOf: bytes)
    }

    /// A text of `shared`.
    mutating func add(_ text: SharedText?) { values.append(text.map(Value.shared) ?? .null) }

    /// After the last column.
    mutating func endRow() throws {
        if values.count == Self.rowsAtOnce * columns.count { try run(full) }
    }

    /// Inserts what is left.
    mutating func finish() throws {
        if values.isEmpty { return }
        try run(db.makeStatement(sql: Self.sql(table, columns, rows: values.count / columns.count)))
    }

    private mutating func run(_ statement: Statement) throws {
        let handle = statement.sqliteStatement
        sqlite3_reset(handle)
        // SQLite reads the texts where they are; they stay there until it has run.
        let code = texts.withUnsafeBytes { bytes in
            for index in values.indices {
                let place = Int32(truncatingIfNeeded: index + 1)
                switch values[index] {
                case .null: sqlite3_bind_null(handle, place)
                case .integer(let number): sqlite3_bind_int64(handle, place, number)
                case .text(_, count: 0): sqlite3_bind_text(handle, place, "", 0, nil)
                case .text(let start, let count):
                    let text = bytes.baseAddress.map { ($0 + start).assumingMemoryBound(to: CChar.self) }
                    sqlite3_bind_text(handle, place, text, Int32(count), nil)
                case .shared(let text): sqlite3_bind_text(handle, place, text.bytes, text.count, nil)
                }
            }
            return sqlite3_step(handle)
        }
        let message = db.lastErrorMessage
        sqlite3_reset(handle)
        sqlite3_clear_bindings(handle)
        guard code == SQLITE_DONE else { throw DatabaseError(resultCode: ResultCode(rawValue: code), message: message, sql: "INSERT INTO \(table)") }
        values.removeAll(keepingCapacity: true)
        texts.removeAll(keepingCapacity: true)
    }

    private static func sql(_ table: String, _ columns: [String], rows: Int) -> String {
        let row = "(" + columns.map { _ in "?" }.joined(separator: ",") + ")"
        return "INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES " + Array(repeating: row, count: rows).joined(separator: ",")
    }
}
